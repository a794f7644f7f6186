"""Where links inside a document lead: to a page and a height, and so to a note or a block."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pikepdf

from pipeline.check.pdf_painted import PaintedGlyph
from pipeline.check.pdf_tree import ContentKey, Element, Piece, glyphs_below, text_below

_BELOW_PT = 0.5
"""How far ink may reach above the height to which a link leads."""
_ABOVE_PT = 60.0
"""How far above a line a link may lead: the line's own height and the space before it."""


@dataclass(frozen=True, slots=True)
class Destination:
    """A place that is shown: the page, counted from 0, and the height of its upper edge in pt
    from the page's lower edge (ISO 32000-1 12.3.2.2)."""

    page: int
    top: float

    def first_of(self, places: Mapping[str, "Destination | None"]) -> str | None:
        """The name of what is shown first: of what begins at this height or soon below it."""
        shown = [
            (place.top, name)
            for name, place in places.items()
            if place and place.page == self.page
            if place.top - _BELOW_PT <= self.top <= place.top + _ABOVE_PT
        ]
        return max(shown)[1] if shown else None


def destination(annotation: pikepdf.Object, pages: Mapping[object, int]) -> Destination | None:
    """Where an annotation leads in its own file; None if it does not.

    Only explicit destinations of the kind XYZ that keep the reader's own place across and the
    reader's magnification; `pages` are page numbers by object.
    """
    target = annotation.get("/Dest")
    if not isinstance(target, pikepdf.Array) or len(target) != 5 or target[1] != "/XYZ":
        return None
    page, _, left, _, zoom = target
    if left is not None or zoom is not None:
        return None
    number = pages.get(page.objgen) if isinstance(page, pikepdf.Dictionary) else None
    return None if number is None else Destination(number, float(target[3]))


def page_numbers(pdf: pikepdf.Pdf) -> dict[object, int]:
    """The number of each page, from 0, by its object."""
    return {page.obj.objgen: number for number, page in enumerate(pdf.pages)}


def notes_of(tree: Sequence[Element]) -> Iterator[Element]:
    """The notes, in reading order."""
    return (element for root in tree for element in root.walk() if element.kind == "Note")


def note_labels(
    pdf: pikepdf.Pdf,
    tree: Sequence[Element],
    content: Mapping[ContentKey, tuple[Piece, ...]],
) -> dict[tuple[int, int], str]:
    """The label of the note to which each annotation leads, by the annotation's object.

    It is the nearest note below the destination.
    """
    pages = page_numbers(pdf)
    places = {
        _label(note, content): top_of(list(glyphs_below(content, note))) for note in notes_of(tree)
    }
    found: dict[tuple[int, int], str] = {}
    for page in pdf.pages:
        for annotation in page.obj.get("/Annots", pikepdf.Array()):
            target = destination(annotation, pages)
            label = target.first_of(places) if target else None
            if label is not None:
                found[annotation.objgen] = label
    return found


def top_of(glyphs: Sequence[PaintedGlyph]) -> Destination | None:
    """Page and upper edge of the first line of glyphs."""
    inks = [(glyph, glyph.ink) for glyph in glyphs if glyph.ink]
    if not inks:
        return None
    first = inks[0][0]
    line = [ink for g, ink in inks if g.page == first.page and abs(g.base_y - first.base_y) < 0.02]
    return Destination(first.page, max(ink[3] for ink in line))


def _label(note: Element, content: Mapping[ContentKey, tuple[Piece, ...]]) -> str:
    return "".join(text_below(content, child) for child in note.elements() if child.kind == "Lbl")
