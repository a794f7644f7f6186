"""Whether a page shows the text as it is read: in its order, large enough, uncovered."""

from collections.abc import Iterable, Iterator, Sequence

from pipeline.check.compare import excerpt
from pipeline.check.pdf_fonts import Box
from pipeline.check.pdf_furniture import (
    REPEATED,
    is_furniture,
    running_content,
    text_of_glyphs,
)
from pipeline.check.pdf_painted import Fill, PageContent, PaintedGlyph
from pipeline.check.pdf_reading import PdfReading
from pipeline.check.pdf_tree import CELLS
from pipeline.check.pdf_units import PlacedUnit
from pipeline.edition import Edition
from pipeline.findings import Finding
from pipeline.messages import message
from pipeline.reading import Kind

SMALLEST_BODY_PT = 11.0
SMALLEST_FURNITURE_PT = 9.0
"""For headers, footers and notes."""
SMALLEST_CELL_PT = 0.8 * SMALLEST_BODY_PT
SMALLEST_NUMBER_PT = 6.0
_LEAST_INDENT_PT = 6.0
_SAME_LINE_PT = 0.02
_SAME_SIZE_PT = 0.01
_SAME_START_PT = 0.5
_SAME_WIDTH = 1.0
"""Widths in the file are whole numbers of 1/1000 em."""


def label_places(reading: PdfReading, _: Edition) -> Iterator[Finding]:
    """The label of a list item or note stands on the first line of its body, before it."""
    for item in (e for e in reading.elements if e.kind in ("LI", "Note")):
        parts = {child.kind: reading.glyphs_below(child) for child in item.elements()}
        label, body = parts.get("Lbl"), parts.get("LBody") or parts.get("P")
        if not label or not body:
            continue
        first = body[0]
        line = [g for g in body if g.page == first.page and _is_level(g, first)]
        right = min(g.x for g in line) >= max(g.x + g.advance for g in label)
        left = max(g.x + g.advance for g in line) <= min(g.x for g in label)
        same_line = all(g.page == first.page and _is_level(g, first) for g in label)
        if not same_line or not (right or left):
            reason = "The label of a list item does not stand beside it: “{text}”."
            text = message(reason, text=excerpt(text_of_glyphs(body), 0))
            yield Finding("pdf.line-order", f"p. {first.page + 1}", text)


def unit_lines(placed: PlacedUnit) -> Iterator[list[PaintedGlyph]]:
    """The lines of a unit, in reading order."""
    yield from by_base_line(glyph for piece in placed.pieces for glyph in piece.glyphs)


def by_base_line(glyphs: Iterable[PaintedGlyph]) -> Iterator[list[PaintedGlyph]]:
    """The glyphs of each base line, as long as they follow each other."""
    line: list[PaintedGlyph] = []
    for glyph in glyphs:
        if line and not (line[-1].page == glyph.page and _is_level(line[-1], glyph)):
            yield line
            line = []
        line.append(glyph)
    if line:
        yield line


def line_starts(reading: PdfReading, edition: Edition) -> Iterator[Finding]:
    """All lines of a unit begin at one edge: the left one, or the right one in Arabic."""
    for placed in reading.placed:
        lines = list(unit_lines(placed))
        starts = [_start(line, edition.language.is_rtl) for line in lines]
        for start, line in zip(starts, lines, strict=True):
            if abs(start - starts[0]) > _SAME_START_PT:
                reason = "This line does not begin where the others do: “{text}”."
                text = message(reason, text=excerpt(text_of_glyphs(line), 0))
                yield Finding("pdf.line-start", f"p. {line[0].page + 1}", text)
                break


def _start(line: Sequence[PaintedGlyph], is_rtl: bool) -> float:
    bases = [glyph for glyph in line if glyph.advance > 0] or line
    return max(g.x + g.advance for g in bases) if is_rtl else min(g.x for g in bases)


def _is_level(one: PaintedGlyph, other: PaintedGlyph) -> bool:
    return abs(one.base_y - other.base_y) < _SAME_LINE_PT


