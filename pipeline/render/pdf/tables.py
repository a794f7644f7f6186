"""Tables as rows of the flow.

A row of the flow is a *band*: rows of the table that cells spanning several of them tie
together. Bands are not divided between pages; one that is higher than a page becomes strips of
a few lines each. In a right-to-left language the first column stands at the right.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby

from pipeline.colours import Colour
from pipeline.model import Table, one_line
from pipeline.render.pdf.bands import (
    ABOVE_PT,
    BELOW_PT,
    Band,
    CellRows,
    Strip,
    crossed,
    head_rows,
    placed_rows,
    strips,
    whole,
)
from pipeline.render.pdf.blocks import BlockSetter, Setting
from pipeline.render.pdf.columns import Columns, columns
from pipeline.render.pdf.geometry import Area
from pipeline.render.pdf.look import CAPTION_GAP_PT, HAIRLINE_PT, MM, Looks
from pipeline.render.pdf.refusals import too_wide
from pipeline.render.pdf.rows import Break, Fill, Item, Row, height, joined
from pipeline.render.pdf.text import Widths
from pipeline.tables import PlacedCell, column_count, placed_cells

PADDINGS_PT = {1.0: 6.0, 0.9: 4.0, 0.8: 2.5}
"""Sizes that are tried, as multiples of the body's, until no word has to be broken; and for
each the space between a cell's edges and its text, sideways."""
NARROWEST_EM = 3.0
"""A column that is narrower than this, without its padding, is not readable."""
HEADER_RULE_PT = 1.0
SPACE = Row(ABOVE_PT)
"""What stands above a row of the table that goes on at a page's head."""
SMALL_SHARE = 0.33
"""The share of a page up to which a table stays whole, if it can."""
MOST_OF_PAGE = 0.5
"""The share of a page that header rows may take to be repeated on each."""


@dataclass(frozen=True, slots=True)
class TableSetter:
    """Sets tables in an area; `page_pt` is the height of the text on a page."""

    blocks: BlockSetter
    area: Area
    page_pt: float

    def items(self, table: Table) -> Iterator[Item]:
        """The caption, if any, and the table. Raises RenderError for one that is too wide."""
        gap = self._looks.style.paragraph_gap_pt + CAPTION_GAP_PT
        caption_pt = 0.0
        if table.caption:
            where = f"{table.id}.caption"
            look = self._looks.of(self.blocks.units.reading(where))
            look = replace(look, gap_before_pt=gap)
            caption = self.blocks.unit(where, look, self.area, after=Break.FORBIDDEN)
            caption_pt = height(caption.rows) + look.gap_after_pt
            yield caption
        rows = tuple(_Sheet(self, table, caption_pt).rows())
        yield Item(rows, CAPTION_GAP_PT if table.caption else gap, gap)

    @property
    def _looks(self) -> Looks:
        return self.blocks.units.looks

    def setting(self, placed: PlacedCell, area: Area, scale: float) -> Setting:
        """How the blocks of a cell are set."""
        gap = self._looks.style.paragraph_gap_pt * scale
        return Setting(
            area,
            gap / 2,
            gap / 4,
            scale,
            "bold" if placed.is_header else "regular",
            has_accent=not placed.heads_column,
            is_ragged=True,
            is_tabular=True,
        )

    def fitted(self, table: Table, cells: Sequence[PlacedCell]) -> tuple[float, Columns]:
        """The largest scale at which no word is broken, else the smallest, and the columns."""
        count = column_count(table.rows)
        scale, found = 1.0, Columns((), ())
        for scale in PADDINGS_PT:
            found = columns(((cell, self._widths(cell, scale)) for cell in cells), count)
            if found.fits(self.area.width_pt):
                return scale, found
        style = self._looks.style
        narrowest = NARROWEST_EM * scale * style.body_pt + 2 * PADDINGS_PT[scale]
        # By the style's margins, so that no translation is refused for its script's wider ones.
        if count * narrowest > (style.page_width_mm - 2 * style.margin_side_mm) * MM:
            raise too_wide(table.id, one_line(table.caption), count)
        return scale, found

    def _widths(self, placed: PlacedCell, scale: float) -> Widths:
        setting = self.setting(placed, self.area, scale)
        widths = self.blocks.measure(placed.cell.blocks, setting)
        beside = 2 * PADDINGS_PT[scale]
        return Widths(widths.least_pt + beside, widths.most_pt + beside)


