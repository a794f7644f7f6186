"""What each command does, and what it says. Heavy modules are imported when they are needed."""

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.briefing_json import briefing_to_json
from pipeline.errors import EXIT_FINDINGS, EXIT_OK, PublishError, UsageError
from pipeline.findings import Report
from pipeline.interface import Interface
from pipeline.messages import message
from pipeline.project import Project
from pipeline.terminal import (
    print_json,
    show_no_models_exist,
    show_report,
)

if TYPE_CHECKING:
    from pipeline.check.results import Results


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


def check(
    ui: Interface,
    source: Path,
    output: Path,
    languages: tuple[str, ...],
    as_json: bool,
    junit: Path | None,
) -> int:
    """Check what is published; an outside judge that is missing is listed as not run.

    The results go into the file that the accessibility statement is made of. With CI=true a judge
    that is missing is a failure: nobody would read the list there.
    """
    from rich.console import Console

    from pipeline.check.artefacts import check_output
    from pipeline.check.report import results_json, results_junit, results_table

    results = check_output(output, languages=frozenset(languages) if languages else None)
    if junit:
        junit.parent.mkdir(parents=True, exist_ok=True)
        junit.write_text(results_junit(results, ui), "utf-8")
    has_changed = _record(Project(source, output), results)
    if as_json:
        print_json(results_json(results, ui))
    else:
        Console().print(results_table(results, ui))
        if has_changed:
            click.echo(ui.show(_RECORDED))
    must_be_complete = os.environ.get("CI") == "true"
    failed = not results.ok or (must_be_complete and results.judges_are_missing)
    return EXIT_FINDINGS if failed else EXIT_OK


_RECORDED = message(
    "The results are in source/accessibility-results.json. The next make puts them into the "
    "accessibility statement."
)


def _record(project: Project, results: "Results") -> bool:
    """Keep what was found out of the files for the statement; whether that is anything new."""
    from pipeline.accessibility_results import read_results, write_results
    from pipeline.manifest import read_manifest

    path = project.results_file
    if not (project.settings_file.is_file() and results.rows):
        return False
    try:
        published = read_manifest(project.output).files
    except PublishError:  # the check itself has told of it
        return False
    before = read_results(path)
    return write_results(path, before.updated(results, published, date.today()))


def status(ui: Interface, source: Path, output: Path, as_json: bool, as_markdown: bool) -> int:
    """Show how far each translation is, what is published, and what to do next."""
    from rich.console import Console

    from pipeline.fingerprint import read_last_build
    from pipeline.languages import SOURCE_TAG, languages_without_models
    from pipeline.staff_report import write_report
    from pipeline.status import markdown_table, next_steps, read_status, status_tables

    project = Project(source, output)
    rows = read_status(project)
    if as_json:
        print_json([row.to_json(ui) for row in rows])
    elif as_markdown:
        click.echo("\n".join(markdown_table(rows, ui)))
    else:
        console = Console()
        for table in status_tables(rows, ui):
            console.print(table, "")
        tags = dict.fromkeys(row.language for row in rows if row.language != SOURCE_TAG)
        for step in next_steps(rows):
            click.echo(ui.show(step))
        show_no_models_exist(ui, languages_without_models(tags))
        last = read_last_build(project)
        report = write_report(project, rows, last.report if last else Report(), ui)
        click.echo(ui.show(message("The whole report: {path}", path=str(report))))
        show_report(ui, Report(tuple(row.problem for row in rows if row.problem)))
    return max((row.exit_code for row in rows), default=EXIT_OK)


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
