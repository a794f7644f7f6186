"""The commands of translators' work: catalogs, own texts, approvals. Heavy modules come late."""

import os
from collections.abc import Mapping, Sequence
from contextlib import closing, suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.errors import EXIT_FINDINGS, EXIT_OK, CatalogError, UsageError
from pipeline.findings import Finding, Report
from pipeline.interface import Interface
from pipeline.messages import message
from pipeline.project import Project
from pipeline.terminal import progress_line, show_no_models_exist, show_report

if TYPE_CHECKING:
    from pipeline.adaptations import Adaptation
    from pipeline.project import Document
    from pipeline.translate.states import EntryState


def translate(
    ui: Interface, source: Path, languages: tuple[str, ...], models: Path, by_machine: bool
) -> int:
    """Bring all catalogs up to the Swedish texts, and let the machine draft what they lack.

    A catalog that is broken does not stop the others.
    """
    from pipeline.project import read_documents
    from pipeline.settings import read_settings, require_known_languages
    from pipeline.translate.states import EntryState
    from pipeline.translate.workspace import catalog_path, read_counts

    project = Project(source, models=models)
    settings = read_settings(project.settings_file)
    require_known_languages(languages, settings)
    tags = [tag for tag in settings.languages if not languages or tag in languages]
    documents = read_documents(project)
    usable, broken = _update_catalogs(project, documents, tags)
    unreached = _draft(ui, project, usable) if by_machine else ()
    waiting: list[str] = []
    for tag, found in usable.items():
        _show_own_texts(ui, source, documents, tag)
        for document in found:
            name = document.info.name
            counts = read_counts(source, name, tag)
            _show_counts(ui, catalog_path(source, name, tag), counts)
            if tag in unreached and counts[EntryState.MISSING] + counts[EntryState.OUTDATED]:
                waiting.append(tag)
    _show_without_models(ui, tuple(dict.fromkeys(waiting)))
    show_report(ui, Report(tuple(broken)))
    return max(broken.values(), default=EXIT_OK)


def _update_catalogs(
    project: Project, documents: "Sequence[Document]", tags: Sequence[str]
) -> "tuple[dict[str, list[Document]], dict[Finding, int]]":
    """The documents whose catalogs are up to date, by language; the others' errors and codes."""
    from pipeline.translate.workspace import read_memory, update_catalogs

    usable: dict[str, list[Document]] = {}
    broken: dict[Finding, int] = {}
    for tag in tags:
        usable[tag] = []
        memories = {}
        with suppress(CatalogError):  # each document tells what is wrong with its own
            memories[tag] = read_memory(project.source, tag, project.memory_folder)
        for document in documents:
            if _own_text(project.source, document, tag):
                continue
            text = document.parsed
            try:
                update_catalogs(document.path, text.briefing, text.lines, (tag,), memories=memories)
            except CatalogError as error:
                broken[Finding("catalog.unusable", error.where, error.text)] = error.exit_code
            else:
                usable[tag].append(document)
    return usable, broken


def _own_text(source: Path, document: "Document", tag: str) -> Path | None:
    """The file of a language's own text for a document, which has no catalog then."""
    from pipeline.parse.adaptation import adaptation_path
    from pipeline.translate.workspace import translations_folder

    return adaptation_path(translations_folder(source, document.info.name), tag)


def _show_own_texts(ui: Interface, source: Path, documents: "Sequence[Document]", tag: str) -> None:
    for document in documents:
        if path := _own_text(source, document, tag):
            reason = "{path} is a text of its own, so there is no translation file."
            click.echo(ui.show(message(reason, path=str(path))))


def _draft(
    ui: Interface, project: Project, documents: "Mapping[str, Sequence[Document]]"
) -> tuple[str, ...]:
    """Let the machine draft, and say what it did; gives the languages that no model reaches."""
    from pipeline.drafting import draft_catalogs, summary
    from pipeline.glossary import read_glossary
    from pipeline.translate.argos import ArgosEngine
    from pipeline.translate.models.lockfile import FILE_NAME
    from pipeline.translate.models.privacy import refuse_remote_translation
    from pipeline.translate.models.store import installed_models

    refuse_remote_translation(os.environ, Path.home())
    installed = installed_models(project.models, project.source / FILE_NAME)
    glossary = read_glossary(project.glossary_file)
    with (
        closing(ArgosEngine(installed.models)) as engine,
        progress_line(ui, quiet=False) as progress,
    ):
        done = draft_catalogs(documents, engine, glossary, project, date.today(), progress)
    for text in summary(done.made):
        click.echo(ui.show(text))
    show_report(ui, Report(installed.findings))
    return done.unreached


