"""Briefings at random, with whatever the model allows."""

from collections.abc import Iterable
from dataclasses import replace

from hypothesis import strategies as st

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
    Note,
    Paragraph,
    Quote,
    Separator,
    Span,
    Table,
    Text,
    text_of,
)
from tests.builders import image

texts = st.lists(
    st.builds(
        Span,
        st.text("ab 1å\n<&", min_size=1, max_size=6),
        st.sampled_from([None, None, "fi", "fa"]),
        st.sampled_from([None, None, "https://a.se/", "tel:+46220", "#b1"]),
        st.booleans(),
        st.booleans(),
    ),
    min_size=1,
    max_size=4,
).map(lambda spans: text_of("x", *spans))


def numbered(block: Flow, identity: str) -> Flow:
    """The same block with the ids that it has at a place."""
    if isinstance(block, Paragraph):
        return replace(block, id=identity)
    items = tuple(
        ListItem(f"{identity}.{n}", item.text, all_numbered(item.blocks, f"{identity}.{n}"))
        for n, item in enumerate(block.items, 1)
    )
    return replace(block, id=identity, items=items)


def all_numbered(blocks: Iterable[Flow], identity: str) -> tuple[Flow, ...]:
    return tuple(numbered(block, f"{identity}.{n}") for n, block in enumerate(blocks, 1))


def flows_of(
    running: st.SearchStrategy[Text], starts: st.SearchStrategy[int]
) -> st.SearchStrategy[Flow]:
    """Paragraphs and lists within lists, of these texts; their ids are still to come."""
    inner: st.SearchStrategy[Flow] = st.builds(Paragraph, st.just(""), running)
    return st.recursive(
        inner,
        lambda flow: st.builds(
            ListBlock,
            st.just(""),
            st.lists(
                st.builds(ListItem, st.just(""), running, st.lists(flow, max_size=2).map(tuple)),
                min_size=1,
                max_size=3,
            ).map(tuple),
            st.booleans(),
            starts,
        ),
        max_leaves=5,
    )


flows = flows_of(texts, st.just(1))


@st.composite
def tables(
    draw: st.DrawFn,
    inside: st.SearchStrategy[Flow] = flows,
    captions: st.SearchStrategy[Text] = texts,
) -> Table:
    """A table of up to 4 × 4, with spans wherever there is room for them."""
    height, width = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    taken: set[tuple[int, int]] = set()
    rows: list[tuple[Cell, ...]] = []
    for r in range(height):
        cells: list[Cell] = []
        for c in range(width):
            if (r, c) in taken:
                continue
            room = next((n for n in range(c, width) if (r, n) in taken), width) - c
            columns, down = draw(st.integers(1, room)), draw(st.integers(1, height - r))
            taken |= {(r + y, c + x) for y in range(down) for x in range(columns)}
            blocks = draw(st.lists(inside, max_size=2))
            cells.append(Cell("", tuple(blocks), columns, down))
        rows.append(tuple(cells))
    heads = draw(st.integers(0, height)), draw(st.integers(0, width))
    return Table("", tuple(rows), draw(st.just(()) | captions), *heads)


def block_at(block: Block, identity: str) -> Block:
    """The block with its id and those of all that is inside it."""
    match block:
        case Paragraph() | ListBlock():
            return numbered(block, identity)
        case Quote() | Callout():
            return replace(block, id=identity, blocks=all_numbered(block.blocks, identity))
        case Table():
            return table_at(block, identity)
        case _:
            return replace(block, id=identity)


def table_at(table: Table, identity: str) -> Table:
    rows = tuple(
        tuple(
            replace(
                cell,
                id=f"{identity}.{r}.{n}",
                blocks=all_numbered(cell.blocks, f"{identity}.{r}.{n}"),
            )
            for n, cell in enumerate(row, 1)
        )
        for r, row in enumerate(table.rows, 1)
    )
    return replace(table, id=identity, rows=rows)


@st.composite
def briefings(draw: st.DrawFn) -> Briefing:
    """A briefing of any blocks in Swedish or Arabic; its links lead to its first block."""
    blocks: list[Block] = []
    kinds = st.sampled_from(["flow", "quote", "callout", "table", "figure", "separator", "heading"])
    for n, kind in enumerate(draw(st.lists(kinds, min_size=1, max_size=5)), 1):
        identity = f"b{n}"
        match kind:
            case "flow":
                blocks.append(numbered(draw(flows), identity))
            case "quote" | "callout":
                inside = all_numbered(draw(st.lists(flows, min_size=1, max_size=3)), identity)
                blocks.append((Quote if kind == "quote" else Callout)(identity, inside))
            case "table":
                blocks.append(table_at(draw(tables()), identity))
            case "figure":
                words = draw(st.text('ab<&" ', max_size=4)).strip()
                blocks.append(Figure(identity, image(), words, draw(st.just(()) | texts)))
            case "heading":
                blocks.append(Heading(identity, draw(st.integers(2, 6)), draw(texts)))
            case _:
                blocks.append(Separator(identity))
    notes = tuple(
        Note(f"n{n}", text) for n, text in enumerate(draw(st.lists(texts, max_size=2)), 1)
    )
    reference = [Span(NOTE_MARK, note=note.id) for note in notes]
    title = text_of(*draw(texts), *reference)
    ends = draw(st.tuples(*[st.just(()) | texts] * 2))
    return Briefing(draw(st.sampled_from(["sv", "ar"])), title, tuple(blocks), notes, *ends)
