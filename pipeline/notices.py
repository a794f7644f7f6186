"""What an edition says about itself to its reader, right after the title."""

from dataclasses import replace

from pipeline.dates import date_text
from pipeline.edition import Edition, State
from pipeline.imprint import contact_spans, issuer_name
from pipeline.interface import ADAPTATION_NOTICE, MACHINE_NOTICE, interface
from pipeline.languages import SOURCE_TAG
from pipeline.model import Span, Text


def with_notices(edition: Edition) -> Edition:
    """The edition with the notices that its state demands, in its language.

    A text that is older than the Swedish one says so; a translation that is not approved, or
    that no person has checked, says that the Swedish original applies, and whom to ask; a text
    that leaves things out says so and names the original.

    Raises MissingStringError if the language lacks these sentences.
    """
    notices: list[Text] = []
    if edition.adapted_from:
        notices.append(_adaptation(edition.adapted_from, edition))
    if edition.superseded:
        notices.append(_superseded(edition))
    if edition.state is State.DRAFT:
        notices.append(_draft(edition))
    elif edition.state is State.MACHINE:
        notices.append(_machine(edition))
    return replace(edition, notices=tuple(notices))


def _adaptation(title: str, edition: Edition) -> Text:
    tag = edition.language.tag
    language = None if edition.language.is_swedish else SOURCE_TAG
    return interface(tag).resident_text(ADAPTATION_NOTICE, title=Span(title, language))


def _draft(edition: Edition) -> Text:
    return interface(edition.language.tag).resident_text(
        "This translation is a draft. It has not yet been approved by {issuer}. The Swedish "
        "original applies. Questions? Contact the municipality: {contact}, telephone "
        "{telephone}, e-mail {email}.",
        issuer=issuer_name(edition),
        **contact_spans(edition.contact, edition.language),
    )


def _machine(edition: Edition) -> Text:
    spans = contact_spans(edition.contact, edition.language)
    return interface(edition.language.tag).resident_text(MACHINE_NOTICE, **spans)


def _superseded(edition: Edition) -> Text:
    changed = edition.superseded or edition.info.current
    return interface(edition.language.tag).resident_text(
        "This is the version of {date}. The Swedish text was changed on {changed}, and the "
        "changes are not yet translated. Questions? Contact the municipality: {contact}, "
        "telephone {telephone}, e-mail {email}.",
        date=Span(date_text(edition.info.current, edition.language)),
        changed=Span(date_text(changed, edition.language)),
        **contact_spans(edition.contact, edition.language),
    )
