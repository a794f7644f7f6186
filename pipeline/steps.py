"""What each result of a build depended on, so that only what has changed is made again.

A step is a translation with its checks, the rendering of a file with its checks, or a page of the
site. What a step depends on are its *parts*: each has a name and a digest of its content. If all
parts are those of the last time, and the file is as it was left, the result stays as it is.

The results themselves are in the output folder; the record under `build/` has only digests and
findings, and may be deleted at any time.
"""

import hashlib
import json
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import date
from enum import Enum
from functools import cache

from pipeline.findings import Finding, Report
from pipeline.fingerprint import program_digest
from pipeline.json_values import JsonObject, JsonValue, array, integer, object_of, string
from pipeline.messages import message
from pipeline.project import Project
from pipeline.records import findings_from_json, findings_to_json, record_path, write_record
from pipeline.step_versions import Step, version_of

Parts = Mapping[str, str]
"""Digests by the names of what a step depends on; the names are those of `reasons.REASONS`."""

NEW = "new"
"""The reason for making what the record does not know."""
LOST = "lost"
"""The reason for making what is not as the last build left it."""
PROGRAM = "program"
"""The part that every step has: what it uses of the program itself."""


@dataclass(frozen=True, slots=True)
class StepResult:
    """What a step gave: the SHA-256 (hex) of its result, empty if there is none.

    `reasons` are the names of the parts that had changed when it was made, or NEW or LOST;
    `made` is when that was (ISO 8601, UTC).
    """

    parts: Parts
    result: str
    findings: tuple[Finding, ...] = ()
    exit_code: int = 0
    reasons: tuple[str, ...] = (NEW,)
    made: str = ""

    @property
    def report(self) -> Report:
        """What was found when the result was made."""
        return Report(self.findings)


@dataclass(frozen=True, slots=True)
class StepRecord:
    """The results of steps by their names: the path of a file, or `NAME/TAG` for a text.

    `unread` has the stored results of whole documents by their names (those of the site's own
    files by the empty name); they are read when somebody asks for them.
    """

    results: Mapping[str, StepResult] = field(default_factory=dict)
    unread: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def is_current(self) -> bool:
        """Whether it is this program's, so that much of it may still hold."""
        stored = next(iter(self.unread.values()), None)
        known = self.results if stored is None else _parsed(stored)
        first = next(iter(known.values()), None)
        return first is not None and first.parts.get(PROGRAM) == program_digest()

    def get(self, name: str) -> StepResult | None:
        """The result of a step, None if it is not known."""
        stored = self.unread.get(document_of(name))
        return self.results.get(name) if stored is None else _parsed(stored).get(name)

    def unchanged(self, name: str, parts: Parts) -> StepResult | None:
        """The result of the last time, if the step would give it again."""
        known = self.get(name)
        return known if known and dict(known.parts) == dict(parts) else None

    def updated(self, name: str, new: StepResult) -> StepResult:
        """A step's result as it is to be remembered: with why and when it came to be.

        That is as it was if the step has given the same as the last time.
        """
        known = self.get(name)
        if known and known.result == new.result and dict(known.parts) == dict(new.parts):
            return known
        return replace(new, reasons=self._reasons(known, new.parts))

    @staticmethod
    def _reasons(known: StepResult | None, parts: Parts) -> tuple[str, ...]:
        if known is None:
            return (NEW,)
        names = sorted(parts.keys() | known.parts.keys())
        return tuple(n for n in names if parts.get(n) != known.parts.get(n)) or (LOST,)

    def renewed(
        self,
        names: Container[str],
        results: Mapping[str, StepResult],
        settled: Container[str] = (),
    ) -> "StepRecord":
        """The record after a build that gave these results: of other steps only those `names`.

        Of the documents that are `settled` all stays as it is, unread.
        """
        kept = {name: stored for name, stored in self.unread.items() if name in settled}
        read = [_parsed(stored) for name, stored in self.unread.items() if name not in settled]
        stays = {name: r for known in (self.results, *read) for name, r in known.items()}
        return StepRecord({n: r for n, r in stays.items() if n in names} | dict(results), kept)


