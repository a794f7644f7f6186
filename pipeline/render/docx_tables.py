"""Tables of a DOCX: real rows and cells, with repeated header rows and spans (17.4)."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.model import Flow, ListBlock, Table, one_line, plain
from pipeline.render import docx_names as named
from pipeline.render.docx_block_styles import TABLE_TINT
from pipeline.render.docx_looks import hex_of
from pipeline.render.ooxml import TWENTIETHS, Element, w
from pipeline.style import Style
from pipeline.tables import PlacedCell, column_count, placed_cells

_WHOLE_WIDTH = 5000
"""Fiftieths of a per cent."""
_PADDING, _NARROW_PADDING = 2, 1
"""In characters, what a column needs beside its text; the second with `_NARROW_PADDING_PT`."""
_SHORTEST, _LONGEST = 4, 50
_MOST_TEXT = 60
"""In characters: no word makes a column wider than `_LONGEST`, no text than `_MOST_TEXT`."""
_CHARACTER = 0.6
"""The width of a character in font sizes, about, in the fonts that stand in for missing ones."""
_BOLD = 1.12
"""How much wider bold text is, about."""
_NARROW_PADDING_PT = 2
"""Beside the text of cells of a table that is too wide for the page."""

_PARTS = re.compile(r"\s+|(?<=[^\W\d][-–])(?=\w)")
"""Between what stands on one line: words, and their parts at dashes. Times stay whole."""

_MOST_KEPT_ROWS = 6
"""More rows that one cell joins may be parted by a page break."""

CellContent = Callable[[PlacedCell, bool], list[Element]]
"""From a cell, and whether its row is kept with the next, to its paragraphs."""


@dataclass(frozen=True, slots=True)
class TableWriter:
    """Writes one table; `content` writes what stands in a cell, and `rest` what stands in the
    rows that the cell goes on into."""

    table: Table
    style: Style
    is_rtl: bool
    content: CellContent
    rest: CellContent

    def element(self) -> Element:
        """`w:tbl`; in a right-to-left document its first column is at the right."""
        widths = _column_widths(self.table, self.style)
        rows: list[list[PlacedCell]] = [[] for _ in self.table.rows]
        for placed in placed_cells(self.table):
            for row in range(placed.row, placed.end_row):
                rows[row].append(placed)
        return w(
            "tbl",
            self._properties(),
            w("tblGrid", *(w("gridCol", w=width) for width in widths)),
            *(self._row(row, cells, widths) for row, cells in enumerate(rows)),
        )

    def _properties(self) -> Element:
        caption = one_line(self.table.caption)
        return w(
            "tblPr",
            w("tblStyle", val=named.TABLE),
            w("bidiVisual") if self.is_rtl else None,
            w("tblW", w=_WHOLE_WIDTH, type="pct"),
            w("tblLayout", type="autofit"),
            self._margins(),
            w(
                "tblLook",
                val=f"{self._look_bits():04X}",
                firstRow=int(self.table.header_rows > 0),
                lastRow=0,
                firstColumn=int(self.table.header_columns > 0),
                lastColumn=0,
                noHBand=1,
                noVBand=1,
            ),
            w("tblCaption", val=caption) if caption else None,
        )

    def _margins(self) -> Element | None:
        """Less space beside the text than the style has, where words would have to be broken."""
        if not _is_crowded(self.table, self.style):
            return None
        width = _NARROW_PADDING_PT * TWENTIETHS
        return w("tblCellMar", *(w(side, w=width, type="dxa") for side in ("left", "right")))

    def _look_bits(self) -> int:
        """The same as the attributes of `w:tblLook`, for Word 2007 (17.4.56)."""
        first_row = 0x0020 if self.table.header_rows else 0
        first_column = 0x0080 if self.table.header_columns else 0
        return 0x0600 | first_row | first_column

    def _row(self, row: int, cells: Sequence[PlacedCell], widths: Sequence[int]) -> Element:
        is_header = row < self.table.header_rows
        joins = (row + 1 < p.end_row and p.cell.rows <= _MOST_KEPT_ROWS for p in cells)
        keep = is_header or any(joins)
        made = (self._cell(p, row, widths, keep) for p in sorted(cells, key=lambda p: p.column))
        marks = (w("cantSplit"), w("tblHeader") if is_header else None)
        return w("tr", w("trPr", *marks), *made)

    def _cell(self, placed: PlacedCell, row: int, widths: Sequence[int], keep: bool) -> Element:
        begins = placed.row == row
        cell = placed.cell
        merge = w("vMerge", val="restart" if begins else None) if cell.rows > 1 else None
        properties = w(
            "tcPr",
            w("tcW", w=sum(widths[placed.column : placed.end_column]), type="dxa"),
            w("gridSpan", val=cell.columns) if cell.columns > 1 else None,
            merge,
            _tint() if self._is_beyond_first(placed) else None,
        )
        content = self.content(placed, keep) if begins else self.rest(placed, keep)
        return w("tc", properties, *content)

    def _is_beyond_first(self, placed: PlacedCell) -> bool:
        """Whether it heads from a second row or column. LibreOffice knows only the first ones
        of a table's style."""
        return (placed.heads_column and placed.row > 0) or (placed.heads_row and placed.column > 0)


