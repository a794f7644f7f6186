"""Rules for the tables of a DOCX: header rows, direction, columns, and what they are read as."""

from collections.abc import Iterator
from itertools import pairwise

from pipeline.check.compare_tables import CellForm, TableForm
from pipeline.check.docx_body import ReadCell, ReadTable
from pipeline.check.docx_document import Observation, ReadDocument, difference
from pipeline.check.docx_kinds import CAPTION
from pipeline.check.docx_package import W, is_on, value, whole
from pipeline.check.docx_reader import Paragraph
from pipeline.messages import Message, message
from pipeline.model import Table, one_line
from pipeline.style import Style
from pipeline.tables import column_count

_STYLE = Style()
_WIDTH = (_STYLE.page_width_mm - 2 * _STYLE.margin_side_mm) / 25.4 * 1440
_TOLERANCE = 57
"""One millimetre, in twentieths of a point."""
_NARROWEST = 200
"""Ten points: a letter and the space beside it."""
_LOOK, _FIRST_ROW, _FIRST_COLUMN = 0x0600, 0x0020, 0x0080
"""The bits of `w:tblLook` (17.4.56)."""


def table_forms_read(document: ReadDocument) -> tuple[TableForm, ...]:
    """The tables as `compare_tables` takes them."""
    around = (None, *document.content)
    return tuple(
        _form(before, item)
        for before, item in zip(around, document.content, strict=False)
        if isinstance(item, ReadTable)
    )


def _form(before: "Paragraph | ReadTable | None", table: ReadTable) -> TableForm:
    has_caption = isinstance(before, Paragraph) and before.style == CAPTION and before.keeps_next
    caption = before.text if isinstance(before, Paragraph) and has_caption else ""
    rows = tuple(
        tuple(_cell_form(table, number, cell) for cell in row if not cell.goes_on)
        for number, row in enumerate(table.rows)
    )
    return TableForm(caption, rows)


def _cell_form(table: ReadTable, row: int, cell: ReadCell) -> CellForm:
    texts = tuple(paragraph.text for paragraph in cell.paragraphs if paragraph.text)
    height = table.height(row, cell) if cell.is_continued else 1
    return CellForm(texts, height, cell.columns, table.is_header(row, cell))


def tables(document: ReadDocument) -> Iterator[Observation]:
    """What a word processor needs to show and read each table right."""
    wanted = [b for b in document.edition.briefing.blocks if isinstance(b, Table)]
    for block, table in zip(wanted, document.tables, strict=False):
        for reason in (*_marks(document, block, table), *_columns(block, table)):
            yield "table", block.id, reason
    kinds = [isinstance(item, ReadTable) for item in document.content]
    if (True, True) in pairwise(kinds):
        yield "table", "document", message("Two tables touch, which Word takes as one.")


def _marks(document: ReadDocument, block: Table, table: ReadTable) -> Iterator[Message]:
    count = len(table.rows)
    if table.marked_rows != tuple(row < block.header_rows for row in range(count)):
        yield message("Other rows are marked as header rows than in the document.")
    has_rows, has_columns = block.header_rows > 0, block.header_columns > 0
    look = table.element.find(f"{W}tblPr/{W}tblLook")
    bits = f"{_LOOK | has_rows * _FIRST_ROW | has_columns * _FIRST_COLUMN:04X}"
    looks = (table.looks("firstRow"), table.looks("firstColumn"), value(look))
    if looks != (has_rows, has_columns, bits):
        yield message("The first row or column does not look as headers do, or it should not.")
    mirrored = is_on(table.element.find(f"{W}tblPr/{W}bidiVisual"))
    if mirrored != document.language.is_rtl:
        yield message("The columns of the table run in the wrong direction.")
    rows = table.element.findall(f"{W}tr/{W}trPr/{W}cantSplit")
    if len([row for row in rows if is_on(row)]) != count:
        yield message("A page break may part the lines of a row.")
    caption = value(table.element.find(f"{W}tblPr/{W}tblCaption")) or ""
    if caption != one_line(block.caption):
        yield difference(one_line(block.caption) or "–", caption or "–")


def _columns(block: Table, table: ReadTable) -> Iterator[Message]:
    widths = [whole(value(c, "w"), 0) for c in table.element.findall(f"{W}tblGrid/{W}gridCol")]
    if len(widths) != column_count(block.rows):
        yield difference(f"{column_count(block.rows)}", f"{len(widths)}")
    if abs(sum(widths) - _WIDTH) > _TOLERANCE or min(widths, default=0) < _NARROWEST:
        yield message("The columns are too narrow or too wide for the page.")
    for row in table.rows:
        for cell in row:
            width = whole(value(cell.element.find(f"{W}tcPr/{W}tcW"), "w"), 0)
            if width != sum(widths[cell.column : cell.column + cell.columns]):
                yield message("A cell is not as wide as its columns.")
                return
