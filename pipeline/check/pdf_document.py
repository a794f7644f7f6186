"""What a PDF says about itself: metadata, catalog, bookmarks, page entries."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from xml.etree import ElementTree as Xml

import pikepdf

from pipeline.check.compare import excerpt
from pipeline.check.pdf_reading import PdfReading
from pipeline.edition import Edition
from pipeline.findings import Finding
from pipeline.messages import Message, message
from pipeline.model import Heading, one_line
from pipeline.reading import Kind

_RULE = "pdf.metadata"
_DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
_XMP = "{http://ns.adobe.com/xap/1.0/}"
_PDF_A = "{http://www.aiim.org/pdfa/ns/id/}"
_PDF_UA = "{http://www.aiim.org/pdfua/ns/id/}"
_PDF = "{http://ns.adobe.com/pdf/1.3/}"
_SYNTAX = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_EXTENSION = "{http://www.aiim.org/pdfa/ns/extension/}schemas"
_PROPERTIES = {
    *(_DUBLIN_CORE + name for name in ("format", "title", "creator", "publisher")),
    *(_DUBLIN_CORE + name for name in ("language", "date")),
    *(_XMP + name for name in ("CreateDate", "ModifyDate", "MetadataDate", "CreatorTool")),
    *(_PDF + "Producer", _PDF_A + "part", _PDF_A + "conformance", _PDF_UA + "part", _EXTENSION),
}
"""All that the metadata of our files say."""
_PDF_DATE = re.compile(r"D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(Z|[+-]\d\d'?\d\d'?)")


def metadata(reading: PdfReading, edition: Edition) -> Iterator[Finding]:
    """Title, language, issuer, date, direction, and the two standards that the file claims."""
    for name, expected, found in (*_catalog(reading, edition), *_xmp(reading, edition)):
        if expected != found:
            reason = "{name} is “{found}”, it should be “{expected}”."
            text = message(reason, name=name, found=found or "–", expected=expected)
            yield Finding(_RULE, "", text)
    for name in _strange_properties(reading):
        reason = "The metadata have the property {name}, which our files never have."
        yield Finding(_RULE, "", message(reason, name=name))
    if problem := _date_problem(reading):
        yield Finding(_RULE, "", problem)


Expectation = tuple[str, str, str]
"""Name, what it should be, what it is."""


def _catalog(reading: PdfReading, edition: Edition) -> Iterator[Expectation]:
    root = reading.pdf.Root
    viewer = root.get("/ViewerPreferences", pikepdf.Dictionary())
    marks = root.get("/MarkInfo", pikepdf.Dictionary())
    direction = "/R2L" if edition.language.is_rtl else "/L2R"
    yield "Lang", edition.language.html, reading.language
    yield "DisplayDocTitle", "True", str(viewer.get("/DisplayDocTitle", False))
    yield "Direction", direction, str(viewer.get("/Direction", "/L2R"))
    yield "MarkInfo.Marked", "True", str(marks.get("/Marked", False))
    yield "version", "1.7", reading.pdf.pdf_version
    information = reading.pdf.trailer.get("/Info", pikepdf.Dictionary())
    yield "Title", one_line(edition.briefing.title), str(information.get("/Title", ""))
    yield "Author", edition.issuer.name, str(information.get("/Author", ""))


def _xmp(reading: PdfReading, edition: Edition) -> Iterator[Expectation]:
    title = one_line(edition.briefing.title)
    packet = _packet(reading)
    if packet is None:
        yield "XMP", "there", "missing"
        return
    yield "dc:title", title, packet.first(_DUBLIN_CORE + "title")
    yield "dc:creator", edition.issuer.name, packet.first(_DUBLIN_CORE + "creator")
    yield "dc:language", edition.language.html, packet.first(_DUBLIN_CORE + "language")
    yield "dc:date", edition.info.current.isoformat(), packet.first(_DUBLIN_CORE + "date")[:10]
    yield "pdfuaid:part", "1", packet.first(_PDF_UA + "part")
    yield "pdfaid:part", "2", packet.first(_PDF_A + "part")
    yield "pdfaid:conformance", "A", packet.first(_PDF_A + "conformance")


def _date_problem(reading: PdfReading) -> Message | None:
    """XMP and document information name one moment (ISO 19005-2 6.6.2.3)."""
    packet = _packet(reading)
    information = reading.pdf.trailer.get("/Info", pikepdf.Dictionary())
    created = packet.first(_XMP + "CreateDate") if packet else ""
    other = _PDF_DATE.fullmatch(str(information.get("/CreationDate", "")))
    if not created or not other:
        return message("The date of creation is missing.")
    year, month, day, hour, minute, second, zone = other.groups()
    zone = "+00:00" if zone == "Z" else f"{zone[:3]}:{zone[-3:].strip(chr(39))}"
    moment = f"{year}-{month}-{day}T{hour}:{minute}:{second}{zone}"
    if datetime.fromisoformat(created) != datetime.fromisoformat(moment):
        return message("The two dates of creation are not the same.")
    return None


def _strange_properties(reading: PdfReading) -> Iterator[str]:
    packet = _packet(reading)
    if packet is None:
        return
    for description in packet.root.iter(_SYNTAX + "Description"):
        names = {child.tag for child in description} | set(description.attrib)
        yield from sorted(names - _PROPERTIES - {_SYNTAX + "about"})


@dataclass(frozen=True, slots=True)
class _Packet:
    """An XMP packet, asked for its first value of a property."""

    root: Xml.Element

    def first(self, name: str) -> str:
        """The property's text, or that of the first item of its array; else empty.

        Properties may be written as elements or as attributes (ISO 16684-1 7).
        """
        for element in self.root.iter():
            if name in element.attrib:
                return element.attrib[name]
            if element.tag == name:
                texts = (part.strip() for part in element.itertext())
                return next((text for text in texts if text), "")
        return ""


def _packet(reading: PdfReading) -> _Packet | None:
    stream = reading.pdf.Root.get("/Metadata")
    if not isinstance(stream, pikepdf.Stream):
        return None
    try:
        return _Packet(Xml.fromstring(stream.read_bytes()))  # noqa: S314  # our own file
    except Xml.ParseError:
        return None


def bookmarks(reading: PdfReading, edition: Edition) -> Iterator[Finding]:
    """A bookmark for the title and every heading, in order, to the page that it is on.

    The heading of a table of contents is what `pdf.contents` judges.
    """
    briefing = edition.briefing
    headings = (block.text for block in briefing.blocks if isinstance(block, Heading))
    wanted = [one_line(text) for text in (briefing.title, *headings)]
    placed = [p for p in reading.placed if p.unit.kind in (Kind.TITLE, Kind.HEADING)]
    if reading.contents:
        wanted.insert(1, reading.contents.title.unit.text)
        placed.insert(1, reading.contents.title)
    found = list(_outline(reading.pdf))
    if [title for title, _ in found] != wanted:
        reason = "The bookmarks are not the headings of the document."
        yield Finding("pdf.bookmarks", "", message(reason))
        return
    for (title, page), heading in zip(found, placed, strict=False):
        at = next((piece.glyphs[0].page for piece in heading.pieces if piece.glyphs), None)
        if page != at:
            reason = "The bookmark “{title}” leads to another page than its heading."
            yield Finding("pdf.bookmarks", "", message(reason, title=excerpt(title, 0)))


def _outline(pdf: pikepdf.Pdf) -> Iterator[tuple[str, int | None]]:
    """Title and page, counted from 0, of every bookmark, those below it right after it."""
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    root = pdf.Root.get("/Outlines")
    waiting = [root.get("/First")] if root is not None else []
    seen: set[object] = set()
    while waiting:
        item = waiting.pop()
        if item is None or item.objgen in seen:
            continue
        seen.add(item.objgen)
        action = item.get("/A")
        target = item.get("/Dest", action.get("/D") if action is not None else None)
        page = pages.get(target[0].objgen) if isinstance(target, pikepdf.Array) else None
        yield str(item.get("/Title", "")), page
        waiting += [item.get("/Next"), item.get("/First")]


def tabs(reading: PdfReading, _: Edition) -> Iterator[Finding]:
    """The tabulator follows the structure on every page (ISO 14289-1 7.18.3)."""
    for number, page in enumerate(reading.pdf.pages):
        if page.obj.get("/Tabs") != "/S":
            reason = "The order of the tabulator is not that of the structure (Tabs S)."
            yield Finding("pdf.tabs", f"p. {number + 1}", message(reason))
