"""Every text of a briefing, in the order of the document, and a briefing with other ones."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial

from pipeline.model import (
    NOTE_MARK,
    Block,
    Briefing,
    Callout,
    Cell,
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
    Table,
    Text,
    plain,
    text_of,
)
from pipeline.tables import PlacedCell, placed_cells

TITLE_ID = "title"
HEADER_ID = "header"
FOOTER_ID = "footer"


class Context(StrEnum):
    """What a text is to its reader. It is a catalog's `msgctxt`: the same word may need another
    translation as a heading than as a role."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list item"
    TABLE_HEADER = "table header"
    TABLE_CELL = "table cell"
    CAPTION = "caption"
    ALTERNATIVE = "alternative text"
    CLOSING = "closing"
    ROLE = "role"
    NOTE = "note"
    PAGE_HEADER = "page header"
    PAGE_FOOTER = "page footer"


@dataclass(frozen=True, slots=True)
class PlacedText:
    """One text and where it stands.

    `id` is that of the block, item, signatory or note; of a caption `b3.caption`, of a picture's
    alternative text `b3.alternative`; else `title`, `header` or `footer`.
    """

    id: str
    context: Context
    text: Text


Translate = Callable[[str, Context, Text], Text]
"""From a text's id, context and running text to the text that takes its place."""


def placed_texts(briefing: Briefing) -> tuple[PlacedText, ...]:
    """Every text in document order, empty ones included. Signatories' names are none."""
    found: list[PlacedText] = []

    def collect(identity: str, context: Context, text: Text) -> Text:
        found.append(PlacedText(identity, context, text))
        return text

    with_texts(briefing, briefing.language, collect)
    return tuple(found)


def with_texts(briefing: Briefing, language: str, translate: Translate) -> Briefing:
    """The same blocks, with the same ids, in another language.

    `translate` is asked once for each text, in document order, empty ones included. Of an
    alternative text only the characters are used.
    """
    return Briefing(
        language,
        translate(TITLE_ID, Context.TITLE, briefing.title),
        tuple(_block(block, translate) for block in briefing.blocks),
        tuple(
            replace(note, text=translate(note.id, Context.NOTE, note.text))
            for note in briefing.notes
        ),
        translate(HEADER_ID, Context.PAGE_HEADER, briefing.page_header),
        translate(FOOTER_ID, Context.PAGE_FOOTER, briefing.page_footer),
    )


def without_note_marks(text: Text) -> str:
    """The characters of running text without its references to notes, as a sentence is read."""
    return plain(text).replace(NOTE_MARK, "")


def _block(block: Block, translate: Translate) -> Block:
    match block:
        case Heading():
            return replace(block, text=translate(block.id, Context.HEADING, block.text))
        case Paragraph() | ListBlock():
            return _flow(block, translate)
        case Quote() | Callout():
            return replace(block, blocks=_flows(block.blocks, translate))
        case Table():
            return _table(block, translate)
        case Figure():
            return _figure(block, translate)
        case Separator():
            return block
        case SignOff():
            closing = translate(block.id, Context.CLOSING, block.closing)
            signatories = tuple(_signatory(s, translate) for s in block.signatories)
            return replace(block, closing=closing, signatories=signatories)


def _flows(
    blocks: tuple[Flow, ...], translate: Translate, context: Context = Context.PARAGRAPH
) -> tuple[Flow, ...]:
    return tuple(_flow(block, translate, context) for block in blocks)


def _flow(block: Flow, translate: Translate, context: Context = Context.PARAGRAPH) -> Flow:
    match block:
        case Paragraph():
            return replace(block, text=translate(block.id, context, block.text))
        case ListBlock():
            return replace(block, items=tuple(_item(item, translate) for item in block.items))


def _item(item: ListItem, translate: Translate) -> ListItem:
    text = translate(item.id, Context.LIST_ITEM, item.text)
    return replace(item, text=text, blocks=_flows(item.blocks, translate))


def _table(table: Table, translate: Translate) -> Table:
    caption = translate(f"{table.id}.caption", Context.CAPTION, table.caption)
    cells = {placed.cell.id: _cell(placed, translate) for placed in placed_cells(table)}
    rows = tuple(tuple(cells[cell.id] for cell in row) for row in table.rows)
    return replace(table, caption=caption, rows=rows)


def _cell(placed: PlacedCell, translate: Translate) -> Cell:
    context = Context.TABLE_HEADER if placed.is_header else Context.TABLE_CELL
    return replace(placed.cell, blocks=_flows(placed.cell.blocks, translate, context))


def _figure(figure: Figure, translate: Translate) -> Figure:
    asked = partial(translate, f"{figure.id}.alternative", Context.ALTERNATIVE)
    alternative = plain(asked(text_of(figure.alternative)))
    caption = translate(f"{figure.id}.caption", Context.CAPTION, figure.caption)
    return replace(figure, alternative=alternative, caption=caption)


def _signatory(signatory: Signatory, translate: Translate) -> Signatory:
    return replace(signatory, role=translate(signatory.id, Context.ROLE, signatory.role))
