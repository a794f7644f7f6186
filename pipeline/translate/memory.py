"""The catalogs of all documents in one language, as a memory of what people translated.

A text that another document has in the same context is filled in as a draft, with a comment on
where it is from and who approved it there. It stays a draft until someone approves *this*
document: whoever approved the sentence did not see it between these neighbours. What the
machine wrote is not remembered, unless someone has approved it.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Protocol

from pipeline.interface import interface
from pipeline.languages import SOURCE_TAG
from pipeline.messages import message
from pipeline.translate.approvals import Approval, Approvals, entry_hash
from pipeline.translate.catalog import Catalog
from pipeline.translate.near import Matches, NearMatches
from pipeline.translate.po import Entry
from pipeline.translate.segments import Key
from pipeline.translate.states import entry_state
from pipeline.translate.update import Reuse


@dataclass(frozen=True, slots=True)
class CatalogFiles:
    """Where the catalog of a document and its approvals are; the second need not exist."""

    document: str
    catalog: Path
    approvals: Path


class TranslationMemory(Protocol):
    """What people translated in all documents, in one language, as it was at one moment."""

    def reuse(self, document: str, wanted: Collection[Key]) -> Mapping[Key, Reuse]:
        """What the other documents have to offer to this one, by exactly the same text."""

    @property
    def near(self) -> Matches:
        """The finished translations of all documents by similar texts."""


@dataclass(frozen=True)
class Memory:
    """The catalogs of one language, each with the approvals of its document."""

    catalogs: tuple[tuple[Catalog, Approvals], ...]

    def reuse(self, document: str, wanted: Collection[Key]) -> Mapping[Key, Reuse]:
        """What the other documents have to offer to this one, by exactly the same text."""
        others = (each for each in self.catalogs if each[0].document != document)
        return shared_memory(others, wanted)

    @cached_property
    def near(self) -> Matches:
        """The finished translations of all documents by similar texts."""
        return NearMatches(self.catalogs)


@dataclass(frozen=True, slots=True)
class Remembered:
    """A finished translation in a document, with its approval there."""

    document: str
    entry: Entry
    approval: Approval | None

    @property
    def rank(self) -> tuple[bool, date, bool]:
        """Approved before draft, later before earlier, in use before obsolete."""
        day = self.approval.day if self.approval else date.min
        return (self.approval is not None, day, not self.entry.obsolete)


def shared_memory(
    others: Iterable[tuple[Catalog, Approvals]], wanted: Collection[Key]
) -> Mapping[Key, Reuse]:
    """The best finished translation of each wanted text in the catalogs of other documents.

    Of equally good ones the first is taken. What is fuzzy is not remembered, and what the
    machine wrote only if it is approved.
    """
    found: list[Remembered] = []
    for catalog, approvals in others:
        by_hash = approvals.by_hash(catalog.language)
        found += (
            Remembered(catalog.document, entry, by_hash.get(entry_hash(entry)))
            for entry in catalog.entries
            if entry.key in wanted and entry_state(entry, by_hash).is_by_a_person
        )
    return best_of_each(found)


def best_of_each(remembered: Iterable[Remembered]) -> Mapping[Key, Reuse]:
    """The best translation of each text, of equally good ones the first."""
    best: dict[Key, Remembered] = {}
    for known in remembered:
        before = best.get(known.entry.key)
        if before is None or known.rank > before.rank:
            best[known.entry.key] = known
    return {key: Reuse(known.entry.target, _origin(known)) for key, known in best.items()}


def _origin(known: Remembered) -> str:
    """The comment, in the language that the translator translates from."""
    if known.approval:
        template = "Reused from {document}, approved there by {by} on {day}."
        day = known.approval.day.isoformat()
        origin = message(template, document=known.document, by=known.approval.by, day=day)
    else:
        origin = message("Reused from {document}, a draft there.", document=known.document)
    return " ".join(interface(SOURCE_TAG).show(origin).split())
