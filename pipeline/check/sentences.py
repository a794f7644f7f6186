"""Where sentences end, well enough to count them and to lay a draft beside its source.

In Swedish only what is surely an end counts; in a draft every mark does. So a draft never seems
to have fewer sentences than it has.
"""

import re

from pipeline.recognise.words import word_set

TERMINAL = ".!?…。！？؟۔።፧"
"""What ends a sentence: ASCII, Chinese, Arabic, Urdu, Ethiopic."""
CLOSERS = "\"”“»«’')]）】」』›"

NO_MARKS = ("th",)
"""Languages that end a sentence with a space at most."""

_END = re.compile(rf"[{re.escape(TERMINAL)}][{re.escape(CLOSERS)}]*(?:\s+|$)")
_CHINESE_END = re.compile(rf"[。！？…]+[{re.escape(CLOSERS)}]*\s*")
_LAST_WORD = re.compile(r"\S*$")
_NEXT = re.compile(r"[”\"“»(–-]*\s?[A-ZÅÄÖÉ0-9]")
_ABBREVIATIONS = word_set(
    """kl nr ca tel dr st ev resp inkl exkl dvs osv bla tex mm mfl tom from sk obs ang avd kr max
    min prof jan feb mar apr jun jul aug sep sept okt nov dec"""
)


def sentences(text: str, tag: str) -> tuple[str, ...]:
    """The sentences of a text, without white space at their ends."""
    pattern = _CHINESE_END if tag == "zh" else _END
    found: list[str] = []
    start = 0
    for end in pattern.finditer(text):
        if tag == "sv" and not _is_sure(text, start, end):
            continue
        found.append(text[start : end.end()].strip())
        start = end.end()
    return (*found, *([text[start:].strip()] if text[start:].strip() else []))


def _is_sure(text: str, start: int, end: re.Match[str]) -> bool:
    """Whether a mark in a Swedish text ends a sentence and no abbreviation or ordinal."""
    if end.end() == len(text):
        return True
    if not _NEXT.match(text, end.end()):
        return False
    if text[end.start()] != ".":
        return True
    found = _LAST_WORD.search(text[start : end.start()])
    word = (found.group() if found else "").strip(CLOSERS + "(„")
    letters = word.replace(".", "").lower()
    is_short = "." in word or len(letters) < 2 or letters.isdigit()
    return not is_short and letters not in _ABBREVIATIONS


def pairs(source: str, target: str, tag: str) -> tuple[tuple[str, str], ...]:
    """Each Swedish sentence with its counterpart; the whole texts if the numbers differ."""
    mine, theirs = sentences(source, "sv"), sentences(target, tag)
    if len(mine) == len(theirs):
        return tuple(zip(mine, theirs, strict=True))
    return ((source, target),)
