"""The body and footnotes of a DOCX: its paragraphs, also those in tables, in reading order."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.check.docx_package import Element, Package, W, is_on, value, whole
from pipeline.check.docx_reader import Paragraph, Reader
from pipeline.model import NOTE_MARK

FOOTNOTES = "word/footnotes.xml"
_MOST_COLUMNS = 200


@dataclass(frozen=True, slots=True)
class ReadCell:
    """A cell with the column where it begins, from 0, and the paragraphs that stand in it.

    `is_continued` is whether it goes on into the next row; `goes_on` whether it is what a cell
    of the row above goes on into.
    """

    column: int
    columns: int
    paragraphs: tuple[Paragraph, ...]
    is_continued: bool
    goes_on: bool
    has_shade: bool
    element: Element


@dataclass(frozen=True, slots=True)
class ReadTable:
    """The rows of a table as they stand in the file, and for each whether it is marked as a
    header row; `element` is the `w:tbl`."""

    rows: tuple[tuple[ReadCell, ...], ...]
    marked_rows: tuple[bool, ...]
    element: Element

    def looks(self, name: str) -> bool:
        """Whether its style has that conditional look, such as `firstColumn`."""
        look = self.element.find(f"{W}tblPr/{W}tblLook")
        return value(look, name) == "1"

    def height(self, row: int, cell: ReadCell) -> int:
        """How many rows a cell spans that begins in that row."""
        count = 1
        for below in self.rows[row + 1 :]:
            if not any(c.goes_on and _are_one(c, cell) for c in below):
                break
            count += 1
        return count

    def is_header(self, row: int, cell: ReadCell) -> bool:
        """Whether a cell is one that heads others, by the marks of its row and of the table.

        Word has a mark for the first column only; the cells of a second one have a shade.
        """
        in_columns = self.looks("firstColumn") and (cell.column == 0 or cell.has_shade)
        return self.marked_rows[row] or in_columns


@dataclass(frozen=True, slots=True)
class Placed:
    """A paragraph of the body with what is around it.

    `cell` is the row's number and the cell of `table`, `is_first` whether nothing stands before
    it there; `before` and `after` are its neighbours outside of tables.
    """

    paragraph: Paragraph
    table: ReadTable | None = None
    cell: tuple[int, ReadCell] | None = None
    is_first: bool = False
    before: "Paragraph | ReadTable | None" = None
    after: "Paragraph | ReadTable | None" = None


@dataclass(frozen=True, slots=True)
class ReadNote:
    """A footnote. `number` is empty if no text refers to it, `label` also if it does not show
    its number."""

    number: str
    label: str
    paragraph: Paragraph


def read_body(reader: Reader, body: Element) -> tuple[Paragraph | ReadTable, ...]:
    """The paragraphs and tables of the body."""
    section = f"{W}sectPr"
    return tuple(
        _table(reader, child) if child.tag == f"{W}tbl" else reader.paragraph(child)
        for child in body
        if child.tag != section
    )


def _table(reader: Reader, element: Element) -> ReadTable:
    rows = element.findall(f"{W}tr")
    marked = tuple(is_on(row.find(f"{W}trPr/{W}tblHeader")) for row in rows)
    return ReadTable(tuple(tuple(_cells(reader, row)) for row in rows), marked, element)


def _cells(reader: Reader, row: Element) -> Iterator[ReadCell]:
    column = 0
    for cell in row.findall(f"{W}tc"):
        properties = cell.find(f"{W}tcPr")
        span = None if properties is None else properties.find(f"{W}gridSpan")
        merge = None if properties is None else properties.find(f"{W}vMerge")
        columns = min(max(1, whole(value(span), 1)), _MOST_COLUMNS)
        begins = merge is None or value(merge) == "restart"
        paragraphs = tuple(reader.paragraph(p) for p in cell if p is not properties)
        has_shade = properties is not None and properties.find(f"{W}shd") is not None
        yield ReadCell(column, columns, paragraphs, merge is not None, not begins, has_shade, cell)
        column += columns


def _are_one(one: ReadCell, other: ReadCell) -> bool:
    return other.is_continued and (one.column, one.columns) == (other.column, other.columns)


def placed(body: tuple[Paragraph | ReadTable, ...]) -> Iterator[Placed]:
    """Every paragraph in reading order: the cells of tables row by row."""
    around = (None, *body, None)
    for before, item, after in zip(around, body, around[2:], strict=False):
        if isinstance(item, Paragraph):
            yield Placed(item, before=before, after=after)
            continue
        for number, row in enumerate(item.rows):
            for cell in row:
                for index, paragraph in enumerate(cell.paragraphs):
                    yield Placed(paragraph, item, (number, cell), index == 0)


def read_notes(
    reader: Reader, package: Package
) -> tuple[tuple[ReadNote, ...], tuple[Paragraph, ...]]:
    """The footnotes in the order of their numbers, and the lines that part them from the text."""
    notes: list[ReadNote] = []
    lines: list[Paragraph] = []
    for element in package.parts.get(FOOTNOTES, ()):
        number = reader.references.numbers.get(value(element, "id") or "", "")
        for child in element:
            paragraph = reader.paragraph(child)
            if value(element, "type") is None:
                notes.append(_note(number, paragraph))
            else:
                lines.append(paragraph)
    notes.sort(key=lambda note: (not note.number, whole(note.number, 0)))
    return tuple(notes), tuple(lines)


def _note(number: str, paragraph: Paragraph) -> ReadNote:
    """Without the mark and the space that a note begins with, if it does."""
    beginning = [run.text for run in paragraph.runs[:2]]
    if beginning != [NOTE_MARK, " "]:
        return ReadNote(number, "", paragraph)
    return ReadNote(number, number, replace(paragraph, runs=paragraph.runs[2:]))
