"""Figures and addresses in Arabic: what is isolated, and how it stands on the line."""

import shutil
import subprocess
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pipeline.isolation import directions, isolated_ranges
from pipeline.languages import described, language
from pipeline.render.pdf.bidi import embedding_levels, visual_order, white_space_start
from pipeline.render.pdf.isolates import (
    LRI,
    PDI,
    RLI,
    Isolate,
    paragraph_isolates,
    with_isolates,
    without_controls,
)
from pipeline.render.pdf.text import paragraph_levels
from tests.conftest import require
from tests.isolation_cases import CASES, TEXTS, Case
from tests.render.pdf.setting import line, span, text_of_line, visual, visual_indices


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.text)
def test_visual_order_in_arabic(case: Case) -> None:
    assert visual(case.text) == case.shown


def test_a_swedish_span_keeps_its_own_full_stop() -> None:
    spans = [span("قال ", "ar"), span("Carin (stab).", "sv"), span(" ثم", "ar")]
    text = "".join(part.text for part in spans)
    assert paragraph_isolates(spans, language("ar")) == [Isolate(4, 17)]
    set_line = line(spans, "ar")
    assert "".join(text[i] for i in visual_indices(set_line)) == "مث Carin (stab). لاق"


def test_an_arabic_span_in_swedish_is_set_off_with_its_telephone_number() -> None:
    spans = [span("Ring ", "sv"), span("هاتف 0220-240 00", "ar"), span(" nu", "sv")]
    text = "".join(part.text for part in spans)
    shown = "".join(text[i] for i in visual_indices(line(spans)))
    assert shown == "Ring 0220-240 00 فتاه nu"


def test_an_arabic_phrase_in_swedish_keeps_its_order_where_a_part_is_bold() -> None:
    spans = [span("Kallas ", "sv"), span("سلام ", "ar"), span("عليكم", "ar", "bold"), span(" nu")]
    text = "".join(part.text for part in spans)
    assert "".join(text[i] for i in visual_indices(line(spans))) == "Kallas مكيلع مالس nu"


def test_a_telephone_number_that_is_all_of_an_arabic_span_is_not_turned() -> None:
    spans = [span("Ring ", "sv"), span("0220-240 00", "ar"), span(" nu", "sv")]
    text = "".join(part.text for part in spans)
    assert "".join(text[i] for i in visual_indices(line(spans))) == text


def test_controls_are_put_in_and_taken_out_at_the_same_places() -> None:
    isolates = [Isolate(1, 3), Isolate(3, 4), Isolate(0, 5)]
    text, offsets = with_isolates("abcde", isolates)
    assert text == "\u2066a\u2066bc\u2069\u2066d\u2069e\u2069"
    levels = bytes(range(len(text)))
    kept = without_controls(levels, offsets)
    assert [text[level] for level in kept] == list("abcde")


def test_controls_are_in_no_cluster() -> None:
    text = "هاتف 0220-240 00، kund@hallsta.se."
    assert text_of_line(line(text, "ar")) == text


@pytest.mark.parametrize(
    "text",
    [
        "اسم Carin Becker-Åström هنا",
        "بلد (Hallsta kommun) هنا",
        "فيروس covid-19 و كوفيد-19.",
        "اسم ”Vi i Hallsta“، نعم؟",
        "عام 2020 وعدد 15: «نص» [قوس]",
        "abc سلام (def) كتاب, ghi!",
        "نسبة 25 و 1, 2, 3",
        "مع Anna 0220-240 00 هنا",
    ],
)
def test_order_without_isolates_is_that_of_fribidi(
    text: str, program: Callable[[str], str]
) -> None:
    assert isolated_ranges(text) == []
    command = [program("fribidi"), "--rtl", "--nobreak", "--novisual", "--vtol"]
    result = subprocess.run(command, input=text, capture_output=True, text=True, check=True)
    assert visual_indices(line(text, "ar")) == [int(index) for index in result.stdout.split()]


WITHOUT_MARKS = TEXTS.map(lambda text: text.replace("\u064e", "")).filter(bool)
"""fribidi's program shows a mark after its base (L3), which is left to the font here."""

CONTROLS = (LRI, RLI, PDI)


def order_of_fribidi(fribidi: str, text: str, base: str) -> list[int]:
    command = [fribidi, f"--{base}", "--nobreak", "--novisual", "--vtol"]
    result = subprocess.run(command, input=text, capture_output=True, text=True, check=True)
    return [int(index) for index in result.stdout.split()]


def is_joint(isolated: str, control: int, base: int) -> bool:
    """Whether the text before and after a control is of one level, and the control is not."""
    levels = embedding_levels(isolated, base)
    before = next((i for i in range(control, -1, -1) if isolated[i] not in CONTROLS), None)
    after = next((i for i in range(control, len(isolated)) if isolated[i] not in CONTROLS), None)
    if before is None or after is None:
        return False
    return min(levels[before], levels[after]) > min(levels[before : after + 1])


@settings(max_examples=150, deadline=None)
@given(
    st.tuples(WITHOUT_MARKS, WITHOUT_MARKS, WITHOUT_MARKS),
    st.sampled_from(["ar", "fa", "he", "sv"]),
    st.sampled_from(["ar", "sv"]),
)
def test_order_with_isolates_is_that_of_fribidi(
    texts: tuple[str, str, str], tag: str, other: str
) -> None:
    """The controls are put in for fribidi, and taken out of its order.

    What is set off with no more than its controls between it and other text of its level is left
    out: without the controls the two are one run. So are Arabic letters in what is left to right,
    since fribidi 1.0.8 takes the numbers in the next isolate as if they came after these.
    """
    path = shutil.which("fribidi")
    require("fribidi is not installed (ci/install-system-packages)", path is not None)
    assert path is not None
    of = described(tag)
    parts = tuple(zip(texts, (tag, other, tag), strict=True))
    spans = [span(text, own) for text, own in parts]
    text = "".join(part for part, _ in parts)
    isolates = paragraph_isolates(spans, of)
    left_to_right = [text[each.start : each.end] for each in isolates if each.control == LRI]
    assume(not any("R" in directions(part) for part in left_to_right))
    isolated, offsets = with_isolates(text, isolates)
    controls = {offset + count for count, offset in enumerate(offsets)}
    assume(not any(is_joint(isolated, index, int(of.is_rtl)) for index in controls))
    kept = [index for index in range(len(isolated)) if index not in controls]
    expected = order_of_fribidi(path, isolated, "rtl" if of.is_rtl else "ltr")
    found, _ = paragraph_levels(text, spans, of)
    levels = bytearray(found)
    end = white_space_start(text)
    levels[end:] = bytes((int(of.is_rtl),)) * (len(text) - end)
    order = [kept[index] for index in visual_order(levels)]
    assert order == [index for index in expected if index not in controls]


@given(TEXTS, st.lists(st.integers(0, 40), max_size=4))
def test_what_is_set_off_does_not_depend_on_the_spans(text: str, cuts: list[int]) -> None:
    ends = sorted({min(cut, len(text)) for cut in cuts} | {0, len(text)})
    spans = [span(text[start:end], "ar") for start, end in pairwise(ends)]
    assert "".join(each.text for each in spans) == text
    assert paragraph_isolates(spans, language("ar")) == [
        Isolate(start, end) for start, end in isolated_ranges(text)
    ]
