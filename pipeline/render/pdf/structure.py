"""Structure elements, their content, and the parent tree (ISO 32000-1 14.7)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.languages import described
from pipeline.render.pdf.writer import PdfFile, text_string


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
    """A structure element. `kind` is a standard structure type.

    `language` is for /Lang, `identifier` for /ID, `alternative` for /Alt, `refers_to` for /Ref;
    `attributes` is the syntax of the attribute object. `content` is what belongs to it directly,
    text in the line included; it comes before `children`, which are blocks.
    """

    kind: str
    parent: "Element | None" = None
    language: str | None = None
    attributes: str = ""
    identifier: str = ""
    alternative: str = ""
    content: list["Element | MarkedContent | Annotation"] = field(default_factory=list)
    children: list["Element"] = field(default_factory=list)
    refers_to: list["Element"] = field(default_factory=list)
    reference: str = ""

    def append(
        self, kind: str, *, attributes: str = "", identifier: str = "", alternative: str = ""
    ) -> "Element":
        """A new element as the last child of this one."""
        child = Element(
            kind, self, attributes=attributes, identifier=identifier, alternative=alternative
        )
        self.children.append(child)
        return child

    def append_inline(self, kind: str, *, language: str | None = None) -> "Element":
        """A new element at the end of the content of this one."""
        child = Element(kind, self, language)
        self.content.append(child)
        return child

    def walk(self) -> Iterator["Element"]:
        """This element and all below it, in reading order."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            kids = (*element.content, *element.children)
            waiting.extend(kid for kid in reversed(kids) if isinstance(kid, Element))


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
        element.content.append(MarkedContent(page, found))
        return found

    def annotation_key(self, element: Element) -> int:
        """The StructParent key of a new annotation of the element; pages have the first keys."""
        self.annotations.append(element)
        return self.page_count + len(self.annotations) - 1


PDF_2_NAMESPACE = "http://iso.org/pdf2/ssn"
PDF_1_7_NAMESPACE = "http://iso.org/pdf/ssn"
"""The namespaces of standard structure types (ISO 32000-2 14.8.6)."""

_ONLY_PDF_1_7 = frozenset({"BlockQuote", "Reference", "TOC", "TOCI"})
"""Those of our types that PDF 2.0 took over from PDF 1.7 in its namespace alone."""


def write_tree(
    file: PdfFile, document: Element, content: ContentRegister, *, is_pdf_2: bool = False
) -> str:
    """Write all elements and the parent tree; gives the reference of the StructTreeRoot.

    In PDF 2.0 each element names the namespace of its type.
    """
    root = file.reserve()
    names = (PDF_2_NAMESPACE, PDF_1_7_NAMESPACE) if is_pdf_2 else ()
    spaces = [file.add(f"<</Type/Namespace/NS({name})>>") for name in names]
    elements = list(document.walk())
    for element in elements:
        element.reference = file.reserve()
    for element in elements:
        space = f"/NS {spaces[element.kind in _ONLY_PDF_1_7]}" if spaces else ""
        file.fill(element.reference, _element_syntax(element, root, file, space))
    parents = [f"{page}[{_references(marked)}]" for page, marked in enumerate(content.pages)]
    parents.extend(
        f"{content.page_count + index} {element.reference}"
        for index, element in enumerate(content.annotations)
    )
    following = content.page_count + len(content.annotations)
    parent_tree = file.add(f"<</Nums[{' '.join(parents)}]>>")
    namespaces = f"/Namespaces[{' '.join(spaces)}]" if spaces else ""
    file.fill(
        root,
        f"<</Type/StructTreeRoot/K {document.reference}/ParentTree {parent_tree}"
        f"/ParentTreeNextKey {following}{_id_tree(elements, file)}{namespaces}>>",
    )
    return root


def language_entry(tag: str) -> str:
    """The /Lang entry of a BCP 47 tag. Raises UnknownLanguageError."""
    return f"/Lang{text_string(described(tag).html)}"


def identifiers(names: Sequence[str]) -> str:
    """Element identifiers as byte strings, in an array (ISO 32000-1 table 349)."""
    return f"[{''.join(text_string(name) for name in names)}]"


def _id_tree(elements: Sequence[Element], file: PdfFile) -> str:
    """The name tree of identifiers; none if no element has one."""
    named = sorted((e.identifier.encode("ascii"), e) for e in elements if e.identifier)
    if not named:
        return ""
    names = " ".join(f"{text_string(e.identifier)}{e.reference}" for _, e in named)
    return f"/IDTree {file.add(f'<</Names[{names}]>>')}"


def _references(elements: Sequence[Element]) -> str:
    return " ".join(element.reference for element in elements)


def _element_syntax(element: Element, root: str, file: PdfFile, namespace: str) -> str:
    pages = [c.page for c in element.content if not isinstance(c, Element)]
    own = pages[0] if pages else None
    parent = element.parent.reference if element.parent else root
    parts = [f"<</S/{element.kind}{namespace}/P {parent}"]
    if own is not None:
        parts.append(f"/Pg {file.page(own)}")
    if element.language:
        parts.append(language_entry(element.language))
    if element.identifier:
        parts.append(f"/ID{text_string(element.identifier)}")
    if element.alternative:
        parts.append(f"/Alt{text_string(element.alternative)}")
    if element.attributes:
        parts.append(f"/A<<{element.attributes}>>")
    if element.refers_to:
        parts.append(f"/Ref[{_references(element.refers_to)}]")
    kids = [_child_syntax(kid, own, file) for kid in (*element.content, *element.children)]
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
