"""Protected pieces go through one and two models, by the ladder of schemes and clauses."""

import re

from hypothesis import given
from hypothesis import strategies as st

from pipeline.translate.pivot import FAILED, MaskedDraft, Pivot
from pipeline.translate.schemes import SCHEMES, slot, slots_in
from tests.translate.scripted import EN_FI, SV_EN, ScriptedEngine, upper

A, B, C = slot(0), slot(1), slot(7)


def texts(drafts: tuple[MaskedDraft, ...]) -> list[str]:
    return [draft.text for draft in drafts]


def without(pattern: str) -> ScriptedEngine:
    """A model that loses what the pattern finds."""
    return ScriptedEngine({SV_EN: lambda s: re.sub(pattern, "", s).upper()})


def test_a_slot_is_written_in_the_models_best_scheme() -> None:
    engine = ScriptedEngine({SV_EN: upper}, schemes=("ph", "brackets"))
    assert texts(Pivot(engine).translate([f"ring {A} nu"], (SV_EN,))) == [f"RING {A} NU"]
    assert engine.asked == ["ring PH00 nu"]


def test_slots_are_numbered_from_zero_for_the_model() -> None:
    engine = ScriptedEngine({SV_EN: upper})
    assert texts(Pivot(engine).translate([f"ring {C} nu"], (SV_EN,))) == [f"RING {C} NU"]
    assert engine.asked == ["ring [0] nu"]


def test_equal_sentences_are_translated_once_whatever_their_pieces_are() -> None:
    engine = ScriptedEngine({SV_EN: upper})
    found = Pivot(engine).translate([f"ring {A}", f"ring {B}", f"ring {A}"], (SV_EN,))
    assert texts(found) == [f"RING {A}", f"RING {B}", f"RING {A}"]
    assert engine.asked == ["ring [0]"]


def test_a_lost_placeholder_is_tried_in_the_next_scheme() -> None:
    engine = without(r"\[\d+\]")
    assert texts(Pivot(engine).translate([f"ring {A}", "ring nu"], (SV_EN,))) == [
        f"RING {A}",
        "RING NU",
    ]
    assert engine.asked == ["ring [0]", "ring nu", "ring PH00"]


def test_a_doubled_placeholder_is_as_bad_as_a_lost_one() -> None:
    engine = ScriptedEngine({SV_EN: lambda s: s.replace("[0]", "[0] [0]").upper()})
    assert texts(Pivot(engine).translate([f"ring {A}"], (SV_EN,))) == [f"RING {A}"]


def test_an_invented_placeholder_gives_no_draft() -> None:
    engine = ScriptedEngine({SV_EN: lambda s: f"{s} [3]"})
    assert Pivot(engine).translate(["ring nu"], (SV_EN,)) == (FAILED,)


def test_a_sentence_that_loses_its_pieces_goes_clause_by_clause() -> None:
    engine = ScriptedEngine({SV_EN: lambda s: "" if "," in s[:-1] else s.upper()})
    assert texts(Pivot(engine).translate([f"ring {A}, fråga efter {B}"], (SV_EN,))) == [
        f"RING {A}, FRÅGA EFTER {B}"
    ]


def test_what_no_scheme_keeps_gets_no_draft_and_stops_nothing_else() -> None:
    engine = without(r"\[\d+\]|PH\d+|XQ\d+")
    assert texts(Pivot(engine).translate([f"ring {A}", "ring nu"], (SV_EN,))) == ["", "RING NU"]


def test_a_scheme_that_the_text_itself_uses_is_passed_over() -> None:
    engine = ScriptedEngine({SV_EN: upper})
    assert texts(Pivot(engine).translate([f"se not [4] om {A}"], (SV_EN,))) == [
        f"SE NOT [4] OM {A}"
    ]
    assert engine.asked == ["se not [4] om PH00"]


def test_the_first_step_is_made_once_for_all_languages() -> None:
    other = EN_FI.__class__("en", "de", "1.0")
    engine = ScriptedEngine({SV_EN: upper, EN_FI: str.title, other: str.lower})
    pivot = Pivot(engine)
    assert texts(pivot.translate([f"ring {A}."], (SV_EN, EN_FI))) == [f"Ring {A}."]
    assert texts(pivot.translate([f"ring {A}."], (SV_EN, other))) == [f"ring {A}."]
    assert [model for model, _ in engine.calls] == [SV_EN, EN_FI, other]


def test_a_score_is_that_of_the_worst_model() -> None:
    (draft,) = Pivot(ScriptedEngine({SV_EN: upper})).translate(["ring"], (SV_EN,))
    assert draft.score == 0.9


def test_links_are_in_characters_of_the_masked_texts() -> None:
    engine = ScriptedEngine({SV_EN: upper})
    (draft,) = Pivot(engine).translate([f"ring {A} nu"], (SV_EN,), aligned=True)
    (links,) = draft.links
    assert [(draft.text[n.start : n.end], n.source_start, n.source_end) for n in links] == [
        ("RING", 0, 4),
        (A, 5, 6),
        ("NU", 7, 9),
    ]


@given(
    st.lists(st.sampled_from(["ring", "nu", ",", ".", "på", A, B, C, "[1]", "PH00", "XQ3"])),
    st.sampled_from([*(s.pattern.pattern for s in SCHEMES), r"^.*,", r"\d", "x^"]),
)
def test_a_draft_has_every_piece_once_or_there_is_none(words: list[str], lost: str) -> None:
    sentence = " ".join(dict.fromkeys(words))
    (draft,) = Pivot(without(lost)).translate([sentence], (SV_EN,))
    assert not draft.text or slots_in(draft.text) == slots_in(sentence)
    assert all(draft.text.count(slot(n)) == 1 for n in slots_in(draft.text))
