"""Random documents: what is read and what is painted is what was put in, whatever it is.

Run it with thousands of documents: `EXACT_DOCUMENTS=5000 pytest … --hypothesis-seed=random`.
"""

import os
import shutil
from collections.abc import Callable
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.errors import RenderError
from pipeline.model import Briefing, Heading, Paragraph, Span, Text, text_of
from pipeline.render.pdf import Document, render
from pipeline.render.pdf.layout import Layout, lay_out
from pipeline.style import Style
from tests.conftest import require
from tests.render.pdf.exact import fribidi, hb_shape
from tests.render.pdf.exact.documents import NEVER_SET, document, documents, paragraphs, strings
from tests.render.pdf.exact.lines import set_texts
from tests.render.pdf.exact.outline import expected_outline, outline
from tests.render.pdf.exact.painted import (
    misplaced,
    sequences_out_of_place,
    wrong_actual_texts,
)
from tests.render.pdf.tag_tree import File, read
from tests.samples import EPOCH

DOCUMENTS = int(os.environ.get("EXACT_DOCUMENTS", "100"))
REFUSALS = ("The page header and footer are too long", "There is no room for the numbered list")
"""What a random document may be refused for beside its characters."""

pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")

at_random = settings(
    max_examples=DOCUMENTS,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@cache
def judge_of_order() -> fribidi.FriBidi | None:
    try:
        return fribidi.FriBidi()
    except OSError:
        return None


def rendered(item: Document) -> tuple[Layout, File] | None:
    """A document with its layout, if it is not refused for a reason that it may be."""
    try:
        return lay_out(item, Style()), read(render(item, Style(), epoch=EPOCH))
    except RenderError as error:
        assert any(reason in str(error) for reason in REFUSALS), str(error)
        return None


def check_reading(item: Document) -> None:
    """Everything that can be told of a document from its layout and its file."""
    found = rendered(item)
    if found is None:
        return
    layout, file = found
    assert outline(file) == expected_outline(item)
    assert wrong_actual_texts(file) == []
    assert sequences_out_of_place(file.root) == []
    assert misplaced(item, layout, file) == []


def check_shaping(item: Document, hb_shape_path: str, order: fribidi.FriBidi) -> None:
    """The glyphs of `hb-shape`, in the order of FriBidi."""
    try:
        texts = list(set_texts(item))
    except RenderError as error:
        assert any(reason in str(error) for reason in REFUSALS), str(error)
        return
    stretches = [stretch for text in texts for stretch in hb_shape.stretches(text)]
    assert hb_shape.disagreements(hb_shape_path, stretches) == []
    assert [wrong for text in texts for wrong in fribidi.disagreements(order, text)] == []


@given(documents())
@at_random
def test_any_document_is_read_as_it_was_written(item: Document) -> None:
    check_reading(item)


@pytest.fixture(scope="module")
def check_lines() -> Callable[[Document], None]:
    path, order = shutil.which("hb-shape"), judge_of_order()
    require("hb-shape is not installed (ci/install-system-packages)", path is not None)
    require("libfribidi is not installed (ci/install-system-packages)", order is not None)
    return lambda item: check_shaping(item, str(path), order)  # type: ignore[arg-type]


@given(item=documents())
@at_random
def test_any_line_has_the_glyphs_of_hb_shape_in_the_order_of_fribidi(
    check_lines: Callable[[Document], None], item: Document
) -> None:
    check_lines(item)


def of(*spans: Span | str, tag: str = "sv") -> Document:
    return paragraphs(text_of(*spans), tag=tag)


FOUND = {
    "a link on a space": of("a", Span("  ", link="https://a.se/"), "b"),
    "a link on marks": of("a ", Span("\u1dfc\u0330", link="#b1"), " b"),
    "a link on nothing": of("a ", Span("\u200d\u034f", link="tel:+46220"), " b"),
    "a number before a name": of("نص ٥٩", Span("Anna", "sv"), " نص", tag="ar"),
    "two names": of("نص ", Span("Anna", "sv"), Span("Bo", "fi"), " نص", tag="ar"),
    "a name in one span with a date": of("نص 12-15٣٤ نص", tag="ar"),
    "a joiner in a span of its own": of("ل", Span("\u200d", strong=True), "ه", tag="ar"),
    "a joiner at the end of a Latin word": of("a\u200d", Span("أب", "ar")),
    "a mark of direction inside a word": of("ل\u200eه", tag="ar"),
    "a soft hyphen between spans": of("ل\u00ad", Span("ه", strong=True), tag="ar"),
    "spaces before controls at the end": of(Span("a ب ج \u202d\u202e", "sv")),
    "a space before a soft hyphen at the end": of("abc ", Span("نص \u00ad", "ar")),
    "more glyphs than letters": of(
        "\u1f39\u030d\u0344\u0359 \ufb2f\u05c5\u05c2 \u1cd2\u09fe\u09cd"
    ),
    "marks on a bracket in another direction": of("שלום ২(\u0351\u031e\u0309 ב", tag="he"),
    "Thai without spaces": of("กรุงเทพมหานครอมรรัตนโกสินทร์น้ำ" * 12, tag="th"),
    "hundreds of letters without a space": of("ابجد" * 120, tag="ar"),
    "orphan marks": of("\u0301a", Span("\u0301b", strong=True), " \u0301 1\u0301 (\u0301"),
}
"""Documents that were read or painted otherwise once, and the like."""


@pytest.mark.parametrize("item", FOUND.values(), ids=FOUND.keys())
def test_what_was_found_once(item: Document, check_lines: Callable[[Document], None]) -> None:
    check_reading(item)
    check_lines(item)


@given(strings(3), st.sampled_from(NEVER_SET), strings(3), st.integers(1, 3))
@settings(max_examples=40, deadline=None)
def test_what_no_font_has_is_refused_by_its_block(
    before: str, character: str, after: str, place: int
) -> None:
    texts: list[Text | str] = ["a", "b", "c"]
    texts[place - 1] = f"{before} {character} {after}"
    with pytest.raises(RenderError) as caught:
        render(paragraphs(*texts), Style(), epoch=EPOCH)
    assert caught.value.where == f"b{place}"
    assert f"U+{ord(character):04X}" in str(caught.value)


def test_a_paragraph_over_pages_is_one_element() -> None:
    item = paragraphs("Ord " * 4000)
    file = read(render(item, Style(), epoch=EPOCH))
    (paragraph,) = file.root.find("P")
    assert len(file.pdf.pages) > 2
    assert paragraph.pages == list(range(len(file.pdf.pages)))
    assert paragraph.text == "Ord " * 4000


def test_a_link_over_pages_is_one_element_with_an_annotation_on_each_line() -> None:
    link = Span("länk " * 1500, link="https://a.se/")
    item = paragraphs(text_of("Se ", link, "nu."))
    layout, file = lay_out(item, Style()), read(render(item, Style(), epoch=EPOCH))
    (found,) = file.root.find("Link")
    (unit,) = (unit for unit in layout.units if unit.unit.where == "b1")
    lines = [line for line in unit.lines if any(run.span == 1 for run in line.runs)]
    assert found.pages == list(range(len(file.pdf.pages)))
    assert len(found.annotations) == len(lines)
    assert {str(each.A.URI) for each in found.annotations} == {"https://a.se/"}
    assert all(each.StructParent is not None for each in found.annotations)


def test_headings_and_their_paragraphs_stay_in_order_over_pages() -> None:
    blocks = [
        block
        for n in range(60)
        for block in (
            Heading(f"b{2 * n + 1}", 2, text_of(f"Rubrik {n}")),
            Paragraph(f"b{2 * n + 2}", text_of("Text " * 90)),
        )
    ]
    check_reading(document(Briefing("sv", text_of("T"), tuple(blocks))))
