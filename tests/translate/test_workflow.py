"""People, the machine and the Swedish text in any order: no word of a person's is ever lost."""

from dataclasses import dataclass, replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

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
    *(f"Ring 0220-240 0{n} om du har frågor om läget i kommunen." for n in range(3)),
    *(f"Skolan i Kolbäck är stängd {day}." for day in ("måndag", "tisdag")),
)
REVISIONS = st.lists(st.sampled_from(SOURCES), unique=True, min_size=1, max_size=2)
ACTS = ("leave", "clear", "clear", "write", "begin_to_write", "empty", "mark")
VERSIONS = ("argos 1", "argos 1", "argos 2", "")
"""Of the engine that runs; on a computer without models there is none."""
TRIES = ("a draft", "a draft", "a draft with a problem", "nothing")
PROBLEM = message("This file is empty.")
DAY = date(2026, 11, 25)
OTHER = catalog(
    paragraph(SOURCES[0], "Muualta 0"),
    drafted(paragraph(SOURCES[1]), "Muualta koneen 1"),
    document="sommar",
)

Pair = tuple[str, str]
"""A Swedish text and a translation of it."""


@dataclass(frozen=True)
class Round:
    """One turn of the work: the Swedish text, `make translate`, and a person who reads it.

    `tries` tell what the machine brings about, `acts` what a person does, entry by entry;
    `elsewhere` is a text that people translate in another document.
    """

    revision: list[str]
    version: str
    tries: list[str]
    acts: list[str]
    is_approved: bool
    elsewhere: str | None


ROUNDS = st.lists(
    st.builds(
        Round,
        REVISIONS,
        st.sampled_from(VERSIONS),
        st.lists(st.sampled_from(TRIES), min_size=3, max_size=3),
        st.lists(st.sampled_from(ACTS), min_size=3, max_size=3),
        st.booleans(),
        st.none() | st.sampled_from(SOURCES),
    ),
    min_size=2,
    max_size=5,
)


class Workflow:
    """One catalog from hand to hand; `kept` is what a person wrote or approved in it.

    `accepted` are translations that were approved for any text: from then on they are people's.
    """

    def __init__(self) -> None:
        self.catalog = catalog()
        self.approvals = Approvals()
        self.kept: set[Pair] = set()
        self.accepted: set[str] = set()
        self.written = 0
        self.source = briefing("# Läge")

    def play(self, turn: Round) -> None:
        self.source = briefing("# Läge", *turn.revision)
        self.update()
        self.check()
        if turn.version:
            self.the_machine_runs(turn.version, turn.tries)
            self.check()
        self.a_person_reviews(turn.acts, is_approved=turn.is_approved)
        self.check()
        if turn.elsewhere:
            text = paragraph(turn.elsewhere, f"Muualta {turn.elsewhere}")
            self.update(catalog(text, document="host"))
            self.check()

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

    def new_text(self, who: str) -> str:
        self.written += 1
        return f"{who} {self.written}"

    def the_machine_runs(self, version: str, tries: list[str]) -> None:
        mark = MachineMark(version, ROUTE, 0.5, DAY)
        for entry, result in zip(self.catalog.active, tries, strict=False):
            need = needs_machine(entry, version, ROUTE)
            text = self.new_text("Kone")
            if need is not Need.NONE and result == "nothing":
                self.change(with_failure(entry, mark, (PROBLEM,)))
            elif need is Need.DRAFT:
                problems = (PROBLEM,) if result == "a draft with a problem" else ()
                self.change(with_draft(entry, text, mark, problems))
            elif need is Need.OFFER:
                self.change(with_offer(entry, text, mark))
        needs = {needs_machine(entry, version, ROUTE) for entry in self.catalog.active}
        assert needs == {Need.NONE}

    def a_person_reviews(self, acts: list[str], *, is_approved: bool) -> None:
        for entry, act in zip(self.catalog.active, acts, strict=False):
            getattr(self, act)(entry)
        if is_approved:
            self.approvals = approve(self.catalog, self.approvals, "Anna", DAY)
            finished = (e for e in self.catalog.active if e.translated and not e.fuzzy)
            new = {(entry.source, entry.target) for entry in finished}
            self.kept |= new
            self.accepted |= {target for _, target in new}

    def leave(self, _entry: Entry) -> None:
        pass

    def write(self, entry: Entry, *, fuzzy: bool = False) -> None:
        text = self.new_text("Ihminen")
        self.kept.discard((entry.source, entry.target))
        self.kept.add((entry.source, text))
        previous = entry.previous if fuzzy else None
        self.change(replace(entry, target=text, fuzzy=fuzzy, previous=previous))

    def begin_to_write(self, entry: Entry) -> None:
        self.write(entry, fuzzy=True)

    def empty(self, entry: Entry) -> None:
        self.kept.discard((entry.source, entry.target))
        self.change(replace(entry, target=""))

    def mark(self, entry: Entry) -> None:
        self.change(replace(entry, fuzzy=True))

    def clear(self, entry: Entry) -> None:
        """The flag is gone; of a person's text that says that it fits today's Swedish text."""
        if entry.translated and not is_unchanged_machine(entry):
            self.kept.add((entry.source, entry.target))
        self.change(replace(entry, fuzzy=False, previous=None))

    def check(self) -> None:
        self.every_word_of_a_person_s_is_there()
        self.no_text_of_the_machine_is_published_as_a_person_s()

    def every_word_of_a_person_s_is_there(self) -> None:
        assert self.kept <= {(entry.source, entry.target) for entry in self.catalog.entries}

    def no_text_of_the_machine_is_published_as_a_person_s(self) -> None:
        approved = self.approvals.by_hash("fi")
        found = translate(self.source, self.catalog, self.approvals, "fi", "fi.po")
        if found.variant is not None:
            for entry in self.used(self.source):
                assert not entry.fuzzy
                assert not entry.target.startswith("Kone") or entry.target in self.accepted
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


@settings(max_examples=150, deadline=None)
@given(ROUNDS)
def test_no_word_of_a_person_s_is_lost_and_none_of_the_machine_s_taken_for_one(
    rounds: list[Round],
) -> None:
    workflow = Workflow()
    for turn in rounds:
        workflow.play(turn)
