"""The index of a memory in a folder, kept up to date in two parts.

The folder, under `build/`, has for each language a list `TAG.json`, which names one or two parts
(see `memory_part`): the base, with all catalogs of the day when it was made, and one with those
that have changed since. Where these are more than a tenth, a new base is made. There is an index
for each language, since each is read and written by itself; damage to one costs no other.

- A catalog's stamp is the digest of its file and of its document's approvals. Every catalog is
  read to compare it, and what has another stamp, or is gone, is not seen any more. So what is
  found never depends on what the folder has; only how long it takes does.
- No file but the list ever changes, and that is replaced as a whole. A process goes on with the
  parts that it has opened, whatever others do. One at a time writes.
- Every file's digest is checked before it is used: SQLite's own check would pass over a damaged
  index of a table. What is not as it was written, or is by another version of this code, is made
  again from the catalogs.
"""

import json
import secrets
import sqlite3
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from pipeline.errors import CatalogError
from pipeline.lock import one_at_a_time
from pipeline.translate.approvals import Approvals, entry_hash, parse_approvals
from pipeline.translate.catalog import Catalog, parse_catalog
from pipeline.translate.memory import CatalogFiles
from pipeline.translate.memory_part import (
    Contents,
    DamagedPartError,
    Part,
    Row,
    remove_other_parts,
    write_part,
)
from pipeline.translate.states import entry_state
from pipeline.whole_file import write_whole

MERGED_SHARE = 0.1
"""From this part of all on, what has changed is worth a new base."""
TRIES = 5
"""How often a reader looks again whose files another process has just replaced."""


@dataclass(frozen=True, slots=True)
class _Version:
    """The bytes of a catalog and of its approvals, None if there are none."""

    catalog: bytes
    approvals: bytes | None

    @staticmethod
    def of(files: CatalogFiles) -> "_Version":
        catalog = files.catalog.read_bytes()
        try:
            return _Version(catalog, files.approvals.read_bytes())
        except FileNotFoundError:
            return _Version(catalog, None)

    @property
    def stamp(self) -> str:
        approvals = b"" if self.approvals is None else sha256(self.approvals).digest()
        return sha256(sha256(self.catalog).digest() + approvals).hexdigest()


@dataclass(frozen=True, slots=True)
class _Wanted:
    """The catalogs as they are on disk: stamps, and sizes in bytes, by document."""

    files: tuple[CatalogFiles, ...]
    stamps: dict[str, str] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)

    def see(self, document: str, found: _Version) -> None:
        self.stamps[document] = found.stamp
        self.sizes[document] = len(found.catalog)

    def are_many(self, documents: Iterable[str]) -> bool:
        """Whether these are so many that all had better be written anew."""
        size = sum(self.sizes[document] for document in documents)
        return size > MERGED_SHARE * sum(self.sizes.values())


