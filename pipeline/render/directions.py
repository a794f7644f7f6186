"""Running text cut into pieces of one direction, for formats that mark direction on runs.

A word processor takes the direction of neutral characters from its run, so text that runs
the other way has to be a run of its own, brackets and digits included. In right-to-left text
UAX #9 would show `0220-240 00` as `00 240-0220`: such a number becomes a left-to-right piece
with a directional mark before it, for readers that look at the characters only. (Word's own
`w:dir` would do without the mark, but python-docx and others lose the text inside it.)
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from unicodedata import bidirectional

LEFT_TO_RIGHT_MARK = "\u200e"
RIGHT_TO_LEFT_MARK = "\u200f"

FIRST_RIGHT_TO_LEFT = "\u0590"
"""No character below this runs from right to left."""

_CLASSES = {"L": "L", "EN": "N", "R": "R", "AL": "R", "AN": "R", "WS": "S", "S": "S", "B": "S"}
_ARABIC_PUNCTUATION = "،؛؟"
_LATIN = re.compile("L(?:[LNPS]*[LN])?")
_NUMBER = re.compile(r"(?:(?<!\w)[+−-])?[0-9]+(?:(?: ?[-–—] ?|[ \u00a0\u202f./:,])[0-9]+)*")
_RIGHT_TO_LEFT = re.compile("R(?:[RNPS]*R)?")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text in one direction.

    `before` and `after` are directional marks that keep its outer characters in place where
    the surrounding text runs the other way; they are no part of the text.
    """

    text: str
    is_rtl: bool
    before: str = ""
    after: str = ""


def pieces(text: str, *, is_rtl: bool, in_rtl: bool) -> Iterator[Piece]:
    """The pieces of a text whose language runs in one direction (`is_rtl`).

    `in_rtl` is the direction of the paragraph. The texts of the pieces, joined, are the text.
    """
    if not (is_rtl or in_rtl) and max(text, default="") < FIRST_RIGHT_TO_LEFT:
        yield Piece(text, is_rtl=False)
        return
    classes = _classes(text)
    position = 0
    for start, end in (*_islands(text, classes, is_rtl), (len(text), len(text))):
        if position < start:
            here = slice(position, start)
            yield _piece(text[here], classes[here], is_rtl=is_rtl, in_rtl=in_rtl)
        if start < end:
            here = slice(start, end)
            yield _piece(text[here], classes[here], is_rtl=not is_rtl, in_rtl=in_rtl)
        position = end


def _piece(text: str, classes: str, *, is_rtl: bool, in_rtl: bool) -> Piece:
    """The stretch, with marks at its ends if it runs against its paragraph and ends weakly."""
    if is_rtl == in_rtl:
        return Piece(text, is_rtl)
    strong, mark = ("R", RIGHT_TO_LEFT_MARK) if is_rtl else ("L", LEFT_TO_RIGHT_MARK)
    return Piece(
        text,
        is_rtl,
        "" if classes[0] == strong else mark,
        "" if classes[-1] in strong + "N" else mark,  # UAX #9 W7: digits follow the strong one
    )


def _classes(text: str) -> str:
    """For each character L, R, N (digit), S (space) or P (other neutral); marks as their base."""
    classes: list[str] = []
    for character in text:
        category = bidirectional(character)
        if category == "NSM" and classes:
            classes.append(classes[-1])
        elif character in _ARABIC_PUNCTUATION or (category == "EN" and not character.isascii()):
            classes.append("R")
        else:
            classes.append(_CLASSES.get(category, "P"))
    return "".join(classes)


def _islands(text: str, classes: str, is_rtl: bool) -> Iterator[tuple[int, int]]:
    """Where the text runs against its own language."""
    if not is_rtl:
        yield from (match.span() for match in _RIGHT_TO_LEFT.finditer(classes))
        return
    position = 0
    for match in _LATIN.finditer(classes):
        start, end = match.start(), _closed(text, match.start(), match.end())
        yield from _numbers(text, position, start)
        yield start, end
        position = end
    yield from _numbers(text, position, len(text))


def _closed(text: str, start: int, end: int) -> int:
    """The end of a Latin stretch, with the bracket or the final slash that belongs to it."""
    stretch, following = text[start:end], text[end : end + 1]
    if following == ")" and stretch.count("(") > stretch.count(")"):
        return end + 1
    return end + 1 if following == "/" and "://" in stretch else end


def _numbers(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Numbers of several parts: telephone numbers, dates, ranges, signed numbers."""
    for match in _NUMBER.finditer(text, start, end):
        if not match.group().isdigit():
            yield match.span()
