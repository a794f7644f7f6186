"""An index of texts as the bytes of a file: a head in JSON, then the arrays as they are in memory.

The byte order is that of the machine; who keeps the file keeps it for this machine alone.
"""

import json
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from pipeline.translate.text_index import KINDS, Band, Strings, TextIndex

ALIGNMENT = 64
LENGTH_BYTES = 8

Array = np.ndarray[tuple[int, ...], np.dtype[np.generic]]


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
        size = int(np.prod(shape))
        array = np.frombuffer(data, np.dtype(kind), size, start).reshape(shape)
        arrays.append(array)
        start += array.nbytes + -array.nbytes % ALIGNMENT
    each = len(arrays) // len(KINDS)
    return TextIndex([_band(arrays[n * each : (n + 1) * each]) for n in range(len(KINDS))])


def _arrays(band: Band) -> Sequence[Array]:
    strings = (band.first, band.second, band.texts)
    in_strings = (array for each in strings for array in (each.data, each.ends))
    return [band.lengths, band.numbers, band.counts, *in_strings]


def _band(arrays: Sequence[Array]) -> Band:
    lengths, numbers, counts, *rest = arrays
    kinds: Mapping[int, type[np.unsignedinteger]] = {np.dtype(k).itemsize: k for k in KINDS}
    strings = [
        Strings(rest[n].astype(np.uint8, copy=False), rest[n + 1].astype(np.int64, copy=False))
        for n in (0, 2, 4)
    ]
    return Band(
        lengths.astype(np.int64, copy=False),
        numbers.astype(np.int64, copy=False),
        counts.astype(kinds[counts.dtype.itemsize], copy=False),
        *strings,
    )
