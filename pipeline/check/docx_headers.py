"""What the header and footer of a DOCX must say: first page, running, and page numbers."""

from dataclasses import replace

from pipeline.edition import Edition
from pipeline.imprint import contact_sentence, dated, issuer_name
from pipeline.interface import interface
from pipeline.model import LINE_BREAK, Text, text_of
from pipeline.reading import with_note_numbers

Line = Text
"""One paragraph; page fields are `{PAGE}` and `{NUMPAGES}`."""


def expected_lines(edition: Edition) -> tuple[tuple[Line, ...], ...]:
    """The lines of the first header, the running header, the first and the running footer.

    Raises MissingStringError if the interface is not translated into the edition's language.
    """
    issuer = issuer_name(edition)
    briefing = edition.briefing
    header, last = (_lines(text, edition) for text in (briefing.page_header, briefing.page_footer))
    contact = contact_sentence(edition.contact, edition.language)
    footer = (contact, *last, _pages(edition))
    return (
        (*header, (issuer,), text_of(f"{dated(edition)}\t{edition.language.endonym}")),
        (*header, text_of(issuer, " · ", *_on_one_line(briefing.title))),
        footer,
        footer,
    )


def _lines(text: Text, edition: Edition) -> tuple[Line, ...]:
    """What the source repeats on its pages; a note is its number there."""
    return (with_note_numbers(text, edition.briefing),) if text else ()


def _on_one_line(title: Text) -> Line:
    """A title as headers have it: without line breaks and references to notes."""
    spans = (replace(span, text=span.text.replace(LINE_BREAK, " ")) for span in title)
    return text_of(*(span for span in spans if not span.note))


def _pages(edition: Edition) -> Line:
    strings = interface(edition.language.tag)
    return text_of(strings.resident("Page {page} of {pages}", page="{PAGE}", pages="{NUMPAGES}"))
