"""The three-way comparison, case by case and at random."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.exchange.exchanged import Exchanged, exchanged
from pipeline.exchange.merge import Merge, Take, merge
from pipeline.exchange.xliff import parse_xliff, xliff_bytes
from pipeline.translate.approvals import Approvals, entry_hash
from pipeline.translate.po import Entry
from pipeline.translate.states import EntryState
from tests.translate.builders import catalog, drafted, paragraph

SOURCE = "Välkommen."


def merged(
    mine: Entry, theirs: Entry, sent: Entry | None = None, take: Take | None = None
) -> Merge:
    back = Exchanged("lagesbild", "fi", (theirs,))
    return merge(catalog(mine), back, (sent,) if sent else None, frozenset(), take)


def text(target: str, *, fuzzy: bool = False) -> Entry:
    return paragraph(SOURCE, target, fuzzy=fuzzy)


@pytest.mark.parametrize(
    ("sent", "mine", "theirs", "result", "is_conflict"),
    [
        ("a", "a", "b", "b", False),
        ("a", "b", "a", "b", False),
        ("a", "b", "b", "b", False),
        ("a", "b", "c", "b", True),
        ("a", "b", "", "b", False),
        ("", "", "b", "b", False),
        ("", "b", "c", "b", True),
        ("a", "", "b", "", True),
        ("a", "", "a", "", False),
        (None, "", "b", "b", False),
        (None, "a", "b", "a", True),
        (None, "a", "a", "a", False),
    ],
)
def test_what_only_one_has_changed_counts(
    sent: str | None, mine: str, theirs: str, result: str, is_conflict: bool
) -> None:
    base = None if sent is None else text(sent)
    found = merged(text(mine), text(theirs), base)
    assert found.catalog.active[0].target == result
    assert bool(found.conflicts) is is_conflict
    if is_conflict:
        taken = merged(text(mine), text(theirs), base, Take.RETURNED)
        assert (taken.catalog.active[0].target, taken.conflicts) == (theirs, ())
        kept = merged(text(mine), text(theirs), base, Take.MINE)
        assert (kept.catalog.active[0].target, kept.conflicts) == (mine, ())


targets = st.sampled_from(["", "a", "b", "c"])


@given(targets, targets, targets, st.booleans())
def test_no_persons_text_is_lost_unasked(sent: str, mine: str, theirs: str, fuzzy: bool) -> None:
    found = merged(text(mine), text(theirs, fuzzy=fuzzy), text(sent))
    after = found.catalog.active[0].target
    if after != mine:
        assert mine == sent, "what was changed here is replaced by nobody"
        assert after == theirs != ""
        assert found.changes[0].before.target == mine
    assert bool(found.conflicts) == (theirs != "" and len({sent, mine, theirs}) == 3)
    again = merge(found.catalog, Exchanged("lagesbild", "fi", (text(after),)), None, frozenset())
    assert again.conflicts == ()


MACHINE = drafted(text(""), "Tervetuloa.")


def test_a_machines_draft_that_was_changed_is_a_draft_even_with_its_flag() -> None:
    found = merged(MACHINE, replace(MACHINE, target="Tervetuloa!"), MACHINE)
    (change,) = found.changes
    assert (change.state_before, change.state_after) == (EntryState.MACHINE, EntryState.DRAFT)


def test_a_machines_draft_that_was_confirmed_is_a_draft() -> None:
    (change,) = merged(MACHINE, replace(MACHINE, fuzzy=False), MACHINE).changes
    assert change.state_after is EntryState.DRAFT
    assert merged(MACHINE, MACHINE, MACHINE).changes == ()


@pytest.mark.parametrize("state", ["translated", "reviewed", "final"])
def test_a_state_that_a_program_has_set_confirms(state: str) -> None:
    own = catalog(MACHINE)
    data = xliff_bytes(exchanged(own, Approvals()))
    done = data.replace(b'state="initial"', f'state="{state}"'.encode())
    found = merge(own, parse_xliff(done, "a.xlf"), own.active, frozenset())
    assert found.changes[0].state_after is EntryState.DRAFT
    untouched = merge(own, parse_xliff(data, "a.xlf"), own.active, frozenset())
    assert untouched.changes == ()


def test_what_was_marked_here_after_it_was_sent_stays_marked() -> None:
    sent = catalog(text("Tervetuloa."))
    data = xliff_bytes(exchanged(sent, Approvals()))
    now = catalog(text("Tervetuloa.", fuzzy=True))
    found = merge(now, parse_xliff(data, "a.xlf"), sent.active, frozenset())
    assert found.catalog == now


def test_a_half_finished_segment_leaves_the_text() -> None:
    sent = catalog(text("Tervetuloa."))
    data = xliff_bytes(exchanged(sent, Approvals()))
    assert data.count(b"<segment") == 1
    half = data.replace(b"</unit>", b"<segment><source> Hej</source></segment></unit>")
    (entry,) = parse_xliff(half, "a.xlf").entries
    assert (entry.source, entry.target) == (f"{SOURCE} Hej", "")


def test_an_approved_text_that_comes_back_changed_is_a_draft() -> None:
    mine = text("Tervetuloa.")
    back = Exchanged("lagesbild", "fi", (text("Terve."),))
    (change,) = merge(catalog(mine), back, (mine,), {entry_hash(mine)}).changes
    assert (change.state_before, change.state_after) == (EntryState.APPROVED, EntryState.DRAFT)


def test_a_translators_doubt_marks_the_text_as_unfinished() -> None:
    mine = text("Tervetuloa.")
    (change,) = merged(mine, replace(mine, fuzzy=True), mine).changes
    assert change.state_after is EntryState.OUTDATED


def test_comments_are_kept_on_one_line_and_none_is_the_machines() -> None:
    mine = replace(text("Tervetuloa."), comments=("Min egen.",))
    told = ("Min egen.", "Vad\nmenas?", "Kontroll: x", "Maskinöversättning: x", "\x1b[31m")
    (change,) = merged(mine, replace(mine, comments=told), mine).changes
    assert change.after.comments == ("Min egen.", "Vad menas?", "[31m")


@pytest.mark.parametrize("target", ["a\u202eb", "<1>a</1>", "a\x07"])
def test_a_text_that_no_catalog_may_have_is_refused(target: str) -> None:
    found = merged(text("a"), text(target), text("a"))
    assert len(found.refused) == 1
    assert found.catalog == catalog(text("a"))


def test_a_text_that_stands_twice_is_refused_if_its_translations_differ() -> None:
    own = catalog(text(""))
    both = Exchanged("lagesbild", "fi", (text("a"), text("b")))
    assert merge(own, both, None, frozenset()).catalog == own
    same = Exchanged("lagesbild", "fi", (text("a"), text(""), text("a")))
    assert merge(own, same, None, frozenset()).catalog.active[0].target == "a"


def test_obsolete_entries_are_left_alone() -> None:
    old = replace(text("vanha"), obsolete=True)
    own = catalog(text("a"), old)
    back = Exchanged("lagesbild", "fi", (text("b"),))
    assert merge(own, back, (text("a"),), frozenset()).catalog.obsolete == (old,)
