"""Seeded defects: each good DOCX is harmed in one way, and the rule named for it must see it."""

import io
import re
import zipfile
from dataclasses import dataclass

import pytest

from pipeline.check.docx import check_docx
from pipeline.edition import Edition
from tests.defects.docx_harms import (
    Harm,
    add_drawing,
    add_table,
    attribute,
    bold_instead_of_heading,
    digits_that_are_field_code,
    double,
    empty_paragraph,
    foreign_language_in_a_style,
    forget_lists,
    forget_property,
    forget_starts,
    hide,
    in_style,
    letters_for_numbers,
    link_without_relation,
    lose,
    one_number_for_all_lists,
    remove,
    reorder_number,
    replace_text,
    strip_space_preserve,
    style_of,
    swap_blocks,
    swedish_in_a_style,
    turn_round,
    typed_bullet,
    unlink,
    unmark_language,
)
from tests.render.docx_package import change
from tests.samples import ARABIC, EDITIONS, FINNISH, SWEDISH, docx_file

DOCUMENT = "word/document.xml"
STYLES = "word/styles.xml"
NUMBERING = "word/numbering.xml"
SETTINGS = "word/settings.xml"
CORE = "docProps/core.xml"
DC = "{http://purl.org/dc/elements/1.1/}"


@dataclass(frozen=True)
class Defect:
    name: str
    rule: str
    of: Edition
    part: str
    harm: Harm


DEFECTS = (
    Defect("heading is bold text: kind", "docx.kind", SWEDISH, DOCUMENT, bold_instead_of_heading),
    Defect("heading is bold text: style", "docx.style", SWEDISH, DOCUMENT, bold_instead_of_heading),
    Defect(
        "heading one level down", "docx.level", SWEDISH, DOCUMENT, style_of("Heading2", "Heading3")
    ),
    Defect(
        "title without outline level",
        "docx.level",
        SWEDISH,
        STYLES,
        in_style("Title", remove("outlineLvl")),
    ),
    Defect("style not defined", "docx.style", SWEDISH, DOCUMENT, style_of("BodyText", "Rubrik")),
    Defect("notice in body style", "docx.kind", FINNISH, DOCUMENT, style_of("Notice", "BodyText")),
    Defect("lost paragraph", "docx.lost", SWEDISH, DOCUMENT, lose("BodyText")),
    Defect("lost heading", "docx.lost", ARABIC, DOCUMENT, lose("Heading2")),
    Defect("lost notice", "docx.lost", FINNISH, DOCUMENT, lose("Notice")),
    Defect("doubled paragraph", "docx.extra", SWEDISH, DOCUMENT, double),
    Defect("two items swapped", "docx.extra", SWEDISH, DOCUMENT, swap_blocks),
    Defect(
        "swapped digits", "docx.text", SWEDISH, DOCUMENT, replace_text("0220-240 00", "0220-204 00")
    ),
    Defect("NBSP became a space", "docx.text", SWEDISH, DOCUMENT, replace_text("\u00a0", " ")),
    Defect("one wrong letter", "docx.text", FINNISH, DOCUMENT, replace_text("Becker", "Backer")),
    Defect("space at run ends lost", "docx.text", ARABIC, DOCUMENT, strip_space_preserve),
    Defect("hidden text", "docx.text", SWEDISH, DOCUMENT, hide),
    Defect("empty paragraph for space", "docx.empty-paragraph", SWEDISH, DOCUMENT, empty_paragraph),
    Defect("lists without numbering", "docx.list", SWEDISH, DOCUMENT, forget_lists),
    Defect("typed bullet", "docx.text", SWEDISH, DOCUMENT, typed_bullet),
    Defect("two lists in one", "docx.list", SWEDISH, DOCUMENT, one_number_for_all_lists),
    Defect("numbering part without lists", "docx.list", SWEDISH, NUMBERING, remove("abstractNum")),
    Defect(
        "wrong start number",
        "docx.label",
        ARABIC,
        NUMBERING,
        attribute("startOverride", "val", "1"),
    ),
    Defect(
        "second list counts on",
        "docx.label",
        SWEDISH,
        NUMBERING,
        forget_starts,
    ),
    Defect("letters for numbers", "docx.label", SWEDISH, NUMBERING, letters_for_numbers),
    Defect("paragraph not right-to-left", "docx.direction", ARABIC, DOCUMENT, remove("pPr/bidi")),
    Defect("section not right-to-left", "docx.direction", ARABIC, DOCUMENT, remove("sectPr/bidi")),
    Defect("Arabic run without rtl", "docx.direction", ARABIC, DOCUMENT, remove("r/rPr/rtl")),
    Defect(
        "rtl switched off", "docx.direction", ARABIC, DOCUMENT, attribute("r/rPr/rtl", "val", "0")
    ),
    Defect(
        "footer not right-to-left", "docx.direction", ARABIC, "word/footer1.xml", remove("pPr/bidi")
    ),
    Defect("number turned round", "docx.direction", ARABIC, DOCUMENT, reorder_number),
    Defect("Swedish right-to-left", "docx.direction", SWEDISH, DOCUMENT, turn_round),
    Defect(
        "wrong default language",
        "docx.language",
        FINNISH,
        STYLES,
        attribute("rPrDefault/rPr/lang", "val", "sv-SE"),
    ),
    Defect(
        "Arabic not in the bidi slot",
        "docx.language",
        ARABIC,
        STYLES,
        remove("rPrDefault/rPr/lang"),
    ),
    Defect(
        "wrong theme language",
        "docx.language",
        ARABIC,
        SETTINGS,
        attribute("themeFontLang", "bidi", "he-IL"),
    ),
    Defect(
        "wrong language of a name",
        "docx.language",
        FINNISH,
        DOCUMENT,
        attribute("r/rPr/lang", "val", "fi-FI"),
    ),
    Defect("names not marked as Swedish", "docx.language", FINNISH, DOCUMENT, unmark_language),
    Defect("Swedish in a style", "docx.language", FINNISH, STYLES, swedish_in_a_style),
    Defect(
        "American English in a style", "docx.language", SWEDISH, STYLES, foreign_language_in_a_style
    ),
    Defect(
        "pale headings",
        "docx.contrast",
        SWEDISH,
        STYLES,
        in_style("Heading2", attribute("color", "val", "7FB2D0")),
    ),
    Defect(
        "pale links",
        "docx.contrast",
        FINNISH,
        STYLES,
        in_style("Hyperlink", attribute("color", "val", "8899AA")),
    ),
    Defect(
        "dark box",
        "docx.contrast",
        FINNISH,
        STYLES,
        in_style("Notice", attribute("shd", "fill", "004B6B")),
    ),
    Defect(
        "title property missing", "docx.properties", SWEDISH, CORE, forget_property(f"{DC}title")
    ),
    Defect(
        "language property missing",
        "docx.properties",
        ARABIC,
        CORE,
        forget_property(f"{DC}language"),
    ),
    Defect("author missing", "docx.properties", SWEDISH, CORE, forget_property(f"{DC}creator")),
    Defect("page field missing", "docx.header", SWEDISH, "word/footer2.xml", remove("instrText")),
    Defect(
        "wrong page field", "docx.header", SWEDISH, "word/footer1.xml", digits_that_are_field_code
    ),
    Defect(
        "no header of the first page", "docx.header", SWEDISH, DOCUMENT, remove("sectPr/titlePg")
    ),
    Defect("no running header", "docx.header", SWEDISH, DOCUMENT, remove("sectPr/headerReference")),
    Defect(
        "issuer of the header changed",
        "docx.header",
        FINNISH,
        "word/header1.xml",
        replace_text("kommun", "kunta"),
    ),
    Defect(
        "issuer of the header not Swedish",
        "docx.header",
        FINNISH,
        "word/header1.xml",
        unmark_language,
    ),
    Defect("link lost", "docx.link", SWEDISH, DOCUMENT, unlink),
    Defect("link leads nowhere", "docx.link", ARABIC, DOCUMENT, link_without_relation),
    Defect(
        "lead-in may be parted", "docx.keep-with-next", SWEDISH, DOCUMENT, remove("pPr/keepNext")
    ),
    Defect(
        "heading may be parted",
        "docx.keep-with-next",
        SWEDISH,
        STYLES,
        in_style("Heading2", remove("keepNext")),
    ),
    Defect("letter paper", "docx.page", SWEDISH, DOCUMENT, attribute("pgSz", "h", "15840")),
    Defect(
        "old layout rules",
        "docx.settings",
        SWEDISH,
        SETTINGS,
        attribute("compatSetting", "val", "12"),
    ),
    Defect("a table", "docx.structure", SWEDISH, DOCUMENT, add_table),
    Defect("a picture", "docx.structure", SWEDISH, DOCUMENT, add_drawing),
)


