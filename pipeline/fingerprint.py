"""Whether anything changed since the last build, told in a fraction of a second.

Imports nothing heavy: this is all that a `make` with nothing to do runs.
"""

import hashlib
import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

from pipeline.file_digests import FileDigests
from pipeline.findings import Report
from pipeline.project import Project
from pipeline.records import findings_from_json, findings_to_json, record_path, write_record

LIBRARIES = (
    "babel", "deflate", "fonttools", "icu4py", "jinja2", "lxml", "markdown-it-py",
    "mdit-py-plugins", "pikepdf", "pillow", "pyphen", "python-docx", "pyyaml", "rapidfuzz",
    "reportlab", "uharfbuzz",
)  # fmt: skip
"""The libraries whose version shows in the output."""


@dataclass(frozen=True, slots=True)
class LastBuild:
    """What a finished build leaves for the next one: its inputs, its output, its findings."""

    inputs: str
    output: str
    exit_code: int
    report: Report
    is_published: bool = True


def inputs_digest(sources: Iterable[tuple[str, bytes]], options: tuple[str, ...]) -> str:
    """One digest of all that a build depends on: sources, code, libraries and options.

    `sources` are the entries of the source folder (`folder_entries`).
    """
    texts = (*options, os.environ.get("SOURCE_DATE_EPOCH", ""), program_digest())
    return _digest(texts, sources)


@cache
def program_digest() -> str:
    """A digest of this program with its fonts and words, its libraries, and Python."""
    return digest_of_program(program_files())


def digest_of_program(paths: Iterable[str]) -> str:
    """A digest of these files of the program, its libraries, and Python."""
    files = program_files()
    return _digest((sys.version, *_versions()), ((path, files[path]) for path in paths))


@cache
def program_files() -> Mapping[str, bytes]:
    """Every path below the program's folder with what is there, as `folder_entries`."""
    return dict(folder_entries(Path(__file__).parent))


def output_digest(project: Project, digests: FileDigests | None = None) -> str:
    """A digest of the whole output folder, so that a lost or altered file is made again."""
    return digest_of_entries(folder_entries(project.output, digests))


def digest_of_entries(entries: Iterable[tuple[str, bytes]]) -> str:
    """One digest of what `folder_entries` gives."""
    return _digest((), entries)


def _digest(texts: Iterable[str], entries: Iterable[tuple[str, bytes]]) -> str:
    digest = hashlib.sha256()
    for text in texts:
        digest.update(text.encode() + b"\0")
    for path, content in entries:
        digest.update(os.fsencode(path) + b"\0" + content)
    return digest.hexdigest()


def read_last_build(project: Project) -> LastBuild | None:
    """What the last build left; None if there is nothing usable, which only costs time."""
    try:
        value = json.loads(_record(project).read_bytes())
        findings = findings_from_json(value["findings"])
        return LastBuild(
            str(value["inputs"]),
            str(value["output"]),
            int(value["exit_code"]),
            Report(findings),
            bool(value["is_published"]),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write_last_build(project: Project, last: LastBuild) -> None:
    """Remember a finished build. A folder that cannot be written only costs time."""
    value = {
        "inputs": last.inputs,
        "output": last.output,
        "exit_code": last.exit_code,
        "is_published": last.is_published,
        "findings": findings_to_json(last.report.findings),
    }
    write_record(_record(project), json.dumps(value, ensure_ascii=False, indent=1))


def _record(project: Project) -> Path:
    return record_path(project, "last-build")


def _versions() -> Iterator[str]:
    for name in LIBRARIES:
        yield f"{name} {version(name)}"


def folder_entries(folder: Path, digests: FileDigests | None = None) -> Iterator[tuple[str, bytes]]:
    """Every path below the folder with what is there: a file's SHA-256 (hex), `/` for a folder.

    Links to folders are followed, once. With `digests`, files that have not changed since they
    were last read are not read again.
    """
    known = FileDigests() if digests is None else digests
    place = os.path.abspath(folder)  # noqa: PTH100 - links stay as they are
    if os.path.isdir(place):  # noqa: PTH112
        yield from _entries(place, "", known, {_identity(os.stat(place))})  # noqa: PTH116


def _entries(
    folder: str, start: str, digests: FileDigests, seen: set[tuple[int, int]]
) -> Iterator[tuple[str, bytes]]:
    """The entries below a folder; `seen` identifies the folders that were looked into."""
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        path = start + entry.name
        if not entry.is_dir():
            yield path, _content(entry.path, digests)
        elif entry.name != "__pycache__" and (identity := _identity(entry.stat())) not in seen:
            seen.add(identity)
            yield path, b"/"
            yield from _entries(entry.path, f"{path}/", digests, seen)


def _identity(status: os.stat_result) -> tuple[int, int]:
    return status.st_dev, status.st_ino


def _content(path: str, digests: FileDigests) -> bytes:
    """A file's hash, or what the name is instead: a folder, a dead link, a file kept secret."""
    try:
        found = digests.of(path)
    except OSError:
        return b"!"
    if found is not None:
        return found.encode()
    return b"/" if os.path.isdir(path) else b"-"  # noqa: PTH112 - as many as there are files
