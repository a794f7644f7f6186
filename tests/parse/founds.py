"""What a reader of structured text found, in the notation of `tests/builders.py`."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import count

from pipeline.model import (
    Block,
    Callout,
    Cell,
    Flow,
    Heading,
    ListBlock,
    ListItem,
    Paragraph,
    Quote,
    SignOff,
    Table,
    plain,
)
from pipeline.parse.found import Found
from pipeline.parse.parsed import Parsed, Record
from pipeline.parse.settle import settle
from tests.builders import briefing


def found(*lines: str, step: int = 2, marked_title: bool = False) -> Found:
    """Places go up by `step`, from 1; every id is an anchor. A title is a heading of level 1.

    Without a line for the title there is none. A step of 1 is as in Word, where paragraphs
    follow each other; 2 as in Markdown, where a blank line is between them.
    """
    value = briefing(*lines)
    numbers = (str(n) for n in count(1, step))
    title = [Heading(next(numbers), 1, value.title)] if lines[0].startswith("# ") else []
    places: dict[str, str] = {}
    blocks = [_placed(block, numbers, places) for block in value.blocks]
    return Found(
        tuple(blocks) if marked_title else (*title, *blocks),
        value.title if marked_title else None,
        value.notes,
        value.page_header,
        value.page_footer,
        anchors=places,
        places={"header": "7", "note n1": "99"},
    )


def settled(*lines: str, title: str | None = None, step: int = 2) -> Parsed:
    return settle(found(*lines, step=step), "prov.docx", title, Record("DOCX"), ())


def rules(parsed: Parsed) -> list[tuple[str, str, str]]:
    return [
        (f.rule, f.where.removeprefix("prov.docx:"), f.severity) for f in parsed.report.findings
    ]


def sentences(parsed: Parsed) -> list[str]:
    return [str(finding.message) for finding in parsed.report.findings]


def outline(parsed: Parsed) -> list[str]:
    """The top blocks in one line each, good enough to compare headings and sign-offs."""
    return [line for block in parsed.briefing.blocks for line in _outline(block)]


def _outline(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield f"{'#' * block.level} {plain(block.text)}"
        case Paragraph():
            yield plain(block.text)
        case ListBlock():
            for number, item in enumerate(block.items, block.start):
                yield f"{number}. {plain(item.text)}" if block.ordered else f"- {plain(item.text)}"
        case SignOff():
            yield f"~ {plain(block.closing)}"
            for signatory in block.signatories:
                role = plain(signatory.role)
                yield f"~ {signatory.name}" + (f", {role}" if role else "")
        case _:
            yield block.type


def _placed(block: Block, numbers: Iterator[str], places: dict[str, str]) -> Block:
    place = places[block.id] = next(numbers)
    match block:
        case ListBlock() | Paragraph():
            return _placed_flow(replace(block, id=place), numbers, places)
        case Quote() | Callout():
            inner = tuple(_placed_flow(b, numbers, places) for b in block.blocks)
            return replace(block, id=place, blocks=inner)
        case Table():
            rows = tuple(
                tuple(_placed_cell(cell, numbers, places) for cell in row) for row in block.rows
            )
            return replace(block, id=place, rows=rows)
        case _:
            return replace(block, id=place)


def _placed_flow(block: Flow, numbers: Iterator[str], places: dict[str, str]) -> Flow:
    if isinstance(block, Paragraph):
        return block if block.id.isdecimal() else replace(block, id=next(numbers))
    items = tuple(_placed_item(item, numbers, places) for item in block.items)
    return replace(block, id=items[0].id, items=items, lead_in=None)


def _placed_item(item: ListItem, numbers: Iterator[str], places: dict[str, str]) -> ListItem:
    place = places[item.id] = next(numbers)
    blocks = tuple(_placed_flow(block, numbers, places) for block in item.blocks)
    return replace(item, id=place, blocks=blocks)


def _placed_cell(cell: Cell, numbers: Iterator[str], places: dict[str, str]) -> Cell:
    blocks = tuple(_placed_flow(block, numbers, places) for block in cell.blocks)
    return replace(cell, id=blocks[0].id if blocks else next(numbers), blocks=blocks)
