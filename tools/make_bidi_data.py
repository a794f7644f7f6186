"""Write the tables of UAX #9 that the package needs from the Unicode Character Database.

    python tools/make_bidi_data.py /usr/share/unicode

Python's `unicodedata` will not do: its Unicode version goes with the Python version, and the
conformance tests, and so the result on paper, must not.
"""

import re
import sys
from itertools import groupby
from pathlib import Path

ALIASES = {
    "Left_To_Right": "L",
    "Right_To_Left": "R",
    "Arabic_Letter": "AL",
    "European_Terminator": "ET",
}
"""The long names that `@missing` lines of DerivedBidiClass.txt use."""

RANGE = re.compile(r"(?:# @missing: )?([0-9A-F]+)(?:\.\.([0-9A-F]+))? *; *(\w+)")


def bidi_classes(lines: list[str]) -> str:
    """Ranges of code points and their class, for all classes but L; defaults come first."""
    classes = ["L"] * 0x110000
    for line in sorted(lines, key=lambda line: not line.startswith("# @missing")):
        if match := RANGE.match(line):
            first, last, name = match.groups()
            start, end = int(first, 16), int(last or first, 16) + 1
            classes[start:end] = [ALIASES.get(name, name)] * (end - start)
    rows = ["first,last,class"]
    for name, group in groupby(range(0x110000), classes.__getitem__):
        points = list(group)
        if name != "L":
            rows.append(f"{points[0]:04X},{points[-1]:04X},{name}")
    return "\n".join(rows) + "\n"


def bidi_brackets(lines: list[str]) -> str:
    """The pairs of brackets, the opening one first."""
    fields = [[part.strip() for part in re.split("[;#]", line)] for line in lines]
    pairs = [field for field in fields if len(field) >= 3 and field[2] == "o"]
    return "opening,closing\n" + "".join(f"{pair[0]},{pair[1]}\n" for pair in pairs)


def main(database: Path, target: Path) -> None:
    """Read the two files of the database and write the two tables."""
    for source, name, make in (
        ("extracted/DerivedBidiClass.txt", "bidi_classes.csv", bidi_classes),
        ("BidiBrackets.txt", "bidi_brackets.csv", bidi_brackets),
    ):
        lines = (database / source).read_text("utf-8").splitlines()
        (target / name).write_text(make(lines), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(__file__).parent.parent / "pipeline/data")
