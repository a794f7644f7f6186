"""What stays on one line although UAX #14 would let it be broken (a tailoring, clause 8)."""

import re
from functools import cache

from pipeline.isolation import figures, left_to_right_ranges, outside

_SLASH = re.compile(r"[^\W\d_]/(?=[^\W\d_])")
_ANY_DIGIT = re.compile(r"\d")
_ORDINAL = r"\d{1,2}(?::?[^\W\d_]{1,2}|\.)?"
"""`12`, `12.`, `12th`, `12:e`."""
_NUMBER_AND_WORD = re.compile(rf"(?<![^\s(]){_ORDINAL} (?=[^\W\d_])")


def unbroken_ranges(text: str, locale: str) -> list[tuple[int, int]]:
    """The ranges of a text that have no line break inside, for a CLDR locale.

    Telephone numbers, times, ranges and prices; a short number and the word after it, above all
    a day and its month, and a month with the day after it; two words with a slash between
    them, outside of addresses, which would be too long for a line.
    """
    ranges = figures(text)
    if _ANY_DIGIT.search(text):
        days = [match.span() for match in _month_and_day(locale).finditer(text)]
        ranges += outside(ranges, days)
        numbers = [(m.start(), m.end() + 1) for m in _NUMBER_AND_WORD.finditer(text)]
        ranges += outside(ranges, numbers)
    if "/" in text:
        slashes = [(match.end() - 1, match.end()) for match in _SLASH.finditer(text)]
        ranges += ((s, s + 2) for s, _ in outside(left_to_right_ranges(text), slashes))
    return ranges


@cache
def _month_and_day(locale: str) -> re.Pattern[str]:
    """The name of a month, as CLDR has it, and a day: `May 12`."""
    from babel import Locale  # late: Babel takes its time

    months = Locale.parse(locale).months
    names = {
        name
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for name in months[context][width].values()
    }
    longest_first = sorted((name for name in names if len(name) > 1), key=lambda n: (-len(n), n))
    month = "|".join(map(re.escape, longest_first))
    return re.compile(rf"\b(?:{month}) {_ORDINAL}(?!\w)", re.IGNORECASE)
