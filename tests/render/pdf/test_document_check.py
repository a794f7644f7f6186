"""What a document must be: everything else is a sentence with its block before any work."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from pipeline.model import (
    Block,
    Cell,
    Heading,
    ListBlock,
    ListItem,
    Note,
    Paragraph,
    Span,
    Table,
    text_of,
)
from pipeline.render.pdf import render
from pipeline.style import Style
from tests.render.pdf.odd_documents import (
    holding,
    paragraph,
    plain_document,
    refused,
    rendered,
    table,
    with_briefing,
)
from tests.render.pdf.tag_tree import read

TABLES = {
    "cell that reaches below": Table("b1", ((Cell("c1", (), 1, 3), Cell("c2")),)),
    "cell that reaches aside": Table("b1", ((Cell("c1"),), (Cell("c2", (), 10**9),))),
    "no columns": Table("b1", ((Cell("c1", (), 0), Cell("c2")),)),
    "rows before": Table("b1", ((Cell("c1", (), 1, -1), Cell("c2")),)),
    "overlap": Table("b1", ((Cell("c1", (), 1, 2),), (Cell("c3"),))),
    "hole": Table("b1", ((Cell("c1"), Cell("c2")), (Cell("c3"),))),
}


@pytest.mark.parametrize("bad", TABLES.values(), ids=TABLES.keys())
def test_a_table_whose_cells_do_not_fill_it(bad: Table) -> None:
    error = refused(holding(bad))
    assert (error.where, "spans" in str(error)) == ("b1", True)


@pytest.mark.parametrize("bad", [table(2, 50), Table("b1", ((Cell("c1", (), 10**9),),))])
def test_a_table_with_more_columns_than_fit(bad: Table) -> None:
    assert "columns, more than fit" in str(refused(holding(bad)))


@pytest.mark.parametrize(
    "odd",
    [
        Table("b1", ()),
        Table("b1", ((),)),
        Table("b1", ((), ())),
        Table("b1", ((Cell("c1"), Cell("c2")),)),
        table(2, 2, header_rows=9, header_columns=9),
        table(2, 2, header_rows=-1, header_columns=-1),
    ],
)
def test_a_table_without_text_or_body_is_set(odd: Table) -> None:
    rendered(holding(odd))


def test_cells_and_header_cells_higher_than_a_page() -> None:
    text = "Ord och ord. " * 500
    file = rendered(holding(table(2, 2, text, header_rows=1)))
    assert [node.text for node in file.root.find("TH", "TD")] == [text] * 4
    height = float(file.pdf.pages[0].MediaBox[3])
    assert all(0 < glyph.y < height for glyph in file.glyphs)


def nested(depth: int) -> Block:
    block: ListBlock | Paragraph = Paragraph("p", text_of("djupast"))
    for step in range(depth):
        block = ListBlock(f"l{step}", (ListItem(f"i{step}", text_of("punkt"), (block,)),))
    return block


def test_lists_nested_very_deeply() -> None:
    assert rendered(holding(nested(50))).root.find("LBody")[-1].children[0].text == "djupast"
    assert "deep" in str(refused(holding(nested(51))))
    assert "deep" in str(refused(holding(nested(400))))


@pytest.mark.parametrize("level", [-1, 0, 1, 7, 99])
def test_a_level_that_no_heading_has(level: int) -> None:
    assert refused(holding(Heading("b1", level, text_of("Rubrik")))).where == "b1"


@pytest.mark.parametrize(
    "blocks",
    [
        (paragraph("ett"), paragraph("två")),
        (Heading("title", 2, text_of("a")),),
        (Heading("", 2, text_of("a")),),
        (Heading("bé", 2, text_of("a")),),
        (ListBlock("b1", (ListItem("b1", text_of("a")),)),),
    ],
)
def test_ids_are_unique_words(blocks: tuple[Block, ...]) -> None:
    assert "id of its own" in str(refused(holding(*blocks)))


def test_a_reference_to_a_note_that_is_not_there() -> None:
    text = (Span("a"), Span("\ufffc", note="n2"))
    error = refused(holding(Paragraph("b1", text), notes=(Note("n1", text_of("x")),)))
    assert (error.where, "“n2”" in str(error)) == ("b1", True)


@pytest.mark.parametrize(
    "link",
    ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "https://", "väg", " "],
)
def test_a_link_that_no_reader_can_open(link: str) -> None:
    error = refused(holding(paragraph("läs mer", link=link)))
    assert (error.where, "link" in str(error)) == ("b1", True)


@pytest.mark.parametrize("link", ["#b99", "#"])
def test_an_internal_link_that_leads_nowhere(link: str) -> None:
    assert "leads to a place that is not" in str(refused(holding(paragraph("se nedan", link=link))))


def test_an_empty_link_is_none_and_two_links_beside_each_other_are_two() -> None:
    assert rendered(holding(paragraph("text", link=""))).root.find("Link") == []
    spans = (Span("ett", link="https://a.se/1"), Span("två", link="https://a.se/2"))
    file = rendered(holding(Paragraph("b1", spans)))
    links = file.root.find("Link")
    assert [str(link.annotations[0].A.URI)[-1] for link in links] == ["1", "2"]
    (first, second) = (link.annotations[0].Rect for link in links)
    assert float(first[2]) <= float(second[0]) + 0.02


@pytest.mark.parametrize(
    "tag",
    ["", " ", "xx-", "sv se", "s", "a\x00b", "x" * 300, "sv-" + "a" * 9, "zz", "q€", "x-kommun"],
)
def test_a_language_tag_that_is_none(tag: str) -> None:
    assert refused(holding(paragraph("text", language=tag))).where == "b1"
    assert refused(replace(plain_document(), issuer_language=tag)).where == "issuer"
    language = replace(plain_document().language, html=tag)
    assert refused(replace(plain_document(), language=language)).where == "language"


@pytest.mark.parametrize("tag", ["und", "mul", "zxx", "qaa", "sv-x-enkel", "zh-Hant-TW"])
def test_languages_that_say_little_are_written_as_they_are(tag: str) -> None:
    (span,) = rendered(holding(paragraph("text", language=tag))).root.find("Span")
    assert (span.text, span.language) == ("text", tag)


def test_a_title_of_nothing_is_no_error_and_never_a_crash() -> None:
    for title in ((), text_of("   "), text_of("\n"), text_of("\u200b")):
        rendered(with_briefing(title=title, blocks=(paragraph("ord " * 3_000),)))


@pytest.mark.parametrize(
    "template",
    ["Sida", "{pages}", "{page", "{}", "{0}", "{page!r}", "{page:>99}", "{page.x}", "{a}"],
)
def test_a_page_number_without_its_place(template: str) -> None:
    assert refused(replace(plain_document(), page_number=template)).where == "page_number"


@pytest.mark.parametrize("issuer", ["", "  "])
def test_a_document_without_an_issuer_has_no_author(issuer: str) -> None:
    pdf = rendered(replace(plain_document(), issuer=issuer)).pdf
    assert "/Author" not in pdf.docinfo
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        assert "dc:creator" not in metadata


@pytest.mark.parametrize(
    ("epoch", "written"),
    [
        (datetime(2020, 5, 12, 8, 30), "2020-05-12T08:30:00Z"),  # taken as UTC
        (datetime(2020, 5, 12, 1, tzinfo=timezone(timedelta(hours=2))), "2020-05-11T23:00:00Z"),
        (datetime(1, 1, 1, tzinfo=UTC), "0001-01-01T00:00:00Z"),
        (datetime.max.replace(tzinfo=UTC), "9999-12-31T23:59:59Z"),
    ],
)
def test_the_time_of_creation_is_in_utc(epoch: datetime, written: str) -> None:
    document = replace(plain_document(), date=date(1, 1, 1))
    pdf = read(render(document, Style(), epoch=epoch)).pdf
    digits = "".join(filter(str.isdigit, written))
    assert str(pdf.docinfo["/CreationDate"]) == f"D:{digits}Z"
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        assert metadata["xmp:CreateDate"] == written
        assert metadata["dc:date"] == ["0001-01-01"]


def test_a_time_that_is_none_in_utc() -> None:
    epoch = datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=2)))
    assert refused(plain_document(), epoch=epoch).where == "epoch"
