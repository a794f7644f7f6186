"""Texts as counts of their letters, which tell how much two texts can have in common at most.

The letters are put into CLASSES classes: each that is frequent in Swedish has its own, all others
share the last. To take letters together can only make a bound larger, never too small.
"""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

LETTERS = " eatrnsilomdkghävufåpö.cbj1,0y2DS-R:KHV"
"""Those with a class of their own, the most frequent first. The texts' language is Swedish."""
CLASSES = len(LETTERS) + 1
SMALL_SETS = ("tlgfp", "rmkhbj", "nsdvc")
"""The consonants in three sets, each of about a sixth of a Swedish text and of mixed frequency."""
LARGE_SETS = ("stlkghvb", "nrmdfpcj")
"""The same in two sets, each of about a quarter."""

Bytes = NDArray[np.uint8]
Counts = NDArray[np.unsignedinteger]
"""Numbers of letters: a row for each class, a column for each text."""
Numbers = NDArray[np.int64]


def _classes(sets: Iterable[str]) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(LETTERS.index(letter) for letter in letters) for letters in sets)


SMALL_CLASSES = _classes(SMALL_SETS)
LARGE_CLASSES = _classes(LARGE_SETS)
REST_CLASSES = tuple(n for n in range(CLASSES) if not any(n in each for each in SMALL_CLASSES))
"""Those of no small set."""

_CLASS_OF_CODE = np.full(max(map(ord, LETTERS)) + 2, CLASSES - 1, np.uint8)
_CLASS_OF_CODE[[ord(letter) for letter in LETTERS]] = range(len(LETTERS))


def classes_of(text: str) -> Bytes:
    """The class of each character."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    found: Bytes = _CLASS_OF_CODE[np.minimum(codes, len(_CLASS_OF_CODE) - 1)]
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

    def common(self, counts: Counts, bag: Iterable[tuple[int, int]]) -> Counts:
        """The number of shared letters of each text; `bag` has classes and how many of each."""
        size = counts.shape[1]
        limit, shared = self._limit[:size], self._shared[:size]
        found = np.zeros_like(limit)
        for letter, most in bag:
            # numpy's minimum with one number is ten times slower than with an array of it.
            limit.fill(min(most, self._largest))
            np.minimum(counts[letter], limit, out=shared)
            np.add(found, shared, found)
        return found
