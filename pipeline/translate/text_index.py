"""An index of very many texts in flat arrays, to find those that are most similar to another one.

It finds what `SimilarTexts` finds. Texts that are alike by 75 % need not have a word, nor three
letters in a row, in common, and any two texts that are not are about equally far apart. So neither
lists of words or letter groups nor trees by distance pass over many, and every text is looked at;
but at few bytes of it. What passes over most, from the cheapest test to the dearest:
1. the length,
2. the letters in common, order apart,
3. the common subsequence of a small set of consonants, and all other letters by number; then of
   two such sets, then of three,
4. the same with two larger sets.
As soon as as many are known as are wanted, a text has to be as near as the farthest of them.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from pipeline.translate.letter_counts import (
    CLASSES,
    LARGE_CLASSES,
    REST_CLASSES,
    SMALL_CLASSES,
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
"""Texts that are compared at once: few enough for the processor's cache, and so many that what a
call of numpy costs by itself does not count."""
FIRST_TRIED = 48
"""So many texts with the most letters in common are compared first: the best is among them."""
SLACK = 1e-7
"""Similarities are fractions in floating point; a bound gives way by this much."""

Kind = type[np.unsignedinteger]


@dataclass(frozen=True, slots=True)
class Layout:
    """How the texts of a band are kept, of which the longest has so many letters.

    `counts` is for the numbers of letters, `small` and `large` for the places of a set of
    consonants in bits: small numbers are compared faster. A set without bits is kept as strings, or
    passed over if it is small.
    """

    longest: int
    counts: Kind
    small: Kind | None
    large: Kind | None


LAYOUTS = (
    Layout(58, np.uint8, None, np.uint16),
    Layout(116, np.uint8, np.uint16, np.uint32),
    Layout(232, np.uint8, np.uint32, np.uint64),
    Layout(400, np.uint16, np.uint64, None),
    Layout(2**16 - 1, np.uint16, None, None),
    Layout(2**32 - 1, np.uint32, None, None),
)


@dataclass(frozen=True, slots=True)
class Found:
    """A similar text, by the number that it was given, and how similar it is in per cent."""

    number: int
    similarity: float


@dataclass(frozen=True, slots=True)
class Band:
    """Texts of similar length, sorted by it.

    `counts` has how often each class of letters is in them, `small` and `large` the order of each
    set of consonants, `texts` them themselves in UTF-8.
    """

    lengths: Numbers
    numbers: Numbers
    counts: Counts
    small: tuple[LetterOrder, ...]
    large: tuple[LetterOrder, ...]
    texts: Strings


def make_bands(texts: Iterable[tuple[int, str]]) -> tuple[Band, ...]:
    """The bands of texts, each with its number, which is given back when it is found."""
    ordered = sorted(texts, key=lambda each: len(each[1]))
    lengths = np.array([len(text) for _, text in ordered], np.int64)
    limits = [layout.longest for layout in LAYOUTS]
    cuts = [0, *np.searchsorted(lengths, limits, side="right").tolist()]
    return tuple(
        _band(ordered[start:end], layout)
        for layout, start, end in zip(LAYOUTS, cuts, cuts[1:], strict=False)
    )


_Block = tuple[Bytes, Numbers]
"""The bytes of texts, one after the other, and how many each has."""


def _band(ordered: Sequence[tuple[int, str]], layout: Layout) -> Band:
    blocks: list[_Block] = []
    for start in range(0, max(len(ordered), 1), BLOCK):
        texts = [text for _, text in ordered[start : start + BLOCK]]
        blocks.append((classes_of("".join(texts)), np.array([*map(len, texts)], np.int64)))
    utf8 = [text.encode("utf-8", "surrogatepass") for _, text in ordered]
    whole = np.frombuffer(b"".join(utf8), np.uint8), np.array([*map(len, utf8)], np.int64)
    small, large = layout.small, layout.large
    return Band(
        np.concatenate([lengths for _, lengths in blocks]),
        np.array([number for number, _ in ordered], np.int64),
        np.concatenate([count_classes(*each).astype(layout.counts) for each in blocks], axis=1),
        tuple(_bit_order(blocks, each, small) for each in SMALL_CLASSES) if small else (),
        tuple(_large_order(blocks, letters, large) for letters in LARGE_CLASSES),
        _strings([whole]),
    )


def _large_order(
    blocks: Sequence[_Block], letters: Sequence[int], kind: Kind | None
) -> LetterOrder:
    if kind:
        return _bit_order(blocks, letters, kind)
    return StringOrder(letters, _strings([letter_strings(*block, letters) for block in blocks]))


def _bit_order(blocks: Sequence[_Block], letters: Sequence[int], kind: Kind) -> BitOrder:
    parts = [bit_order(*block, letters, kind) for block in blocks]
    bits = np.concatenate([part.bits for part in parts], axis=1)
    return BitOrder(letters, bits, np.concatenate([part.excess for part in parts]))


def _strings(parts: Sequence[_Block]) -> Strings:
    ends = np.cumsum(np.concatenate([np.zeros(1, np.int64), *(numbers for _, numbers in parts)]))
    return Strings(np.concatenate([data for data, _ in parts]), ends)


class _Query:
    """A text that is looked for."""

    def __init__(self, text: str) -> None:
        self.text = text
        classes = classes_of(text)
        self.classes = classes
        numbers = np.bincount(classes, minlength=CLASSES).tolist()
        self.bag = [(letter, number) for letter, number in enumerate(numbers) if number]
        self.bags = [self.bag_of(letters) for letters in (*SMALL_CLASSES, REST_CLASSES)]

    def bag_of(self, letters: Sequence[int]) -> list[tuple[int, int]]:
        """The classes of the text that are among these, with how often they are there."""
        return [each for each in self.bag if each[0] in letters]

    def only(self, letters: Sequence[int]) -> Bytes:
        """The text's classes that are among these."""
        return self.classes[np.isin(self.classes, letters)]

    def needed(self, lengths: Numbers, least: float, kind: np.dtype[np.unsignedinteger]) -> Counts:
        """How long the common subsequence with a text of a length is, to be similar by `least`.

        The lengths are sorted, and none so short that it cannot be.
        """
        if not len(lengths):
            return np.zeros(0, kind)
        each = np.arange(lengths[0], lengths[-1] + 1)
        needed = np.ceil((each + len(self.text)) * (least / 200) - SLACK).astype(kind)
        ends = np.searchsorted(lengths, each, side="right")
        found: Counts = np.repeat(needed, np.diff(ends, prepend=0))
        return found


