"""The body of a DOCX: every block of an edition, in the order of `reading_sequence`."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise, zip_longest

from docx.parts.document import DocumentPart

from pipeline.model import (
    Block,
    Briefing,
    Callout,
    Figure,
    Flow,
    Heading,
    ListBlock,
    ListItem,
    Paragraph,
    Quote,
    Separator,
    SignOff,
    Table,
    plain,
)
from pipeline.reading import signatory_text
from pipeline.render import docx_names as named
from pipeline.render.docx_figures import drawing
from pipeline.render.docx_names import Place
from pipeline.render.docx_tables import TableWriter
from pipeline.render.docx_writer import Writer, checked
from pipeline.render.ooxml import TWENTIETHS, Element, W, w
from pipeline.style import Style
from pipeline.tables import PlacedCell

LONGEST_TITLE = 70
"""Characters of a paragraph that may be the title of a call-out: about one line."""
_TABLE = f"{{{W}}}tbl"
_WITH_SPACE_BEFORE = (named.CLOSING, *(named.heading(level) for level in range(2, 7)))


@dataclass(frozen=True, slots=True)
class Body:
    """Writes the body; `part` is where pictures are related from."""

    writer: Writer
    part: DocumentPart
    style: Style

    def elements(self) -> Iterator[Element]:
        """Title, notices and blocks."""
        edition = self.writer.edition
        yield self.writer.paragraph(named.TITLE, edition.briefing.title, "title")
        for number, notice in enumerate(edition.notices, 1):
            yield self.writer.paragraph(named.NOTICE, notice, f"notice{number}")
        blocks = edition.briefing.blocks
        follows_table = False
        kept = _kept_with_next(edition.briefing)
        for block, following in zip_longest(blocks, blocks[1:]):
            made = list(self._block(block, kept))
            if isinstance(block, Quote | Callout | Figure) and isinstance(following, SignOff):
                _keep_with_next(made[-1])
            self._mark(block.id, made)
            if follows_table and made:
                yield from self._apart(made[0])
            yield from made
            follows_table = isinstance(block, Table)
        if follows_table:
            yield self._table_end()

    def _apart(self, following: Element) -> Iterator[Element]:
        """Space after a table, which has none of its own. Word takes two tables that touch as
        one, so a paragraph parts them."""
        if following.tag == _TABLE:
            yield self._table_end()
            return
        properties = following[0]
        style = properties[0].get(f"{{{W}}}val")
        if style not in _WITH_SPACE_BEFORE:
            space = w("spacing", before=round(self.style.paragraph_gap_pt * TWENTIETHS))
            mark = properties.find(f"{{{W}}}rPr")
            properties.insert(len(properties) if mark is None else properties.index(mark), space)

    def _table_end(self) -> Element:
        return self.writer.container(named.TABLE_END, ())

    def _mark(self, identity: str, made: Iterable[Element]) -> None:
        """A bookmark in the first paragraph of a block that a link leads to."""
        first = next((p for element in made for p in element.iter(f"{{{W}}}p")), None)
        if first is not None:
            self.writer.marked(identity, first)

    def _block(self, block: Block, kept: frozenset[str]) -> Iterator[Element]:
        match block:
            case Heading():
                style = named.heading(block.level)
                yield self.writer.paragraph(style, block.text, block.id)
            case Paragraph() | ListBlock():
                yield from self._flow(block, named.IN_TEXT, kept)
            case Quote() | Callout():
                place = named.IN_QUOTE if isinstance(block, Quote) else named.IN_CALLOUT
                for inner in block.blocks:
                    yield from self._flow(inner, place, kept)
            case Table():
                yield from self._table(block, kept)
            case Figure():
                yield from self._figure(block)
            case Separator():
                yield self.writer.container(named.SEPARATOR, ())
            case SignOff():
                yield from self._sign_off(block)

    def _flow(
        self, block: Flow, place: Place, kept: frozenset[str], level: int = 0
    ) -> Iterator[Element]:
        """`level` counts the lists around the block."""
        if isinstance(block, Paragraph):
            style = place.continuation(level - 1) if level else place.paragraph
            keep = block.id in kept
            yield self.writer.paragraph(style, block.text, block.id, keep_next=keep)
            return
        number = self.writer.progress.lists.begin(
            place,
            level,
            ordered=block.ordered,
            start=block.start,
            where=f"{self.writer.edition.stem}.docx {block.id}",
        )
        style = place.item(level, ordered=block.ordered)
        made = [e for i in block.items for e in self._item(i, style, place, kept, number, level)]
        self._mark(block.id, made)
        yield from made

    def _item(
        self,
        item: ListItem,
        style: str,
        place: Place,
        kept: frozenset[str],
        number: int,
        level: int,
    ) -> Iterator[Element]:
        keep = item.id in kept or isinstance(next(iter(item.blocks), None), ListBlock)
        yield self.writer.paragraph(
            style, item.text, item.id, keep_next=keep, number=number, level=level
        )
        for block in item.blocks:
            yield from self._flow(block, place, kept, level + 1)

    def _table(self, table: Table, kept: frozenset[str]) -> Iterator[Element]:
        if table.caption:
            where = f"{table.id}.caption"
            yield self.writer.paragraph(named.CAPTION, table.caption, where, keep_next=True)

        def content(placed: PlacedCell, keep: bool) -> list[Element]:
            return self._cell(placed, kept, keep=keep)

        def rest(placed: PlacedCell, keep: bool) -> list[Element]:
            return [self._empty(placed, keep=keep)]

        is_rtl = self.writer.edition.language.is_rtl
        yield TableWriter(table, self.style, is_rtl, content, rest).element()

    def _cell(self, placed: PlacedCell, kept: frozenset[str], *, keep: bool) -> list[Element]:
        made: list[Element] = []
        for block in placed.cell.blocks:
            if placed.is_header and isinstance(block, Paragraph):
                style = named.TABLE_HEADING
                made.append(self.writer.paragraph(style, block.text, block.id))
            else:
                made += self._flow(block, named.IN_CELL, kept)
        made = made or [self._empty(placed, keep=keep)]
        for paragraph in made if keep else ():
            _keep_with_next(paragraph)
        self._mark(placed.cell.id, made)
        return made

    def _empty(self, placed: PlacedCell, *, keep: bool) -> Element:
        """The paragraph that Word needs in every cell."""
        style = named.TABLE_HEADING if placed.is_header else named.IN_CELL.paragraph
        return self.writer.container(style, (), keep_next=keep)

    def _figure(self, figure: Figure) -> Iterator[Element]:
        progress = self.writer.progress
        progress.pictures += 1
        checked(figure.alternative, f"{self.writer.edition.stem}.docx {figure.id}.alternative")
        picture = drawing(figure, progress.pictures, self.part, self.style)
        keep = bool(figure.caption)
        yield self.writer.container(named.FIGURE, [picture], keep_next=keep)
        if figure.caption:
            where = f"{figure.id}.caption"
            yield self.writer.paragraph(named.CAPTION, figure.caption, where)

    def _sign_off(self, block: SignOff) -> Iterator[Element]:
        if block.closing:
            yield self.writer.paragraph(named.CLOSING, block.closing, block.id)
        last = len(block.signatories) - 1
        for index, signatory in enumerate(block.signatories):
            text = signatory_text(signatory, self.writer.edition.language)
            keep = index < last
            yield self.writer.paragraph(named.SIGNATORY, text, signatory.id, keep_next=keep)


def _keep_with_next(paragraph: Element) -> None:
    properties = paragraph[0]
    if properties.find(f"{{{W}}}keepNext") is None:
        properties.insert(1, w("keepNext"))  # after the style


def _kept_with_next(briefing: Briefing) -> frozenset[str]:
    """The blocks that lead in a list, the titles of call-outs, and what stands before a sign-off:
    it gets no page alone."""
    lead_ins = {b.lead_in for b in _lists(briefing.blocks) if b.lead_in}
    pairs = pairwise(briefing.blocks)
    closing = {b.id for b, following in pairs if isinstance(following, SignOff)}
    callouts = (b for b in briefing.blocks if isinstance(b, Callout))
    return frozenset(lead_ins | closing | set(map(_title, callouts)) - {""})


def _title(callout: Callout) -> str:
    """The id of a short first paragraph above the rest of a call-out, else nothing."""
    match callout.blocks:
        case [Paragraph(id=identity, text=text), _, *_] if len(plain(text)) <= LONGEST_TITLE:
            return identity
        case _:
            return ""


def _lists(blocks: Iterable[Block]) -> Iterator[ListBlock]:
    """Every list, and those in lists, cells, quotations and call-outs."""
    for block in blocks:
        match block:
            case ListBlock():
                yield block
                yield from (inner for item in block.items for inner in _lists(item.blocks))
            case Quote() | Callout():
                yield from _lists(block.blocks)
            case Table():
                for row in block.rows:
                    yield from (inner for cell in row for inner in _lists(cell.blocks))
            case _:
                pass
