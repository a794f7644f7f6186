"""Paragraphs and lists as items of the flow, in the text and in every container."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from pipeline.model import Flow, ListBlock, ListItem, Paragraph
from pipeline.reading import Kind, item_label
from pipeline.render.pdf.geometry import Area
from pipeline.render.pdf.glyphs import StyledSpan, Weight
from pipeline.render.pdf.look import Look
from pipeline.render.pdf.rows import Break, Frame, Item, LineAt, Row
from pipeline.render.pdf.text import Widths
from pipeline.render.pdf.units import Units, set_line

MINIMUM_LINES = 2
"""Lines of a paragraph that must stand together at a page's foot or head."""
LABEL_GAP_PT = 6.0
MOST_INDENT = 0.5
"""The share of an area's width that lists may be indented."""
UNDIVIDED = frozenset((Kind.HEADING, Kind.TITLE, Kind.PAGE_HEADER, Kind.PAGE_FOOTER, Kind.CONTENTS))
TOGETHER = frozenset((Kind.CLOSING, Kind.SIGNATORY, Kind.NOTICE, Kind.CAPTION))
"""Kinds whose lines stay on one page if they can."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How the blocks of a container are set.

    `scale` is the size of its text as a multiple of the body's; gaps are the least space
    between paragraphs and between the items of a list.
    """

    area: Area
    paragraph_gap_pt: float
    item_gap_pt: float
    scale: float = 1.0
    weight: Weight = "regular"
    indent_pt: float = 0
    narrowed_pt: float = 0
    frame: Frame | None = None
    has_accent: bool = True
    """Whether links have the colour of the accent, or that of the text."""
    is_ragged: bool = False
    """Whether the text is ragged although the style justifies text, as in a narrow column."""
    is_tabular: bool = False
    """Whether all digits have one width."""

    def look(self, look: Look, kind: Kind) -> Look:
        """The look of a unit of this kind here."""
        gap = self.item_gap_pt if kind is Kind.LIST_ITEM else self.paragraph_gap_pt
        return replace(
            look,
            size_pt=look.size_pt * self.scale,
            leading_pt=look.leading_pt * self.scale,
            weight=self.weight,
            indent_pt=look.indent_pt + self.indent_pt,
            narrowed_pt=look.narrowed_pt + self.narrowed_pt,
            gap_before_pt=gap,
            gap_after_pt=gap,
            link_colour=None if self.has_accent else look.colour,
            is_justified=look.is_justified and not self.is_ragged,
            is_tabular=self.is_tabular,
        )

    def inside_item(self, indent_pt: float) -> "Setting":
        """The setting of what belongs to an item of a list here.

        Lists that are nested very deeply stand below each other in the end.
        """
        most = max(indent_pt, self.area.width_pt * MOST_INDENT)
        return replace(
            self,
            indent_pt=min(self.indent_pt + indent_pt, most),
            paragraph_gap_pt=self.item_gap_pt,
        )


