import json
import subprocess
from collections.abc import Callable
from functools import partial
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name

from pipeline.check.compare import ReadUnit
from pipeline.check.pdf import check_pdf, read_pdf
from pipeline.check.pdf_expected import nested_levels
from pipeline.check.pdf_fonts import parse_to_unicode
from pipeline.check.pdf_glyphs import words
from pipeline.reading import Kind, reading_sequence
from tests.builders import edition
from tests.conftest import REPOSITORY
from tests.real_editions import real_editions
from tests.render.pdf.samples import all_samples
from tests.samples import LANGUAGES, pdf_file

FONTS = REPOSITORY / "pipeline" / "fonts"


UNIT = partial(ReadUnit, strong=None, emphasis=None)
"""What is read from a tag tree, which tells neither."""

Tagged = tuple[str, "Kids", str | None]
"""Type, kids (MCIDs and elements), language."""
Kids = int | list["int | Tagged"]


def hand_made(content: str, *elements: Tagged) -> bytes:
    """A tagged page with a simple font; elements are type, kids and language."""
    pdf = pikepdf.new()
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type1,
        BaseFont=Name.Helvetica,
        FirstChar=32,
        Widths=Array([500] * 224),
    )
    page = pdf.add_blank_page(page_size=(595, 842))
    page.Resources = Dictionary(Font=Dictionary(F1=font))
    page.Contents = pdf.make_stream(content.encode("cp1252"))
    document = pdf.make_indirect(Dictionary(S=Name.Document, K=Array()))
    for kind, kids, language in elements:
        document.K.append(_element(pdf, page, kind, kids, language))
    pdf.Root.StructTreeRoot = Dictionary(K=document, RoleMap=Dictionary(Punkt=Name.LI))
    pdf.Root.Lang = pikepdf.String("sv")
    out = BytesIO()
    pdf.save(out)
    return out.getvalue()


def _element(
    pdf: pikepdf.Pdf,
    page: pikepdf.Page,
    kind: str,
    kids: "int | list[int | Tagged]",
    language: str | None,
) -> pikepdf.Object:
    element = pdf.make_indirect(Dictionary(S=Name(f"/{kind}"), Pg=page.obj))
    if language:
        element.Lang = pikepdf.String(language)
    items = kids if isinstance(kids, list) else [kids]
    made = [k if isinstance(k, int) else _element(pdf, page, *k) for k in items]
    element.K = Array(made) if len(made) != 1 else made[0]
    return element


def units(data: bytes) -> tuple[ReadUnit, ...]:
    return read_pdf(data).units


def shown(mcid: int, text: str, y: int = 700) -> str:
    return f"/P <</MCID {mcid}>> BDC BT /F1 12 Tf 90 {y} Td ({text}) Tj ET EMC "


def test_the_tree_gives_the_order_not_the_page() -> None:
    content = shown(0, "andra") + shown(1, "Titel") + "/Artifact BMC BT /F1 9 Tf (1) Tj ET EMC"
    found = units(hand_made(content, ("H1", 1, None), ("P", 0, None)))
    assert found == (UNIT(Kind.TITLE, "Titel", 1), UNIT(Kind.PARAGRAPH, "andra"))


def test_lists_labels_and_roles() -> None:
    content = shown(0, "1.") + shown(1, "ett ") + shown(2, "mer")
    item: Tagged = ("Punkt", [("Lbl", 0, None), ("LBody", [1, 2], None)], None)
    assert units(hand_made(content, ("L", [item], None))) == (
        UNIT(Kind.LIST_ITEM, "ett mer", 0, "1.", within=("list",)),
    )


def item(label: int, *body: "int | Tagged") -> Tagged:
    return ("LI", [("Lbl", label, None), ("LBody", list(body), None)], None)


def paragraph(mcid: int) -> Tagged:
    return ("P", mcid, None)


def test_lists_in_lists_and_further_paragraphs() -> None:
    content = "".join(shown(n, text) for n, text in enumerate(("*", "ett", "2.", "inre", "mer")))
    inner: Tagged = ("L", [item(2, 3)], None)
    outer = item(0, 1, inner, paragraph(4))
    assert units(hand_made(content, ("L", [outer], None))) == (
        UNIT(Kind.LIST_ITEM, "ett", 0, "*", within=("list",)),
        UNIT(Kind.LIST_ITEM, "inre", 0, "2.", within=("list", "list")),
        UNIT(Kind.PARAGRAPH, "mer", within=("list",)),
    )


def test_text_of_an_item_after_its_list_is_a_unit() -> None:
    content = "".join(shown(n, text) for n, text in enumerate(("*", "ett", "*", "inre", "mer")))
    outer = item(0, 1, ("L", [item(2, 3)], None), 4)
    assert [unit.text for unit in units(hand_made(content, ("L", [outer], None)))] == [
        "ett",
        "inre",
        "mer",
    ]


