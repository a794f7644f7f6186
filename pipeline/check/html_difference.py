"""Where a page is not, element by element, the page that it must be.

Rules: `html.element` (an element that is missing, extra or in the wrong place),
`html.attribute` (likewise, or with another value), `html.words` (text that differs).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from pipeline.check.compare import first_difference
from pipeline.check.html_tree import Child, Node
from pipeline.findings import Finding
from pipeline.messages import Message, message

_EXCERPT = 40
_BEFORE = 15
_NOTHING = message("nothing")


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference; `path` are the elements that lead to it, such as `html body main p`."""

    rule: str
    path: str
    text: Message

    def finding(self, where: str) -> Finding:
        """The finding in a file."""
        return Finding(f"html.{self.rule}", f"{where} {self.path}", self.text)


def differences(found: Node, expected: Node) -> Iterator[Difference]:
    """All differences of the attributes, and the first one among each element's children."""
    yield from _node(found, expected, found.tag)


def _node(found: Node, expected: Node, path: str) -> Iterator[Difference]:
    if found.tag != expected.tag:
        yield _element(found, expected, path)
        return
    if found.attributes != expected.attributes:
        yield from _attributes(found, expected, path)
    for mine, theirs in zip_longest(found.children, expected.children):
        if isinstance(mine, Node) and isinstance(theirs, Node) and mine.tag == theirs.tag:
            yield from _node(mine, theirs, f"{path} {mine.tag}")
        elif isinstance(mine, str) and isinstance(theirs, str):
            if mine != theirs:
                yield Difference("words", path, _words(mine, theirs))
                return
        else:
            yield _element(mine, theirs, path)
            return


def _attributes(found: Node, expected: Node, path: str) -> Iterator[Difference]:
    for name in sorted(found.attributes.keys() | expected.attributes.keys()):
        mine, theirs = found.attributes.get(name), expected.attributes.get(name)
        if mine != theirs:
            reason = "The attribute “{name}” is {found}; it must be {expected}."
            values = {"found": _value(mine), "expected": _value(theirs)}
            yield Difference("attribute", path, message(reason, name=name, **values))


def _element(found: Child | None, expected: Child | None, path: str) -> Difference:
    reason = "There is {found}; there must be {expected}."
    rule = "words" if isinstance(found, str) or isinstance(expected, str) else "element"
    text = message(reason, found=_child(found), expected=_child(expected))
    return Difference(rule, path, text)


def _words(found: str, expected: str) -> Message:
    start = max(0, first_difference(found, expected) - _BEFORE)
    reason = "There is {found}; there must be {expected}."
    return message(reason, found=_quoted(found[start:]), expected=_quoted(expected[start:]))


def _value(value: str | None) -> str | Message:
    return _NOTHING if value is None else _quoted(value)


def _child(child: Child | None) -> str | Message:
    if child is None:
        return _NOTHING
    if isinstance(child, str):
        return _quoted(child)
    return f"<{child.tag}> {_quoted(child.text)}"


def _quoted(text: str) -> str:
    return f"“{text[:_EXCERPT]}…”" if len(text) > _EXCERPT else f"“{text}”"
