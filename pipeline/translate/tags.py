r"""Numbered tags in the strings of catalogs: `<1>…</1>` around words, `<2/>` alone.

What looks like a tag in the text itself gets a backslash, `\<1>`; backslashes right before a tag,
or before what looks like one, are doubled.

A translator may move tags with their words. What has to stay: each tag stands there once, with
words in it, and inside the same tag as in the source.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from pipeline.messages import Message, message

TAG = re.compile(r"<(?P<close>/)?(?P<number>[1-9][0-9]{0,5})(?(close)|(?P<alone>/)?)>")
"""A tag, or what looks like one."""

MOST_NESTED = 100
"""Tags in each other. Running text of ours has four: link, language, strong, emphasis."""

_BEGINNINGS = re.compile(r"((?:(?<!\\)<[1-9][0-9]*+>)++)( *+)")
_SPACES_BEFORE = re.compile(r"(?<! ) ++((?:</[1-9][0-9]*+>)++)")
_EXCERPT_LENGTH = 40


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters with the tags that they stand in, from the outermost.

    `alone` is the number of a tag that stands alone; then there are no characters.
    """

    text: str
    inside: tuple[int, ...] = ()
    alone: int | None = None


def pieces(string: str) -> tuple[Piece, ...] | Message:
    """The characters of a marked-up string between its tags, or why the tags do not fit."""
    found: list[Piece] = []
    opened: list[int] = []
    for text, tag in _tokens(string):
        if text:
            found.append(Piece(text, tuple(opened)))
        if tag is None:
            continue
        number = int(tag["number"])
        if tag["close"]:
            if problem := _closing_problem(number, opened):
                return problem
            opened.pop()
        elif tag["alone"]:
            found.append(Piece("", tuple(opened), number))
        elif len(opened) == MOST_NESTED:
            reason = (
                "The tag {tag} stands inside {most} others: take out those that the Swedish text "
                "does not have."
            )
            return message(reason, tag=opening(number), most=MOST_NESTED)
        else:
            opened.append(number)
            found.append(Piece("", tuple(opened)))
    if opened:
        reason = "The tag {tag} is not closed: put {closing} behind the words that belong to it."
        return message(reason, tag=opening(opened[-1]), closing=closing(opened[-1]))
    return tuple(found)


def bare(string: str) -> str:
    """The characters of a marked-up string without its tags, whether they fit or not."""
    return "".join(text for text, _ in _tokens(string)) if "<" in string else string


def escaped(text: str, *, before_tag: bool = False) -> str:
    """Characters as they stand in a marked-up string; a tag may follow them directly."""
    result, position = "", 0
    for found in TAG.finditer(text):
        before = text[position : found.start()]
        result += before + _last_backslashes(before) + "\\" + found.group()
        position = found.end()
    rest = text[position:]
    return result + rest + (_last_backslashes(rest) if before_tag else "")


def markup_problem(source: str, target: str) -> Message | None:
    """Why the tags of a translation are not those of its source, and what to do; or None.

    A source whose own tags do not fit, which `marked_up` never makes, allows none.
    """
    if "<" not in source and "<" not in target:
        return None
    found = pieces(target)
    return found if isinstance(found, Message) else difference(pieces(source), found)


def difference(source: tuple[Piece, ...] | Message, target: tuple[Piece, ...]) -> Message | None:
    """The first thing in which the tags of both are not the same."""
    wanted = {} if isinstance(source, Message) else dict(_places(source))
    found: dict[int, _Place] = {}
    for number, place in _places(target):
        if number in found:
            reason = "The tag {tag} stands there twice; keep one of the two."
            return message(reason, tag=_shown(number, place))
        if number not in wanted:
            reason = "The tag {tag} is not in the Swedish text; take it out."
            return message(reason, tag=_shown(number, place))
        found[number] = place
    for number, place in wanted.items():
        if number not in found:
            return _lost(number, place)
        if problem := _place_problem(number, place, found[number]):
            return problem
    return None


def with_spaces_outside(string: str) -> str:
    """The marked-up string with the spaces at the ends of what a tag holds put outside of it."""
    return _BEGINNINGS.sub(
        lambda found: f" {found[1]}" if found[2] else found[1], _SPACES_BEFORE.sub(r"\1 ", string)
    )


def opening(number: int) -> str:
    """The tag that begins its words."""
    return f"<{number}>"


def closing(number: int) -> str:
    """The tag that ends its words."""
    return f"</{number}>"


def alone(number: int) -> str:
    """A tag that stands alone."""
    return f"<{number}/>"


