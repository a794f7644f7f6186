"""Seeded defects in a finished PDF, each caught by the rule that is named for it."""

import pytest
from pikepdf import Name

from pipeline.check.pdf import check_pdf
from pipeline.edition import Edition
from tests.builders import edition
from tests.defects import pdf_changes as pdf
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


@pytest.mark.parametrize(("change", "rule"), ARABIC_DEFECTS.values(), ids=ARABIC_DEFECTS)
def test_the_arabic_defect_is_caught_by_its_rule(change: Change, rule: str) -> None:
    assert f"pdf.{rule}" in rules(pdf.harmed(pdf_file(ARABIC), change), ARABIC)


@pytest.mark.parametrize("size", [0, 100, 5000])
def test_a_file_that_is_cut_off(size: int) -> None:
    assert rules(pdf_file(SWEDISH)[:size], SWEDISH) & {"pdf.unreadable", "pdf.lost"}
