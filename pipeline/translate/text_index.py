"""An index of very many texts in flat arrays, to find those that are most similar to another one.

It finds what `SimilarTexts` finds. Texts that are alike by 75 % need not have a word, nor three
letters in a row, in common, and any two texts that are not are about equally far apart. So neither
lists of words or letter groups nor trees by distance pass over many, and every text is looked at;
but at few bytes of it. What passes over most, from the cheapest test to the dearest:
1. the length,
2. the letters in common, order apart,
3. the common subsequence of one set of consonants, and all other letters by number; then those of
   two sets, then of three.
As soon as as many are known as are wanted, a text has to be as near as the farthest of them.
"""

import math
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from pipeline.translate.letter_counts import (
    CLASSES,
    REST_CLASSES,
    SET_CLASSES,
    Bytes,
    Comparison,
    Counts,
    Numbers,
    classes_of,
    count_classes,
)
from pipeline.translate.letter_order import (
    BitOrder,
    LetterOrder,
    StringOrder,
    Strings,
    bit_order,
    letter_strings,
)
from pipeline.translate.similar import LEAST_SIMILARITY

BLOCK = 1 << 15
"""Texts that are compared at once: few enough for the processor's cache, and so many that numpy
works long enough on them for a second thread to get in."""
FIRST_TRIED = 48
"""So many texts with the most letters in common are compared first: the best is among them."""
SLACK = 1e-7
"""Similarities are fractions in floating point; a bound gives way by this much."""

Kind = type[np.unsignedinteger]
KINDS: tuple[tuple[int, Kind, Kind | None], ...] = (
    (58, np.uint8, np.uint16),
    (116, np.uint8, np.uint32),
    (232, np.uint8, np.uint64),
    (2**16 - 1, np.uint16, None),
    (2**32 - 1, np.uint32, None),
)
"""The longest text of each band, how its numbers of letters are kept, and, where bits are, the
places of a set of consonants, of which a text has a quarter: small numbers are compared faster."""


@dataclass(frozen=True, slots=True)
class Found:
    """A similar text, by the number that it was given, and how similar it is in per cent."""

    number: int
    similarity: float


@dataclass(frozen=True, slots=True)
class Band:
    """Texts of similar length, sorted by it.

    `counts` has how often each class of letters is in them, `orders` the order of each set of
    consonants, `texts` them themselves in UTF-8.
    """

    lengths: Numbers
    numbers: Numbers
    counts: Counts
    orders: tuple[LetterOrder, ...]
    texts: Strings


def make_bands(texts: Iterable[tuple[int, str]]) -> tuple[Band, ...]:
    """The bands of texts, each with its number, which is given back when it is found."""
    ordered = sorted(texts, key=lambda each: len(each[1]))
    lengths = np.array([len(text) for _, text in ordered], np.int64)
    limits = [kind[0] for kind in KINDS]
    cuts = [0, *np.searchsorted(lengths, limits, side="right").tolist()]
    return tuple(
        _band(ordered[start:end], of_counts, of_bits)
        for (_, of_counts, of_bits), start, end in zip(KINDS, cuts, cuts[1:], strict=False)
    )


def _band(ordered: Sequence[tuple[int, str]], of_counts: Kind, of_bits: Kind | None) -> Band:
    blocks: list[tuple[Bytes, Numbers]] = []
    for start in range(0, max(len(ordered), 1), BLOCK):
        texts = [text for _, text in ordered[start : start + BLOCK]]
        blocks.append((classes_of("".join(texts)), np.array([*map(len, texts)], np.int64)))
    utf8 = [text.encode("utf-8", "surrogatepass") for _, text in ordered]
    return Band(
        np.concatenate([lengths for _, lengths in blocks]),
        np.array([number for number, _ in ordered], np.int64),
        np.concatenate([count_classes(*block).astype(of_counts) for block in blocks], axis=1),
        tuple(_order(blocks, letters, of_bits) for letters in SET_CLASSES),
        _strings(
            [(np.frombuffer(b"".join(utf8), np.uint8), np.array([*map(len, utf8)], np.int64))]
        ),
    )


