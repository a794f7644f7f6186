"""An adaptation beside its Swedish text; the harms are in tests/defects/test_adaptation.py."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.check.adaptation import Adapted, check_adaptation, check_published_adaptation
from pipeline.findings import Finding, Severity
from pipeline.model import Briefing
from pipeline.recognise.omissions import Omission
from tests.builders import briefing
from tests.real_editions import real_editions
from tests.workplace import NAME, SECOND


def found(source: Briefing, own: Briefing, *omissions: tuple[str, str]) -> list[Finding]:
    items = [Omission(text, reason, "a.toml:3") for text, reason in omissions]
    own = replace(own, language="sv-simple") if own.language == "sv" else own
    text = Adapted(source, own, items, "a.txt {}".format, "a.md {}".format)
    return [f for f in check_adaptation(text) if not f.rule.startswith("readability")]


def rules(source: Briefing, own: Briefing, *omissions: tuple[str, str]) -> list[str]:
    return [f"{f.rule} {f.where}" for f in found(source, own, *omissions)]


SOURCE = briefing("Vi är öppna måndag den 15 juni.", "Högst 50 personer får komma.")


def test_another_structure_is_fine() -> None:
    own = briefing("## När?", "- måndag den 15 juni", "- högst 50 personer")
    assert rules(SOURCE, own) == []


def test_what_is_missing_is_told_at_its_place_in_the_swedish_text() -> None:
    (finding,) = found(SOURCE, briefing("Öppet måndag den 15 juni."))
    assert (finding.rule, finding.where) == ("adaptation.omitted", "a.txt b2")
    assert "“50”" in str(finding.message)
    assert rules(SOURCE, briefing("Öppet måndag 15 juni."), ("Högst 50", "Skäl")) == []


def test_an_omission_needs_a_reason_and_a_quotation_of_today() -> None:
    own = briefing("Öppet måndag den 15 juni.")
    assert rules(SOURCE, own, ("Högst 50", "")) == ["adaptation.omission-reason a.toml:3"]
    assert rules(SOURCE, own, ("Högst 50", "Skäl"), ("Högst 40", "Skäl")) == [
        "adaptation.omission-unknown a.toml:3"
    ]


def test_a_weekday_of_another_date() -> None:
    source = briefing("Måndag den 15 juni och tisdag den 16 juni.")
    own = briefing("Vi ses tisdag den 15 juni. Vi ses måndag den 16 juni.")
    assert rules(source, own) == ["adaptation.weekday a.md b1"] * 2


@pytest.mark.parametrize(
    ("swedish", "easy", "is_same"),
    [
        ("Tvätta i minst 20 sekunder.", "Tvätta minst 20 sekunder.", True),
        ("Tvätta i minst 20 sekunder.", "Tvätta högst 20 sekunder.", False),
        ("Fler än 50 är förbjudet.", "Högst 50 får komma.", True),
        ("Fler än 50 är förbjudet.", "Färre än 50 är förbjudet.", False),
        ("Är du 70 år eller äldre?", "Är du minst 70 år?", True),
        ("Är du 70 år eller äldre?", "Är du 70 år eller yngre?", False),
        ("Det kostar 20 kronor.", "Det kostar högst 20 kronor.", True),
    ],
)
def test_bounds(swedish: str, easy: str, is_same: bool) -> None:
    expected = [] if is_same else ["adaptation.bound a.md b1"]
    assert rules(briefing(swedish), briefing(easy)) == expected


TABLE = briefing(
    "|= Plats | Måndag–torsdag | Fredag |",
    "|! Biblioteket | 10:00–18:00 | 10:00–16:00 |",
    "|! Badet | 11:00–19:00 | 11:00–15:00 |",
    "Badet är öppet 9:00 på söndag.",
)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["## Biblioteket", "Måndag till torsdag: 10–18", "Fredag: 10–16"], []),
        (["## Biblioteket", "Måndag till torsdag: 11–18"], ["b2"]),
        (["## Biblioteket", "Måndag till torsdag: 10–16"], ["b2"]),
        (["## Biblioteket", "Fredag: 10–18"], ["b2"]),
        (["Biblioteket är öppet 11–19."], ["b1", "b1"]),
        (["## Badet", "Söndag: klockan 9"], []),
        (["Biblioteket och badet är öppna 10–19."], []),
        (["|! Badet | 11–19 |", "|! Biblioteket | 10–15 |"], ["b1.2.2.1"]),
    ],
)
def test_what_a_table_says_stays_with_its_row(lines: list[str], expected: list[str]) -> None:
    found = rules(TABLE, briefing(*lines), ("Plats", "Skäl"), ("Badet är öppet", "Skäl"))
    assert found == [f"adaptation.row a.md {place}" for place in expected]


def test_a_picture_is_used_or_left_out() -> None:
    source = briefing("![En karta](red) Karta", "Text")
    assert rules(source, briefing("Text")) == ["adaptation.omitted a.txt b1"]
    assert rules(source, briefing("Text"), ("En karta", "Skäl")) == []
    assert rules(source, briefing("![En karta](red)", "Text")) == []
    assert rules(briefing("![](red)", "Text"), briefing("Text")) == []


def test_a_text_that_is_left_out_without_figures_is_a_note() -> None:
    words = "Ledamöterna deltar digitalt medan ersättarna väntar hemma tills vidare."
    (finding,) = found(briefing(words), briefing("Politikerna möts."))
    assert (finding.rule, finding.severity) == ("adaptation.unlike", Severity.NOTE)
    assert rules(briefing(words), briefing("Politikerna möts."), (words, "Skäl")) == []


def test_an_adaptation_in_another_language_is_compared_too() -> None:
    own = briefing("Olemme auki 15. kesäkuuta.", language="fi")
    assert rules(SOURCE, own) == ["adaptation.omitted a.txt b2"]
    assert rules(SOURCE, briefing("Auki 16. kesäkuuta.", language="fi"))[:1] == [
        "adaptation.invented a.md b1"
    ]


def test_what_is_published_is_compared_without_its_omissions() -> None:
    own = replace(briefing("Öppet måndag den 15 juni."), language="sv-simple")
    assert check_published_adaptation(SOURCE, own) == ()
    (finding,) = check_published_adaptation(
        SOURCE, replace(briefing("Öppet den 16 juni."), language="sv-simple")
    )
    assert (finding.rule, finding.where) == ("adaptation.invented", "sv-simple b1")


@settings(deadline=None)
@given(st.data(), st.sampled_from([NAME, SECOND]))
def test_any_choice_of_the_sources_own_blocks_invents_nothing(
    data: st.DataObject, name: str
) -> None:
    source = real_editions(name)["sv"].briefing
    blocks = data.draw(st.permutations(source.blocks))
    own = replace(source, blocks=tuple(blocks[: data.draw(st.integers(0, len(blocks)))]))
    assert check_published_adaptation(source, replace(own, language="sv-simple")) == ()
