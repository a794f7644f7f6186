"""Everything in the output folder, checked against the editions that it was made from."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.check.results import Result, Results, judged, not_run
from pipeline.check.verapdf import check_with_verapdf
from pipeline.edition import Edition
from pipeline.findings import Finding
from pipeline.languages import SOURCE_TAG
from pipeline.messages import message
from pipeline.model import JsonValue

MANIFEST = "manifest.json"
EDITIONS = ".editions"

Check = Callable[[bytes, Edition, str], tuple[Finding, ...]]


def _check_pdf(data: bytes, edition: Edition, where: str) -> tuple[Finding, ...]:
    from pipeline.check.pdf import check_pdf

    return check_pdf(data, edition, where)


def _check_docx(data: bytes, edition: Edition, where: str) -> tuple[Finding, ...]:
    from pipeline.check.docx import check_docx

    return check_docx(data, edition, where)


def _check_html(data: bytes, edition: Edition, where: str) -> tuple[Finding, ...]:
    from pipeline.check.html import check_html

    return check_html(data, edition, where)


CHECKS: Mapping[str, Check] = {"pdf": _check_pdf, "docx": _check_docx, "html": _check_html}
"""The check of each format; a format without one fails."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of the manifest; `document` and `language` are empty for a page of the site."""

    path: str
    format: str
    sha256: str
    size: int
    document: str
    language: str
    status: str


def check_output(
    output: Path, *, languages: frozenset[str] | None = None, jar: Path | None = None
) -> Results:
    """Every file of the manifest: its bytes, its content against its edition, and veraPDF.

    `languages` narrows to some languages' documents; `jar` is veraPDF's. A folder without a
    manifest or with an empty one is a failure.
    """
    entries = _entries(output)
    if isinstance(entries, Finding):
        return Results((judged(MANIFEST, "manifest", [entries]),))
    site = _site_row(output, entries)
    if languages is not None:
        entries = [e for e in entries if not e.document or e.language in languages]
    if not any(entry.document for entry in entries):
        reason = "There is no document to check. Build first."
        finding = Finding("output.empty", str(output), message(reason))
        return Results((judged(MANIFEST, "manifest", [finding]),))
    pdfs = [e.path for e in entries if e.format == "pdf" and (output / e.path).is_file()]
    return Results(
        (
            *(row for entry in entries for row in _file_rows(output, entry)),
            *_fidelity_rows(output, entries),
            site,
            *check_with_verapdf(output, pdfs, jar),
        )
    )


def _entries(output: Path) -> list[Entry] | Finding:
    path = output / MANIFEST
    try:
        value: JsonValue = json.loads(path.read_bytes())
    except OSError:
        reason = "There is no manifest, so nothing to check. Build first."
        return Finding("output.manifest", str(path), message(reason))
    except ValueError as error:
        reason = "The manifest cannot be read: {reason}."
        return Finding("output.manifest", str(path), message(reason, reason=str(error)))
    match value:
        case {"files": list(files)}:
            entries = [_entry(file) for file in files]
            if None not in entries:
                return [entry for entry in entries if entry]
    return Finding("output.manifest", str(path), message("This is no manifest of this program."))


def _entry(value: JsonValue) -> Entry | None:
    match value:
        case {
            "path": str(path),
            "format": str(suffix),
            "sha256": str(sha256),
            "size": int(size),
            **rest,
        }:
            names = (rest.get(key) or "" for key in ("document", "language", "status"))
            document, language, status = (str(name) for name in names)
            return Entry(path, suffix, sha256, size, document, language, status)
        case _:
            return None


def _file_rows(output: Path, entry: Entry) -> Iterator[Result]:
    try:
        data = (output / entry.path).read_bytes()
    except OSError:
        reason = message("The file of the manifest is missing.")
        yield judged(entry.path, "bytes", [Finding("output.missing", entry.path, reason)])
        return
    yield judged(entry.path, "bytes", _byte_findings(entry, data))
    if not entry.document:
        return
    edition = _edition(output, entry.document, entry.language)
    check = CHECKS.get(entry.format)
    if isinstance(edition, Finding):
        yield judged(entry.path, entry.format, [edition])
    elif check is None:
        reason = message("There is no check for this format.")
        yield judged(entry.path, entry.format, [Finding("output.format", entry.path, reason)])
    else:
        yield judged(entry.path, entry.format, check(data, edition, entry.path))


def _byte_findings(entry: Entry, data: bytes) -> Iterator[Finding]:
    if len(data) != entry.size or hashlib.sha256(data).hexdigest() != entry.sha256:
        reason = "The file is not the one that was published (SHA-256 or size differ)."
        yield Finding("output.changed", entry.path, message(reason))


def _edition(output: Path, document: str, language: str) -> Edition | Finding:
    path = output / EDITIONS / f"{document}.{language}.json"
    try:
        value = json.loads(path.read_text("utf-8"))
        return Edition.from_json(value)
    except (OSError, ValueError) as error:
        reason = "The stored edition cannot be read, so the file cannot be checked: {reason}."
        return Finding("output.edition", str(path), message(reason, reason=str(error)))


def _fidelity_rows(output: Path, entries: list[Entry]) -> Iterator[Result]:
    """Each translation against the Swedish edition, once for all its files."""
    from pipeline.check.fidelity import check_variant

    seen = dict.fromkeys((e.document, e.language, e.status) for e in entries if e.document)
    for document, language, status in seen:
        if language == SOURCE_TAG:
            continue
        path = f"{document}/{language}"
        if status == "outdated":
            reason = message("The Swedish original has changed since.")
            yield not_run(path, "fidelity", reason)
            continue
        source, variant = (_edition(output, document, tag) for tag in (SOURCE_TAG, language))
        if isinstance(source, Finding) or isinstance(variant, Finding):
            problems = [e for e in (source, variant) if isinstance(e, Finding)]
            yield judged(path, "fidelity", problems)
        else:
            yield judged(path, "fidelity", check_variant(source.briefing, variant.briefing))


def _site_row(output: Path, entries: list[Entry]) -> Result:
    """The index, and the links from every page to every file."""
    from pipeline.check.site import check_site

    files = {
        entry.path: (output / entry.path).read_bytes()
        for entry in entries
        if (output / entry.path).is_file()
    }
    return judged("index.html", "site", check_site(files))
