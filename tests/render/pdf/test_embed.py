import io

import pytest
from fontTools.ttLib import TTFont

from pipeline.render.pdf.embed import EmbeddedFont, subset, to_unicode_map
from pipeline.render.pdf.fonts import load_font

FONT = load_font("NotoNaskhArabic-Regular")


def test_a_code_stands_for_a_glyph_with_its_text() -> None:
    font = EmbeddedFont(FONT, "F1")
    first, second = font.code(5, "("), font.code(5, ")")
    assert first != second
    assert font.code(5, "(") == first
    assert font.uses == [(5, "("), (5, ")")]


def test_codes_never_have_a_byte_that_needs_an_escape() -> None:
    font = EmbeddedFont(FONT, "F1")
    codes = [font.code(1, str(n)) for n in range(5000)]
    assert len(set(codes)) == 5000
    assert not set("()\\\r\n") & set("".join(codes))
    assert all(len(code) == 2 and code.encode("latin-1") for code in codes)


def test_a_subset_keeps_glyph_numbers_and_outlines() -> None:
    wanted = [FONT.shaper.get_nominal_glyph(ord(c)) for c in "بسم"]
    small = TTFont(io.BytesIO(subset(FONT, wanted)))
    whole = TTFont(io.BytesIO(FONT.data))
    for glyph_id in wanted:
        kept = small["glyf"][small.getGlyphName(glyph_id)]
        original = whole["glyf"][whole.getGlyphName(glyph_id)]
        assert kept.getCoordinates(small["glyf"])[0] == original.getCoordinates(whole["glyf"])[0]
        assert small["hmtx"].metrics[small.getGlyphName(glyph_id)][0] == FONT.advance(glyph_id)
    assert not {"GSUB", "GPOS", "name", "fpgm"} & set(small.keys())


@pytest.mark.parametrize("text", ["a", "fi", "لا", "\U0001f600"])
def test_to_unicode_can_have_several_characters(text: str) -> None:
    assert f"<0101><{text.encode('utf-16-be').hex().upper()}>" in to_unicode_map([(0x101, text)])


def test_to_unicode_blocks_have_at_most_a_hundred_entries() -> None:
    cmap = to_unicode_map([(n, "a") for n in range(250)])
    assert [line.split()[0] for line in cmap.splitlines() if "beginbfchar" in line] == [
        "100",
        "100",
        "50",
    ]
