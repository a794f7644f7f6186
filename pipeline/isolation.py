"""Figures and addresses: what is set off in right-to-left text so that it reads as written.

UAX #9 turns `0220-240 00` after Arabic letters into `00 240-0220`. Every format therefore shows
such text from left to right, each by its own means; the text itself stays as it is.
"""

import re
from bisect import bisect_left
from itertools import accumulate, pairwise

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
_AREA = rf"[0\u06f0]{_DIGIT}{{1,3}}"
_NATIONAL = rf"(?:\({_AREA}\){_SPACE}?|{_AREA}(?:{_SPACE}?{_HYPHEN}{_SPACE}?|{_SPACE}))"
_INTERNATIONAL = rf"\+{_DIGIT}{{1,3}}(?:{_SPACE}?\([0\u06f0]\))?(?:{_HYPHEN}|{_SPACE})?"
_REST = rf"{_DIGIT}{{2,}}(?:(?:{_HYPHEN}|{_SPACE}){_DIGIT}{{2,}})*"
_TELEPHONE = rf"(?:{_NATIONAL}|{_INTERNATIONAL}){_REST}"
_IN_PAIRS = rf"{_DIGIT}{{3}}(?:{_SPACE}{_DIGIT}{{2}}){{1,2}}(?!\d)"
"""`113 13`, a telephone number without its area code, and the postal code `734 80`."""
_DAY = rf"{_DIGIT}{{1,2}}"
_DATE = rf"{_DAY}(?:{_SPACE}?[-\u2010-\u2013]{_SPACE}?{_DAY})?/{_DAY}{_SPACE}{_DIGIT}{{4}}"
"""`12/5 2020` and `12–15/5 2020`, as Swedish writes them."""
_RANGE = rf"{_NUMBER}(?:{_SPACE}?{_DASH}{_SPACE}?{_NUMBER})*"
_LATIN = "A-Za-z\u00c0-\u024f_"
_CURRENCY = "(?:[€$£]|SEK|EUR|USD|kr)"
_MEASURE = "kr|kronor|SEK|EUR|USD|[kcm]?m|ha|[km]?g|[dcm]?l|t|h|min|s|k?W|[kM]Wh|[kMG]B|dB"
_PER = rf"/[{_LATIN}]+[23²³]?"
_UNIT = rf"(?:[%‰°€$£]C?|[\u066a\u0609]|(?:{_MEASURE})[23²³]?(?:{_PER})?(?!\w)|:[-\u2013])"
"""Also `kr/m²` and `:-`, which Swedish writes after whole kronor."""

_RIGHT_TO_LEFT = "\u05d0-\u05f2\u0620-\u065f\u066e-\u06ef\u06fa-\u077f"
_ARABIC_PERCENT = re.compile(rf"{_SPACE}?[\u066a\u0609]$")
_POSTAL_ADDRESS = re.compile(rf"\d{{3}}{_SPACE}\d{{2}}(?:(?:,?{_SPACE}|-)[{_LATIN}]+)+")
"""A postal code, the place and perhaps the country."""

_ADDRESS = re.compile(
    r"(?<![\w.%+-])[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
    r"|(?:https?://|www\.)[^\s<>\"'“”«»()،؛؟]*[A-Za-z0-9/_=#-]"
    r"|(?<![\w@.-])(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}\b(?:/[^\s<>\"'“”«»()،؛؟]*(?<=[\w/=#-]))?"
)
_FIGURES = re.compile(
    rf"(?=[-0-9\u06f0-\u06f9€$£SEUk(+±\u2212])(?<![{_LATIN}\d+])"
    rf"(?<![^\W{_RIGHT_TO_LEFT}][-\u2010-\u2013/.:])"
    rf"(?:{_CURRENCY}{_SPACE}?)?"
    rf"(?:{_DATE}|{_TELEPHONE}|{_IN_PAIRS}|(?:(?<!\w)[-+±\u2212])?{_RANGE})"
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
    """E-mail and web addresses, and the figures that are in none of them, in order.

    The Arabic percent sign is no part of them: it stands to the left of its number.
    """
    addresses = _addresses(text)
    return sorted(addresses + outside(addresses, _without_arabic_percent(text)))


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
    A postal code takes the place after it along: `734 80 Hallstahammar`.
    """
    addresses = _addresses(text)
    alone = outside(addresses, _without_arabic_percent(text))
    if not alone:
        return addresses
    letters = directions(text)
    isolated: list[tuple[int, int]] = []
    position, is_latin, of_addresses = 0, False, set(addresses)
    spans = [*sorted(addresses + alone), (len(text), len(text))]
    for (start, end), (limit, _) in pairwise(spans):
        is_latin = _is_in_latin(letters, position, start, is_latin=is_latin)
        position = end
        if (start, end) in of_addresses:
            isolated.append((start, end))
            is_latin = False
        elif not is_latin or letters[end - 1] not in "LN":
            postal = _POSTAL_ADDRESS.match(text, start, limit)
            position = postal.end() if postal else end
            isolated.append((start, position))
    return isolated


def _without_arabic_percent(text: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for start, end in figures(text):
        sign = _ARABIC_PERCENT.search(text, start, end)
        found.append((start, sign.start() if sign else end))
    return found


def _addresses(text: str) -> list[tuple[int, int]]:
    """E-mail and web addresses without the punctuation of the sentence after them."""
    return [match.span() for match in _ADDRESS.finditer(text)]


def _is_in_latin(letters: str, start: int, end: int, *, is_latin: bool) -> bool:
    """Whether the last strong letter is Latin; `is_latin` says it of what is before."""
    last_latin, last_other = letters.rfind("L", start, end), letters.rfind("R", start, end)
    return is_latin if last_latin == last_other else last_latin > last_other
