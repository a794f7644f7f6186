"""For each document and language: how far the translation is, and what is published."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from pipeline.editions import read_adaptation
from pipeline.errors import EXIT_OK, CatalogError, SourceError
from pipeline.findings import Finding
from pipeline.interface import Interface
from pipeline.json_values import JsonObject
from pipeline.languages import SOURCE_TAG, language
from pipeline.manifest import Status, read_manifest
from pipeline.messages import message
from pipeline.project import Document, Project, read_documents
from pipeline.settings import Settings, read_settings
from pipeline.translate.segments import segments
from pipeline.translate.states import EntryState
from pipeline.translate.workspace import translation, without_catalog

if TYPE_CHECKING:
    from rich.table import Table

COLUMNS = (
    message("Language"),
    message("Rule"),
    message("Approved"),
    message("Drafts"),
    message("Machine"),
    message("Outdated"),
    message("Missing"),
    message("Published"),
)

NAMES = {
    "": message("nothing"),
    "original": message("the original"),
    "approved": message("approved"),
    "draft": message("draft"),
    "machine": message("machine"),
    "planned": message("planned"),
    "outdated": message("an older version"),
    "withdrawn": message("withdrawn"),
}


@dataclass(frozen=True, slots=True)
class StatusRow:
    """One document in one language.

    `rule` is what the settings demand (`original` for Swedish); the numbers are texts in each
    state; `published` is what residents find now, None for nothing. `problem` is what keeps the
    catalog from being read; then all texts count as missing.
    """

    document: str
    language: str
    rule: str
    approved: int
    draft: int
    machine: int
    outdated: int
    missing: int
    published: Status | None
    problem: Finding | None = None
    exit_code: int = EXIT_OK

    def to_json(self, ui: Interface) -> JsonObject:
        """The row for machines, with a problem as a sentence in the language of `ui`."""
        return {
            "document": self.document,
            "language": self.language,
            "rule": self.rule,
            "approved": self.approved,
            "draft": self.draft,
            "machine": self.machine,
            "outdated": self.outdated,
            "missing": self.missing,
            "published": self.published.value if self.published else None,
            "problem": ui.show_finding(self.problem) if self.problem else None,
        }


def read_status(project: Project) -> tuple[StatusRow, ...]:
    """A row for each document and language. Raises PipelineError as a build would."""
    settings = read_settings(project.settings_file)
    published = {
        (file.document, file.language): file.status
        for file in read_manifest(project.output).files
        if file.format in ("html", "pdf", "docx")
    }
    rows: list[StatusRow] = []
    for document in read_documents(project):
        name = document.info.name
        original = published.get((name, SOURCE_TAG))
        rows.append(StatusRow(name, SOURCE_TAG, "original", 0, 0, 0, 0, 0, original))
        rows.extend(
            _row(project, document, tag, settings, published.get((name, tag)))
            for tag in settings.languages
        )
    return tuple(rows)


def _row(
    project: Project, document: Document, tag: str, settings: Settings, published: Status | None
) -> StatusRow:
    name, briefing = document.info.name, document.parsed.briefing
    problem, exit_code = None, EXIT_OK
    try:
        own = read_adaptation(document, project, tag)
        counts = (
            {own.entry_state: len(segments(own.parsed.briefing))}
            if own
            else translation(project.source, name, briefing, tag).counts
        )
    except (CatalogError, SourceError) as error:
        problem = Finding("catalog.unusable", error.where, error.text)
        exit_code = error.exit_code
        counts = without_catalog(project.source, name, briefing, tag).counts
    return StatusRow(
        name,
        tag,
        settings.languages[tag].value,
        counts.get(EntryState.APPROVED, 0),
        counts.get(EntryState.DRAFT, 0),
        counts.get(EntryState.MACHINE, 0),
        counts.get(EntryState.OUTDATED, 0),
        counts.get(EntryState.MISSING, 0),
        published,
        problem,
        exit_code,
    )


def status_tables(rows: tuple[StatusRow, ...], ui: Interface) -> "Iterator[Table]":
    """A table for each document, for a rich console."""
    from rich.table import Table
    from rich.text import Text

    for document, found in groupby(rows, lambda row: row.document):
        title = Text(document, style="bold")
        table = Table(
            title=title,
            title_justify="left",
            box=None,
            pad_edge=False,
            padding=(0, 1, 0, 0),  # one space between columns: all fit on 80 characters
        )
        for number, text in enumerate(COLUMNS):
            is_count = 2 <= number <= 6
            table.add_column(
                ui.show(text), justify="right" if is_count else "left", overflow="fold"
            )
        for row in found:
            counts = (row.approved, row.draft, row.machine, row.outdated, row.missing)
            shown = [""] * len(counts) if row.language == SOURCE_TAG else map(str, counts)
            state = ui.show(NAMES[row.published.value if row.published else ""])
            table.add_row(_language(row.language, ui), ui.show(NAMES[row.rule]), *shown, state)
        yield table


def _language(tag: str, ui: Interface) -> str:
    return f"{language(tag).swedish} ({tag})" if ui.tag == SOURCE_TAG else tag
