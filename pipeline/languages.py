"""A language: its names in each format, script, direction and digits.

All look-ups go through here, because the names differ: CLDR has Dari as fa_AF, Word puts
right-to-left languages in the bidi slot of `w:lang`, and Babel knows no `sv-simple`.
The table of the residents' languages is `pipeline/data/languages.csv`; any other language that
text may be in is described by the registry of BCP 47 and by CLDR.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, cast

Direction = Literal["ltr", "rtl"]
WordSlot = Literal["val", "bidi", "eastAsia"]

SOURCE_TAG = "sv"

ROOT_LOCALE = "root"
"""CLDR's locale for what holds in every language."""

SCRIPT_VARIANTS = {"Aran": "Arab", "Syre": "Syrc", "Syrj": "Syrc", "Syrn": "Syrc"}
"""Styles of a script that ISO 15924 has codes of their own for, and the script."""

EAST_ASIAN = ("Hans", "Hant", "Hani", "Jpan", "Kore")

NO_ROUTE = ("none", "source")
"""What the table has for a language without models, and for Swedish itself."""


LANGUAGE_TAG = re.compile(
    r"(?P<language>[a-z]{2,3}(?:-(?P<extended>[a-z]{3})(?:-[a-z]{3}){0,2})?|[a-z]{4,8})"
    r"(?:-(?P<script>[a-z]{4}))?(?:-(?P<region>[a-z]{2}|\d{3}))?"
    r"(?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*"
    r"(?:-[a-wyz\d](?:-[a-z\d]{2,8})+)*(?:-x(?:-[a-z\d]{1,8})+)?",
    re.IGNORECASE | re.ASCII,
)
"""A well-formed tag with a primary language subtag (RFC 5646, 2.1)."""

PRIVATE_USE = re.compile(r"q[a-t][a-z]")
"""Primary subtags that nobody registers (RFC 5646, 2.2.1)."""


class UnknownLanguageError(ValueError):
    """A text is no language tag of BCP 47, or its primary subtag is not in the registry."""

    def __init__(self, tag: str) -> None:
        super().__init__(tag)
        self.tag = tag


@dataclass(frozen=True, slots=True)
class Language:
    """A language that text is in.

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


@cache
def described(tag: str) -> Language:
    """The language of any BCP 47 tag.

    As the table has it, or else with the script and the CLDR locale that CLDR holds likely, its
    direction and its own name. Raises UnknownLanguageError.
    """
    known = all_languages().get(tag)
    if known is not None:
        return known
    match = LANGUAGE_TAG.fullmatch(tag)
    if match is None:
        raise UnknownLanguageError(tag)
    primary = (match["extended"] or match["language"]).lower()
    if primary not in _registry() and not PRIVATE_USE.fullmatch(primary):
        raise UnknownLanguageError(tag)
    script, region = (match["script"] or "").title(), (match["region"] or "").upper()
    return _described(_canonical(tag), primary, script, region)


def _described(tag: str, primary: str, script: str, region: str) -> Language:
    from babel import Locale  # late: Babel takes its time
    from fontTools.unicodedata import script_horizontal_direction

    script = script or _likely_script(primary, region)
    is_rtl = script_horizontal_direction(SCRIPT_VARIANTS.get(script, script), "LTR") == "RTL"
    locale = _locale(primary, script, region)
    own_name = Locale.parse(locale).get_display_name(locale) if locale != ROOT_LOCALE else None
    slot: WordSlot = "eastAsia" if script in EAST_ASIAN else "val"
    return Language(
        tag=tag,
        swedish=str(Locale(SOURCE_TAG).languages.get(primary, tag)),
        endonym=own_name or tag,
        script=script,
        direction="rtl" if is_rtl else "ltr",
        cldr=locale,
        html=tag,
        word=tag,
        word_slot="bidi" if is_rtl or script == "Thai" else slot,
    )


def _related(primary: str) -> Iterator[str]:
    """A language, what CLDR calls it, and its macrolanguage, for what is not known of itself."""
    from babel.core import get_global

    yield primary
    yield str(get_global("language_aliases").get(primary, primary)).partition("_")[0]
    yield _registry().get(primary, ("", ""))[0]


def _likely_script(primary: str, region: str) -> str:
    """The script by CLDR's likely subtags (UTS #35, part 1, 4.3), or by the registry."""
    from babel.core import get_global

    likely = get_global("likely_subtags")
    for language in _related(primary):
        found = likely.get(f"{language}_{region}") or likely.get(language)
        if found:
            return str(found.split("_")[1])
    return _registry().get(primary, ("", ""))[1] or "Latn"


def _locale(primary: str, script: str, region: str) -> str:
    """The nearest locale that Babel has, `root` if there is none."""
    from babel import Locale, UnknownLocaleError

    plain_script = SCRIPT_VARIANTS.get(script, script)
    for language in filter(None, _related(primary)):
        for parts in (
            (language, region),
            (language, script, region),
            (language,),
            (language, script),
        ):
            try:
                found = Locale.parse("_".join(filter(None, parts)))
            except (UnknownLocaleError, ValueError):
                continue
            own_script = found.script or _likely_script(language, found.territory or "")
            if found.language == language and own_script == plain_script:
                return str(found)
    return ROOT_LOCALE


def _canonical(tag: str) -> str:
    """A tag in the letters that RFC 5646, 2.1.1 recommends, such as zh-Hant-TW."""
    parts = tag.lower().split("-")
    for index, part in enumerate(parts[1:], 1):
        if len(parts[index - 1]) == 1:
            break
        if len(part) == 2:
            parts[index] = part.upper()
        elif len(part) == 4 and part.isalpha():
            parts[index] = part.title()
    return "-".join(parts)


@cache
def _registry() -> dict[str, tuple[str, str]]:
    """The macrolanguage and script of each primary language subtag; mostly both are empty."""
    table = files("pipeline").joinpath("data/language_subtags.csv").read_text("utf-8")
    rows = (row.split(",") for row in table.splitlines()[1:])
    return {subtag: (macrolanguage, script) for subtag, macrolanguage, script in rows}
