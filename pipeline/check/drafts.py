"""Machine drafts against their Swedish source: why one must not be published.

A draft has to pass the rules of fidelity, as every translation has, and those for what only
machines do wrong: loops, lost endings, placeholders left over, a *not* that went astray.
"""

import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from pipeline.check import fidelity
from pipeline.check.endings import cut_off, unbalanced
from pipeline.check.leftovers import leftovers
from pipeline.check.loops import loop
from pipeline.check.passages import Passage, Variant
from pipeline.check.sentences import NO_MARKS, pairs, sentences
from pipeline.check.wording import unused_term, unused_terms
from pipeline.findings import Finding, Severity
from pipeline.glossary import Glossary
from pipeline.messages import Message, message
from pipeline.model import Briefing
from pipeline.recognise.bounds import bounds, has_wordings, invented_bound
from pipeline.recognise.minus import minus_numbers, minus_words
from pipeline.recognise.negation import LANGUAGES, is_denial_invented, is_denial_lost


@dataclass(frozen=True)
class Drafts(Variant):
    """A variant some of whose texts are machine drafts; the others may be a person's, or empty.

    A person's texts come first among the passages, so that a rule that compares passages with
    each other, and blames the later one, blames the draft.
    """

    ids: frozenset[str] = frozenset()
    glossary: Glossary = field(default_factory=Glossary)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The passages that have the same place in both, the drafts last."""
        return tuple(sorted(Variant(self.source, self.briefing).passages, key=self.is_draft))

    @cached_property
    def drafts(self) -> tuple[Passage, ...]:
        """The machine drafts that have any text."""
        return tuple(p for p in self.filled_passages if self.is_draft(p))

    def is_draft(self, passage: Passage) -> bool:
        """Whether the text is a machine's."""
        return self.text_id(passage.where) in self.ids

    def text_id(self, where: str) -> str:
        """The id of the text from the place of a finding."""
        return where.removeprefix(self.tag).strip()


DraftRule = Callable[[Drafts], Iterator[Finding]]


def check_drafts(
    source: Briefing, variant: Briefing, ids: Collection[str], glossary: Glossary
) -> Mapping[str, tuple[Finding, ...]]:
    """What is wrong with the machine drafts, by the id of the text (`title`, `b4`, `b7.2`).

    `variant` has the drafts in their places; texts that nobody has translated yet are empty
    in it. `ids` are those of the drafts. An ERROR is a reason not to publish the draft, a NOTE
    only something for the reviewer. A draft without any finding is not in the result.
    """
    drafts = Drafts(source, variant, glossary.names, frozenset(ids), glossary)
    found: dict[str, dict[Finding, None]] = {}
    for rule in DRAFT_RULES:
        for finding in rule(drafts):
            identity = drafts.text_id(finding.where)
            if identity in drafts.ids:
                found.setdefault(identity, {})[_as_reason(finding)] = None
    return {identity: tuple(findings) for identity, findings in found.items()}


def reasons(findings: tuple[Finding, ...]) -> tuple[Message, ...]:
    """The sentences of those findings that forbid a draft's use."""
    return tuple(f.message for f in findings if f.severity is Severity.ERROR)


def _as_reason(finding: Finding) -> Finding:
    """A warning is for a person who has written the text; no person vouches for a draft."""
    is_warning = finding.severity is Severity.WARNING
    return replace(finding, severity=Severity.ERROR) if is_warning else finding


def _draft_finding(
    rule: str, passage: Passage, text: Message, severity: Severity = Severity.ERROR
) -> Finding:
    return Finding(f"draft.{rule}", passage.where, text, severity)


def leftover(drafts: Drafts) -> Iterator[Finding]:
    """No unknown-token mark, no placeholder and no other remains of the model's own signs."""
    for passage in drafts.drafts:
        if found := leftovers(passage.source, passage.target):
            reason = "Signs of the translation program are left in the text: {signs}."
            text = message(reason, signs=" ".join(found[:5]))
            yield _draft_finding("leftover", passage, text)


def repetition(drafts: Drafts) -> Iterator[Finding]:
    """Nothing repeated that the source does not repeat."""
    for passage in drafts.drafts:
        if found := loop(passage.source, passage.target, drafts.tag):
            reason = "The text repeats itself: “{text}”."
            yield _draft_finding("repetition", passage, message(reason, text=found))


def ending(drafts: Drafts) -> Iterator[Finding]:
    """The text goes on to its end."""
    for passage in drafts.drafts:
        if text := cut_off(passage.source, passage.target, drafts.tag):
            yield _draft_finding("ending", passage, text)


def pairing(drafts: Drafts) -> Iterator[Finding]:
    """Brackets and quotation marks come in pairs, if they do in the source."""
    for passage in drafts.drafts:
        if found := unbalanced(passage.source, passage.target):
            reason = "One of these marks has no counterpart: {marks}"
            yield _draft_finding("pairing", passage, message(reason, marks=found))


def sentence_count(drafts: Drafts) -> Iterator[Finding]:
    """No two sentences fewer than in the source, and not more than twice as many."""
    if drafts.tag in NO_MARKS:
        return
    for passage in drafts.drafts:
        source = len(sentences(passage.source, "sv"))
        target = len(sentences(passage.target, drafts.tag))
        if target < source - 1:
            reason = "The text has {found} sentences and the Swedish one {expected}."
        elif target > 2 * source + 1:
            reason = "The text has {found} sentences and the Swedish one only {expected}."
        else:
            continue
        text = message(reason, found=target, expected=source)
        yield _draft_finding("sentences", passage, text)


