"""Whether glyphs stand where their widths take them, so that words stay apart and whole."""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from pipeline.check.compare import excerpt
from pipeline.check.pdf_furniture import text_of_glyphs
from pipeline.check.pdf_geometry import by_base_line, unit_lines
from pipeline.check.pdf_painted import PaintedGlyph
from pipeline.check.pdf_reading import PdfReading
from pipeline.check.pdf_units import PlacedUnit
from pipeline.edition import Edition
from pipeline.findings import Finding
from pipeline.messages import message
from pipeline.reading import Kind

SOFT_HYPHEN = "\u00ad"
LOOSE_EM = 0.25
"""How far a glyph may stand from the end of its neighbour; kerning opens and closes less."""
LOOSE_SPACE_EM = 0.02
"""The same beside a space, which no font of the package kerns."""
NASTALIQ = "NotoNastaliqUrdu"
LOOSE_NASTALIQ_EM = 0.7
"""Words of Nastaliq slope over each other, so a letter's place is not told by its width."""
WIDEST_EM = 0.52
"""What a space of a justified line may be wider than the font's."""
RUNNING_TEXT = frozenset((Kind.PARAGRAPH, Kind.LIST_ITEM, Kind.NOTE))
"""What may be justified, outside of tables."""
_SAME_END_PT = 0.5


def spacing(reading: PdfReading, _: Edition) -> Iterator[Finding]:
    """Glyphs stand where their widths take them: no space is closed, none is opened.

    From left to right every glyph of a line begins where the one before it ends, spaces
    included, give or take what kerning does. Only in running text may the spaces of a line be
    wider, all of them alike: of lines that end at one edge, but not of a unit's last line.
    """
    for line in (*_strange_lines(reading), *_strange_others(reading)):
        reason = "A space is wider or narrower than the font's: “{text}”."
        text = message(reason, text=excerpt(text_of_glyphs(line), 0))
        yield Finding("pdf.spacing", f"p. {line[0].page + 1}", text)


def hyphens(reading: PdfReading, _: Edition) -> Iterator[Finding]:
    """A hyphen that reads as a soft hyphen stands at a line's end (ISO 32000-1 14.8.2.2.3).

    Elsewhere a person would see a hyphen that the text does not have.
    """
    for placed in reading.placed:
        for line in list(unit_lines(placed)):
            read = text_of_glyphs(line).rstrip(" ")
            if SOFT_HYPHEN in read[:-1]:
                reason = "There is a hyphen inside a line that the text does not have: “{text}”."
                text = message(reason, text=excerpt(read, read.index(SOFT_HYPHEN)))
                yield Finding("pdf.hyphen", f"p. {line[0].page + 1}", text)


def _strange_lines(reading: PdfReading) -> Iterator[list[PaintedGlyph]]:
    """The lines of units that are neither set by their widths nor justified."""
    for placed in reading.placed:
        lines = list(unit_lines(placed))
        loose = [line for line in lines if _is_loose(line)]
        if not loose:
            continue
        ends = [_edges(line) for line in loose]
        for line, (left, right) in zip(loose, ends, strict=True):
            is_last = line is lines[-1]
            is_even = (
                abs(left - ends[0][0]) < _SAME_END_PT and abs(right - ends[0][1]) < _SAME_END_PT
            )
            if is_last or not is_even or not _may_be_justified(placed) or not _is_widened(line):
                yield line


def _strange_others(reading: PdfReading) -> Iterator[list[PaintedGlyph]]:
    """The same of what each other sequence paints on one base line."""
    body = {
        (glyph.page, glyph.sequence)
        for placed in reading.placed
        for piece in placed.pieces
        for glyph in piece.glyphs
    }
    for page in reading.pages:
        others = (g for g in page.glyphs if (g.page, g.sequence) not in body)
        for _, sequence in groupby(others, key=lambda g: g.sequence):
            yield from (line for line in by_base_line(sequence) if _is_loose(line))


def _may_be_justified(placed: PlacedUnit) -> bool:
    return placed.unit.kind in RUNNING_TEXT and "table" not in placed.unit.within


def _from_left(line: Sequence[PaintedGlyph]) -> list[PaintedGlyph]:
    return sorted((g for g in line if g.advance > 0), key=lambda g: (g.x, g.advance))


def _edges(line: Sequence[PaintedGlyph]) -> tuple[float, float]:
    """The left and right edge of what can be seen."""
    seen = [glyph for glyph in line if glyph.ink and glyph.advance > 0] or line
    return min(g.x for g in seen), max(g.x + g.advance for g in seen)


def _is_loose(line: Sequence[PaintedGlyph]) -> bool:
    return any(_is_apart(one, other) for one, other in pairwise(_from_left(line)))


def _is_apart(one: PaintedGlyph, other: PaintedGlyph) -> bool:
    least = LOOSE_SPACE_EM if one.ink is None or other.ink is None else LOOSE_EM
    if any(glyph.font.name.startswith(NASTALIQ) for glyph in (one, other)):
        least = LOOSE_NASTALIQ_EM
    return abs(_gap(one, other)) > least * max(one.size, other.size)


def _gap(one: PaintedGlyph, other: PaintedGlyph) -> float:
    return other.x - one.x - one.advance


def _is_widened(line: Sequence[PaintedGlyph]) -> bool:
    """Whether all spaces between the words of a line are wider than the font's by the same.

    The white space at either end of the line is not.
    """
    glyphs = _from_left(line)
    seen = [n for n, glyph in enumerate(glyphs) if glyph.ink or glyph.text != " "]
    if not seen:
        return False
    least, most = LOOSE_SPACE_EM * max(g.size for g in line), WIDEST_EM * max(g.size for g in line)
    widened: list[float] = []
    for before, after in pairwise(seen):
        spaces = after - before - 1
        if spaces:
            opened = sum(_gap(a, b) for a, b in pairwise(glyphs[before : after + 1]))
            widened.append(opened / spaces)
        elif _is_apart(glyphs[before], glyphs[after]):
            return False
    ends = (*pairwise(glyphs[: seen[0] + 1]), *pairwise(glyphs[seen[-1] :]))
    return (
        bool(widened)
        and 0 < min(widened) <= max(widened) <= most
        and max(widened) - min(widened) <= least
        and not any(_is_apart(one, other) for one, other in ends)
    )
