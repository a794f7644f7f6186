"""What the header and footer of a DOCX must say: first page, running, and page numbers."""

from pipeline.edition import Edition
from pipeline.imprint import contact_sentence, dated, issuer_name
from pipeline.interface import interface
from pipeline.model import Text, text_of

Line = Text
"""One paragraph; page fields are `{PAGE}` and `{NUMPAGES}`."""


def expected_lines(edition: Edition) -> tuple[tuple[Line, ...], ...]:
    """The lines of the first header, the running header, the first and the running footer.

    Raises MissingStringError if the interface is not translated into the edition's language.
    """
    issuer = issuer_name(edition)
    footer = (contact_sentence(edition.contact, edition.language), _pages(edition))
    return (
        ((issuer,), text_of(f"{dated(edition)}\t{edition.language.endonym}")),
        (text_of(issuer, " · ", *edition.briefing.title),),
        footer,
        footer,
    )


def _pages(edition: Edition) -> Line:
    strings = interface(edition.language.tag)
    return text_of(strings.resident("Page {page} of {pages}", page="{PAGE}", pages="{NUMPAGES}"))
