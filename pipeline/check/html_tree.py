"""A page read by the narrow grammar in which our pages are written.

Browsers repair whatever they get, each parser in its own way. A page of this grammar needs no
repair: lower-case names, attributes in double quotes and once each, every element closed where
it must be, no comment, no control character. So all parsers see the same tree, and nothing can
stand in a page that this check does not see.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from pipeline.messages import Message, message

DOCTYPE = "<!DOCTYPE html>\n"
MAXIMUM_DEPTH = 64
"""Elements in one another: a list of nine levels in a table's cell takes 32."""

_ENTITIES = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&#34;": '"', "&#39;": "'"}
_ENTITY = re.compile(r"&[^;\s]{0,8};?")
_TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)((?: [a-z][a-z-]*(?:="[^"<>]*")?)*)>')
_ATTRIBUTE = re.compile(r' ([a-z][a-z-]*)(?:="([^"<>]*)")?')
_TEXT = re.compile(r"[^<>]+")
_RAW_TEXT = {"style": re.compile(r"[^<]*")}
_FORBIDDEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track"}
)
_CONTAINERS = frozenset(
    {
        "html", "head", "body", "header", "main", "article", "nav", "section", "footer", "aside",
        "div", "ul", "ol", "details", "blockquote", "figure", "table", "thead", "tbody", "tr",
    }
)  # fmt: skip
"""Elements that hold elements: line ends between these are layout of the source."""


class MarkupError(Exception):
    """The page is not in the grammar; `text` says where and why."""

    def __init__(self, text: Message) -> None:
        super().__init__(str(text))
        self.text = text


@dataclass(frozen=True, slots=True)
class Node:
    """An element. Neighbouring texts are one, and no text is empty."""

    tag: str
    attributes: Mapping[str, str]
    children: tuple["Node | str", ...] = ()

    @property
    def text(self) -> str:
        """All characters in the element."""
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    def all(self, *tags: str) -> Iterator["Node"]:
        """The elements of these names in this one, itself included, in order."""
        if self.tag in tags:
            yield self
        for child in self.children:
            if isinstance(child, Node):
                yield from child.all(*tags)


Child: TypeAlias = Node | str


def node(tag: str, attributes: Mapping[str, str] | None = None, *children: Child) -> Node:
    """An element with its children, in the normal form of `Node`."""
    joined: list[Child] = []
    for child in children:
        last = joined[-1] if joined else None
        if isinstance(child, str) and isinstance(last, str):
            joined[-1] = last + child
        elif child != "":
            joined.append(child)
    return Node(tag, dict(attributes or {}), tuple(joined))


@dataclass(slots=True)
class _Open:
    tag: str
    attributes: dict[str, str]
    children: list[Child]

    def closed(self) -> Node:
        return Node(self.tag, self.attributes, tuple(self.children))


def read_tree(data: bytes) -> Node:
    """The `html` element of a page. Raises MarkupError for whatever is not in the grammar."""
    text = _decoded(data)
    stack = [_Open("", {}, [])]
    position = len(DOCTYPE)
    while position < len(text):
        raw = _RAW_TEXT.get(stack[-1].tag)
        found = (raw.match(text, position) if raw else None) or _TEXT.match(text, position)
        if found and found.group():
            unknown = _add_text(stack[-1], found.group(), is_raw=raw is not None)
            if unknown:
                raise _error(text, position, unknown)
        else:
            found = _TAG.match(text, position)
            if found is None:
                raise _error(text, position, text[position : position + 20].partition("\n")[0])
            if not _apply_tag(stack, *found.groups()):
                raise _error(text, position, found.group())
        position = found.end()
    (top, *rest) = stack
    if rest or len(top.children) != 1 or not isinstance(top.children[0], Node):
        raise MarkupError(message("The page is not one whole element “{name}”.", name="html"))
    return top.children[0]


def _decoded(data: bytes) -> str:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        reason = "The page is not UTF-8: {reason}."
        raise MarkupError(message(reason, reason=str(error))) from None
    if not text.startswith(DOCTYPE):
        raise MarkupError(message("The page does not begin with the document type of HTML."))
    if found := _FORBIDDEN.search(text):
        raise _error(text, found.start(), f"U+{ord(found.group()):04X}")
    return text


def _apply_tag(stack: list[_Open], slash: str, tag: str, written: str) -> bool:
    """Open or close an element; False if that may not be here."""
    if slash:
        if written or stack[-1].tag != tag or len(stack) == 1:
            return False
        closed = stack.pop().closed()
        stack[-1].children.append(closed)
        return True
    attributes: dict[str, str] = {}
    for name, value in _ATTRIBUTE.findall(written):
        plain = _unescaped(value)
        if name in attributes or plain is None:
            return False
        attributes[name] = plain
    if tag in _VOID:
        stack[-1].children.append(Node(tag, attributes))
    else:
        stack.append(_Open(tag, attributes, []))
    return len(stack) <= MAXIMUM_DEPTH


def _add_text(parent: _Open, written: str, *, is_raw: bool) -> str | None:
    """Add a text to its element; returns the reference in it that our pages never have."""
    is_layout = parent.tag in _CONTAINERS or not parent.tag
    if is_layout and not written.strip(" \n"):
        return None
    plain = written if is_raw else _unescaped(written)
    if plain is None:
        return next(m.group() for m in _ENTITY.finditer(written) if m.group() not in _ENTITIES)
    parent.children.append(plain)
    return None


def _unescaped(text: str) -> str | None:
    """The characters of a text; None if it has a reference that our pages never have."""
    if "&" not in text:
        return text
    if any(found.group() not in _ENTITIES for found in _ENTITY.finditer(text)):
        return None
    return _ENTITY.sub(lambda found: _ENTITIES[found.group()], text)


def _error(text: str, position: int, what: str) -> MarkupError:
    line = text.count("\n", 0, position) + 1
    reason = "Line {line}: “{what}” cannot stand in our pages."
    return MarkupError(message(reason, line=line, what=what))
