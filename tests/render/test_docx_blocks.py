"""Tables, pictures, lists, notes, quotations in a DOCX, seen from outside."""

import io
import zipfile
from dataclasses import replace

import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.check.docx import check_docx
from pipeline.edition import Edition
from pipeline.errors import RenderError
from pipeline.model import (
    Block,
    Briefing,
    Callout,
    Figure,
    ListBlock,
    Note,
    Paragraph,
    Quote,
    Separator,
    Span,
    Table,
    Text,
    text_of,
)
from pipeline.reading import reading_sequence
from pipeline.render.docx import render_docx
from pipeline.style import Style
from tests.builders import edition, image
from tests.render.docx_everything import EVERYTHING
from tests.render.docx_package import MARKS, W, part
from tests.samples import ARABIC, EPOCH, SWEDISH, docx_file
from tests.strategies import block_at, flows_of, tables

DOCUMENT = "word/document.xml"
BY_TAG = {of.language.tag: of for of in EVERYTHING}
EVERY = pytest.mark.parametrize("of", EVERYTHING, ids=BY_TAG)


def styles(*lines: str, language: str = "sv") -> list[str]:
    """The style ids of the paragraphs after the title, also of those in tables."""
    body = part(docx_file(edition(*lines, language=language)), DOCUMENT)
    return [e.get(f"{W}val", "") for e in body.iter(f"{W}pStyle")][1:]


def values(data: bytes, tag: str, attribute: str = "val", name: str = DOCUMENT) -> list[str]:
    return [e.get(W + attribute, "") for e in part(data, name).iter(W + tag)]


@EVERY
def test_an_edition_with_everything_has_no_findings(of: Edition) -> None:
    assert check_docx(docx_file(of), of, "f") == ()


def test_a_document_has_only_the_styles_that_it_uses() -> None:
    plain = docx_file(edition("Text."))
    table = docx_file(edition("| a | b |"))
    added = set(values(table, "style", "styleId", "word/styles.xml"))
    added -= set(values(plain, "style", "styleId", "word/styles.xml"))
    assert added == {"BriefingTable", "TableText", "TableEnd"}


def test_lists_in_lists_have_levels_and_numbers_of_their_own() -> None:
    of = edition("- ett", "  4. inre", "  5. inre", "    - innerst", "  mer", "- två")
    data = docx_file(of)
    assert values(data, "ilvl") == ["0", "1", "1", "2", "0"]
    assert values(data, "numId") == ["1", "2", "2", "3", "1"]
    assert values(data, "startOverride", name="word/numbering.xml") == ["4"]
    assert styles("- ett", "  4. inre", "  mer") == ["ListBullet", "ListNumber2", "ListContinue"]


def test_a_list_that_is_too_deep_for_word_stops_the_file() -> None:
    lines = [f"{'  ' * level}- {level}" for level in range(10)]
    assert check_docx(docx_file(edition(*lines[:9])), edition(*lines[:9]), "f") == ()
    with pytest.raises(RenderError, match=r"lagesbild\.sv\.docx b1\.1.*9 levels"):
        docx_file(edition(*lines))


def test_python_docx_reads_a_table_with_its_merged_cells() -> None:
    (table,) = Document(
        io.BytesIO(
            docx_file(edition("|= Tjänst | Avgift | <", "|= ^ | Vuxna | Barn", "| Bad | 6 | 3"))
        )
    ).tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows == [
        ["Tjänst", "Avgift", "Avgift"],
        ["Tjänst", "Vuxna", "Barn"],
        ["Bad", "6", "3"],
    ]
    assert table.style is not None
    assert table.style.name == "Briefing Table"
    marked = [row._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in table.rows]
    assert marked == [True, True, False]


def test_python_docx_reads_pictures_and_what_is_said_for_them() -> None:
    of = edition("![Ett hus](red) Huset", "![](blue)", "![Samma hus](red)")
    document = Document(io.BytesIO(docx_file(of)))
    described = [shape._inline.docPr for shape in document.inline_shapes]
    assert [d.get("descr") for d in described] == ["Ett hus", "", "Samma hus"]
    identities = [
        shape._inline.graphic.graphicData.pic.blipFill.blip.embed
        for shape in document.inline_shapes
    ]
    assert identities[0] == identities[2] != identities[1]
    picture = document.part.related_parts[identities[0]]
    assert picture.blob == image("red").data
    assert [style.split(" ")[0] for style in styles("![Ett hus](red) Huset")] == [
        "Figure",
        "Caption",
    ]


