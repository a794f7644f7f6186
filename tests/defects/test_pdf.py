"""Seeded defects in a finished PDF, each caught by the rule that is named for it."""

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name

from pipeline.check.pdf import check_pdf
from pipeline.edition import Edition
from tests.builders import edition
from tests.defects import pdf_changes as pdf
from tests.defects import pdf_tricks as tricks
from tests.defects.pdf_changes import Change, operator
from tests.samples import pdf_file

NOTICE = "Detta är ett utkast. Frågor? Ring [0220-240 00](tel:+4622024000)."
LONG = (
    "Krisledningsorganisationen bevakar läget, samordnar verksamheten och kan agera snabbt i"
    " situationer som kan uppkomma vid extraordinära händelser, också på [suomeksi](fi)."
)
SWEDISH = edition(
    "# Lägesbild Covid-19",
    "## Bakgrund",
    LONG,
    "Mötet den 12 maj ställdes in. Hallstahammars kommun ansvarar för att:",
    "- sprida samhällsviktig information",
    "- svara på frågor",
    "### Mer att läsa",
    "1. första",
    "2. andra",
    "## Slutord",
    "Tack för hjälpen.",
    "~ Med vänliga hälsningar",
    "~ Lina Marklund, säkerhetssamordnare",
    notices=(NOTICE,),
)
ARABIC = edition(
    "# تقرير الوضع بشأن كوفيد-19",
    "## معلومات (عامة)",
    "تتبع بلدية هالستاهامار (Hallstahammar) التعليمات. اتصلوا على 0220-240 00 يوم 12 مايو.",
    "- نشر المعلومات",
    "~ مع أطيب التحيات",
    "~ Lina Marklund, منسقة السلامة",
    language="ar",
)


def rules(data: bytes, document: Edition) -> set[str]:
    return {finding.rule for finding in check_pdf(data, document, "a.pdf")}


DEFECTS: dict[str, tuple[Change, str]] = {
    "untagged text": (pdf.in_block("P", 1, pdf.unmarked), "untagged"),
    "a lost block": (pdf.without_child("Sect", 0, 1), "lost"),
    "a block's content lost": (pdf.without_child("P", 2, 0), "text"),
    "extra text": (pdf.footer_as_text, "extra"),
    "two blocks exchanged": (pdf.exchanged_children("Document", 0), "lost"),
    "swapped digits in ToUnicode": (pdf.exchange_in_to_unicode("1", "2"), "text"),
    "swapped digits in ActualText": (
        pdf.in_block("P", 2, pdf.with_actual_text("Mötet den 21 maj")), "text",
    ),
    "two characters swapped in the content stream": (
        pdf.in_block("P", 2, pdf.first_string(pdf.exchange_codes)), "text",
    ),
    "two glyphs swapped under a right text": (pdf.exchange_glyphs("e", "a"), "glyph-text"),
    "a glyph that is missing": (pdf.glyph_zero("k"), "missing-glyph"),
    "text that is not painted": (
        pdf.in_block("P", 2, pdf.before_text(operator("Tr", 3))), "glyph-text",
    ),
    "a whole paragraph in ActualText": (
        pdf.in_block("P", 3, pdf.with_actual_text("Tack för hjälpen.")), "actual-text",
    ),
    "a space that ToUnicode loses": (pdf.exchange_in_to_unicode(" ", "ö"), "text"),
    "lines over each other": (pdf.in_block("P", 1, pdf.moved(1, 1, 0, 12)), "overlap"),
    "words over each other": (
        pdf.in_block("P", 2, pdf.before_text(operator("Tw", 0), operator("Tc", -5))), "overlap",
    ),
    "text outside the margins": (pdf.in_block("P", 1, pdf.moved(0, 1, 60, 0)), "margins"),
    "text below the page": (
        pdf.in_block("P", 3, pdf.before_text(operator("cm", 1, 0, 0, 1, 0, -700))), "margins",
    ),
    "a colour with too little contrast": (
        pdf.in_block("P", 2, pdf.before_text(operator("rg", 0.6, 0.6, 0.6))), "contrast",
    ),
    "words in the wrong order on the line": (pdf.in_block("P", 1, pdf.jump_back), "order"),
    "a font that is not embedded": (pdf.without_font_program, "unembedded-font"),
    "a wrong language": (pdf.catalog(Lang="en"), "metadata"),
    "a title that is missing": (pdf.in_metadata("Lägesbild".encode(), b""), "metadata"),
    "a claim of PDF/UA that is missing": (
        pdf.in_metadata(b"<pdfuaid:part>1</pdfuaid:part>", b""), "metadata",
    ),
    "the file name as the window's title": (pdf.viewer("DisplayDocTitle", False), "metadata"),
    "a heading of another level": (pdf.renamed("H2", 0, "H3"), "level"),
    "a paragraph instead of a heading": (pdf.renamed("H2", 0, "P"), "kind"),
    "a heading level that is left out": (pdf.renamed("H3", 0, "H5"), "structure"),
    "a label that is lost": (pdf.without_child("LI", 0, 0), "label"),
    "a list that is no list": (pdf.renamed("L", 0, "Sect"), "structure"),
    "a numbering that is not told": (pdf.without_key("L", 1, "/A"), "structure"),
    "a part that lost its language": (pdf.without_key("Span", 0, "/Lang"), "language"),
    "a parent tree that leads elsewhere": (pdf.other_parent, "structure"),
    "a link without a description": (pdf.annotation("Contents", None), "structure"),
    "a link that leads elsewhere": (pdf.annotation("StructParent", 0), "structure"),
    "a bookmark that is lost": (pdf.without_last_bookmark, "bookmarks"),
    "a tabulator by rows": (pdf.other_tabs, "tabs"),
}  # fmt: skip

