"""Words of right-to-left text in the right order, and in a wrong one."""

import re

import pytest

from pipeline.check.pdf_direction import direction
from pipeline.check.pdf_reading import read_pdf
from pipeline.edition import Edition
from pipeline.isolation import isolated_ranges
from pipeline.render.edition_pdf import render_pdf
from pipeline.render.pdf.isolates import Isolate, paragraph_isolates
from pipeline.style import Style
from tests.borrowed_words import words_borrowed_from
from tests.builders import edition
from tests.right_to_left_cases import CASES, edition_of
from tests.samples import EPOCH, FIGURES


def wrong_words(document: Edition) -> list[str]:
    reading = read_pdf(render_pdf(document, Style(), epoch=EPOCH))
    return [str(finding.message) for finding in direction(reading, document)]


@pytest.mark.parametrize("tag", CASES)
def test_what_people_write_is_right(tag: str) -> None:
    with words_borrowed_from("ar", *CASES):
        assert wrong_words(edition_of(tag)) == []


def test_all_figures_are_right() -> None:
    assert wrong_words(FIGURES) == []


@pytest.mark.parametrize(
    "text",
    [
        "عام 2020 Hallsta هنا",
        "2020 Hallsta",
        "عام 2020 15 شخصا",
        "في 2020 Hallsta 2021 هنا",
        "لدى 5 timmar الآن",
        "مع Anna 2020 Hallsta هنا",
        "من 3 Anna، 4 Berit",
    ],
)
def test_a_number_and_what_follows_it_are_right(text: str) -> None:
    assert wrong_words(edition("# عنوان", text, language="ar")) == []


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("هاتف 0220-240 00 أو", "0220-240"),
        ("هاتف +46 220 240 00", "240"),
        ("في 734 80 Hallstahammar هنا", "80"),
        ("رسم 1 000 kr نعم", "000"),
        ("نسبة 15 % ثم 10 000 kr", "000"),
        ("بتاريخ 12/5 2020 نعم", "2020"),
    ],
)
def test_figures_that_are_not_set_off_are_wrong(
    monkeypatch: pytest.MonkeyPatch, text: str, word: str
) -> None:
    document = edition("# عنوان", text, language="ar")
    assert wrong_words(document) == []
    monkeypatch.setattr(
        "pipeline.render.pdf.isolates.isolated_ranges",
        lambda other: [] if other == text else isolated_ranges(other),
    )
    assert wrong_words(document) == [f"“{word}” is not shown in the direction of its script."]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("مع Carin Becker هنا", "Becker"),
        ("مع Anna 2020 هنا", "2020"),
        ("نحو 100 Carin Becker هنا", "Becker"),
    ],
)
def test_words_of_a_latin_phrase_from_right_to_left_are_wrong(
    monkeypatch: pytest.MonkeyPatch, text: str, word: str
) -> None:
    document = edition("# عنوان", text, language="ar")
    assert wrong_words(document) == []
    apart = [Isolate(*match.span()) for match in re.finditer("[A-Za-z0-9]+", text)]
    monkeypatch.setattr(
        "pipeline.render.pdf.text.paragraph_isolates",
        lambda spans, of: apart if spans[0].text == text else paragraph_isolates(spans, of),
    )
    assert wrong_words(document) == [f"“{word}” is not shown in the direction of its script."]
