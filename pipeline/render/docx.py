"""An edition as a Word document (ISO/IEC 29500, transitional), with real styles and lists.

Everything that a reader or a screen reader needs is in styles, numbering, language and
direction; nothing is simulated with direct formatting or empty paragraphs.
"""

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import groupby, pairwise
from operator import itemgetter

from docx import Document
from docx.document import Document as DocxDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.section import Section
from docx.shared import Mm

from pipeline.edition import Edition
from pipeline.errors import RenderError
from pipeline.imprint import contact_sentence, dated, issuer_name
from pipeline.interface import interface
from pipeline.languages import Language, language
from pipeline.messages import message
from pipeline.model import (
    Briefing,
    Heading,
    ListBlock,
    Paragraph,
    SignOff,
    Span,
    Text,
    plain,
    text_of,
)
from pipeline.reading import BULLET, signatory_text
from pipeline.render import docx_styles as named
from pipeline.render import ooxml
from pipeline.render.directions import Piece, directed
from pipeline.render.ooxml import Element, Part, w
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
_TITLE = "\ue000"
"""Stands for the title until it is set."""


def render_docx(edition: Edition, style: Style, *, epoch: datetime) -> bytes:
    """The edition as DOCX; `epoch` is the time of creation that the file states, in UTC.

    Equal arguments give equal bytes. Raises RenderError for a character that XML cannot hold.
    """
    document, created = Document(), _utc(epoch)
    _remove_leftovers(document)
    _set_properties(document, edition, created)
    writer = _Writer(edition, document.part)
    blocks = tuple(writer.blocks())
    body = document.element.body
    ooxml.replace_content(body, (*blocks, body.sectPr))
    _set_up(document, edition.language, style, writer.lists)
    _lay_out_page(document.sections[0], edition, style)
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
    title = plain(edition.briefing.title)  # python-docx stops at 255 characters
    for element in document.part.package.core_properties._element:
        if element.text == _TITLE:
            element.text = _checked(title, f"{edition.stem}.docx title")
        elif not element.text:
            element.getparent().remove(element)


def _set_up(document: DocxDocument, of: Language, style: Style, lists: Iterable[Element]) -> None:
    """Styles, numbering and settings of our own instead of the template's."""
    ooxml.replace_content(document.styles.element, named.styles(of, style))
    ooxml.replace_content(document.settings.element, ooxml.settings(of))
    definitions = ooxml.abstract_numberings(BULLET, style.list_indent_pt, named.font(of))
    ooxml.replace_content(document.part.numbering_part.element, (*definitions, *lists))


def _checked(text: str, where: str) -> str:
    """The text. Raises RenderError if it has a character that XML 1.0 does not allow (2.2)."""
    for character in text:
        code = ord(character)
        allowed = code >= 0x20 or character in "\t\n\r"
        if not allowed or 0xD800 <= code <= 0xDFFF or code in (0xFFFE, 0xFFFF):
            reason = "The character U+{code} cannot stand in a Word document; remove it."
            raise RenderError(message(reason, code=f"{code:04X}"), where=where)
    return text


