"""Two other checkers of PDF/UA, and the reasons for what they wrongly find.

Each alarm must be listed with the rule and the documents that it may name, and each line of the
list must still be needed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.conftest import require
from tests.render.pdf.conformance.case import Written


@dataclass(frozen=True)
class FalseAlarm:
    """An alarm that is none, in the documents whose names match."""

    rule: str
    documents: str
    reason: str


SPANNED_AT_THE_END = r"languages/|pairs/|links/to each block|spanned"
PDFUA = (
    FalseAlarm(
        "UA-14-001",
        r"^(notes|headings|metadata|links)/",
        "the rule fails with a ValueError where the K of a heading is an array (pdfua 0.1.3 "
        "asks a pikepdf.Array for is_integer)",
    ),
    FalseAlarm(
        "UA-15-003",
        r"tables/(one cell|no header|all spanned)",
        "the source has a table without a header, and a heading is not invented",
    ),
)
OUTLOUD = (
    FalseAlarm(
        "TXT-004",
        r"\b(ar|fa|ps|prs|ckb)\b",
        "an Arabic letter has four forms, which are four glyphs with one text",
    ),
    FalseAlarm(
        "ORD-001",
        r"^(languages|pairs|kinds|breaks|pages|notes|links)/",
        "the rule takes all text of a paragraph before its links and notes, whose places in "
        "between the array K gives (ISO 32000-1 14.7.2); outloud 0.2.1",
    ),
    FalseAlarm(
        "TBL-004",
        SPANNED_AT_THE_END,
        "the rule forgets a cell from above at the end of the last row that it spans",
    ),
    FalseAlarm("TAG-002", r"^languages/.* text", "the running header repeats the title"),
    FalseAlarm("TBL-001", r"tables/no header", "the source has a table without a header"),
    FalseAlarm("TBL-010", r"two header rows", "the source has more header cells than others"),
    FalseAlarm("TBL-011", r"empty cells", "the source has empty header cells"),
    FalseAlarm("TBL-012", r"empty cells", "the source has a table of empty cells"),
    FalseAlarm("DOC-040", r"300 words", "the title has 300 words"),
    FalseAlarm("FIG-012", r"odd alternative", "the alternative text has odd characters"),
)


@pytest.mark.parametrize(
    ("checker", "expected"), [("pdfua", PDFUA), ("outloud", OUTLOUD)], ids=["pdfua", "outloud"]
)
def test_there_are_only_the_alarms_that_are_listed(
    checker: str, expected: tuple[FalseAlarm, ...], written: Written
) -> None:
    require(
        f"{checker} is not installed (a development dependency)", find_spec(checker) is not None
    )
    alarms_of = {"pdfua": _alarms_of_pdfua, "outloud": _alarms_of_outloud}[checker]
    used: set[FalseAlarm] = set()
    unlisted: list[tuple[str, str, str]] = []
    for path, each in written.cases.items():
        for rule, text in alarms_of(written.folder / path):
            known = [a for a in expected if a.rule == rule and re.search(a.documents, each.name)]
            used.update(known)
            unlisted += [] if known else [(each.name, rule, text)]
    assert unlisted == []
    assert used == set(expected)


def _alarms_of_pdfua(file: Path) -> Iterator[tuple[str, str]]:
    """The rules that found something or could not be judged."""
    import pdfua

    for outcome in pdfua.validate(str(file)).outcomes:
        yield from ((finding.rule_id, finding.message) for finding in outcome.findings)
        if outcome.skipped_reason:
            yield outcome.rule_id, outcome.skipped_reason


def _alarms_of_outloud(file: Path) -> Iterator[tuple[str, str]]:
    """The findings of all its layers; a rule that crashed is one, one that it lacks is none."""
    import outloud

    result = outloud.check(str(file))
    if result.error:
        yield "error", result.error
    yield from ((finding.rule, finding.message) for finding in result.findings)
    yield from ((run.rule, run.reason) for run in result.runs if run.status == "crashed")
