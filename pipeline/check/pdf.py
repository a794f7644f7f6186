"""A finished PDF judged against its edition.

Nothing here comes from the renderer: the file is opened as a screen reader opens it, through
its tag tree. `RULES` is the list of what is looked at.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from pipeline.check.compare import compare
from pipeline.check.pdf_allowed import entries, operators, page_sizes
from pipeline.check.pdf_contents import contents
from pipeline.check.pdf_direction import direction
from pipeline.check.pdf_document import bookmarks, metadata, tabs
from pipeline.check.pdf_expected import SAME_KINDS, expected_units
from pipeline.check.pdf_figures import figure_places, figures
from pipeline.check.pdf_furniture import furniture
from pipeline.check.pdf_geometry import (
    covered,
    glyph_widths,
    indents,
    label_places,
    line_starts,
    sizes,
)
from pipeline.check.pdf_glyphs import glyph_texts, missing_glyphs, unembedded_fonts
from pipeline.check.pdf_grid import grid, repeated_headers
from pipeline.check.pdf_layout import margins, overlap, text_contrast
from pipeline.check.pdf_links import annotations, link_places, links
from pipeline.check.pdf_order import line_order
from pipeline.check.pdf_reading import PdfReading, read_pdf
from pipeline.check.pdf_spacing import hyphens, spacing
from pipeline.check.pdf_structure import (
    actual_texts,
    content_links,
    headings,
    numbering,
    parents,
    untagged,
)
from pipeline.check.pdf_tables import identities, table_headers, tables
from pipeline.check.pdf_types import types
from pipeline.check.pdf_weight import raised_numbers, weights
from pipeline.edition import Edition
from pipeline.findings import Finding
from pipeline.messages import message

__all__ = ["RULES", "PdfReading", "check_pdf", "read_pdf"]

Rule = Callable[[PdfReading, Edition], Iterator[Finding]]


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
    expected = expected_units(edition)
    yield from compare(expected, reading.units, rule_prefix="pdf", where="", same_kinds=SAME_KINDS)


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
    parents,
    links,
    contents,
    annotations,
    actual_texts,
    unembedded_fonts,
    missing_glyphs,
    glyph_texts,
    direction,
    overlap,
    margins,
    text_contrast,
    weights,
    raised_numbers,
    tables,
    table_headers,
    identities,
    grid,
    repeated_headers,
    figures,
    figure_places,
    metadata,
    bookmarks,
    tabs,
    furniture,
    link_places,
    line_order,
    label_places,
    line_starts,
    indents,
    spacing,
    hyphens,
    sizes,
    covered,
    glyph_widths,
)
