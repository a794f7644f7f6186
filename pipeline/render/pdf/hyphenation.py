"""Where a word may be divided at a line's end: by dictionary, or by rule in Finnish.

The patterns are those of LibreOffice, in the package pyphen. It has none for Finnish, which
needs none: a syllable begins with the last consonant before a vowel, always and in every
word (Institute for the Languages of Finland, Kielitoimiston ohjepankki, "Tavutus", the rule of
the consonant). Divisions between vowels and the seams of compounds that begin with a vowel would
take a dictionary, so they are left out.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from pipeline.languages import all_languages

if TYPE_CHECKING:
    from pyphen import Pyphen

LETTERS = re.compile(r"[^\W\d_]+")
FEWEST_BEFORE = 2
FEWEST_AFTER = 3
"""Letters that stand before and after the hyphen, at least."""
WITH_HYPHENS = frozenset(("Latn", "Cyrl", "Grek"))
"""Scripts that are divided with a hyphen; the patterns for Thai mark syllables, without one."""
ADDRESS = re.compile(r"[@/\\_]|[^\W\d_][.:][^\W_]|\u00ad")
"""What is no plain word: an address, a path, or a word whose author has put in soft hyphens."""
SYLLABLE = re.compile(r"(?<=.)[bcdfghjklmnpqrstvwxzšž](?=[aeiouyåäö])", re.IGNORECASE)
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
        yield from (match.start() for match in SYLLABLE.finditer(word))
    elif patterns := _patterns(code):
        # Some languages spell a word otherwise when it is divided; that would change the text.
        yield from (int(n) for n in patterns.positions(word) if getattr(n, "data", None) is None)


@cache
def _patterns(code: str) -> "Pyphen | None":
    import pyphen  # late: most documents divide no word

    found = pyphen.language_fallback(code)
    return pyphen.Pyphen(lang=found, left=FEWEST_BEFORE, right=FEWEST_AFTER) if found else None
