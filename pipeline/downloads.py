"""The formats that need no other file."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Literal

from pipeline.edition import Edition
from pipeline.produce import Produced
from pipeline.produce_docx import produce_docx
from pipeline.produce_pdf import produce_pdf
from pipeline.style import Style

DownloadFormat = Literal["pdf", "docx"]

DOWNLOADS: Mapping[DownloadFormat, Callable[[Edition, Style, datetime], Produced]] = {
    "pdf": produce_pdf,
    "docx": produce_docx,
}
"""What makes each of them, in the order of the site."""


def produce_download(
    edition: Edition, format_: DownloadFormat, style: Style, epoch: datetime
) -> Produced:
    """One PDF or DOCX, read back and compared with the edition.

    Raises RenderError, naming the file, if a text cannot be drawn.
    """
    return DOWNLOADS[format_](edition, style, epoch)
