"""Draw how the PDF engine sets one line: docs/images/engine.svg.

    python -m tools.make_engine_picture

All values are the engine's own: levels and runs from its text layer, codes, operators and
structure elements from the finished file. Letters are drawn from the outlines of the fonts, so
the picture looks the same everywhere.
"""

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from html import escape
from pathlib import Path

import pikepdf
import uharfbuzz
from fontTools.pens.svgPathPen import SVGPathPen

from pipeline.languages import language
from pipeline.model import Briefing, Paragraph, Span, plain, text_of
from pipeline.render.pdf import Document, render
from pipeline.render.pdf.fonts import Font, load_font
from pipeline.render.pdf.glyphs import Cluster, GlyphRun, StyledSpan
from pipeline.render.pdf.text import paragraph_levels, set_paragraph
from pipeline.style import Style

TARGET = Path(__file__).parent.parent / "docs/images/engine.svg"
ARABIC = language("ar")
PHRASE = (
    Span("اتصل ببلدية "),
    Span("Kolbäck", language="sv"),
    Span(": "),
    Span("0220-240 00", link="tel:+4622024000"),
)
SIZE_PT = 11.0
WIDTH = 1120
CELL = 33.0
LEFT = 30.0
LABEL_PX = 15.0
ROOM = 60.0
"""Where less is left of a row of codes, the next begins."""
LINE_SCALE = 4.4
"""Pixels to the pt in the painted line."""
COLOURS = {0: "#e8eef2", 1: "#fff4d6", 2: "#d9ecd9"}
"""The ground of each embedding level."""
HEX_DIGITS = re.compile(r"<([0-9A-Fa-f]*)>")


@dataclass
class Svg:
    """A picture in the making; text becomes outlines."""

    parts: list[str] = field(default_factory=list)
    outlines: dict[tuple[str, int], str] = field(default_factory=dict)

    def glyph(self, font: Font, glyph: int, place: tuple[float, float], px: float) -> None:
        """A glyph with its origin at a place, `px` to the em."""
        name = f"g{len(self.outlines)}"
        name = self.outlines.setdefault((font.name, glyph), name)
        scale = px / font.units_per_em
        x, y = place
        matrix = f"{scale:.4f} 0 0 -{scale:.4f} {x:.1f} {y:.1f}"
        self.parts.append(f'<use href="#{name}" transform="matrix({matrix})"/>')

    def text(
        self, text: str, x: float, y: float, px: float = LABEL_PX, *, bold: bool = False
    ) -> float:
        """A line of text that begins or, if it is Arabic, stands at x; gives its width."""
        pen = x
        for part in re.findall(r"[\u0600-\u06ff]+|[^\u0600-\u06ff]+", text):
            is_arabic = "\u0600" <= part[0] <= "\u06ff"
            family = "NotoNaskhArabic" if is_arabic else "NotoSans"
            font = load_font(f"{family}-{'Bold' if bold else 'Regular'}")
            buffer = uharfbuzz.Buffer()
            buffer.add_str(part)
            buffer.guess_segment_properties()
            uharfbuzz.shape(font.shaper, buffer)
            for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
                place = pen + position.x_offset * px / font.units_per_em
                self.glyph(font, info.codepoint, (place, y), px)
                pen += position.x_advance * px / font.units_per_em
        return pen - x

    def centred(self, text: str, x: float, y: float, px: float = LABEL_PX) -> None:
        """A short text around x."""
        start = len(self.parts)
        width = self.text(text, 0, y, px)
        drawn = "".join(self.parts[start:])
        self.parts[start:] = [f'<g transform="translate({x - width / 2:.1f} 0)">{drawn}</g>']

    def box(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """A filled rectangle with a thin edge."""
        self.parts.append(
            f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" '
            f'fill="{colour}" stroke="#4a4a4a" stroke-width="0.5"/>'
        )

    def write(self, height: float, description: str) -> str:
        """The finished picture."""
        fonts = {name: load_font(name) for name, _ in self.outlines}
        shapes: list[str] = []
        for (name, glyph), identity in self.outlines.items():
            pen = SVGPathPen(None, ntos=lambda value: f"{value:g}")
            fonts[name].shaper.draw_glyph_with_pen(glyph, pen)
            shapes.append(f'<path id="{identity}" d="{pen.getCommands()}"/>')
        size = f"{WIDTH} {height:.0f}"
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}" role="img">'
            f"<title>{escape(description)}</title><defs>{''.join(shapes)}</defs>"
            f'<rect width="{WIDTH}" height="{height:.0f}" fill="#ffffff"/>'
            f'<g fill="#1a1a1a">{"".join(self.parts)}</g></svg>\n'
        )


