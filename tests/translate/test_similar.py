"""The index gives what comparing with every text gives, and loses none."""

from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz import fuzz

from pipeline.translate.similar import LEAST_SIMILARITY, SimilarTexts
from tests.translate.builders import NEW, OLD


def brute_force(texts: list[str], text: str) -> list[tuple[int, float]]:
    found = [(n, fuzz.ratio(text, other)) for n, other in enumerate(texts)]
    near = [(n, ratio) for n, ratio in found if ratio >= LEAST_SIMILARITY]
    return sorted(near, key=lambda pair: (-pair[1], pair[0]))


def indexed(texts: list[str], text: str) -> list[tuple[int, float]]:
    found = SimilarTexts(texts).nearest(text, len(texts) + 1)
    return [(each.position, each.similarity) for each in found]


ANY = st.text(st.sampled_from("abcdeä öÅ0 9→漢🙂\ud800e\u0301"), max_size=12)
SOME = ("Ring", "kundcenter", "på", "0220-240", "00", "om", "du", "har", "frågor", "i", "läget")
WORDS = st.lists(st.sampled_from(SOME), max_size=9).map(" ".join)


@settings(max_examples=300, deadline=None)
@given(st.lists(ANY | WORDS, max_size=25), ANY | WORDS)
def test_no_similar_text_is_lost_and_none_is_added(texts: list[str], text: str) -> None:
    assert indexed(texts, text) == brute_force(texts, text)


@settings(deadline=None)
@given(WORDS.filter(bool), st.data())
def test_an_edited_text_finds_the_one_that_it_was(text: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(text)))
    edited = text[:place] + data.draw(ANY) + text[place:]
    assert indexed([text], edited) == brute_force([text], edited)


def test_exactly_three_quarters_is_similar_and_a_little_less_is_not() -> None:
    assert indexed(["abcd", "abcde"], "abcx") == [(0, 75.0)]


def test_the_nearest_come_first_and_no_more_than_asked_for() -> None:
    texts = ["Något helt annat", NEW, OLD, OLD]
    found = SimilarTexts(texts).nearest(OLD, 2)
    assert [(each.position, each.similarity) for each in found] == [(2, 100.0), (3, 100.0)]


def test_a_text_with_very_many_of_one_character() -> None:
    texts = ["a" * 70_000, "b" * 70_000]
    assert indexed(texts, "a" * 70_001) == brute_force(texts, "a" * 70_001)


def test_no_texts_and_an_empty_one() -> None:
    assert indexed([], OLD) == []
    assert indexed([OLD, ""], "") == brute_force([OLD, ""], "")
