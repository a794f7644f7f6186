"""A statement that lost what the law demands, or its frame, is found out."""

from collections.abc import Mapping

import pytest

from pipeline.check.site import check_site
from tests.workplace import Workplace, workplace

__all__ = ["workplace"]

PATH = "accessibility.en.html"


def rules_of(files: Mapping[str, bytes], path: str = PATH) -> set[str]:
    found = check_site(files)
    return {finding.rule for finding in found if finding.where.partition(" ")[0] == path}


def test_each_loss_is_a_finding(workplace: Workplace) -> None:
    workplace.run("build")
    files = workplace.output()
    assert rules_of(files) == set()
    harms = [
        (b"https://www.digg.se/tdosanmalan", b"https://www.digg.se/", "statement.link"),
        (b"(12 \xc2\xa7)", b"(13 \xc2\xa7)", "statement.content"),
        (b"EN 301 549", b"EN 301", "statement.content"),
        (b"2018:1937", b"2018:1938", "statement.content"),
        (b"<h2>Dates</h2>", b"<p>Dates</p>", "statement.content"),
        (b"<h1>Accessibility statement</h1>", b"<h1>Statement</h1>", "html.words"),
        (b'<html lang="en"', b'<html lang="fi"', "html.attribute"),
        (b"<time ", b"<em ", "html.syntax"),
        (b'href="accessibility.sv.html"', b'href="index.html"', "statement.link"),
        (b"<footer", b"<nav", "html.syntax"),
    ]
    page = files[PATH]
    for old, new, rule in harms:
        assert old in page, old
        found = rules_of({**files, PATH: page.replace(old, new)})
        assert rule in found, f"{old!r} gives {found}"


@pytest.mark.parametrize("lost", [PATH, "accessibility.sv.html"])
def test_one_statement_without_the_other_is_a_finding(workplace: Workplace, lost: str) -> None:
    workplace.run("build")
    files = workplace.output()
    del files[lost]
    assert "site.page" in rules_of(files, lost)
