"""Links: where they can be pressed, on their own text and nowhere else, and where they lead."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from urllib.parse import unquote

import pikepdf

from pipeline.check.compare import disregarded, excerpt
from pipeline.check.pdf_expected import expected_units
from pipeline.check.pdf_fonts import Box
from pipeline.check.pdf_painted import PaintedGlyph
from pipeline.check.pdf_reading import PdfReading
from pipeline.check.pdf_structure import parent_entries
from pipeline.check.pdf_targets import Destination, destination, page_numbers, top_of
from pipeline.check.pdf_tree import Element
from pipeline.check.pdf_units import PlacedUnit
from pipeline.edition import Edition
from pipeline.findings import Finding
from pipeline.messages import message

_RULE = "pdf.link"
_EDGE_PT = 1.0
_ROUNDED_PT = 0.02
HIGHEST_EM = 1.3
LOWEST_EM = 0.6
"""How far an area may reach above and below the base line."""


def links(reading: PdfReading, edition: Edition) -> Iterator[Finding]:
    """The links of the edition: the text of each, and its address or the block it leads to."""
    places = block_places(reading, edition)
    wanted = _joined(
        (_wanted_target(span.link, places), span.text)
        for unit in expected_units(edition)
        for span in unit.text
        if span.link
    )
    found = _joined(
        (target, reading.text_below(element))
        for element in reading.elements
        if element.kind == "Link" and not (element.parent and element.parent.kind == "Reference")
        for target in link_targets(reading, element, places)
    )
    if found != wanted:
        reason = "The links are not those of the document; the first difference: “{link}”."
        at = next((i for i, (a, b) in enumerate(zip(found, wanted, strict=False)) if a != b), -1)
        shorter = found[len(wanted) :] or wanted[len(found) :]
        link = found[at] if at >= 0 else shorter[0]
        yield Finding("pdf.structure", "", message(reason, link=" ".join(link)))


def _wanted_target(link: str, places: Mapping[str, Destination | None]) -> str:
    return f"#{_seen(link[1:], places)}" if link.startswith("#") else unquote(link)


def _joined(items: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Neighbours with one target as one link: a part of a link may be strong."""
    return [
        (target, disregarded("".join(text for _, text in group)))
        for target, group in groupby(items, key=itemgetter(0))
    ]


def block_places(reading: PdfReading, edition: Edition) -> dict[str, Destination | None]:
    """Page and upper edge of each block, by its id; None if nothing of it can be seen.

    No block has a place if the file has not as many units as the edition.
    """
    units = expected_units(edition)
    places: dict[str, Destination | None] = {b.id: None for b in edition.briefing.blocks}
    if len(units) == len(reading.placed):
        for unit, placed in zip(units, reading.placed, strict=True):
            block = unit.where.partition(".")[0]
            if block in places and places[block] is None:
                places[block] = _place(reading, placed)
    return places


def _seen(block: str, places: Mapping[str, Destination | None]) -> str:
    """The block itself or, if nothing of it can be seen, the next one of which something can:
    a separator has no words to lead to."""
    ids = list(places)
    following = ids[ids.index(block) :] if block in places else []
    return next((other for other in following if places[other]), block)


def _place(reading: PdfReading, placed: PlacedUnit) -> Destination | None:
    if placed.element.kind == "Figure":
        keys = {child for child in placed.element.children if not isinstance(child, Element)}
        images = (image for page in reading.pages for image in page.images)
        own = (i for i in images if i.box and (i.page, i.mark.mcid) in keys)
        return next((Destination(i.page, i.box[3]) for i in own if i.box), None)
    return top_of([glyph for piece in placed.pieces for glyph in piece.glyphs])


def link_targets(
    reading: PdfReading, element: Element, places: Mapping[str, Destination | None]
) -> list[str]:
    """The address of a link, or `#` with the id of the block that its destination shows first."""
    pages = page_numbers(reading.pdf)
    found: dict[str, None] = {}
    for annotation in element.annotations:
        action = annotation.get("/A")
        target = destination(annotation, pages)
        if target is None:
            found[unquote(str(action.get("/URI", ""))) if action is not None else ""] = None
        else:
            found[f"#{target.first_of(places)}"] = None
    return list(found) or [""]


