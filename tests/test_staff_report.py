"""The report for staff: what it tells, and where it leads."""

import re
from datetime import date
from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import html

from tests.workplace import NAME, Workplace, workplace

__all__ = ["workplace"]


def report(workplace: Workplace, ui: str = "en") -> html.HtmlElement:
    assert workplace.run("status", ui=ui).exit_code == 0
    path = workplace.folder / "build" / "report" / "index.html"
    return html.fromstring(path.read_bytes())


def text_of(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_every_link_leads_to_a_file(workplace: Workplace) -> None:
    workplace.run("build")
    folder = workplace.folder / "build" / "report"
    links = [link for link in report(workplace).xpath("//a/@href") if not link.startswith("#")]
    assert len(links) > 20
    for link in links:
        assert (folder / unquote(link)).resolve().is_file(), link


def test_anchors_lead_to_their_headings(workplace: Workplace) -> None:
    page = report(workplace)
    for anchor in page.xpath("//a/@href[starts-with(., '#')]"):
        assert page.xpath(f"//*[@id='{anchor[1:]}']"), anchor


def test_the_matrix_has_a_cell_for_each_language_and_document(workplace: Workplace) -> None:
    workplace.edit(workplace.catalog("fi"), 'msgid "Covid-19"', '#, fuzzy\nmsgid "Covid-19"')
    workplace.run("build")
    rows = {
        text_of(row[0]): row
        for row in report(workplace).xpath("//table[1]/tbody/tr")
        if len(row) == 2
    }
    assert text_of(rows["fi"]).endswith("nothing – 28 drafts, 1 outdated")
    assert rows["fi"][1].get("class") == "open", "not by words alone for those who scan the page"
    assert text_of(rows["ar"]).endswith("draft – 29 drafts")
    assert rows["ar"][1].get("class") is None


def test_findings_name_the_line_and_lead_to_the_file(workplace: Workplace) -> None:
    workplace.edit(workplace.catalog("fi"), 'msgid "Covid-19"', '#, fuzzy\nmsgid "Covid-19"')
    workplace.run("build")
    items = report(workplace).xpath("//ul[@class='findings']/li")
    (item,) = (item for item in items if "catalog.outdated" in text_of(item))
    assert re.search(rf"translations/{NAME}/fi\.po:\d+", text_of(item))
    assert item.xpath(".//a/@href")[0].endswith(f"source/translations/{NAME}/fi.po")
    assert item.get("class") == "open"


def test_the_checks_of_each_file_are_told(workplace: Workplace) -> None:
    workplace.run("build")
    before = text_of(report(workplace))
    assert "HTML PDF Word not tested" in before
    workplace.run("check")
    after = text_of(report(workplace))
    assert f"HTML PDF Word passed {date.today().isoformat()}" in after
    assert "not tested" not in after
    results = workplace.folder / "source" / "accessibility-results.json"
    text = results.read_text("utf-8")
    (line,) = (line for line in text.splitlines() if f"{NAME}.ar.pdf" in line)
    results.write_text(text.replace(line, line.replace('"passed"', '"failed"', 1)), "utf-8")
    assert "PDF 1 checks failed" in text_of(report(workplace))


def test_it_says_what_to_do(workplace: Workplace) -> None:
    steps = [text_of(item) for item in report(workplace).xpath("//ul[@class='steps']/li")]
    assert any("run the command approve" in step for step in steps)


@pytest.mark.parametrize(("ui", "title"), [("sv", "Rapport om"), ("en", "Report on")])
def test_it_is_in_the_language_of_the_staff(workplace: Workplace, ui: str, title: str) -> None:
    page = report(workplace, ui)
    assert page.get("lang") == ui
    assert text_of(page.xpath("//h1")[0]).startswith(title)


def test_names_are_text_and_no_markup(workplace: Workplace) -> None:
    """A document may be called whatever a file can be called."""
    other = workplace.source.with_name("a & b 'c'.txt")
    workplace.source.rename(other)
    workplace.source.with_suffix(".toml").rename(other.with_suffix(".toml"))
    page = report(workplace)
    assert "a & b 'c'" in [text_of(heading) for heading in page.xpath("//h2")]
    folder = workplace.folder / "build" / "report"
    links = [unquote(link) for link in page.xpath("//table//a/@href") if not link.startswith("#")]
    assert any((folder / link).resolve() == other.resolve() for link in links)


def test_a_report_that_cannot_be_written_is_one_sentence(workplace: Workplace) -> None:
    (workplace.folder / "build").mkdir(exist_ok=True)
    Path(workplace.folder / "build" / "report").write_text("", "utf-8")
    result = workplace.run("status")
    assert result.exit_code == 8
    assert "build/report" in result.errors
