"""From a Swedish briefing and a catalog to the briefing in another language."""

from collections import Counter
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass

from pipeline.edition import State
from pipeline.findings import Finding, Severity
from pipeline.languages import language
from pipeline.messages import Message, message
from pipeline.model import Briefing, SignOff, Text, plain
from pipeline.translate.approvals import Approvals
from pipeline.translate.catalog import Catalog
from pipeline.translate.language_of_parts import mark_parts, source_words
from pipeline.translate.machine import is_unchanged_machine
from pipeline.translate.po import Entry
from pipeline.translate.segments import Context, Key, Segment, segments, with_texts
from pipeline.translate.states import EntryState, entry_state

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
    number of texts in each state, `lines` the catalog's line for each text, by its id.
    """

    language: str
    variant: Briefing | None
    counts: Mapping[EntryState, int]
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
    `catalog.missing`, `catalog.outdated` and `catalog.machine`: one for each text, with file,
    line and block, or a single one if there is no catalog. What the machine wrote is a gap,
    unless it is asked for (`with_machine`). Only an entry of exactly the same text in the same
    context counts. Links and languages inside a Swedish text do not come over: an entry is
    plain text.
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
    findings = _findings(gaps, entries, where) if catalog else _no_catalog(where)
    lines = {s.id: entries[s.key].line for s, _ in found if s.key in entries}
    return Translation(tag, variant, counts, gaps, tuple(findings), lines)


def _state(segment: Segment, entries: Mapping[Key, Entry], approved: Container[str]) -> EntryState:
    return entry_state(entries.get(segment.key), approved)


def briefing_in(briefing: Briefing, targets: Mapping[Key, str], tag: str) -> Briefing:
    """The briefing with these translations, and the Swedish words in them marked.

    A text without a translation is empty.
    """
    words = source_words((*(s.text for s in segments(briefing)), *_names(briefing)))
    target = language(tag)

    def translated(_identity: str, context: Context, text: Text) -> Text:
        source = plain(text).strip()
        if not source:
            return text
        return mark_parts(targets.get((context.value, source), "").strip(), target, words)

    return with_texts(briefing, tag, translated)


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
        rule = f"catalog.{gap.state.value}"
        sentence = _sentence(gap, entries.get(gap.segment.key))
        yield Finding(rule, place, sentence, Severity.WARNING)


def _sentence(gap: Gap, entry: Entry | None) -> Message:
    block, text = gap.segment.id, _excerpt(gap.segment.text)
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