def _show_without_models(ui: Interface, tags: tuple[str, ...]) -> None:
    """Why the machine does nothing for these languages, which have texts to translate."""
    from pipeline.languages import languages_without_models

    without = languages_without_models(tags)
    absent = tuple(tag for tag in tags if tag not in without)
    if absent:
        reason = "No translation model is installed for: {languages}. Run make models to get one."
        click.echo(ui.show(message(reason, languages=", ".join(absent))))
    show_no_models_exist(ui, without)


def _show_counts(ui: Interface, path: Path, counts: "Mapping[EntryState, int]") -> None:
    text = message(
        "{path}: {approved} approved, {draft} drafts, {machine} by machine, {outdated} outdated, "
        "{missing} missing",
        path=str(path),
        **{state.value: number for state, number in counts.items()},
    )
    click.echo(ui.show(text))


def approve(ui: Interface, name: str, language: str, by: str, source: Path) -> int:
    """Record an approval."""
    from pipeline.translate.states import EntryState
    from pipeline.translate.workspace import approve_catalog, unapproved_entries

    if (own := _adaptation(source, name, language)) is not None:
        return _approve_own_text(ui, name, language, by, source, own)
    number = approve_catalog(source, name, language, by, date.today())
    _show_approved(ui, name, language, by, number)
    left = unapproved_entries(source, name, language)
    unfinished = left[EntryState.MISSING] + left[EntryState.OUTDATED]
    if unfinished:
        reason = "Texts that are missing or outdated and so were not approved: {number}."
        click.echo(ui.show(message(reason, number=unfinished)))
    if left[EntryState.MACHINE]:
        reason = (
            "Drafts of the machine that are still marked as unfinished and so were not approved: "
            "{number}. Read and correct them, and take the mark away."
        )
        click.echo(ui.show(message(reason, number=left[EntryState.MACHINE])))
    return EXIT_OK


def adapt(ui: Interface, name: str, language: str, source: Path) -> int:
    """Record that a language's own text is written for today's Swedish text, and check it."""
    from pipeline.check.readability import readability
    from pipeline.translate.workspace import record_swedish, require_language, translations_folder

    require_language(language)
    document = _document(source, name)
    before = _adaptation(source, name, language)
    if document is None or before is None:
        path = translations_folder(source, name) / f"{language}.md"
        reason = "There is no text of its own here. Write it in this file (or .docx or .txt)."
        raise UsageError(message(reason), where=str(path))
    path = record_swedish(source, name, language, before.swedish)
    own = _adaptation(source, name, language) or before
    text = message(
        "{path}: recorded for today's Swedish text. LIX: {lix}, of the Swedish text {swedish}.",
        path=str(own.path),
        lix=readability(own.parsed.briefing).lix,
        swedish=readability(document.parsed.briefing).lix,
    )
    click.echo(ui.show(text))
    report = Report(own.findings)
    show_report(ui, report)
    return EXIT_FINDINGS if report.open else EXIT_OK


def _document(source: Path, name: str) -> "Document | None":
    from pipeline.project import read_documents

    return next((d for d in read_documents(Project(source)) if d.info.name == name), None)


def _adaptation(source: Path, name: str, language: str) -> "Adaptation | None":
    """A language's own text for a document, None if there is none."""
    from pipeline.adaptations import read_adaptation
    from pipeline.parse.adaptation import adaptation_path
    from pipeline.translate.workspace import translations_folder

    if adaptation_path(translations_folder(source, name), language) is None:
        return None
    document = _document(source, name)
    return read_adaptation(document, Project(source), language) if document else None


def _approve_own_text(
    ui: Interface, name: str, language: str, by: str, source: Path, own: "Adaptation"
) -> int:
    """Approve it as it is, but nothing that has errors or is for another Swedish text."""
    from pipeline.translate.workspace import approve_own_text

    report = Report(own.findings)
    if report.errors or not own.is_current:
        show_report(ui, report)
        click.echo(ui.show(message("Nothing was approved. What is wrong is listed above.")))
        return EXIT_FINDINGS
    number = approve_own_text(source, name, language, own.sha256, by, date.today())
    _show_approved(ui, name, language, by, number)
    return EXIT_OK


def _show_approved(ui: Interface, name: str, language: str, by: str, number: int) -> None:
    text = message(
        "Newly approved texts in {name}, {language}: {number}. Approved by {by}.",
        number=number,
        name=name,
        language=language,
        by=by,
    )
    click.echo(ui.show(text))
