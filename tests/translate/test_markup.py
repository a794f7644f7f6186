"""Inline markup: read from a text, carried over by the alignment, or told to be lost."""

import pytest
from hypothesis import given, settings

from pipeline.model import NOTE_MARK, Text, plain
from pipeline.translate.engine import Link
from pipeline.translate.inline import marked_up
from pipeline.translate.markup import Mark, lost, projected, with_tags, without_tags
from pipeline.translate.schemes import slot
from tests.translate.running_text import CHARACTERS, texts


def carried(source: str, draft: str, order: dict[str, str]) -> str:
    """The draft with the tags of the source; `order` says from which word each word comes."""
    found = without_tags(source)
    assert found is not None
    plain, marks = found
    links = [
        Link(draft.index(t), draft.index(t) + len(t), plain.index(s), plain.index(s) + len(s))
        for t, s in order.items()
    ]
    return with_tags(draft, projected(marks, plain, draft, [links]))


def test_tags_are_read_with_their_places() -> None:
    assert without_tags("Ring <1>112</1> vid <2>fara</2>") == (
        "Ring 112 vid fara",
        (Mark(1, 5, 8), Mark(2, 13, 17)),
    )


@pytest.mark.parametrize(
    "broken",
    ["<1>112", "112</1>", "<1>a</2>", "<1>a <2>b</1> c</2>", "<1>a</1> <1>b</1>", "</1>a<1>"],
)
def test_tags_that_are_not_whole_are_refused(broken: str) -> None:
    assert without_tags(broken) is None


def test_other_things_in_angle_brackets_are_text() -> None:
    assert without_tags("a < b, <b>, <0>") == ("a < b, <b>, <0>", ())


def test_a_mark_follows_its_words_in_another_order() -> None:
    assert (
        carried(
            "Ring <1>genast polisen</1> nu",
            "Nyt soita heti poliisille",
            {"Nyt": "nu", "soita": "Ring", "heti": "genast", "poliisille": "polisen"},
        )
        == "Nyt soita <1>heti poliisille</1>"
    )


def test_nested_marks_stay_nested() -> None:
    assert (
        carried(
            "<1>Ring <2>polisen</2></1> nu",
            "Soita poliisille nyt",
            {"Soita": "Ring", "poliisille": "polisen", "nyt": "nu"},
        )
        == "<1>Soita <2>poliisille</2></1> nyt"
    )


@pytest.mark.parametrize(
    ("source", "draft"),
    [
        ("Ring polisen<1/> nu", "Nyt soita poliisille<1/>"),
        ("Ring<1/> polisen nu", "Nyt soita<1/> poliisille"),
        ("Ring polisen, <1/>nu", "Nyt soita poliisille<1/>"),
        ("<1/>Ring polisen nu", "<1/>Nyt soita poliisille"),
        ("Ring polisen nu<1/>", "Nyt soita poliisille<1/>"),
        ("Ring <1>polisen<2/></1> nu", "Nyt soita <1>poliisille<2/></1>"),
        ("Ring <1>polisen</1><2/> nu", "Nyt soita <1>poliisille</1><2/>"),
        ("Ring <1><2/>polisen</1> nu", "Nyt soita <1><2/>poliisille</1>"),
        ("<1>Ring polisen<2/> nu</1>", "<1>Nyt soita poliisille<2/></1>"),
    ],
)
def test_a_tag_that_stands_alone_goes_behind_the_word_before_it(source: str, draft: str) -> None:
    words = {"Nyt": "nu", "soita": "Ring", "poliisille": "polisen"}
    assert carried(source, "Nyt soita poliisille", words) == draft


def test_a_tag_alone_keeps_to_the_marks_at_the_end_of_a_sentence() -> None:
    words = {"Soita": "Ring", "nyt": "nu"}
    assert carried("Ring nu<1/>.", "Soita nyt.", words) == "Soita nyt<1/>."
    assert carried("Ring nu.<1/>", "Soita nyt.", words) == "Soita nyt.<1/>"


