"""Where each cell of a table stands in its grid of rows and columns."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.model import Cell, Table


@dataclass(frozen=True, slots=True)
class PlacedCell:
    """A cell with the row and column where it begins, from 0.

    `heads_column` and `heads_row` tell whether it is a header cell for the columns or the rows
    that it spans (WCAG 2.1 1.3.1). The cell in the corner of both heads its column only.
    """

    cell: Cell
    row: int
    column: int
    heads_column: bool
    heads_row: bool

    @property
    def is_header(self) -> bool:
        """Whether it is a header cell at all."""
        return self.heads_column or self.heads_row

    @property
    def end_row(self) -> int:
        """The row after the last one that it spans."""
        return self.row + self.cell.rows

    @property
    def end_column(self) -> int:
        """The column after the last one that it spans."""
        return self.column + self.cell.columns


def placed_cells(table: Table) -> tuple[PlacedCell, ...]:
    """The cells in the order of the rows, each at its place.

    Raises ValueError if spans overlap, reach outside, or leave a hole.
    """
    taken: set[tuple[int, int]] = set()
    found: list[PlacedCell] = []
    for row, cells in enumerate(table.rows):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            area = _area(row, column, cell)
            if taken & area:
                raise ValueError(f"row {row + 1}: two cells overlap")
            taken |= area
            in_rows = row < table.header_rows
            in_columns = not in_rows and column < table.header_columns
            found.append(PlacedCell(cell, row, column, in_rows, in_columns))
    width = column_count(table.rows)
    if taken != {(r, c) for r in range(len(table.rows)) for c in range(width)}:
        raise ValueError("the cells do not fill the rows and columns of the table")
    return tuple(found)


def column_count(rows: Sequence[Sequence[Cell]]) -> int:
    """The number of columns, which is that of the first row: nothing reaches into it."""
    return sum(cell.columns for cell in rows[0]) if rows else 0


def headers_of(table: Sequence[PlacedCell], cell: PlacedCell) -> tuple[PlacedCell, ...]:
    """The header cells that speak for a cell, columns first, outer ones before inner ones.

    A header cell of a column has those above it, one of a row those before it.
    """
    over = (
        head
        for head in table
        if head.heads_column
        and head.end_row <= cell.row
        and head.column < cell.end_column
        and cell.column < head.end_column
    )
    beside = (
        head
        for head in table
        if head.heads_row
        and head.end_column <= cell.column
        and head.row < cell.end_row
        and cell.row < head.end_row
    )
    return (*over, *beside)


def _area(row: int, column: int, cell: Cell) -> set[tuple[int, int]]:
    rows, columns = range(row, row + cell.rows), range(column, column + cell.columns)
    return {(r, c) for r in rows for c in columns}