def _tint() -> Element:
    return w("shd", val="clear", color="auto", fill=hex_of(TABLE_TINT))


def _column_widths(table: Table, style: Style) -> list[int]:
    """In twentieths of a point: as CSS lays out automatic tables, by the lengths of texts.

    Word processors measure again; these widths are what others show.
    """
    padding = _NARROW_PADDING if _is_crowded(table, style) else _PADDING
    least, most = _least_and_most(table, padding)
    room = _room(style)
    shares = [float(width) for width in most]
    if sum(least) >= room:
        shares = _narrowed(least, room)
    elif sum(most) > room:
        more = (room - sum(least)) / (sum(most) - sum(least))
        shares = [low + (high - low) * more for low, high in zip(least, most, strict=True)]
    return _in_twentieths(shares, round(_width_pt(style) * TWENTIETHS))


def _width_pt(style: Style) -> float:
    """The width of the text."""
    return (style.page_width_mm - 2 * style.margin_side_mm) / 25.4 * 72


def _room(style: Style) -> float:
    """The width of the text in characters."""
    return _width_pt(style) / (style.body_pt * _CHARACTER)


def _is_crowded(table: Table, style: Style) -> bool:
    """Whether words would have to be broken with the padding that the style has."""
    return sum(_least_and_most(table, _PADDING)[0]) > _room(style)


def _least_and_most(table: Table, padding: int) -> tuple[list[int], list[int]]:
    """What each column needs and what it would like, in characters."""
    count = column_count(table.rows)
    least, most = [_SHORTEST + padding] * count, [_SHORTEST + padding] * count
    for placed in placed_cells(table):
        word, text = _lengths(placed)
        for column in range(placed.column, placed.end_column):
            share = placed.cell.columns
            least[column] = max(least[column], -(-word // share) + padding)
            most[column] = max(most[column], -(-text // share) + padding)
    return least, most


def _narrowed(least: Sequence[int], room: float) -> list[float]:
    """The widest columns cut to one width, so that short words stay whole beside long ones."""
    left = room
    for index, width in enumerate(sorted(least)):
        share = left / (len(least) - index)
        if width > share:
            return [min(float(wanted), share) for wanted in least]
        left -= width
    return [float(wanted) for wanted in least]


def _in_twentieths(shares: Sequence[float], total: int) -> list[int]:
    """Whole numbers in proportion to the shares, which add up to the total."""
    edges = [round(total * sum(shares[:n]) / sum(shares)) for n in range(len(shares) + 1)]
    return [end - start for start, end in pairwise(edges)]


def _lengths(placed: PlacedCell) -> tuple[int, int]:
    """Characters of the longest word and of the longest text, within bounds."""
    texts = list(_texts(placed.cell.blocks))
    word = max((len(word) for text in texts for word in _PARTS.split(text)), default=0)
    longest = max(map(len, texts), default=0)
    wider = _BOLD if placed.is_header else 1
    return min(round(word * wider), _LONGEST), min(round(longest * wider), _MOST_TEXT)


def _texts(blocks: Sequence[Flow]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, ListBlock):
            for item in block.items:
                yield f"    {plain(item.text)}"
                yield from _texts(item.blocks)
        else:
            yield plain(block.text)
