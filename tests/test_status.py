"""How far the translations are, and what people can do next."""

import json

import pytest

from pipeline.interface import interface
from pipeline.status import Amount, StatusRow, markdown_table, next_steps, total
from pipeline.translate.states import EntryState
from tests.workplace import NAME, Workplace, workplace

__all__ = ["workplace"]

MISSING, OUTDATED, MACHINE = EntryState.MISSING, EntryState.OUTDATED, EntryState.MACHINE
DRAFT, APPROVED = EntryState.DRAFT, EntryState.APPROVED


def row(
    tag: str, rule: str = "draft", document: str = "a", **amounts: tuple[int, int]
) -> StatusRow:
    found = {EntryState(state): Amount(*pair) for state, pair in amounts.items()}
    return StatusRow(document, tag, rule, None, "a.po", found)


def steps(*rows: StatusRow) -> list[str]:
    return [interface("en").show(step) for step in next_steps(rows)]


def test_nothing_to_do_is_no_step() -> None:
    assert steps(row("fi", approved=(3, 10)), row("ar")) == []


def test_what_is_missing_or_outdated_goes_to_translators_once_for_all_documents() -> None:
    (step,) = steps(
        row("fi", missing=(1, 7), outdated=(2, 5)),
        row("fi", document="b", missing=(1, 1)),
        row("ar", approved=(9, 9)),
    )
    assert "4 (13 words)" in step
    assert 'make package LANGUAGES="fi"' in step


def test_planned_languages_are_a_step_of_their_own() -> None:
    first, second = steps(row("fi", missing=(1, 7)), row("ti", "planned", missing=(9, 80)))
    assert 'LANGUAGES="fi"' in first
    assert "on their way: ti." in second


def test_drafts_and_machine_wait_for_people() -> None:
    machine, draft = steps(row("fi", machine=(2, 20)), row("en", draft=(3, 30)))
    assert "only a machine wrote: 2 (20 words), in fi." in machine
    assert "approved: 3 (30 words), in en." in draft


def test_the_total_has_every_state() -> None:
    whole = total([row("fi", draft=(2, 20), missing=(1, 1)), row("en", draft=(3, 30))])
    assert whole[DRAFT] == Amount(5, 50)
    assert whole[MISSING] == Amount(1, 1)
    assert whole[APPROVED] == Amount()


def test_markdown_has_a_row_for_each_language_over_all_documents() -> None:
    rows = (
        row("sv", "original"),
        row("fi", draft=(2, 1000)),
        row("fi", document="b", draft=(1, 9)),
    )
    lines = list(markdown_table(rows, interface("en")))
    assert len(lines) == 3
    assert lines[2] == "| suomi | finska | draft | 0 | 3 | 0 | 0 | 0 | 1,009 |"
    assert len({line.count("|") for line in lines}) == 1


def test_words_are_those_of_the_swedish_text(workplace: Workplace) -> None:
    rows = {r["language"]: r for r in json.loads(workplace.run("status", "--json").output)}
    fi, ar = rows["fi"], rows["ar"]
    assert fi["words"]["draft"] == ar["words"]["draft"] > 500
    workplace.edit(workplace.catalog("fi"), 'msgid "Covid-19"', '#, fuzzy\nmsgid "Covid-19"')
    rows = {r["language"]: r for r in json.loads(workplace.run("status", "--json").output)}
    assert rows["fi"]["words"]["outdated"] == 1
    assert rows["fi"]["words"]["draft"] == fi["words"]["draft"] - 1


def test_the_last_change_is_the_catalog_s_or_a_later_approval(workplace: Workplace) -> None:
    def changed() -> object:
        rows = {r["language"]: r for r in json.loads(workplace.run("status", "--json").output)}
        return rows["fi"]["changed"]

    text = workplace.catalog("fi").read_text("utf-8")
    line = next(line for line in text.splitlines() if "PO-Revision-Date" in line)
    workplace.edit(workplace.catalog("fi"), line, '"PO-Revision-Date: 2020-05-11 08:00+0200\\n"')
    assert changed() == "2020-05-11"
    workplace.run("approve", NAME, "fi", "--by", "Aino Ahola")
    assert str(changed()) > "2026-01-01"


@pytest.mark.parametrize("ui", ["sv", "en"])
def test_the_terminal_tells_the_total_and_what_to_do(workplace: Workplace, ui: str) -> None:
    result = workplace.run("status", ui=ui)
    assert result.exit_code == 0
    assert "approve" in result.output
    assert "build/report/index.html" in result.output
