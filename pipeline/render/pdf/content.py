"""The content stream of a page: glyphs in reading order, marked content, rectangles.

Glyphs are shown in logical order, each moved to its visual place by TJ, so that the text
reads right from ToUnicode alone, in every direction. Characters of the stream that are not
ASCII are the bytes of character codes (U+0000-00FF).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.render.pdf.embed import NO_TEXT, EmbeddedFont
from pipeline.render.pdf.fonts import Font
from pipeline.render.pdf.glyphs import Cluster, GlyphRun
from pipeline.render.pdf.writer import PdfFile, number, text_string
from pipeline.render.style import Colour

SOFT_HYPHEN = "\u00ad"


@dataclass(slots=True)
class FontTable:
    """The fonts that a document uses, in the order of their first use."""

    fonts: dict[Font, EmbeddedFont] = field(default_factory=dict)

    def of(self, font: Font) -> EmbeddedFont:
        """The embedded font of a font file."""
        found = self.fonts.get(font)
        if found is None:
            found = self.fonts[font] = EmbeddedFont(font, f"F{len(self.fonts) + 1}")
        return found

    def write(self, file: PdfFile) -> None:
        """Put all of them into the file."""
        for embedded in self.fonts.values():
            embedded.write(file)


@dataclass(frozen=True, slots=True)
class Shown:
    """A glyph as it is shown: code, place and advance in font units, and its ActualText.

    `actual_text` is set on the first glyph of a cluster that has more glyphs than
    characters; `end` on its last.
    """

    code: str
    x: int
    y: int
    advance: int
    actual_text: str | None = None
    end: bool = False


def shown_glyphs(clusters: Iterable[Cluster], font: EmbeddedFont) -> list[Shown]:
    """The glyphs of clusters with their codes, in logical order.

    A soft hyphen that is not drawn has no meaning on a page that is already broken into
    lines; it is left out. Other text without a glyph joins the text of a neighbour.
    """
    shown: list[Shown] = []
    waiting = ""
    for cluster in _with_glyphs(clusters):
        text = waiting + cluster.text
        glyphs = cluster.glyphs
        waiting = ""
        if len(glyphs) == 1:
            glyph = glyphs[0]
            code = font.code(glyph.id, text)
            shown.append(Shown(code, glyph.x, glyph.y, glyph.advance))
            continue
        texts = divided(text, len(glyphs))
        for index, (glyph, part) in enumerate(zip(glyphs, texts, strict=True)):
            actual = text if index == 0 and len(glyphs) > len(text) else None
            end = index == len(glyphs) - 1 and len(glyphs) > len(text)
            code = font.code(glyph.id, part)
            shown.append(Shown(code, glyph.x, glyph.y, glyph.advance, actual, end))
    return shown


def divided(text: str, count: int) -> list[str]:
    """The text of a cluster over its glyphs: one character each, what is over to the first.

    Glyphs that have no character left read as `NO_TEXT`.
    """
    if len(text) <= count:
        return [*text, *[NO_TEXT] * (count - len(text))]
    over = len(text) - count + 1
    return [text[:over], *text[over:]]


def _with_glyphs(clusters: Iterable[Cluster]) -> list[Cluster]:
    """The clusters that have glyphs, with the text of those that have none."""
    found: list[Cluster] = []
    waiting = ""
    for cluster in clusters:
        if cluster.glyphs:
            found.append(Cluster(waiting + cluster.text, cluster.glyphs) if waiting else cluster)
            waiting = ""
        elif cluster.text.strip(SOFT_HYPHEN):
            if found:
                found[-1] = Cluster(found[-1].text + cluster.text, found[-1].glyphs)
            else:
                waiting += cluster.text
    return found


@dataclass(slots=True)
class TextObject:
    """A text object (BT … ET) that shows runs at places on the page.

    It follows the pen as a PDF reader moves it, so that rounding never adds up.
    """

    fonts: FontTable
    parts: list[str] = field(default_factory=lambda: ["BT"])
    array: list[str] = field(default_factory=list)
    literal: list[str] = field(default_factory=list)
    font: tuple[EmbeddedFont, float] | None = None
    base: tuple[float, float] = (0.0, 0.0)
    pen: float = 0.0
    rise: int = 0

    def show(self, run: GlyphRun, x_pt: float, y_pt: float) -> None:
        """Show a run whose left edge stands at this place (y upwards)."""
        embedded = self.fonts.of(run.font)
        self._set_font(embedded, run.size_pt)
        if y_pt != self.base[1] or len(self.parts) == 1:
            self._new_line(x_pt, y_pt)
        scale = run.size_pt / 1000
        unit = 1000 / run.font.units_per_em
        pen = (self.pen - x_pt) / scale
        for glyph in shown_glyphs(run.clusters, embedded):
            if glyph.y != self.rise:
                self._set_rise(glyph.y, run.size_pt / run.font.units_per_em)
            if glyph.actual_text is not None:
                self._flush()
                self.parts.append(f"/Span<</ActualText{text_string(glyph.actual_text)}>>BDC")
            move = round(pen - glyph.x * unit)
            if move:
                self._end_literal()
                self.array.append(str(move))
                pen -= move
            self.literal.append(glyph.code)
            pen += round(glyph.advance * unit)
            if glyph.end:
                self._flush()
                self.parts.append("EMC")
        self.pen = x_pt + pen * scale

    def operators(self) -> str:
        """The finished text object."""
        if self.rise:
            self._set_rise(0, 1)
        self._flush()
        return "\n".join([*self.parts, "ET"])

    def _set_font(self, embedded: EmbeddedFont, size_pt: float) -> None:
        if self.font != (embedded, size_pt):
            self._flush()
            self.parts.append(f"/{embedded.resource} {number(size_pt)} Tf")
            self.font = (embedded, size_pt)

    def _new_line(self, x_pt: float, y_pt: float) -> None:
        self._flush()
        x, y = float(number(x_pt - self.base[0])), float(number(y_pt - self.base[1]))
        self.parts.append(f"{number(x)} {number(y)} Td")
        self.base = (self.base[0] + x, y_pt)
        self.pen = self.base[0]

    def _set_rise(self, rise: int, scale: float) -> None:
        self._flush()
        self.parts.append(f"{number(rise * scale)} Ts")
        self.rise = rise

    def _end_literal(self) -> None:
        if self.literal:
            self.array.append(f"({''.join(self.literal)})")
            self.literal.clear()

    def _flush(self) -> None:
        self._end_literal()
        if self.array:
            self.parts.append(f"[{''.join(_spaced(self.array))}]TJ")
            self.array.clear()


def _spaced(array: Sequence[str]) -> Iterable[str]:
    """The items of an array; two numbers need a space between them."""
    was_number = False
    for item in array:
        is_number = item[0] != "("
        yield f" {item}" if was_number and is_number else item
        was_number = is_number


@dataclass(slots=True)
class PageContent:
    """The operators of one page. y runs upwards here, as in PDF."""

    fonts: FontTable
    operators: list[str] = field(default_factory=list)
    colour: Colour | None = None

    def text(self, tag: str, text: TextObject, colour: Colour) -> None:
        """A text object as one marked-content sequence; `tag` has name and properties."""
        self._fill(colour)
        self.operators.append(f"/{tag} BDC\n{text.operators()}\nEMC")

    def rectangle(
        self, tag: str, x_pt: float, y_pt: float, width_pt: float, height_pt: float, colour: Colour
    ) -> None:
        """A filled rectangle from its lower left corner."""
        self._fill(colour)
        corner = f"{number(x_pt)} {number(y_pt)} {number(width_pt)} {number(height_pt)}"
        self.operators.append(f"/{tag} BDC\n{corner} re f\nEMC")

    def stream(self) -> str:
        """The whole content stream."""
        return "\n".join(self.operators)

    def _fill(self, colour: Colour) -> None:
        if colour != self.colour:
            parts = (colour.red, colour.green, colour.blue)
            self.operators.append(" ".join(f"{part / 255:.3g}" for part in parts) + " rg")
            self.colour = colour
