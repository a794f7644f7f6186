"""Scripts and fonts inside a word."""

import pytest

from pipeline.render.pdf.itemize import NoGlyphError, itemize, script_of


def items(word: str, default: str = "Latn") -> list[tuple[str, str, str]]:
    return [
        (word[item.start : item.end], item.script, item.font.name.partition("-")[0])
        for item in itemize(word, default, "regular")
    ]


@pytest.mark.parametrize(
    ("character", "script"),
    [("a", "Latn"), ("س", "Arab"), ("-", ""), ("،", "Arab"), ("\u0301", ""), ("ـ", "Arab")],
)
def test_script_of_a_character(character: str, script: str) -> None:
    assert script_of(character) == script


@pytest.mark.parametrize(
    ("word", "default", "expected"),
    [
        ("Becker-Åström ", "Latn", [("Becker-Åström ", "Latn", "NotoSans")]),
        ("”(سلام:", "Arab", [("”(", "Arab", "NotoSans"), ("سلام:", "Arab", "NotoNaskhArabic")]),
        ("«12.» ", "Arab", [("«12.» ", "Arab", "NotoNaskhArabic")]),
        ("0220-240 ", "Latn", [("0220-240 ", "Latn", "NotoSans")]),
        ("٣٫٥", "Latn", [("٣٫٥", "Arab", "NotoNaskhArabic")]),
        ("aسb", "Latn", [("a", "Latn", "NotoSans"), ("س", "Arab", "NotoNaskhArabic"),
                         ("b", "Latn", "NotoSans")]),
        ("س\u200c-", "Arab", [("س\u200c", "Arab", "NotoNaskhArabic"), ("-", "Arab", "NotoSans")]),
    ],
)  # fmt: skip
def test_items(word: str, default: str, expected: list[tuple[str, str, str]]) -> None:
    assert items(word, default) == expected


def test_the_error_names_the_character_that_is_missing() -> None:
    with pytest.raises(NoGlyphError) as caught:
        itemize("ok漢", "Latn", "bold")
    assert caught.value.character == "漢"
