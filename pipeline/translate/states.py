"""How far an entry is: missing, outdated, draft or approved."""

from collections.abc import Container
from enum import StrEnum

from pipeline.translate.approvals import entry_hash
from pipeline.translate.po import Entry


class EntryState(StrEnum):
    """The state of an entry, from worst to best; a document's is that of its worst entry."""

    MISSING = "missing"
    """Without a translation."""
    OUTDATED = "outdated"
    """Fuzzy: made for another Swedish text, or marked as unfinished. Counts as missing under
    every publishing rule, so that an old telephone number is never published."""
    DRAFT = "draft"
    """Translated, and not recorded as approved."""
    APPROVED = "approved"
    """Not fuzzy, and recorded with its hash in `approvals.toml`."""

    @property
    def is_complete(self) -> bool:
        """Whether there is a translation of today's Swedish text."""
        return self in (EntryState.DRAFT, EntryState.APPROVED)


def entry_state(entry: Entry | None, approved_hashes: Container[str]) -> EntryState:
    """The state of an entry; None is one that the catalog does not have."""
    if entry is None or not entry.translated:
        return EntryState.MISSING
    if entry.fuzzy:
        return EntryState.OUTDATED
    return EntryState.APPROVED if entry_hash(entry) in approved_hashes else EntryState.DRAFT
