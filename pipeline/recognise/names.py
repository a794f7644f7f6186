"""Names in the Swedish text, and whether a translation has kept them.

Swedish writes only names with a capital inside a sentence, so a capitalised word there is a
name: of a person, a place, a company. Authorities have names that are translated; they are
known by a table and by their endings. A name that stands first in a sentence is known by
standing elsewhere inside one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise

from pipeline.model import Briefing, SignOff
from pipeline.recognise.contacts import without_contacts
from pipeline.recognise.words import (
    COMPANY_FORMS,
    GIVEN_NAMES,
    NAME_PARTICLES,
    NOT_AFTER_GENITIVE,
    OF_A_PLACE,
    TRANSLATABLE,
    TRANSLATABLE_ENDINGS,
)

WORD = re.compile(r"[^\W\d_]\w*(?:[-’'‑]\w+)*")
LATIN_WORD = re.compile(r"[A-Za-zÀ-ÖØ-öø-ɏ][A-Za-zÀ-ÖØ-öø-ɏ\d]*(?:[-’'‑][A-Za-zÀ-ÖØ-öø-ɏ\d]+)*")
QUOTED = re.compile(r"[”“\"„»«]([^”“\"„»«]{1,80})[”“\"„»«]")
_SENTENCE_END = re.compile(r"(?:^|[\n.!?:;…”“\"»«„(]|[–—-](?=\s))[\s”“\"»«„(–—-]*$")

_INITIAL = re.compile(
    r"(?:^|[,;:(][ ]|\b[A-ZÅÄÖ][\w-]+ "
    r"|\b(?:av|till|från|med|och|hos|för|åt|mot|enligt|samt|genom) )"
    r"(?:[A-ZÅÄÖ]\.[ \u00a0]?)+$"
)
_ITEM_LABEL = re.compile(r"(?:^|\n)\s*(?:\d+(?:\.\d+)*[.)]?|[a-zA-Z]\))\s+$")
"""The number of a heading or of a list's item: 2.2, a)."""
_LOWER_TAIL = re.compile(r"(?:[-‑][^\W\d_A-ZÅÄÖ]\w*)+$")
LONGEST_ABBREVIATION = 5
"""Letters of a word in capitals that is an abbreviation and no name: KF, MSB."""

_FINNISH_ENDING = (
    r"(?:['’:]?[aeiouyäöå]{0,2}(?:n|ssa|ssä|sta|stä|lla|llä|lta|ltä|lle|ksi|kse|na|nä|a|ä|ta|tä|"
    r"hin|hun|hon|han|hän|hön|in|t|ien|ita|itä)?(?:kin|kaan|kään|ko|kö|nsa|nsä|mme|nne)?"
    r"|[-‑]\w+)?"
)
_ENDINGS = {
    "fi": _FINNISH_ENDING,
    "en": r"(?:['’]s?|[-‑]\w+)?",
    "so": r"(?:['’-]?(?:ka|ga|ha|ta|da|sha|ku|tu|ee|na|uhu|kii|gii|tii|dii))?",
    "sv-simple": r"s?",
}
_OTHER_ENDING = r"(?:['’]?[^\W\d_]{0,4}|[-‑]\w+)"
"""Case endings of languages without a table: Polish, Turkish."""
_IN_OTHER_SCRIPT = r"(?:['’]s)?"


@dataclass(frozen=True, slots=True)
class Name:
    """A capitalised word of the Swedish text and the forms that name it without a case.

    `Hallstahammars` before a noun is a genitive, so its forms are with and without the s;
    `Securitas` before *och* has only itself. `in_person_name` is true for a word that stands
    with another name, as in Carin Becker-Åström.
    """

    written: str
    forms: tuple[str, ...]
    in_person_name: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """A capitalised word that may be a name, and where it stands in its text.

    `uncertain` is true where the capital proves nothing: at the beginning of a sentence, and in
    a word of capitals only. Then it is a name if it is known as one from elsewhere.
    """

    name: Name
    start: int
    end: int
    uncertain: bool


