"""Link annotations: where they can be pressed, and what they say."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from pipeline.model import LINE_BREAK, Span, Text, plain
from pipeline.render.pdf.fonts import INVISIBLE
from pipeline.render.pdf.glyphs import Line
from pipeline.render.pdf.writer import number, text_string

ASCENT = 0.95
DESCENT = 0.3
"""The height of a link's area above and below the base line, in em."""


@dataclass(frozen=True, slots=True)
class Area:
    """A part of a line, in pt, y upwards."""

    left: float
    right: float
    bottom: float
    top: float
    base_line: float


def link_spans(text: Text, index: int) -> range:
    """The spans of the link that the span with this index belongs to; none if it has no link.

    Neighbouring spans that lead to one place are one link, of which a part may be strong or in
    another language. A link of which nothing is seen, as on a space alone, is none: there is no
    area to press and no text to describe it.
    """
    link = text[index].link
    if not link:
        return range(0)
    first, end = index, index + 1
    while first and text[first - 1].link == link:
        first -= 1
    while end < len(text) and text[end].link == link:
        end += 1
    is_seen = any(map(_takes_room, plain(text[first:end])))
    return range(first, end) if is_seen else range(0)


def _takes_room(character: str) -> bool:
    return not (
        character.isspace()
        or character in INVISIBLE
        or unicodedata.category(character) in ("Mn", "Me")
    )


def link_areas(line: Line, spans: range, x_pt: float, y_pt: float, size_pt: float) -> list[Area]:
    """Where spans stand on a line, from left to right; none if they are not there.

    Neighbours are one area, whatever space stands between them. Mixed directions can part a
    link; white space that hangs at the line's end is left out.
    """
    edges = sorted(
        (max(run.x_pt, 0.0), min(run.x_pt + run.width_pt, line.width_pt), run.span in spans)
        for run in line.runs
    )
    seen = [edge for edge in edges if edge[1] > edge[0]]
    joined = [
        (first[0], max(right for _, right, _ in (first, *rest)))
        for is_own, (first, *rest) in groupby(seen, key=itemgetter(2))
        if is_own
    ]
    bottom, top = y_pt - DESCENT * size_pt, y_pt + ASCENT * size_pt
    return [Area(x_pt + left, x_pt + right, bottom, top, y_pt) for left, right in joined]


def annotation_entries(text: str, areas: Sequence[Area], key: int) -> str:
    """The entries of a link annotation over the areas of one line, without where it leads.

    It is printed (F 4), described by the visible text (ISO 14289-1 7.18.5) and leads back to
    its Link element by the key.
    """
    rectangle = (
        min(area.left for area in areas),
        min(area.bottom for area in areas),
        max(area.right for area in areas),
        max(area.top for area in areas),
    )
    contents = text.strip().replace(LINE_BREAK, " ")
    return (
        f"/Type/Annot/Subtype/Link/Rect[{_numbers(rectangle)}]"
        f"/QuadPoints[{' '.join(_quad(area) for area in areas)}]/Border[0 0 0]/F 4"
        f"/Contents{text_string(contents)}/StructParent {key}"
    )


def address_entry(uri: str) -> str:
    """The entry of an annotation that leads to an address, a URI as `addresses.uri` gives it."""
    return f"/A<</S/URI/URI({uri})>>"


def destination_entry(page: str, top_pt: float, element: str | None = None) -> str:
    """The entry that leads to a place on a page (y upwards), both of them references.

    With a structure element it is a structure destination (ISO 32000-2 12.3.2.3), beside the
    place for readers that know none.
    """
    view = f"/XYZ null {number(top_pt)} null"
    if element is None:
        return f"/Dest[{page}{view}]"
    return f"/A<</S/GoTo/D[{page}{view}]/SD[{element}{view}]>>"


def internal_target(span: Span) -> str | None:
    """The id of the block or note that a span leads to; None if it leads to none."""
    if span.note:
        return span.note
    return span.link[1:] if span.link and span.link.startswith("#") else None


def _quad(area: Area) -> str:
    """The corners in the order that viewers expect: upper left and right, lower left and right."""
    upper, lower = area.top, area.bottom
    return _numbers((area.left, upper, area.right, upper, area.left, lower, area.right, lower))


def _numbers(values: Sequence[float]) -> str:
    return " ".join(number(value) for value in values)
