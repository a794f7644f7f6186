"""The flow of a whole document: title, notices, blocks and notes as items in reading order."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain

from pipeline.model import (
    Block,
    Callout,
    Figure,
    Flow,
    Heading,
    ListBlock,
    Paragraph,
    Quote,
    Separator,
    SignOff,
    Table,
)
from pipeline.render.pdf.blocks import BlockSetter, Setting, not_alone
from pipeline.render.pdf.geometry import Area, Geometry
from pipeline.render.pdf.look import (
    CAPTION_GAP_PT,
    HAIRLINE_PT,
    NOTICE_PADDING_PT,
    NOTICE_RULE_PT,
    QUOTE_INDENT_PT,
    Looks,
)
from pipeline.render.pdf.rows import Break, Fill, Frame, FrameKind, Item, Picture, Row
from pipeline.render.pdf.tables import TableSetter
from pipeline.render.pdf.units import Units
from pipeline.style import Style

PIXELS_PER_INCH = 150
"""The resolution at which a picture is shown, if it is not too large for that."""
LEAST_PICTURE_PT = 72 / PIXELS_PER_INCH
"""Of a picture that is made smaller, a single line of pixels is still to be seen."""
MOST_OF_PAGE = 0.45
"""The share of the text's height that a picture may take."""
SEPARATOR_GAP_PT = 14.0
NOTES_GAP_PT = 24.0
NOTES_RULE_PT = 72.0
"""The length of the rule above the notes."""
NOTES_INDENT_PT = 14.0


