"""The staff's report: one page on how far each language is, what was found, and the files.

It lies at `build/report/index.html`, beside the project and not on the residents' site, and is
written by `make status`. It needs no server and no script.
"""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from urllib.parse import quote

from markupsafe import Markup

from pipeline.accessibility_results import AccessibilityResults, read_results
from pipeline.check.results import Outcome
from pipeline.errors import PublishError
from pipeline.findings import Finding, Report, Severity
from pipeline.interface import SEVERITIES, Interface
from pipeline.languages import SOURCE_TAG, language
from pipeline.manifest import PublishedFile, read_manifest
from pipeline.messages import message
from pipeline.project import Project
from pipeline.settings import Settings, read_settings
from pipeline.status import COLUMNS, NAMES, StatusRow, language_name, next_steps
from pipeline.translate.states import EntryState
from pipeline.webpage import Look, page_html
from pipeline.whole_file import write_whole

_PLACE = re.compile(r"(?P<file>[^:,]+\.(?:po|md|docx|txt|toml|csv))(?::(?P<line>[0-9]+))?")
_FORMATS = {"html": "HTML", "pdf": "PDF", "docx": "Word"}


@dataclass(frozen=True, slots=True)
class StaffReport:
    """What the report tells. `findings` are those of the last build."""

    settings: Settings
    rows: tuple[StatusRow, ...]
    findings: Report
    files: tuple[PublishedFile, ...]
    results: AccessibilityResults


def report_path(project: Project) -> Path:
    """Where the report lies."""
    return project.work / "report" / "index.html"


def write_report(
    project: Project, rows: tuple[StatusRow, ...], findings: Report, ui: Interface
) -> Path:
    """Write the report; gives its place. Raises PublishError if it cannot be written."""
    settings = read_settings(project.settings_file)
    files = read_manifest(project.output).files
    report = StaffReport(settings, rows, findings, files, read_results(project.results_file))
    path = report_path(project)
    write_whole(path, render_report(report, _Ways(path.parent, project), ui), PublishError)
    return path


@dataclass(frozen=True, slots=True)
class _Ways:
    """Relative addresses from the report's folder."""

    folder: Path
    project: Project

    def to(self, path: str | Path) -> str:
        return quote(Path(os.path.relpath(path, self.folder)).as_posix())

    def to_published(self, path: str) -> str:
        return self.to(self.project.output / path)


def render_report(report: StaffReport, ways: _Ways, ui: Interface) -> bytes:
    """The page in UTF-8, in the language of `ui`."""
    style = report.settings.style
    title = ui.show(message("Report on translations and files"))
    documents = tuple(_documents(report, ways, ui))
    return page_html(
        "pipeline",
        "report.html",
        language=language(ui.tag),
        look=Look(style.accent, style.notice_background),
        issuer=report.settings.issuer.name,
        contact=Markup(""),
        title=title,
        description=title,
        sheets=("report.css",),
        words=_words(ui),
        site=ways.to_published("index.html"),
        steps=[ui.show(step) for step in next_steps(report.rows)],
        documents=documents,
        matrix=list(_matrix(report.rows, ui)),
        states=[ui.show(name) for name in COLUMNS.values()],
        findings=[_finding(each, ways, ui) for each in report.findings.findings],
    )


def _words(ui: Interface) -> dict[str, str]:
    about = message(
        "Made on {date} by make status. Numbers are texts, with the Swedish words in them in "
        "parentheses. The last change is the date that the translation file or an approval has.",
        date=date.today().isoformat(),
    )
    words = {
        "about": about,
        "skip": message("Skip to the content"),
        "site": message("The site for residents"),
        "steps": message("What to do next"),
        "nothing": message("There is nothing to do."),
        "matrix": message("Languages and documents"),
        "findings": message("What the last build found"),
        "no_findings": message("Nothing."),
        "language": message("Language"),
        "rule": message("Rule"),
        "published": message("Published"),
        "changed": message("Last change"),
        "files": message("Files and their checks"),
    }
    return {name: ui.show(text) for name, text in words.items()}