WHITE = b"/Artifact<</Type/Layout>> BDC 1 1 1 rg 60 200 470 400 re f EMC"
TRICKS: dict[str, tuple[Change, str]] = {
    "a white rectangle over text": (tricks.around(after=WHITE), "covered"),
    "a form over text": (tricks.form_over_text, "operator"),
    "transparent text": (
        tricks.all_of(
            tricks.in_resources("ExtGState", Dictionary(G=Dictionary(ca=0))),
            tricks.around(b"/G gs"),
        ),
        "operator",
    ),
    "a resource that no file of ours has": (
        tricks.in_resources("ExtGState", Dictionary(G=Dictionary(ca=0))), "entry",
    ),
    "a clip": (tricks.around(b"0 0 1 1 re W n"), "operator"),
    "a small crop box": (tricks.on_page("CropBox", Array([0, 600, 595, 841])), "entry"),
    "a page upside down": (tricks.on_page("Rotate", 180), "entry"),
    "a larger unit": (tricks.on_page("UserUnit", 10), "entry"),
    "a page that is not A4": (
        tricks.on_page("MediaBox", Array([0, 0, 1000, 1000])), "page-size",
    ),
    "a layer that is off": (tricks.layer_that_is_off, "operator"),
    "text that is only stroked": (
        pdf.in_block("P", 1, pdf.before_text(operator("Tr", 1))), "operator",
    ),
    "a pattern as colour": (tricks.around(b"/Pattern cs /P1 scn"), "operator"),
    "a page scaled down": (tricks.around(b"0.2 0 0 0.2 240 340 cm"), "operator"),
    "a language in the page's marks": (
        tricks.replaced(rb"/P<<(/MCID \d+)>>", rb"/P<<\1/Lang(en)>>"), "operator",
    ),
    "an artifact of another kind": (
        tricks.replaced(rb"/Type/Layout", rb"/Type/Background"), "operator",
    ),
    "another text for a paragraph": (tricks.on_element("P", 1, "Alt", "Ring 112"), "entry"),
    "an expansion of a paragraph": (tricks.on_element("P", 1, "E", "Ring 112"), "entry"),
    "another text for a part": (tricks.on_element("Span", 0, "Alt", "Ring 112"), "entry"),
    "a title of an element": (tricks.on_element("H2", 0, "T", "Ring 112"), "entry"),
    "a section in another language": (tricks.on_element("Sect", 0, "Lang", "en"), "language"),
    "a list in another language": (tricks.on_element("L", 0, "Lang", "en"), "language"),
    "an item in another language": (tricks.on_element("LI", 0, "Lang", "en"), "language"),
    "a tree in another language": (tricks.on_element("Document", 0, "Lang", "en"), "language"),
    "a wrong digit in the footer": (tricks.other_digit(tricks.FOOTER), "furniture"),
    "a footer that is lost": (tricks.replaced(tricks.FOOTER, b""), "furniture"),
    "a header that is lost": (tricks.replaced(tricks.HEADER, b""), "furniture"),
    "a page of artifacts": (tricks.page_of_artifacts, "furniture"),
    "a footer between the lines": (
        tricks.replaced(
            rb"(/Footer[^\n]* BDC\nBT\n/F\d+ 9 Tf\n[\d.]+) [\d.]+ Td", rb"\1 600 Td"
        ),
        "furniture",
    ),
    "a link that is pressed elsewhere": (tricks.annotation_moved, "link"),
    "a link that is pressed beside its text": (tricks.annotation_wider, "link"),
    "a link that says something else": (
        pdf.annotation("Contents", pikepdf.String("Ring 112")), "link",
    ),
    "a link that is hidden": (pdf.annotation("F", 6), "entry"),
    "a link that does something more": (
        pdf.annotation("AA", Dictionary(E=Dictionary(S=Name.Named))), "entry",
    ),
    "an annotation with a text": (tricks.note_added, "entry"),
    "an action when the file is opened": (
        pdf.catalog(OpenAction=Dictionary(S=Name.JavaScript, JS="1")), "entry",
    ),
    "actions of the document": (pdf.catalog(AA=Dictionary()), "entry"),
    "a file attached": (tricks.file_attached, "entry"),
    "page labels": (pdf.catalog(PageLabels=Dictionary(Nums=Array([0, Dictionary()]))), "entry"),
    "two lines exchanged": (tricks.lines_exchanged, "line-order"),
    "a paragraph above its heading": (
        pdf.in_block("P", 3, pdf.moved(0, 1, 0, 250)), "line-order",
    ),
    "a label beside another item": (pdf.in_block("Lbl", 0, pdf.moved(0, 1, 0, -30)), "line-order"),
    "a line that begins elsewhere": (pdf.in_block("P", 1, pdf.moved(1, 1, 9, 0)), "line-start"),
    "a part that is moved away": (pdf.in_block("Span", 0, pdf.moved(0, 1, 30, 0)), "spacing"),
    "a dark field under half of the text": (
        tricks.around(b"0.2 0.2 0.2 rg /Artifact<</Type/Layout>> BDC 100 300 400 300 re f EMC"),
        "contrast",
    ),
    "a font in another file": (tricks.font_elsewhere, "entry"),
    "a space that is closed": (tricks.space_changed(260), "spacing"),
    "a space that is opened": (tricks.space_changed(-2000), "spacing"),
    "small text": (
        tricks.replaced(rb"(/P<<[^\n]* BDC\nBT\n/F\d+) 11 Tf", rb"\1 4 Tf"), "size",
    ),
    "a small footer": (
        tricks.replaced(rb"(/Footer[^\n]* BDC\nBT\n/F\d+) 9 Tf", rb"\1 6 Tf"), "size",
    ),
    "widths that are not the font's": (tricks.other_widths, "glyph-width"),
    "a property in the metadata": (
        pdf.in_metadata(b"<dc:format>", b"<dc:rights>nej</dc:rights><dc:format>"), "metadata",
    ),
    "a move without numbers": (tricks.around(after=b"BT Td ET"), "unreadable"),
    "a mark without operands": (tricks.around(after=b"BDC EMC"), "unreadable"),
    "an array that is none": (tricks.around(after=b"BT 1 TJ ET"), "unreadable"),
    "a tree with a cycle": (tricks.cyclic_tree, "unreadable"),
    "a tree that is too deep": (tricks.deep_tree, "unreadable"),
}  # fmt: skip

