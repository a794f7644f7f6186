"""The accessibility statement as staff and residents meet it."""

import subprocess

import pytest
from lxml import html

from tests.workplace import NAME, Workplace, workplace

__all__ = ["workplace"]

SWEDISH, ENGLISH = "accessibility.sv.html", "accessibility.en.html"


def main_text(workplace: Workplace, path: str) -> str:
    page = html.fromstring(workplace.output()[path])
    return " ".join(page.xpath("//main")[0].text_content().split())


def test_every_page_leads_to_the_statement_in_the_language_that_fits(workplace: Workplace) -> None:
    workplace.run("build")
    pages = {path: data for path, data in workplace.output().items() if path.endswith(".html")}
    for path, data in pages.items():
        if path in (SWEDISH, ENGLISH):
            continue
        page = html.fromstring(data)
        is_swedish = page.get("lang") in ("sv", "sv-simple")
        goal = "../" * path.count("/") + (SWEDISH if is_swedish else ENGLISH)
        assert page.xpath("//footer//a/@href")[-1] == goal, path


def test_a_file_counts_as_tested_after_make_check(workplace: Workplace) -> None:
    workplace.run("build")
    untested = main_text(workplace, ENGLISH)
    assert "PDF documents: 0 passed, 0 did not pass, 6 not tested." in untested
    assert "Word documents: 0 passed, 0 did not pass, 6 not tested." in untested
    before = workplace.output()
    checked = workplace.run("check")
    assert checked.exit_code == 0
    assert "accessibility-results.json" in checked.output
    workplace.run("build")
    tested = main_text(workplace, ENGLISH)
    assert "PDF documents: 6 passed, 0 did not pass, 0 not tested." in tested
    assert "Web pages: 13 passed, 0 did not pass, 0 not tested." in tested
    after = workplace.output()
    changed = {path for path in after if after[path] != before.get(path)}
    assert changed == {SWEDISH, ENGLISH, "manifest.json"}, "the results concern only the statement"


def test_a_second_check_changes_nothing(workplace: Workplace) -> None:
    workplace.run("build")
    workplace.run("check")
    results = workplace.folder / "source" / "accessibility-results.json"
    first = results.read_bytes()
    again = workplace.run("check")
    assert results.read_bytes() == first
    assert "accessibility-results.json" not in again.output


def test_a_changed_text_counts_as_untested_again(workplace: Workplace) -> None:
    workplace.run("build")
    workplace.run("check")
    workplace.edit(workplace.catalog("fi"), "ovat", "on")
    workplace.run("build")
    text = main_text(workplace, SWEDISH)
    assert "PDF-dokument: 5 godkända, 0 underkända, 1 inte prövade." in text


def test_what_fails_is_named(workplace: Workplace) -> None:
    workplace.run("build")
    workplace.run("check")
    results = workplace.folder / "source" / "accessibility-results.json"
    text = results.read_text("utf-8")
    (line,) = (line for line in text.splitlines() if f"{NAME}.ar.pdf" in line)
    results.write_text(text.replace(line, line.replace('"passed"', '"failed"')), "utf-8")
    workplace.run("build")
    assert f"Filen {NAME}/ar/{NAME}.ar.pdf klarade inte" in main_text(workplace, SWEDISH)


def test_damaged_results_stop_the_build_with_a_sentence(workplace: Workplace) -> None:
    (workplace.folder / "source" / "accessibility-results.json").write_text("{", "utf-8")
    result = workplace.run("build")
    assert result.exit_code == 3
    assert "run make check" in result.errors


def test_the_settings_are_told(workplace: Workplace) -> None:
    with workplace.settings.open("a", encoding="utf-8") as file:
        file.write(
            '\n[[accessibility.exempt]]\nsv = "Kartor."\nen = "Maps."\n'
            '\n[[accessibility.burdensome]]\nsv = "Gamla filmer."\nen = "Old films."\n'
        )
    workplace.run("build")
    swedish = main_text(workplace, SWEDISH)
    assert swedish.index("Gamla filmer.") < swedish.index("Kartor.")
    assert "Maps." in main_text(workplace, ENGLISH)


@pytest.mark.parametrize(
    ("section", "place"),
    [
        ("[accessibility]\nasessed = 2020-05-12", "accessibility.asessed"),
        ("[accessibility]\nassessed = 2020-05-12", "accessibility.assessed"),
        ('[accessibility]\nmethod = { sv = "a", en = "b" }', "accessibility.method"),
        (
            '[accessibility]\nassessed = 2020-05-12\nmethod = { sv = "a" }',
            "accessibility.method.en",
        ),
        ('[accessibility]\nshortcomings = "en brist"', "accessibility.shortcomings"),
        ('[accessibility]\nexempt = ["en karta"]', "accessibility.exempt[1]"),
        ('[[accessibility.exempt]]\nsv = "a"', "accessibility.exempt[1].en"),
        (
            '[[accessibility.exempt]]\nsv = "a"\nen = "b"\ncriterion = "AA"',
            "accessibility.exempt[1].criterion",
        ),
        (
            '[[accessibility.exempt]]\nsv = "a"\nen = "b"\nuntil = "snart"',
            "accessibility.exempt[1].until",
        ),
    ],
)
def test_a_slip_in_the_settings_is_one_sentence(
    workplace: Workplace, section: str, place: str
) -> None:
    with workplace.settings.open("a", encoding="utf-8") as file:
        file.write(f"\n{section}\n")
    for ui in ("sv", "en"):
        result = workplace.run("build", ui=ui)
        assert result.exit_code == 3
        assert f"settings.toml, {place}: " in result.errors


def test_the_repository_s_results_are_of_an_agreed_form() -> None:
    """Whether they are those of today's files is told where the whole site is built (`.ci/run`)."""
    from pipeline.accessibility_results import read_results
    from tests.conftest import REPOSITORY

    found = read_results(REPOSITORY / "source" / "accessibility-results.json")
    tracked = subprocess.run(
        ["git", "ls-files", "source/accessibility-results.json"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=True,
    )
    assert tracked.stdout.strip()
    assert len(found.files) > 100
