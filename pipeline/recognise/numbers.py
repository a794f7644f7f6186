"""Numbers written with digits, and what each of them may mean in its language."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from pipeline.languages import language

_TOKEN = re.compile(r"\d+(?:[.,:٫٬]\d+|[\u00a0\u202f\u2009 ]\d{3}(?!\d))*")
_SPACED = re.compile(r"(?P<head>\d{1,3})(?:[\u00a0\u202f\u2009 ]\d{3})+(?P<rest>[.,٫]\d+)?")
_GROUPED_BY_POINTS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_TIME = re.compile(r"(?P<hour>[01]?\d|2[0-4])[.:](?P<minute>[0-5]\d)")
_TWELVE_HOURS = re.compile(
    r"(?<![\d.:])(?P<hour>1[0-2]|0?[1-9])(?:[:.](?P<minute>[0-5]\d))?\s?(?P<half>[ap])\.?m\b\.?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it is written, and all the values that this can mean.

    Two numbers are the same if they share a reading: Swedish `1 000` and English `1,000`,
    `3,5` and `3.5`, `13.00` and `1 pm`.
    """

    written: str
    readings: frozenset[str]


def numbers(text: str, tag: str) -> tuple[Number, ...]:
    """The numbers of a text in that language, in order; digits of any script count."""
    found: list[Number] = []
    western = western_digits(text)
    if tag == "en":
        found += (_twelve_hours(match) for match in _TWELVE_HOURS.finditer(western))
        western = _TWELVE_HOURS.sub(" ", western)
    for token in _TOKEN.findall(western):
        found += _read(token, tag)
    return tuple(found)


def western_digits(text: str) -> str:
    """The text with every decimal digit as 0-9."""
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)


def differences(
    source: Iterable[Number], target: Iterable[Number]
) -> tuple[tuple[Number, ...], tuple[Number, ...]]:
    """The numbers of the source that the target has not, and those that it has too many."""
    lost: list[Number] = []
    rest = list(target)
    for number in source:
        match = next((n for n in rest if n.readings & number.readings), None)
        if match is None:
            lost.append(number)
        else:
            rest.remove(match)
    return tuple(lost), tuple(rest)


def _read(token: str, tag: str) -> list[Number]:
    spaced = _SPACED.fullmatch(token)
    if not spaced and re.search(r"\s", token):
        return [number for part in token.split() for number in _read(part, tag)]
    if ":" in token and not _TIME.fullmatch(token):
        return [number for part in token.split(":") for number in _read(part, tag)]
    digits = re.sub(r"\s", "", token)
    readings = {token, digits, _value(digits, tag)}
    if _GROUPED_BY_POINTS.fullmatch(digits) and _group_mark(tag) == ".":
        readings.add(_value(digits.replace(".", ""), tag))
    if time := _TIME.fullmatch(digits):
        readings |= _time_readings(int(time["hour"]), time["minute"])
    return [Number(token, frozenset(readings))]


def _value(digits: str, tag: str) -> str:
    """The number with a point before its decimals, without grouping and ending zeros."""
    digits = digits.replace("٬", "").replace("٫", ".")
    if _decimal_mark(tag) == ",":
        digits = digits.replace(",", ".") if digits.count(",") == 1 else digits
    else:
        digits = re.sub(r",(?=\d{3}(?!\d))", "", digits).replace(",", ".")
    if digits.count(".") == 1:
        return digits.rstrip("0").rstrip(".")
    return digits


def _time_readings(hour: int, minute: str) -> set[str]:
    return {f"{hour}:{minute}"} | ({str(hour)} if minute == "00" else set())


def _twelve_hours(match: re.Match[str]) -> Number:
    hour = int(match["hour"]) % 12 + (12 if match["half"].lower() == "p" else 0)
    return Number(match.group(), frozenset(_time_readings(hour, match["minute"] or "00")))


def _decimal_mark(tag: str) -> str:
    return _symbol(tag, "decimal") or "."


def _group_mark(tag: str) -> str:
    return _symbol(tag, "group")


@cache
def _symbol(tag: str, name: str) -> str:
    """What the language writes beside the digits 0-9, by CLDR."""
    from babel import Locale

    symbols = Locale.parse(language(tag).cldr).number_symbols
    return str(symbols.get("latn", {}).get(name, ""))
