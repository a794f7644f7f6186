"""What the machine writes into an entry is read back, whatever a translator's program does."""

import re
import subprocess
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.messages import message
from pipeline.translate.catalog import catalog_bytes, parse_catalog
from pipeline.translate.machine import (
    MachineMark,
    Need,
    failure_of,
    is_current_machine,
    is_unchanged_machine,
    mark_of,
    near_lines,
    needs_machine,
    offer_of,
    problems_of,
    tidied,
    with_draft,
    with_failure,
    with_near,
    with_offer,
    without_machine_comments,
)
from pipeline.translate.po import Entry
from tests.translate.builders import (
    ENGINE,
    MARK,
    NEW,
    OLD,
    OLD_FI,
    ROUTE,
    catalog,
    drafted,
    paragraph,
    reread,
)

PROBLEM = message("The file or folder cannot be used: {reason}.", reason="{x} 100 %")
NEAR = near_lines(87, "sommar", "på [-0220-240 00-] {+0220-241 11+}", OLD_FI)
OUTDATED = replace(paragraph(NEW, OLD_FI, fuzzy=True), previous=OLD)


def test_a_draft_is_fuzzy_and_tells_where_it_is_from() -> None:
    entry = with_draft(paragraph(OLD), OLD_FI, MARK, (PROBLEM,))
    assert (entry.target, entry.fuzzy, entry.previous) == (OLD_FI, True, None)
    mark = mark_of(entry)
    assert mark is not None
    assert (mark.engine, mark.route, mark.score, mark.day) == (ENGINE, ROUTE, 0.83, MARK.day)
    beginning = (
        "Maskinöversättning: argos 1.12.1; sv-en 1.5, en-fi 1.9; säkerhet 0.83; 2026-11-25; sha256 "
    )
    assert entry.comments[0].startswith(beginning)
    (problem,) = problems_of(entry)
    assert problem.startswith("Filen eller mappen")
    assert "{x} 100 %" in problem


def everything() -> Entry:
    entry = with_draft(replace(paragraph(NEW), comments=("Kysy Anulta",)), OLD_FI, MARK, (PROBLEM,))
    entry = with_offer(with_failure(entry, MARK, (PROBLEM,)), "Toinen", MARK)
    return with_near(entry, NEAR)


def test_all_of_it_survives_the_file_and_goes_without_a_person_s_comment() -> None:
    entry = everything()
    assert reread(catalog(entry)).entries == (entry,)
    assert without_machine_comments(entry).comments == ("Kysy Anulta",)
    assert entry.comments[-2:] == NEAR


@pytest.mark.parametrize("arguments", [("msgcat",), ("msgcat", "--no-wrap"), ("msgattrib",)])
def test_programs_of_gettext_keep_it(
    tmp_path: Path, program: Callable[[str], str], arguments: tuple[str, ...]
) -> None:
    path, entry = tmp_path / "fi.po", everything()
    path.write_bytes(catalog_bytes(catalog(entry)))
    name, *options = arguments
    command = [program(name), *options, "-o", str(path), str(path)]
    subprocess.run(command, check=True)
    (found,) = parse_catalog(path.read_bytes(), "lagesbild", "fi", "fi.po").entries
    assert found == entry
    assert is_unchanged_machine(found)


def test_a_changed_text_is_a_person_s_and_spaces_at_its_ends_change_nothing() -> None:
    entry = drafted(paragraph(OLD), OLD_FI)
    assert is_unchanged_machine(replace(entry, fuzzy=False))
    assert is_unchanged_machine(replace(entry, target=f" {OLD_FI}\u00a0"))
    for other in (f"{OLD_FI}!", OLD_FI.lower(), ""):
        assert not is_unchanged_machine(replace(entry, target=other))


def changed_mark(change: Callable[[str], str]) -> Entry:
    entry = drafted(paragraph(OLD), OLD_FI)
    return replace(entry, comments=tuple(map(change, entry.comments)))


