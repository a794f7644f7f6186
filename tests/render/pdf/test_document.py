import gc
import re
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pikepdf
import pytest

from pipeline.check.results import Outcome
from pipeline.check.verapdf import check_with_verapdf
from pipeline.edition import Edition
from pipeline.errors import RenderError
from pipeline.interface import MissingStringError
from pipeline.model import Paragraph, Span
from pipeline.reading import Kind, reading_sequence
from pipeline.render.edition_pdf import render_pdf
from pipeline.style import Style
from tests.builders import edition
from tests.render.pdf.samples import LANGUAGES, all_samples, long_sample, sample
from tests.render.pdf.tag_tree import Node, read
from tests.samples import EPOCH, pdf_file

SAMPLES = all_samples()
samples = pytest.mark.parametrize("item", SAMPLES.values(), ids=SAMPLES.keys())
languages = pytest.mark.parametrize("tag", LANGUAGES)


@samples
def test_text_through_the_tag_tree_is_the_edition(item: Edition) -> None:
    units = reading_sequence(item)
    bodies = read(pdf_file(item)).root.find("H1", "H2", "H3", "H4", "P", "LBody")
    assert [body.text for body in bodies] == [unit.characters for unit in units]


@samples
def test_kinds_follow_the_reading_sequence(item: Edition) -> None:
    expected = {Kind.TITLE: "H1", Kind.LIST_ITEM: "LBody"}
    bodies = read(pdf_file(item)).root.find("H1", "H2", "H3", "H4", "P", "LBody")
    for unit, body in zip(reading_sequence(item), bodies, strict=True):
        if unit.kind is Kind.HEADING:
            assert body.kind[0] == "H"
        else:
            assert body.kind == expected.get(unit.kind, "P")


@languages
def test_list_labels_and_numbering(tag: str) -> None:
    root = read(pdf_file(sample(tag))).root
    labels = [unit.label for unit in reading_sequence(sample(tag)) if unit.label]
    assert [node.text for node in root.find("Lbl")] == labels
    for node in root.find("L"):
        ordered = node.find("Lbl")[0].text != "•"
        assert node.attributes == ("/Decimal" if ordered else "/Disc")
        assert [child.kind for child in node.children] == ["LI"] * len(node.children)
        assert all([c.kind for c in item.children] == ["Lbl", "LBody"] for item in node.children)


def outline(node: Node) -> list[object]:
    return [
        child.kind if child.kind not in ("Sect", "Div") else [child.kind, *outline(child)]
        for child in node.children
        if child.kind not in ("Span", "Link")
    ]


def test_sections_nest_and_the_sign_off_stands_outside() -> None:
    item = edition("# T", "a", "## A", "b", "### B", "- c", "## D", "~ x", "~ y", notices=("n",))
    assert outline(read(pdf_file(item)).root) == [
        *("H1", ["Div", "P"], "P"),
        ["Sect", "H2", "P", ["Sect", "H3", "L"]],
        ["Sect", "H2"],
        *("P", "P"),
    ]


def test_heading_levels_never_skip() -> None:
    root = read(pdf_file(edition("# T", "#### a", "## b", "### c", "###### d"))).root
    assert [n.kind for n in root.walk() if n.kind[0] == "H"] == ["H1", "H2", "H2", "H3", "H4"]


@samples
def test_no_glyph_is_outside_tags_and_artifacts(item: Edition) -> None:
    file = read(pdf_file(item))
    assert file.unmarked == []
    numbers = [sorted(page) for page in file.marked]
    assert numbers == [list(range(len(page))) for page in file.marked]


def to_unicode_share(item: Edition, pattern: str) -> float:
    """The share of the tree's characters that ToUnicode alone gives, in their order."""
    root = read(pdf_file(item)).root
    wanted = [c for c in root.text if re.match(pattern, c)]
    given = Counter(c for c in root.to_unicode if re.match(pattern, c))
    return sum((Counter(wanted) & given).values()) / len(wanted)


