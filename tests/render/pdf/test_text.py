"""Whole paragraphs: nothing lost, everything inside the line, the right side first."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.errors import RenderError
from pipeline.languages import language
from pipeline.render.pdf.glyphs import GlyphRun, Line, StyledSpan, Weight
from pipeline.render.pdf.itemize import graphemes
from pipeline.render.pdf.shape import SPACES
from pipeline.render.pdf.text import measure_paragraph
from tests.render.pdf.setting import (
    clusters,
    line,
    lines,
    span,
    text_of_line,
    texts,
    visual_indices,
)

LATIN = ["a", "f", "i", "W", "å", "Ö", "e\u0301", "x\u0323", "ſ"]
ARABIC = ["س", "ل", "ا", "م", "ك", "َ", "بّ", "لا", "ـ", "ی"]
OTHERS = [*"0189 -–./:,()[]«»”%@", "  ", "،", "؟", "٣", "۴", "\u200c", "\u200d", "\u00ad", "\u00a0"]
SCRIPTS = ["中", "文。", "（", "ที่", "ไทยและ", "שָׁ", "ך", "কি", "র্ক", "ሰ፡", "ა", "և", "→", "Ω", "ж"]
PIECES = st.sampled_from([*LATIN, *ARABIC, *OTHERS, *SCRIPTS, "0220-240 00", "å-ä", "ffi "])
WEIGHTS = st.sampled_from(["regular", "bold", "italic", "bold_italic"])


def keeps_marks_with_their_script(text: str) -> bool:
    """An Arabic vowel sign on a Latin letter is in no font, and an error of its own."""
    return all(
        len({"ARABIC" in unicodedata.name(c, "") for c in cluster if c not in "\u200c\u200d\u00ad"})
        <= 1
        for cluster in graphemes(text)
    )


SPANS = st.lists(
    st.builds(
        StyledSpan,
        st.lists(PIECES, max_size=12).map("".join).filter(keeps_marks_with_their_script),
        st.sampled_from(["sv", "fi", "ar", "ur", "zh", "th", "he"]),
        WEIGHTS,
    ),
    max_size=4,
).filter(lambda spans: keeps_marks_with_their_script("".join(part.text for part in spans)))


@given(
    SPANS,
    st.sampled_from(["sv", "ar", "zh", "th", "ur"]),
    st.sampled_from([1.0, 12.0, 40.0, 120.0, 900.0]),
)
@example([span("ل\u200d 3a ", "ar")], "sv", 12.0)
@example([span("a"), span("  .")], "sv", 1.0)
@settings(max_examples=500, deadline=None)
def test_the_clusters_are_the_text_and_lines_are_not_too_wide(
    spans: list[StyledSpan], tag: str, width_pt: float
) -> None:
    text = "".join(part.text for part in spans)
    result = lines(spans, tag, width_pt)
    assert "".join(texts(result)) == text
    for each in result:
        assert each.runs
        bare = text_of_line(each).strip(SPACES)
        assert bare or len(result) == 1
        seen = [cluster for cluster in graphemes(bare) if cluster[0] not in SPACES]
        assert each.width_pt <= width_pt + 0.001 or len(seen) == 1
        assert all(spans[run.span].text for run in each.runs)
        assert_inside(each)


def assert_inside(of: Line) -> None:
    """Runs stand side by side, all but the white space at the end between 0 and the width."""
    ordered = sorted(of.runs, key=lambda run: (run.x_pt, run.x_pt + run.width_pt))
    for first, second in pairwise(ordered):
        assert first.x_pt + first.width_pt == pytest.approx(second.x_pt, abs=0.001)
    assert ordered[0].x_pt <= 0.001
    assert ordered[-1].x_pt + ordered[-1].width_pt >= of.width_pt - 0.001


@given(SPANS)
@settings(max_examples=100, deadline=None)
def test_spans_are_kept_apart(spans: list[StyledSpan]) -> None:
    found: dict[int, str] = {}
    for each in lines(spans, "ar", 60):
        for run in each.runs:
            found[run.span] = found.get(run.span, "") + "".join(c.text for c in run.clusters)
    assert found == {index: part.text for index, part in enumerate(spans) if part.text}


def test_empty_text_has_no_lines() -> None:
    assert lines([]) == ()
    assert lines([span(""), span("", "ar")]) == ()


def test_white_space_alone_is_one_line_of_no_width() -> None:
    assert [(each.width_pt, text_of_line(each)) for each in lines("  ")] == [(0, "  ")]


def test_spaces_at_the_end_hang_to_the_right_in_swedish() -> None:
    first, _ = lines("ord ord", width_pt=20)
    word = first.runs[0]
    assert (word.x_pt, text_of_line(first)) == (0, "ord ")
    assert word.width_pt > first.width_pt


def test_spaces_at_the_end_hang_to_the_left_in_arabic() -> None:
    first, _ = lines("كلمة كلمة", "ar", width_pt=30)
    (word,) = first.runs
    assert text_of_line(first) == "كلمة "
    assert word.x_pt < 0
    assert word.x_pt + word.width_pt == pytest.approx(first.width_pt)
    blank = clusters(first)[-1].glyphs[0]
    assert blank.x == 0


def test_the_space_after_latin_at_the_end_of_an_arabic_line_is_arabic() -> None:
    first, _ = lines("نص Anna نص", "ar", width_pt=45)
    assert text_of_line(first) == "نص Anna "
    *_, name, blank = first.runs
    assert [run.level for run in (name, blank)] == [2, 1]
    assert name.x_pt == pytest.approx(0)
    assert blank.x_pt + blank.width_pt == pytest.approx(0)


def test_the_levels_and_fonts_of_a_mixed_line() -> None:
    runs = line("هاتف 0220-240 00، (Anna)", "ar").runs
    found = [("".join(c.text for c in run.clusters), run.level, run.font.name) for run in runs]
    assert found == [
        ("هاتف ", 1, "NotoNaskhArabic-Regular"),
        ("0220-240 00", 2, "NotoSans-Regular"),
        ("، ", 1, "NotoNaskhArabic-Regular"),
        ("(", 1, "NotoSans-Regular"),
        ("Anna", 2, "NotoSans-Regular"),
        (")", 1, "NotoSans-Regular"),
    ]


@pytest.mark.parametrize(
    ("weight", "latin", "arabic"),
    [
        ("bold_italic", "NotoSans-BoldItalic", "NotoNaskhArabic-Bold"),
        ("regular", "NotoSans-Regular", "NotoNaskhArabic-Regular"),
        ("bold", "NotoSans-Bold", "NotoNaskhArabic-Bold"),
        ("italic", "NotoSans-Italic", "NotoNaskhArabic-Bold"),
    ],
)
def test_the_weight_chooses_the_font(weight: Weight, latin: str, arabic: str) -> None:
    assert line([span("ord", "sv", weight)]).runs[0].font.name == latin
    assert line([span("نص", "ar", weight)], "ar").runs[0].font.name == arabic


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("hej 😀", "U+1F600"),
        ("漢字", "U+6F22"),
        ("a\tb", "U+0009"),
        ("a\u2028b", "U+2028"),
        ("a\x00", "U+0000"),
        ("\ue000", "U+E000"),
        ("\ud800", "U+D800"),
        ("bokstav a\u064e", "U+064E"),
    ],
)
@pytest.mark.parametrize("tag", ["sv", "ar"])
def test_a_character_that_cannot_be_set_stops_the_build(text: str, code: str, tag: str) -> None:
    with pytest.raises(RenderError) as caught:
        lines(text, tag)
    assert code in str(caught.value)
    assert caught.value.where == "b1"


@pytest.mark.parametrize("tag", ["sv_SE", "swedish", "xx", ""])
def test_a_span_in_no_language_stops_the_build(tag: str) -> None:
    with pytest.raises(RenderError, match=f"“{tag}” is no language tag") as caught:
        lines([span("ord "), span("ord", tag)])
    assert caught.value.where == "b1"


@pytest.mark.parametrize(
    ("text", "order", "font"),
    [
        ("hej שלום (12)!", "hej )12( םולש!", "NotoSansHebrew"),
        ("hej سلام!", "hej مالس!", "NotoNaskhArabic"),
        ("hej 中文 med ไทย", "hej 中文 med ไทย", "NotoSansSC"),
        ("hej ქართული", "hej ქართული", "NotoSansGeorgian"),
    ],
)
def test_text_in_another_script_needs_no_mark(text: str, order: str, font: str) -> None:
    set_line = line(text)
    assert "".join(text[index] for index in visual_indices(set_line)) == order
    assert font in {run.font.name.partition("-")[0] for run in set_line.runs}


def test_words_without_letters_go_with_the_letters_nearby() -> None:
    runs = line("hej שלום — (א) ok").runs
    (dash,) = (run for run in runs if "—" in text_of_run(run))
    assert dash.font.name == "NotoSans-Regular"
    urdu = line([span("سلام ", "ur"), span("12 ۱۲", "ur")], "ur").runs
    assert {run.font.name for run in urdu} == {"NotoNastaliqUrdu-Regular", "NotoSans-Regular"}


def text_of_run(run: GlyphRun) -> str:
    return "".join(cluster.text for cluster in run.clusters)


def test_a_space_beside_figures_is_as_wide_as_theirs() -> None:
    runs = line("سلام 12 (سلام)", "ur").runs
    blank = next(run for run in runs if text_of_run(run) == " ")
    assert blank.font.name == "NotoSans-Regular"


def test_a_forced_line_end_reads_as_a_space() -> None:
    assert texts(lines("ett\ntvå  \n\ntre")) == ["ett ", "två   ", " ", "tre"]
    assert texts(lines([span("ett\n", weight="bold"), span("två")])) == ["ett ", "två"]
    assert texts(lines("نص\nنص", "ar")) == ["نص ", "نص"]


@given(st.lists(st.sampled_from(["ord", " ", "\n", "säker\u00adhet", "نص", "12-15"]), max_size=12))
def test_forced_line_ends_lose_nothing(parts: list[str]) -> None:
    text = "".join(parts)
    for width in (20.0, 10_000.0):
        found = lines(text, width_pt=width)
        read = "".join(texts(found)).replace("\u00ad", "")  # also where a line divides a word
        assert read == text.replace("\n", " ").replace("\u00ad", "")
        assert len(found) >= len(text.rstrip("\n").split("\n")) - (not text.rstrip("\n"))


def has_no_invisible(spans: list[StyledSpan]) -> bool:
    return not any(character in part.text for part in spans for character in "\u200c\u200d\u00ad")


def raised(text: str, tag: str = "sv") -> StyledSpan:
    return StyledSpan(text, tag, is_raised=True)


def test_the_number_of_a_note_is_small_and_raised() -> None:
    word, number, after = line([span("ord"), raised("12"), span(".")]).runs
    assert number.size_pt < 0.8 * word.size_pt == 0.8 * after.size_pt
    assert all(g.y > 0 for c in number.clusters for g in c.glyphs)
    assert number.x_pt == word.width_pt
    assert after.x_pt == pytest.approx(number.x_pt + number.width_pt)


def test_the_number_of_a_note_stays_with_the_word_before_it() -> None:
    for width in range(20, 60):
        found = texts(lines([span("Hejsan du!"), raised("1"), span(" Ord")], width_pt=width))
        assert any("!1" in text for text in found)


@pytest.mark.parametrize(
    ("tag", "before", "after", "order"),
    [
        ("sv", "covid-19", " ord", ("covid-19", "¹²", " ord")),
        ("ar", "كوفيد-19", " نص", ("صن ", "¹²", "19-", "ديفوك")),
        ("ar", "من 10-12", "", ("¹²", "10-12", " نم")),
        ("ar", "نص covid", " test نص", ("صن ", "covid", "¹²", " test", " صن")),
    ],
)
def test_the_number_of_a_note_follows_what_it_is_for(
    tag: str, before: str, after: str, order: tuple[str, ...]
) -> None:
    text = f"{before}¹²{after}"
    found = visual_indices(line([span(before, tag), raised("12", tag), span(after, tag)], tag))
    assert "".join(text[index] for index in found) == "".join(order)


@given(SPANS.filter(has_no_invisible), st.sampled_from(["sv", "ar"]))
@example([StyledSpan("  a", "sv")], "sv")
@settings(deadline=None)
def test_text_as_wide_as_measured_is_not_broken(spans: list[StyledSpan], tag: str) -> None:
    own = language(tag)
    widths = measure_paragraph(spans, language=own, size_pt=10, where="b1")
    assert widths.least_pt <= widths.most_pt + 0.001
    assert len(lines(spans, tag, widths.most_pt + 0.001)) <= 1
    for each in lines(spans, tag, widths.least_pt + 0.001):
        assert each.width_pt <= widths.least_pt + 0.01
