"""The units of a tag tree, in the order in which a screen reader reads them out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter

from pipeline.check.compare import ReadUnit
from pipeline.check.pdf_tree import (
    CELLS,
    GROUPING,
    HEADINGS,
    INLINE,
    ROWS,
    ContentKey,
    Element,
    Piece,
)
from pipeline.reading import Container, Kind

Within = tuple[Container, ...]
NoteLabels = Mapping[tuple[int, int], str]
"""The label of the note that an annotation leads to, by the annotation's object."""


@dataclass(frozen=True, slots=True)
class PlacedUnit:
    """A unit with the element that it was read from and the pieces of its text.

    Where an element has other units besides, as a list item with a list in it, `element` is a
    stand-in of the same kind and object that has only the content of this unit.
    """

    unit: ReadUnit
    element: Element
    pieces: tuple[Piece, ...]


def read_units(tree: Sequence[Element], reader: "UnitReader") -> tuple[PlacedUnit, ...]:
    """The units of a tree in its order."""
    placed = [unit for element in tree for unit in reader.units(element, ())]
    title = next((n for n, found in enumerate(placed) if found.unit.level == 1), None)
    if title is not None:
        unit = replace(placed[title].unit, kind=Kind.TITLE)
        placed[title] = replace(placed[title], unit=unit)
    return tuple(placed)


