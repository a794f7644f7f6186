"""Phrases of the three languages, built side by side: nouns with their cases, verbs with tense.

Corresponding words carry the same mark, a pair of private-use characters around them, so that
the alignment of a finished pair of sentences is known.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

from tests.models.corpus.lexicon import Noun, Phrase, Verb, adjectives, nouns, phrases

OPEN, CLOSE = 0xE000, 0xF600
"""The opening mark of word n is chr(OPEN + n); all have the same closing mark."""
NUMERALS = (
    ("två", "two", "kaksi", "kahden", "kahta", "kahteen", "kahde"),
    ("tre", "three", "kolme", "kolmen", "kolmea", "kolmeen", "kolme"),
    ("fyra", "four", "neljä", "neljän", "neljää", "neljään", "neljä"),
    ("fem", "five", "viisi", "viiden", "viittä", "viiteen", "viide"),
    ("sex", "six", "kuusi", "kuuden", "kuutta", "kuuteen", "kuude"),
    ("sju", "seven", "seitsemän", "seitsemän", "seitsemää", "seitsemään", "seitsemä"),
    ("åtta", "eight", "kahdeksan", "kahdeksan", "kahdeksaa", "kahdeksaan", "kahdeksa"),
    ("nio", "nine", "yhdeksän", "yhdeksän", "yhdeksää", "yhdeksään", "yhdeksä"),
    ("tio", "ten", "kymmenen", "kymmenen", "kymmentä", "kymmeneen", "kymmene"),
)
QUANTIFIERS = (
    ("alla", "all", "kaikki", "kaikkien", "kaikkia", "kaikkiin", "kaiki"),
    ("många", "many", "monet", "monien", "monia", "moniin", "moni"),
    ("flera", "several", "useat", "useiden", "useita", "useisiin", "usei"),
    ("några", "some", "jotkut", "joidenkin", "joitakin", "joihinkin", "joi"),
    ("samtliga", "all", "kaikki", "kaikkien", "kaikkia", "kaikkiin", "kaiki"),
    ("vissa", "certain", "tietyt", "tiettyjen", "tiettyjä", "tiettyihin", "tietyi"),
    ("andra", "other", "muut", "muiden", "muita", "muihin", "mui"),
)
OWNERS = (
    ("kommunens", "the municipality's", "kunnan"), ("våra", "our", "meidän"),
    ("regionens", "the region's", "alueen"), ("polisens", "the police's", "poliisin"),
    ("skolans", "the school's", "koulun"), ("era", "your", "teidän"),
)  # fmt: skip
TITLES = (
    ("kommunchef", "chief executive", "kunnanjohtaja"), ("rektor", "head teacher", "rehtori"),
    ("ordförande", "chair", "puheenjohtaja"),
    ("kommunpolis", "municipal police officer", "kuntapoliisi"),
    ("säkerhetssamordnare", "safety coordinator", "turvallisuuskoordinaattori"),
    ("smittskyddsläkare", "infectious disease doctor", "tartuntatautilääkäri"),
    ("handläggare", "case officer", "käsittelijä"), ("sjuksköterska", "nurse", "sairaanhoitaja"),
    ("förvaltningschef", "head of department", "osastopäällikkö"),
    ("läraren", "the teacher", "opettaja"),
)  # fmt: skip


@dataclass
class Draft:
    """What a sentence under way has used: marks, and the kinds of its protected pieces."""

    draw: random.Random
    marks: int = 0
    slots: list[str] = field(default_factory=list)

    def mark(self) -> Callable[[str], str]:
        """A function that puts one mark around words of any language."""
        opening = chr(OPEN + self.marks)
        self.marks += 1
        return lambda words: f"{opening}{words}{chr(CLOSE)}" if words else ""

    def slot(self, kind: str) -> str:
        """A protected piece of that kind, the same in every language until it is written out."""
        self.slots.append(kind)
        return self.mark()(f"⟪{len(self.slots) - 1}⟫")

    def fixed(self, phrase: Phrase) -> tuple[str, str, str]:
        """A phrase without forms; its pieces in braces are protected ones."""
        texts = [phrase.sv, phrase.en, phrase.fi]
        while "{" in texts[0]:
            name = texts[0].split("{")[1].split("}")[0]
            piece = self.slot(name.rstrip("0123456789"))
            texts = [text.replace("{" + name + "}", piece) for text in texts]
        if chr(CLOSE) not in texts[0]:
            mark = self.mark()
            texts = [mark(text) for text in texts]
        return texts[0], texts[1], texts[2]


@dataclass(frozen=True)
class NounPhrase:
    """A noun phrase; `person` is 3, or 1 for we and 2 for you, who are not said in Finnish.

    `finnish` gives its form in a case; `english_plural` is what the English verb agrees with.
    """

    sv: str
    en: str
    finnish: Callable[[str], str]
    plural: bool = False
    english_plural: bool = False
    person: int = 3
    counted: bool = False
    human: bool = False
    parts: tuple["NounPhrase", ...] = ()
    conjunction: str = ""

    def object(self, case: str, clause: str) -> tuple[str, str]:
        """Words before and after the Finnish form of an argument, joined; see `Verb.case`."""
        if self.parts:
            words = [part.object(case, clause) for part in self.parts]
            return f" {self.conjunction} ".join(word for word, _ in words), words[0][1]
        if case.startswith("post"):
            return self.finnish("gen"), case.removeprefix("post")
        if case != "total":
            return self.finnish(case), ""
        if clause == "negative":
            return self.finnish("part"), ""
        if clause == "nominative" or self.plural or self.counted:
            return self.finnish("nom"), ""
        return self.finnish("gen"), ""


def noun_phrase(draft: Draft, kinds: str, depth: int = 0) -> NounPhrase:
    """A random noun phrase of one of these kinds."""
    draw = draft.draw
    chance = draw.random()
    if depth == 0 and chance < 0.07:
        return _joined(noun_phrase(draft, kinds, 1), noun_phrase(draft, kinds, 1), draw)
    if "p" in kinds and chance < 0.14:
        return _named(draft)
    if "o" in kinds and 0.14 <= chance < 0.17:
        name = draft.slot("org")
        return NounPhrase(name, name, lambda _: name)
    noun = draw.choice(_of_kind(kinds))
    if noun.has_plural and draw.random() < 0.42:
        return _plural(draft, noun)
    return _singular(draft, noun)


def plain_phrase(draft: Draft, kinds: str, *, plural: bool) -> NounPhrase:
    """A definite noun phrase in the singular, or any in the plural."""
    if plural:
        many = [noun for noun in _of_kind(kinds) if noun.has_plural]
        return _plural(draft, draft.draw.choice(many), counted=False)
    one = [noun for noun in _of_kind(kinds) if not noun.always_plural]
    return _singular(draft, draft.draw.choice(one), definite=True)


def neuter(swedish: str) -> bool:
    """Whether a definite noun phrase is one of the ett words."""
    return swedish.startswith("det ") or swedish.split(chr(CLOSE), maxsplit=1)[0].endswith("et")


@cache
def _of_kind(kinds: str) -> tuple[Noun, ...]:
    return tuple(noun for noun in nouns() if noun.kinds in kinds)


def _joined(first: NounPhrase, second: NounPhrase, draw: random.Random) -> NounPhrase:
    sv, en, fi = draw.choice((("och", "and", "ja"), ("och", "and", "ja"), ("samt", "and", "sekä")))
    if first.counted or second.counted or first.person != 3 or second.person != 3:
        return first
    return NounPhrase(
        f"{first.sv} {sv} {second.sv}",
        f"{first.en} {en} {second.en}",
        lambda case: f"{first.finnish(case)} {fi} {second.finnish(case)}",
        plural=True,
        english_plural=True,
        human=first.human and second.human,
        parts=(first, second),
        conjunction=fi,
    )


def _named(draft: Draft) -> NounPhrase:
    name = draft.slot("name")
    if draft.draw.random() < 0.3:
        return NounPhrase(name, name, lambda _: name, human=True)
    sv, en, fi = draft.draw.choice(TITLES)
    mark = draft.mark()
    return NounPhrase(
        f"{mark(sv)} {name}", f"{mark(en)} {name}", lambda _: f"{mark(fi)} {name}", human=True
    )


def _adjective(draft: Draft, noun: Noun) -> tuple[str, str, str, Callable[[str, bool], str]] | None:
    """Swedish singular and definite or plural, English, Finnish."""
    is_one_authority = noun.kinds == "o" and not noun.article
    fitting = [a for a in adjectives() if noun.kinds in a.kinds and not is_one_authority]
    if not fitting or draft.draw.random() > 0.22:
        return None
    chosen = draft.draw.choice(fitting)
    mark = draft.mark()
    singular = chosen.swedish[1 if noun.article == "ett" or noun.swedish[1].endswith("et") else 0]
    return (
        mark(singular), mark(chosen.swedish[2]), mark(chosen.english),
        lambda case, plural: mark(chosen.finnish.form(case, plural=plural)),
    )  # fmt: skip


def _singular(draft: Draft, noun: Noun, definite: bool | None = None) -> NounPhrase:
    draw = draft.draw
    mark = draft.mark()
    adjective = _adjective(draft, noun)
    mass = not noun.article
    forced = definite is not None
    if definite is None:
        definite = draw.random() < 0.72 or (noun.kinds == "o" and mass)
    neuter = noun.article == "ett" or noun.swedish[1].endswith("et")
    english = noun.english[0]
    if definite:
        before = ("det " if neuter else "den ") + adjective[1] + " " if adjective else ""
        before = before.replace("små", "lilla")
        sv = before + mark(noun.swedish[1].removeprefix("den ") if adjective else noun.swedish[1])
        en = f"the {adjective[2] + ' ' if adjective else ''}{mark(english)}"
    else:
        sv = f"{'' if mass else noun.article + ' '}{adjective[0] + ' ' if adjective else ''}"
        sv += mark(noun.swedish[0])
        following = adjective[2][1:] if adjective else english
        article = "" if mass else "an " if following[0] in "aeio" else "a "
        en = f"{article}{adjective[2] + ' ' if adjective else ''}{mark(english)}"

    def finnish(case: str) -> str:
        before = adjective[3](case, False) + " " if adjective else ""
        return before + mark(noun.finnish.form(case, plural=False))

    phrase = NounPhrase(sv, en, finnish, english_plural=noun.always_plural, human=noun.kinds == "p")
    if definite and draw.random() < 0.05 and not forced:
        return _with_place(draft, phrase)
    return phrase


def _with_place(draft: Draft, phrase: NounPhrase) -> NounPhrase:
    sv, en, fi = draft.fixed(draft.draw.choice(phrases("places.txt")[:3]))
    return NounPhrase(
        f"{phrase.sv} {sv}", f"{phrase.en} {en}",
        lambda case: f"{_of_place(fi)} {phrase.finnish(case)}",
        phrase.plural, phrase.english_plural, human=phrase.human,
    )  # fmt: skip


def _of_place(inessive: str) -> str:
    """`kunnassa` as an attribute: `kunnan`."""
    for ending in ("ssa", "ssä", "lla", "llä"):
        inessive = inessive.replace(ending + chr(CLOSE), "n" + chr(CLOSE))
    return inessive


def _plural(draft: Draft, noun: Noun, *, counted: bool = True) -> NounPhrase:
    draw = draft.draw
    mark = draft.mark()
    adjective = _adjective(draft, noun)
    indefinite = f"{adjective[1] + ' ' if adjective else ''}{mark(noun.swedish[2])}"
    english = f"{adjective[2] + ' ' if adjective else ''}{mark(noun.english[1])}"

    def finnish(case: str, plural: bool = True) -> str:
        before = adjective[3](case, plural) + " " if adjective else ""
        return before + mark(noun.finnish.form(case, plural=plural))

    human = noun.kinds == "p"
    chance = draw.random() * (1 if counted else 0.82)
    if chance < 0.35:
        the = f"de {adjective[1]} " if adjective else ""
        name = noun.swedish[3].removeprefix("de ") if adjective else noun.swedish[3]
        return NounPhrase(the + mark(name), f"the {english}", finnish, True, True, human=human)
    if chance < 0.6:
        return NounPhrase(indefinite, english, finnish, True, True, human=human)
    if chance < 0.72:
        return _quantified(draft, indefinite, english, finnish, human)
    if chance < 0.82:
        owner = draft.mark()
        sv, en, fi = draw.choice(OWNERS)
        return NounPhrase(
            f"{owner(sv)} {indefinite}", f"{owner(en)} {english}",
            lambda case: f"{owner(fi)} {finnish(case)}", True, True, human=human,
        )  # fmt: skip
    if chance < 0.9:
        number = draft.mark()
        chosen = draw.choice(NUMERALS)
        sv, en = number(chosen[0]), number(chosen[1])
        forms = {case: number(form) for case, form in _determiner(*chosen[2:]).items()}
    else:
        sv = en = draft.slot("number")
        forms = dict.fromkeys(("nom", "gen", "part", "ill", "ela", "all", "ine", "ade"), sv)
    return NounPhrase(
        f"{sv} {indefinite}", f"{en} {english}",
        lambda case: f"{forms[case]} {finnish('part' if case == 'nom' else case, False)}",
        plural=False, english_plural=True, counted=True, human=human,
    )  # fmt: skip


def _determiner(
    nominative: str, genitive: str, partitive: str, illative: str, stem: str
) -> dict[str, str]:
    """The cases of a numeral or quantifier."""
    a = "ä" if partitive[-1] == "ä" else "a"
    return {
        "nom": nominative, "gen": genitive, "part": partitive, "ill": illative,
        "ela": f"{stem}st{a}", "all": f"{stem}lle", "ine": f"{stem}ss{a}", "ade": f"{stem}ll{a}",
    }  # fmt: skip


def _quantified(
    draft: Draft, swedish: str, english: str, finnish: Callable[[str], str], human: bool
) -> NounPhrase:
    mark = draft.mark()
    sv, en, *cases = draft.draw.choice(QUANTIFIERS)
    forms = _determiner(*cases)
    if sv == "några":
        forms |= {"ela": "joistakin", "all": "joillekin", "ine": "joissakin", "ade": "joillakin"}
    return NounPhrase(
        f"{mark(sv)} {swedish}", f"{mark(en)} {english}",
        lambda case: f"{mark(forms[case])} {finnish(case)}", True, True, human=human,
    )  # fmt: skip


def we(draft: Draft) -> NounPhrase:
    """The subject vi."""
    mark = draft.mark()
    return NounPhrase(
        mark("vi"), mark("we"), lambda case: mark("meidän") if case == "gen" else "",
        True, True, person=1, human=True,
    )  # fmt: skip


def you(draft: Draft) -> NounPhrase:
    """The subject du."""
    mark = draft.mark()
    return NounPhrase(
        mark("du"), mark("you"), lambda case: mark("sinun") if case == "gen" else "",
        False, True, person=2, human=True,
    )  # fmt: skip


def swedish_passive(verb: Verb, tense: str) -> str:
    """The s-form of a tense, or of the infinitive; a particle is not in it."""
    first = {
        "infinitive": verb.infinitive, "present": verb.present, "past": verb.past,
        "supine": verb.supine,
    }[tense].split()[0]  # fmt: skip
    if tense == "present":
        if first.endswith(("er", "ar")):
            first = first[:-2] + ("a" if first.endswith("ar") else "")
            first += "e" if first.endswith("s") else ""
        elif verb.infinitive.split()[0].endswith("a") and first == verb.infinitive.split()[0] + "r":
            first = first[:-1]
        elif verb.infinitive != first + "a":
            first = first.removesuffix("r")
    return first + "s"


def particle(verb: Verb) -> str:
    """The particle of a Swedish verb: `in` of `ställa in`."""
    return verb.infinitive.partition(" ")[2]
