"""Where things stand on the pages: overlap, margins, contrast."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby, pairwise

from pipeline.check.compare import excerpt
from pipeline.check.pdf_fonts import Box
from pipeline.check.pdf_furniture import is_furniture, running_content
from pipeline.check.pdf_painted import Colour as Parts
from pipeline.check.pdf_painted import PageContent, PaintedGlyph
from pipeline.check.pdf_reading import PdfReading
from pipeline.colours import MINIMUM_TEXT_CONTRAST, Colour, contrast
from pipeline.edition import Edition
from pipeline.findings import Finding
from pipeline.messages import message
from pipeline.reading import Kind

MM = 72 / 25.4
"""Points to a millimetre."""

SMALLEST_MARGIN_MM = 15.0
"""Text nearer to an edge of the page may be lost in print."""
SMALLEST_FURNITURE_MARGIN_MM = 8.0
"""For headers and footers."""
_PROTRUDING_PT = 2.0
_PROTRUDING_EM = 0.15
"""How far ink may stand over the edge of its advance: serifs, italics, the tail of a J."""
_TOUCHING_EM = 0.12
"""Ink that overlaps less than this in both directions only touches."""

_RULE_PT = 1.0
"""What is not wider than this is a rule, such as the line under a link, and no background."""

PAPER: Parts = (1, 1, 1)


def overlap(reading: PdfReading, _: Edition) -> Iterator[Finding]:
    """No glyph is painted over one of another line or another word."""
    for page in reading.pages:
        lines = _lines(page)
        pairs = [
            *(pair for line in lines for pair in _overlaps_on_line(line)),
            *(pair for a, b in _near(lines) for pair in _overlaps_between(a, b)),
        ]
        if pairs:
            one, other = pairs[0]
            reason = "Text is painted over other text: “{one}” and “{other}”."
            text = message(reason, one=one.text, other=other.text)
            yield Finding("pdf.overlap", f"p. {page.number + 1}", text)


def _lines(page: PageContent) -> list[list[PaintedGlyph]]:
    """The glyphs with ink, by base line from the top, each line from left to right."""
    glyphs = sorted(
        (g for g in page.glyphs if g.ink and g.is_visible), key=lambda g: (-g.base_y, g.x)
    )
    return [
        sorted(line, key=lambda g: g.x)
        for _, line in groupby(glyphs, key=lambda g: round(g.base_y * 10))
    ]


def _overlaps_on_line(line: Sequence[PaintedGlyph]) -> Iterator[tuple[PaintedGlyph, PaintedGlyph]]:
    """Neighbours of which one stands on most of the other; marks stand on their bases."""
    bases = [glyph for glyph in line if glyph.advance > 0]
    for one, other in pairwise(bases):
        if one.mark.group >= 0 and one.mark.group == other.mark.group:
            continue
        shared = min(one.x + one.advance, other.x + other.advance) - other.x
        if shared > 0.6 * min(one.advance, other.advance) and _share_ink(one, other):
            yield one, other


def _near(
    lines: list[list[PaintedGlyph]],
) -> Iterator[tuple[list[PaintedGlyph], list[PaintedGlyph]]]:
    """Pairs of lines that stand so near that they might overlap."""
    for index, line in enumerate(lines):
        for other in lines[index + 1 :]:
            distance = line[0].base_y - other[0].base_y
            if distance > 2 * max(line[0].size, other[0].size):
                break
            if _lowest(line) < _highest(other):
                yield line, other


def _lowest(line: Sequence[PaintedGlyph]) -> float:
    return min(glyph.ink[1] for glyph in line if glyph.ink)


def _highest(line: Sequence[PaintedGlyph]) -> float:
    return max(glyph.ink[3] for glyph in line if glyph.ink)


def _overlaps_between(
    upper: Sequence[PaintedGlyph], lower: Sequence[PaintedGlyph]
) -> Iterator[tuple[PaintedGlyph, PaintedGlyph]]:
    """A sweep from left to right over two lines."""
    start = 0
    widest = max(glyph.size for glyph in upper) * 2
    for glyph in lower:
        while start < len(upper) and upper[start].x < glyph.x - widest:
            start += 1
        for other in upper[start:]:
            if other.x > glyph.x + widest:
                break
            if _share_ink(other, glyph):
                yield other, glyph


def _share_ink(one: PaintedGlyph, other: PaintedGlyph) -> bool:
    a, b = one.ink, other.ink
    if a is None or b is None:
        return False
    least = _TOUCHING_EM * min(one.size, other.size)
    least_wide = min(least, 0.5 * (a[2] - a[0]), 0.5 * (b[2] - b[0]))
    least_high = min(least, 0.5 * (a[3] - a[1]), 0.5 * (b[3] - b[1]))
    width = min(a[2], b[2]) - max(a[0], b[0])
    height = min(a[3], b[3]) - max(a[1], b[1])
    return width > least_wide and height > least_high


def margins(reading: PdfReading, edition: Edition) -> Iterator[Finding]:
    """All text stands between the margins; the title's first line shows where they are."""
    side = _side_margin(reading, edition)
    running = running_content(reading, edition)
    for page in reading.pages:
        for glyph in page.glyphs:
            is_around = is_furniture(glyph, running)
            least = SMALLEST_FURNITURE_MARGIN_MM if is_around else SMALLEST_MARGIN_MM
            own_side = least * MM if is_around else max(side, least * MM)
            allowed = max(_PROTRUDING_PT, _PROTRUDING_EM * glyph.size)
            if glyph.ink and not _is_inside(glyph.ink, page, own_side - allowed, least * MM):
                reason = "Text stands outside the margins of the page: “{text}”."
                text = message(reason, text=_text_from(page, glyph))
                yield Finding("pdf.margins", f"p. {page.number + 1}", text)
                break


