from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz import fuzz

from pipeline.messages import message
from pipeline.translate.approvals import entry_hash
from pipeline.translate.catalog import Catalog, catalog_bytes
from pipeline.translate.hints import SourceText
from pipeline.translate.machine import (
    Need,
    near_lines,
    needs_machine,
    with_failure,
    with_near,
    with_offer,
)
from pipeline.translate.po import Entry
from pipeline.translate.states import EntryState, entry_state
from pipeline.translate.update import Reuse, update
from tests.translate.builders import (
    ENGINE,
    MARK,
    NEW,
    OLD,
    OLD_FI,
    ROUTE,
    catalog,
    drafted,
    edited,
    paragraph,
    reread,
    targets,
    texts,
)

OTHER = "Sporthallen i Kolbäck är stängd tills vidare."
LONG = (
    "Samtliga förvaltningar har arbetat fram personalförsörjningsplaner utifrån svårare "
    "samhällsstörning. Detta för att säkerställa att det finns personal som måste vara igång."
)


def only(value: Catalog, source: str) -> Entry:
    found = [entry for entry in value.entries if entry.source == source]
    assert len(found) == 1
    return found[0]


def test_new_texts_are_added_empty_and_in_document_order() -> None:
    before = catalog(paragraph("Ett", "Yksi"))
    after = update(before, texts("Noll", "Ett", "Två"))
    assert list(targets(after).items()) == [("Noll", ""), ("Ett", "Yksi"), ("Två", "")]
    assert only(after, "Två").references == ("a.txt:3",)


def test_a_corrected_number_makes_the_entry_fuzzy_with_the_previous_text() -> None:
    after = update(catalog(paragraph(OLD, OLD_FI)), texts(NEW))
    entry = only(after, NEW)
    assert (entry.target, entry.fuzzy, entry.previous) == (OLD_FI, True, OLD)


def test_previous_text_survives_three_rounds_byte_for_byte() -> None:
    odd = (
        OLD + '  Två blanksteg,  hårt blanksteg\u00a0, \\n, "citat", 100 % och ”Vi i Hallsta”. ' * 3
    )
    state = catalog(paragraph(odd.strip(), OLD_FI))
    for round_number in range(3):
        changed = odd.replace("00 om", f"0{round_number + 1} om").strip()
        state = reread(update(reread(state), texts(changed)))
        entry = only(state, changed)
        assert (entry.target, entry.fuzzy, entry.previous) == (OLD_FI, True, odd.strip())


def test_a_text_that_returns_comes_back_with_its_translation_and_comments() -> None:
    before = catalog(
        replace(paragraph(OLD, OLD_FI), comments=("Kysy Anulta",)), paragraph(OTHER, "K")
    )
    gone = reread(update(before, texts(OTHER)))
    assert only(gone, OLD).obsolete
    entry = only(update(gone, texts(OTHER, OLD)), OLD)
    assert (entry.target, entry.fuzzy, entry.obsolete) == (OLD_FI, False, False)
    assert entry.comments == ("Kysy Anulta",)


def test_a_change_that_is_taken_back_restores_the_translation() -> None:
    changed = reread(update(catalog(paragraph(OLD, OLD_FI)), texts(NEW)))
    entry = only(update(changed, texts(OLD)), OLD)
    assert (entry.target, entry.fuzzy, entry.previous) == (OLD_FI, False, None)


def test_a_fuzzy_entry_comes_back_fuzzy() -> None:
    before = catalog(paragraph(OTHER, "Luonnos", fuzzy=True))
    entry = only(update(update(before, texts()), texts(OTHER)), OTHER)
    assert entry.fuzzy


def test_swapped_blocks_stay_translated() -> None:
    before = catalog(paragraph(OLD, OLD_FI), paragraph(OTHER, "Halli on kiinni."))
    after = update(before, texts(OTHER, OLD))
    assert [(e.source, e.fuzzy) for e in after.entries] == [(OTHER, False), (OLD, False)]
    assert targets(after) == targets(before)


def test_of_a_divided_paragraph_the_nearer_half_gets_the_old_translation() -> None:
    first, second = LONG.split(". ", 1)
    after = update(catalog(paragraph(LONG, "Pitkä")), texts(f"{first}.", second))
    assert targets(after) == {f"{first}.": "Pitkä", second: ""} or targets(after) == {
        f"{first}.": "",
        second: "Pitkä",
    }
    nearer = max((f"{first}.", second), key=len)
    assert only(after, nearer).previous == LONG


