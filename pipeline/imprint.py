"""Who publishes a document, what date it has and whom to ask, in the reader's language."""

from pipeline.dates import date_text
from pipeline.edition import Contact, Edition
from pipeline.interface import interface
from pipeline.languages import SOURCE_TAG, Language
from pipeline.model import Span, Text


def issuer_name(edition: Edition) -> Span:
    """The issuer's name, which is Swedish in every language."""
    return _swedish(edition.issuer.name, edition.language)


def contact_spans(contact: Contact, language: Language) -> dict[str, Span]:
    """What stands at the places {contact}, {telephone} and {email} of a sentence."""
    return {
        "contact": _swedish(contact.name, language),
        "telephone": Span(contact.telephone, link=contact.telephone_link),
        "email": Span(contact.email, link=contact.email_link),
    }


def contact_sentence(contact: Contact, language: Language) -> Text:
    """Whom to ask, with links. Raises MissingStringError if the language lacks the sentence."""
    return interface(language.tag).resident_text(
        "Contact the municipality: {contact}, telephone {telephone}, e-mail {email}.",
        **contact_spans(contact, language),
    )


def dated(edition: Edition) -> str:
    """The date that the text is valid for, and its version if it has one.

    Raises MissingStringError if the language lacks these sentences.
    """
    strings, info = interface(edition.language.tag), edition.info
    date = date_text(info.current, edition.language)
    if info.updated:
        text = strings.resident("Updated {date}", date=date)
    else:
        text = strings.resident("Published {date}", date=date)
    if info.version is None:
        return text
    return f"{text} · {strings.resident('Version {version}', version=info.version)}"


def _swedish(name: str, language: Language) -> Span:
    """A Swedish name inside text of another language (WCAG 2.1 3.1.2)."""
    return Span(name, None if language.is_swedish else SOURCE_TAG)
