"""Whether words are shown strong or emphasised where the text says so, and nowhere else.

PDF 1.7 has no structure type for either, so this is read from the fonts that paint. Numbers of
notes must look like such.
"""

from collections.abc import Iterator, Sequence

from pipeline.check.compare import disregarded, excerpt
from pipeline.check.pdf_expected import expected_units
from pipeline.check.pdf_reading import PdfReading
from pipeline.check.pdf_tree import HEADINGS, Piece
from pipeline.edition import Edition
from pipeline.findings import Finding
from pipeline.messages import message
from pipeline.model import Span, Text

BOLD_TYPES = frozenset((*HEADINGS, "TH"))
"""Everything in these is bold, whether it is strong or not."""
BOLD, ITALIC, BOLD_ITALIC, REGULAR = "Bold", "Italic", "BoldItalic", "Regular"
FAMILIES_WITH_ITALICS = frozenset(("NotoSans",))
"""In other fonts emphasis is bold: most scripts have no italics."""
FAMILIES_OF_ONE_WEIGHT = frozenset(("NotoSansMath", "NotoSansSymbols2"))
"""Symbols, such as an arrow or a tick, that nobody has drawn bold."""
_SMALL = 0.75
_LEAST_RISE = 0.2
"""The size of a note's number and how far it is raised, as shares of the text's size."""
_ROUNDED_PT = 0.02


def weights(reading: PdfReading, edition: Edition) -> Iterator[Finding]:
    """Bold and italic fonts are those that the spans ask for. Spaces have no weight.

    Rules: `pdf.strong` where bold is at fault, else `pdf.emphasis`. A unit whose text differs
    is one for other rules.
    """
    for unit, placed in zip(expected_units(edition), reading.placed, strict=False):
        is_bold = any(element.kind in BOLD_TYPES for element in placed.element.above())
        for piece, spans in _pieces_with_spans(placed.pieces, unit.text):
            if piece.text.isspace():
                continue
            for font in dict.fromkeys(glyph.font for glyph in piece.glyphs):
                family, _, style = font.name.partition("-")
                wanted = {_style(family, span, is_bold=is_bold) for span in spans}
                if style not in wanted:
                    is_as_bold = style.startswith(BOLD) in {w.startswith(BOLD) for w in wanted}
                    rule = "emphasis" if is_as_bold else "strong"
                    reason = "“{text}” is shown in the style {found}, not {expected}."
                    text = excerpt(piece.text, 0)
                    expected = "/".join(sorted(wanted))
                    shown = message(reason, text=text, found=style or "–", expected=expected)
                    yield Finding(f"pdf.{rule}", unit.where, shown)
                    break


def raised_numbers(reading: PdfReading, _: Edition) -> Iterator[Finding]:
    """The numbers of notes are raised and small in the text, or they look like a part of it:
    “3¹” must not be read as 31."""
    keys = reading.note_numbers
    lines: dict[tuple[int, float], float] = {}
    for glyph in reading.glyphs:
        line = (glyph.page, round(glyph.base_y, 1))
        if glyph.key not in keys:
            lines[line] = max(lines.get(line, 0), glyph.size)
    for glyph in reading.glyphs:
        if glyph.key not in keys or not glyph.ink:
            continue
        size = lines.get((glyph.page, round(glyph.base_y, 1)), glyph.size / _SMALL)
        is_raised = glyph.y - glyph.base_y >= _LEAST_RISE * size
        if not is_raised or glyph.size > _SMALL * size + _ROUNDED_PT:
            reason = "The number of a note, “{text}”, looks like a part of the text."
            text = message(reason, text=glyph.text)
            yield Finding("pdf.note", f"p. {glyph.page + 1}", text)


def _style(family: str, span: Span, *, is_bold: bool) -> str:
    if family in FAMILIES_OF_ONE_WEIGHT:
        return REGULAR
    if span.emphasis and family in FAMILIES_WITH_ITALICS:
        return BOLD_ITALIC if is_bold or span.strong else ITALIC
    return BOLD if is_bold or span.strong or span.emphasis else REGULAR


def _pieces_with_spans(
    pieces: Sequence[Piece], text: Text
) -> Iterator[tuple[Piece, tuple[Span, ...]]]:
    """Each piece with the spans that its characters stand in; none if the texts differ."""
    shown = [(span, disregarded(span.text)) for span in text]
    painted = [disregarded(piece.text) for piece in pieces]
    if "".join(characters for _, characters in shown) != "".join(painted):
        return
    owners = [span for span, characters in shown for _ in characters]
    position = 0
    for piece, characters in zip(pieces, painted, strict=True):
        end = position + len(characters)
        if end > position:
            yield piece, tuple(dict.fromkeys(owners[position:end]))
        position = end