@dataclass(frozen=True, slots=True)
class FlowSetter:
    """Sets the blocks of a document on pages of these measures."""

    units: Units
    geometry: Geometry
    blocks: BlockSetter

    @staticmethod
    def of(units: Units, geometry: Geometry) -> "FlowSetter":
        """The setter of a document."""
        lists = _lists(chain.from_iterable(_flows(b) for b in units.document.briefing.blocks))
        lead_ins = frozenset(block.lead_in for block in lists if block.items)
        return FlowSetter(units, geometry, BlockSetter(units, lead_ins))

    def items(self) -> Iterator[Item]:
        """All items of the document. Raises RenderError for what cannot be set."""
        briefing = self.units.document.briefing
        yield self._unit("title", after=Break.FORBIDDEN)
        for number in range(1, len(self.units.document.notices) + 1):
            frame = Frame(FrameKind.NOTICES, "notices")
            yield replace(self._unit(f"notice{number}"), frame=frame)
        for block in briefing.blocks:
            yield Item((), anchors=(block.id,))
            yield from self._block(block)
        if briefing.notes:
            yield self._notes_rule()
        for note in briefing.notes:
            look = self._looks.of(self.units.reading(note.id))
            look = replace(look, indent_pt=NOTES_INDENT_PT)
            yield self.blocks.unit(note.id, look, self._area, anchors=(note.id,))

    def _block(self, block: Block) -> Iterator[Item]:
        match block:
            case Heading():
                yield self._unit(block.id, after=Break.FORBIDDEN)
            case Paragraph() | ListBlock():
                yield from self.blocks.flows((block,), self._body)
            case Quote():
                setting = replace(
                    self._body, indent_pt=QUOTE_INDENT_PT, frame=Frame(FrameKind.QUOTE, block.id)
                )
                yield from _framed(self.blocks.flows(block.blocks, setting))
            case Callout():
                setting = replace(
                    self._body,
                    indent_pt=NOTICE_PADDING_PT + NOTICE_RULE_PT,
                    narrowed_pt=NOTICE_PADDING_PT,
                    frame=Frame(FrameKind.CALLOUT, block.id),
                )
                yield from _framed(self.blocks.flows(block.blocks, setting))
            case Table():
                page_pt = self.geometry.text_height
                yield from TableSetter(self.blocks, self._area, page_pt).items(block)
            case Figure():
                yield from self._figure(block)
            case Separator():
                gaps = SEPARATOR_GAP_PT, SEPARATOR_GAP_PT
                yield Item((self._rule(self._area.width_pt),), *gaps)
            case SignOff():
                yield from self._sign_off(block)

    @property
    def _area(self) -> Area:
        return self.geometry.area

    @property
    def _looks(self) -> Looks:
        return self.units.looks

    @property
    def _style(self) -> Style:
        return self.units.looks.style

    @property
    def _body(self) -> Setting:
        gap = self._style.paragraph_gap_pt
        return Setting(self._area, gap, gap / 2)

    def _unit(
        self, where: str, *, before: Break = Break.ALLOWED, after: Break = Break.ALLOWED
    ) -> Item:
        look = self._looks.of(self.units.reading(where))
        return self.blocks.unit(where, look, self._area, before=before, after=after)

    def _figure(self, figure: Figure) -> Iterator[Item]:
        """The picture in its natural size, or as large as there is room, and its caption."""
        image = figure.image
        natural = image.width * 72 / PIXELS_PER_INCH, image.height * 72 / PIXELS_PER_INCH
        room = self._area.width_pt, self.geometry.text_height * MOST_OF_PAGE
        share = min(1.0, *(most / size for most, size in zip(room, natural, strict=True)))
        width, height = (max(size * share, LEAST_PICTURE_PT) for size in natural)
        left = self._area.start_x(width, self.units.language)
        picture = Picture(figure.id, left, 0, width, height)
        gap = self._style.paragraph_gap_pt + CAPTION_GAP_PT
        after = Break.FORBIDDEN if figure.caption else Break.ALLOWED
        space_below = CAPTION_GAP_PT if figure.caption else gap
        yield Item((Row(height, picture=picture),), gap, space_below, after=after)
        if figure.caption:
            caption = self._unit(f"{figure.id}.caption")
            yield replace(caption, gap_after_pt=gap)

    def _sign_off(self, block: SignOff) -> Iterator[Item]:
        """The closing and the signatories, together."""
        if block.closing:
            yield self._unit(block.id)
        for index, signatory in enumerate(block.signatories):
            is_first = index == 0 and not block.closing
            before = Break.ALLOWED if is_first else Break.DISCOURAGED
            yield self._unit(signatory.id, before=before)

    def _notes_rule(self) -> Item:
        row = self._rule(NOTES_RULE_PT)
        return Item((row,), NOTES_GAP_PT, CAPTION_GAP_PT, after=Break.FORBIDDEN)

    def _rule(self, width_pt: float) -> Row:
        left = self._area.start_x(width_pt, self.units.language)
        return Row(HAIRLINE_PT, fills=(Fill(left, 0, width_pt, HAIRLINE_PT, self._looks.hairline),))


def own_lines(units: Units, where: str, area: Area) -> int | None:
    """Set the source's page header or footer, if it has one; gives the index of its unit."""
    briefing = units.document.briefing
    text = briefing.page_header if where == "header" else briefing.page_footer
    if not text:
        return None
    return units.set(where, units.looks.of(units.reading(where)), area)


def _framed(items: Iterable[Item]) -> Iterator[Item]:
    """What stands in a frame: neither its title nor a last line is parted from the rest."""
    every = list(items)
    last = len(every) - 1
    for index, item in enumerate(every):
        yield not_alone(item, is_first=index == 0, is_last=index == last)


def _flows(block: Block) -> Iterator[Flow]:
    match block:
        case Paragraph() | ListBlock():
            yield block
        case Quote() | Callout():
            yield from block.blocks
        case Table():
            yield from (flow for row in block.rows for cell in row for flow in cell.blocks)
        case _:
            pass


def _lists(flows: Iterator[Flow]) -> Iterator[ListBlock]:
    for block in flows:
        if isinstance(block, ListBlock):
            yield block
            for item in block.items:
                yield from _lists(iter(item.blocks))
