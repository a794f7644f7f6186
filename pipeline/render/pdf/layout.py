"""Page layout: the lines of all units, and where each of them stands on which page.

Distances are in pt; `y_pt` runs downwards from the upper edge of the page. Two rules bind
every page break: at least two lines of a paragraph on each side (no widows, no orphans), and
nothing is parted from what it introduces. The work grows linearly with the text.

The rhythm is one of steady spacing, not of a grid: the base lines of a unit are one distance
apart, whatever fonts and raised numbers stand on them, and the gaps between units depend on
their kinds alone. A page's foot is left uneven rather than its gaps stretched.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.errors import RenderError
from pipeline.messages import message
from pipeline.render.pdf.artifacts import FOOTER, HEADER, REPEATED
from pipeline.render.pdf.contents import (
    LONGEST_WITHOUT,
    ContentsSetter,
    Entry,
    contents_entries,
    number_entries,
)
from pipeline.render.pdf.document import Document
from pipeline.render.pdf.flow import FlowSetter, own_lines
from pipeline.render.pdf.furniture import foot_lines_pt, head_lines_pt
from pipeline.render.pdf.geometry import Geometry
from pipeline.render.pdf.look import Looks
from pipeline.render.pdf.rows import Break, Fill, Frame, Picture, Row, joined
from pipeline.render.pdf.units import SetUnit, Units
from pipeline.style import Style

MOST_OWN_LINES = 12
"""Lines that the source's page header and footer may have together."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """The lines of one unit on one page: the unit's index, the first line's, base lines.

    `artifact` is the tag of lines that only repeat what stands elsewhere, else "".
    """

    unit: int
    first_line: int
    base_lines_pt: tuple[float, ...]
    artifact: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """What is painted around the rows of a container on a page, from top to bottom."""

    frame: Frame
    top_pt: float
    bottom_pt: float


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on a page: grounds and rules, then text and pictures in reading order."""

    items: tuple[Fragment | Picture, ...]
    boxes: tuple[Box, ...] = ()
    fills: tuple[Fill, ...] = ()

    @property
    def fragments(self) -> tuple[Fragment, ...]:
        """The text that is read on this page."""
        return tuple(i for i in self.items if isinstance(i, Fragment) and not i.artifact)


Targets = Mapping[str, tuple[int, float]]
"""For the id of each block and note, the page that it begins on, from 0, and how far down."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A whole document: its units set in lines, and its pages."""

    geometry: Geometry
    units: tuple[SetUnit, ...]
    pages: tuple[Page, ...]
    targets: Targets
    contents: tuple[Entry, ...] = ()
    """The entries of the table of contents, if there is one."""


def lay_out(document: Document, style: Style) -> Layout:
    """The layout of a document.

    Raises RenderError if a character has no glyph, a table is too wide, or the page header and
    footer leave no room for the text.
    """
    units = Units(document, Looks(style, document.language))
    geometry = Geometry.of(style, document.language)
    header = own_lines(units, "header", geometry.area)
    body = len(units.done)
    footer = own_lines(units, "footer", geometry.area)
    own = [units.done[index] if index is not None else None for index in (header, footer)]
    head_lines, foot_lines = (len(unit.lines) if unit else 0 for unit in own)
    if head_lines + foot_lines > MOST_OWN_LINES:
        raise RenderError(
            message("The page header and footer are too long for a page; shorten them."),
            where="header" if head_lines > foot_lines else "footer",
        )
    geometry = geometry.with_own_lines(head_lines, foot_lines)
    del units.done[body:]
    rows, contents = _rows(FlowSetter.of(units, geometry))
    pages = _Pages(geometry)
    pages.fill(rows)
    number_entries(units, contents, [pages.targets[entry.heading][0] + 1 for entry in contents])
    if own[0]:
        lines = head_lines_pt(geometry)
        pages.add_own(0, lines, HEADER, is_first=True)
    if own[1]:
        units.done.append(own[1])
        pages.add_own(len(units.done) - 1, foot_lines_pt(geometry), FOOTER, is_first=False)
    return Layout(geometry, tuple(units.done), tuple(pages.done), pages.targets, contents)


def _rows(flow: FlowSetter) -> tuple[list[Row], tuple[Entry, ...]]:
    """The rows of a document and, if it is long, of its table of contents with the entries."""
    items = list(flow.items())
    rows = list(joined(items))
    document = flow.units.document
    entries = contents_entries(document)
    pages = sum(1 for _ in _page_ends(rows, flow.geometry)) if entries else 0
    if pages <= LONGEST_WITHOUT:
        return rows, ()
    # The contents make the document longer, but hardly by more than the text itself.
    setter = ContentsSetter(flow.blocks, flow.geometry.area, len(f"{2 * pages}"))
    begin = 1 + len(document.notices)
    items[begin:begin] = setter.items(entries)
    return list(joined(items)), entries