def _is_inside(ink: Box, page: PageContent, side: float, end: float) -> bool:
    left, bottom, right, top = ink
    return (
        left >= side and right <= page.width - side and bottom >= end and top <= page.height - end
    )


def _side_margin(reading: PdfReading, edition: Edition) -> float:
    """The distance of the title from the edge where its lines begin, in pt.

    It counts from where the pen starts: the ink of a 1 begins later, that of a J before.
    """
    titles = (placed for placed in reading.placed if placed.unit.kind is Kind.TITLE)
    glyphs = [g for placed in titles for piece in placed.pieces for g in piece.glyphs if g.ink]
    if not glyphs:
        return 0.0
    if edition.language.is_rtl:
        return reading.pages[glyphs[0].page].width - max(g.x + g.advance for g in glyphs)
    return min(glyph.x for glyph in glyphs)


def _text_from(page: PageContent, glyph: PaintedGlyph) -> str:
    index = page.glyphs.index(glyph)
    return excerpt("".join(g.text for g in page.glyphs[index : index + 40]), 0)


def text_contrast(reading: PdfReading, _: Edition) -> Iterator[Finding]:
    """Text against what is painted under it: at least 4.5:1 (WCAG 2.1 1.4.3)."""
    for page in reading.pages:
        for index, glyph in enumerate(page.glyphs):
            if not glyph.ink:
                continue
            grounds = _backgrounds(page, index, glyph.ink)
            ratio = min(_ratio(glyph.colour, ground) for ground in grounds)
            if ratio < MINIMUM_TEXT_CONTRAST:
                reason = "The contrast of “{text}” is {ratio}:1, at least 4.5:1 is needed."
                text = message(reason, text=_text_from(page, glyph), ratio=f"{ratio:.1f}")
                yield Finding("pdf.contrast", f"p. {page.number + 1}", text)
                break


@cache
def _ratio(one: Parts, other: Parts) -> float:
    return contrast(_colour(one), _colour(other))


def _colour(parts: Parts) -> Colour:
    red, green, blue = (round(255 * part) for part in parts)
    return Colour(red, green, blue)


def _backgrounds(page: PageContent, index: int, ink: Box) -> Iterator[Parts]:
    """The colours that are seen under a glyph: of fills down to one that is under all of it."""
    for fill in reversed(page.fills):
        left, bottom, right, top = fill.box
        if fill.before > index or min(right - left, top - bottom) <= _RULE_PT:
            continue
        if left < ink[2] and ink[0] < right and bottom < ink[3] and ink[1] < top:
            yield fill.colour
            if left <= ink[0] and ink[2] <= right and bottom <= ink[1] and ink[3] <= top:
                return
    yield PAPER
