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
    add,
    add_drawing,
    add_style,
    add_table,
    attribute,
    bold_instead_of_heading,
    changed_later,
    content_type,
    content_type_for_pictures,
    date_of_creation,
    digits_that_are_field_code,
    double,
    empty_paragraph,
    every,
    fetch_a_part_from_outside,
    foreign_language_in_a_style,
    forget_lists,
    forget_property,
    forget_starts,
    hide,
    in_style,
    keyword,
    letters_for_numbers,
    link_without_relation,
    lose,
    one_number_for_all_lists,
    relation,
    remove,
    reorder_number,
    replace_field,
    replace_text,
    size_of_a_run,
    stray_text,
    strip_space_preserve,
    style_of,
    swap_blocks,
    swedish_in_a_style,
    symbol_font,
    to_body,
    to_root,
    turn_one_bracket,
    turn_round,
    typed_bullet,
    unlink,
    unmark_language,
)
from tests.real_editions import real_docx, real_editions
from tests.render.docx_package import change
from tests.samples import ARABIC, EDITIONS, FINNISH, LANGUAGES, SWEDISH, docx_file

DOCUMENT = "word/document.xml"
STYLES = "word/styles.xml"
NUMBERING = "word/numbering.xml"
SETTINGS = "word/settings.xml"
CORE = "docProps/core.xml"
RELATIONS = "word/_rels/document.xml.rels"
TYPES = "[Content_Types].xml"
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
    Defect("a table", "docx.table", SWEDISH, DOCUMENT, add_table),
    Defect("a picture", "docx.figure", SWEDISH, DOCUMENT, add_drawing),
    Defect("web-hidden text", "docx.style", SWEDISH, STYLES, add("rPrDefault/rPr", "webHidden")),
    Defect("hidden by default", "docx.style", SWEDISH, STYLES, add("rPrDefault/rPr", "vanish")),
    Defect("capitals by default", "docx.style", SWEDISH, STYLES, add("rPrDefault/rPr", "caps")),
    Defect("struck out by default", "docx.style", FINNISH, STYLES, add("rPrDefault/rPr", "strike")),
    Defect("no proofing", "docx.style", FINNISH, STYLES, add("rPrDefault/rPr", "noProof")),
    Defect(
        "hidden body style", "docx.style", SWEDISH, STYLES, in_style("Normal", add("rPr", "vanish"))
    ),
    Defect("dark paragraphs by default", "docx.style", SWEDISH, STYLES, add("pPrDefault", "pPr")),
    Defect(
        "Wingdings",
        "docx.font",
        ARABIC,
        STYLES,
        attribute("rPrDefault/rPr/rFonts", "cs", "Wingdings"),
    ),
    Defect("Symbol in a run", "docx.font", SWEDISH, DOCUMENT, symbol_font),
    Defect("no font at all", "docx.font", SWEDISH, STYLES, remove("rPrDefault/rPr/rFonts")),
    Defect(
        "font of a theme",
        "docx.font",
        SWEDISH,
        STYLES,
        attribute("rPrDefault/rPr/rFonts", "asciiTheme", "minorHAnsi"),
    ),
    Defect("letters of 2 pt", "docx.size", SWEDISH, STYLES, every("sz", "val", "4")),
    Defect("Arabic letters of 2 pt", "docx.size", ARABIC, STYLES, every("szCs", "val", "4")),
    Defect(
        "body text as small as a footer",
        "docx.size",
        SWEDISH,
        STYLES,
        in_style("Normal", attribute("sz", "val", "18")),
    ),
    Defect("size in a run", "docx.size", SWEDISH, DOCUMENT, size_of_a_run),
    Defect(
        "body text without size", "docx.style", SWEDISH, STYLES, in_style("Normal", remove("sz"))
    ),
    Defect("centred footer", "docx.style", SWEDISH, STYLES, every("jc", "val", "center")),
    Defect(
        "body text at the end of the line",
        "docx.style",
        SWEDISH,
        STYLES,
        in_style("BodyText", add("pPr", "jc", val="right")),
    ),
    Defect(
        "lines on top of each other", "docx.style", SWEDISH, STYLES, every("spacing", "line", "20")
    ),
    Defect(
        "lines of a fixed height",
        "docx.style",
        SWEDISH,
        STYLES,
        every("spacing", "lineRule", "exact"),
    ),
    Defect(
        "text outside the margin",
        "docx.page",
        SWEDISH,
        STYLES,
        in_style("ListBullet", attribute("ind", "hanging", "1400")),
    ),
    Defect("a style too many", "docx.style", SWEDISH, STYLES, add_style),
    Defect(
        "style based on another",
        "docx.style",
        SWEDISH,
        STYLES,
        in_style("BodyText", attribute("basedOn", "val", "Header")),
    ),
    Defect("framed paragraph", "docx.style", SWEDISH, DOCUMENT, add("p/pPr", "framePr")),
    Defect("three columns", "docx.page", SWEDISH, DOCUMENT, add("sectPr", "cols", num="3")),
    Defect(
        "vertical text", "docx.page", SWEDISH, DOCUMENT, add("sectPr", "textDirection", val="tbRl")
    ),
    Defect("page borders", "docx.page", FINNISH, DOCUMENT, add("sectPr", "pgBorders")),
    Defect("line numbers", "docx.page", FINNISH, DOCUMENT, add("sectPr", "lnNumType", countBy="1")),
    Defect("no margin", "docx.page", SWEDISH, DOCUMENT, attribute("sectPr/pgMar", "left", "0")),
    Defect("margins not stated", "docx.page", SWEDISH, DOCUMENT, remove("sectPr/pgMar")),
    Defect(
        "landscape", "docx.page", SWEDISH, DOCUMENT, attribute("sectPr/pgSz", "orient", "landscape")
    ),
    Defect("hidden bullet", "docx.list", SWEDISH, NUMBERING, add("lvl/rPr", "vanish")),
    Defect(
        "bullet in Wingdings",
        "docx.font",
        SWEDISH,
        NUMBERING,
        attribute("lvl/rPr/rFonts", "ascii", "Wingdings"),
    ),
    Defect(
        "another bullet", "docx.label", SWEDISH, NUMBERING, attribute("lvlText", "val", "\uf0b7")
    ),
    Defect(
        "picture for a bullet",
        "docx.list",
        SWEDISH,
        NUMBERING,
        add("lvl", "lvlPicBulletId", val="0"),
    ),
    Defect(
        "black page", "docx.structure", SWEDISH, DOCUMENT, to_root("background", color="000000")
    ),
    Defect("tracked change", "docx.structure", SWEDISH, DOCUMENT, add("body/p", "ins")),
    Defect("embedded object", "docx.structure", SWEDISH, DOCUMENT, add("p/r", "object")),
    Defect("embedded file", "docx.structure", SWEDISH, DOCUMENT, to_body("altChunk")),
    Defect("content control", "docx.structure", SWEDISH, DOCUMENT, to_body("sdt")),
    Defect(
        "symbol",
        "docx.structure",
        SWEDISH,
        DOCUMENT,
        add("p/r", "sym", font="Wingdings", char="F0FC"),
    ),
    Defect(
        "field that includes a file", "docx.structure", SWEDISH, "word/footer1.xml", replace_field
    ),
    Defect("text outside runs", "docx.structure", SWEDISH, DOCUMENT, stray_text),
    Defect(
        "bracket apart from its other half", "docx.direction", ARABIC, DOCUMENT, turn_one_bracket
    ),
    Defect(
        "read-only",
        "docx.settings",
        SWEDISH,
        SETTINGS,
        to_root("documentProtection", edit="readOnly", enforcement="1"),
    ),
    Defect("template to attach", "docx.settings", SWEDISH, SETTINGS, to_root("attachedTemplate")),
    Defect(
        "unknown setting", "docx.settings", SWEDISH, SETTINGS, to_root("removePersonalInformation")
    ),
    Defect(
        "template from outside",
        "docx.relationship",
        SWEDISH,
        RELATIONS,
        relation("attachedTemplate", "https://evil.example/x.dotm"),
    ),
    Defect(
        "picture from outside",
        "docx.relationship",
        SWEDISH,
        RELATIONS,
        relation("image", "https://evil.example/x.png"),
    ),
    Defect(
        "link to a stranger",
        "docx.relationship",
        SWEDISH,
        RELATIONS,
        relation("hyperlink", "https://evil.example/"),
    ),
    Defect(
        "macros",
        "docx.relationship",
        SWEDISH,
        RELATIONS,
        relation("vbaProject", "vbaProject.bin", outside=False),
    ),
    Defect("part from outside", "docx.relationship", SWEDISH, RELATIONS, fetch_a_part_from_outside),
    Defect(
        "relation of the package",
        "docx.relationship",
        SWEDISH,
        "_rels/.rels",
        relation("customXml", "x.xml", outside=False),
    ),
    Defect(
        "template instead of a document",
        "docx.content-type",
        SWEDISH,
        TYPES,
        content_type("document.main", "template.main"),
    ),
    Defect(
        "document with macros",
        "docx.content-type",
        SWEDISH,
        TYPES,
        content_type(
            "openxmlformats-officedocument.wordprocessingml.document.main",
            "ms-word.document.macroEnabled.main",
        ),
    ),
    Defect("pictures declared", "docx.content-type", SWEDISH, TYPES, content_type_for_pictures),
    Defect(
        "made in 1999", "docx.properties", SWEDISH, CORE, date_of_creation("1999-01-01T00:00:00Z")
    ),
    Defect("made at no time", "docx.properties", SWEDISH, CORE, date_of_creation("yesterday")),
    Defect("changed after it was made", "docx.properties", SWEDISH, CORE, changed_later),
    Defect("property of its own", "docx.properties", SWEDISH, CORE, keyword),
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


@pytest.mark.parametrize("tag", LANGUAGES)
def test_the_real_briefing_has_no_findings(tag: str) -> None:
    assert check_docx(real_docx(tag), real_editions()[tag], "file.docx") == ()


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
