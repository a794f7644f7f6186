"""Block tokens to the blocks of the model, with their lines as places."""

import re
from collections.abc import Iterator
from dataclasses import replace

from markdown_it.token import Token

from pipeline.messages import Message, message
from pipeline.model import (
    Block,
    Callout,
    Cell,
    Flow,
    Heading,
    ListBlock,
    ListItem,
    Note,
    Paragraph,
    Quote,
    Separator,
    Table,
    Text,
    one_line,
    plain,
)
from pipeline.parse.found import Found, joined_lines
from pipeline.parse.markdown.inline import COMMENT, Running, html_error, note_comment, read_inline
from pipeline.parse.markdown.reading import Reading
from pipeline.parse.markdown.syntax import MarkdownSource

ALERTS = (
    *("NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"),
    *("FARA", "INFO", "NOTERA", "OBS", "TIPS", "VARNING", "VIKTIGT"),
)
"""The words after `> [!` that make a call-out: GitHub's, and Swedish ones."""

CELL_BORDER = re.compile(r"(?<!\\)\|")
LARGEST_COUNT = 9


class BlockReader:
    """Takes the tokens of one source in order."""

    def __init__(self, source: MarkdownSource, reading: Reading) -> None:
        self._source = source
        self._tokens = source.tokens
        self._index = 0
        self._line = 1
        self._reading = reading
        self._anchors: dict[str, str] = {}
        self._slugs: dict[str, int] = {}
        self._notes: list[Note] = []
        self._places: dict[str, str] = {}

    def found(self) -> Found:
        """Everything in the source."""
        self._check_definitions()
        blocks = tuple(self._top())
        anchors = self._anchors
        return Found(blocks, notes=tuple(self._notes), anchors=anchors, places=self._places)

    def _next(self) -> Token:
        token = self._tokens[self._index]
        self._index += 1
        if token.map:
            self._line = token.map[0] + 1
        return token

    def _top(self) -> Iterator[Block]:
        while self._index < len(self._tokens):
            token = self._next()
            line = self._line
            match token.type:
                case "front_matter":
                    pass
                case "heading_open":
                    yield from self._heading(token, line)
                case "paragraph_open":
                    running = self._running(token, line)
                    yield from running.before
                    if plain(running.text).strip():
                        yield Paragraph(f"{line}", running.text)
                    yield from running.after
                case "blockquote_open":
                    yield self._quote(token, line)
                case "hr":
                    self._anchor(token, line)
                    yield Separator(f"{line}")
                case "table_open":
                    yield self._table(token, line)
                case "footnote_reference_open":
                    self._note(token, line)
                case _:
                    yield from self._flow_of(token, line)

    def _flow(self, closing: str) -> Iterator[Flow]:
        """What stands in a list item, a quotation or a note, until it ends."""
        while (token := self._next()).type != closing:
            line = self._line
            if token.type == "paragraph_open":
                yield Paragraph(f"{line}", self._inner_text(token, line))
            else:
                yield from self._flow_of(token, line)

    def _flow_of(self, token: Token, line: int) -> Iterator[Flow]:
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                yield self._list(token, line)
            case "html_block":
                if COMMENT.fullmatch(token.content):
                    note_comment(self._reading, line)
                else:
                    html_error(self._reading, line, token.content)
            case "fence" | "code_block":
                reason = (
                    "“{text}” would be program code, because of its fence or of four spaces "
                    "before it; take these away."
                )
                text = message(reason, text=token.content.strip()[:40])
                self._reading.error("parse.code", line, text)
            case other:
                self._refuse(NAMES.get(other, message("This")), line)
                self._skip(token)

    def _refuse(self, name: Message, line: int) -> None:
        reason = (
            "{name} cannot stand inside a list, a table, a quotation, a call-out or a note; put "
            "it before or after."
        )
        self._reading.error("parse.not-inside", line, message(reason, name=name))

    def _skip(self, token: Token) -> None:
        depth: int = token.nesting
        while depth > 0:
            depth += self._next().nesting

    def _anchor(self, token: Token, line: int, *known: str) -> dict[str, str]:
        """The attributes of a block, of which `id` is known for all: a place to lead to."""
        attributes = dict(self._reading.attributes(token, line, "id", *known))
        if identity := attributes.get("id"):
            if identity in self._anchors:
                reason = "The id “{name}” is there twice; each needs its own."
                self._reading.error("parse.link", line, message(reason, name=identity[:80]))
            self._anchors[identity] = f"{line}"
        return attributes

    def _running(self, token: Token, line: int) -> Running:
        attributes = self._anchor(token, line, "lang")
        language = self._reading.language(attributes.get("lang"), line)
        running = read_inline(self._next(), line, self._reading, language)
        self._next()
        return running

    def _inner_text(self, token: Token, line: int) -> Text:
        running = self._running(token, line)
        if running.figures:
            self._refuse(message("A picture"), line)
        return running.text

    def _heading(self, token: Token, line: int) -> Iterator[Block]:
        running = self._running(token, line)
        self._add_slug(one_line(running.text), line)
        yield from running.before
        yield Heading(f"{line}", int(token.tag[1:]), running.text)
        yield from running.after

    def _add_slug(self, text: str, line: int) -> None:
        """The name that GitHub gives to a heading: lower case, hyphens, a number if repeated."""
        slug = re.sub(r"[^\w\- ]", "", text.strip().lower()).replace(" ", "-")
        number = self._slugs.get(slug, 0)
        self._slugs[slug] = number + 1
        self._anchors.setdefault(f"{slug}-{number}" if number else slug, f"{line}")

    def _quote(self, token: Token, line: int) -> Quote | Callout:
        self._anchor(token, line)
        blocks = tuple(self._flow("blockquote_close"))
        alert = token.meta.get("alert")
        if alert is None:
            return Quote(f"{line}", blocks)
        if str(alert).upper() not in ALERTS:
            reason = "“{name}” is no kind of call-out. Known: {names}."
            names = ", ".join(ALERTS)
            text = message(reason, name=str(alert)[:80], names=names)
            self._reading.error("parse.unknown-callout", line, text)
        return Callout(f"{line}", blocks)

    def _list(self, token: Token, line: int) -> ListBlock:
        self._anchor(token, line, "start")
        ordered = token.type == "ordered_list_open"
        start = int(token.attrs.get("start", 1)) if ordered else 1
        items: list[ListItem] = []
        numbers: list[str] = []
        while (inner := self._next()).nesting == 1:
            place = self._line
            self._anchor(inner, place)
            numbers.append(inner.info)
            blocks = tuple(self._flow("list_item_close"))
            first = blocks[0] if blocks else None
            if isinstance(first, Paragraph):
                items.append(ListItem(f"{place}", first.text, blocks[1:]))
            else:
                items.append(ListItem(f"{place}", (), blocks))
        expected = [f"{start + index}" for index in range(len(items))]
        if (
            ordered
            and len(set(numbers)) > 1
            and [n.lstrip("0") or "0" for n in numbers] != expected
        ):
            reason = "The numbers of a list do not follow each other; they go from {first} on now."
            self._reading.note("parse.list-numbers", line, message(reason, first=start))
        return ListBlock(f"{line}", tuple(items), ordered, start)

    def _note(self, token: Token, line: int) -> None:
        label = str(token.meta["label"])
        texts: list[Text] = []
        for block in self._flow("footnote_reference_close"):
            match block:
                case Paragraph():
                    texts.append(block.text)
                case ListBlock():
                    self._refuse(message("A list"), line)
                    texts.extend(item.text for item in block.items)
        if f"note {label}" in self._places:
            reason = "The note “{label}” is there twice; each needs its own name."
            self._reading.error("parse.unused-note", line, message(reason, label=label[:80]))
        self._places[f"note {label}"] = f"{line}"
        self._notes.append(Note(label, joined_lines(texts)))

    def _table(self, token: Token, line: int) -> Table:
        attributes = self._anchor(token, line, "header-columns", "header-rows")
        rows: list[tuple[Cell, ...]] = []
        while (inner := self._next()).type != "table_close":
            if inner.type == "tr_open":
                rows.append(tuple(self._row(len(rows[0]) if rows else None)))
        corner_is_empty = len(rows[0]) > 1 and not rows[0][0].blocks
        table = Table(f"{line}", tuple(rows), (), 1, int(corner_is_empty))
        for name, count in attributes.items():
            if name == "id":
                continue
            if not count.isdecimal() or int(count[:3]) > LARGEST_COUNT:
                reason = "“{name}” needs a number from 0 to {most}."
                text = message(reason, name=name, most=LARGEST_COUNT)
                self._reading.error("parse.unknown-attribute", line, text)
            elif name == "header-columns":
                table = replace(table, header_columns=int(count))
            else:
                table = replace(table, header_rows=int(count))
        return table

    def _row(self, width: int | None) -> Iterator[Cell]:
        """The cells of a row; `width` is the number of columns, which markdown-it keeps to."""
        line = self._line
        written = len(CELL_BORDER.split(self._source.lines[line - 1].strip().strip("|")))
        if width is not None and written > width:
            reason = "This row has {number} cells, but the table has {width} columns."
            text = message(reason, number=written, width=width)
            self._reading.error("parse.incomplete-table", line, text)
        while (token := self._next()).type != "tr_close":
            if token.type == "inline":
                running = read_inline(token, line, self._reading)
                if running.figures:
                    self._refuse(message("A picture"), line)
                is_empty = not plain(running.text).strip()
                blocks = () if is_empty else (Paragraph(f"{line}", running.text),)
                yield Cell(f"{line}", blocks)

    def _check_definitions(self) -> None:
        used = {
            str(child.attrs.get("src" if child.type == "image" else "href"))
            for token in self._tokens
            for child in token.children or ()
            if child.type in ("image", "link_open")
        }
        for definition in self._source.definitions:
            if definition.address not in used:
                reason = (
                    "“[{label}]: …” is the address of a link that is nowhere; it would not be "
                    "seen. Use it as [text][{label}], or take it away; if it is text, put a "
                    "backslash before it."
                )
                text = message(reason, label=definition.label[:40])
                self._reading.error("parse.unused-address", definition.line, text)
        for definition in self._source.duplicates:
            reason = "“[{label}]: …” is there twice; each needs its own name."
            text = message(reason, label=definition.label[:40])
            self._reading.error("parse.unused-address", definition.line, text)


NAMES = {
    "heading_open": message("A heading"),
    "blockquote_open": message("A quotation"),
    "table_open": message("A table"),
    "hr": message("A separator"),
    "footnote_reference_open": message("A note"),
}
"""What each kind of token is to a person, at the beginning of a sentence."""
