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


def add(path: str, child: str, **attributes: str) -> Harm:
    """A further child, after all others, of the first element of a path."""

    def harm(root: Element) -> None:
        added = etree.SubElement(first(root, path), W + child)
        for name, value in attributes.items():
            added.set(W + name, value)

    return harm


def every(tag: str, name: str, value: str) -> Harm:
    """An attribute of all elements with that name."""

    def harm(root: Element) -> None:
        for element in root.iter(W + tag):
            element.set(W + name, value)

    return harm


def to_root(child: str, **attributes: str) -> Harm:
    """A first child of the part itself."""

    def harm(root: Element) -> None:
        added = etree.Element(W + child)
        for name, value in attributes.items():
            added.set(W + name, value)
        root.insert(0, added)

    return harm


def turn_one_bracket(root: Element) -> None:
    """Put a closing bracket into a right-to-left run, apart from its opening one."""
    text = next(t for t in root.iter(f"{W}t") if t.text == ")")
    properties = first(parent(text), "rPr")
    properties.clear()
    etree.SubElement(properties, f"{W}rtl")


def date_of_creation(value: str) -> Harm:
    def harm(root: Element) -> None:
        for name in ("created", "modified"):
            element = root.find(f"{{http://purl.org/dc/terms/}}{name}")
            assert element is not None
            element.text = value

    return harm


def changed_later(root: Element) -> None:
    element = root.find("{http://purl.org/dc/terms/}modified")
    assert element is not None
    element.text = "2020-06-12T00:00:00Z"


def keyword(root: Element) -> None:
    space = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
    etree.SubElement(root, f"{{{space}}}keywords").text = "secret"


def relation(kind: str, target: str, *, outside: bool = True) -> Harm:
    """One more relationship of that kind."""
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    def harm(root: Element) -> None:
        added = etree.SubElement(root, f"{{{space}}}Relationship")
        added.set("Id", "rId99")
        added.set("Type", f"{office}/{kind}")
        added.set("Target", target)
        if outside:
            added.set("TargetMode", "External")

    return harm


def fetch_a_part_from_outside(root: Element) -> None:
    next(r for r in root if r.get("Target") == "styles.xml").set("TargetMode", "External")


def content_type(old: str, new: str) -> Harm:
    def harm(root: Element) -> None:
        item = next(e for e in root if old in e.get("ContentType", ""))
        item.set("ContentType", item.get("ContentType", "").replace(old, new))

    return harm


def content_type_for_pictures(root: Element) -> None:
    added = etree.SubElement(root, str(root[0].tag))
    added.set("Extension", "png")
    added.set("ContentType", "image/png")


def _property_of_a_run(root: Element, name: str, attribute: str, value: str) -> None:
    run = first(styled(root, "BodyText"), "r")
    properties = etree.Element(f"{W}rPr")
    etree.SubElement(properties, W + name).set(W + attribute, value)
    run.insert(0, properties)


def symbol_font(root: Element) -> None:
    _property_of_a_run(root, "rFonts", "ascii", "Symbol")


def size_of_a_run(root: Element) -> None:
    _property_of_a_run(root, "sz", "val", "40")


def add_style(root: Element) -> None:
    style = copy.deepcopy(first(root, "style"))
    style.set(f"{W}styleId", "Other")
    root.append(style)


def to_body(child: str) -> Harm:
    return lambda root: first(root, "body").insert(0, etree.Element(W + child))


def replace_field(root: Element) -> None:
    first(root, "instrText").text = ' INCLUDETEXT "https://evil.example/x.docx" '


def stray_text(root: Element) -> None:
    first(root, "p/r").tail = "Ring inte."
