"""The table of failure conditions has each of them once, and names rules that there are."""

import re
from pathlib import Path

from pipeline.check.pdf import RULES

PAGE = Path(__file__).parents[4] / "docs/matterhorn.md"
COUNTS = (82, 21, 26, 6)
"""Conditions in each column, as the page says."""
LAST = {
    1: 7,
    2: 4,
    3: 3,
    4: 1,
    5: 3,
    6: 4,
    7: 2,
    8: 2,
    9: 8,
    10: 1,
    11: 7,
    12: 1,
    13: 8,
    14: 7,
    15: 5,
    16: 3,
    17: 3,
    18: 2,
    19: 4,
    20: 3,
    21: 1,
    22: 1,
    24: 1,
    25: 1,
    26: 2,
    28: 18,
    29: 1,
    30: 2,
    31: 30,
}
"""The last condition of each checkpoint; the two that need no test are left out."""


def _rows() -> list[list[str]]:
    lines = PAGE.read_text("utf-8").splitlines()
    cells = ([cell.strip() for cell in line.strip("|").split("|")] for line in lines)
    return [row for row in cells if re.match(r"\d\d ", row[0])]


def test_each_condition_stands_in_one_column() -> None:
    for name, *columns in _rows():
        numbers = sorted(int(n) for cell in columns for n in re.findall(r"\d{3}", cell))
        assert numbers == list(range(1, LAST[int(name[:2])] + 1)), name
    assert [int(name[:2]) for name, *_ in _rows()] == list(LAST)
    assert sum(LAST.values()) + 2 == 137


def test_the_counts_are_those_of_the_text() -> None:
    columns = zip(*(row[1:] for row in _rows()), strict=True)
    found = tuple(sum(len(re.findall(r"\d{3}", cell)) for cell in column) for column in columns)
    assert found == COUNTS
    text = PAGE.read_text("utf-8").replace("\n", " ")
    assert [int(n) for n in re.findall(r"(\d+) +conditions\.", text)] == list(COUNTS)


def test_the_rules_of_our_check_exist() -> None:
    named = {rule for row in _rows() for rule in re.findall(r"`(\w+)`", row[2])}
    assert named <= {rule.__name__ for rule in RULES}
    assert named
