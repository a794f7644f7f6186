"""What the blocks of a briefing must be on its page, element by element."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.check.html_parts import running_text
from pipeline.check.html_tree import Child, Node, node
from pipeline.edition import Edition
from pipeline.languages import Language
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
)
from pipeline.reading import reading_sequence, signatory_text, with_note_numbers
from pipeline.tables import PlacedCell, headers_of, placed_cells


@dataclass(frozen=True, slots=True)
class Surface:
    """What decides how a text becomes elements: the edition and what its links lead to."""

    briefing: Briefing
    language: Language
    goals: frozenset[str]

    def text(self, text: Text) -> list[Child]:
        """Running text with the numbers of its notes."""
        return running_text(with_note_numbers(text, self.briefing), self.language)

    def identity(self, identity: str) -> dict[str, str]:
        """The id of an element, if a link of the document leads there."""
        return {"id": identity} if identity in self.goals else {}


def surface_of(edition: Edition) -> Surface:
    """The surface of an edition's page."""
    links = {span.link or "" for unit in reading_sequence(edition) for span in unit.text}
    goals = frozenset(link.removeprefix("#") for link in links if link.startswith("#"))
    return Surface(edition.briefing, edition.language, goals)


def uses_blocks(briefing: Briefing) -> bool:
    """Whether the page needs the style of tables, pictures, nested lists and the like."""
    if briefing.notes or briefing.page_header or briefing.page_footer:
        return True
    for block in briefing.blocks:
        match block:
            case Heading() | Paragraph() | SignOff():
                continue
            case ListBlock() if not any(item.blocks for item in block.items):
                continue
            case _:
                return True
    return False


def expected_blocks(surface: Surface) -> Iterator[Node]:
    """The elements of all blocks, in order."""
    heading = "title"
    for block in surface.briefing.blocks:
        if isinstance(block, Heading):
            heading = block.id
        yield _block(block, surface, heading)


def title_names_a_table(briefing: Briefing) -> bool:
    """Whether a table without a caption stands before the first heading."""
    for block in briefing.blocks:
        if isinstance(block, Heading):
            return False
        if isinstance(block, Table) and not block.caption:
            return True
    return False


def expected_notes(surface: Surface) -> Iterator[Node]:
    """The list of the notes, if there are any."""
    if surface.briefing.notes:
        notes = (node("li", {"id": n.id}, *surface.text(n.text)) for n in surface.briefing.notes)
        yield node("ol", {"class": "notes"}, *notes)


def _block(block: Block, surface: Surface, heading: str) -> Node:
    match block:
        case Heading():
            return node(f"h{block.level}", {"id": block.id}, *surface.text(block.text))
        case Paragraph() | ListBlock():
            return _flow(block, surface)
        case Quote() | Callout():
            tag, look = _SET_OFF[block.type]
            parts = (_flow(inner, surface) for inner in block.blocks)
            return node(tag, look | surface.identity(block.id), *parts)
        case Separator():
            return node("hr", surface.identity(block.id))
        case Table():
            return _table(block, surface, heading)
        case Figure():
            return _figure(block, surface)
        case SignOff():
            return _sign_off(block, surface)


_SET_OFF: Mapping[str, tuple[str, dict[str, str]]] = {
    Quote.type: ("blockquote", {}),
    Callout.type: ("div", {"class": "callout", "role": "note"}),
}


def _flow(block: Flow, surface: Surface) -> Node:
    if isinstance(block, Paragraph):
        return node("p", surface.identity(block.id), *surface.text(block.text))
    start = {"start": str(block.start)} if block.ordered and block.start != 1 else {}
    items = (
        node(
            "li",
            surface.identity(item.id),
            *surface.text(item.text),
            *(_flow(inner, surface) for inner in item.blocks),
        )
        for item in block.items
    )
    return node("ol" if block.ordered else "ul", surface.identity(block.id) | start, *items)


def _sign_off(block: SignOff, surface: Surface) -> Node:
    lines: list[Node] = []
    if block.closing:
        lines.append(node("p", {"class": "closing"}, *surface.text(block.closing)))
    for who in block.signatories:
        words = surface.text(signatory_text(who, surface.language))
        lines.append(node("p", {"class": "signatory"} | surface.identity(who.id), *words))
    return node("div", {"class": "sign-off"} | surface.identity(block.id), *lines)


def _figure(figure: Figure, surface: Surface) -> Node:
    image, caption = figure.image, surface.text(figure.caption)
    attributes = {
        "src": f"../images/{image.file_name}",
        "alt": figure.alternative,
        "width": str(image.width),
        "height": str(image.height),
        "loading": "lazy",
        "decoding": "async",
    }
    parts = [node("img", attributes), *([node("figcaption", None, *caption)] if caption else [])]
    identity = surface.identity(figure.id)
    if figure.is_decorative and not caption:
        return node("div", {"class": "picture"} | identity, *parts)
    return node("figure", identity, *parts)


def _table(table: Table, surface: Surface, heading: str) -> Node:
    cells = placed_cells(table)
    caption = surface.text(table.caption)
    name = f"{table.id}.caption" if caption else heading
    parts = [node("caption", {"id": name}, *caption)] if caption else []
    named = cells if _needs_names(table) else ()
    rows = [
        node("tr", None, *(_cell(c, named, surface) for c in cells if c.row == row))
        for row in range(len(table.rows))
    ]
    head = 0 if any(c.row < table.header_rows < c.end_row for c in cells) else table.header_rows
    groups = (("thead", rows[:head]), ("tbody", rows[head:]))
    parts += (node(tag, None, *group) for tag, group in groups if group)
    box = {"class": "table", "role": "group", "aria-labelledby": name, "tabindex": "0"}
    return node("div", box, node("table", surface.identity(table.id), *parts))


def _needs_names(table: Table) -> bool:
    """Whether each cell must name its header cells, since their scope alone is ambiguous."""
    is_regular = all((c.rows, c.columns) == (1, 1) for row in table.rows for c in row)
    return not is_regular or max(table.header_rows, table.header_columns) > 1


def _cell(placed: PlacedCell, named: Sequence[PlacedCell], surface: Surface) -> Node:
    """A cell; an empty one is no header, since it would head its row or column with nothing."""
    cell, is_header = placed.cell, placed.is_header and placed.cell.blocks != ()
    heads = [head.cell.id for head in headers_of(named, placed) if head.cell.blocks]
    attributes = surface.identity(cell.id)
    if is_header:
        attributes |= {"scope": "col" if placed.heads_column else "row"}
        attributes |= {"id": cell.id} if named else {}
    attributes |= {"headers": " ".join(heads)} if heads else {}
    spans = {"colspan": cell.columns, "rowspan": cell.rows}
    attributes |= {name: str(count) for name, count in spans.items() if count > 1}
    return node("th" if is_header else "td", attributes, *_inside(cell.blocks, surface))


def _inside(blocks: Sequence[Flow], surface: Surface) -> list[Child]:
    only = blocks[0] if len(blocks) == 1 else None
    if isinstance(only, Paragraph) and not surface.identity(only.id):
        return surface.text(only.text)
    return [_flow(block, surface) for block in blocks]
