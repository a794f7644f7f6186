"""What a reader of structured text (Word, Markdown) found, before it is settled.

Such a reader knows from marks in the file what is a heading or a list. It builds the blocks of
the model; `settle.py` does for all of them what remains: title, levels, sign-off, ids, notes.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from pipeline.model import (
    LINE_BREAK,
    Block,
    Callout,
    Figure,
    Flow,
    Heading,
    ListBlock,
    Note,
    Paragraph,
    Quote,
    Separator,
    SignOff,
    Span,
    Table,
    Text,
    text_of,
)


@dataclass(frozen=True, slots=True)
class Found:
    """The blocks of a document in order, as yet without ids.

    The ids of blocks, items, cells and signatories are their *places*, as decimal digits: the
    line in a Markdown file, the paragraph in a Word document. Several may have the same place.
    Headings have the levels of the source, from 1. Blocks and items without text may be among
    them. The ids of notes are the source's own; a span refers to a note by that id.

    `title` is set if the source marks one as such. `anchors` maps the names that a link may
    lead to (`Span.link` is then "#name") to the place of their block. `places` may tell the
    place of `title`, `header`, `footer` and of notes, as `note` and their id: "note 3".
    """

    blocks: tuple[Block, ...]
    title: Text | None = None
    notes: tuple[Note, ...] = ()
    page_header: Text = ()
    page_footer: Text = ()
    anchors: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)


def found_texts(found: Found) -> Iterator[Text]:
    """Every text in it: title, blocks in order, notes, page header and footer.

    Of a table the caption comes first, then the cells in rows; of a figure the alternative text.
    """
    yield found.title or ()
    for block in found.blocks:
        yield from _block_texts(block)
    for note in found.notes:
        yield note.text
    yield found.page_header
    yield found.page_footer


def character_counts(texts: Iterable[str]) -> Counter[str]:
    """How often each character is in the texts, spaces of any kind aside."""
    counts = Counter("".join(texts))
    for character in [c for c in counts if c.isspace()]:
        del counts[character]
    return counts


def _block_texts(block: Block) -> Iterator[Text]:
    match block:
        case Heading():
            yield block.text
        case Paragraph() | ListBlock():
            yield from _flow_texts((block,))
        case Quote() | Callout():
            yield from _flow_texts(block.blocks)
        case Table():
            yield block.caption
            yield from _flow_texts(b for row in block.rows for cell in row for b in cell.blocks)
        case Figure():
            yield text_of(block.alternative)
            yield block.caption
        case SignOff():
            yield block.closing
            yield from (t for s in block.signatories for t in (text_of(s.name), s.role))
        case Separator():
            pass


def _flow_texts(blocks: Iterable[Flow]) -> Iterator[Text]:
    for block in blocks:
        match block:
            case Paragraph():
                yield block.text
            case ListBlock():
                for item in block.items:
                    yield item.text
                    yield from _flow_texts(item.blocks)


def part_of(text: Text, start: int, end: int) -> Text:
    """The characters of running text between two positions, with their properties."""
    parts: list[Span] = []
    position = 0
    for span in text:
        begin, stop = max(start - position, 0), max(end - position, 0)
        parts.append(replace(span, text=span.text[begin:stop]))
        position += len(span.text)
    return text_of(*parts)


def lines_of(text: Text) -> list[Text]:
    """Running text divided at its line breaks."""
    lines: list[list[Span]] = [[]]
    for span in text:
        first, *rest = span.text.split(LINE_BREAK)
        lines[-1].append(replace(span, text=first))
        lines.extend([replace(span, text=line)] for line in rest)
    return [text_of(*line) for line in lines]


def joined_lines(lines: Iterable[Text]) -> Text:
    """Running text from its lines; the inverse of `lines_of`, but for a line break's form."""
    spans: list[Span | str] = []
    for line in lines:
        spans.extend((LINE_BREAK, *line) if spans else line)
    return text_of(*spans)
