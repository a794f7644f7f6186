"""Finished files until they are published: in memory up to a limit, beyond it on the disk."""

import errno
import os
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

from pipeline.errors import PublishError, system_reason
from pipeline.messages import Message, message

MEGABYTE = 1_000_000
MOST_IN_MEMORY = 256
"""Megabytes; so large is what some thousand documents' files are."""


class FileStore(Mapping[str, bytes]):
    """Contents by paths. What does not fit into `most` bytes of memory is put into a file.

    That file lies in `folder`, which is made if need be, and has no name: the system takes it away
    with the process, however that ends.
    """

    def __init__(self, most: int = MOST_IN_MEMORY * MEGABYTE, folder: Path | None = None) -> None:
        self._most = most
        self._folder = folder
        self._held: dict[str, bytes] = {}
        self._bytes = 0
        self._places: dict[str, tuple[int, int]] = {}
        self._file: BinaryIO | None = None
        self._end = 0

    def put(self, path: str, data: bytes) -> None:
        """Keep a file's content. Raises PublishError if it cannot be put on the disk."""
        if self._bytes + len(data) <= self._most:
            self._held[path] = data
            self._bytes += len(data)
            return
        try:
            if self._file is None:
                self._file = self._opened()
            self._file.write(data)
            self._file.flush()
        except OSError as error:
            raise PublishError(_reason(error), where=str(self._folder or "")) from None
        self._places[path] = (self._end, len(data))
        self._end += len(data)

    def _opened(self) -> BinaryIO:
        if self._folder:
            self._folder.mkdir(parents=True, exist_ok=True)
        return tempfile.TemporaryFile(dir=self._folder)

    def __getitem__(self, path: str) -> bytes:
        if path in self._held or self._file is None:
            return self._held[path]
        start, size = self._places[path]
        return os.pread(self._file.fileno(), size, start)

    def __contains__(self, path: object) -> bool:
        return path in self._held or path in self._places

    def __iter__(self) -> Iterator[str]:
        yield from self._held
        yield from self._places

    def __len__(self) -> int:
        return len(self._held) + len(self._places)

    def close(self) -> None:
        """Give the memory and the disk back."""
        if self._file is not None:
            self._file.close()
        self._file, self._bytes, self._end = None, 0, 0
        self._held.clear()
        self._places.clear()


class Layers(Mapping[str, bytes]):
    """Contents of several mappings; where two have the same path, that of the first."""

    def __init__(self, *layers: Mapping[str, bytes]) -> None:
        self._layers = layers

    def __getitem__(self, path: str) -> bytes:
        for layer in self._layers:
            if path in layer:
                return layer[path]
        raise KeyError(path)

    def __contains__(self, path: object) -> bool:
        return any(path in layer for layer in self._layers)

    def __iter__(self) -> Iterator[str]:
        yield from dict.fromkeys(path for layer in self._layers for path in layer)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _reason(error: OSError) -> Message:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return message("There is no room left on the disk; the published site is unchanged.")
    reason = "The site cannot be published here: {reason}."
    return message(reason, reason=system_reason(error))
