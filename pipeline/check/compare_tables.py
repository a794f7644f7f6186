"""The tables that were read back from a finished file, compared with those of its briefing.

`compare` sees the texts of cells and their order; here are the grid and the header cells.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from pipeline.check.compare import disregarded, excerpt
from pipeline.findings import Finding
from pipeline.messages import Message, message
from pipeline.model import Briefing, Flow, Paragraph, Table, Text, plain
from pipeline.reading import with_note_numbers
from pipeline.tables import PlacedCell, placed_cells


@dataclass(frozen=True, slots=True)
class CellForm:
    """A cell: the texts of its paragraphs and list items in reading order, without labels of
    items, and how many rows and columns of the table it spans."""

    texts: tuple[str, ...]
    rows: int = 1
    columns: int = 1
    is_header: bool = False


@dataclass(frozen=True, slots=True)
class TableForm:
    """A table: its caption, empty if it has none, and the cells that begin in each row."""

    caption: str
    rows: tuple[tuple[CellForm, ...], ...]


def table_forms(briefing: Briefing) -> tuple[TableForm, ...]:
    """The tables of a briefing, in order. Notes are the numbers that refer to them."""
    return tuple(table_form(b, briefing) for b in briefing.blocks if isinstance(b, Table))


def table_form(table: Table, briefing: Briefing) -> TableForm:
    """A table of a briefing."""
    rows: list[list[CellForm]] = [[] for _ in table.rows]
    for placed in placed_cells(table):
        rows[placed.row].append(_cell_form(placed, briefing))
    return TableForm(_characters(table.caption, briefing), tuple(tuple(row) for row in rows))


def _cell_form(placed: PlacedCell, briefing: Briefing) -> CellForm:
    cell = placed.cell
    texts = (_characters(text, briefing) for block in cell.blocks for text in _texts(block))
    return CellForm(tuple(texts), cell.rows, cell.columns, placed.is_header)


def _texts(block: Flow) -> Iterator[Text]:
    if isinstance(block, Paragraph):
        yield block.text
        return
    for item in block.items:
        yield item.text
        for inner in item.blocks:
            yield from _texts(inner)


def _characters(text: Text, briefing: Briefing) -> str:
    return plain(with_note_numbers(text, briefing))


def compare_tables(
    briefing: Briefing, found: Sequence[TableForm], *, rule_prefix: str, where: str
) -> tuple[Finding, ...]:
    """Every difference between the tables of a briefing and those of a file.

    Rule: `<prefix>.table`. A place is the id of the cell or table in the briefing.
    """
    tables = [block for block in briefing.blocks if isinstance(block, Table)]
    return tuple(
        Finding(f"{rule_prefix}.table", f"{where} {place}".strip(), reason)
        for place, reason in _differences(briefing, tables, found)
    )


def _differences(
    briefing: Briefing, tables: Sequence[Table], found: Sequence[TableForm]
) -> Iterator[tuple[str, Message]]:
    for table, form in zip_longest(tables, found):
        if table is None:
            yield "", message("There is a table that the document has not.")
        elif form is None:
            yield table.id, message("This table is missing in the file.")
        else:
            yield from _table_differences(table, table_form(table, briefing), form)


def _table_differences(
    table: Table, wanted: TableForm, form: TableForm
) -> Iterator[tuple[str, Message]]:
    if disregarded(wanted.caption) != disregarded(form.caption):
        yield f"{table.id}.caption", _unequal(wanted.caption, form.caption)
    if [len(row) for row in wanted.rows] != [len(row) for row in form.rows]:
        reason = "The table has not the rows and cells that it has in the document."
        yield table.id, message(reason)
        return
    for cells, row, other_row in zip(table.rows, wanted.rows, form.rows, strict=True):
        for cell, one, other in zip(cells, row, other_row, strict=True):
            if difference := _cell_difference(one, other):
                yield cell.id, difference


def _cell_difference(wanted: CellForm, found: CellForm) -> Message | None:
    texts = tuple(disregarded(text) for text in wanted.texts)
    if texts != tuple(disregarded(text) for text in found.texts):
        return _unequal(" / ".join(wanted.texts), " / ".join(found.texts))
    if (wanted.rows, wanted.columns) != (found.rows, found.columns):
        reason = (
            "The cell spans {rows} rows and {columns} columns, "
            "in the document {wanted_rows} and {wanted_columns}."
        )
        return message(
            reason,
            rows=found.rows,
            columns=found.columns,
            wanted_rows=wanted.rows,
            wanted_columns=wanted.columns,
        )
    if not texts:  # nothing is said that could head other cells: in HTML it is no header (H63)
        return None
    if wanted.is_header and not found.is_header:
        return message("This header cell is an ordinary cell in the file.")
    if found.is_header and not wanted.is_header:
        return message("This cell is a header cell in the file.")
    return None


def _unequal(wanted: str, found: str) -> Message:
    reason = "“{expected}” was expected, the file has “{found}”."
    return message(reason, expected=excerpt(wanted, 0) or "–", found=excerpt(found, 0) or "–")
