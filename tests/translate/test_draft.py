"""Drafts of whole texts: what is protected comes back, and what is not safe is no draft."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.languages import language
from pipeline.model import Text
from pipeline.translate.document_names import Names
from pipeline.translate.draft import Drafted, Wanted, draft_texts
from pipeline.translate.inline import marked_up
from pipeline.translate.pivot import Pivot
from pipeline.translate.tags import markup_problem
from tests.builders import briefing
from tests.translate.running_text import CHARACTERS, texts
from tests.translate.scripted import SV_EN, ScriptedEngine, upper

NAMES = Names.of(
    briefing(
        "# Titel",
        "Kommunchef Carin Becker-Åström leder arbetet i Hallstahammar.",
        "~ Hälsningar",
        "~ Per Ersgård, kommunpolis",
    )
)


def draft(text: str, engine: ScriptedEngine | None = None, tag: str = "en") -> Drafted:
    pivot = Pivot(engine or ScriptedEngine({SV_EN: upper}))
    (drafted,) = draft_texts([Wanted(text, NAMES)], (SV_EN,), pivot, language(tag))
    return drafted


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ring 0220-240 00 eller skriv till info@hallstahammar.se.",
         "RING 0220-240 00 ELLER SKRIV TILL info@hallstahammar.se."),
        ("Mötet är den 12 maj klockan 8.15.", "MÖTET ÄR 12 May KLOCKAN 08:15."),
        ("Enligt Carin Becker-Åström kostar det 1 250,50 kr.",
         "ENLIGT Carin Becker-Åström KOSTAR DET SEK\u00a01,250.50."),
        ("Vi träffar ”Vi i Hallsta” på tisdag.", "VI TRÄFFAR ”Vi i Hallsta” PÅ TISDAG."),
        ("Se dnr KS 2020/123 och www.hallstahammar.se/corona.",
         "SE DNR KS 2020/123 OCH www.hallstahammar.se/corona."),
    ],
)  # fmt: skip
def test_what_must_not_change_comes_back_as_the_language_writes_it(
    text: str, expected: str
) -> None:
    assert draft(text).text == expected


def test_sentences_are_translated_one_by_one_and_put_together() -> None:
    engine = ScriptedEngine({SV_EN: upper})
    text = "Ring kl. 8.15 till s.k. Ordningsvakter. Öppet nr. 5 i dag. Hej!"
    drafted = draft(text, engine)
    assert len(engine.asked) == 3
    assert drafted.text == "RING KL. 08:15 TILL S.K. ORDNINGSVAKTER. ÖPPET NR. 5 I DAG. HEJ!"


def test_chinese_sentences_have_no_space_between_them() -> None:
    engine = ScriptedEngine({SV_EN: lambda _: "好。"})
    assert draft("Det är bra. Det är gott.", engine, "zh").text == "好。好。"


def test_a_text_of_protected_pieces_alone_needs_no_model() -> None:
    engine = ScriptedEngine({SV_EN: upper})
    assert draft("0220-240 00", engine) == Drafted("0220-240 00", 1.0)
    assert draft("***", engine).text == "***"
    assert engine.asked == []


def test_a_lost_piece_is_named_and_nothing_is_written() -> None:
    engine = ScriptedEngine({SV_EN: lambda s: re.sub(r"\[\d+\]|PH\d+|XQ\d+", "", s)})
    drafted = draft("Ring 112 vid fara. Lugn annars.", engine)
    assert drafted.text == ""
    assert "112" in str(drafted.reasons[0])


@pytest.mark.parametrize("text", ["Ring \u202e112\u202c nu.", "Ring\x07 oss.", "Ring <1>112 nu"])
def test_a_text_that_no_machine_may_have_is_not_given_to_one(text: str) -> None:
    engine = ScriptedEngine({SV_EN: upper})
    drafted = draft(text, engine)
    assert drafted.text == ""
    assert drafted.reasons
    assert engine.asked == []


def test_a_text_in_another_language_is_not_given_to_a_machine() -> None:
    drafted = draft("This text is not in Swedish at all, and it should not be translated.")
    assert drafted.text == ""
    assert "English" in str(drafted.reasons[0])


def test_twenty_thousand_words_go_in_pieces_that_a_model_takes() -> None:
    engine = ScriptedEngine({SV_EN: upper})
    text = " ".join(f"ord{'abcdefghij'[n % 10]}" for n in range(20_000))
    drafted = draft(text, engine)
    assert drafted.text == text.upper()
    assert max(len(sentence.split()) for sentence in engine.asked) <= 120


def test_markup_goes_where_its_words_went() -> None:
    assert draft("Ring <1>112</1> vid <2>stor fara</2> nu.").text == (
        "RING <1>112</1> VID <2>STOR FARA</2> NU."
    )


def test_lost_markup_is_told_and_the_draft_stands_without_it() -> None:
    engine = ScriptedEngine({SV_EN: lambda s: "CALL IN DANGER [0]" if "[0]" in s else ""})
    drafted = draft("<1>Ring 112</1> vid fara", engine)
    assert drafted.text == "CALL IN DANGER 112"
    assert "<1>" in str(drafted.reasons[0])


def test_markup_over_half_of_a_protected_piece_is_told() -> None:
    drafted = draft("Mötet är <1>12 maj</1> 2020.")
    assert drafted.text == "MÖTET ÄR 12 May 2020."
    assert len(drafted.reasons) == 1


def test_an_empty_draft_of_one_sentence_leaves_the_whole_text_to_a_person() -> None:
    engine = ScriptedEngine({SV_EN: lambda s: "" if "fara" in s else s.upper()})
    assert draft("Ring polisen. Det är fara.", engine).text == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<1>Viktigt. Ring polisen nu.</1>", "<1>VIKTIGT. RING POLISEN NU.</1>"),
        ("Hej! <1>Viktigt. Ring.</1> Tack.", "HEJ! <1>VIKTIGT. RING.</1> TACK."),
        ("Ring <1>polisen. Nu</1> genast.", "RING <1>POLISEN. NU</1> GENAST."),
        ("<1>Ring <2>112</2>. Det är fara<3/>.</1>", "<1>RING <2>112</2>. DET ÄR FARA<3/>.</1>"),
        ("Ring polisen.<1/> Det är fara.<2/>", "RING POLISEN.<1/> DET ÄR FARA.<2/>"),
        ("Ring polisen<1/>. Det är fara.", "RING POLISEN<1/>. DET ÄR FARA."),
        ("Öppet\nmåndag<1/>\n<2>i maj</2>", "ÖPPET\nMÅNDAG<1/>\n<2>I MAJ</2>"),
        (r"Skriv \<1> på <1>raden</1> nu.", r"SKRIV \<1> PÅ <1>RADEN</1> NU."),
        ("<1>0220-240 00</1><2/>", "<1>0220-240 00</1><2/>"),
    ],
)
def test_markup_over_sentences_and_lines_and_notes_come_over(text: str, expected: str) -> None:
    assert draft(text) == Drafted(expected, draft(text).score)


def test_a_word_that_the_model_glues_to_a_marked_piece_stands_outside_of_its_tags() -> None:
    engine = ScriptedEngine({SV_EN: lambda s: s.upper().replace(" [0] ", "[0]")})
    assert draft("Ring <1>0220-240 00</1> nu", engine).text == "RING <1>0220-240 00</1> NU"
    assert draft("Ring <1><2>0220-240 00</2></1> nu", engine).text == (
        "RING <1><2>0220-240 00</2></1> NU"
    )


def test_an_ending_at_a_marked_name_stays_at_it() -> None:
    engine = ScriptedEngine({SV_EN: lambda s: "TÄMÄ ON [0]issa TORI" if "[0]" in s else ""})
    found = draft("Det är <1>Hallstahammar</1> torg", engine, "fi")
    assert found.text == "TÄMÄ ON <1>Hallstahammar</1>issa TORI"


def test_markup_that_is_lost_in_one_sentence_is_lost_as_a_whole() -> None:
    engine = ScriptedEngine({SV_EN: lambda s: "A" if "vi" in s else s.upper()})
    drafted = draft("Nu <1>ringer vi till dem. Hej</1> då.", engine)
    assert "<1>" not in drafted.text
    assert "</1>" not in drafted.text
    assert len(drafted.reasons) == 1


def test_a_lost_note_is_told() -> None:
    engine = ScriptedEngine({SV_EN: lambda s: s.split()[0].upper()})
    drafted = draft("Vi ringer<1/> till dem idag", engine)
    assert drafted.text == "VI"
    assert "<1/>" in str(drafted.reasons[0])


@given(texts(CHARACTERS | st.sampled_from(["Ring ", "112", "fara. ", "Hej! "])))
@settings(deadline=None)
def test_a_draft_has_the_tags_of_its_text_or_says_which_are_lost(original: Text) -> None:
    marked = marked_up(original).text
    drafted = draft(marked)
    assert drafted.reasons or markup_problem(marked, drafted.text) is None
