"""Splitting a word by script (UAX #24) and font, before it is shaped."""

import unicodedata
from dataclasses import dataclass
from functools import cache

from fontTools import unicodedata as ucd
from icu4py.breakers import CharacterBreaker

from pipeline.render.pdf.fonts import (
    FAMILIES,
    Font,
    Weight,
    families_for,
    font_for,
    is_printable,
    load_font,
    missing_character,
)

COMMON = frozenset({"Zyyy", "Zinh", "Zzzz"})


class NoGlyphError(Exception):
    """No font of the package has the character."""

    def __init__(self, character: str) -> None:
        super().__init__(f"U+{ord(character):04X}")
        self.character = character


@dataclass(frozen=True, slots=True)
class Item:
    """A stretch `text[start:end]` of a word that is shaped at one go."""

    start: int
    end: int
    font: Font
    script: str


@cache
def script_of(character: str) -> str:
    """The script of a character (ISO 15924); "" for one that takes its neighbour's.

    Common characters that belong to one script of ours only by their script extensions,
    such as the Arabic comma, are of that script.
    """
    script = str(ucd.script(character))
    if script not in COMMON:
        return script
    if script == "Zinh":
        return ""
    extensions = {str(extension) for extension in ucd.script_extension(character)}
    if extensions & COMMON:
        return ""
    return next((script for script in FAMILIES if script in extensions), "")


def graphemes(text: str) -> list[str]:
    """The user-perceived characters (UAX #29, extended grapheme clusters)."""
    return list(CharacterBreaker(text, "en"))


def itemize(word: str, default_script: str, weight: Weight) -> tuple[Item, ...]:
    """The items of a word, in logical order.

    Common characters take the script before them in the word, at its beginning the one after
    them, and `default_script` in a word without letters. Raises NoGlyphError.
    """
    first_font, plain, _ = plain_characters(default_script, weight)
    if plain.issuperset(word):
        return (Item(0, len(word), first_font, default_script),)
    items: list[Item] = []
    start = 0
    script = next(filter(None, map(script_of, word)), default_script)
    for cluster in graphemes(word):
        script = next(filter(None, map(script_of, cluster)), script)
        font = font_for(cluster, script, weight)
        if font is None:
            raise NoGlyphError(missing_character(cluster, weight))
        end = start + len(cluster)
        if items and items[-1].font is font and items[-1].script == script:
            items[-1] = Item(items[-1].start, end, font, script)
        else:
            items.append(Item(start, end, font, script))
        start = end
    return tuple(items)


@cache
def plain_characters(script: str, weight: Weight) -> tuple[Font, frozenset[str], frozenset[str]]:
    """The first font of a script, and what words that are one item of it are made of; the last
    are those of them that a word can begin with and take nothing from a space before it.
    """
    font = load_font(families_for(script)[0].name(weight))
    characters = map(chr, font.characters)
    plain = [c for c in characters if script_of(c) in ("", script) and is_printable(c)]
    leading = (c for c in plain if unicodedata.category(c)[0] in "LNPS")
    return font, frozenset(plain), frozenset(leading)
