"""What a document must be, so that it can be set: told before any work, with the block's id.

The rest of the engine relies on it: ids are unique, notes exist, tables are filled, lists are
not nested without end, and no text that is not drawn holds what a file cannot hold.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from string import Formatter

from pipeline.errors import RenderError
from pipeline.languages import UnknownLanguageError, described
from pipeline.messages import Message, message
from pipeline.model import (
    LINE_BREAK,
    Block,
    Callout,
    Figure,
    Heading,
    ListBlock,
    Quote,
    SignOff,
    Table,
    Text,
    one_line,
    plain,
)
from pipeline.render.pdf.addresses import uri
from pipeline.render.pdf.document import Document
from pipeline.render.pdf.pictures import check_picture
from pipeline.render.pdf.refusals import no_character, no_language, shown, too_wide
from pipeline.tables import column_count, placed_cells
from pipeline.texts import Context, placed_texts

DEEPEST_LIST = 50
"""Lists inside lists."""
MOST_COLUMNS = 200
"""A page has room for a tenth of them."""
HEADING_LEVELS = range(2, 7)
OWN_IDS = frozenset({"title", "header", "footer", "notices", "contents"})
"""Ids that the engine gives to what is no block."""
UNWRITABLE = frozenset({"Cc", "Cs", "Zl", "Zp"})
"""General categories that no text has that is read aloud instead of drawn."""


def check_document(document: Document, epoch: datetime) -> None:
    """Raises RenderError, which names the block, for what cannot be set.

    A missing glyph, damage inside a picture, and what turns out too wide or too long are found
    later, by those who set it.
    """
    briefing = document.briefing
    _check_ids(_all_ids(document))
    notes = {note.id for note in briefing.notes}
    for placed in placed_texts(briefing):
        if placed.context is Context.ALTERNATIVE:
            _check_writable(plain(placed.text).replace(LINE_BREAK, " "), placed.id)
        _check_spans(placed.text, notes, placed.id)
    for number, notice in enumerate(document.notices, 1):
        _check_spans(notice, notes, f"notice{number}")
    _check_language(document.language.html, "language")
    _check_language(document.issuer_language, "issuer")
    facts = {
        "issuer": (document.issuer,),
        "dated": (document.dated,),
        "contact": document.contact,
        "page_number": (document.page_number,),
        "contents_title": (document.contents_title,),
    }
    for where, values in facts.items():
        for value in values:
            _check_writable(value, where)
    _check_page_number(document.page_number)
    moment(epoch)


def moment(epoch: datetime) -> datetime:
    """The time in UTC; one without a time zone is in UTC already. Raises RenderError."""
    if epoch.tzinfo is None:
        return epoch.replace(tzinfo=UTC)
    try:
        return epoch.astimezone(UTC)
    except OverflowError:
        raise _refused(
            message("The time of creation is outside of the years 1 to 9999; correct it."), "epoch"
        ) from None


def _all_ids(document: Document) -> Iterator[str]:
    """The ids of all that is read, checking the shape of what has no end or no place."""
    yield from OWN_IDS
    yield from (f"notice{number}" for number in range(1, len(document.notices) + 1))
    for block in document.briefing.blocks:
        yield from _ids(block, 0)
    yield from (note.id for note in document.briefing.notes)


def _ids(block: Block, depth: int) -> Iterator[str]:
    yield block.id
    match block:
        case Heading() if block.level not in HEADING_LEVELS:
            raise _refused(
                message(
                    "A heading has the level {level}; give it one from 2 to 6.", level=block.level
                ),
                block.id,
            )
        case ListBlock():
            yield from _list_ids(block, depth)
        case Quote() | Callout():
            yield from _all_below(block.blocks, depth)
        case Table():
            _check_table(block)
            for cell in (cell for row in block.rows for cell in row):
                yield cell.id
                yield from _all_below(cell.blocks, depth)
        case Figure():
            check_picture(block.image, block.id)
        case SignOff():
            yield from (signatory.id for signatory in block.signatories)
        case _:
            pass
    if isinstance(block, Table | Figure):
        yield f"{block.id}.caption"


def _list_ids(block: ListBlock, depth: int) -> Iterator[str]:
    if depth == DEEPEST_LIST:
        raise _refused(
            message(
                "Lists stand inside each other more than {count} deep; write them with fewer "
                "steps.",
                count=DEEPEST_LIST,
            ),
            block.id,
        )
    for item in block.items:
        yield item.id
        yield from _all_below(item.blocks, depth + 1)


def _all_below(blocks: Iterable[Block], depth: int) -> Iterator[str]:
    for block in blocks:
        yield from _ids(block, depth)


def _check_ids(identities: Iterable[str]) -> None:
    known: set[str] = set()
    for identity in identities:
        if identity in known or not identity or not identity.isascii():
            raise _refused(
                message(
                    "The id “{id}” stands for two parts of the document, or is no word of ASCII "
                    "characters; give every block an id of its own.",
                    id=shown(identity),
                ),
                shown(identity),
            )
        known.add(identity)


def _check_table(table: Table) -> None:
    count = column_count(table.rows)
    if count > MOST_COLUMNS:
        raise too_wide(table.id, one_line(table.caption), count)
    for cell in (cell for row in table.rows for cell in row):
        if not (1 <= cell.columns <= count and 1 <= cell.rows <= len(table.rows)):
            raise _not_filled(table)
    try:
        placed_cells(table)
    except ValueError:
        raise _not_filled(table) from None


def _check_spans(text: Text, notes: set[str], where: str) -> None:
    for span in text:
        if span.note is not None and span.note not in notes:
            raise _refused(
                message(
                    "The text refers to the note “{note}”, which is not in the document; add the "
                    "note or take the reference out.",
                    note=shown(span.note),
                ),
                where,
            )
        if span.language is not None:
            _check_language(span.language, where)
        if span.link and not span.link.startswith("#"):
            found = uri(span.link)
            if isinstance(found, Message):
                raise _refused(found, where)


def _check_language(tag: str, where: str) -> None:
    try:
        described(tag)
    except UnknownLanguageError:
        raise no_language(tag, where) from None


def _check_writable(text: str, where: str) -> None:
    wrong = next((c for c in text if unicodedata.category(c) in UNWRITABLE), None)
    if wrong is not None:
        raise no_character(wrong, where)


def _check_page_number(template: str) -> None:
    try:
        places = [
            (name, form, conversion) for _, name, form, conversion in Formatter().parse(template)
        ]
    except ValueError:
        places = [("", "", None)]
    own = [place for place in places if place[0] is not None]
    if ("page", "", None) not in own or any(
        place not in (("page", "", None), ("pages", "", None)) for place in own
    ):
        raise _refused(
            message(
                "The page number “{template}” must have the place {{page}}, may have {{pages}}, "
                "and no other; correct it.",
                template=shown(template),
            ),
            "page_number",
        )


def _not_filled(table: Table) -> RenderError:
    return _refused(
        message(
            "The cells of the table do not fill its rows and columns; correct how many each cell "
            "spans."
        ),
        table.id,
    )


def _refused(text: Message, where: str) -> RenderError:
    return RenderError(text, where=where)
