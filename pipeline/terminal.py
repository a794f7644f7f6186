"""What commands show: findings on stderr, JSON on stdout, and a line of progress."""

import codecs
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from pipeline.findings import Finding, Report, Severity
from pipeline.interface import Interface
from pipeline.messages import Message, message

GROUPED = ("catalog.missing", "catalog.outdated", "catalog.machine")
MOST_LINES = 5
"""A catalog with more findings of one of these rules is shown by the first of them."""


@contextmanager
def progress_line(ui: Interface, *, quiet: bool) -> Iterator[Callable[[Message], None]]:
    """Shows what is being done on one line of stderr; silent where that is no terminal."""
    from rich.console import Console
    from rich.text import Text

    console = Console(stderr=True)
    if quiet or not console.is_terminal:
        yield lambda _text: None
        return
    with console.status("") as status:
        # As text, since the square brackets of a file's name would be read as markup.
        yield lambda text: status.update(Text(ui.show(text)))


def show_report(ui: Interface, report: Report) -> None:
    """Every finding on a line of its own, the gravest last, where a person looks first.

    Of many texts of one catalog that wait for the translator, the first stands for all.
    """
    order = (Severity.NOTE, Severity.WARNING, Severity.ERROR)
    groups: dict[object, list[Finding]] = {}
    for number, finding in enumerate(report.findings):
        catalog = finding.where.rpartition(".po")[0]
        key = (finding.rule, catalog) if finding.rule in GROUPED else number
        groups.setdefault(key, []).append(finding)
    for group in sorted(groups.values(), key=lambda found: order.index(found[0].severity)):
        if len(group) <= MOST_LINES:
            for finding in group:
                click.echo(ui.show_finding(finding), err=True)
        else:
            more = ui.show(message("and {number} more in the same file", number=len(group) - 1))
            click.echo(f"{ui.show_finding(group[0])} {more}", err=True)


def report_json(ui: Interface, report: Report) -> dict[str, object]:
    """The member `findings` of a command's JSON."""
    return {"findings": [finding_json(ui, finding) for finding in report.findings]}


def finding_json(ui: Interface, finding: Finding) -> dict[str, object]:
    """A finding for machines, with its sentence in the language of `ui`."""
    return {
        "rule": finding.rule,
        "where": finding.where,
        "severity": finding.severity.value,
        "message": ui.show(finding.message),
    }


def print_json(value: object) -> None:
    """With escapes where the terminal or the receiving program does not take UTF-8."""
    encoding = getattr(sys.stdout, "encoding", None) or "ascii"  # None if stdout is closed
    takes_all = codecs.lookup(encoding).name == "utf-8"
    click.echo(json.dumps(value, ensure_ascii=not takes_all, indent=1))


def show_no_models_exist(ui: Interface, tags: tuple[str, ...]) -> None:
    """A sentence on the languages that only people translate into, if there are any."""
    if tags:
        reason = "No translation model exists for: {languages}. There only people translate."
        click.echo(ui.show(message(reason, languages=", ".join(tags))))
