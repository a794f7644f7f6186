"""Page layout: the lines of all units, and where each of them stands on which page.

Distances are in pt; `y_pt` runs downwards from the upper edge of the page. Two rules bind
every page break: at least two lines of a paragraph on each side (no widows, no orphans), and
nothing is parted from what it introduces. The work grows linearly with the text.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from pipeline.edition import Edition
from pipeline.languages import Language
from pipeline.model import ListBlock, Text
from pipeline.reading import Kind, ReadingUnit, reading_sequence
from pipeline.render.pdf.glyphs import Line, StyledSpan, Weight
from pipeline.render.pdf.look import MM, NOTICE_PADDING_PT, SCRIPT_SIDE_MM, Look, Looks
from pipeline.render.pdf.text import set_paragraph
from pipeline.style import Style

MINIMUM_LINES = 2
"""Lines of a paragraph that must stand together at a page's foot or head."""
UNBROKEN_PT = 100_000.0
"""A width at which nothing is broken into lines."""
LABEL_GAP_PT = 6.0
FIRST_PAGE_HEAD_MM = 7.0
"""How much lower the text begins on the first page, under the masthead."""


@dataclass(frozen=True, slots=True)
class Geometry:
    """The measures of a page in pt; `top` and `bottom` bound the text."""

    width: float
    height: float
    side: float
    top: float
    first_top: float
    bottom: float

    @staticmethod
    def of(style: Style, language: Language) -> "Geometry":
        """The measures of a style for the script of a language."""
        height = style.page_height_mm * MM
        top = style.margin_top_mm * MM
        return Geometry(
            style.page_width_mm * MM,
            height,
            (style.margin_side_mm + SCRIPT_SIDE_MM.get(language.script, 0)) * MM,
            top,
            top + FIRST_PAGE_HEAD_MM * MM,
            height - style.margin_bottom_mm * MM,
        )

    @property
    def text_width(self) -> float:
        """The width between the side margins."""
        return self.width - 2 * self.side

    def start_x(self, line: Line, language: Language, indent_pt: float = 0) -> float:
        """The left edge of a line that begins at the reading start, after an indent."""
        if language.is_rtl:
            return self.width - self.side - indent_pt - line.width_pt
        return self.side + indent_pt

    def end_x(self, line: Line, language: Language) -> float:
        """The left edge of a line that ends at the reading end."""
        return self.side if language.is_rtl else self.width - self.side - line.width_pt


@dataclass(frozen=True, slots=True)
class SetUnit:
    """A reading unit set in lines; `label` is a list item's."""

    unit: ReadingUnit
    look: Look
    spans: Text
    lines: tuple[Line, ...]
    label: Line | None = None
    keep_with_next: bool = False
    is_first_item: bool = False
    is_last_item: bool = False
    """Of a list of several items: neither stands alone on its page if that can be helped."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """The lines of one unit on one page: the unit's index, the first line's, base lines."""

    unit: int
    first_line: int
    base_lines_pt: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """The tinted box of the notices on a page."""

    top_pt: float
    bottom_pt: float


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on a page, in reading order."""

    fragments: tuple[Fragment, ...]
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """A whole document: its units set in lines, and its pages."""

    geometry: Geometry
    units: tuple[SetUnit, ...]
    pages: tuple[Page, ...]


def lay_out(edition: Edition, style: Style) -> Layout:
    """The layout of an edition. Raises RenderError if a character has no glyph."""
    geometry = Geometry.of(style, edition.language)
    units = tuple(_set_units(edition, Looks(style, edition.language), geometry))
    return Layout(geometry, units, tuple(_pages(units, geometry)))


def styled(text: Text, language: Language, weight: Weight = "regular") -> tuple[StyledSpan, ...]:
    """Running text as the text layer takes it: one styled span for each span."""
    return tuple(StyledSpan(s.text, s.language or language.tag, weight) for s in text)


def set_line(
    spans: Sequence[StyledSpan], language: Language, size_pt: float, where: str
) -> Line | None:
    """Text on one line, however long; None for no text."""
    lines = set_paragraph(
        spans, language=language, width_pt=UNBROKEN_PT, size_pt=size_pt, where=where
    )
    return lines[0] if lines else None


def _set_units(edition: Edition, looks: Looks, geometry: Geometry) -> Iterator[SetUnit]:
    language = edition.language
    blocks = edition.briefing.blocks
    lists = [block for block in blocks if isinstance(block, ListBlock) and block.items]
    lead_ins = {block.lead_in for block in lists}
    first = {block.items[0].id for block in lists if len(block.items) > 1}
    last = {block.items[-1].id for block in lists if len(block.items) > 1}
    indents = _list_indents(edition, looks)
    for unit in reading_sequence(edition):
        look = looks.of(unit)
        label = None
        if unit.label:
            look = replace(look, indent_pt=indents[unit.where.rpartition(".")[0]])
            label = _label(unit.label, language, look.size_pt, unit.where)
        lines = set_paragraph(
            styled(unit.text, language, look.weight),
            language=language,
            width_pt=geometry.text_width - look.indent_pt - look.narrowed_pt,
            size_pt=look.size_pt,
            where=unit.where,
        )
        keep = unit.kind in (Kind.TITLE, Kind.HEADING) or unit.where in lead_ins
        where = unit.where
        yield SetUnit(unit, look, unit.text, lines, label, keep, where in first, where in last)


