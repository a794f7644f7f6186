"""Dates, times, prices and numbers as Swedish texts write them, and what they say.

The patterns follow Svenska skrivregler: `12 maj 2020`, `12–14 maj`, `12/5`, `kl. 8.15–16.30`,
`1 000,50 kr`, `250:-`, `3 §`.
"""

import re
from dataclasses import dataclass
from datetime import date

from pipeline.recognise.dates import MONTH_ABBREVIATIONS, MONTH_NAMES

_MONTHS = MONTH_NAMES["sv"]
_SHORT = MONTH_ABBREVIATIONS["sv"]
_MONTH = rf"(?:(?:{'|'.join(_MONTHS)})\b|(?:{'|'.join(_SHORT)})\b(?:\.(?=\s*[\d,a-zåäö–-]))?)"
_DAY = r"\d{1,2}(?::?e|:?a|\.)?"
_YEAR = r"(?:19|20)\d\d(?![\d:/-])"
_DASH = r"\s?[–-]\s?"
_SPACE = r"[ \u00a0\u202f\u2009]"
_DIGITS_ONLY = rf"(?:\d{{1,3}}(?:{_SPACE}\d{{3}})+(?!\d)|\d+)(?:,\d+)?"
_FREE_START = r"(?<!\w)(?<!\w[.,:/’'–-])"
"""Not inside a word, a longer number or a compound."""
_FREE_END = r"(?!\w)(?![.,:/]\d)(?!\s?[–-]\s?\d)(?![:’'][a-zåäö])(?![-‑–][^\W\d_])"

NUMBER_OR_RANGE = re.compile(
    rf"{_FREE_START}(?:(?<!\d)(?<!\d\s)[+−‑–-](?=\d))?{_DIGITS_ONLY}(?:{_DASH}{_DIGITS_ONLY})?{_FREE_END}"
)
POINTED_NUMBER = re.compile(rf"{_FREE_START}\d+(?:\.\d+)+{_FREE_END}")
"""A version or a chapter: 2.0, 3.12.1."""
THREE_DECIMALS = re.compile(rf"{_FREE_START}\d{{1,3}},\d{{3}}(?!\d)")
FRACTION = re.compile(rf"{_FREE_START}\d{{1,2}}/\d{{1,2}}{_FREE_END}")
PLAIN_NUMBER = re.compile(_DIGITS_ONLY)
_AMOUNT = rf"{_FREE_START}{_DIGITS_ONLY}(?:{_DASH}{_DIGITS_ONLY})?"
PRICE = re.compile(
    rf"{_AMOUNT}(?:{_SPACE}?(?:kr(?:onor)?\b|SEK\b)|:[-–](?!\w))|\bSEK{_SPACE}?{_DIGITS_ONLY}(?!\w)"
)
ONE_CROWN = re.compile(rf"{_FREE_START}1{_SPACE}krona\b")
PERCENTAGE = re.compile(rf"{_AMOUNT}{_SPACE}?%(?!\w)")
SECTION = re.compile(
    rf"{_FREE_START}\d+(?:{_SPACE}[a-z])?(?:{_DASH}\d+(?:{_SPACE}[a-z])?)?{_SPACE}?§+(?!\w)"
    rf"|§+{_SPACE}?\d+(?:{_SPACE}[a-z]\b)?(?:{_DASH}\d+)?{_FREE_END}"
)
ISO_DATE = re.compile(r"(?<![\w/.-])(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?![\w/-])")
NUMERIC_DATE = re.compile(
    rf"(?<![\w/.])(?P<d>\d{{1,2}})(?:/(?P<m>\d{{1,2}})(?![\d/])(?:(?:\s|-|/){_YEAR})?"
    rf"|\.\d{{1,2}}\.{_YEAR}|/\d{{1,2}}/{_YEAR})(?!\w)(?![.:,]\d)"
)
WORDED_DATE = re.compile(
    rf"(?<![\w:+,.-])(?<!\d[–/]){_DAY}(?:{_DASH}{_DAY})?\s+{_MONTH}(?:{_DASH}{_DAY}\s+{_MONTH})?"
    rf"(?:\s+{_YEAR}(?!{_SPACE}\d{{3}}(?!\d)))?(?!\w)"
)
DAY_OF_A_LIST = re.compile(
    r"(?<![\w:,+–/§.-])(?<!§\s)(?<!\d\d\d )(?P<day>\d{1,2})"
    rf"(?=\s+(?:och|till)\s+(?:den\s+)?{_DAY}\s+(?P<month>{_MONTH}))"
)
"""The first day of *12 och 14 maj*: its month stands with the other."""
BEFORE_A_DATE = re.compile(
    r"(?:\bden\s+|\bDen\s+)$|(?:mån|tis|ons|tors|fre|lör|sön)(?:dag(?:en)?)?\.?\s+$", re.IGNORECASE
)
ARTICLE = re.compile(r"\b[Dd]en\s+$")
FRACTIONS = frozenset(["1/2", "1/3", "2/3", "1/4", "3/4", "24/7"])
"""What looks like a date and mostly is none."""

