"""Which script letters belong to, and characters that have no place in a text."""

import re
import unicodedata
from itertools import groupby

from fontTools import unicodedata as script_data

_SCRIPTS = {"Hans": {"Hani"}, "Hant": {"Hani"}, "Jpan": {"Hani", "Hira", "Kana"}}
_NEUTRAL = {"Zyyy", "Zinh", "Zzzz"}
_WORD = re.compile(r"[^\W\d_](?:[\w’'‑-]*\w)?")

_OVERRIDES = frozenset([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
_OTHER_BAD = frozenset([0xFEFF, 0xFFFC, 0xFFFD, 0x2028, 0x2029])
_BAD_CATEGORIES = {"Cc", "Co", "Cs", "Cn"}


def words_in_other_scripts(text: str, script: str) -> tuple[str, ...]:
    """The words, or pieces of words, whose letters are not in the ISO 15924 script.

    Arabic writes a preposition together with a Latin name, so only the name is returned; a
    Cyrillic letter in a Latin word comes out alone.
    """
    own = _SCRIPTS.get(script, {script})
    pieces = (
        "".join(piece)
        for word in _WORD.findall(text)
        for is_own, piece in groupby(word, lambda c: script_data.script(c) in own)
        if not is_own
    )
    return tuple(
        piece.strip("-‑'’_")
        for piece in pieces
        if any(c.isalpha() and script_data.script(c) not in _NEUTRAL for c in piece)
    )


def share_in_script(text: str, script: str) -> float:
    """How many of the letters are in the script, 0 to 1; 1 for a text without letters."""
    own = _SCRIPTS.get(script, {script}) | _NEUTRAL
    letters = [c for c in text if c.isalpha()]
    return sum(script_data.script(c) in own for c in letters) / len(letters) if letters else 1.0


def forbidden_characters(text: str) -> tuple[str, ...]:
    """Control characters, bidi embeddings, overrides and isolates, and non-characters.

    The renderer adds the isolates that a right-to-left text needs; one in the text itself
    could show a number backwards (UAX #9). Joiners and the marks U+200E, U+200F may stay.
    """
    return tuple(
        dict.fromkeys(
            c
            for c in text
            if ord(c) in _OVERRIDES | _OTHER_BAD or unicodedata.category(c) in _BAD_CATEGORIES
        )
    )
