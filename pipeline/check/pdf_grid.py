"""Where the cells of tables are painted: in rows and columns that a person can follow."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.check.compare import disregarded, excerpt, first_difference
from pipeline.check.pdf_furniture import REPEATED, text_of_glyphs
from pipeline.check.pdf_painted import PaintedGlyph
from pipeline.check.pdf_reading import PdfReading
from pipeline.check.pdf_tables import TaggedTable, pairs, tagged_tables
from pipeline.check.pdf_tree import Element
from pipeline.edition import Edition
from pipeline.findings import Finding
from pipeline.messages import message
from pipeline.tables import PlacedCell, column_count, placed_cells

_RULE = "pdf.grid"
_TOUCHING_PT = 0.5
MOST_OF_PAGE_PT = 280.0
"""The height of header rows that are always repeated, a third of a page."""


@dataclass(frozen=True, slots=True)
class PaintedCell:
    """A cell with its extent on each page that it is painted on, from the reading start.

    `start` and `end` are distances from the left edge, or from the right edge in right-to-left
    documents; `pages` has (top, bottom) by page; `first` is page and base line of its first
    line, `has_text_first` whether that is no item of a list.
    """

    cell: PlacedCell
    start: float
    end: float
    pages: dict[int, tuple[float, float]]
    first: tuple[int, float]
    has_text_first: bool


def grid(reading: PdfReading, edition: Edition) -> Iterator[Finding]:
    """Columns stand side by side from the reading start, rows one below the other.

    So no text reaches out of its column or row, and the first column of a table in Arabic is
    the right one.
    """
    is_rtl = edition.language.is_rtl
    for table, found in pairs(reading, edition):
        cells = [
            painted
            for cell, element in zip(placed_cells(table), found.cells, strict=True)
            if (painted := _painted(reading, cell, element, is_rtl))
        ]
        if not _are_columns(cells, column_count(table.rows)):
            reason = "The columns of the table do not stand side by side in their order."
            yield Finding(_RULE, table.id, message(reason))
        if not _are_rows(cells, len(table.rows)):
            reason = "The rows of the table do not stand one below the other."
            yield Finding(_RULE, table.id, message(reason))
        captions = (e for e in found.element.elements() if e.kind == "Caption")
        above = [glyph for caption in captions for glyph in reading.glyphs_below(caption)]
        first = [cell for cell in cells if cell.cell.row == 0]
        if above and first and above[-1].page != min(first[0].pages):
            reason = "A table and its caption stand on different pages."
            yield Finding(_RULE, table.id, message(reason))
        for stray in _strays(cells):
            reason = "The text of this cell does not begin where its column and row do."
            yield Finding(_RULE, stray.cell.cell.id, message(reason))


def _painted(
    reading: PdfReading, cell: PlacedCell, element: Element, is_rtl: bool
) -> PaintedCell | None:
    glyphs = [glyph for glyph in reading.glyphs_below(element) if glyph.ink]
    if not glyphs:
        return None
    left = min(glyph.x for glyph in glyphs)
    right = max(glyph.x + glyph.advance for glyph in glyphs)
    pages: dict[int, tuple[float, float]] = {}
    for glyph in glyphs:
        top, bottom = pages.get(glyph.page, (float("-inf"), float("inf")))
        high, low = glyph.base_y + glyph.size / 2, glyph.base_y
        pages[glyph.page] = max(top, high), min(bottom, low)
    if is_rtl:
        width = reading.pages[0].width
        left, right = width - right, width - left
    first = glyphs[0].page, glyphs[0].base_y
    inside = [inner.kind for inner in element.elements()]
    is_text = len(inside) < len(element.children) or inside[:1] != ["L"]
    return PaintedCell(cell, left, right, pages, first, is_text)


def _strays(cells: Sequence[PaintedCell]) -> Iterator[PaintedCell]:
    """Cells that do not begin at the edge of their column, or on the first line of their row.

    An item of a list begins further in.
    """
    edges: dict[int, float] = {}
    lines: dict[int, tuple[int, float]] = {}
    for painted in cells:
        place = painted.cell
        line = lines.setdefault(place.row, painted.first)
        edge = edges.setdefault(place.column, painted.start) if painted.has_text_first else None
        is_beside = edge is not None and abs(edge - painted.start) > _TOUCHING_PT
        is_level = line[0] == painted.first[0] and abs(line[1] - painted.first[1]) < _TOUCHING_PT
        if is_beside or not is_level:
            yield painted


def _are_columns(cells: Sequence[PaintedCell], count: int) -> bool:
    """Whether at each border between columns all cells before it end before those after it."""
    return all(
        max((c.end for c in cells if c.cell.end_column <= border), default=float("-inf"))
        <= min((c.start for c in cells if c.cell.column >= border), default=float("inf"))
        + _TOUCHING_PT
        for border in range(1, count)
    )


def _are_rows(cells: Sequence[PaintedCell], count: int) -> bool:
    """Whether at each border between rows what is above it on a page stands above the rest.

    The lowest place above each border and the highest below it are (page, distance down).
    """
    lowest: list[tuple[int, float]] = [(-1, 0.0)] * (count + 1)
    highest: list[tuple[int, float]] = [(1 << 30, 0.0)] * (count + 1)
    for painted in cells:
        last, first = max(painted.pages), min(painted.pages)
        down = (last, -painted.pages[last][1])
        up = (first, -painted.pages[first][0])
        end, begin = painted.cell.end_row, painted.cell.row
        lowest[end] = max(lowest[end], down)
        highest[begin] = min(highest[begin], up)
    for row in range(1, count + 1):
        lowest[row] = max(lowest[row], lowest[row - 1])
    for row in range(count - 1, -1, -1):
        highest[row] = min(highest[row], highest[row + 1])
    return all(lowest[row] <= highest[row] for row in range(1, count))


def repeated_headers(reading: PdfReading, _: Edition) -> Iterator[Finding]:
    """On each page where a table goes on, its header rows stand above it again, as an artifact.

    No other artifact of this kind has text. Header rows that take much of a page need not be
    repeated, or there would be no room for what they head.
    """
    continued = {
        page: (table.head, top)
        for table in tagged_tables(reading)
        for page, top in _continuations(reading, table)
    }
    for content in reading.pages:
        repeated = [g for g in content.glyphs if g.mark.artifact == REPEATED]
        head, top = continued.get(content.number, (None, 0.0))
        if repeated and head is None:
            head = _head_over_empty_rows(reading, content.number)
        if head and not repeated and _height(reading.glyphs_below(head)) > MOST_OF_PAGE_PT:
            continue
        expected = disregarded(reading.text_below(head)) if head else ""
        found = disregarded(text_of_glyphs(repeated))
        place = f"p. {content.number + 1}"
        if expected != found:
            position = first_difference(expected, found)
            reason = (
                "Repeated header of a table: “{expected}” was expected, the page has “{found}”."
            )
            one, other = excerpt(expected, position), excerpt(found, position)
            yield Finding(_RULE, place, message(reason, expected=one, found=other))
        elif head and not _repeats(repeated, reading.glyphs_below(head), top):
            reason = "The repeated header of a table does not stand above it."
            yield Finding(_RULE, place, message(reason))


def _head_over_empty_rows(reading: PdfReading, page: int) -> Element | None:
    """The header rows of the last table begun before a page that has rows without any text:
    where those stand cannot be seen."""
    heads = [
        table.head
        for table in tagged_tables(reading)
        if table.head
        and any(not any(map(reading.glyphs_below, row)) for row in table.rows)
        and any(glyph.page < page for glyph in reading.glyphs_below(table.head))
    ]
    return heads[-1] if heads else None


def _continuations(reading: PdfReading, table: TaggedTable) -> Iterator[tuple[int, float]]:
    """The pages on which a table goes on, each with the upper edge of what stands there."""
    glyphs = [g for cell in table.cells for g in reading.glyphs_below(cell) if g.ink]
    pages = sorted({glyph.page for glyph in glyphs})
    for _, page in pairwise(pages):
        yield page, max(g.ink[3] for g in glyphs if g.page == page and g.ink)


def _height(glyphs: Sequence[PaintedGlyph]) -> float:
    """From the first base line to the last one; header rows stand on one page."""
    lines = [glyph.base_y for glyph in glyphs]
    return max(lines, default=0) - min(lines, default=0)


def _repeats(repeated: Sequence[PaintedGlyph], head: Sequence[PaintedGlyph], top: float) -> bool:
    """Whether the glyphs are those of the header rows, side by side as they are, but above a
    place."""
    if len(repeated) != len(head) or any(g.ink[1] < top for g in repeated if g.ink):
        return False
    if any(_look(a) != _look(b) for a, b in zip(repeated, head, strict=True)):
        return False
    moves = [(a.x - b.x, a.base_y - b.base_y) for a, b in zip(repeated, head, strict=True)]
    return all(
        abs(across) < _TOUCHING_PT and abs(down - moves[0][1]) < _TOUCHING_PT
        for across, down in moves
    )


def _look(glyph: PaintedGlyph) -> tuple[str, int, float]:
    return glyph.font.name, glyph.code, glyph.size
