"""The table of contents of a long document: headings with the pages that they stand on.

An entry is set as a line of text that ends well before the end of its area, so that the number
of lines does not depend on the numbers of the pages. These are put at the end of the last lines
when all pages are filled: one more pass over the pages, and no guess.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.model import LINE_BREAK, Heading, Span, Text
from pipeline.reading import Kind, ReadingUnit
from pipeline.render.pdf.blocks import BlockSetter
from pipeline.render.pdf.document import Document
from pipeline.render.pdf.geometry import Area
from pipeline.render.pdf.glyphs import Line, StyledSpan
from pipeline.render.pdf.look import CONTENTS_GAP_PT, HAIRLINE_PT, Looks
from pipeline.render.pdf.rows import Break, Fill, Item, Row
from pipeline.render.pdf.units import SetUnit, Units, set_line

LONGEST_WITHOUT = 8
"""Pages of a document that needs no table of contents."""
DEEPEST_LEVEL = 3
"""Of the headings that have an entry."""
FEWEST_ENTRIES = 2
TITLE = "contents"
"""The id of the table's heading."""
TITLE_LEVEL = 2
INDENT_PT = 14.0
"""Of the entries of level 3 below one of level 2."""
SECTION_GAP_PT = 6.0
"""Above an entry that is not indented."""
NUMBER_GAP_PT = 10.0
"""Between the text of an entry and the widest number, at least."""
LEADER_GAP_PT = 4.0
"""At both ends of the rule that leads from an entry's text to its number."""
SHORTEST_LEADER_PT = 8.0
END_GAP_PT = 10.0


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: its id, its heading's, and the text; `depth` is 1 if it stands below another."""

    where: str
    heading: str
    text: Text
    depth: int

    def numbered(self, page: int) -> Text:
        """The text with the number of the page, counted from 1, all of it a link."""
        return (*self.text, Span(f"{page}", link=f"#{self.heading}"))


def contents_entries(document: Document) -> tuple[Entry, ...]:
    """The entries that the table of contents of a document has; none if it would be pointless."""
    entries: list[Entry] = []
    has_section = False
    headings = (b for b in document.briefing.blocks if isinstance(b, Heading))
    for heading in headings:
        text = _entry_text(heading)
        if heading.level > DEEPEST_LEVEL or not text:
            continue
        depth = int(heading.level == DEEPEST_LEVEL and has_section)
        has_section = has_section or not depth
        entries.append(Entry(f"{TITLE}.{len(entries) + 1}", heading.id, text, depth))
    return tuple(entries) if document.contents_title and len(entries) >= FEWEST_ENTRIES else ()


def _entry_text(heading: Heading) -> Text:
    """The words of a heading, as a link to it with a space at its end; nothing for no words.

    Neither strong nor emphasised; notes are left out.
    """
    spans = [
        Span(span.text.replace(LINE_BREAK, " "), span.language, f"#{heading.id}")
        for span in heading.text
        if not span.note
    ]
    while spans and not spans[0].text.strip():
        del spans[0]
    while spans and not spans[-1].text.strip():
        del spans[-1]
    if not spans:
        return ()
    spans[0] = replace(spans[0], text=spans[0].text.lstrip())
    spans[-1] = replace(spans[-1], text=spans[-1].text.rstrip() + " ")
    return tuple(spans)


