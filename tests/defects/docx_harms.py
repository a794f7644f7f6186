"""Ways to harm one part of a DOCX, each a function that alters the XML in place."""

import copy
from collections.abc import Callable

from lxml import etree

from tests.render.docx_package import W

Element = etree._Element
Harm = Callable[[Element], None]


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
    run = first(styled(root, "ListNumber"), "r")
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


def swedish_in_a_style(root: Element) -> None:
    lang = etree.SubElement(first(first(root, "style"), "rPr"), f"{W}lang")
    lang.set(f"{W}val", "sv-SE")


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