def _kept_with_next(briefing: Briefing) -> set[str | None]:
    """The blocks that lead in a list, or that stand before a sign-off: it gets no page alone."""
    lead_ins = {b.lead_in for b in briefing.blocks if isinstance(b, ListBlock)}
    pairs = pairwise(briefing.blocks)
    return lead_ins | {block.id for block, following in pairs if isinstance(following, SignOff)}


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes paragraphs of one edition into one part; `lists` grows as lists are met."""

    edition: Edition
    part: Part
    lists: list[Element] = field(default_factory=list)

    def paragraph(
        self, style: str, text: Text, where: str, *, keep_next: bool = False, number: int = 0
    ) -> Element:
        return self.container(style, self.runs(text, where), keep_next=keep_next, number=number)

    def container(
        self, style: str, runs: Iterable[Element], *, keep_next: bool = False, number: int = 0
    ) -> Element:
        numbering = w("numPr", w("ilvl", val=0), w("numId", val=number)) if number else None
        return w(
            "p",
            w(
                "pPr",
                w("pStyle", val=style),
                w("keepNext") if keep_next else None,
                numbering,
                w("bidi") if self.edition.language.is_rtl else None,
                self._paragraph_mark(),
            ),
            *runs,
        )

    def _paragraph_mark(self) -> Element | None:
        """The mark's direction is that of the text, and so of what staff add behind it."""
        return w("rPr", w("rtl")) if self.edition.language.is_rtl else None

    def runs(self, text: Text, where: str) -> Iterator[Element]:
        for span in text:
            _checked(span.text, f"{self.edition.stem}.docx {where}")
        for span, stretches in groupby(directed(text, self.edition.language), itemgetter(0)):
            runs = [run for _, piece in stretches for run in self._runs(span, piece)]
            if span.link:
                yield ooxml.hyperlink(self.part, span.link, runs)
            else:
                yield from runs

    def _runs(self, span: Span, piece: Piece) -> Iterator[Element]:
        own = self.edition.language
        of = language(span.language) if span.language else own
        style = named.HYPERLINK if span.link else None
        cs = of.word_slot == "bidi" and not of.is_rtl
        turned = of.is_rtl and not piece.is_rtl
        western = turned and not any(character.isalpha() for character in piece.text)
        for text in filter(None, (piece.before, piece.text, piece.after)):
            lang = ooxml.run_language(of, marked=bool(span.language), western=western)
            properties = ooxml.run_properties(lang, style=style, is_rtl=piece.is_rtl, cs=cs)
            yield ooxml.run(text, properties)

    def blocks(self) -> Iterator[Element]:
        """The body, in the order of `reading_sequence`."""
        briefing = self.edition.briefing
        yield self.paragraph(named.TITLE, briefing.title, "title")
        for number, notice in enumerate(self.edition.notices, 1):
            yield self.paragraph(named.NOTICE, notice, f"notice{number}")
        kept = _kept_with_next(briefing)
        for block in briefing.blocks:
            match block:
                case Heading():
                    yield self.paragraph(named.heading(block.level), block.text, block.id)
                case Paragraph():
                    keep = block.id in kept
                    yield self.paragraph(named.BODY, block.text, block.id, keep_next=keep)
                case ListBlock():
                    yield from self._list(block)
                case SignOff():
                    yield from self._sign_off(block)

    def _list(self, block: ListBlock) -> Iterator[Element]:
        number = len(self.lists) + 1
        abstract = ooxml.NUMBERS if block.ordered else ooxml.BULLETS
        self.lists.append(ooxml.numbering(number, abstract, block.start))
        style = named.NUMBER_ITEM if block.ordered else named.BULLET_ITEM
        for item in block.items:
            yield self.paragraph(style, item.text, item.id, number=number)

    def _sign_off(self, block: SignOff) -> Iterator[Element]:
        if block.closing:
            yield self.paragraph(named.CLOSING, block.closing, block.id)
        last = len(block.signatories) - 1
        for index, signatory in enumerate(block.signatories):
            text = signatory_text(signatory, self.edition.language)
            keep = index < last
            yield self.paragraph(named.SIGNATORY, text, signatory.id, keep_next=keep)


def _lay_out_page(section: Section, edition: Edition, style: Style) -> None:
    """A4 or what the style says, with header and footer; the first page has its own."""
    section.page_width, section.page_height = Mm(style.page_width_mm), Mm(style.page_height_mm)
    section.left_margin = section.right_margin = Mm(style.margin_side_mm)
    section.top_margin, section.bottom_margin = Mm(style.margin_top_mm), Mm(style.margin_bottom_mm)
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
        ooxml.replace_content(part.element, content(_Writer(edition, part)))
    properties = section._sectPr  # python-docx has no way to a section's direction
    properties.attrib.clear()  # the template's revision marks
    for name in ("cols", "docGrid"):
        for leftover in properties.findall(f"{{{ooxml.W}}}{name}"):
            properties.remove(leftover)
    if edition.language.is_rtl:
        properties.append(w("bidi"))


def _first_header(writer: _Writer) -> Iterator[Element]:
    edition = writer.edition
    yield writer.paragraph(named.HEADER_ISSUER, text_of(issuer_name(edition)), "header")
    line = text_of(f"{dated(edition)}\t{edition.language.endonym}")
    yield writer.paragraph(named.HEADER_DATE, line, "header")


def _running_header(writer: _Writer) -> Iterator[Element]:
    edition = writer.edition
    line = text_of(issuer_name(edition), " · ", *edition.briefing.title)
    yield writer.paragraph(named.HEADER, line, "header")


def _footer(writer: _Writer) -> Iterator[Element]:
    edition = writer.edition
    line = contact_sentence(edition.contact, edition.language)
    yield writer.paragraph(named.FOOTER, line, "footer")
    yield writer.container(named.FOOTER_PAGE, _page_numbers(writer))


def _page_numbers(writer: _Writer) -> Iterator[Element]:
    own = writer.edition.language
    for text, place in interface(own.tag).resident_parts("Page {page} of {pages}"):
        yield from writer.runs(text_of(text), "footer")
        if place:
            yield from ooxml.page_field(_PAGE_FIELDS[place], own)