def test_equally_near_texts_are_matched_by_place() -> None:
    before = catalog(
        paragraph("Telefon till skolan: 0220-111 11", "Koulu"),
        paragraph("Mellan"),
        paragraph("Telefon till skolan: 0220-111 12", "Toinen koulu"),
    )
    new = texts("Telefon till skolan: 0220-111 13", "Mellan", "Telefon till skolan: 0220-111 14")
    after = update(before, new)
    assert list(targets(after).values()) == ["Koulu", "", "Toinen koulu"]


def test_a_slightly_less_similar_text_at_the_same_place_is_preferred() -> None:
    elsewhere = "Biblioteket i Kolbäck är öppet på fredag kväll."
    here = "Biblioteket i Hallstahammar är stängt på onsdag."
    before = catalog(paragraph(elsewhere, "Muualla"), paragraph("Mellan"), paragraph(here, "Tässä"))
    after = update(before, texts("Mellan", "Biblioteket i Kolbäck är stängt på fredag."))
    assert list(targets(after).values()) == ["", "Tässä"]


def test_of_two_obsolete_entries_the_finished_one_comes_back_and_the_other_stays() -> None:
    memory = [
        replace(paragraph(OLD, t, fuzzy=t == "Kesken"), obsolete=True) for t in ("Kesken", "B")
    ]
    for entries in (memory, memory[::-1]):
        after = update(catalog(*entries), texts(OLD))
        assert targets(after) == {OLD: "B"}
        assert [entry.target for entry in after.obsolete] == ["Kesken"]


def test_one_old_translation_is_suggested_once() -> None:
    near = (OLD + " Vi svarar hela dagen.", "Välkommen att fråga! " + OLD)
    after = update(catalog(paragraph("Först"), paragraph(OLD, OLD_FI)), texts(*near))
    assert sorted(targets(after).values()) == ["", OLD_FI]


def test_unlike_texts_are_not_matched() -> None:
    after = update(catalog(paragraph(OLD, OLD_FI)), texts(OTHER))
    assert targets(after) == {OTHER: ""}
    assert only(after, OLD).target == OLD_FI


def test_a_near_text_of_another_context_is_not_matched_but_an_equal_one_is_suggested() -> None:
    before = catalog(Entry("heading", "Krisledningen", "Kriisijohto"))
    near = update(before, (SourceText("role", "Krisledning"),))
    assert targets(near) == {"Krisledning": ""}
    equal = update(before, (SourceText("role", "Krisledningen"),)).active[0]
    assert (equal.target, equal.fuzzy) == ("Kriisijohto", True)


def test_reuse_from_another_document_is_a_draft_with_its_origin() -> None:
    reuse = {("paragraph", OLD): Reuse(OLD_FI, "Från ett annat dokument.")}
    entry = only(update(catalog(), texts(OLD), reuse), OLD)
    assert (entry.target, entry.fuzzy) == (OLD_FI, False)
    assert entry.comments == ("Från ett annat dokument.",)


def test_reuse_does_not_replace_what_the_catalog_has() -> None:
    reuse = {("paragraph", OLD): Reuse("Muu", "Från ett annat dokument.")}
    assert targets(update(catalog(paragraph(OLD, OLD_FI)), texts(OLD), reuse)) == {OLD: OLD_FI}


def test_a_translator_who_clears_the_flag_ends_the_previous_text() -> None:
    fuzzy = replace(paragraph(NEW, OLD_FI, fuzzy=True), previous=OLD)
    cleared = replace(fuzzy, fuzzy=False)
    assert update(catalog(cleared), texts(NEW)).entries[0].previous is None


def test_an_emptied_target_is_not_fuzzy() -> None:
    emptied = replace(paragraph(NEW, "", fuzzy=True), previous=OLD)
    entry = update(catalog(emptied), texts(NEW)).entries[0]
    assert (entry.fuzzy, entry.previous) == (False, None)


def test_untouched_suggestions_do_not_pile_up() -> None:
    state = catalog(paragraph(OLD, OLD_FI))
    for number in range(5):
        state = reread(update(state, texts(OLD.replace("240 00", f"240 0{number + 1}"))))
    assert [entry.source for entry in state.obsolete] == [OLD]


