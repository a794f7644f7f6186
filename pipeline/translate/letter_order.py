"""The longest common subsequence of one text with many at once, for a set of letters alone.

That is the dearest test of the index, and so it is made in two ways. For short texts the places
where each letter stands are the bits of a number, and the common subsequence takes four operations
on these numbers for each letter of the other text (H. Hyyrö, "Bit-parallel LCS-length computation
revisited", AWOCA 2004), which numpy does for many texts at a time. Long ones do not fit into a
number; rapidfuzz is faster with these than numpy with several numbers for each.
"""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import LCSseq

from pipeline.translate.letter_counts import Bytes, Counts, Numbers

PICKED = 10
"""To pick one number out of many takes as long as to compare a letter in so many bytes."""

MANY = 4000
"""So many long texts are worth a second thread, which rapidfuzz lets run beside the first."""

Lengths = NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Strings:
    """Very many strings of bytes, one after the other, and where each ends, behind a zero."""

    data: Bytes
    ends: NDArray[np.integer]

    def pick(self, places: Numbers) -> list[bytes]:
        """The strings at these places."""
        starts, ends = self.ends[places].tolist(), self.ends[places + 1].tolist()
        data = self.data.data
        return [data[start:end].tobytes() for start, end in zip(starts, ends, strict=True)]


class LetterOrder(Protocol):
    """The order of some letters in many texts."""

    @property
    def letters(self) -> Sequence[int]:
        """The classes of the letters."""

    @property
    def width(self) -> int:
        """How many bytes the order of one letter takes in a text."""

    def common(self, places: Numbers, query: Bytes) -> Counts:
        """How long the common subsequence with the texts at these places, in order, is at most.

        The query has classes, of these letters alone, and is not empty.
        """


@dataclass(frozen=True, slots=True)
class BitOrder:
    """Bits, of which the lowest is the first letter: a row for each of the letters, a column for
    each text; `excess` has how many letters had no room."""

    letters: Sequence[int]
    bits: Counts
    excess: Counts

    @property
    def width(self) -> int:
        """How many bytes the order of one letter takes in a text."""
        return self.bits.itemsize

    def common(self, places: Numbers, query: Bytes) -> Counts:
        """How long the common subsequence with the texts at these places, in order, is at most."""
        block = slice(int(places[0]), int(places[-1]) + 1)
        inside = places - block.start
        letters = query.tolist()
        wanted = set(letters)
        rows = {
            letter: row[block]
            for letter, row in zip(self.letters, self.bits, strict=True)
            if letter in wanted
        }
        picking = len(rows) * PICKED / self.bits.itemsize
        size = block.stop - block.start
        is_dense = len(places) * (len(letters) + picking) > size * len(letters)
        if not is_dense:
            rows = {letter: row.take(inside) for letter, row in rows.items()}
            size = len(places)
        left = np.full(size, np.iinfo(self.bits.dtype).max, self.bits.dtype)
        matched, carried = np.empty_like(left), np.empty_like(left)
        for letter in letters:
            np.bitwise_and(left, rows[letter], matched)
            np.add(left, matched, carried)
            np.subtract(left, matched, left)
            np.bitwise_or(left, carried, left)
        found = np.bitwise_count(np.invert(left, left))
        if is_dense:
            found = (found + self.excess[block]).take(inside)
        else:
            found = found + self.excess.take(places)
        in_order: Counts = found
        return in_order


class StringOrder:
    """The letters of each text as a string of classes."""

    def __init__(self, letters: Sequence[int], strings: Strings) -> None:
        self.letters = letters
        self.strings = strings
        self._objects: NDArray[np.object_] | None = None

    @property
    def width(self) -> int:
        """How many bytes the order of one letter takes in a text."""
        return 1

    def common(self, places: Numbers, query: Bytes) -> Lengths:
        """How long the common subsequence with the texts at these places is."""
        if self._objects is None:
            found = np.empty(len(self.strings.ends) - 1, object)
            found[:] = self.strings.pick(np.arange(len(found)))
            self._objects = found
        others = self._objects[places].tolist()
        text, half = query.tobytes(), len(others) // 2
        threads = _threads() if len(others) > MANY else None
        if threads is None:
            return _subsequences(text, others)
        second = threads.submit(_subsequences, text, others[half:])
        return np.concatenate((_subsequences(text, others[:half]), second.result()))


def _subsequences(text: bytes, others: Sequence[bytes]) -> Lengths:
    (common,) = process.cdist([text], others, scorer=LCSseq.similarity, dtype=np.uint32)
    lengths: Lengths = common
    return lengths


@cache
def _threads() -> ThreadPoolExecutor | None:
    return ThreadPoolExecutor(1) if (os.cpu_count() or 1) > 1 else None


def bit_order(
    classes: Bytes, lengths: Numbers, letters: Sequence[int], kind: type[np.unsignedinteger]
) -> BitOrder:
    """The order of these letters in texts; `classes` has the letters of all, one by one."""
    size = np.iinfo(kind).bits
    row_of_class = np.full(256, len(letters), np.int64)
    row_of_class[list(letters)] = range(len(letters))
    rows = row_of_class[classes]
    is_kept = rows < len(letters)
    rows = rows[is_kept]
    numbers = _numbers(is_kept, lengths)
    owners = np.repeat(np.arange(len(lengths)), numbers)
    places = np.arange(len(rows)) - np.repeat(np.cumsum(numbers) - numbers, numbers)
    order = np.argsort(places, kind="stable")
    cuts = np.searchsorted(places[order], np.arange(size + 1)).tolist()
    bits = np.zeros((len(letters), len(lengths)), kind)
    for place in range(size):
        here = order[cuts[place] : cuts[place + 1]]
        # No text has two letters at one place, so that no cell is meant twice.
        bits[rows[here], owners[here]] |= kind(1 << place)
    return BitOrder(letters, bits, np.maximum(numbers - size, 0).astype(np.uint32))


def letter_strings(
    classes: Bytes, lengths: Numbers, letters: Sequence[int]
) -> tuple[Bytes, Numbers]:
    """The classes among these letters, and how many each text has."""
    is_kept = np.isin(classes, letters)
    return classes[is_kept], _numbers(is_kept, lengths)


def _numbers(is_kept: NDArray[np.bool_], lengths: Numbers) -> Numbers:
    """How many letters of each text are kept."""
    counted = np.concatenate(([0], np.cumsum(is_kept, dtype=np.int64)))
    ends = np.cumsum(lengths)
    numbers: Numbers = counted[ends] - counted[ends - lengths]
    return numbers
