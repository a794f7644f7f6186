"""Bands: the rows of a table that cells spanning several of them tie together.

A band stands whole, or in strips of a few lines where it is higher than a page. Distances are
in pt and run downwards from the upper edge of the band or strip.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.model import Table
from pipeline.render.pdf.rows import LineAt, Row, height
from pipeline.tables import PlacedCell, placed_cells

ABOVE_PT = 4.0
BELOW_PT = 5.0
"""Space between the edges of a row and its text."""
STRIP_PT = 60.0
"""The height that strips have about: what does not fit on a page is divided between them."""


@dataclass(frozen=True, slots=True)
class CellRows:
    """A cell with its content as rows."""

    placed: PlacedCell
    rows: tuple[Row, ...]

    @property
    def height_pt(self) -> float:
        """The height of the cell."""
        return ABOVE_PT + height(self.rows) + BELOW_PT


@dataclass(frozen=True, slots=True)
class Band:
    """The rows from `first` up to `end` of a table, and the cells that begin in them."""

    cells: tuple[CellRows, ...]
    first: int
    end: int
    is_header: bool


@dataclass(frozen=True, slots=True)
class Strip:
    """What stands beside each other; `ends` are the table's rows that end in it, and where."""

    height_pt: float
    lines: tuple[LineAt, ...]
    ends: tuple[tuple[int, float], ...]


def whole(band: Band, least_pt: float) -> Strip:
    """The whole band; each of the table's rows is at least so high."""
    heights = dict.fromkeys(range(band.first, band.end), least_pt)
    for cell in sorted(band.cells, key=lambda cell: cell.placed.cell.rows):
        rows = range(cell.placed.row, cell.placed.end_row)
        missing = cell.height_pt - sum(heights[row] for row in rows)
        heights[rows[-1]] += max(missing, 0)
    tops: dict[int, float] = {}
    y = 0.0
    for row, own in heights.items():
        tops[row] = y
        y += own
    lines = (
        line for cell in band.cells for line in _lines(cell.rows, tops[cell.placed.row] + ABOVE_PT)
    )
    ends = tuple((row, tops[row] + own) for row, own in heights.items())
    return Strip(y, tuple(lines), ends)


def strips(band: Band, least_pt: float) -> Iterator[Strip]:
    """The band in strips. A cell of several rows goes on in those of the next row."""
    waiting = {id(cell): list(cell.rows) for cell in band.cells}
    for row in range(band.first, band.end):
        here = [c for c in band.cells if c.placed.row <= row < c.placed.end_row]
        ending = [c for c in here if c.placed.end_row == row + 1]
        above, is_done = ABOVE_PT, False
        while not is_done:
            taken = {id(c): _taken(waiting[id(c)], STRIP_PT, is_first=True) for c in ending}
            inner = max(map(height, taken.values()), default=0.0)
            inner = max(inner, least_pt - ABOVE_PT - BELOW_PT if above else 0)
            for cell in here:
                if id(cell) not in taken:
                    taken[id(cell)] = _taken(waiting[id(cell)], inner, is_first=False)
            is_done = not any(waiting[id(cell)] for cell in ending)
            total = above + inner + (BELOW_PT if is_done else 0)
            lines = (line for cell in here for line in _lines(taken[id(cell)], above))
            yield Strip(total, tuple(lines), ((row, total),) if is_done else ())
            above = 0.0


def _taken(waiting: list[Row], room: float, *, is_first: bool) -> list[Row]:
    """Take from what waits as many rows as the room has; one at least where it has to go on."""
    taken: list[Row] = []
    used = 0.0
    while waiting:
        used += waiting[0].gap_pt + waiting[0].height_pt
        if used > room and (taken or not is_first):
            break
        taken.append(waiting.pop(0))
    return taken


def _lines(rows: Iterable[Row], y: float) -> Iterator[LineAt]:
    for row in rows:
        y += row.gap_pt
        yield from (line._replace(base_pt=line.base_pt + y) for line in row.lines)
        y += row.height_pt


def head_rows(table: Table) -> int:
    """The header rows that are the head of a table, which is repeated on each page.

    None if no row is below them, as no THead may stand alone (ISO 14289-1 7.2), or if a cell
    reaches out of them.
    """
    count = table.header_rows
    ends = (row + cell.rows for row in range(count) for cell in table.rows[row])
    return count if count < len(table.rows) and max(ends, default=0) <= count else 0


def placed_rows(table: Table) -> list[list[PlacedCell]]:
    """The cells that begin in each row of a table; a row may have none."""
    rows: list[list[PlacedCell]] = [[] for _ in table.rows]
    for placed in placed_cells(table):
        rows[placed.row].append(placed)
    return rows


def crossed(cells: Sequence[PlacedCell], row: int) -> set[int]:
    """The columns in which a cell goes on below a row of the table."""
    return {
        column
        for cell in cells
        if cell.row <= row < cell.end_row - 1
        for column in range(cell.column, cell.end_column)
    }
