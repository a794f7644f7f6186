"""The document: a briefing with its blocks and spans, as frozen values, to and from JSON.

A translated variant is simply another `Briefing` with the same sequence of blocks.
The JSON form is described by `pipeline/data/briefing.schema.json`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

JsonValue = None | bool | int | float | str | list["JsonValue"] | dict[str, "JsonValue"]
JsonObject = dict[str, JsonValue]

LONGEST_TITLE = 160
"""Characters of a title, about two lines."""


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of running text whose properties do not change inside it.

    `language` is a BCP 47 tag where it differs from the document's (WCAG 2.1 3.1.2);
    `link` is an absolute address (https:, mailto: or tel:).
    """

    text: str
    language: str | None = None
    link: str | None = None


Text = tuple[Span, ...]
"""Running text. Neighbouring spans of equal properties are one; no span is empty."""


def text_of(*spans: Span | str) -> Text:
    """Running text in its one normal form: equal neighbours joined, empty spans dropped."""
    joined: list[Span] = []
    for item in spans:
        span = Span(item) if isinstance(item, str) else item
        if not span.text:
            continue
        last = joined[-1] if joined else None
        if last and (last.language, last.link) == (span.language, span.link):
            joined[-1] = Span(last.text + span.text, span.language, span.link)
        else:
            joined.append(span)
    return tuple(joined)


def plain(text: Text) -> str:
    """The characters of running text, without its properties."""
    return "".join(span.text for span in text)


@dataclass(frozen=True, slots=True)
class Heading:
    """A section heading; level 1 is the document's title, so sections begin at 2."""

    type: ClassVar[str] = "heading"
    id: str
    level: int
    text: Text


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text."""

    type: ClassVar[str] = "paragraph"
    id: str
    text: Text


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item of a list."""

    id: str
    text: Text


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A bullet or numbered list; `lead_in` is the id of the paragraph that introduces it.

    A lead-in is kept on one page with the first item. `start` is the first number of an
    ordered list.
    """

    type: ClassVar[str] = "list"
    id: str
    items: tuple[ListItem, ...]
    ordered: bool = False
    start: int = 1
    lead_in: str | None = None


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signs: a person with or without a role, or a unit. A name is never translated."""

    id: str
    name: str
    role: Text = ()


@dataclass(frozen=True, slots=True)
class SignOff:
    """The closing of a letter: a greeting and those who sign."""

    type: ClassVar[str] = "sign_off"
    id: str
    closing: Text
    signatories: tuple[Signatory, ...]


Block = Heading | Paragraph | ListBlock | SignOff


@dataclass(frozen=True, slots=True)
class Briefing:
    """One document in one language.

    `language` is a BCP 47 tag. Block ids (`b1`, `b2`, …; items `b4.1`; signatories `b9.1`)
    follow the order of the source and are the same in every variant.
    """

    language: str
    title: Text
    blocks: tuple[Block, ...]

    def to_json(self) -> JsonObject:
        """The JSON form; `Briefing.from_json` gives an equal value back."""
        return {
            "language": self.language,
            "title": plain(self.title),
            **_spans_to_json(self.title, "title_spans"),
            "blocks": [_block_to_json(block) for block in self.blocks],
        }

    @staticmethod
    def from_json(value: JsonObject) -> "Briefing":
        """A briefing from its JSON form.

        Raises ValueError, naming the key, if the value has not the form of the schema.
        """
        title = _text_from_json(value, "title", "title_spans")
        blocks = tuple(_block_from_json(_object(item)) for item in _array(value, "blocks"))
        return Briefing(_string(value, "language"), title, blocks)


def _spans_to_json(text: Text, key: str) -> JsonObject:
    """The spans, only where the plain text does not say it all."""
    if all(span == Span(span.text) for span in text):
        return {}
    spans: list[JsonValue] = []
    for span in text:
        item: JsonObject = {"text": span.text}
        if span.language:
            item["language"] = span.language
        if span.link:
            item["link"] = span.link
        spans.append(item)
    return {key: spans}