@languages
def test_to_unicode_alone_is_enough(tag: str) -> None:
    for item in (sample(tag), long_sample(tag)):
        assert to_unicode_share(item, r"[\u0000-\u024f\u2000-\u2fff]") >= 0.999
        if tag == "ar":
            assert to_unicode_share(item, r"[\u0600-\u06ff]") >= 0.999


@samples
def test_actual_text_is_never_more_than_a_word(item: Edition) -> None:
    file = read(pdf_file(item))
    texts = [t for page in file.marked for content in page.values() for t in content.actual_texts]
    assert not any(re.search(r"\s", text) for text in texts)


def test_language_of_parts() -> None:
    root = read(pdf_file(sample("fi"))).root
    spans = [(node.text, node.language) for node in root.find("Span")]
    assert ("Carin Becker-Åström", "sv") in spans
    assert ("Lina Marklund", "sv") in spans


def test_the_documents_own_language_is_no_part() -> None:
    root = read(pdf_file(edition("# T", "[svenska](sv) och [suomi](fi)"))).root
    assert [(node.text, node.language) for node in root.find("Span")] == [("suomi", "fi")]


def test_a_link_in_another_language_has_both() -> None:
    item = edition("# T", "Katso")
    paragraph = Paragraph("b1", (Span("suomi", "fi", "https://a.se/"),))
    item = replace(item, briefing=replace(item.briefing, blocks=(paragraph,)))
    (link,) = read(pdf_file(item)).root.find("Link")
    assert (link.text, link.language) == ("suomi", "fi")


def test_a_link_over_two_pages_stays_one_element() -> None:
    item = edition("# T", "[" + "Ord i länk " * 800 + "slut](https://a.se/)")
    (link,) = read(pdf_file(item)).root.find("Link")
    assert len(set(link.pages)) > 1
    assert len(link.annotations) > 60


def test_a_long_paragraph_is_one_element_over_pages() -> None:
    item = edition("# T", "Ord på rad. " * 1500)
    file = read(pdf_file(item))
    (body,) = file.root.find("P")
    assert body.pages == list(range(len(file.pdf.pages)))
    assert len(body.pages) > 2


def test_links_are_annotations_of_their_elements() -> None:
    file = read(pdf_file(sample("sv")))
    links = file.root.find("Link")
    assert [link.text for link in links][:2] == ["0220-240 00", "kundcenter@hallstahammar.se"]
    addresses = [str(link.annotations[0].A.URI) for link in links]
    assert addresses[0] == "tel:+4622024000"
    assert addresses[2] == "https://www.hallstahammar.se/l%C3%A4ge?a=b"
    parents = dict(zip(*[iter(file.pdf.Root.StructTreeRoot.ParentTree.Nums)] * 2, strict=True))
    for link in links:
        for annotation in link.annotations:
            assert annotation.F == 4
            assert str(annotation.Contents) == link.text
            assert parents[annotation.StructParent].S == "/Link"
            assert annotation.objgen in [
                a.objgen for p in file.pdf.pages for a in p.get("/Annots", pikepdf.Array())
            ]


def test_a_link_over_two_lines_has_an_annotation_for_each() -> None:
    file = read(pdf_file(sample("sv")))
    link = file.root.find("Link")[2]
    assert (
        len(link.annotations) == len({glyph.y for part in link.own for glyph in part.glyphs}) == 2
    )
    for annotation in link.annotations:
        left, lower, right, upper = (float(value) for value in annotation.Rect)
        assert len(annotation.QuadPoints) == 8
        inside = [g for g in file.glyphs if left - 0.1 <= g.x < right and lower < g.y < upper]
        assert len(inside) >= 10


@languages
def test_catalog_and_pages_of_a_tagged_document(tag: str) -> None:
    file = read(pdf_file(sample(tag)))
    root = file.pdf.Root
    assert str(root.Lang) == tag
    assert root.MarkInfo.Marked is True
    assert root.ViewerPreferences.DisplayDocTitle is True
    assert root.ViewerPreferences.Direction == ("/R2L" if tag == "ar" else "/L2R")
    assert [page.Tabs for page in file.pdf.pages] == ["/S"] * len(file.pdf.pages)
    keys = [page.StructParents for page in file.pdf.pages]
    assert keys == list(range(len(file.pdf.pages)))


