"""UAX #9 against the Unicode Consortium's own tests, in full."""

import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from pipeline.bidi_classes import LETTERS, bidi_letters
from pipeline.render.pdf.bidi import embedding_levels, resolve, visual_order
from pipeline.render.pdf.bidi_explicit import first_strong_level
from tests.conftest import require
from tools.make_bidi_data import bidi_brackets, bidi_classes

UNICODE = Path("/usr/share/unicode")
REMOVED = frozenset("lrxyfB")

Case = tuple[str, str, int, list[int], list[int]]
"""Letters, text, base level, expected levels of the characters that X9 keeps, and order."""


def database(name: str) -> list[str]:
    path = UNICODE / name
    require(f"{path} is missing (Debian: unicode-data)", path.is_file())
    return path.read_text("utf-8").splitlines()


def line_levels(letters: str, levels: bytes, base: int) -> bytes:
    """Rule L1: separators, and white space before them and at the end, have the base level."""
    changed = bytearray(levels)
    for match in re.finditer("[WBlrxyfijkd]*(?:[GP]|$)", letters):
        changed[match.start() : match.end()] = bytes((base,)) * len(match[0])
    return bytes(changed)


def wrong(case: Case) -> bool:
    letters, text, base, expected_levels, expected_order = case
    levels = line_levels(letters, resolve(letters, base, text), base)
    kept = [index for index, letter in enumerate(letters) if letter not in REMOVED]
    kept_levels = [levels[index] for index in kept]
    if kept_levels != expected_levels:
        return True
    return [kept[index] for index in visual_order(kept_levels)] != expected_order


def numbers(fields: str) -> list[int]:
    return [int(field) for field in fields.split() if field != "x"]


def character_cases() -> Iterator[Case]:
    for line in database("BidiCharacterTest.txt"):
        if not line or line.startswith("#"):
            continue
        points, direction, base, levels, order = line.split(";")
        text = "".join(chr(int(point, 16)) for point in points.split())
        letters = bidi_letters(text)
        if direction == "2":
            assert first_strong_level(letters) == int(base), line
        yield letters, text, int(base), numbers(levels), numbers(order)


def class_cases() -> Iterator[Case]:
    levels: list[int] = []
    order: list[int] = []
    for line in database("BidiTest.txt"):
        if line.startswith("@Levels:"):
            levels = numbers(line.removeprefix("@Levels:"))
        elif line.startswith("@Reorder:"):
            order = numbers(line.removeprefix("@Reorder:"))
        elif line and not line.startswith(("#", "@")):
            names, bits = line.split(";")
            letters = "".join(LETTERS[name] for name in names.split())
            chosen = int(bits, 16)
            bases = {first_strong_level(letters)} if chosen & 1 else set()
            bases |= {0} if chosen & 2 else set()
            bases |= {1} if chosen & 4 else set()
            for base in bases:
                yield letters, "", base, levels, order


def test_every_case_of_bidi_character_test() -> None:
    cases = list(character_cases())
    assert len(cases) == 91_707
    assert [case for case in cases if wrong(case)] == []


def test_every_case_of_bidi_test() -> None:
    failed, count = [], 0
    for case in class_cases():
        count += 1
        if wrong(case):
            failed.append(case)
    assert count > 490_000
    assert failed == []


def test_classes_are_those_of_the_database() -> None:
    shown = {LETTERS[name]: name for name in LETTERS}
    for line in database("UnicodeData.txt"):
        point, name, _, _, bidi_class, *_ = line.split(";")
        if not name.endswith(("First>", "Last>")):
            assert shown[bidi_letters(chr(int(point, 16)))] == bidi_class, point


@pytest.mark.parametrize(
    ("text", "base", "levels"),
    [
        ("abc 12", 0, [0, 0, 0, 0, 0, 0]),
        ("אב (a)", 1, [1, 1, 1, 1, 2, 1]),
        ("א\nb", 1, [1, 1, 2]),
        ("", 0, []),
    ],
)
def test_levels_of_small_texts(text: str, base: int, levels: list[int]) -> None:
    assert list(embedding_levels(text, base)) == levels


def test_the_tables_are_those_that_the_tool_makes() -> None:
    data = files("pipeline") / "data"
    classes = bidi_classes(database("extracted/DerivedBidiClass.txt"))
    assert classes == (data / "bidi_classes.csv").read_text("utf-8")
    brackets = bidi_brackets(database("BidiBrackets.txt"))
    assert brackets == (data / "bidi_brackets.csv").read_text("utf-8")
