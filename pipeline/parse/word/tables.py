"""Tables (ISO/IEC 29500-1, 17.4): their grid, their header cells, and tables that are boxes."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from pipeline.messages import message
from pipeline.model import Cell, Figure, Flow, Paragraph, Separator, Table
from pipeline.parse.word.boxes import boxed
from pipeline.parse.word.captions import with_captions
from pipeline.parse.word.flows import flow
from pipeline.parse.word.looks import is_strong, without_look
from pipeline.parse.word.names import Element, W, is_on, number, value
from pipeline.parse.word.notebook import Notebook
from pipeline.parse.word.styles import Styles
from pipeline.parse.word.written import Part

ReadCell = Callable[[Element], list[Part]]

MOST_COLUMNS = 63
"""As many as Word has."""

_FIRST_ROW, _FIRST_COLUMN = 0x20, 0x80
"""Bits of `w:tblLook` (17.7.6.7)."""


@dataclass(slots=True)
class _Cell:
    """A cell as the file has it: its first column and how many it spans, and what is in it."""

    column: int
    columns: int
    parts: list[Part]
    place: str
    rows: int = 1
    goes_on: bool = False
    """Whether it is the rest of the cell above."""


@dataclass(slots=True)
class _Row:
    cells: list[_Cell] = field(default_factory=list)
    is_header: bool = False


def read_table(
    table: Element, styles: Styles, notebook: Notebook, read_cell: ReadCell
) -> list[Part]:
    """A table, or the call-out that a table of one cell is."""
    place = f"{notebook.paragraph + 1}"
    rows = [row for row in _rows(table, notebook, read_cell) if row.cells]
    if not rows:
        reason = "A table has no rows; remove it."
        notebook.error("empty-table", message(reason), place)
        return []
    if len(rows) == 1 and len(rows[0].cells) == 1:
        return boxed(rows[0].cells[0].parts, notebook, place)
    _fill(rows)
    _join_rows(rows)
    cells = tuple(tuple(_model_cell(cell, notebook) for cell in row.cells) for row in rows)
    made = Table(place, _without_rests(cells, rows))
    properties = table.find(f"{W}tblPr")
    if caption := (value(properties, "tblCaption") or "").strip():
        notebook.table_captions[place] = " ".join(caption.split())
    marked = _marked_rows(rows)
    return [_with_headers(made, marked, properties, styles, notebook)]


def _rows(table: Element, notebook: Notebook, read_cell: ReadCell) -> Iterator[_Row]:
    for element in _inside(table, "tr"):
        properties = element.find(f"{W}trPr")
        if properties is not None and properties.find(f"{W}del") is not None:
            notebook.count("deletions")
            continue
        yield _row(element, properties, notebook, read_cell)


def _inside(parent: Element, name: str) -> Iterator[Element]:
    """The rows or cells, which may stand in content controls and the like."""
    for child in parent:
        if child.tag == W + name:
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins"):
            yield from _inside(child, name)


def _row(
    element: Element, properties: Element | None, notebook: Notebook, read_cell: ReadCell
) -> _Row:
    row = _Row(is_header=bool(is_on(properties, "tblHeader")))
    column = _gap(properties, "gridBefore")
    if column:
        row.cells.append(_Cell(0, column, [], f"{notebook.paragraph + 1}"))
    for child in _inside(element, "tc"):
        of_cell = child.find(f"{W}tcPr")
        place = f"{notebook.paragraph + 1}"
        parts = read_cell(child)
        columns = min(max(number(value(of_cell, "gridSpan"), 1), 1), MOST_COLUMNS)
        before = row.cells[-1] if row.cells else None
        if before and _merge(of_cell, "hMerge") == "continue":
            before.columns += columns
            before.parts.extend(parts)
        else:
            goes_on = _merge(of_cell, "vMerge") == "continue"
            row.cells.append(_Cell(column, columns, parts, place, goes_on=goes_on))
        column += columns
    if after := _gap(properties, "gridAfter"):
        row.cells.append(_Cell(column, after, [], f"{notebook.paragraph + 1}"))
    return row


def _gap(properties: Element | None, name: str) -> int:
    return min(max(number(value(properties, name)), 0), MOST_COLUMNS)


def _merge(properties: Element | None, name: str) -> str | None:
    """`restart` or `continue`, which is what a mark without a value says (17.4.84)."""
    mark = None if properties is None else properties.find(W + name)
    return None if mark is None else mark.get(f"{W}val", "continue")


def _fill(rows: Sequence[_Row]) -> None:
    """Rows that end earlier than others get an empty cell at their end."""
    width = max(row.cells[-1].column + row.cells[-1].columns for row in rows)
    for row in rows:
        last = row.cells[-1]
        end = last.column + last.columns
        if end < width and not last.parts and not last.goes_on:
            last.columns += width - end
        elif end < width:
            row.cells.append(_Cell(end, width - end, [], last.place))
    _drop_unused_columns(rows)


def _drop_unused_columns(rows: Sequence[_Row]) -> None:
    """Word's grid has a line wherever any two cells once met; columns that none begins in go."""
    begun = sorted({cell.column for row in rows for cell in row.cells})
    numbers = {column: index for index, column in enumerate(begun)}
    width = len(begun)
    for row in rows:
        for cell in row.cells:
            end = numbers.get(cell.column + cell.columns, width)
            cell.column = numbers[cell.column]
            cell.columns = end - cell.column


