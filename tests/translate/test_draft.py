"""Drafts of whole texts: what is protected comes back, and what is not safe is no draft."""

import re

import pytest

from pipeline.languages import language
from pipeline.translate.document_names import Names
from pipeline.translate.draft import Drafted, Wanted, draft_texts
from pipeline.translate.pivot import Pivot
from tests.builders import briefing
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
