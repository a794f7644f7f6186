"""XML from outside, read without trust, and small steps on its trees."""

from typing import cast
from xml.parsers import expat

from lxml import etree

from pipeline.errors import CatalogError
from pipeline.exchange.charsets import known_charset
from pipeline.exchange.limits import MOST_LEVELS, MOST_PIECES
from pipeline.messages import Message, message

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def parsed_xml(data: bytes, where: str) -> etree._Element:
    """The root of an XML document.

    No entity is resolved and nothing is fetched. Raises CatalogError, with the line, if it is not
    well formed, has declarations in a document type of its own, is written in an encoding that
    is none of such files, or has more markup or levels than a translation can have.
    """
    _Counter(where).read(data)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise _malformed(where, getattr(error, "lineno", None)) from None


class _Counter:
    """Goes through a document without a tree, and stops where there is too much of it.

    A tree has a hundred bytes for each element, and for each attribute that a document type gives
    to all elements: it is made only of what was counted.
    """

    def __init__(self, where: str) -> None:
        self._where = where
        self._pieces = self._levels = 0
        self._encoding = ""
        self._parser = expat.ParserCreate()
        self._parser.ordered_attributes = True
        self._parser.XmlDeclHandler = self._declaration
        self._parser.StartDoctypeDeclHandler = self._document_type
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CommentHandler = self._comment
        self._parser.ProcessingInstructionHandler = self._instruction
        self._parser.StartCdataSectionHandler = self._count

    def read(self, data: bytes) -> None:
        """Raises CatalogError for what `parsed_xml` refuses."""
        try:
            self._parser.Parse(data, True)
        except expat.ExpatError as error:
            raise _malformed(self._where, error.lineno) from None
        except (LookupError, ValueError):  # with several bytes for a character, but not Unicode
            raise self._unknown_encoding() from None

    def _problem(self, reason: Message) -> CatalogError:
        return CatalogError(reason, where=f"{self._where}:{self._parser.CurrentLineNumber}")

    def _declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        self._encoding = encoding or ""
        if encoding and encoding.lower() != "utf-16" and known_charset(encoding) is None:
            raise self._unknown_encoding()

    def _unknown_encoding(self) -> CatalogError:
        reason = (
            "The encoding {charset} is none that a translator's program writes. Ask for the file "
            "as UTF-8."
        )
        return self._problem(message(reason, charset=self._encoding))

    def _document_type(
        self, _name: str, _system: str | None, _public: str | None, has_declarations: int
    ) -> None:
        if has_declarations:
            reason = (
                "This file declares entities or markup of its own, which no translator's program "
                "needs. Ask for it as PO."
            )
            raise self._problem(message(reason))

    def _count(self, pieces: int = 1) -> None:
        self._pieces += pieces
        if self._pieces > MOST_PIECES:
            reason = (
                "This file has more than {most} pieces of markup, so it is no translation of a "
                "briefing. Ask for the file of this document alone."
            )
            raise self._problem(message(reason, most=MOST_PIECES))

    def _start(self, _name: str, attributes: list[str]) -> None:
        self._count(1 + len(attributes) // 2)
        self._levels += 1
        if self._levels > MOST_LEVELS:
            reason = (
                "Here are elements more than {most} deep in each other, which no translator's "
                "program writes. Ask for the file once more, or as PO."
            )
            raise self._problem(message(reason, most=MOST_LEVELS))

    def _end(self, _name: str) -> None:
        self._levels -= 1

    def _comment(self, _text: str) -> None:
        self._count()

    def _instruction(self, _target: str, _text: str) -> None:
        self._count()


def _malformed(where: str, line: int | None) -> CatalogError:
    reason = "This is not well-formed XML: the file is damaged. Ask for it once more."
    return CatalogError(message(reason), where=f"{where}:{line}" if line else where)


def append_text(parent: etree._Element, text: str) -> None:
    """Text behind all that the element has."""
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def local_name(element: etree._Element) -> str:
    """The name without its namespace; "" of a comment."""
    tag: object = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def line_of(element: etree._Element) -> int:
    """The line in its file, 0 if that is not known."""
    return cast("int | None", element.sourceline) or 0
