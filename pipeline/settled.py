"""Documents of which nothing has changed since the last build, so that they need no second look.

Such a document is neither read nor made nor checked: its files stay, and the site's own pages
tell of it what is remembered here. It is settled if all that it depends on is as it was, and so
is all that is published of it. What is remembered lies under `build/` and may be deleted at any
time.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.check.site_document import DocumentPart
from pipeline.check.site_links import PageWays
from pipeline.edition import Withdrawal
from pipeline.editions import Prepared
from pipeline.errors import EXIT_OK
from pipeline.file_digests import FileDigests
from pipeline.findings import Report
from pipeline.fingerprint import folder_entries, program_digest
from pipeline.json_values import JsonObject, JsonValue, array, integer, object_of, objects, string
from pipeline.manifest import Manifest
from pipeline.project import NOT_BRIEFINGS, Project, briefing_files
from pipeline.records import findings_from_json, findings_to_json, record_path, write_record
from pipeline.selection import Selection
from pipeline.summary import Offer, summary_from_json

TRANSLATIONS = "translations/"
NO_FILES = "nothing"
"""In the place of a digest where nothing is published of a document."""
TOLD_ONCE = frozenset({"settings.updated", "edition.lost", "build.given-up"})
"""The rules of findings on what had changed since the last build, or what that one gave up."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What is remembered of a document.

    `inputs` and `files` are digests (SHA-256, hex) of what it depends on and of what is published
    of it; `tags` are the languages in which it has anything to offer, or will have.
    """

    inputs: str
    files: str
    tags: tuple[str, ...]
    part: DocumentPart
    report: Report
    exit_code: int

    def offers(self, name: str) -> tuple[Offer, ...]:
        """What the document offers in each language."""
        editions, withdrawals = self.part.editions, self.part.withdrawals
        return tuple(
            Offer(name, tag, editions.get((name, tag)), withdrawals.get((name, tag)))
            for tag in self.tags
        )


def inputs_of(project: Project, digests: FileDigests) -> dict[str, str]:
    """A digest of all that each document depends on, by its name.

    What does not belong to one document alone, such as the settings, the glossary and pictures,
    belongs to all. Raises SourceError, as `briefing_files`.
    """
    briefings = {path.name: path.stem for path in briefing_files(project)}
    owners = briefings | {f"{stem}.toml": stem for stem in briefings.values()}
    names = frozenset(briefings.values())
    common = hashlib.sha256()
    for text in (os.environ.get("SOURCE_DATE_EPOCH", ""), program_digest()):
        common.update(text.encode() + b"\0")
    own = {name: hashlib.sha256() for name in names}
    for path, content in folder_entries(project.source, digests):
        if path == project.results_file.name:
            continue
        owner = owners.get(path) or _translated(path, names)
        (own[owner] if owner else common).update(os.fsencode(path) + b"\0" + content)
    shared = common.digest()
    for digest in own.values():
        digest.update(shared)
    return {name: digest.hexdigest() for name, digest in own.items()}


def _translated(path: str, names: frozenset[str]) -> str | None:
    """The document that a file below `translations/` belongs to; none of a picture."""
    if not path.startswith(TRANSLATIONS):
        return None
    name = path.removeprefix(TRANSLATIONS).partition("/")[0]
    suffix = os.path.splitext(path)[1].lower()  # noqa: PTH122 - as many as there are files
    is_text = suffix not in NOT_BRIEFINGS or suffix == ".toml"
    return name if name in names and is_text else None


def files_of(entries: Iterable[tuple[str, bytes]], manifest: Manifest) -> dict[str, str]:
    """A digest of all that lies in each document's folder and that the manifest says of it.

    It is empty where the manifest does not tell the truth. `entries` are those of the output
    folder (`folder_entries`).
    """
    found: dict[str, hashlib._Hash] = {}
    there = dict(entries)
    wrong: set[str] = set()
    for path, content in there.items():
        name, slash, _ = path.partition("/")
        if slash:
            digest = found.setdefault(name, hashlib.sha256())
            digest.update(os.fsencode(path) + b"\0" + content)
    for file in manifest.files:
        if file.document:
            if there.get(file.path) != file.sha256.encode():
                wrong.add(file.document)
            digest = found.setdefault(file.document, hashlib.sha256())
            told = (
                f"{file.path} {file.sha256} {file.size} {file.language} {file.status} {file.title}"
            )
            digest.update(told.encode("utf-8", "surrogatepass"))
    return {name: "" if name in wrong else d.hexdigest() for name, d in found.items()}


def settled_documents(
    known: Mapping[str, Settled],
    inputs: Mapping[str, str],
    files: Mapping[str, str],
    manifest: Manifest,
    selection: Selection,
) -> dict[str, Settled]:
    """Those of the `known` documents that are as they were.

    None at all in a build of a part, and none where a document's source is gone: then its text is
    looked for in all others, which may be the same by another name.
    """
    is_gone = any(file.document and file.document not in inputs for file in manifest.files)
    if is_gone or selection != Selection():
        return {}
    return {
        name: each
        for name, each in known.items()
        if each.files and (each.inputs, each.files) == (inputs.get(name), files.get(name, NO_FILES))
    }


def settle(
    items: Sequence[Prepared],
    inputs: str,
    report: Report,
    part: DocumentPart | None,
    *,
    is_made: bool,
) -> Settled | None:
    """What to remember of a document that has been looked at; None if it needs a second look.

    It does where something was told of what had changed, which is not told again, or where a
    file of an older text was made, which will stay as it is the next time. `part` is None where
    nothing is published.
    """
    is_old = any(item.edition and not item.is_new for item in items)
    if (is_old and is_made) or any(f.rule in TOLD_ONCE for f in report.findings):
        return None
    code = max((item.exit_code for item in items), default=EXIT_OK)
    tags = tuple(item.tag for item in items)
    return Settled(inputs, "", tags, part or DocumentPart({}, {}, {}, {}), report, code)


def read_settled(project: Project) -> tuple[dict[str, Settled], frozenset[str]]:
    """What is remembered of all documents, and of the languages' pages that were right.

    That is nothing if it cannot be used or is another program's.
    """
    try:
        value = object_of(json.loads(record_path(project, "documents").read_bytes()))
        if value.get("program") != program_digest():
            return {}, frozenset()
        documents = object_of(value.get("documents"))
        known = {name: _settled(name, object_of(each)) for name, each in documents.items()}
        return known, frozenset(str(digest) for digest in array(value, "pages"))
    except (OSError, ValueError, RecursionError):
        return {}, frozenset()


def write_settled(project: Project, settled: Mapping[str, Settled], pages: frozenset[str]) -> None:
    """Remember documents and pages for the next build."""
    documents: JsonObject = {name: _stored(settled[name]) for name in sorted(settled)}
    value = {"program": program_digest(), "pages": sorted(pages), "documents": documents}
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    write_record(record_path(project, "documents"), text)


def with_files(settled: Mapping[str, Settled], files: Mapping[str, str]) -> dict[str, Settled]:
    """The same with what is published of them now."""
    return {name: replace(each, files=files.get(name, NO_FILES)) for name, each in settled.items()}


def _stored(settled: Settled) -> JsonObject:
    part = settled.part
    return {
        "inputs": settled.inputs,
        "files": settled.files,
        "tags": list(settled.tags),
        "exit_code": settled.exit_code,
        "findings": findings_to_json(settled.report.findings),
        "editions": [edition.to_json() for edition in part.editions.values()],
        "withdrawals": [left.to_json() for left in part.withdrawals.values()],
        "sizes": dict(part.sizes),
        "pages": {path: _ways(ways) for path, ways in part.pages.items()},
    }


def _ways(ways: PageWays) -> list[JsonValue]:
    places: list[JsonValue] = [list(place) for place in ways.places]
    return [ways.language, list(ways.anchors), list(ways.heads), places]


def _settled(name: str, value: JsonObject) -> Settled:
    """What is remembered of a document. Raises ValueError if the form is another."""
    editions = [summary_from_json(each) for each in objects(value, "editions")]
    withdrawals = [Withdrawal.from_json(each) for each in objects(value, "withdrawals")]
    sizes, pages = object_of(value.get("sizes")), object_of(value.get("pages"))
    return Settled(
        string(value, "inputs"),
        string(value, "files"),
        tuple(str(tag) for tag in array(value, "tags")),
        DocumentPart(
            {(name, edition.tag): edition for edition in editions},
            {(name, left.tag): left for left in withdrawals},
            {path: integer(sizes, path) for path in sizes},
            {path: _page(ways) for path, ways in pages.items()},
        ),
        Report(findings_from_json(value.get("findings"))),
        integer(value, "exit_code"),
    )


def _page(value: JsonValue) -> PageWays:
    match value:
        case [str(language), list(anchors), list(heads), list(places)]:
            pairs = tuple(_place(place) for place in places)
            return PageWays(language, tuple(map(str, anchors)), tuple(map(str, heads)), pairs)
        case _:
            raise ValueError("not where a page leads to")


def _place(value: JsonValue) -> tuple[str, str]:
    match value:
        case [str(goal), str(place)]:
            return goal, place
        case _:
            raise ValueError("not a place on a page")
