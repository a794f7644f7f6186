"""The tag tree of a PDF, as a screen reader walks it (ISO 32000-1 14.7, 14.8)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter

import pikepdf

from pipeline.check.compare import ReadUnit
from pipeline.check.pdf_content import PageContent, PaintedGlyph
from pipeline.reading import Kind

GROUPING = frozenset(("Document", "Part", "Art", "Sect", "Div"))
HEADINGS = {f"H{level}": level for level in range(1, 7)}
INLINE = frozenset(("Span", "Link", "Quote", "Em", "Strong", "Reference"))

DEEPEST = 40
"""Levels of elements. Six headings, a list and a link in it need eleven."""

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
    """

    kind: str
    objgen: tuple[int, int]
    parent: "Element | None"
    language: str | None
    actual_text: str | None
    attributes: Mapping[str, str]
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
        element: Element | None = self
        while element is not None and not element.language:
            element = element.parent
        return element.language if element else None

    def elements(self) -> tuple["Element", ...]:
        """The children that are elements."""
        return tuple(child for child in self.children if isinstance(child, Element))


@dataclass(frozen=True, slots=True)
class PlacedUnit:
    """A unit with the element that it was read from and the pieces of its text."""

    unit: ReadUnit
    element: Element
    pieces: tuple[Piece, ...]


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
    return tuple(builder.element(kid, None, None, 0) for kid in _kids(root))


def pieces_by_content(pages: Sequence[PageContent]) -> dict[ContentKey, tuple[Piece, ...]]:
    """The text of every marked-content sequence that has an MCID.

    ActualText stands for all the glyphs of its sequence, ToUnicode for the rest.
    """
    found: dict[ContentKey, list[Piece]] = {}
    for page in pages:
        for glyph in page.glyphs:
            mark = glyph.mark
            if mark.mcid is None or mark.is_artifact:
                continue
            pieces = found.setdefault((page.number, mark.mcid), [])
            last = pieces[-1] if pieces else None
            if last and mark.group >= 0 and last.glyphs[-1].mark.group == mark.group:
                pieces[-1] = Piece(last.text, last.language, (*last.glyphs, glyph))
            else:
                text = glyph.text if mark.actual_text is None else mark.actual_text
                pieces.append(Piece(text, mark.language, (glyph,)))
    return {key: tuple(pieces) for key, pieces in found.items()}


def read_units(
    tree: Sequence[Element],
    content: Mapping[ContentKey, tuple[Piece, ...]],
    language: str,
) -> tuple[PlacedUnit, ...]:
    """The units of a tree in its order; `language` is the document's."""
    reader = _UnitReader(content, language)
    return tuple(unit for element in tree for unit in reader.units(element))


@dataclass(frozen=True, slots=True)
class _Builder:
    pages: Mapping[tuple[int, int], int]
    roles: Mapping[str, str]
    seen: set[tuple[int, int]] = field(default_factory=set)

    def element(
        self,
        value: pikepdf.Object,
        parent: Element | None,
        page: pikepdf.Object | None,
        depth: int,
    ) -> Element:
        if depth > DEEPEST or value.objgen in self.seen:
            raise ValueError("the structure elements are not a tree")
        if value.is_indirect:
            self.seen.add(value.objgen)
        page = value.get("/Pg", page)
        element = Element(
            self._kind(str(value.get("/S", "/?"))),
            value.objgen,
            parent,
            _text(value, "/Lang"),
            _text(value, "/ActualText"),
            _attributes(value),
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
            element.children.append(self.element(kid, element, page, depth + 1))

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


def _attributes(value: pikepdf.Object) -> dict[str, str]:
    entries = value.get("/A")
    if entries is None:
        return {}
    dictionaries = list(entries) if isinstance(entries, pikepdf.Array) else [entries]
    return {
        str(key): str(item)
        for dictionary in dictionaries
        if isinstance(dictionary, pikepdf.Dictionary)
        for key, item in dictionary.items()
    }


@dataclass(frozen=True, slots=True)
class _UnitReader:
    content: Mapping[ContentKey, tuple[Piece, ...]]
    language: str

    def units(self, element: Element, seen_title: bool = False) -> Iterator[PlacedUnit]:
        """The units of an element that may hold several."""
        for item in self._leaves(element):
            if item.kind == "LI":
                yield self._item(item)
            elif item.kind in HEADINGS:
                level = HEADINGS[item.kind]
                kind = Kind.HEADING if level > 1 or seen_title else Kind.TITLE
                seen_title = seen_title or level == 1
                yield self._unit(item, kind, level=level)
            else:
                yield self._unit(item, Kind.PARAGRAPH)

    def _leaves(self, element: Element) -> Iterator[Element]:
        """The elements that are one unit each; content of a group itself is a unit too."""
        if element.kind not in GROUPING | {"L"}:
            yield element
            return
        if any(not isinstance(child, Element) for child in element.children):
            loose = [child for child in element.children if not isinstance(child, Element)]
            yield _like(element, loose)
        for child in element.elements():
            yield from self._leaves(child)

    def _item(self, item: Element) -> PlacedUnit:
        labels = [child for child in item.children if _is(child, "Lbl")]
        body = _like(item, [child for child in item.children if not _is(child, "Lbl")])
        label = "".join(
            piece.text for child in labels for _, piece in self._pieces(child, self.language)
        )
        return self._unit(body, Kind.LIST_ITEM, label=label)

    def _unit(self, element: Element, kind: Kind, *, level: int = 0, label: str = "") -> PlacedUnit:
        found = tuple(self._pieces(element, element.own_language or self.language))
        text = "".join(piece.text for _, piece in found)
        languages = tuple(
            (tag, "".join(piece.text for _, piece in part))
            for tag, part in groupby(found, key=itemgetter(0))
            if tag.lower() != self.language.lower()
        )
        unit = ReadUnit(kind, text, level, label, languages)
        return PlacedUnit(unit, element, tuple(piece for _, piece in found))

    def _pieces(self, child: Element | ContentKey, language: str) -> Iterator[tuple[str, Piece]]:
        """The pieces below, each with its language."""
        if not isinstance(child, Element):
            for piece in self.content.get(child, ()):
                yield piece.language or language, piece
            return
        language = child.language or language
        inner = [found for kid in child.children for found in self._pieces(kid, language)]
        if child.actual_text is None:
            yield from inner
        else:
            glyphs = tuple(glyph for _, piece in inner for glyph in piece.glyphs)
            yield language, Piece(child.actual_text, None, glyphs)


def _is(child: Element | ContentKey, kind: str) -> bool:
    return isinstance(child, Element) and child.kind == kind


def _like(element: Element, children: Sequence[Element | ContentKey]) -> Element:
    """A stand-in for the element with only some of its children."""
    return Element(
        element.kind if element.kind == "LI" else "P",
        element.objgen,
        element.parent,
        element.language,
        None,
        element.attributes,
        list(children),
    )
