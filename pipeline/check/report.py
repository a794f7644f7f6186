"""Results of `make check` for people, and for machines as JSON and JUnit XML."""

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING
from xml.etree import ElementTree as Xml

from pipeline.check.results import Outcome, Result, Results
from pipeline.interface import Interface
from pipeline.json_values import JsonObject, JsonValue
from pipeline.messages import message

if TYPE_CHECKING:
    from rich.console import Group

_COLOURS = {Outcome.PASSED: "green", Outcome.FAILED: "bold red", Outcome.NOT_RUN: "yellow"}
_OUTCOMES = {
    Outcome.PASSED: message("passed"),
    Outcome.FAILED: message("failed"),
    Outcome.NOT_RUN: message("NOT RUN"),
}
_XML_CONTROLS = dict.fromkeys(c for c in range(32) if c not in (9, 10, 13))
"""Characters that XML 1.0 cannot hold."""


def results_table(results: Results, interface: Interface) -> "Group":
    """A row for each file, then the findings, then the sum; for a rich console.

    What was not run is a row for each reason, with the number of files, since it is most often
    one program that is missing.
    """
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False)
    table.add_column(interface.show(message("File")), overflow="fold", no_wrap=True)
    for title in (message("Check"), message("Outcome")):
        table.add_column(interface.show(title), overflow="fold")
    for rows in _grouped(results.rows):
        first = rows[0]
        outcome = Text(_outcome(first, interface), style=_COLOURS[first.outcome])
        paths = dict.fromkeys(row.path for row in rows)
        files = message("{number} files", number=len(paths))
        name = first.path if len(paths) == 1 else interface.show(files)
        checks = ", ".join(dict.fromkeys(row.check for row in rows))
        table.add_row(Text(name), Text(checks), outcome)
    lines = [Text(interface.show_finding(finding)) for finding in results.findings]
    return Group(table, *lines, Text(summary(results, interface)))


def _grouped(rows: Iterable[Result]) -> Iterable[list[Result]]:
    groups: dict[object, list[Result]] = {}
    for row in rows:
        place = row.check if row.outcome is Outcome.NOT_RUN else row.path
        groups.setdefault((place, row.outcome, row.reason), []).append(row)
    return groups.values()


def summary(results: Results, interface: Interface) -> str:
    """How many checks ended how, in one sentence."""
    reason = "{passed} checks passed, {failed} failed, {not_run} were NOT RUN."
    return interface.show(
        message(
            reason,
            passed=results.count(Outcome.PASSED),
            failed=results.count(Outcome.FAILED),
            not_run=results.count(Outcome.NOT_RUN),
        )
    )


def results_json(results: Results, interface: Interface) -> JsonObject:
    """The results as a JSON object; `ok` is False if a check failed or there was none."""
    rows: list[JsonValue] = [_row_json(row, interface) for row in results.rows]
    counts: JsonObject = {outcome.value: results.count(outcome) for outcome in Outcome}
    return {"ok": results.ok, "counts": counts, "results": rows}


def results_junit(results: Results, interface: Interface) -> str:
    """JUnit XML: a test suite for each check, a test case for each file."""
    suites = Xml.Element("testsuites")
    counts = Counter(row.check for row in results.rows)
    for check in counts:
        rows = [row for row in results.rows if row.check == check]
        suite = Xml.SubElement(
            suites,
            "testsuite",
            name=check,
            tests=str(len(rows)),
            failures=str(sum(row.outcome is Outcome.FAILED for row in rows)),
            skipped=str(sum(row.outcome is Outcome.NOT_RUN for row in rows)),
        )
        for row in rows:
            _add_case(suite, row, interface)
    return Xml.tostring(suites, encoding="unicode", xml_declaration=True)


def _add_case(suite: Xml.Element, row: Result, interface: Interface) -> None:
    case = Xml.SubElement(suite, "testcase", classname=row.check, name=row.path)
    lines = "\n".join(interface.show_finding(finding) for finding in row.findings)
    text = lines.translate(_XML_CONTROLS)
    if row.outcome is Outcome.FAILED:
        Xml.SubElement(case, "failure", message=text.partition("\n")[0]).text = text
    elif row.outcome is Outcome.NOT_RUN:
        reason = interface.show(row.reason) if row.reason else ""
        Xml.SubElement(case, "skipped", message=f"NOT RUN: {reason}")
    elif text:
        Xml.SubElement(case, "system-out").text = text


def _outcome(row: Result, interface: Interface) -> str:
    reason = f": {interface.show(row.reason)}" if row.reason else ""
    return f"{interface.show(_OUTCOMES[row.outcome])}{reason}"


def _row_json(row: Result, interface: Interface) -> JsonObject:
    findings: list[JsonValue] = [
        {
            "rule": finding.rule,
            "where": finding.where,
            "severity": finding.severity.value,
            "message": interface.show(finding.message),
        }
        for finding in row.findings
    ]
    return {
        "path": row.path,
        "check": row.check,
        "outcome": row.outcome.value,
        "reason": interface.show(row.reason) if row.reason else None,
        "findings": findings,
    }
