"""Where lines end, and how full they are."""

import unicodedata
from collections.abc import Sequence
from itertools import accumulate, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icu4py.breakers import LineBreaker

from pipeline.render.pdf.linebreak import PLAIN, break_opportunities
from pipeline.render.pdf.shape import Style, Word, shape_words
from tests.render.pdf.setting import SIZE_PT, clusters, line, lines, span, text_of_line, texts


def width(text: str, tag: str = "sv") -> float:
    return line(text, tag).width_pt


def test_breaks_are_those_of_the_language_counted_in_characters() -> None:
    assert break_opportunities("du-där 😀 ab", "sv") == [3, 7, 9, 11]
    assert break_opportunities("ภาษาไทย", "th") == [4, 7]


LETTERS = "".join(c for n in range(0x20, 0x250) if PLAIN.fullmatch(c := chr(n)))
PLAIN_TEXT = st.from_regex(PLAIN, fullmatch=True)


def breaks_of_icu(text: str, locale: str) -> list[int]:
    return [*accumulate(map(len, LineBreaker(text, locale)))]


@pytest.mark.parametrize("locale", ["sv", "fi", "en", "ar", "zh", "ja", "th"])
@given(st.text(st.sampled_from(LETTERS + "  .,:;!?")) | PLAIN_TEXT)
@settings(deadline=None, max_examples=50)
def test_plain_text_has_the_breaks_of_icu(locale: str, text: str) -> None:
    assert break_opportunities(text, locale) == breaks_of_icu(text, locale)


@pytest.mark.parametrize("locale", ["sv", "fi", "zh"])
def test_every_plain_letter_has_the_breaks_of_icu(locale: str) -> None:
    assert len(LETTERS) > 400
    for one in LETTERS:
        for mark in ("", *".,:;!?"):
            text = f"{one}{mark} {one}a{one}{mark}  1{one} {one}{mark}"
            assert break_opportunities(text, locale) == breaks_of_icu(text, locale), text


def test_a_line_is_as_full_as_can_be_and_spaces_hang() -> None:
    text = "ett två tre fyra"
    exact = width("ett två")
    assert texts(lines(text, width_pt=exact)) == ["ett två ", "tre ", "fyra"]
    assert texts(lines(text, width_pt=exact - 0.01)) == ["ett ", "två ", "tre ", "fyra"]
    assert lines(text, width_pt=exact)[0].width_pt == pytest.approx(exact)


def test_a_hyphen_and_a_slash_are_breaks_inside_a_word() -> None:
    text = "Carin Becker-Åström"
    assert texts(lines(text, width_pt=width("Carin Becker-"))) == ["Carin Becker-", "Åström"]
    address = "hallstahammar.se/kontakt"
    assert texts(lines(address, width_pt=width(address) - 1)) == ["hallstahammar.se/", "kontakt"]


@pytest.mark.parametrize("figure", ["0220-240 00", "8.00–16.30", "25 %", "1 000 kr", "12/5-2020"])
@pytest.mark.parametrize(("tag", "word"), [("sv", "ring"), ("ar", "هاتف")])
def test_figures_are_not_broken(tag: str, word: str, figure: str) -> None:
    text = f"{word} {figure} {word}"
    narrow = width(figure, tag) + 0.01
    assert f"{figure} " in texts(lines(text, tag, max(narrow, width(word, tag) + 0.01)))


def test_a_figure_wider_than_the_line_is_broken_after_all() -> None:
    assert texts(lines("0220-240 00", width_pt=width("0220-240 "))) == ["0220-240 ", "00"]


def test_a_soft_hyphen_is_seen_only_at_the_end_of_a_line() -> None:
    first, second = lines("bered\u00adskap", width_pt=width("bered\u2010"))
    assert (text_of_line(first), text_of_line(second)) == ("bered\u00ad", "skap")
    hyphen = clusters(first)[-1]
    assert hyphen.text == "\u00ad"
    assert hyphen.glyphs[0].id == clusters(line("\u2010"))[0].glyphs[0].id
    assert first.width_pt == pytest.approx(width("bered\u2010"))


def test_a_soft_hyphen_is_not_taken_where_its_hyphen_does_not_fit() -> None:
    broken = lines("be\u00adred\u00adskap", width_pt=width("bered\u2010") - 0.01)
    assert texts(broken) == ["be\u00ad", "red\u00ad", "skap"]


def test_a_no_break_space_holds_words_together() -> None:
    assert texts(lines("ca 12\u00a0maj", width_pt=width("ca 12\u00a0m"))) == ["ca ", "12\u00a0maj"]


def test_a_word_wider_than_the_line_is_broken_between_grapheme_clusters() -> None:
    text = "fi e\u0301e\u0301e\u0301e\u0301e\u0301"
    broken = lines(text, width_pt=width("éé"))
    assert texts(broken) == ["fi ", "e\u0301e\u0301", "e\u0301e\u0301", "e\u0301"]


