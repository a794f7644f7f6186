"""The table of contents of a long PDF: its entries are the headings, and lead to them.

It is the one part of the tag tree that no edition has, so everything in it is judged here, and
nothing of it by the rules for the text.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.check.compare import disregarded, excerpt, joined_parts, language_parts
from pipeline.check.pdf_contents_tree import Contents, ContentsEntry
from pipeline.check.pdf_expected import expected_units
from pipeline.check.pdf_links import block_places, link_targets
from pipeline.check.pdf_painted import PaintedGlyph
from pipeline.check.pdf_reading import PdfReading, with_own_tags
from pipeline.check.pdf_targets import Destination
from pipeline.check.pdf_units import PlacedUnit
from pipeline.edition import Edition
from pipeline.findings import Finding
from pipeline.interface import interface
from pipeline.messages import Message, message
from pipeline.model import Heading
from pipeline.reading import Kind, ReadingUnit

_RULE = "pdf.contents"
LONGEST_WITHOUT = 8
"""Pages of a document that needs no table of contents."""
DEEPEST_LEVEL = 3
FEWEST_ENTRIES = 2
_SAME_EDGE_PT = 0.5
_SAME_LINE_PT = 0.02
_LEAST_INDENT_PT = 6.0

Places = Mapping[str, Destination | None]


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A heading that must have an entry, and how deep that stands."""

    heading: ReadingUnit
    depth: int

    @property
    def words(self) -> str:
        """The heading without references to notes and without space around it."""
        return disregarded("".join(s.text for s in self.heading.text if not s.note)).strip()


def contents(reading: PdfReading, edition: Edition) -> Iterator[Finding]:
    """A document of more than eight pages with headings has a table of contents, others none.

    Its entries are the headings of levels 2 and 3 in their order, each with the number of the
    page on which the heading stands, and a link to it; they stand between the notices and the
    text, one below the other, the numbers at the end of the lines.
    """
    wanted = _wanted(edition)
    found = reading.contents
    is_long = len(reading.pages) > LONGEST_WITHOUT and len(wanted) >= FEWEST_ENTRIES
    if found is None:
        if is_long:
            yield _finding(message("A document of this length must have a table of contents."))
        return
    if not is_long:
        yield _finding(message("A document of this length must have no table of contents."))
    title = interface(edition.language.tag).resident("Contents")
    if disregarded(found.title.unit.text) != title or found.title.unit.languages:
        reason = "The table of contents has the heading “{found}”, it should be “{expected}”."
        yield _finding(message(reason, found=found.title.unit.text, expected=title))
    if found.index != 1 + bool(edition.briefing.page_header) + bool(edition.notices):
        reason = "The table of contents is not read between the notices and the text."
        yield _finding(message(reason))
    yield from _entries(reading, found, wanted, block_places(reading, edition))
    yield from _painted(reading, edition, found)


def _finding(problem: Message, glyph: PaintedGlyph | None = None) -> Finding:
    return Finding(_RULE, f"p. {glyph.page + 1}" if glyph else "", problem)


def _wanted(edition: Edition) -> list[_Wanted]:
    levels = {b.id: b.level for b in edition.briefing.blocks if isinstance(b, Heading)}
    wanted: list[_Wanted] = []
    has_section = False
    for unit in expected_units(edition):
        if unit.kind is not Kind.HEADING or levels[unit.where] > DEEPEST_LEVEL:
            continue
        depth = int(levels[unit.where] == DEEPEST_LEVEL and has_section)
        item = _Wanted(unit, depth)
        if item.words:
            wanted.append(item)
            has_section = has_section or not depth
    return wanted