@pytest.mark.parametrize(
    "change",
    [
        lambda c: c.replace("; ", ";   ").replace(": ", " :\t"),
        lambda c: c.replace("; ", " ; ").replace(", ", ","),
        lambda c: f"  {c}  ",
        lambda c: c.replace("0.83", "0,83"),
        lambda c: c.replace("ö", "o\u0308").replace("ä", "a\u0308"),
        lambda c: re.sub(r"[0-9a-f]{64}", lambda found: found[0].upper(), c),
    ],
)
def test_a_mark_is_read_with_other_spaces(change: Callable[[str], str]) -> None:
    entry = changed_mark(change)
    assert is_current_machine(entry)
    mark = mark_of(entry)
    assert mark is not None
    assert (mark.engine, mark.route, mark.score) == (ENGINE, ROUTE, 0.83)


@pytest.mark.parametrize(
    "change",
    [
        lambda c: c[:-1],
        lambda c: c.replace("2026-11-25", "2026-11-32"),
        lambda c: c.replace("sha256 ", "sha256 g"),
        lambda c: c.replace("Maskinöversättning", "Maskinoversattning"),
        lambda c: c.replace("; ", " "),
        lambda c: c.partition("; sha256")[0],
        lambda _: "Maskinöversättning:",
        lambda _: "Maskinöversättning: bra",
    ],
)
def test_a_damaged_mark_makes_the_text_a_person_s(change: Callable[[str], str]) -> None:
    entry = changed_mark(change)
    assert mark_of(entry) is None
    assert not is_unchanged_machine(entry)
    assert needs_machine(entry, ENGINE, ROUTE) is Need.NONE
    with pytest.raises(ValueError, match="person"):
        with_draft(entry, "Uusi", MARK)


@pytest.mark.parametrize(
    "entry",
    [
        paragraph(OLD, OLD_FI),
        paragraph(OLD, OLD_FI, fuzzy=True),
        OUTDATED,
        replace(drafted(paragraph(OLD), OLD_FI), fuzzy=False),
        replace(drafted(paragraph(OLD), OLD_FI), target="Muutettu"),
    ],
)
def test_what_a_person_wrote_or_took_over_is_never_written_over(entry: Entry) -> None:
    with pytest.raises(ValueError, match="person"):
        with_draft(entry, "Koneen", MARK)
    offered = with_offer(with_failure(entry, MARK, (PROBLEM,)), "Koneen", MARK)
    assert replace(offered, comments=()) == replace(entry, comments=())


@pytest.mark.parametrize("text", ["", " \u00a0", "A\u202eB", "A\x07", "Två\nrader"])
def test_a_draft_that_no_catalog_may_have_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="draft"):
        with_draft(paragraph(OLD), text, MARK)


def test_an_offer_is_one_line_whatever_it_has() -> None:
    entry = with_offer(OUTDATED, "Uusi\n\r\nteksti\x0b  : ;", MARK)
    assert "Maskinens förslag: Uusi teksti : ;" in entry.comments
    assert reread(catalog(entry)).entries == (entry,)
    assert offer_of(entry) is not None
    again = with_offer(entry, "Toinen", MARK)
    assert not any("Uusi" in comment for comment in again.comments)


OTHER_ROUTE = ("sv-en 1.6", "en-fi 1.9")
EMPTY = paragraph(OLD)
DRAFT = drafted(EMPTY, OLD_FI)
MOVED = replace(DRAFT, source=NEW, previous=OLD)
FAILED = with_failure(EMPTY, MARK, (PROBLEM,))
OFFERED = with_offer(OUTDATED, "Koneen", MARK)