def pair(number: int) -> str:
    """Both tags around whatever stands in them."""
    return f"{opening(number)}…{closing(number)}"


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a tag stands: in which other one, with which words, or alone."""

    outer: int | None
    is_alone: bool
    text: str = ""
    has_alone: bool = False

    def is_emptied_from(self, wanted: "_Place") -> bool:
        """Whether nothing stands in it, or only white space where the source has words."""
        if self.is_alone or self.has_alone:
            return False
        return not self.text or bool(wanted.text.strip() and not self.text.strip())


def _tokens(string: str) -> Iterator[tuple[str, re.Match[str] | None]]:
    """The characters before each tag with the tag, and last those after all tags."""
    literal, position = "", 0
    for found in TAG.finditer(string):
        before = string[position : found.start()]
        count = len(_last_backslashes(before))
        literal += before[: len(before) - count] + "\\" * (count // 2)
        if count % 2:
            literal += found.group()
        else:
            yield literal, found
            literal = ""
        position = found.end()
    yield literal + string[position:], None


def _last_backslashes(text: str) -> str:
    return text[len(text.rstrip("\\")) :]


def _places(found: Sequence[Piece]) -> Iterator[tuple[int, _Place]]:
    """Each tag that opens, with its place; one that opens twice comes twice."""
    characters = "".join(piece.text for piece in found)
    ends = _ends(found)
    lengths = [0, *accumulate(len(piece.text) for piece in found)]
    alones = [0, *accumulate(piece.alone is not None for piece in found)]
    for index, piece in enumerate(found):
        if piece.alone is not None:
            yield piece.alone, _Place(piece.inside[-1] if piece.inside else None, is_alone=True)
        elif end := ends.get(index):
            text = characters[lengths[index] : lengths[end]]
            outer = piece.inside[-2] if len(piece.inside) > 1 else None
            yield piece.inside[-1], _Place(outer, False, text, alones[end] > alones[index])


def _ends(found: Sequence[Piece]) -> dict[int, int]:
    """For each piece at which a tag opens, the number of the first piece behind the tag."""
    ends: dict[int, int] = {}
    opened: list[int] = []
    for index, piece in enumerate(found):
        opens = piece.alone is None and not piece.text
        while len(opened) > len(piece.inside) - opens:
            ends[opened.pop()] = index
        if opens:
            opened.append(index)
    return ends | dict.fromkeys(opened, len(found))


def _closing_problem(number: int, opened: Sequence[int]) -> Message | None:
    if number not in opened:
        reason = "The tag {tag} ends what does not begin: put {opening} before the words."
        return message(reason, tag=closing(number), opening=opening(number))
    if opened[-1] != number:
        reason = "The tags {one} and {other} cross: put {closing} before {tag}."
        return message(
            reason,
            one=opening(number),
            other=opening(opened[-1]),
            closing=closing(opened[-1]),
            tag=closing(number),
        )
    return None


def _lost(number: int, place: _Place) -> Message:
    if place.is_alone:
        reason = "The tag {tag} is missing: put it where the Swedish text has it."
        return message(reason, tag=alone(number))
    reason = "The tag {tag} is missing: put {tag} and {closing} around the words for “{text}”."
    return message(reason, tag=opening(number), closing=closing(number), text=_excerpt(place.text))


def _place_problem(number: int, wanted: _Place, found: _Place) -> Message | None:
    if wanted.is_alone != found.is_alone:
        reason = "The tag {found} must be written {wanted}, as in the Swedish text."
        return message(reason, found=_shown(number, found), wanted=_shown(number, wanted))
    if wanted.outer != found.outer and wanted.outer is not None:
        reason = "The tag {tag} must stand inside {outer}, as in the Swedish text."
        return message(reason, tag=_shown(number, wanted), outer=pair(wanted.outer))
    if wanted.outer != found.outer and found.outer is not None:
        reason = "The tag {tag} must not stand inside {outer}, as it does not in the Swedish text."
        return message(reason, tag=_shown(number, wanted), outer=pair(found.outer))
    if found.is_emptied_from(wanted):
        reason = "Nothing stands in {tag}: put the words for “{text}” there."
        return message(reason, tag=pair(number), text=_excerpt(wanted.text))
    return None


def _shown(number: int, place: _Place) -> str:
    return alone(number) if place.is_alone else pair(number)


def _excerpt(text: str) -> str:
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= _EXCERPT_LENGTH else f"{one_line[:_EXCERPT_LENGTH]}…"
