"""Text in every language of the project: the names of countries, from the CLDR.

They are real words of the language in its own script, there are 260 of them in each, and a new
language needs nothing here.
"""

import re
from functools import cache

from babel import Locale

from pipeline.languages import language

NOTATION = re.compile(r"[\[\]*_|<>^#~!\\]")
"""Signs that mean something in the notation of `tests.builders`."""

EXTRAS = ("(2020)", "0220-240 00,", "8–16.30", "Covid-19", "”AB”", "50 %,")
"""What is hard in text of two directions: brackets, figures, a number, Latin letters."""


@cache
def names(tag: str) -> tuple[str, ...]:
    """The names of countries in a language, without the codes of those that have none."""
    territories = Locale.parse(language(tag).cldr).territories
    found = (name for code, name in sorted(territories.items()) if code.isalpha() and name != code)
    return tuple(name for name in found if not NOTATION.search(name))


def words(tag: str, count: int, first: int = 0) -> str:
    """So many names, from the place `first` on, parted by spaces."""
    known = names(tag)
    return " ".join(known[(first + index) % len(known)] for index in range(count))


def sentence(tag: str, count: int, first: int = 0) -> str:
    """A sentence of so many names, with one of `EXTRAS` after each four."""
    known = names(tag)
    parts = [known[(first + index * 7) % len(known)] for index in range(count)]
    for index in range(4, count, 5):
        parts.insert(index, EXTRAS[(first + index) % len(EXTRAS)])
    return " ".join(parts) + "."


def paragraph(tag: str, sentences: int, first: int = 0) -> str:
    """A paragraph of so many sentences of eight names."""
    return " ".join(sentence(tag, 8, first + 11 * index) for index in range(sentences))
