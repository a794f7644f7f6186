"""Where each text of a briefing stands, in sentences for its translator."""

from collections.abc import Iterator, Mapping
from math import inf

from pipeline.messages import Message, message
from pipeline.model import (
    Block,
    Briefing,
    Callout,
    Figure,
    Flow,
    Heading,
    ListBlock,
    Paragraph,
    Quote,
    Separator,
    SignOff,
    Table,
    Text,
    one_line,
    text_of,
)
from pipeline.tables import PlacedCell, headers_of, placed_cells
from pipeline.texts import FOOTER_ID, HEADER_ID, TITLE_ID

Told = tuple[str, tuple[Message, ...]]
"""The id of a text (`pipeline/texts.py`) with the sentences on it."""


def told_places(briefing: Briefing) -> Mapping[str, tuple[Message, ...]]:
    """The sentences for each id of a text."""
    found: dict[str, tuple[Message, ...]] = {TITLE_ID: (message("The title of the document."),)}
    lead_ins = {block.lead_in for block in briefing.blocks if isinstance(block, ListBlock)}
    texts: dict[str, Text] = {}
    outline: list[Heading] = []
    for block in briefing.blocks:
        if isinstance(block, Heading | Paragraph):
            texts[block.id] = block.text
        level = _outline_level(block)
        outline = [heading for heading in outline if heading.level < level]
        for identity, own in _block(block, texts):
            found[identity] = (*own, *_section(outline))
        if block.id in lead_ins:
            found[block.id] += (message("Introduces the list that follows."),)
        if isinstance(block, Heading):
            outline.append(block)
    for number, note in enumerate(briefing.notes, 1):
        found[note.id] = (message("The text of note {number}.", number=number),)
    found[HEADER_ID] = (message("Stands at the top of every page."),)
    found[FOOTER_ID] = (message("Stands at the foot of every page."),)
    return found


def _outline_level(block: Block) -> float:
    """The block stands in the sections of headings of a lower level; a closing in none."""
    match block:
        case Heading():
            return block.level
        case SignOff():
            return 0
        case _:
            return inf


def _section(outline: list[Heading]) -> tuple[Message, ...]:
    if not outline:
        return ()
    return (message("In the section “{heading}”.", heading=one_line(outline[-1].text)),)


def _block(block: Block, texts: Mapping[str, Text]) -> Iterator[Told]:
    match block:
        case Heading():
            yield block.id, (message("A heading of level {level}.", level=block.level),)
        case Paragraph():
            yield block.id, ()
        case ListBlock():
            lead_in = one_line(texts.get(block.lead_in or "", ()))
            introduced = (message("The list begins with “{lead_in}”.", lead_in=lead_in),)
            yield from _list(block, introduced if lead_in else ())
        case Quote():
            yield from _flows(block.blocks, (message("Stands in a quotation."),))
        case Callout():
            yield from _flows(block.blocks, (message("Stands in a highlighted notice."),))
        case Table():
            yield from _table(block)
        case Figure():
            yield from _figure(block)
        case SignOff():
            yield from _sign_off(block)
        case Separator():
            pass


def _flows(blocks: tuple[Flow, ...], around: tuple[Message, ...]) -> Iterator[Told]:
    for block in blocks:
        if isinstance(block, ListBlock):
            yield from _list(block, around)
        else:
            yield block.id, around


def _list(block: ListBlock, around: tuple[Message, ...]) -> Iterator[Told]:
    for number, item in enumerate(block.items, 1):
        template = "Item {number} of {count} in a list."
        yield item.id, (message(template, number=number, count=len(block.items)), *around)
        below = message("Belongs to the list's item “{item}”.", item=one_line(item.text))
        yield from _flows(item.blocks, (below,))


def _table(table: Table) -> Iterator[Told]:
    yield f"{table.id}.caption", (message("The caption of a table."),)
    name = one_line(table.caption)
    called = (message("The table is called “{caption}”.", caption=name),) if name else ()
    cells = placed_cells(table)
    for placed in cells:
        yield from _flows(placed.cell.blocks, (*_cell(placed, cells), *called))


def _cell(placed: PlacedCell, table: tuple[PlacedCell, ...]) -> Iterator[Message]:
    row, column = placed.row + 1, placed.column + 1
    if placed.heads_column:
        yield message("The heading of column {column} in a table.", column=column)
    elif placed.heads_row:
        yield message("The heading of row {row} in a table.", row=row)
    else:
        yield message("Row {row}, column {column} in a table.", row=row, column=column)
    if headers := [text for head in headers_of(table, placed) if (text := _cell_text(head))]:
        yield message("Its headings: {headings}.", headings=" / ".join(headers))


def _cell_text(placed: PlacedCell) -> str:
    blocks = placed.cell.blocks
    return " ".join(one_line(block.text) for block in blocks if isinstance(block, Paragraph))


def _figure(figure: Figure) -> Iterator[Told]:
    caption, alternative = one_line(figure.caption), one_line(text_of(figure.alternative))
    instead = message("What those who cannot see a picture get instead of it.")
    beside = (message("The picture's caption is “{caption}”.", caption=caption),)
    yield f"{figure.id}.alternative", (instead, *(beside if caption else ()))
    shown = (message("The picture shows: “{alternative}”.", alternative=alternative),)
    told = (message("The caption of a picture."), *(shown if alternative else ()))
    yield f"{figure.id}.caption", told


def _sign_off(block: SignOff) -> Iterator[Told]:
    yield block.id, (message("The greeting at the end of the letter."),)
    for signatory in block.signatories:
        told = message("The role of {name}, who signs.", name=signatory.name)
        yield signatory.id, (told,)