@pytest.mark.parametrize(
    ("entry", "same", "other"),
    [
        (EMPTY, Need.DRAFT, Need.DRAFT),
        (replace(EMPTY, target=" "), Need.DRAFT, Need.DRAFT),
        (FAILED, Need.NONE, Need.DRAFT),
        (replace(FAILED, source=NEW), Need.DRAFT, Need.DRAFT),
        (DRAFT, Need.NONE, Need.DRAFT),
        (MOVED, Need.DRAFT, Need.DRAFT),
        (with_failure(MOVED, MARK, ()), Need.NONE, Need.DRAFT),
        (replace(DRAFT, fuzzy=False), Need.NONE, Need.NONE),
        (replace(MOVED, fuzzy=False), Need.NONE, Need.NONE),
        (replace(DRAFT, target="Muutettu"), Need.NONE, Need.NONE),
        (paragraph(OLD, OLD_FI), Need.NONE, Need.NONE),
        (paragraph(OLD, OLD_FI, fuzzy=True), Need.NONE, Need.NONE),
        (OUTDATED, Need.OFFER, Need.OFFER),
        (OFFERED, Need.NONE, Need.OFFER),
        (replace(OFFERED, source=OLD + "!"), Need.OFFER, Need.OFFER),
        (with_failure(OUTDATED, MARK, ()), Need.NONE, Need.OFFER),
        (replace(EMPTY, obsolete=True), Need.NONE, Need.NONE),
    ],
)
def test_what_an_entry_needs(entry: Entry, same: Need, other: Need) -> None:
    entry = reread(catalog(entry)).entries[0]
    assert needs_machine(entry, ENGINE, ROUTE) is same
    assert needs_machine(entry, ENGINE, OTHER_ROUTE) is other
    assert needs_machine(entry, "argos 1.13", ROUTE) is other


def test_what_was_done_is_not_done_again_even_with_odd_names() -> None:
    odd = MachineMark("a;  b", ("x, y",), 1.0, date(2026, 11, 25))
    for entry in (
        with_draft(EMPTY, OLD_FI, odd),
        with_failure(EMPTY, odd, ()),
        with_offer(OUTDATED, OLD_FI, odd),
    ):
        assert needs_machine(reread(catalog(entry)).entries[0], "a;  b", ("x, y",)) is Need.NONE


def test_a_finished_text_keeps_its_history_alone() -> None:
    finished = replace(everything(), target="Ihmisen", fuzzy=False)
    assert [c.partition(":")[0] for c in tidied(finished).comments] == [
        "Kysy Anulta",
        "Maskinöversättning",
    ]
    assert tidied(replace(finished, target="")).comments[0] == "Kysy Anulta"
    assert mark_of(tidied(replace(finished, target=""))) is None


def test_problems_of_another_swedish_text_go_and_the_mark_stays() -> None:
    moved = tidied(replace(everything(), source=OLD, previous=NEW))
    assert problems_of(moved) == ()
    assert (offer_of(moved), failure_of(moved)) == (None, None)
    assert is_unchanged_machine(moved)
    assert not is_current_machine(moved)


def test_a_person_s_own_word_is_not_taken_for_the_machine_s() -> None:
    entry = replace(paragraph(OLD, OLD_FI), comments=("Kontroll: fråga Anna", "Liknande text: nej"))
    assert tidied(entry) == without_machine_comments(entry) == entry


words = (
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Z"]), min_size=1)
    .map(lambda text: unicodedata.normalize("NFC", text))
    .filter(lambda text: not set(text) & set(";,"))
)


@settings(deadline=None)
@given(words, st.lists(words, min_size=1, max_size=3), st.floats(0, 1), st.dates(), st.data())
def test_any_mark_is_read_back(
    engine: str, route: list[str], score: float, day: date, data: st.DataObject
) -> None:
    target = data.draw(st.text(st.characters(exclude_categories=["Cs", "Cc"])).filter(str.strip))
    mark = MachineMark(engine, tuple(route), score, day)
    try:
        entry = with_draft(paragraph(OLD), target, mark)
    except ValueError:
        return
    (entry,) = reread(catalog(entry)).entries
    found = mark_of(entry)
    assert found is not None
    assert (found.engine, found.route, found.day) == (engine, tuple(route), day)
    assert found.score == pytest.approx(score, abs=0.01)
    assert is_current_machine(entry)
    assert needs_machine(entry, engine, route) is Need.NONE
