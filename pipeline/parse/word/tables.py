"""Tables (ISO/IEC 29500-1, 17.4), and tables of one cell, which are boxes."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.messages import message
from pipeline.model import Cell, Figure, Separator, Table
from pipeline.parse.looks import without_look
from pipeline.parse.word.boxes import boxed
from pipeline.parse.word.captions import with_captions
from pipeline.parse.word.flows import flow
from pipeline.parse.word.grid import GridCell, GridRow, ReadCell, read_grid
from pipeline.parse.word.names import Element, W, value
from pipeline.parse.word.notebook import Notebook
from pipeline.parse.word.styles import Styles
from pipeline.parse.word.table_headers import Headers, headers_of
from pipeline.parse.word.written import Part, Written


def read_table(
    table: Element, styles: Styles, notebook: Notebook, read_cell: ReadCell
) -> list[Part]:
    """A table, or the call-out that a table of one cell is."""
    place = f"{notebook.paragraph + 1}"
    rows = read_grid(table, notebook, read_cell)
    if not rows:
        reason = "A table has no rows; remove it."
        notebook.error("empty-table", message(reason), place)
        return []
    if len(rows) == 1 and len(rows[0].cells) == 1:
        return boxed(rows[0].cells[0].parts, notebook, place)
    properties = table.find(f"{W}tblPr")
    headers = headers_of(rows, properties, styles, notebook)
    if caption := (value(properties, "tblCaption") or "").strip():
        notebook.table_captions[place] = " ".join(caption.split())
    cells = tuple(tuple(_cells(row, n, headers, notebook)) for n, row in enumerate(rows))
    return [Table(place, cells, (), headers.rows, headers.columns)]


def _cells(row: GridRow, number: int, headers: Headers, notebook: Notebook) -> Iterator[Cell]:
    for cell in row.cells:
        if cell.is_rest:
            continue
        is_header = number < headers.rows or cell.column < headers.columns
        parts = with_captions(cell.parts, notebook)
        rest = [part for part in parts if not isinstance(part, Figure | Separator)]
        _tell_of_pictures(parts, notebook)
        shown = [_without_look(part) for part in rest] if is_header else rest
        yield _model_cell(cell, shown, notebook)


def _model_cell(cell: GridCell, parts: Sequence[Part], notebook: Notebook) -> Cell:
    return Cell(cell.place, flow(parts, notebook), cell.columns, cell.rows)


def _without_look(part: Part) -> Part:
    """A header cell's text without the bold that shows it as one."""
    return replace(part, text=without_look(part.text)) if isinstance(part, Written) else part


def _tell_of_pictures(parts: Sequence[Part], notebook: Notebook) -> None:
    """Pictures have no place in the cells of the model."""
    for figure in parts:
        if not isinstance(figure, Figure):
            continue
        if figure.is_decorative and not figure.caption:
            reason = "A decorative picture in a table was left out."
            notebook.note("picture-in-table", message(reason), figure.id)
        else:
            reason = (
                "The picture “{text}” stands in a table; take it out and put it above or below."
            )
            shown = message(reason, text=figure.alternative[:80])
            notebook.error("picture-in-table", shown, figure.id)
