"""From a Swedish briefing and a catalog to the briefing in another language."""

from collections import Counter
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, replace

from pipeline.edition import State
from pipeline.findings import Finding, Severity
from pipeline.languages import Language, language
from pipeline.messages import Message, message
from pipeline.model import Briefing, SignOff, Span, Text, one_line, text_of
from pipeline.translate.approvals import Approvals
from pipeline.translate.catalog import Catalog
from pipeline.translate.inline import marked_up, restored, stripped
from pipeline.translate.language_of_parts import mark_parts, source_words
from pipeline.translate.machine import is_unchanged_machine, problems_of
from pipeline.translate.po import Entry
from pipeline.translate.segments import Context, Key, Segment, segments, with_texts
from pipeline.translate.states import EntryState, entry_state
from pipeline.translate.tags import bare, markup_problem

EXCERPT_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Gap:
    """A text without a translation that may be published; `line` is that of its entry in the
    catalog, None if the catalog does not have it. What the machine wrote can be one too."""

    segment: Segment
    state: EntryState
    line: int | None


@dataclass(frozen=True, slots=True)
class Translation:
    """What a catalog gives for a briefing.

    `variant` is the whole briefing in the language, None if there is any gap. `counts` has the
    number of texts in each state, `words` that of the Swedish words in them, `lines` the
    catalog's line for each text, by its id.
    """

    language: str
    variant: Briefing | None
    counts: Mapping[EntryState, int]
    words: Mapping[EntryState, int]
    gaps: tuple[Gap, ...]
    findings: tuple[Finding, ...]
    lines: Mapping[str, int]

    @property
    def state(self) -> State | None:
        """The state of the worst entry; None if it may not be published under any rule."""
        if self.variant is None:
            return None
        if self.counts.get(EntryState.MACHINE):
            return State.MACHINE
        return State.DRAFT if self.counts.get(EntryState.DRAFT) else State.APPROVED


def translate(
    briefing: Briefing,
    catalog: Catalog | None,
    approvals: Approvals,
    tag: str,
    where: str,
    *,
    with_machine: bool = False,
) -> Translation:
    """The briefing in another language, or what is missing for it.

    Without a catalog everything is missing. `where` is the catalog's path, for the findings
    `catalog.missing`, `catalog.outdated`, `catalog.machine` and `catalog.markup`: one for each
    text, with file, line and block, or a single one if there is no catalog. What the machine
    wrote is a gap, unless it is asked for (`with_machine`). Only an entry of exactly the same
    text in the same context counts. Tags that are not those of the Swedish text are an error:
    a link or a note would be lost, or stand at the wrong words.
    """
    entries = catalog.by_key() if catalog else {}
    approved = approvals.by_hash(tag)
    found = [(s, _state(s, entries, approved)) for s in segments(briefing)]
    gaps = tuple(
        Gap(segment, state, entries[segment.key].line if segment.key in entries else None)
        for segment, state in found
        if not (state.is_by_a_person or (with_machine and state is EntryState.MACHINE))
    )
    targets = {key: entry.target for key, entry in entries.items()}
    variant = None if gaps else briefing_in(briefing, targets, tag)
    counts = Counter(state for _, state in found)
    words = Counter[EntryState]()
    for segment, state in found:
        words[state] += len(segment.characters.split())
    findings = _findings(gaps, entries, where) if catalog else _no_catalog(where)
    lines = {s.id: entries[s.key].line for s, _ in found if s.key in entries}
    return Translation(tag, variant, counts, words, gaps, tuple(findings), lines)


def _state(segment: Segment, entries: Mapping[Key, Entry], approved: Container[str]) -> EntryState:
    return entry_state(entries.get(segment.key), approved)


def briefing_in(briefing: Briefing, targets: Mapping[Key, str], tag: str) -> Briefing:
    """The briefing with these translations, and the Swedish words in them marked.

    A text without a translation is empty, one whose tags do not fit has none of their
    properties. What is the same in every language stays.
    """
    found = segments(briefing)
    words = source_words((*(s.characters for s in found), *_names(briefing)))
    target = language(tag)
    known = {segment.id: segment for segment in found}

    def translated(identity: str, _context: Context, text: Text) -> Text:
        if segment := known.get(identity):
            result = _restored(segment, targets.get(segment.key, ""))
        else:
            result = stripped(text)
        own = text_of(*(_without_own_language(span, target) for span in result))
        return mark_parts(own, target, words)

    return with_texts(briefing, tag, translated)


def _restored(segment: Segment, target: str) -> Text:
    result = restored(marked_up(segment.source), target)
    return text_of(bare(target).strip()) if isinstance(result, Message) else stripped(result)


def _without_own_language(span: Span, target: Language) -> Span:
    """A part in the language of the translation is no part of its own there."""
    tag = (span.language or "").lower()
    is_own = tag in (target.tag, target.html.lower()) or tag.split("-")[0] == target.tag
    return replace(span, language=None) if is_own else span


def _names(briefing: Briefing) -> Iterator[str]:
    for block in briefing.blocks:
        if isinstance(block, SignOff):
            yield from (signatory.name for signatory in block.signatories)


def _no_catalog(where: str) -> Iterator[Finding]:
    reason = message("There is no translation yet; run make translate.")
    yield Finding("catalog.missing", where, reason, Severity.WARNING)


def _findings(gaps: tuple[Gap, ...], entries: Mapping[Key, Entry], where: str) -> Iterator[Finding]:
    for gap in gaps:
        place = where if gap.line is None else f"{where}:{gap.line}"
        entry = entries.get(gap.segment.key)
        if entry and (problem := _markup_problem(gap, entry)):
            yield Finding("catalog.markup", place, problem)
        else:
            rule = f"catalog.{gap.state.value}"
            yield Finding(rule, place, _sentence(gap, entry), Severity.WARNING)


def _markup_problem(gap: Gap, entry: Entry) -> Message | None:
    """What is wrong with the tags of a text that is translated and may not be used."""
    is_unusable = gap.state is EntryState.MISSING and entry.translated and not problems_of(entry)
    problem = markup_problem(entry.source, entry.target) if is_unusable else None
    if problem is None:
        return None
    reason = "The translation of block {block} has other tags than the Swedish text. {problem}"
    return message(reason, block=gap.segment.id, problem=problem)


def _sentence(gap: Gap, entry: Entry | None) -> Message:
    block, text = gap.segment.id, _excerpt(one_line(gap.segment.source))
    if entry is None:
        reason = "Block {block} is not in the catalog yet; run make translate. It says: “{text}”"
    elif gap.state is EntryState.MACHINE:
        reason = (
            "What the machine wrote for block {block} is not published, since no person has "
            "checked it and the settings ask for that. Correct it, and run the command approve. "
            "It says: “{text}”"
        )
    elif gap.state is EntryState.MISSING and entry.translated:
        reason = (
            "What the machine wrote for block {block} has problems, which stand as comments in "
            "its entry. Correct it. It says: “{text}”"
        )
    elif gap.state is EntryState.MISSING:
        reason = "Block {block} is not translated. It says: “{text}”"
    elif entry.previous is None and not is_unchanged_machine(entry):
        reason = "The translation of block {block} is marked as unfinished. It says: “{text}”"
    else:
        reason = (
            "The Swedish text of block {block} has changed since it was translated. "
            "It now says: “{text}”"
        )
    return message(reason, block=block, text=text)


def _excerpt(text: str) -> str:
    return text if len(text) <= EXCERPT_LENGTH else f"{text[: EXCERPT_LENGTH - 1].rstrip()}…"