@dataclass(frozen=True, slots=True)
class _Left:
    """What can be near enough in a band: places there, by how many letters the texts have more in
    common than they need, and for each small set of consonants, how many of these.

    All are in the band's own kind of numbers, which is the faster the smaller it is.
    """

    band: Band
    places: Numbers
    above: Counts
    of_set: tuple[Counts, ...]

    def only(self, mask: NDArray[np.bool_]) -> "_Left":
        kept = np.flatnonzero(mask)
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
        start, end = np.searchsorted(band.lengths, (shortest, longest + 1)).tolist()
        kind = band.counts.dtype
        comparison = Comparison(min(BLOCK, end - start), kind)
        found = [_Left(band, np.zeros(0, np.int64), *_no_counts(kind))]
        for low in range(start, end, BLOCK):
            block = slice(low, min(low + BLOCK, end))
            *of_set, common = (
                comparison.common(band.counts[:, block], bag) for bag in self._query.bags
            )
            for part in of_set:
                common += part
            needed = self._query.needed(band.lengths[block], least, kind)
            kept = np.flatnonzero(common >= needed)
            above = common.take(kept) - needed.take(kept)
            found.append(_Left(band, kept + low, above, tuple(s.take(kept) for s in of_set)))
        return _Left(
            band,
            np.concatenate([each.places for each in found]),
            np.concatenate([each.above for each in found]),
            tuple(np.concatenate(parts) for parts in zip(*(e.of_set for e in found), strict=True)),
        )

    def try_best(self, bands: Sequence[_Left]) -> None:
        """Compare the texts that have most in common by their letters."""
        most = max((int(left.above.max(initial=0)) for left in bands), default=0)
        counted = np.zeros(most + 1, np.int64)
        for left in bands:
            counted += np.bincount(left.above, minlength=len(counted))
        at_least = np.cumsum(counted[::-1])[::-1]
        # The least number from which on there are no more than FIRST_TRIED texts.
        limit = int(np.searchsorted(-at_least, -FIRST_TRIED))
        for left in bands:
            self._compare(left.band, left.places[left.above >= limit])

    def by_order(self, left: _Left) -> _Left:
        """Those that have enough in common by the order of their consonants too."""
        if self._least > LEAST_SIMILARITY:  # more is asked since they were chosen
            lengths, kind = left.band.lengths[left.places], left.above.dtype
            more = self._query.needed(lengths, self._least, kind)
            more = more - self._query.needed(lengths, LEAST_SIMILARITY, kind)
            mask = left.above >= more
            left = _Left(left.band, left.places, left.above - more, left.of_set).only(mask)
        if len(left.places) > FIRST_TRIED and left.band.small:
            left = self._by_orders(left, left.band.small, left.of_set)
        if len(left.places) > FIRST_TRIED:
            large = left.band.large
            left = self._by_orders(left, large, [self._common(left, each) for each in large])
        return left

    def _by_orders(
        self, left: _Left, orders: Sequence[LetterOrder], of_set: Sequence[Counts]
    ) -> _Left:
        """Those that have enough in common when each of these sets has to be in order.

        How many they have above that stays as it was: other sets are compared with the whole.
        """
        kept = np.arange(len(left.places))
        lost = np.zeros_like(left.above)
        for order, numbers in zip(orders, of_set, strict=True):
            query = self._query.only(order.letters)
            if not len(query) or not len(kept):
                continue
            places, common = left.places.take(kept), numbers.take(kept)
            for start in range(0, len(places), BLOCK):
                part = slice(start, start + BLOCK)
                in_order = order.common(places[part], query).astype(common.dtype)
                lost[part] += common[part] - np.minimum(in_order, common[part])
            near = np.flatnonzero(lost <= left.above.take(kept))
            kept, lost = kept.take(near), lost.take(near)
        mask = np.zeros(len(left.places), bool)
        mask[kept] = True
        return left.only(mask)

    def _common(self, left: _Left, order: LetterOrder) -> Counts:
        """How many of these letters the texts have in common, order apart."""
        counts = left.band.counts
        found = np.zeros_like(left.above)
        for letter, most in self._query.bag_of(order.letters):
            limit = min(most, int(np.iinfo(counts.dtype).max))
            found += np.minimum(counts[letter].take(left.places), limit)
        return found

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


def _no_counts(kind: np.dtype[np.unsignedinteger]) -> tuple[Counts, tuple[Counts, ...]]:
    none: Counts = np.zeros(0, kind)
    return none, tuple(none for _ in SMALL_CLASSES)
