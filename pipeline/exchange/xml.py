"""XML from outside, read without trust, and small steps on its trees."""

from typing import Protocol, cast

from lxml import etree

from pipeline.errors import CatalogError
from pipeline.messages import message


class _DocumentType(Protocol):
    """What the stubs of lxml leave out."""

    def entities(self) -> list[object]:
        """The entities that it declares."""


XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def parsed_xml(data: bytes, where: str) -> etree._Element:
    """The root of an XML document.

    No entity is resolved and nothing is fetched; libxml2's own limits on depth and size hold.
    Raises CatalogError, with the line, if it is not well formed, or declares entities.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        line = getattr(error, "lineno", None)
        reason = "This is not well-formed XML: the file is damaged. Ask for it once more."
        place = f"{where}:{line}" if line else where
        raise CatalogError(message(reason), where=place) from None
    internal = root.getroottree().docinfo.internalDTD
    if internal is not None and cast("_DocumentType", internal).entities():
        reason = "This file declares entities, which no translator's program needs. Refused."
        raise CatalogError(message(reason), where=where)
    return root


def append_text(parent: etree._Element, text: str) -> None:
    """Text behind all that the element has."""
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def local_name(element: etree._Element) -> str:
    """The name without its namespace; "" of a comment."""
    tag: object = element.tag
    return etree.QName(tag).localname if isinstance(tag, str) else ""


def line_of(element: etree._Element) -> int:
    """The line in its file, 0 if that is not known."""
    return cast("int | None", element.sourceline) or 0
