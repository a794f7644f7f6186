"""Sign-offs: a closing phrase and the lines of those who sign.

Here a line is a unit of its own, whatever its width: names are not running text.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from itertools import islice

from pipeline.parse.forms import (
    closing_length,
    ends_open,
    has_inner_sentence,
    is_address,
    is_finished,
    is_full_name,
    is_introduction,
    is_person,
    is_postscript,
    is_role,
    is_unit,
    starts_lower,
    starts_upper,
)
from pipeline.parse.lines import Line
from pipeline.parse.marks import mark_of
from pipeline.parse.pieces import Piece, piece_of

LONGEST_SIGNATORY = 100  # characters
LONGEST_WITH_ROLE = 160
LONGEST_ADDRESS = 4  # texts between one signature and the next

SEPARATOR = re.compile(r"\s*,\s*|\s+[-–—|/]\s+|\t\s*|[ ]{3,}")


@dataclass(frozen=True, slots=True)
class SignatoryDraft:
    """One who signs. `separators` are the signs between name and role."""

    name: Piece
    role: tuple[Piece, ...] = ()
    separators: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class SignOffDraft:
    """A closing, or none where an address stands between two who sign, and the signatories."""

    first: Line
    closing: Piece | None
    separators: tuple[Piece, ...]
    signatories: tuple[SignatoryDraft, ...]
    line_count: int


class _Part(Enum):
    NAME = auto()
    ROLE = auto()
    MORE_ROLE = auto()


def sign_off_at(
    lines: Sequence[Line], index: int, before: Iterable[str | None]
) -> SignOffDraft | None:
    """The sign-off that begins on the line with that index, or None.

    `before` has the texts before the line, the nearest first, and None for a sign-off: after an
    address, further people may sign.
    """
    if is_closing(lines, index):
        return _read_sign_off(lines, index)
    for text in islice(before, LONGEST_ADDRESS + 1):
        if text is None:
            return _read_signatories(lines, index)
        if not is_address(text):
            return None
    return None


def is_closing(lines: Sequence[Line], index: int) -> bool:
    """True if the line is a closing phrase, and not the end of a sentence that was wrapped."""
    line = lines[index]
    if not closing_length(line.text):
        return False
    begins = line.detached or index == 0 or is_finished(lines[index - 1].text)
    return begins or starts_upper(line.text)


def _read_sign_off(lines: Sequence[Line], index: int) -> SignOffDraft | None:
    """The sign-off whose closing is the line with that index, or None if it is none after all.

    "Hälsning från kommunchefen" over running text is a heading, not a closing.
    """
    line = lines[index]
    length = closing_length(line.text)
    closing = piece_of(line, 0, length)
    if " från " in closing.text and _heads_content(lines, index):
        return None
    separators: tuple[Piece, ...] = ()
    signatories: list[SignatoryDraft] = []
    if length < len(line.text):
        rest = line.text[length:]
        name_start = length + len(rest) - len(rest.lstrip(" \t,/"))
        separators = _signs(line, length, name_start)
        signatories.append(_signatory(line, name_start))
    found = _signatories(lines, index + 1, signatories)
    return SignOffDraft(line, closing, separators, found.signatories, 1 + found.line_count)


def _read_signatories(lines: Sequence[Line], index: int) -> SignOffDraft | None:
    """Further signatories after an address, in a block of their own; None if these are not.

    A name alone is not enough here: its role or its own address has to come with it.
    """
    line = lines[index]
    if not line.detached:
        return None
    name, _, role = _divided(line.text)
    if not is_full_name(name):
        return None
    below = lines[index + 1] if index + 1 < len(lines) else None
    if not role:
        if below is None or below.detached:
            return None
        if not (is_role(below.text) or is_address(below.text) or starts_lower(below.text)):
            return None
    found = _signatories(lines, index, [])
    return found if found.signatories else None


def _signatories(
    lines: Sequence[Line], index: int, before: Sequence[SignatoryDraft]
) -> SignOffDraft:
    """The signatories from that line on; `line_count` tells how many lines they take."""
    signatories = list(before)
    position = index
    while position < len(lines):
        line = lines[position]
        part = _part(lines, position, signatories)
        if part is None:
            break
        if part is _Part.NAME:
            signatories.append(_signatory(line, 0))
        else:
            last = signatories[-1]
            signatories[-1] = replace(last, role=(*last.role, piece_of(line)))
        position += 1
    first = lines[min(index, len(lines) - 1)]
    return SignOffDraft(first, None, (), tuple(signatories), position - index)


def _part(lines: Sequence[Line], index: int, signatories: Sequence[SignatoryDraft]) -> _Part | None:
    """What the line is in a sign-off, or None if the sign-off ends before it."""
    line = lines[index]
    if _ends_sign_off(line):
        return None
    name, _, role = _divided(line.text)
    if role and is_full_name(name):
        return _Part.NAME
    if not _is_short_line(line.text):
        return None
    last = signatories[-1] if signatories else None
    if last and (part := _role_part(lines, index, last)):
        return part
    # "Kontakt" over a paragraph or an address is a heading, and ends the sign-off.
    is_heading = _heads_content(lines, index) or (last and _heads_address(lines, index))
    is_known_form = is_full_name(name) or is_unit(name)
    may_sign = not starts_lower(line.text) and (is_known_form or not is_heading)
    return _Part.NAME if may_sign else None


def _role_part(lines: Sequence[Line], index: int, last: SignatoryDraft) -> _Part | None:
    """What the line adds to the last signatory, if anything."""
    line, above = lines[index], lines[index - 1]
    if last.role:
        goes_on = starts_lower(line.text) or ends_open(above.text) or is_introduction(above.text)
        return _Part.MORE_ROLE if goes_on and not line.detached else None
    if starts_lower(line.text):
        return _Part.ROLE
    words = line.text.split()
    titled_name = len(words) >= 3 and is_role(words[0]) and is_person(line.text)
    if titled_name or not is_person(last.name.text):
        return None
    if is_role(line.text):
        return _Part.ROLE
    # "Anna Berg" with "Hallstahammars kommun" or "Förskolan Äppelbo" right below it.
    below_full_name = is_full_name(last.name.text) and not line.detached
    return _Part.ROLE if below_full_name and not is_full_name(line.text) else None


def _ends_sign_off(line: Line) -> bool:
    text = line.text
    return bool(line.rule_before or mark_of(text) or is_postscript(text) or closing_length(text))


def _is_short_line(text: str) -> bool:
    """True if the line may be a name, a unit or a role by its form."""
    if len(text) > LONGEST_SIGNATORY or text[-1] in ".;?!…" or has_inner_sentence(text):
        return False
    return not is_address(text) and not any(c.isdigit() or c == ":" for c in text)


def _heads_content(lines: Sequence[Line], index: int) -> bool:
    """True if running text or a list follows the line, so that it is a heading."""
    if index + 1 >= len(lines):
        return False
    below = lines[index + 1].text
    if is_postscript(below) or (is_address(below) and len(below) <= LONGEST_SIGNATORY):
        return False
    return bool(mark_of(below)) or len(below) > LONGEST_SIGNATORY or is_finished(below)


def _heads_address(lines: Sequence[Line], index: int) -> bool:
    return index + 1 < len(lines) and is_address(lines[index + 1].text)


def _divided(text: str) -> tuple[str, tuple[int, int], str]:
    """Name, the place of the separator, and role; without a role the place is at the end."""
    if len(text) <= LONGEST_WITH_ROLE:
        for found in SEPARATOR.finditer(text):
            name = text[: found.start()]
            if "," in found.group() or is_full_name(name):
                return name, found.span(), text[found.end() :]
    return text, (len(text), len(text)), ""


def _signatory(line: Line, start: int) -> SignatoryDraft:
    name, (begin, end), role = _divided(line.text[start:])
    return SignatoryDraft(
        piece_of(line, start, start + len(name)),
        (piece_of(line, start + end),) if role else (),
        _signs(line, start + begin, start + end),
    )


def _signs(line: Line, start: int, end: int) -> tuple[Piece, ...]:
    """The separator between two positions of a line without its spaces, if it has a sign."""
    signs = line.text[start:end]
    sign_start = start + len(signs) - len(signs.lstrip())
    piece = piece_of(line, sign_start, start + len(signs.rstrip()))
    return (piece,) if piece.text else ()
