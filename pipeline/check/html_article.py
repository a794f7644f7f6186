"""The article of a web page read back: what a person reads in it, unit by unit.

White space inside an element that holds text (h1-h6, p, li, caption, th, td, figcaption) is
text, all of it; white space between such elements is layout. Any other text in the article is
a unit that no document has.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.check.compare import Parts, ReadUnit, pieces
from pipeline.check.compare_tables import CellForm, TableForm
from pipeline.check.html_reading import (
    Element,
    child_pieces,
    elements,
    inherited,
    is_element,
    language_of,
    text_content,
    text_pieces,
)
from pipeline.reading import BULLET, Container, Kind

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_PARAGRAPH_CLASSES = {
    "closing": Kind.CLOSING,
    "signatory": Kind.SIGNATORY,
    "page-header": Kind.PAGE_HEADER,
    "page-footer": Kind.PAGE_FOOTER,
}
_STRONG, _EMPHASIS = ("strong", "b"), ("em", "i")
_BLOCKS = {*_HEADINGS, "p", "ul", "ol", "li", "div", "table", "figure", "blockquote", "img", "hr"}
_ROW_GROUPS = ("thead", "tbody", "tfoot")
_ASCII_SPACE = " \t\n\f\r"

Pieces = Sequence[tuple[str, Element]]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a unit stands: the containers around it, and what a plain p is there."""

    paragraph: Kind = Kind.PARAGRAPH
    within: tuple[Container, ...] = ()

    def inside(self, container: Container) -> "_Place":
        return _Place(Kind.PARAGRAPH, (*self.within, container))


def read_article(article: Element) -> tuple[ReadUnit, ...]:
    """What is read in an article, in order."""
    return tuple(_units(article, _Place()))


def read_tables(article: Element) -> tuple[TableForm, ...]:
    """The tables of an article with their cells, in order."""
    tables = (element for element in elements(article) if element.tag == "table")
    return tuple(_table_form(table) for table in tables)


def _units(element: Element, place: _Place) -> Iterator[ReadUnit]:
    """The units inside an element that holds elements."""
    yield from _stray(element.text, place)
    for child in element:
        if is_element(child):
            yield from _unit(child, place)
        yield from _stray(child.tail, place)


def _unit(element: Element, place: _Place) -> Iterator[ReadUnit]:
    tag, classes = str(element.tag), (element.get("class") or "").split()
    if tag in _HEADINGS:
        level = _HEADINGS[tag]
        kind = Kind.TITLE if level == 1 else Kind.HEADING
        yield replace(_read(element, kind, place), level=level)
    elif tag == "p":
        kinds = (_PARAGRAPH_CLASSES[name] for name in classes if name in _PARAGRAPH_CLASSES)
        yield _read(element, next(kinds, place.paragraph), place)
    elif tag in ("ul", "ol"):
        is_notes = tag == "ol" and "notes" in classes
        yield from _notes(element, place) if is_notes else _items(element, place.inside("list"))
    elif tag in ("div", "blockquote"):
        yield from _units(element, _place_in(element, place))
    elif tag in _PARTS:
        container, read = _PARTS[tag]
        yield from read(element, place.inside(container))
    elif tag == "img":
        yield from _picture(element, place)
    elif tag != "hr":
        yield _read(element, Kind.PARAGRAPH, place)


def _place_in(element: Element, place: _Place) -> _Place:
    """Where the units in a div or a quotation stand."""
    if element.tag == "blockquote":
        return place.inside("quote")
    if "callout" in (element.get("class") or "").split():
        return place.inside("callout")
    is_notice = element.get("role") == "note"
    return replace(place, paragraph=Kind.NOTICE) if is_notice else place


def _items(block: Element, place: _Place) -> Iterator[ReadUnit]:
    yield from _stray(block.text, place)
    number = _whole(block.get("start"), 1)
    for child in block:
        if child.tag == "li":
            number = _whole(child.get("value"), number)
            label = f"{number}." if block.tag == "ol" else BULLET
            own, below = _own_pieces(child)
            yield replace(_read_pieces(own, Kind.LIST_ITEM, place), label=label)
            yield from _below(below, place)
            number += 1
        elif is_element(child):
            yield _read(child, Kind.PARAGRAPH, place)
        yield from _stray(child.tail, place)


def _notes(block: Element, place: _Place) -> Iterator[ReadUnit]:
    for unit in _items(block, place):
        is_note = unit.kind is Kind.LIST_ITEM
        yield replace(unit, kind=Kind.NOTE, label=unit.label.rstrip(".")) if is_note else unit


def _figure(figure: Element, place: _Place) -> Iterator[ReadUnit]:
    yield from _stray(figure.text, place)
    for child in figure:
        if child.tag == "figcaption":
            yield _read(child, Kind.CAPTION, place)
        elif is_element(child):
            yield from _unit(child, place)
        yield from _stray(child.tail, place)


def _picture(image: Element, place: _Place) -> Iterator[ReadUnit]:
    """A picture is read by its alternative text; without one it is passed over."""
    if alternative := image.get("alt"):
        yield ReadUnit(Kind.FIGURE, alternative, within=place.within)


