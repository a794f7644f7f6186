"""How easy a text reads: notes for the writer."""

import pytest

from pipeline.check.readability import Readability, check_readability, readability
from pipeline.findings import Severity
from tests.builders import briefing


def rules(*lines: str) -> list[str]:
    found = check_readability(briefing("# Läs", *lines), "a.md {}".format)
    return [f"{f.rule} {f.where}" for f in found]


def test_lix_by_its_formula() -> None:
    # Björnsson: words per sentence + per cent of words with more than six letters.
    counts = readability(briefing("# Vi bor här", "Kommunen öppnar biblioteket nu. Kom dit!"))
    assert counts == Readability(words=9, sentences=3, long_words=2)
    assert counts.lix == round(9 / 3 + 100 * 2 / 9)


def test_tables_addresses_and_figures_are_no_words() -> None:
    assert readability(briefing("# Läs", "| Biblioteket | 10 |", "114 14 1177.se")).words == 1
    assert Readability(0, 0, 0).lix == 0


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Du kan ringa.", []),
        (f"{'du ' * 15}".strip().capitalize() + ".", []),
        (f"{'du ' * 16}".strip().capitalize() + ".", ["readability.sentence a.md b1"]),
        ("Mötet ställdes in och grupperna kallades.", ["readability.passive a.md b1"]),
        ("Mötet blev inställt.", ["readability.passive a.md b1"]),
        ("Vi hoppas och lyckas, flickornas och rådets finns.", []),
    ],
)
def test_notes(line: str, expected: list[str]) -> None:
    assert [rule for rule in rules(line) if "lix" not in rule] == expected


def test_a_long_word_is_told_once_unless_it_is_explained() -> None:
    word = "Säkerhetssamordnaren"
    plain = (f"{word} kom.", f"{word} for hem.")
    assert rules(*plain).count("readability.word a.md b1") == 1
    assert not [r for r in rules(*plain, f"{word} är en chef.") if "word" in r]
    assert not [r for r in rules(f"{word} kom. Det betyder hjälp.") if "word" in r]
    names = frozenset({word.lower()})
    found = check_readability(briefing(*plain), str, names)
    assert not [f for f in found if f.rule == "readability.word"]


def test_all_are_notes() -> None:
    text = "Samhällsviktiga verksamheter upprätthölls " * 6
    found = list(check_readability(briefing(text.strip() + "."), str))
    assert {f.rule for f in found} >= {"readability.lix", "readability.sentence"}
    assert {f.severity for f in found} == {Severity.NOTE}