@dataclass(frozen=True)
class SourceNames:
    """The names of a whole Swedish document."""

    source: Briefing
    texts: tuple[str, ...]
    known: tuple[str, ...] = ()
    """Names that are given and need not be recognised: those of the glossary."""

    @cached_property
    def signed(self) -> frozenset[str]:
        """Every word of the signatories' names."""
        blocks = (block for block in self.source.blocks if isinstance(block, SignOff))
        names = (signatory.name for block in blocks for signatory in block.signatories)
        return frozenset(w for name in names for w in WORD.findall(name) if w[0].isupper())

    @cached_property
    def inside_sentences(self) -> frozenset[str]:
        """Every form of the names that stand inside a sentence somewhere."""
        inside = (m for text in self.texts for m in name_mentions(text) if not m.uncertain)
        return frozenset(form for mention in inside for form in mention.name.forms)

    @cached_property
    def all_forms(self) -> frozenset[str]:
        """Every form of every name in the document, for finding misspelt ones."""
        quoted = (w for t in self.texts for q in quoted_names(t) for w in WORD.findall(q))
        known = (w for name in self.known for w in WORD.findall(name))
        return self.signed.union(
            self.inside_sentences, (w for w in quoted if w[0].isupper()), known
        )

    def required(self, text: str) -> tuple[Name, ...]:
        """The names in one Swedish text that a translation has to keep."""
        return tuple(mention.name for mention in self.required_mentions(text))

    def required_mentions(self, text: str) -> tuple[Mention, ...]:
        """The same names with their places in the text."""
        known = self.inside_sentences | self.signed
        return tuple(
            mention
            for mention in name_mentions(text)
            if not mention.uncertain or not known.isdisjoint(mention.name.forms)
        )


def quoted_names(text: str) -> tuple[str, ...]:
    """Quoted text that looks like a name: it begins with a capital and is no sentence."""
    found = (match.strip() for match in QUOTED.findall(text))
    return tuple(q for q in found if q[:1].isupper() and len(q.split()) <= 6 and q[-1] not in ".!?")


def is_surely_name(quoted: str) -> bool:
    """Whether a quoted text has a capital after its first word: Vi i Hallsta."""
    return any(word[:1].isupper() for word in quoted.split()[1:])


def is_kept(name: Name, words: tuple[str, ...], tag: str, *, latin: bool) -> bool:
    """Whether one of the Latin words is the name, with an ending of the language at most."""
    pattern = _pattern(name.forms, tag, latin)
    return any(pattern.fullmatch(word) for word in words)


def latin_words(text: str) -> tuple[str, ...]:
    """The words in Latin letters, whatever script stands around them."""
    return tuple(LATIN_WORD.findall(text))


def misspelt(
    text: str, names: SourceNames, source: str, tag: str, *, latin: bool
) -> Iterator[tuple[str, str]]:
    """Words inside a sentence that are one letter from a name of the source: (word, name)."""
    from rapidfuzz.distance import DamerauLevenshtein

    known = set(WORD.findall(source)) | {w for t in names.texts for w in WORD.findall(t)}
    forms = [form for form in names.all_forms if len(form) >= 5]
    everything = Name("", tuple(names.all_forms))
    for match in LATIN_WORD.finditer(text):
        word = match.group()
        if not word[0].isupper() or word in known or is_sentence_start(text, match.start()):
            continue
        if is_kept(everything, (word,), tag, latin=latin):
            continue
        for form in forms:
            if DamerauLevenshtein.distance(word, form, score_cutoff=1) == 1:
                yield word, form
                break


def is_sentence_start(text: str, position: int) -> bool:
    """Whether a word at that position is the first of its sentence."""
    end = position
    while end and not text[end - 1].isalnum():
        end -= 1
    if _SENTENCE_END.search(text, max(0, end - 1), position):
        return True
    return bool(end < 12 and _ITEM_LABEL.search(text, 0, position))


