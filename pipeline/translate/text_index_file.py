"""An index of texts as the bytes of a file: a head in JSON, then the arrays as they are in memory.

The byte order is that of the machine; who keeps the file keeps it for this machine alone.
"""

import json
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from pipeline.translate.letter_counts import SET_CLASSES
from pipeline.translate.letter_order import BitOrder, LetterOrder, StringOrder, Strings
from pipeline.translate.text_index import KINDS, Band, Kind, TextIndex

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
    size = len(arrays) // len(KINDS)
    return TextIndex([_band(arrays[n * size : (n + 1) * size], n) for n in range(len(KINDS))])


def _arrays(band: Band) -> Sequence[Array]:
    texts = (band.texts.data, band.texts.ends)
    orders = [array for order in band.orders for array in _order_arrays(order)]
    return [band.lengths, band.numbers, *texts, band.counts, *orders]


def _order_arrays(order: LetterOrder) -> tuple[Array, Array]:
    if isinstance(order, BitOrder):
        return order.bits, order.excess
    if isinstance(order, StringOrder):
        return order.strings.data, order.strings.ends
    raise TypeError(order)


def _band(arrays: Sequence[Array], number: int) -> Band:
    lengths, numbers, data, ends, counts, *orders = arrays
    _, of_counts, of_bits = KINDS[number]
    return Band(
        lengths.astype(np.int64, copy=False),
        numbers.astype(np.int64, copy=False),
        counts.astype(of_counts, copy=False),
        tuple(
            _order(orders[2 * n], orders[2 * n + 1], letters, of_bits)
            for n, letters in enumerate(SET_CLASSES)
        ),
        _strings(data, ends),
    )


def _order(
    first: Array, second: Array, letters: Sequence[int], of_bits: Kind | None
) -> LetterOrder:
    if of_bits is None:
        return StringOrder(_strings(first, second))
    bits, excess = first.astype(of_bits, copy=False), second.astype(np.uint8, copy=False)
    return BitOrder(letters, bits, excess)


def _strings(data: Array, ends: Array) -> Strings:
    return Strings(data.astype(np.uint8, copy=False), ends.astype(np.int64, copy=False))
