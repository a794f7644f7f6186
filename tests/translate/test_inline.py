"""Inline markup in catalogs: running text to tags and back, and what may be done to them."""

import re
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.messages import Message
from pipeline.model import NOTE_MARK, Span, Text, plain, text_of
from pipeline.translate.inline import marked_up, piece_of, restored, stripped
from pipeline.translate.tags import bare, escaped, markup_problem
from tests.builders import text
from tests.translate.running_text import CHARACTERS, WORDS, texts


@pytest.mark.parametrize(
    ("notation", "string"),
    [
        ("Ring 112.", "Ring 112."),
        ("Ring [112](tel:112) vid fara", "Ring <1>112</1> vid fara"),
        ("Ring **[112](tel:112)** vid fara", "Ring <1>112</1> vid fara"),
        ("**Ring [112](tel:112) nu**", "<1>Ring <2>112</2> nu</1>"),
        ("**Ring [112](tel:112)** nu", "<1>Ring <2>112</2></1> nu"),
        ("_a_ **b** [c](en)", "<1>a</1> <2>b</2> <3>c</3>"),
        ("Läs mer[^1] här[^2].", "Läs mer<1/> här<2/>."),
        ("**Läs[^1] mer**[^2]", "<1>Läs<2/> mer</1><3/>"),
        ("Box 503 // 734 27", "Box 503\n734 27"),
        ("**a // b**", "<1>a\nb</1>"),
        ("Skriv <1> och </2> och <3/>, <b>, <0>", r"Skriv \<1> och \</2> och \<3/>, <b>, <0>"),
        (r"C:\\<1>", r"C:\\\\\<1>"),
        (r"C:\ **fet**", r"C:\ <1>fet</1>"),
        (r"C:\[a](#b1)", r"C:\\<1>a</1>"),
    ],
)
def test_a_translator_sees_numbered_tags(notation: str, string: str) -> None:
    assert marked_up(text(notation)).text == string


def test_of_two_that_overlap_the_longer_is_outside() -> None:
    overlapping = text_of(
        Span("a", link="#b1"), Span("b", link="#b1", strong=True), Span("cd", strong=True)
    )
    assert marked_up(overlapping).text == "<1>a<2>b</2></1><3>cd</3>"


def test_a_tag_knows_what_it_says_and_its_words() -> None:
    assert marked_up(text("**Ring [112](tel:112) nu**[^1]")).forms == (
        Span("Ring 112 nu", strong=True),
        Span("112", link="tel:112"),
        Span(NOTE_MARK, note="n1"),
    )


@pytest.mark.parametrize(
    ("target", "notation"),
    [
        ("Soita <2>112</2>: <1>hätä</1>", "Soita [112](tel:112): **hätä**"),
        ("<1>Hätä</1>! <2>112</2>", "**Hätä**! [112](tel:112)"),
        (r"<1>Hätä</1> \<1> <2>112</2>", "**Hätä** <1> [112](tel:112)"),
        ("<2>112</2><1>:ään</1>", "[112](tel:112)**:ään**"),
    ],
)
def test_tags_follow_their_words_in_any_order(target: str, notation: str) -> None:
    marked = marked_up(text("Vid **fara** ring [112](tel:112)"))
    assert restored(marked, target) == text(notation)


SOURCE = "**Ring [112](tel:112) nu** eller [mejla](mailto:a@b.se)[^1]"


