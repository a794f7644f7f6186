"""How far a site complies is told no better than it is known."""

from dataclasses import replace
from datetime import date

import pytest
from lxml import html

from pipeline.accessibility_settings import AccessibilitySettings, Shortcoming, Told
from pipeline.colours import Colour
from pipeline.edition import Contact, Issuer
from pipeline.publish.statement import Degree, Facts, Figures, render_statements
from pipeline.webpage import Look, SharedFiles

DAY = date(2026, 11, 26)
METHOD = Told("Med skärmläsare.", "With a screen reader.")
ASSESSED = AccessibilitySettings(assessed=DAY, method=METHOD)
LOOK = Look(Colour(0, 0x4B, 0x6B), Colour(0xFF, 0xF4, 0xD6))
MISSING = Shortcoming(
    Told("Kartan saknar <text>.", "The map lacks a <text>."), "1.1.1", date(2027, 3, 1)
)


def facts(
    known: AccessibilitySettings = ASSESSED, passed: int = 3, failed: int = 0, untested: int = 0
) -> Facts:
    return Facts(
        Issuer("Hallstahammars kommun"),
        Contact("kundcenter", "0220-240 00", "kundcenter@hallstahammar.se"),
        None,
        known,
        (Figures("pdf", passed, failed, untested),),
        tuple(f"a/sv/{n}.pdf" for n in range(failed)),
        DAY if passed or failed else None,
        DAY,
    )


@pytest.mark.parametrize(
    ("of", "degree"),
    [
        (facts(), Degree.FULLY),
        (facts(AccessibilitySettings()), Degree.PARTLY),
        (facts(replace(ASSESSED, shortcomings=(MISSING,))), Degree.PARTLY),
        (facts(replace(ASSESSED, burdensome=(MISSING,))), Degree.PARTLY),
        (facts(replace(ASSESSED, exempt=(MISSING,))), Degree.FULLY),
        (facts(untested=1), Degree.PARTLY),
        (facts(failed=1), Degree.PARTLY),
        (facts(failed=4), Degree.NOT),
        (facts(passed=0), Degree.PARTLY),
    ],
)
def test_the_degree(of: Facts, degree: Degree) -> None:
    assert of.degree is degree


def pages(of: Facts) -> dict[str, str]:
    """The text of each statement's main part."""
    made = render_statements(of, LOOK, SharedFiles())
    texts = {path: html.fromstring(data).xpath("//main")[0] for path, data in made.items()}
    return {path: " ".join(main.text_content().split()) for path, main in texts.items()}


def test_what_people_know_stands_in_both_languages() -> None:
    text = pages(facts(replace(ASSESSED, shortcomings=(MISSING,), published=date(2026, 11, 2))))
    swedish, english = text["accessibility.sv.html"], text["accessibility.en.html"]
    assert "Kartan saknar <text>. (WCAG, kriterium 1.1.1) Vi räknar med" in swedish
    assert "senast den 1 mars 2027." in swedish
    assert "The map lacks a <text>. (WCAG, criterion 1.1.1)" in english
    assert "Med skärmläsare." in swedish
    assert "With a screen reader." in english
    assert "2 november 2026" in swedish
    assert "2 November 2026" in english


def test_a_file_that_failed_is_named() -> None:
    for text in pages(facts(failed=2)).values():
        assert "a/sv/0.pdf" in text
        assert "a/sv/1.pdf" in text


def test_without_an_assessment_by_people_the_statement_says_so() -> None:
    text = pages(facts(AccessibilitySettings()))["accessibility.sv.html"]
    assert "Ingen människa har ännu prövat webbplatsen" in text
    assert "Ingen människa" not in pages(facts())["accessibility.sv.html"]


def test_untested_files_are_counted() -> None:
    text = pages(facts(untested=7))["accessibility.en.html"]
    assert "Files that no program has checked in their present form: 7." in text
    assert "PDF documents: 3 passed, 0 did not pass, 7 not tested." in text
