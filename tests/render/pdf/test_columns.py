"""Widths of columns: in the room, wide enough for every word, and fair."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import Cell
from pipeline.render.pdf.columns import Columns, columns
from pipeline.render.pdf.text import Widths
from pipeline.tables import PlacedCell

ROOM = 400.0
wishes = st.lists(
    st.tuples(st.floats(1, 300), st.floats(0, 20_000)).map(lambda w: (w[0], w[0] + w[1])),
    min_size=1,
    max_size=8,
)


def of(*pairs: tuple[float, float]) -> Columns:
    return Columns(tuple(least for least, _ in pairs), tuple(most for _, most in pairs))


def cell(column: int, least: float, most: float, span: int = 1) -> tuple[PlacedCell, Widths]:
    placed = PlacedCell(Cell("b1.1.1", (), span), 0, column, False, False)
    return placed, Widths(least, most)


@given(wishes)
def test_columns_fill_the_room_but_no_more_than_they_would_like(
    pairs: Sequence[tuple[float, float]],
) -> None:
    found = of(*pairs)
    widths = found.widths(ROOM)
    assert abs(sum(widths) - min(ROOM, sum(found.most))) < 0.1
    for width, (least, most) in zip(widths, pairs, strict=True):
        assert 0 < width <= most + 0.01
        if found.fits(ROOM):
            assert width >= least - 0.01


def test_short_columns_are_not_squeezed_by_long_ones() -> None:
    widths = of((40, 60), (50, 80), (60, 5000)).widths(ROOM)
    assert widths[:2] == (60, 80)


def test_what_does_not_fit_is_taken_from_the_widest() -> None:
    assert of((300, 300), (250, 250), (50, 50)).widths(ROOM) == (175, 175, 50)


def test_a_cell_over_several_columns_widens_them_by_their_shares() -> None:
    found = columns([cell(0, 100, 400, 2), cell(0, 10, 30), cell(1, 20, 90)], 2)
    assert found.most == (100, 300)
    assert found.least == (10 + 70 / 4, 20 + 70 * 3 / 4)


def test_columns_without_text_share_equally() -> None:
    assert columns([cell(0, 30, 60, 2)], 2) == Columns((15, 15), (30, 30))
