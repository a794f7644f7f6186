import pytest
from hypothesis import given

from pipeline.isolation import directions, figures, isolated_ranges, left_to_right_ranges
from tests.isolation_cases import CASES, TEXTS, Case


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.text)
def test_figures_and_addresses_are_set_off(case: Case) -> None:
    found = [case.text[start:end] for start, end in isolated_ranges(case.text)]
    assert found == list(case.isolated)


def test_a_figure_in_an_address_is_no_figure_of_its_own() -> None:
    text = "هاتف 0220-240 00 أو www.hallsta.se/?d=2020-05-12"
    assert [text[start:end] for start, end in figures(text)] == ["0220-240 00", "2020-05-12"]
    assert [text[start:end] for start, end in left_to_right_ranges(text)] == [
        "0220-240 00",
        "www.hallsta.se/?d=2020-05-12",
    ]


def test_marks_are_as_their_base_and_the_arabic_comma_ends_a_phrase() -> None:
    assert directions("a\u0308 5٣ب\u064e، .") == "LLONRRRROO"


@given(TEXTS)
def test_ranges_are_in_order_and_apart(text: str) -> None:
    position = 0
    for start, end in isolated_ranges(text):
        assert position <= start < end <= len(text)
        position = end
    assert all("R" not in directions(text[start:end]) for start, end in figures(text))
