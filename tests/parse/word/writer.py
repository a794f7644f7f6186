"""Any briefing as a Word document, written as people write them, with Word's own styles."""

from dataclasses import dataclass, field
from xml.sax.saxutils import quoteattr

from pipeline.model import (
    Block,
    Briefing,
    Callout,
    Cell,
    Figure,
    Flow,
    Heading,
    ListBlock,
    Paragraph,
    Quote,
    Separator,
    SignOff,
    Span,
    Table,
    Text,
    plain,
    text_of,
)
from tests.parse.word.builder import HEADER_ROW, docx, p, picture, r, tbl, tc, text_box, tr

LINE = '<w:pBdr><w:bottom w:val="single"/></w:pBdr>'


@dataclass
class Writer:
    """Collects the lists, links and pictures of one document."""

    lists: list[ListBlock] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    media: dict[str, bytes] = field(default_factory=dict)

    def block(self, block: Block) -> str:
        mark = f'<w:bookmarkStart w:id="{block.id[1:]}" w:name="{block.id}"/>'
        match block:
            case Heading(_, level, text):
                return mark + p(*self.runs(text), style=f"Rubrik{level}")
            case Paragraph() | ListBlock():
                return mark + self.flow(block)
            case Quote(_, blocks):
                return mark + "".join(self.flow(b, style="Citat") for b in blocks)
            case Callout(_, blocks):
                return mark + p(text_box(*(self.flow(b) for b in blocks)))
            case Table():
                return self.caption(block.caption) + mark + self.table(block)
            case Figure():
                self.media[block.id] = block.image.data
                is_decorative = block.is_decorative
                shown = picture(block.id, block.alternative, decorative=is_decorative)
                return mark + p(shown) + self.caption(block.caption)
            case Separator():
                return p(more=LINE)
            case SignOff(_, closing, signatories):
                lines = [closing, *(text_of(s.name, *comma(s.role)) for s in signatories)]
                return mark + "".join(p(*self.runs(line)) for line in lines if line)

    def caption(self, text: Text) -> str:
        return p(*self.runs(text), style="Beskrivning") if text else p()

    def flow(self, block: Flow, level: int = 0, style: str = "") -> str:
        if isinstance(block, Paragraph):
            indent = f'<w:ind w:left="{720 * level}"/>' if level else ""
            return p(*self.runs(block.text), style=style, more=indent)
        self.lists.append(block)
        number = len(self.lists)
        found = ""
        for item in block.items:
            found += p(*self.runs(item.text), style=style, num=(number, level))
            found += "".join(self.flow(inner, level + 1, style) for inner in item.blocks)
        return found

    def table(self, table: Table) -> str:
        rows = ""
        for index, row in enumerate(table.rows):
            header = HEADER_ROW if index < table.header_rows else ""
            rows += tr(*map(self.cell, row), properties=header)
        return tbl(rows)

    def cell(self, cell: Cell) -> str:
        return tc("".join(map(self.flow, cell.blocks)) + p())

    def runs(self, text: Text) -> list[str]:
        return [self.run(span) for span in text]

    def run(self, span: Span) -> str:
        if span.note:
            return r(f'<w:footnoteReference w:id="{span.note[1:]}"/>')
        properties = "<w:b/>" * span.strong + "<w:i/>" * span.emphasis
        found = "".join(
            r(line, properties) if line != "\n" else r("<w:br/>", properties)
            for line in span.text.replace("\n", "\0\n\0").split("\0")
        )
        if span.link is None:
            return found
        if span.link.startswith("#"):
            return f"<w:hyperlink w:anchor={quoteattr(span.link[1:])}>{found}</w:hyperlink>"
        self.links.append(span.link)
        return f'<w:hyperlink r:id="link{len(self.links)}">{found}</w:hyperlink>'

    def numbering(self) -> str:
        definitions = "".join(
            f'<w:abstractNum w:abstractNumId="{number}">{_levels(block)}</w:abstractNum>'
            for number, block in enumerate(self.lists, 1)
        )
        instances = "".join(
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
            for number in range(1, len(self.lists) + 1)
        )
        return definitions + instances


def _levels(block: ListBlock) -> str:
    form, label = ("decimal", "%{}.") if block.ordered else ("bullet", "•")
    return "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="{block.start}"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{label.format(n + 1)}"/>'
        f'<w:pPr><w:ind w:left="{720 * (n + 1)}"/></w:pPr></w:lvl>'
        for n in range(9)
    )


def comma(role: Text) -> Text:
    return text_of(", ", *role) if role else ()


def word(value: Briefing) -> bytes:
    """The briefing as a document."""
    writer = Writer()
    title = p(*writer.runs(value.title), style="Title")
    body = [title, *map(writer.block, value.blocks)]
    notes = {
        int(note.id[1:]): p(r("<w:footnoteRef/>"), *writer.runs(note.text)) for note in value.notes
    }
    return docx(
        *body,
        notes=notes,
        links=writer.links,
        media=writer.media,
        numbering=writer.numbering(),
        headers=[p(*writer.runs(value.page_header))] if plain(value.page_header) else [],
        footers=[p(*writer.runs(value.page_footer))] if plain(value.page_footer) else [],
    )
