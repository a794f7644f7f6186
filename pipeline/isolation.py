"""Figures and addresses: what is set off in right-to-left text so that it reads as written.

UAX #9 turns `0220-240 00` after Arabic letters into `00 240-0220`. Every format therefore shows
such text from left to right, each by its own means; the text itself stays as it is.
"""

import re
from bisect import bisect_left
from itertools import accumulate

from pipeline.bidi_classes import bidi_letters

_DIGIT = "[0-9\u06f0-\u06f9]"
"""European and Persian; the Arabic-Indic ٠-٩ run from right to left in a date."""

_SPACE = "[ \u00a0\u202f]"
_HYPHEN = "[-\u2010-\u2013/]"
_DASH = "[-\u2010-\u2014\u2212/]"
_NUMBER = (
    rf"(?:{_DIGIT}{{1,3}}(?:{_SPACE}{_DIGIT}{{3}})+(?!\d)|{_DIGIT}+)"
    rf"(?:[.,:\u066b\u066c]{_DIGIT}+)*"
)
_NATIONAL = rf"(?:\(0[0-9]{{1,3}}\){_SPACE}?|0[0-9]{{1,3}}(?:{_SPACE}?{_HYPHEN}{_SPACE}?|{_SPACE}))"
_INTERNATIONAL = rf"\+[0-9]{{1,3}}(?:{_SPACE}?\(0\))?(?:{_HYPHEN}|{_SPACE})?"
_TELEPHONE = rf"(?:{_NATIONAL}|{_INTERNATIONAL})[0-9]{{2,}}(?:(?:{_HYPHEN}|{_SPACE})[0-9]{{2,}})*"
_SHORT_TELEPHONE = rf"11[0-9]{_SPACE}[0-9]{{2}}(?!\d)"
"""113 13 and 114 14: short numbers of Swedish authorities, in the series 11X of PTS."""
_DAY = rf"{_DIGIT}{{1,2}}"
_DATE = rf"{_DAY}(?:{_SPACE}?[-\u2010-\u2013]{_SPACE}?{_DAY})?/{_DAY}{_SPACE}{_DIGIT}{{4}}"
"""`12/5 2020` and `12–15/5 2020`, as Swedish writes them."""
_RANGE = rf"{_NUMBER}(?:{_SPACE}?{_DASH}{_SPACE}?{_NUMBER})*"
_LATIN = "A-Za-z\u00c0-\u024f_"
_CURRENCY = "(?:[€$£]|SEK|EUR|USD|kr)"
_UNIT = r"(?:[%‰\u066a°€$£]C?|(?:kr|SEK|EUR|USD|km|m|cm|mm|kg|g|l|dl|ml|h|kWh)\b)"

_ADDRESS = re.compile(
    r"(?<![\w.%+-])[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
    r"|(?:https?://|www\.)[^\s<>\"'“”«»()،؛؟]*[A-Za-z0-9/_=#-]"
    r"|(?<![\w@.-])(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}\b(?:/[^\s<>\"'“”«»()،؛؟]*(?<=[\w/=#-]))?"
)
_FIGURES = re.compile(
    rf"(?=[-0-9\u06f0-\u06f9€$£SEUk(+±\u2212])(?<![{_LATIN}\d+])(?<!\w[-\u2010-\u2013/.:])"
    rf"(?:{_CURRENCY}{_SPACE}?)?"
    rf"(?:{_DATE}|{_TELEPHONE}|{_SHORT_TELEPHONE}|(?:(?<!\w)[-+±\u2212])?{_RANGE})"
    rf"(?:{_SPACE}?{_UNIT})?(?![{_LATIN}\d])"
)
_ANY_DIGIT = re.compile(_DIGIT)

_DIRECTIONS = str.maketrans("EANSTCBWGPlrxyfijkd", "NRROOOOOOOOOOOOOOOO")
_ARABIC_PUNCTUATION = re.compile("[،؛؟]")
_MARKS = re.compile("([^M])(M+)")


def directions(text: str) -> str:
    """For each character L, R, N (a digit that takes its neighbours' direction) or O (neutral).

    Marks are as their base. The Arabic comma, semicolon and question mark, which UAX #9 takes
    as neutral, are R: they end a phrase in Latin letters.
    """
    each = list(bidi_letters(text).translate(_DIRECTIONS))
    for match in _ARABIC_PUNCTUATION.finditer(text):
        each[match.start()] = "R"
    letters = "".join(each)
    return _MARKS.sub(lambda match: match[1] * len(match[0]), letters).replace("M", "O")


def figures(text: str) -> list[tuple[int, int]]:
    """Telephone numbers, dates, times, ranges, percentages and prices, in order.

    Single numbers are left out: nothing can happen to them. So is the 19 of covid-19.
    """
    if not _ANY_DIGIT.search(text):
        return []
    return [match.span() for match in _FIGURES.finditer(text) if not match[0].isdecimal()]


def left_to_right_ranges(text: str) -> list[tuple[int, int]]:
    """E-mail and web addresses, and the figures that are in none of them, in order."""
    addresses = _addresses(text)
    return sorted(addresses + outside(addresses, figures(text)))


def outside(ranges: list[tuple[int, int]], spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans that meet none of the ranges."""
    ordered = sorted(ranges)
    starts = [start for start, _ in ordered]
    furthest = list(accumulate((end for _, end in ordered), max))

    def meets(span: tuple[int, int]) -> bool:
        before_end = bisect_left(starts, span[1])
        return before_end > 0 and furthest[before_end - 1] > span[0]

    return [span for span in spans if not meets(span)]


def isolated_ranges(text: str) -> list[tuple[int, int]]:
    """What must be set off in a right-to-left text to run from left to right, in order.

    Figures after Latin letters are left out: they belong to the Latin phrase, and are already
    left to right; but not those that end in a sign, such as `5 %`, which would leave them.
    """
    addresses = _addresses(text)
    alone = outside(addresses, figures(text))
    if alone:
        letters = directions(text)
        for start, end in addresses:
            letters = letters[:start] + "R" * (end - start) + letters[end:]
        alone = [span for span in alone if not _is_in_latin(letters, *span)]
    return sorted(addresses + alone)


def _addresses(text: str) -> list[tuple[int, int]]:
    """E-mail and web addresses without the punctuation of the sentence after them."""
    return [match.span() for match in _ADDRESS.finditer(text)]


def _is_in_latin(letters: str, start: int, end: int) -> bool:
    follows = letters.rfind("L", 0, start) > letters.rfind("R", 0, start)
    return follows and letters[end - 1] in "LN"
