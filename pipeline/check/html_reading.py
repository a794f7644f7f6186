"""A web page read back: its elements, what they say and in which language."""

from collections.abc import Iterator

from lxml import etree

from pipeline.languages import Language, all_languages
from pipeline.model import LINE_BREAK

Element = etree._Element


def parse_page(data: bytes) -> Element | None:
    """The root element of a page in UTF-8, or None if there is none."""
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=False, huge_tree=True)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def elements(root: Element) -> Iterator[Element]:
    """All elements at and under this one, in order; no comments."""
    return root.iter("*")


def is_element(node: Element) -> bool:
    """Whether a child is an element: no comment."""
    return not isinstance(node, etree._Comment | etree._ProcessingInstruction)


def text_content(element: Element) -> str:
    """The characters of an element, without comments."""
    return "".join(text for text, _ in text_pieces(element))


def text_pieces(element: Element) -> Iterator[tuple[str, Element]]:
    """Every piece of text with the element that directly holds it, in order; a line break is
    the character for it."""
    if element.text:
        yield element.text, element
    for child in element:
        yield from child_pieces(child)


def child_pieces(child: Element) -> Iterator[tuple[str, Element]]:
    """The pieces of text of a child and of what follows it in its parent, up to the next."""
    parent = child.getparent()
    if child.tag == "br" and parent is not None:
        yield LINE_BREAK, parent
    elif is_element(child):
        yield from text_pieces(child)
    if child.tail and parent is not None:
        yield child.tail, parent


def inherited(element: Element, attribute: str) -> str | None:
    """The attribute's value here or on the nearest element around."""
    for candidate in (element, *element.iterancestors()):
        value = candidate.get(attribute)
        if value is not None:
            return value
    return None


def language_of(html: str) -> Language | None:
    """The language of a `lang` attribute."""
    return next((lang for lang in all_languages().values() if lang.html == html), None)
