"""Splitting a word by script (UAX #24) and font, before it is shaped."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

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

WRITING_SYSTEMS = {
    **dict.fromkeys(("Hans", "Hant", "Hanb", "Jpan"), "Hani"),
    "Kore": "Hang",
    "Aran": "Arab",
}
"""Codes of ISO 15924 that no character has as its script (UAX #24, 2.5)."""


class NoGlyphError(Exception):
    """No font of the package has the character, or none of those that have the rest of its
    cluster; `cluster` begins or ends with it where it is known."""

    def __init__(self, character: str, cluster: str = "") -> None:
        super().__init__(f"U+{ord(character):04X}")
        self.character = character
        self.cluster = cluster or character


class Item(NamedTuple):
    """A stretch `text[start:end]` of a word that is shaped at one go."""

    start: int
    end: int
    font: Font
    script: str


@cache
def script_of(character: str) -> str:
    """The script of a character (ISO 15924); "" for one that takes its neighbour's.

    Common characters that belong to one family of ours only by their script extensions,
    such as the Arabic comma, are of that family's script.
    """
    script = str(ucd.script(character))
    if script not in COMMON:
        return script
    if script == "Zinh":
        return ""
    extensions = {str(extension) for extension in ucd.script_extension(character)}
    if extensions & COMMON:
        return ""
    owners = [f for f in FAMILIES if not f.languages and not extensions.isdisjoint(f.scripts)]
    if len(owners) != 1:
        return ""
    return next(script for script in owners[0].scripts if script in extensions)


def letters_script(script: str) -> str:
    """The script that the letters of a writing system are of, such as Hani for Hans."""
    return WRITING_SYSTEMS.get(script, script)


def graphemes(text: str) -> list[str]:
    """The user-perceived characters (UAX #29, extended grapheme clusters)."""
    return list(CharacterBreaker(text, "en"))


def itemize(word: str, default_script: str, weight: Weight, language: str = "") -> tuple[Item, ...]:
    """The items of a word, in logical order.

    Common characters take the script before them in the word, at its beginning the one after
    them, and `default_script` in a word without letters. Those beside each other, such as the
    figures of a telephone number, are in one font if there is one that has them all.
    Raises NoGlyphError.
    """
    first_font, plain = plain_characters(default_script, weight, language)
    if plain.issuperset(word):
        return (Item(0, len(word), first_font, default_script),)
    items: list[Item] = []
    start = 0
    for text, script in _stretches(word, default_script):
        font = font_for(text, script, weight, language)
        parts = [(text, font)] if font else _parts(text, script, weight, language)
        for part, own in parts:
            end = start + len(part)
            if items and items[-1].font is own and items[-1].script == script:
                items[-1] = Item(items[-1].start, end, own, script)
            else:
                items.append(Item(start, end, own, script))
            start = end
    return tuple(items)


def _stretches(word: str, default_script: str) -> Iterator[tuple[str, str]]:
    """Each grapheme cluster with letters, and what stands between them, with its script."""
    script = next(filter(None, map(script_of, word)), default_script)
    common = ""
    for cluster in graphemes(word):
        own = next(filter(None, map(script_of, cluster)), "")
        if not own:
            common += cluster
            continue
        if common:
            yield common, script
            common = ""
        script = own
        yield cluster, script
    if common:
        yield common, script


def _parts(text: str, script: str, weight: Weight, language: str) -> Iterator[tuple[str, Font]]:
    """The grapheme clusters of a text that no single font has, each with its font."""
    for cluster in graphemes(text):
        font = font_for(cluster, script, weight, language)
        if font is None:
            raise NoGlyphError(missing_character(cluster, weight), cluster)
        yield cluster, font


@cache
@cache
def plain_characters(script: str, weight: Weight, language: str) -> tuple[Font, frozenset[str]]:
    """The first font of a script, and what words that are one item of it are made of."""
    font = load_font(families_for(script, language)[0].name(weight))
    return font, _plain_characters(font, script)


@cache
def _plain_characters(font: Font, script: str) -> frozenset[str]:
    characters = map(chr, font.characters)
    return frozenset(c for c in characters if script_of(c) in ("", script) and is_printable(c))