def test_tables() -> None:
    texts = ("Tabell", "Ort", "ett", "två", "*", "punkt")
    content = "".join(shown(n, text) for n, text in enumerate(texts))
    head: Tagged = ("TR", [("TH", 1, None), ("TH", [], None)], None)
    cell: Tagged = ("TD", [paragraph(2), paragraph(3), ("L", [item(4, 5)], None)], None)
    parts: list[int | Tagged] = [("Caption", 0, None), ("THead", [head], None)]
    body: Tagged = ("TBody", [("TR", [("TD", [], None), cell], None)], None)
    found = units(hand_made(content, ("Table", [*parts, body], None)))
    assert [(u.kind, u.text) for u in found] == [
        (Kind.CAPTION, "Tabell"),
        (Kind.HEADER_CELL, "Ort"),
        (Kind.CELL, "ett"),
        (Kind.PARAGRAPH, "två"),
        (Kind.LIST_ITEM, "punkt"),
    ]
    assert [u.within for u in found] == [("table",)] * 4 + [("table", "list")]


def test_quotations_call_outs_and_notes() -> None:
    content = "".join(shown(n, text) for n, text in enumerate(("citat", "obs", "1", "not")))
    quote: Tagged = ("BlockQuote", [paragraph(0)], None)
    callout: Tagged = ("Div", [paragraph(1)], None)
    note: Tagged = ("Note", [("Lbl", 2, None), paragraph(3)], None)
    assert units(hand_made(content, quote, callout, note)) == (
        UNIT(Kind.PARAGRAPH, "citat", within=("quote",)),
        UNIT(Kind.PARAGRAPH, "obs", within=("callout",)),
        UNIT(Kind.NOTE, "not", 0, "1"),
    )


def test_figures_and_captions() -> None:
    figure: Tagged = ("Div", [("Figure", [], None), ("Caption", 0, None)], None)
    assert units(hand_made(shown(0, "Bild 1"), figure)) == (
        UNIT(Kind.FIGURE, "", within=("figure",), strong=(), emphasis=()),
        UNIT(Kind.CAPTION, "Bild 1", within=("figure",)),
    )


def test_a_reference_that_leads_to_no_note() -> None:
    content = shown(0, "se") + shown(1, "1")
    reference: Tagged = ("Reference", [("Link", 1, None)], None)
    (unit,) = units(hand_made(content, ("P", [0, reference], None)))
    assert (unit.text, unit.notes) == ("se1", (("", "1"),))


def test_languages_of_parts() -> None:
    content = shown(0, "på ") + shown(1, "suomeksi") + shown(2, ".")
    (unit,) = units(hand_made(content, ("P", [0, ("Span", 1, "fi"), 2], None)))
    assert unit.text == "på suomeksi."
    assert unit.languages == (("fi", "suomeksi"),)


def test_actual_text_replaces_what_is_painted() -> None:
    content = (
        "/P <</MCID 0>> BDC BT /F1 12 Tf 90 700 Td (a) Tj "
        "/Span <</ActualText (xyz) /Lang (en)>> BDC (b) Tj (c) Tj EMC (d) Tj ET EMC"
    )
    (unit,) = units(hand_made(content, ("P", 0, None)))
    assert unit.text == "axyzd"
    assert unit.languages == (("en", "xyz"),)


def test_text_that_no_element_has_is_not_read() -> None:
    assert units(hand_made(shown(0, "ja") + shown(7, "nej"), ("P", 0, None))) == (
        UNIT(Kind.PARAGRAPH, "ja"),
    )


def test_a_file_without_tags_has_no_units() -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    out = BytesIO()
    pdf.save(out)
    assert units(out.getvalue()) == ()
    assert check_pdf(out.getvalue(), edition("# T"), "a.pdf")


def test_glyphs_stand_where_the_operators_say() -> None:
    content = (
        "q 2 0 0 2 10 20 cm /P <</MCID 0>> BDC BT /F1 10 Tf 5 TL 1 0 0 1 30 40 Tm "
        "[(a) -1000 (b)] TJ T* 3 Ts (c) Tj ET EMC Q"
    )
    a, b, c = read_pdf(hand_made(content, ("P", 0, None))).glyphs
    assert (a.x, a.y, a.size, a.advance) == (70, 100, 20, 10)
    assert (b.x, b.y) == (100, 100)
    assert (c.x, c.y, c.base_y) == (70, 96, 90)


def test_to_unicode_maps() -> None:
    cmap = b"""2 beginbfchar <0001> <0041> <0002> <D83DDE00> endbfchar
    2 beginbfrange <0003> <0005> <0061> <0006> <0007> [<00E5> <00660069>] endbfrange"""
    assert parse_to_unicode(cmap) == {
        1: "A", 2: "😀", 3: "a", 4: "b", 5: "c", 6: "å", 7: "fi",
    }  # fmt: skip


def test_levels_that_the_text_leaves_out_are_nested() -> None:
    levels = nested_levels(reading_sequence(edition("# T", "## a", "#### b", "### c", "## d")))
    assert [unit.level for unit in levels] == [1, 2, 3, 3, 2]


