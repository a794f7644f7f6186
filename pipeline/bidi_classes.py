"""The Bidi_Class of characters (UAX #9, table 4), as one letter each.

From `pipeline/data/bidi_classes.csv`, Unicode 15: Python's `unicodedata` goes with the Python
version, and so would the result on paper.
"""

import csv
from bisect import bisect_right
from functools import cache
from importlib.resources import files

LETTERS = {
    "L": "L",
    "R": "R",
    "AL": "A",
    "EN": "E",
    "ES": "S",
    "ET": "T",
    "AN": "N",
    "CS": "C",
    "NSM": "M",
    "BN": "B",
    "B": "P",
    "S": "G",
    "WS": "W",
    "ON": "O",
    "LRE": "l",
    "RLE": "r",
    "LRO": "x",
    "RLO": "y",
    "PDF": "f",
    "LRI": "i",
    "RLI": "j",
    "FSI": "k",
    "PDI": "d",
}
"""The letter for each Bidi_Class."""

_CLASSES = {letter: name for name, letter in LETTERS.items()}


class _Letters(dict[int, str]):
    """Code point to letter, filled as it is asked (for `str.translate`)."""

    def __init__(self) -> None:
        super().__init__()
        table = files("pipeline").joinpath("data/bidi_classes.csv").read_text("utf-8")
        self._rows = [
            (int(row["first"], 16), int(row["last"], 16), LETTERS[row["class"]])
            for row in csv.DictReader(table.splitlines())
        ]

    def __missing__(self, point: int) -> str:
        index = bisect_right(self._rows, (point, 0x110000, "")) - 1
        inside = index >= 0 and point <= self._rows[index][1]
        self[point] = letter = self._rows[index][2] if inside else "L"
        return letter


@cache
def _letters() -> _Letters:
    return _Letters()


def bidi_letters(text: str) -> str:
    """The Bidi_Class of each character, as letters of `LETTERS`."""
    return text.translate(_letters())


def bidi_class(character: str) -> str:
    """The Bidi_Class of one character by its own name, also for one that is not assigned."""
    return _CLASSES[bidi_letters(character)]
