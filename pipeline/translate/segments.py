"""The texts of a briefing that are translated, and a briefing with other texts in their place."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from pipeline.model import (
    Block,
    Briefing,
    Heading,
    ListBlock,
    Paragraph,
    Signatory,
    SignOff,
    Text,
    plain,
)

TITLE_ID = "title"


class Context(StrEnum):
    """What a text is to its reader. It is the `msgctxt`: the same word may need another
    translation as a heading than as a role."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list item"
    CLOSING = "closing"
    ROLE = "role"


Key = tuple[str, str]
"""What identifies a catalog's entry: context and source text."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One text to translate, without white space at its ends.

    `id` is that of the block, item or signatory, or `title`.
    """

    id: str
    context: Context
    text: str

    @property
    def key(self) -> Key:
        """What identifies the catalog entry; equal segments share one."""
        return (self.context.value, self.text)


Translate = Callable[[str, Context, Text], Text]
"""From a text's id, context and running text to the text that takes its place."""


def segments(briefing: Briefing) -> tuple[Segment, ...]:
    """Every text to translate, in document order. The names of signatories are none."""
    found: list[Segment] = []

    def collect(identity: str, context: Context, text: Text) -> Text:
        found.append(Segment(identity, context, plain(text).strip()))
        return text

    with_texts(briefing, briefing.language, collect)
    return tuple(segment for segment in found if segment.text)


def with_texts(briefing: Briefing, language: str, translate: Translate) -> Briefing:
    """The same blocks, with the same ids, in another language.

    `translate` is asked once for each text, in document order, empty ones included.
    """
    title = translate(TITLE_ID, Context.TITLE, briefing.title)
    return Briefing(language, title, tuple(_blocks(briefing, translate)))


def _blocks(briefing: Briefing, translate: Translate) -> Iterator[Block]:
    for block in briefing.blocks:
        match block:
            case Heading():
                yield replace(block, text=translate(block.id, Context.HEADING, block.text))
            case Paragraph():
                yield replace(block, text=translate(block.id, Context.PARAGRAPH, block.text))
            case ListBlock():
                items = tuple(
                    replace(item, text=translate(item.id, Context.LIST_ITEM, item.text))
                    for item in block.items
                )
                yield replace(block, items=items)
            case SignOff():
                closing = translate(block.id, Context.CLOSING, block.closing)
                signatories = tuple(_signatory(s, translate) for s in block.signatories)
                yield replace(block, closing=closing, signatories=signatories)


def _signatory(signatory: Signatory, translate: Translate) -> Signatory:
    return replace(signatory, role=translate(signatory.id, Context.ROLE, signatory.role))