@pytest.mark.parametrize("defect", DEFECTS, ids=lambda defect: defect.name.replace(" ", "-"))
def test_each_defect_is_caught_by_its_rule(defect: Defect) -> None:
    harmed = change(docx_file(defect.of), defect.part, defect.harm)
    findings = check_docx(harmed, defect.of, "file.docx")
    assert defect.rule in {finding.rule for finding in findings}, [str(f.message) for f in findings]
    assert all(re.match(r"file\.docx( |$)", finding.where) for finding in findings)


@pytest.mark.parametrize("name", ["word/vbaProject.bin", "word/theme/theme1.xml"])
def test_a_part_that_no_edition_needs_is_caught(name: str) -> None:
    data = io.BytesIO(docx_file(SWEDISH))
    with zipfile.ZipFile(data, "a") as package:
        package.writestr(name, "<a/>")
    (finding,) = check_docx(data.getvalue(), SWEDISH, "f")
    assert (finding.rule, finding.where) == ("docx.structure", f"f {name}")


@pytest.mark.parametrize("of", EDITIONS, ids=lambda of: of.language.tag)
def test_an_unharmed_file_has_no_findings(of: Edition) -> None:
    assert check_docx(docx_file(of), of, "file.docx") == ()
    unchanged = change(docx_file(of), DOCUMENT, lambda _: None)
    assert check_docx(unchanged, of, "file.docx") == ()


@pytest.mark.parametrize("part", [DOCUMENT, STYLES, SETTINGS, CORE])
def test_a_file_that_cannot_be_read_is_a_finding(part: str) -> None:
    good = docx_file(SWEDISH)
    broken = {
        "no package": b"PK, but no more",
        "half": good[: len(good) // 2],
        "part is cut": good.replace(part.encode(), part.upper().encode()),
    }
    for name, data in broken.items():
        assert [f.rule for f in check_docx(data, SWEDISH, "f")] == ["docx.package"], name
