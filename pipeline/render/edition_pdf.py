"""The PDF of an edition: its facts in the reader's language, given to the PDF engine."""

from datetime import datetime

from pipeline.edition import Edition
from pipeline.imprint import dated
from pipeline.interface import interface
from pipeline.languages import SOURCE_TAG
from pipeline.render.pdf import Document, render
from pipeline.style import Style


def render_pdf(edition: Edition, style: Style, *, epoch: datetime) -> bytes:
    """The PDF of an edition; the same input gives the same bytes.

    `epoch` is the time of creation in the metadata. Raises RenderError as the engine does, and
    MissingStringError for a language whose own strings (page numbers, dates) are not translated.
    """
    return render(pdf_document(edition), style, epoch=epoch)


def pdf_document(edition: Edition) -> Document:
    """What the engine has to know of an edition. Raises MissingStringError."""
    strings, contact = interface(edition.language.tag), edition.contact
    return Document(
        briefing=edition.briefing,
        language=edition.language,
        issuer=edition.issuer.name,
        issuer_language=SOURCE_TAG,
        dated=dated(edition),
        date=edition.info.current,
        contact=(f"{strings.resident('Questions?')} {contact.telephone}", contact.email),
        page_number=strings.resident_template("Page {page} of {pages}"),
        notices=edition.notices,
        contents_title=strings.resident("Contents"),
    )