ARABIC_DEFECTS: dict[str, tuple[Change, str]] = {
    "an Arabic document that opens left to right": (
        pdf.viewer("Direction", Name.L2R), "metadata",
    ),
    "two Arabic glyphs swapped under a right text": (
        pdf.exchange_glyphs("ت", "ع"), "glyph-text",
    ),
}  # fmt: skip


@pytest.mark.parametrize("document", [SWEDISH, ARABIC], ids=["sv", "ar"])
def test_the_unharmed_file_has_no_finding(document: Edition) -> None:
    assert check_pdf(pdf_file(document), document, "a.pdf") == ()
    assert check_pdf(pdf.harmed(pdf_file(document), lambda _: None), document, "a.pdf") == ()


@pytest.mark.parametrize(("change", "rule"), DEFECTS.values(), ids=DEFECTS)
def test_the_defect_is_caught_by_its_rule(change: Change, rule: str) -> None:
    assert f"pdf.{rule}" in rules(pdf.harmed(pdf_file(SWEDISH), change), SWEDISH)


@pytest.mark.parametrize(("change", "rule"), TRICKS.values(), ids=TRICKS)
def test_the_trick_is_caught_by_its_rule(change: Change, rule: str) -> None:
    assert f"pdf.{rule}" in rules(pdf.harmed(pdf_file(SWEDISH), change), SWEDISH)


@pytest.mark.parametrize(("change", "rule"), ARABIC_DEFECTS.values(), ids=ARABIC_DEFECTS)
def test_the_arabic_defect_is_caught_by_its_rule(change: Change, rule: str) -> None:
    assert f"pdf.{rule}" in rules(pdf.harmed(pdf_file(ARABIC), change), ARABIC)


@pytest.mark.parametrize("size", [0, 100, 5000])
def test_a_file_that_is_cut_off(size: int) -> None:
    assert rules(pdf_file(SWEDISH)[:size], SWEDISH) & {"pdf.unreadable", "pdf.lost"}


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_a_page_with_damaged_operators_never_raises(data: st.DataObject) -> None:
    def change(opened: pikepdf.Pdf) -> None:
        page = opened.pages[0]
        lines = page.Contents.read_bytes().split(b"\n")
        for _ in range(data.draw(st.integers(1, 3))):
            at = data.draw(st.integers(0, len(lines) - 1))
            words = lines[at].split(b" ")
            kept = data.draw(st.integers(0, len(words) - 1))
            lines[at] = b" ".join((*words[:kept], *words[kept + 1 :]))
        page.Contents = opened.make_stream(b"\n".join(lines))

    for finding in check_pdf(pdf.harmed(pdf_file(SWEDISH), change), SWEDISH, "a.pdf"):
        assert finding.rule.startswith("pdf.")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), min_size=1, max_size=8))
def test_a_damaged_file_never_raises(damage: list[tuple[float, int]]) -> None:
    data = bytearray(pdf_file(SWEDISH))
    for place, byte in damage:
        data[int(place * (len(data) - 1))] = byte
    for finding in check_pdf(bytes(data), SWEDISH, "a.pdf"):
        assert finding.rule.startswith("pdf.")
