r"""A catalog's string cut at its numbered tags, for formats that have elements for them.

The text between the tags stays as it is in the catalog, backslashes before `\<1>` included, so
that the tokens put together are the string again, whether its tags fit or not.
"""

import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from pipeline.translate.tags import TAG

ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML 1.0 document may have, not even as a reference (XML 1.0, production 2)."""
CODE = re.compile("[0-9A-Fa-f]{1,8}")
"""Of a character, in hexadecimal."""


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
    start = position = 0  # of the text, and of what was looked at
    for tag in TAG.finditer(string):
        before = string[position : tag.start()]
        position = tag.end()
        if (len(before) - len(before.rstrip("\\"))) % 2:
            continue
        if start < tag.start():
            found.append(Token(Kind.TEXT, string[start : tag.start()]))
        kind = Kind.CLOSING if tag["close"] else Kind.ALONE if tag["alone"] else Kind.OPENING
        found.append(Token(kind, tag.group(), int(tag["number"])))
        start = position
    rest = string[start:]
    return (*found, Token(Kind.TEXT, rest)) if rest else tuple(found)


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


def character(code: str) -> str:
    """The character of a code in hexadecimal; U+FFFD for what is none, or half of one."""
    if not CODE.fullmatch(code):
        return "\ufffd"
    number = int(code, 16)
    is_none = number > sys.maxunicode or 0xD800 <= number <= 0xDFFF
    return "\ufffd" if is_none else chr(number)
