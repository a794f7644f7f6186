"""Texts as counts of their letters, which tell how much two texts can have in common at most.

The letters are put into CLASSES classes: each that is frequent in Swedish has its own, all others
share the last OTHERS ones. To take letters together can only make a bound larger, never too small.
"""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

LETTERS = " eatrnsilomdkghävufåpö.cbj1,0y2DS-R:KHV"
"""Those with a class of their own, the most frequent first. The texts' language is Swedish."""
OTHERS = 8
CLASSES = len(LETTERS) + OTHERS
SMALL_SETS = ("sgvufpcb", "lmdkå", "iohäö.")
"""Letters in three sets, each of about a sixth of a Swedish text: of all that were tried these tell
most, and the first one most of them."""
LARGE_SETS = ("stlkghvb", "nrmdfpcj")
"""The consonants in two sets, each of about a quarter."""
FREQUENT = " eatrnsilo"
LONG_SETS = ("".join(letter for letter in LETTERS if letter not in FREQUENT), "silo")
"""For long texts all that is rare, which is a third of a text and tells most, then four others."""

Bytes = NDArray[np.uint8]
Counts = NDArray[np.unsignedinteger]
"""Numbers of letters: a row for each class, a column for each text."""
Numbers = NDArray[np.int64]


def _classes(sets: Iterable[str]) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(LETTERS.index(letter) for letter in letters) for letters in sets)


SMALL_CLASSES = _classes(SMALL_SETS)
LARGE_CLASSES = _classes(LARGE_SETS)
_RARE, _SOME_FREQUENT = _classes(LONG_SETS)
LONG_CLASSES = ((*_RARE, *range(len(LETTERS), CLASSES)), _SOME_FREQUENT)

_CLASS_OF_CODE = np.full(max(map(ord, LETTERS)) + 2, len(LETTERS), np.uint8)
_CLASS_OF_CODE[[ord(letter) for letter in LETTERS]] = range(len(LETTERS))


def classes_of(text: str) -> Bytes:
    """The class of each character."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    found: Bytes = _CLASS_OF_CODE[np.minimum(codes, len(_CLASS_OF_CODE) - 1)]
    is_other = found == len(LETTERS)
    found[is_other] += (codes[is_other] % OTHERS).astype(np.uint8)
    return found


def count_classes(classes: Bytes, lengths: Numbers) -> Numbers:
    """How often each class is in each text; `classes` has those of all texts, one by one."""
    cells = classes * np.int64(len(lengths)) + np.repeat(np.arange(len(lengths)), lengths)
    return np.bincount(cells, minlength=CLASSES * len(lengths)).reshape(CLASSES, len(lengths))


class Comparison:
    """Counts how many letters texts share with one, order apart; has the room that this takes."""

    def __init__(self, size: int, kind: np.dtype[np.unsignedinteger]) -> None:
        self._limit = np.empty(size, kind)
        self._shared = np.empty(size, kind)
        self._largest = int(np.iinfo(kind).max)
        self._filled = -1

    def common(self, counts: Counts, bag: Iterable[tuple[int, int]]) -> Counts:
        """The number of shared letters of each text; `bag` has classes and how many of each.

        It is fastest if those of which there are as many follow one another.
        """
        size = counts.shape[1]
        limit, shared = self._limit[:size], self._shared[:size]
        found = np.zeros_like(shared)
        for letter, most in bag:
            # numpy's minimum with one number is ten times slower than with an array of it.
            if most != self._filled:
                self._limit.fill(min(most, self._largest))
                self._filled = most
            np.minimum(counts[letter], limit, out=shared)
            np.add(found, shared, found)
        return found
