"""Scripts and fonts inside a word."""

import pytest

from pipeline.render.pdf.itemize import NoGlyphError, itemize, letters_script, script_of


def items(word: str, default: str = "Latn", language: str = "") -> list[tuple[str, str, str]]:
    return [
        (word[item.start : item.end], item.script, item.font.name.partition("-")[0])
        for item in itemize(word, default, "regular", language)
    ]


@pytest.mark.parametrize(
    ("character", "script"),
    [
        *(("a", "Latn"), ("س", "Arab"), ("-", ""), ("،", "Arab"), ("\u0301", ""), ("ـ", "Arab")),
        *(("。", "Hani"), ("，", ""), ("।", "Beng"), ("·", ""), ("٣", "Arab"), ("・", "Hani")),
        *(("ж", "Cyrl"), ("中", "Hani"), ("፡", "Ethi"), ("฿", ""), ("ⵯ", "Tfng")),
    ],
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
        ("(12–15):", "Thai", [("(12–15):", "Thai", "NotoSansThaiLooped")]),
        ("12–15", "Arab", [("12–15", "Arab", "NotoSans")]),
        ("۱۲-", "Arab", [("۱۲", "Arab", "NotoNaskhArabic"), ("-", "Arab", "NotoSans")]),
        ("“中文”，", "Hani", [("“中文”，", "Hani", "NotoSansSC")]),
        ("A4纸", "Hani", [("A4", "Latn", "NotoSans"), ("纸", "Hani", "NotoSansSC")]),
        ("≤5→ ", "Latn", [("≤", "Latn", "NotoSansMath"), ("5", "Latn", "NotoSans"),
                          ("→", "Latn", "NotoSansMath"), (" ", "Latn", "NotoSans")]),
        ("שלום! ", "Latn", [("שלום", "Hebr", "NotoSansHebrew"), ("! ", "Hebr", "NotoSans")]),
        ("ሰላም፡ዓለም፣ ", "Ethi", [("ሰላም፡ዓለም፣ ", "Ethi", "NotoSansEthiopic")]),
        ("কি", "Latn", [("কি", "Beng", "NotoSansBengali")]),
        ("س\u200c-", "Arab", [("س\u200c", "Arab", "NotoNaskhArabic"), ("-", "Arab", "NotoSans")]),
    ],
)  # fmt: skip
def test_items(word: str, default: str, expected: list[tuple[str, str, str]]) -> None:
    assert items(word, default) == expected


def test_the_family_of_the_language() -> None:
    assert items("سلام۔ ", "Arab", "ur") == [("سلام۔ ", "Arab", "NotoNastaliqUrdu")]
    assert items("سلام۔ ", "Arab", "fa") == [("سلام۔ ", "Arab", "NotoNaskhArabic")]
    assert items("ok", "Arab", "ur") == [("ok", "Latn", "NotoSans")]


def test_a_writing_system_is_written_in_the_script_of_its_letters() -> None:
    assert [letters_script(s) for s in ("Hans", "Aran", "Latn")] == ["Hani", "Arab", "Latn"]


def test_the_error_names_the_character_that_is_missing() -> None:
    with pytest.raises(NoGlyphError) as caught:
        itemize("ok漢", "Latn", "bold")
    assert caught.value.character == "漢"
