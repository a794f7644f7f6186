import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import CatalogError
from pipeline.translate.approvals import (
    Approval,
    Approvals,
    approvals_bytes,
    approve,
    entry_hash,
    read_approvals,
)
from pipeline.translate.po import Entry
from pipeline.translate.states import EntryState, entry_state
from tests.translate.builders import catalog, paragraph

DAY = date(2020, 5, 14)


def state(entry: Entry | None, approvals: Approvals, tag: str = "fi") -> EntryState:
    return entry_state(entry, approvals.by_hash(tag))


def test_only_what_is_translated_and_not_fuzzy_is_approved() -> None:
    entries = (paragraph("A", "B"), paragraph("C"), paragraph("D", "E", fuzzy=True))
    approvals = approve(catalog(*entries), Approvals(), "Anna", DAY)
    assert approvals.records == (Approval("fi", entry_hash(entries[0]), "Anna", DAY),)
    assert [state(entry, approvals) for entry in (*entries, None)] == [
        EntryState.APPROVED,
        EntryState.MISSING,
        EntryState.OUTDATED,
        EntryState.MISSING,
    ]


def test_an_approval_counts_only_for_what_was_approved() -> None:
    entry = paragraph("A", "B")
    approvals = approve(catalog(entry), Approvals(), "Anna", DAY)
    changed = [
        replace(entry, target="B."),
        replace(entry, source="A."),
        replace(entry, context="title"),
    ]
    assert {state(e, approvals) for e in changed} == {EntryState.DRAFT}
    assert state(entry, approvals, "en") is EntryState.DRAFT
    assert state(replace(entry, fuzzy=True), approvals) is EntryState.OUTDATED


def test_context_source_and_target_do_not_run_together() -> None:
    assert entry_hash(Entry("a", "bc", "d")) != entry_hash(Entry("ab", "c", "d"))


def test_the_first_approval_stays_on_record() -> None:
    once = approve(catalog(paragraph("A", "B")), Approvals(), "Anna", DAY)
    twice = approve(catalog(paragraph("A", "B"), paragraph("C", "D")), once, "Bo", DAY)
    assert [record.by for record in twice.records] == ["Anna", "Bo"]


def test_a_target_of_white_space_is_missing() -> None:
    assert state(paragraph("A", " \u00a0"), Approvals()) is EntryState.MISSING


records = st.builds(
    Approval,
    st.sampled_from(["ar", "fi", "sv-simple"]),
    st.text("0123456789abcdef", min_size=64, max_size=64),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip),
    st.dates(),
)


@given(st.lists(records, max_size=5).map(lambda rs: sorted(rs, key=lambda r: r.language)))
def test_approvals_are_read_back_equal(
    tmp_path_factory: pytest.TempPathFactory, values: list[Approval]
) -> None:
    path = tmp_path_factory.mktemp("a") / "approvals.toml"
    path.write_bytes(approvals_bytes(Approvals(tuple(values))))
    assert read_approvals(path) == Approvals(tuple(values))
    tomllib.loads(path.read_text("utf-8"))


def test_no_file_is_no_approvals(tmp_path: Path) -> None:
    assert read_approvals(tmp_path / "approvals.toml") == Approvals()


GOOD = f'[[fi]]\nsha256 = "{"a" * 64}"\nby = "Anna"\nday = 2020-05-14\n'


@pytest.mark.parametrize(
    "text",
    [
        GOOD.replace("a" * 64, "a" * 63),
        GOOD.replace("a" * 64, "A" * 64),
        GOOD.replace("Anna", " "),
        GOOD.replace("2020-05-14", '"2020-05-14"'),
        GOOD.replace("2020-05-14", "2020-05-14T10:00:00"),
        GOOD + "more = 1\n",
        GOOD.replace("[[fi]]", "[[xx]]"),
        GOOD.replace("[[fi]]", "[[sv]]"),
        GOOD.replace("[[fi]]", "[fi]"),
        "fi = 1\n",
        "fi = [1]\n",
        "fi =\n",
        "å".encode("latin-1").decode("latin-1"),
    ],
)
def test_a_wrong_file_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "approvals.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(CatalogError) as caught:
        read_approvals(path)
    assert caught.value.where.startswith(str(path))


def test_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "approvals.toml"
    path.write_bytes(GOOD.replace("Anna", "Åsa").encode("latin-1"))
    with pytest.raises(CatalogError, match="UTF-8"):
        read_approvals(path)