@pytest.mark.parametrize(
    ("target", "told"),
    [
        ("<1>Soita <2>112</2></1> tai <3>kirjoita</3>", "<4/>"),
        ("<1>Soita 112</1> tai <3>kirjoita</3><4/>", "<2>"),
        ("<1>Soita <2>112</2></1> tai <3>kirjoita</3><4/> <4/>", "<4/>"),
        ("<1>Soita <2>1</2><2>12</2></1> tai <3>kirjoita</3><4/>", "<2>…</2>"),
        ("<1>Soita <2>112</2></1> tai <3>kirjoita</3><4/> <5>x</5>", "<5>…</5>"),
        ("<1>Soita <2>112</1></2> tai <3>kirjoita</3><4/>", "</2>"),
        ("<1>Soita <2>112</2> tai <3>kirjoita</3><4/>", "</1>"),
        ("Soita <2>112</2></1> tai <3>kirjoita</3><4/>", "<1>"),
        ("<1>Soita</1> <2>112</2> tai <3>kirjoita</3><4/>", "<1>…</1>"),
        ("<1>Soita <2>112</2> tai <3>kirjoita</3></1><4/>", "<3>…</3>"),
        ("<2>Soita <1>112</1></2> tai <3>kirjoita</3><4/>", "<2>…</2>"),
        ("<1>Soita <2></2>112</1> tai <3>kirjoita</3><4/>", "<2>…</2>"),
        ("<1>Soita <2> </2>112</1> tai <3>kirjoita</3><4/>", "<2>…</2>"),
        ("<1>Soita <2>112</2></1> tai <3>kirjoita</3><4>a</4>", "<4/>"),
        ("<1>Soita <2/> 112</1> tai <3>kirjoita</3><4/>", "<2>…</2>"),
    ],
)
def test_a_tag_that_is_not_as_in_the_source_is_named(target: str, told: str) -> None:
    marked = marked_up(text(SOURCE))
    problem = restored(marked, target)
    assert isinstance(problem, Message)
    assert told in str(problem)
    assert markup_problem(marked.text, target) == problem


def test_a_tag_where_the_source_has_none_is_told() -> None:
    problem = markup_problem("Ring 112", "Soita <1>112</1>")
    assert problem is not None
    assert "<1>…</1>" in str(problem)
    assert markup_problem("Ring 112", "Soita <b>112</b>") is None


def test_a_reference_fills_the_tag_around_it() -> None:
    marked = marked_up(text_of(Span("a", strong=True), Span(NOTE_MARK, strong=True, note="n1")))
    assert marked.text == "<1>a<2/></1>"
    assert restored(marked, "<1><2/></1>") == (Span(NOTE_MARK, strong=True, note="n1"),)


@given(texts(CHARACTERS))
@settings(deadline=None)
def test_every_text_comes_back(original: Text) -> None:
    marked = marked_up(original)
    assert restored(marked, marked.text) == original
    assert bare(marked.text) == plain(original).replace(NOTE_MARK, "")
    opened = [int(tag[2]) for tag in TAG.finditer(marked_up(original).text) if not tag[1]]
    assert set(range(1, len(marked.forms) + 1)) <= set(opened)


@given(CHARACTERS)
@settings(deadline=None)
def test_characters_alone_come_back(characters: str) -> None:
    assert bare(escaped(characters)) == characters
    assert markup_problem("", escaped(characters)) is None


@given(texts(WORDS), st.randoms(use_true_random=False))
@settings(deadline=None)
def test_tags_may_come_in_every_order_that_keeps_what_is_inside_what(
    original: Text, random: Random
) -> None:
    marked = marked_up(original)
    again = restored(marked, shuffled(marked.text, random))
    assert not isinstance(again, Message), again
    assert sorted(plain(again)) == sorted(plain(original))
    assert properties(again) == properties(original)


TAG = re.compile(r"<(/?)(\d+)(/?)>")


def shuffled(string: str, random: Random) -> str:
    """The string with what stands side by side in another order, inside each tag too."""
    parts: list[str] = []
    depth, start = 0, 0
    for tag in TAG.finditer(string):
        if depth == 0 and start < tag.start():
            parts.append(string[start : tag.start()])
            start = tag.start()
        depth += {"<1>": 1, "</1>": -1, "<1/>": 0}[f"<{tag[1]}1{tag[3]}>"]
        if depth == 0:
            part, start = string[start : tag.end()], tag.end()
            first = TAG.match(part)
            inner = part[first.end() : -len(tag[0])] if first else ""
            parts.append(
                part if tag[3] else f"{first and first[0]}{shuffled(inner, random)}{tag[0]}"
            )
    parts.append(string[start:])
    random.shuffle(parts)
    return "".join(parts)


def properties(running: Text) -> set[tuple[str, Span]]:
    return {(c, replace(span, text="")) for span in running for c in span.text}


@given(texts(CHARACTERS), st.integers(0, 12), st.integers(0, 12))
@settings(deadline=None)
def test_a_piece_has_the_characters_between_two_places(
    original: Text, one: int, other: int
) -> None:
    start, end = sorted((one, other))
    piece = piece_of(original, start, end)
    assert plain(piece) == plain(original)[start:end]
    assert properties(piece) <= properties(original)
    assert plain(stripped(original)) == plain(original).strip()
