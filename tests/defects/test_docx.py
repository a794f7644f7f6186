"""Seeded defects: each good DOCX is harmed in one way, and the rule named for it must see it."""

import copy
import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from lxml import etree

from pipeline.check.docx import check_docx
from pipeline.edition import Edition
from tests.render.docx_samples import ARABIC, EDITIONS, FINNISH, SWEDISH, W, change, render

Element = etree._Element
Harm = Callable[[Element], None]

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


def first(root: Element, path: str) -> Element:
    """The first element of a path such as `p/pPr/bidi`, anywhere in the part."""
    found = root.find(".//" + "/".join(W + step for step in path.split("/")))
    assert found is not None, path
    return found


def parent(element: Element) -> Element:
    found = element.getparent()
    assert found is not None
    return found


def styled(root: Element, style: str) -> Element:
    """The first paragraph of that style."""
    return next(p for p in root.iter(f"{W}p") if first(p, "pStyle").get(f"{W}val") == style)


def remove(path: str) -> Harm:
    def harm(root: Element) -> None:
        element = first(root, path)
        parent(element).remove(element)

    return harm


def attribute(path: str, name: str, value: str) -> Harm:
    return lambda root: first(root, path).set(W + name, value)


def replace_text(old: str, new: str) -> Harm:
    def harm(root: Element) -> None:
        element = next(t for t in root.iter(f"{W}t") if old in (t.text or ""))
        element.text = (element.text or "").replace(old, new, 1)

    return harm


def in_style(identity: str, harm: Harm) -> Harm:
    def harmed(root: Element) -> None:
        harm(next(s for s in root.iter(f"{W}style") if s.get(f"{W}styleId") == identity))

    return harmed


def bold_instead_of_heading(root: Element) -> None:
    heading = styled(root, "Heading2")
    first(heading, "pStyle").set(f"{W}val", "BodyText")
    run = first(heading, "r")
    properties = etree.Element(f"{W}rPr")
    etree.SubElement(properties, f"{W}b")
    run.insert(0, properties)


def lose(style: str) -> Harm:
    def harm(root: Element) -> None:
        element = styled(root, style)
        parent(element).remove(element)

    return harm


def double(root: Element) -> None:
    element = styled(root, "BodyText")
    element.addnext(copy.deepcopy(element))


def swap_blocks(root: Element) -> None:
    item = styled(root, "ListBullet")
    following = item.getnext()
    assert following is not None
    following.addnext(item)


def empty_paragraph(root: Element) -> None:
    element = etree.Element(f"{W}p")
    properties = etree.SubElement(element, f"{W}pPr")
    etree.SubElement(properties, f"{W}pStyle").set(f"{W}val", "BodyText")
    styled(root, "Heading2").addprevious(element)


def style_of(old: str, new: str) -> Harm:
    return lambda root: first(styled(root, old), "pStyle").set(f"{W}val", new)


def forget_lists(root: Element) -> None:
    for numbered in list(root.iter(f"{W}numPr")):
        parent(numbered).remove(numbered)


def one_number_for_all_lists(root: Element) -> None:
    for number in root.iter(f"{W}numId"):
        number.set(f"{W}val", "2")


def typed_bullet(root: Element) -> None:
    item = styled(root, "ListBullet")
    numbered = first(item, "numPr")
    parent(numbered).remove(numbered)
    text = first(item, "t")
    text.text = f"• {text.text}"


def unlink(root: Element) -> None:
    link = first(root, "hyperlink")
    for child in list(link):
        link.addprevious(child)
    parent(link).remove(link)


def reorder_number(root: Element) -> None:
    """Take the mark before a telephone number away."""
    marks = [t for t in root.iter(f"{W}t") if t.text == "\u200e"]
    run = parent(marks[0])
    parent(run).remove(run)


def hide(root: Element) -> None:
    run = first(styled(root, "BodyText"), "r")
    properties = etree.Element(f"{W}rPr")
    etree.SubElement(properties, f"{W}vanish")
    run.insert(0, properties)


def add_table(root: Element) -> None:
    styled(root, "BodyText").addnext(etree.Element(f"{W}tbl"))


def add_drawing(root: Element) -> None:
    etree.SubElement(first(styled(root, "BodyText"), "r"), f"{W}drawing")


def strip_space_preserve(root: Element) -> None:
    for text in root.iter(f"{W}t"):
        text.attrib.clear()


def unmark_language(root: Element) -> None:
    for lang in list(root.iter(f"{W}lang")):
        parent(lang).remove(lang)


def digits_that_are_field_code(root: Element) -> None:
    code = first(root, "instrText")
    code.text = " NUMPAGES "


def forget_property(tag: str) -> Harm:
    def harm(root: Element) -> None:
        element = root.find(tag)
        assert element is not None
        root.remove(element)

    return harm


def foreign_language_in_a_style(root: Element) -> None:
    style = first(root, "style")
    lang = etree.SubElement(first(style, "rPr"), f"{W}lang")
    lang.set(f"{W}val", "en-US")


def link_without_relation(root: Element) -> None:
    link = first(root, "hyperlink")
    link.attrib.clear()


def forget_starts(root: Element) -> None:
    for start in list(root.iter(f"{W}startOverride")):
        parent(start).remove(start)


def letters_for_numbers(root: Element) -> None:
    for shape in root.iter(f"{W}numFmt"):
        if shape.get(f"{W}val") == "decimal":
            shape.set(f"{W}val", "lowerLetter")


def turn_round(root: Element) -> None:
    etree.SubElement(first(root, "pPr"), f"{W}bidi")


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
    harmed = change(render(defect.of), defect.part, defect.harm)
    findings = check_docx(harmed, defect.of, "file.docx")
    assert defect.rule in {finding.rule for finding in findings}, [str(f.message) for f in findings]
    assert all(re.match(r"file\.docx( |$)", finding.where) for finding in findings)


@pytest.mark.parametrize("of", EDITIONS.values(), ids=EDITIONS.keys())
def test_an_unharmed_file_has_no_findings(of: Edition) -> None:
    assert check_docx(render(of), of, "file.docx") == ()
    unchanged = change(render(of), DOCUMENT, lambda _: None)
    assert check_docx(unchanged, of, "file.docx") == ()


@pytest.mark.parametrize("part", [DOCUMENT, STYLES, SETTINGS, CORE])
def test_a_file_that_cannot_be_read_is_a_finding(part: str) -> None:
    good = render(SWEDISH)
    broken = {
        "no package": b"PK, but no more",
        "half": good[: len(good) // 2],
        "part is cut": good.replace(part.encode(), part.upper().encode()),
    }
    for name, data in broken.items():
        assert [f.rule for f in check_docx(data, SWEDISH, "f")] == ["docx.package"], name
