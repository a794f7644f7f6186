"""What `make check` found out: one row for each file and check."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from pipeline.findings import Finding, Severity
from pipeline.messages import Message


class Outcome(StrEnum):
    """How a check ended."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_RUN = "NOT RUN"
    """A tool was missing or the check does not apply; never counted as passed."""


@dataclass(frozen=True, slots=True)
class Result:
    """One check of one file. `reason` tells why it was not run.

    `judge_is_missing` tells a program that should have judged from a check that does not apply.
    """

    path: str
    check: str
    outcome: Outcome
    findings: tuple[Finding, ...] = ()
    reason: Message | None = None
    judge_is_missing: bool = False


@dataclass(frozen=True, slots=True)
class Results:
    """The rows in the order in which the checks were made."""

    rows: tuple[Result, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings."""
        return tuple(finding for row in self.rows for finding in row.findings)

    @property
    def ok(self) -> bool:
        """Whether nothing failed. No row at all is a failure: nothing was looked at."""
        return bool(self.rows) and all(row.outcome is not Outcome.FAILED for row in self.rows)

    @property
    def judges_are_missing(self) -> bool:
        """Whether an outside judge should have judged and was not there."""
        return any(row.judge_is_missing for row in self.rows)

    def count(self, outcome: Outcome) -> int:
        """How many checks ended that way."""
        return sum(row.outcome is outcome for row in self.rows)

    def __add__(self, other: "Results") -> "Results":
        return Results(self.rows + other.rows)


def judged(path: str, check: str, findings: Iterable[Finding]) -> Result:
    """A row for a check that was run: failed if it has an error, else passed."""
    found = tuple(findings)
    failed = any(finding.severity is Severity.ERROR for finding in found)
    return Result(path, check, Outcome.FAILED if failed else Outcome.PASSED, found)


def not_applicable(path: str, check: str, reason: Message) -> Result:
    """A row for a check that makes no sense for this file."""
    return Result(path, check, Outcome.NOT_RUN, reason=reason)


def without_judge(path: str, check: str, reason: Message) -> Result:
    """A row for a check whose outside judge is missing or could not be run."""
    return Result(path, check, Outcome.NOT_RUN, reason=reason, judge_is_missing=True)