POOL = st.lists(
    st.sampled_from(
        [
            OTHER,
            "Kort",
            "Kort!",
            *(f"Ring 0220-240 0{n} om du har frågor om läget i kommunen." for n in range(4)),
            *(
                f"På {n} sikt testar vi ett nytt digitalt system."
                for n in ("kort", "lång", "kortare")
            ),
        ]
    ),
    unique=True,
    max_size=6,
)


def drawn(sources: list[str], data: st.DataObject) -> set[str]:
    return data.draw(st.sets(st.sampled_from(sources))) if sources else set()


@settings(deadline=None)
@given(st.lists(POOL, min_size=1, max_size=4), st.data())
def test_update_is_idempotent(revisions: list[list[str]], data: st.DataObject) -> None:
    state = catalog()
    for number, revision in enumerate(revisions):
        state = update(state, texts(*revision))
        once = catalog_bytes(state)
        assert catalog_bytes(update(reread(state), texts(*revision))) == once
        for source in drawn(revision, data):
            state = edited(state, source, f"T{number} {source}")


@settings(deadline=None)
@given(st.lists(POOL, min_size=1, max_size=6), st.data())
def test_nothing_that_a_person_wrote_is_lost(
    revisions: list[list[str]], data: st.DataObject
) -> None:
    state = catalog()
    written: set[str] = set()
    for number, revision in enumerate(revisions):
        state = reread(update(state, texts(*revision)))
        assert list(targets(state)) == revision
        assert written <= {entry.target for entry in state.entries}
        for source in drawn(revision, data):
            written.discard(targets(state)[source])
            written.add(f"T{number} {source}")
            state = edited(state, source, f"T{number} {source}", fuzzy=data.draw(st.booleans()))
    assert written <= {entry.target for entry in state.entries}


DRAFT = drafted(paragraph(OLD), "Koneen")


def test_a_draft_of_the_machine_is_left_alone() -> None:
    before = update(catalog(DRAFT), texts(OLD))
    assert only(before, OLD).comments == DRAFT.comments
    assert entry_state(only(before, OLD), ()) is EntryState.MACHINE


def test_a_draft_of_the_machine_is_dropped_with_its_text() -> None:
    for entry in (DRAFT, replace(DRAFT, fuzzy=False)):
        after = update(catalog(entry), texts(OTHER))
        assert [e.source for e in after.entries] == [OTHER]


def test_a_person_s_comment_on_a_dropped_draft_is_kept() -> None:
    commented = replace(DRAFT, comments=(*DRAFT.comments, "Kysy Anulta"))
    entry = only(update(catalog(commented), texts(OTHER)), OLD)
    assert (entry.target, entry.comments, entry.obsolete) == ("", ("Kysy Anulta",), True)


def test_an_approved_draft_of_the_machine_is_a_person_s_text_from_then_on() -> None:
    for entry in (replace(DRAFT, fuzzy=False), DRAFT):
        approved = {entry_hash(entry)}
        same = only(update(catalog(entry), texts(OLD), {}, approved), OLD)
        assert (same.target, same.comments, same.fuzzy) == ("Koneen", (), entry.fuzzy)
        gone = update(catalog(entry), texts(OTHER), {}, approved)
        assert only(gone, OLD).target == "Koneen"
    changed = update(catalog(replace(DRAFT, fuzzy=False)), texts(NEW), {}, approved)
    assert needs_machine(only(changed, NEW), ENGINE, ROUTE) is Need.OFFER


def test_a_changed_text_is_suggested_the_machine_s_draft_and_known_to_be_its() -> None:
    entry = only(update(catalog(DRAFT), texts(NEW)), NEW)
    assert (entry.target, entry.fuzzy, entry.previous) == ("Koneen", True, OLD)
    assert entry_state(entry, ()) is EntryState.OUTDATED
    assert needs_machine(entry, ENGINE, ROUTE) is Need.DRAFT
    cleared = replace(entry, fuzzy=False, previous=None)
    assert entry_state(cleared, ()) is EntryState.OUTDATED
    back = only(update(update(catalog(DRAFT), texts(NEW)), texts(OLD)), OLD)
    assert entry_state(back, ()) is EntryState.MACHINE
    assert back.previous is None


def test_a_draft_with_problems_is_not_suggested_since_they_would_be_forgotten() -> None:
    wrong = drafted(paragraph(OLD), "Koneen", message("This file is empty."))
    assert targets(update(catalog(wrong), texts(NEW))) == {NEW: ""}


