"""Everything in the output folder, checked against the editions that it was made from."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, partial
from pathlib import Path

from pipeline.briefing_json import Images
from pipeline.check.adaptation import check_published_adaptation
from pipeline.check.docx import check_docx
from pipeline.check.fidelity import check_variant
from pipeline.check.html import check_html
from pipeline.check.html_withdrawn import check_withdrawn
from pipeline.check.pdf import check_pdf
from pipeline.check.results import Result, Results, judged, not_applicable
from pipeline.check.site import check_site
from pipeline.check.site_document import stored_text
from pipeline.check.verapdf import check_with_verapdf
from pipeline.edition import Edition, Withdrawal
from pipeline.errors import PublishError
from pipeline.findings import Finding, Severity
from pipeline.languages import SOURCE_TAG
from pipeline.manifest import MANIFEST, PublishedFile, published_images, read_manifest
from pipeline.messages import message

Check = Callable[[bytes, Edition, str], tuple[Finding, ...]]
Editions = Callable[[str, str], Edition | Withdrawal | Finding]
"""What is stored of a document in a language, or why there is nothing."""


def _check_stored(data: bytes, edition: Edition | Withdrawal, where: str) -> tuple[Finding, ...]:
    """The stored edition is the one that all other files are compared with."""
    if json.loads(data) == edition.to_json():
        return ()
    reason = message("The stored edition has something that this version does not know.")
    return (Finding("edition.unknown", where, reason),)


_MOST_UNLISTED = 20
"""So many files that are not ours are named; of more there is only the number."""

CHECKS: Mapping[str, Check] = {
    "pdf": check_pdf,
    "docx": check_docx,
    "html": check_html,
    "json": _check_stored,
}
"""The check of each format; a format without one fails."""

WITHDRAWN_CHECKS: Mapping[str, Callable[[bytes, Withdrawal, str], tuple[Finding, ...]]] = {
    "html": check_withdrawn,
    "json": _check_stored,
}
"""The same for what is left of a withdrawn document."""


def check_output(
    output: Path, *, languages: frozenset[str] | None = None, jar: Path | None = None
) -> Results:
    """Every file of the manifest: its bytes, its content against its edition, and veraPDF.

    `languages` narrows to some languages' documents; `jar` is veraPDF's. A folder without a
    manifest or with an empty one is a failure. A file that the manifest does not list is a
    warning: someone may have put it there on purpose, but it was not checked.
    """
    entries = _entries(output)
    if isinstance(entries, Finding):
        return Results((judged(MANIFEST, "manifest", [entries]),))
    rows = [judged(MANIFEST, "manifest", _unlisted(output, entries)), _site_row(output, entries)]
    if languages is not None:
        entries = [e for e in entries if not _is_in_language(e) or e.language in languages]
    if not any(_is_in_language(entry) for entry in entries):
        reason = "There is no document to check. Build first."
        finding = Finding("output.empty", str(output), message(reason))
        return Results((judged(MANIFEST, "manifest", [finding]),))
    editions = cache(partial(_edition, output, cache(partial(published_images, output))))
    pdfs = [e.path for e in entries if e.format == "pdf" and (output / e.path).is_file()]
    return Results(
        (
            *(row for entry in entries for row in _file_rows(output, entry, editions)),
            *_fidelity_rows(editions, entries),
            *rows,
            *check_with_verapdf(output, pdfs, jar),
        )
    )


def _entries(output: Path) -> list[PublishedFile] | Finding:
    try:
        files = read_manifest(output).files
    except PublishError as error:
        return Finding("output.manifest", error.where, error.text)
    if not files:
        reason = "There is no manifest, so nothing to check. Build first."
        return Finding("output.manifest", str(output / MANIFEST), message(reason))
    return list(files)


def _unlisted(output: Path, entries: list[PublishedFile]) -> Iterator[Finding]:
    listed = {MANIFEST, *(entry.path for entry in entries)}
    there = (path for path in output.rglob("*") if path.is_symlink() or not path.is_dir())
    names = {path.relative_to(output).as_posix() for path in there} - listed
    paths = sorted(name.encode("utf-8", "replace").decode("utf-8") for name in names)
    for path in paths[:_MOST_UNLISTED]:
        reason = "This file is not ours, so it was not checked, but it lies on the site."
        yield Finding("output.unlisted", path, message(reason), Severity.WARNING)
    if len(paths) > _MOST_UNLISTED:
        reason = "{count} more files are not ours and were not checked."
        text = message(reason, count=len(paths) - _MOST_UNLISTED)
        yield Finding("output.unlisted", str(output), text, Severity.WARNING)


def _is_in_language(entry: PublishedFile) -> bool:
    """Whether a file is a document in one language, so neither the index nor a picture."""
    return bool(entry.document and entry.language)


def _file_rows(output: Path, entry: PublishedFile, editions: Editions) -> Iterator[Result]:
    try:
        data = (output / entry.path).read_bytes()
    except OSError:
        reason = message("The file of the manifest is missing.")
        yield judged(entry.path, "bytes", [Finding("output.missing", entry.path, reason)])
        return
    yield judged(entry.path, "bytes", _byte_findings(entry, data))
    if not entry.document or not entry.language:
        return
    edition = editions(entry.document, entry.language)
    findings: Iterable[Finding]
    if isinstance(edition, Finding):
        findings = [edition]
    elif isinstance(edition, Withdrawal):
        left = WITHDRAWN_CHECKS.get(entry.format, _no_check)
        findings = left(data, edition, entry.path)
    else:
        findings = CHECKS.get(entry.format, _no_check)(data, edition, entry.path)
    yield judged(entry.path, entry.format, findings)


def _no_check(_data: bytes, _edition: Edition | Withdrawal, where: str) -> tuple[Finding, ...]:
    return (Finding("output.format", where, message("There is no check for this format.")),)


def _byte_findings(entry: PublishedFile, data: bytes) -> Iterator[Finding]:
    if len(data) != entry.size or hashlib.sha256(data).hexdigest() != entry.sha256:
        reason = "The file is not the one that was published (SHA-256 or size differ)."
        yield Finding("output.changed", entry.path, message(reason))


def _edition(
    output: Path, images: Callable[[str], Images], document: str, language: str
) -> Edition | Withdrawal | Finding:
    path = output / document / language / f"{document}.{language}.json"
    try:
        return stored_text(path.read_bytes(), images(document))
    except (OSError, ValueError):
        reason = "The stored edition cannot be read, so the file cannot be checked."
        return Finding("output.edition", str(path), message(reason))


def _fidelity_rows(editions: Editions, entries: list[PublishedFile]) -> Iterator[Result]:
    """Each translation against the Swedish edition, once for all its files."""
    seen = dict.fromkeys((e.document, e.language) for e in entries if e.document and e.language)
    for document, tag in seen:
        path = f"{document}/{tag}"
        if not document or not tag or tag == SOURCE_TAG:
            continue
        source, variant = (editions(document, t) for t in (SOURCE_TAG, tag))
        if isinstance(variant, Withdrawal) or isinstance(source, Withdrawal):
            continue
        if isinstance(variant, Finding):
            yield judged(path, "fidelity", [variant])
        elif isinstance(source, Finding):
            reason = message("The Swedish original is not published here.")
            yield not_applicable(path, "fidelity", reason)
        elif variant.source_digest != source.source_digest:
            reason = message("The Swedish original has changed since.")
            yield not_applicable(path, "fidelity", reason)
        else:
            check = check_published_adaptation if variant.adapted_from else check_variant
            yield judged(path, "fidelity", check(source.briefing, variant.briefing))


def _site_row(output: Path, entries: list[PublishedFile]) -> Result:
    """The index, and the links from every page to every file."""
    paths = (MANIFEST, *(entry.path for entry in entries))
    files = {p: (output / p).read_bytes() for p in paths if (output / p).is_file()}
    return judged("index.html", "site", check_site(files))
