"""An index of very many texts in flat arrays, to find those that are most similar to another one.

It finds what `SimilarTexts` finds. Texts that are alike by 75 % need not have a word, nor three
letters in a row, in common, and any two texts that are not are about equally far apart. So neither
lists of words or letter groups nor trees by distance pass over many, and every text is looked at;
but at few bytes of it. What passes over most, from the cheapest test to the dearest:
1. the length,
2. the letters in common, order apart,
3. the common subsequence of some consonants, and the other letters by number,
4. the same with that of the other consonants added.
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
from rapidfuzz import fuzz, process
from rapidfuzz.distance import LCSseq

from pipeline.translate.letter_counts import (
    CLASSES,
    IS_FIRST,
    IS_SECOND,
    IS_VOWEL,
    Bytes,
    Comparison,
    Counts,
    Mask,
    Numbers,
    classes_of,
    count_classes,
)
from pipeline.translate.similar import LEAST_SIMILARITY

BLOCK = 1 << 16
"""Texts whose counts are compared at once: what is added up stays in the processor's cache."""
FIRST_TRIED = 48
"""So many texts with the most letters in common are compared first: the best is among them."""
MANY = 4000
"""So many consonants are worth a second thread, which rapidfuzz lets run beside the first."""
SLACK = 1e-7
"""Similarities are fractions in floating point; a bound gives way by this much."""
KINDS: tuple[type[np.unsignedinteger], ...] = (np.uint8, np.uint16, np.uint32)
"""Each band's numbers are as small as its longest text allows: small ones are compared faster."""


@dataclass(frozen=True, slots=True)
class Found:
    """A similar text, by the number that it was given, and how similar it is in per cent."""

    number: int
    similarity: float


@dataclass(frozen=True, slots=True)
class Strings:
    """Very many strings of bytes, one after the other, and where each ends, behind a zero."""

    data: Bytes
    ends: Numbers

    def __len__(self) -> int:
        return len(self.ends) - 1

    def pick(self, places: Numbers) -> list[bytes]:
        """The strings at these places."""
        starts, ends = self.ends[places].tolist(), self.ends[places + 1].tolist()
        data = self.data.data
        return [data[start:end].tobytes() for start, end in zip(starts, ends, strict=True)]

    def objects(self) -> NDArray[np.object_]:
        """All of them as texts with a letter for each byte: an array that is quick to pick from."""
        text = self.data.tobytes().decode("latin-1")
        found = np.empty(len(self), object)
        start = 0
        for number, end in enumerate(self.ends[1:].tolist()):
            found[number] = text[start:end]
            start = end
        return found


class Band:
    """Texts of similar length, sorted by it.

    `counts` has how often each class of letters is in them, `first` and `second` their
    consonants as classes, `texts` themselves in UTF-8.
    """

    def __init__(
        self,
        lengths: Numbers,
        numbers: Numbers,
        counts: Counts,
        first: Strings,
        second: Strings,
        texts: Strings,
    ) -> None:
        self.lengths, self.numbers, self.counts = lengths, numbers, counts
        self.first, self.second, self.texts = first, second, texts
        self._first_objects: NDArray[np.object_] | None = None

    def pick_first(self, places: Numbers) -> list[str]:
        """The first consonants at these places."""
        if self._first_objects is None:
            self._first_objects = self.first.objects()
        found: list[str] = self._first_objects[places].tolist()
        return found


def make_bands(texts: Iterable[tuple[int, str]]) -> tuple[Band, ...]:
    """The bands of texts, each with its number, which is given back when it is found."""
    ordered = sorted(texts, key=lambda each: len(each[1]))
    lengths = np.array([len(text) for _, text in ordered], np.int64)
    limits = [0, *(int(np.iinfo(kind).max) for kind in KINDS)]
    cuts = [0, *np.searchsorted(lengths, limits[1:], side="right").tolist()]
    return tuple(
        _band(ordered[start:end], kind)
        for kind, start, end in zip(KINDS, cuts, cuts[1:], strict=False)
    )


def _band(ordered: Sequence[tuple[int, str]], kind: type[np.unsignedinteger]) -> Band:
    counts: list[Counts] = [np.zeros((CLASSES, 0), kind)]
    first: list[tuple[Bytes, Numbers]] = []
    second: list[tuple[Bytes, Numbers]] = []
    for start in range(0, len(ordered), BLOCK):
        texts = [text for _, text in ordered[start : start + BLOCK]]
        lengths = np.array([len(text) for text in texts], np.int64)
        classes = classes_of("".join(texts))
        counts.append(count_classes(classes, lengths).astype(kind))
        first.append(_kept(classes, lengths, IS_FIRST))
        second.append(_kept(classes, lengths, IS_SECOND))
    utf8 = [text.encode("utf-8", "surrogatepass") for _, text in ordered]
    whole = np.frombuffer(b"".join(utf8), np.uint8), np.array([len(u) for u in utf8], np.int64)
    return Band(
        np.array([len(text) for _, text in ordered], np.int64),
        np.array([number for number, _ in ordered], np.int64),
        np.concatenate(counts, axis=1),
        _strings(first),
        _strings(second),
        _strings([whole]),
    )


def _kept(classes: Bytes, lengths: Numbers, mask: Mask) -> tuple[Bytes, Numbers]:
    """The classes that the mask has, and how many of them each text has."""
    is_kept = mask[classes]
    ends = np.concatenate(([0], np.cumsum(is_kept, dtype=np.int64)))[np.cumsum(lengths)]
    return classes[is_kept], np.diff(ends, prepend=0)


