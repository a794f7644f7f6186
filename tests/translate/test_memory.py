from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from pipeline.translate.approvals import Approvals, approve
from pipeline.translate.catalog import Catalog
from pipeline.translate.memory import Memory, shared_memory
from pipeline.translate.segments import Key
from pipeline.translate.update import Reuse
from tests.translate.builders import NEW, OLD, OLD_FI, catalog, drafted, paragraph

KEY = ("paragraph", OLD)


def other(document: str, target: str, *, fuzzy: bool = False) -> Catalog:
    return catalog(paragraph(OLD, target, fuzzy=fuzzy), document=document)


def remembered(others: list[tuple[Catalog, Approvals]]) -> Mapping[Key, Reuse]:
    return shared_memory(others, {KEY})


def approved(value: Catalog, day: date) -> tuple[Catalog, Approvals]:
    return value, approve(value, Approvals(), "Anna Ek", day)


def test_a_draft_is_remembered_with_its_document() -> None:
    found = remembered([(other("sommar", OLD_FI), Approvals())])[KEY]
    assert found.target == OLD_FI
    assert "sommar" in found.comment


def test_an_approved_translation_is_preferred_and_tells_who_and_when() -> None:
    others = [
        (other("a", "Luonnos"), Approvals()),
        approved(other("b", "Vanha"), date(2020, 5, 1)),
        approved(other("c", "Uusi"), date(2020, 5, 2)),
        (other("d", "Luonnos"), Approvals()),
    ]
    found = remembered(others)[KEY]
    assert found.target == "Uusi"
    assert all(part in found.comment for part in ("c", "Anna Ek", "2020-05-02"))


def test_a_text_in_use_is_preferred_to_an_obsolete_one_which_still_counts() -> None:
    gone = catalog(replace(paragraph(OLD, "Poissa"), obsolete=True), document="a")
    assert remembered([(gone, Approvals())])[KEY].target == "Poissa"
    both = [(gone, Approvals()), (other("b", OLD_FI), Approvals())]
    assert remembered(both)[KEY].target == OLD_FI


def test_what_is_fuzzy_or_empty_is_not_remembered() -> None:
    others = [other("a", OLD_FI, fuzzy=True), other("b", " ")]
    assert not remembered([(o, Approvals()) for o in others])


def test_what_the_machine_wrote_is_remembered_only_when_it_is_approved() -> None:
    fuzzy = catalog(drafted(paragraph(OLD), "Koneen"), document="a")
    cleared = replace(fuzzy, entries=(replace(fuzzy.entries[0], fuzzy=False),))
    assert not remembered([(fuzzy, Approvals()), (cleared, Approvals())])
    assert remembered([approved(cleared, date(2020, 5, 1))])[KEY].target == "Koneen"


def test_a_draft_of_a_person_s_is_remembered_whatever_the_machine_wrote_elsewhere() -> None:
    machine = catalog(drafted(paragraph(OLD), "Koneen"), document="a")
    for order in ((machine, other("b", OLD_FI)), (other("b", OLD_FI), machine)):
        assert remembered([(each, Approvals()) for each in order])[KEY].target == OLD_FI


def test_a_document_is_not_its_own_memory_and_only_what_is_wanted_is_looked_up() -> None:
    memory = Memory(((other("a", OLD_FI), Approvals()),))
    assert not memory.reuse("a", {KEY})
    assert not memory.reuse("b", {("paragraph", NEW)})
    assert memory.reuse("b", {KEY})[KEY].target == OLD_FI