def test_of_equally_near_texts_a_person_s_is_suggested_before_the_machine_s() -> None:
    first, second = "Skolan i Kolbäck är stängd 1.", "Skolan i Kolbäck är stängd 2."
    human = paragraph(second, "Ihmisen")
    for before in (
        (drafted(paragraph(first), "Koneen"), human),
        (human, drafted(paragraph(first), "Koneen")),
    ):
        after = update(
            catalog(paragraph(OTHER), *before), texts("Skolan i Kolbäck är stängd 3.", OTHER)
        )
        assert after.active[0].target == "Ihmisen"


@pytest.mark.parametrize("fuzzy", [True, False])
def test_a_person_s_text_from_the_memory_takes_the_place_of_the_machine_s(fuzzy: bool) -> None:
    entry = replace(DRAFT, fuzzy=fuzzy, comments=("Kysy Anulta", *DRAFT.comments))
    reused = update(catalog(entry), texts(OLD), {DRAFT.key: Reuse(OLD_FI, "Härifrån")})
    assert only(reused, OLD).target == OLD_FI
    assert only(reused, OLD).comments == ("Kysy Anulta", "Härifrån")
    returned = update(catalog(entry, replace(paragraph(OLD, OLD_FI), obsolete=True)), texts(OLD))
    assert targets(returned) == {OLD: OLD_FI}
    assert not returned.obsolete
    assert not only(returned, OLD).fuzzy


def test_a_text_of_a_person_s_is_not_replaced_by_one_that_the_machine_left() -> None:
    left = replace(DRAFT, obsolete=True)
    after = update(catalog(paragraph(OLD, OLD_FI), left), texts(OLD))
    assert targets(after) == {OLD: OLD_FI}


def test_offers_and_failures_go_when_the_swedish_text_changes() -> None:
    outdated = replace(paragraph(NEW, OLD_FI, fuzzy=True), previous=OLD)
    offered = with_failure(with_offer(outdated, "Koneen", MARK), MARK, ())
    assert only(update(catalog(offered), texts(NEW)), NEW).comments == offered.comments
    entry = only(update(catalog(offered), texts(NEW + "!")), NEW + "!")
    assert (entry.target, entry.comments) == (OLD_FI, ())
    assert needs_machine(entry, ENGINE, ROUTE) is Need.OFFER


def test_an_approved_text_that_is_doubted_again_keeps_what_it_is_shown_beside() -> None:
    doubted = replace(paragraph(OLD, OLD_FI, fuzzy=True), previous=NEW)
    offered = with_near(with_offer(doubted, "Koneen", MARK), near_lines(94, "a", NEW, OLD_FI))
    entry = only(update(catalog(offered), texts(OLD), {}, {entry_hash(offered)}), OLD)
    assert entry.comments == offered.comments
    assert needs_machine(entry, ENGINE, ROUTE) is Need.NONE


def test_a_text_that_has_got_tags_is_offered_with_its_old_translation() -> None:
    before = catalog(paragraph("Obs!", "Huom!"), paragraph("Annat", "Muuta"))
    after = update(before, (SourceText("paragraph", "<1>Obs!</1>"),)).active[0]
    assert (after.target, after.fuzzy, after.previous) == ("Huom!", True, "Obs!")


@pytest.mark.parametrize(("least", "common", "apart"), [(65.0, 13, 14), (68.0, 17, 16)])
def test_a_text_exactly_as_similar_as_it_must_be_is_suggested(
    monkeypatch: pytest.MonkeyPatch, least: float, common: int, apart: int
) -> None:
    """rapidfuzz gives 0 for the second with its own cut-off at 68."""
    monkeypatch.setattr("pipeline.translate.update.LEAST_SIMILARITY", least)
    old, new = ("a" * common + letter * (apart // 2) for letter in "bc")
    assert fuzz.ratio(old, new) == least
    assert only(update(catalog(paragraph(old, "Yksi")), texts(new)), new).target == "Yksi"


def test_a_text_less_similar_than_it_must_be_is_not_suggested() -> None:
    old, new = "a" * 9 + "b" * 5, "a" * 9 + "c" * 5
    assert 64.0 <= fuzz.ratio(old, new) < 65.0
    assert only(update(catalog(paragraph(old, "Yksi")), texts(new)), new).target == ""
