"""Figures as each language writes them, and as the project's own check reads them."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.check.fidelity import check_variant
from pipeline.languages import all_languages, language
from pipeline.recognise.dates import MONTH_NAMES, date_mentions, without_dates
from pipeline.recognise.numbers import numbers
from pipeline.translate.document_names import Names
from pipeline.translate.placeables import find_placeables
from pipeline.translate.protect import protect, restore
from pipeline.translate.schemes import SLOT
from pipeline.translate.written import written_for
from tests.builders import briefing

TAGS = [tag for tag in all_languages() if not language(tag).is_swedish]
NO_NAMES = Names.of(briefing())


def written(swedish: str, tag: str) -> str:
    """The only placeable of a Swedish text, in that language."""
    (found,) = find_placeables(swedish, NO_NAMES)
    return written_for(found, language(tag))


@pytest.mark.parametrize(
    ("swedish", "expected"),
    [
        ("12 maj", {"fi": "12. toukokuuta", "en": "12 May", "ar": "12 مايو", "zh": "5月12日"}),
        ("den 12 maj", {"fi": "12. toukokuuta", "de": "12. Mai", "so": "Maayo 12"}),
        ("tisdag 12 maj", {"en": "12 May"}),
        ("den 5:e maj", {"fi": "5. toukokuuta", "en": "5 May"}),
        ("12 maj 2020", {"fi": "12. toukokuuta 2020", "uk": "12 травня 2020\u202fр."}),
        ("2020-05-12", {"en": "12 May 2020", "th": "12 พฤษภาคม ค.ศ. 2020"}),
        ("12/5", {"en": "12 May", "es": "12 de mayo"}),
        ("den 1/2", {"en": "1 February"}),
        ("12/5 2020", {"en": "12 May 2020"}),
        ("12.5.2020", {"en": "12 May 2020"}),
        ("12 dec", {"en": "12 December"}),
        ("12–14 maj", {"fi": "12.–14. toukokuuta", "en": "12–14 May", "fa": "12 تا 14 مه",
                        "uk": "12–14 травня", "zh": "5月12日至14日"}),
        ("12-14 maj 2020", {"en": "12–14 May 2020", "de": "12.–14. Mai 2020"}),
        ("28 maj–3 juni", {"en": "28 May\u2009–\u20093 June", "zh": "5月28日至6月3日"}),
        ("kl. 8.15", {"fi": "8.15", "en": "08:15", "es": "8:15", "th": "08:15 น."}),
        ("kl. 8", {"fi": "8.00", "en": "08:00"}),
        ("8.15–16.30", {"fi": "8.15–16.30", "en": "08:15–16:30", "fa": "8:15 تا 16:30"}),
        ("klockan 18-20", {"en": "18:00–20:00"}),
        ("kl. 22–6", {"en": "22:00–06:00"}),
        ("kl. 24.00", {"en": "24:00", "fi": "24.00"}),
        ("1 000", {"en": "1,000", "fi": "1\u00a0000", "de": "1.000", "fr": "1\u202f000"}),
        ("1 234 567,5", {"en": "1,234,567.5", "de": "1.234.567,5", "ar": "1,234,567.5"}),
        ("3,50", {"en": "3.50", "fi": "3,50"}),
        ("1177", {"en": "1177", "de": "1177"}),
        ("2020", {"en": "2020", "fa": "2020"}),
        ("8–16", {"en": "8–16"}),
        ("-5", {"en": "-5"}),
        ("250 kr", {"en": "SEK\u00a0250", "fi": "250\u00a0SEK", "ar": "250\u00a0SEK",
                    "zh": "SEK\u00a0250", "th": "SEK\u00a0250", "fa": "SEK\u00a0250"}),
        ("1 250,50 kronor", {"en": "SEK\u00a01,250.50", "fi": "1\u00a0250,50\u00a0SEK"}),
        ("250:-", {"en": "SEK\u00a0250"}),
        ("1 krona", {"en": "SEK\u00a01"}),
        ("100–200 kr", {"en": "SEK\u00a0100–200", "fi": "100–200\u00a0SEK"}),
        ("3,5 %", {"en": "3.5%", "fi": "3,5\u00a0%", "tr": "%3,5"}),
        ("10–15 %", {"en": "10–15%"}),
        ("3 §", {"en": "§\u00a03", "fi": "3\u00a0§"}),
        ("3 a §", {"en": "§\u00a03 a", "fi": "3 a\u00a0§"}),
        ("2009:724", {"en": "2009:724"}),
        ("version 2.0", {"de": "2.0"}),
        ("0220-240 00", {"ar": "0220-240 00"}),
    ],
)  # fmt: skip
def test_as_the_language_writes_it(swedish: str, expected: dict[str, str]) -> None:
    assert {tag: written(swedish, tag) for tag in expected} == expected


@pytest.mark.parametrize("tag", ["sv", "sv-simple"])
def test_swedish_stays_as_it_is(tag: str) -> None:
    for text in ("den 12–14 maj 2020", "1 000,50 kr", "kl. 8.15"):
        (found,) = find_placeables(text, NO_NAMES)
        assert written_for(found, language(tag)) == found.text


@pytest.mark.parametrize("tag", TAGS)
def test_every_day_of_the_year_is_read_back_as_the_same_day(tag: str) -> None:
    first = date(2020, 1, 1)
    for number in range(366):
        day = first + timedelta(number)
        name = MONTH_NAMES["sv"][day.month - 1]
        for text, rest in ((f"{day.day} {name}", []), (f"{day.day} {name} 2020", ["2020"])):
            result = written(text, tag)
            mentions = date_mentions(result, tag)
            assert [(m.month, m.days) for m in mentions] == [(day.month, (day.day,))], result
            left = numbers(without_dates(result, mentions), tag)
            assert [number.written for number in left] == rest, result


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("month", range(1, 13))
def test_ranges_are_read_back_as_both_days(tag: str, month: int) -> None:
    name, following = MONTH_NAMES["sv"][month - 1], MONTH_NAMES["sv"][month % 12]
    result = written(f"12–14 {name}", tag)
    mentions = date_mentions(result, tag)
    assert [(m.month, m.days) for m in mentions] == [(month, (12, 14))], result
    result = written(f"28 {name}–3 {following}", tag)
    found = {(m.month, m.days) for m in date_mentions(result, tag)}
    assert found == {(month, (28,)), (month % 12 + 1, (3,))}, result


TEXTS = (
    "Mötet är den 12 maj kl. 8.15–16.30 på Storgatan 3 A i Hallstahammar.",
    "Det är stängt 12–14 maj 2020 och 28 maj–3 juni.",
    "Mellan 12 och 14 maj, 12/5, 2020-06-30 och 24 dec. är det stängt.",
    "Det kostar 250 kr, 1 250,50 kronor eller 100–200 kr för 10 000 personer.",
    "Ökningen är 3,5 % av 1 234 567,5 på 2,25 år sedan 2019, mot 10–15 procent.",
    "Ring 0220-240 00, 112, 1177, 116 117 eller skriv till kundcenter@hallstahammar.se.",
    "Läs https://hallstahammar.se/a?b=1 om dnr KS 2020/123 och lag 2009:724, 5 kap. 3 a §.",
    "Carin Becker-Åström och Per Ersgård mötte Securitas om covid-19 och E18.",
    "Hallstahammars kommun och Securitas vakter följer Carin Becker-Åströms beslut.",
    "Planeringen med ”Vi i Hallsta” och KF:s plan fortsätter, klockan 18–20 och kl. 7.",
    "1. Ring 114 14. 2. Gå 5 km i -5 grader från 734 30 Hallstahammar.",
    "Beslut av A. Berg och Anna von Linde, 2 meter, 1/2 dl, version 2.0, § 5.",
)
SIGNED = ("~ Hälsningar", "~ Carin Becker-Åström, kommunchef", "~ Per Ersgård, kommunpolis")
RULES = {f"fidelity.{rule}" for rule in ("number", "date", "contact", "name", "quoted-name")}


GLUE = {"Latn": "z", "Cyrl": "ж", "Arab": "ب", "Ethi": "ለ", "Thai": "ก", "Hans": "在"}
FORMS: dict[str, Callable[[str, str], str]] = {
    "slots": lambda masked, _: "; ".join(SLOT.findall(masked)),
    "identity": lambda masked, _: masked,
    "glued": lambda masked, letter: letter + letter.join(SLOT.findall(masked)) + letter,
}


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("form", FORMS)
def test_what_is_restored_is_what_the_check_demands(tag: str, form: str) -> None:
    """The slots alone, in the Swedish sentence, or with a letter glued to each side of them."""
    source = briefing("# Lägesbild", *TEXTS, *SIGNED)
    names = Names.of(source)
    lines: list[str] = []
    for text in TEXTS:
        protected = protect(text, find_placeables(text, names))
        masked = FORMS[form](protected.masked, GLUE[language(tag).script])
        restored = restore(masked, protected, language(tag))
        assert restored is not None
        lines.append(restored)
    target = briefing("# X", *lines, *SIGNED, language=tag)
    assert [
        (f.where, str(f.message)) for f in check_variant(source, target) if f.rule in RULES
    ] == []


FRAGMENTS = st.sampled_from(
    ["den 12 maj", "12 maj 2020", "12–14 maj", "28 maj–3 juni", "12/5", "2020-05-12", "kl. 8.15",
     "kl. 8", "klockan 18–20", "8.15–16.30", "1 000", "10 000", "3,5", "3,5 %", "250 kr",
     "1 250,50 kronor", "100–200 kr", "5 km", "112", "1177", "114 14", "0220-240 00",
     "a.b@hallstahammar.se", "krisinformation.se", "www.a.se/b", "dnr KS 2020/123", "2009:724",
     "3 §", "§ 5", "Covid-19", "E18", "KF", "Carin Becker-Åström", "Hallstahammars kommun",
     "Securitas", "A. Berg", "Storgatan 3 A", "734 30 Hallstahammar", "”Vi i Hallsta”",
     "10-årsdag", "den 3:e gången", "år 2020", "–5", "Det är stängt", "Ring"]
)  # fmt: skip
BETWEEN = st.sampled_from([", ", "; ", ". ", " i ", " och ", " till ", " (", ") ", ": ", "\n"])
"""Never a space or a dash alone: *kl. 8 112* and *§ 5 – 12 maj* say nothing to anybody."""


@given(
    st.lists(st.tuples(FRAGMENTS, BETWEEN).map("".join), max_size=10).map("".join),
    st.sampled_from(TAGS),
)
@settings(max_examples=200, deadline=None)
def test_protection_and_check_see_the_same_in_any_order(text: str, tag: str) -> None:
    source = briefing("# Lägesbild", "Vi mötte Securitas i Hallstahammar.", text, *SIGNED)
    protected = protect(text, find_placeables(text, Names.of(source)))
    restored = restore(protected.masked, protected, language(tag))
    assert restored is not None
    target = briefing("# X", "Securitas, Hallstahammar.", restored, *SIGNED, language=tag)
    rules = RULES - {"fidelity.quoted-name"}
    found = [str(f.message) for f in check_variant(source, target) if f.rule in rules]
    assert found == [], restored
