"""Where a line break is only the margin of whoever wrote the text, and where it means something.

Text pasted from e-mail is broken at 60–80 columns. A break is such a *soft* one if the first
word of the next line would not have fitted. The width is learnt from the source itself.
"""

from collections.abc import Sequence
from itertools import pairwise

from pipeline.parse.forms import ends_open, ends_with_preposition, is_finished, starts_lower
from pipeline.parse.lines import Line

NARROWEST, WIDEST = 45, 120
"""Columns. Lines below are verses, addresses and the like; lines above are not wrapped at all."""

SURELY_LONG = 60  # columns; where the width is not known, hardly any heading is so long


def wrap_width(lines: Sequence[Line]) -> int | None:
    """The column at which the source is wrapped, or None if it is not.

    Learnt from the breaks that are surely soft: an unfinished line that a line in lower case
    follows. The 90th percentile, so that one overlong line does not count for all.
    """
    widths = sorted(
        line.column
        for line, following in pairwise(lines)
        if NARROWEST <= line.column <= WIDEST
        and not following.detached
        and starts_lower(following.text)
        and not is_finished(line.text)
    )
    return widths[(len(widths) - 1) * 9 // 10] if widths else None


def is_soft_break(line: Line, following: Line, width: int | None) -> bool:
    """True if both lines are of one paragraph; they stand right below each other."""
    if not is_finished(line.text):
        goes_on = starts_lower(following.text) or ends_open(line.text)
        if goes_on and line.column >= (NARROWEST if width is None else NARROWEST // 2):
            return True
        if width is None and _breaks_before_name(line, following):
            return True
    return is_full(line, following, width)


def _breaks_before_name(line: Line, following: Line) -> bool:
    """True for a long line that ends as in "… räddningstjänsten i", over the rest of a sentence.

    A text of two or three lines has often no other break to learn the width from.
    """
    is_rest = is_finished(following.text) or following.column >= SURELY_LONG
    is_long = SURELY_LONG <= line.column <= WIDEST
    return is_long and is_rest and ends_with_preposition(line.text)


def is_full(line: Line, following: Line, width: int | None) -> bool:
    """True if the first word of the following line would not have fitted on the line.

    People who break lines by hand keep to no exact column, so an unfinished sentence has a
    fifth of the width to spare, once it has filled three quarters.
    """
    if width is None or line.column > WIDEST:
        return False
    may_be_ragged = line.column >= width * 3 // 4 and not is_finished(line.text)
    spare = width // 5 if may_be_ragged else 0
    first_word = following.text.split(None, 1)[0]
    return line.column + 1 + len(first_word) > width - spare
