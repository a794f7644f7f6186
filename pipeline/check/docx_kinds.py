"""What a paragraph of a DOCX is to its reader, by the name of its style and where it stands."""

import re
from dataclasses import dataclass

from pipeline.check.docx_body import Placed, ReadTable
from pipeline.check.docx_reader import Paragraph, Run
from pipeline.reading import Container, Kind

_KINDS = {
    "Title": Kind.TITLE,
    "Notice": Kind.NOTICE,
    "Body Text": Kind.PARAGRAPH,
    "Closing": Kind.CLOSING,
    "Signature": Kind.SIGNATORY,
    "caption": Kind.CAPTION,
    "Figure": Kind.FIGURE,
    "Quote": Kind.PARAGRAPH,
    "Callout": Kind.PARAGRAPH,
    "Table Text": Kind.CELL,
    "Table Heading": Kind.HEADER_CELL,
    "footnote text": Kind.NOTE,
    "Header Text": Kind.PAGE_HEADER,
    "Footer Text": Kind.PAGE_FOOTER,
    **{f"heading {level}": Kind.HEADING for level in range(2, 7)},
}
"""The outline level of the style says which level a heading has."""

FIGURE, CAPTION, SEPARATOR, TABLE_END = "Figure", "caption", "Separator", "Table End"
WITHOUT_TEXT = {FIGURE, SEPARATOR, TABLE_END}

_STYLES_OF_RUNS = {
    (False, False, False): None,
    (False, True, False): "Strong",
    (False, False, True): "Emphasis",
    (False, True, True): "Intense Emphasis",
    (True, False, False): "Hyperlink",
    (True, True, False): "Hyperlink Strong",
    (True, False, True): "Hyperlink Emphasis",
    (True, True, True): "Hyperlink Intense",
}
"""By whether a run is a link, strong, emphasised."""

_IN_LIST = re.compile("(List|Table|Quote|Callout) (Bullet|Number|Continue)(?: ([2-9]))?")
_LIST: Container = "list"
_AROUND: dict[str, Container] = {"Quote": "quote", "Callout": "callout"}


@dataclass(frozen=True, slots=True)
class StyleMeaning:
    """What a style says: the kind, how deep in lists, and if its text stands in a table."""

    kind: Kind
    depth: int = 0
    around: tuple[Container, ...] = ()
    is_for_cells: bool = False

    @property
    def is_item(self) -> bool:
        """Whether it is for list items."""
        return self.kind is Kind.LIST_ITEM


def style_meaning(name: str | None) -> StyleMeaning | None:
    """None for a style of which this project makes no paragraphs that are read."""
    if match := _IN_LIST.fullmatch(name or ""):
        place, role, level = match.groups()
        kind = Kind.PARAGRAPH if role == "Continue" else Kind.LIST_ITEM
        around = (_AROUND[place],) if place in _AROUND else ()
        return StyleMeaning(kind, int(level or 1), around, place == "Table")
    kind_of_name = _KINDS.get(name or "")
    if kind_of_name is None:
        return None
    around = (_AROUND[name],) if name in _AROUND else ()
    return StyleMeaning(kind_of_name, 0, around, kind_of_name in (Kind.CELL, Kind.HEADER_CELL))


def style_of(run: Run) -> str | None:
    """The character style that a run should have for what it is."""
    if run.note:
        return "footnote reference"
    return _STYLES_OF_RUNS[bool(run.link), run.is_strong, run.is_emphasised]


def kind_of(placed: Placed) -> Kind:
    """Only the first paragraph of a cell is of the kind of cells; see `reading_sequence`."""
    meaning = style_meaning(placed.paragraph.style)
    if meaning is None:
        return Kind.PARAGRAPH
    is_further = meaning.kind in (Kind.CELL, Kind.HEADER_CELL) and not placed.is_first
    return Kind.PARAGRAPH if is_further else meaning.kind


def within(placed: Placed) -> tuple[Container, ...]:
    """The containers around a paragraph, from the outermost."""
    paragraph = placed.paragraph
    meaning = style_meaning(paragraph.style)
    if meaning is None:
        return ()
    if meaning.kind is Kind.FIGURE or is_caption_of_figure(placed):
        return ("figure",)
    table: tuple[Container, ...] = ("table",) if placed.table or is_caption_of_table(placed) else ()
    depth = paragraph.list_level + 1 if meaning.is_item else meaning.depth
    lists = (_LIST,) * depth
    return (*table, *meaning.around, *lists)


def is_caption_of_table(placed: Placed) -> bool:
    """Whether a caption stands before a table and is kept with it."""
    paragraph = placed.paragraph
    follows = isinstance(placed.after, ReadTable)
    return paragraph.style == CAPTION and paragraph.keeps_next and follows


def is_caption_of_figure(placed: Placed) -> bool:
    """Whether a caption stands after a picture that is kept with it."""
    before = placed.before
    has_picture = isinstance(before, Paragraph) and before.style == FIGURE and before.keeps_next
    return placed.paragraph.style == CAPTION and has_picture and not is_caption_of_table(placed)
