"""Whether a font file is sound, before anything is set in it.

HarfBuzz gives an empty face, or one without marks and ligatures, for damaged data, and no error:
text would be set wrong. An OpenType file has a checksum of all its bytes, which takes some
milliseconds to prove; the sizes of its tables are compared besides.
"""

import struct
import sys
from array import array
from collections.abc import Mapping

import uharfbuzz

from pipeline.errors import RenderError
from pipeline.messages import message

CHECKSUM = 0xB1B0AFBA
"""Of a whole file, as big-endian words (OpenType, `head`.checksumAdjustment)."""
TRUE_TYPE = b"\x00\x01\x00\x00"
LEAST_SIZES = {
    "head": 54,
    "hhea": 36,
    "maxp": 32,
    "hmtx": 4,
    "cmap": 4,
    "loca": 4,
    "glyf": 1,
    "OS/2": 78,
    "post": 32,
}
"""Bytes of the tables that a font must have: those for shaping and those of PDF (9.9)."""
NO_EMBEDDING = 0x0302
"""Bits of `OS/2`.fsType: restricted licence, no subsetting, bitmaps only."""
JOINED_LETTERS = (0x0628, 0x05D0, 0x0995, 0x0E01, 0x0915, 0x1780, 0x0710)
"""One letter each of scripts whose letters take their shapes and places from GSUB and GPOS:
Arabic, Hebrew, Bengali, Thai, Devanagari, Khmer, Syriac."""

Tables = Mapping[str, tuple[int, int]]
"""Offset and length of each table, in bytes."""


def check_font(file_name: str, data: bytes) -> None:
    """Raises RenderError for a font that is damaged, or none that may be embedded.

    It has to be one TrueType font with outlines (no CFF, no collection), without variations.
    """
    tables = _sound_tables(data)
    if tables is None:
        raise RenderError(
            message("The font file is damaged, or no plain TrueType font; install it anew."),
            where=file_name,
        )
    (embedding,) = struct.unpack_from(">H", data, tables["OS/2"][0] + 8)
    if embedding & NO_EMBEDDING:
        raise RenderError(
            message("The licence of the font forbids to embed it; use another font."),
            where=file_name,
        )


def missing_font(file_name: str) -> RenderError:
    """The error of a font file that is not there or cannot be read."""
    return RenderError(
        message("The font file cannot be read; install the program anew."), where=file_name
    )


def _sound_tables(data: bytes) -> Tables | None:
    """The tables of a sound font; None for any other data."""
    try:
        tables = _tables(data)
        is_sound = _checksum(data) == CHECKSUM and _fits(data, tables) and _has_layout(data, tables)
    except (struct.error, UnicodeDecodeError):
        return None
    return tables if is_sound else None


def _tables(data: bytes) -> Tables:
    """The table directory. Raises struct.error where the file ends."""
    (count,) = struct.unpack_from(">H", data, 4)
    records = (struct.unpack_from(">4sIII", data, 12 + 16 * index) for index in range(count))
    return {tag.decode("ascii"): (offset, length) for tag, _, offset, length in records}


def _checksum(data: bytes) -> int:
    """The sum of all words, the last one filled with zeros."""
    words = array("I", data + bytes(-len(data) % 4))
    if sys.byteorder == "little":
        words.byteswap()
    return sum(words) & 0xFFFFFFFF


def _fits(data: bytes, tables: Tables) -> bool:
    """Whether the tables are there, inside the file, and as long as each other say."""
    if data[:4] != TRUE_TYPE or "fvar" in tables:
        return False
    if any(offset + length > len(data) for offset, length in tables.values()):
        return False
    if any(tables.get(tag, (0, 0))[1] < least for tag, least in LEAST_SIZES.items()):
        return False
    per_em, long_offsets = (_number(data, tables, "head", at) for at in (18, 50))
    glyphs, measured = _number(data, tables, "maxp", 4), _number(data, tables, "hhea", 34)
    measures = 4 * measured + 2 * (glyphs - measured)
    offsets = (glyphs + 1) * (4 if long_offsets else 2)
    return (
        16 <= per_em <= 16_384
        and long_offsets in (0, 1)
        and 1 <= measured <= glyphs
        and tables["hmtx"][1] >= measures
        and tables["loca"][1] >= offsets
    )


def _number(data: bytes, tables: Tables, tag: str, at: int) -> int:
    (value,) = struct.unpack_from(">H", data, tables[tag][0] + at)
    return int(value)


def _has_layout(data: bytes, tables: Tables) -> bool:
    """Whether it has characters, and what sets them if they do not simply stand side by side."""
    characters = uharfbuzz.Face(data).unicodes
    joined = any(letter in characters for letter in JOINED_LETTERS)
    return bool(len(characters)) and (not joined or {"GSUB", "GPOS"} <= set(tables))
