"""Texts of similar length in flat arrays, as `text_index` compares them with another one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.translate.letter_counts import (
    LARGE_CLASSES,
    LONG_CLASSES,
    SMALL_CLASSES,
    Bytes,
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

MADE_AT_ONCE = 1 << 15
"""Texts that are taken apart at once: to do it with all takes much memory."""

Kind = type[np.unsignedinteger]


@dataclass(frozen=True, slots=True)
class Layout:
    """How the texts of a band are kept, of which the longest has so many letters.

    `counts` is for lengths and numbers of letters, `small` and `large` for the places of a set of
    letters in bits: small numbers are compared faster. Large sets without bits are kept as
    strings, for which other sets are better; small ones are passed over.
    """

    longest: int
    counts: Kind
    small: Kind | None
    large: Kind | None

    @property
    def small_sets(self) -> Sequence[Sequence[int]]:
        """The small sets whose order is kept."""
        return SMALL_CLASSES if self.small else ()

    @property
    def large_sets(self) -> Sequence[Sequence[int]]:
        """The large ones."""
        return LARGE_CLASSES if self.large else LONG_CLASSES


LAYOUTS = (
    Layout(58, np.uint8, None, np.uint16),
    Layout(116, np.uint8, np.uint16, np.uint32),
    Layout(232, np.uint8, np.uint32, np.uint64),
    Layout(400, np.uint16, np.uint64, None),
    Layout(2**16 - 1, np.uint16, None, None),
    Layout(2**32 - 1, np.uint32, None, None),
)


@dataclass(frozen=True, slots=True)
class Band:
    """Texts of similar length, sorted by it.

    `counts` has how often each class of letters is in them, `small` and `large` the order of each
    set of letters, `texts` them themselves in UTF-8.
    """

    lengths: Counts
    numbers: NDArray[np.int32]
    counts: Counts
    small: tuple[LetterOrder, ...]
    large: tuple[LetterOrder, ...]
    texts: Strings

    @property
    def first(self) -> tuple[LetterOrder, ...]:
        """The sets whose order is compared first."""
        return self.small or self.large

    def of_length(self, shortest: int, longest: int) -> tuple[int, int]:
        """Where the texts that are neither shorter nor longer begin and end."""
        kind = self.lengths.dtype
        largest = int(np.iinfo(kind).max)
        if shortest > largest:
            return len(self.lengths), len(self.lengths)
        # For a number of another kind numpy would copy all lengths.
        start = np.searchsorted(self.lengths, kind.type(shortest))
        end = np.searchsorted(self.lengths, kind.type(min(longest, largest)), side="right")
        return int(start), int(end)


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
    for start in range(0, max(len(ordered), 1), MADE_AT_ONCE):
        texts = [text for _, text in ordered[start : start + MADE_AT_ONCE]]
        blocks.append((classes_of("".join(texts)), np.array([*map(len, texts)], np.int64)))
    utf8 = [text.encode("utf-8", "surrogatepass") for _, text in ordered]
    whole = np.frombuffer(b"".join(utf8), np.uint8), np.array([*map(len, utf8)], np.int64)
    return Band(
        np.concatenate([lengths for _, lengths in blocks]).astype(layout.counts),
        np.array([number for number, _ in ordered], np.int32),
        np.concatenate([count_classes(*each).astype(layout.counts) for each in blocks], axis=1),
        tuple(_order(blocks, each, layout.small, layout.counts) for each in layout.small_sets),
        tuple(_order(blocks, each, layout.large, layout.counts) for each in layout.large_sets),
        _strings([whole]),
    )


def _order(
    blocks: Sequence[_Block], letters: Sequence[int], kind: Kind | None, counts: Kind
) -> LetterOrder:
    if not kind:
        return StringOrder(letters, _strings([letter_strings(*block, letters) for block in blocks]))
    parts = [bit_order(*block, letters, kind) for block in blocks]
    bits = np.concatenate([part.bits for part in parts], axis=1)
    excess = np.concatenate([part.excess for part in parts]).astype(counts)
    return BitOrder(letters, bits, excess)


def _strings(parts: Sequence[_Block]) -> Strings:
    ends = np.cumsum(np.concatenate([np.zeros(1, np.int64), *(numbers for _, numbers in parts)]))
    kind = np.uint32 if ends[-1] <= np.iinfo(np.uint32).max else np.int64
    return Strings(np.concatenate([data for data, _ in parts]), ends.astype(kind))
