"""Problems of the documents, as values: nothing here stops a run by itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from pipeline.messages import Message


class Severity(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    """The file or language it belongs to is not published."""
    WARNING = "warning"
    """Published, but someone has to act: the run ends with exit code 1."""
    NOTE = "note"
    """Something staff should be able to see, such as a repaired hyphen."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One observation: the rule that made it, the place, and a sentence.

    `rule` is a stable name such as `fidelity.number`; `where` is a file with line, or a
    document, language and block, as a person would look it up.
    """

    rule: str
    where: str
    message: Message
    severity: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True)
class Report:
    """Findings in the order in which they were made."""

    findings: tuple[Finding, ...] = ()

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that keep something from being published."""
        return tuple(f for f in self.findings if f.severity is Severity.ERROR)

    @property
    def open(self) -> tuple[Finding, ...]:
        """The findings that someone has to act on: errors and warnings."""
        return tuple(f for f in self.findings if f.severity is not Severity.NOTE)

    def __add__(self, other: "Report") -> "Report":
        return Report(self.findings + other.findings)

    def with_findings(self, findings: Iterable[Finding]) -> "Report":
        """This report with more findings at its end."""
        return Report(self.findings + tuple(findings))
