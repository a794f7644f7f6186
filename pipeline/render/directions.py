"""Running text cut into pieces of one direction, for formats that mark direction on runs.

A word processor takes the direction of neutral characters from its run, so text that runs
the other way has to be a run of its own, brackets and digits included. Directional marks
between the runs show the same to readers that look at the characters only. (Word's own
`w:dir` would do without marks, but python-docx and others lose the text inside it.)

LibreOffice also breaks lines where the direction changes, even after an opening bracket, so
the brackets around left-to-right text run with it: they look the same in either direction.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.bidi_classes import bidi_letters
from pipeline.isolation import directions, isolated_ranges, left_to_right_ranges
from pipeline.languages import Language, described
from pipeline.model import Span, Text

LEFT_TO_RIGHT_MARK = "\u200e"
RIGHT_TO_LEFT_MARK = "\u200f"

FIRST_RIGHT_TO_LEFT = "\u0590"
"""No character below this runs from right to left."""

_LATIN = re.compile("L(?:[LNOI]*[LN])?")
_RIGHT_TO_LEFT = re.compile("R(?:[RNO]*R)?")
_HELD = re.compile("(?!T)[^LE]*?[RAN]")
"""Text that a right-to-left character keeps in its place, in the letters of Bidi_Class."""

_MIRRORED = {"(": ")", "[": "]", "{": "}", "«": "»", "‹": "›"}
_ENCLOSING = {**_MIRRORED, '"': '"', "”": "”", "’": "’"}
"""Pairs that look the same in either direction: mirrored (UAX #9 L4), or twice the same."""
_FIGURE = "[0-9\u06f0-\u06f9]+"
_FIGURE_IN_BRACKETS = re.compile(rf"\({_FIGURE}\)|\[{_FIGURE}\]|«{_FIGURE}»")

Stretch = tuple[Span, "Piece"]


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


def directed(text: Text, own: Language) -> list[Stretch]:
    """The pieces of a paragraph in that language, each with the span that it is of.

    Raises UnknownLanguageError.
    """
    found = [
        (span, piece)
        for span in text
        for piece in pieces(span.text, is_rtl=_runs_rtl(span, own), in_rtl=own.is_rtl)
    ]
    return _with_brackets(found) if own.is_rtl else found


def _runs_rtl(span: Span, own: Language) -> bool:
    return described(span.language).is_rtl if span.language else own.is_rtl


def _with_brackets(stretches: list[Stretch]) -> list[Stretch]:
    """The same characters, with the brackets around left-to-right pieces among these."""
    result: list[Stretch] = []
    island: list[Stretch] = []
    for span, piece in stretches:
        if not piece.is_rtl:
            island.append((span, piece))
            continue
        rest = piece
        while island and result and (pair := _pair(result[-1][1].text, rest.text)):
            before, last = result.pop()
            result.append((before, _cut(last, 0, -1)))
            island.insert(0, (before, Piece(pair[0], False, LEFT_TO_RIGHT_MARK)))
            island.append((span, Piece(pair[1], False, "", LEFT_TO_RIGHT_MARK)))
            rest = _cut(rest, 1, None)
        result += [*island, (span, rest)]
        island = []
    return result + island


def _pair(before: str, after: str) -> str:
    """The brackets at the end of one text and the beginning of the other, if they are a pair."""
    pair = before[-1:] + after[:1]
    return pair if len(pair) == 2 and _ENCLOSING.get(pair[0]) == pair[1] else ""


def _cut(piece: Piece, start: int, end: int | None) -> Piece:
    """A part of a right-to-left piece; a mark stands for it if nothing of it is left."""
    text = piece.text[start:end]
    held = _HELD.match(bidi_letters(text))
    return replace(piece, text=text, before="" if held else RIGHT_TO_LEFT_MARK)


def pieces(text: str, *, is_rtl: bool, in_rtl: bool) -> Iterator[Piece]:
    """The pieces of a text whose language runs in one direction (`is_rtl`).

    `in_rtl` is the direction of the paragraph. The texts of the pieces, joined, are the text.
    """
    if not (is_rtl or in_rtl) and max(text, default="") < FIRST_RIGHT_TO_LEFT:
        yield Piece(text, is_rtl=False)
        return
    classes = directions(text)
    islands = _latin(text, classes) if is_rtl else _spans(_RIGHT_TO_LEFT, classes)
    position = 0
    for start, end in (*islands, (len(text), len(text))):
        if position < start:
            here = slice(position, start)
            yield _piece(text[here], classes[here], is_rtl=is_rtl, in_rtl=in_rtl)
        if start < end:
            here = slice(start, end)
            yield _piece(text[here], classes[here], is_rtl=not is_rtl, in_rtl=in_rtl)
        position = end


def _piece(text: str, classes: str, *, is_rtl: bool, in_rtl: bool) -> Piece:
    """The stretch, with marks where characters of no strong direction would leave it.

    They would at its ends if it runs against its paragraph, and, in a right-to-left paragraph,
    between two stretches that do.
    """
    if is_rtl == in_rtl:
        held = not is_rtl or _HELD.match(bidi_letters(text))
        return Piece(text, is_rtl, "" if held else RIGHT_TO_LEFT_MARK)
    strong, mark = ("R", RIGHT_TO_LEFT_MARK) if is_rtl else ("L", LEFT_TO_RIGHT_MARK)
    return Piece(
        text,
        is_rtl,
        "" if classes[0] == strong else mark,
        "" if classes[-1] in strong + "N" else mark,  # UAX #9 W7: digits follow the strong one
    )


def _latin(text: str, classes: str) -> list[tuple[int, int]]:
    """What runs from left to right in right-to-left text: Latin phrases, figures, addresses.

    An address with right-to-left letters (RFC 3987) cannot be a run, and is no island.
    """
    isolated = [span for span in isolated_ranges(text) if "R" not in classes[slice(*span)]]
    isolated += [
        (start, end)
        for start, end in (match.span() for match in _FIGURE_IN_BRACKETS.finditer(text))
        if classes.rfind("L", 0, start) <= classes.rfind("R", 0, start)
        and not any(start < last and first < end for first, last in isolated)
    ]
    for start, end in isolated:
        classes = classes[:start] + "I" * (end - start) + classes[end:]
    phrases = [
        phrase
        for match in _LATIN.finditer(classes)
        for phrase in _balanced(text, classes, *match.span())
    ]
    alone = [
        (start, end)
        for start, end in isolated
        if not any(first < end and start < last for first, last in phrases)
    ]
    return sorted(phrases + alone)


def _spans(pattern: re.Pattern[str], classes: str) -> list[tuple[int, int]]:
    return [match.span() for match in pattern.finditer(classes)]


def _balanced(text: str, classes: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A Latin phrase without brackets whose other half is elsewhere, and so in several parts.

    A later part may be a figure alone, which was left to right only by the letters before it.
    Closing brackets that follow it belong to it if they close one of its own, and so do the
    opening ones of those that it ends with.
    """
    while end < len(text) and _alone(text[start : end + 1]) < _alone(text[start:end]):
        end += 1
    cuts = [start - 1, *(start + at for at in sorted(_alone(text[start:end]))), end]
    figures = left_to_right_ranges(text) if len(cuts) > 2 else []
    for before, after in pairwise(cuts):
        part = _LATIN.search(classes, before + 1, after)
        found = [part.span()] if part else []
        found += [(a, b) for a, b in figures if before < a and b <= after]
        if found:
            last = after if after == end else max(b for _, b in found)
            first = min(a for a, _ in found)
            while before + 1 < first and _alone(text[first - 1 : last]) < _alone(text[first:last]):
                first -= 1
            yield first, last


def _alone(text: str) -> set[int]:
    """The places of mirrored brackets that have no other half in this text (UAX #9 BD16)."""
    found: set[int] = set()
    opened: list[int] = []
    for place, character in enumerate(text):
        if _MIRRORED.get(character):
            opened.append(place)
        elif character in _MIRRORED.values():
            same = [at for at in opened if _MIRRORED[text[at]] == character]
            if same:
                found.update(at for at in opened if at > same[-1])
                opened = [at for at in opened if at < same[-1]]
            else:
                found.add(place)
    return found.union(opened)
