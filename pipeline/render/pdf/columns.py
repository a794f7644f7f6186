"""The widths of a table's columns, from what its cells need and would like.

The rules are those of automatic table layout in CSS 2.2, 17.5.2.2. Widths are in pt.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.render.pdf.text import Widths
from pipeline.tables import PlacedCell

TOLERANCE_PT = 0.01


@dataclass(frozen=True, slots=True)
class Columns:
    """The least and the most width of each column."""

    least: tuple[float, ...]
    most: tuple[float, ...]

    def fits(self, room: float) -> bool:
        """Whether no word has to be broken."""
        return sum(self.least) <= room + TOLERANCE_PT

    def widths(self, room: float) -> tuple[float, ...]:
        """The width of each column in this room, each at least its least width if that fits.

        If all would like less than the room, the table is narrower. If not even the least
        widths fit, the wide columns give way, all to the same width.
        """
        if not self.fits(room):
            return _narrowed(self.least, room)
        if sum(self.most) <= room:
            return self.most
        spare = room - sum(self.least)
        wishes = [most - least for least, most in zip(self.least, self.most, strict=True)]
        total = sum(wishes)
        return tuple(
            least + spare * wish / total for least, wish in zip(self.least, wishes, strict=True)
        )


def columns(cells: Iterable[tuple[PlacedCell, Widths]], count: int) -> Columns:
    """The needs and wishes of `count` columns from those of their cells.

    A cell that spans columns widens them in the proportion of what they already want.
    """
    least, most = [0.0] * count, [0.0] * count
    for placed, widths in sorted(cells, key=lambda item: item[0].cell.columns):
        spanned = range(placed.column, placed.end_column)
        _widen(least, spanned, widths.least_pt, most)
        _widen(most, spanned, max(widths.most_pt, widths.least_pt), most)
    return Columns(tuple(least), tuple(map(max, least, most)))


def _widen(values: list[float], spanned: range, needed: float, shares: Sequence[float]) -> None:
    missing = needed - sum(values[column] for column in spanned)
    if missing <= 0:
        return
    weights = [shares[column] for column in spanned]
    total = sum(weights)
    for column, weight in zip(spanned, weights, strict=True):
        values[column] += missing * (weight / total if total else 1 / len(spanned))


def _narrowed(least: Sequence[float], room: float) -> tuple[float, ...]:
    """The widest columns cut to one width, so that all of them fill the room."""
    left, ordered = room, sorted(least)
    for index, width in enumerate(ordered):
        share = left / (len(ordered) - index)
        if width > share:
            return tuple(min(width, share) for width in least)
        left -= width
    return tuple(least)