_HOUR = r"(?:[01]?\d|2[0-4])"
_NO_GROUP = rf"(?!{_SPACE}\d{{3}}(?!\d))"
_CLOCK = rf"{_HOUR}[.:][0-5]\d"
CLOCK_TIME = re.compile(
    rf"{_FREE_START}(?:{_CLOCK}(?:{_DASH}{_HOUR}(?:[.:][0-5]\d)?)?|{_HOUR}{_DASH}{_CLOCK})"
    rf"{_FREE_END}{_NO_GROUP}"
)
HOURS = re.compile(
    rf"(?<=\s){_HOUR}(?:[.:][0-5]\d)?(?:{_DASH}{_HOUR}(?:[.:][0-5]\d)?)?{_FREE_END}{_NO_GROUP}"
)
BEFORE_HOURS = re.compile(r"\b[Kk]l(?:\.|ockan)?\s+(?:ca\.?\s+)?$")
BEFORE_A_VERSION = re.compile(
    r"\b(?:versione?n?|avsnitt|kap(?:itel|\.)?|punkt|tabell|figur|bilaga|nr|nummer|§)\.?\s+$",
    re.IGNORECASE,
)
AFTER_A_MEASURE = re.compile(r"\s?(?:kr|%|procent|miljon|miljard|meter|km|kg|grader|gånger)")

_TIME_PARTS = re.compile(r"(\d{1,2})(?:[.:](\d\d))?")
_MONTH_OR_DAY = re.compile(rf"(?P<month>{_MONTH})|(?P<year>{_YEAR})|(?P<day>\d{{1,2}})")
_LONGEST_YEAR = 2000
"""A leap year, for dates that name none."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the calendar, often without its year."""

    day: int
    month: int
    year: int | None = None


def days(text: str) -> tuple[Day, ...]:
    """The day, or the first and the last one, of a Swedish date; nothing if there is no such.

    It may be `2020-05-12`, `12/5 2020`, `12.5.2020`, `12 maj`, `12–14 maj 2020`,
    `28 maj–3 juni`.
    """
    if iso := ISO_DATE.fullmatch(text):
        return _valid([Day(int(iso["d"]), int(iso["m"]), int(iso["y"]))])
    if NUMERIC_DATE.fullmatch(text):
        numbers = [int(found) for found in re.findall(r"\d+", text)]
        year = numbers[2] if len(numbers) > 2 else None
        return _valid([Day(numbers[0], numbers[1], year)])
    bare = text.removesuffix(".")
    return _valid(_worded_days(bare)) if WORDED_DATE.fullmatch(bare) else ()


def _worded_days(text: str) -> list[Day]:
    year: int | None = None
    waiting: list[int] = []
    found: list[Day] = []
    for match in _MONTH_OR_DAY.finditer(text):
        if match["year"]:
            year = int(match["year"])
        elif match["day"]:
            waiting.append(int(match["day"]))
        else:
            month = _month_number(match["month"])
            found += [Day(day, month) for day in waiting]
            waiting = []
    return [Day(day.day, day.month, year) for day in found]


def _month_number(word: str) -> int:
    """1 for januari, jan or jan.; the first three letters tell all of them apart."""
    return next(n for n, name in enumerate(_MONTHS, 1) if name[:3] == word[:3])


def _valid(found: list[Day]) -> tuple[Day, ...]:
    try:
        for day in found:
            date(day.year or _LONGEST_YEAR, day.month, day.day)
    except ValueError:
        return ()
    return tuple(found)


def clock_times(text: str) -> tuple[tuple[int, int], ...]:
    """Hours and minutes of a time or of both ends of a range; minutes are 0 if not told."""
    return tuple((int(hour), int(minute or 0)) for hour, minute in _TIME_PARTS.findall(text))


def amounts(text: str) -> str:
    """The number, or the range of numbers, of a price or a percentage, without its unit."""
    found = list(PLAIN_NUMBER.finditer(text))
    return text[found[0].start() : found[-1].end()] if found else text
