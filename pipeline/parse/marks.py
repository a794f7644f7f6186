"""The marks at the beginning of a line that make it a list item."""

import re
from dataclasses import dataclass
from enum import StrEnum

DASHES = "-–—"
BULLETS = "•●·▪■◦○‣➢➤\uf0b7\uf0a7"  # the last two are Word's, from the font Symbol

# A dash or a star needs a space: "-5 grader" and "*fotnot" are text. Word writes its second
# level as an "o" and a tab.
BULLET = re.compile(rf"(?:[-–—*]\s+|[{BULLETS}]\s*|o\t\s*)(?=\S)")
LONE_BULLET = re.compile(rf"[-–—*{BULLETS}]")

# At most three digits, so that a year at the beginning of a line is no number ("2020. Kommunen").
NUMBER = re.compile(r"(\(?)([0-9]{1,3})([.)])\s+(?=\S)")
LETTER = re.compile(r"([a-zåäö])\)\s+(?=\S)")


class MarkKind(StrEnum):
    """What a list item is marked with."""

    BULLET = "bullet"
    NUMBER = "number"
    LETTER = "letter"


@dataclass(frozen=True, slots=True)
class Mark:
    """The mark of a list item: `sign` without spaces, `width` in characters with them.

    `number` is the item's number, or that of its letter (a = 1), or 0.
    """

    kind: MarkKind
    sign: str
    width: int
    number: int = 0

    @property
    def is_dash(self) -> bool:
        """A dash may also be a dash in a sentence, or begin a line of speech."""
        return self.sign in DASHES

    def follows(self, before: "Mark") -> bool:
        """True if an item with this mark can come right after one with the other."""
        if self.kind is MarkKind.BULLET:
            return self.sign == before.sign
        return self.kind is before.kind and self.number == before.number + 1


def mark_of(text: str) -> Mark | None:
    """The mark at the beginning of a line, or None if it has none."""
    if found := BULLET.match(text):
        return Mark(MarkKind.BULLET, text[0], found.end())
    if LONE_BULLET.fullmatch(text):
        return Mark(MarkKind.BULLET, text, 1)
    if found := NUMBER.match(text):
        opening, number, closing = found.groups()
        if opening and closing == ".":
            return None
        sign = f"{opening}{number}{closing}"
        return Mark(MarkKind.NUMBER, sign, found.end(), int(number))
    if found := LETTER.match(text):
        letters = "abcdefghijklmnopqrstuvwxyzåäö"
        number_of_letter = letters.index(found[1]) + 1
        return Mark(MarkKind.LETTER, f"{found[1]})", found.end(), number_of_letter)
    return None
