"""The site as it was published by the last build, as far as it can be read."""

import hashlib
import json
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, partial
from pathlib import Path

from pipeline.briefing_json import Images
from pipeline.edition import Edition, Withdrawal
from pipeline.languages import SOURCE_TAG, all_languages
from pipeline.manifest import (
    MANIFEST,
    Manifest,
    PublishedFile,
    Status,
    published_edition,
    published_images,
    published_page,
    published_picture,
    published_withdrawal,
    read_manifest,
)
from pipeline.model import Text, text_of
from pipeline.published_paths import INDEX, own_files
from pipeline.summary import EditionSummary, Key
from pipeline.webpage import PageFormat

FORMATS: tuple[PageFormat, ...] = ("html", "pdf", "docx")
"""In the order in which residents are offered them."""


@dataclass(frozen=True, slots=True)
class Published:
    """The site as it is now; `editions` are the texts of what is published.

    `lost` is what is published and has no text any more: it is missing or damaged.
    `withdrawals` are what is left of withdrawn documents. The `settled` documents' texts were not
    read; their files are known to be as the manifest says.
    """

    folder: Path
    manifest: Manifest
    editions: Mapping[Key, Edition]
    lost: frozenset[Key] = frozenset()
    withdrawals: Mapping[Key, Withdrawal] = field(default_factory=dict)
    settled: Container[str] = ()

    @property
    def keys(self) -> tuple[Key, ...]:
        """Every document and language that something is published of, in order."""
        return tuple(sorted({*self.editions, *self.lost, *self.withdrawals}))

    def titles(self, document: str) -> dict[str, Text]:
        """The titles of what is published of a document, by language."""
        listed = {
            file.language: text_of(file.title)
            for file in self.manifest.files
            if file.document == document and file.language and file.title
        }
        left = {tag: w.title for (name, tag), w in self.withdrawals.items() if name == document}
        there = {t: e.briefing.title for (n, t), e in self.editions.items() if n == document}
        return {**listed, **left, **there}

    def withdrawn_since(self, document: str) -> date | None:
        """The day on which a document was withdrawn, if it is."""
        days = (left.day for (name, _), left in self.withdrawals.items() if name == document)
        return min(days, default=None)

    def files_of(self, document: str) -> tuple[str, ...]:
        """The paths of all that is published of a document."""
        return tuple(file.path for file in self.manifest.files if file.document == document)

    def paths_of(self, documents: Container[str]) -> frozenset[str]:
        """The paths of all that is published of these documents."""
        return frozenset(f.path for f in self.manifest.files if f.document in documents)

    def has(self, path: str) -> bool:
        """Whether this file of ours is there."""
        if path.partition("/")[0] in self.settled:
            return path in self.manifest.owned
        return path in self.manifest.owned and (self.folder / path).is_file()

    def digest(self, path: str) -> str | None:
        """The SHA-256 (hex) of the file, None if it is not there."""
        if not self.has(path):
            return None
        return hashlib.sha256((self.folder / path).read_bytes()).hexdigest()

    def size(self, path: str) -> int:
        """The file's size in bytes."""
        if path.partition("/")[0] in self.settled:
            return self.manifest.by_path[path].size
        return (self.folder / path).stat().st_size


def published_manifest(folder: Path) -> Manifest:
    """What is published in the output folder, even if its manifest is lost.

    Raises PublishError if the manifest cannot be used.
    """
    return read_manifest(folder) if (folder / MANIFEST).exists() else recovered_manifest(folder)


def read_published(
    folder: Path, manifest: Manifest | None = None, without: Container[str] = ()
) -> Published:
    """The site in the output folder; an empty one if there is none.

    An edition that cannot be read, with all its pictures, counts as not published, so it is
    made again. The texts of the documents `without` are not read. Raises PublishError if the
    manifest cannot be used.
    """
    manifest = manifest or published_manifest(folder)
    images = cache(partial(published_images, folder))
    editions: dict[Key, Edition] = {}
    withdrawals: dict[Key, Withdrawal] = {}
    lost: set[Key] = set()
    for file in manifest.files:
        if file.document and file.language and file.document not in without:
            key = (file.document, file.language)
            lost.add(key)
            stored = _stored(folder, file.path, images) if file.format == "json" else None
            if isinstance(stored, Edition):
                editions[key] = stored
            elif stored:
                withdrawals[key] = stored
    lost -= editions.keys() | withdrawals.keys()
    return Published(folder, manifest, editions, frozenset(lost), withdrawals, without)


def recovered_manifest(folder: Path) -> Manifest:
    """What is evidently ours in a folder whose manifest is lost: the files of each edition."""
    images = cache(partial(published_images, folder))
    found: list[PublishedFile] = []
    for place in sorted(folder.glob("*/*/*.json")):
        stored = _stored(folder, place.relative_to(folder).as_posix(), images)
        found += picture_entries(stored) if isinstance(stored, Edition) else ()
        for path in (stored.path(f) for f in (*FORMATS, "json")) if stored else ():
            if stored and (folder / path).is_file():
                found.append(entry_of(path, (folder / path).read_bytes(), stored))
    if found:
        there = (path for path in own_files(all_languages()) if (folder / path).is_file())
        found += (own_entry(path, (folder / path).read_bytes()) for path in there)
    return Manifest().with_files(found)


def _stored(
    folder: Path, path: str, images: Callable[[str], Images]
) -> Edition | Withdrawal | None:
    """What a file stores, None if it is nothing of ours or belongs to another place.

    `images` gives the data of a document's pictures.
    """
    try:
        value = json.loads((folder / path).read_bytes())
        stored: Edition | Withdrawal
        if isinstance(value, dict) and "withdrawn" in value:
            stored = Withdrawal.from_json(value)
        else:
            stored = Edition.from_json(value, images(path.partition("/")[0]))
        is_known = _tag(stored) in all_languages()
        return stored if is_known and stored.path("json") == path else None
    except (OSError, ValueError, RecursionError):
        return None


def _tag(stored: Edition | Withdrawal) -> str:
    return stored.tag if isinstance(stored, Withdrawal) else stored.briefing.language


def entry_of(path: str, data: bytes, stored: Edition | Withdrawal) -> PublishedFile:
    """The manifest's entry of a file with these bytes."""
    if isinstance(stored, Withdrawal):
        return published_withdrawal(path, data, stored)
    return published_edition(path, data, stored, status_of(stored))


def picture_entries(edition: Edition) -> Iterator[PublishedFile]:
    """The entries of the pictures of an edition."""
    for image in edition.briefing.images():
        yield published_picture(edition.picture_path(image), image.data, edition.info.name)


def own_entry(path: str, data: bytes) -> PublishedFile:
    """The entry of a file of no document; its name tells its language: `accessibility.sv.html`."""
    tags = (tag for tag in path.split(".")[-2::-1] if tag in all_languages())
    return published_page(path, data, SOURCE_TAG if path == INDEX else next(tags, None))


def status_of(edition: Edition | EditionSummary) -> Status:
    """What the manifest says of an edition."""
    return Status.OUTDATED if edition.superseded else Status(edition.state.value)
