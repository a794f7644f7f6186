"""Near matches: what people made of similar texts, shown to the reviewer with the difference.

They stand as comments in the entries that nobody has finished, and are made anew at every
update, so that they are always those of today's memory.
"""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from rapidfuzz.distance import Indel

from pipeline.translate.approvals import Approvals, entry_hash
from pipeline.translate.catalog import Catalog
from pipeline.translate.machine import near_lines, with_near
from pipeline.translate.po import Entry
from pipeline.translate.states import entry_state
from pipeline.translate.tags import bare

MOST_SHOWN = 2
WORDS_AROUND = 5
"""So many unchanged words are shown before and after a change; of more there is an ellipsis."""


@dataclass(frozen=True, slots=True)
class _Known:
    """A person's translation of a text, with the documents that have it."""

    target: str
    approved: date
    documents: tuple[str, ...]

    @property
    def rank(self) -> tuple[int, str]:
        """Approved before draft, later before earlier; the rest so that it is always the same."""
        return (-self.approved.toordinal(), self.target)


class NearMatches:
    """The finished translations of one language, in all documents, by similar texts."""

    def __init__(self, catalogs: Iterable[tuple[Catalog, Approvals]]) -> None:
        from pipeline.translate.similar import SimilarTexts  # late: numpy takes time to load

        found: dict[str, dict[str, _Known]] = {}
        for catalog, approvals in catalogs:
            by_hash = approvals.by_hash(catalog.language)
            for entry in catalog.entries:
                if entry_state(entry, by_hash).is_by_a_person:
                    approval = by_hash.get(entry_hash(entry))
                    day = approval.day if approval else date.min
                    known = found.setdefault(entry.source, {})
                    known[entry.target] = _merged(
                        known.get(entry.target), entry.target, day, catalog.document
                    )
        self._sources = sorted(found)
        self._known = [min(found[s].values(), key=lambda k: k.rank) for s in self._sources]
        self._index = SimilarTexts([bare(source) for source in self._sources])

    def shown_in(self, entry: Entry) -> Entry:
        """The entry with comments on the nearest texts, instead of those that it has."""
        lines: list[str] = []
        for near in self._index.nearest(bare(entry.source), MOST_SHOWN):
            known, source = self._known[near.position], self._sources[near.position]
            difference = word_difference(source, entry.source)
            forms = [
                near_lines(int(near.similarity), document, difference, known.target)
                for document in known.documents
            ]
            # Which of several documents is named stays as it is, or an update would never end.
            already = (form for form in forms if form[0] in entry.comments)
            lines += next(already, forms[0])
        return with_near(entry, lines)


def _merged(before: _Known | None, target: str, approved: date, document: str) -> _Known:
    if before is None:
        return _Known(target, approved, (document,))
    documents = tuple(dict.fromkeys((*before.documents, document)))
    return _Known(target, max(before.approved, approved), documents)


def with_near_matches(catalog: Catalog, approved: Container[str], matches: NearMatches) -> Catalog:
    """The catalog with near matches in each entry that waits for a person."""
    entries = tuple(
        entry
        if entry.obsolete or entry_state(entry, approved).is_by_a_person
        else matches.shown_in(entry)
        for entry in catalog.entries
    )
    return replace(catalog, entries=entries)


def word_difference(old: str, new: str) -> str:
    """What has to change in the old text, word by word: `på [-0220-240 00-] {+0220-241 11+}`."""
    before, after = old.split(), new.split()
    if before == after:
        return " ".join(after)
    parts: list[str] = []
    deleted: list[str] = []
    inserted: list[str] = []

    def flush() -> None:
        parts.extend(f"[-{' '.join(words)}-]" for words in [deleted] if words)
        parts.extend(f"{{+{' '.join(words)}+}}" for words in [inserted] if words)
        deleted.clear()
        inserted.clear()

    for step in Indel.opcodes(before, after):
        old_words = before[step.src_start : step.src_end]
        if step.tag == "equal":
            flush()
            is_last = step.src_end == len(before) and step.dest_end == len(after)
            parts.extend(_shortened(old_words, is_first=not parts, is_last=is_last))
        else:
            deleted += old_words
            inserted += after[step.dest_start : step.dest_end]
    flush()
    return " ".join(parts)


def _shortened(words: Sequence[str], *, is_first: bool, is_last: bool) -> list[str]:
    """Unchanged words, but for those that are far from any change."""
    before = 0 if is_first else WORDS_AROUND
    after = 0 if is_last else WORDS_AROUND
    if len(words) <= before + after + 1:
        return list(words)
    return [*words[:before], "…", *words[len(words) - after :]]