def test_a_tag_alone_stands_behind_the_whole_word_and_the_mark_after_it() -> None:
    sentence, draft = "Ring polisen,<1/> nu", "Soita poliisille, nyt"
    found = without_tags(sentence)
    assert found is not None
    half_a_word = [Link(6, 12, 5, 12), Link(18, 21, 14, 16)]
    kept = projected(found[1], found[0], draft, [half_a_word])
    assert with_tags(draft, kept) == "Soita poliisille,<1/> nyt"


def test_a_tag_alone_behind_a_word_that_nothing_comes_from_is_lost() -> None:
    assert carried("Ring polisen<1/> nu", "Soita nyt", {"Soita": "Ring", "nyt": "nu"}) == (
        "Soita nyt"
    )


def test_a_tag_alone_stays_behind_its_protected_piece() -> None:
    number = slot(0)
    found = without_tags(f"Ring {number}<1/> nu")
    assert found is not None
    kept = projected(found[1], found[0], f"{number}, soita", [[]])
    assert with_tags(f"{number}, soita", kept) == f"{number}<1/>, soita"


def test_what_looks_like_a_tag_comes_back_as_it_was() -> None:
    text = r"C:\\<1>a \<2></1> b\\<3/>"
    found = without_tags(text)
    assert found == ("C:\\a <2> b\\", (Mark(1, 3, 8), Mark(3, 11, 11, is_alone=True)))
    assert with_tags(*found) == text


def test_a_mark_that_comes_out_in_pieces_is_lost() -> None:
    words = {"a": "x", "b": "y", "c": "x"}
    assert carried("<1>x</1> y", "a b c", words) == "a b c"


def test_a_mark_without_its_protected_piece_is_lost() -> None:
    number = slot(0)
    found = without_tags(f"Ring <1>{number} nu</1> du")
    assert found is not None
    plain, marks = found
    draft = f"{number} call now you"
    links = [Link(2, 6, 0, 4), Link(7, 10, 7, 9), Link(11, 14, 10, 12), Link(0, 1, 0, 4)]
    kept = projected(marks, plain, draft, [links])
    assert kept == ()
    assert [mark.number for mark in lost(marks, kept)] == [1]


def test_a_mark_around_protected_pieces_alone_needs_no_alignment() -> None:
    number, name = slot(0), slot(1)
    sentence, draft = f"Ring {number} nu, {name}", f"{name}, soita numeroon {number} nyt"
    links = [Link(draft.index("numeroon"), draft.index(number) + 1, 5, 6)]
    kept = projected([Mark(1, 5, 6)], sentence, draft, [links])
    assert with_tags(draft, kept) == f"{name}, soita numeroon <1>{number}</1> nyt"


def test_two_steps_are_followed() -> None:
    first = [Link(0, 1, 2, 3), Link(2, 3, 0, 1)]
    second = [Link(0, 1, 2, 3), Link(2, 3, 0, 1)]
    assert projected([Mark(1, 0, 1)], "a b", "a b", [first, second]) == (Mark(1, 0, 1),)


@given(texts(CHARACTERS))
@settings(deadline=None)
def test_tags_come_back_as_they_were_written(original: Text) -> None:
    marked = marked_up(original).text
    found = without_tags(marked)
    assert found is not None
    characters, marks = found
    assert characters == plain(original).replace(NOTE_MARK, "")
    assert with_tags(characters, marks) == marked


@given(texts(CHARACTERS), texts(CHARACTERS))
@settings(deadline=None)
def test_what_is_kept_always_fits_together(original: Text, other: Text) -> None:
    """Whatever the alignment says: a draft has no tags that cross or leave their outer one."""
    characters, marks = without_tags(marked_up(original).text) or ("", ())
    draft = plain(other).replace(NOTE_MARK, "")
    links = [Link(n, n + 1, m, m + 1) for n, m in enumerate(range(len(characters))) if draft[n:]]
    kept = projected(marks, characters, draft, [links])
    again = without_tags(with_tags(draft, kept))
    assert again is not None
    assert again[0] == draft
    assert {mark.number for mark in again[1]} == {mark.number for mark in kept}
