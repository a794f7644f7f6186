"""Which cells of a table are its headings: marked ones, or those that look like it."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.messages import message
from pipeline.parse.looks import is_strong
from pipeline.parse.word.grid import GridCell, GridRow
from pipeline.parse.word.names import Element, W, value
from pipeline.parse.word.notebook import Notebook
from pipeline.parse.word.styles import Role, Styles
from pipeline.parse.word.written import Part, Written

_FIRST_ROW, _FIRST_COLUMN = 0x20, 0x80
"""Bits of `w:tblLook` (17.7.6.7)."""


@dataclass(frozen=True, slots=True)
class Headers:
    """How many rows and columns from the first ones on are headings."""

    rows: int = 0
    columns: int = 0


def headers_of(
    rows: Sequence[GridRow],
    properties: Element | None,
    styles: Styles,
    notebook: Notebook,
) -> Headers:
    """The headings of a table with those `w:tblPr`, with a note if they are only a guess."""
    marked = _marked_rows(rows)
    if not marked and len(rows) > 1 and _has_header_row(rows[0], properties):
        marked = 1
        reason = (
            "The first row of a table was taken for its headings; "
            "mark it in Word (Layout, “Repeat Header Rows”)."
        )
        notebook.note("guessed-header", message(reason), rows[0].cells[0].place)
    header_rows = _whole_rows(rows, marked)
    columns = int(_has_header_column(rows, header_rows, properties, styles))
    return Headers(header_rows, columns)


def _marked_rows(rows: Sequence[GridRow]) -> int:
    """How many rows from the first one on are marked to be repeated as headers (17.4.49)."""
    marked = 0
    while marked < len(rows) and rows[marked].is_header:
        marked += 1
    return marked if marked < len(rows) else min(1, len(rows) - 1)


def _has_header_row(row: GridRow, properties: Element | None) -> bool:
    has_all = all(cell.parts for cell in row.cells[1:])
    return has_all and (_all_strong(row.cells) or _looks(properties, "firstRow", _FIRST_ROW))


def _has_header_column(
    rows: Sequence[GridRow], header_rows: int, properties: Element | None, styles: Styles
) -> bool:
    """Whether the first column is bold, or its table's style makes it look different.

    Word says of nearly every table that its first column is a special one, so that alone says
    nothing.
    """
    cells = [cell for row in rows[header_rows:] for cell in row.cells if not cell.is_rest]
    first = [cell for cell in cells if cell.column == 0]
    others = [cell for cell in cells if cell.column > 0]
    if len(first) < 2 or not others:
        return False
    if _all_strong(first) and not _all_strong(others):
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


def _all_strong(cells: Sequence[GridCell]) -> bool:
    filled = [cell for cell in cells if cell.parts]
    return bool(filled) and all(_looks_like_heading(part) for cell in filled for part in cell.parts)


def _looks_like_heading(part: Part) -> bool:
    if not isinstance(part, Written):
        return False
    return part.role is Role.TABLE_HEADING or is_strong(part.text)


def _whole_rows(rows: Sequence[GridRow], header_rows: int) -> int:
    """The header rows with those that their cells reach into, if that leaves others."""
    ends = [index + cell.rows for index, row in enumerate(rows[:header_rows]) for cell in row.cells]
    end = max(ends, default=0)
    return end if header_rows < end < len(rows) else header_rows
