"""Where a project's files are, and the briefings in it."""

import hashlib
import json
import os
import unicodedata
from collections.abc import Container
from dataclasses import dataclass
from pathlib import Path

from pipeline.briefing_json import briefing_to_json
from pipeline.edition import DocumentInfo
from pipeline.errors import SourceError, UsageError
from pipeline.findings import Finding, Severity
from pipeline.languages import all_languages
from pipeline.manifest import MANIFEST
from pipeline.messages import message
from pipeline.parse import Parsed, parse_source
from pipeline.published_paths import is_safe_path, own_files
from pipeline.settings import Stated, read_document_settings, read_given_title

SETTINGS_FILE = "settings.toml"
GLOSSARY_FILE = "glossary.csv"

NOT_BRIEFINGS = (
    *(".toml", ".csv", ".json", ".lock", ".bak", ".tmp", ".identifier"),
    *(".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".tif", ".tiff", ".bmp", ".heic"),
)
"""What lies in `source/` besides briefings, by suffix: settings, word lists, results of checks,
backups, the `NAME:Zone.Identifier` that Windows puts beside a file from the internet, and
pictures. Those that no briefing can have are told of where one refers to them."""

NEVER_BRIEFINGS = ("thumbs.db", "desktop.ini")
"""What Windows puts into a folder, in lower case."""

LONGEST_NAME_BYTES = 200
"""A file system takes 255 bytes; the language's tag and the suffix are added."""

SITE_NAMES = frozenset(
    name.casefold() for name in (MANIFEST, "robots.txt", *own_files(all_languages()))
)
"""Stems that would become folders with the names of the site's own files, in lower case."""


@dataclass(frozen=True, slots=True)
class Project:
    """The folders: what people write, what is published, what machines remember, models."""

    source: Path = Path("source")
    output: Path = Path("output")
    work: Path = Path("build")
    models: Path = Path("models")

    @property
    def settings_file(self) -> Path:
        """The settings of all documents."""
        return self.source / SETTINGS_FILE

    @property
    def glossary_file(self) -> Path:
        """The municipality's own words; it need not exist."""
        return self.source / GLOSSARY_FILE

    @property
    def results_file(self) -> Path:
        """What `make check` found out about the published files; it need not exist."""
        return self.source / "accessibility-results.json"

    @property
    def memory_folder(self) -> Path:
        """The index of the translation memory; it may be deleted at any time."""
        return self.work / "memory"

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
    path: Path


def briefing_files(project: Project) -> tuple[Path, ...]:
    """The briefings in the source folder, in alphabetical order.

    Hidden files, editors' backups and what Windows leaves are passed over. Raises SourceError
    if there is none, if a name cannot be an address, or if two have the same stem (but for
    upper and lower case), since their outputs would overwrite each other.
    """
    if not project.source.is_dir():
        reason = "This folder is missing. Run the command in the project's own folder."
        raise SourceError(message(reason), where=str(project.source))
    with os.scandir(project.source) as entries:
        names = sorted(entry.name for entry in entries if entry.is_file())
    paths = [path for name in names if _is_briefing(path := project.source / name)]
    if not paths:
        reason = "There is no briefing here. Put a text file such as briefing.txt into it."
        raise SourceError(message(reason), where=str(project.source))
    by_stem: dict[str, Path] = {}
    for path in paths:
        if not _can_be_address(path.stem):
            reason = (
                "This file's name cannot become an address. Use letters, digits and hyphens, "
                "such as lagesbild-juni.txt."
            )
            raise SourceError(message(reason), where=_printable(path))
        other = by_stem.setdefault(unicodedata.normalize("NFC", path.stem).casefold(), path)
        if other != path:
            reason = "Another briefing has the same name: {other}. Rename one of them."
            raise SourceError(message(reason, other=other.name), where=str(path))
    return tuple(paths)


def _can_be_address(stem: str) -> bool:
    """Whether a document's folder and files can have this name on every system."""
    try:
        size = len(stem.encode("utf-8"))
    except UnicodeEncodeError:  # bytes that are no UTF-8, from another system's archive
        return False
    is_trimmed = stem == stem.strip() and not stem.endswith(".")
    is_free = stem.casefold() not in SITE_NAMES
    return is_safe_path(stem) and is_trimmed and is_free and size <= LONGEST_NAME_BYTES


def _printable(path: Path) -> str:
    """The path for a message, without what a terminal or a UTF-8 file cannot take."""
    return "".join(c if c.isprintable() else "\ufffd" for c in str(path))


def _is_briefing(path: Path) -> bool:
    name = path.name.lower()
    is_backup = name.startswith((".", "~", "#")) or name.endswith("~") or name in NEVER_BRIEFINGS
    return not is_backup and path.suffix.lower() not in NOT_BRIEFINGS


def read_documents(project: Project, without: Container[str] = ()) -> tuple[Document, ...]:
    """Every briefing of the project but those `without`. Raises SourceError or SettingsError."""
    paths = briefing_files(project)
    return tuple(read_document(path) for path in paths if path.stem not in without)


def read_document(path: Path) -> Document:
    """One briefing with its own settings, from NAME.toml or the front matter of the source.

    Raises SourceError or SettingsError.
    """
    beside = path.with_suffix(".toml")
    parsed = parse_source(path, read_given_title(beside))
    settings = read_document_settings(beside, Stated(path, parsed.stated))
    form = json.dumps(briefing_to_json(parsed.briefing), sort_keys=True, ensure_ascii=False)
    return Document(settings.info, parsed, hashlib.sha256(form.encode()).hexdigest(), path)


def stray_settings(project: Project) -> tuple[Finding, ...]:
    """A finding for each NAME.toml that has no briefing, most often a misspelt name."""
    stems = {path.stem for path in briefing_files(project)} | {Path(SETTINGS_FILE).stem}
    reason = message("There is no briefing with this name, so these settings are not used.")
    return tuple(
        Finding("settings.stray", _printable(path), reason, Severity.WARNING)
        for path in sorted(project.source.glob("*.toml"))
        if path.stem not in stems
    )