@dataclass(frozen=True, slots=True)
class Shelf:
    """The index of one language in a folder."""

    folder: Path
    language: str

    def parts(self, files: Sequence[CatalogFiles]) -> tuple[Part, ...]:
        """The parts that have these catalogs, and show no others; the caller closes them.

        Those that are missing are written first. Raises OSError, sqlite3.Error, CatalogError or
        DamagedPartError if that cannot be done.
        """
        wanted = _Wanted(tuple(files))
        for each in files:
            wanted.see(each.document, _Version.of(each))
        listed, parts = self._open()
        try:
            if not _show(parts, wanted.stamps):
                with one_at_a_time(self.folder / f"{self.language}.lock", waits=lambda: None):
                    if self._read_list() != listed:  # another process was first
                        _close(parts)
                        listed, parts = self._open()
                    if not _show(parts, wanted.stamps):
                        parts = self._renewed(parts, wanted)
            if not _show(parts, wanted.stamps):
                raise DamagedPartError
        except BaseException:
            _close(parts)
            raise
        return parts

    @property
    def _list(self) -> Path:
        return self.folder / f"{self.language}.json"

    def _open(self) -> tuple[bytes, tuple[Part, ...]]:
        """The list and its parts; none of these if anything is wrong with one of them."""
        listed = self._read_list()
        for _ in range(TRIES):
            opened: list[Part] = []
            try:
                for name, digests in _names(listed):
                    opened.append(Part(self.folder, name, digests))
            except (OSError, sqlite3.Error, DamagedPartError):
                _close(opened)
                before, listed = listed, self._read_list()
                if listed == before:
                    break
            else:
                return listed, tuple(opened)
        return listed, ()

    def _read_list(self) -> bytes:
        try:
            return self._list.read_bytes()
        except FileNotFoundError:
            return b""

    def _renewed(self, old: Sequence[Part], wanted: _Wanted) -> tuple[Part, ...]:
        """The parts with what was missing, written as a second one, or all as a new base.

        Old parts are closed, but for those that are given back.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        kept: list[Part] = []
        missing = wanted.files
        if old:
            base = old[0]
            base.show_only(wanted.stamps)
            changed = [f for f in wanted.files if f.document not in base.documents]
            is_worn = base.hidden > MERGED_SHARE * base.size
            if not is_worn and not wanted.are_many(each.document for each in changed):
                kept, missing = [base], tuple(changed)
        if missing or not kept:
            name = f"{self.language}-{secrets.token_hex(8)}"
            contents = (self._contents(each, old, wanted) for each in missing)
            kept.append(Part(self.folder, name, write_part(self.folder, name, contents)))
        listed = [(part.name, part.digests) for part in kept]
        data = json.dumps({"made_by": _made_by(), "parts": listed}).encode()
        write_whole(self._list, data, CatalogError)
        remove_other_parts(self.folder, f"{self.language}-", [part.name for part in kept])
        _close(part for part in old if part not in kept)
        return tuple(kept)

    def _contents(self, files: CatalogFiles, old: Sequence[Part], wanted: _Wanted) -> Contents:
        """A catalog out of an old part, or else from its file, which may have changed again."""
        document = files.document
        stamp = wanted.stamps[document]
        for part in old:
            if part.stamps.get(document) == stamp:
                return Contents(document, stamp, part.rows_of(document))
        found = _Version.of(files)
        wanted.see(document, found)
        approvals = Approvals()
        if found.approvals is not None:
            approvals = parse_approvals(found.approvals, files.approvals)
        catalog = parse_catalog(found.catalog, document, self.language, str(files.catalog))
        return Contents(document, found.stamp, _rows(catalog, approvals))


def _rows(catalog: Catalog, approvals: Approvals) -> Iterator[Row]:
    """The entries that people have finished."""
    by_hash = approvals.by_hash(catalog.language)
    for number, entry in enumerate(catalog.entries):
        if entry_state(entry, by_hash).is_by_a_person:
            approval = by_hash.get(entry_hash(entry))
            approved = (approval.day, approval.by) if approval else None
            yield Row(catalog.document, number, entry, approved)


def _show(parts: Sequence[Part], stamps: Mapping[str, str]) -> bool:
    """Let these catalogs alone be seen, each in one part; whether all are there."""
    missing = dict(stamps)
    for part in parts:
        part.show_only(missing)
        for document in part.documents:
            del missing[document]
    return bool(parts) and not missing


def _close(parts: Iterable[Part]) -> None:
    for part in parts:
        part.close()


def _names(data: bytes) -> list[tuple[str, list[str]]]:
    """The parts in a list, with their digests; none if it is not one of this code's."""
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        return []
    match value:
        case {"made_by": made_by, "parts": [*parts]} if made_by == _made_by():
            return [found for part in parts for found in _name(part)]
        case _:
            return []


def _name(value: object) -> Iterator[tuple[str, list[str]]]:
    match value:
        case [str(name), [str(entries), str(texts)]] if name.replace("-", "").isalnum():
            yield name, [entries, texts]
        case _:
            pass


@cache
def _made_by() -> str:
    """A digest of the code that decides what is kept and how, and of the machine's numbers."""
    digest = sha256(f"{sys.version} {sys.byteorder} {version('babel')}".encode())
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()
