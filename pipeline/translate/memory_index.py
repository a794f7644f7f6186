"""The memory of a language, looked up in its index on disk: for a million entries.

`memory_shelf` tells how the index is kept. What is found is what `Memory` finds.
"""

import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from pipeline.errors import CatalogError
from pipeline.translate.approvals import Approval, entry_hash
from pipeline.translate.memory import CatalogFiles, Remembered, TranslationMemory, best_of_each
from pipeline.translate.memory_part import DamagedPartError, Part, Row
from pipeline.translate.memory_shelf import Shelf
from pipeline.translate.near import Finished, Known, Matches, NearText, best_known
from pipeline.translate.segments import Key
from pipeline.translate.update import Reuse


class IndexedMemory:
    """The memory of a language, looked up in parts that are open.

    If their files become unreadable meanwhile, `instead` gives the memory to go on with.
    """

    def __init__(
        self, parts: Sequence[Part], language: str, instead: Callable[[], TranslationMemory]
    ) -> None:
        self._parts = tuple(parts)
        self._language = language
        self._instead = instead

    def __del__(self) -> None:
        for part in self._parts:
            part.close()

    def reuse(self, document: str, wanted: Collection[Key]) -> Mapping[Key, Reuse]:
        """What the other documents have to offer to this one, by exactly the same text."""
        try:
            found = [
                Remembered(row.document, row.entry, self._approval(row))
                for key in wanted
                for row in _ordered(row for part in self._parts for row in part.rows_of_key(key))
                if row.document != document
            ]
        except sqlite3.Error:
            return self._instead().reuse(document, wanted)
        return best_of_each(found)

    @property
    def near(self) -> Matches:
        """The finished translations of all documents by similar texts."""
        return _IndexedMatches(self)

    def nearest(self, text: str, most: int) -> Sequence[NearText]:
        """The most similar texts to one without tags, the nearest first, then by their sources."""
        try:
            near = dict(found for part in self._parts for found in part.nearest(text, most))
            sources = sorted(near, key=lambda source: (-near[source], source))[:most]
            return [NearText(source, near[source], self._known(source)) for source in sources]
        except sqlite3.Error:
            return self._instead().near.nearest(text, most)

    def _known(self, source: str) -> Known:
        rows = _ordered(row for part in self._parts for row in part.rows_of_source(source))
        return best_known(
            Finished(row.entry.target, row.approved[0] if row.approved else date.min, row.document)
            for row in rows
        )

    def _approval(self, row: Row) -> Approval | None:
        if row.approved is None:
            return None
        day, by = row.approved
        return Approval(self._language, entry_hash(row.entry), by, day)


class _IndexedMatches(Matches):
    """Holds the memory, and so its files, as long as someone looks up in it."""

    def __init__(self, memory: IndexedMemory) -> None:
        self._memory = memory

    def nearest(self, text: str, most: int) -> Sequence[NearText]:
        return self._memory.nearest(text, most)


def _ordered(rows: Iterable[Row]) -> list[Row]:
    """In the order in which the catalogs are read."""
    return sorted(rows, key=lambda row: (row.document, row.number))


def open_memory(
    files: Sequence[CatalogFiles],
    folder: Path,
    language: str,
    instead: Callable[[], TranslationMemory],
) -> TranslationMemory:
    """The memory of these catalogs, from the index in a folder, which is brought up to date.

    It is that of `instead`, which reads them all, where the folder cannot be used or written. That
    is asked too when a catalog cannot be used: it says which is the first.
    """
    try:
        parts = Shelf(folder, language).parts(files)
    except (OSError, sqlite3.Error, CatalogError, DamagedPartError):
        return instead()
    return IndexedMemory(parts, language, instead)
