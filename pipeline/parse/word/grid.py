"""The rows and cells of a table, brought to one grid (ISO/IEC 29500-1, 17.4)."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.parse.word.names import Element, W, is_on, number, value
from pipeline.parse.word.notebook import Notebook
from pipeline.parse.word.written import Part

ReadCell = Callable[[Element], list[Part]]

MOST_COLUMNS = 63
"""As many as Word has."""


@dataclass(slots=True)
class GridCell:
    """A cell: its first column, from 0, how many columns and rows it spans, what is in it.

    `is_rest` tells that it is the rest of the cell above, which has everything.
    """

    column: int
    columns: int
    parts: list[Part]
    place: str
    rows: int = 1
    is_rest: bool = False
    owner: "GridCell | None" = None
    """The cell of which it is the rest."""


@dataclass(slots=True)
class GridRow:
    """A row with all its cells; `is_header` if it is marked to be repeated on each page."""

    cells: list[GridCell] = field(default_factory=list)
    is_header: bool = False


def read_grid(table: Element, notebook: Notebook, read_cell: ReadCell) -> list[GridRow]:
    """The rows of a table that have cells, without deleted ones; each fills the whole width."""
    rows = [row for row in _rows(table, notebook, read_cell) if row.cells]
    if rows:
        _fill(rows)
        _drop_unused_columns(rows)
        _join_rows(rows)
    return _without_empty_rows(rows)


def _rows(table: Element, notebook: Notebook, read_cell: ReadCell) -> Iterator[GridRow]:
    for element in _inside(table, "tr", notebook):
        notebook.begin_line()
        properties = element.find(f"{W}trPr")
        if properties is not None and properties.find(f"{W}del") is not None:
            notebook.count("deletions")
            continue
        yield _row(element, properties, notebook, read_cell)


def _inside(parent: Element, name: str, notebook: Notebook) -> Iterator[Element]:
    """The rows or cells, which may stand in content controls and the like."""
    for child in parent:
        if child.tag == W + name:
            yield child
        elif child.tag == f"{W}bookmarkStart":
            notebook.begin_anchor(child, f"{notebook.paragraph + 1}")
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins"):
            if is_on(child.find(f"{W}sdtPr"), "showingPlcHdr"):
                shown = "".join(str(text.text or "") for text in child.iter(f"{W}t"))
                notebook.placeholder(shown, f"{notebook.paragraph + 1}")
            yield from _inside(child, name, notebook)


def _row(
    element: Element, properties: Element | None, notebook: Notebook, read_cell: ReadCell
) -> GridRow:
    row = GridRow(is_header=bool(is_on(properties, "tblHeader")))
    column = _gap(properties, "gridBefore")
    if column:
        row.cells.append(GridCell(0, column, [], f"{notebook.paragraph + 1}"))
    for child in _inside(element, "tc", notebook):
        of_cell = child.find(f"{W}tcPr")
        place = f"{notebook.paragraph + 1}"
        parts = read_cell(child)
        columns = min(max(number(value(of_cell, "gridSpan"), 1), 1), MOST_COLUMNS)
        before = row.cells[-1] if row.cells else None
        if before and _merge(of_cell, "hMerge") == "continue":
            before.columns += columns
            before.parts.extend(parts)
        else:
            is_rest = _merge(of_cell, "vMerge") == "continue"
            row.cells.append(GridCell(column, columns, parts, place, is_rest=is_rest))
        column += columns
    if after := _gap(properties, "gridAfter"):
        row.cells.append(GridCell(column, after, [], f"{notebook.paragraph + 1}"))
    return row


def _gap(properties: Element | None, name: str) -> int:
    return min(max(number(value(properties, name)), 0), MOST_COLUMNS)


def _merge(properties: Element | None, name: str) -> str | None:
    """`restart` or `continue`, which is what a mark without a value says (17.4.84)."""
    mark = None if properties is None else properties.find(W + name)
    return None if mark is None else mark.get(f"{W}val", "continue")


def _fill(rows: Sequence[GridRow]) -> None:
    """Rows that end earlier than others get an empty cell at their end."""
    width = max(row.cells[-1].column + row.cells[-1].columns for row in rows)
    for row in rows:
        last = row.cells[-1]
        end = last.column + last.columns
        if end < width and not last.parts and not last.is_rest:
            last.columns += width - end
        elif end < width:
            row.cells.append(GridCell(end, width - end, [], last.place))


def _drop_unused_columns(rows: Sequence[GridRow]) -> None:
    """Word's grid has a line wherever any two cells once met; columns that none begins in go."""
    begun = sorted({cell.column for row in rows for cell in row.cells})
    numbers = {column: index for index, column in enumerate(begun)}
    width = len(begun)
    for row in rows:
        for cell in row.cells:
            end = numbers.get(cell.column + cell.columns, width)
            cell.column = numbers[cell.column]
            cell.columns = end - cell.column


def _join_rows(rows: Sequence[GridRow]) -> None:
    """Cells that go on below one another are one."""
    above: dict[tuple[int, int], GridCell] = {}
    for row in rows:
        current: dict[tuple[int, int], GridCell] = {}
        for cell in row.cells:
            key = cell.column, cell.columns
            owner = above.get(key) if cell.is_rest else None
            if owner is None:
                cell.is_rest = False
                current[key] = cell
            else:
                owner.rows += 1
                owner.parts.extend(cell.parts)
                cell.owner = owner
                current[key] = owner
        above = current


def _without_empty_rows(rows: Sequence[GridRow]) -> list[GridRow]:
    """Without rows in which no cell begins: nobody sees them."""
    kept: list[GridRow] = []
    for row in rows:
        if any(not cell.is_rest for cell in row.cells):
            kept.append(row)
            continue
        for cell in row.cells:
            if cell.owner is not None:
                cell.owner.rows -= 1
    return kept
