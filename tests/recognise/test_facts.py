"""What a text states, whatever the way of writing it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.recognise.facts import contact_value, facts, facts_of, weekday_dates
from tests.builders import briefing


def missing(source: str, other: str) -> list[str]:
    """The facts of one text that another has not."""
    known = facts_of(briefing(other))
    return [
        f.written
        for p in facts_of(briefing(source)).passages
        for f in p.facts
        if not known.states(f)
    ]


SAME = [
    ("Mötet är den 12 maj.", "Vi möts 12 maj."),
    ("Mötet är den 12 maj.", "Vi möts den 12:e maj."),
    ("Mötet är den 12 maj.", "Vi möts 12/5."),
    ("Det händer i maj.", "Det händer den 12 maj."),
    ("Öppet 08:00–16:00.", "Öppet klockan 8 till 16."),
    ("Öppet 08.30.", "Öppet klockan 08:30."),
    ("Ring 114 14.", "Ring 11414."),
    ("Högst 28 000 kronor.", "Högst 28000 kronor."),
    ("Ring 0220-240 00.", "Ring 0220-24 000."),
    ("Ring 0220-240 00.", "Ring +46 220-240 00."),
    ("Läs på https://www.1177.se/.", "Läs på 1177.se."),
    ("Läs på [vår plats](https://www.1177.se/).", "Läs på 1177.se."),
    ("Skriv till Kund@Kommun.se.", "Skriv till kund@kommun.se."),
    ("Minst två personer.", "Minst 2 personer."),
    ("På måndag.", "Alla måndagar."),
    ("I Hallstahammars kommun.", "Du bor i Hallstahammar."),
    ("Vi arbetar med ”Vi i Hallsta”.", "Gruppen heter ”Vi i Hallsta”."),
    ("Enligt Folkhälsomyndighetens råd.", "Folkhälsomyndigheten säger."),
]  # fmt: skip

OTHER = [
    ("Mötet är den 12 maj.", "Vi möts den 13 maj.", ["12 maj"]),
    ("Mötet är den 12 maj.", "Vi möts i maj.", ["12 maj"]),
    ("Mötet är 1–3 juni.", "Vi möts den 1 juni.", ["1–3 juni"]),
    ("Ring 114 14.", "Ring 113 14.", ["114 14"]),
    ("Öppet 08:00.", "Öppet 08:30.", ["08:00"]),
    ("Ring 0220-240 00.", "Ring 0220-240 01.", ["0220-240 00"]),
    ("Läs på [vår plats](https://a.se/b).", "Läs på a.se.", ["https://a.se/b"]),
    ("Minst två personer.", "Minst 3 personer.", ["två"]),
    ("På måndag.", "På tisdag.", ["måndag"]),
    ("Hon heter Anna Berg.", "Hon heter Anna Borg.", ["Berg"]),
    ("~ Hej", "Hej", []),
    ("Folkhälsomyndigheten säger.", "En myndighet säger.", ["Folkhälsomyndigheten"]),
    ("Vi arbetar med ”Vi i Hallsta”.", "Vi arbetar med Hallsta.", ["Vi i Hallsta"]),
]


@pytest.mark.parametrize(("source", "other"), SAME)
def test_the_same_in_other_words(source: str, other: str) -> None:
    assert missing(source, other) == []


@pytest.mark.parametrize(("source", "other", "expected"), OTHER)
def test_what_is_missing_is_named_as_it_is_written(
    source: str, other: str, expected: list[str]
) -> None:
    assert missing(source, other) == expected


def test_signatories_are_named() -> None:
    source = facts_of(briefing("Text", "~ Hälsningar", "~ Per Ersgård, kommunpolis"))
    own = facts_of(briefing("Text", "~ Hälsningar", "~ Pär Ersgård, kommunpolis"))
    lost = [f.written for p in source.passages for f in p.facts if not own.states(f)]
    assert lost == ["Per"]


def test_the_first_word_of_a_sentence_is_no_name_by_its_capital() -> None:
    assert facts("Kommunen är öppen. Vi hjälper dig.") == ()


def test_a_weekday_belongs_to_its_date() -> None:
    text = "Från måndag den 15 juni till söndag 16 augusti. På fredag är det stängt."
    assert list(weekday_dates(text)) == [("måndag", 15, 6), ("söndag", 16, 8)]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("tel:+46220240 00", "022024000"),
        ("+46 (0)220-240 00", "022024000"),
        ("mailto:A@b.se?subject=Hej", "a@b.se"),
        ("https://www.b.se/c/", "b.se/c"),
    ],
)
def test_addresses_have_one_form(written: str, value: str) -> None:
    assert contact_value(written) == value


def test_another_language_is_compared_by_what_is_recognised_in_it() -> None:
    source = facts_of(briefing("Ring Anna Berg på måndag den 12 maj, 0220-240 00, tre gånger."))
    finnish = facts_of(briefing("Soita Anna Bergille 12. toukokuuta, 0220-240 00.", language="fi"))
    assert all(finnish.states(fact) for p in source.passages for fact in p.facts)
    wrong = facts_of(briefing("Soita 13. toukokuuta, 0220-240 01.", language="fi"))
    lost = [f.written for p in source.passages for f in p.facts if not wrong.states(f)]
    assert lost == ["0220-240 00", "12 maj", "Anna", "Berg"]


PIECES = st.sampled_from(
    ["12 maj", "den 3/4", "Anna", "Berg", "112", "114 14", "08:00–16:00", "måndag", "två", "a@b.se",
     "0220-240 00", "1177.se", "”Vi i Hallsta”", "Skatteverket", "och", ".", ",", "2004:168"]
)  # fmt: skip


@given(st.lists(PIECES, min_size=1, max_size=12).map(" ".join))
def test_every_text_states_what_it_states(text: str) -> None:
    own = facts_of(briefing("Text", f"Se {text}"))
    assert all(own.states(fact) for passage in own.passages for fact in passage.facts)
