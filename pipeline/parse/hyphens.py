"""Hyphens: those that a line break put into a word go, all others stay.

The only sure sign is the document itself: if "säkerhetssamordnare" occurs in it, then
"säkerhets-samordnare" is the same word, divided once at the end of a line. "e-post",
"Becker-Åström", "Covid-19" and "barn- och ungdomscoacher" are never touched.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

HYPHENS = "-‐"
SOFT_HYPHEN = "\u00ad"

WORD = re.compile(r"[\w‐-]+")

# Not in addresses ("www.a-b.se"), nor in chains ("mun-till-mun"). At least two letters on each
# side: Swedish divides no word after its first letter.
DIVIDED = re.compile(r"(?<![\w./:@‐-])([^\W\d_]{2,}+)[‐-]([^\W\d_]{2,}+)(?![\w/@‐-])")

LAST_WORD = re.compile(r"(?<![\w./:@‐-])[^\W\d_]+$")
FIRST_WORD = re.compile(r"[^\W\d_]+(?![\w/@])")
LONGEST_WORD = 80  # characters looked at before a line's end; a limit keeps the search linear

# "barn- och ungdomscoacher", "mat- eller sovplats"
SUSPENDING = frozenset(("och", "eller", "samt", "respektive", "till", "men", "kontra", "&"))


@dataclass(frozen=True)
class Vocabulary:
    """The words of a document, whatever their case; collected when one is asked for.

    Compounds with a hyphen are words as well.
    """

    text: str

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(found.group().lower() for found in WORD.finditer(self.text))

    def __contains__(self, word: str) -> bool:
        return word.lower() in self._words


@dataclass(frozen=True, slots=True)
class DividedWord:
    """A word with a hyphen to remove; `position` is the hyphen's."""

    position: int
    divided: str
    whole: str


def mendable_hyphens(text: str, vocabulary: Vocabulary) -> Iterator[DividedWord]:
    """The words within a line that the document also has without their hyphen."""
    for found in DIVIDED.finditer(text):
        first, second = found.groups()
        if _may_be_one_word(first, second) and first + second in vocabulary:
            yield DividedWord(found.end(1), found.group(), first + second)


@dataclass(frozen=True, slots=True)
class Join:
    """How two lines of a paragraph are put together.

    `space` stands between them, unless `removes` says that the last character of the first
    line goes. `doubtful`: nothing shows whether the word `divided` has a hyphen.
    """

    space: str = " "
    removes: bool = False
    doubtful: bool = False
    divided: str = ""
    whole: str = ""


def join_lines(line: str, following: str, vocabulary: Vocabulary) -> Join:
    """How a line goes on with the following one.

    A hyphen at the end is removed if the document has the word without it (or it is a soft
    hyphen), and kept otherwise, without a space after it. In a suspended compound ("barn-" /
    "och ungdomscoacher") and after a dash a space follows.
    """
    sign = line[-1]
    if sign == SOFT_HYPHEN:
        return Join("", removes=True)
    if sign not in HYPHENS:
        is_range = sign == "–" and line[-2:-1].isdecimal() and following[0].isdecimal()
        return Join("" if is_range or (sign == "/" and len(line) > 1) else " ")
    before = LAST_WORD.search(line[-LONGEST_WORD:-1])
    after = FIRST_WORD.match(following[:LONGEST_WORD])
    if line[-2:-1].isspace() or line == sign or (after and after.group() in SUSPENDING):
        return Join(" ")
    if not before or not after or not _may_be_one_word(before.group(), after.group()):
        return Join("")
    divided, whole = f"{before.group()}-{after.group()}", before.group() + after.group()
    if whole in vocabulary:
        return Join("", removes=True, divided=divided, whole=whole)
    return Join("", doubtful=divided not in vocabulary, divided=divided)


def _may_be_one_word(first: str, second: str) -> bool:
    """True if both parts could be of one common noun: names and abbreviations keep hyphens."""
    is_common = first.islower() or (first[0].isupper() and first[1:].islower())
    return is_common and second.islower() and min(len(first), len(second)) >= 2
