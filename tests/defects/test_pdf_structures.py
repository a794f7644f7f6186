"""Seeded defects in the tables, pictures, lists and notes of a PDF, each caught by its rule."""

import pytest
from pikepdf import Array, Name, String

from pipeline.check.pdf import check_pdf
from pipeline.edition import Edition
from tests.builders import edition
from tests.check.rich import ARABIC, ARABIC_LINES, LINES, LONG, SWEDISH
from tests.defects import pdf_changes as pdf
from tests.defects import pdf_structures as harm
from tests.defects.pdf_changes import Change
from tests.samples import pdf_file

REPEATED = rb"/Artifact<</Type/Pagination>> BDC\nBT.*?ET\nEMC\n"
RED = rb"19\.2 0 0 9\.6 ([\d.]+) ([\d.]+) cm /Im1"

TREE: dict[str, tuple[Change, str]] = {
    "a header cell as an ordinary one": (pdf.renamed("TH", 0, "TD"), "table"),
    "an ordinary cell as a header": (pdf.renamed("TD", 0, "TH"), "table"),
    "a scope that is wrong": (harm.with_attribute("TH", 1, "Scope", Name.Row), "table"),
    "a scope that is lost": (harm.with_attribute("TH", 1, "Scope", None), "table"),
    "the headers of another cell": (harm.headers_of_another, "table"),
    "headers that are lost": (harm.with_attribute("TD", 0, "Headers", None), "table"),
    "headers that lead nowhere": (
        harm.with_attribute("TD", 0, "Headers", Array([String("x")])), "table",
    ),
    "a span that is lost": (harm.with_attribute("TH", 1, "ColSpan", None), "table"),
    "a span that is too large": (harm.with_attribute("TH", 0, "RowSpan", 3), "table"),
    "two cells exchanged": (pdf.exchanged_children("TR", 2), "table"),
    "two rows exchanged": (pdf.exchanged_children("TBody", 0), "table"),
    "a row that is lost": (pdf.without_child("TBody", 0, 1), "table"),
    "header rows that are body rows": (pdf.renamed("THead", 0, "TBody"), "structure"),
    "body rows that are header rows": (pdf.renamed("TBody", 0, "THead"), "structure"),
    "a head without a body": (pdf.without_child("Table", 0, 2), "structure"),
    "a table that is a list": (pdf.renamed("Table", 0, "L"), "structure"),
    "a caption that is lost": (pdf.without_child("Table", 0, 0), "lost"),
    "a caption that is a paragraph": (pdf.renamed("Caption", 0, "P"), "kind"),
    "an ID that is lost": (pdf.without_key("TH", 1, "/ID"), "table"),
    "an ID that is given twice": (harm.same_identity("TH"), "structure"),
    "an ID that the tree does not know": (harm.identity_lost_from_tree, "structure"),
    "a note without ID": (pdf.without_key("Note", 0, "/ID"), "structure"),
    "two notes with one ID": (harm.same_identity("Note"), "structure"),
    "a note that is a paragraph": (harm.dissolved("Note", 0), "kind"),
    "a note's number that is lost": (pdf.without_child("Note", 0, 0), "label"),
    "notes that are exchanged": (harm.notes_exchanged, "note"),
    "a reference that is a word": (harm.dissolved("Reference", 0), "note"),
    "an alternative text that is lost": (pdf.without_key("Figure", 0, "/Alt"), "figure"),
    "another alternative text": (
        harm.with_entry("Figure", 0, "Alt", String("En blå ruta")), "figure",
    ),
    "a figure that is a paragraph": (pdf.renamed("Figure", 0, "P"), "figure"),
    "a list within a list that is flattened": (harm.list_flattened, "within"),
    "an item's paragraph outside of it": (pdf.renamed("LBody", 0, "P"), "structure"),
    "a quotation that is a paragraph": (harm.dissolved("BlockQuote", 0), "within"),
    "a quotation that is a call-out": (pdf.renamed("BlockQuote", 0, "Div"), "within"),
    "a call-out that is a section": (pdf.renamed("Div", -1, "Sect"), "within"),
    "a header of the page that is lost": (pdf.without_child("Document", 0, 0), "lost"),
    "a footer of the page that is lost": (pdf.without_child("Document", 0, -1), "lost"),
    "an element that names no parent": (pdf.without_key("LBody", 0, "/P"), "structure"),
    "an element that names no page": (pdf.without_key("LBody", 0, "/Pg"), "text"),
    "an annotation that is there twice": (harm.doubled("Link", 0), "structure"),
    "attributes without an owner": (harm.with_attribute("TH", 0, "O", None), "entry"),
    "a paragraph that is a section": (pdf.renamed("P", 1, "Sect"), "structure"),
    "a paragraph that is a call-out": (pdf.renamed("P", 1, "Div"), "within"),
    "a part without its language": (pdf.renamed("Link", 1, "Span"), "structure"),
    "a label in another language": (harm.with_entry("Lbl", 0, "Lang", String("en")), "language"),
}  # fmt: skip

