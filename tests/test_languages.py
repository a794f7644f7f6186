"""Languages of the table, and all others."""

import pytest
from babel import Locale
from babel.localedata import locale_identifiers
from hypothesis import given
from hypothesis import strategies as st

from pipeline.languages import UnknownLanguageError, all_languages, described, language


@pytest.mark.parametrize("tag", all_languages())
def test_the_table_comes_first(tag: str) -> None:
    assert described(tag) is language(tag)


@pytest.mark.parametrize(
    ("tag", "script", "direction", "cldr", "endonym"),
    [
        ("he", "Hebr", "rtl", "he", "עברית"),
        ("yi", "Hebr", "rtl", "yi", "ייִדיש"),
        ("iw", "Hebr", "rtl", "he", "עברית"),
        ("el", "Grek", "ltr", "el", "Ελληνικά"),
        ("bn", "Beng", "ltr", "bn", "বাংলা"),
        ("ur", "Arab", "rtl", "ur", "اردو"),
        ("vi", "Latn", "ltr", "vi", "Tiếng Việt"),
        ("ka", "Geor", "ltr", "ka", "ქართული"),
        ("hy", "Armn", "ltr", "hy", "հայերեն"),
        ("sr", "Cyrl", "ltr", "sr", "српски"),
        ("sr-Latn", "Latn", "ltr", "sr_Latn", "srpski (latinica)"),
        ("pa-PK", "Arab", "rtl", "pa_Arab_PK", "پنجابی (عربی, پاکستان)"),
        ("fa-AF", "Arab", "rtl", "fa_AF", "فارسی (افغانستان)"),
        ("prs-AF", "Arab", "rtl", "fa_AF", "فارسی (افغانستان)"),
        ("zh-Hant-TW", "Hant", "ltr", "zh_Hant_TW", "中文 (繁體, 台灣)"),
        ("zh-yue", "Hant", "ltr", "yue", "粵語"),
        ("en-US", "Latn", "ltr", "en_US", "English (United States)"),
        ("de-CH-1996", "Latn", "ltr", "de_CH", "Deutsch (Schweiz)"),
        ("ur-Aran", "Aran", "rtl", "ur", "اردو"),
        ("smj", "Latn", "ltr", "smj", "julevsámegiella"),
        ("rmy", "Latn", "ltr", "root", "rmy"),
        ("arc", "Armi", "rtl", "root", "arc"),
        ("und", "Latn", "ltr", "root", "und"),
        ("qaa", "Latn", "ltr", "root", "qaa"),
    ],
)
def test_another_language_is_described_by_cldr(
    tag: str, script: str, direction: str, cldr: str, endonym: str
) -> None:
    found = described(tag)
    assert (found.script, found.direction, found.cldr) == (script, direction, cldr)
    assert found.endonym == endonym
    assert found.html == found.tag == tag


@pytest.mark.parametrize(
    ("tag", "canonical"),
    [
        ("SR-latn-rs", "sr-Latn-RS"),
        ("ZH-HANT-tw", "zh-Hant-TW"),
        ("EN-x-AB-latn", "en-x-ab-latn"),
        ("de-ch-1996", "de-CH-1996"),
    ],
)
def test_a_tag_is_written_as_is_usual(tag: str, canonical: str) -> None:
    assert described(tag).html == canonical


def test_every_locale_of_cldr_is_a_language() -> None:
    for locale in set(locale_identifiers()) - {"root"}:
        found, own = described(locale.replace("_", "-")), Locale.parse(locale)
        if found.tag in all_languages():
            continue
        nearest = Locale.parse(found.cldr)
        assert nearest.language == own.language, locale
        assert nearest.territory == own.territory, locale
        assert found.script == (own.script or found.script), locale
        assert found.is_rtl == (own.text_direction == "rtl"), locale


@pytest.mark.parametrize(
    "tag",
    ["", "x", "xx", "swedish", "sv_SE", "sv-", "-sv", "x-foo", "i-klingon", "sv SE", "zzx", "12",
     "sv-a", "sv-Latn-Latn1234567", "ſv", "sv\n"],
)  # fmt: skip
def test_what_is_no_language_tag(tag: str) -> None:
    with pytest.raises(UnknownLanguageError) as caught:
        described(tag)
    assert caught.value.tag == tag


@given(st.text("svaSE-x12_ ", max_size=12))
def test_any_text_is_a_language_or_an_error(text: str) -> None:
    try:
        found = described(text)
    except UnknownLanguageError as error:
        assert error.tag == text
    else:
        assert found.html.lower() in (text.lower(), found.tag)
