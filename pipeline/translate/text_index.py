"""An index of very many texts in flat arrays, to find those that are most similar to another one.

It finds what `SimilarTexts` finds. Texts that are alike by 75 % need not have a word, nor three
letters in a row, in common, and any two texts that are not are about equally far apart. So neither
lists of words or letter groups nor trees by distance pass over many, and every text is looked at;
but at few bytes of it. What passes over most, from the cheapest test to the dearest:
1. the length,
2. the letters in common, order apart,
3. the common subsequence of a small set of letters, and all other letters by number; then of two
   such sets, then of three,
4. the same with two larger sets; in long texts, with all rare letters and then four others.
As soon as as many are known as are wanted, a text has to be as near as the farthest of them.
"""

import math
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz import fuzz

from pipeline.translate.letter_counts import (
    CLASSES,
    Bytes,
    Comparison,
    Counts,
    Numbers,
    classes_of,
)
from pipeline.translate.letter_order import LetterOrder
from pipeline.translate.similar import LEAST_SIMILARITY
from pipeline.translate.text_bands import Band

BLOCK = 1 << 18
"""Bytes that are compared at once: few enough for the processor's cache, and so many that what a
call of numpy costs by itself does not count."""
COMPARED = 4
"""As many such pieces are needed at once to compare the letters."""
FIRST_TRIED = 48
"""So many texts with the most letters in common are compared first: the best is among them."""
SLACK = 1e-7
"""Similarities are fractions in floating point; a bound gives way by this much."""


@dataclass(frozen=True, slots=True)
class Found:
    """A similar text, by the number that it was given, and how similar it is in per cent."""

    number: int
    similarity: float


class _Query:
    """A text that is looked for."""

    def __init__(self, text: str) -> None:
        self.text = text
        classes = classes_of(text)
        self.classes = classes
        numbers = np.bincount(classes, minlength=CLASSES).tolist()
        bag = [(letter, number) for letter, number in enumerate(numbers) if number]
        self._bag = sorted(bag, key=lambda each: each[1])

    def bags(self, sets: Sequence[Sequence[int]]) -> list[list[tuple[int, int]]]:
        """For each set, the classes of the text in it, with how often they are there; then for the
        classes in no set."""
        set_of_class = dict.fromkeys(range(CLASSES), len(sets))
        for number, letters in enumerate(sets):
            set_of_class.update(dict.fromkeys(letters, number))
        found: list[list[tuple[int, int]]] = [[] for _ in range(len(sets) + 1)]
        for each in self._bag:
            found[set_of_class[each[0]]].append(each)
        return found

    def only(self, letters: Sequence[int]) -> Bytes:
        """The text's classes that are among these."""
        is_wanted = np.zeros(CLASSES, bool)
        is_wanted[list(letters)] = True
        return self.classes[is_wanted[self.classes]]

    def needed(self, lengths: Counts, least: float) -> Counts:
        """How long the common subsequence with a text of a length is, to be similar by `least`.

        The lengths are sorted, and none so short that it cannot be.
        """
        kind = lengths.dtype
        if not len(lengths):
            return np.zeros(0, kind)
        each = np.arange(int(lengths[0]), int(lengths[-1]) + 1)
        needed = np.ceil((each + len(self.text)) * (least / 200) - SLACK).astype(np.int64)
        ends = np.searchsorted(lengths, each.astype(kind), side="right")
        # Where too much for its kind is needed, the difference of two such numbers is still right.
        found: Counts = np.repeat(needed.astype(kind), np.diff(ends, prepend=0))
        return found


