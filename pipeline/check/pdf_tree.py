"""The tag tree of a PDF, as a screen reader walks it (ISO 32000-1 14.7, 14.8)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import pikepdf

from pipeline.check.pdf_painted import PageContent, PaintedGlyph

GROUPING = frozenset(("Document", "Part", "Art", "Sect", "Div"))
HEADINGS = {f"H{level}": level for level in range(1, 7)}
INLINE = frozenset(("Span", "Link", "Quote", "Em", "Strong", "Reference"))
CELLS = frozenset(("TH", "TD"))
ROWS = frozenset(("THead", "TBody", "TFoot"))

DEEPEST = 64
"""Levels of elements. Six headings, a cell of a table with nine lists in each other and a
reference in the innermost item need 42."""

ContentKey = tuple[int, int]
"""Page, counted from 0, and MCID."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text with what it was painted with; `language` is the innermost mark's."""

    text: str
    language: str | None
    glyphs: tuple[PaintedGlyph, ...]


@dataclass(eq=False, slots=True)
class Element:
    """A structure element. `kind` is a standard type (through the RoleMap), without slash.

    `objgen` names the PDF object; `annotations` are those of its object references.
    `alternative` is its /Alt, `identity` its /ID, `named_parent` the object that its /P names;
    an array among the attributes is a tuple.
    """

    kind: str
    objgen: tuple[int, int]
    parent: "Element | None"
    language: str | None
    actual_text: str | None
    attributes: Mapping[str, str | tuple[str, ...]]
    alternative: str | None = None
    identity: str | None = None
    named_parent: tuple[int, int] | None = None
    children: list["Element | ContentKey"] = field(default_factory=list)
    annotations: list[pikepdf.Object] = field(default_factory=list)

    def walk(self) -> Iterator["Element"]:
        """This element and all below it, in reading order."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()

    @property
    def own_language(self) -> str | None:
        """The language of this element: its own, or that of the nearest element above it."""
        return next((e.language for e in self.above() if e.language), None)

    def above(self) -> Iterator["Element"]:
        """This element and those around it, from the innermost."""
        element: Element | None = self
        while element is not None:
            yield element
            element = element.parent

    def elements(self) -> tuple["Element", ...]:
        """The children that are elements."""
        return tuple(child for child in self.children if isinstance(child, Element))


def read_tree(pdf: pikepdf.Pdf) -> tuple[Element, ...]:
    """The elements right under the StructTreeRoot; none if the file is not tagged.

    Raises ValueError for a tree that is no tree, or too deep to be walked.
    """
    root = pdf.Root.get("/StructTreeRoot")
    if root is None:
        return ()
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    roles = {str(k): str(v) for k, v in root.get("/RoleMap", pikepdf.Dictionary()).items()}
    builder = _Builder(pages, roles)
    return tuple(builder.element(kid, None, 0) for kid in _kids(root))


def pieces_by_content(pages: Sequence[PageContent]) -> dict[ContentKey, tuple[Piece, ...]]:
    """The text of every marked-content sequence that has an MCID.

    ActualText stands for all the glyphs of its sequence, ToUnicode for the rest.
    """
    found: dict[ContentKey, list[list[PaintedGlyph]]] = {}
    for page in pages:
        for glyph in page.glyphs:
            mark = glyph.mark
            if mark.mcid is None or mark.is_artifact:
                continue
            groups = found.setdefault((page.number, mark.mcid), [])
            if groups and mark.group >= 0 and groups[-1][-1].mark.group == mark.group:
                groups[-1].append(glyph)
            else:
                groups.append([glyph])
    return {key: tuple(map(_piece, groups)) for key, groups in found.items()}


def _piece(glyphs: Sequence[PaintedGlyph]) -> Piece:
    first = glyphs[0]
    text = first.text if first.mark.actual_text is None else first.mark.actual_text
    return Piece(text, first.mark.language, tuple(glyphs))


def glyphs_below(
    content: Mapping[ContentKey, tuple[Piece, ...]], element: Element
) -> Iterator[PaintedGlyph]:
    """The glyphs of all marked content below an element, in reading order."""
    for child in element.children:
        if isinstance(child, Element):
            yield from glyphs_below(content, child)
        else:
            yield from (glyph for piece in content.get(child, ()) for glyph in piece.glyphs)


def text_below(content: Mapping[ContentKey, tuple[Piece, ...]], element: Element) -> str:
    """The text of an element and all below it, in reading order."""
    return "".join(
        text_below(content, child)
        if isinstance(child, Element)
        else "".join(piece.text for piece in content.get(child, ()))
        for child in element.children
    )


@dataclass(frozen=True, slots=True)
class _Builder:
    pages: Mapping[tuple[int, int], int]
    roles: Mapping[str, str]
    seen: set[tuple[int, int]] = field(default_factory=set)

    def element(self, value: pikepdf.Object, parent: Element | None, depth: int) -> Element:
        """An element and all below it. Its page is no one else's (ISO 32000-1 table 323)."""
        if depth > DEEPEST or value.objgen in self.seen:
            raise ValueError("the structure elements are not a tree")
        if value.is_indirect:
            self.seen.add(value.objgen)
        page = value.get("/Pg")
        element = Element(
            self._kind(str(value.get("/S", "/?"))),
            value.objgen,
            parent,
            _text(value, "/Lang"),
            _text(value, "/ActualText"),
            _attributes(value),
            _text(value, "/Alt"),
            _text(value, "/ID"),
            value.P.objgen if isinstance(value.get("/P"), pikepdf.Dictionary) else None,
        )
        for kid in _kids(value):
            self._add(element, kid, page, depth)
        return element

    def _add(
        self,
        element: Element,
        kid: pikepdf.Object | int,
        page: pikepdf.Object | None,
        depth: int,
    ) -> None:
        if isinstance(kid, int):
            element.children.append((self._number(page), kid))
        elif kid.get("/Type") == "/MCR":
            number = self._number(kid.get("/Pg", page))
            element.children.append((number, int(kid.MCID)))
        elif kid.get("/Type") == "/OBJR":
            element.annotations.append(kid.Obj)
        else:
            element.children.append(self.element(kid, element, depth + 1))

    def _number(self, page: pikepdf.Object | None) -> int:
        return self.pages.get(page.objgen, -1) if page is not None else -1

    def _kind(self, role: str) -> str:
        seen: set[str] = set()
        while role in self.roles and role not in seen:
            seen.add(role)
            role = self.roles[role]
        return role.removeprefix("/")


def _kids(value: pikepdf.Object) -> list[pikepdf.Object]:
    kids = value.get("/K")
    if kids is None:
        return []
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _text(value: pikepdf.Object, key: str) -> str | None:
    found = value.get(key)
    return None if found is None else str(found)


def _attributes(value: pikepdf.Object) -> dict[str, str | tuple[str, ...]]:
    entries = value.get("/A")
    if entries is None:
        return {}
    dictionaries = list(entries) if isinstance(entries, pikepdf.Array) else [entries]
    return {
        str(key): tuple(str(i) for i in item) if isinstance(item, pikepdf.Array) else str(item)
        for dictionary in dictionaries
        if isinstance(dictionary, pikepdf.Dictionary)
        for key, item in dictionary.items()
    }
