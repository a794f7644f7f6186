"""Shaping: clusters in reading order, and the glyphs that HarfBuzz's own program gives."""

import csv
import json
import random
import subprocess
from collections.abc import Callable, Iterator
from importlib.resources import files
from itertools import groupby
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.languages import described
from pipeline.render.pdf.fonts import Font, Weight, load_font
from pipeline.render.pdf.glyphs import Cluster, Glyph, GlyphRun, Line
from pipeline.render.pdf.isolates import language_of
from pipeline.render.pdf.itemize import letters_script, script_of
from pipeline.render.pdf.shape import Word, forget_words, shape_word, shape_words, style
from tests.render.pdf.exemplars import SETS, TAGS, exemplars
from tests.render.pdf.setting import clusters, line, lines, span, text_of_line
from tools.make_script_sheet import articles

FONTS = Path(str(files("pipeline"))) / "fonts"
SOURCE = Path(__file__).parents[3] / "source"

Placed = list[tuple[int, int, int]]
"""Glyphs from left to right: id, x and y in font units, x from the left of the stretch."""


def hb_shape(
    path: str,
    font: Font,
    texts: list[str],
    *,
    rtl: bool,
    tag: str,
    before: str = "",
    script: str = "",
) -> list[Placed]:
    """What HarfBuzz's own program makes of each text, the whole text at one go."""
    command = [path, str(FONTS / f"{font.name}.ttf"), "--text-file=-", "--output-format=json"]
    command += ["--no-glyph-names", "--cluster-level=1", f"--language={tag}"]
    command += [f"--direction={'rtl' if rtl else 'ltr'}"]
    command += [f"--script={script or ('arab' if rtl else 'latn')}"]
    invisible = font.glyph_id("\u200b") or font.glyph_id(" ")
    command += [f"--invisible-glyph={invisible}", f"--text-before={before}"]
    result = subprocess.run(
        command, input="\n".join(texts) + "\n", capture_output=True, text=True, check=True
    )
    shaped: list[Placed] = []
    for row in result.stdout.splitlines():
        pen, placed = 0, []
        for glyph in json.loads(row):
            placed.append((glyph["g"], pen + glyph["dx"], glyph["dy"]))
            pen += glyph["ax"]
        shaped.append(placed)
    return shaped


def stretches(of: Line) -> Iterator[tuple[str, list[GlyphRun]]]:
    """What the program is given at one go: neighbouring runs of one font, level and span."""
    for _, group in groupby(of.runs, lambda run: (run.font.name, run.level, run.span)):
        runs = list(group)
        yield "".join(cluster.text for run in runs for cluster in run.clusters), runs


def placed(runs: list[GlyphRun]) -> Placed:
    left = min(run.x_pt for run in runs)
    result: Placed = []
    for run in runs:
        offset = (run.x_pt - left) / run.size_pt * run.font.units_per_em
        glyphs = [glyph for cluster in run.clusters for glyph in cluster.glyphs]
        result += [(glyph.id, round(offset + glyph.x), glyph.y) for glyph in glyphs]
    return result[::-1] if runs[0].level % 2 else result


def published_texts(tag: str) -> list[str]:
    if tag == "sv":
        text = (SOURCE / "lagesbild-covid-19.txt").read_text("utf-8")
        return [row for row in text.split("\n") if row]
    with (FONTS.parent / f"locale/{tag}.po").open("rb") as file:
        return [str(entry.string) for entry in read_po(file) if entry.id and entry.string]


@pytest.mark.parametrize("tag", ["sv", "fi", "so", "ar"])
def test_lines_have_the_glyphs_of_hb_shape(tag: str, program: Callable[[str], str]) -> None:
    groups: dict[tuple[Font, bool], list[tuple[str, Placed]]] = {}
    for text in published_texts(tag):
        for each in lines(text, tag, width_pt=200):
            for content, runs in stretches(each):
                key = (runs[0].font, runs[0].level % 2 == 1)
                groups.setdefault(key, []).append((content, placed(runs)))
    assert sum(map(len, groups.values())) > 25
    for (font, rtl), cases in groups.items():
        texts = [content for content, _ in cases]
        expected = hb_shape(program("hb-shape"), font, texts, rtl=rtl, tag=tag)
        for (content, got), wanted in zip(cases, expected, strict=True):
            assert got == wanted, content


