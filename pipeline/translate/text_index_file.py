"""An index of texts as the bytes of a file: a head in JSON, then the arrays as they are in memory.

The byte order is that of the machine; who keeps the file keeps it for this machine alone.
"""

import json
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from pipeline.translate.letter_order import BitOrder, LetterOrder, StringOrder, Strings
from pipeline.translate.text_bands import LAYOUTS, Band, Kind, Layout
from pipeline.translate.text_index import TextIndex

ALIGNMENT = 64
LENGTH_BYTES = 8

Array = NDArray[np.integer]


def index_chunks(index: TextIndex) -> Iterator[bytes]:
    """The file's content, in pieces."""
    arrays = [array for band in index.bands for array in _arrays(band)]
    described = [[array.dtype.str, list(array.shape)] for array in arrays]
    head = json.dumps(described).encode()
    head += b" " * (-(len(head) + LENGTH_BYTES) % ALIGNMENT)
    yield len(head).to_bytes(LENGTH_BYTES, "little")
    yield head
    for array in arrays:
        yield array.tobytes()
        yield bytes(-array.nbytes % ALIGNMENT)


def read_index(data: bytes) -> TextIndex:
    """The index in a file's content, of which the caller knows that it is whole."""
    start = LENGTH_BYTES + int.from_bytes(data[:LENGTH_BYTES], "little")
    arrays: list[Array] = []
    for kind, shape in json.loads(data[LENGTH_BYTES:start]):
        array = np.frombuffer(data, np.dtype(kind), int(np.prod(shape)), start).reshape(shape)
        arrays.append(array)
        start += array.nbytes + -array.nbytes % ALIGNMENT
    taken = iter(arrays)
    return TextIndex([_band(taken, layout) for layout in LAYOUTS])


def _arrays(band: Band) -> Sequence[Array]:
    texts = (band.texts.data, band.texts.ends)
    orders = [array for order in (*band.small, *band.large) for array in _order_arrays(order)]
    return [band.lengths, band.numbers, *texts, band.counts, *orders]


def _order_arrays(order: LetterOrder) -> tuple[Array, Array]:
    if isinstance(order, BitOrder):
        return order.bits, order.excess
    if isinstance(order, StringOrder):
        return order.strings.data, order.strings.ends
    raise TypeError(order)


def _band(arrays: Iterator[Array], layout: Layout) -> Band:
    def strings() -> Strings:
        data, ends = next(arrays), next(arrays)
        return Strings(data.astype(np.uint8, copy=False), ends)

    def counts(kind: Kind) -> NDArray[np.unsignedinteger]:
        return next(arrays).astype(kind, copy=False)

    def order(letters: Sequence[int], kind: Kind | None) -> LetterOrder:
        if kind is None:
            return StringOrder(letters, strings())
        return BitOrder(letters, counts(kind), counts(layout.counts))

    lengths, numbers = counts(layout.counts), next(arrays).astype(np.int32, copy=False)
    texts, number_of_each = strings(), counts(layout.counts)
    small = tuple(order(letters, layout.small) for letters in layout.small_sets)
    large = tuple(order(letters, layout.large) for letters in layout.large_sets)
    return Band(lengths, numbers, number_of_each, small, large, texts)
