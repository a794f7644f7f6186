"""A PDF as it was read: its pages, its tag tree, and the units of its text."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from io import BytesIO

import pikepdf

from pipeline.check.compare import ReadUnit
from pipeline.check.pdf_content import read_page
from pipeline.check.pdf_contents_tree import Contents, contents_section, read_contents
from pipeline.check.pdf_fonts import PdfFont
from pipeline.check.pdf_painted import PageContent, PaintedGlyph
from pipeline.check.pdf_targets import note_labels
from pipeline.check.pdf_tree import (
    ContentKey,
    Element,
    Piece,
    glyphs_below,
    pieces_by_content,
    read_tree,
    text_below,
)
from pipeline.check.pdf_units import PlacedUnit, UnitReader, read_units
from pipeline.languages import all_languages


@dataclass(frozen=True)
class PdfReading:
    """Everything that the rules look at. `language` is the catalog's /Lang, or empty."""

    pdf: pikepdf.Pdf
    pages: tuple[PageContent, ...]
    content: Mapping[ContentKey, tuple[Piece, ...]]
    tree: tuple[Element, ...]
    placed: tuple[PlacedUnit, ...]
    language: str
    contents: Contents | None = None
    """The table of contents, whose units are not among the others."""

    @cached_property
    def units(self) -> tuple[ReadUnit, ...]:
        """The units of the text, with the project's language tags."""
        return tuple(with_own_tags(placed.unit) for placed in self.placed)

    @property
    def glyphs(self) -> Iterator[PaintedGlyph]:
        """Every painted glyph, artifacts too, in the order of painting."""
        return (glyph for page in self.pages for glyph in page.glyphs)

    @property
    def elements(self) -> Iterator[Element]:
        """Every structure element, in reading order."""
        return (element for root in self.tree for element in root.walk())

    def glyphs_below(self, element: Element) -> list[PaintedGlyph]:
        """The glyphs of all marked content below an element, in reading order."""
        return list(glyphs_below(self.content, element))

    def keys_below(self, *kinds: str) -> set[ContentKey]:
        """The marked content below all elements of these kinds."""
        return {
            child
            for element in self.elements
            if element.kind in kinds
            for inner in element.walk()
            for child in inner.children
            if not isinstance(child, Element)
        }

    @cached_property
    def note_numbers(self) -> set[ContentKey]:
        """The marked content of the references to notes in the text."""
        return self.keys_below("Reference") - self.keys_below("TOC")

    def text_below(self, element: Element) -> str:
        """The text of an element and all below it, in reading order."""
        return text_below(self.content, element)


def read_pdf(data: bytes) -> PdfReading:
    """Read a PDF through its tag tree. Raises pikepdf.PdfError if it is no PDF."""
    pdf = pikepdf.open(BytesIO(data))
    fonts: dict[object, PdfFont] = {}
    pages = tuple(read_page(page, number, fonts) for number, page in enumerate(pdf.pages))
    content = pieces_by_content(pages)
    tree = read_tree(pdf)
    language = str(pdf.Root.get("/Lang", ""))
    section = contents_section(tree)
    reader = UnitReader(content, language, note_labels(pdf, tree, content), section)
    contents = read_contents(section, reader) if section else None
    return PdfReading(pdf, pages, content, tree, read_units(tree, reader), language, contents)


def with_own_tags(unit: ReadUnit) -> ReadUnit:
    """PDF has the tags of HTML; the project has its own for some languages."""
    own = {language.html.lower(): tag for tag, language in all_languages().items()}
    parts = tuple((own.get(tag.lower(), tag), text) for tag, text in unit.languages)
    return replace(unit, languages=parts)
