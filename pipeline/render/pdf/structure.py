"""The tag tree: structure elements, their content, and the parent tree (ISO 32000-1 14.7).

The order and the kinds follow `reading_sequence`: a screen reader walks this tree and nothing
else, so what is not in it is not in the document.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from pipeline.edition import Edition
from pipeline.languages import all_languages
from pipeline.model import ListBlock
from pipeline.reading import Kind, ReadingUnit, reading_sequence
from pipeline.render.pdf.writer import PdfFile, text_string

DEEPEST_HEADING = 6
"""H6 is the last standard heading (ISO 32000-1 14.8.4.3.2)."""


@dataclass(frozen=True, slots=True)
class MarkedContent:
    """A marked-content sequence: its number on a page, which is counted from 0."""

    page: int
    number: int


@dataclass(frozen=True, slots=True)
class Annotation:
    """An annotation on a page, as the child of a Link."""

    page: int
    reference: str


@dataclass(eq=False, slots=True)
class Element:
    """A structure element. `kind` is a standard structure type; `language` is for /Lang."""

    kind: str
    parent: "Element | None" = None
    language: str | None = None
    list_numbering: str | None = None
    children: list["Element | MarkedContent | Annotation"] = field(default_factory=list)
    reference: str = ""

    def append(
        self, kind: str, *, language: str | None = None, list_numbering: str | None = None
    ) -> "Element":
        """A new element as the last child of this one."""
        child = Element(kind, self, language, list_numbering)
        self.children.append(child)
        return child

    def walk(self) -> Iterator["Element"]:
        """This element and all below it, in reading order."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting.extend(c for c in reversed(element.children) if isinstance(c, Element))


@dataclass(frozen=True, slots=True)
class UnitElements:
    """Where the content of one reading unit belongs; `label` is a list item's Lbl."""

    body: Element
    label: Element | None = None


def build_tree(edition: Edition) -> tuple[Element, tuple[UnitElements, ...]]:
    """The Document element, and the elements of each unit of `reading_sequence`.

    A heading opens a Sect that lasts until a heading of the same or a higher level, or the
    sign-off. Headings never skip a level (ISO 14289-1 7.4.2): one that does in the text gets
    the next level in the tree.
    """
    document = Element("Document")
    numbering = {
        block.id: "/Decimal" if block.ordered else "/Disc"
        for block in edition.briefing.blocks
        if isinstance(block, ListBlock)
    }
    sections: list[tuple[int, Element]] = [(1, document)]
    placed: list[UnitElements] = []
    for (kind, where), group in groupby(reading_sequence(edition), _group):
        members = list(group)
        match kind:
            case Kind.NOTICE:
                notices = document.append("Div")
                placed.extend(UnitElements(notices.append("P")) for _ in members)
            case Kind.TITLE:
                placed.append(UnitElements(document.append("H1")))
            case Kind.HEADING:
                placed.extend(UnitElements(_open_section(sections, unit)) for unit in members)
            case Kind.LIST_ITEM:
                items = sections[-1][1].append("L", list_numbering=numbering[where])
                placed.extend(_list_item(items) for _ in members)
            case Kind.CLOSING | Kind.SIGNATORY:
                del sections[1:]
                placed.extend(UnitElements(document.append("P")) for _ in members)
            case _:
                placed.extend(UnitElements(sections[-1][1].append("P")) for _ in members)
    return document, tuple(placed)


def _group(unit: ReadingUnit) -> tuple[Kind, str]:
    """What stands together: the items of one list (their ids are `LIST.NUMBER`)."""
    is_item = unit.kind is Kind.LIST_ITEM
    return unit.kind, unit.where.rpartition(".")[0] if is_item else ""


def _open_section(sections: list[tuple[int, Element]], unit: ReadingUnit) -> Element:
    while len(sections) > 1 and sections[-1][0] >= unit.level:
        sections.pop()
    section = sections[-1][1].append("Sect")
    sections.append((unit.level, section))
    return section.append(f"H{min(len(sections), DEEPEST_HEADING)}")


def _list_item(items: Element) -> UnitElements:
    item = items.append("LI")
    label = item.append("Lbl")
    return UnitElements(item.append("LBody"), label)


@dataclass(slots=True)
class ContentRegister:
    """Which element every marked-content sequence and annotation belongs to."""

    pages: list[list[Element]] = field(default_factory=list)
    annotations: list[Element] = field(default_factory=list)
    page_count: int = 0

    def begin_page(self) -> None:
        """The content that follows stands on the next page."""
        self.pages.append([])

    def mark(self, element: Element) -> int:
        """A new marked-content number on the page, whose content belongs to the element."""
        page = len(self.pages) - 1
        found = len(self.pages[page])
        self.pages[page].append(element)
        element.children.append(MarkedContent(page, found))
        return found

    def annotation_key(self, element: Element) -> int:
        """The StructParent key of a new annotation of the element; pages have the first keys."""
        self.annotations.append(element)
        return self.page_count + len(self.annotations) - 1


def write_tree(file: PdfFile, document: Element, content: ContentRegister) -> str:
    """Write all elements and the parent tree; gives the reference of the StructTreeRoot."""
    root = file.reserve()
    elements = list(document.walk())
    for element in elements:
        element.reference = file.reserve()
    for element in elements:
        file.fill(element.reference, _element_syntax(element, root, file))
    parents = [f"{page}[{_references(marked)}]" for page, marked in enumerate(content.pages)]
    parents.extend(
        f"{content.page_count + index} {element.reference}"
        for index, element in enumerate(content.annotations)
    )
    following = content.page_count + len(content.annotations)
    parent_tree = file.add(f"<</Nums[{' '.join(parents)}]>>")
    file.fill(
        root,
        f"<</Type/StructTreeRoot/K {document.reference}"
        f"/ParentTree {parent_tree}/ParentTreeNextKey {following}>>",
    )
    return root


def language_entry(tag: str) -> str:
    """The /Lang entry of a BCP 47 tag of the project."""
    known = all_languages().get(tag)
    return f"/Lang{text_string(known.html if known else tag)}"


def _references(elements: Sequence[Element]) -> str:
    return " ".join(element.reference for element in elements)


def _element_syntax(element: Element, root: str, file: PdfFile) -> str:
    pages = [c.page for c in element.children if not isinstance(c, Element)]
    own = pages[0] if pages else None
    parts = [f"<</S/{element.kind}/P {element.parent.reference if element.parent else root}"]
    if own is not None:
        parts.append(f"/Pg {file.page(own)}")
    if element.language:
        parts.append(language_entry(element.language))
    if element.list_numbering:
        parts.append(f"/A<</O/List/ListNumbering{element.list_numbering}>>")
    kids = [_child_syntax(child, own, file) for child in element.children]
    if kids:
        parts.append(f"/K {kids[0]}" if len(kids) == 1 else f"/K[{' '.join(kids)}]")
    return "".join([*parts, ">>"])


def _child_syntax(
    child: Element | MarkedContent | Annotation, page: int | None, file: PdfFile
) -> str:
    match child:
        case Element():
            return child.reference
        case MarkedContent() if child.page == page:
            return str(child.number)
        case MarkedContent():
            return f"<</Type/MCR/Pg {file.page(child.page)}/MCID {child.number}>>"
        case Annotation():
            return f"<</Type/OBJR/Pg {file.page(child.page)}/Obj {child.reference}>>"
