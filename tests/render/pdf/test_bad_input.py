"""Input that nobody should write: a sentence with its block, or a page that is right.

For any text in any place `render` raises RenderError or gives a file that reads as the text.
"""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.check.results import Outcome
from pipeline.check.verapdf import check_with_verapdf
from pipeline.errors import RenderError
from pipeline.model import (
    Cell,
    Figure,
    Paragraph,
    Span,
    Table,
    text_of,
)
from pipeline.render.pdf import render
from pipeline.render.pdf.fonts import load_font
from pipeline.style import Style
from tests.builders import image
from tests.render.pdf.odd_documents import (
    NOT_DRAWN,
    PLACES,
    holding,
    paragraph,
    plain_document,
    reads,
    refused,
    rendered,
    with_briefing,
)
from tests.render.pdf.tag_tree import read
from tests.samples import EPOCH

places = pytest.mark.parametrize("where", PLACES)


@places
@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("hej 😀", "“😀” (U+1F600)"),
        ("\U0001f469\u200d\U0001f469\u200d\U0001f467", "U+1F469 U+200D U+1F469 U+200D U+1F467"),
        ("🇸🇪", "“🇸🇪” (U+1F1F8 U+1F1EA)"),
        ("a\x07", "U+0007"),
        ("a\ud800b", "U+D800"),
    ],
)
def test_a_character_that_cannot_be_set_is_named_with_its_place(
    where: str, text: str, named: str
) -> None:
    document = PLACES[where](text)
    if where in NOT_DRAWN and text.isprintable() | ("\u200d" in text):
        reads(rendered(document), where, text)
        return
    error = refused(document)
    assert error.where == where
    assert named in str(error)


@pytest.mark.parametrize(
    "character",
    "\0\t\v\r\x1b\x7f\x85\u2028\u2029\ue000\ufdd0\ufffe\uffff\u0378\ud800\udfff"
    "\U000f0000\U0010ffff\U000e0041",
)
def test_no_character_of_text_is_named_by_its_code(character: str) -> None:
    error = refused(holding(paragraph(f"ord {character} ord")))
    assert f"U+{ord(character):04X}" in str(error)
    assert error.where == "b1"


SETTABLE = "".join(map(chr, sorted(load_font("NotoSans-Regular").characters))) + "".join(
    map(chr, sorted(load_font("NotoNaskhArabic-Regular").characters))
)
ODD = (
    "\n\t \u00a0\u00ad\u200b\u200c\u200d\u200e\u200f\u061c\u2060\ufeff\u034f\ufe0f\ufffc\ufffd"
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u0301\u064e()[]{}<>&%\\1٣۴-"
)
any_text = st.one_of(
    st.text(st.characters(exclude_categories=())),
    st.text(st.sampled_from(SETTABLE)),
    st.text(st.sampled_from(ODD + "abب")),
    st.text(st.one_of(st.sampled_from(SETTABLE), st.sampled_from(ODD))),
)


@given(st.sampled_from(list(PLACES)), any_text)
def test_any_text_in_any_place_is_read_as_it_is_or_refused(where: str, text: str) -> None:
    try:
        data = render(PLACES[where](text), Style(), epoch=EPOCH)
    except RenderError as error:
        assert error.where in (where, "b7", "style")
        return
    reads(read(data), where, text)


@given(
    st.lists(any_text, min_size=1, max_size=4),
    st.sampled_from(["sv", "ar"]),
    st.builds(Style, alignment=st.sampled_from(["ragged", "justified"]), hyphenation=st.booleans()),
)
def test_any_spans_are_read_as_they_are_or_refused(
    texts: list[str], tag: str, style: Style
) -> None:
    spans = (
        Span(text, strong=bool(n % 2), link="https://a.se/" if n == 2 else None)
        for n, text in enumerate(texts)
    )
    document = holding(Paragraph("b1", text_of(*spans)), tag=tag)
    try:
        data = render(document, style, epoch=EPOCH)
    except RenderError as error:
        assert error.where == "b1"
        return
    reads(read(data), "b1", "".join(texts))


