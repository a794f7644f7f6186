"""The names of elements and attributes in a DOCX (ISO/IEC 29500-1), and questions about them."""

import re

from lxml import etree

from pipeline.recognise.words import word_set

Element = etree._Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
V = "{urn:schemas-microsoft-com:vml}"
O = "{urn:schemas-microsoft-com:office:office}"  # noqa: E741 - the usual prefix
ADEC = "{http://schemas.microsoft.com/office/drawing/2017/decorative}"
RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
CONTENT_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"

STRICT = (
    (b"http://purl.oclc.org/ooxml/officeDocument", "officeDocument/2006"),
    (b"http://purl.oclc.org/ooxml/wordprocessingml", "wordprocessingml/2006"),
    (b"http://purl.oclc.org/ooxml/drawingml/main", "drawingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/drawingml/", "drawingml/2006/"),
)
"""Names that the form “Strict Open XML” has instead of those that everybody uses."""

IGNORED = frozenset(
    W + name
    for name in word_set(
        """pPr rPr proofErr permStart permEnd bookmarkEnd lastRenderedPageBreak annotationRef
        footnoteRef endnoteRef separator continuationSeparator commentRangeStart commentRangeEnd
        moveFromRangeStart moveFromRangeEnd moveToRangeStart moveToRangeEnd fldData ffData sdtPr
        sdtEndPr customXmlPr smartTagPr dirPr customXmlInsRangeStart customXmlInsRangeEnd
        customXmlDelRangeStart customXmlDelRangeEnd customXmlMoveFromRangeStart
        customXmlMoveFromRangeEnd customXmlMoveToRangeStart customXmlMoveToRangeEnd
        sectPr tcPr tblPr tblGrid tblPrEx trPr"""
    )
)
"""Elements that say nothing that a reader sees."""

CONTAINERS = frozenset(
    W + name for name in ["ins", "moveTo", "smartTag", "customXml", "dir", "bdo", "sdtContent"]
)
"""Elements inside a paragraph whose content is read as if they were not there."""

UNREADABLE = ("contentPart", "subDoc", "altChunk", "control")
"""Elements with content that is not in the document's text: ink, other files, controls."""

ENDNOTE = "e"
"""Before the number of an endnote, which counts on its own."""

_WHOLE = re.compile("-?[0-9]{1,9}")
_OFF = ("0", "false", "off", "none")


def value(parent: Element | None, name: str) -> str | None:
    """The `w:val` of a child by its local name, or None if there is no such child or value."""
    child = None if parent is None else parent.find(W + name)
    return None if child is None else child.get(f"{W}val")


def number(text: str | None, otherwise: int = 0) -> int:
    """A whole number of at most nine digits as written in an attribute, else the other one."""
    return int(text) if text and _WHOLE.fullmatch(text) else otherwise


def is_on(parent: Element | None, name: str) -> bool | None:
    """What a toggle says (17.17.4); None if it is not there."""
    child = None if parent is None else parent.find(W + name)
    return None if child is None else child.get(f"{W}val", "1") not in _OFF


def local(element: Element) -> str:
    """The name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def note_identity(reference: Element) -> str:
    """The id of the note to which a `w:footnoteReference` or `w:endnoteReference` refers."""
    prefix = "" if reference.tag == f"{W}footnoteReference" else ENDNOTE
    return f"{prefix}{reference.get(f'{W}id', '')}"