def _order(
    blocks: Sequence[tuple[Bytes, Numbers]], letters: Sequence[int], of_bits: Kind | None
) -> LetterOrder:
    if of_bits is None:
        return StringOrder(_strings([letter_strings(*block, letters) for block in blocks]))
    parts = [bit_order(*block, letters, of_bits) for block in blocks]
    bits = np.concatenate([part.bits for part in parts], axis=1)
    return BitOrder(letters, bits, np.concatenate([part.excess for part in parts]))


def _strings(parts: Sequence[tuple[Bytes, Numbers]]) -> Strings:
    ends = np.cumsum(np.concatenate([np.zeros(1, np.int64), *(numbers for _, numbers in parts)]))
    return Strings(np.concatenate([data for data, _ in parts]), ends)


class _Query:
    """A text that is looked for."""

    def __init__(self, text: str) -> None:
        self.text = text
        classes = classes_of(text)
        numbers = np.bincount(classes, minlength=CLASSES).tolist()
        self.bags = [
            [(letter, numbers[letter]) for letter in letters if numbers[letter]]
            for letters in (*SET_CLASSES, REST_CLASSES)
        ]
        """The classes of each set and of all other letters, with how often they are there."""
        self.of_set = [classes[np.isin(classes, letters)] for letters in SET_CLASSES]

    def needed(self, lengths: Numbers, least: float) -> NDArray[np.int32]:
        """How long the common subsequence with a text of a length is, to be similar by `least`.

        The lengths are sorted.
        """
        if not len(lengths):
            return np.zeros(0, np.int32)
        each = np.arange(lengths[0], lengths[-1] + 1)
        needed = np.ceil((each + len(self.text)) * (least / 200) - SLACK).astype(np.int32)
        ends = np.searchsorted(lengths, each, side="right")
        found: NDArray[np.int32] = np.repeat(needed, np.diff(ends, prepend=0))
        return found


@dataclass(frozen=True, slots=True)
class _Left:
    """What can be near enough in a block of a band: places in the band, and for each set of
    consonants the number of letters in common, and for all letters by how many these are more
    than the text needs."""

    band: Band
    places: Numbers
    of_set: tuple[Counts, ...]
    above: NDArray[np.int32]

    def only(self, mask: NDArray[np.bool_]) -> "_Left":
        of_set = tuple(each[mask] for each in self.of_set)
        return _Left(self.band, self.places[mask], of_set, self.above[mask])


class TextIndex:
    """Texts in bands, from the short to the long ones."""

    def __init__(self, bands: Sequence[Band]) -> None:
        self.bands = tuple(bands)

    def nearest(
        self, text: str, most: int, is_there: Callable[[int], bool] = lambda _: True
    ) -> list[Found]:
        """The most similar texts for which `is_there`, the nearest first, then by number.

        Where others are as near as the last of them, these are given too, so that there may be
        more than `most`. Those below LEAST_SIMILARITY are not among them.
        """
        if most < 1:
            return []
        search = _Search(_Query(text), most, is_there)
        left = [each for band in self.bands for each in search.by_letters(band)]
        search.try_best(left)
        for one in _side_by_side(search.by_order, left):
            search.finish(one)
        return sorted(search.best(), key=lambda found: (-found.similarity, found.number))


