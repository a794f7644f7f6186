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

from pipeline.model import Briefing, SignOff
from pipeline.recognise.contacts import without_contacts
from pipeline.recognise.words import (
    NOT_AFTER_GENITIVE,
    OF_A_PLACE,
    TRANSLATABLE,
    TRANSLATABLE_ENDINGS,
)

WORD = re.compile(r"[^\W\d_]\w*(?:[-’'‑]\w+)*")
LATIN_WORD = re.compile(r"[A-Za-zÀ-ÖØ-öø-ɏ][A-Za-zÀ-ÖØ-öø-ɏ\d]*(?:[-’'‑][A-Za-zÀ-ÖØ-öø-ɏ\d]+)*")
QUOTED = re.compile(r"[”“\"„»«]([^”“\"„»«]{1,80})[”“\"„»«]")
_BEFORE_A_SENTENCE = '”“"»«„(–—-'
_SENTENCE_END = re.compile(r"[.!?:;…”“\"»«„(]|[–—-](?=\s)")

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
        inside = (n for text in self.texts for n, first in _candidates(text) if not first)
        return frozenset(form for name in inside for form in name.forms)

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
        known = self.inside_sentences | self.signed
        return tuple(
            name
            for name, first in _candidates(text)
            if not first or any(form in known for form in name.forms)
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
    start = position
    while start and (text[start - 1].isspace() or text[start - 1] in _BEFORE_A_SENTENCE):
        start -= 1
    return not start or bool(_SENTENCE_END.search(text[start - 1 : position]))


def _candidates(raw: str) -> Iterator[tuple[Name, bool]]:
    """The capitalised words that may be names, each with whether it begins a sentence."""
    text = QUOTED.sub(lambda m: " " * len(m.group()), without_contacts(raw))
    matches = list(WORD.finditer(text))
    flags = [_is_candidate(match.group()) for match in matches]
    starts = [is_sentence_start(raw, match.start()) for match in matches]
    for i, match in enumerate(matches):
        if not flags[i]:
            continue
        follows = i > 0 and flags[i - 1] and _adjacent(text, matches[i - 1], match)
        leads = i + 1 < len(matches) and flags[i + 1] and _adjacent(text, match, matches[i + 1])
        following = matches[i + 1].group() if i + 1 < len(matches) else ""
        touching = i + 1 < len(matches) and _adjacent(text, match, matches[i + 1])
        forms = _forms(match.group(), following if touching else "")
        in_person_name = (follows and not starts[i - 1]) or (leads and not starts[i])
        is_place = len(forms) > 1 and following in OF_A_PLACE  # Hallstahammars kommun
        yield Name(match.group(), forms, in_person_name), starts[i] and not is_place


def _adjacent(text: str, one: re.Match[str], other: re.Match[str]) -> bool:
    return text[one.end() : other.start()] in (" ", "\u00a0")


def _is_candidate(word: str) -> bool:
    if not word[0].isupper() or len(word) < 2 or any(c.isdigit() for c in word):
        return False
    if word.isupper() and len(word) <= 5:  # an abbreviation: KF, MSB
        return False
    base = word.removesuffix("s")
    if {word, base} & (TRANSLATABLE | _countries()):
        return False
    return not base.lower().endswith(TRANSLATABLE_ENDINGS)


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
