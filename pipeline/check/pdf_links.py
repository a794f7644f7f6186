"""Where links can be pressed: on their own text and nowhere else."""

from collections.abc import Iterator, Sequence

import pikepdf

from pipeline.check.compare import disregarded, excerpt
from pipeline.check.pdf_fonts import Box
from pipeline.check.pdf_painted import PaintedGlyph
from pipeline.check.pdf_reading import PdfReading
from pipeline.edition import Edition
from pipeline.findings import Finding
from pipeline.messages import message

_RULE = "pdf.link"
_EDGE_PT = 1.0
_ROUNDED_PT = 0.02
HIGHEST_EM = 1.3
LOWEST_EM = 0.6
"""How far an area may reach above and below the base line."""


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
    line = [g for g in own if g.page == inside[0].page and abs(g.base_y - base) < _ROUNDED_PT]
    left = min(g.x for g in inside)
    right = max(g.x + g.advance for g in inside)
    # A space at either end of the link may belong to the area.
    widest = max((g.advance for g in line if g.ink is None), default=0.0)
    return (
        left - widest - _EDGE_PT <= area[0] <= left + _EDGE_PT
        and right - _EDGE_PT <= area[2] <= right + widest + _EDGE_PT
        and base - LOWEST_EM * size <= area[1] < base
        and base + size / 2 < area[3] <= base + HIGHEST_EM * size
    )
