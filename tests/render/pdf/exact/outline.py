"""The outline of a document: what its tag tree has to be, and what it is in a finished file.

Both are made apart from the renderer: one from the document alone, the other from the file by
the reader of `tag_tree.py`. They are equal for every document.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from pipeline.languages import described
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
    Span,
    Table,
    Text,
)
from pipeline.reading import signatory_text
from pipeline.render.pdf import Document
from pipeline.tables import placed_cells
from tests.render.pdf.exact.alphabets import INVISIBLE, SOFT_HYPHEN
from tests.render.pdf.tag_tree import Content, File, Node

INLINE = {"Span", "Link", "Reference"}


@dataclass(frozen=True, slots=True)
class Part:
    """Characters with one language, and where they lead: an address, `#` for a place, or ""."""

    text: str
    language: str
    leads_to: str


@dataclass(frozen=True, slots=True)
class Branch:
    """A structure element: its type, its own running text, and the elements below."""

    kind: str
    parts: tuple[Part, ...]
    below: tuple["Branch", ...] = ()

    @property
    def text(self) -> str:
        return "".join(part.text for part in self.parts)

    def walk(self) -> Iterator["Branch"]:
        yield self
        for branch in self.below:
            yield from branch.walk()


def without_soft_hyphens(text: str) -> str:
    """A soft hyphen is read where a line ends at it, and nowhere else (ISO 32000-1 14.8.2.2.3)."""
    return text.replace(SOFT_HYPHEN, "")


def joined(parts: Iterable[Part]) -> tuple[Part, ...]:
    """The parts with equal neighbours joined, without soft hyphens."""
    bare = (Part(without_soft_hyphens(p.text), p.language, p.leads_to) for p in parts)
    groups = groupby((p for p in bare if p.text), lambda part: (part.language, part.leads_to))
    return tuple(Part("".join(p.text for p in group), *key) for key, group in groups)


def is_seen(spans: Iterable[Span]) -> bool:
    """Whether a link has anything to press: neither space nor mark nor invisible character."""
    return any(
        not character.isspace()
        and character not in INVISIBLE
        and unicodedata.category(character) not in ("Mn", "Me")
        for span in spans
        for character in span.text
    )


def expected_outline(document: Document) -> tuple[Branch, ...]:
    """What the Document element has to have below it; sections are left out."""
    return tuple(_Expected(document).branches())


class _Expected:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.levels: list[int] = [1]

    def branches(self) -> Iterator[Branch]:
        document, briefing = self.document, self.document.briefing
        if briefing.page_header:
            yield self.branch("P", briefing.page_header)
        yield self.branch("H1", briefing.title)
        if document.notices:
            yield Branch("Div", (), tuple(self.branch("P", text) for text in document.notices))
        for block in briefing.blocks:
            yield from self.block(block)
        for number, note in enumerate(briefing.notes, 1):
            label = self.branch("Lbl", (Span(f"{number}"),))
            yield Branch("Note", (), (label, self.branch("P", note.text)))
        if briefing.page_footer:
            yield self.branch("P", briefing.page_footer)

    def branch(self, kind: str, text: Text, below: Iterable[Branch] = ()) -> Branch:
        parts = (
            self.part(span, is_seen(group))
            for _, group in ((key, list(g)) for key, g in groupby(text, lambda s: s.link))
            for span in group
        )
        return Branch(kind, joined(parts), tuple(below))

    def part(self, span: Span, is_seen: bool) -> Part:
        tag = span.language or self.document.briefing.language
        leads_to = span.link or "" if is_seen else ""
        text = span.text.replace("\n", " ")
        if span.note:
            text, leads_to = f"{self.document.briefing.note_number(span.note)}", "#"
        if leads_to.startswith("#"):
            leads_to = "#"
        return Part(text, described(tag).html, leads_to)

    def block(self, block: Block) -> Iterator[Branch]:
        match block:
            case Heading():
                yield self.heading(block)
            case Paragraph() | ListBlock():
                yield from self.flows((block,))
            case Quote():
                yield Branch("BlockQuote", (), tuple(self.flows(block.blocks)))
            case Callout():
                yield Branch("Div", (), tuple(self.flows(block.blocks)))
            case Table():
                yield self.table(block)
            case Figure():
                yield from self.figure(block)
            case SignOff():
                yield from self.sign_off(block)
            case Separator():
                pass

    def heading(self, heading: Heading) -> Branch:
        while self.levels[-1] >= heading.level:
            self.levels.pop()
        self.levels.append(heading.level)
        return self.branch(f"H{min(len(self.levels), 6)}", heading.text)

    def sign_off(self, block: SignOff) -> Iterator[Branch]:
        del self.levels[1:]
        if block.closing:
            yield self.branch("P", block.closing)
        for signatory in block.signatories:
            yield self.branch("P", signatory_text(signatory, self.document.language))

    def flows(self, blocks: Iterable[Flow]) -> Iterator[Branch]:
        for block in blocks:
            match block:
                case Paragraph():
                    yield self.branch("P", block.text)
                case ListBlock():
                    items = (self.item(block, n, item) for n, item in enumerate(block.items))
                    yield Branch("L", (), tuple(items))

    def item(self, block: ListBlock, index: int, item: ListItem) -> Branch:
        label = f"{block.start + index}." if block.ordered else "•"
        body = self.branch("LBody", item.text, self.flows(item.blocks))
        return Branch("LI", (), (self.branch("Lbl", (Span(label),)), body))

    def figure(self, figure: Figure) -> Iterator[Branch]:
        picture = [] if figure.is_decorative else [self.branch("Figure", ())]
        if figure.caption:
            yield Branch("Div", (), (*picture, self.branch("Caption", figure.caption)))
        else:
            yield from picture

    def table(self, table: Table) -> Branch:
        rows: list[list[Branch]] = [[] for _ in table.rows]
        for placed in placed_cells(table):
            kind = "TH" if placed.is_header else "TD"
            match placed.cell.blocks:
                case (Paragraph() as only,):
                    rows[placed.row].append(self.branch(kind, only.text))
                case blocks:
                    rows[placed.row].append(Branch(kind, (), tuple(self.flows(blocks))))
        caption = [self.branch("Caption", table.caption)] if table.caption else []
        lines = (Branch("TR", (), tuple(cells)) for cells in rows)
        return Branch("Table", (), (*caption, *lines))


def outline(file: File) -> tuple[Branch, ...]:
    """What the Document element of a finished file has below it, without sections.

    Bodies and heads of tables are left out as sections are: their rows are what counts here.
    """
    language = str(file.pdf.Root.Lang)
    return tuple(_without_sections(_branch(node, language) for node in file.root.children))


def _without_sections(branches: Iterable[Branch]) -> Iterator[Branch]:
    for branch in branches:
        if branch.kind in ("Sect", "THead", "TBody"):
            yield from _without_sections(branch.below)
        else:
            yield Branch(branch.kind, branch.parts, tuple(_without_sections(branch.below)))


def _branch(node: Node, language: str) -> Branch:
    own = node.language or language
    below = [child for child in node.children if child.kind not in INLINE]
    texts = [part for part in node.own if isinstance(part, Content) or part.kind in INLINE]
    assert node.own == [*texts, *below], "running text stands before the elements below"
    parts = (part for item in texts for part in _parts(item, own, ""))
    return Branch(node.kind, joined(parts), tuple(_branch(child, own) for child in below))


def _parts(item: Node | Content, language: str, leads_to: str) -> Iterator[Part]:
    if isinstance(item, Content):
        yield Part(item.text, language, leads_to)
        return
    own = item.language or language
    if item.kind == "Link":
        (leads_to,) = {_target(annotation) for annotation in item.annotations} or {"nowhere"}
    for part in item.own:
        yield from _parts(part, own, leads_to)


def _target(annotation: object) -> str:
    action = annotation.get("/A")  # type: ignore[attr-defined]
    return "#" if action is None else str(action.URI)
