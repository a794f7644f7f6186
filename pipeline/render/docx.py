"""An edition as a Word document (ISO/IEC 29500, transitional), with real styles and lists.

Everything that a reader or a screen reader needs is in styles, numbering, language and
direction; nothing is simulated with direct formatting or empty paragraphs.
"""

import io
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from math import ceil
from typing import cast

from docx import Document
from docx.document import Document as DocxDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Mm

from pipeline.edition import Edition
from pipeline.imprint import contact_sentence, dated, issuer_name
from pipeline.interface import interface
from pipeline.model import LINE_BREAK, Text, one_line, plain, text_of
from pipeline.render import docx_names as named
from pipeline.render import ooxml
from pipeline.render.docx_blocks import Body
from pipeline.render.docx_looks import font
from pipeline.render.docx_styles import styles
from pipeline.render.docx_writer import SEPARATORS, Progress, Writer, checked, footnotes
from pipeline.render.ooxml import Element, w
from pipeline.style import Style

_NEEDED = (
    RELATIONSHIP_TYPE.CORE_PROPERTIES,
    RELATIONSHIP_TYPE.NUMBERING,
    RELATIONSHIP_TYPE.OFFICE_DOCUMENT,
    RELATIONSHIP_TYPE.SETTINGS,
    RELATIONSHIP_TYPE.STYLES,
)
"""The rest of python-docx's template goes: theme fonts, a thumbnail, another program's name."""

_PAGE_FIELDS = {"page": "PAGE", "pages": "NUMPAGES"}
_MM_PER_PT = 25.4 / 72
_AIR_MM = 2
"""Between the text of the page and a header or footer with more lines than usual."""
_CHARACTER = 0.55
"""The width of a character in font sizes, about."""

_TITLE = "\ue000"
"""Stands for the title until it is set."""


def render_docx(edition: Edition, style: Style, *, epoch: datetime) -> bytes:
    """The edition as DOCX; `epoch` is the time of creation that the file states, in UTC.

    Equal arguments give equal bytes. Raises RenderError for a character that XML cannot hold.
    """
    document, created = Document(), _utc(epoch)
    _remove_leftovers(document)
    _set_properties(document, edition, created)
    progress = Progress.of(edition)
    body = document.element.body
    writer = Writer(edition, document.part, progress, has_notes=True)
    blocks = tuple(Body(writer, document.part, style).elements())
    ooxml.replace_content(body, (*blocks, body.sectPr))
    parts = [document.element, *_lay_out_page(document.sections[0], edition, style, progress)]
    if edition.briefing.notes:
        parts.append(_add_footnotes(document, edition, progress))
    _set_up(document, edition, style, progress, _styles_in(parts))
    ooxml.replace_content(document.element, list(document.element))
    package = io.BytesIO()
    document.save(package)
    return ooxml.pack(package.getvalue(), created)


def _remove_leftovers(document: DocxDocument) -> None:
    for relationships in (document.part.rels, document.part.package.rels):
        for identity, relationship in list(relationships.items()):
            if relationship.reltype not in _NEEDED:
                del relationships[identity]


def _utc(moment: datetime) -> datetime:
    """The same moment in UTC; a time without a zone is taken as UTC."""
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def _set_properties(document: DocxDocument, edition: Edition, created: datetime) -> None:
    properties = document.core_properties
    for name in ("comments", "keywords"):
        setattr(properties, name, "")
    properties.title = _TITLE
    properties.language = edition.language.tag
    properties.author = properties.last_modified_by = edition.issuer.name
    properties.created = properties.modified = created
    properties.revision = 1
    title = one_line(edition.briefing.title)  # python-docx stops at 255 characters
    for element in document.part.package.core_properties._element:
        if element.text == _TITLE:
            element.text = checked(title, f"{edition.stem}.docx title")
        elif not element.text:
            element.getparent().remove(element)


def _set_up(
    document: DocxDocument, edition: Edition, style: Style, progress: Progress, used: set[str]
) -> None:
    """Styles, numbering and settings of our own instead of the template's."""
    of = edition.language
    ooxml.replace_content(document.styles.element, styles(of, style, used))
    lines = SEPARATORS.values() if edition.briefing.notes else ()
    separators = (w("footnote", id=number) for number in lines)
    ooxml.replace_content(document.settings.element, ooxml.settings(of, separators))
    lists = progress.lists.elements(style.list_indent_pt, font(of))
    ooxml.replace_content(document.part.numbering_part.element, lists)


