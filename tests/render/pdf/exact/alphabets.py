"""What text at random is made of: the characters of every script that the package has fonts for.

The scripts come from the fonts as they are installed, so a new family is tested from the day it
is there. Whether a font has a character is asked of its cmap, by fontTools.
"""

import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import get_args

from fontTools import unicodedata as ucd
from fontTools.ttLib import TTFont
from icu4py.breakers import CharacterBreaker

from pipeline.render.pdf.fonts import FAMILIES, Weight

WEIGHTS: tuple[Weight, ...] = get_args(Weight)

JOINERS = "\u200b\u200c\u200d\u2060\u034f\ufeff"
DIRECTIONAL = "\u200e\u200f\u061c\u2066\u2067\u2068\u2069\u202a\u202b\u202c\u202d\u202e"
VARIATION = "\ufe00\ufe0e\ufe0f"
SOFT_HYPHEN = "\u00ad"
INVISIBLE = JOINERS + DIRECTIONAL + VARIATION + SOFT_HYPHEN
"""Characters without a glyph of their own."""

DIGITS = ("0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "๐๑๒๓๔๕๖๗๘๙", "০১২৩৪৫৬৭৮৯")
PUNCTUATION = "()[]{}<>«»‹›“”„‚’'\"!?.,:;-–—/\\|&%@#*+=±°§€$•…،؛؟٪٫٬۔·_~^`"
SPACES = " \u00a0\u202f\u2003\u2009\u3000"
"""The space, and others that some font has a glyph for."""


@dataclass(frozen=True, slots=True)
class Alphabet:
    """The characters of one script that its family has in every weight."""

    script: str
    letters: str
    marks: str


@cache
def characters_of(font: str) -> frozenset[str]:
    """What a font of the package has a glyph for."""
    path = str(files("pipeline").joinpath(f"fonts/{font}.ttf"))
    with TTFont(path, lazy=True) as face:
        return frozenset(map(chr, face.getBestCmap()))


@cache
def families() -> tuple[frozenset[str], ...]:
    """The characters that each family has in all of its weights.

    Those that are for some languages alone are left out: text in another has to do without.
    """
    return tuple(
        frozenset.intersection(*(characters_of(family.name(weight)) for weight in WEIGHTS))
        for family in FAMILIES
        if not family.languages
    )


@cache
def alphabets() -> tuple[Alphabet, ...]:
    """An alphabet for each script whose letters are in some family."""
    letters: dict[str, set[str]] = {}
    marks: dict[str, set[str]] = {}
    for family in families():
        scripts = {ucd.script(c) for c in family} - {"Zyyy", "Zinh", "Zzzz"}
        for character in family:
            category, script = unicodedata.category(character), str(ucd.script(character))
            if category[0] == "L" and script in scripts:
                letters.setdefault(script, set()).add(character)
            for own in scripts if script == "Zinh" else {script}:
                if category[0] == "M":
                    marks.setdefault(own, set()).add(character)
    return tuple(
        Alphabet(
            script,
            "".join(sorted(found)),
            "".join(sorted(marks.get(script, ()))),
        )
        for script, found in sorted(letters.items())
    )


@cache
def all_marks() -> str:
    """The marks of all scripts."""
    return "".join(sorted({mark for alphabet in alphabets() for mark in alphabet.marks}))


@cache
def all_others() -> str:
    """Figures, punctuation and signs of all kinds."""
    found = {c for family in families() for c in family if unicodedata.category(c)[0] in "NPS"}
    return "".join(sorted(found))


def graphemes(text: str) -> list[str]:
    """The user-perceived characters (UAX #29)."""
    return list(CharacterBreaker(text, "en")) if text else []


def can_be_set(grapheme: str) -> bool:
    """Whether one family has all of a grapheme cluster, as it is or composed."""
    return any(
        all(character in family or character in INVISIBLE for character in form)
        and not any(unicodedata.category(character) in ("Cc", "Co", "Cs") for character in form)
        for family in families()
        for form in (grapheme, unicodedata.normalize("NFC", grapheme))
    )


def that_can_be_set(text: str) -> str:
    """The text without the grapheme clusters that no family has in full.

    What is left may make new clusters, so it is looked at again until nothing changes.
    """
    while True:
        kept = "".join(
            cluster for cluster in graphemes(text) if cluster == "\n" or can_be_set(cluster)
        )
        if kept == text:
            return text
        text = kept
