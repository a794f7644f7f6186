"""The fonts of the package: which one a character is set in, and what they promise."""

import pytest

from pipeline.languages import all_languages
from pipeline.render.pdf.fonts import FAMILIES, font_for, load_font, missing_character

FONTS = sorted({name for f in FAMILIES for name in (f.regular, f.bold, f.italic, f.bold_italic)})


@pytest.mark.parametrize("name", FONTS)
def test_a_font_is_loaded_once_and_knows_its_measures(name: str) -> None:
    font = load_font(name)
    assert load_font(name) is font
    assert font.units_per_em == 1000
    assert font.ascent > 0 > font.descent
    assert font.advance(font.glyph_id(" ")) > 0
    assert font.glyph_id("\U0001f600") == 0


@pytest.mark.parametrize(
    ("cluster", "script", "name"),
    [
        ("a", "Latn", "NotoSans-Regular"),
        ("a", "Arab", "NotoSans-Regular"),
        ("س", "Latn", "NotoNaskhArabic-Regular"),
        (".", "Arab", "NotoNaskhArabic-Regular"),
        ("-", "Arab", "NotoSans-Regular"),
        ("1", "Cyrl", "NotoSans-Regular"),
        ("A\u030a", "Latn", "NotoSans-Regular"),
    ],
)
def test_font_of_a_cluster(cluster: str, script: str, name: str) -> None:
    assert font_for(cluster, script, "regular") is load_font(name)


@pytest.mark.parametrize("cluster", ["😀", "漢", "\n", "\x00", "a\u064e", "\ufffe"])
def test_no_font_for(cluster: str) -> None:
    assert font_for(cluster, "Latn", "regular") is None


def test_the_missing_character_is_the_one_that_does_not_go_with_the_others() -> None:
    assert missing_character("a\u064e", "regular") == "\u064e"
    assert missing_character("a😀", "regular") == "😀"


def test_every_published_language_has_its_own_letters() -> None:
    languages = all_languages()
    for tag in ("sv", "fi", "en", "ar", "so", "fa", "ps", "ckb", "kmr", "tr", "pl"):
        language = languages[tag]
        for character in language.endonym:
            assert font_for(character, language.script, "bold") is not None, (tag, character)
