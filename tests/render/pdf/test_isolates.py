"""Figures and addresses in Arabic: what is isolated, and how it stands on the line."""

import subprocess
from collections.abc import Callable

import pytest

from pipeline.isolation import isolated_ranges
from pipeline.languages import language
from pipeline.render.pdf.isolates import (
    Isolate,
    paragraph_isolates,
    with_isolates,
    without_controls,
)
from tests.isolation_cases import CASES, Case
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
