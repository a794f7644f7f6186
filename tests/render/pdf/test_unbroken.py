"""What is kept on one line, beyond what UAX #14 keeps."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.render.pdf.linebreak import break_opportunities
from pipeline.render.pdf.unbroken import unbroken_ranges


def pieces(text: str, locale: str) -> list[str]:
    """The parts that a text may be broken into."""
    ends = break_opportunities(text, locale, unbroken_ranges(text, locale))
    return [text[start:end] for start, end in zip([0, *ends], ends, strict=False)]


@pytest.mark.parametrize(
    ("locale", "text", "together"),
    [
        ("sv", "mötet den 12 maj som", "12 maj "),
        ("sv", "den 1:a juni kl", "1:a juni "),
        ("fi", "kokous 12. toukokuuta oli", "12. toukokuuta "),
        ("en_GB", "on 12 May, which", "12 May, "),
        ("en_GB", "on 12th May, which", "12th May, "),
        ("en_GB", "on May 12 which", "May 12 "),
        ("ar", "يوم 12 مايو/أيار، وهو", "12 مايو/أيار، "),
        ("so", "ee 12 Maajo, kaas", "12 Maajo, "),
        ("ar", "من أبريل/نيسان إلى", "أبريل/نيسان "),
        ("sv", "för och/eller nu", "och/eller "),
        ("sv", "ring 0220-240 00 eller", "0220-240 00 "),
    ],
)
def test_what_stays_together(locale: str, text: str, together: str) -> None:
    assert together in pieces(text, locale)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("covid-19 och", ["covid-19 ", "och"]),
        ("år 2020 och", ["år ", "2020 ", "och"]),
        ("a.se/kontakt/oss", ["a.se/", "kontakt/", "oss"]),
    ],
)
def test_what_may_still_be_parted(text: str, parts: list[str]) -> None:
    assert pieces(text, "sv") == parts


@given(st.text("12 ./:abcåمايو,-", max_size=40), st.sampled_from(["sv", "fi", "ar", "so"]))
def test_ranges_lie_in_the_text_and_only_take_breaks_away(text: str, locale: str) -> None:
    ranges = unbroken_ranges(text, locale)
    assert all(0 <= start < end <= len(text) for start, end in ranges)
    assert set(break_opportunities(text, locale, ranges)) <= set(break_opportunities(text, locale))
