import pytest

from pipeline.model import Cell, Table
from pipeline.tables import column_count, headers_of, placed_cells
from tests.builders import briefing


def table(*lines: str) -> Table:
    (block,) = briefing(*lines).blocks
    assert isinstance(block, Table)
    return block


HOURS = table(
    "|= Plats | Öppet | <",
    "|= ^ | Vardagar | Helger",
    "|! Biblioteket | 10–18 | 11–15",
    "|! Simhallen | stängt | <",
)


def places(value: Table) -> list[tuple[str, int, int]]:
    return [(placed.cell.id, placed.row, placed.column) for placed in placed_cells(value)]


def headers(value: Table, identity: str) -> list[str]:
    placed = placed_cells(value)
    (cell,) = (p for p in placed if p.cell.id == identity)
    return [head.cell.id for head in headers_of(placed, cell)]


def test_cells_stand_beside_those_that_reach_down_from_above() -> None:
    assert places(HOURS)[:4] == [
        ("b1.1.1", 0, 0),
        ("b1.1.2", 0, 1),
        ("b1.2.1", 1, 1),
        ("b1.2.2", 1, 2),
    ]
    assert column_count(HOURS.rows) == 3


def test_a_cell_has_the_headers_above_and_before_it() -> None:
    assert headers(HOURS, "b1.3.3") == ["b1.1.2", "b1.2.2", "b1.3.1"]
    assert headers(HOURS, "b1.4.2") == ["b1.1.2", "b1.2.1", "b1.2.2", "b1.4.1"]


def test_a_header_has_those_above_it() -> None:
    assert headers(HOURS, "b1.2.2") == ["b1.1.2"]
    assert headers(HOURS, "b1.1.1") == []
    assert headers(HOURS, "b1.3.1") == ["b1.1.1"]


def test_the_corner_heads_its_column() -> None:
    corner, *_ = placed_cells(HOURS)
    assert corner.heads_column
    assert not corner.heads_row


@pytest.mark.parametrize(
    "rows",
    [
        ((Cell("a"), Cell("b")), (Cell("c"),)),
        ((Cell("a"),), (Cell("b"), Cell("c"))),
        ((Cell("a", rows=2),),),
        ((Cell("a"), Cell("b", rows=2)), (Cell("c", columns=2),)),
    ],
    ids=["a hole", "too wide", "below the last row", "two on one place"],
)
def test_a_grid_that_is_not_filled_is_refused(rows: tuple[tuple[Cell, ...], ...]) -> None:
    with pytest.raises(ValueError, match="cells"):
        placed_cells(Table("b1", rows))


def test_a_table_without_rows_has_no_columns() -> None:
    assert column_count(()) == 0
    assert placed_cells(Table("b1", ())) == ()
