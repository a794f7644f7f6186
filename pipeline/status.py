"""For each document and language: how far the translation is, and what is published."""

from dataclasses import dataclass

from pipeline.languages import SOURCE_TAG
from pipeline.manifest import Status, read_manifest
from pipeline.project import Project, read_documents
from pipeline.settings import read_settings
from pipeline.translate.states import EntryState
from pipeline.translate.workspace import translation


@dataclass(frozen=True, slots=True)
class StatusRow:
    """One document in one language.

    `rule` is what the settings demand (`original` for Swedish); the numbers are texts in each
    state; `published` is what residents find now, None for nothing.
    """

    document: str
    language: str
    rule: str
    approved: int
    draft: int
    outdated: int
    missing: int
    published: Status | None


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
        rows.append(StatusRow(name, SOURCE_TAG, "original", 0, 0, 0, 0, original))
        for tag, rule in settings.languages.items():
            counts = translation(project.source, name, document.parsed.briefing, tag).counts
            rows.append(
                StatusRow(
                    name,
                    tag,
                    rule.value,
                    counts.get(EntryState.APPROVED, 0),
                    counts.get(EntryState.DRAFT, 0),
                    counts.get(EntryState.OUTDATED, 0),
                    counts.get(EntryState.MISSING, 0),
                    published.get((name, tag)),
                )
            )
    return tuple(rows)