def document() -> Document:
    """A document with the phrase as its only paragraph."""
    briefing = Briefing("ar", text_of("مثال"), (Paragraph("b1", text_of(*PHRASE)),))
    return Document(
        briefing=briefing,
        language=ARABIC,
        issuer="Kolbäck",
        issuer_language="sv",
        dated="2020-05-12",
        date=date(2020, 5, 12),
        contact=(),
        page_number="{page}",
    )


def picture() -> str:
    """The whole picture."""
    svg = Svg()
    spans = [StyledSpan(span.text, span.language or "ar") for span in PHRASE]
    lines = set_paragraph(spans, language=ARABIC, width_pt=1_000, size_pt=SIZE_PT, where="b1")
    levels, _ = paragraph_levels(plain(PHRASE), spans, ARABIC)
    y = _characters(svg, plain(PHRASE), levels, 30)
    y = _glyphs(svg, lines[0].runs, y + 34)
    y = _painted(svg, lines[0].runs, lines[0].width_pt, y + 34)
    data = render(document(), Style(), epoch=datetime(2020, 5, 12, tzinfo=UTC))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        y = _operators(svg, pdf, y + 38)
        y = _structure(svg, pdf, y + 34)
    return svg.write(y + 10, "One Arabic line with a Swedish name and a telephone number, set")


def _heading(svg: Svg, text: str, y: float) -> float:
    svg.text(text, LEFT, y, 17, bold=True)
    return y + 12


def _characters(svg: Svg, text: str, levels: bytes, y: float) -> float:
    y = _heading(svg, "1  Characters in reading order, each with its embedding level (UAX #9)", y)
    for index, (character, level) in enumerate(zip(text, levels, strict=True)):
        x = LEFT + index * CELL
        svg.box(x, y, CELL, 58, COLOURS[level])
        svg.centred(character, x + CELL / 2, y + 24, 19)
        svg.centred(f"{ord(character):04X}", x + CELL / 2, y + 40, 10)
        svg.centred(f"{level}", x + CELL / 2, y + 54, 11)
    return y + 58


def _with_places(runs: Sequence[GlyphRun]) -> Iterator[tuple[GlyphRun, Cluster, float]]:
    for run in runs:
        for cluster in run.clusters:
            left = min((glyph.x for glyph in cluster.glyphs), default=0)
            yield run, cluster, run.x_pt + left * run.size_pt / run.font.units_per_em


def _glyphs(svg: Svg, runs: Sequence[GlyphRun], y: float) -> float:
    title = "2  Clusters in the same order: glyph by HarfBuzz, its number, its x on the line in pt"
    y = _heading(svg, title, y)
    for index, (run, cluster, x_pt) in enumerate(_with_places(runs)):
        x = LEFT + index * CELL
        svg.box(x, y, CELL, 58, COLOURS[run.level])
        px = 19 * run.size_pt / SIZE_PT
        for glyph in cluster.glyphs:
            width = run.font.advance(glyph.id) * px / run.font.units_per_em
            svg.glyph(run.font, glyph.id, (x + (CELL - width) / 2, y + 24), px)
        svg.centred(" ".join(str(glyph.id) for glyph in cluster.glyphs), x + CELL / 2, y + 40, 10)
        svg.centred(f"{x_pt:.1f}", x + CELL / 2, y + 54, 10)
    return y + 58


def _painted(svg: Svg, runs: Sequence[GlyphRun], width_pt: float, y: float) -> float:
    title = (
        "3  The line as it is painted; the small numbers are the place of each cluster in the text"
    )
    y = _heading(svg, title, y)
    left, base = WIDTH - LEFT - width_pt * LINE_SCALE, y + 56
    for index, (run, cluster, x_pt) in enumerate(_with_places(runs)):
        em = run.size_pt / run.font.units_per_em
        advance = sum(glyph.advance for glyph in cluster.glyphs) * em
        svg.box(left + x_pt * LINE_SCALE, y, advance * LINE_SCALE, 92, COLOURS[run.level])
        for glyph in cluster.glyphs:
            place = left + (run.x_pt + glyph.x * em) * LINE_SCALE
            svg.glyph(
                run.font,
                glyph.id,
                (place, base - glyph.y * em * LINE_SCALE),
                run.size_pt * LINE_SCALE,
            )
        svg.centred(f"{index}", left + (x_pt + advance / 2) * LINE_SCALE, y + 86, 9)
    return y + 92


