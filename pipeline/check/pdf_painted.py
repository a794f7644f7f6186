"""What a page of a PDF paints, as values: glyphs, rectangles, pictures, and their marks."""

from dataclasses import dataclass
from typing import NamedTuple

import pikepdf

from pipeline.check.pdf_fonts import Box, PdfFont

Colour = tuple[float, float, float]
"""Red, green, blue, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Mark:
    """The marked-content sequence that something stands in (ISO 32000-1 14.6).

    `mcid` is the innermost one; `actual_text` and `language` are of the innermost sequence
    that has them; `group` tells ActualText sequences apart. `artifact` is the subtype of an
    artifact, or its type if it has none, without slash (ISO 32000-1 14.8.2.2.2).
    """

    artifact: str | None = None
    mcid: int | None = None
    actual_text: str | None = None
    group: int = -1
    language: str | None = None

    @property
    def is_artifact(self) -> bool:
        """Whether content here is none of the document's."""
        return self.artifact is not None

    @property
    def is_marked(self) -> bool:
        """Whether content here is either real content or an artifact."""
        return self.is_artifact or self.mcid is not None


class PaintedGlyph(NamedTuple):
    """A glyph on a page. Places are in pt from the page's lower left corner.

    `x`, `y` is its origin; `base_y` the base line without its rise; `advance` its own width;
    `ink` the bounds of what is painted, None for a space. `sequence` counts the outermost
    marked-content sequences of the page. `text` is what ToUnicode says of it; `key` its page
    and the number of its marked content, which is None outside of the tree.

    A named tuple: a document has tens of thousands of glyphs, and every rule asks for them.
    """

    page: int
    sequence: int
    mark: Mark
    font: PdfFont
    code: int
    x: float
    y: float
    base_y: float
    size: float
    advance: float
    colour: Colour
    is_visible: bool
    ink: Box | None
    text: str
    key: tuple[int, int | None]


@dataclass(frozen=True, slots=True)
class Fill:
    """A filled rectangle, in the order of painting; `before` glyphs of the page precede it."""

    box: Box
    colour: Colour
    before: int


@dataclass(frozen=True, slots=True)
class PaintedImage:
    """An image XObject painted on a page; `box` is None if it is turned or mirrored.

    `value` is the XObject, None if the page has none of that name; `before` glyphs of the page
    precede it.
    """

    page: int
    mark: Mark
    box: Box | None
    value: pikepdf.Object | None
    before: int


@dataclass(frozen=True, slots=True)
class PageContent:
    """What one page paints. `unmarked` are operators that paint outside any mark.

    `operators` are all operators with the number of their operands, in order; `sequences` are
    the marked-content sequences as tag and properties, which are None where they are not a
    dictionary in the stream itself.
    """

    number: int
    width: float
    height: float
    glyphs: tuple[PaintedGlyph, ...]
    fills: tuple[Fill, ...]
    images: tuple[PaintedImage, ...]
    unmarked: tuple[str, ...]
    operators: tuple[tuple[str, int], ...]
    sequences: tuple[tuple[str, pikepdf.Object | None], ...]
