"""Every document of the corpus, through veraPDF and through our own check."""

import re
from collections.abc import Iterator
from pathlib import Path

import pikepdf

from pipeline.check.pdf import RULES, check_pdf, read_pdf
from pipeline.check.pdf_furniture import furniture
from pipeline.check.results import Outcome
from pipeline.check.verapdf import check_with_verapdf
from pipeline.findings import Finding
from pipeline.model import Block
from tests.render.pdf.conformance.case import Case, Written
from tests.render.pdf.conformance.corpus import corpus, languages

FILES = 300
"""At least so many."""
EXCUSED = {
    # Its rules are those of the project's own style.
    "style/": ("pdf.page-size", "pdf.size"),
    # It takes all above 255 for white; our sources have eight bits a channel.
    "pictures/sixteen bits": ("pdf.figure",),
}
"""What our check may say, by how the names of the documents begin."""


def test_it_has_every_kind_of_block_and_every_language(written: Written) -> None:
    cases = list(written.cases.values())
    assert len(cases) == len(list(corpus())) >= FILES
    kinds = {type(block) for each in cases for block in each.edition.briefing.blocks}
    assert kinds == set(Block.__args__)
    pages = {_pages(written.folder / path) for path in written.cases}
    assert pages >= set(range(1, 9))
    assert max(pages) >= 12
    assert {known.tag for known in languages()} >= {"sv", "fi", "ar", "fa", "ckb", "ru", "pl"}


def _pages(file: Path) -> int:
    with pikepdf.open(file) as pdf:
        return len(pdf.pages)


def test_verapdf_finds_nothing(written: Written, verapdf_jar: Path) -> None:
    rows = check_with_verapdf(written.folder, list(written.cases), verapdf_jar)
    assert len(rows) == 2 * len(written.cases)
    assert [row for row in rows if row.outcome is not Outcome.PASSED] == []


def test_our_own_check_finds_nothing(written: Written) -> None:
    found = [
        finding
        for path, each in written.cases.items()
        for finding in _findings(each, (written.folder / path).read_bytes())
    ]
    assert found == []


def _findings(each: Case, data: bytes) -> Iterator[Finding]:
    """The findings of all rules; header and footer need the language's own strings."""
    if each.has_own_strings:
        found = check_pdf(data, each.edition, each.name)
    else:
        reading = read_pdf(data)
        rules = (rule for rule in RULES if rule is not furniture)
        found = tuple(finding for rule in rules for finding in rule(reading, each.edition))
    excused = [
        rule for name, rules in EXCUSED.items() if each.name.startswith(name) for rule in rules
    ]
    return (finding for finding in found if finding.rule not in excused)


def test_the_same_documents_every_time() -> None:
    names = [each.name for each in corpus()]
    assert names == [each.name for each in corpus()]
    assert not [name for name in names if re.search(r"[^\w ./,;:-]", name)]
