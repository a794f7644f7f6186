"""What each command does, and what it says. Heavy modules are imported when they are needed."""

import os
from collections.abc import Mapping, Sequence
from contextlib import closing, suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.briefing_json import briefing_to_json
from pipeline.errors import EXIT_FINDINGS, EXIT_OK, CatalogError, UsageError
from pipeline.findings import Finding, Report
from pipeline.interface import Interface
from pipeline.messages import message
from pipeline.project import Project
from pipeline.terminal import print_json, progress_line, report_json, show_report

if TYPE_CHECKING:
    from pipeline.editions import Adaptation
    from pipeline.fingerprint import LastBuild
    from pipeline.project import Document
    from pipeline.translate.states import EntryState


def build(
    ui: Interface,
    source: Path,
    output: Path,
    languages: tuple[str, ...],
    formats: tuple[str, ...],
    as_json: bool,
) -> int:
    """Build what has changed; with nothing changed, repeat what is still to be done."""
    from pipeline.lock import one_at_a_time

    project = Project(source, output)
    project.require_own_output()
    waiting = message("Another build is running. This one begins when that one is done.")
    with one_at_a_time(project.work / "build.lock", lambda: click.echo(ui.show(waiting), err=True)):
        last, written = _built(ui, project, languages, formats, quiet=as_json)
    if as_json:
        value = {"exit_code": last.exit_code, "is_published": last.is_published}
        print_json({**value, "written": list(written or ()), **report_json(ui, last.report)})
    else:
        show_report(ui, last.report)
        _show_result(ui, project, last, written)
    return last.exit_code


def _built(
    ui: Interface,
    project: Project,
    languages: tuple[str, ...],
    formats: tuple[str, ...],
    *,
    quiet: bool,
) -> "tuple[LastBuild, tuple[str, ...] | None]":
    """What the build found and the files it made; the last build and None if nothing changed."""
    from pipeline.fingerprint import (
        LastBuild,
        inputs_digest,
        output_digest,
        read_last_build,
        write_last_build,
    )

    inputs = inputs_digest(project, (*sorted(languages), "/", *sorted(formats)))
    last = read_last_build(project)
    if last and last.inputs == inputs and last.output == output_digest(project):
        return last, None
    from pipeline.executor import load_early, processes

    if not (languages or formats):
        load_early()
    from pipeline.build import Selection
    from pipeline.build import build as run_build

    with processes() as executor, progress_line(ui, quiet=quiet) as progress:
        result = run_build(project, Selection(languages, formats), progress, executor)
    done = LastBuild(
        inputs, output_digest(project), result.exit_code, result.report, result.is_published
    )
    write_last_build(project, done)
    return done, result.written


def parse(ui: Interface, file: Path) -> int:
    """Print the structure of a briefing as JSON; what was repaired goes to stderr.

    The exit code tells, as that of a build, whether someone has to change the source.
    """
    from pipeline.parse import parse_source
    from pipeline.settings import Stated, read_document_settings, read_given_title

    if not file.is_file():
        raise UsageError(message("There is no file with this name."), where=str(file))
    beside = file.with_suffix(".toml")
    parsed = parse_source(file, read_given_title(beside))
    if beside.is_file() or parsed.stated:
        read_document_settings(beside, Stated(file, parsed.stated))
    print_json(briefing_to_json(parsed.briefing))
    show_report(ui, parsed.report)
    return EXIT_FINDINGS if parsed.report.open else EXIT_OK


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
    usable, broken = _update_catalogs(source, documents, tags)
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
    source: Path, documents: "Sequence[Document]", tags: Sequence[str]
) -> "tuple[dict[str, list[Document]], dict[Finding, int]]":
    """The documents whose catalogs are up to date, by language; the others' errors and codes."""
    from pipeline.translate.workspace import read_memory, update_catalogs

    usable: dict[str, list[Document]] = {}
    broken: dict[Finding, int] = {}
    for tag in tags:
        usable[tag] = []
        memories = {}
        with suppress(CatalogError):  # each document tells what is wrong with its own
            memories[tag] = read_memory(source, tag)
        for document in documents:
            if _own_text(source, document, tag):
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
    _show_no_models_exist(ui, without)


def _show_no_models_exist(ui: Interface, tags: tuple[str, ...]) -> None:
    if tags:
        reason = "No translation model exists for: {languages}. There only people translate."
        click.echo(ui.show(message(reason, languages=", ".join(tags))))


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
    from pipeline.editions import read_adaptation
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


