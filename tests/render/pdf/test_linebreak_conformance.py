"""UAX #14 on the Unicode Consortium's own test, in full.

The test is that of Unicode 15.0 (Debian's unicode-data); the rules of ICU 78 are those of
Unicode 17. What differs is listed with the rule that was changed in between.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from icu4py import icu_version_info

from pipeline.render.pdf.linebreak import break_opportunities
from tests.conftest import require

FILE = Path("/usr/share/unicode/auxiliary/LineBreakTest.txt")

HYPHEN_BEFORE_WORD = "LB20a (16.0): a hyphen that begins a word stays with its letters"
DECIMAL_SIGN = "LB15c (16.0): a line may end before a full stop that begins a number"
QUOTE = "LB15 (until 15.0): that a quotation mark stays with a bracket after spaces is withdrawn"
QUOTE_AT_WORD = "LB15a, LB15b (15.1): initial and final quotation marks stay with what they quote"
NUMBER_AFTER_STOP = "LB25 (16.0): a digit stays with the full stop or comma before it"
HEBREW_HYPHEN = "LB21a (16.0): a line may end after a hyphen between Hebrew letters"

DIFFERENCES = {
    HYPHEN_BEFORE_WORD: (
        "× 002D × 0023 ÷",
        "× 002D × 0308 × 0023 ÷",
        "× 002D × 05D0 ÷",
        "× 002D × 0308 × 05D0 ÷",
        "× 002D × 00A7 ÷",
        "× 002D × 0308 × 00A7 ÷",
        "× 002D × 50005 ÷",
        "× 002D × 0308 × 50005 ÷",
        "× 002D × 0E01 ÷",
        "× 002D × 0308 × 0E01 ÷",
    ),
    NUMBER_AFTER_STOP: (
        "× 002C × 0030 ÷",
        "× 002C × 0308 × 0030 ÷",
        "× 0061 × 002E × 0032 × 0020 ÷",
        "× 0061 × 002E × 0032 × 0020 ÷ 0915 ÷",
        "× 0061 × 002E × 0032 × 0020 ÷ 672C ÷",
        "× 0061 × 002E × 0032 × 3000 ÷ 672C ÷",
        "× 0061 × 002E × 0032 × 3000 ÷ 307E ÷",
        "× 0061 × 002E × 0032 × 3000 ÷ 0033 ÷",
        "× 0041 × 002E × 0031 × 0020 ÷ BABB ÷",
        "× BD24 ÷ C5B4 × 002E × 0020 ÷ 0041 × 002E × 0032 × 0020 ÷ BCFC ÷",
        "× BD10 ÷ C694 × 002E × 0020 ÷ 0041 × 002E × 0033 × 0020 ÷ BABB ÷",
        "× C694 × 002E × 0020 ÷ 0041 × 002E × 0034 × 0020 ÷ BABB ÷",
        "× 0061 × 002E × 0032 × 3000 ÷ 300C ÷",
    ),
    QUOTE: (
        "× 0022 × 0020 ÷ 2329 ÷",
        "× 0022 × 0308 × 0020 ÷ 2329 ÷",
        "× 0022 × 0020 ÷ 0028 ÷",
        "× 0022 × 0308 × 0020 ÷ 0028 ÷",
    ),
    DECIMAL_SIGN: (
        (
            "× 0065 × 0071 × 0075 × 0061 × 006C × 0073 × 0020 ÷ 002E × 0033 × 0035 × 0020 ÷ "
            "0063 × 0065 × 006E × 0074 × 0073 ÷"
        ),
    ),
    QUOTE_AT_WORD: (
        (
            "× 0061 × 006D × 0062 × 0069 × 0067 × 0075 × 0028 × 00AB × 0020 × 0308 × 0020 × "
            "00BB × 0029 ÷ 0028 × 0065 × 0308 × 0029 ÷"
        ),
        (
            "× 0061 × 006D × 0062 × 0069 × 0067 × 0075 × 00AB × 0020 ÷ 0028 × 0020 × 0308 × "
            "0020 × 0029 × 0020 ÷ 00BB × 0028 × 0065 × 0308 × 0029 ÷"
        ),
        (
            "× 0061 × 006D × 0062 × 0069 × 0067 × 0075 × 007B × 00AB × 0020 × 0308 × 0020 × "
            "00BB × 007D ÷ 0028 × 0065 × 0308 × 0029 ÷"
        ),
        (
            "× 0061 × 006D × 0062 × 0069 × 0067 × 0075 × 00AB × 0020 ÷ 007B × 0020 × 0308 × "
            "0020 × 007D × 0020 ÷ 00BB × 0028 × 0065 × 0308 × 0029 ÷"
        ),
    ),
    HEBREW_HYPHEN: ("× 05D0 × 002D ÷ 05D0 ÷",),
}
"""The cases that ICU breaks in another way than the file says, as ICU breaks them."""


class Case(NamedTuple):
    """A text and where it may be broken, in code points."""

    text: str
    breaks: tuple[int, ...]

    def __str__(self) -> str:
        signs = ["×", *("÷" if end in self.breaks else "×" for end in range(1, len(self.text)))]
        pairs = zip(signs, self.text, strict=True)
        return "".join(f"{sign} {ord(character):04X} " for sign, character in pairs) + "÷"


def case(line: str) -> Case:
    text, breaks = "", []
    for part in line.split():
        if part == "÷":
            breaks.append(len(text))
        elif part != "×":
            text += chr(int(part, 16))
    return Case(text, tuple(breaks))


def cases() -> Iterator[Case]:
    require(f"{FILE} is missing (Debian: unicode-data)", FILE.is_file())
    lines = FILE.read_text("utf-8").splitlines()
    assert lines[0] == "# LineBreakTest-15.0.0.txt"
    for line in lines:
        content = line.partition("#")[0]
        if content.strip():
            yield case(content)


def test_every_case_but_those_whose_rule_was_changed() -> None:
    found = list(cases())
    assert len(found) == 7_654
    ours = {c: Case(c.text, tuple(break_opportunities(c.text, "en"))) for c in found}
    differing = [str(own) for expected, own in ours.items() if own != expected]
    assert sorted(differing) == sorted(line for lines in DIFFERENCES.values() for line in lines)


def test_the_differences_are_told_of_the_rules_that_are_used() -> None:
    assert icu_version_info[0] == 78