LOOK: dict[str, tuple[Change, str]] = {
    "two pictures exchanged": (harm.images_exchanged, "figure"),
    "a pixel of another colour": (harm.in_image(harm.other_pixel), "figure"),
    "a picture that cannot be seen": (harm.in_image(harm.transparent), "figure"),
    "a picture in other colours": (harm.in_image(harm.inverted), "entry"),
    "a picture that is cut off": (harm.in_image(harm.smaller_image), "figure"),
    "a picture that is stretched": (
        harm.on_page(0, RED, rb"38.4 0 0 9.6 \1 \2 cm /Im1"), "figure",
    ),
    "a picture that is enlarged": (
        harm.on_page(0, RED, rb"96 0 0 48 \1 \2 cm /Im1"), "figure",
    ),
    "a picture that is turned": (
        harm.on_page(0, RED, rb"19.2 1 -1 9.6 \1 \2 cm /Im1"), "figure",
    ),
    "a picture upside down": (harm.on_page(0, RED, rb"19.2 0 0 -9.6 \1 \2 cm /Im1"), "figure"),
    "a picture over text": (harm.on_page(0, RED, rb"19.2 0 0 9.6 \1 670 cm /Im1"), "figure"),
    "a picture that is not where it is read": (
        harm.on_page(0, RED, rb"19.2 0 0 9.6 \1 725 cm /Im1"), "figure",
    ),
    "a picture at the edge": (harm.on_page(0, RED, rb"19.2 0 0 9.6 5 \2 cm /Im1"), "figure"),
    "a picture that is lost": (harm.on_page(0, rb"/Im1 Do", rb""), "operator"),
    "bounds of another picture": (
        harm.with_attribute("Figure", 0, "BBox", Array([0, 0, 9, 9])), "figure",
    ),
    "a picture without bounds": (harm.with_attribute("Figure", 0, "BBox", None), "figure"),
    "a picture that says nothing": (
        harm.on_page(0, rb"/Figure<</MCID \d+>>", b"/Artifact<</Type/Layout>>"), "figure",
    ),
    "a picture that is drawn twice": (
        harm.on_page(0, rb"(/Im1 Do Q\n)", rb"\1q 9 0 0 9 300 600 cm /Im1 Do Q\n"), "operator",
    ),
    "a cell beside its column": (pdf.in_block("TH", 3, pdf.moved(0, 1, 60, 0)), "grid"),
    "a cell below its row": (pdf.in_block("TH", 4, pdf.moved(0, 1, 0, -45)), "grid"),
    "text repeated where no table goes on": (
        harm.on_page(0, rb"/TH<</MCID \d+>>", b"/Artifact<</Type/Pagination>>"), "grid",
    ),
    "an inner list that is not further in": (
        pdf.in_block("LBody", 1, pdf.moved(0, 1, -18, 0)), "line-start",
    ),
    "a note's number on the line": (harm.on_page(0, rb"3\.96 Ts", b"0 Ts"), "note"),
    "a note's number as large as the text": (harm.on_page(0, rb"7\.7 Tf", b"11 Tf"), "note"),
    "a link to another magnification": (harm.inner_link_zoomed, "structure"),
    "a caption without its picture": (pdf.without_child("Div", 0, 0), "figure"),
    "a link to another height": (harm.inner_link_moved(-300), "structure"),
    "a link to a height above": (harm.inner_link_moved(90), "structure"),
}  # fmt: skip

REPEATING: dict[str, tuple[Change, str]] = {
    "a repeated header that is lost": (harm.on_page(1, REPEATED, b""), "grid"),
    "a repeated header elsewhere": (
        harm.on_page(1, rb"(/Type/Pagination>> BDC\nBT\n/F\d+ 11 Tf\n)([\d.]+)", rb"\g<1>300"),
        "grid",
    ),
    "a repeated header that is read": (
        harm.on_page(1, rb"/Artifact<</Type/Pagination>>", b"/P<</MCID 999>>"), "structure",
    ),
    "a row of the next page that is an artifact": (
        harm.on_page(1, rb"/TH<</MCID \d+>>", b"/Artifact<</Type/Pagination>>"), "grid",
    ),
    "the document's own header lost on page 2": (
        harm.on_page(
            1,
            rb"(/Artifact<</Type/Pagination/Subtype/Header[^\n]*\nBT[^\n]*\n[^\n]*\n[^\n]*\n"
            rb"[^\n]*\nET\nEMC\n)(?=[^H]*/Artifact<</Type/Pagination>>)",
            b"",
        ),
        "furniture",
    ),
    "a repeated header that is a heading's ornament": (
        harm.on_page(1, rb"/Artifact<</Type/Pagination>>", b"/Artifact<</Type/Layout>>"), "grid",
    ),
}  # fmt: skip