def _matrix(rows: Iterable[StatusRow], ui: Interface) -> Iterator[dict[str, object]]:
    by_language: dict[str, list[StatusRow]] = {}
    for row in rows:
        by_language.setdefault(row.language, []).append(row)
    for tag, found in by_language.items():
        yield {"language": language_name(tag, ui), "cells": [_cell(row, ui) for row in found]}


def _cell(row: StatusRow, ui: Interface) -> dict[str, object]:
    """What is published, and how many texts are in each state that is not approved."""
    state = ui.show(NAMES[row.published.value if row.published else ""])
    parts = [
        f"{row.amount(each).texts} {ui.show(COLUMNS[each]).lower()}"
        for each in COLUMNS
        if row.amount(each).texts
    ]
    waits = row.amount(EntryState.MISSING).texts + row.amount(EntryState.OUTDATED).texts
    return {"text": " – ".join(filter(None, (state, ", ".join(parts)))), "is_open": bool(waits)}


def _documents(report: StaffReport, ways: _Ways, ui: Interface) -> Iterator[dict[str, object]]:
    by_document: dict[str, list[StatusRow]] = {}
    for row in report.rows:
        by_document.setdefault(row.document, []).append(row)
    for number, (name, rows) in enumerate(by_document.items(), start=1):
        shown = [_row(row, report, ways, ui) for row in rows]
        yield {"name": name, "anchor": f"document-{number}", "rows": shown}


def _row(row: StatusRow, report: StaffReport, ways: _Ways, ui: Interface) -> dict[str, object]:
    is_original = row.language == SOURCE_TAG
    numbers = [_number(row, state) for state in COLUMNS]
    return {
        "language": language_name(row.language, ui),
        "place": ways.to(row.place) if Path(row.place).exists() else "",
        "rule": ui.show(NAMES[row.rule]),
        "numbers": ["" for _ in numbers] if is_original else numbers,
        "published": ui.show(NAMES[row.published.value if row.published else ""]),
        "changed": row.changed.isoformat() if row.changed else "–",
        "files": list(_files(row, report, ways, ui)),
    }


def _files(
    row: StatusRow, report: StaffReport, ways: _Ways, ui: Interface
) -> Iterator[dict[str, object]]:
    """What is published of a row, together where the checks ended alike."""
    mine = {
        file.format: file
        for file in report.files
        if (file.document, file.language) == (row.document, row.language)
    }
    there = [mine[format_] for format_ in _FORMATS if format_ in mine]
    for result, files in groupby(there, lambda file: _result(file, report.results, ui)):
        links = [
            {"name": _FORMATS[file.format], "address": ways.to_published(file.path)}
            for file in files
        ]
        yield {"links": links, "result": result}


def _number(row: StatusRow, state: EntryState) -> str:
    amount = row.amount(state)
    return f"{amount.texts} ({amount.words})" if amount.texts else "0"


def _result(file: PublishedFile, results: AccessibilityResults, ui: Interface) -> str:
    found = results.of(file.sha256)
    if found is None or found.outcome is Outcome.NOT_RUN:
        return ui.show(message("not tested"))
    if found.outcome is Outcome.PASSED:
        return ui.show(message("passed {date}", date=found.day.isoformat()))
    reason = message(
        "{number} checks failed {date}", number=found.failures, date=found.day.isoformat()
    )
    return ui.show(reason)


def _finding(finding: Finding, ways: _Ways, ui: Interface) -> Mapping[str, object]:
    place = _PLACE.match(finding.where)
    path = Path(place["file"]) if place else None
    return {
        "severity": ui.show(SEVERITIES[finding.severity]),
        "where": finding.where,
        "address": ways.to(path) if path and path.is_file() else "",
        "text": ui.show(finding.message),
        "rule": finding.rule,
        "is_open": finding.severity is not Severity.NOTE,
    }