LONG = {
    "marks on one letter": "a" + "\u0301" * 40_000,
    "Arabic marks": "ب" + "\u064e" * 30_000,
    "marks after a soft hyphen": "a\u00ad" + "\u0301" * 30_000,
    "spaces": "a" + " " * 50_000 + "b",
    "line ends": "a\n" * 5_000,
    "letters": "x" * 20_000,
    "Arabic letters": "ب" * 20_000,
    "digits": "1" * 20_000,
    "mixed without a space": "ب1" * 10_000,
    "brackets": "(ب)" * 7_000,
    "isolates": "\u2067a\u2069" * 7_000,
    "isolates that stay open": "\u2068" * 10_000 + "a",
    "dates": "12 maj " * 7_000,
    "addresses and figures": "a@b.se 1/2 " * 5_000,
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG.keys())
@pytest.mark.parametrize("tag", ["sv", "ar"])
def test_a_long_text_is_set_in_linear_time(text: str, tag: str) -> None:
    """What took the square of its length would take minutes here."""
    reads(rendered(holding(paragraph(text), tag=tag)), "b1", text)


def test_a_link_of_many_spans_is_set_in_linear_time() -> None:
    spans = tuple(Span("ord ", link="https://a.se/", strong=bool(n % 2)) for n in range(4_000))
    (link,) = rendered(holding(Paragraph("b1", spans))).root.find("Link")
    assert link.text == "ord " * 4_000


WORDS = {"Latin": "x", "Arabic": "ب", "Thai": "ก", "Chinese": "国", "digits": "7"}


@pytest.mark.parametrize("letter", WORDS.values(), ids=WORDS.keys())
@pytest.mark.parametrize("where", ["b1", "b2", "b3.1", "b1.1.1.1", "title", "n1", "b1.caption"])
def test_a_word_of_5000_letters_stays_on_the_page(letter: str, where: str) -> None:
    file = rendered(PLACES[where](letter * 5_000))
    reads(file, where, letter * 5_000)
    width = float(file.pdf.pages[0].MediaBox[2])
    assert all(0 <= glyph.x < width for glyph in file.glyphs)


@pytest.mark.parametrize("where", ["issuer", "dated", "contact", "page_number", "header", "footer"])
def test_what_is_too_long_for_the_head_or_foot_of_a_page_is_refused(where: str) -> None:
    error = refused(PLACES[where]("ord " * 400))
    assert error.where == where
    assert "too long" in str(error)


def test_a_contact_on_three_lines_is_the_most() -> None:
    long = "Kundcenter på Hallstahammars kommun har öppet hela dagen"
    three = rendered(replace(plain_document(), contact=(long,) * 3))
    assert sum(long in content.text for content in three.artifacts) == 3
    assert refused(replace(plain_document(), contact=(long,) * 4)).where == "contact"
    assert rendered(replace(plain_document(), contact=()))


ODD_DOCUMENTS = {
    "empty": replace(holding(), contact=()),
    "nameless": replace(with_briefing(title=text_of("  ")), issuer=""),
    "marks": PLACES["b1"]("a" + "\u0301" * 300 + "\u0301 \u200d\u202e\u2067x"),
    "words": PLACES["b1.1.1.1"]("x" * 5_000),
    "title": PLACES["title"]("ب1" * 2_000),
    "unknown languages": holding(paragraph("text", language="und")),
    "table": holding(Table("b1", ((Cell("c1"), Cell("c2")), ())[:1], (), 1, 1)),
    "address": holding(paragraph("läs", link="https://räksmörgås.se/(ö)\\]" + "x" * 9_000)),
    "dot": holding(Figure("b7", image("red", 1, 1), "😀", text_of("bild"))),
}


def test_verapdf_finds_nothing_in_odd_documents(verapdf_jar: Path, tmp_path: Path) -> None:
    for name, document in ODD_DOCUMENTS.items():
        data = render(document, Style(), epoch=datetime(1, 1, 1, tzinfo=UTC))
        (tmp_path / f"{name}.pdf").write_bytes(data)
    rows = check_with_verapdf(tmp_path, [f"{name}.pdf" for name in ODD_DOCUMENTS], verapdf_jar)
    assert len(rows) == 2 * len(ODD_DOCUMENTS)
    assert [row for row in rows if row.outcome is not Outcome.PASSED] == []
