"""An edition as DOCX, read back and compared with it: a step of its own, with its own version."""

from datetime import datetime

from pipeline.check.docx import check_docx
from pipeline.edition import Edition
from pipeline.produce import Produced, verified
from pipeline.render.docx import render_docx
from pipeline.style import Style


def produce_docx(edition: Edition, style: Style, epoch: datetime) -> Produced:
    """The DOCX file. Raises RenderError, naming the file, if a text cannot be written."""
    path = edition.path("docx")
    return verified(path, edition, lambda: render_docx(edition, style, epoch=epoch), check_docx)
