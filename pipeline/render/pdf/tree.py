"""The tag tree of a document.

The order and the kinds follow `reading_sequence`: a screen reader walks this tree and nothing
else, so what is not in it is not in the document.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.model import (
    Block,
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
)
from pipeline.render.pdf.bands import head_rows, placed_rows
from pipeline.render.pdf.contents import TITLE, Entry
from pipeline.render.pdf.document import Document
from pipeline.render.pdf.structure import Element, identifiers
from pipeline.tables import PlacedCell, headers_of, placed_cells

DEEPEST_HEADING = 6
"""H6 is the last standard heading (ISO 32000-1 14.8.4.3.2)."""


@dataclass(frozen=True, slots=True)
class UnitElements:
    """Where the content of one reading unit belongs; `label` is the Lbl of an item or note."""

    body: Element
    label: Element | None = None


@dataclass(frozen=True, slots=True)
class Tree:
    """The Document element, the elements of each text by its id, and those of the pictures by
    their blocks' ids. A decorative picture has none.

    `targets` are what a link to a block or note leads to; where a block has no element of its
    own, it is that which the block stands in.
    """

    document: Element
    texts: dict[str, UnitElements] = field(default_factory=dict)
    figures: dict[str, Element] = field(default_factory=dict)
    targets: dict[str, Element] = field(default_factory=dict)


def build_tree(document: Document, contents: Sequence[Entry] = ()) -> Tree:
    """The tag tree of a document, without its content.

    A heading opens a Sect that lasts until a heading of the same or a higher level, or the
    sign-off or the notes. Headings never skip a level (ISO 14289-1 7.4.2): one that does in the
    text gets the next level in the tree. `contents` are the entries of the table of contents, if
    there is one: a Sect of its own with a heading and a TOC.
    """
    briefing = document.briefing
    builder = _Builder(Tree(Element("Document")))
    root = builder.tree.document
    if briefing.page_header:
        builder.text("header", root, "P")
    builder.text("title", root, "H1")
    if document.notices:
        notices = root.append("Div")
        for number in range(1, len(document.notices) + 1):
            builder.text(f"notice{number}", notices, "P")
    if contents:
        builder.contents(contents)
    for block in briefing.blocks:
        builder.block(block)
    for note in briefing.notes:
        element = root.append("Note", identifier=note.id)
        builder.tree.targets[note.id] = element
        label = element.append("Lbl")
        builder.tree.texts[note.id] = UnitElements(element.append("P"), label)
    if briefing.page_footer:
        builder.text("footer", root, "P")
    return builder.tree


@dataclass(slots=True)
class _Builder:
    tree: Tree
    sections: list[tuple[int, Element]] = field(init=False)

    def __post_init__(self) -> None:
        self.sections = [(1, self.tree.document)]

    def text(self, where: str, parent: Element, kind: str) -> None:
        """An element of its own for a text."""
        self.tree.texts[where] = UnitElements(parent.append(kind))

    def contents(self, entries: Sequence[Entry]) -> None:
        """A TOC of TOCIs, each a Reference; deeper entries in a TOC inside the one above them.

        ISO 32000-1 table 333. The InlineWriter puts the Link into the Reference.
        """
        section = self.tree.document.append("Sect")
        self.text(TITLE, section, "H2")
        table = section.append("TOC")
        item = inner = table
        for entry in entries:
            if entry.depth == 0:
                item = inner = table.append("TOCI")
                self.text(entry.where, item, "Reference")
                continue
            if inner is item:
                inner = item.append("TOC")
            self.text(entry.where, inner.append("TOCI"), "Reference")

    def block(self, block: Block) -> None:
        """The elements of a block, in the section that is open."""
        if isinstance(block, SignOff):
            del self.sections[1:]
        parent = self.sections[-1][1]
        before = len(parent.children)
        self._elements(block, parent)
        own = self.tree.texts.get(block.id)
        new = parent.children[before:]
        self.tree.targets[block.id] = own.body if own else new[0] if new else parent

    def _elements(self, block: Block, parent: Element) -> None:
        match block:
            case Heading():
                self._heading(block)
            case Paragraph() | ListBlock():
                self._flows((block,), parent)
            case Quote():
                self._flows(block.blocks, parent.append("BlockQuote"))
            case Callout():
                self._flows(block.blocks, parent.append("Div"))
            case Table():
                self._table(block, parent)
            case Figure():
                self._figure(block, parent)
            case Separator():
                pass
            case SignOff():
                self._sign_off(block)

    def _heading(self, heading: Heading) -> None:
        while len(self.sections) > 1 and self.sections[-1][0] >= heading.level:
            self.sections.pop()
        section = self.sections[-1][1].append("Sect")
        self.sections.append((heading.level, section))
        self.text(heading.id, section, f"H{min(len(self.sections), DEEPEST_HEADING)}")

    def _flows(self, blocks: Iterable[Flow], parent: Element) -> None:
        for block in blocks:
            match block:
                case Paragraph():
                    self.text(block.id, parent, "P")
                case ListBlock():
                    numbering = "/Decimal" if block.ordered else "/Disc"
                    items = parent.append("L", attributes=f"/O/List/ListNumbering{numbering}")
                    for item in block.items:
                        self._item(item, items)

    def _item(self, item: ListItem, items: Element) -> None:
        element = items.append("LI")
        label = element.append("Lbl")
        body = element.append("LBody")
        self.tree.texts[item.id] = UnitElements(body, label)
        self._flows(item.blocks, body)

    def _sign_off(self, block: SignOff) -> None:
        if block.closing:
            self.text(block.id, self.tree.document, "P")
        for signatory in block.signatories:
            self.text(signatory.id, self.tree.document, "P")

    def _figure(self, figure: Figure, parent: Element) -> None:
        """A picture with a caption stands with it in a Div."""
        group = parent.append("Div") if figure.caption else parent
        if not figure.is_decorative:
            element = group.append("Figure", alternative=figure.alternative)
            self.tree.figures[figure.id] = element
        if figure.caption:
            self.text(f"{figure.id}.caption", group, "Caption")

    def _table(self, table: Table, parent: Element) -> None:
        element = parent.append("Table")
        if table.caption:
            self.text(f"{table.id}.caption", element, "Caption")
        heads = _Heads.of(placed_cells(table))
        part: Element | None = None
        head = head_rows(table)
        for row, cells in enumerate(placed_rows(table)):
            if part is None or row == head:
                part = element.append("THead" if row < head else "TBody")
            line = part.append("TR")
            for placed in cells:
                self._cell(placed, heads, line)

    def _cell(self, placed: PlacedCell, heads: "_Heads", row: Element) -> None:
        kind = "TH" if placed.is_header else "TD"
        identifier = placed.cell.id if placed.is_header else ""
        attributes = _cell_attributes(placed, [head.cell.id for head in heads.over(placed)])
        element = row.append(kind, attributes=attributes, identifier=identifier)
        match placed.cell.blocks:
            case (Paragraph() as only,):
                self.tree.texts[only.id] = UnitElements(element)
            case blocks:
                self._flows(blocks, element)


@dataclass(frozen=True, slots=True)
class _Heads:
    """The header cells of a table, so that few have to be asked whether they are a cell's."""

    columns: tuple[PlacedCell, ...]
    rows: dict[int, list[PlacedCell]]

    @staticmethod
    def of(cells: Iterable[PlacedCell]) -> "_Heads":
        heads = [cell for cell in cells if cell.is_header]
        rows: dict[int, list[PlacedCell]] = {}
        for head in heads:
            if head.heads_row:
                for row in range(head.row, head.end_row):
                    rows.setdefault(row, []).append(head)
        return _Heads(tuple(head for head in heads if head.heads_column), rows)

    def over(self, cell: PlacedCell) -> tuple[PlacedCell, ...]:
        """The header cells that speak for a cell."""
        rows = range(cell.row, cell.end_row)
        beside = dict.fromkeys(head for row in rows for head in self.rows.get(row, ()))
        return headers_of((*self.columns, *beside), cell)


def _cell_attributes(placed: PlacedCell, headers: list[str]) -> str:
    """The entries of the attribute object of a cell (ISO 32000-1 table 349); "" for none."""
    parts: list[str] = []
    if placed.is_header:
        parts.append(f"/Scope/{'Column' if placed.heads_column else 'Row'}")
    if placed.cell.columns > 1:
        parts.append(f"/ColSpan {placed.cell.columns}")
    if placed.cell.rows > 1:
        parts.append(f"/RowSpan {placed.cell.rows}")
    if headers:
        parts.append(f"/Headers{identifiers(headers)}")
    return "/O/Table" + "".join(parts) if parts else ""