@pytest.mark.parametrize("tag", articles())
@pytest.mark.parametrize("weight", ["regular", "bold"])
def test_every_script_has_the_glyphs_of_hb_shape(
    tag: str, weight: Weight, program: Callable[[str], str]
) -> None:
    """Words are shaped on their own; the program is given all that is beside each other."""
    own, stretched = described(tag), 0
    for text in articles()[tag]:
        for each in lines([span(text, tag, weight)], tag, width_pt=200):
            for content, runs in stretches(each):
                font, rtl = runs[0].font, runs[0].level % 2 == 1
                script = next(filter(None, map(script_of, content)), letters_script(own.script))
                (wanted,) = hb_shape(
                    program("hb-shape"), font, [content], rtl=rtl, tag=tag, script=script
                )
                assert placed(runs) == wanted, content
                stretched += 1
    assert stretched > 2


@pytest.mark.parametrize(
    ("tag", "text", "weight"),
    [
        ("ro", "\u015f\u0163", "regular"),
        ("ro-MD", "\u015e\u0162", "bold"),
        ("ca", "l·l", "regular"),
        ("sr", "бгдпт", "italic"),
        ("mk", "гдпт", "bold_italic"),
        ("sr", "б", "regular"),
        ("fa", "«س»", "regular"),
        ("prs", "«س»", "bold"),
        ("ur", "۴۶۷", "regular"),
    ],
)
def test_forms_of_a_language(
    tag: str, text: str, weight: Weight, program: Callable[[str], str]
) -> None:
    """`locl` of the fonts; the other languages have no forms of their own."""
    around = "ar" if described(tag).is_rtl else "sv"
    own = line([span(text, tag, weight)], around)
    plain = line([span(text, "az-Arab" if around == "ar" else "aa", weight)], around)
    ((content, runs),) = stretches(own)
    (script,) = {script_of(c) for c in content} - {""}
    path = program("hb-shape")
    rtl = runs[0].level % 2 == 1
    for each, language in ((own, tag), (plain, "und")):
        ((_, parts),) = stretches(each)
        (wanted,) = hb_shape(path, parts[0].font, [text], rtl=rtl, tag=language, script=script)
        assert placed(parts) == wanted
    assert placed(list(own.runs)) != placed(list(plain.runs))


@pytest.mark.parametrize("tag", TAGS)
def test_every_character_of_a_language_is_shaped(tag: str) -> None:
    for kind in SETS:
        for text in exemplars()[tag, kind]:
            assert text_of_line(line(f"{text} ", tag)) == f"{text} "


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("sv", "AVA To. Wä fi ffi fl T-V ”Vi” e\u0301 o\u0308 å\u0323"),
        ("tr", "fi ffi Işık İstanbul"),
        ("ar", "مُحَمَّدٌ لِلّٰهِ الإسلام لآ ـــ «لا»، نعم؟"),
        ("ckb", "کوردیی ناوەندی ڕێژە"),
        ("fa", "می\u200cخواهم ک\u200dه"),
    ],
)
def test_marks_ligatures_and_kerning_are_those_of_hb_shape(
    tag: str, text: str, program: Callable[[str], str]
) -> None:
    for content, runs in stretches(line(text, tag)):
        rtl = runs[0].level % 2 == 1
        (expected,) = hb_shape(program("hb-shape"), runs[0].font, [content], rtl=rtl, tag=tag)
        assert placed(runs) == expected


def test_letters_join_across_the_end_of_a_span(program: Callable[[str], str]) -> None:
    first, second = line([span("كتا", "ar"), span("بة", "ar", "bold")], "ar").runs
    joined, apart = first, second
    assert [run.span for run in (joined, apart)] == [0, 1]
    plain = line([span("سل", "ar"), span("يم", "ar", "bold")], "ar").runs[1]
    (expected,) = hb_shape(program("hb-shape"), plain.font, ["يم"], rtl=True, tag="ar", before="سل")
    (alone,) = hb_shape(program("hb-shape"), plain.font, ["يم"], rtl=True, tag="ar")
    assert placed([plain]) == expected != alone


def cluster_texts(text: str, tag: str = "sv") -> list[str]:
    return [cluster.text for cluster in clusters(line(text, tag))]


def glyphs_of(text: str, tag: str = "sv") -> list[Glyph]:
    return [glyph for cluster in clusters(line(text, tag)) for glyph in cluster.glyphs]


def test_clusters_are_in_reading_order_with_the_base_before_its_marks() -> None:
    assert cluster_texts("كَتَ", "ar") == ["ك", "َ", "ت", "َ"]
    base, mark, *_ = clusters(line("كَتَ", "ar"))
    (kaf,), (fatha,) = base.glyphs, mark.glyphs
    assert kaf.advance > 0 == fatha.advance


