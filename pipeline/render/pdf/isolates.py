"""Figures and addresses: what is set off in right-to-left text so that it reads as written.

UAX #9 turns `0220-240 00` after Arabic letters into `00 240-0220`. The renderer therefore puts
such text between LRI and PDI while it computes levels; the model's text stays as it is.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.languages import Language, all_languages
from pipeline.render.pdf.bidi import bidi_letters
from pipeline.render.pdf.glyphs import StyledSpan

LRI = "\u2066"
RLI = "\u2067"
PDI = "\u2069"

DIGIT = "[0-9\u06f0-\u06f9]"
"""European and Persian; the Arabic-Indic ٠-٩ run from right to left in a date."""

SPACE = "[ \u00a0\u202f]"
DASH = "[-\u2010-\u2014\u2212/]"
NUMBER = rf"(?:{DIGIT}{{1,3}}(?:{SPACE}{DIGIT}{{3}})+(?!\d)|{DIGIT}+)(?:[.,:\u066b\u066c]{DIGIT}+)*"
HYPHEN = "[-\u2010-\u2013/]"
NATIONAL = rf"(?:\(0[0-9]{{1,3}}\){SPACE}?|0[0-9]{{1,3}}(?:{SPACE}?{HYPHEN}{SPACE}?|{SPACE}))"
INTERNATIONAL = rf"\+[0-9]{{1,3}}(?:{SPACE}?\(0\))?(?:{HYPHEN}|{SPACE})?"
TELEPHONE = rf"(?:{NATIONAL}|{INTERNATIONAL})[0-9]{{2,}}(?:(?:{HYPHEN}|{SPACE})[0-9]{{2,}})*"
RANGE = rf"{NUMBER}(?:{SPACE}?{DASH}{SPACE}?{NUMBER})*"
LATIN = "A-Za-z\u00c0-\u024f_"
CURRENCY = "(?:[€$£]|SEK|EUR|USD|kr)"
UNIT = r"(?:[%‰\u066a°€$£]C?|(?:kr|SEK|EUR|USD|km|m|cm|mm|kg|g|l|dl|ml|h|kWh)\b)"

ADDRESS = re.compile(
    r"(?<![\w.%+-])[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
    r"|(?:https?://|www\.)[^\s<>\"'“”«»()،؛؟]*[A-Za-z0-9/_=#-]"
    r"|(?<![\w@.-])(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}\b(?:/[^\s<>\"'“”«»()،؛؟]*(?<=[\w/=#-]))?"
)
"""E-mail and web addresses, without the punctuation of the sentence after them."""

FIGURES = re.compile(
    rf"(?=[-0-9\u06f0-\u06f9€$£SEUk(+±\u2212])(?<![{LATIN}\d+])(?<!\w[-\u2010-\u2013/.:])"
    rf"(?:{CURRENCY}{SPACE}?)?(?:{TELEPHONE}|(?:(?<!\w)[-+±\u2212])?{RANGE})(?:{SPACE}?{UNIT})?"
    rf"(?![{LATIN}\d])"
)
"""Telephone numbers, dates, times, ranges, percentages and prices; not the 19 of covid-19."""

ANY_DIGIT = re.compile(DIGIT)


@dataclass(frozen=True, slots=True)
class Isolate:
    """`text[start:end]` stands between `control` (LRI or RLI) and PDI."""

    start: int
    end: int
    control: str = LRI


def figures(text: str) -> list[tuple[int, int]]:
    """Telephone numbers, dates, times, ranges, percentages and prices, in order.

    Single numbers are left out: nothing can happen to them.
    """
    if not ANY_DIGIT.search(text):
        return []
    return [match.span() for match in FIGURES.finditer(text) if not match[0].isdecimal()]


def isolated_ranges(text: str) -> list[tuple[int, int]]:
    """What is written from left to right in a right-to-left text, in order.

    Figures after Latin letters are left out: they belong to the Latin phrase, and are
    already left to right. So are single numbers, which UAX #9 shows as they are written.
    """
    ranges = [match.span() for match in ADDRESS.finditer(text)]
    letters = bidi_letters(text).replace("A", "R")
    for start, end in ranges:
        letters = letters[:start] + "O" * (end - start) + letters[end:]
    for start, end in figures(text):
        overlaps = any(start < last and first < end for first, last in ranges)
        in_latin = letters.rfind("L", 0, start) > letters.rfind("R", 0, start)
        if not (overlaps or in_latin):
            ranges.append((start, end))
    return sorted(ranges)


def paragraph_isolates(spans: Sequence[StyledSpan], language: Language) -> list[Isolate]:
    """The isolates of a paragraph: figures and addresses in right-to-left text, and spans in
    a language of the other direction.
    """
    isolates: list[Isolate] = []
    own: list[tuple[int, int]] = []
    start = 0
    for span in spans:
        end = start + len(span.text)
        other = all_languages().get(span.language, language)
        bare = span.text.strip()
        if other.is_rtl != language.is_rtl and bare:
            first = start + span.text.index(bare)
            isolates.append(Isolate(first, first + len(bare), RLI if other.is_rtl else LRI))
            if other.is_rtl:
                isolates += [Isolate(first + a, first + b) for a, b in isolated_ranges(bare)]
            own.append((start, end))
        start = end
    if language.is_rtl:
        text = "".join(span.text for span in spans)
        for start, end in own:
            text = text[:start] + "\ufffc" * (end - start) + text[end:]
        isolates += [Isolate(a, b) for a, b in isolated_ranges(text)]
    return isolates


def with_isolates(text: str, isolates: Sequence[Isolate]) -> tuple[str, list[int]]:
    """The text with the controls put in, and the offset in `text` of each of them, in order."""
    events = [(isolate.end, 0, -isolate.start, PDI) for isolate in isolates]
    events += [(isolate.start, 1, -isolate.end, isolate.control) for isolate in isolates]
    events.sort()
    pieces: list[str] = []
    position = 0
    for offset, _, _, control in events:
        pieces += (text[position:offset], control)
        position = offset
    return "".join((*pieces, text[position:])), [event[0] for event in events]


def without_controls(levels: bytes, offsets: Sequence[int]) -> bytes:
    """The levels of the characters of the text, from those of the text with controls."""
    kept: list[bytes] = []
    position = 0
    for count, offset in enumerate(offsets):
        kept.append(levels[position : offset + count])
        position = offset + count + 1
    return b"".join((*kept, levels[position:]))
