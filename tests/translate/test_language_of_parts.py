import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.languages import all_languages, language
from pipeline.model import NOTE_MARK, Span, plain, text_of
from pipeline.translate.language_of_parts import mark_parts, source_words

WORDS = source_words(
    [
        "Kommunen planerar med ”Vi i Hallsta” gällande ordningsvakterna och en plan i april.",
        "Carin Becker-Åström, kommunchef",
        "barn- och ungdomscoacher träffas på KF",
    ]
)


def swedish(text: str, tag: str = "fi") -> list[str]:
    return [s.text for s in mark_parts(text_of(text), language(tag), WORDS) if s.language == "sv"]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("järjestyksenvalvojat (ordningsvakt) aloittivat", ["ordningsvakt"]),
        ("yhdessä ”Vi i Hallsta” kanssa", ["Vi i Hallsta"]),
        ("yhdessä (”Vi i Hallsta”) kanssa", ["Vi i Hallsta"]),
        ("with “Vi i Hallsta” and «kommunen»", ["Vi i Hallsta", "kommunen"]),
        ("with ‘Vi i Hallsta’ [kommunchef]", ["Vi i Hallsta", "kommunchef"]),
        ("the council (KF)", ["KF"]),
        ("(CARIN BECKER-ÅSTRÖM, kommunchef)", ["CARIN BECKER-ÅSTRÖM, kommunchef"]),
        ("a plan for April", []),
        ("(the plan)", []),
        ("(ordn)", []),
        ("(2020) (–) () (i)", []),
        ("tekst(en) %(plan)s", []),
        ("yhdessä ”Vi i Hallstan” kanssa", []),
        ("Kommunen planerar", []),
    ],
)
def test_in_latin_script_only_enclosed_words_of_the_source(text: str, parts: list[str]) -> None:
    assert swedish(text) == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("قامت Carin Becker-Åström بتفعيل", ["Carin Becker-Åström"]),
        ("مع (Securitas) و”Vi i Hallsta”.", ["Securitas", "Vi i Hallsta"]),
        ("في Hallstahammar، Kolbäck. ثم", ["Hallstahammar", "Kolbäck"]),
        ("Securitas, Polisen و Covid-19", ["Securitas, Polisen", "Covid-19"]),
        ("اكتب إلى kundcenter@hallstahammar.se.", ["kundcenter@hallstahammar.se"]),
        ("انظر 1177.se أو 112", ["1177.se"]),
        ("الهاتف 0220-240 00", []),
        ("رقم (dnr) KS 2020/0231 (مثال)", ["dnr", "KS 2020/0231"]),
        ("قانون (Smittskyddslagen, 2004:168)، الفصل", ["Smittskyddslagen, 2004:168"]),
        ("مع Hallsta 2020 و Hallsta 08:30", ["Hallsta", "Hallsta"]),
        ("مع Hallsta 2020/05/12", ["Hallsta"]),
        ("مرحبا", []),
    ],
)
def test_in_other_scripts_every_run_of_latin_words(text: str, parts: list[str]) -> None:
    assert swedish(text, "ar") == parts


def test_easy_swedish_has_no_parts() -> None:
    assert swedish("Vi arbetar med ”Vi i Hallsta”", "sv-simple") == []


@given(
    st.text()
    | st.lists(st.sampled_from(["(", ")", "”", "plan", " ", "مرحبا", "-", "1"])).map("".join),
    st.sampled_from(list(all_languages())),
)
def test_the_characters_stay(text: str, tag: str) -> None:
    assert plain(mark_parts(text_of(text), language(tag), WORDS)) == text


@given(st.text())
def test_letters_of_another_script_are_never_swedish(text: str) -> None:
    assert not any("\u0600" <= c <= "\u06ff" for part in swedish(text, "ar") for c in part)


def test_a_part_that_goes_over_other_properties_keeps_them() -> None:
    running = text_of(
        Span("مع "), Span("Vi i ", link="#b1"), Span("Hallsta", strong=True), Span(" اليوم")
    )
    assert mark_parts(running, language("ar"), WORDS) == (
        Span("مع "),
        Span("Vi i ", "sv", "#b1"),
        Span("Hallsta", "sv", strong=True),
        Span(" اليوم"),
    )


def test_a_part_that_has_a_language_and_a_note_stay_what_they_are() -> None:
    running = text_of(Span("(", None), Span("plan", "en"), Span(NOTE_MARK, note="n1"), Span(")"))
    assert mark_parts(running, language("fi"), WORDS) == running
    greek = text_of(Span("Hello", "en"), Span(" я"))
    assert mark_parts(greek, language("ru"), WORDS) == greek