def _strings(parts: Sequence[tuple[Bytes, Numbers]]) -> Strings:
    data = np.concatenate([np.zeros(0, np.uint8), *(data for data, _ in parts)])
    ends = np.cumsum(np.concatenate([np.zeros(1, np.int64), *(sizes for _, sizes in parts)]))
    return Strings(data, ends)


class _Query:
    """A text that is looked for."""

    def __init__(self, text: str) -> None:
        self.text = text
        classes = classes_of(text)
        numbers = np.bincount(classes, minlength=CLASSES).tolist()
        bag = [(letter, number) for letter, number in enumerate(numbers) if number]
        self.first_bag = [each for each in bag if IS_FIRST[each[0]]]
        self.rest_bag = [each for each in bag if not IS_FIRST[each[0]]]
        self.vowels = [each for each in bag if IS_VOWEL[each[0]]]
        self.first = classes[IS_FIRST[classes]].tobytes().decode("latin-1")
        self.second = classes[IS_SECOND[classes]].tobytes()

    def needed(self, lengths: Numbers, least: float) -> Numbers:
        """How long the common subsequence with a text of a length is, to be similar by `least`."""
        needed = np.ceil((lengths + len(self.text)) * (least / 200) - SLACK)
        found: Numbers = needed.astype(np.int64)
        return found


@dataclass(frozen=True, slots=True)
class _Left:
    """What can be near enough in a band: places, letters in common of the first consonants, and of
    all others."""

    band: Band
    places: Numbers
    first: Numbers
    rest: Numbers

    def only(self, mask: Mask) -> "_Left":
        return _Left(self.band, self.places[mask], self.first[mask], self.rest[mask])


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
        for one in left:
            search.try_best(one)
        for one in left:
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

    def _needed(self, band: Band, places: Numbers | slice) -> Numbers:
        return self._query.needed(band.lengths[places], self._least)

    def by_letters(self, band: Band) -> _Left:
        """The texts that have enough letters in common."""
        size, least = len(self._query.text), self._least
        shortest = math.floor(size * least / (200 - least))
        longest = math.ceil(size * (200 - least) / least)
        start, end = np.searchsorted(band.lengths, (shortest, longest + 1)).tolist()
        comparison = Comparison(min(BLOCK, end - start), band.counts.dtype)
        found = [_Left(band, *(np.zeros(0, np.int64) for _ in range(3)))]
        for low in range(start, end, BLOCK):
            block = slice(low, min(low + BLOCK, end))
            first = comparison.common(band.counts[:, block], self._query.first_bag)
            rest = comparison.common(band.counts[:, block], self._query.rest_bag)
            kept = np.flatnonzero(first + rest >= self._needed(band, block))
            numbers = (first[kept].astype(np.int64), rest[kept].astype(np.int64))
            found.append(_Left(band, kept + low, *numbers))
        return _Left(
            band,
            np.concatenate([each.places for each in found]),
            np.concatenate([each.first for each in found]),
            np.concatenate([each.rest for each in found]),
        )

    def try_best(self, left: _Left) -> None:
        """Compare the texts that have most in common by their letters."""
        above = left.first + left.rest - self._needed(left.band, left.places)
        if np.any(above >= 0):
            at_least = np.cumsum(np.bincount(np.maximum(above, 0))[::-1])[::-1]
            # The least number from which on there are no more than FIRST_TRIED texts.
            limit = int(np.searchsorted(-at_least, -FIRST_TRIED))
            self._compare(left.band, left.places[above >= limit])

    def finish(self, left: _Left) -> None:
        """Compare all others that can be near enough."""
        left = left.only(left.first + left.rest >= self._needed(left.band, left.places))
        if len(left.places) > FIRST_TRIED:
            left = self._by_first(left)
        if len(left.places) > FIRST_TRIED:
            left = self._by_second(left)
        nearest_first = np.argsort(-(left.first + left.rest) / (left.band.lengths[left.places] + 1))
        places = left.places[nearest_first]
        for start in range(0, len(places), FIRST_TRIED):
            self._compare(left.band, places[start : start + FIRST_TRIED])

    def _by_first(self, left: _Left) -> _Left:
        """Those whose first consonants have a common subsequence that is long enough."""
        common = _subsequences(self._query.first, left.band.pick_first(left.places))
        after = _Left(left.band, left.places, common, left.rest)
        return after.only(common + left.rest >= self._needed(left.band, left.places))

    def _by_second(self, left: _Left) -> _Left:
        """Those for which the second consonants have one too, and the vowels are enough."""
        common = _subsequences(self._query.second, left.band.second.pick(left.places))
        for letter, most in self._query.vowels:
            has = left.band.counts[letter].take(left.places).astype(np.int64)
            common += np.minimum(has, most)
        after = _Left(left.band, left.places, left.first, common)
        return after.only(left.first + common >= self._needed(left.band, left.places))

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


def _subsequences(text: str | bytes, others: Sequence[str] | Sequence[bytes]) -> Numbers:
    """How long the longest common subsequence with each of the others is."""

    def of_part(part: Sequence[str] | Sequence[bytes]) -> NDArray[np.int32]:
        (common,) = process.cdist([text], part, scorer=LCSseq.similarity, dtype=np.int32)
        found: NDArray[np.int32] = common
        return found

    if len(others) < MANY or not (threads := _threads()):
        return of_part(others).astype(np.int64)
    half = len(others) // 2
    second = threads.submit(of_part, others[half:])
    return np.concatenate((of_part(others[:half]), second.result())).astype(np.int64)


@cache
def _threads() -> ThreadPoolExecutor | None:
    return ThreadPoolExecutor(1) if (os.cpu_count() or 1) > 1 else None
