r"""A catalog's string cut at its numbered tags, for formats that have elements for them.

The text between the tags stays as it is in the catalog, backslashes before `\<1>` included, so
that the tokens put together are the string again, whether its tags fit or not.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from pipeline.translate.tags import TAG

ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML 1.0 document may have, not even as a reference (XML 1.0, production 2)."""


class Kind(StrEnum):
    """What a token is."""

    TEXT = "text"
    OPENING = "opening"
    CLOSING = "closing"
    ALONE = "alone"


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch of text, or a tag with its number; `text` is how it stands in the catalog."""

    kind: Kind
    text: str
    number: int = 0


def tokens(string: str) -> tuple[Token, ...]:
    """The string's tokens in order; no text is empty."""
    found: list[Token] = []
    literal, position = "", 0
    for tag in TAG.finditer(string):
        literal += string[position : tag.start()]
        position = tag.end()
        backslashes = len(literal) - len(literal.rstrip("\\"))
        if backslashes % 2:
            literal += tag.group()
            continue
        if literal:
            found.append(Token(Kind.TEXT, literal))
        kind = Kind.CLOSING if tag["close"] else Kind.ALONE if tag["alone"] else Kind.OPENING
        found.append(Token(kind, tag.group(), int(tag["number"])))
        literal = ""
    literal += string[position:]
    return (*found, Token(Kind.TEXT, literal)) if literal else tuple(found)


def is_nested(found: Sequence[Token]) -> bool:
    """Whether the tags are well nested, and each number is used once."""
    opened: list[int] = []
    used: set[int] = set()
    for token in found:
        if token.kind is Kind.CLOSING:
            if not opened or opened.pop() != token.number:
                return False
        elif token.kind is not Kind.TEXT:
            if token.number in used:
                return False
            used.add(token.number)
            if token.kind is Kind.OPENING:
                opened.append(token.number)
    return not opened


def legal(text: str) -> str:
    """The text with U+FFFD for what XML may not have; for notes, which are for people to read."""
    return ILLEGAL.sub("\ufffd", text)