def _join_rows(rows: Sequence[_Row]) -> None:
    """Cells that go on below one another are one."""
    above: dict[tuple[int, int], _Cell] = {}
    for row in rows:
        current: dict[tuple[int, int], _Cell] = {}
        for cell in row.cells:
            key = cell.column, cell.columns
            owner = above.get(key) if cell.goes_on else None
            if owner is None:
                cell.goes_on = False
                current[key] = cell
            else:
                owner.rows += 1
                owner.parts.extend(cell.parts)
                current[key] = owner
        above = current


def _without_rests(
    cells: Sequence[Sequence[Cell]], rows: Sequence[_Row]
) -> tuple[tuple[Cell, ...], ...]:
    return tuple(
        tuple(made for made, cell in zip(row, source.cells, strict=True) if not cell.goes_on)
        for row, source in zip(cells, rows, strict=True)
    )


def _model_cell(cell: _Cell, notebook: Notebook) -> Cell:
    parts = [] if cell.goes_on else with_captions(cell.parts, notebook)
    rest = [part for part in parts if not isinstance(part, Figure | Separator)]
    for figure in parts:
        if not isinstance(figure, Figure):
            continue
        if figure.is_decorative:
            reason = "A decorative picture in a table was left out."
            notebook.note("picture-in-table", message(reason), figure.id)
        else:
            reason = (
                "The picture “{text}” stands in a table; take it out and put it above or below."
            )
            shown = message(reason, text=figure.alternative[:80])
            notebook.error("picture-in-table", shown, figure.id)
    return Cell(cell.place, flow(rest, notebook), cell.columns, cell.rows)


def _marked_rows(rows: Sequence[_Row]) -> int:
    """How many rows from the first one on are marked to be repeated as headers (17.4.49)."""
    marked = 0
    while marked < len(rows) and rows[marked].is_header:
        marked += 1
    return marked if marked < len(rows) else min(1, len(rows) - 1)


def _with_headers(
    table: Table, marked: int, properties: Element | None, styles: Styles, notebook: Notebook
) -> Table:
    """The table with its header rows and columns: marked ones, else as it looks."""
    header_rows = marked
    if not header_rows and len(table.rows) > 1 and _has_header_row(table, properties):
        header_rows = 1
        reason = (
            "The first row of a table was taken for its headings; "
            "mark it in Word (Layout, “Repeat Header Rows”)."
        )
        notebook.note("guessed-header", message(reason), table.id)
    header_rows = _whole_rows(table, header_rows)
    header_columns = int(_has_header_column(table, header_rows, properties, styles))
    rows = (
        *(tuple(map(_without_bold, row)) for row in table.rows[:header_rows]),
        *(
            (*map(_without_bold, row[:header_columns]), *row[header_columns:])
            for row in table.rows[header_rows:]
        ),
    )
    return replace(table, rows=rows, header_rows=header_rows, header_columns=header_columns)


def _has_header_row(table: Table, properties: Element | None) -> bool:
    has_all = all(cell.blocks for cell in table.rows[0][1:])
    return has_all and (_all_strong(table.rows[0]) or _looks(properties, "firstRow", _FIRST_ROW))


def _has_header_column(
    table: Table, header_rows: int, properties: Element | None, styles: Styles
) -> bool:
    """Whether the first column is bold, or its table's style makes it look different.

    Word says of nearly every table that its first column is a special one, so that alone says
    nothing.
    """
    body = [row[0] for row in table.rows[header_rows:] if row]
    if len(body) < 2 or sum(cell.columns for cell in table.rows[0]) < 2:
        return False
    others = [cell for row in table.rows[header_rows:] for cell in row[1:]]
    if _all_strong(body) and not _all_strong(others):
        return True
    is_special = _looks(properties, "firstColumn", _FIRST_COLUMN)
    return is_special and styles.formats(value(properties, "tblStyle"), "firstCol")


def _looks(properties: Element | None, name: str, bit: int) -> bool:
    look = None if properties is None else properties.find(f"{W}tblLook")
    if look is None:
        return False
    if (written := look.get(W + name)) is not None:
        return written in ("1", "true", "on")
    digits = look.get(f"{W}val", "")
    is_number = 0 < len(digits) <= 4 and all(c in "0123456789abcdefABCDEF" for c in digits)
    return is_number and bool(int(digits, 16) & bit)


def _all_strong(cells: Sequence[Cell]) -> bool:
    filled = [cell for cell in cells if cell.blocks]
    return bool(filled) and all(_is_strong(block) for cell in filled for block in cell.blocks)


def _is_strong(block: Flow) -> bool:
    return isinstance(block, Paragraph) and is_strong(block.text)


def _whole_rows(table: Table, header_rows: int) -> int:
    """The header rows with those that their cells reach into, if that leaves others."""
    ends = [index + cell.rows for index, row in enumerate(table.rows[:header_rows]) for cell in row]
    end = max(ends, default=0)
    return end if header_rows < end < len(table.rows) else header_rows


def _without_bold(cell: Cell) -> Cell:
    """A header cell without the bold text that shows it as one."""
    if not _all_strong([cell]):
        return cell
    blocks = tuple(
        replace(block, text=without_look(block.text)) if isinstance(block, Paragraph) else block
        for block in cell.blocks
    )
    return replace(cell, blocks=blocks)
