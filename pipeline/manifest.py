"""`manifest.json`: what the site consists of, file by file, for machines and for the next run.

It is also the list of what this program owns in the output folder: only a file that is named
here may be replaced or removed.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from pipeline.edition import PICTURES, Edition, Withdrawal
from pipeline.errors import PublishError, system_reason
from pipeline.messages import message
from pipeline.model import one_line
from pipeline.published_paths import is_safe_path

MANIFEST = "manifest.json"
_VERSION = 1
_PICTURE = re.compile(r"[0-9a-f]{16}\.(?:png|jpg)")
_SHA256 = re.compile(r"[0-9a-f]{64}")


class Status(StrEnum):
    """What a reader is told about a published file's text."""

    ORIGINAL = "original"
    APPROVED = "approved"
    DRAFT = "draft"
    MACHINE = "machine"
    OUTDATED = "outdated"
    """Complete, but older than the Swedish original."""
    WITHDRAWN = "withdrawn"
    """No text any more: a page that says so."""


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """One file of the site.

    `path` is relative to the output folder, with forward slashes; `size` is in bytes. What
    belongs to no document, such as the index page, has no `document` and no `status`. A picture
    belongs to a document in all its languages, so it has no `language` and no `status`.
    """

    path: str
    format: str
    sha256: str
    size: int
    document: str | None = None
    language: str | None = None
    status: Status | None = None
    title: str | None = None


def published_edition(path: str, data: bytes, edition: Edition, status: Status) -> PublishedFile:
    """The entry of an edition's file with these bytes."""
    return replace(
        published_page(path, data, edition.briefing.language),
        document=edition.info.name,
        status=status,
        title=one_line(edition.briefing.title),
    )


def published_withdrawal(path: str, data: bytes, left: Withdrawal) -> PublishedFile:
    """The entry of a file that is left of a withdrawn document, with these bytes."""
    return replace(
        published_page(path, data, left.tag),
        document=left.name,
        status=Status.WITHDRAWN,
        title=one_line(left.title),
    )


def published_page(path: str, data: bytes, language: str | None = None) -> PublishedFile:
    """The entry of a file that belongs to no document; its format is its name's suffix."""
    suffix = path.rpartition(".")[2]
    digest = hashlib.sha256(data).hexdigest()
    return PublishedFile(path, suffix, digest, len(data), language=language)


def published_picture(path: str, data: bytes, document: str) -> PublishedFile:
    """The entry of a document's picture with these bytes."""
    return replace(published_page(path, data), document=document)


def published_images(folder: Path, document: str) -> dict[str, bytes]:
    """The data of a document's pictures in a published folder, by file name.

    What is no picture of ours or cannot be read is left out.
    """
    found: dict[str, bytes] = {}
    for place in (folder / document / PICTURES).glob("*"):
        if _PICTURE.fullmatch(place.name):
            with suppress(OSError):
                found[place.name] = place.read_bytes()
    return found


_json = json.JSONEncoder(ensure_ascii=False).encode


@dataclass(frozen=True)
class Manifest:
    """The files of the site, ordered by path; the manifest does not list itself."""

    files: tuple[PublishedFile, ...] = ()

    @cached_property
    def by_path(self) -> Mapping[str, PublishedFile]:
        """The files by their paths."""
        return {file.path: file for file in self.files}

    @cached_property
    def owned(self) -> frozenset[str]:
        """The paths that this program may replace or remove, the manifest's own included."""
        return frozenset(file.path for file in self.files) | {MANIFEST}

    def with_files(self, files: Iterable[PublishedFile]) -> "Manifest":
        """This manifest with more files; an entry of the same path is replaced."""
        merged = {file.path: file for file in (*self.files, *files)}
        return Manifest(tuple(merged[path] for path in sorted(merged)))

    def to_bytes(self) -> bytes:
        """The JSON in UTF-8; the same files always give the same bytes."""
        entries = ",\n".join(map(_entry, sorted(self.files, key=lambda file: file.path)))
        files = f"[\n{entries}\n ]" if entries else "[]"
        return f'{{\n "version": {_VERSION},\n "files": {files}\n}}\n'.encode()

    def changed(self, folder: Path) -> tuple[str, ...]:
        """The listed paths whose file in the folder is missing or has other bytes."""
        return tuple(file.path for file in self.files if not _is_as_listed(folder, file))


def parse_manifest(data: bytes, where: str = MANIFEST) -> Manifest:
    """The manifest of these bytes. Raises PublishError if they are not one, naming `where`."""
    try:
        match json.loads(data):
            case {"version": 1, "files": list(entries), **rest} if not rest:
                files = tuple(_file(entry) for entry in entries)
            case _:
                raise ValueError
    except (ValueError, RecursionError):
        reason = "This is no manifest of this program; move the file away and build again."
        raise PublishError(message(reason), where=where) from None
    paths = [file.path for file in files]
    if len(set(paths)) != len(paths):
        reason = "The same path is listed twice; move the file away and build again."
        raise PublishError(message(reason), where=where)
    return Manifest().with_files(files)


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a published folder; an empty one where there is none yet.

    Raises PublishError if it is there but cannot be read or is not valid. Call
    `replace.recover` first: a killed run may have left the folder aside.
    """
    path = folder / MANIFEST
    try:
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return Manifest()
    except OSError as error:
        reason = "This file cannot be read: {reason}."
        text = message(reason, reason=system_reason(error))
        raise PublishError(text, where=str(path)) from None
    return parse_manifest(data, str(path))


def _entry(file: PublishedFile) -> str:
    """An entry as `json.dumps(…, indent=1)` writes it, which takes ten times as long."""
    status = file.status and file.status.value
    return (
        f'  {{\n   "path": {_json(file.path)},\n   "format": {_json(file.format)},\n'
        f'   "sha256": "{file.sha256}",\n   "size": {file.size},\n'
        f'   "document": {_json(file.document)},\n   "language": {_json(file.language)},\n'
        f'   "status": {_json(status)},\n   "title": {_json(file.title)}\n  }}'
    )


_OPTIONAL = frozenset((str, type(None)))
_KEYS = frozenset(("path", "format", "sha256", "size", "document", "language", "status", "title"))


def _file(value: object) -> PublishedFile:
    """The entry of this JSON form. Raises ValueError if the form is another."""
    if not isinstance(value, dict) or value.keys() != _KEYS:
        raise ValueError("not an entry")
    path, format_, sha256 = value["path"], value["format"], value["sha256"]
    document, language = value["document"], value["language"]
    size, status, title = value["size"], value["status"], value["title"]
    is_typed = (type(path), type(format_), type(sha256), type(size)) == (str, str, str, int)
    if not is_typed or not _OPTIONAL.issuperset(map(type, (document, language, status, title))):
        raise ValueError("an entry with other types")
    if not is_safe_path(path) or path == MANIFEST:
        raise ValueError(f"path {path!r}")
    if not _SHA256.fullmatch(sha256) or size < 0:
        raise ValueError(f"sha256 or size of {path!r}")
    known = None if status is None else Status(status)
    return PublishedFile(path, format_, sha256, size, document, language, known, title)


def _is_as_listed(folder: Path, file: PublishedFile) -> bool:
    path = folder / file.path
    try:
        if path.is_symlink() or path.stat().st_size != file.size:
            return False
        return hashlib.sha256(path.read_bytes()).hexdigest() == file.sha256
    except OSError:
        return False
