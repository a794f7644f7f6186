"""The index of texts gives what comparing with every text gives, and what `SimilarTexts` gives."""

import random
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from pipeline.translate import letter_order, text_bands, text_index
from pipeline.translate.letter_counts import (
    CLASSES,
    LARGE_CLASSES,
    LETTERS,
    SMALL_CLASSES,
    Bytes,
    classes_of,
)
from pipeline.translate.similar import LEAST_SIMILARITY, SimilarTexts
from pipeline.translate.text_bands import make_bands
from pipeline.translate.text_index import TextIndex
from pipeline.translate.text_index_file import index_chunks, read_index
from tests.translate.builders import NEW, OLD

Pairs = list[tuple[int, float]]

ANY = st.text(st.sampled_from("abcdeä öÅ0 9→漢🙂\ud800e\u0301"), max_size=12)
SOME = ("Ring", "kundcenter", "på", "0220-240", "00", "om", "du", "har", "frågor", "i", "läget")
WORDS = st.lists(st.sampled_from(SOME), max_size=9).map(" ".join)
LONG = st.lists(st.sampled_from(SOME), min_size=30, max_size=60).map(" ".join)
MANY_TIMES = st.tuples(st.sampled_from("tg m"), st.integers(0, 430), ANY).map(
    lambda each: each[0] * each[1] + each[2]
)
MOST = st.sampled_from([1, 2, 3, 100])


def brute_force(texts: list[str], text: str, most: int) -> Pairs:
    found = [(n, fuzz.ratio(text, other)) for n, other in enumerate(texts)]
    near = [(n, ratio) for n, ratio in found if ratio >= LEAST_SIMILARITY]
    return sorted(near, key=lambda pair: (-pair[1], pair[0]))[:most]


def similar_texts(texts: list[str], text: str, most: int) -> Pairs:
    return [(e.position, e.similarity) for e in SimilarTexts(texts).nearest(text, most)]


def index_of(texts: list[str]) -> TextIndex:
    """The index, written to bytes and read from them."""
    return read_index(b"".join(index_chunks(TextIndex(make_bands(enumerate(texts))))))


def found_in(index: TextIndex, text: str, most: int) -> Pairs:
    """Ties at the end are all given; the first by number are those that the others give."""
    return [(e.number, e.similarity) for e in index.nearest(text, most)][:most]


