"""Swedish sentences that no model of the tests was trained with, and what must come out of them.

They are in sentences.csv: the sentence, the words that must be in its English and its Finnish
translation, and the languages in which the models get it wrong. Placeholders are `[0]`, `[1]`.
"""

import csv
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "sentences.csv"
_PROTECTED = re.compile(r"⟪\d+⟫|\[\d+\]|PH\d\d|XQ\d+")


@dataclass(frozen=True)
class HeldOut:
    """A sentence with the words that its translations must have, in small letters."""

    swedish: str
    english: tuple[str, ...]
    finnish: tuple[str, ...]
    wrong: tuple[str, ...]

    @property
    def placeholders(self) -> list[str]:
        return _PROTECTED.findall(self.swedish)


@cache
def held_out() -> tuple[HeldOut, ...]:
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="|"))
    return tuple(
        HeldOut(
            row["swedish"],
            _words(row["english"]),
            _words(row["finnish"]),
            tuple(row["wrong"].split()),
        )
        for row in rows
    )


def canonical(swedish: str) -> str:
    """A sentence regardless of capitals, its end, and the values of its protected pieces."""
    return _PROTECTED.sub("[]", swedish).rstrip(".!?").lower()


def _words(column: str) -> tuple[str, ...]:
    return tuple(word.strip().lower() for word in column.split(","))