def test_a_ligature_is_one_cluster_with_all_its_text() -> None:
    assert cluster_texts("office flagga") == ["o", "ffi", "c", "e", " ", "fl", *"agga"]
    assert cluster_texts("الله", "ar") == ["ا", "لله"]


def test_a_composed_letter_keeps_both_its_characters() -> None:
    assert cluster_texts("e\u0301") == ["e\u0301"]
    assert glyphs_of("e\u0301")[0].id == glyphs_of("é")[0].id


def test_a_mark_without_a_composed_letter_has_a_cluster_and_a_place_of_its_own() -> None:
    letter, mark = clusters(line("x\u0323"))
    assert (letter.text, mark.text) == ("x", "\u0323")
    assert len(mark.glyphs) == 1


def test_brackets_in_right_to_left_text_are_mirrored_but_keep_their_text() -> None:
    set_line = line("(نص)", "ar")
    assert text_of_line(set_line) == "(نص)"
    opening = clusters(set_line)[0].glyphs[0]
    assert opening.id == load_font("NotoSans-Regular").glyph_id(")")


def test_a_no_break_space_looks_like_a_space_and_stays_one() -> None:
    blank = clusters(line("a\u00a0b"))[1]
    assert blank.text == "\u00a0"
    assert blank.glyphs[0].advance == clusters(line("a b"))[1].glyphs[0].advance


def test_a_soft_hyphen_inside_a_line_has_text_and_no_glyph() -> None:
    hyphen = clusters(line("be\u00adredskap"))[2]
    assert (hyphen.text, hyphen.glyphs) == ("\u00ad", ())
    assert line("be\u00adredskap").width_pt == line("beredskap").width_pt


@pytest.mark.parametrize("control", ["\u200b", "\u200c", "\u200d", "\u200e", "\u2060"])
@pytest.mark.parametrize(
    ("tag", "text"),
    [
        *(("sv", "ab{}cd"), ("ar", "نص{}نص"), ("ur", "نص{}نص"), ("he", "של{}ום"), ("th", "ไท{}ย")),
        *(("zh", "中{}文"), ("am", "አማ{}ርኛ"), ("ka", "ქარ{}თ"), ("hy", "հայ{}ե"), ("bn", "বা{}ং")),
    ],
)
def test_an_invisible_character_is_a_blank_of_no_width(control: str, tag: str, text: str) -> None:
    set_line = line(text.format(control), tag)
    assert text_of_line(set_line) == text.format(control)
    ((font, blank),) = [
        (run.font, glyph)
        for run in set_line.runs
        for cluster in run.clusters
        for glyph in cluster.glyphs
        if cluster.text == control
    ]
    assert blank.advance == 0
    extents = font.shaper.get_glyph_extents(blank.id)
    assert (extents.width, extents.height) == (0, 0)


def test_neighbouring_words_are_one_run_and_marked_ones_share_their_clusters() -> None:
    (run,) = line("samma samma ord").runs
    assert len(run.clusters) == len("samma samma ord")
    assert (run.x_pt, run.width_pt) == (0, line("samma samma ord").width_pt)
    first, second, _ = line("مُ مُ مُ", "ar").runs
    assert first.clusters is second.clusters


@pytest.mark.parametrize("tag", ["sv", "ar"])
def test_equal_words_are_shaped_once(tag: str) -> None:
    word = shape_word("abc", style("regular", tag, "Latn", is_rtl=False))
    assert shape_word("abc", style("regular", tag, "Latn", is_rtl=False)) is word


TEXTS = (Path(__file__).parent / "data" / "declaration.csv").read_text("utf-8")
DECLARATION = list(csv.DictReader(TEXTS.splitlines()))

Look = tuple[str, list[Cluster], float, float]


def looks(word: Word) -> list[Look]:
    return [
        (part.font.name, list(part.clusters), round(part.width, 9), round(part.hanging, 9))
        for part in word.parts
    ]


@pytest.mark.parametrize("row", DECLARATION, ids=[row["tag"] for row in DECLARATION])
@pytest.mark.parametrize("weight", ["regular", "bold"])
@given(chance=st.randoms())
@settings(deadline=None, max_examples=4)
def test_words_shaped_together_look_as_words_shaped_alone(
    row: dict[str, str], weight: Weight, chance: random.Random
) -> None:
    own = language_of(span("x", row["tag"]), described("sv"))
    look = style(weight, row["tag"], letters_script(own.script), own.is_rtl)
    words = [f"{word} " for word in dict.fromkeys(row["text"].split())]
    chance.shuffle(words)
    forget_words()
    together = shape_words(words, look)
    forget_words()
    for word, shaped in zip(words, together, strict=True):
        assert looks(shaped) == looks(shape_word(word, look)), word