@dataclass(frozen=True, slots=True)
class BlockSetter:
    """Sets paragraphs and lists; `lead_ins` are the ids of paragraphs that introduce a list."""

    units: Units
    lead_ins: frozenset[str | None]

    def flows(self, blocks: Iterable[Flow], setting: Setting) -> Iterator[Item]:
        """The items of blocks one after the other."""
        for block in blocks:
            match block:
                case Paragraph():
                    yield self._paragraph(block, setting)
                case ListBlock():
                    yield from self._list(block, setting)

    def unit(
        self,
        where: str,
        look: Look,
        area: Area,
        *,
        before: Break = Break.ALLOWED,
        after: Break = Break.ALLOWED,
        frame: Frame | None = None,
        anchors: tuple[str, ...] = (),
    ) -> Item:
        """The item of one unit; it has no rows if it has no text."""
        index = self.units.set(where, look, area, after=after)
        rows = unit_rows(self.units, index)
        gaps = look.gap_before_pt, look.gap_after_pt
        return Item(rows, *gaps, before, after, frame, anchors)

    def measure(self, blocks: Iterable[Flow], setting: Setting) -> Widths:
        """The width that the blocks need, and the one they would like."""
        found = [self._measure(block, setting) for block in blocks]
        return Widths(
            max((widths.least_pt for widths in found), default=0),
            max((widths.most_pt for widths in found), default=0),
        )

    def _look(self, where: str, setting: Setting) -> Look:
        unit = self.units.reading(where)
        return setting.look(self.units.looks.of(unit), unit.kind)

    def _paragraph(self, block: Paragraph, setting: Setting) -> Item:
        after = Break.FORBIDDEN if block.id in self.lead_ins else Break.ALLOWED
        look = self._look(block.id, setting)
        return self.unit(block.id, look, setting.area, after=after, frame=setting.frame)

    def _list(self, block: ListBlock, setting: Setting) -> Iterator[Item]:
        inner = setting.inside_item(self._indent(block, setting))
        is_list = len(block.items) > 1
        for index, item in enumerate(block.items):
            text = self.unit(
                item.id,
                self._look(item.id, inner),
                setting.area,
                after=Break.FORBIDDEN if _introduces_list(item) else Break.ALLOWED,
                frame=setting.frame,
            )
            is_first, is_last = is_list and index == 0, is_list and index == len(block.items) - 1
            yield not_alone(text, is_first=is_first, is_last=is_last and not item.blocks)
            yield from self.flows(item.blocks, inner)

    def _measure(self, block: Flow, setting: Setting) -> Widths:
        match block:
            case Paragraph():
                return self.units.measure(block.id, self._look(block.id, setting))
            case ListBlock():
                inner = setting.inside_item(self._indent(block, setting))
                widths = [self._measure_item(item, inner) for item in block.items]
                return Widths(
                    max((w.least_pt for w in widths), default=0),
                    max((w.most_pt for w in widths), default=0),
                )

    def _measure_item(self, item: ListItem, setting: Setting) -> Widths:
        own = self.units.measure(item.id, self._look(item.id, setting))
        below = self.measure(item.blocks, setting)
        return Widths(max(own.least_pt, below.least_pt), max(own.most_pt, below.most_pt))

    def _indent(self, block: ListBlock, setting: Setting) -> float:
        """The indent of a list, at least the style's, wide enough for its widest label."""
        style, language = self.units.looks.style, self.units.language
        least = style.list_indent_pt * setting.scale
        if not (block.ordered and block.items):
            return least
        last = StyledSpan(item_label(block, len(block.items) - 1), language.tag)
        line = set_line((last,), language, style.body_pt * setting.scale, block.id)
        return max(least, (line.width_pt if line else 0) + LABEL_GAP_PT)


def unit_rows(units: Units, index: int) -> tuple[Row, ...]:
    """A row for each line of a unit."""
    unit = units.done[index]
    look, count = unit.look, len(unit.lines)
    base = units.looks.base_line(look)
    return tuple(
        Row(
            look.leading_pt,
            (LineAt(index, line, base),),
            break_before=_rule_inside(unit.unit.kind, line, count),
        )
        for line in range(count)
    )


def _rule_inside(kind: Kind, line: int, count: int) -> Break:
    """Whether a page may end before a line of a unit that is not its first."""
    if line == 0:
        return Break.ALLOWED
    if kind in UNDIVIDED or line < MINIMUM_LINES or count - line < MINIMUM_LINES:
        return Break.FORBIDDEN
    return Break.DISCOURAGED if kind in TOGETHER else Break.ALLOWED


def not_alone(item: Item, *, is_first: bool, is_last: bool) -> Item:
    """The first or last item of a list or a frame, which stays with its neighbour if it is a
    single line: it would look lost at a page's foot or head.
    """
    if len(item.rows) >= MINIMUM_LINES:
        return item
    return replace(
        item,
        before=max(item.before, Break.DISCOURAGED) if is_last else item.before,
        after=max(item.after, Break.DISCOURAGED) if is_first else item.after,
    )


def _introduces_list(item: ListItem) -> bool:
    return bool(item.blocks) and isinstance(item.blocks[0], ListBlock)
