"""Where links inside a document lead: to a page and a height, and so to a note or a block."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

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

    def shows(self, page: int, top: float) -> bool:
        """Whether what reaches up to `top` on a page is the first that is shown."""
        return self.page == page and top - _BELOW_PT <= self.top <= top + _ABOVE_PT


def destination(annotation: pikepdf.Object, pages: Mapping[object, int]) -> Destination | None:
    """Where an annotation leads in its own file; None if it does not.

    Only explicit destinations of the kind XYZ; `pages` are page numbers by object.
    """
    target = annotation.get("/Dest")
    if not isinstance(target, pikepdf.Array) or len(target) != 5 or target[1] != "/XYZ":
        return None
    page = target[0]
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
    places = [(note, top_of(list(glyphs_below(content, note)))) for note in notes_of(tree)]
    found: dict[tuple[int, int], str] = {}
    for page in pdf.pages:
        for annotation in page.obj.get("/Annots", pikepdf.Array()):
            target = destination(annotation, pages)
            shown = [
                (place[1], note)
                for note, place in places
                if target and place and target.shows(*place)
            ]
            if shown:
                _, note = max(shown, key=itemgetter(0))
                found[annotation.objgen] = _label(note, content)
    return found


def top_of(glyphs: Sequence[PaintedGlyph]) -> tuple[int, float] | None:
    """Page and upper edge of the first line of glyphs."""
    inks = [(glyph, glyph.ink) for glyph in glyphs if glyph.ink]
    if not inks:
        return None
    first = inks[0][0]
    line = [ink for g, ink in inks if g.page == first.page and abs(g.base_y - first.base_y) < 0.02]
    return first.page, max(ink[3] for ink in line)


def _label(note: Element, content: Mapping[ContentKey, tuple[Piece, ...]]) -> str:
    return "".join(text_below(content, child) for child in note.elements() if child.kind == "Lbl")
