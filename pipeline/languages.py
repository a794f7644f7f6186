"""A language: its names in each format, script, direction and digits.

All look-ups go through here, because the names differ: CLDR has Dari as fa_AF, Word puts
right-to-left languages in the bidi slot of `w:lang`, and Babel knows no `sv-simple`.
The table is `pipeline/data/languages.csv`.
"""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, cast

Direction = Literal["ltr", "rtl"]
WordSlot = Literal["val", "bidi", "eastAsia"]

SOURCE_TAG = "sv"

NO_ROUTE = ("none", "source")
"""What the table has for a language without models, and for Swedish itself."""


@dataclass(frozen=True, slots=True)
class Language:
    """A language of the residents.

    `tag` is BCP 47 and names files; `script` is ISO 15924; `cldr` is what Babel takes;
    `html` is for the lang attribute; `word` for `w:lang`, in its attribute `word_slot`.
    `argos_route` are the languages that machine translation goes through, from Swedish to this
    one, as the public index of Argos models offers it; empty where it offers none.
    """

    tag: str
    swedish: str
    endonym: str
    script: str
    direction: Direction
    cldr: str
    html: str
    word: str
    word_slot: WordSlot
    argos_route: tuple[str, ...] = ()

    @property
    def is_rtl(self) -> bool:
        """Whether the script runs from right to left."""
        return self.direction == "rtl"

    @property
    def is_swedish(self) -> bool:
        """Whether this is Swedish, in whatever variety."""
        return self.tag.split("-")[0] == SOURCE_TAG


@cache
def all_languages() -> dict[str, Language]:
    """Every known language by its tag, in the order of the table."""
    table = files("pipeline").joinpath("data/languages.csv").read_text("utf-8")
    return {
        row["tag"]: Language(
            row["tag"],
            row["swedish"],
            row["endonym"],
            row["script"],
            cast("Direction", row["direction"]),
            row["cldr"],
            row["html"],
            row["word"],
            cast("WordSlot", row["word_slot"]),
            () if row["argos"] in NO_ROUTE else tuple(row["argos"].split("-")),
        )
        for row in csv.DictReader(table.splitlines())
    }


def language(tag: str) -> Language:
    """The language of a BCP 47 tag. Raises KeyError for one that is not in the table."""
    return all_languages()[tag]


def languages_without_models(tags: Iterable[str]) -> tuple[str, ...]:
    """Those of these languages that no machine translation model exists for, in their order."""
    return tuple(t for t in tags if t != SOURCE_TAG and not language(t).argos_route)
