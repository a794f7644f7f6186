"""Near matches: what people made of similar texts, shown to the reviewer with the difference.

They stand as comments in the entries that nobody has finished, and are made anew at every
update, so that they are always those of today's memory.
"""

from abc import ABC, abstractmethod
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
class Finished:
    """A person's translation of a text in a document; `approved` is `date.min` for a draft."""

    target: str
    approved: date
    document: str


@dataclass(frozen=True, slots=True)
class Known:
    """A person's translation of a text, with the documents that have it."""

    target: str
    approved: date
    documents: tuple[str, ...]

    @property
    def rank(self) -> tuple[int, str]:
        """Approved before draft, later before earlier; the rest so that it is always the same."""
        return (-self.approved.toordinal(), self.target)


@dataclass(frozen=True, slots=True)
class NearText:
    """A text that is similar to another one by so many per cent, and its best translation."""

    source: str
    similarity: float
    known: Known


def best_known(finished: Iterable[Finished]) -> Known:
    """The best of the translations of one text, in the order of the documents; not of none."""
    found: dict[str, Known] = {}
    for one in finished:
        found[one.target] = _merged(found.get(one.target), one)
    return min(found.values(), key=lambda known: known.rank)


def _merged(before: Known | None, one: Finished) -> Known:
    if before is None:
        return Known(one.target, one.approved, (one.document,))
    documents = tuple(dict.fromkeys((*before.documents, one.document)))
    return Known(one.target, max(before.approved, one.approved), documents)


class Matches(ABC):
    """The finished translations of one language, in all documents, by similar texts."""

    @abstractmethod
    def nearest(self, text: str, most: int) -> Sequence[NearText]:
        """The most similar texts to one without tags, the nearest first, then by their sources."""

    def shown_in(self, entry: Entry) -> Entry:
        """The entry with comments on the nearest texts, instead of those that it has."""
        lines: list[str] = []
        for near in self.nearest(bare(entry.source), MOST_SHOWN):
            difference = word_difference(near.source, entry.source)
            forms = [
                near_lines(int(near.similarity), document, difference, near.known.target)
                for document in near.known.documents
            ]
            # Which of several documents is named stays as it is, or an update would never end.
            already = (form for form in forms if form[0] in entry.comments)
            lines += next(already, forms[0])
        return with_near(entry, lines)


class NearMatches(Matches):
    """Those of catalogs, held and indexed in memory."""

    def __init__(self, catalogs: Iterable[tuple[Catalog, Approvals]]) -> None:
        from pipeline.translate.similar import SimilarTexts  # late: numpy takes time to load

        found: dict[str, list[Finished]] = {}
        for catalog, approvals in catalogs:
            by_hash = approvals.by_hash(catalog.language)
            for entry in catalog.entries:
                if entry_state(entry, by_hash).is_by_a_person:
                    approval = by_hash.get(entry_hash(entry))
                    day = approval.day if approval else date.min
                    finished = Finished(entry.target, day, catalog.document)
                    found.setdefault(entry.source, []).append(finished)
        self._sources = sorted(found)
        self._known = [best_known(found[source]) for source in self._sources]
        self._index = SimilarTexts([bare(source) for source in self._sources])

    def nearest(self, text: str, most: int) -> Sequence[NearText]:
        """The most similar texts to one without tags, the nearest first, then by their sources."""
        return [
            NearText(self._sources[near.position], near.similarity, self._known[near.position])
            for near in self._index.nearest(text, most)
        ]


def with_near_matches(catalog: Catalog, approved: Container[str], matches: Matches) -> Catalog:
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
