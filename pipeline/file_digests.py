"""Digests of many files, without reading again those that have not changed.

A file is as it was if its size, its inode and both its times (mtime and ctime, in nanoseconds) are
the same: the system sets ctime at every change, and no program can set it back. A file that was
changed only just before it was read is not remembered, since a second change within the same tick
of the clock would not show (git calls that racy).
"""

import hashlib
import json
import os
import stat
import time
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from pipeline.json_values import JsonValue, object_of
from pipeline.project import Project
from pipeline.records import record_path, write_record

TICK_NS = 100_000_000
"""Longer than a tick of any file system that has fractions of a second."""
COARSE_TICK_NS = 2_000_000_000
"""The tick of the coarsest file system (FAT), for times without a fraction."""


class Seen(NamedTuple):
    """A file as it was when it was read; the times are in nanoseconds, `digest` is SHA-256."""

    size: int
    modified: int
    changed: int
    inode: int
    digest: str

    def is_as(self, status: os.stat_result) -> bool:
        """Whether the file with this status is the same, unread."""
        mine = (self.size, self.modified, self.changed, self.inode)
        return mine == (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)

    def is_linked(self, status: os.stat_result) -> bool:
        """Whether the file with this status is the same, but for its number of names."""
        mine = (self.size, self.modified, self.inode)
        is_same = mine == (status.st_size, status.st_mtime_ns, status.st_ino)
        return is_same and self.modified < status.st_ctime_ns - _tick(status.st_mtime_ns)


class FileDigests:
    """The digests of files; what was known before is used, what is new is remembered."""

    def __init__(self, known: Mapping[str, Seen] | None = None) -> None:
        self._known = dict(known or {})
        self._used: dict[str, Seen] = {}
        self._linked: tuple[str, ...] = ()

    def of(self, path: str) -> str | None:
        """The SHA-256 (hex) of a regular file's content; None for what is no regular file.

        Links are followed. Raises OSError if it cannot be read.
        """
        try:
            status = os.stat(path)  # noqa: PTH116 - a path of 25,000 costs as much as the call
        except FileNotFoundError:  # a link that leads nowhere
            return None
        if not stat.S_ISREG(status.st_mode):
            return None
        key = path if path.startswith("/") else os.path.abspath(path)  # noqa: PTH100
        known = self._known.get(key) or self._used.get(key)
        if known and known.is_linked(status) and key.startswith(self._linked):
            known = known._replace(changed=status.st_ctime_ns)
        elif known is None or not known.is_as(status):
            known = _read(path)
        if known:
            self._used[key] = known
            return known.digest
        return hash_of(path)

    def linked(self, folder: Path) -> None:
        """Files of this folder that are as they were but for ctime have only got new names.

        To be called when this process itself has linked them to new places, which sets ctime.
        """
        self._linked = (*self._linked, f"{folder.absolute()}/")

    @property
    def used(self) -> Mapping[str, Seen]:
        """What there is to remember."""
        return self._used

    @property
    def has_changed(self) -> bool:
        """Whether there is anything else to remember than before."""
        return self._used != self._known


def hash_of(path: str) -> str:
    """The SHA-256 (hex) of a file's content."""
    with open(path, "rb") as file:  # noqa: PTH123 - the same
        return hashlib.file_digest(file, "sha256").hexdigest()


def _read(path: str) -> Seen | None:
    """The file with its digest; None if it may have changed while or just before it was read."""
    with open(path, "rb") as file:  # noqa: PTH123 - the same
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        now, status = time.time_ns(), os.fstat(file.fileno())
    if not 0 <= status.st_ctime_ns <= now - _tick(status.st_ctime_ns):
        return None
    return Seen(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino, digest)


def _tick(time_ns: int) -> int:
    """The longest tick of the clock of a file system that gives such a time."""
    return TICK_NS if time_ns % 1_000_000_000 else COARSE_TICK_NS


def read_digests(project: Project) -> FileDigests:
    """What is remembered of the files of a project; nothing if that cannot be used."""
    try:
        value = object_of(json.loads(record_path(project, "digests").read_bytes()))
        return FileDigests({path: _seen(entry) for path, entry in value.items()})
    except (OSError, ValueError, TypeError, RecursionError):
        return FileDigests()


def write_digests(project: Project, digests: FileDigests) -> None:
    """Remember them for the next run, if there is anything new."""
    if digests.has_changed:
        value = {
            path: [seen.size, seen.modified, seen.changed, seen.inode, seen.digest]
            for path, seen in digests.used.items()
        }
        write_record(record_path(project, "digests"), json.dumps(value, separators=(",", ":")))


def _seen(entry: JsonValue) -> Seen:
    match entry:
        case [int(size), int(modified), int(changed), int(inode), str(digest)]:
            return Seen(size, modified, changed, inode, digest)
        case _:
            raise ValueError(f"not a file as it was: {entry!r}")
