"""Everything can be read on what is under it, in any accent that the settings take."""

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from pipeline.check.pdf import check_pdf
from pipeline.colours import (
    MINIMUM_NON_TEXT_CONTRAST,
    MINIMUM_TEXT_CONTRAST,
    WHITE,
    Colour,
    contrast,
)
from pipeline.languages import language
from pipeline.render.edition_pdf import render_pdf
from pipeline.render.pdf.look import Looks
from pipeline.style import ACCENT_COLOUR, MUTED_COLOUR, TEXT_COLOUR, Style
from tests.builders import edition
from tests.samples import EPOCH

parts = st.integers(0, 255)
accents = st.builds(Colour, parts, parts, parts).filter(
    lambda colour: contrast(colour, WHITE) >= MINIMUM_TEXT_CONTRAST
)
"""What the settings accept."""
EVERYTHING = edition(
    "# Titel",
    "## Rubrik med [länk](https://a.se)[^1]",
    "Text med [länk](https://a.se), **fet** [länk](https://b.se) och [not][^1]",
    "- punkt med [länk](https://a.se)",
    "! Ruta med [länk](https://a.se)[^1]",
    "! - punkt med [länk](https://a.se)",
    "! 1. punkt",
    "> Citat med [länk](https://a.se)",
    "> - punkt",
    "|: Tabelltext med [länk](https://a.se)",
    "|= [länk](https://a.se) | - punkt \\\\ - [länk](https://a.se) | Not[^1]",
    "|! [länk](https://a.se) | [länk](https://a.se) | - punkt",
    "![a](red) Bildtext med [länk](https://a.se)",
    "__ Sidfot med [länk](https://a.se)",
    "[^1] Not med [länk](https://a.se)",
    notices=("Notis med [länk](https://a.se).",),
)


@given(accents)
@settings(max_examples=300)
def test_an_accent_is_readable_on_every_ground(accent: Colour) -> None:
    style = Style(accent=accent)
    looks = Looks(style, language("sv"))
    grounds = (WHITE, style.notice_background, looks.header_tint)
    for ground in grounds:
        for colour in (TEXT_COLOUR, MUTED_COLOUR, looks.text_accent()):
            assert contrast(colour, ground) >= MINIMUM_TEXT_CONTRAST
        # The rules under header rows, beside boxes and under links.
        assert contrast(accent, ground) >= MINIMUM_NON_TEXT_CONTRAST


def barely(red: int, green: int, blue: int) -> Colour:
    """The lightest grey-mixed shade of a colour that is dark enough on white."""
    colour = Colour(red, green, blue)
    shades = [colour.mixed(WHITE, share / 200) for share in range(200)]
    return [s for s in shades if contrast(s, WHITE) >= MINIMUM_TEXT_CONTRAST][-1]


@given(st.builds(barely, *(st.integers(0, 60),) * 3))
@settings(deadline=None, max_examples=8, phases=(Phase.generate,))
def test_a_document_in_an_accent_that_is_barely_dark_enough_passes_the_check(
    accent: Colour,
) -> None:
    data = render_pdf(EVERYTHING, Style(accent=accent), epoch=EPOCH)
    assert not check_pdf(data, EVERYTHING, "")


def test_an_accent_that_is_dark_enough_stays_as_it_is() -> None:
    assert Looks(Style(), language("sv")).text_accent() == ACCENT_COLOUR


def test_a_ground_on_which_nothing_can_be_read_is_refused() -> None:
    style = Style(notice_background=Colour(0, 0, 0))
    with pytest.raises(ValueError, match="contrast"):
        render_pdf(EVERYTHING, style, epoch=EPOCH)
