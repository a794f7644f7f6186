"""Seeded defects in what only some documents have: tables, pictures, notes, inner lists, links."""

import io
import re
import zipfile

import pytest

from pipeline.check.docx import check_docx
from tests.builders import image
from tests.defects import docx_block_harms as harms
from tests.defects.docx_harms import (
    add,
    attribute,
    in_style,
    lose,
    relation,
    remove,
    replace_text,
    style_of,
)
from tests.defects.test_docx import (
    DOCUMENT,
    NUMBERING,
    RELATIONS,
    SETTINGS,
    STYLES,
    Defect,
)
from tests.render.docx_everything import EVERYTHING
from tests.render.docx_package import change
from tests.samples import docx_file

SWEDISH, ARABIC = EVERYTHING
NOTES = "word/footnotes.xml"

DEFECTS = (
    Defect("cells swapped", "docx.table", SWEDISH, DOCUMENT, harms.swap_cells),
    Defect("cells swapped: order", "docx.extra", SWEDISH, DOCUMENT, harms.swap_cells),
    Defect("lost row", "docx.table", SWEDISH, DOCUMENT, harms.lose_row),
    Defect("lost column span", "docx.table", SWEDISH, DOCUMENT, harms.lose_cell_span),
    Defect("lost row span", "docx.table", ARABIC, DOCUMENT, harms.lose_merge),
    Defect("text in a merged cell", "docx.extra", SWEDISH, DOCUMENT, harms.text_in_a_merged_cell),
    Defect("first header row", "docx.table", SWEDISH, DOCUMENT, harms.unmark_header_row(0)),
    Defect("second header row", "docx.table", ARABIC, DOCUMENT, harms.unmark_header_row(1)),
    Defect("third header row", "docx.table", SWEDISH, DOCUMENT, harms.mark_another_row),
    Defect(
        "header row like others", "docx.table", SWEDISH, DOCUMENT, harms.table_look("firstRow", "0")
    ),
    Defect(
        "header column like others",
        "docx.table",
        SWEDISH,
        DOCUMENT,
        harms.table_look("firstColumn", "0", last=True),
    ),
    Defect(
        "first column a header",
        "docx.table",
        SWEDISH,
        DOCUMENT,
        harms.table_look("firstColumn", "1"),
    ),
    Defect("bits of the look", "docx.table", SWEDISH, DOCUMENT, harms.table_look("val", "0600")),
    Defect(
        "header cell in body style",
        "docx.kind",
        SWEDISH,
        DOCUMENT,
        style_of("TableHeading", "TableText"),
    ),
    Defect("columns not mirrored", "docx.table", ARABIC, DOCUMENT, remove("tblPr/bidiVisual")),
    Defect("Swedish columns mirrored", "docx.table", SWEDISH, DOCUMENT, add("tblPr", "bidiVisual")),
    Defect("rows may be parted", "docx.table", SWEDISH, DOCUMENT, remove("trPr/cantSplit")),
    Defect(
        "name of the table",
        "docx.table",
        SWEDISH,
        DOCUMENT,
        attribute("tblCaption", "val", "Annat"),
    ),
    Defect("lost caption", "docx.table", SWEDISH, DOCUMENT, harms.lose_caption),
    Defect("caption after the table", "docx.table", SWEDISH, DOCUMENT, harms.caption_after_table),
    Defect(
        "caption may be parted",
        "docx.keep-with-next",
        SWEDISH,
        DOCUMENT,
        lambda root: remove("pPr/keepNext")(harms.styled(root, "Caption")),
    ),
    Defect("caption as text", "docx.kind", ARABIC, DOCUMENT, style_of("Caption", "BodyText")),
    Defect("two tables touch", "docx.table", SWEDISH, DOCUMENT, harms.join_tables),
    Defect("narrow column", "docx.table", SWEDISH, DOCUMENT, harms.narrow_column),
    Defect(
        "a column too many", "docx.table", SWEDISH, DOCUMENT, add("tblGrid", "gridCol", w="900")
    ),
    Defect("table in a table", "docx.table", SWEDISH, DOCUMENT, harms.table_in_a_table),
    Defect(
        "fixed layout", "docx.table", SWEDISH, DOCUMENT, attribute("tblLayout", "type", "fixed")
    ),
    Defect(
        "empty paragraph in a cell",
        "docx.empty-paragraph",
        SWEDISH,
        DOCUMENT,
        harms.empty_paragraph_in_a_cell,
    ),
    Defect(
        "cell text as body text", "docx.kind", SWEDISH, DOCUMENT, style_of("TableText", "BodyText")
    ),
    Defect(
        "body text as cell text", "docx.style", SWEDISH, DOCUMENT, style_of("BodyText", "TableText")
    ),
    Defect(
        "dark header cells",
        "docx.style",
        SWEDISH,
        STYLES,
        in_style("BriefingTable", attribute("tblStylePr/tcPr/shd", "fill", "004B6B")),
    ),
    Defect("lost alternative", "docx.figure", SWEDISH, DOCUMENT, harms.alternative("")),
    Defect("changed alternative", "docx.text", ARABIC, DOCUMENT, harms.alternative("بيت أزرق")),
    Defect("decorative without mark", "docx.figure", SWEDISH, DOCUMENT, harms.undecorate),
    Defect("another is decorative", "docx.figure", SWEDISH, DOCUMENT, harms.decorate),
    Defect("pictures exchanged", "docx.figure", SWEDISH, DOCUMENT, harms.exchange_pictures),
    Defect("stretched picture", "docx.figure", SWEDISH, DOCUMENT, harms.stretch),
    Defect("cropped picture", "docx.figure", SWEDISH, DOCUMENT, harms.crop),
    Defect("floating picture", "docx.figure", SWEDISH, DOCUMENT, harms.float_picture),
    Defect(
        "picture may be parted from its caption",
        "docx.keep-with-next",
        SWEDISH,
        DOCUMENT,
        lambda root: remove("pPr/keepNext")(harms.styled(root, "Figure")),
    ),
    Defect("lost decorative picture", "docx.order", SWEDISH, DOCUMENT, lose("Figure")),
    Defect("moved picture", "docx.order", SWEDISH, DOCUMENT, harms.move_decorative_picture),
    Defect(
        "picture elsewhere",
        "docx.relationship",
        SWEDISH,
        RELATIONS,
        relation("image", "media/0123456789abcdef.png", outside=False),
    ),
    Defect("lost separator", "docx.order", SWEDISH, DOCUMENT, harms.lose_separator),
    Defect("words in a separator", "docx.extra", SWEDISH, DOCUMENT, harms.words_in_a_separator),
    Defect("lost reference", "docx.text", SWEDISH, DOCUMENT, harms.lose_reference),
    Defect("references exchanged", "docx.label", SWEDISH, DOCUMENT, harms.exchange_references),
    Defect("lost note", "docx.lost", SWEDISH, NOTES, harms.lose_note),
    Defect("note without number", "docx.label", ARABIC, NOTES, harms.note_without_number),
    Defect("text of a note", "docx.text", SWEDISH, NOTES, replace_text("12 maj", "13 maj")),
    Defect("reference elsewhere", "docx.note", SWEDISH, DOCUMENT, harms.note_reference_elsewhere),
    Defect("no line above notes", "docx.note", SWEDISH, NOTES, remove("separator")),
    Defect("lines not stated", "docx.settings", SWEDISH, SETTINGS, remove("footnotePr")),
    Defect(
        "reference on the line",
        "docx.style",
        SWEDISH,
        STYLES,
        in_style("FootnoteReference", remove("vertAlign")),
    ),
    Defect("lost weight", "docx.strong", SWEDISH, DOCUMENT, harms.lose_weight),
    Defect("lost Arabic weight", "docx.strong", ARABIC, DOCUMENT, harms.lose_weight),
    Defect("lost slope", "docx.emphasis", SWEDISH, DOCUMENT, harms.lose_slope),
    Defect("bold only", "docx.style", SWEDISH, DOCUMENT, harms.lose_style_of_runs),
    Defect("bold without reason", "docx.strong", SWEDISH, DOCUMENT, harms.bold_without_reason),
    Defect(
        "inner list flattened", "docx.within", SWEDISH, DOCUMENT, harms.level_of("ListBullet2", "0")
    ),
    Defect(
        "inner list flattened: level",
        "docx.list",
        ARABIC,
        DOCUMENT,
        harms.level_of("ListBullet2", "0"),
    ),
    Defect(
        "further paragraph outside the list",
        "docx.within",
        SWEDISH,
        DOCUMENT,
        style_of("ListContinue", "BodyText"),
    ),
    Defect("inner start", "docx.label", SWEDISH, NUMBERING, attribute("startOverride", "val", "7")),
    Defect("quotation as text", "docx.within", SWEDISH, DOCUMENT, style_of("Quote", "BodyText")),
    Defect("call-out as text", "docx.within", ARABIC, DOCUMENT, style_of("Callout", "BodyText")),
    Defect(
        "item outside its call-out",
        "docx.within",
        SWEDISH,
        DOCUMENT,
        style_of("CalloutNumber", "ListNumber"),
    ),
    Defect("space of its own", "docx.style", SWEDISH, DOCUMENT, harms.space_of_its_own),
    Defect("bookmark lost", "docx.link", SWEDISH, DOCUMENT, harms.lose_bookmark),
    Defect("bookmark moved", "docx.link", SWEDISH, DOCUMENT, harms.move_bookmark),
    Defect("link to no bookmark", "docx.link", ARABIC, DOCUMENT, harms.anchor_elsewhere),
    Defect("line break lost", "docx.text", SWEDISH, DOCUMENT, remove("r/br")),
    Defect(
        "header text changed",
        "docx.header",
        SWEDISH,
        "word/header2.xml",
        replace_text("2020/0231", "2020/0213"),
    ),
    Defect("header text lost", "docx.lost", SWEDISH, "word/header1.xml", lose("HeaderText")),
    Defect("header not strong", "docx.header", ARABIC, "word/header2.xml", harms.lose_weight),
    Defect("footer text lost", "docx.lost", ARABIC, "word/footer1.xml", lose("FooterText")),
    Defect("margin", "docx.page", SWEDISH, DOCUMENT, attribute("pgMar", "top", "9000")),
)


