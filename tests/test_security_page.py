"""The limits that `docs/security.md` names are those of the code."""

import re
from importlib import import_module

import pytest

from tests.conftest import REPOSITORY

PAGE = (REPOSITORY / "docs" / "security.md").read_text("utf-8")
ROWS = re.findall(r"^\| [^|]+ \| ([0-9,]+) \| `(pipeline[\w.]+)` \|$", PAGE, re.MULTILINE)


def value_of(name: str) -> object:
    """The value of a dotted name: of the longest module in it, the rest as attributes."""
    parts = name.split(".")
    for end in range(len(parts) - 1, 0, -1):
        try:
            found: object = import_module(".".join(parts[:end]))
        except ModuleNotFoundError:
            continue
        for part in parts[end:]:
            found = getattr(found, part)
        return found
    raise AssertionError(name)


@pytest.mark.parametrize(("told", "name"), ROWS)
def test_a_limit_is_what_the_page_says(told: str, name: str) -> None:
    assert value_of(name) == int(told.replace(",", ""))


def test_all_rows_were_read() -> None:
    table = PAGE.partition("## Limits")[2].partition("## ")[0]
    assert len(ROWS) == table.count("`pipeline.")
