"""The order in which a person reads an edition, as a flat sequence of units.

This is the one linear form that every renderer must produce and every check compares with:
the page header, the title, the notices, each block of the briefing, the notes, the page footer.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Literal, Protocol

from pipeline.languages import Language
from pipeline.model import (
    Block,
    Briefing,
    Callout,
    Figure,
    Flow,
    Heading,
    ListBlock,
    ListItem,
    Paragraph,
    Quote,
    Separator,
    Signatory,
    SignOff,
    Span,
    Table,
    Text,
    plain,
    text_of,
)
from pipeline.tables import PlacedCell, placed_cells

BULLET = "•"


class Kind(StrEnum):
    """What a unit is to its reader."""

    PAGE_HEADER = "page_header"
    TITLE = "title"
    NOTICE = "notice"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    CAPTION = "caption"
    HEADER_CELL = "header_cell"
    CELL = "cell"
    FIGURE = "figure"
    CLOSING = "closing"
    SIGNATORY = "signatory"
    NOTE = "note"
    CONTENTS = "contents"
    """An entry of the table of contents; only a PDF has one, so it is in no reading sequence."""
    PAGE_FOOTER = "page_footer"


Container = Literal["list", "table", "figure", "quote", "callout"]
"""What a unit may stand in."""


@dataclass(frozen=True, slots=True)
class ReadingUnit:
    """One unit: a heading, a paragraph, a list item, the first paragraph of a cell.

    `where` is the id of its text (`pipeline/texts.py`; `notice1` for a notice); `level` is that
    of a heading, 1 for the title, else 0; `label` is a list item's bullet or number, or a note's
    number. `within` are the containers around it, from the outermost: an item of a list within
    a list has ("list", "list"), and so has a further paragraph of that item. The text of a unit
    of kind FIGURE is the picture's alternative text. In a text a reference to a note is the
    note's number, in a span with its `note`.
    """

    kind: Kind
    where: str
    text: Text
    level: int = 0
    label: str = ""
    within: tuple[Container, ...] = ()

    @property
    def characters(self) -> str:
        """The text without its properties."""
        return plain(self.text)


class Readable(Protocol):
    """What has a reading order: an edition, or a document of the PDF engine."""

    @property
    def briefing(self) -> Briefing: ...  # noqa: D102
    @property
    def notices(self) -> tuple[Text, ...]: ...  # noqa: D102
    @property
    def language(self) -> Language: ...  # noqa: D102


def reading_sequence(edition: Readable) -> tuple[ReadingUnit, ...]:
    """Everything that is read in an edition, in order. What has no text is no unit."""
    briefing = edition.briefing
    units = [
        ReadingUnit(Kind.PAGE_HEADER, "header", briefing.page_header),
        ReadingUnit(Kind.TITLE, "title", briefing.title, level=1),
    ]
    for number, notice in enumerate(edition.notices, 1):
        units.append(ReadingUnit(Kind.NOTICE, f"notice{number}", notice))
    for block in briefing.blocks:
        units.extend(_units(block, edition.language))
    for number, note in enumerate(briefing.notes, 1):
        units.append(ReadingUnit(Kind.NOTE, note.id, note.text, label=f"{number}"))
    units.append(ReadingUnit(Kind.PAGE_FOOTER, "footer", briefing.page_footer))
    optional = (Kind.PAGE_HEADER, Kind.PAGE_FOOTER)
    return tuple(
        replace(unit, text=with_note_numbers(unit.text, briefing))
        for unit in units
        if unit.text or unit.kind not in optional
    )


def with_note_numbers(text: Text, briefing: Briefing) -> Text:
    """The same text with each note's number where the text refers to the note."""
    if not any(span.note for span in text):
        return text
    return tuple(
        replace(span, text=f"{briefing.note_number(span.note)}") if span.note else span
        for span in text
    )


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
        case Paragraph() | ListBlock():
            yield from _flow(block, ())
        case Quote() | Callout():
            yield from (unit for inner in block.blocks for unit in _flow(inner, (block.type,)))
        case Table():
            yield from _table(block)
        case Figure():
            yield from _figure(block)
        case Separator():
            pass
        case SignOff():
            yield from _sign_off(block, language)


def _sign_off(block: SignOff, language: Language) -> Iterator[ReadingUnit]:
    if block.closing:
        yield ReadingUnit(Kind.CLOSING, block.id, block.closing)
    for signatory in block.signatories:
        line = signatory_text(signatory, language)
        yield ReadingUnit(Kind.SIGNATORY, signatory.id, line)


def _flow(block: Flow, within: tuple[Container, ...]) -> Iterator[ReadingUnit]:
    match block:
        case Paragraph():
            yield ReadingUnit(Kind.PARAGRAPH, block.id, block.text, within=within)
        case ListBlock():
            for index, item in enumerate(block.items):
                yield from _item(item, item_label(block, index), (*within, "list"))


def _item(item: ListItem, label: str, within: tuple[Container, ...]) -> Iterator[ReadingUnit]:
    yield ReadingUnit(Kind.LIST_ITEM, item.id, item.text, label=label, within=within)
    for block in item.blocks:
        yield from _flow(block, within)


def _table(table: Table) -> Iterator[ReadingUnit]:
    if table.caption:
        where = f"{table.id}.caption"
        yield ReadingUnit(Kind.CAPTION, where, table.caption, within=("table",))
    for placed in placed_cells(table):
        yield from _cell(placed)


def _cell(placed: PlacedCell) -> Iterator[ReadingUnit]:
    kind = Kind.HEADER_CELL if placed.is_header else Kind.CELL
    for index, block in enumerate(placed.cell.blocks):
        for unit in _flow(block, ("table",)):
            is_first = index == 0 and isinstance(block, Paragraph)
            yield replace(unit, kind=kind) if is_first else unit


def _figure(figure: Figure) -> Iterator[ReadingUnit]:
    if figure.alternative:
        where, text = f"{figure.id}.alternative", text_of(figure.alternative)
        yield ReadingUnit(Kind.FIGURE, where, text, within=("figure",))
    if figure.caption:
        where = f"{figure.id}.caption"
        yield ReadingUnit(Kind.CAPTION, where, figure.caption, within=("figure",))
