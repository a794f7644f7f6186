"""What a reviewer is shown of similar texts, and that it is always that of today."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.messages import message
from pipeline.translate.approvals import Approvals, approve
from pipeline.translate.catalog import Catalog, catalog_bytes
from pipeline.translate.near import NearMatches, with_near_matches, word_difference
from pipeline.translate.po import Entry
from tests.translate.builders import (
    NEW,
    OLD,
    OLD_FI,
    catalog,
    drafted,
    paragraph,
    reread,
)

DIFFERENCE = "Ring kundcenter på [-0220-240 00-] {+0220-241 11+} om du har frågor om läget."
SHOWN = (
    f"Liknande text (94 %) i sommar: {DIFFERENCE}",
    f"Översättning där: {OLD_FI}",
)


def known(target: str = OLD_FI, document: str = "sommar", source: str = OLD) -> Catalog:
    return catalog(paragraph(source, target), document=document)


def shown(entry: Entry, *memory: Catalog, approvals: Approvals | None = None) -> Entry:
    matches = NearMatches((each, approvals or Approvals()) for each in memory)
    (found,) = reread(with_near_matches(catalog(entry), frozenset(), matches)).entries
    return found


@pytest.mark.parametrize(
    "entry",
    [
        paragraph(NEW),
        drafted(paragraph(NEW), "Koneen"),
        drafted(paragraph(NEW), "Koneen", message("This file is empty.")),
        replace(paragraph(NEW, OLD_FI, fuzzy=True), previous=OLD),
    ],
)
def test_what_waits_for_a_person_is_shown_with_the_nearest_text(entry: Entry) -> None:
    found = shown(entry, known())
    assert found.comments == (*entry.comments, *SHOWN)
    assert shown(found, known()) == found
    assert shown(found) == entry


def test_what_a_person_has_finished_is_left_alone() -> None:
    entry = replace(paragraph(NEW, "Valmis"), comments=("Kysy Anulta",))
    assert shown(entry, known()) == entry


def test_only_what_people_finished_is_shown() -> None:
    others = [
        catalog(drafted(paragraph(OLD), "Koneen"), document="a"),
        catalog(replace(drafted(paragraph(OLD), "Koneen"), fuzzy=False), document="b"),
        catalog(paragraph(OLD, "Kesken", fuzzy=True), document="c"),
        catalog(paragraph(OLD), document="d"),
    ]
    assert shown(paragraph(NEW), *others).comments == ()
    accepted = replace(others[1], language="fi")
    approvals = approve(accepted, Approvals(), "Anna", date(2020, 5, 14))
    assert "Koneen" in shown(paragraph(NEW), accepted, approvals=approvals).comments[1]


def test_an_obsolete_text_of_the_same_document_is_shown_too() -> None:
    gone = catalog(replace(paragraph(OLD, OLD_FI), obsolete=True))
    assert shown(paragraph(NEW), gone).comments[0].startswith("Liknande text (94 %) i lagesbild: ")


def test_two_at_most_the_nearest_first() -> None:
    sources = (OLD, NEW[:-1], f"{OLD} Vi svarar.")
    found = shown(paragraph(NEW), *(known(s, f"d{n}", s) for n, s in enumerate(sources)))
    assert [c.partition(":")[0] for c in found.comments[::2]] == [
        "Liknande text (99 %) i d1",
        "Liknande text (94 %) i d0",
    ]


def test_an_approved_translation_is_shown_before_a_draft() -> None:
    approved = known("Hyväksytty", "b")
    matches = NearMatches(
        [
            (known("Aaa", "a"), Approvals()),
            (approved, approve(approved, Approvals(), "Anna", date(2020, 5, 14))),
        ]
    )
    assert matches.shown_in(paragraph(NEW)).comments[1] == "Översättning där: Hyväksytty"


def test_a_copy_in_another_document_changes_nothing() -> None:
    before = shown(paragraph(NEW), known(document="sommar"))
    assert shown(before, known(document="a"), known(document="sommar")) == before


def test_a_document_with_an_odd_name_and_a_long_translation_stay_one_line() -> None:
    odd = known("Rivi\tyksi  kaksi", "läge: 50 %")
    found = shown(paragraph(NEW), odd)
    assert found.comments[1] == "Översättning där: Rivi yksi kaksi"
    assert shown(found, odd) == found
    assert shown(found) == paragraph(NEW)


@pytest.mark.parametrize(
    ("old", "new", "difference"),
    [
        (OLD, NEW, DIFFERENCE),
        ("a b", "c d", "[-a b-] {+c d+}"),
        ("a b", "a b", "a b"),
        ("a b", "a x b", "a {+x+} b"),
        ("1 2 3 4 5 6 7 8 x", "1 2 3 4 5 6 7 8 y", "… 4 5 6 7 8 [-x-] {+y+}"),
        ("x 1 2 3 4 5 6 7", "1 2 3 4 5 6 7", "[-x-] 1 2 3 4 5 …"),
        (
            "x 1 2 3 4 5 6 7 8 9 0 1 2 z",
            "y 1 2 3 4 5 6 7 8 9 0 1 2 z!",
            "[-x-] {+y+} 1 2 3 4 5 … 8 9 0 1 2 [-z-] {+z!+}",
        ),
    ],
)
def test_a_difference_is_readable(old: str, new: str, difference: str) -> None:
    assert word_difference(old, new) == difference


def words_of(difference: str, opening: str, closing: str) -> list[str]:
    """The difference's words without those that the other text has."""
    inside = False
    found: list[str] = []
    for word in difference.split():
        inside = inside or word.startswith(opening)
        if not inside:
            found.append(word.strip("[{+-}]"))
        inside = inside and not word.endswith(closing)
    return found


@settings(deadline=None)
@given(*[st.lists(st.sampled_from("abc"), max_size=5).map(" ".join)] * 2)
def test_both_texts_can_be_read_from_a_short_difference(old: str, new: str) -> None:
    shown = word_difference(old, new)
    assert words_of(shown, "{+", "+}") == old.split()
    assert words_of(shown, "[-", "-]") == new.split()


def test_the_same_memory_gives_the_same_bytes() -> None:
    memory = [(known(), Approvals())]
    once = with_near_matches(catalog(paragraph(NEW)), frozenset(), NearMatches(memory))
    again = with_near_matches(reread(once), frozenset(), NearMatches(memory))
    assert catalog_bytes(once) == catalog_bytes(again)


def test_tags_do_not_make_texts_less_similar() -> None:
    entry = paragraph("<1>Ring</1> <2>kundcenter</2>.")
    near, translation = shown(entry, known("Soita.", source="Ring kundcenter.")).comments
    assert near.startswith("Liknande text (100 %) i sommar:")
    assert translation == "Översättning där: Soita."
