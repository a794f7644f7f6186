"""One part of the index of a memory: what people finished in some catalogs, in two files.

`NAME.sqlite` has the entries by their texts, `NAME.texts` the texts by similarity. Neither is
changed after it has been written, so that any number of processes read it without a lock. What
a part is good for stands in its catalogs' stamps; that its bytes are whole, in `digests`.
"""

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import blake2b, sha256
from pathlib import Path
from urllib.parse import quote

from pipeline.translate.po import Entry
from pipeline.translate.segments import Key
from pipeline.translate.tags import bare
from pipeline.translate.text_bands import make_bands
from pipeline.translate.text_index import Found, TextIndex
from pipeline.translate.text_index_file import index_chunks, read_index

SCHEMA = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE catalog (id INTEGER PRIMARY KEY, document BLOB, stamp TEXT, size INTEGER);
CREATE TABLE text (id INTEGER PRIMARY KEY, hash INTEGER, source BLOB);
CREATE TABLE entry (
    text INTEGER, catalog INTEGER, number INTEGER, context BLOB, target BLOB,
    obsolete INTEGER, day INTEGER, approver BLOB
);
"""
INDEXES = """
CREATE INDEX text_by_hash ON text (hash);
CREATE INDEX entry_by_text ON entry (text);
CREATE INDEX entry_by_catalog ON entry (catalog);
"""
CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Row:
    """A finished entry of a catalog, by its place there, and who approved it when, if anyone."""

    document: str
    number: int
    entry: Entry
    approved: tuple[date, str] | None


@dataclass(frozen=True, slots=True)
class Contents:
    """A catalog with a stamp that changes whenever the rows made of it could."""

    document: str
    stamp: str
    rows: Iterable[Row]


class DamagedPartError(Exception):
    """A part's files are not those that were written."""


class Part:
    """A part that is open for look-ups, of which only the `wanted` catalogs are to be seen.

    `wanted` has stamps by document. The files may be deleted meanwhile. Raises OSError or
    sqlite3.Error if they cannot be read, DamagedPartError if they have changed.
    """

    def __init__(self, folder: Path, name: str, digests: Sequence[str]) -> None:
        self.name = name
        self.digests = tuple(digests)
        entries, texts = _paths(folder, name)
        self._database = sqlite3.connect(
            f"file:{quote(str(entries.absolute()))}?mode=ro&immutable=1", uri=True
        )
        try:
            data = texts.read_bytes()
            if (_file_digest(entries), sha256(data).hexdigest()) != self.digests:
                raise DamagedPartError
            self._index = read_index(data)
            self._catalogs = {
                _text(document): (number, stamp, size)
                for number, document, stamp, size in self._database.execute(
                    "SELECT id, document, stamp, size FROM catalog"
                )
            }
        except BaseException:
            self._database.close()
            raise
        self._seen: dict[int, str] = {}
        self._sees_all = False

    def close(self) -> None:
        """Let go of the files."""
        self._database.close()

    def show_only(self, wanted: Mapping[str, str]) -> None:
        """Let only the catalogs with these stamps, by document, be found from now on."""
        self._seen = {
            number: document
            for document, (number, stamp, _) in self._catalogs.items()
            if wanted.get(document) == stamp
        }
        self._sees_all = len(self._seen) == len(self._catalogs)

    @property
    def documents(self) -> Collection[str]:
        """The documents whose catalogs are to be seen."""
        return self._seen.values()

    @property
    def stamps(self) -> Mapping[str, str]:
        """The stamps of all its catalogs, by document."""
        return {document: stamp for document, (_, stamp, _) in self._catalogs.items()}

    @cached_property
    def size(self) -> int:
        """The number of entries, with those that are not to be seen."""
        return sum(size for _, _, size in self._catalogs.values())

    @property
    def hidden(self) -> int:
        """The number of entries that are not to be seen."""
        catalogs = self._catalogs.values()
        return sum(size for number, _, size in catalogs if number not in self._seen)

    def rows_of(self, document: str) -> Iterator[Row]:
        """What a catalog has, in its order."""
        number, _, _ = self._catalogs[document]
        found = self._database.execute(
            "SELECT catalog, number, context, source, target, obsolete, day, approver"
            " FROM entry JOIN text ON text.id = entry.text WHERE catalog = ? ORDER BY number",
            (number,),
        )
        return (_row(document, each) for each in found)

    def rows_of_key(self, key: Key) -> Iterator[Row]:
        """The rows that are to be seen with this context and source."""
        context, source = key
        return (row for row in self.rows_of_source(source) if row.entry.context == context)

    def rows_of_source(self, source: str) -> Iterator[Row]:
        """The rows that are to be seen with this source."""
        found = self._database.execute(
            "SELECT catalog, number, context, source, target, obsolete, day, approver"
            " FROM text JOIN entry ON text.id = entry.text WHERE hash = ? AND source = ?",
            (_hash(source), _blob(source)),
        )
        for each in found:
            if each[0] in self._seen:
                yield _row(self._seen[each[0]], each)

    def nearest(self, text: str, most: int) -> list[tuple[str, float]]:
        """The sources most similar to a text, with the similarity in per cent.

        Where others are as near as the last of them, these are given too.
        """
        is_there: Callable[[int], bool] = self._is_seen
        found = self._index.nearest(text, most, (lambda _: True) if self._sees_all else is_there)
        return [(self._source(each), each.similarity) for each in found]

    def _is_seen(self, number: int) -> bool:
        catalogs = self._database.execute("SELECT catalog FROM entry WHERE text = ?", (number,))
        return any(catalog in self._seen for (catalog,) in catalogs)

    def _source(self, found: Found) -> str:
        query = "SELECT source FROM text WHERE id = ?"
        (source,) = self._database.execute(query, (found.number,)).fetchone()
        return _text(source)


