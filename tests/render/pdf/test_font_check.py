"""Damaged fonts: an error that names the file, whatever is missing or changed."""

import struct
from pathlib import Path

import pytest
import uharfbuzz
from fontTools.fontBuilder import FontBuilder
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import RenderError
from pipeline.render.pdf import font_check
from pipeline.render.pdf.font_check import check_font
from pipeline.render.pdf.fonts import load_font

FOLDER = Path(font_check.__file__).parents[2] / "fonts"
ARABIC = (FOLDER / "NotoNaskhArabic-Regular.ttf").read_bytes()
SMALL = (FOLDER / "NotoSansHebrew-Regular.ttf").read_bytes()
NEEDED = ("head", "hhea", "hmtx", "maxp", "cmap", "loca", "glyf", "OS/2", "post", "GSUB", "GPOS")


def summed(data: bytes) -> bytes:
    """The same file as a program would write it that does not know of the damage: with the
    right checksum."""
    changed = bytearray(data)
    at = record(data, "head")[0] + 8
    changed[at : at + 4] = bytes(4)
    filled = bytes(changed) + bytes(-len(changed) % 4)
    total = sum(struct.unpack(f">{len(filled) // 4}I", filled))
    changed[at : at + 4] = struct.pack(">I", (font_check.CHECKSUM - total) % 2**32)
    return bytes(changed)


def record(data: bytes, tag: str) -> tuple[int, int, int]:
    """Offset and length of a table, and where its record stands."""
    for place in range(12, 12 + 16 * struct.unpack_from(">H", data, 4)[0], 16):
        name, _, offset, length = struct.unpack_from(">4sIII", data, place)
        if name == tag.encode("ascii"):
            return offset, length, place
    raise LookupError(tag)


def refused(data: bytes) -> str:
    with pytest.raises(RenderError) as caught:
        check_font("fonts/Some.ttf", data)
    assert caught.value.where == "fonts/Some.ttf"
    return str(caught.value)


def test_all_fonts_of_the_package_are_sound() -> None:
    files = list(FOLDER.glob("*.ttf"))
    assert len(files) > 20
    for file in files:
        check_font(file.name, file.read_bytes())


def test_the_right_checksum_is_what_the_tests_take_it_for() -> None:
    assert summed(ARABIC) == ARABIC


@pytest.mark.parametrize("tag", NEEDED)
def test_a_missing_table(tag: str) -> None:
    damaged = bytearray(ARABIC)
    place = record(ARABIC, tag)[2]
    damaged[place : place + 4] = b"zzzz"
    data = bytes(damaged) if tag == "head" else summed(bytes(damaged))
    assert "install it anew" in refused(data)


@pytest.mark.parametrize("tag", NEEDED[:-2])
def test_a_table_that_is_cut_off(tag: str) -> None:
    damaged = bytearray(ARABIC)
    place = record(ARABIC, tag)[2]
    struct.pack_into(">I", damaged, place + 12, 3 if tag != "glyf" else 0)
    assert "install it anew" in refused(summed(bytes(damaged)))


@pytest.mark.parametrize(
    "data", [b"", b"\0", b"OTTO" + SMALL[4:], b"ttcf" + SMALL[4:], b"<html>", SMALL * 2]
)
def test_no_font(data: bytes) -> None:
    assert "install it anew" in refused(data)


@given(st.integers(0, len(SMALL) - 1))
def test_a_file_cut_at_any_byte(end: int) -> None:
    # The last bytes may be zeros that only fill a word.
    if SMALL[end:].strip(b"\0"):
        refused(SMALL[:end])


@given(st.integers(0, len(SMALL) - 1), st.integers(1, 255))
def test_a_changed_byte(place: int, change: int) -> None:
    damaged = bytearray(SMALL)
    damaged[place] ^= change
    refused(bytes(damaged))


@given(st.data())
def test_a_directory_that_lies(data: st.DataObject) -> None:
    """Whatever the directory says, with a right checksum: an error, or a font with letters."""
    count = struct.unpack_from(">H", SMALL, 4)[0]
    place = data.draw(st.integers(0, 12 + 16 * count - 1))
    damaged = bytearray(SMALL)
    damaged[place] ^= data.draw(st.integers(1, 255))
    try:
        lying = summed(bytes(damaged))
    except LookupError:  # not even `head` is to be found
        lying = bytes(damaged)
    try:
        check_font("f", lying)
    except RenderError:
        return
    assert len(uharfbuzz.Face(lying).unicodes) > 50


def written(font: TTFont, tmp_path: Path) -> bytes:
    path = tmp_path / "font"
    font.save(path)
    return path.read_bytes()


@pytest.mark.parametrize("bits", [0x0002, 0x0100, 0x0200, 0x0202])
def test_a_licence_that_forbids_embedding(bits: int, tmp_path: Path) -> None:
    font = TTFont(FOLDER / "NotoSansHebrew-Regular.ttf")
    font["OS/2"].fsType = bits
    assert "licence" in refused(written(font, tmp_path))


@pytest.mark.parametrize("bits", [0x0000, 0x0004, 0x0008])
def test_a_licence_that_allows_it(bits: int, tmp_path: Path) -> None:
    font = TTFont(FOLDER / "NotoSansHebrew-Regular.ttf")
    font["OS/2"].fsType = bits
    check_font("f", written(font, tmp_path))


def test_a_variable_font(tmp_path: Path) -> None:
    builder = FontBuilder(font=TTFont(FOLDER / "NotoSansHebrew-Regular.ttf"))
    builder.setupFvar([("wght", 400, 400, 700, "Weight")], [])
    assert "no plain TrueType" in refused(written(builder.font, tmp_path))


def test_a_font_without_letters(tmp_path: Path) -> None:
    font = TTFont(FOLDER / "NotoSansHebrew-Regular.ttf")
    for table in font["cmap"].tables:
        table.cmap = {}
    refused(written(font, tmp_path))


def test_a_font_that_is_not_there_is_named() -> None:
    with pytest.raises(RenderError, match=r"fonts/NotoSansKlingon-Regular\.ttf: .*install"):
        load_font("NotoSansKlingon-Regular")
