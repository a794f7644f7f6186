"""Font files of the package: measures, characters, and which font a character is set in."""

import unicodedata
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Literal

import uharfbuzz

Weight = Literal["regular", "bold", "italic"]

SCALES = {"NotoNaskhArabic-Regular": 1.2, "NotoNaskhArabic-Bold": 1.2}
"""Fonts whose letters are smaller on the body than those of Noto Sans (Naskh: 0.45 em against
an x-height of 0.54 em)."""


@dataclass(frozen=True, eq=False, slots=True)
class Font:
    """One font file. Measures are in font units (`units_per_em` to the em).

    `scale` is how much larger than the size of the text it is set, so that scripts beside each
    other look equally large. Compared and hashed by identity: `load_font` gives one object for
    a file.
    """

    name: str
    data: bytes = field(repr=False)
    units_per_em: int
    ascent: int
    descent: int
    face: uharfbuzz.Face = field(repr=False)
    shaper: uharfbuzz.Font = field(repr=False)
    characters: frozenset[int] = field(repr=False)
    scale: float = 1.0

    def advance(self, glyph_id: int) -> int:
        """The glyph's own width (`hmtx`), in font units."""
        return int(self.shaper.get_glyph_h_advance(glyph_id))

    def glyph_id(self, character: str) -> int:
        """The glyph of a character before any shaping; 0 if the font has none."""
        return int(self.shaper.get_nominal_glyph(ord(character)) or 0)


@cache
def load_font(name: str) -> Font:
    """The package's font with that file name, such as `NotoSans-Regular`.

    Raises FileNotFoundError if there is none.
    """
    data = files("pipeline").joinpath(f"fonts/{name}.ttf").read_bytes()
    face = uharfbuzz.Face(data)
    shaper = uharfbuzz.Font(face)
    extents = shaper.get_font_extents("ltr")
    return Font(
        name,
        data,
        face.upem,
        extents.ascender,
        extents.descender,
        face,
        shaper,
        frozenset(face.unicodes),
        SCALES.get(name, 1.0),
    )


@dataclass(frozen=True, slots=True)
class Family:
    """The font names of one design. A script without italics has its bold for them."""

    regular: str
    bold: str
    italic: str

    def name(self, weight: Weight) -> str:
        """The font's name for a weight."""
        match weight:
            case "regular":
                return self.regular
            case "bold":
                return self.bold
            case "italic":
                return self.italic


FAMILIES: dict[str, Family] = {
    "Latn": Family("NotoSans-Regular", "NotoSans-Bold", "NotoSans-Italic"),
    # Arabic type has no italic, and a slanted one would lean the wrong way: it emphasises by
    # weight.
    "Arab": Family("NotoNaskhArabic-Regular", "NotoNaskhArabic-Bold", "NotoNaskhArabic-Bold"),
}
"""The family of a script (ISO 15924), in the order of the fallback for other characters."""

INVISIBLE = frozenset(
    "\u00ad\u034f\u061c\u180e\ufeff"
    + "".join(map(chr, (*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070))))
    + "".join(map(chr, range(0xFE00, 0xFE10)))
)
"""Characters that need no glyph: Default_Ignorable_Code_Point, as far as text has them."""

UNPRINTABLE = frozenset({"Cc", "Cs", "Co", "Zl", "Zp"})
"""General categories that no font of ours may draw, whatever its cmap says."""


@cache
def families_for(script: str) -> tuple[Family, ...]:
    """The family of the script, if it has one, and then the others."""
    first = FAMILIES.get(script)
    others = tuple(family for name, family in FAMILIES.items() if name != script)
    return (first, *others) if first else others


def font_for(cluster: str, script: str, weight: Weight) -> Font | None:
    """The font for a grapheme cluster: the first, by script, that has all its characters.

    A base and its marks are never split between fonts. None if no font will do.
    """
    for family in families_for(script):
        font = load_font(family.name(weight))
        if _has(font, cluster) or _has(font, unicodedata.normalize("NFC", cluster)):
            return font
    return None


def missing_character(cluster: str, weight: Weight) -> str:
    """The character that keeps a cluster from being set.

    It is in no font, or not in the font of the characters before it in the cluster.
    """
    for character in cluster:
        if font_for(character, "", weight) is None:
            return character
    ends = range(1, len(cluster) + 1)
    end = next((end for end in ends if font_for(cluster[:end], "", weight) is None), 1)
    return cluster[end - 1]


def is_printable(character: str) -> bool:
    """Whether it may be drawn at all: no control, separator of lines, or private character."""
    return unicodedata.category(character) not in UNPRINTABLE


def _has(font: Font, text: str) -> bool:
    return all(
        (ord(character) in font.characters or character in INVISIBLE) and is_printable(character)
        for character in text
    )