def write_part(folder: Path, name: str, catalogs: Iterable[Contents]) -> tuple[str, ...]:
    """Write the files of a part, and give their digests.

    Raises OSError or sqlite3.Error; the files may be there in part then.
    """
    entries, texts = _paths(folder, name)
    numbers: dict[str, int] = {}
    with closing(sqlite3.connect(entries, isolation_level=None)) as database:
        database.executescript(SCHEMA)
        database.execute("BEGIN")
        for number, catalog in enumerate(catalogs):
            _insert(database, number, catalog, numbers)
        database.executemany(
            "INSERT INTO text VALUES (?, ?, ?)",
            ((number, _hash(source), _blob(source)) for source, number in numbers.items()),
        )
        database.execute("COMMIT")
        database.executescript(INDEXES)
    index = TextIndex(make_bands([(number, bare(source)) for source, number in numbers.items()]))
    digest = sha256()
    with texts.open("xb") as file:
        for chunk in index_chunks(index):
            digest.update(chunk)
            file.write(chunk)
    return _file_digest(entries), digest.hexdigest()


def remove_other_parts(folder: Path, prefix: str, names: Collection[str]) -> None:
    """Remove the files of the parts whose names begin with the prefix, but for these."""
    for path in folder.glob(f"{prefix}*"):
        if path.suffix in (".sqlite", ".texts") and path.stem not in names:
            with suppress(OSError):  # what cannot be removed only takes room
                path.unlink()


def _paths(folder: Path, name: str) -> tuple[Path, Path]:
    return folder / f"{name}.sqlite", folder / f"{name}.texts"


def _insert(
    database: sqlite3.Connection, number: int, catalog: Contents, numbers: dict[str, int]
) -> None:
    values = [
        (
            numbers.setdefault(row.entry.source, len(numbers)),
            number,
            row.number,
            _blob(row.entry.context),
            _blob(row.entry.target),
            int(row.entry.obsolete),
            row.approved[0].toordinal() if row.approved else None,
            _blob(row.approved[1]) if row.approved else None,
        )
        for row in catalog.rows
    ]
    database.executemany("INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?)", values)
    database.execute(
        "INSERT INTO catalog VALUES (?, ?, ?, ?)",
        (number, _blob(catalog.document), catalog.stamp, len(values)),
    )


def _row(
    document: str, values: tuple[int, int, bytes, bytes, bytes, int, int | None, bytes | None]
) -> Row:
    _, number, context, source, target, obsolete, day, approver = values
    entry = Entry(_text(context), _text(source), _text(target), obsolete=bool(obsolete))
    if day is None or approver is None:
        return Row(document, number, entry, None)
    return Row(document, number, entry, (date.fromordinal(day), _text(approver)))


def _blob(text: str) -> bytes:
    """As bytes: SQLite's own texts cannot have the half characters that names of files can."""
    return text.encode("utf-8", "surrogatepass")


def _text(blob: bytes) -> str:
    return blob.decode("utf-8", "surrogatepass")


def _hash(source: str) -> int:
    """64 bits of a digest, as the signed number that SQLite keeps."""
    return int.from_bytes(blake2b(_blob(source), digest_size=8).digest(), "big", signed=True)


def _file_digest(path: Path) -> str:
    digest = sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