def test_the_same_picture_is_in_the_file_once() -> None:
    of = edition("![Ett](red)", "![Två](red)", "![Tre](blue)")
    with zipfile.ZipFile(io.BytesIO(docx_file(of))) as package:
        media = sorted(name for name in package.namelist() if name.startswith("word/media/"))
        assert media == sorted(f"word/media/{image(c).file_name}" for c in ("red", "blue"))


@pytest.mark.parametrize(
    ("pixels", "millimetres"),
    [((150, 75), (25.4, 12.7)), ((3000, 300), (140, 14)), ((300, 3000), (10.8, 108))],
    ids=["natural size", "as wide as the text", "not taller than 45 % of it"],
)
def test_pictures_fit_the_page(pixels: tuple[int, int], millimetres: tuple[float, float]) -> None:
    of = edition("![Ett](red)")
    figure = replace(of.briefing.blocks[0], image=image("red", *pixels))
    of = replace(of, briefing=replace(of.briefing, blocks=(figure,)))
    (shape,) = Document(io.BytesIO(docx_file(of))).inline_shapes
    assert (shape.width.mm, shape.height.mm) == pytest.approx(millimetres, abs=0.1)
    assert check_docx(docx_file(of), of, "f") == ()


def test_notes_are_footnotes_and_a_second_reference_leads_to_the_first() -> None:
    of = edition("Ett[^1] två[^2] tre[^1].", "[^1] Första.", "[^2] Andra.")
    data = docx_file(of)
    assert values(data, "footnoteReference", "id") == ["1", "2"]
    assert values(data, "footnote", "id", "word/footnotes.xml") == ["-1", "0", "1", "2"]
    fields = [e.text for e in part(data, DOCUMENT).iter(f"{W}instrText")]
    assert fields == [r" NOTEREF n1 \f \h "]
    assert check_docx(data, of, "f") == ()


def test_links_within_the_document_lead_to_bookmarks() -> None:
    of = edition(
        "Se [listan](#b2.1), [tabellen](#b3) och [strecket](#b4).", "- ett", "| a |", "***"
    )
    data = docx_file(of)
    assert values(data, "hyperlink", "anchor") == ["b2_1", "b3", "b4"]
    assert values(data, "bookmarkStart", "name") == ["b2_1", "b3", "b4"]
    assert check_docx(data, of, "f") == ()


def test_a_link_in_several_pieces_is_one_link() -> None:
    data = docx_file(edition("Se [**hela** länken](https://example.se/)."))
    assert len(values(data, "hyperlink")) == 1
    assert values(data, "rStyle") == ["HyperlinkStrong", "Hyperlink"]


def test_emphasis_is_bold_where_a_script_has_no_italics() -> None:
    of = edition("_اقرأ_ [_Vi i Hallsta_](sv)", language="ar")
    body = part(docx_file(of), DOCUMENT)
    shown = {
        "".join(t.text or "" for t in run.iter(f"{W}t")): [e.tag for e in run[0]]
        for run in body.iter(f"{W}r")
    }
    assert f"{W}bCs" in shown["اقرأ"]
    assert f"{W}i" in shown["Vi i Hallsta"]


def test_a_further_paragraph_of_an_item_that_begins_a_cell_is_no_cell_of_its_own() -> None:
    of = edition("|= - ett", "| två")
    table = of.briefing.blocks[0]
    assert isinstance(table, Table)
    (head,) = table.rows[0]
    (inner,) = head.blocks
    assert isinstance(inner, ListBlock)
    item = replace(inner.items[0], blocks=(Paragraph("b1.1.1.1.1.1", text_of("mer")),))
    cell = replace(head, blocks=(replace(inner, items=(item,)),))
    table = replace(table, rows=((cell,), *table.rows[1:]))
    of = replace(of, briefing=replace(of.briefing, blocks=(table,)))
    assert [unit.kind.value for unit in reading_sequence(of)][1:] == [
        "list_item",
        "paragraph",
        "cell",
    ]
    assert check_docx(docx_file(of), of, "f") == ()


