"""The order in which a person reads an edition, as a flat sequence of units.

This is the one linear form that every renderer must produce and every check compares with:
the title, the notices, then each block of the briefing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from pipeline.edition import Edition
from pipeline.languages import Language
from pipeline.model import (
    Block,
    Heading,
    ListBlock,
    Paragraph,
    Signatory,
    SignOff,
    Span,
    Text,
    plain,
    text_of,
)

BULLET = "•"


class Kind(StrEnum):
    """What a unit is to its reader."""

    TITLE = "title"
    NOTICE = "notice"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    CLOSING = "closing"
    SIGNATORY = "signatory"


@dataclass(frozen=True, slots=True)
class ReadingUnit:
    """One unit: a heading, a paragraph, a list item.

    `where` is the block's id (`title`, `notice1` for what is no block); `level` is that of a
    heading, 1 for the title, else 0; `label` is a list item's bullet or number.
    """

    kind: Kind
    where: str
    text: Text
    level: int = 0
    label: str = ""

    @property
    def characters(self) -> str:
        """The text without its properties."""
        return plain(self.text)


def reading_sequence(edition: Edition) -> tuple[ReadingUnit, ...]:
    """Everything that is read in an edition, in order."""
    notices = (
        ReadingUnit(Kind.NOTICE, f"notice{number}", notice)
        for number, notice in enumerate(edition.notices, 1)
    )
    title = ReadingUnit(Kind.TITLE, "title", edition.briefing.title, level=1)
    units = (u for block in edition.briefing.blocks for u in _units(block, edition.language))
    return (title, *notices, *units)


def item_label(block: ListBlock, index: int) -> str:
    """The label of the list's item with that index, counted from 0."""
    return f"{block.start + index}." if block.ordered else BULLET


def signatory_text(signatory: Signatory, language: Language) -> Text:
    """A signatory as one line, `Name, role`, with the comma of the language's script.

    The name is Swedish in every language (WCAG 2.1 3.1.2), the role is translated.
    """
    swedish = None if language.tag.startswith("sv") else "sv"
    name = Span(signatory.name, swedish)
    if not signatory.role:
        return (name,)
    comma = "، " if language.script == "Arab" else ", "
    return text_of(name, comma, *signatory.role)


def _units(block: Block, language: Language) -> Iterator[ReadingUnit]:
    match block:
        case Heading():
            yield ReadingUnit(Kind.HEADING, block.id, block.text, level=block.level)
        case Paragraph():
            yield ReadingUnit(Kind.PARAGRAPH, block.id, block.text)
        case ListBlock():
            for index, item in enumerate(block.items):
                label = item_label(block, index)
                yield ReadingUnit(Kind.LIST_ITEM, item.id, item.text, label=label)
        case SignOff():
            if block.closing:
                yield ReadingUnit(Kind.CLOSING, block.id, block.closing)
            for signatory in block.signatories:
                line = signatory_text(signatory, language)
                yield ReadingUnit(Kind.SIGNATORY, signatory.id, line)