def _label(text: str, language: Language, size_pt: float, where: str) -> Line | None:
    return set_line((StyledSpan(text, language.tag),), language, size_pt, where)


def _list_indents(edition: Edition, looks: Looks) -> dict[str, float]:
    """The indent of each list, at least the style's, wide enough for its widest label."""
    indents: dict[str, float] = {}
    size = looks.style.body_pt
    for block in edition.briefing.blocks:
        if isinstance(block, ListBlock):
            indents[block.id] = looks.style.list_indent_pt
            if block.ordered and block.items:
                last = f"{block.start + len(block.items) - 1}."
                line = _label(last, edition.language, size, block.id)
                width = line.width_pt if line else 0
                indents[block.id] = max(indents[block.id], width + LABEL_GAP_PT)
    return indents


class Break(IntEnum):
    """Whether a page may end before a line."""

    ALLOWED = 0
    DISCOURAGED = 1
    """Only if what belongs together is longer than a page."""
    FORBIDDEN = 2


@dataclass(frozen=True, slots=True)
class _Row:
    """A line in the flow: its unit, its index there, space above it, height, break before."""

    unit: int
    line: int
    gap: float
    height: float
    break_before: Break


def _rows(units: Sequence[SetUnit]) -> Iterator[_Row]:
    previous: SetUnit | None = None
    for index, current in enumerate(units):
        if not current.lines:
            continue
        for line in range(len(current.lines)):
            gap = _gap(previous, current) if previous and line == 0 else 0
            rule = _rule_before(previous, current, line)
            yield _Row(index, line, gap, current.look.leading_pt, rule)
        previous = current


def _gap(previous: SetUnit, current: SetUnit) -> float:
    """The space between two units: the greater of the two wishes."""
    gap = max(previous.look.gap_after_pt, current.look.gap_before_pt)
    was, now = (u.unit.kind is Kind.NOTICE for u in (previous, current))
    return gap + (was != now) * NOTICE_PADDING_PT + (was and not now) * 6


def _rule_before(previous: SetUnit | None, current: SetUnit, line: int) -> Break:
    kind = current.unit.kind
    if line == 0:
        return _rule_between(previous, current) if previous else Break.ALLOWED
    if kind in (Kind.HEADING, Kind.TITLE):
        return Break.FORBIDDEN
    if line < MINIMUM_LINES or len(current.lines) - line < MINIMUM_LINES:
        return Break.FORBIDDEN
    together = kind in (Kind.CLOSING, Kind.SIGNATORY, Kind.NOTICE)
    return Break.DISCOURAGED if together else Break.ALLOWED


def _rule_between(previous: SetUnit, current: SetUnit) -> Break:
    """A heading, a lead-in and a sign-off stay with what follows.

    So does the first or last item of a list if it is a single line, which would look lost.
    """
    if previous.keep_with_next:
        return Break.FORBIDDEN
    signs = previous.unit.kind in (Kind.CLOSING, Kind.SIGNATORY)
    together = signs and current.unit.kind is Kind.SIGNATORY
    lone = (previous.is_first_item and len(previous.lines) < MINIMUM_LINES) or (
        current.is_last_item and len(current.lines) < MINIMUM_LINES
    )
    return Break.DISCOURAGED if together or lone else Break.ALLOWED


def _pages(units: Sequence[SetUnit], geometry: Geometry) -> Iterator[Page]:
    """Fill each page as far as it goes, then end it at the last good place."""
    rows = list(_rows(units))
    start = 0
    top = geometry.first_top
    while start < len(rows) or top == geometry.first_top:
        end = _page_end(rows, start, geometry.bottom - top)
        yield _page(rows[start:end], units, top)
        start, top = end, geometry.top


def _page_end(rows: Sequence[_Row], start: int, room: float) -> int:
    """The index after the last row of the page that begins with `start`."""
    used = 0.0
    last: dict[Break, int] = {}
    for index in range(start, len(rows)):
        row = rows[index]
        used += row.height + (row.gap if index > start else 0)
        if index > start:
            last[row.break_before] = index
            if used > room:
                return next(last[rule] for rule in sorted(last))
    return len(rows)


def _page(rows: Sequence[_Row], units: Sequence[SetUnit], top: float) -> Page:
    fragments: list[Fragment] = []
    y = top
    base_lines: list[float] = []
    box: Box | None = None
    for index, row in enumerate(rows):
        look = units[row.unit].look
        y += row.gap if index else 0
        if units[row.unit].unit.kind is Kind.NOTICE:
            upper = box.top_pt if box else y - NOTICE_PADDING_PT
            box = Box(upper, y + row.height + NOTICE_PADDING_PT)
        base_lines.append(y + row.height / 2 + look.size_pt * 0.35)
        y += row.height
        if index + 1 == len(rows) or rows[index + 1].unit != row.unit:
            first = row.line - len(base_lines) + 1
            fragments.append(Fragment(row.unit, first, tuple(base_lines)))
            base_lines = []
    return Page(tuple(fragments), box)
