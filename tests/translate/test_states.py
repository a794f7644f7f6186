"""The state of an entry by who wrote it, for which Swedish text, and who approved it."""

from dataclasses import replace

import pytest

from pipeline.messages import message
from pipeline.translate.approvals import entry_hash
from pipeline.translate.po import Entry
from pipeline.translate.states import EntryState, entry_state
from tests.translate.builders import NEW, OLD, OLD_FI, drafted, paragraph

DRAFT = drafted(paragraph(OLD), OLD_FI)
WRONG = drafted(paragraph(OLD), OLD_FI, message("This file is empty."))
MOVED = replace(DRAFT, source=NEW, previous=OLD)
HUMAN = paragraph(OLD, OLD_FI)


def unflagged(entry: Entry) -> Entry:
    """As a translator's program leaves it after a keystroke that changed nothing."""
    return replace(entry, fuzzy=False, previous=None)


@pytest.mark.parametrize(
    ("entry", "state", "approved"),
    [
        (None, EntryState.MISSING, EntryState.MISSING),
        (paragraph(OLD), EntryState.MISSING, EntryState.MISSING),
        (DRAFT, EntryState.MACHINE, EntryState.OUTDATED),
        (unflagged(DRAFT), EntryState.MACHINE, EntryState.APPROVED),
        (WRONG, EntryState.MISSING, EntryState.OUTDATED),
        (unflagged(WRONG), EntryState.MISSING, EntryState.APPROVED),
        (MOVED, EntryState.OUTDATED, EntryState.OUTDATED),
        (unflagged(MOVED), EntryState.OUTDATED, EntryState.APPROVED),
        (replace(DRAFT, context="heading"), EntryState.OUTDATED, EntryState.OUTDATED),
        (replace(DRAFT, target="Muutettu"), EntryState.OUTDATED, EntryState.OUTDATED),
        (replace(unflagged(DRAFT), target="Muu"), EntryState.DRAFT, EntryState.APPROVED),
        (replace(unflagged(WRONG), target="Muu"), EntryState.DRAFT, EntryState.APPROVED),
        (HUMAN, EntryState.DRAFT, EntryState.APPROVED),
        (replace(HUMAN, fuzzy=True), EntryState.OUTDATED, EntryState.OUTDATED),
        (replace(HUMAN, fuzzy=True, previous=NEW), EntryState.OUTDATED, EntryState.OUTDATED),
    ],
)
def test_the_state_without_and_with_an_approval(
    entry: Entry | None, state: EntryState, approved: EntryState
) -> None:
    assert entry_state(entry, frozenset()) is state
    assert entry_state(entry, {entry_hash(entry)} if entry else set()) is approved


MARKED = paragraph("Ring <1>112</1>", "Soita 112")


@pytest.mark.parametrize("approved", [frozenset(), frozenset({entry_hash(MARKED)})])
def test_a_text_whose_tags_do_not_fit_is_missing(approved: frozenset[str]) -> None:
    assert entry_state(MARKED, approved) is EntryState.MISSING
    assert entry_state(replace(MARKED, fuzzy=True), approved) is EntryState.OUTDATED
    mended = replace(MARKED, target="Soita <1>112</1>")
    assert entry_state(mended, approved) is EntryState.DRAFT


def test_a_draft_without_the_tags_of_its_source_is_missing() -> None:
    lost = drafted(paragraph("Ring <1>112</1>"), "Soita 112")
    assert entry_state(lost, frozenset()) is EntryState.MISSING
