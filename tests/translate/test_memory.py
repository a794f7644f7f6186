from dataclasses import replace
from datetime import date

from pipeline.translate.approvals import Approvals, approve
from pipeline.translate.catalog import Catalog
from pipeline.translate.memory import shared_memory
from tests.translate.builders import OLD, OLD_FI, catalog, paragraph

KEY = ("paragraph", OLD)


def other(document: str, target: str, *, fuzzy: bool = False) -> Catalog:
    return catalog(paragraph(OLD, target, fuzzy=fuzzy), document=document)


def approved(value: Catalog, day: date) -> tuple[Catalog, Approvals]:
    return value, approve(value, Approvals(), "Anna Ek", day)


def test_a_draft_is_remembered_with_its_document() -> None:
    found = shared_memory([(other("sommar", OLD_FI), Approvals())])[KEY]
    assert found.target == OLD_FI
    assert "sommar" in found.comment


def test_an_approved_translation_is_preferred_and_tells_who_and_when() -> None:
    others = [
        (other("a", "Luonnos"), Approvals()),
        approved(other("b", "Vanha"), date(2020, 5, 1)),
        approved(other("c", "Uusi"), date(2020, 5, 2)),
        (other("d", "Luonnos"), Approvals()),
    ]
    found = shared_memory(others)[KEY]
    assert found.target == "Uusi"
    assert all(part in found.comment for part in ("c", "Anna Ek", "2020-05-02"))


def test_a_text_in_use_is_preferred_to_an_obsolete_one_which_still_counts() -> None:
    gone = catalog(replace(paragraph(OLD, "Poissa"), obsolete=True), document="a")
    assert shared_memory([(gone, Approvals())])[KEY].target == "Poissa"
    both = [(gone, Approvals()), (other("b", OLD_FI), Approvals())]
    assert shared_memory(both)[KEY].target == OLD_FI


def test_what_is_fuzzy_or_empty_is_not_remembered() -> None:
    others = [other("a", OLD_FI, fuzzy=True), other("b", " ")]
    assert not shared_memory((o, Approvals()) for o in others)