def _text_to_json(text: Text) -> JsonObject:
    return {"text": plain(text), **_spans_to_json(text, "spans")}


def _block_to_json(block: Block) -> JsonObject:
    value: JsonObject = {"type": block.type, "id": block.id}
    match block:
        case Heading():
            value["level"] = block.level
            value |= _text_to_json(block.text)
        case Paragraph():
            value |= _text_to_json(block.text)
        case ListBlock():
            value["ordered"] = block.ordered
            if block.ordered:
                value["start"] = block.start
            if block.lead_in:
                value["lead_in"] = block.lead_in
            value["items"] = [{"id": item.id, **_text_to_json(item.text)} for item in block.items]
        case SignOff():
            value["closing"] = plain(block.closing)
            value |= _spans_to_json(block.closing, "closing_spans")
            value["signatories"] = [_signatory_to_json(s) for s in block.signatories]
    return value


def _signatory_to_json(signatory: Signatory) -> JsonObject:
    value: JsonObject = {"id": signatory.id, "name": signatory.name}
    if signatory.role:
        value["role"] = plain(signatory.role)
    return value | _spans_to_json(signatory.role, "role_spans")


def _block_from_json(value: JsonObject) -> Block:
    identity = _string(value, "id")
    match value.get("type"):
        case Heading.type:
            return Heading(identity, _integer(value, "level"), _text_from_json(value))
        case Paragraph.type:
            return Paragraph(identity, _text_from_json(value))
        case ListBlock.type:
            items = (_object(item) for item in _array(value, "items"))
            return ListBlock(
                identity,
                tuple(ListItem(_string(item, "id"), _text_from_json(item)) for item in items),
                ordered=value.get("ordered") is True,
                start=_integer(value, "start", 1),
                lead_in=_string(value, "lead_in") if "lead_in" in value else None,
            )
        case SignOff.type:
            signatories = (_object(item) for item in _array(value, "signatories"))
            return SignOff(
                identity,
                _text_from_json(value, "closing", "closing_spans"),
                tuple(_signatory_from_json(s) for s in signatories),
            )
        case other:
            raise ValueError(f"type: unknown block {other!r}")


def _signatory_from_json(value: JsonObject) -> Signatory:
    role = _text_from_json(value, "role", "role_spans")
    return Signatory(_string(value, "id"), _string(value, "name"), role)


def _text_from_json(value: JsonObject, key: str = "text", spans_key: str = "spans") -> Text:
    text = _string(value, key, "")
    if spans_key not in value:
        return text_of(text)
    spans = text_of(*(_span_from_json(_object(item)) for item in _array(value, spans_key)))
    if plain(spans) != text:
        raise ValueError(f"{spans_key}: not the characters of {key}")
    return spans


def _span_from_json(value: JsonObject) -> Span:
    language = _string(value, "language") if "language" in value else None
    link = _string(value, "link") if "link" in value else None
    return Span(_string(value, "text"), language, link)


def _object(value: JsonValue) -> JsonObject:
    if not isinstance(value, dict):
        raise ValueError(f"an object was expected, not {value!r}")
    return value


def _array(value: Mapping[str, JsonValue], key: str) -> list[JsonValue]:
    found = value.get(key)
    if not isinstance(found, list):
        raise ValueError(f"{key}: a list was expected, not {found!r}")
    return found


def _string(value: Mapping[str, JsonValue], key: str, default: str | None = None) -> str:
    found = value.get(key, default)
    if not isinstance(found, str):
        raise ValueError(f"{key}: a string was expected, not {found!r}")
    return found


def _integer(value: Mapping[str, JsonValue], key: str, default: int | None = None) -> int:
    found = value.get(key, default)
    if not isinstance(found, int) or isinstance(found, bool):
        raise ValueError(f"{key}: a whole number was expected, not {found!r}")
    return found
