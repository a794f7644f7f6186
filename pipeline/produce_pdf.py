"""An edition as PDF, read back and compared with it: a step of its own, with its own version."""

from datetime import datetime

from pipeline.check.pdf import check_pdf
from pipeline.edition import Edition
from pipeline.produce import Produced, verified
from pipeline.render.edition_pdf import render_pdf
from pipeline.style import Style


def produce_pdf(edition: Edition, style: Style, epoch: datetime) -> Produced:
    """The PDF file. Raises RenderError, naming the file, if a text cannot be drawn."""
    path = edition.path("pdf")
    return verified(path, edition, lambda: render_pdf(edition, style, epoch=epoch), check_pdf)
