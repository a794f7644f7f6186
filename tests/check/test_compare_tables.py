from collections.abc import Callable
from dataclasses import replace

import pytest

from pipeline.check.compare_tables import CellForm, TableForm, compare_tables, table_forms
from pipeline.findings import Finding
from tests.builders import briefing

BRIEFING = briefing(
    "# T",
    "|: Antal **per** vecka[^1]",
    "|= Ort | Vecka | < |",
    "|= ^ | 18 | 19 |",
    "|! Hallstahammar | 1 | Se: \\\\ - ett \\\\ - två |",
    "[^1] Prov.",
)
(FORM,) = table_forms(BRIEFING)


def check(*found: TableForm) -> list[tuple[str, str]]:
    return [(f.rule, f.where) for f in _findings(found)]


def _findings(found: tuple[TableForm, ...]) -> tuple[Finding, ...]:
    return compare_tables(BRIEFING, found, rule_prefix="docx", where="a.docx")


def with_cell(row: int, index: int, change: Callable[[CellForm], CellForm]) -> TableForm:
    rows = [list(cells) for cells in FORM.rows]
    rows[row][index] = change(rows[row][index])
    return replace(FORM, rows=tuple(tuple(cells) for cells in rows))


def test_a_table_in_its_form() -> None:
    assert (
        TableForm(
            "Antal per vecka1",
            (
                (CellForm(("Ort",), 2, 1, True), CellForm(("Vecka",), 1, 2, True)),
                (CellForm(("18",), is_header=True), CellForm(("19",), is_header=True)),
                (
                    CellForm(("Hallstahammar",), is_header=True),
                    CellForm(("1",)),
                    CellForm(("Se:", "ett", "två")),
                ),
            ),
        )
        == FORM
    )
    assert check(FORM) == []


@pytest.mark.parametrize(
    ("form", "place"),
    [
        (replace(FORM, caption="Antal"), "b1.caption"),
        (replace(FORM, rows=FORM.rows[:2]), "b1"),
        (replace(FORM, rows=(*FORM.rows[:2], FORM.rows[2][:2])), "b1"),
        (with_cell(0, 1, lambda cell: replace(cell, columns=1)), "b1.1.2"),
        (with_cell(0, 0, lambda cell: replace(cell, rows=1)), "b1.1.1"),
        (with_cell(2, 0, lambda cell: replace(cell, is_header=False)), "b1.3.1"),
        (with_cell(2, 1, lambda cell: replace(cell, is_header=True)), "b1.3.2"),
        (with_cell(2, 2, lambda cell: replace(cell, texts=("Se:", "två", "ett"))), "b1.3.3"),
        (with_cell(2, 2, lambda cell: replace(cell, texts=("Se:ett", "två"))), "b1.3.3"),
    ],
)
def test_every_property_is_compared(form: TableForm, place: str) -> None:
    assert check(form) == [("docx.table", f"a.docx {place}")]


def test_exchanged_cells_are_two_findings() -> None:
    one, two, three = FORM.rows
    form = replace(FORM, rows=(one, two[::-1], three))
    assert check(form) == [("docx.table", "a.docx b1.2.1"), ("docx.table", "a.docx b1.2.2")]


def test_a_table_that_is_lost_and_one_that_is_extra() -> None:
    assert check() == [("docx.table", "a.docx b1")]
    assert check(FORM, FORM) == [("docx.table", "a.docx")]
