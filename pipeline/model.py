"""The document: a briefing with its blocks and spans, as frozen values.

A translated variant is simply another `Briefing` with the same sequence of blocks. The JSON
form is in `briefing_json.py`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import ClassVar, Literal

LONGEST_TITLE = 160
"""Characters of a title, about two lines."""

NOTE_MARK = "\ufffc"
"""The one character of a span that refers to a note (OBJECT REPLACEMENT CHARACTER, Unicode
23.8). Each format shows the note's number in its place. It never stands in any other span."""

LINE_BREAK = "\n"
"""A line break inside running text."""


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of running text whose properties do not change inside it.

    `language` is a BCP 47 tag where it differs from the document's (WCAG 2.1 3.1.2). `link` is
    an absolute address (https:, mailto: or tel:) or `#` with the id of a block of the same
    document. `note` is the id of a note; then the text is `NOTE_MARK`.
    """

    text: str
    language: str | None = None
    link: str | None = None
    strong: bool = False
    emphasis: bool = False
    note: str | None = None

    def has_form_of(self, other: "Span") -> bool:
        """Whether both have the same properties, whatever their characters."""
        return (
            self.language == other.language
            and self.link == other.link
            and self.strong == other.strong
            and self.emphasis == other.emphasis
            and self.note == other.note
        )

    @property
    def is_plain(self) -> bool:
        """Whether it has no property at all."""
        return not (self.language or self.link or self.strong or self.emphasis or self.note)


Text = tuple[Span, ...]
"""Running text. Neighbouring spans of equal properties are one; no span is empty."""


def text_of(*spans: Span | str) -> Text:
    """Running text in its one normal form: equal neighbours joined, empty spans dropped."""
    groups: list[list[Span]] = []
    for item in spans:
        span = Span(item) if isinstance(item, str) else item
        if not span.text:
            continue
        last = groups[-1][-1] if groups else None
        if last and not last.note and last.has_form_of(span):
            groups[-1].append(span)
        else:
            groups.append([span])
    return tuple(_joined(group) for group in groups)


def _joined(group: list[Span]) -> Span:
    first = group[0]
    if len(group) == 1:
        return first
    text = "".join(span.text for span in group)
    return Span(text, first.language, first.link, first.strong, first.emphasis)


def plain(text: Text) -> str:
    """The characters of running text, without its properties."""
    return "".join(span.text for span in text)


def one_line(text: Text) -> str:
    """The characters on one line and without references to notes: for metadata, bookmarks."""
    return plain(text).replace(NOTE_MARK, "").replace(LINE_BREAK, " ")


@dataclass(frozen=True, slots=True)
class Heading:
    """A section heading; level 1 is the document's title, so sections begin at 2."""

    type: ClassVar[str] = "heading"
    id: str
    level: int
    text: Text


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text."""

    type: ClassVar[str] = "paragraph"
    id: str
    text: Text


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item of a list; `blocks` are what belongs to it below its first paragraph."""

    id: str
    text: Text
    blocks: tuple["Flow", ...] = ()


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A bullet or numbered list; `lead_in` is the id of the paragraph that introduces it.

    A lead-in is kept on one page with the first item. `start` is the first number of an
    ordered list. A list within a list is one of the blocks of an item.
    """

    type: ClassVar[str] = "list"
    id: str
    items: tuple[ListItem, ...]
    ordered: bool = False
    start: int = 1
    lead_in: str | None = None


Flow = Paragraph | ListBlock
"""What may stand inside a list item, a table cell, a quotation or a call-out."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table; `blocks` are empty if it has no text.

    `columns` and `rows` are how many of the table's columns and rows it spans.
    """

    id: str
    blocks: tuple[Flow, ...] = ()
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table; each row has the cells that begin in it, as in HTML.

    `header_rows` and `header_columns` count from the top and from the reading start. Every
    row of the grid is filled: spans neither overlap nor reach outside.
    """

    type: ClassVar[str] = "table"
    id: str
    rows: tuple[tuple[Cell, ...], ...]
    caption: Text = ()
    header_rows: int = 0
    header_columns: int = 0


@dataclass(frozen=True, slots=True)
class Image:
    """A picture as every format uses it: PNG or JPEG, sRGB, upright, without metadata.

    `digest` is the SHA-256 of `data` in hexadecimal digits; width and height are in pixels.
    """

    digest: str
    media_type: str
    width: int
    height: int
    data: bytes = field(repr=False, compare=False)

    @property
    def file_name(self) -> str:
        """The name under which it is published: the same picture has the same name."""
        suffix = "png" if self.media_type == "image/png" else "jpg"
        return f"{self.digest[:16]}.{suffix}"


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture. Without an alternative text it is decorative (WCAG 2.1 1.1.1).

    `alternative` is what a reader gets instead of the picture, without markup.
    """

    type: ClassVar[str] = "figure"
    id: str
    image: Image
    alternative: str = ""
    caption: Text = ()

    @property
    def is_decorative(self) -> bool:
        """Whether the picture says nothing that a reader would miss."""
        return not self.alternative


@dataclass(frozen=True, slots=True)
class Quote:
    """A block quotation."""

    type: ClassVar[Literal["quote"]] = "quote"
    id: str
    blocks: tuple[Flow, ...]


@dataclass(frozen=True, slots=True)
class Callout:
    """An important notice, set off from the text around it."""

    type: ClassVar[Literal["callout"]] = "callout"
    id: str
    blocks: tuple[Flow, ...]


@dataclass(frozen=True, slots=True)
class Separator:
    """A horizontal break between two parts of the text; it has no words."""

    type: ClassVar[str] = "separator"
    id: str


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signs: a person with or without a role, or a unit. A name is never translated."""

    id: str
    name: str
    role: Text = ()


@dataclass(frozen=True, slots=True)
class SignOff:
    """The closing of a letter: a greeting and those who sign."""

    type: ClassVar[str] = "sign_off"
    id: str
    closing: Text
    signatories: tuple[Signatory, ...]


Block = Heading | Paragraph | ListBlock | Table | Figure | Quote | Callout | Separator | SignOff


@dataclass(frozen=True, slots=True)
class Note:
    """A note to the text (footnote); its number is its place among the briefing's notes."""

    id: str
    text: Text


@dataclass(frozen=True, slots=True)
class Briefing:
    """One document in one language.

    `language` is a BCP 47 tag. Ids follow the order of the source and are the same in every
    variant: blocks `b1`, `b2`, …; what is inside a block adds a number for each step down:
    list items and signatories `b4.1`, cells `b5.ROW.NUMBER`, the blocks of an item, a cell, a
    quotation or a call-out one number more. Notes are `n1`, `n2`, … in the order in which the
    text refers to them first. `page_header` and `page_footer` are what the source repeats on
    its pages; each is read once.
    """

    language: str
    title: Text
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...] = ()
    page_header: Text = ()
    page_footer: Text = ()

    def note_number(self, identity: str) -> int:
        """The number of a note, from 1. Raises ValueError if there is no such note."""
        return [note.id for note in self.notes].index(identity) + 1

    def images(self) -> Iterator[Image]:
        """The pictures in the order of the document; one used twice comes twice."""
        return (block.image for block in self.blocks if isinstance(block, Figure))