def document_of(name: str) -> str:
    """The document that a step belongs to; empty for the site's own files."""
    document, slash, _ = name.partition("/")
    return document if slash else ""


@cache
def _parsed(stored: bytes) -> Mapping[str, StepResult]:
    """The results of a document; none if they cannot be used, which only costs time."""
    try:
        value = object_of(json.loads(stored))
        return {name: _result(object_of(each)) for name, each in value.items()}
    except (ValueError, RecursionError):
        return {}


def parts_of(step: Step | None = None, /, **values: object) -> Parts:
    """The parts of a step by their names, its version among them.

    Without a step, which is so for the site's own pages, that is the whole program.
    """
    version = version_of(step) if step else program_digest()
    return {name: digest_of(value) for name, value in values.items()} | {PROGRAM: version}


def digest_of(value: object) -> str:
    """A digest of a value; equal values have equal ones, in every process and on every system.

    Raises TypeError for what is no value: see `_form`.
    """
    text = json.dumps(_form(value), ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _form(value: object) -> JsonValue:
    """The value as JSON; dataclasses and mappings by their names, sets in order."""
    match value:
        case None | bool() | int() | float():
            return value
        case Enum():
            return [type(value).__name__, value.name]
        case str():
            return value
        case bytes():
            return ["bytes", hashlib.sha256(value).hexdigest()]
        case date():
            return ["date", value.isoformat()]
        case Mapping():
            return ["map", *([_form(k), _form(v)] for k, v in _sorted_items(value))]
        case tuple() | list():
            return [_form(each) for each in value]
        case set() | frozenset():
            return ["set", *sorted((_form(each) for each in value), key=json.dumps)]
    if is_dataclass(value) and not isinstance(value, type):
        compared = (f.name for f in fields(value) if f.compare)
        return [type(value).__name__, *(_form(getattr(value, name)) for name in compared)]
    raise TypeError(f"no digest of {value!r}")


def _sorted_items(value: Mapping[object, object]) -> Iterator[tuple[object, object]]:
    yield from sorted(value.items(), key=lambda item: json.dumps(_form(item[0])))


def given_up(name: str) -> Finding:
    """The finding of a step that has killed every process that was given it."""
    reason = (
        "Every process that was given this work has died, so it was given up. Try again; if it "
        "stays so, send this line and the source to those who look after the program."
    )
    return Finding("build.given-up", name, message(reason))


def read_steps(project: Project) -> StepRecord:
    """The record of the last build; an empty one if there is none that can be used."""
    try:
        lines = record_path(project, "steps").read_bytes().splitlines()
    except OSError:
        return StepRecord()
    unread: dict[str, bytes] = {}
    for line in lines:
        name, tab, stored = line.partition(b"\t")
        if tab:
            unread[name.decode("utf-8", "surrogatepass")] = stored
    return StepRecord(unread=unread)


def write_steps(project: Project, record: StepRecord) -> None:
    """Keep the record for the next build: a line for each document, with its name before it."""
    lines = dict(record.unread)
    groups: dict[str, dict[str, JsonValue]] = {}
    for name in sorted(record.results):
        groups.setdefault(document_of(name), {})[name] = _stored(record.results[name])
    for document, value in groups.items():
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        lines[document] = text.encode("utf-8", "surrogatepass")
    names = ((name.encode("utf-8", "surrogatepass"), name) for name in sorted(lines))
    write_record(
        record_path(project, "steps"), b"".join(b"%s\t%s\n" % (n, lines[key]) for n, key in names)
    )


def _stored(result: StepResult) -> JsonObject:
    return {
        "parts": dict(result.parts),
        "result": result.result,
        "findings": findings_to_json(result.findings),
        "exit_code": result.exit_code,
        "reasons": list(result.reasons),
        "made": result.made,
    }


def _result(value: JsonObject) -> StepResult:
    parts = object_of(value.get("parts"))
    return StepResult(
        {name: string(parts, name) for name in parts},
        string(value, "result"),
        findings_from_json(value.get("findings")),
        integer(value, "exit_code"),
        tuple(str(reason) for reason in array(value, "reasons")),
        string(value, "made"),
    )
