"""From a document to a PDF file that conforms to PDF/UA and PDF/A at once."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from pipeline.render.pdf.document import Document
from pipeline.render.pdf.document_check import check_document
from pipeline.render.pdf.drawing import Drawing
from pipeline.render.pdf.furniture import furnish
from pipeline.render.pdf.layout import lay_out
from pipeline.render.pdf.look import Looks
from pipeline.render.pdf.standard import Standard
from pipeline.render.pdf.style_check import check_style
from pipeline.style import Style


def render(
    document: Document,
    style: Style,
    *,
    epoch: datetime,
    standard: Standard = Standard.UA1_A2A,
) -> bytes:
    """The PDF of a document; the same input gives the same bytes.

    `epoch` is the time of creation in the metadata. Raises RenderError, which names the block
    and says what to do, for whatever cannot be set right (docs/pdf-engine.md has the list), and
    nothing else: there is either a right file or an error.
    """
    check_style(style)
    check_document(document, epoch)
    with _garbage_kept():
        return _rendered(document, style, epoch, standard)


def _rendered(document: Document, style: Style, epoch: datetime, standard: Standard) -> bytes:
    layout = lay_out(document, style)
    furniture = furnish(document, Looks(style, document.language), layout.geometry)
    drawing = Drawing(document, style, layout, furniture, standard)
    for index, page in enumerate(layout.pages):
        drawing.draw(index, page)
    return drawing.finish(epoch)


@contextmanager
def _garbage_kept() -> Iterator[None]:
    """No search for cyclic garbage meanwhile.

    A long document makes a million small values that all live until its end; looking through
    them again and again took a third of the time, and there is nothing to find. They should be
    gone when this ends, or they are looked through once after all.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
