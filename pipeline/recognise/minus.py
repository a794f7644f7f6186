"""Numbers below zero: the sign, and the words that languages use instead."""

import re
from collections.abc import Iterator, Mapping

_MINUS = re.compile(r"(?:(?<![\w)\d.,:–-])[-–−‑]|\bminus\s)(?P<number>\d+)", re.IGNORECASE)

_WORDS: Mapping[str, str] = {
    "en": r"minus|negative|below zero|degrees below|sub-?zero",
    "fi": r"miinus\w*|pakkas\w*|negatiivi\w*",
    "ar": r"ناقص|سالب|تحت الصفر|السالب",
    "de": r"minus|negativ\w*|unter null",
    "fr": r"moins|négati\w+|en dessous de zéro",
    "es": r"menos|negativ\w+|bajo cero",
    "pl": r"minus|ujemn\w+|poniżej zera",
    "ru": r"минус|отрицательн\w+|ниже нуля|мороз\w*",
    "uk": r"мінус|від['’ʼ]ємн\w+|нижче нуля|мороз\w*",
    "tr": r"eksi|negatif|sıfırın altında",
    "fa": r"منفی|زیر صفر|منهای",
    "zh": r"负|零下|减",
    "th": r"ลบ|ติดลบ",
}


def minus_numbers(text: str) -> Iterator[str]:
    """The numbers with a minus sign or the word minus before them: -5, –5, minus 5.

    A range (1–5), a code (covid-19) and a telephone number (0220-240 00) have none.
    """
    for found in _MINUS.finditer(text):
        yield found["number"]


def minus_words(text: str, tag: str) -> int:
    """How often a text says in words that a number is below zero."""
    words = _WORDS.get(tag)
    return len(re.findall(words, text, re.IGNORECASE)) if words else 0
