"""A quotation names a part of the Swedish text."""

import pytest

from pipeline.recognise.facts import facts_of
from pipeline.recognise.omissions import Omission, Omissions
from tests.builders import briefing

SOURCE = briefing(
    "Ring 112 vid fara. Ring 114 14 annars.",
    "|: Tabell 1. Tider",
    "|= Plats | Tid |",
    "| Badet | 10 |",
    "| Skolan | 11 |",
    "![Två personer](red) Bild 1",
    "> Var och en ska hjälpa till.",
    "> Lagen (2004:168)",
    "~ Hej",
    "~ Anna Berg, chef",
)


TABLE = {"b2.1.1.1", "b2.1.2.1", "b2.2.1.1", "b2.2.2.1", "b2.3.1.1", "b2.3.2.1"}


def omissions(*texts: str) -> Omissions:
    found = facts_of(SOURCE).passages
    return Omissions(SOURCE, found, [Omission(text, "Skäl", "a.toml:1") for text in texts])


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Ring 112 vid …", {"b1"}),
        ("ring 112  vid fara...", {"b1"}),
        ("Ring 112", set()),
        ("Ring 114 14 annars.", set()),
        ("Tabell 1. Tider", {"b2.caption", *TABLE}),
        ("Badet", {"b2.2.1.1", "b2.2.2.1"}),
        ("10", {"b2.2.2.1"}),
        ("Två personer", {"b3.alternative", "b3.caption"}),
        ("Bild 1", {"b3.caption"}),
        ("Var och en", {"b4.1", "b4.2"}),
        ("Lagen (2004:168)", {"b4.2"}),
        ("Hej", {"b5", "b5.1"}),
    ],
)  # fmt: skip
def test_the_beginning_stands_for_the_whole(text: str, whole: set[str]) -> None:
    assert omissions(text).whole == whole


def test_other_words_stand_for_themselves() -> None:
    found = omissions("Ring 114 14")
    passage = next(p for p in found.passages if p.id == "b1")
    left_out = [fact.written for fact in passage.facts if found.cover(passage, fact)]
    assert left_out == ["114 14"]


def test_what_is_not_in_the_text_is_unknown() -> None:
    found = omissions("Ring 113", "Ring 112")
    assert [omission.text for omission in found.unknown] == ["Ring 113"]
