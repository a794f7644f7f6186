"""Where a word may be divided at a line's end: by dictionary, or by rule in Finnish.

The patterns are those of LibreOffice, in the package pyphen. It has none for Finnish, where a
syllable begins with the consonant before a vowel (Institute for the Languages of Finland,
Kielitoimiston ohjepankki, "Tavutus": the rule of the consonant). That rule does not see the seam
of a compound whose second part begins with a vowel, as in "talous-arvio"; only a dictionary would.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from pipeline.languages import all_languages

if TYPE_CHECKING:
    from pyphen import Pyphen

LETTERS = re.compile("[A-Za-zÀ-ÖØ-öø-ɏͰ-ϿЀ-ӿḀ-ỿ]+")
"""Latin, Greek and Cyrillic: what is divided with a hyphen. (The patterns for Thai, which has no
hyphen, mark syllables.)"""
FEWEST_BEFORE = 2
FEWEST_AFTER = 3
"""Letters that stand before and after the hyphen, at least."""
ADDRESS = re.compile(r"[@/\\_]|[^\W\d_][.:][^\W_]|\u00ad")
"""What is no plain word: an address, a path, or a word whose author has put in soft hyphens."""
FINNISH_SYLLABLE = re.compile(r"(?<=.)[bcdfghjklmnpqrstvwxzšž](?=[aeiouyåäö])", re.IGNORECASE)
WORDS_KEPT = 4096


def divisions(text: str, tag: str, fewest_letters: int = 0) -> list[int]:
    """The offsets in a text without spaces where a line may end with a hyphen.

    `tag` is the language (BCP 47); one without patterns has no divisions. Words with fewer than
    `fewest_letters`, words all in capitals and addresses are not divided.
    """
    if ADDRESS.search(text):
        return []
    return [
        match.start() + offset
        for match in LETTERS.finditer(text)
        if match.end() - match.start() >= fewest_letters and not match[0].isupper()
        for offset in _word_divisions(match[0], tag)
    ]


@lru_cache(WORDS_KEPT)
def _word_divisions(word: str, tag: str) -> tuple[int, ...]:
    last = len(word) - FEWEST_AFTER
    return tuple(n for n in _positions(word, tag) if FEWEST_BEFORE <= n <= last)


def _positions(word: str, tag: str) -> Iterator[int]:
    known = all_languages().get(tag)
    code = (known.html if known else tag).partition("-")[0].lower()
    if code == "fi":
        yield from (match.start() for match in FINNISH_SYLLABLE.finditer(word))
    elif patterns := _patterns(code):
        # Some languages spell a word otherwise when it is divided; that would change the text.
        yield from (int(n) for n in patterns.positions(word) if getattr(n, "data", None) is None)


@cache
def _patterns(code: str) -> "Pyphen | None":
    import pyphen  # late: most documents divide no word

    found = pyphen.language_fallback(code)
    return pyphen.Pyphen(lang=found, left=FEWEST_BEFORE, right=FEWEST_AFTER) if found else None