class _Sheet:
    """One table while it is set."""

    def __init__(self, setter: TableSetter, table: Table, above_pt: float) -> None:
        """`above_pt` is the height of what stands above the table and stays with it."""
        self.setter = setter
        self.table = table
        self.above_pt = above_pt
        cells = placed_cells(table)
        self.spanning = [cell for cell in cells if cell.cell.rows > 1]
        self.scale, found = setter.fitted(table, cells)
        self.widths = found.widths(setter.area.width_pt)

    def rows(self) -> Iterator[Row]:
        """The header rows, and the body's rows, which repeat them at the head of a page."""
        bands = list(self._bands())
        header = tuple(row for band in bands if band.is_header for row in self._rows(band, 0))
        header_pt = height(header)
        repeats = header if header_pt < MOST_OF_PAGE * self.setter.page_pt else ()
        body: list[Row] = []
        for band in bands:
            if not band.is_header:
                for index, row in enumerate(self._rows(band, header_pt + self.above_pt)):
                    again = (*repeats, SPACE) if index else repeats
                    body.append(row._replace(repeated=again))
        is_small = height((*header, *body)) < SMALL_SHARE * self.setter.page_pt
        for index, row in enumerate((*header, *body)):
            rule = Break.ALLOWED
            if is_small or index in (len(header) + 1, len(header) + len(body) - 1):
                rule = Break.DISCOURAGED  # no row alone, and a small table whole
            if index <= len(header):
                rule = Break.FORBIDDEN
            yield row._replace(break_before=rule) if index else row

    def _bands(self) -> Iterator[Band]:
        """The table's rows, those together that a cell spans; header and body apart."""
        first, end = 0, 0
        members: list[CellRows] = []
        head = head_rows(self.table)
        for row, cells in enumerate(placed_rows(self.table)):
            end = max([end, row + 1, *(cell.end_row for cell in cells)])
            members.extend(self._cell(cell) for cell in cells)
            if end == row + 1:
                yield Band(tuple(members), first, end, is_header=first < head)
                first, members = end, []

    def _cell(self, placed: PlacedCell) -> CellRows:
        setting = self.setter.setting(placed, self._area(placed), self.scale)
        items = self.setter.blocks.flows(placed.cell.blocks, setting)
        return CellRows(placed, tuple(joined(items)))

    def _area(self, placed: PlacedCell) -> Area:
        cell = self._span(placed.column, placed.end_column)
        padding = PADDINGS_PT[self.scale]
        return Area(cell.left_pt + padding, cell.width_pt - 2 * padding)

    @property
    def _looks(self) -> Looks:
        return self.setter.blocks.units.looks

    def _span(self, first: int, end: int) -> Area:
        """The part of the page's width of some columns."""
        edges = (0.0, *accumulate(self.widths))
        width = edges[end] - edges[first]
        language = self.setter.blocks.units.language
        left = self.setter.area.start_x(width, language, edges[first])
        return Area(left, width)

    def _rows(self, band: Band, beside_pt: float) -> Iterator[Row]:
        """One row, or several if the band with what stays with it is higher than a page."""
        least = self._looks.leading(self._looks.style.body_pt * self.scale)
        strip = whole(band, ABOVE_PT + least + BELOW_PT)
        if strip.height_pt + beside_pt <= self.setter.page_pt:
            yield self._row(strip, band, is_first=True)
            return
        for index, part in enumerate(strips(band, ABOVE_PT + least + BELOW_PT)):
            yield self._row(part, band, is_first=index == 0)

    def _row(self, strip: Strip, band: Band, *, is_first: bool) -> Row:
        """The strip with its ground and its rules."""
        fills: list[Fill] = []
        table = self._span(0, len(self.widths))
        if band.is_header:
            tint = self._looks.header_tint
            fills.append(Fill(table.left_pt, 0, table.width_pt, strip.height_pt, tint))
        if is_first and band.first == 0 and not band.is_header:
            fills.append(self._rule(table, 0, HAIRLINE_PT))
        for row, y in strip.ends:
            is_last = row + 1 == self.table.header_rows
            thickness = HEADER_RULE_PT if is_last else HAIRLINE_PT
            colour = self._looks.style.accent if is_last else None
            fills.extend(
                self._rule(area, y - thickness, thickness, colour) for area in self._open(row)
            )
        return Row(strip.height_pt, strip.lines, tuple(fills))

    def _rule(self, area: Area, y: float, thickness: float, colour: Colour | None = None) -> Fill:
        return Fill(area.left_pt, y, area.width_pt, thickness, colour or self._looks.hairline)

    def _open(self, row: int) -> Iterator[Area]:
        """The stretches of the lower edge of a row that no cell crosses."""
        covered = crossed(self.spanning, row)
        groups = groupby(range(len(self.widths)), lambda column: column in covered)
        for is_covered, group in groups:
            if not is_covered:
                first, *rest = group
                yield self._span(first, (rest or [first])[-1] + 1)
