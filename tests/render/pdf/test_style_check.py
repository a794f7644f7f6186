"""Styles: every possible one gives pages whose text stands on them, every other one an error."""

import math
from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import RenderError
from pipeline.render.edition_pdf import pdf_document
from pipeline.render.pdf import render
from pipeline.style import Style
from tests.builders import edition
from tests.render.pdf.tag_tree import read
from tests.samples import EPOCH

LINES = (
    "# En titel med [länk](https://a.se/)[^1]",
    "Ett stycke text med **starkt** och långa ord: " + "ordföljd" * 9,
    "## Rubrik",
    "- punkt",
    "  - inre punkt",
    "|: Tabell",
    "|= a | b",
    "| c | " + "text " * 20,
    "![bild](red) Bildtext",
    "> Citat",
    "! Viktigt",
    "[^1] Not",
)
DOCUMENTS = {
    "sv": pdf_document(edition(*LINES)),
    "ar": pdf_document(edition("# صورة", "فعّل مدير البلدية 0220-240 00 هيئة", language="ar")),
}
sizes = st.floats(4, 72)
styles = st.builds(
    Style,
    page_width_mm=st.floats(90, 400),
    page_height_mm=st.floats(140, 500),
    margin_side_mm=st.floats(5, 40),
    margin_top_mm=st.floats(30, 60),
    margin_bottom_mm=st.floats(22, 60),
    body_pt=sizes,
    title_pt=sizes,
    heading_pt=st.tuples(*[sizes] * 5),
    small_pt=st.floats(4, 12),
    line_height=st.floats(1, 4),
    paragraph_gap_pt=st.floats(0, 100),
    heading_gap_before_pt=st.floats(0, 100),
    heading_gap_after_pt=st.floats(0, 100),
    list_indent_pt=st.floats(0, 100),
    alignment=st.sampled_from(["ragged", "justified"]),
    hyphenation=st.booleans(),
)
NUMBERS = [field.name for field in fields(Style) if field.type in ("float", float)]


@given(styles, st.sampled_from(["sv", "ar"]))
def test_any_possible_style_sets_the_text_on_the_page(style: Style, tag: str) -> None:
    try:
        data = render(DOCUMENTS[tag], style, epoch=EPOCH)
    except RenderError as error:
        allowed = ("style.", "dated", "contact", "issuer", "page_number", "b")
        assert error.where.startswith(allowed), error  # what is said is the point
        return
    file = read(data)
    width, height = (float(edge) for edge in file.pdf.pages[0].MediaBox[2:])
    assert all(-0.1 <= glyph.x <= width for glyph in file.glyphs)
    assert all(0 <= glyph.y <= height for glyph in file.glyphs)
    assert file.unmarked == []


@pytest.mark.parametrize("name", NUMBERS)
@pytest.mark.parametrize("value", [math.nan, math.inf, -1.0, 1e9])
def test_a_value_that_is_no_measure_is_named(name: str, value: float) -> None:
    with pytest.raises(RenderError) as caught:
        render(DOCUMENTS["sv"], replace(Style(), **{name: value}), epoch=EPOCH)
    assert caught.value.where == f"style.{name}"


@pytest.mark.parametrize(
    "changes",
    [
        {"margin_side_mm": 80},
        {"margin_top_mm": 150, "margin_bottom_mm": 100},
        {"heading_pt": ()},
        {"heading_pt": (15, 13, 12, 11, 0)},
        {"margin_top_mm": 10},
        {"line_height": 0.5},
        {"alignment": "centred"},
    ],
)
def test_a_style_that_leaves_no_room(changes: dict[str, object]) -> None:
    with pytest.raises(RenderError, match=r"^style\."):
        render(DOCUMENTS["sv"], replace(Style(), **changes), epoch=EPOCH)
