"""What `make check` found out about each published file, kept with the sources.

`source/accessibility-results.json` is committed, so that the accessibility statement of a site
rests on checks that were made of its very files: an entry belongs to a file's SHA-256, and a
file without an entry was not tested.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from pipeline.check.results import Outcome, Result, Results
from pipeline.errors import SettingsError, system_reason
from pipeline.manifest import PublishedFile
from pipeline.messages import Message, message
from pipeline.published_paths import STATEMENTS
from pipeline.whole_file import write_whole

FORMATS = ("html", "pdf", "docx")
"""What residents read."""
_VERSION = 1
_NAMES = {Outcome.PASSED: "passed", Outcome.FAILED: "failed", Outcome.NOT_RUN: "not run"}
_OUTCOMES = {name: outcome for outcome, name in _NAMES.items()}


@dataclass(frozen=True, slots=True)
class FileResult:
    """The checks of one file by their names, and the day on which they first ended so."""

    path: str
    day: date
    checks: Mapping[str, Outcome]

    @property
    def outcome(self) -> Outcome:
        """Failed if any check failed; passed if all were run and passed; else not run."""
        outcomes = set(self.checks.values())
        if Outcome.FAILED in outcomes:
            return Outcome.FAILED
        return Outcome.PASSED if outcomes == {Outcome.PASSED} else Outcome.NOT_RUN

    @property
    def failures(self) -> int:
        """How many checks failed."""
        return sum(outcome is Outcome.FAILED for outcome in self.checks.values())


@dataclass(frozen=True, slots=True)
class AccessibilityResults:
    """The results of files by their SHA-256 (hex)."""

    files: Mapping[str, FileResult] = field(default_factory=dict)

    def of(self, sha256: str) -> FileResult | None:
        """The result of the file with these bytes; None if it was not tested."""
        return self.files.get(sha256)

    def updated(
        self, results: Results, published: Iterable[PublishedFile], day: date
    ) -> "AccessibilityResults":
        """These results with those of a run of checks on this day.

        Where every check ended as before, the earlier day stays, so that a second run changes
        nothing; a check that could not be run this time keeps its earlier outcome. What is no
        longer published is left out. The statements themselves have no entry: they tell of the
        others.
        """
        known = [file for file in published if file.format in FORMATS]
        known = [file for file in known if file.path not in STATEMENTS]
        checks = _by_path(results, {file.path for file in known})
        files: dict[str, FileResult] = {}
        for file in known:
            before = self.of(file.sha256)
            found = _merged(before, checks.get(file.path, {}))
            if before and before.path == file.path and before.checks == found:
                files[file.sha256] = before
            elif found:
                files[file.sha256] = FileResult(file.path, day, found)
        return AccessibilityResults(files)

    def to_bytes(self) -> bytes:
        """The file: an entry on each line, in the order of the paths."""
        entries = sorted(self.files.items(), key=lambda item: (item[1].path, item[0]))
        lines = (f"{json.dumps(sha256)}: {_entry(result)}" for sha256, result in entries)
        body = ",\n".join(lines)
        return f'{{"version": {_VERSION}, "files": {{\n{body}\n}}}}\n'.encode()


def _by_path(results: Results, paths: set[str]) -> dict[str, dict[str, Outcome]]:
    """The outcomes of each file's own checks; none of a file whose bytes are not as published.

    The check of the site judges the pages that belong to no document.
    """
    found: dict[str, dict[str, Outcome]] = {}
    changed: set[str] = set()
    for row in results.rows:
        if row.check == "bytes":
            changed |= {row.path} if row.outcome is Outcome.FAILED else set()
        elif row.check == "site":
            for path in paths:
                if "/" not in path and path.endswith(".html"):
                    found.setdefault(path, {})[row.check] = _of_page(row, path)
        elif row.path in paths:
            found.setdefault(row.path, {})[row.check] = row.outcome
    return {path: checks for path, checks in found.items() if path not in changed}


def _of_page(row: Result, path: str) -> Outcome:
    is_blamed = any(finding.where == path for finding in row.findings)
    return Outcome.FAILED if is_blamed else Outcome.PASSED


def _merged(before: FileResult | None, found: Mapping[str, Outcome]) -> dict[str, Outcome]:
    earlier = dict(before.checks) if before else {}
    run = {check: outcome for check, outcome in found.items() if outcome is not Outcome.NOT_RUN}
    return {**dict(found), **earlier, **run}


def _entry(result: FileResult) -> str:
    checks = {name: _NAMES[outcome] for name, outcome in sorted(result.checks.items())}
    value = {"path": result.path, "day": result.day.isoformat(), "checks": checks}
    return json.dumps(value, ensure_ascii=False)


def read_results(path: Path) -> AccessibilityResults:
    """The results in a file; none if it does not exist.

    Raises SettingsError if it cannot be read or is not as this program writes it.
    """
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        return AccessibilityResults()
    except OSError as error:
        reason = message("This file cannot be read: {reason}.", reason=system_reason(error))
        raise SettingsError(reason, where=str(path)) from None
    except UnicodeDecodeError:
        raise SettingsError(_damaged(), where=str(path)) from None
    try:
        match json.loads(text):
            case {"version": 1, "files": dict(entries), **rest} if not rest:
                return AccessibilityResults({key: _result(v) for key, v in entries.items()})
    except (ValueError, RecursionError):
        pass
    raise SettingsError(_damaged(), where=str(path))


def _damaged() -> Message:
    reason = (
        "These results of the checks cannot be used. Remove the file and run make check; until "
        "then all files count as not tested."
    )
    return message(reason)


def _result(value: object) -> FileResult:
    match value:
        case {"path": str(path), "day": str(day), "checks": dict(checks), **rest} if not rest:
            outcomes = {str(name): _OUTCOMES.get(outcome) for name, outcome in checks.items()}
            known = {name: outcome for name, outcome in outcomes.items() if outcome}
            if len(known) == len(outcomes):
                return FileResult(path, date.fromisoformat(day), known)
    raise ValueError("not a result")


def write_results(path: Path, results: AccessibilityResults) -> bool:
    """Replace the file as a whole, if anything in it changes; whether it did.

    Raises SettingsError if it cannot be written.
    """
    data = results.to_bytes()
    if path.is_file() and path.read_bytes() == data:
        return False
    write_whole(path, data, SettingsError)
    return True