@dataclass(frozen=True, slots=True)
class ContentsSetter:
    """Sets a table of contents in an area; `digits` are those of the highest number."""

    blocks: BlockSetter
    area: Area
    digits: int

    def items(self, entries: Sequence[Entry]) -> Iterator[Item]:
        """The heading, the entries without their numbers, and a rule. Raises RenderError."""
        units = self.blocks.units
        title = (Span(units.document.contents_title),)
        units.know((ReadingUnit(Kind.HEADING, TITLE, title, level=TITLE_LEVEL),))
        units.know(ReadingUnit(Kind.CONTENTS, entry.where, entry.text) for entry in entries)
        look = self._looks.of(units.reading(TITLE))
        yield self.blocks.unit(TITLE, look, self.area, after=Break.FORBIDDEN)
        room = self._number_pt() + NUMBER_GAP_PT
        last = len(entries) - 1
        for index, entry in enumerate(entries):
            is_followed = index < last and entries[index + 1].depth > entry.depth
            is_end = index in (0, last - 1)
            after = Break.DISCOURAGED if is_followed or is_end else Break.ALLOWED
            yield self._entry(entry, room, after)
        left = self.area.start_x(self.area.width_pt, units.language)
        rule = Fill(left, 0, self.area.width_pt, HAIRLINE_PT, self._looks.hairline)
        gap = self._looks.style.heading_gap_before_pt
        yield Item((Row(HAIRLINE_PT, fills=(rule,)),), END_GAP_PT, gap, Break.FORBIDDEN)

    @property
    def _looks(self) -> Looks:
        return self.blocks.units.looks

    def _entry(self, entry: Entry, room_pt: float, after: Break) -> Item:
        units = self.blocks.units
        look = self._looks.of(units.reading(entry.where))
        look = replace(
            look,
            indent_pt=entry.depth * INDENT_PT,
            narrowed_pt=room_pt,
            gap_before_pt=CONTENTS_GAP_PT if entry.depth else SECTION_GAP_PT,
        )
        item = self.blocks.unit(entry.where, look, self.area, after=after)
        *rows, last = item.rows
        leader = self._leader(units.done[-1], room_pt)
        return replace(item, rows=(*rows, last._replace(fills=leader)))

    def _leader(self, unit: SetUnit, room_pt: float) -> tuple[Fill, ...]:
        """The rule from the text of the last line to the place of the number."""
        look, language = unit.look, self.blocks.units.language
        begin = look.indent_pt + unit.lines[-1].width_pt + LEADER_GAP_PT
        end = self.area.width_pt - room_pt + NUMBER_GAP_PT - LEADER_GAP_PT
        if end - begin < SHORTEST_LEADER_PT:
            return ()
        base = self._looks.base_line(look)
        left = self.area.start_x(end - begin, language, begin)
        return (Fill(left, base - HAIRLINE_PT, end - begin, HAIRLINE_PT, self._looks.hairline),)

    def _number_pt(self) -> float:
        """The width of the widest number; all digits of a text font are of one width."""
        widest = "0" * self.digits
        return _number(widest, self.blocks.units, self._looks.style.body_pt).width_pt


def number_entries(units: Units, entries: Sequence[Entry], pages: Sequence[int]) -> None:
    """Put the number of its page, counted from 1, at the end of each entry's last line."""
    places = {unit.unit.where: index for index, unit in enumerate(units.done)}
    for entry, page in zip(entries, pages, strict=True):
        index = places[entry.where]
        unit = units.done[index]
        text = entry.numbered(page)
        number = _number(f"{page}", units, unit.look.size_pt)
        room = unit.area.width_pt - unit.look.indent_pt
        *lines, last = unit.lines
        line = _with_number(last, number, len(text) - 1, room, is_rtl=units.language.is_rtl)
        units.done[index] = replace(unit, unit=replace(unit.unit, text=text), lines=(*lines, line))


def _number(text: str, units: Units, size_pt: float) -> Line:
    span = StyledSpan(text, units.language.tag)
    return set_line((span,), units.language, size_pt, TITLE) or Line((), 0)


def _with_number(line: Line, number: Line, span: int, width_pt: float, *, is_rtl: bool) -> Line:
    """A line as wide as it may be, with a number as its last span at the reading end."""
    text_x = width_pt - line.width_pt if is_rtl else 0.0
    number_x = 0.0 if is_rtl else width_pt - number.width_pt
    return Line(
        (
            *(run._replace(x_pt=run.x_pt + text_x) for run in line.runs),
            *(run._replace(x_pt=run.x_pt + number_x, span=span) for run in number.runs),
        ),
        width_pt,
    )
