"""What the header and footer of a DOCX must say: first page, running, and page numbers."""

from pipeline.dates import date_text
from pipeline.edition import Edition
from pipeline.interface import interface
from pipeline.languages import SOURCE_TAG
from pipeline.model import Span, Text, text_of

Line = Text
"""One paragraph; page fields are `{PAGE}` and `{NUMPAGES}`."""


def expected_lines(edition: Edition) -> tuple[tuple[Line, ...], ...]:
    """The lines of the first header, the running header, the first and the running footer.

    Raises MissingStringError if the interface is not translated into the edition's language.
    """
    issuer = _swedish(edition, edition.issuer.name)
    footer = (_contact(edition), _pages(edition))
    return (
        ((issuer,), text_of(f"{_dated(edition)}\t{edition.language.endonym}")),
        (text_of(issuer, " · ", *edition.briefing.title),),
        footer,
        footer,
    )


def _swedish(edition: Edition, name: str) -> Span:
    """A name that is Swedish in every language (WCAG 2.1 3.1.2)."""
    return Span(name, None if edition.language.cldr == SOURCE_TAG else SOURCE_TAG)


def _dated(edition: Edition) -> str:
    strings, info = interface(edition.language.tag), edition.info
    day = date_text(info.current, edition.language)
    if info.updated:
        dated = strings.resident("Updated {date}", date=day)
    else:
        dated = strings.resident("Published {date}", date=day)
    if info.version is None:
        return dated
    return f"{dated} · {strings.resident('Version {version}', version=info.version)}"


def _contact(edition: Edition) -> Line:
    contact = edition.contact
    sentence = interface(edition.language.tag).resident(
        "Contact the municipality: {contact}, telephone {telephone}, e-mail {email}.",
        contact="\0contact\0",
        telephone="\0telephone\0",
        email="\0email\0",
    )
    spans = {
        "contact": _swedish(edition, contact.name),
        "telephone": Span(contact.telephone, None, contact.telephone_link),
        "email": Span(contact.email, None, contact.email_link),
    }
    return text_of(*(spans.get(part, part) for part in sentence.split("\0")))


def _pages(edition: Edition) -> Line:
    strings = interface(edition.language.tag)
    return text_of(strings.resident("Page {page} of {pages}", page="{PAGE}", pages="{NUMPAGES}"))
