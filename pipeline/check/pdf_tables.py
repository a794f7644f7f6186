"""The tables of a tag tree: a full grid, the cells of the briefing, and who heads whom.

ISO 14289-1 7.5: a reader must be able to tell the headers of every cell, by Scope or Headers.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pikepdf

from pipeline.check.compare_tables import CellForm, TableForm, compare_tables
from pipeline.check.pdf_expected import in_lines
from pipeline.check.pdf_reading import PdfReading
from pipeline.check.pdf_tree import CELLS, Element
from pipeline.edition import Edition
from pipeline.findings import Finding
from pipeline.messages import message
from pipeline.model import Table
from pipeline.tables import PlacedCell, headers_of, placed_cells

_RULE = "pdf.table"


@dataclass(frozen=True, slots=True)
class TaggedTable:
    """A table of the tag tree; `rows` are the cells that begin in each of its rows."""

    element: Element
    rows: tuple[tuple[Element, ...], ...]

    @property
    def head(self) -> Element | None:
        """The header rows, if they stand apart (see `_head`)."""
        return next((part for part in self.element.elements() if part.kind == "THead"), None)

    @property
    def cells(self) -> tuple[Element, ...]:
        """All cells, in reading order."""
        return tuple(cell for row in self.rows for cell in row)


def tagged_tables(reading: PdfReading) -> tuple[TaggedTable, ...]:
    """The tables of a file, in reading order."""
    return tuple(
        TaggedTable(
            table,
            tuple(
                tuple(cell for cell in row.elements() if cell.kind in CELLS)
                for row in table.walk()
                if row.kind == "TR"
            ),
        )
        for table in reading.elements
        if table.kind == "Table"
    )


def pairs(reading: PdfReading, edition: Edition) -> Iterator[tuple[Table, TaggedTable]]:
    """The tables of the briefing, each with that of the file if it has as many rows and cells."""
    own = (block for block in edition.briefing.blocks if isinstance(block, Table))
    for table, found in zip(own, tagged_tables(reading), strict=False):
        if [len(row) for row in table.rows] == [len(row) for row in found.rows]:
            yield table, found


def tables(reading: PdfReading, edition: Edition) -> Iterator[Finding]:
    """The tables are those of the briefing, cell by cell."""
    texts = _cell_texts(reading)
    forms = [_form(reading, table, texts) for table in tagged_tables(reading)]
    briefing = in_lines(edition).briefing
    yield from compare_tables(briefing, forms, rule_prefix="pdf", where="")
    for table, found in pairs(reading, edition):
        heads = sum(row.parent is not None and row.parent.kind == "THead" for row in _rows(found))
        expected = _head(table)
        if heads != expected:
            reason = "The table has {found} header rows, in the document {expected}."
            text = message(reason, found=heads, expected=expected)
            yield Finding(_RULE, table.id, text)


def _head(table: Table) -> int:
    """How many rows a THead has: the header rows, unless there are no others or a cell stands
    both in them and below."""
    cells = placed_cells(table)
    is_apart = not any(cell.row < table.header_rows < cell.end_row for cell in cells)
    return table.header_rows if is_apart and table.header_rows < len(table.rows) else 0


def _rows(table: TaggedTable) -> Iterator[Element]:
    return (row for row in table.element.walk() if row.kind == "TR")


def _cell_texts(reading: PdfReading) -> dict[tuple[int, int], list[str]]:
    """The texts of the units in each cell, by the cell's object."""
    texts: dict[tuple[int, int], list[str]] = {}
    for placed in reading.placed:
        cell = next((e for e in placed.element.above() if e.kind in CELLS), None)
        if cell:
            texts.setdefault(cell.objgen, []).append(placed.unit.text)
    return texts


def _form(
    reading: PdfReading, table: TaggedTable, texts: Mapping[tuple[int, int], list[str]]
) -> TableForm:
    captions = (child for child in table.element.elements() if child.kind == "Caption")
    caption = "".join(reading.text_below(element) for element in captions)
    rows = tuple(
        tuple(
            CellForm(
                tuple(texts.get(cell.objgen, ())),
                _span(cell, "/RowSpan"),
                _span(cell, "/ColSpan"),
                cell.kind == "TH",
            )
            for cell in row
        )
        for row in table.rows
    )
    return TableForm(caption, rows)


def _span(cell: Element, key: str) -> int:
    value = cell.attributes.get(key, "1")
    return int(value) if isinstance(value, str) and value.isdecimal() else 0


def table_headers(reading: PdfReading, edition: Edition) -> Iterator[Finding]:
    """Scope says whether a header cell is a column's or a row's, Headers name a cell's own.

    Both must agree with the briefing. Headers are needed where Scope alone leaves doubt: in a
    table with spans, or with several header rows.
    """
    for table, found in pairs(reading, edition):
        placed = placed_cells(table)
        by_place = sorted(placed, key=lambda cell: (cell.row, cell.column))
        elements = dict(zip((cell.cell.id for cell in by_place), found.cells, strict=True))
        needs_headers = table.header_rows > 1 or any(
            cell.cell.rows > 1 or cell.cell.columns > 1 for cell in placed
        )
        for cell in placed:
            element = elements[cell.cell.id]
            if _scope(element) != _expected_scope(cell):
                reason = "The header cell is not marked as that of its column or row (Scope)."
                yield Finding(_RULE, cell.cell.id, message(reason))
            heads = [elements[head.cell.id].identity for head in headers_of(placed, cell)]
            named = element.attributes.get("/Headers")
            if named is None and (not needs_headers or not heads):
                continue
            if None in heads or _names(named) != heads:
                reason = "The cell does not name the header cells that speak for it (Headers)."
                yield Finding(_RULE, cell.cell.id, message(reason))


def _scope(element: Element) -> str:
    return str(element.attributes.get("/Scope", ""))


def _expected_scope(cell: PlacedCell) -> str:
    if cell.heads_column:
        return "/Column"
    return "/Row" if cell.heads_row else ""


def _names(value: str | tuple[str, ...] | None) -> list[str]:
    return list(value) if isinstance(value, tuple) else [value] if value else []


def identities(reading: PdfReading, _: Edition) -> Iterator[Finding]:
    """Every note has an ID, no ID is there twice, and the IDTree leads to each.

    ISO 14289-1 7.9, ISO 32000-1 14.7.2.
    """
    named: dict[str, tuple[int, int]] = {}
    for element in reading.elements:
        if element.kind == "Note" and not element.identity:
            reason = "A note has no ID."
            yield Finding("pdf.structure", "", message(reason))
        if element.identity is None:
            continue
        if element.identity in named:
            reason = "The ID {identity} is given twice."
            yield Finding("pdf.structure", "", message(reason, identity=element.identity))
        named[element.identity] = element.objgen
    root = reading.pdf.Root.get("/StructTreeRoot")
    tree = root.get("/IDTree") if root is not None else None
    found = _entries(tree) if tree is not None else {}
    if found != named:
        reason = "The IDTree does not lead to the elements that have an ID."
        yield Finding("pdf.structure", "", message(reason))


def _entries(tree: pikepdf.Object) -> dict[str, tuple[int, int]]:
    return {_name(key): value.objgen for key, value in pikepdf.NameTree(tree).items()}


def _name(key: str | bytes) -> str:
    return key if isinstance(key, str) else key.decode("latin-1")
