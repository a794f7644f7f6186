"""Whether a page shows the text in the order in which it is read."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from pipeline.check.compare import excerpt
from pipeline.check.pdf_furniture import running_content, text_of_glyphs
from pipeline.check.pdf_geometry import line_of
from pipeline.check.pdf_painted import PaintedGlyph
from pipeline.check.pdf_reading import PdfReading
from pipeline.check.pdf_tree import CELLS
from pipeline.check.pdf_units import PlacedUnit
from pipeline.edition import Edition
from pipeline.findings import Finding
from pipeline.messages import message

_SAME_LINE_PT = 0.02

Place = tuple[int, float]
"""A page, and how far down on it a base line is: pt from the page's lower edge, negated. What
is read later is the greater one."""
Name = tuple[int, int] | None


def line_order(reading: PdfReading, edition: Edition) -> Iterator[Finding]:
    """Down the page and on to the next, in the order in which the text is read.

    The cells of a table are looked at one by one, each below what comes before the table; that
    they stand in rows and columns is a rule of its own (`pdf_grid`). What the document repeats
    on its pages stands around the text.
    """
    running = running_content(reading, edition)
    units = [p for p in reading.placed if not any(g.key in running for g in _glyphs((p,)))]
    place: Place = (0, float("-inf"))
    wrong: list[PaintedGlyph] = []
    for table, group in groupby(units, key=_table):
        if table is None:
            place = _follow(_glyphs(group), place, wrong)
            continue
        ends = [_follow(_glyphs(cell), place, wrong) for _, cell in groupby(group, key=_cell)]
        place = max(ends)
    for page in dict.fromkeys(glyph.page for glyph in wrong):
        first = next(glyph for glyph in wrong if glyph.page == page)
        text = text_of_glyphs(line_of(reading.pages[page], first))
        reason = "This line stands above what is read before it: “{text}”."
        shown = message(reason, text=excerpt(text, 0))
        yield Finding("pdf.line-order", f"p. {page + 1}", shown)


def _follow(glyphs: Iterable[PaintedGlyph], place: Place, wrong: list[PaintedGlyph]) -> Place:
    """The place of the last glyph; those that stand above the one before go to `wrong`."""
    for glyph in glyphs:
        page, down = place
        own = (glyph.page, -glyph.base_y)
        if own < (page, down - _SAME_LINE_PT):
            wrong.append(glyph)
        place = own
    return place


def _glyphs(units: Iterable[PlacedUnit]) -> Iterator[PaintedGlyph]:
    return (glyph for placed in units for piece in placed.pieces for glyph in piece.glyphs)


def _cell(placed: PlacedUnit) -> Name:
    return next((e.objgen for e in placed.element.above() if e.kind in CELLS), None)


def _table(placed: PlacedUnit) -> Name:
    """The table in one of whose cells a unit stands."""
    if _cell(placed) is None:
        return None
    return next((e.objgen for e in placed.element.above() if e.kind == "Table"), None)