def _operators(svg: Svg, pdf: pikepdf.Pdf, y: float) -> float:
    """The operators of the paragraph, with the meaning of each code."""
    title = "4  The content stream, in the same order; below each code its glyph and its text"
    y = _heading(svg, title, y) + 10
    page = pdf.pages[0]
    fonts = {name: _code_meanings(font) for name, font in page.Resources.Font.items()}
    meanings: dict[int, tuple[int, str]] = {}
    begun: list[str] = []
    """Operators that are not written yet; none before the paragraph's own begin."""
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name == "BDC":
            begun = [""] if str(operands[0]) in ("/P", "/Span", "/Link") else []
        if not begun or name in ("BT", "ET"):
            continue
        if name == "Tf":
            meanings = fonts[str(operands[0])]
        if name == "TJ":
            svg.text("  ".join(begun).strip(), LEFT, y, 13)
            y = _shown(svg, operands[0], meanings, y + 20)
            begun = [""]
        else:
            begun.append(" ".join([*map(_syntax, operands), name]))
        if name == "EMC":
            begun = []
    return y - 20


def _shown(svg: Svg, array: object, meanings: dict[int, tuple[int, str]], y: float) -> float:
    """The codes of a TJ array with the moves between them."""
    assert isinstance(array, pikepdf.Array)  # noqa: S101  # the operand of TJ
    x = LEFT + 20
    x += svg.text("[", x, y, 13) + 3
    for item in array:
        if x > WIDTH - LEFT - ROOM:
            x, y = LEFT + 30, y + 46
        if not isinstance(item, pikepdf.String):
            x += svg.text(f"{item}", x, y, 13) + 7
            continue
        data = bytes(item)
        for start in range(0, len(data), 2):
            code = int.from_bytes(data[start : start + 2], "big")
            glyph, text = meanings[code]
            width = svg.text(f"{code:04X}", x, y, 13)
            svg.centred(f"{glyph}", x + width / 2, y + 14, 9)
            svg.centred("space" if text == " " else text, x + width / 2, y + 28, 11)
            x += width + 7
    svg.text("] TJ  EMC", x, y, 13)
    return y + 52


def _syntax(operand: object) -> str:
    if isinstance(operand, pikepdf.Dictionary):
        return "<<" + " ".join(f"{key} {value}" for key, value in operand.items()) + ">>"
    return f"{operand}"


def _code_meanings(font: pikepdf.Object) -> dict[int, tuple[int, str]]:
    """The glyph and the text of each code: CIDToGIDMap and ToUnicode."""
    glyphs = font.DescendantFonts[0].CIDToGIDMap.read_bytes()
    found: dict[int, tuple[int, str]] = {}
    for line in font.ToUnicode.read_bytes().decode("ascii").splitlines():
        parts = HEX_DIGITS.findall(line)
        if len(parts) == 2 and "range" not in line:
            code = int(parts[0], 16)
            glyph = int.from_bytes(glyphs[2 * code : 2 * code + 2], "big")
            found[code] = glyph, bytes.fromhex(parts[1]).decode("utf-16-be")
    return found


def _structure(svg: Svg, pdf: pikepdf.Pdf, y: float) -> float:
    y = _heading(svg, "5  The structure tree of the paragraph: what a screen reader walks", y) + 10
    top = pdf.Root.StructTreeRoot.K
    paragraph = next(kid for kid in top.K if kid.S == "/P")
    for depth, line in _tree(paragraph, 0):
        svg.text(line, LEFT + 26 * depth, y, 13)
        y += 20
    return y


def _tree(element: pikepdf.Object, depth: int) -> Iterator[tuple[int, str]]:
    tag = f"{element.S}".lstrip("/")
    yield depth, f"{tag} (language {element.Lang})" if "/Lang" in element else tag
    kids = element.K
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int):
            yield depth + 1, f"marked content {kid} of page 1"
        elif kid.get("/Type") == "/OBJR":
            yield depth + 1, f"annotation: {kid.Obj.A.URI}"
        else:
            yield from _tree(kid, depth + 1)


if __name__ == "__main__":
    TARGET.write_text(picture(), "utf-8")