class _Search:
    """One look-up: what was found up to now, and so how similar a text has to be."""

    def __init__(self, query: _Query, most: int, is_there: Callable[[int], bool]) -> None:
        self._query, self._most, self._is_there = query, most, is_there
        self._found: dict[int, float] = {}
        self._least = float(LEAST_SIMILARITY)

    def best(self) -> Iterator[Found]:
        """What was found and is as near as the farthest of the wanted ones."""
        for number, similarity in self._found.items():
            if similarity >= self._least:
                yield Found(number, similarity)

    def by_letters(self, band: Band) -> Iterator[_Left]:
        """The texts that have enough letters in common, block by block."""
        size, least = len(self._query.text), self._least
        shortest = math.floor(size * least / (200 - least))
        longest = math.ceil(size * (200 - least) / least)
        start, end = np.searchsorted(band.lengths, (shortest, longest + 1)).tolist()
        comparison = Comparison(min(BLOCK, end - start), band.counts.dtype)
        for low in range(start, end, BLOCK):
            block = slice(low, min(low + BLOCK, end))
            *sets, rest = (comparison.common(band.counts[:, block], b) for b in self._query.bags)
            common = sum(sets, start=rest)
            kept = np.flatnonzero(common >= self._query.needed(band.lengths[block], least))
            if len(kept):
                places = kept + low
                needed = self._query.needed(band.lengths[places], least)
                above = common[kept].astype(np.int32) - needed
                yield _Left(band, places, tuple(each[kept] for each in sets), above)

    def try_best(self, blocks: Sequence[_Left]) -> None:
        """Compare the texts that have most in common by their letters."""
        counted = np.zeros(1 + max((int(left.above.max()) for left in blocks), default=0), np.int64)
        for left in blocks:
            counted += np.bincount(left.above, minlength=len(counted))
        at_least = np.cumsum(counted[::-1])[::-1]
        # The least number from which on there are no more than FIRST_TRIED texts.
        limit = int(np.searchsorted(-at_least, -FIRST_TRIED))
        for left in blocks:
            self._compare(left.band, left.places[left.above >= limit])

    def by_order(self, left: _Left) -> _Left:
        """Those that have enough in common by the order of their consonants too."""
        if self._least > LEAST_SIMILARITY:  # more is asked since they were chosen
            lengths = left.band.lengths[left.places]
            more = self._query.needed(lengths, self._least)
            more = more - self._query.needed(lengths, LEAST_SIMILARITY)
            left = _Left(left.band, left.places, left.of_set, left.above - more)
            left = left.only(left.above >= 0)
        for number in range(len(SET_CLASSES)):
            if len(left.places) > FIRST_TRIED and len(self._query.of_set[number]):
                query = self._query.of_set[number]
                in_order = left.band.orders[number].common(left.places, query)
                above = left.above - np.maximum(left.of_set[number] - in_order, 0)
                left = _Left(left.band, left.places, left.of_set, above).only(above >= 0)
        return left

    def finish(self, left: _Left) -> None:
        """Compare the texts, those first that have most in common by their letters."""
        places = left.places[np.argsort(-left.above, kind="stable")]
        for start in range(0, len(places), FIRST_TRIED):
            self._compare(left.band, places[start : start + FIRST_TRIED])

    def _compare(self, band: Band, places: Numbers) -> None:
        """Compare these texts letter by letter, and raise what is asked of the next ones."""
        numbers = band.numbers[places].tolist()
        for number, utf8 in zip(numbers, band.texts.pick(places), strict=True):
            if number in self._found:
                continue
            text = utf8.decode("utf-8", "surrogatepass")
            similarity = fuzz.ratio(self._query.text, text, score_cutoff=self._least)
            if similarity >= self._least and self._is_there(number):
                self._found[number] = similarity
        if len(self._found) >= self._most:
            self._least = sorted(self._found.values(), reverse=True)[self._most - 1]


def _side_by_side(work: Callable[[_Left], _Left], blocks: Sequence[_Left]) -> Iterable[_Left]:
    """The work on each block, in two threads where it is long: numpy lets them run at once."""
    is_long = sum(len(left.places) for left in blocks) > BLOCK
    threads = _threads() if is_long and len(blocks) > 1 else None
    return threads.map(work, blocks) if threads else map(work, blocks)


@cache
def _threads() -> ThreadPoolExecutor | None:
    number = min(os.cpu_count() or 1, 2)
    return ThreadPoolExecutor(number) if number > 1 else None
