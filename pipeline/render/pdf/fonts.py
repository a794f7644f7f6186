"""Font files of the package: measures, characters, and which font a character is set in."""

import unicodedata
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Literal

import uharfbuzz

from pipeline.render.pdf.font_check import check_font, missing_font

Weight = Literal["regular", "bold", "italic", "bold_italic"]

SCALES = {
    **dict.fromkeys(("NotoNaskhArabic-Regular", "NotoNaskhArabic-Bold"), 1.2),
    **dict.fromkeys(("NotoNastaliqUrdu-Regular", "NotoNastaliqUrdu-Bold"), 1.1),
}
"""Fonts whose letters are smaller on the body than those of Noto Sans (Naskh: 0.45 em against
an x-height of 0.54 em). The others of the Noto family are drawn to go with it."""


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

    def is_blank(self, glyph_id: int) -> bool:
        """Whether a glyph has neither outline nor width."""
        ink = self.shaper.get_glyph_extents(glyph_id)
        return self.advance(glyph_id) == 0 and (ink is None or ink.width == ink.height == 0)


@cache
def load_font(name: str) -> Font:
    """The package's font with that file name, such as `NotoSans-Regular`.

    Raises RenderError if there is none, or none that can be used.
    """
    file_name = f"fonts/{name}.ttf"
    try:
        data = files("pipeline").joinpath(file_name).read_bytes()
    except OSError:
        raise missing_font(file_name) from None
    check_font(file_name, data)
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
    """The font names of one design, and the scripts (ISO 15924) that it is for.

    If it has `languages` (subtags of BCP 47), it is for these alone, and first in them.
    """

    scripts: tuple[str, ...]
    regular: str
    bold: str
    italic: str
    bold_italic: str
    languages: tuple[str, ...] = ()

    def name(self, weight: Weight) -> str:
        """The font's name for a weight."""
        match weight:
            case "regular":
                return self.regular
            case "bold":
                return self.bold
            case "italic":
                return self.italic
            case "bold_italic":
                return self.bold_italic


def _with_italics(name: str, *scripts: str) -> Family:
    weights = ("Regular", "Bold", "Italic", "BoldItalic")
    regular, bold, italic, bold_italic = (f"{name}-{weight}" for weight in weights)
    return Family(scripts, regular, bold, italic, bold_italic)


def _upright(name: str, *scripts: str, languages: tuple[str, ...] = ()) -> Family:
    """A script without italics emphasises by weight: it has its bold for them.

    A slanted letter that no designer drew would be a synthetic one, and in Arabic and Hebrew
    lean the wrong way.
    """
    bold = f"{name}-Bold"
    return Family(scripts, f"{name}-Regular", bold, bold, bold, languages)


def _of_one_weight(name: str, *scripts: str) -> Family:
    regular = f"{name}-Regular"
    return Family(scripts, regular, regular, regular, regular)


FAMILIES: tuple[Family, ...] = (
    _with_italics("NotoSans", "Latn", "Grek", "Cyrl"),
    _of_one_weight("NotoSansMath", "Zmth"),
    _of_one_weight("NotoSansSymbols2", "Zsym"),
    _upright("NotoSansSymbols", "Zsym"),
    _upright("NotoNaskhArabic", "Arab"),
    _upright("NotoSansHebrew", "Hebr"),
    _upright("NotoSansThaiLooped", "Thai"),
    _upright("NotoSansEthiopic", "Ethi"),
    _upright("NotoSansBengali", "Beng"),
    _upright("NotoSansGeorgian", "Geor"),
    _upright("NotoSansArmenian", "Armn"),
    _upright("NotoSansSC", "Hani", "Bopo", "Hira", "Kana"),
    _upright("NotoNastaliqUrdu", "Arab", "Aran", languages=("ur", "aran")),
)
"""In the order of the fallback for characters that the script's own family lacks."""

INVISIBLE = frozenset(
    "\u00ad\u034f\u061c\u180e\ufeff"
    + "".join(map(chr, (*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070))))
    + "".join(map(chr, range(0xFE00, 0xFE10)))
)
"""Characters that need no glyph: Default_Ignorable_Code_Point, as far as text has them."""

UNPRINTABLE = frozenset({"Cc", "Cs", "Co", "Zl", "Zp"})
"""General categories that no font of ours may draw, whatever its cmap says."""


@cache
def families_for(script: str, language: str = "") -> tuple[Family, ...]:
    """The families of the script, that of the language (a BCP 47 tag) first; then the others."""
    subtags = set(language.lower().split("-"))
    known = [f for f in FAMILIES if not f.languages or not subtags.isdisjoint(f.languages)]
    return tuple(sorted(known, key=lambda f: (script not in f.scripts, not f.languages)))


def font_for(text: str, script: str, weight: Weight, language: str = "") -> Font | None:
    """The font for a text, such as a grapheme cluster: the first that has all its characters.

    The order is that of `families_for`. A base and its marks are never split between fonts.
    None if no font will do.
    """
    for family in families_for(script, language):
        font = load_font(family.name(weight))
        if _has(font, text) or _has(font, unicodedata.normalize("NFC", text)):
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
