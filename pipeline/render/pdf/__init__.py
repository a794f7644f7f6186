"""The PDF engine: tagged PDF on ReportLab, with our own text layout.

`render` turns a `Document` into the bytes of a file that is PDF 1.7, PDF/UA-1 and PDF/A-2a at
once, or what followed them (`Standard`). Nothing else of this package is meant for use from
outside. The engine knows documents (`pipeline.model`), languages and a style, but neither
catalogs nor settings nor publishing.
"""

from pipeline.render.pdf.document import Document
from pipeline.render.pdf.engine import render
from pipeline.render.pdf.standard import Standard

__all__ = ["Document", "Standard", "render"]
