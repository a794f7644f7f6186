"""What an edition says about itself to its reader, right after the title."""

from dataclasses import replace

from pipeline.dates import date_text
from pipeline.edition import Edition, State
from pipeline.interface import interface
from pipeline.languages import SOURCE_TAG
from pipeline.model import Span, Text


def with_notices(edition: Edition) -> Edition:
    """The edition with the notices that its state demands, in its language.

    A text that is older than the Swedish one says so; a translation that is not approved says
    that the Swedish original applies, and whom to ask. Raises MissingStringError if the
    language lacks these sentences.
    """
    notices: list[Text] = []
    if edition.superseded:
        notices.append(_superseded(edition))
    if edition.state is State.DRAFT:
        notices.append(_draft(edition))
    return replace(edition, notices=tuple(notices))


def _draft(edition: Edition) -> Text:
    return interface(edition.language.tag).resident_text(
        "This translation is a draft. It has not yet been approved by {issuer}. The Swedish "
        "original applies. Questions? Contact the municipality: {contact}, telephone "
        "{telephone}, e-mail {email}.",
        issuer=_swedish(edition, edition.issuer.name),
        **_contact(edition),
    )


def _superseded(edition: Edition) -> Text:
    changed = edition.superseded or edition.info.current
    return interface(edition.language.tag).resident_text(
        "This is the version of {date}. The Swedish text was changed on {changed}, and the "
        "changes are not yet translated. Questions? Contact the municipality: {contact}, "
        "telephone {telephone}, e-mail {email}.",
        date=Span(date_text(edition.info.current, edition.language)),
        changed=Span(date_text(changed, edition.language)),
        **_contact(edition),
    )


def _contact(edition: Edition) -> dict[str, Span]:
    contact = edition.contact
    return {
        "contact": _swedish(edition, contact.name),
        "telephone": Span(contact.telephone, link=contact.telephone_link),
        "email": Span(contact.email, link=contact.email_link),
    }


def _swedish(edition: Edition, text: str) -> Span:
    """A Swedish name inside text of another language (WCAG 2.1 3.1.2)."""
    return Span(text, None if edition.language.tag.startswith(SOURCE_TAG) else SOURCE_TAG)