def line_of(page: PageContent, glyph: PaintedGlyph) -> list[PaintedGlyph]:
    """The glyphs of the same marked content on one base line."""
    return [g for g in page.glyphs if g.mark.mcid == glyph.mark.mcid and _is_level(g, glyph)]


def indents(reading: PdfReading, edition: Edition) -> Iterator[Finding]:
    """The items of a list within a list begin further in than the item around them.

    In a cell of a table there may be no room for this.
    """
    starts: dict[tuple[int, int], float] = {}
    for placed in reading.placed:
        lines = list(unit_lines(placed))
        if placed.unit.kind is not Kind.LIST_ITEM or not lines:
            continue
        width = reading.pages[lines[0][0].page].width
        start = _start(lines[0], edition.language.is_rtl)
        inset = width - start if edition.language.is_rtl else start
        starts[placed.element.objgen] = inset
        outer = (e for e in placed.element.above() if e.objgen != placed.element.objgen)
        item = next((e.objgen for e in outer if e.kind == "LI"), None)
        is_narrow = any(e.kind in CELLS for e in placed.element.above())
        least = -_SAME_START_PT if is_narrow else _LEAST_INDENT_PT
        if item in starts and inset < starts[item] + least:
            reason = "An item of a list within a list does not stand further in: “{text}”."
            text = message(reason, text=excerpt(text_of_glyphs(lines[0]), 0))
            yield Finding("pdf.line-start", f"p. {lines[0][0].page + 1}", text)


def sizes(reading: PdfReading, edition: Edition) -> Iterator[Finding]:
    """Text is at least 11 pt, header and footer at least 9 pt.

    A wide table may be set at 80 % of this, a note as a footer. A note's number is smaller, as a
    superscript is. Repeated header rows are compared with the rows themselves (`pdf_grid`).
    """
    running = running_content(reading, edition)
    cells = reading.keys_below("TH", "TD")
    notes = reading.keys_below("Note")
    numbers = reading.note_numbers | (notes & reading.keys_below("Lbl"))
    for page in reading.pages:
        for glyph in page.glyphs:
            least = SMALLEST_BODY_PT
            if glyph.mark.artifact == REPEATED:
                continue
            if glyph.key in numbers:
                least = SMALLEST_NUMBER_PT
            elif is_furniture(glyph, running) or glyph.key in notes:
                least = SMALLEST_FURNITURE_PT
            elif glyph.key in cells:
                least = SMALLEST_CELL_PT
            if glyph.size < least - _SAME_SIZE_PT:
                reason = "“{text}” is {size} pt, at least {least} pt is needed."
                text = excerpt(text_of_glyphs(line_of(page, glyph)), 0)
                size = message(reason, text=text, size=f"{glyph.size:g}", least=f"{least:g}")
                yield Finding("pdf.size", f"p. {page.number + 1}", size)
                break


def covered(reading: PdfReading, _: Edition) -> Iterator[Finding]:
    """Nothing is painted over text."""
    for page in reading.pages:
        hidden = next((g for fill in page.fills for g in _under(page, fill)), None)
        if hidden:
            reason = "Something is painted over this text: “{text}”."
            text = message(reason, text=excerpt(text_of_glyphs(line_of(page, hidden)), 0))
            yield Finding("pdf.covered", f"p. {page.number + 1}", text)


def _under(page: PageContent, fill: Fill) -> Iterator[PaintedGlyph]:
    for glyph in page.glyphs[: fill.before]:
        if glyph.ink and _meet(glyph.ink, fill.box):
            yield glyph


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def glyph_widths(reading: PdfReading, _: Edition) -> Iterator[Finding]:
    """The file moves on by the widths of its fonts (ISO 14289-1 7.21.5)."""
    for font, code in dict.fromkeys((g.font, g.code) for g in reading.glyphs):
        if font.program is None:
            continue
        try:
            own = font.program.advance(font.glyph_id(code))
        except KeyError:
            continue
        if abs(own - font.width(code)) > _SAME_WIDTH:
            reason = "The width of “{text}” is not that of the font {font}."
            text = message(reason, text=font.text(code), font=font.name)
            yield Finding("pdf.glyph-width", "", text)
            return
