"""What stands beside a language's own text, and what identifies the two texts."""

import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pipeline.errors import CatalogError
from pipeline.model import Briefing, Heading
from pipeline.recognise.omissions import Omission
from pipeline.translate.adaptation import (
    Companion,
    adaptation_hash,
    approve_adaptation,
    read_companion,
    text_digest,
    with_digest,
    with_parts,
)
from pipeline.translate.approvals import Approval, Approvals
from tests.builders import briefing

WRITTEN = """\
# Mitt eget
[[omission]]
text = "Ring 112"
reason = " Skäl "

[[omission]]
text = "Ring 114 14"
"""
DAY = date(2020, 5, 12)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "sv-simple.toml"


def test_no_file_is_an_empty_one(path: Path) -> None:
    assert read_companion(path) == Companion()


def test_omissions_have_their_lines(path: Path) -> None:
    path.write_text(f'swedish = "abc"\n{WRITTEN}', "utf-8")
    assert read_companion(path) == Companion(
        "abc",
        (Omission("Ring 112", "Skäl", f"{path}:3"), Omission("Ring 114 14", "", f"{path}:7")),
    )


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("omission = 1", ", omission"),
        ("omissions = []", ", omissions"),
        ("swedish = 1", ", swedish"),
        ('[[omission]]\nreason = "Skäl"', ":1"),
        ('[[omission]]\ntext = " "\nreason = "Skäl"', ":1"),
        ('\n[[omission]]\ntext = "a"\nwhy = "b"', ":2"),
        ('[[omission]]\ntext = "a"\nreason = 1', ":1"),
        ("swedish = x", ":1"),
        ('omission = ["a"]', ""),
    ],
)
def test_what_is_wrong_is_told_with_its_place(path: Path, text: str, where: str) -> None:
    path.write_text(text, "utf-8")
    with pytest.raises(CatalogError) as caught:
        read_companion(path)
    assert caught.value.where == f"{path}{where}"


def test_bytes_that_are_no_text(path: Path) -> None:
    path.write_bytes(b"\xff")
    with pytest.raises(CatalogError, match="UTF-8"):
        read_companion(path)


def test_the_digest_is_written_and_the_rest_stays(path: Path) -> None:
    path.write_text(WRITTEN, "utf-8")
    first = with_digest(path, "a" * 64)
    assert first.endswith(WRITTEN)
    path.write_text(first, "utf-8")
    second = with_digest(path, "b" * 64)
    assert second == first.replace("a" * 64, "b" * 64)
    path.write_text(second, "utf-8")
    assert read_companion(path).swedish == "b" * 64
    assert with_digest(path, "b" * 64) == second


def test_a_new_file_shows_how_to_write_omissions(path: Path) -> None:
    text = with_digest(path, "a" * 64)
    assert tomllib.loads(text) == {"swedish": "a" * 64}
    assert "[[omission]]" in text


def test_a_quotation_with_the_same_word_is_not_taken_for_the_digest(path: Path) -> None:
    path.write_text('[[omission]]\ntext = """\nswedish = \n"""\nreason = "Skäl"\n', "utf-8")
    path.write_text(with_digest(path, "a" * 64), "utf-8")
    found = read_companion(path)
    assert (found.swedish, found.omissions[0].quoted) == ("a" * 64, "swedish =")


TEXT = briefing("Ring [112](tel:112)", "![Karta](red) Kartan", "~ Hej", "~ Anna Berg, chef")


@pytest.mark.parametrize(
    "changed",
    [
        briefing("Ring [113](tel:112)", "![Karta](red) Kartan", "~ Hej", "~ Anna Berg, chef"),
        briefing("Ring [112](tel:113)", "![Karta](red) Kartan", "~ Hej", "~ Anna Berg, chef"),
        briefing("Ring [112](tel:112)", "![Plan](red) Kartan", "~ Hej", "~ Anna Berg, chef"),
        briefing("Ring [112](tel:112)", "![Karta](red) Kartan", "~ Hej", "~ Anna Borg, chef"),
        briefing("## Ring [112](tel:112)", "![Karta](red) Kartan", "~ Hej", "~ Anna Berg, chef"),
        briefing("![Karta](red) Kartan", "Ring [112](tel:112)", "~ Hej", "~ Anna Berg, chef"),
    ],
)
def test_other_words_have_another_digest(changed: Briefing) -> None:
    assert text_digest(changed) != text_digest(TEXT)


def test_the_level_of_a_heading_and_a_picture_are_no_words() -> None:
    one = briefing("## Rubrik", "![Karta](red)")
    heading, figure = one.blocks
    assert isinstance(heading, Heading)
    other = replace(one, blocks=(replace(heading, id="b9", level=3), figure))
    assert text_digest(one) == text_digest(other)
    blue = briefing("## Rubrik", "![Karta](blue)")
    assert text_digest(one) == text_digest(blue)
    assert adaptation_hash("a", one) != adaptation_hash("a", blue)
    assert adaptation_hash("a", one) != adaptation_hash("b", one)


def test_an_approval_is_recorded_once() -> None:
    first = approve_adaptation(Approvals(), "sv-simple", "a" * 64, "Anna", DAY)
    assert first.records == (Approval("sv-simple", "a" * 64, "Anna", DAY),)
    assert approve_adaptation(first, "sv-simple", "a" * 64, "Bo", DAY) == first


def test_swedish_words_in_another_language_are_marked() -> None:
    source = briefing("Vi arbetar med ”Vi i Hallsta”.")
    own = briefing("Me teemme (”Vi i Hallsta”).", language="fi")
    expected = briefing("Me teemme (”[Vi i Hallsta](sv)”).", language="fi")
    assert with_parts(own, source) == expected
    easy = replace(source, language="sv-simple")
    assert with_parts(easy, source) == easy