def name_mentions(raw: str) -> Iterator[Mention]:
    """The capitalised words of a Swedish text that may be names, outside quotation marks."""
    text = QUOTED.sub(lambda m: " " * len(m.group()), without_contacts(raw))
    words = [(_without_tail(match.group()), match.span()) for match in WORD.finditer(text)]
    touching = [text[one[1] : two[0]] in (" ", "\u00a0") for (_, one), (_, two) in pairwise(words)]
    after = [
        word if touches else "" for (word, _), touches in zip(words[1:], touching, strict=True)
    ] + [""]
    flags = [
        _is_candidate(word) and not _is_of_authority(word, following)
        for (word, _), following in zip(words, after, strict=False)
    ]
    unsure = [
        _is_shouted(word) or (_is_first(raw, start) and not _is_first_name(word, following))
        for (word, (start, _)), following in zip(words, after, strict=False)
    ]
    for i, (word, (start, _)) in enumerate(words):
        if not flags[i]:
            continue
        follows = i > 0 and flags[i - 1] and touching[i - 1]
        forms = _forms(word, after[i])
        leads = bool(after[i]) and flags[i + 1] and not unsure[i]
        in_person_name = (follows and not unsure[i - 1]) or leads
        is_place = len(forms) > 1 and after[i] in OF_A_PLACE  # Hallstahammars kommun
        name = Name(word, forms, in_person_name)
        yield Mention(name, start, start + len(word), unsure[i] and not is_place)


def _without_tail(word: str) -> str:
    """The name in a compound: Securitas in *Securitas-vakter*; Becker-Åström is one name."""
    return _LOWER_TAIL.sub("", word) if word[0].isupper() else word


def _is_first(text: str, position: int) -> bool:
    """Whether a word begins a sentence, and does not follow an initial: A. Berg."""
    before = text[max(0, position - 30) : position]
    is_signature = _INITIAL.search(before) and not before.endswith(("P.S. ", "O.S.A. "))
    return not is_signature and is_sentence_start(text, position)


def _is_first_name(word: str, following: str) -> bool:
    """Whether a word begins a name: Anna Berg, Per-Olof von Berg, Mimer AB."""
    if following in COMPANY_FORMS:
        return True
    is_known = word.split("-", maxsplit=1)[0] in GIVEN_NAMES
    return is_known and (following[:1].isupper() or following in NAME_PARTICLES)


def _is_shouted(word: str) -> bool:
    """Whether a word is in capitals, and too long for an abbreviation: VIKTIGT."""
    return word.isupper() and len(word) > LONGEST_ABBREVIATION


def _is_candidate(word: str) -> bool:
    if not word[0].isupper() or len(word) < 2 or any(c.isdigit() for c in word):
        return False
    if word.isupper() and len(word) <= LONGEST_ABBREVIATION:  # an abbreviation: KF, MSB
        return False
    base = word.removesuffix("s")
    if any(form in TRANSLATABLE or form in _countries() for form in (word, base)):
        return False
    return not base.lower().endswith(TRANSLATABLE_ENDINGS)


def _is_of_authority(word: str, following: str) -> bool:
    """Whether it is the adjective in an authority's name: Tekniska förvaltningen."""
    return word.endswith("a") and following.islower() and following.endswith(TRANSLATABLE_ENDINGS)


def _forms(word: str, following: str) -> tuple[str, ...]:
    is_genitive = (
        word.endswith("s")
        and len(word) > 3
        and following[:1].islower()
        and following not in NOT_AFTER_GENITIVE
    )
    return (word, word[:-1]) if is_genitive else (word,)


@cache
def _countries() -> frozenset[str]:
    from babel import Locale

    return frozenset(w for name in Locale("sv").territories.values() for w in WORD.findall(name))


@cache
def _pattern(forms: tuple[str, ...], tag: str, latin: bool) -> re.Pattern[str]:
    if not latin:
        return re.compile(f"(?:{_either(forms)}){_IN_OTHER_SCRIPT}")
    ending = _ENDINGS.get(tag, _OTHER_ENDING)
    stems = [*forms, *(stem for form in forms for stem in _finnish_stems(form) if tag == "fi")]
    return re.compile(f"(?:{_either(stems)}){ending}")


def _either(forms: tuple[str, ...] | list[str]) -> str:
    return "|".join(re.escape(form) for form in forms)


def _finnish_stems(form: str) -> Iterator[str]:
    """The stems that Finnish inflects where they are not the name itself."""
    if form.endswith("s"):
        yield form[:-1] + "kse"  # Securitaksen
    if form.endswith("nen"):
        yield form[:-3] + "se"  # Virtasen
    if len(form) > 3 and form[-3:-1] in ("kk", "pp", "tt"):
        yield form[:-2] + form[-1]  # Mikko, Mikon
