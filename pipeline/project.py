"""Where a project's files are, and the briefings in it."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from pipeline.edition import DocumentInfo
from pipeline.errors import SourceError, UsageError
from pipeline.findings import Finding, Severity
from pipeline.messages import message
from pipeline.parse import Parsed, parse_source
from pipeline.settings import read_document_info

SETTINGS_FILE = "settings.toml"

NOT_BRIEFINGS = (".toml", ".csv", ".lock")
"""What lies in `source/` besides briefings, by suffix."""


@dataclass(frozen=True, slots=True)
class Project:
    """The folders: what people write, what is published, what machines remember."""

    source: Path = Path("source")
    output: Path = Path("output")
    work: Path = Path("build")

    @property
    def settings_file(self) -> Path:
        """The settings of all documents."""
        return self.source / SETTINGS_FILE

    def require_own_output(self) -> None:
        """Raises UsageError if the output folder holds the sources or lies among them.

        The output folder is replaced as a whole, and its files would be taken for sources.
        """
        output, source = self.output.resolve(), self.source.resolve()
        holds_project = Path.cwd().is_relative_to(output)
        if holds_project or source.is_relative_to(output) or output.is_relative_to(source):
            reason = "The output needs a folder of its own, beside the sources: --output FOLDER."
            raise UsageError(message(reason), where=str(output))


@dataclass(frozen=True, slots=True)
class Document:
    """A Swedish briefing as it was read; `digest` identifies its text (SHA-256, hex)."""

    info: DocumentInfo
    parsed: Parsed
    digest: str


def briefing_files(project: Project) -> tuple[Path, ...]:
    """The briefings in the source folder, in alphabetical order.

    Hidden files and editors' backups are passed over. Raises SourceError if there is none or
    if two have the same stem, since their outputs would overwrite each other.
    """
    if not project.source.is_dir():
        reason = "This folder is missing. Run the command in the project's own folder."
        raise SourceError(message(reason), where=str(project.source))
    paths = sorted(p for p in project.source.iterdir() if p.is_file() and _is_briefing(p))
    if not paths:
        reason = "There is no briefing here. Put a text file such as briefing.txt into it."
        raise SourceError(message(reason), where=str(project.source))
    by_stem: dict[str, Path] = {}
    for path in paths:
        other = by_stem.setdefault(path.stem, path)
        if other != path:
            reason = "Another briefing has the same name: {other}. Rename one of them."
            raise SourceError(message(reason, other=other.name), where=str(path))
    return tuple(paths)


def _is_briefing(path: Path) -> bool:
    is_backup = path.name.startswith((".", "~", "#")) or path.name.endswith("~")
    return not is_backup and path.suffix.lower() not in NOT_BRIEFINGS


def read_documents(project: Project) -> tuple[Document, ...]:
    """Every briefing of the project. Raises SourceError or SettingsError."""
    return tuple(read_document(path) for path in briefing_files(project))


def read_document(path: Path) -> Document:
    """One briefing with its own settings. Raises SourceError or SettingsError."""
    parsed = parse_source(path)
    info = read_document_info(path.with_suffix(".toml"))
    form = json.dumps(parsed.briefing.to_json(), sort_keys=True, ensure_ascii=False)
    return Document(info, parsed, hashlib.sha256(form.encode()).hexdigest())


def stray_settings(project: Project) -> tuple[Finding, ...]:
    """A finding for each NAME.toml that has no briefing, most often a misspelt name."""
    stems = {path.stem for path in briefing_files(project)} | {Path(SETTINGS_FILE).stem}
    reason = message("There is no briefing with this name, so these settings are not used.")
    return tuple(
        Finding("settings.stray", str(path), reason, Severity.WARNING)
        for path in sorted(project.source.glob("*.toml"))
        if path.stem not in stems
    )
