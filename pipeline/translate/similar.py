"""The texts that are most similar to a given one, out of very many, none missed.

Two texts of a and b characters are similar by 75 % (rapidfuzz's `fuzz.ratio`: twice the longest
common subsequence by a + b) only if that subsequence has 3 (a + b) / 8 characters. So no text
is missed by passing over those
1. that are too short or too long: the subsequence is no longer than either text,
2. that share too few characters, each counted as often as both have it,
3. whose common subsequence is too short when it is counted exactly for the consonants alone
   and by number for the vowels and spaces. That costs a third of the whole comparison and
   leaves some ten of 100,000 Swedish texts.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process
from rapidfuzz.distance import LCSseq

LEAST_SIMILARITY = 75
"""In per cent. Below it a translator is faster without the old text."""
BINS = 64
"""Characters are counted by their code modulo this; to count more together is still a bound."""
VOWELS = " aeiouyåäöAEIOUYÅÄÖ"

Counts = NDArray[np.unsignedinteger]
Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Similar:
    """A similar text, by its place in the index's texts, and how similar it is in per cent."""

    position: int
    similarity: float


class SimilarTexts:
    """An index of texts, to find those that are similar to another one."""

    def __init__(self, texts: Sequence[str]) -> None:
        lengths = np.fromiter(map(len, texts), np.int64, len(texts))
        self._order = np.argsort(lengths, kind="stable")
        self._lengths = lengths[self._order]
        self._texts = [texts[position] for position in self._order]
        bins = _bins("".join(self._texts))
        owners = np.repeat(np.arange(len(texts)), self._lengths)
        counts = np.bincount(owners * BINS + bins, minlength=len(texts) * BINS)
        self._counts = _narrow(counts).reshape(-1, BINS)
        self._is_vowel = np.zeros(BINS, bool)
        self._is_vowel[_bins(VOWELS)] = True
        self._vowel_counts = np.ascontiguousarray(self._counts[:, self._is_vowel])
        self._consonants = self._all_consonants(bins, owners)

    def _all_consonants(
        self, bins: NDArray[np.int64], owners: NDArray[np.int64]
    ) -> NDArray[np.object_]:
        """Each text without its vowels and spaces, cut out of one long string."""
        is_kept = ~self._is_vowel[bins]
        kept = _codes("".join(self._texts))[is_kept].tobytes().decode("utf-32-le", "surrogatepass")
        ends = np.cumsum(np.bincount(owners[is_kept], minlength=len(self._texts)))
        found = np.empty(len(self._texts), object)
        start = 0
        for number, end in enumerate(ends.tolist()):
            found[number] = kept[start:end]
            start = end
        return found

    def nearest(self, text: str, most: int) -> list[Similar]:
        """The most similar texts, the nearest first, equally near ones in the index's order.

        Those below LEAST_SIMILARITY are not among them.
        """
        found = [
            Similar(int(self._order[place]), similarity)
            for place in self._candidates(text).tolist()
            if (similarity := fuzz.ratio(text, self._texts[place])) >= LEAST_SIMILARITY
        ]
        return sorted(found, key=lambda each: (-each.similarity, each.position))[:most]

    def _candidates(self, text: str) -> Places:
        """The places, in the order of length, of all texts that can be similar."""
        shortest, longest = len(text) * 3 / 5, len(text) * 5 / 3
        first, end = np.searchsorted(self._lengths, (np.ceil(shortest), np.floor(longest) + 1))
        needed = -(-3 * (self._lengths[first:end] + len(text)) // 8)
        bins = _bins(text)
        most = np.iinfo(self._counts.dtype).max  # no text of the index has more of a character
        counts = np.minimum(np.bincount(bins, minlength=BINS), most).astype(self._counts.dtype)
        left: Places = np.flatnonzero(_common(self._counts[first:end], counts) >= needed)
        if not left.size:
            return left
        vowels = _common(self._vowel_counts[first:end][left], counts[self._is_vowel])
        own = "".join(c for c, b in zip(text, bins, strict=True) if not self._is_vowel[b])
        others = self._consonants[first:end][left].tolist()
        (common,) = process.cdist([own], others, scorer=LCSseq.similarity, dtype=np.int32)
        near: Places = left[common + vowels >= needed[left]] + first
        return near


def _codes(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def _bins(text: str) -> NDArray[np.int64]:
    return (_codes(text) % BINS).astype(np.int64)


def _narrow(counts: NDArray[np.int64]) -> Counts:
    """In as few bytes as they need: the comparison is as fast as they are small."""
    is_small = counts.max(initial=0) <= np.iinfo(np.uint16).max
    return counts.astype(np.uint16 if is_small else np.uint32)


def _common(counts: Counts, other: Counts) -> Places:
    """How many characters each text has in common with the other one, order apart."""
    common: Places = np.minimum(counts, other).sum(axis=1, dtype=np.int64)
    return common