def test_two_tables_never_touch() -> None:
    lines = ("| a |", "***", "| b |")
    of = edition(*lines)
    tables = tuple(b for b in of.briefing.blocks if isinstance(b, Table))
    of = replace(of, briefing=replace(of.briefing, blocks=tables))
    assert len(Document(io.BytesIO(docx_file(of))).tables) == 2
    body = part(docx_file(of), DOCUMENT)[0]
    assert [str(e.tag).removeprefix(W) for e in body] == ["p", "tbl", "p", "tbl", "p", "sectPr"]
    assert check_docx(docx_file(of), of, "f") == ()


def test_columns_of_right_to_left_tables_are_mirrored() -> None:
    assert values(docx_file(edition("| ا | ب", language="ar")), "bidiVisual") == [""]
    assert values(docx_file(edition("| a | b")), "bidiVisual") == []


def test_the_widest_text_has_the_widest_column_and_all_fill_the_page() -> None:
    of = edition("| kort | " + "en lång text " * 20 + " | kort")
    widths = [int(width) for width in values(docx_file(of), "gridCol", "w")]
    assert widths[1] > widths[0] == pytest.approx(widths[2], abs=1)
    assert sum(widths) == round(140 / 25.4 * 72 * 20)


def test_a_long_word_in_a_header_has_room_on_one_line() -> None:
    long = "(återvinningscentralen)"
    times = "10:00–18:00"
    head = "|= A | Maanantai–torstai | Perjantai | Lauantai"
    of = edition(head, f"|! {long} | {times} | {times} | {times}")
    widest = max(int(width) for width in values(docx_file(of), "gridCol", "w")) / 20
    assert widest > len(long) * 0.582 * 11 + 10  # in DejaVu Sans Bold, wider than Noto Sans


def test_short_columns_give_no_room_to_a_word_that_has_none() -> None:
    long = "Personuppgiftsbiträdesavtalsförhandlingsdelegation" * 3
    of = edition(f"| {long} | några | {long}", f"| a | Personuppgifter | {long}")
    widths = [int(width) for width in values(docx_file(of), "gridCol", "w")]
    assert widths[0] == pytest.approx(widths[2], abs=1)
    assert widths[1] / 20 > len("Personuppgifter") * 0.6 * 11


def test_a_table_with_many_columns_has_less_space_beside_its_words() -> None:
    cells = " | ".join(["1234,5"] * 10)
    of = edition(f"|= {cells}", f"| {cells}")
    assert values(docx_file(of), "left", "w")[-1:] == ["40"]
    assert values(docx_file(edition("| a | b")), "tblCellMar", "w") == []
    assert check_docx(docx_file(of), of, "f") == ()


@pytest.mark.parametrize(("language", "side"), [("sv", "left"), ("ar", "right")])
def test_the_bar_of_a_call_out_is_straight_beside_lists_in_it(language: str, side: str) -> None:
    lines = [f"! {'  ' * depth}- a" for depth in range(5)]
    further = ["!           b", "!   b", "! c"]
    data = docx_file(edition(*lines, *further, language=language))
    bars = set()
    for style in part(data, "word/styles.xml").iter(f"{W}style"):
        bar = style.find(f"{W}pPr/{W}pBdr/{W}{side}")
        if style.get(f"{W}styleId", "").startswith("Callout") and bar is not None:
            indent = style.find(f"{W}pPr/{W}ind")
            assert indent is not None
            edge = int(indent.get(f"{W}left", "0")) - int(indent.get(f"{W}hanging", "0"))
            space = int(bar.get(f"{W}space", "0"))
            assert space <= 31
            bars.add(edge / 20 - space)
    assert bars == {6}


def test_what_introduces_something_stays_with_it() -> None:
    for lines, wanted in (
        (("- Gör så här:", "  1. ring", "  2. kom", "- Sist", "  Mer."), ["Gör så här:"]),
        (("! Titel", "! Text."), ["Titel"]),
        (("! Titel",), []),
        ((f"! {'ord ' * 60}", "! Text."), []),
    ):
        body = part(docx_file(edition(*lines)), DOCUMENT)
        found = body.findall(f".//{W}p")
        texts = [
            "".join(map(str, p.itertext()))
            for p in found
            if p.find(f"{W}pPr/{W}keepNext") is not None
        ]
        assert texts == wanted


