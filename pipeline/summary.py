"""What there is of a document in a language, without its text: all that the site's own pages tell.

It is what a build remembers of a document that it need not look at again.
"""

from dataclasses import dataclass
from datetime import date

from pipeline.briefing_json import spans_from_json, spans_to_json
from pipeline.edition import (
    Contact,
    DocumentInfo,
    Edition,
    Issuer,
    State,
    Withdrawal,
    document_info,
    document_path,
)
from pipeline.json_values import JsonObject
from pipeline.languages import Language, described
from pipeline.model import Text

Key = tuple[str, str]
"""A document's name and a language's tag."""


@dataclass(frozen=True, slots=True)
class EditionSummary:
    """An edition without its text; the fields are those of the edition (`pipeline/edition.py`)."""

    info: DocumentInfo
    tag: str
    issuer: Issuer
    contact: Contact
    state: State
    title: Text
    superseded: date | None = None

    @property
    def language(self) -> Language:
        """The language of the text."""
        return described(self.tag)

    def path(self, suffix: str) -> str:
        """The place under the output folder, as that of the edition."""
        return document_path(self.info.name, self.tag, suffix)

    def to_json(self) -> JsonObject:
        """The JSON form; `summary_from_json` gives an equal value back."""
        return {
            "name": self.info.name,
            "published": self.info.published.isoformat(),
            "updated": self.info.updated.isoformat() if self.info.updated else None,
            "version": self.info.version,
            "language": self.tag,
            "issuer": self.issuer.name,
            "contact": [self.contact.name, self.contact.telephone, self.contact.email],
            "state": self.state.value,
            "title": list(spans_to_json(self.title)),
            "superseded": self.superseded.isoformat() if self.superseded else None,
        }


@dataclass(frozen=True, slots=True)
class Offer:
    """What a document offers in a language: an edition, what is left of one, or nothing yet."""

    document: str
    tag: str
    edition: EditionSummary | None = None
    withdrawal: Withdrawal | None = None


def summary_of(edition: Edition) -> EditionSummary:
    """What the site's own pages tell of an edition."""
    return EditionSummary(
        edition.info,
        edition.briefing.language,
        edition.issuer,
        edition.contact,
        edition.state,
        edition.briefing.title,
        edition.superseded,
    )


def summary_from_json(value: JsonObject) -> EditionSummary:
    """A summary from its JSON form. Raises ValueError if the form is another."""
    match value:
        case {
            "name": str(name),
            "published": str(published),
            "updated": None | str() as updated,
            "version": None | str() as version,
            "language": str(tag),
            "issuer": str(issuer),
            "contact": [str(who), str(telephone), str(email)],
            "state": str(state),
            "title": list(title),
            "superseded": None | str() as superseded,
        }:
            return EditionSummary(
                document_info(name, published, updated, version),
                tag,
                Issuer(issuer),
                Contact(who, telephone, email),
                State(state),
                spans_from_json(title),
                date.fromisoformat(superseded) if superseded else None,
            )
        case _:
            raise ValueError("not the JSON form of a summary")
