"""`manifest.json` of a package: whose texts it has, and how they were when it was sent."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.errors import CatalogError
from pipeline.messages import message
from pipeline.translate.po import Entry

FILE_NAME = "manifest.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """A package's document and language, the catalog as it was sent, and the files' hashes.

    `catalog` is the SHA-256 of the catalog's bytes, `files` that of each file of the package by
    its name, all in hexadecimal. `base` has the entries with their texts and fuzzy flags alone.
    """

    document: str
    language: str
    catalog: str
    files: Mapping[str, str]
    base: tuple[Entry, ...]


def manifest_bytes(manifest: Manifest) -> bytes:
    """The file, in UTF-8; `parse_manifest` gives an equal manifest back."""
    texts = [
        {"context": e.context, "source": e.source, "target": e.target, "fuzzy": e.fuzzy}
        for e in manifest.base
    ]
    value = {
        "document": manifest.document,
        "language": manifest.language,
        "catalog_sha256": manifest.catalog,
        "files": dict(sorted(manifest.files.items())),
        "texts": texts,
    }
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def parse_manifest(data: bytes, where: str) -> Manifest:
    """The manifest in a file's bytes. Raises CatalogError if it has not the right form."""
    try:
        value: object = json.loads(data)
        json.dumps(value, ensure_ascii=False).encode("utf-8")  # no half of a character in it
    except (ValueError, RecursionError):
        raise _damaged(where) from None
    match value:
        case {
            "document": str(document),
            "language": str(language),
            "catalog_sha256": str(catalog),
            "files": dict(files),
            "texts": list(texts),
        }:
            hashes = {str(name): str(digest) for name, digest in files.items()}
            base = tuple(_entry(text, where) for text in texts)
            return Manifest(document, language, catalog, hashes, base)
        case _:
            raise _damaged(where)


def _entry(value: object, where: str) -> Entry:
    match value:
        case {
            "context": str(context),
            "source": str(source),
            "target": str(target),
            "fuzzy": bool(fuzzy),
        }:
            return Entry(context, source, target, fuzzy)
        case _:
            raise _damaged(where)


def _damaged(where: str) -> CatalogError:
    reason = (
        "This file of the package is damaged. Take the catalog (.po or .xlf) out of the zip and "
        "import that."
    )
    return CatalogError(message(reason), where=where)
