"""What an edition says, in the form in which a PDF can say it."""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.edition import Edition
from pipeline.model import LINE_BREAK, Text, text_of
from pipeline.reading import Kind, ReadingUnit, reading_sequence
from pipeline.texts import Context, with_texts

SAME_KINDS = dict.fromkeys(
    (Kind.NOTICE, Kind.CLOSING, Kind.SIGNATORY, Kind.PAGE_HEADER, Kind.PAGE_FOOTER),
    Kind.PARAGRAPH,
)
"""All of these are P in a PDF."""

DEEPEST_HEADING = 6


def in_lines(edition: Edition) -> Edition:
    """The edition as it is read from lines: a line break is the space at a line's end."""
    briefing = edition.briefing
    return replace(edition, briefing=with_texts(briefing, briefing.language, _without_breaks))


def _without_breaks(_identity: str, _context: Context, text: Text) -> Text:
    return text_of(*(replace(span, text=span.text.replace(LINE_BREAK, " ")) for span in text))


def expected_units(edition: Edition) -> tuple[ReadingUnit, ...]:
    """The reading sequence as the tag tree of a PDF gives it.

    A part in the document's own language is none. A notice stands in a Div as a call-out does.
    Heading levels are nested. The rules ask for it one after the other, so that of the last
    edition is kept.
    """
    if not (_latest and _latest[0][0] is edition):
        _latest[:] = [(edition, _units(edition))]
    return _latest[0][1]


_latest: list[tuple[Edition, tuple[ReadingUnit, ...]]] = []


def _units(edition: Edition) -> tuple[ReadingUnit, ...]:
    own = edition.briefing.language
    units = []
    for unit in reading_sequence(in_lines(edition)):
        spans = (replace(s, language=None) if s.language == own else s for s in unit.text)
        within = ("callout",) if unit.kind is Kind.NOTICE else unit.within
        units.append(replace(unit, text=text_of(*spans), within=within))
    return nested_levels(units)


def nested_levels(units: Sequence[ReadingUnit]) -> tuple[ReadingUnit, ...]:
    """The units with the heading levels that a PDF may have: none is left out.

    ISO 14289-1 7.4.2. A text that goes from level 2 to level 4 has H2 and H3 in its PDF.
    """
    above: list[int] = []
    nested: list[ReadingUnit] = []
    for unit in units:
        if not unit.level:
            nested.append(unit)
            continue
        while above and above[-1] >= unit.level:
            above.pop()
        above.append(unit.level)
        nested.append(replace(unit, level=min(len(above), DEEPEST_HEADING)))
    return tuple(nested)
