"""A placeable: a piece of a text that a model must not change, and its kind."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a placeable is. The order is that of sureness: of two that overlap, the first one
    counts, and of two of the same kind the longer one."""

    MARKUP = "markup"
    """What stands for a program: `{x}`, `%s`, `<b>`."""
    EMAIL = "e-mail"
    WEB = "web"
    TERM = "term"
    """A name that the glossary or the signatures give."""
    REFERENCE = "reference"
    """A diary number, the number of a law, a postal code."""
    DATE = "date"
    TELEPHONE = "telephone"
    SECTION = "section"
    """A paragraph of a law: `3 §`."""
    PRICE = "price"
    PERCENTAGE = "percentage"
    TIME = "time"
    QUOTED = "quoted name"
    PERSON = "person"
    NAME = "name"
    CODE = "code"
    """An abbreviation in capitals or a word with digits: MSB, Covid-19, E18."""
    EXACT_NUMBER = "exact number"
    """A version, a fraction, the number of a list's item: kept as it is written."""
    NUMBER = "number"


NAME_KINDS = frozenset([Kind.TERM, Kind.QUOTED, Kind.CODE, Kind.PERSON, Kind.NAME])
"""Kinds that a language may give an ending: Hallstahammarin."""


@dataclass(frozen=True, slots=True)
class Placeable:
    """A piece of a text, at `start` to `end`, that is kept.

    `text` is what stands there; `base` is what is kept of it: a name without its genitive's s,
    a date without its article.
    """

    start: int
    end: int
    kind: Kind
    text: str
    base: str
