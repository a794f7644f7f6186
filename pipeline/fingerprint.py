"""Whether anything changed since the last build, told in a fraction of a second.

Imports nothing heavy: this is all that a `make` with nothing to do runs.
"""

import hashlib
import json
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from pipeline.findings import Finding, Report, Severity
from pipeline.messages import Message, Value
from pipeline.project import Project

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


def inputs_digest(project: Project, options: tuple[str, ...]) -> str:
    """One digest of all that a build depends on: sources, code, libraries and options."""
    digest = hashlib.sha256()
    for text in (*options, os.environ.get("SOURCE_DATE_EPOCH", ""), sys.version, *_versions()):
        digest.update(text.encode() + b"\0")
    for folder in (project.source, Path(__file__).parent):
        _add_folder(digest, folder)
    return digest.hexdigest()


def output_digest(project: Project) -> str:
    """A digest of the whole output folder, so that a lost or altered file is made again."""
    digest = hashlib.sha256()
    _add_folder(digest, project.output)
    return digest.hexdigest()


def read_last_build(project: Project) -> LastBuild | None:
    """What the last build left; None if there is nothing usable, which only costs time."""
    try:
        value = json.loads(_record(project).read_text("utf-8"))
        findings = tuple(
            Finding(f["rule"], f["where"], _message(f["message"]), Severity(f["severity"]))
            for f in value["findings"]
        )
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
    findings = [
        {
            "rule": finding.rule,
            "where": finding.where,
            "severity": finding.severity.value,
            "message": _message_json(finding.message),
        }
        for finding in last.report.findings
    ]
    value = {
        "inputs": last.inputs,
        "output": last.output,
        "exit_code": last.exit_code,
        "is_published": last.is_published,
        "findings": findings,
    }
    path = _record(project)
    temporary = path.with_suffix(".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_text(json.dumps(value, ensure_ascii=False, indent=1), "utf-8")
        temporary.replace(path)
    except OSError:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _record(project: Project) -> Path:
    """One record for each output folder, so that `--output` has a memory of its own."""
    name = hashlib.sha256(str(project.output.resolve()).encode()).hexdigest()[:16]
    return project.work / f"last-build-{name}.json"


def _message_json(text: Message) -> dict[str, object]:
    values = {
        name: _message_json(value) if isinstance(value, Message) else value
        for name, value in text.values
    }
    return {"template": text.template, "values": values}


def _message(value: dict[str, object]) -> Message:
    template, values = value["template"], value["values"]
    if not isinstance(template, str) or not isinstance(values, dict):
        raise TypeError("not a stored message")
    pairs: list[tuple[str, Value]] = [
        (str(name), _message(stored) if isinstance(stored, dict) else stored)
        for name, stored in values.items()
    ]
    return Message(template, tuple(pairs))


def _versions() -> Iterator[str]:
    for name in LIBRARIES:
        yield f"{name} {version(name)}"


def _add_folder(digest: "hashlib._Hash", folder: Path) -> None:
    """Every name below the folder with what is there; links to folders are followed, once."""
    seen: set[str] = set()
    for place, folders, names in os.walk(folder, followlinks=True):
        inside = os.path.relpath(place, folder)
        seen.add(os.path.realpath(place))
        folders[:] = sorted(
            name
            for name in folders
            if name != "__pycache__" and os.path.realpath(f"{place}/{name}") not in seen
        )
        for name in (*folders, *sorted(names)):
            digest.update(os.fsencode(f"{inside}/{name}") + b"\0" + _content(Path(place, name)))


def _content(path: Path) -> bytes:
    """A file's hash, or what the name is instead: a folder, a dead link, a file kept secret."""
    if path.is_dir():
        return b"/"
    try:
        return hashlib.sha256(path.read_bytes()).digest() if path.is_file() else b"-"
    except OSError:
        return b"!"
