"""An edition: one briefing in one language together with all that its files say about it.

Renderers get an edition and nothing else of the project's settings; the edition of every
published file is kept as JSON beside the site, so that it can be checked and rendered again.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pipeline.briefing_json import (
    Images,
    briefing_from_json,
    briefing_to_json,
    spans_from_json,
    spans_to_json,
)
from pipeline.json_values import JsonObject, JsonValue
from pipeline.languages import Language, described
from pipeline.model import LINE_BREAK, Briefing, Image, Span, Text, text_of

PICTURES = "images"
"""The folder of a document's pictures, beside those of its languages."""


class State(StrEnum):
    """Where an edition's text comes from; for a translation, its worst entry's state."""

    ORIGINAL = "original"
    APPROVED = "approved"
    DRAFT = "draft"
    MACHINE = "machine"


@dataclass(frozen=True, slots=True)
class Issuer:
    """The authority that publishes, by its Swedish name, which is not translated."""

    name: str


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to ask. `telephone` is written for people: `0220-240 00`."""

    name: str
    telephone: str
    email: str

    @property
    def telephone_link(self) -> str:
        """The tel: address (RFC 3966), with the Swedish country code."""
        digits = "".join(c for c in self.telephone if c.isdigit())
        return f"tel:+46{digits.removeprefix('0')}"

    @property
    def email_link(self) -> str:
        """The mailto: address."""
        return f"mailto:{self.email}"


class Publication(StrEnum):
    """Whether a document is for the public, by the settings of the document (`status`)."""

    PUBLISHED = "published"
    DRAFT = "draft"
    """Staff still write it: it is read and checked, and nothing of it is published."""
    WITHDRAWN = "withdrawn"
    """It was for the public and is no longer."""


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """What belongs to one document in every language; `name` is the stem of its source.

    `status` is what the document's settings say now; it is not kept with an edition, since
    only what is published has one.
    """

    name: str
    published: date
    updated: date | None = None
    version: str | None = None
    status: Publication = Publication.PUBLISHED

    @property
    def current(self) -> date:
        """The date that the text is valid for."""
        return self.updated or self.published


def document_info(
    name: str, published: str, updated: str | None, version: str | None
) -> DocumentInfo:
    """What was stored of a document, with its dates in ISO 8601. Raises ValueError."""
    changed = date.fromisoformat(updated) if updated else None
    return DocumentInfo(name, date.fromisoformat(published), changed, version)


@dataclass(frozen=True, slots=True)
class Edition:
    """A briefing in one language, ready to be rendered.

    `notices` are paragraphs in the edition's language that stand right after the title (not
    yet approved, not checked, or older than the Swedish text); they are empty for the original
    and for an approved translation. `source_digest` identifies the Swedish text that was
    translated; `superseded` is the day on which the Swedish text was changed, if this edition
    is older. `adapted_from` is the title of the Swedish text where this one is no translation
    of it but a text of its own that leaves things out, such as easy Swedish.
    """

    info: DocumentInfo
    issuer: Issuer
    contact: Contact
    state: State
    briefing: Briefing
    notices: tuple[Text, ...] = ()
    source_digest: str = ""
    superseded: date | None = None
    adapted_from: str | None = None

    @property
    def language(self) -> Language:
        """The language of the text."""
        return described(self.briefing.language)

    @property
    def stem(self) -> str:
        """The file name without suffix: `lagesbild-covid-19.ar`."""
        return f"{self.info.name}.{self.briefing.language}"

    def path(self, suffix: str) -> str:
        """The place under the output folder, with forward slashes; `suffix` without a dot."""
        return document_path(self.info.name, self.briefing.language, suffix)

    def picture_path(self, image: Image) -> str:
        """The place of one of the document's pictures, which all its languages share."""
        return f"{self.info.name}/{PICTURES}/{image.file_name}"

    def to_json(self) -> JsonObject:
        """The JSON form; `Edition.from_json` gives an equal value back."""
        updated = self.info.updated.isoformat() if self.info.updated else None
        notices: list[JsonValue] = [list(spans_to_json(notice)) for notice in self.notices]
        return {
            "name": self.info.name,
            "published": self.info.published.isoformat(),
            "updated": updated,
            "version": self.info.version,
            "issuer": self.issuer.name,
            "contact": _contact_to_json(self.contact),
            "state": self.state.value,
            "notices": notices,
            "source_digest": self.source_digest,
            "superseded": self.superseded.isoformat() if self.superseded else None,
            "briefing": briefing_to_json(self.briefing),
            **({"adapted_from": self.adapted_from} if self.adapted_from else {}),
        }

    @staticmethod
    def from_json(value: JsonObject, images: Images | None = None) -> "Edition":
        """An edition from its JSON form; `images` has the data of its pictures, by file name.

        Raises ValueError if the form is another, or a picture is missing or damaged.
        """
        match value:
            case {
                "name": str(name),
                "published": str(published),
                "updated": None | str() as updated,
                "version": None | str() as version,
                "issuer": str(issuer),
                "contact": {"name": str(who), "telephone": str(telephone), "email": str(email)},
                "state": str(state),
                "notices": list(notices),
                "source_digest": str(source_digest),
                "superseded": None | str() as superseded,
                "briefing": dict(briefing),
                **rest,
            }:
                adapted_from = rest.get("adapted_from")
                return Edition(
                    document_info(name, published, updated, version),
                    Issuer(issuer),
                    Contact(who, telephone, email),
                    State(state),
                    briefing_from_json(briefing, images),
                    tuple(_notice_from_json(notice) for notice in notices),
                    source_digest,
                    date.fromisoformat(superseded) if superseded else None,
                    adapted_from if isinstance(adapted_from, str) else None,
                )
            case _:
                raise ValueError("not the JSON form of an edition")


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What is left of a withdrawn document in one language: a page at its old address.

    `tag` is the language; `title` stands on one line, without links and notes; `day` is when
    the document was withdrawn.
    """

    name: str
    tag: str
    issuer: Issuer
    contact: Contact
    title: Text
    day: date

    @property
    def language(self) -> Language:
        """The language of the page."""
        return described(self.tag)

    def path(self, suffix: str) -> str:
        """The place under the output folder, as that of the edition was."""
        return document_path(self.name, self.tag, suffix)

    def to_json(self) -> JsonObject:
        """The JSON form; `Withdrawal.from_json` gives an equal value back."""
        return {
            "name": self.name,
            "language": self.tag,
            "withdrawn": self.day.isoformat(),
            "issuer": self.issuer.name,
            "contact": _contact_to_json(self.contact),
            "title": list(spans_to_json(self.title)),
        }

    @staticmethod
    def from_json(value: JsonObject) -> "Withdrawal":
        """A withdrawal from its JSON form. Raises ValueError if the form is another."""
        match value:
            case {
                "name": str(name),
                "language": str(tag),
                "withdrawn": str(day),
                "issuer": str(issuer),
                "contact": {"name": str(who), "telephone": str(telephone), "email": str(email)},
                "title": list(title),
                **rest,
            } if not rest:
                contact = Contact(who, telephone, email)
                spans = spans_from_json(title)
                return Withdrawal(
                    name, tag, Issuer(issuer), contact, spans, date.fromisoformat(day)
                )
            case _:
                raise ValueError("not the JSON form of a withdrawal")


def document_path(name: str, tag: str, suffix: str) -> str:
    """The place of a document's file in a language, under the output folder."""
    return f"{name}/{tag}/{name}.{tag}.{suffix}"


def listed_title(title: Text) -> Text:
    """A title away from its page: on one line, without links and references to notes."""
    spans = (span for span in title if not span.note)
    return text_of(*(Span(span.text.replace(LINE_BREAK, " "), span.language) for span in spans))


def _contact_to_json(contact: Contact) -> JsonObject:
    return {"name": contact.name, "telephone": contact.telephone, "email": contact.email}


def _notice_from_json(value: JsonValue) -> Text:
    return spans_from_json(value if isinstance(value, list) else [value])
