"""How a protected piece is written in the target language.

Dates, times, numbers, prices and percentages are written by CLDR (through Babel) with the digits
0-9, so that no model can change them; everything else stays letter for letter. A number gets the
language's grouping only where the Swedish text has some: 1177 is a name, 1 000 an amount.
"""

import re
from collections.abc import Callable
from datetime import date, time
from decimal import Decimal

from pipeline.dates import date_text
from pipeline.languages import Language
from pipeline.translate.figures import (
    PLAIN_NUMBER,
    Day,
    amounts,
    clock_times,
    days,
)
from pipeline.translate.placeable import Kind, Placeable

_NAMELESS_MARKS = re.compile("[\u200e\u200f\u061c]")
"""CLDR's direction marks: the renderer isolates figures in a right-to-left text itself."""
_ABBREVIATED_MONTH = re.compile(r"(?<![ML])([ML])\1\1(?![ML])")
_LETTERS_AT_DIGITS = re.compile(r"(?<=[A-Z])(?=\d)")
_LEAP_YEAR = 2000
"""Stands in for a year that the text does not give; every day exists in it."""


def written_for(placeable: Placeable, language: Language) -> str:
    """The piece as it stands in a text of that language.

    A variety of Swedish has it as the source has it. What cannot be read as a date or a time
    stays letter for letter.
    """
    if language.is_swedish:
        return placeable.text
    write = _WRITERS.get(placeable.kind)
    text = write(placeable.base, language) if write else placeable.base
    return _NAMELESS_MARKS.sub("", text) if write else text


def _number(text: str, language: Language) -> str:
    return PLAIN_NUMBER.sub(lambda m: _decimal(m.group(), language), text)


def _decimal(text: str, language: Language) -> str:
    """One number; without grouping or decimals its digits stay as they are."""
    from babel.numbers import format_decimal

    digits = re.sub(r"\s", "", text)
    has_groups = digits != text
    if not has_groups and "," not in digits:
        return text
    pattern = "#,##0" if has_groups else "0"
    places = len(digits.partition(",")[2])
    pattern += "." + "0" * places if places else ""
    return format_decimal(Decimal(digits.replace(",", ".")), pattern, locale=language.cldr)


def _price(text: str, language: Language) -> str:
    """The amount with the code SEK where CLDR places it: `SEK 250`, `250 SEK`."""
    from babel import Locale

    pattern = Locale.parse(language.cldr).currency_formats["standard"].pattern
    return _in_pattern(pattern.replace("¤", "SEK"), text, language)


def _percentage(text: str, language: Language) -> str:
    from babel import Locale

    return _in_pattern(Locale.parse(language.cldr).percent_formats[None].pattern, text, language)


def _in_pattern(pattern: str, text: str, language: Language) -> str:
    """The numbers of the text, one or a range, in the place of the number in a CLDR pattern."""
    numbers = amounts(text)
    written = _number(numbers, language)
    form = pattern.split(";", maxsplit=1)[0]
    full = re.sub(r"[#0][#,.0]*", lambda _: written, form, count=1)
    return _LETTERS_AT_DIGITS.sub("\u00a0", full)


def _time(text: str, language: Language) -> str:
    """Hours and minutes in the 24 hours of CLDR's skeleton Hm: 8.15, 08:15."""
    from babel import Locale
    from babel.dates import format_interval, parse_pattern

    found = clock_times(text)
    if not found or any(hour > 23 for hour, _ in found):
        return text.replace(".", _time_separator(language))
    times = [time(hour, minute) for hour, minute in found]
    if len(times) == 2 and times[0] < times[1]:
        return format_interval(times[0], times[1], "Hm", locale=language.cldr)
    pattern = parse_pattern(Locale.parse(language.cldr).datetime_skeletons["Hm"].pattern)
    return "–".join(pattern.apply(one, language.cldr) for one in times)


def _time_separator(language: Language) -> str:
    return "." if language.tag == "fi" else ":"


def _date(text: str, language: Language) -> str:
    """A day or a range of days, with the month in words."""
    found = days(text)
    if not found:
        return text
    first, last = found[0], found[-1]
    if len(found) == 1:
        return _day(first, language)
    return _interval(first, last, language)


def _day(day: Day, language: Language) -> str:
    from babel import Locale

    moment = _date_of(day)
    if day.year is not None:
        return date_text(moment, language)
    pattern = Locale.parse(language.cldr).datetime_skeletons["MMMMd"]
    return str(pattern.apply(moment, language.cldr))


def _interval(first: Day, last: Day, language: Language) -> str:
    """CLDR's interval, with the month's whole name where CLDR has only its abbreviation."""
    from babel import Locale
    from babel.dates import parse_pattern

    formats = Locale.parse(language.cldr).interval_formats
    year = "y" if last.year is not None else ""
    parts = formats.get(f"{year}MMMMd") or formats[f"{year}MMMd"]
    halves = parts["d" if first.month == last.month else "M"]
    whole = [_ABBREVIATED_MONTH.sub(lambda m: m[1] * 4, half) for half in halves]
    moments = (_date_of(first, last.year), _date_of(last))
    return "".join(
        parse_pattern(half).apply(moment, language.cldr)
        for half, moment in zip(whole, moments, strict=True)
    )


def _date_of(day: Day, year: int | None = None) -> date:
    return date(day.year or year or _LEAP_YEAR, day.month, day.day)


def _section(text: str, language: Language) -> str:
    """The paragraph sign stands before its number, in Finnish after it as in Swedish."""
    digits = re.sub(r"\s*§+\s*", "", text)
    sign = "§" * text.count("§")
    return f"{digits}\u00a0{sign}" if language.tag == "fi" else f"{sign}\u00a0{digits}"


_WRITERS: dict[Kind, Callable[[str, Language], str]] = {
    Kind.NUMBER: _number,
    Kind.PRICE: _price,
    Kind.PERCENTAGE: _percentage,
    Kind.TIME: _time,
    Kind.DATE: _date,
    Kind.SECTION: _section,
}
