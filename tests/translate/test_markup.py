"""Inline markup: read from a text, carried over by the alignment, or told to be lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.translate.engine import Link
from pipeline.translate.markup import Mark, lost, projected, with_tags, without_tags
from pipeline.translate.schemes import slot


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
    assert list(lost(marks, kept)) == [1]


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


@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=4))
def test_tags_come_back_as_they_were_written(ranges: list[tuple[int, int]]) -> None:
    marks: list[Mark] = []
    for number, (one, other) in enumerate(ranges, 1):
        mark = Mark(number, min(one, other), max(one, other))
        apart = all(
            mark.end <= m.start
            or m.end <= mark.start
            or (m.start < mark.start and mark.end < m.end)
            for m in marks
        )
        if mark.start < mark.end and apart:
            marks.append(mark)
    again = without_tags(with_tags("abcdefgh", marks))
    assert again is not None
    assert again[0] == "abcdefgh"
    assert set(again[1]) == set(marks)