@pytest.mark.parametrize("defect", DEFECTS, ids=lambda defect: defect.name.replace(" ", "-"))
def test_each_defect_is_caught_by_its_rule(defect: Defect) -> None:
    harmed = change(docx_file(defect.of), defect.part, defect.harm)
    findings = check_docx(harmed, defect.of, "file.docx")
    shown = [f"{f.rule} {f.where}: {f.message}" for f in findings]
    assert defect.rule in {finding.rule for finding in findings}, shown
    assert all(re.match(r"file\.docx( |$)", finding.where) for finding in findings)


@pytest.mark.parametrize("of", EVERYTHING, ids=lambda of: of.language.tag)
def test_an_unharmed_file_has_no_findings(of: object) -> None:
    for edition in EVERYTHING:
        if edition is of:
            assert check_docx(docx_file(edition), edition, "file.docx") == ()


def with_entry(name: str, content: bytes) -> bytes:
    """The Swedish file with other content under a name."""
    changed = io.BytesIO()
    data = docx_file(SWEDISH)
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(changed, "w") as target:
        for entry in {*source.namelist(), name}:
            target.writestr(entry, content if entry == name else source.read(entry))
    return changed.getvalue()


def test_another_picture_under_the_same_name_is_caught() -> None:
    name = f"word/media/{image('blue').file_name}"
    other = with_entry(name, image("red").data)
    assert {f.rule for f in check_docx(other, SWEDISH, "f")} == {"docx.figure"}
    broken = with_entry(name, image("blue").data[:40])
    assert {f.rule for f in check_docx(broken, SWEDISH, "f")} == {"docx.figure"}


def test_a_picture_that_the_document_has_not_is_caught() -> None:
    name = f"word/media/{image('black').file_name}"
    (finding,) = check_docx(with_entry(name, image("black").data), SWEDISH, "f")
    assert (finding.rule, finding.where) == ("docx.structure", f"f {name}")
