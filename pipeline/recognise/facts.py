"""What a text states that can be compared: addresses, dates, weekdays, figures, names.

Two texts with structures of their own are laid beside each other as wholes: a fact of the one
stands somewhere in the other, in whatever spelling (*12 maj*, *den 12:e maj*, *12/5*), or it does
not. Which words stand around it is not compared here. Weekdays, figures in words and names are
recognised in Swedish only.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from pipeline.languages import SOURCE_TAG, language
from pipeline.model import Briefing, SignOff, Span
from pipeline.recognise.contacts import contacts, without_contacts
from pipeline.recognise.dates import DateMention, date_mentions, without_dates
from pipeline.recognise.names import (
    LATIN_WORD,
    LONGEST_ABBREVIATION,
    WORD,
    is_sentence_start,
    quoted_names,
)
from pipeline.recognise.numbers import numbers, western_digits
from pipeline.recognise.words import GIVEN_NAMES, OF_A_PLACE, TRANSLATABLE_ENDINGS
from pipeline.texts import placed_texts, without_note_marks

AUTHORITIES = (
    "myndigheten", "styrelsen", "verket", "kassan", "inspektionen", "departementet", "institutet",
    "domstolen", "ombudsmannen", "kommissionen", "centralen", "tjänsten", "nämnden",
)  # fmt: skip
"""Endings of authorities' names, by which a name is known at the beginning of a sentence too."""

NUMBER_WORDS = {
    "två": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "sju": 7, "åtta": 8, "nio": 9, "tio": 10,
    "elva": 11, "tolv": 12, "femton": 15, "tjugo": 20, "trettio": 30, "fyrtio": 40, "femtio": 50,
    "sextio": 60, "sjuttio": 70, "åttio": 80, "nittio": 90, "hundra": 100, "tusen": 1000,
}  # fmt: skip
"""Figures that are written as words. *En* and *ett* are articles far more often."""

_NUMBER_WORD = re.compile(rf"(?<!\w)(?:{'|'.join(NUMBER_WORDS)})(?!\w)", re.IGNORECASE)
_WEEKDAY = re.compile(
    r"(?<!\w)(måndag|tisdag|onsdag|torsdag|fredag|lördag|söndag)(?:s|en|ens|ar|arna|arnas)?(?!\w)",
    re.IGNORECASE,
)
_SPACED_DIGITS = re.compile(r"(?<![\d.,:/–-])\d{2,}(?:[ \u00a0\u202f\u2009]\d{2,})+(?![\d.,:/]?\d)")
"""One number with spaces in it, such as 114 14 or 28 000."""
_WEB = re.compile(r"^(?:https?://)?(?:www\.)?", re.IGNORECASE)
_TELEPHONE = re.compile(r"(?:tel:)?[+\d][\d\s()/‑–-]*")