@pytest.fixture(autouse=True)
def every_test_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few texts go through all that is made for many."""
    monkeypatch.setattr(text_index, "FIRST_TRIED", 1)
    monkeypatch.setattr(text_index, "BLOCK", 32)
    monkeypatch.setattr(text_bands, "MADE_AT_ONCE", 7)
    monkeypatch.setattr(letter_order, "MANY", 3)


@settings(max_examples=300, deadline=None)
@given(st.lists(ANY | WORDS | LONG, max_size=25), ANY | WORDS | LONG, MOST)
def test_no_similar_text_is_lost_and_none_is_added(texts: list[str], text: str, most: int) -> None:
    found = found_in(index_of(texts), text, most)
    assert found == brute_force(texts, text, most) == similar_texts(texts, text, most)


@settings(max_examples=150, deadline=None)
@given(st.lists(MANY_TIMES | LONG, max_size=25), MANY_TIMES, MOST)
def test_texts_of_one_letter_many_times(texts: list[str], text: str, most: int) -> None:
    assert found_in(index_of(texts), text, most) == brute_force(texts, text, most)


@pytest.mark.parametrize("letter", ["t", "g", "m", "7", "\U0001f642"])
def test_more_letters_of_a_set_than_a_byte_can_count(letter: str) -> None:
    texts = [letter * 330 + "ea" * (n % 30) + "x" * (n // 30) for n in range(60)]
    index = index_of(texts)
    for text in (letter * 330 + "n" * 20, letter * 350, f"{letter * 335}eaeaea"):
        assert found_in(index, text, 60) == brute_force(texts, text, 60)


@settings(max_examples=150, deadline=None)
@given(st.lists(ANY | WORDS, min_size=1, max_size=25), WORDS, st.data(), st.sampled_from([0, 1000]))
def test_the_order_of_letters_is_that_of_rapidfuzz(
    texts: list[str], text: str, data: st.DataObject, picked: int
) -> None:
    """Whether few of a block are picked out, or all of it is compared."""
    places = np.array(sorted(data.draw(st.sets(st.integers(0, len(texts) - 1), min_size=1))))
    lengths = np.array([*map(len, texts)])
    for letters in (*SMALL_CLASSES, *LARGE_CLASSES):
        query = _only(text, letters)
        order = letter_order.bit_order(classes_of("".join(texts)), lengths, letters, np.uint64)
        expected = [LCSseq.similarity(query, _only(texts[place], letters)) for place in places]
        if len(query):
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(letter_order, "PICKED", picked)
                assert order.common(places, query).tolist() == expected


def _only(text: str, letters: Sequence[int]) -> Bytes:
    classes = classes_of(text)
    return classes[np.isin(classes, letters)]


def test_rare_letters_are_told_apart_and_taken_together_with_few() -> None:
    classes = classes_of("eE\u00e9\U0001f642" + "".join(map(chr, range(0x400, 0x500)))).tolist()
    assert classes[0] == LETTERS.index("e")
    assert set(classes[1:]) == set(range(len(LETTERS), CLASSES))


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS | LONG, min_size=1, max_size=12), st.data(), MOST)
def test_edited_texts_find_those_that_they_were(
    texts: list[str], data: st.DataObject, most: int
) -> None:
    text = data.draw(st.sampled_from(texts))
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 40)))
    edited = text[:start] + data.draw(ANY | WORDS) + text[end:]
    assert found_in(index_of(texts), edited, most) == brute_force(texts, edited, most)


@settings(max_examples=100, deadline=None)
@given(st.lists(WORDS, max_size=25), WORDS, MOST, st.sets(st.integers(0, 24)))
def test_texts_that_are_not_there_are_as_if_they_never_were(
    texts: list[str], text: str, most: int, absent: set[int]
) -> None:
    there = [other for n, other in enumerate(texts) if n not in absent]
    found = index_of(texts).nearest(text, most, lambda number: number not in absent)
    expected = [(there[n], ratio) for n, ratio in brute_force(there, text, most)]
    assert [(texts[e.number], e.similarity) for e in found][:most] == expected


@pytest.mark.parametrize("size", [255, 256, 65_535, 65_536])
def test_the_longest_texts_of_each_band(size: int) -> None:
    texts = ["a" * size, "s" * size, "as" * (size // 2), "漢" * size, "a" * (size * 4 // 5)]
    index = index_of(texts)
    for text in (texts[0], "a" * (size + 1), "s" * (size * 5 // 3), "sa" * (size // 2)):
        assert found_in(index, text, 5) == brute_force(texts, text, 5)


def test_exactly_three_quarters_is_similar_and_a_little_less_is_not() -> None:
    assert found_in(index_of(["abcd", "abcde"]), "abcx", 2) == [(0, 75.0)]


def test_no_texts_and_an_empty_one() -> None:
    assert found_in(index_of([]), OLD, 2) == []
    assert found_in(index_of([OLD, ""]), "", 2) == brute_force([OLD, ""], "", 2)
    assert found_in(index_of([OLD]), OLD, 0) == []


def test_others_that_are_as_near_as_the_last_are_given_too() -> None:
    found = index_of([OLD, NEW, OLD, OLD]).nearest(OLD, 2)
    assert [(e.number, e.similarity) for e in found] == [(0, 100.0), (2, 100.0), (3, 100.0)]


def test_two_thousand_texts_as_they_are_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    chance = random.Random(2020)  # noqa: S311 - the same texts in every run
    texts: list[str] = []
    for _ in range(2000):
        words = chance.choice(texts).split() if chance.random() < 0.5 and texts else ["Ring"]
        words += chance.choices(SOME, k=chance.choice((0, 1, 2, 30)))
        words[chance.randrange(len(words))] = chance.choice(SOME)
        texts.append(" ".join(words))
    index = index_of(texts)
    for text in [*chance.sample(texts, 40), *(f"{t} nu" for t in chance.sample(texts, 20))]:
        assert found_in(index, text, 2) == brute_force(texts, text, 2)


def test_a_text_that_is_exactly_as_near_as_the_last_is_not_lost_to_rounding() -> None:
    text = "kundcenter har kundcenter Ring Ring Ring på har Ring på 0220-240 på kundcenter " * 2
    for size in range(1, 60, 3):
        texts = [text[:-size]] * 3
        index = index_of(texts)
        for edited in (text, f"0{text}", f"00000{text[1:]}"):
            assert found_in(index, edited, 1) == brute_force(texts, edited, 1)
            assert len(index.nearest(edited, 1)) == 3
