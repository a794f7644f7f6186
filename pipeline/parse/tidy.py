"""Running text without what only layout had put there: spaces, direction marks, empty blocks."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from pipeline.errors import SourceError
from pipeline.findings import Finding, Severity
from pipeline.messages import Message, message
from pipeline.model import (
    LINE_BREAK,
    Block,
    Callout,
    Cell,
    Figure,
    Flow,
    Heading,
    ListBlock,
    ListItem,
    Paragraph,
    Quote,
    Separator,
    SignOff,
    Span,
    Table,
    Text,
    plain,
    text_of,
)
from pipeline.parse.decode import DAMAGED, FORBIDDEN
from pipeline.parse.found import Found
from pipeline.parse.lines import INVISIBLE
from pipeline.tables import column_count, placed_cells

DEEPEST_LIST = 9
"""Lists within lists; Word has as many levels."""

MOST_CELLS = 100_000
"""Places in the grid of one table."""

# Non-breaking spaces stay within a line: "0220-240 00" is not to be divided. U+2028 and U+2029
# come from layout programs.
BREAKS = re.compile("(?<!\\s)\\s*[\n\u2028\u2029]\\s*")
SPACES = re.compile("[ \t\r\f]{2,}|[\t\r\f]")


@dataclass(slots=True)
class Tidying:
    """Cleans the texts of one document, and collects what there is to say about them."""

    where: str
    findings: list[Finding] = field(default_factory=list)
    invisible: list[str] = field(default_factory=list)
    """What was left out because nobody sees it."""
    _first_invisible: str = ""

    def tidied(self, found: Found) -> Found:
        """The same with clean texts, without empty blocks, and with whole tables only.

        Raises SourceError for a character that no document can have, for lists that are
        nested too deep, and for a table that is too large.
        """
        title = self.text(found.title, found.places.get("title", "1")) if found.title else None
        blocks = tuple(self._blocks(found.blocks))
        notes = tuple(
            replace(note, text=self.text(note.text, found.places.get(f"note {note.id}", "1")))
            for note in found.notes
        )
        header = self.text(found.page_header, found.places.get("header", "1"))
        footer = self.text(found.page_footer, found.places.get("footer", "1"))
        if self.invisible:
            reason = "Invisible characters were left out; {count} places, this is the first."
            text = message(reason, count=len(self.invisible))
            self._add("parse.removed-invisible", self._first_invisible, text, Severity.NOTE)
        return Found(blocks, title or None, notes, header, footer, found.anchors, found.places)

    def text(self, text: Text, place: str) -> Text:
        """Clean running text; `place` is where it stands."""
        return normal_spaces(tuple(self._span(span, place) for span in text))

    def _span(self, span: Span, place: str) -> Span:
        characters = span.text
        if span.note:
            return span
        if bad := FORBIDDEN.search(characters):
            code = f"U+{ord(bad.group()):04X}"
            reason = "The control character {code} is not text; remove it."
            raise SourceError(message(reason, code=code), where=f"{self.where}:{place}")
        if hidden := INVISIBLE.findall(characters):
            self._first_invisible = self._first_invisible or place
            self.invisible.extend(hidden)
            characters = INVISIBLE.sub("", characters)
        if bad := DAMAGED.search(characters):
            reason = "“{text}” is damaged: a letter was lost in a conversion. Write it again."
            near = characters[max(bad.start() - 10, 0) : bad.end() + 10]
            self._add("parse.damaged-character", place, message(reason, text=near))
        return replace(span, text=characters)

    def _blocks(self, blocks: Iterable[Block]) -> Iterator[Block]:
        for block in blocks:
            match block:
                case Paragraph() | ListBlock():
                    yield from self._flow((block,))
                case Quote() | Callout():
                    if inner := tuple(self._flow(block.blocks)):
                        yield replace(block, blocks=inner)
                case Heading():
                    if text := self.text(block.text, block.id):
                        yield replace(block, text=text)
                case Table():
                    yield from self._table(block)
                case Figure():
                    alternative = plain(self.text(text_of(block.alternative), block.id))
                    caption = self.text(block.caption, block.id)
                    one_line = alternative.replace(LINE_BREAK, " ")
                    yield replace(block, alternative=one_line, caption=caption)
                case Separator() | SignOff():
                    yield block

    def _flow(self, blocks: Iterable[Flow], depth: int = 1) -> Iterator[Flow]:
        for block in blocks:
            match block:
                case Paragraph():
                    if text := self.text(block.text, block.id):
                        yield replace(block, text=text)
                case ListBlock():
                    if items := tuple(self._items(block, depth)):
                        yield replace(block, items=items)

    def _items(self, block: ListBlock, depth: int) -> Iterator[ListItem]:
        if depth > DEEPEST_LIST:
            reason = "Lists stand {number} levels deep here; {most} are the most."
            problem = message(reason, number=depth, most=DEEPEST_LIST)
            raise SourceError(problem, where=f"{self.where}:{block.id}")
        for item in block.items:
            text = self.text(item.text, item.id)
            blocks = tuple(self._flow(item.blocks, depth + 1))
            first = blocks[0] if blocks else None
            if text:
                yield replace(item, text=text, blocks=blocks)
            elif isinstance(first, Paragraph):
                yield replace(item, text=first.text, blocks=blocks[1:])
            elif first:
                # An item that has only a list: its items belong to the outer list.
                yield from first.items[:-1]
                last = first.items[-1]
                yield replace(last, blocks=(*last.blocks, *blocks[1:]))
            else:
                problem = message("A list item has no text.")
                self._add("parse.empty-item", item.id, problem, Severity.NOTE)

    def _table(self, table: Table) -> Iterator[Table]:
        if not any(table.rows):
            problem = message("This table has no rows; remove it or fill it.")
            self._add("parse.empty-table", table.id, problem)
            return
        size = sum(cell.columns * cell.rows for row in table.rows for cell in row)
        if size > MOST_CELLS:
            reason = "This table has more than {number} cells; divide it into several."
            raise SourceError(message(reason, number=MOST_CELLS), where=f"{self.where}:{table.id}")
        rows = tuple(
            tuple(replace(cell, blocks=tuple(self._flow(cell.blocks))) for cell in row)
            for row in table.rows
        )
        yield self._whole(replace(table, rows=rows, caption=self.text(table.caption, table.id)))

    def _whole(self, table: Table) -> Table:
        """The table, whose cells fill its grid; else an error, and a table that does."""
        table = replace(
            table,
            header_rows=min(table.header_rows, len(table.rows)),
            header_columns=min(table.header_columns, column_count(table.rows)),
        )
        try:
            placed = placed_cells(table)
        except ValueError:
            text = message(
                "The cells of this table do not fill its rows and columns; give each row as "
                "many cells as the others."
            )
            self._add("parse.incomplete-table", table.id, text)
            return replace(table, rows=_padded(table.rows))
        if all(not cell.cell.blocks for cell in placed):
            text = message("This table has no text; remove it or fill it.")
            self._add("parse.empty-table", table.id, text)
        elif not any(cell.is_header and cell.cell.blocks for cell in placed):
            text = message(
                "This table has no headings for its columns or rows, so a screen reader cannot "
                "tell what its cells are about. Mark the first row as the header row."
            )
            self._add("parse.table-without-header", table.id, text, Severity.WARNING)
        return table

    def _add(
        self, rule: str, place: str, text: Message, severity: Severity = Severity.ERROR
    ) -> None:
        self.findings.append(Finding(rule, f"{self.where}:{place}", text, severity))


def _padded(rows: tuple[tuple[Cell, ...], ...]) -> tuple[tuple[Cell, ...], ...]:
    width = max(len(row) for row in rows)
    simple = (tuple(replace(cell, columns=1, rows=1) for cell in row) for row in rows)
    place = next(cell.id for row in rows for cell in row)
    return tuple((*row, *[Cell(place)] * (width - len(row))) for row in simple)


def normal_spaces(text: Text) -> Text:
    """Running text with single spaces, and none at its ends or around line breaks.

    A space at the edge of a span keeps only the properties that the spans on both sides share,
    so that no link or emphasis begins or ends with one.
    """
    result: list[Span] = []
    gap: list[Span] = []
    for piece in (piece for span in text for piece in _divided(span)):
        if not piece.text.strip(" \n") and not piece.note:
            gap.append(piece)
            continue
        if result and gap:
            result.append(_space(gap, (result[-1], piece)))
        result.append(piece)
        gap = []
    return _trimmed(text_of(*result))


def _trimmed(text: Text) -> Text:
    """The text without spaces of any kind at its ends, non-breaking ones too."""
    filled = [index for index, span in enumerate(text) if span.text.strip()]
    if not filled:
        return ()
    kept = list(text[filled[0] : filled[-1] + 1])
    kept[0] = replace(kept[0], text=kept[0].text.lstrip())
    kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip())
    return tuple(kept)


def _divided(span: Span) -> Iterator[Span]:
    """The spaces before, the text, and the spaces after; any of them may be missing."""
    text = SPACES.sub(" ", BREAKS.sub(LINE_BREAK, span.text))
    core = text.strip(" \n")
    begin = text.index(core) if core else len(text)
    for part in (text[:begin], core, text[begin + len(core) :]):
        if part:
            yield replace(span, text=part)


def _space(gap: Sequence[Span], around: tuple[Span, Span]) -> Span:
    """One space or line break for all that stand there, with the properties that all share."""
    spans = (*gap, *around)
    first = spans[0]
    return Span(
        LINE_BREAK if any(LINE_BREAK in span.text for span in gap) else " ",
        first.language if all(span.language == first.language for span in spans) else None,
        first.link if all(span.link == first.link for span in spans) else None,
        all(span.strong for span in spans),
        all(span.emphasis for span in spans),
    )