def _entries(
    reading: PdfReading, found: Contents, wanted: Sequence[_Wanted], places: Places
) -> Iterator[Finding]:
    """Each entry against its heading: words, page, depth, languages of parts, and target."""
    if len(found.entries) != len(wanted):
        reason = "The table of contents has {found} entries, there are {expected} headings."
        yield _finding(message(reason, found=len(found.entries), expected=len(wanted)))
    for entry, item in zip(found.entries, wanted, strict=False):
        place = places.get(item.heading.where)
        expected = f"{item.words} {place.page + 1 if place else '?'}"
        told = disregarded(entry.placed.unit.text)
        parts = language_parts(tuple(s for s in item.heading.text if not s.note))
        own = joined_parts(with_own_tags(entry.placed.unit).languages)
        if told != expected or entry.depth != item.depth or _stripped(own) != _stripped(parts):
            reason = "The entry “{found}” of the table of contents should be “{expected}”."
            yield _finding(message(reason, found=told, expected=expected))
        links = [e for e in entry.placed.element.walk() if e.kind == "Link"]
        targets = [target for link in links for target in link_targets(reading, link, places)]
        if targets != [f"#{item.heading.where}"] or reading.text_below(links[0]) != told:
            reason = "The entry “{found}” of the table of contents does not lead to its heading."
            yield _finding(message(reason, found=told))


def _stripped(parts: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(tag, text.strip()) for tag, text in parts if text.strip()]


def _painted(reading: PdfReading, edition: Edition, found: Contents) -> Iterator[Finding]:
    """The table stands in reading order, and each of its entries as `_is_set_right` tells."""
    before = bool(edition.briefing.page_header) + 1 + len(edition.notices)
    around = [_glyphs(placed) for placed in reading.placed]
    table = [_glyphs(found.title), *(_glyphs(entry.placed) for entry in found.entries)]
    last = next((glyphs for glyphs in reversed(around[1:before] or around[:1]) if glyphs), [])
    following = next((glyphs[:1] for glyphs in around[before:] if glyphs), [])
    order = [*last, *(glyph for glyphs in table for glyph in glyphs), *following]
    for one, other in pairwise(order):
        if (other.page, -other.base_y) < (one.page, -one.base_y - _SAME_LINE_PT):
            reason = "The table of contents does not stand in the order in which it is read."
            yield _finding(message(reason), other)
            break
    width = reading.pages[0].width
    lines = [_Line.of(_glyphs(e.placed), e, width, edition.language.is_rtl) for e in found.entries]
    edges: dict[int, float] = {}
    for line in (line for line in lines if line):
        edge = edges.setdefault(line.depth, line.start)
        is_further_in = line.depth == 0 or line.start > edges.get(0, 0) + _LEAST_INDENT_PT
        is_beside = abs(line.end - next(li.end for li in lines if li)) < _SAME_EDGE_PT
        if abs(edge - line.start) > _SAME_EDGE_PT or not (is_further_in and is_beside):
            reason = (
                "This entry of the table of contents does not stand where the others do: “{text}”."
            )
            yield _finding(message(reason, text=excerpt(line.text, 0)), line.number[0])


def _glyphs(placed: PlacedUnit) -> list[PaintedGlyph]:
    return [glyph for piece in placed.pieces for glyph in piece.glyphs]


@dataclass(frozen=True, slots=True)
class _Line:
    """The edges of an entry, measured from the reading start: of its text, and of its number.

    `end` is -1 if the number does not stand beside the last line of the text, after it.
    """

    text: str
    depth: int
    start: float
    end: float
    number: Sequence[PaintedGlyph]

    @staticmethod
    def of(
        glyphs: Sequence[PaintedGlyph], entry: ContentsEntry, page_pt: float, is_rtl: bool
    ) -> "_Line | None":
        """The edges of an entry that has text and a number; None for another."""
        text = entry.placed.unit.text
        digits = len(text) - len(text.rstrip("0123456789"))
        words, number = glyphs[: len(glyphs) - digits], glyphs[len(glyphs) - digits :]
        inked = [glyph for glyph in words if glyph.ink]
        if not inked or not number:
            return None

        def extent(some: Sequence[PaintedGlyph]) -> tuple[float, float]:
            left, right = min(g.x for g in some), max(g.x + g.advance for g in some)
            return (page_pt - right, page_pt - left) if is_rtl else (left, right)

        last = [g for g in inked if _place(g) == _place(inked[-1])]
        is_beside = all(_place(g) == _place(inked[-1]) for g in number)
        is_after = extent(number)[0] >= extent(last)[1]
        end = extent(number)[1] if is_beside and is_after else -1.0
        return _Line(text, entry.depth, extent(inked)[0], end, number)


def _place(glyph: PaintedGlyph) -> tuple[int, float]:
    return glyph.page, round(glyph.base_y, 1)
