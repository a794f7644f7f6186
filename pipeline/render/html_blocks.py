"""The blocks of a briefing as HTML.

White space is exact. Where an element holds text, it holds nothing else but what belongs to
that text: so no line end stands inside a list item, a cell or a caption.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from pipeline.edition import Edition
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
    SignOff,
    Table,
    Text,
)
from pipeline.reading import reading_sequence, signatory_text
from pipeline.tables import PlacedCell, headers_of, placed_cells

TITLE_ID = "title"
"""The id of the page's title, where something on the page needs one."""

_SIMPLE = (Heading, Paragraph, ListBlock, SignOff)


@dataclass(frozen=True, slots=True)
class Content:
    """The parts of an article's HTML beside its title and notices.

    `names` are the ids of elements that name a table, by the table's id.
    """

    blocks: tuple[Markup, ...]
    notes: Markup
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Page:
    """What the blocks of one edition need to become HTML."""

    edition: Edition
    text: Callable[[Text], Markup]
    goals: frozenset[str]
    names: Mapping[str, str]

    def id(self, identity: str) -> dict[str, str]:
        """The attribute of an element that some link of the page leads to."""
        return {"id": identity} if identity in self.goals else {}


def content_of(edition: Edition, text: Callable[[Text], Markup]) -> Content:
    """The blocks and notes of an edition; `text` makes HTML of running text."""
    names = _names(edition.briefing)
    page = _Page(edition, text, _goals(edition), names)
    blocks = tuple(_block(block, page) for block in edition.briefing.blocks)
    return Content(blocks, _notes(page), names)


def has_more_than_text(briefing: Briefing) -> bool:
    """Whether a briefing has more than headings, paragraphs, flat lists and a sign-off."""
    return bool(
        briefing.notes
        or briefing.page_header
        or briefing.page_footer
        or any(not isinstance(block, _SIMPLE) for block in briefing.blocks)
        or any(_is_nested(block) for block in briefing.blocks)
    )


def _is_nested(block: Block) -> bool:
    return isinstance(block, ListBlock) and any(item.blocks for item in block.items)


def _goals(edition: Edition) -> frozenset[str]:
    """The ids that links of the text lead to."""
    links = (span.link for unit in reading_sequence(edition) for span in unit.text)
    return frozenset(link[1:] for link in links if link and link.startswith("#"))


def _names(briefing: Briefing) -> dict[str, str]:
    """What names each table: its caption, or else the heading that it stands under."""
    names: dict[str, str] = {}
    heading = TITLE_ID
    for block in briefing.blocks:
        if isinstance(block, Heading):
            heading = block.id
        elif isinstance(block, Table):
            names[block.id] = f"{block.id}.caption" if block.caption else heading
    return names


def _element(tag: str, attributes: Mapping[str, str | int], content: Markup) -> Markup:
    return _opening(tag, attributes) + content + Markup("</{}>").format(tag)


def _opening(tag: str, attributes: Mapping[str, str | int]) -> Markup:
    pairs = (Markup(' {}="{}"').format(name, value) for name, value in attributes.items())
    return Markup("<{}{}>").format(tag, Markup("").join(pairs))


def _lines(parts: Iterable[Markup]) -> Markup:
    """Elements inside an element that holds only elements, each on its own line."""
    return Markup("\n") + Markup("").join(part + "\n" for part in parts)


def _block(block: Block, page: _Page) -> Markup:
    match block:
        case Heading():
            return _element(f"h{block.level}", {"id": block.id}, page.text(block.text))
        case Paragraph() | ListBlock():
            return _flow(block, page)
        case Quote():
            content = _lines(_flow(inner, page) for inner in block.blocks)
            return _element("blockquote", page.id(block.id), content)
        case Callout():
            content = _lines(_flow(inner, page) for inner in block.blocks)
            attributes = {"class": "callout", "role": "note", **page.id(block.id)}
            return _element("div", attributes, content)
        case Separator():
            return _opening("hr", page.id(block.id))
        case Table():
            return _table(block, page)
        case Figure():
            return _figure(block, page)
        case SignOff():
            return _sign_off(block, page)


def _sign_off(block: SignOff, page: _Page) -> Markup:
    lines: list[Markup] = []
    if block.closing:
        lines.append(_element("p", {"class": "closing"}, page.text(block.closing)))
    for who in block.signatories:
        line = page.text(signatory_text(who, page.edition.language))
        lines.append(_element("p", {"class": "signatory", **page.id(who.id)}, line))
    return _element("div", {"class": "sign-off", **page.id(block.id)}, _lines(lines))


