"""Inline tokens to running text."""

import re
from dataclasses import dataclass, field

from markdown_it.token import Token

from pipeline.messages import message
from pipeline.model import LINE_BREAK, NOTE_MARK, Figure, Span, Text, plain, text_of
from pipeline.parse.forms import closing_length
from pipeline.parse.markdown.reading import Reading

LINE_BREAK_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)
ATTRIBUTES = re.compile(r"\{(?:[.#][\w-]{1,40}|[\w-]{1,40}=[^\s{}]{1,40})\}")
COMMENT = re.compile(r"(?:\s*<!--.*?-->\s*)+", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Running:
    """Running text, and the pictures that stand before it and after or within it."""

    text: Text
    before: tuple[Figure, ...] = ()
    after: tuple[Figure, ...] = ()

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All pictures."""
        return self.before + self.after


def read_inline(token: Token, line: int, reading: Reading, language: str | None = None) -> Running:
    """The text of an inline token that begins on that line.

    `language` is the one of the whole text, if it is not Swedish.
    """
    reader = _InlineReader(reading, line, [language])
    for child in token.children or ():
        reader.take(child)
    text = text_of(*reader.spans)
    if found := ATTRIBUTES.search(plain(text)):
        reason = (
            "“{text}” is seen by readers as it stands: braces mean something only on a line of "
            "their own above a paragraph or table, or right after a bracket."
        )
        reading.note("parse.braces", line, message(reason, text=found[0][:80]))
    return Running(text, tuple(reader.before), tuple(reader.after))


def plain_inline(children: list[Token] | None) -> str:
    """The characters of tokens alone: for alternative texts."""
    parts: list[str] = []
    for child in children or ():
        is_break = child.type in ("softbreak", "hardbreak")
        parts.append(" " if is_break else plain_inline(child.children) or child.content)
    return "".join(parts)


@dataclass(slots=True)
class _InlineReader:
    """Takes tokens in order; what is open at a time is in its fields."""

    reading: Reading
    line: int
    languages: list[str | None]
    spans: list[Span] = field(default_factory=list)
    before: list[Figure] = field(default_factory=list)
    after: list[Figure] = field(default_factory=list)
    links: list[tuple[str | None, int]] = field(default_factory=list)
    strong: int = 0
    emphasis: int = 0
    keeps_breaks: bool = False
    has_html: bool = False
    line_start: int = 0

    def take(self, token: Token) -> None:
        """One token. Raises ValueError for one that is not known, which would lose its text."""
        match token.type:
            case "text" | "text_special":
                self._add(token.content)
            case "softbreak" | "hardbreak":
                self._break(token.type == "hardbreak")
            case "strong_open" | "strong_close":
                self.strong += token.nesting
            case "em_open" | "em_close":
                self.emphasis += token.nesting
            case "link_open" | "link_close":
                self._link(token)
            case "span_open" | "span_close":
                self._part(token)
            case "image":
                self._image(token)
            case "footnote_ref":
                self.spans.append(Span(NOTE_MARK, note=str(token.meta["label"])))
            case _:
                self._take_unwanted(token)

    def _take_unwanted(self, token: Token) -> None:
        match token.type:
            case "code_inline":
                self.reading.attributes(token, self.line)
                reason = "“{text}” is marked as program code; it is ordinary text now."
                text = message(reason, text=token.content[:80])
                self.reading.note("parse.code", self.line, text)
                self._add(token.content)
            case "html_inline":
                self._html(token)
            case "s_open":
                reason = "Text that is struck out would be published; remove it."
                self.reading.error("parse.struck-out", self.line, message(reason))
            case "s_close":
                pass
            case other:
                raise ValueError(f"unknown token {other!r}")

    def _add(self, characters: str) -> None:
        link = self.links[-1][0] if self.links else None
        strong, emphasis = self.strong > 0, self.emphasis > 0
        self.spans.append(Span(characters, self.languages[-1], link, strong, emphasis))

    def _break(self, is_hard: bool) -> None:
        """A break of the editor is a space, but below a closing lines are names and roles."""
        above = plain(text_of(*self.spans[self.line_start :])).strip()
        self.keeps_breaks |= bool(above) and closing_length(above) == len(above)
        self._add(LINE_BREAK if is_hard or self.keeps_breaks else " ")
        self.line += 1
        self.line_start = len(self.spans)

    def _link(self, token: Token) -> None:
        if token.nesting == 1:
            attributes = self.reading.attributes(token, self.line, "href", "title", "lang")
            if title := attributes.get("title"):
                reason = "The hint “{text}” of a link was left out: not everyone can read it."
                text = message(reason, text=title[:80])
                self.reading.note("parse.link-hint", self.line, text)
            self.links.append((attributes.get("href") or None, len(self.spans)))
            tag = self.reading.language(attributes.get("lang"), self.line)
            self.languages.append(tag or self.languages[-1])
            return
        address, begin = self.links.pop()
        self.languages.pop()
        if not plain(text_of(*self.spans[begin:])).strip():
            reason = "The link to “{address}” has no text; write where it leads."
            text = message(reason, address=(address or "")[:80])
            self.reading.error("parse.link", self.line, text)
        elif address is None:
            reason = "The link “{text}” leads nowhere; write its address or take it away."
            text = message(reason, text=plain(text_of(*self.spans[begin:]))[:80])
            self.reading.error("parse.link", self.line, text)

    def _part(self, token: Token) -> None:
        if token.nesting == 1:
            tag = self.reading.attributes(token, self.line, "lang").get("lang")
            language = self.reading.language(tag, self.line)
            self.languages.append(language or (None if tag else self.languages[-1]))
        else:
            self.languages.pop()

    def _image(self, token: Token) -> None:
        alternative = plain_inline(token.children)
        figure = self.reading.figure(token, alternative, self.line)
        if figure and plain(text_of(*self.spans)).strip():
            self.after.append(figure)
        elif figure:
            self.before.append(figure)

    def _html(self, token: Token) -> None:
        if LINE_BREAK_TAG.fullmatch(token.content):
            self._add(LINE_BREAK)
        elif COMMENT.fullmatch(token.content):
            note_comment(self.reading, self.line)
        elif not (self.has_html and token.content.startswith("</")):
            html_error(self.reading, self.line, token.content)
            self.has_html = True


def note_comment(reading: Reading, line: int) -> None:
    """Tell that a comment is not in the document."""
    reading.note("parse.comment", line, message("A comment was left out."))


def html_error(reading: Reading, line: int, content: str) -> None:
    """Tell that HTML cannot be read; what looks like it may be meant as text."""
    reason = (
        "“{text}” is HTML, which cannot be read here; write it in Markdown. If it is text, put "
        "a backslash before the sign <."
    )
    reading.error("parse.html", line, message(reason, text=content.strip()[:40]))
