"""An adaptation against its Swedish text: nothing invented, nothing left out without a reason.

The two have structures of their own, so they are compared as wholes, by what can be recognised
(`recognise/facts.py`): addresses, dates, weekdays, figures and names. That a sentence says the
same is for a person to judge; a figure, a name and an omission that nobody has given a reason for
are not.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.check.adaptation_tables import exchanged
from pipeline.check.readability import check_readability
from pipeline.findings import Finding, Severity
from pipeline.languages import language
from pipeline.messages import message
from pipeline.model import Briefing, Figure
from pipeline.recognise.bounds import Bound, bounds
from pipeline.recognise.facts import Fact, FactKind, FactPassage, Facts, facts_of, weekday_dates
from pipeline.recognise.names import SourceNames, misspelt
from pipeline.recognise.numbers import numbers
from pipeline.recognise.omissions import Omission, Omissions

Place = Callable[[str], str]
"""From the id of a text to its file and line, as a person looks it up."""

EXCERPT_LENGTH = 50
FEWEST_STEMS = 6
LEAST_SHARE = 0.2
"""Of the content words of a Swedish text that an adaptation which tells of it has, too."""
STEM_LETTERS = 5

_COMPLEMENT = {
    Bound.MORE: Bound.AT_MOST,
    Bound.AT_MOST: Bound.MORE,
    Bound.LESS: Bound.AT_LEAST,
    Bound.AT_LEAST: Bound.LESS,
}
"""What says the same with a negation: *more than 50 is forbidden*, *at most 50*."""
_CONTENT_WORD = re.compile(r"[^\W\d_]{5,}")


@dataclass(frozen=True)
class Adapted:
    """An adaptation with its Swedish text and what it leaves out on purpose."""

    source: Briefing
    briefing: Briefing
    omissions: Sequence[Omission]
    source_place: Place
    place: Place

    @cached_property
    def swedish(self) -> Facts:
        """What the Swedish text states."""
        return facts_of(self.source)

    @cached_property
    def own(self) -> Facts:
        """What the adaptation states."""
        return facts_of(self.briefing)

    @cached_property
    def left_out(self) -> Omissions:
        """The omissions beside the Swedish text."""
        return Omissions(self.source, self.swedish.passages, self.omissions)


Rule = Callable[[Adapted], Iterator[Finding]]


def check_adaptation(adapted: Adapted) -> tuple[Finding, ...]:
    """Everything in which an adaptation departs from its Swedish text, and how easy it reads.

    `adaptation.invented`, `adaptation.weekday`, `adaptation.bound`, `adaptation.row`,
    `adaptation.name`, `adaptation.omitted`, `adaptation.omission-unknown` and
    `adaptation.omission-reason` are errors; `adaptation.unlike` and the rules of readability are
    notes.
    """
    is_swedish = language(adapted.briefing.language).is_swedish
    rules = (*RULES, *SWEDISH_RULES) if is_swedish else RULES
    return tuple(finding for rule in rules for finding in rule(adapted))


def check_published_adaptation(source: Briefing, briefing: Briefing) -> tuple[Finding, ...]:
    """What an adaptation invents or changes; what it leaves out on purpose is not published."""
    tag = briefing.language
    adapted = Adapted(source, briefing, (), str, lambda identity: f"{tag} {identity}")
    rules = (invented, weekday, bound, row, name) if language(tag).is_swedish else (invented,)
    return tuple(finding for rule in rules for finding in rule(adapted))


def invented(adapted: Adapted) -> Iterator[Finding]:
    """Every fact of the adaptation is one of the Swedish text."""
    for passage in adapted.own.passages:
        told: set[tuple[FactKind, frozenset[str]]] = set()
        for fact in passage.facts:
            key = (fact.kind, fact.values)
            if key in told or adapted.swedish.states(fact):
                continue
            told.add(key)
            reason = "“{fact}” is not in the Swedish text. Correct it, or take it away."
            where = adapted.place(passage.id)
            yield Finding("adaptation.invented", where, message(reason, fact=fact.written))


def weekday(adapted: Adapted) -> Iterator[Finding]:
    """A date has the weekday that it has in the Swedish text."""
    known = defaultdict(set)
    for passage in adapted.swedish.passages:
        for name, day, month in weekday_dates(passage.text):
            known[day, month].add(name)
    for passage in adapted.own.passages:
        for name, day, month in weekday_dates(passage.text):
            if known[day, month] and name not in known[day, month]:
                reason = "The Swedish text has {names} for {day}/{month} (day/month)."
                names = ", ".join(sorted(known[day, month]))
                text = message(reason, day=day, month=month, names=names)
                yield Finding("adaptation.weekday", adapted.place(passage.id), text)


def bound(adapted: Adapted) -> Iterator[Finding]:
    """*At least 20* does not become *at most 20*; a negation may turn *more than* around."""
    known: dict[str, set[Bound]] = defaultdict(set)
    for passage in adapted.swedish.passages:
        for value, found, _ in _bounds(passage.text):
            known[value] |= {found, _COMPLEMENT[found]}
    for passage in adapted.own.passages:
        for value, found, wording in _bounds(passage.text):
            if known[value] and found not in known[value]:
                reason = "“{wording}” says another bound than the Swedish text has for this number."
                text = message(reason, wording=wording)
                yield Finding("adaptation.bound", adapted.place(passage.id), text)


def _bounds(text: str) -> Iterator[tuple[str, Bound, str]]:
    """Each number that has a bound, by its value, with the bound and its wording."""
    for found, wordings in bounds(text, "sv").items():
        for wording in wordings:
            for number in numbers(wording, "sv"):
                yield number.written, found, wording


def row(adapted: Adapted) -> Iterator[Finding]:
    """What a Swedish table says of one thing is not said of another."""
    texts = (adapted.source, adapted.swedish, adapted.briefing, adapted.own)
    for passage, fact, header in exchanged(*texts):
        reason = (
            "By the Swedish table “{fact}” does not belong to “{header}”, or not on these days."
        )
        text = message(reason, fact=fact.written, header=header)
        yield Finding("adaptation.row", adapted.place(passage.id), text)


def name(adapted: Adapted) -> Iterator[Finding]:
    """No word is one letter from a name of the Swedish text."""
    texts = tuple(passage.text for passage in adapted.swedish.passages)
    names = SourceNames(adapted.source, texts)
    everything = "\n".join(texts)
    for passage in adapted.own.passages:
        for word, form in misspelt(passage.text, names, everything, "sv-simple", latin=True):
            reason = "“{word}” looks like a misspelling of the name “{name}”."
            text = message(reason, word=word, name=form)
            yield Finding("adaptation.name", adapted.place(passage.id), text)


def omitted(adapted: Adapted) -> Iterator[Finding]:
    """Every fact of the Swedish text is in the adaptation, or is left out with a reason."""
    for passage in adapted.swedish.passages:
        missing = dict.fromkeys(
            fact.written
            for fact in passage.facts
            if not adapted.own.states(fact) and not _is_left_out(adapted, passage, fact)
        )
        if missing:
            reason = (
                "This is neither in the adaptation nor among its omissions: {facts}. Write it, or "
                "list it with a reason. It stands in: “{text}”"
            )
            facts = ", ".join(f"“{written}”" for written in missing)
            text = message(reason, facts=facts, text=_excerpt(passage.text))
            yield Finding("adaptation.omitted", adapted.source_place(passage.id), text)
    yield from _omitted_pictures(adapted)


def _is_left_out(adapted: Adapted, passage: FactPassage, fact: Fact) -> bool:
    return adapted.left_out.cover(passage, fact)


def _omitted_pictures(adapted: Adapted) -> Iterator[Finding]:
    used = {image.digest for image in adapted.briefing.images()}
    for block in adapted.source.blocks:
        if not isinstance(block, Figure) or block.is_decorative or block.image.digest in used:
            continue
        if f"{block.id}.alternative" in adapted.left_out.whole:
            continue
        reason = (
            "This picture is neither in the adaptation nor among its omissions. Use it, or list "
            "it by its alternative text, with a reason: “{text}”"
        )
        text = message(reason, text=_excerpt(block.alternative))
        yield Finding("adaptation.omitted", adapted.source_place(block.id), text)


def omission(adapted: Adapted) -> Iterator[Finding]:
    """Every omission quotes the Swedish text of today and gives its reason."""
    for item in adapted.left_out.unknown:
        reason = (
            "This is not in the Swedish text (any more). Quote it as it stands there, or take the "
            "omission away: “{text}”"
        )
        text = message(reason, text=_excerpt(item.text))
        yield Finding("adaptation.omission-unknown", item.where, text)
    for item in adapted.omissions:
        if not item.reason:
            reason = "Say why this is left out, with a line such as: reason = “…”. It is: “{text}”"
            text = message(reason, text=_excerpt(item.text))
            yield Finding("adaptation.omission-reason", item.where, text)


def unlike(adapted: Adapted) -> Iterator[Finding]:
    """A note on each Swedish text whose words are hardly in the adaptation, nor left out.

    It may be told in other words: words cannot tell, so this is a note.
    """
    own = frozenset(s for passage in adapted.own.passages for s in _stems(passage.text))
    for passage in adapted.swedish.passages:
        stems = _stems(passage.text)
        if passage.id in adapted.left_out.whole or len(stems) < FEWEST_STEMS:
            continue
        if len(stems & own) < LEAST_SHARE * len(stems):
            reason = (
                "Few words of this Swedish text are in the adaptation. If it is left out, list it "
                "with a reason: “{text}”"
            )
            text = message(reason, text=_excerpt(passage.text))
            where = adapted.source_place(passage.id)
            yield Finding("adaptation.unlike", where, text, Severity.NOTE)


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:STEM_LETTERS].lower() for word in _CONTENT_WORD.findall(text))


def _excerpt(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= EXCERPT_LENGTH else f"{line[: EXCERPT_LENGTH - 1].rstrip()}…"


def readable(adapted: Adapted) -> Iterator[Finding]:
    """How easy it reads."""
    return check_readability(adapted.briefing, adapted.place, adapted.swedish.names)


RULES: tuple[Rule, ...] = (invented, omitted, omission)
SWEDISH_RULES: tuple[Rule, ...] = (weekday, bound, row, name, unlike, readable)
"""Those that know the words of both texts: of a variety of Swedish, such as easy Swedish."""
