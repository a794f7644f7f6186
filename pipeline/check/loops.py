"""A model that repeats itself: *the council the council the council*.

A run is a piece of one or more words that stands several times in a row. In a script without
spaces the characters take the place of the words.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.recognise.words import word_set

LONGEST_PIECE = 20
"""Words, or characters in a script without spaces, of a piece that is looked for."""
LONG_PIECE = 5
"""Words of a piece that nobody says twice, even with a comma between."""
WITHOUT_SPACES = ("zh", "th")

_TOKEN = re.compile(r"\w+(?:['’]\w+)*|[^\w\s]")
_SYLLABLES = re.compile(r"([^\W\d_]{2,8}?)\1{3,}", re.IGNORECASE)
_LETTERS = re.compile(r"([^\W\d_])\1{4,}")
_MARKS = re.compile(r"([^\w\s])(?:\s*\1){4,}")

_NEVER_TWICE = {
    "en": word_set("the a an and of our with"),
    "fi": word_set("ja sekä tai"),
    "ar": word_set("في إلى على عن التي الذي الذين أو"),
    "de": word_set("und oder von eine einer einem einen"),
    "fr": word_set("le la les de des du et un une"),
    "es": word_set("el la los las de y en un una"),
    "pl": word_set("i oraz w z na do"),
    "ru": word_set("и в с на по для"),
    "uk": word_set("і та в з на для"),
    "tr": word_set("ve veya bir"),
    "fa": word_set("و در از به که"),
}
"""Small words that no sentence has twice in a row. German *die die* and English *that that* do
occur; Turkish and Chinese double words for a meaning of their own."""


@dataclass(frozen=True, slots=True)
class Run:
    """A piece that stands `times` times in a row; `length` in words or characters."""

    text: str
    length: int
    times: int


def loop(source: str, target: str, tag: str) -> str:
    """What the target repeats and the Swedish source does not, shortened; empty for nothing."""
    original = _tokens(source)
    tolerated = max((r.times for r in (*_runs(original), *_runs(_words(original)))), default=1)
    characters = tag in WITHOUT_SPACES
    found = _character_loops(target, tag) if characters else _word_loops(target, tag)
    for run in found:
        if run.times > tolerated:
            return _short(run)
    for pattern in (_SYLLABLES, _LETTERS, _MARKS):
        match = pattern.search(target)
        if match and not pattern.search(source):
            return match.group()[:60]
    return "" if characters else _scattered(source, target)


def _tokens(text: str) -> list[str]:
    """Words and marks, in lower case and without vowel signs."""
    decomposed = unicodedata.normalize("NFC", text.lower())
    return _TOKEN.findall("".join(c for c in decomposed if unicodedata.category(c) != "Mn"))


def _words(tokens: Sequence[str]) -> list[str]:
    return [token for token in tokens if token[0].isalnum()]


def _characters(text: str) -> list[str]:
    return [c for c in text if not c.isspace()]


def _runs(items: Sequence[str], joint: str = " ") -> Iterator[Run]:
    """Every piece of up to LONGEST_PIECE items that stands at least twice in a row.

    For each length one pass: as long as each item equals the one a piece's length further on,
    the run goes on. Pieces with a number are left out: 8.10–8.10 repeats for a reason.
    """
    for length in range(1, min(LONGEST_PIECE, len(items) // 2) + 1):
        streak = 0
        for i in range(len(items) - length + 1):
            goes_on = i + length < len(items) and items[i] == items[i + length]
            if goes_on:
                streak += 1
                continue
            if streak >= length:
                piece = items[i - streak : i - streak + length]
                if _has_words(piece):
                    yield Run(joint.join(piece), length, streak // length + 1)
            streak = 0


def _has_words(piece: Sequence[str]) -> bool:
    text = "".join(piece)
    return any(c.isalpha() for c in text) and not any(c.isdigit() for c in text)


def _word_loops(text: str, tag: str) -> Iterator[Run]:
    """Three times the same is a loop, whatever marks stand between; twice is one if there are
    none, or if the piece is long."""
    tokens = _tokens(text)
    yield from (run for run in _runs(_words(tokens)) if run.times >= 3)
    for run in _runs(tokens):
        words = _words(run.text.split())
        if len(words) == 1:
            is_loop = run.text in _NEVER_TWICE.get(tag, ())
        elif len(words) < run.length:
            is_loop = len(words) >= LONG_PIECE
        else:
            is_loop = len(words) > 2 or not _is_turn(words, tag)
        if is_loop:
            yield run


def _is_turn(words: list[str], tag: str) -> bool:
    """Whether two words are a turn of speech: *more and more and more*."""
    joints = {"en": "and", "fi": "ja", "ar": "و", "de": "und", "fr": "et", "es": "y", "pl": "i"}
    return joints.get(tag, "") in words or any(len(word) < 2 for word in words)


def _character_loops(text: str, tag: str) -> Iterator[Run]:
    yield from (run for run in _runs(_characters(text), "") if _is_character_loop(run, tag))


def _is_character_loop(run: Run, tag: str) -> bool:
    """Chinese doubles one or two characters (天天, 讨论讨论), Thai a short word (ที่ที่)."""
    if any(not (c.isalnum() or unicodedata.category(c) in ("Mn", "Mc")) for c in run.text):
        return run.times >= 3 or run.length >= 12
    shortest_pair = 5 if tag == "th" else 3
    if run.length >= shortest_pair:
        return True
    return run.times >= (4 if run.length == 1 else 3)


def _scattered(source: str, target: str) -> str:
    """A phrase of four words three times, or a text that hardly has a new word."""
    words = [token for token in _tokens(target) if token[0].isalpha()]
    original = [token for token in _tokens(source) if token[0].isalpha()]
    long_words = Counter(word for word in original if len(word) >= 4)
    most = max(long_words.values(), default=0)
    phrases = Counter(tuple(words[i : i + 4]) for i in range(len(words) - 3))
    phrase, times = max(phrases.items(), key=lambda item: item[1], default=((), 0))
    if times >= 3 and times > most:
        return " ".join(phrase)
    if len(words) >= 12 and _variety(words) < 0.4 and _variety(original) > 0.6:
        return " ".join(words[-6:])
    return ""


def _variety(words: Sequence[str]) -> float:
    """How many of the words are different ones, 0 to 1."""
    return len(set(words)) / len(words) if words else 1.0


def _short(run: Run) -> str:
    return run.text if len(run.text) <= 40 else f"{run.text[:40]}…"