def _flow(block: Flow, page: _Page) -> Markup:
    match block:
        case Paragraph():
            return _element("p", page.id(block.id), page.text(block.text))
        case ListBlock():
            attributes: dict[str, str | int] = {**page.id(block.id)}
            if block.ordered and block.start != 1:
                attributes["start"] = block.start
            items = _lines(_item(item, page) for item in block.items)
            return _element("ol" if block.ordered else "ul", attributes, items)


def _item(item: ListItem, page: _Page) -> Markup:
    below = (_flow(block, page) for block in item.blocks)
    return _element("li", page.id(item.id), page.text(item.text) + Markup("").join(below))


def _figure(figure: Figure, page: _Page) -> Markup:
    """A picture that says nothing and has no caption is no figure to a screen reader."""
    image = figure.image
    picture = _opening(
        "img",
        {
            "src": f"../images/{image.file_name}",
            "alt": figure.alternative,
            "width": image.width,
            "height": image.height,
            "loading": "lazy",
            "decoding": "async",
        },
    )
    identity = page.id(figure.id)
    if figure.caption:
        caption = _element("figcaption", {}, page.text(figure.caption))
        return _element("figure", identity, _lines([picture, caption]))
    if figure.is_decorative:
        return _element("div", {"class": "picture", **identity}, _lines([picture]))
    return _element("figure", identity, _lines([picture]))


def _notes(page: _Page) -> Markup:
    notes = page.edition.briefing.notes
    if not notes:
        return Markup("")
    items = _lines(_element("li", {"id": note.id}, page.text(note.text)) for note in notes)
    return _element("ol", {"class": "notes"}, items)


def _table(table: Table, page: _Page) -> Markup:
    """The table in a box that scrolls sideways where the screen is narrow.

    The box takes the focus, so that the arrow keys can scroll it, and so needs a name. It is a
    group and no landmark: those of a page should be few and have names of their own.
    """
    cells = placed_cells(table)
    parts: list[Markup] = []
    if table.caption:
        identity = {"id": f"{table.id}.caption"}
        parts.append(_element("caption", identity, page.text(table.caption)))
    needs_headers = _needs_headers(table)
    rows = [
        _row([cell for cell in cells if cell.row == row], cells if needs_headers else (), page)
        for row in range(len(table.rows))
    ]
    split = _rows_of_head(table)
    if split:
        parts.append(_element("thead", {}, _lines(rows[:split])))
    if rows[split:]:
        parts.append(_element("tbody", {}, _lines(rows[split:])))
    box = {"class": "table", "role": "group", "aria-labelledby": page.names[table.id]}
    inside = _element("table", page.id(table.id), _lines(parts))
    return _element("div", {**box, "tabindex": 0}, _lines([inside]))


def _rows_of_head(table: Table) -> int:
    """The rows that are the table's head; none if a cell reaches out of it, which HTML forbids."""
    count = table.header_rows
    ends = (row + cell.rows for row in range(count) for cell in table.rows[row])
    return count if max(ends, default=0) <= count else 0


def _needs_headers(table: Table) -> bool:
    """Whether `scope` alone would not tell each cell's headers (WCAG 2.1 1.3.1, H43)."""
    spans = any(cell.rows > 1 or cell.columns > 1 for row in table.rows for cell in row)
    return spans or table.header_rows > 1 or table.header_columns > 1


def _row(row: Iterable[PlacedCell], cells: tuple[PlacedCell, ...], page: _Page) -> Markup:
    """A row; `cells` are all those of the table if each names its headers, else none."""
    return _element("tr", {}, _lines(_cell(placed, cells, page) for placed in row))


def _cell(placed: PlacedCell, cells: tuple[PlacedCell, ...], page: _Page) -> Markup:
    """A header cell without text heads nothing, so it is an ordinary one."""
    cell = placed.cell
    is_header = _heads(placed)
    attributes: dict[str, str | int] = {}
    if is_header:
        attributes["scope"] = "col" if placed.heads_column else "row"
    attributes |= {"id": cell.id} if is_header and cells else page.id(cell.id)
    if headers := [head.cell.id for head in headers_of(cells, placed) if _heads(head)]:
        attributes["headers"] = " ".join(headers)
    if cell.columns > 1:
        attributes["colspan"] = cell.columns
    if cell.rows > 1:
        attributes["rowspan"] = cell.rows
    return _element("th" if is_header else "td", attributes, _inside(cell.blocks, page))


def _heads(placed: PlacedCell) -> bool:
    return placed.is_header and bool(placed.cell.blocks)


def _inside(blocks: tuple[Flow, ...], page: _Page) -> Markup:
    """What a cell holds: the text of its one paragraph, or blocks."""
    match blocks:
        case (Paragraph() as only,) if not page.id(only.id):
            return page.text(only.text)
        case _:
            return Markup("").join(_flow(block, page) for block in blocks)
