"""The widths of a table's columns, from what its cells need and would like.

Least and most widths are those of automatic table layout in CSS 2.2, 17.5.2.2; widths are in
pt.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.render.pdf.text import Widths
from pipeline.tables import PlacedCell

TOLERANCE_PT = 0.01
EVENNESS = 0.4
"""The power of what columns would like that they get: 1 is their proportion, 0 equal widths."""
MOST_WEIGHT = 3
"""How much more than the whole room a column with very much text may ask for."""
STEPS = 60
"""Halvings of the search for the share: more digits than a float has."""


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

        If all would like less than the room, the table is narrower. Otherwise short columns,
        such as times and names, come nearer to what they would like than those with much text.
        If not even the least widths fit, the wide columns give way, all to the same width.
        """
        if not self.fits(room):
            return _narrowed(self.least, room)
        if sum(self.most) <= room:
            return self.most
        weights = [min(most, MOST_WEIGHT * room) ** EVENNESS for most in self.most]
        low, high = 0.0, room
        for _ in range(STEPS):
            middle = (low + high) / 2
            is_less = sum(self._shared(middle, weights)) <= room
            low, high = (middle, high) if is_less else (low, middle)
        return self._shared(low, weights)

    def _shared(self, share: float, weights: Sequence[float]) -> tuple[float, ...]:
        return tuple(
            min(max(share * weight, least), most)
            for weight, least, most in zip(weights, self.least, self.most, strict=True)
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
