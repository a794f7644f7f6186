"""The words of the generated sentences in Swedish, English and Finnish, with their forms.

They are in the text files beside this module; the first lines of each file tell its columns.
Finnish words of regular types have a stem and a paradigm, all others have every form written out.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Declension:
    """The Finnish forms of a noun or an adjective."""

    nominative: str
    genitive: str
    partitive: str
    illative: str
    plural_genitive: str
    plural_partitive: str
    plural_illative: str
    plural_stem: str

    def form(self, case: str, *, plural: bool) -> str:
        """One form. Raises KeyError for a case that no sentence here uses."""
        stem = self.plural_stem if plural else self.genitive[:-1]
        vowel = self.partitive[-1]
        forms = {
            "nom": self.genitive[:-1] + "t" if plural else self.nominative,
            "gen": self.plural_genitive if plural else self.genitive,
            "part": self.plural_partitive if plural else self.partitive,
            "ill": self.plural_illative if plural else self.illative,
            "ine": stem + "ss" + vowel,
            "ela": stem + "st" + vowel,
            "ade": stem + "ll" + vowel,
            "abl": stem + "lt" + vowel,
            "all": stem + "lle",
        }
        return forms[case]


@dataclass(frozen=True)
class Noun:
    """A noun; `plural` forms are empty where it has none."""

    kinds: str
    article: str
    swedish: tuple[str, str, str, str]
    english: tuple[str, str]
    always_plural: bool
    finnish: Declension

    @property
    def has_plural(self) -> bool:
        return bool(self.swedish[2] and self.english[1])


@dataclass(frozen=True)
class Adjective:
    """An adjective, and the kinds of nouns that it goes with."""

    kinds: str
    swedish: tuple[str, str, str]
    english: str
    finnish: Declension


@dataclass(frozen=True)
class Conjugation:
    """The Finnish forms of a verb; the passive is empty where it has none."""

    infinitive: str
    singular: str
    plural: str
    past: str
    connegative: str
    participle: str
    passive: str
    passive_past: str
    past_stem: str


@dataclass(frozen=True)
class Verb:
    """A verb with the kinds of its subjects and objects, and how its argument is joined."""

    subjects: str
    objects: str
    infinitive: str
    present: str
    past: str
    supine: str
    imperative: str
    english: str
    english_past: str
    participle: str
    finnish: Conjugation
    swedish_preposition: str
    english_preposition: str
    case: str


@dataclass(frozen=True)
class Phrase:
    """A phrase that has no forms, in the three languages."""

    tag: str
    sv: str
    en: str
    fi: str


@cache
def nouns() -> tuple[Noun, ...]:
    return tuple(_noun(row) for row in _rows("nouns.txt"))


@cache
def adjectives() -> tuple[Adjective, ...]:
    return tuple(
        Adjective(row[3], _words(row[0], 3), _space(row[1]), _declension(row[2]))
        for row in _rows("adjectives.txt")
    )


@cache
def verbs() -> tuple[Verb, ...]:
    return tuple(_verb(row) for row in _rows("verbs.txt"))


@cache
def phrases(name: str) -> tuple[Phrase, ...]:
    """The phrases of a file with three columns, or four: a tag first."""
    rows = (row if len(row) == 4 else ["", *row] for row in _rows(name))
    return tuple(Phrase(*row) for row in rows)


def _rows(name: str) -> Iterator[list[str]]:
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield [column.strip() for column in line.split("|")]


def _space(word: str) -> str:
    return "" if word == "-" else word.replace("_", " ")


def _words(column: str, count: int) -> tuple[str, ...]:
    words = tuple(_space(word) for word in column.split())
    if len(words) != count:
        raise ValueError(f"{column!r} has {len(words)} words, not {count}")
    return words


def _noun(row: list[str]) -> Noun:
    kinds, swedish, english, finnish = row
    article, *forms = _words(swedish, 5)
    one, many = _words(english, 2)
    return Noun(
        kinds, article, tuple(forms), (one.rstrip("+"), many), one.endswith("+"),
        _declension(finnish),
    )  # fmt: skip


def _declension(column: str) -> Declension:
    words = [_space(word) for word in column.split()]
    if len(words) == 8:
        return Declension(*words)
    word, paradigm = words
    nominative = word.split("/")[0].replace("+", "")
    return Declension(nominative, *_declined(word, paradigm))


def _declined(word: str, paradigm: str) -> tuple[str, ...]:
    """All forms but the nominative, in the order of Declension."""
    word, _, strong = word.partition("/")
    a = _harmony(word)
    word, strong = word.replace("+", ""), strong.replace("+", "")
    o = "o" if a == "a" else "ö"
    stem, last = word[:-1], word[-1]
    endings = {
        "o": (word, ("n", a, last + "n", "jen", "j" + a, "ihin", "i")),
        "io": (word, ("n", "t" + a, last + "n", "iden", "it" + a, "ihin", "i")),
        "us": (stem, ("ksen", "st" + a, "kseen", "sten", "ksi" + a, "ksiin", "ksi")),
        "uus": (stem, ("den", "tt" + a, "teen", "ksien", "ksi" + a, "ksiin", "ksi")),
        "nen": (word[:-3], ("sen", "st" + a, "seen", "sten", "si" + a, "siin", "si")),
        "i": (stem, ("in", "i" + a, "iin", "ien", "ej" + a, "eihin", "ei")),
        "a": (stem, (a + "n", a * 2, a * 2 + "n", "ien", "i" + a, "iin", "i")),
        "aoi": (stem, ("an", "aa", "aan", "ojen", "oja", "oihin", "oi")),
        "ija": (stem, tuple(
            e.format(a=a, o=o)
            for e in ("{a}n", "{a}{a}", "{a}{a}n", "{o}iden", "{o}it{a}", "{o}ihin", "{o}i")
        )),
        "ea": (stem, (a + "n", a * 2, a * 2 + "n", "iden", "it" + a, "isiin", "i")),
    }  # fmt: skip
    if paradigm in {"e", "as"}:
        partitive = word + "t" * (2 if paradigm == "e" else 1) + a
        base = strong[:-1]
        plural = ("iden", "it" + a, "isiin", "i")
        return (strong + "n", partitive, strong + "seen", *(base + end for end in plural))
    root, ends = endings[paradigm]
    return tuple(root + end for end in ends)


def _harmony(word: str) -> str:
    """The vowel of the endings: that of the last vowel of the word which is not neutral."""
    last = word.rsplit("+", maxsplit=1)[-1].lower()
    decisive = next((letter for letter in reversed(last) if letter in "aouäöy"), "ä")
    return "a" if decisive in "aou" else "ä"


def _verb(row: list[str]) -> Verb:
    subjects, objects, swedish, english, finnish = row[:5]
    forms = [_space(word) for word in swedish.split()]
    imperative = forms[4] if len(forms) == 5 else _imperative(forms[0], forms[1])
    base, past, participle = _english(english)
    joined = row[5].split() if len(row) > 5 else ["-", "-", ""]
    before, english_before, case = joined
    return Verb(
        subjects, "" if objects == "-" else objects, *forms[:4], imperative, base, past, participle,
        _conjugation(finnish), _space(before), _space(english_before), case,
    )  # fmt: skip


def _imperative(infinitive: str, present: str) -> str:
    first, _, particle = infinitive.partition(" ")
    present = present.split(maxsplit=1)[0]
    ending = first if present.endswith("ar") else present.removesuffix("er")
    return f"{ending} {particle}".strip()


def _english(column: str) -> tuple[str, str, str]:
    words = [_space(word) for word in column.split()]
    if len(words) == 3:
        return words[0], words[1], words[2]
    base = words[0]
    past = base + "d" if base.endswith("e") else base + "ed"
    if base.endswith("y") and base[-2] not in "aeou":
        past = base[:-1] + "ied"
    return base, past, past


def _conjugation(column: str) -> Conjugation:
    words = [_space(word) for word in column.split()]
    if len(words) == 9:
        return Conjugation(*words)
    *stems, paradigm = words
    weak, strong = stems[0], stems[-1]
    a = _harmony(strong)
    u = "u" if a == "a" else "y"
    v = f"v{a}t"
    if paradigm == "ata":
        return Conjugation(
            f"{weak}t{a}", strong, strong + v, strong[:-1] + "si", strong, f"{weak}nn{u}t",
            f"{weak}t{a}{a}n", f"{weak}ttiin", strong[:-1] + "si",
        )  # fmt: skip
    if paradigm == "tta":
        return Conjugation(
            f"{weak}tt{a}{a}", f"{weak}tt{a}{a}", f"{weak}tt{a}{v}", f"{weak}tti", f"{weak}t{a}",
            f"{weak}tt{a}n{u}t", f"{weak}tet{a}{a}n", f"{weak}tettiin", f"{weak}ti",
        )  # fmt: skip
    if paradigm == "a":
        stem = strong[:-1]
        return Conjugation(
            strong + a, strong + a, strong + v, stem + "i", strong, f"{strong}n{u}t",
            f"{stem}et{a}{a}n", f"{stem}ettiin", stem + "i",
        )  # fmt: skip
    if paradigm == "oi":
        return Conjugation(
            strong + "da", strong, strong + v, strong, strong, strong + "nut",
            strong + "daan", strong + "tiin", strong,
        )  # fmt: skip
    if paradigm == "ella":
        return Conjugation(
            f"{weak}l{a}", strong + "e", strong + v, strong[:-1] + "i", strong, f"{weak}l{u}t",
            f"{weak}l{a}{a}n", f"{weak}tiin", strong[:-1] + "i",
        )  # fmt: skip
    raise ValueError(f"no paradigm {paradigm!r}")