def test_metadata_and_information_agree() -> None:
    item = edition("# Läge & <trygghet> {x}", "text")
    pdf = read(pdf_file(item)).pdf
    assert str(pdf.docinfo["/Title"]) == "Läge & <trygghet> {x}"
    assert str(pdf.docinfo["/CreationDate"]) == "D:20200512083000Z"
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        assert metadata["dc:title"] == "Läge & <trygghet> {x}"
        assert metadata["dc:creator"] == ["Hallstahammars kommun"]
        assert metadata["dc:language"] == {"sv"}
        assert metadata["xmp:CreateDate"] == "2020-05-12T08:30:00Z"
        assert metadata["pdfuaid:part"] == "1"
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")


def test_bookmarks_are_the_headings() -> None:
    pdf = read(pdf_file(sample("sv"))).pdf
    with pdf.open_outline() as outline:
        (title,) = outline.root
        assert title.title == "Lägesbild Covid-19 samt brottsförebyggande arbete"
        assert [item.title for item in title.children] == [
            "Covid-19",
            "Affischer (fi ffi fl) och ”Vi i Hallsta”",
        ]
        assert [item.title for item in title.children[0].children] == ["Steg för steg"]
    assert pdf.Root.Outlines.First.SE.S == "/H1"


@samples
def test_every_font_is_embedded_and_no_other_is_named(item: Edition) -> None:
    data = pdf_file(item)
    pdf = read(data).pdf
    fonts = {
        str(font.BaseFont): font for page in pdf.pages for font in page.Resources.Font.values()
    }
    assert fonts
    for name, font in fonts.items():
        assert re.fullmatch(r"/[A-Z]{6}\+Noto\w+-\w+", name)
        assert font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes()
    assert not any(
        "Helvetica" in str(item.get("/BaseFont", ""))
        for item in pdf.objects
        if isinstance(item, pikepdf.Dictionary)
    )


@samples
def test_the_file_has_no_syntax_errors(item: Edition) -> None:
    data = pdf_file(item)
    assert data.startswith(b"%PDF-1.7\n%")
    assert read(data).pdf.check_pdf_syntax() == []
    assert not re.search(rb"[^\r\n]endstream", data)


def test_same_input_same_bytes() -> None:
    item = sample("ar")
    first = render_pdf(item, Style(), epoch=EPOCH)
    assert first == render_pdf(item, Style(), epoch=EPOCH)
    later = render_pdf(item, Style(), epoch=EPOCH + timedelta(days=1))
    assert first != later
    ids = [[bytes(part) for part in read(data).pdf.trailer.ID] for data in (first, later)]
    assert ids[0] != ids[1]


def test_a_character_without_a_glyph_is_named_with_its_block() -> None:
    with pytest.raises(RenderError, match=r"b2.*U\+0905"):
        render_pdf(edition("# T", "a", "b \u0905 c"), Style(), epoch=EPOCH)
    assert gc.isenabled()


def test_a_language_without_its_own_strings_is_refused() -> None:
    with pytest.raises(MissingStringError):
        render_pdf(edition("# T", language="am"), Style(), epoch=EPOCH)


def test_header_and_footer_are_pagination() -> None:
    file = read(pdf_file(long_sample("fi")))
    texts = [content.text for content in file.artifacts if content.text]
    pages = len(file.pdf.pages)
    assert texts.count("Hallstahammars kommun") == pages
    assert f"Sivu 2/{pages}" in texts
    assert "suomi" in texts


def test_size_of_an_ordinary_document() -> None:
    assert len(pdf_file(sample("sv"))) <= 20_000


def test_verapdf_finds_nothing(verapdf_jar: Path, tmp_path: Path) -> None:
    names = [f"{name}.pdf" for name in SAMPLES]
    for name, item in SAMPLES.items():
        (tmp_path / f"{name}.pdf").write_bytes(pdf_file(item))
    rows = check_with_verapdf(tmp_path, names, verapdf_jar)
    assert len(rows) == 2 * len(names)
    assert [row for row in rows if row.outcome is not Outcome.PASSED] == []
