"""A language's own text for a document, such as easy Swedish, with what stands beside it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pipeline.check.adaptation import Adapted, check_adaptation
from pipeline.edition import State
from pipeline.findings import Finding, Severity
from pipeline.messages import message
from pipeline.parse import Parsed
from pipeline.parse.adaptation import adaptation_path, parse_adaptation
from pipeline.project import Document, Project
from pipeline.translate.adaptation import adaptation_hash, read_companion, text_digest
from pipeline.translate.approvals import Approval, read_approvals
from pipeline.translate.states import EntryState
from pipeline.translate.workspace import (
    approvals_path,
    catalog_path,
    companion_path,
    translations_folder,
)


@dataclass(frozen=True, slots=True)
class Adaptation:
    """A language's own text for a document, with what stands beside it, and its state.

    `sha256` is what is approved, `swedish` identifies the words of today's Swedish text.
    `findings` is all that is to be said of it: how it was read, what it invents or leaves out.
    """

    path: Path
    parsed: Parsed
    is_current: bool
    approval: Approval | None
    sha256: str
    swedish: str
    findings: tuple[Finding, ...]

    @property
    def state(self) -> State:
        """Approved, if a person has approved this very text for today's Swedish one."""
        return State.APPROVED if self.approval else State.DRAFT

    @property
    def entry_state(self) -> EntryState:
        """The same as the state of an entry in a catalog."""
        if not self.is_current:
            return EntryState.OUTDATED
        return EntryState.APPROVED if self.approval else EntryState.DRAFT


def read_adaptation(document: Document, project: Project, tag: str) -> Adaptation | None:
    """A language's own text for the document; None if it has none, but perhaps a catalog.

    Raises SourceError if it cannot be read, CatalogError if what stands beside it cannot.
    """
    source, name = document.parsed.briefing, document.info.name
    path = adaptation_path(translations_folder(project.source, name), tag)
    if path is None:
        return None
    parsed = parse_adaptation(path, tag, source, project.source)
    companion = read_companion(companion_path(project.source, name, tag))
    swedish = text_digest(source)
    sha256 = adaptation_hash(swedish, parsed.briefing)
    approvals = read_approvals(approvals_path(project.source, name))
    places = (_places(document.path, document.parsed), _places(path, parsed))
    text = Adapted(source, parsed.briefing, companion.omissions, *places)
    is_current = companion.swedish == swedish
    found = [*parsed.report.findings, *check_adaptation(text)]
    if not is_current:
        found.append(_not_current(document, path, companion.swedish))
    if (catalog := catalog_path(project.source, name, tag)).exists():
        reason = "This catalog is not used, since {file} is the text of this language; remove one."
        unused = message(reason, file=path.name)
        found.append(Finding("adaptation.catalog", str(catalog), unused, Severity.WARNING))
    approval = approvals.by_hash(tag).get(sha256) if is_current else None
    return Adaptation(path, parsed, is_current, approval, sha256, swedish, tuple(found))


def _not_current(document: Document, path: Path, swedish: str) -> Finding:
    name, tag = document.info.name, path.stem
    if swedish:
        reason = (
            "The Swedish text has changed since this text was written for it. Compare the two, "
            "and then run: python -m pipeline adapt {name} {tag}"
        )
    else:
        reason = (
            "Nobody has recorded which Swedish text this text was written for. Compare the two, "
            "and then run: python -m pipeline adapt {name} {tag}"
        )
    text = message(reason, name=name, tag=tag)
    return Finding("adaptation.outdated", str(path), text, Severity.WARNING)


def _places(path: Path, parsed: Parsed) -> Callable[[str], str]:
    """From the id of a text to its file and line; of what has no line, that of its block."""

    def place(identity: str) -> str:
        parts = identity.split(".")
        ids = (".".join(parts[:n]) for n in range(len(parts), 0, -1))
        line = next((parsed.lines[known] for known in ids if known in parsed.lines), None)
        return f"{path}:{line}" if line else str(path)

    return place
