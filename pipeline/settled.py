"""Documents of which nothing has changed since the last build, so that they need no second look.

Such a document is neither read nor made nor checked: its files stay, and the site's own pages
tell of it what is remembered here. It is settled if all that it depends on is as it was, and so
is all that is published of it. What is remembered lies under `build/` and may be deleted at any
time.
"""

import hashlib
import os
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.check.site_document import DocumentPart
from pipeline.editions import Prepared
from pipeline.errors import EXIT_OK
from pipeline.findings import Report
from pipeline.fingerprint import program_digest
from pipeline.manifest import Manifest
from pipeline.project import NOT_BRIEFINGS, Project, briefing_files
from pipeline.selection import Selection
from pipeline.summary import Offer

TRANSLATIONS = "translations/"
NO_FILES = "nothing"
"""In the place of a digest where nothing is published of a document."""
TOLD_ONCE = frozenset({"settings.updated", "edition.lost", "build.given-up"})
"""The rules of findings on what had changed since the last build, or what that one gave up."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What is remembered of a document.

    `inputs` and `files` are digests (SHA-256, hex) of what it depends on and of what is published
    of it; `tags` are the languages in which it has anything to offer, or will have. `stored` is
    the form in which it was read, if it was.
    """

    inputs: str
    files: str
    tags: tuple[str, ...]
    part: DocumentPart
    report: Report
    exit_code: int
    stored: bytes = field(default=b"", compare=False, repr=False)

    def offers(self, name: str) -> tuple[Offer, ...]:
        """What the document offers in each language."""
        editions, withdrawals = self.part.editions, self.part.withdrawals
        return tuple(
            Offer(name, tag, editions.get((name, tag)), withdrawals.get((name, tag)))
            for tag in self.tags
        )


def inputs_of(project: Project, sources: Iterable[tuple[str, bytes]]) -> dict[str, str]:
    """A digest of all that each document depends on, by its name.

    What does not belong to one document alone, such as the settings, the glossary and pictures,
    belongs to all. `sources` are the entries of the source folder (`folder_entries`). Raises
    SourceError, as `briefing_files`.
    """
    briefings = {path.name: path.stem for path in briefing_files(project)}
    owners = briefings | {f"{stem}.toml": stem for stem in briefings.values()}
    names = frozenset(briefings.values())
    common = hashlib.sha256()
    for text in (os.environ.get("SOURCE_DATE_EPOCH", ""), program_digest()):
        common.update(text.encode() + b"\0")
    own = {name: hashlib.sha256() for name in briefings.values()}
    for path, content in sources:
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


def files_of(
    entries: Iterable[tuple[str, bytes]], manifest: Manifest, without: Container[str] = ()
) -> dict[str, str]:
    """A digest of all that lies in each document's folder and that the manifest says of it.

    It is empty where the manifest does not tell the truth. `entries` are those of the output
    folder (`folder_entries`). Of the documents `without` there is none.
    """
    there = dict(entries)
    told: dict[str, list[str]] = {}
    wrong: set[str] = set()
    for file in manifest.files:
        if file.document and file.document not in without:
            if there.pop(file.path, b"") != file.sha256.encode():
                wrong.add(file.document)
            about = f"{file.sha256} {file.size} {file.language} {file.status} {file.title}"
            told.setdefault(file.document, []).append(f"{file.path} {about}")
    for path, content in there.items():  # folders, and what is not ours
        name, slash, _ = path.partition("/")
        if slash and name not in without:
            told.setdefault(name, []).append(f"{path} {content!r}")
    return {name: "" if name in wrong else _digest(lines) for name, lines in told.items()}


def _digest(lines: Iterable[str]) -> str:
    text = "\0".join(lines)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


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


def with_files(settled: Mapping[str, Settled], files: Mapping[str, str]) -> dict[str, Settled]:
    """The same with what is published of them now."""
    now = {name: files.get(name, NO_FILES) for name in settled}
    return {
        name: each if each.files == now[name] else replace(each, files=now[name], stored=b"")
        for name, each in settled.items()
    }
