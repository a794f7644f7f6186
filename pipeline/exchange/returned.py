"""A file that came back, with what was sent: a package or a catalog by itself."""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from pipeline.errors import CatalogError
from pipeline.exchange.archive import unzipped
from pipeline.exchange.exchanged import Exchanged
from pipeline.exchange.formats import SUFFIXES, parse_exchanged
from pipeline.exchange.limits import read_limited
from pipeline.exchange.manifest import FILE_NAME, Manifest, parse_manifest
from pipeline.messages import message
from pipeline.translate.po import Entry

BaseOf = Callable[[Exchanged], tuple[Entry, ...] | None]
"""The texts from which a file was made that came back without its package, if they are known."""


@dataclass(frozen=True, slots=True)
class Returned:
    """What came back, and the texts that were sent; None if they are not known.

    `where` is the file, and for a package the file in it.
    """

    texts: Exchanged
    base: tuple[Entry, ...] | None
    where: str


def read_returned(path: Path, base_of: BaseOf) -> Returned:
    """The texts of a package (.zip), a PO, XLIFF or TMX file.

    Of a package the catalog counts that the translator has changed. Raises UsageError for
    another kind of file, CatalogError if the file cannot be used, if a package has no catalog or
    several changed ones with different texts, or is for another document or language than its
    catalog.
    """
    data = read_limited(path)
    if path.suffix.lower() != ".zip":
        texts = parse_exchanged(data, path.name, str(path))
        return Returned(texts, base_of(texts), str(path))
    files = unzipped(data, str(path), (*SUFFIXES, FILE_NAME))
    if FILE_NAME not in files:
        reason = "There is no manifest.json in this zip. Take the catalog out and import that."
        raise CatalogError(message(reason), where=str(path))
    manifest = parse_manifest(files.pop(FILE_NAME), f"{path}, {FILE_NAME}")
    name, texts = _changed(files, manifest, path)
    where = f"{path}, {name}"
    if (texts.document, texts.language) != (manifest.document, manifest.language):
        reason = (
            "This file is of {document} in {language}, but the package is of {expected} in {tag}. "
            "Import each file by itself."
        )
        text = message(
            reason,
            document=texts.document,
            language=texts.language,
            expected=manifest.document,
            tag=manifest.language,
        )
        raise CatalogError(text, where=where)
    return Returned(texts, manifest.base, where)


def _changed(files: dict[str, bytes], manifest: Manifest, path: Path) -> tuple[str, Exchanged]:
    """The catalog that the translator worked in; if none was changed, any of them."""
    if not files:
        reason = "There is no catalog in this zip: {suffixes}. Ask for it once more."
        raise CatalogError(message(reason, suffixes=", ".join(SUFFIXES)), where=str(path))
    changed = [n for n in sorted(files) if _digest(files[n]) != manifest.files.get(n)]
    parsed = [(n, parse_exchanged(files[n], n, f"{path}, {n}")) for n in changed or [min(files)]]
    worked_in = [(n, texts) for n, texts in parsed if _differs(texts, manifest)] or parsed[:1]
    if any(_targets(texts) != _targets(worked_in[0][1]) for _, texts in worked_in[1:]):
        reason = "These files of the package have different texts: {names}. Import one by itself."
        names = ", ".join(name for name, _ in worked_in)
        raise CatalogError(message(reason, names=names), where=str(path))
    return worked_in[0]


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()


def _targets(texts: Exchanged) -> dict[tuple[str, str], str]:
    return {entry.key: entry.target for entry in texts.entries}


def _differs(texts: Exchanged, manifest: Manifest) -> bool:
    """Whether anything was done: a program may save a file anew without a change in it."""
    sent = {entry.key: (entry.target, entry.fuzzy) for entry in manifest.base}
    return any(
        e.comments or (e.translated and sent.get(e.key) != (e.target, e.fuzzy))
        for e in texts.entries
    )