def test_what_the_source_repeats_stands_on_every_page_above_and_below() -> None:
    of = edition("^^ Diarienummer **1**", "__ Se [sidan](https://example.se/)", "Text.")
    section = Document(io.BytesIO(docx_file(of))).sections[0]
    for header in (section.first_page_header, section.header):
        assert header.paragraphs[0].text == "Diarienummer 1"
    for footer in (section.first_page_footer, section.footer):
        assert footer.paragraphs[1].text == "Se sidan"
    assert section.top_margin is not None
    assert section.top_margin.mm > 32 + 4
    assert check_docx(docx_file(of), of, "f") == ()


def test_a_note_to_the_title_is_not_in_the_running_header() -> None:
    of = edition("# Titel[^1] // rad två", "Text.", "[^1] Not.")
    document = Document(io.BytesIO(docx_file(of)))
    assert document.core_properties.title == "Titel rad två"
    assert document.sections[0].header.paragraphs[0].text.endswith("Titel rad två")
    assert check_docx(docx_file(of), of, "f") == ()


@EVERY
def test_python_docx_reads_every_text(of: Edition) -> None:
    """Its text of a paragraph has neither numbers of notes nor pictures."""
    document = Document(io.BytesIO(docx_file(of)))
    read = [p.text.translate(MARKS) for p in document.paragraphs]
    cells = {c._tc: c for t in document.tables for row in t.rows for c in row.cells}
    read += [p.text.translate(MARKS) for cell in cells.values() for p in cell.paragraphs]
    for unit in reading_sequence(of):
        if unit.kind.value not in ("figure", "note", "page_header", "page_footer"):
            text = "".join(span.text for span in unit.text if not span.note)
            assert any(text == found.replace("1", "", 0) or text in found for found in read) or any(
                span.note for span in unit.text
            )


WORDS = st.sampled_from(["ord", "två ord", "اقرأ", "12-13", "(x)", "rad\nrad", "a\u00a0b", "ไทย"])
SPANS = st.builds(
    Span,
    WORDS,
    st.sampled_from([None, None, "fi", "ar", "zh", "th"]),
    st.sampled_from([None, None, "https://example.se/", "#b1", "#b2"]),
    st.booleans(),
    st.booleans(),
)
REFERENCES = st.sampled_from([1, 2]).map(lambda n: Span("\ufffc", note=f"n{n}"))
TEXTS = st.lists(st.one_of(SPANS, SPANS, REFERENCES), min_size=1, max_size=4).map(
    lambda spans: text_of("a ", *spans)
)
FLOWS = flows_of(TEXTS, st.integers(1, 12))
INNER = st.lists(FLOWS, min_size=1, max_size=3).map(tuple)
BLOCKS = st.one_of(
    FLOWS,
    tables(FLOWS, TEXTS),
    st.builds(Quote, st.just(""), INNER),
    st.builds(Callout, st.just(""), INNER),
    st.just(Separator("")),
    st.builds(
        Figure,
        st.just(""),
        st.sampled_from([image("red"), image("blue", 900, 30)]),
        st.sampled_from(["", "Ett hus", "بيت"]),
        st.one_of(st.just(()), TEXTS),
    ),
)


def briefing_of(blocks: list[Block], title: Text, base: Edition) -> Edition:
    """An edition with these blocks after two paragraphs that links and notes belong to."""
    first: list[Block] = [
        Paragraph("b1", text_of("Första ", Span("\ufffc", note="n1"), Span("\ufffc", note="n2"))),
        Paragraph("b2", text_of("Andra")),
    ]
    named = [block_at(block, f"b{n}") for n, block in enumerate(blocks, 3)]
    notes = (Note("n1", text_of("Not ", Span("ett", strong=True))), Note("n2", text_of("Not två")))
    without_notes = tuple(span for span in title if not span.note)
    return replace(
        base,
        briefing=Briefing(
            base.language.tag, without_notes, (*first, *named), notes, title, title[:2]
        ),
    )


@settings(max_examples=40, deadline=None)
@given(st.lists(BLOCKS, max_size=4), TEXTS, st.sampled_from([SWEDISH, ARABIC]))
def test_any_briefing_comes_back(blocks: list[Block], title: Text, base: Edition) -> None:
    of = briefing_of(blocks, title, base)
    found = check_docx(render_docx(of, Style(), epoch=EPOCH), of, "f")
    assert [f"{f.rule} {f.where}: {f.message}" for f in found] == []
