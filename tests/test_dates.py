"""Dates that stand alone, as the readers of a language write them."""

from datetime import date

import pytest

from pipeline.dates import date_text
from pipeline.languages import all_languages, language


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("sv", "12 maj 2020"),
        ("fi", "12. toukokuuta 2020"),
        ("en", "12 May 2020"),
        ("bs", "12. maja 2020."),
        ("ti", "12 ግንቦት 2020"),
        ("zh", "2020年5月12日"),
    ],
)
def test_the_twelfth_of_may(tag: str, text: str) -> None:
    assert date_text(date(2020, 5, 12), language(tag)) == text


@pytest.mark.parametrize("tag", list(all_languages()))
def test_every_month_has_its_own_name_and_its_figures(tag: str) -> None:
    found = [date_text(date(2020, month, 28), language(tag)) for month in range(1, 13)]
    assert len(set(found)) == 12
    assert all("28" in text and "2020" in text for text in found)