@pytest.mark.parametrize("name", [name for name in all_samples() if name != "no title"])
def test_documents_of_every_shape_have_no_finding(name: str) -> None:
    item = all_samples()[name]
    assert [str(f.message) for f in check_pdf(pdf_file(item), item, "")] == []


@pytest.mark.parametrize(
    "text",
    [
        "نص 12 (13) 14 نص",
        "اتصل 0220-240 00 (12–15 %)",
        "12.5.2020 (8:00–16:30)، 8:00",
        "(0220-240 00) [12] «13» 14",
    ],
)
def test_figures_in_brackets_have_no_finding_in_arabic(text: str) -> None:
    item = edition("# عنوان", text, language="ar")
    assert [str(f.message) for f in check_pdf(pdf_file(item), item, "")] == []


@pytest.mark.parametrize("tag", LANGUAGES)
def test_the_real_briefing_has_no_finding(tag: str) -> None:
    item = real_editions()[tag]
    assert [str(f.message) for f in check_pdf(pdf_file(item), item, "")] == []


def test_a_link_over_pages_and_spaces_at_its_ends() -> None:
    item = edition(
        "# T",
        "[" + "Ord i länk " * 400 + "slut](https://a.se/)",
        "a[ b ](https://a.se/)c [a_b,g](https://b.se/).",
    )
    assert [str(f.message) for f in check_pdf(pdf_file(item), item, "")] == []


@pytest.mark.parametrize("title", ["# " + "Lägesbild med många ord " * 12, "# " + "x" * 400])
def test_a_title_that_the_header_shortens(title: str) -> None:
    item = edition(title.rstrip(), *["Ord på rad. " * 200] * 3)
    assert [str(f.message) for f in check_pdf(pdf_file(item), item, "")] == []


def test_an_element_without_a_language_has_that_of_those_above_it() -> None:
    text: Tagged = ("P", [0, ("Span", 1, "sv")], None)
    content = shown(0, "in English") + shown(1, "på svenska")
    (unit,) = units(hand_made(content, ("Sect", [("Div", [text], None)], "en")))
    assert unit.languages == (("en", "in English"),)


LATIN = st.text("abcåäöéß ABC.,-–()”0123456789\u00a0", min_size=1, max_size=60)
ARABIC = st.text("ابتثجحلمنهوي ءأإؤئةى.،؟()-0123456789abc", min_size=1, max_size=60)


@settings(max_examples=25, deadline=None)
@given(st.lists(LATIN.filter(lambda t: t.strip() == t and "  " not in t), max_size=4))
def test_what_is_rendered_in_latin_is_read(texts: list[str]) -> None:
    document = edition("# Titel", *(f"x {text}" for text in texts))
    data = pdf_file(document)
    assert [str(f.message) for f in check_pdf(data, document, "")] == []


@settings(max_examples=25, deadline=None)
@example([")b)0"])
@given(st.lists(ARABIC.filter(lambda t: t.strip() == t and "  " not in t), max_size=4))
def test_what_is_rendered_in_arabic_is_read(texts: list[str]) -> None:
    document = edition("# عنوان", *(f"م {text}" for text in texts), language="ar")
    data = pdf_file(document)
    assert [str(f.message) for f in check_pdf(data, document, "")] == []


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("sv", "Krisledningsorganisationen offrar fjäll, kaffi och 0220-240 00."),
        ("so", "Degmada waxay la shaqaysaa dadka."),
        ("ar", "تتبع بلدية هالستاهامار تعليمات طبيب مكافحة العدوى، وَالسَّلامُ لكم"),
    ],
)
def test_the_painted_glyphs_are_those_of_hb_shape(
    program: Callable[[str], str], tag: str, text: str
) -> None:
    document = edition("# T", text, language=tag)
    reading = read_pdf(pdf_file(document))
    painted = [word for word in words(reading.pages[0].glyphs) if word.glyphs[0].mark.mcid == 1]
    assert len(painted) >= len(text.split())
    for word in painted:
        font = word.glyphs[0].font
        direction = "rtl" if any("\u0600" <= c <= "\u06ff" for c in word.text) else "ltr"
        shaped = _hb_shape(program, FONTS / f"{font.name}.ttf", word.text, tag, direction)
        assert [font.glyph_id(glyph.code) for glyph in word.glyphs] == shaped, word.text


def _hb_shape(
    program: Callable[[str], str], font: Path, text: str, tag: str, direction: str
) -> list[int]:
    """The glyph ids in logical order."""
    options = [f"--direction={direction}", f"--language={tag}", "--no-glyph-names"]
    command = [program("hb-shape"), *options, "--output-format=json", str(font), text]
    run = subprocess.run(command, capture_output=True, check=True)
    glyphs = [int(glyph["g"]) for glyph in json.loads(run.stdout)]
    return glyphs[::-1] if direction == "rtl" else glyphs
