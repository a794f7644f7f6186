"""The PDF engine: tagged PDF on ReportLab, with our own text layout.

`render` turns a `Document` into the bytes of a file that is PDF 1.7, PDF/UA-1 and PDF/A-2a at
once, or what followed them (`Standard`). Nothing else of this package is meant for use from
outside. The engine knows documents (`pipeline.model`), languages and a style, but neither
catalogs nor settings nor publishing.

    >>> from datetime import UTC, date, datetime
    >>> from pipeline.languages import described
    >>> from pipeline.model import Briefing, Paragraph, text_of
    >>> from pipeline.style import Style
    >>> document = Document(
    ...     briefing=Briefing("fi", text_of("Vesi"), (Paragraph("b1", text_of("Keitä vesi.")),)),
    ...     language=described("fi"),
    ...     issuer="Hallstahammars kommun",
    ...     issuer_language="sv",
    ...     dated="12.5.2020",
    ...     date=date(2020, 5, 12),
    ...     contact=("0220-240 00",),
    ...     page_number="Sivu {page}/{pages}",
    ... )
    >>> render(document, Style(), epoch=datetime(2020, 5, 12, tzinfo=UTC))[:8]
    b'%PDF-1.7'

The same input gives the same bytes. What cannot be set right raises `pipeline.errors.RenderError`,
with one sentence and the id of the block. docs/pdf-engine.md tells how it works.
"""

from pipeline.render.pdf.document import Document
from pipeline.render.pdf.engine import render
from pipeline.render.pdf.standard import Standard

__all__ = ["Document", "Standard", "render"]