def check(
    ui: Interface, output: Path, languages: tuple[str, ...], as_json: bool, junit: Path | None
) -> int:
    """Check what is published; an outside judge that is missing is listed as not run.

    With CI=true a judge that is missing is a failure: nobody would read the list there.
    """
    from rich.console import Console

    from pipeline.check.artefacts import check_output
    from pipeline.check.report import results_json, results_junit, results_table

    results = check_output(output, languages=frozenset(languages) if languages else None)
    if junit:
        junit.parent.mkdir(parents=True, exist_ok=True)
        junit.write_text(results_junit(results, ui), "utf-8")
    if as_json:
        print_json(results_json(results, ui))
    else:
        Console().print(results_table(results, ui))
    must_be_complete = os.environ.get("CI") == "true"
    failed = not results.ok or (must_be_complete and results.judges_are_missing)
    return EXIT_FINDINGS if failed else EXIT_OK


def status(ui: Interface, source: Path, output: Path, as_json: bool) -> int:
    """Show how far each translation is, and what is published."""
    from rich.console import Console

    from pipeline.languages import SOURCE_TAG, languages_without_models
    from pipeline.status import read_status, status_tables

    rows = read_status(Project(source, output))
    if as_json:
        print_json([row.to_json(ui) for row in rows])
    else:
        console = Console()
        for table in status_tables(rows, ui):
            console.print(table, "")
        tags = dict.fromkeys(row.language for row in rows if row.language != SOURCE_TAG)
        _show_no_models_exist(ui, languages_without_models(tags))
        show_report(ui, Report(tuple(row.problem for row in rows if row.problem)))
    return max((row.exit_code for row in rows), default=EXIT_OK)


def remove(ui: Interface, name: str, is_confirmed: bool, source: Path, output: Path) -> int:
    """Show what is published of a document without source, or take all of it away at once.

    Raises UsageError if nothing is published of it, or its source is there.
    """
    from pipeline.project import briefing_files
    from pipeline.publish.replace import recover
    from pipeline.site import read_published

    project = Project(source, output)
    project.require_own_output()
    recover(output)
    published = read_published(output)
    files = published.files_of(name)
    if not files:
        names = ", ".join(sorted({document for document, _ in published.keys}))
        reason = "Nothing is published of a document with this name. Published are: {names}."
        raise UsageError(message(reason, names=names), where=name)
    for path in briefing_files(project):
        if path.stem == name:
            reason = (
                "The source of this document is still there, so the next build would publish it "
                'again. To withdraw it, write status = "withdrawn" into its settings. To remove '
                "it without a trace, take its source away first."
            )
            raise UsageError(message(reason), where=str(path))
    for each in files:
        click.echo(str(output / each))
    if not is_confirmed:
        reason = (
            "These files would be taken away: {count}. Their addresses would then lead nowhere. "
            'Nothing has changed yet. To take them away: make remove NAME="{name}" YES=yes'
        )
        click.echo(ui.show(message(reason, count=len(files), name=name)))
        return EXIT_OK
    return _build_without(ui, project, name, len(files))


def _build_without(ui: Interface, project: Project, name: str, count: int) -> int:
    from pipeline.build import Selection
    from pipeline.build import build as run_build
    from pipeline.lock import one_at_a_time

    waiting = message("Another build is running. This one begins when that one is done.")
    with (
        one_at_a_time(project.work / "build.lock", lambda: click.echo(ui.show(waiting), err=True)),
        progress_line(ui, quiet=False) as progress,
    ):
        result = run_build(project, Selection(removed=(name,)), progress)
    show_report(ui, result.report)
    if result.is_published:
        click.echo(ui.show(message("Files taken away: {count}.", count=count)))
    else:
        text = message("Nothing was published. What was published before is as it was.")
        click.echo(ui.show(text))
    return result.exit_code


def serve(ui: Interface, output: Path, port: int) -> int:
    """Show the site on this machine until the person stops it."""
    from pipeline.serve import site_server

    with site_server(output, port) as server:
        address = f"http://127.0.0.1:{server.server_port}/"
        text = message("Open {address} in a browser. Stop with Ctrl-C.", address=address)
        click.echo(ui.show(text))
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            click.echo()
    return EXIT_OK


def _show_result(
    ui: Interface, project: Project, last: "LastBuild", written: tuple[str, ...] | None
) -> None:
    index = project.output / "index.html"
    if not last.is_published:
        text = message("Nothing was published. What was published before is as it was.")
    elif written is None:
        text = message("Nothing has changed. Open {index}", index=str(index))
    else:
        number = len(written)
        text = message("Files made: {number}. Open {index}", number=number, index=str(index))
    click.echo(ui.show(text))
    if last.report.open:
        reason = "Findings that someone has to act on: {number}. They are listed above."
        click.echo(ui.show(message(reason, number=len(last.report.open))))