def annotations(reading: PdfReading, _: Edition) -> Iterator[Finding]:
    """Each annotation is described, and its element and it name each other.

    ISO 14289-1 7.18.5: a Link element with an object reference, and /Contents.
    """
    owners = {a.objgen: e.objgen for e in reading.elements for a in e.annotations}
    entries = parent_entries(reading)
    for number, page in enumerate(reading.pdf.pages):
        for annotation in page.obj.get("/Annots", pikepdf.Array()):
            place = f"p. {number + 1}"
            if not str(annotation.get("/Contents", "")).strip():
                reason = "A link has no description (Contents)."
                yield Finding("pdf.structure", place, message(reason))
            parent = entries.get(int(annotation.get("/StructParent", -1)))
            owner = owners.get(annotation.objgen)
            if owner is None or parent is None or parent.objgen != owner:
                reason = "An annotation and its element do not name each other."
                yield Finding("pdf.structure", place, message(reason))


def link_places(reading: PdfReading, _: Edition) -> Iterator[Finding]:
    """Rect and QuadPoints are the extent of the link's glyphs; Contents is its text.

    ISO 32000-1 12.5.6.5 (QuadPoints inside Rect), ISO 14289-1 7.18.5 (Contents).
    """
    pages = {
        annotation.objgen: number
        for number, page in enumerate(reading.pdf.pages)
        for annotation in page.obj.get("/Annots", pikepdf.Array())
    }
    for element in (e for e in reading.elements if e.kind == "Link"):
        text = disregarded(reading.text_below(element)).strip()
        glyphs = reading.glyphs_below(element)
        left_over = {id(g) for g in glyphs if g.ink}
        for annotation in element.annotations:
            if disregarded(str(annotation.get("/Contents", ""))) != text:
                reason = "The description of the link “{text}” is not its text."
                yield Finding(_RULE, "", message(reason, text=excerpt(text, 0)))
            page = pages.get(annotation.objgen)
            areas = _areas(annotation)
            if page is None or not _is_extent(annotation, areas):
                yield _misplaced(text)
                continue
            on_page = [g for g in reading.pages[page].glyphs if g.ink]
            for area in areas:
                inside = [g for g in on_page if _is_inside(g, area)]
                left_over -= {id(g) for g in inside}
                if not _fits(area, inside, glyphs):
                    yield _misplaced(text)
        if left_over:
            yield _misplaced(text)


def _misplaced(text: str) -> Finding:
    reason = "The area where the link “{text}” can be pressed is not that of its text."
    return Finding(_RULE, "", message(reason, text=excerpt(text, 0)))


def _areas(annotation: pikepdf.Object) -> list[Box]:
    """The bounds of each quadrilateral."""
    values = [float(value) for value in annotation.get("/QuadPoints", pikepdf.Array())]
    quads = [values[start : start + 8] for start in range(0, len(values), 8)]
    return [
        (min(quad[::2]), min(quad[1::2]), max(quad[::2]), max(quad[1::2]))
        for quad in quads
        if len(quad) == 8
    ]


def _is_extent(annotation: pikepdf.Object, areas: Sequence[Box]) -> bool:
    """Whether the Rect is exactly around the quadrilaterals."""
    if not areas:
        return False
    around = (
        min(area[0] for area in areas),
        min(area[1] for area in areas),
        max(area[2] for area in areas),
        max(area[3] for area in areas),
    )
    edges = [float(edge) for edge in annotation.get("/Rect", pikepdf.Array())]
    return len(edges) == 4 and all(
        abs(a - b) < _ROUNDED_PT for a, b in zip(edges, around, strict=True)
    )


def _is_inside(glyph: PaintedGlyph, area: Box) -> bool:
    """Whether the middle of a glyph stands in an area that is around its base line."""
    if glyph.ink is None:
        return False
    x = (glyph.ink[0] + glyph.ink[2]) / 2
    return area[0] <= x <= area[2] and area[1] <= glyph.base_y <= area[3]


def _fits(area: Box, inside: Sequence[PaintedGlyph], own: Sequence[PaintedGlyph]) -> bool:
    """Whether the glyphs in an area are the link's and fill it."""
    known = {id(glyph) for glyph in own}
    if not inside or any(id(glyph) not in known for glyph in inside):
        return False
    size = max(glyph.size for glyph in inside)
    base = inside[0].base_y
    rise = max(glyph.y - base for glyph in inside)
    line = [g for g in own if g.page == inside[0].page and abs(g.base_y - base) < _ROUNDED_PT]
    left = min(g.x for g in inside)
    right = max(g.x + g.advance for g in inside)
    # A space at either end of the link may belong to the area.
    widest = max((g.advance for g in line if g.ink is None), default=0.0)
    return (
        left - widest - _EDGE_PT <= area[0] <= left + _EDGE_PT
        and right - _EDGE_PT <= area[2] <= right + widest + _EDGE_PT
        and base - LOWEST_EM * size <= area[1] < base
        and base + size / 2 < area[3] <= base + rise + HIGHEST_EM * size
    )
