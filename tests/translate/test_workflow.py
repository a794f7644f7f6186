"""People, the machine and the Swedish text in any order: no word of a person's is ever lost."""

from dataclasses import replace
from datetime import date

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from pipeline.edition import State
from pipeline.messages import message
from pipeline.model import Briefing
from pipeline.translate.approvals import Approvals, approve, entry_hash
from pipeline.translate.catalog import Catalog, catalog_bytes
from pipeline.translate.hints import source_texts
from pipeline.translate.machine import (
    MachineMark,
    Need,
    is_unchanged_machine,
    needs_machine,
    problems_of,
    with_draft,
    with_failure,
    with_offer,
)
from pipeline.translate.memory import Memory
from pipeline.translate.po import Entry
from pipeline.translate.states import EntryState, entry_state
from pipeline.translate.variant import translate
from pipeline.translate.workspace import updated_catalog
from tests.builders import briefing
from tests.translate.builders import ROUTE, catalog, drafted, paragraph, reread

SOURCES = (
    *(f"Ring 0220-240 0{n} om du har frågor om läget i kommunen." for n in range(4)),
    *(f"Skolan i Kolbäck är stängd {day}." for day in ("måndag", "tisdag", "i dag")),
    "Kort",
)
REVISIONS = st.lists(st.sampled_from(SOURCES), unique=True, min_size=1, max_size=4)
PROBLEM = message("This file is empty.")
DAY = date(2026, 11, 25)
OTHER = catalog(
    paragraph(SOURCES[0], "Muualta 0"),
    drafted(paragraph(SOURCES[1]), "Muualta koneen 1"),
    paragraph(SOURCES[4], "Muualta 4"),
    document="sommar",
)

Pair = tuple[str, str]
"""A Swedish text and a translation of it."""


class Workflow(RuleBasedStateMachine):
    """One catalog from hand to hand; `kept` is what a person wrote or approved in it."""

    def __init__(self) -> None:
        super().__init__()
        self.catalog = catalog()
        self.approvals = Approvals()
        self.kept: set[Pair] = set()
        self.written = 0

    @initialize(revision=REVISIONS)
    def begin(self, revision: list[str]) -> None:
        self.source = briefing("# Läge", *revision)
        self.update()

    def update(self, memory: Catalog = OTHER) -> None:
        self.catalog = self.updated(memory)
        assert catalog_bytes(self.updated(memory)) == catalog_bytes(self.catalog)

    def updated(self, other: Catalog) -> Catalog:
        both = ((self.catalog, self.approvals), (other, Approvals()))
        texts = source_texts(self.source, "a.txt", {})
        return reread(updated_catalog(self.catalog, texts, self.approvals, Memory(both)))

    def change(self, after: Entry) -> None:
        active = {after.key: after}
        entries = tuple(e if e.obsolete else active.get(e.key, e) for e in self.catalog.entries)
        self.catalog = reread(replace(self.catalog, entries=entries))

    def any_entry(self, data: st.DataObject) -> Entry:
        return data.draw(st.sampled_from(self.catalog.active))

    def new_text(self, who: str) -> str:
        self.written += 1
        return f"{who} {self.written}"

    @rule(revision=REVISIONS)
    def the_swedish_text_changes(self, revision: list[str]) -> None:
        self.source = briefing("# Läge", *revision)
        self.update()

    @rule(source=st.sampled_from(SOURCES))
    def another_document_is_translated(self, source: str) -> None:
        self.update(catalog(paragraph(source, f"Muualta {source}"), document="host"))

    @rule(version=st.sampled_from(["argos 1", "argos 2"]), data=st.data())
    def the_machine_runs(self, version: str, data: st.DataObject) -> None:
        mark = MachineMark(version, ROUTE, 0.5, DAY)
        for entry in self.catalog.active:
            need = needs_machine(entry, version, ROUTE)
            text = self.new_text("Kone")
            if need is not Need.NONE and data.draw(st.sampled_from([False, False, True])):
                self.change(with_failure(entry, mark, (PROBLEM,)))
            elif need is Need.DRAFT:
                problems = (PROBLEM,) if data.draw(st.booleans()) else ()
                self.change(with_draft(entry, text, mark, problems))
            elif need is Need.OFFER:
                self.change(with_offer(entry, text, mark))
        needs = {needs_machine(entry, version, ROUTE) for entry in self.catalog.active}
        assert needs == {Need.NONE}

    @rule(fuzzy=st.booleans(), data=st.data())
    def a_person_writes(self, fuzzy: bool, data: st.DataObject) -> None:
        entry, text = self.any_entry(data), self.new_text("Ihminen")
        self.kept.discard((entry.source, entry.target))
        self.kept.add((entry.source, text))
        previous = entry.previous if fuzzy else None
        self.change(replace(entry, target=text, fuzzy=fuzzy, previous=previous))

    @rule(data=st.data())
    def a_person_empties(self, data: st.DataObject) -> None:
        entry = self.any_entry(data)
        self.kept.discard((entry.source, entry.target))
        self.change(replace(entry, target=""))

    @rule(data=st.data(), fuzzy=st.sampled_from([False, False, True]))
    def a_person_sets_the_flag(self, data: st.DataObject, fuzzy: bool) -> None:
        entry = self.any_entry(data)
        if not fuzzy and entry.translated and not is_unchanged_machine(entry):
            self.kept.add((entry.source, entry.target))
        previous = entry.previous if fuzzy else None
        self.change(replace(entry, fuzzy=fuzzy, previous=previous))

    @rule()
    def a_person_approves(self) -> None:
        self.approvals = approve(self.catalog, self.approvals, "Anna", DAY)
        finished = (e for e in self.catalog.active if e.translated and not e.fuzzy)
        self.kept |= {(entry.source, entry.target) for entry in finished}

    @invariant()
    def every_word_of_a_person_s_is_there(self) -> None:
        assert self.kept <= {(entry.source, entry.target) for entry in self.catalog.entries}

    @invariant()
    def no_text_of_the_machine_is_published_as_a_person_s(self) -> None:
        if not hasattr(self, "source"):
            return
        approved = self.approvals.by_hash("fi")
        found = translate(self.source, self.catalog, self.approvals, "fi", "fi.po")
        if found.variant is not None:
            for entry in self.used(self.source):
                assert not entry.fuzzy
                assert not entry.target.startswith("Kone") or entry_hash(entry) in approved
                assert found.state is State.DRAFT or entry_hash(entry) in approved
        by_machine = translate(
            self.source, self.catalog, self.approvals, "fi", "fi.po", with_machine=True
        )
        if by_machine.variant is not None:
            states = {entry_state(entry, approved) for entry in self.used(self.source)}
            assert states <= {EntryState.MACHINE, EntryState.DRAFT, EntryState.APPROVED}
            assert (by_machine.state is State.MACHINE) == (EntryState.MACHINE in states)
            assert not any(
                problems_of(entry)
                for entry in self.used(self.source)
                if entry_state(entry, approved) is EntryState.MACHINE
            )

    def used(self, source: Briefing) -> list[Entry]:
        entries = self.catalog.by_key()
        return [entries[text.key] for text in source_texts(source, "a.txt", {})]


Workflow.TestCase.settings = settings(max_examples=60, stateful_step_count=15, deadline=None)
TestWorkflow = Workflow.TestCase
