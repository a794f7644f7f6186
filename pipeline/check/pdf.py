"""A finished PDF judged against its edition.

Nothing here comes from the renderer: the file is opened as a screen reader opens it, through
its tag tree. `RULES` is the list of what is looked at.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from pipeline.check.compare import compare
from pipeline.check.pdf_allowed import entries, operators, page_sizes
from pipeline.check.pdf_document import bookmarks, metadata, tabs
from pipeline.check.pdf_furniture import furniture
from pipeline.check.pdf_geometry import (
    covered,
    glyph_widths,
    label_places,
    line_order,
    line_starts,
    sizes,
    spacing,
)
from pipeline.check.pdf_glyphs import glyph_texts, missing_glyphs, unembedded_fonts
from pipeline.check.pdf_layout import direction, margins, overlap, text_contrast
from pipeline.check.pdf_links import link_places
from pipeline.check.pdf_reading import PdfReading, read_pdf
from pipeline.check.pdf_structure import (
    actual_texts,
    content_links,
    headings,
    links,
    numbering,
    types,
    untagged,
)
from pipeline.edition import Edition
from pipeline.findings import Finding
from pipeline.messages import message
from pipeline.model import text_of
from pipeline.reading import Kind, ReadingUnit, reading_sequence

__all__ = ["RULES", "PdfReading", "check_pdf", "read_pdf"]

Rule = Callable[[PdfReading, Edition], Iterator[Finding]]

SAME_KINDS = dict.fromkeys((Kind.NOTICE, Kind.CLOSING, Kind.SIGNATORY), Kind.PARAGRAPH)
"""All of these are P in a PDF."""


def check_pdf(data: bytes, edition: Edition, where: str) -> tuple[Finding, ...]:
    """Everything in which a PDF is not its edition, or not accessible; `where` names the file."""
    try:
        reading = read_pdf(data)
        findings = [finding for rule in RULES for finding in rule(reading, edition)]
    except Exception as error:  # a damaged file fails in any part of three libraries
        reason = "The file cannot be read: {reason}."
        return (Finding("pdf.unreadable", where, message(reason, reason=str(error))),)
    return tuple(replace(f, where=f"{where} {f.where}".strip()) for f in findings)


def text(reading: PdfReading, edition: Edition) -> Iterator[Finding]:
    """The text of the tag tree is the edition's, character for character."""
    expected = nested_levels(_foreign_parts(edition))
    yield from compare(expected, reading.units, rule_prefix="pdf", where="", same_kinds=SAME_KINDS)


def _foreign_parts(edition: Edition) -> tuple[ReadingUnit, ...]:
    """The reading sequence, where a part in the document's own language is none."""
    own = edition.briefing.language
    return tuple(
        replace(
            unit,
            text=text_of(
                *(replace(s, language=None) if s.language == own else s for s in unit.text)
            ),
        )
        for unit in reading_sequence(edition)
    )


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
        nested.append(replace(unit, level=min(len(above), 6)))
    return tuple(nested)


RULES: tuple[Rule, ...] = (
    operators,
    entries,
    page_sizes,
    text,
    untagged,
    types,
    headings,
    numbering,
    content_links,
    links,
    actual_texts,
    unembedded_fonts,
    missing_glyphs,
    glyph_texts,
    direction,
    overlap,
    margins,
    text_contrast,
    metadata,
    bookmarks,
    tabs,
    furniture,
    link_places,
    line_order,
    label_places,
    line_starts,
    spacing,
    sizes,
    covered,
    glyph_widths,
)