_SHORTEST = {"Hans": 0.15, "Hant": 0.15, "Arab": 0.4, "Ethi": 0.4, "Thai": 0.45}
_LONGEST = {"Hans": 0.9, "Hant": 0.9}
_USUAL_SHORTEST, _USUAL_LONGEST = 0.5, 2.2
"""Shares of the Swedish length by script. In the translations that people made of the first
briefing the shares are 0.8 to 1.9 (Arabic from 0.65) of sentences with 30 characters or more."""
SHORTEST_SENTENCE = 30
FOR_A_LOST_SENTENCE = 1.4
"""Where two sentences have become one, the draft has to be longer to have all of both."""
ALLOWANCE = 20  # characters; kommunchef is Chief Executive of the Municipality


def sentence_length(drafts: Drafts) -> Iterator[Finding]:
    """Each sentence about as long as its source: a clause is easily lost, or made up."""
    script = drafts.language.script
    least = _SHORTEST.get(script, _USUAL_SHORTEST)
    most = _LONGEST.get(script, _USUAL_LONGEST)
    for passage in drafts.drafts:
        is_joined = _has_fewer_sentences(passage, drafts.tag)
        for source, target in pairs(passage.source, passage.target, drafts.tag):
            enough = least * len(source) * (FOR_A_LOST_SENTENCE if is_joined else 1)
            if len(source) >= SHORTEST_SENTENCE and len(target) < enough:
                reason = "This is much shorter than the Swedish text: “{text}”."
            elif len(target) > most * len(source) + ALLOWANCE:
                reason = "This is much longer than the Swedish text: “{text}”."
            else:
                continue
            shown = target if len(target) <= 60 else f"{target[:60]}…"
            yield _draft_finding("length", passage, message(reason, text=shown))


def _has_fewer_sentences(passage: Passage, tag: str) -> bool:
    return len(sentences(passage.target, tag)) < len(sentences(passage.source, "sv"))


def bound(drafts: Drafts) -> Iterator[Finding]:
    """*At most* stays at most: of the bounds that stand with numbers none is lost or turned."""
    known = has_wordings(drafts.tag)
    for passage in drafts.drafts:
        target_text = _without_vowel_signs(passage.target)
        wanted = bounds(passage.source, "sv")
        found = bounds(target_text, drafts.tag) if known else {}
        for kind, wordings in wanted.items():
            if not known and wordings:
                reason = "“{wording}” has not been compared; this language has no table for it."
                text = message(reason, wording=wordings[0])
                yield _draft_finding("bound", passage, text, Severity.NOTE)
            elif known and len(found[kind]) < len(wordings):
                reason = "“{wording}” of the Swedish text is missing or has another meaning here."
                wording = wordings[len(found[kind])]
                yield _draft_finding("bound", passage, message(reason, wording=wording))
        for source, target in pairs(passage.source, target_text, drafts.tag):
            if invented := invented_bound(source, target, drafts.tag):
                reason = "“{wording}” is not in the Swedish text."
                yield _draft_finding("bound", passage, message(reason, wording=invented))


def sign(drafts: Drafts) -> Iterator[Finding]:
    """A number below zero stays below zero, and no other one gets there."""
    for passage in drafts.drafts:
        source = [*minus_numbers(passage.source)]
        target = [*minus_numbers(passage.target)]
        by_words = minus_words(passage.target, drafts.tag)
        for number in source[len(target) + by_words :]:
            reason = "The minus sign of {number} is missing."
            yield _draft_finding("sign", passage, message(reason, number=f"−{number}"))
        for number in target:
            if number not in source and not _has_hyphen_before(passage.source, number):
                reason = "The minus sign of {number} is not in the Swedish text."
                yield _draft_finding("sign", passage, message(reason, number=f"−{number}"))


def _has_hyphen_before(source: str, number: str) -> bool:
    """Whether the sign may be the hyphen of a code or a range: covid-19, 0220-240 00."""
    return any(f"{hyphen}{number}" in source.replace(" ", "") for hyphen in "-–−‑")


def negation(drafts: Drafts) -> Iterator[Finding]:
    """No *not* is lost, and none appears."""
    if drafts.tag not in LANGUAGES:
        return
    for passage in drafts.drafts:
        target_text = _without_vowel_signs(passage.target)
        for source, target in pairs(passage.source, target_text, drafts.tag):
            if is_denial_lost(source, target, drafts.tag):
                reason = "The Swedish text says no or not, and this does not: “{text}”."
            elif is_denial_invented(source, target, drafts.tag):
                reason = "This says no or not, and the Swedish text does not: “{text}”."
            else:
                continue
            shown = target if len(target) <= 60 else f"{target[:60]}…"
            yield _draft_finding("negation", passage, message(reason, text=shown))


def _without_vowel_signs(text: str) -> str:
    composed = unicodedata.normalize("NFC", text)
    return "".join(c for c in composed if not "\u064b" <= c <= "\u0652")


def term(drafts: Drafts) -> Iterator[Finding]:
    """The words of the glossary, and its names as they are."""
    for passage in drafts.drafts:
        for entry in unused_terms(passage, drafts.tag, drafts.glossary):
            yield _draft_finding("term", passage, unused_term(entry, drafts.tag))


DRAFT_RULES: tuple[DraftRule, ...] = (
    fidelity.empty,
    leftover,
    repetition,
    ending,
    pairing,
    sentence_count,
    sentence_length,
    *(r for r in fidelity.RULES if r not in (fidelity.structure, fidelity.empty)),
    bound,
    sign,
    negation,
    term,
)
"""In the order in which a reviewer reads them. `structure` is left out: a draft stands in the
place that the program gave it, and the texts around it may still be missing."""