def test_a_cluster_wider_than_the_line_stands_alone() -> None:
    assert texts(lines("å WW", width_pt=1)) == ["å ", "W", "W"]


def test_a_long_word_fills_every_line() -> None:
    text = "iWi" * 200
    limit = 100.0
    broken = lines(text, "so", width_pt=limit)  # a language without patterns for division
    assert "".join(texts(broken)) == text
    for each, following in pairwise(broken):
        assert each.width_pt <= limit + 0.001
        assert each.width_pt + width(text_of_line(following)[0]) > limit - 0.5


def test_a_break_is_not_taken_where_only_the_span_changes() -> None:
    spans = [span("trygg"), span("het", weight="bold"), span(" nu")]
    narrow = line(spans[:2]).width_pt - 0.01
    assert texts(lines(spans, width_pt=narrow)) == ["trygghe", "t nu"]
    spans = [span("en "), *spans]
    assert texts(lines(spans, width_pt=narrow + 0.02))[:2] == ["en ", "trygghet "]


def test_the_size_of_the_text_scales_the_line() -> None:
    run = line([span("a "), span("b")]).runs[-1]
    assert run.size_pt == SIZE_PT
    assert run.x_pt == pytest.approx((561 + 260) / 1000 * SIZE_PT)


def test_a_very_long_word_is_shaped_in_parts_and_not_torn_inside_clusters() -> None:
    text = "e\u0301x\u0323" * 400
    broken = lines(text, width_pt=300)
    assert "".join(texts(broken)) == text
    assert all(unicodedata.combining(each[0]) == 0 for each in texts(broken))


def test_a_very_long_arabic_word_stays_joined_inside_its_lines() -> None:
    whole = line("م" * 450, "ar")
    middle = [cluster.glyphs[0].id for cluster in clusters(whole)][1:-1]
    assert set(middle) == {middle[0]}


CHINESE = "会议于5月12日举行，（地点：“市政厅”）请拨打0220-240 00。谢谢！《通知》、简报；其他？"
NEVER_FIRST = "，。、；：？！）”》」】…—·～％"
NEVER_LAST = "（“《「【"


@pytest.mark.parametrize("width_pt", range(75, 150, 3))
def test_chinese_punctuation_stands_at_the_right_end(width_pt: int) -> None:
    found = texts(lines(CHINESE * 3, "zh", width_pt))
    assert "".join(found) == CHINESE * 3
    for each in found[1:]:
        assert each[0] not in NEVER_FIRST
    for each in found[:-1]:
        assert each.rstrip()[-1] not in NEVER_LAST


def test_chinese_fills_every_line() -> None:
    text = "人人生而自由在尊严和权利上一律平等" * 6
    for each in lines(text, "zh", 105)[:-1]:
        assert each.width_pt == pytest.approx(10 * SIZE_PT)


def words_asked_for(text: str, tag: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The words that a line of text is shaped in."""
    asked: list[str] = []

    def recording(words: Sequence[str], style: Style) -> Sequence[Word]:
        asked.extend(words)
        return shape_words(words, style)

    with monkeypatch.context() as patched:
        patched.setattr("pipeline.render.pdf.text.shape_words", recording)
        line(text, tag)
    return asked


def test_text_without_spaces_is_shaped_by_words_that_repeat(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert words_asked_for("中文中文", "zh", monkeypatch) == ["中", "文", "中", "文"]
    assert {"ต่าง", "ใน"} <= {*words_asked_for("ต่างในตน ต่างในตน", "th", monkeypatch)}


def test_words_that_are_kerned_together_stay_together(monkeypatch: pytest.MonkeyPatch) -> None:
    texts_of_runs = words_asked_for("อิสระและเสมอภาค", "th", monkeypatch)
    assert "และเสมอ" in "".join(texts_of_runs)
    cut = [width(text, "th") for text in texts_of_runs]
    assert sum(cut) == pytest.approx(width("อิสระและเสมอภาค", "th"))


def test_thai_lines_end_between_the_words_of_the_dictionary() -> None:
    text = "มนุษย์ทั้งปวงเกิดมามีอิสระและเสมอภาคกันในเกียรติศักดิ์และสิทธิ"
    allowed = set(break_opportunities(text, "th"))
    for limit in range(60, 200, 7):
        end = 0
        for each in texts(lines(text, "th", limit)):
            end += len(each)
            assert end in allowed


def test_thai_inside_swedish_is_broken_by_the_dictionary_too() -> None:
    found = texts(
        lines([span("ord "), span("ภาษาไทยภาษาไทย", "th")], width_pt=width("ภาษาไทย") + 1)
    )
    assert found == ["ord ", "ภาษาไทย", "ภาษาไทย"]


def test_ethiopic_words_are_parted_by_their_own_mark(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = words_asked_for("ሰላም፡ዓለም፡ሰላም፡ነው።", "am", monkeypatch)
    assert asked == ["ሰላም፡", "ዓለም፡", "ሰላም፡", "ነው።"]
