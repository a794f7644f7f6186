"""The fonts of the package: which one a character is set in, and what they promise."""

from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from pipeline.languages import described
from pipeline.render.pdf.fonts import (
    FAMILIES,
    Weight,
    font_for,
    load_font,
    missing_character,
)
from pipeline.render.pdf.itemize import letters_script
from tests.conftest import REPOSITORY, require
from tests.render.pdf.exemplars import SETS, TAGS, exemplars
from tools.make_fonts import gb_2312, general_standard

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
        ("≤", "Latn", "NotoSansMath-Regular"),
        ("→", "Hebr", "NotoSansMath-Regular"),
        ("✓", "Latn", "NotoSansSymbols2-Regular"),
        ("①", "Latn", "NotoSansSymbols-Regular"),
        ("ש", "Latn", "NotoSansHebrew-Regular"),
        ("1", "Hebr", "NotoSans-Regular"),
        ("中", "Latn", "NotoSansSC-Regular"),
        ("“", "Hani", "NotoSansSC-Regular"),
        ("“", "Latn", "NotoSans-Regular"),
        ("1", "Hani", "NotoSans-Regular"),
        ("น้ำ", "Latn", "NotoSansThaiLooped-Regular"),
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


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("ur", "NotoNastaliqUrdu-Regular"),
        ("UR-PK", "NotoNastaliqUrdu-Regular"),
        ("fa-Aran", "NotoNastaliqUrdu-Regular"),
        ("ar", "NotoNaskhArabic-Regular"),
        ("und", "NotoNaskhArabic-Regular"),
    ],
)
def test_the_language_chooses_among_the_families_of_a_script(language: str, name: str) -> None:
    assert font_for("س", "Arab", "regular", language) is load_font(name)


@pytest.mark.parametrize(
    ("character", "italic", "bold_italic"),
    [
        ("a", "NotoSans-Italic", "NotoSans-BoldItalic"),
        ("ж", "NotoSans-Italic", "NotoSans-BoldItalic"),
        ("λ", "NotoSans-Italic", "NotoSans-BoldItalic"),
        ("ש", "NotoSansHebrew-Bold", "NotoSansHebrew-Bold"),
        ("ไ", "NotoSansThaiLooped-Bold", "NotoSansThaiLooped-Bold"),
        ("አ", "NotoSansEthiopic-Bold", "NotoSansEthiopic-Bold"),
        ("中", "NotoSansSC-Bold", "NotoSansSC-Bold"),
        ("ক", "NotoSansBengali-Bold", "NotoSansBengali-Bold"),
        ("ა", "NotoSansGeorgian-Bold", "NotoSansGeorgian-Bold"),
        ("ա", "NotoSansArmenian-Bold", "NotoSansArmenian-Bold"),
    ],
)
def test_emphasis_is_italic_where_a_script_has_italics(
    character: str, italic: str, bold_italic: str
) -> None:
    assert font_for(character, "", "italic") is load_font(italic)
    assert font_for(character, "", "bold_italic") is load_font(bold_italic)


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("weight", ["regular", "bold", "italic", "bold_italic"])
def test_every_character_of_a_language_has_a_glyph(tag: str, weight: Weight) -> None:
    script = letters_script(described(tag).script)
    missing = {
        (kind, cluster)
        for kind in SETS
        for cluster in exemplars()[tag, kind]
        if font_for(cluster, script, weight, tag) is None
    }
    assert not missing


def test_the_table_of_characters_has_letters_of_every_language() -> None:
    assert len(TAGS) == 31
    for tag in TAGS:
        assert len(exemplars()[tag, "main"]) > 15


def opened(name: str) -> TTFont:
    return TTFont(BytesIO(load_font(name).data), lazy=True)


@pytest.mark.parametrize("weight", ["regular", "bold"])
def test_simplified_chinese_is_complete(weight: Weight) -> None:
    """GB 2312 and the Table of General Standard Chinese Characters, as other sources have them."""
    database = Path("/usr/share/unicode")
    require("unicode-data is not installed", (database / "ReadMe.txt").exists())
    standard = set(general_standard(database))
    assert len(standard) == 8105
    wanted = standard.union(gb_2312())
    assert not {c for c in wanted if font_for(c, "Hani", weight, "zh") is None}


@pytest.mark.parametrize("name", FONTS)
def test_a_font_may_be_embedded_and_has_outlines(name: str) -> None:
    font = opened(name)
    assert "glyf" in font
    assert font["OS/2"].fsType == 0


def test_every_font_file_is_used_and_its_copyright_told() -> None:
    files = sorted(path.stem for path in (REPOSITORY / "pipeline/fonts").glob("*.ttf"))
    assert files == FONTS
    licence = (REPOSITORY / "pipeline/fonts/OFL.txt").read_text("utf-8")
    for name in files:
        copyright_notice = opened(name)["name"].getDebugName(0)
        assert copyright_notice in " ".join(licence.split()), name