ARABIC_DEFECTS: dict[str, tuple[Change, str]] = {
    "a first column at the left": (pdf.in_block("TH", 5, pdf.moved(0, 1, -300, 0)), "grid"),
    "a picture of another alternative text": (
        harm.with_entry("Figure", 0, "Alt", String("مربع")), "figure",
    ),
}  # fmt: skip


def rules(data: bytes, document: Edition) -> set[str]:
    return {finding.rule for finding in check_pdf(data, document, "a.pdf")}


@pytest.mark.parametrize("document", [SWEDISH, ARABIC, LONG], ids=["sv", "ar", "long"])
def test_the_unharmed_file_has_no_finding(document: Edition) -> None:
    assert check_pdf(pdf.harmed(pdf_file(document), lambda _: None), document, "a.pdf") == ()


CASES = {
    f"{name}": (document, change, rule)
    for document, defects in (
        (SWEDISH, TREE),
        (SWEDISH, LOOK),
        (LONG, REPEATING),
        (ARABIC, ARABIC_DEFECTS),
    )
    for name, (change, rule) in defects.items()
}


@pytest.mark.parametrize(("document", "change", "rule"), CASES.values(), ids=CASES)
def test_the_defect_is_caught_by_its_rule(document: Edition, change: Change, rule: str) -> None:
    assert f"pdf.{rule}" in rules(pdf.harmed(pdf_file(document), change), document)


OTHERS: dict[str, tuple[str, str, str]] = {
    "a strong word that is plain": ("**starkt**", "starkt", "strong"),
    "a plain word that is strong": ("Inledning", "**Inledning**", "strong"),
    "an emphasised word that is plain": ("_betonat_", "betonat", "emphasis"),
    "an emphasised word that is strong": ("_betonat_", "**betonat**", "strong"),
    "a strong word in a list": ("inre **två**", "inre två", "strong"),
    "a strong word in a caption": ("Antal **per**", "Antal per", "strong"),
    "a strong word in the page's header": ("**eget**", "eget", "strong"),
    "a strong part of a link": ("**delvis** stark", "delvis **stark**", "strong"),
    "a link to another block": ("[länk](#b6)", "[länk](#b3)", "structure"),
    "a link to an address": ("[länk](#b6)", "[länk](https://a.se/)", "structure"),
    "another first number": ("    3. djup", "    2. djup", "label"),
    "a picture of another colour": ("(green)", "(lime)", "figure"),
    "a picture that is decorative": ("![En grön ruta]", "![]", "figure"),
    "a cell that spans less": ("|! Kolbäck | ^ |", "|! Kolbäck | 1 |", "table"),
    "a header row that is none": ("|= ^ | 18 | 19 |", "| ^ | 18 | 19 |", "table"),
    "a call-out that is a quotation": ("! Obs!", "> Obs!", "within"),
    "a note at another word": ("ord[^1].", "ord.[^1]", "text"),
}


@pytest.mark.parametrize(("old", "new", "rule"), OTHERS.values(), ids=OTHERS)
def test_what_another_edition_has_is_found(old: str, new: str, rule: str) -> None:
    assert sum(old in line for line in LINES) == 1
    other = edition(*(line.replace(old, new) for line in LINES))
    assert f"pdf.{rule}" in rules(pdf_file(other), SWEDISH)


ARABIC_OTHERS: dict[str, tuple[str, str, str]] = {
    "Arabic emphasis that is lost": ("_مؤكدة_", "مؤكدة", "strong"),
    "Latin emphasis that is lost": ("_Hallstahammar_", "Hallstahammar", "emphasis"),
    "Latin strength that is lost": ("**Securitas AB**", "Securitas AB", "strong"),
}


@pytest.mark.parametrize(("old", "new", "rule"), ARABIC_OTHERS.values(), ids=ARABIC_OTHERS)
def test_what_another_arabic_edition_has_is_found(old: str, new: str, rule: str) -> None:
    assert sum(old in line for line in ARABIC_LINES) == 1
    other = edition(*(line.replace(old, new) for line in ARABIC_LINES), language="ar")
    assert f"pdf.{rule}" in rules(pdf_file(other), ARABIC)
