"""A web page read back: what a person reads in its article, unit by unit.

White space inside an element that holds text (h1-h6, p, li) is text, all of it; white space
between such elements is layout. Any other text in the article is a unit that no document has.
"""

from collections.abc import Iterator

from lxml import etree

from pipeline.check.compare import Parts, ReadUnit
from pipeline.languages import Language, all_languages
from pipeline.reading import BULLET, Kind

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_PARAGRAPH_CLASSES = {"closing": Kind.CLOSING, "signatory": Kind.SIGNATORY}
_ASCII_SPACE = " \t\n\f\r"

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


def _is_element(node: Element) -> bool:
    return not isinstance(node, etree._Comment | etree._ProcessingInstruction)


def text_content(element: Element) -> str:
    """The characters of an element, without comments."""
    return "".join(text for text, _ in text_pieces(element))


def text_pieces(element: Element) -> Iterator[tuple[str, Element]]:
    """Every piece of text with the element that directly holds it, in order."""
    if element.text:
        yield element.text, element
    for child in element:
        if _is_element(child):
            yield from text_pieces(child)
        if child.tail:
            yield child.tail, element


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


def read_article(article: Element) -> tuple[ReadUnit, ...]:
    """What is read in an article, in order."""
    return tuple(_units(article, Kind.PARAGRAPH))


def _units(element: Element, paragraph: Kind) -> Iterator[ReadUnit]:
    """The units inside an element; `paragraph` is what a plain p is there."""
    yield from _stray(element.text)
    for child in element:
        if _is_element(child):
            yield from _unit(child, paragraph)
        yield from _stray(child.tail)


def _unit(element: Element, paragraph: Kind) -> Iterator[ReadUnit]:
    tag = str(element.tag)
    if tag in _HEADINGS:
        level = _HEADINGS[tag]
        yield _read(element, Kind.TITLE if level == 1 else Kind.HEADING, level=level)
    elif tag == "p":
        names = (element.get("class") or "").split()
        kind = next((_PARAGRAPH_CLASSES[n] for n in names if n in _PARAGRAPH_CLASSES), paragraph)
        yield _read(element, kind)
    elif tag in ("ul", "ol"):
        yield from _items(element)
    elif tag == "div":
        yield from _units(element, Kind.NOTICE if element.get("role") == "note" else paragraph)
    else:
        yield _read(element, Kind.PARAGRAPH)


def _items(block: Element) -> Iterator[ReadUnit]:
    yield from _stray(block.text)
    number = _whole(block.get("start"), 1)
    for child in block:
        if child.tag == "li":
            number = _whole(child.get("value"), number)
            label = f"{number}." if block.tag == "ol" else BULLET
            yield _read(child, Kind.LIST_ITEM, label=label)
            number += 1
        elif _is_element(child):
            yield _read(child, Kind.PARAGRAPH)
        yield from _stray(child.tail)


def _read(element: Element, kind: Kind, level: int = 0, label: str = "") -> ReadUnit:
    return ReadUnit(kind, text_content(element), level, label, _parts(element))


def _parts(element: Element) -> Parts:
    """The pieces in another language than the page."""
    page = element.getroottree().getroot().get("lang")
    found: list[tuple[str, str]] = []
    for text, holder in text_pieces(element):
        html = inherited(holder, "lang") or ""
        if html != page:
            own = language_of(html)
            found.append((own.tag if own else html, text))
    return tuple(found)


def _stray(text: str | None) -> Iterator[ReadUnit]:
    if text and text.strip(_ASCII_SPACE):
        yield ReadUnit(Kind.PARAGRAPH, text.strip(_ASCII_SPACE))


def _whole(text: str | None, default: int) -> int:
    try:
        return int(text) if text is not None else default
    except ValueError:
        return default