class FactKind(StrEnum):
    """What a fact is."""

    CONTACT = "contact"
    DATE = "date"
    WEEKDAY = "weekday"
    NUMBER = "number"
    NUMBER_WORD = "number in words"
    NAME = "name"
    QUOTED = "quoted name"


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement: as it is written, and the values of which another text must have one.

    `also` are further values that it gives to a text which asks for less: *12 maj* is in *maj*.
    """

    kind: FactKind
    written: str
    values: frozenset[str]
    also: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class FactPassage:
    """One text of a document with its id, and what it and its links state."""

    id: str
    text: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Facts:
    """What a whole document states, passage by passage; `language` is its tag."""

    language: str
    passages: tuple[FactPassage, ...]

    def states(self, fact: Fact) -> bool:
        """Whether the document has the same fact somewhere, or cannot be asked for it."""
        if not _is_swedish(self.language):
            return self._states_elsewhere(fact)
        match fact.kind:
            case FactKind.QUOTED:
                return all(value in self._everything for value in fact.values)
            case FactKind.NAME:
                return not fact.values.isdisjoint(self.words)
            case _:
                return not fact.values.isdisjoint(self._values[fact.kind])

    def _states_elsewhere(self, fact: Fact) -> bool:
        """The same in another language, in which names have other endings."""
        match fact.kind:
            case FactKind.WEEKDAY | FactKind.NUMBER_WORD:
                return True
            case FactKind.QUOTED:
                return all(value in self._everything for value in fact.values)
            case FactKind.NAME:
                values = tuple(fact.values)
                return any(word.startswith(values) for word in self.words)
            case _:
                return not fact.values.isdisjoint(self._values[fact.kind])

    @cached_property
    def names(self) -> frozenset[str]:
        """The names, in lower case, in the forms of `name_values`."""
        every = (fact for passage in self.passages for fact in passage.facts)
        return frozenset(v for fact in every if fact.kind is FactKind.NAME for v in fact.values)

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word in lower case, with and without the s of a genitive and the article."""
        pattern = WORD if _is_swedish(self.language) else LATIN_WORD
        found = (w for passage in self.passages for w in pattern.findall(passage.text))
        return frozenset(form for word in found for form in name_values(word))

    @cached_property
    def _values(self) -> dict[FactKind, frozenset[str]]:
        found: dict[FactKind, set[str]] = {kind: set() for kind in FactKind}
        for fact in (fact for passage in self.passages for fact in passage.facts):
            found[fact.kind] |= fact.values | fact.also
        figures = found[FactKind.NUMBER] | found[FactKind.NUMBER_WORD]
        found |= {FactKind.NUMBER: figures, FactKind.NUMBER_WORD: figures}
        return {kind: frozenset(values) for kind, values in found.items()}

    @cached_property
    def _everything(self) -> str:
        return "\n".join(" ".join(p.text.split()) for p in self.passages).lower()


def facts_of(briefing: Briefing) -> Facts:
    """What a briefing states, signatories and links with the rest."""
    tag = briefing.language
    texts = [(p.id, without_note_marks(p.text), p.text) for p in placed_texts(briefing)]
    signed = [
        (signatory.id, signatory.name)
        for block in briefing.blocks
        if isinstance(block, SignOff)
        for signatory in block.signatories
    ]
    names = frozenset(w.lower() for _, name in signed for w in WORD.findall(name))
    known = names.union(*(_names_inside(text) for _, text, _ in texts))
    found = [
        FactPassage(i, text, (*facts(text, tag, known), *_link_facts(spans)))
        for i, text, spans in texts
    ]
    found += [
        FactPassage(i, name, tuple(_name_fact(w) for w in WORD.findall(name) if w[0].isupper()))
        for i, name in signed
    ]
    return Facts(tag, tuple(found))


def facts(
    text: str, tag: str = SOURCE_TAG, known_names: frozenset[str] = frozenset()
) -> tuple[Fact, ...]:
    """What a text states. `known_names` are names in lower case, for sentences' starts."""
    everywhere = (
        *(Fact(FactKind.CONTACT, c, frozenset((contact_value(c),))) for c in contacts(text)),
        *_dates_and_numbers(without_contacts(text), tag),
    )
    if not _is_swedish(tag):
        return everywhere
    return (
        *everywhere,
        *_words_of_numbers(text),
        *_weekdays(text),
        *(Fact(FactKind.QUOTED, q, frozenset((q.lower(),))) for q in quoted_names(text)),
        *_names(text, known_names),
    )


def contact_value(contact: str) -> str:
    """A telephone number, e-mail or web address without the ways of writing it.

    `+46 220-240 00` and `0220-24 000` are one number; `https://www.1177.se/` is `1177.se`.
    """
    if _TELEPHONE.fullmatch(contact):
        digits = re.sub(r"\D", "", contact.replace("(0)", ""))
        is_whole = contact.removeprefix("tel:").startswith("+46")
        return f"0{digits[2:]}" if is_whole else digits
    address = contact.removeprefix("mailto:").partition("?")[0]
    if "@" in address:
        return address.lower()
    return _WEB.sub("", contact).rstrip("/").lower()


def name_values(word: str) -> frozenset[str]:
    """The forms under which a word is the same name: Securitas; Hallstahammars, Hallstahammar."""
    lower = word.lower()
    base = lower.removesuffix("s") if len(lower) > 3 else lower
    is_authority = base.endswith((*AUTHORITIES, *TRANSLATABLE_ENDINGS))
    return frozenset((lower, base, base.removesuffix("n") if is_authority else base))


