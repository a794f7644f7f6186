"""Input that nobody should write: a sentence with its block, or a page that is right.

For any text in any place `render` raises RenderError or gives a file that reads as the text.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import RenderError
from pipeline.model import (
    Block,
    Callout,
    Cell,
    Figure,
    Heading,
    ListBlock,
    ListItem,
    Note,
    Paragraph,
    Quote,
    Signatory,
    SignOff,
    Span,
    Table,
    text_of,
)
from pipeline.render.edition_pdf import pdf_document
from pipeline.render.pdf import Document, render
from pipeline.render.pdf.fonts import load_font
from pipeline.style import Style
from tests.builders import edition, image
from tests.render.pdf.tag_tree import File, read
from tests.samples import EPOCH


@cache
def plain_document(tag: str = "sv") -> Document:
    return pdf_document(edition("# Titel" if tag == "sv" else "# صورة", language=tag))


def holding(*blocks: Block, tag: str = "sv", notes: tuple[Note, ...] = ()) -> Document:
    document = plain_document(tag)
    return replace(document, briefing=replace(document.briefing, blocks=blocks, notes=notes))


def paragraph(text: str, **properties: str) -> Paragraph:
    return Paragraph("b1", text_of(Span(text, **properties)))


def table(rows: int, columns: int, text: str = "ord", **properties: int) -> Table:
    def cell(name: str) -> Cell:
        return Cell(name, (Paragraph(f"{name}.1", text_of(text)),))

    grid = tuple(tuple(cell(f"b1.{r}.{c}") for c in range(columns)) for r in range(rows))
    return Table("b1", grid, **properties)


def with_briefing(**changes: object) -> Document:
    document = plain_document()
    return replace(document, briefing=replace(document.briefing, **changes))


def rendered(document: Document, style: Style | None = None) -> File:
    file = read(render(document, style or Style(), epoch=EPOCH))
    assert file.pdf.check_pdf_syntax() == []
    return file


def refused(document: Document, style: Style | None = None, epoch: datetime = EPOCH) -> RenderError:
    with pytest.raises(RenderError) as caught:
        render(document, style or Style(), epoch=epoch)
    sentence = str(caught.value.text)
    assert sentence.endswith(".")
    assert sentence.isprintable() or "\u200d" in sentence
    assert len(sentence) < 300
    return caught.value


PLACES: dict[str, Callable[[str], Document]] = {
    "b1": lambda text: holding(paragraph(text)),
    "title": lambda text: with_briefing(title=text_of(text)),
    "header": lambda text: with_briefing(page_header=text_of(text)),
    "footer": lambda text: with_briefing(page_footer=text_of(text)),
    "notice1": lambda text: replace(plain_document(), notices=(text_of(text),)),
    "b2": lambda text: holding(Heading("b2", 2, text_of(text))),
    "b3.1": lambda text: holding(ListBlock("b3", (ListItem("b3.1", text_of(text)),))),
    "b4.1": lambda text: holding(Quote("b4", (Paragraph("b4.1", text_of(text)),))),
    "b5.1": lambda text: holding(Callout("b5", (Paragraph("b5.1", text_of(text)),))),
    "b1.1.1.1": lambda text: holding(
        replace(table(1, 1), rows=((Cell("b1.1.1", (Paragraph("b1.1.1.1", text_of(text)),)),),))
    ),
    "b1.caption": lambda text: holding(replace(table(1, 1), caption=text_of(text))),
    "b7.caption": lambda text: holding(Figure("b7", image(), "bild", text_of(text))),
    "b7.alternative": lambda text: holding(Figure("b7", image(), text)),
    "b8": lambda text: holding(SignOff("b8", text_of(text), (Signatory("b8.1", "A"),))),
    "b8.1": lambda text: holding(SignOff("b8", text_of("Hej"), (Signatory("b8.1", text),))),
    "n1": lambda text: holding(notes=(Note("n1", text_of(text)),)),
    "issuer": lambda text: replace(plain_document(), issuer=text),
    "dated": lambda text: replace(plain_document(), dated=text),
    "contact": lambda text: replace(plain_document(), contact=("Ring", text)),
    "page_number": lambda text: replace(plain_document(), page_number=text + "{page}"),
}
places = pytest.mark.parametrize("where", PLACES)
NOT_DRAWN = {"b7.alternative"}


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


def seen(text: str) -> str:
    """The text as it must be read: line ends are spaces, and soft hyphens have no meaning."""
    return text.replace("\n", " ").replace("\u00ad", "")


def reads(file: File, where: str, text: str) -> None:
    """Whether a text is read, as content or as the head or foot of a page."""
    if where in NOT_DRAWN:
        found = [str(node.value.Alt) for node in file.root.find("Figure")] or [""]
    elif where in ("issuer", "dated", "contact", "page_number"):
        found = [content.text for content in file.artifacts]
        assert any(seen(text) in seen(each) for each in found)
        return
    elif not text:
        return  # no text is no unit
    else:
        found = [node.text for node in file.root.walk()]
    assert seen(text) in [seen(each) for each in found]


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


@given(st.lists(any_text, min_size=1, max_size=4), st.sampled_from(["sv", "ar"]))
def test_any_spans_are_read_as_they_are_or_refused(texts: list[str], tag: str) -> None:
    spans = (
        Span(text, strong=bool(n % 2), link="https://a.se/" if n == 2 else None)
        for n, text in enumerate(texts)
    )
    document = holding(Paragraph("b1", text_of(*spans)), tag=tag)
    try:
        data = render(document, Style(), epoch=EPOCH)
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