def _table(table: Element, place: _Place) -> Iterator[ReadUnit]:
    yield from _stray(table.text, place)
    for child in table:
        if child.tag == "caption":
            yield _read(child, Kind.CAPTION, place)
        elif child.tag in (*_ROW_GROUPS, "tr"):
            yield from _rows(child, place)
        elif is_element(child):
            yield _read(child, Kind.PARAGRAPH, place)
        yield from _stray(child.tail, place)


_PARTS: Mapping[str, tuple[Container, Callable[[Element, _Place], Iterator[ReadUnit]]]] = {
    "table": ("table", _table),
    "figure": ("figure", _figure),
}


def _rows(element: Element, place: _Place) -> Iterator[ReadUnit]:
    """The units of a row or a group of rows."""
    yield from _stray(element.text, place)
    for child in element:
        if child.tag == "tr" and element.tag in _ROW_GROUPS:
            yield from _rows(child, place)
        elif child.tag in ("th", "td"):
            yield from _cell(child, place)
        elif is_element(child):
            yield _read(child, Kind.PARAGRAPH, place)
        yield from _stray(child.tail, place)


def _cell(cell: Element, place: _Place) -> Iterator[ReadUnit]:
    kind = Kind.HEADER_CELL if cell.tag == "th" else Kind.CELL
    own, below = _own_pieces(cell)
    if own:
        yield _read_pieces(own, kind, place)
    for index, unit in enumerate(_below(below, place)):
        is_first = not own and index == 0 and unit.kind is Kind.PARAGRAPH
        yield replace(unit, kind=kind) if is_first else unit


def _table_form(table: Element) -> TableForm:
    captions = [text_content(child) for child in table if child.tag == "caption"]
    groups = [child for child in table if child.tag in _ROW_GROUPS]
    rows = [row for group in (table, *groups) for row in group if row.tag == "tr"]
    return TableForm(" / ".join(captions), tuple(tuple(_cell_forms(row)) for row in rows))


def _cell_forms(row: Element) -> Iterator[CellForm]:
    for cell in row:
        if cell.tag in ("th", "td"):
            texts = tuple(unit.text for unit in _cell(cell, _Place()))
            spans = _whole(cell.get("rowspan"), 1), _whole(cell.get("colspan"), 1)
            yield CellForm(texts, *spans, is_header=cell.tag == "th")


def _own_pieces(element: Element) -> tuple[Pieces, Sequence[Element]]:
    """The text of an item or a cell, and what stands in it from its first block on."""
    children = list(element)
    first = next((n for n, c in enumerate(children) if c.tag in _BLOCKS), len(children))
    own = [(element.text, element)] if element.text else []
    own += (piece for child in children[:first] for piece in child_pieces(child))
    return own, children[first:]


def _below(children: Sequence[Element], place: _Place) -> Iterator[ReadUnit]:
    for child in children:
        if is_element(child):
            yield from _unit(child, place)
        yield from _stray(child.tail, place)


def _read(element: Element, kind: Kind, place: _Place) -> ReadUnit:
    return _read_pieces(list(text_pieces(element)), kind, place)


def _read_pieces(found: Pieces, kind: Kind, place: _Place) -> ReadUnit:
    return ReadUnit(
        kind,
        "".join(text for text, _ in found),
        languages=_languages(found),
        within=place.within,
        strong=pieces((text, _is_in(holder, _STRONG)) for text, holder in found),
        emphasis=pieces((text, _is_in(holder, _EMPHASIS)) for text, holder in found),
        notes=_references(found),
    )


def _languages(found: Pieces) -> Parts:
    """The pieces in another language than the page."""
    parts: list[tuple[str, str]] = []
    for text, holder in found:
        page = holder.getroottree().getroot().get("lang")
        html = inherited(holder, "lang") or ""
        if html != page:
            own = language_of(html)
            parts.append((own.tag if own else html, text))
    return tuple(parts)


def _is_in(holder: Element, tags: Sequence[str]) -> bool:
    """Whether a piece of text is in one of these elements; references to notes are in none."""
    around = [str(element.tag) for element in (holder, *holder.iterancestors())]
    return "sup" not in around and any(tag in around for tag in tags)


def _references(found: Pieces) -> Parts:
    """The references to notes: the label of the note that each leads to, and its own text."""
    parts: list[tuple[str, str]] = []
    for text, holder in found:
        around = [holder, *holder.iterancestors()]
        link = next((element for element in around if element.tag == "a"), None)
        if link is not None and any(element.tag == "sup" for element in around):
            labels = _note_labels(holder)
            parts.append((labels.get((link.get("href") or "").removeprefix("#"), "–"), text))
    return tuple(parts)


def _note_labels(element: Element) -> Mapping[str, str]:
    """The labels of the page's notes, by their ids."""
    lists = (e for e in elements(element.getroottree().getroot()) if e.tag == "ol")
    notes = (child for e in lists if e.get("class") == "notes" for child in e if child.tag == "li")
    return {note.get("id") or "": f"{number}" for number, note in enumerate(notes, 1)}


def _stray(text: str | None, place: _Place) -> Iterator[ReadUnit]:
    if text and text.strip(_ASCII_SPACE):
        yield ReadUnit(Kind.PARAGRAPH, text.strip(_ASCII_SPACE), within=place.within)


def _whole(text: str | None, default: int) -> int:
    try:
        return int(text) if text is not None else default
    except ValueError:
        return default