def _styles_in(parts: Iterable[Element]) -> set[str]:
    """The ids of all styles that elements of these parts have."""
    names = [f"{{{ooxml.W}}}{name}" for name in ("pStyle", "rStyle", "tblStyle")]
    return {e.get(f"{{{ooxml.W}}}val", "") for part in parts for e in part.iter(*names)}


def _add_footnotes(document: DocxDocument, edition: Edition, progress: Progress) -> Element:
    element, package = cast("BaseOxmlElement", w("footnotes")), document.part.package
    name = PackURI("/word/footnotes.xml")
    part = XmlPart(name, CONTENT_TYPE.WML_FOOTNOTES, element, package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    content = footnotes(Writer(edition, part, progress), edition.briefing)
    ooxml.replace_content(element, content)
    return element


def _lay_out_page(
    section: Section, edition: Edition, style: Style, progress: Progress
) -> list[Element]:
    """A4 or what the style says, with header and footer; the first page has its own.

    The elements are those of the headers and footers.
    """
    margins: list[Element] = []
    section.page_width, section.page_height = Mm(style.page_width_mm), Mm(style.page_height_mm)
    section.left_margin = section.right_margin = Mm(style.margin_side_mm)
    briefing = edition.briefing
    section.top_margin = Mm(style.margin_top_mm + _height_mm(briefing.page_header, style))
    section.bottom_margin = Mm(style.margin_bottom_mm + _height_mm(briefing.page_footer, style))
    section.header_distance = section.footer_distance = Mm(10)
    section.different_first_page_header_footer = True
    places = (
        (section.first_page_header, _first_header),
        (section.header, _running_header),
        (section.first_page_footer, _footer),
        (section.footer, _footer),
    )
    for place, content in places:
        place.is_linked_to_previous = False
        part = place.part
        ooxml.replace_content(part.element, content(Writer(edition, part, progress)))
        margins.append(part.element)
    properties = section._sectPr  # python-docx has no way to a section's direction
    properties.attrib.clear()  # the template's revision marks
    for name in ("cols", "docGrid"):
        for leftover in properties.findall(f"{{{ooxml.W}}}{name}"):
            properties.remove(leftover)
    if edition.language.is_rtl:
        properties.append(w("bidi"))
    return margins


def _first_header(writer: Writer) -> Iterator[Element]:
    edition = writer.edition
    yield from _repeated(writer, named.HEADER_TEXT, edition.briefing.page_header)
    yield writer.paragraph(named.HEADER_ISSUER, text_of(issuer_name(edition)), "header")
    line = text_of(f"{dated(edition)}\t{edition.language.endonym}")
    yield writer.paragraph(named.HEADER_DATE, line, "header")


def _running_header(writer: Writer) -> Iterator[Element]:
    edition = writer.edition
    yield from _repeated(writer, named.HEADER_TEXT, edition.briefing.page_header)
    line = text_of(issuer_name(edition), " · ", *_on_one_line(edition.briefing.title))
    yield writer.paragraph(named.HEADER, line, "header")


def _footer(writer: Writer) -> Iterator[Element]:
    edition = writer.edition
    line = contact_sentence(edition.contact, edition.language)
    yield writer.paragraph(named.FOOTER, line, "footer")
    yield from _repeated(writer, named.FOOTER_TEXT, edition.briefing.page_footer)
    yield writer.container(named.FOOTER_PAGE, _page_numbers(writer))


def _repeated(writer: Writer, style: str, text: Text) -> Iterator[Element]:
    """What the source repeats on its pages."""
    if text:
        yield writer.paragraph(style, text, "header" if style == named.HEADER_TEXT else "footer")


def _height_mm(text: Text, style: Style) -> float:
    """About the height of a text in a header or footer, by which the page's margin grows."""
    width_pt = (style.page_width_mm - 2 * style.margin_side_mm) / _MM_PER_PT
    in_a_line = width_pt / (style.small_pt * _CHARACTER)
    lines = plain(text).split(LINE_BREAK) if text else []
    count = sum(max(1, ceil(len(line) / in_a_line)) for line in lines)
    return count * style.small_pt * style.line_height * _MM_PER_PT + (_AIR_MM if text else 0)


def _on_one_line(text: Text) -> Text:
    """The text without references to notes, which no header can have, and line breaks."""
    spans = (replace(span, text=span.text.replace(LINE_BREAK, " ")) for span in text)
    return text_of(*(span for span in spans if not span.note))


def _page_numbers(writer: Writer) -> Iterator[Element]:
    own = writer.edition.language
    for text, place in interface(own.tag).resident_parts("Page {page} of {pages}"):
        yield from writer.runs(text_of(text), "footer")
        if place:
            yield from ooxml.field(_PAGE_FIELDS[place], "1", own)