@dataclass(slots=True)
class _Pages:
    """Pages while they are filled."""

    geometry: Geometry
    done: list[Page] = field(default_factory=list)
    targets: dict[str, tuple[int, float]] = field(default_factory=dict)

    def fill(self, rows: Sequence[Row]) -> None:
        """Fill each page as far as it goes, then end it at the last good place."""
        start, top = 0, self.geometry.first_top
        for end in _page_ends(rows, self.geometry):
            self.done.append(self._page(rows[start:end], top))
            start, top = end, self.geometry.top

    def add_own(
        self,
        unit: int,
        lines: Sequence[tuple[float, ...]],
        tag: str,
        *,
        is_first: bool,
    ) -> None:
        """Put the source's page header or footer on each page; it is read on the first.

        `lines` are its base lines on the first page and on the others.
        """
        for index, page in enumerate(self.done):
            own = Fragment(unit, 0, lines[min(index, 1)], tag if index else "")
            items = (own, *page.items) if is_first else (*page.items, own)
            self.done[index] = replace(page, items=items)

    def _page(self, rows: Sequence[Row], top: float) -> Page:
        filling = _Filling(top)
        if rows:
            filling.y += rows[0].lead_pt
            filling.add_repeated(rows[0].repeated)
        for index, row in enumerate(rows):
            filling.y += row.gap_pt if index else 0
            self.targets.update((anchor, (len(self.done), filling.y)) for anchor in row.anchors)
            filling.add(row)
        return filling.page()


def _page_ends(rows: Sequence[Row], geometry: Geometry) -> Iterator[int]:
    """For each page, the index after its last row; a document without rows has one page."""
    start, top = 0, geometry.first_top
    while start < len(rows) or not start:
        end = _page_end(rows, start, geometry.bottom - top)
        yield end
        if not end:
            return
        start, top = end, geometry.top


def _page_end(rows: Sequence[Row], start: int, room: float) -> int:
    """The index after the last row of the page that begins with `start`."""
    used = 0.0
    last: dict[Break, int] = {}
    for index in range(start, len(rows)):
        row = rows[index]
        if index == start:
            used += row.lead_pt + sum(above.height_pt for above in row.repeated)
        used += row.height_pt + (row.gap_pt if index > start else 0)
        if index > start:
            last[row.break_before] = index
            if used > room:
                return next(last[rule] for rule in sorted(last))
    return len(rows)


@dataclass(slots=True)
class _Filling:
    """One page while rows are put on it; `y` is the upper edge of the next one."""

    y: float
    repeated: list[Fragment] = field(default_factory=list)
    lines: dict[int, tuple[int, list[float]]] = field(default_factory=dict)
    """First line and base lines of each unit."""
    items: list[int | Picture] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)

    def add(self, row: Row) -> None:
        """Put a row below the ones before it."""
        if row.frame:
            self._extend_box(row.frame, row.height_pt)
        self.fills.extend(fill.lowered(self.y) for fill in row.fills)
        if row.picture:
            self.items.append(row.picture.lowered(self.y))
        for line in row.lines:
            if line.unit not in self.lines:
                self.lines[line.unit] = line.line, []
                self.items.append(line.unit)
            self.lines[line.unit][1].append(self.y + line.base_pt)
        self.y += row.height_pt

    def add_repeated(self, rows: Sequence[Row]) -> None:
        """Put the header rows of a table that goes on at the page's head."""
        again = _Filling(self.y)
        for row in rows:
            again.add(row)
        self.repeated = [
            replace(item, artifact=REPEATED)
            for item in again.page().items
            if isinstance(item, Fragment)
        ]
        self.fills.extend(again.fills)
        self.y = again.y

    def page(self) -> Page:
        """The page as it is now."""
        items = (item if isinstance(item, Picture) else self._fragment(item) for item in self.items)
        return Page((*self.repeated, *items), tuple(self.boxes), tuple(self.fills))

    def _fragment(self, unit: int) -> Fragment:
        first, base_lines = self.lines[unit]
        return Fragment(unit, first, tuple(base_lines))

    def _extend_box(self, frame: Frame, height_pt: float) -> None:
        padding = frame.kind.padding_pt
        top = self.y - padding
        if self.boxes and self.boxes[-1].frame == frame:
            top = self.boxes.pop().top_pt
        self.boxes.append(Box(frame, top, self.y + height_pt + padding))
