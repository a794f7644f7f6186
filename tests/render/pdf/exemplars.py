"""What languages are written with, from CLDR (`tools/make_exemplars.py`)."""

import csv
import re
from functools import cache
from pathlib import Path

TABLE = Path(__file__).parent / "data/exemplars.csv"
SETS = ("main", "auxiliary", "numbers", "punctuation")


@cache
def exemplars() -> dict[tuple[str, str], tuple[str, ...]]:
    """Grapheme clusters by the language's tag and the name of the set."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {
            (row["tag"], row["set"]): tuple(map(_item, row["characters"].split()))
            for row in csv.DictReader(file)
        }


def _item(shown: str) -> str:
    points = re.findall("U\\+([0-9A-F]+)", shown)
    return "".join(chr(int(point, 16)) for point in points) or shown


TAGS = tuple(dict.fromkeys(tag for tag, _ in exemplars()))