@dataclass(frozen=True, slots=True)
class UnitReader:
    """Reads the units of a tree; `language` is the document's. What is `left_out` has none."""

    content: Mapping[ContentKey, tuple[Piece, ...]]
    language: str
    note_labels: NoteLabels
    left_out: Element | None = None

    def units(self, element: Element, within: Within) -> Iterator[PlacedUnit]:
        """The units of an element that may hold several."""
        kind = element.kind
        if element is self.left_out:
            return
        if kind in HEADINGS:
            yield self.unit(element, Kind.HEADING, level=HEADINGS[kind], within=within)
        elif kind == "LI":
            yield from self._labelled(element, Kind.LIST_ITEM, "LBody", within)
        elif kind == "Note":
            yield from self._labelled(element, Kind.NOTE, "P", within)
        elif kind in CELLS:
            yield from self._cell(element, within)
        elif kind in ("Figure", "Caption"):
            yield from self._figure_part(element, within)
        elif kind in _CONTAINERS or kind in GROUPING or kind in ROWS or kind == "TR":
            yield from self._group(element, (*within, *_container(element)))
        else:
            yield self.unit(element, Kind.PARAGRAPH, within=within)

    def _group(self, element: Element, within: Within) -> Iterator[PlacedUnit]:
        """The units of the children; content of the group itself is a unit too."""
        loose = [child for child in element.children if not isinstance(child, Element)]
        if loose:
            yield self.unit(stand_in(element, loose), Kind.PARAGRAPH, within=within)
        for child in element.elements():
            yield from self.units(child, within)

    def _labelled(
        self, element: Element, kind: Kind, body: str, within: Within
    ) -> Iterator[PlacedUnit]:
        """A list item or a note: its label, its text, and what else it holds."""
        labels = [child for child in element.children if _is(child, "Lbl")]
        language = element.own_language or self.language
        told = [found for child in labels for found in self._pieces(child, language)]
        label = "".join(piece.text for _, piece in told)
        around = element
        children = [child for child in element.children if not _is(child, "Lbl")]
        first = children[0] if children else None
        if isinstance(first, Element) and first.kind == body:
            around = first
            children = [*first.children, *children[1:]]
        own = stand_in(around, _first_run(children), element)
        placed = self.unit(own, kind, label=label, within=within)
        parts = tuple((t, p.text) for t, p in told if t.lower() != self.language.lower())
        unit = replace(placed.unit, languages=(*parts, *placed.unit.languages))
        yield replace(placed, unit=unit)
        yield from self._further(element, children[len(own.children) :], within)

    def _cell(self, element: Element, within: Within) -> Iterator[PlacedUnit]:
        """The first paragraph is the cell's text, whether it has an element or not."""
        kind = Kind.HEADER_CELL if element.kind == "TH" else Kind.CELL
        run = _first_run(element.children)
        rest = element.children[len(run) :]
        if run:
            yield self.unit(stand_in(element, run), kind, within=within)
        elif rest and isinstance(rest[0], Element) and rest[0].kind == "P":
            yield self.unit(rest[0], kind, within=within)
            rest = rest[1:]
        yield from self._further(element, rest, within)

    def _further(
        self, element: Element, children: Sequence[Element | ContentKey], within: Within
    ) -> Iterator[PlacedUnit]:
        for is_text, group in groupby(children, _is_text):
            if is_text:
                loose = stand_in(element, list(group))
                yield self.unit(loose, Kind.PARAGRAPH, within=within)
                continue
            for child in group:
                if isinstance(child, Element):
                    yield from self.units(child, within)

    def _figure_part(self, element: Element, within: Within) -> Iterator[PlacedUnit]:
        """The alternative text of a picture, or a caption; a table's is within the table."""
        if not within or within[-1] not in ("figure", "table"):
            within = (*within, "figure")
        if element.kind == "Caption":
            yield self.unit(element, Kind.CAPTION, within=within)
            return
        unit = ReadUnit(Kind.FIGURE, element.alternative or "", within=within)
        language = element.own_language or self.language
        if language.lower() != self.language.lower():
            unit = replace(unit, languages=((language, unit.text),))
        yield PlacedUnit(unit, element, ())
        painted = self.unit(element, Kind.PARAGRAPH, within=within)
        if painted.unit.text:
            yield painted

    def unit(
        self,
        element: Element,
        kind: Kind,
        *,
        level: int = 0,
        label: str = "",
        within: Within = (),
    ) -> PlacedUnit:
        """All the text of an element as one unit."""
        found = tuple(self._pieces(element, element.own_language or self.language))
        text = "".join(piece.text for _, piece in found)
        languages = tuple(
            (tag, "".join(piece.text for _, piece in part))
            for tag, part in groupby(found, key=itemgetter(0))
            if tag.lower() != self.language.lower()
        )
        notes = tuple(self._notes(element))
        unit = ReadUnit(kind, text, level, label, languages, within, None, None, notes)
        return PlacedUnit(unit, element, tuple(piece for _, piece in found))

    def _notes(self, element: Element) -> Iterator[tuple[str, str]]:
        """The references to notes: the label of the note that each leads to, and its text."""
        for child in element.elements():
            if child.kind == "Reference":
                annotations = (a for inner in child.walk() for a in inner.annotations)
                labels = (self.note_labels.get(a.objgen, "?") for a in annotations)
                text = "".join(piece.text for _, piece in self._pieces(child, self.language))
                yield "/".join(dict.fromkeys(labels)), text
            else:
                yield from self._notes(child)

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


_CONTAINERS: Mapping[str, Container] = {"L": "list", "Table": "table", "BlockQuote": "quote"}


def _container(element: Element) -> Within:
    """What a grouping element is to what stands in it: a Div is a figure or a call-out."""
    if element.kind == "Div":
        kinds = {child.kind for child in element.elements()}
        return ("figure",) if kinds & {"Figure", "Caption"} else ("callout",)
    return (_CONTAINERS[element.kind],) if element.kind in _CONTAINERS else ()


def _first_run(children: Sequence[Element | ContentKey]) -> list[Element | ContentKey]:
    """The running text that comes before the first block."""
    end = next((n for n, child in enumerate(children) if not _is_text(child)), len(children))
    return list(children[:end])


def _is_text(child: Element | ContentKey) -> bool:
    return not isinstance(child, Element) or child.kind in INLINE


def _is(child: Element | ContentKey, kind: str) -> bool:
    return isinstance(child, Element) and child.kind == kind


def stand_in(
    element: Element, children: Sequence[Element | ContentKey], outer: Element | None = None
) -> Element:
    """The element with only some of its children; `outer` is the one that it is taken for."""
    known = outer or element
    return replace(
        known,
        language=element.own_language,
        actual_text=element.actual_text,
        children=list(children),
        annotations=[],
    )