@dataclass(frozen=True, slots=True)
class _Left:
    """What can be near enough in a band: places there, in order, by how many letters the texts have
    more in common than they need, and for each set of letters, how many of it.

    All are in the band's own kind of numbers, which is the faster the smaller it is.
    """

    band: Band
    places: Numbers
    above: Counts
    of_set: tuple[Counts, ...]

    def at(self, kept: Numbers) -> "_Left":
        of_set = tuple(each.take(kept) for each in self.of_set)
        return _Left(self.band, self.places.take(kept), self.above.take(kept), of_set)


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
        left = [search.by_letters(band) for band in self.bands if len(band.lengths)]
        search.try_best(left)
        for one in left:
            search.finish(search.by_order(one))
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

    def by_letters(self, band: Band) -> _Left:
        """The texts that have enough letters in common."""
        size, least = len(self._query.text), self._least
        shortest = math.floor(size * least / (200 - least))
        longest = math.ceil(size * (200 - least) / least)
        start, end = band.of_length(shortest, longest)
        bags = self._query.bags([order.letters for order in band.first])
        kind = band.counts.dtype
        needed_of_all = self._query.needed(band.lengths[start:end], least)
        size = BLOCK // COMPARED // kind.itemsize
        comparison = Comparison(min(size, end - start), kind)
        found = [_Left(band, np.zeros(0, np.int64), *_no_counts(kind, len(band.first)))]
        for low in range(start, end, size):
            block = slice(low, min(low + size, end))
            *of_set, common = (comparison.common(band.counts[:, block], bag) for bag in bags)
            for part in of_set:
                common += part
            needed = needed_of_all[low - start : low - start + size]
            kept = np.flatnonzero(common >= needed)
            common -= needed
            in_sets = tuple(each.take(kept) for each in of_set)
            found.append(_Left(band, kept + low, common.take(kept), in_sets))
        return _together(found)

    def try_best(self, bands: Sequence[_Left]) -> None:
        """Compare the texts that have most in common by their letters."""
        most = max((int(left.above.max(initial=0)) for left in bands), default=0)

        def are_few(above: int) -> bool:
            number = sum(int(np.count_nonzero(left.above >= above)) for left in bands)
            return number <= FIRST_TRIED

        limit = bisect_left(range(most + 1), True, key=are_few)
        for left in bands:
            self._compare(left.band, left.places[left.above >= limit])

    def by_order(self, left: _Left) -> _Left:
        """Those that have enough in common by the order of their letters too, set by set."""
        band = left.band
        if self._least > LEAST_SIMILARITY:  # more is asked since they were chosen
            lengths = band.lengths.take(left.places)
            more = self._query.needed(lengths, self._least)
            more -= self._query.needed(lengths, LEAST_SIMILARITY)
            kept = np.flatnonzero(left.above >= more)
            left = _Left(band, left.places, left.above - more, left.of_set).at(kept)
        if len(left.places) > FIRST_TRIED:
            left = self._in_order(left, band.first)
        if len(left.places) > FIRST_TRIED and band.first is not band.large:
            counts = band.counts.take(left.places, axis=1)
            comparison = Comparison(len(left.places), counts.dtype)
            *bags, _ = self._query.bags([order.letters for order in band.large])
            of_set = tuple(comparison.common(counts, bag) for bag in bags)
            left = self._in_order(_Left(band, left.places, left.above, of_set), band.large)
        return left

    def _in_order(self, left: _Left, orders: Sequence[LetterOrder]) -> _Left:
        """Those that have enough in common when each of these sets has to be in order.

        How many they have above that stays as it was: other sets are compared with the whole.
        """
        queries = [self._query.only(order.letters) for order in orders]
        size = BLOCK // max(order.width for order in orders)
        blocks = range(0, len(left.places), size)
        found = [_in_order(left, slice(b, b + size), orders, queries) for b in blocks]
        return left.at(np.concatenate(found))

    def finish(self, left: _Left) -> None:
        """Compare the texts, those first that have most in common by their letters."""
        places = left.places[np.argsort(left.above, kind="stable")[::-1]]
        for start in range(0, len(places), FIRST_TRIED):
            self._compare(left.band, places[start : start + FIRST_TRIED])

    def _compare(self, band: Band, places: Numbers) -> None:
        """Compare these texts letter by letter, and raise what is asked of the next ones."""
        numbers = band.numbers[places].tolist()
        for number, utf8 in zip(numbers, band.texts.pick(places), strict=True):
            if number in self._found:
                continue
            text = utf8.decode("utf-8", "surrogatepass")
            # A cut-off of exactly the similarity may lose the text, by a rounding of rapidfuzz's.
            similarity = fuzz.ratio(self._query.text, text, score_cutoff=self._least - 1)
            if similarity >= self._least and self._is_there(number):
                self._found[number] = similarity
        if len(self._found) >= self._most:
            self._least = sorted(self._found.values(), reverse=True)[self._most - 1]


def _in_order(
    left: _Left, block: slice, orders: Sequence[LetterOrder], queries: Sequence[Bytes]
) -> Numbers:
    """Which ones of a block have enough in common when the letters of each set are in order."""
    places, above = left.places[block], left.above[block]
    kept = np.arange(block.start, block.start + len(places))
    lost = np.zeros_like(above)
    for order, query, of_set in zip(orders, queries, left.of_set, strict=True):
        if not len(query) or not len(kept):
            continue
        common = of_set.take(kept)
        in_order = order.common(places, query).astype(common.dtype, copy=False)
        lost += common - np.minimum(in_order, common)
        near = np.flatnonzero(lost <= above)
        kept, places = kept.take(near), places.take(near)
        above, lost = above.take(near), lost.take(near)
    return kept


def _together(blocks: Sequence[_Left]) -> _Left:
    of_set = zip(*(each.of_set for each in blocks), strict=True)
    return _Left(
        blocks[0].band,
        np.concatenate([each.places for each in blocks]),
        np.concatenate([each.above for each in blocks]),
        tuple(np.concatenate(parts) for parts in of_set),
    )


def _no_counts(kind: np.dtype[np.unsignedinteger], sets: int) -> tuple[Counts, tuple[Counts, ...]]:
    none: Counts = np.zeros(0, kind)
    return none, (none,) * sets
