from dataclasses import replace
from datetime import date

import pytest

from pipeline.imprint import contact_sentence, dated, issuer_name
from pipeline.languages import language
from pipeline.model import Span, plain
from tests.builders import edition

SWEDISH = edition("# T")


def test_the_contact_sentence_links_telephone_and_address() -> None:
    assert contact_sentence(SWEDISH.contact, language("en")) == (
        Span("Contact the municipality: "),
        Span("kundcenter", "sv"),
        Span(", telephone "),
        Span("0220-240 00", link="tel:+4622024000"),
        Span(", e-mail "),
        Span("kundcenter@hallstahammar.se", link="mailto:kundcenter@hallstahammar.se"),
        Span("."),
    )


@pytest.mark.parametrize(("tag", "marked"), [("sv", None), ("sv-simple", None), ("fi", "sv")])
def test_swedish_names_are_marked_in_other_languages(tag: str, marked: str | None) -> None:
    assert issuer_name(edition("# T", language=tag)) == Span("Hallstahammars kommun", marked)


def test_the_date_is_the_one_that_the_text_is_valid_for() -> None:
    assert dated(SWEDISH) == "Publicerat 12 maj 2020"
    info = replace(SWEDISH.info, updated=date(2020, 6, 1), version="2")
    assert dated(replace(SWEDISH, info=info)) == "Uppdaterat 1 juni 2020 · Version 2"


def test_no_place_is_lost_where_a_language_turns_a_sentence_round() -> None:
    for tag in ("sv", "fi", "en", "ar", "so"):
        text = plain(contact_sentence(SWEDISH.contact, language(tag)))
        for part in ("kundcenter", "0220-240 00", "kundcenter@hallstahammar.se"):
            assert part in text
