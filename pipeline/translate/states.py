"""How far an entry is: missing, outdated, the machine's, a draft or approved."""

from collections.abc import Container
from enum import StrEnum

from pipeline.translate.approvals import entry_hash
from pipeline.translate.machine import is_current_machine, is_unchanged_machine, problems_of
from pipeline.translate.po import Entry
from pipeline.translate.tags import markup_problem


class EntryState(StrEnum):
    """The state of an entry, from worst to best; a document's is that of its worst entry."""

    MISSING = "missing"
    """Without a translation, or with one that may not be used: a draft of the machine that did
    not pass the checks, a text whose tags are not those of the Swedish one."""
    OUTDATED = "outdated"
    """Made for another Swedish text, or marked by a person as unfinished. Counts as missing under
    every publishing rule, so that an old telephone number is never published."""
    MACHINE = "machine"
    """What the machine wrote for today's Swedish text, and nobody has changed or approved. The
    fuzzy flag does not matter: translators' programs clear it at any keystroke."""
    DRAFT = "draft"
    """Written by a person, and not recorded as approved."""
    APPROVED = "approved"
    """Not fuzzy, and recorded with its hash in `approvals.toml`."""

    @property
    def is_by_a_person(self) -> bool:
        """Whether a person stands behind a translation of today's Swedish text."""
        return self in (EntryState.DRAFT, EntryState.APPROVED)


def entry_state(entry: Entry | None, approved_hashes: Container[str]) -> EntryState:
    """The state of an entry; None is one that the catalog does not have."""
    if entry is None or not entry.translated:
        return EntryState.MISSING
    state = _by_its_origin(entry, approved_hashes)
    is_broken = state is not EntryState.OUTDATED and markup_problem(entry.source, entry.target)
    return EntryState.MISSING if is_broken else state


def _by_its_origin(entry: Entry, approved_hashes: Container[str]) -> EntryState:
    if entry_hash(entry) in approved_hashes:
        return EntryState.OUTDATED if entry.fuzzy else EntryState.APPROVED
    if is_current_machine(entry):
        return EntryState.MISSING if problems_of(entry) else EntryState.MACHINE
    if entry.fuzzy or is_unchanged_machine(entry):
        return EntryState.OUTDATED
    return EntryState.DRAFT