def weekday_dates(text: str) -> Iterator[tuple[str, int, int]]:
    """The weekday, day and month of each date that is written with its weekday."""
    for match in _WEEKDAY.finditer(text):
        after = re.match(r"\s+(?:den\s+)?(?=\d)", text[match.end() :])
        if after is None:
            continue
        start = match.end() + after.end()
        for mention in date_mentions(text, "sv"):
            if mention.days and min(place[0] for place in mention.places) == start:
                yield match[1].lower(), mention.days[0], mention.month


def _link_facts(spans: Iterable[Span]) -> Iterator[Fact]:
    """The addresses that links lead to, outside the document."""
    for span in spans:
        if span.link and not span.link.startswith("#"):
            yield Fact(FactKind.CONTACT, span.link, frozenset((contact_value(span.link),)))


def _is_swedish(tag: str) -> bool:
    return language(tag).is_swedish


def _dates_and_numbers(text: str, tag: str) -> Iterator[Fact]:
    western = western_digits(text)
    mentions = date_mentions(western, tag)
    for mention in mentions:
        yield from _date_facts(western, mention)
    rest = without_dates(western, mentions)
    for match in _SPACED_DIGITS.finditer(rest):
        yield Fact(FactKind.NUMBER, match.group(), frozenset((re.sub(r"\s", "", match.group()),)))
    for number in numbers(_SPACED_DIGITS.sub(" ", rest), tag):
        yield Fact(FactKind.NUMBER, number.written, number.readings)


def _words_of_numbers(text: str) -> Iterator[Fact]:
    for match in _NUMBER_WORD.finditer(text):
        value = str(NUMBER_WORDS[match.group().lower()])
        yield Fact(FactKind.NUMBER_WORD, match.group(), frozenset((value,)))


def _date_facts(text: str, mention: DateMention) -> Iterator[Fact]:
    month = str(mention.month)
    start = min(start for start, _ in mention.places)
    written = " ".join(text[start : max(end for _, end in mention.places)].split())
    for day in mention.days:
        yield Fact(FactKind.DATE, written, frozenset((f"{month}-{day}",)), frozenset((month,)))
    if not mention.days and mention.sure:
        yield Fact(FactKind.DATE, written, frozenset((month,)))


def _weekdays(text: str) -> Iterator[Fact]:
    for match in _WEEKDAY.finditer(text):
        yield Fact(FactKind.WEEKDAY, match.group(), frozenset((match[1].lower(),)))


def _names(text: str, known: frozenset[str]) -> Iterator[Fact]:
    """The capitalised words inside sentences, and those at a start that are known as names."""
    for match in WORD.finditer(without_contacts(text)):
        word = match.group()
        if not _may_be_name(word):
            continue
        is_name = not is_sentence_start(text, match.start()) or _is_known(text, match, known)
        if is_name:
            yield _name_fact(word)


def _names_inside(text: str) -> frozenset[str]:
    return frozenset(v for fact in _names(text, frozenset()) for v in fact.values)


def _is_known(text: str, match: re.Match[str], known: frozenset[str]) -> bool:
    """Whether the first word of a sentence is a name all the same."""
    word = match.group()
    if not known.isdisjoint(name_values(word)):
        return True
    base = word.lower().removesuffix("s")
    if base.endswith(AUTHORITIES) and base not in AUTHORITIES:
        return True
    after = WORD.match(text, match.end() + 1)
    if after and after.group() in OF_A_PLACE and word.endswith("s"):  # Hallstahammars kommun
        return True
    follows_capital = re.match(r"[ \u00a0][A-ZÅÄÖ]", text[match.end() :])
    return word.split("-")[0] in GIVEN_NAMES and bool(follows_capital)


def _may_be_name(word: str) -> bool:
    """Whether a word has a capital and is neither an abbreviation nor one letter."""
    is_abbreviation = word.isupper() and len(word) <= LONGEST_ABBREVIATION
    return word[0].isupper() and len(word) > 1 and not is_abbreviation


def _name_fact(word: str) -> Fact:
    return Fact(FactKind.NAME, word, name_values(word))
