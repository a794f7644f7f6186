"""Markdown to the tokens of markdown-it, within limits, and what only the source can tell."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_block_plugin, attrs_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from pipeline.errors import SourceError
from pipeline.messages import message
from pipeline.parse.decode import NEWLINE

MAXIMUM_BYTES = 1024 * 1024
"""About 400 pages of text."""

DEEPEST = 40
"""Levels of tokens within each other; a list takes two."""

MOST_LINES = 50_000
MOST_SIGNS = {"[": 20_000, "|": 50_000}
"""More than any text has. Each line may be a block, each bracket begin a link and each bar a cell,
so each costs time and memory."""

NOTE_REFERENCE = re.compile(r"\[\^([^\s\]]{1,100})\]")
HEADING_ID = re.compile(r"\s*\{#([^\s{}#]+)\}\s*$")
# GitHub wants the word alone on its line, others let the text follow; a link it is never.
ALERT = re.compile(r"\[!([^\]\n]+)\](?![\[(:{])[ \t]*\n?")


class Definition(NamedTuple):
    """`[label]: address`: where a link leads that is written `[text][label]`."""

    label: str
    address: str
    line: int


@dataclass(frozen=True, slots=True)
class MarkdownSource:
    """The tokens of a file, its lines, and the definitions of links that stand in it.

    `duplicates` are further definitions of a label that has one.
    """

    tokens: tuple[Token, ...]
    lines: tuple[str, ...]
    definitions: tuple[Definition, ...] = ()
    duplicates: tuple[Definition, ...] = ()

    @property
    def front_matter(self) -> str:
        """The lines between the first two lines `---`, if the file begins with them."""
        first = self.tokens[0] if self.tokens else None
        return first.content if first and first.type == "front_matter" else ""


class _Markdown(MarkdownIt):
    """Every address comes through as it is written: `links.py` judges, for all readers."""

    def validateLink(self, url: str) -> bool:  # noqa: N802
        return bool(url) or True

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802
        return link


def parse_tokens(text: str, where: str) -> MarkdownSource:
    """The tokens of a text; headings have their `{#id}` and quotations their `[!WORD]` as marks.

    A quotation's word is under "alert" in its `meta`. Raises SourceError for a text that is too
    large, or nested or bracketed too much: markdown-it leaves out what is deeper than its limit.
    """
    _require_sane(text, where)
    env: dict[str, object] = {}
    tokens = _parser().parse(text, env)
    for token in tokens:
        if token.nesting == 1 and token.level + 1 >= DEEPEST:
            line = token.map[0] + 1 if token.map else 1
            reason = "Lists and quotations are nested too deep here; write it simpler."
            raise SourceError(message(reason), where=f"{where}:{line}")
    definitions = tuple(_definitions(env.get("references")))
    duplicates = tuple(_definitions(env.get("duplicate_refs")))
    return MarkdownSource(tuple(tokens), tuple(NEWLINE.split(text)), definitions, duplicates)


def _require_sane(text: str, where: str) -> None:
    if len(text.encode("utf-8")) > MAXIMUM_BYTES:
        reason = "The file is larger than {size} MB; divide it into several documents."
        raise SourceError(message(reason, size=MAXIMUM_BYTES // 1024**2), where=where)
    if text.count("\n") + text.count("\r") > MOST_LINES:
        reason = "The file has more than {number} lines; divide it into several documents."
        raise SourceError(message(reason, number=MOST_LINES), where=where)
    for sign, most in MOST_SIGNS.items():
        if text.count(sign) > most:
            reason = "The file has the sign {sign} more than {number} times, so it is no text."
            raise SourceError(message(reason, sign=sign, number=most), where=where)


def _parser() -> MarkdownIt:
    parser = _Markdown("commonmark", {"maxNesting": DEEPEST}).enable(["table", "strikethrough"])
    front_matter_plugin(parser)
    footnote_plugin(parser, inline=False, move_to_end=False)
    parser.inline.ruler.at("footnote_ref", _note_reference)
    attrs_plugin(parser, spans=True)
    attrs_block_plugin(parser)
    parser.core.ruler.before("inline", "marks", _find_marks)
    return parser


def _note_reference(state: StateInline, silent: bool) -> bool:
    """A reference to a note, whether that is there or not.

    Takes the place of the plugin's rule, which looks through the whole paragraph each time.
    """
    found = NOTE_REFERENCE.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        state.push("footnote_ref", "", 0).meta = {"label": found[1]}
    state.pos = found.end()
    return True


def _find_marks(state: StateCore) -> None:
    """Take the ids of headings and the words of call-outs out of their texts."""
    tokens = state.tokens
    for index, token in enumerate(tokens):
        if token.type != "inline":
            continue
        opening = tokens[index - 1]
        if opening.type == "heading_open":
            if found := HEADING_ID.search(token.content):
                token.content = token.content[: found.start()]
                opening.attrs.setdefault("id", found[1])
        elif index < 2 or tokens[index - 2].type != "blockquote_open":
            continue
        elif found := ALERT.match(token.content):
            token.content = token.content[found.end() :]
            tokens[index - 2].meta["alert"] = found[1]


def _definitions(values: object) -> Iterator[Definition]:
    """What markdown-it keeps of the definitions: by their labels, or of repeated ones a list."""
    if isinstance(values, dict):
        for label, value in values.items():
            yield _definition(str(label), value)
    elif isinstance(values, list):
        for value in values:
            yield _definition(str(value["label"]), value)


def _definition(label: str, value: Mapping[str, object]) -> Definition:
    lines = value.get("map")
    line = lines[0] + 1 if isinstance(lines, list) else 1
    return Definition(label, str(value.get("href", "")), line)
