"""Rules for the blocks of a DOCX: styles, empty paragraphs, lists, pictures, breaks, notes."""

from collections.abc import Iterable, Iterator

from pipeline.check.compare_figures import ImageForm, pixels
from pipeline.check.docx_body import FOOTNOTES, Placed, ReadTable
from pipeline.check.docx_document import Observation, ReadDocument, shown_text
from pipeline.check.docx_drawing import Picture
from pipeline.check.docx_kinds import (
    FIGURE,
    SEPARATOR,
    TABLE_END,
    WITHOUT_TEXT,
    style_meaning,
    style_of,
)
from pipeline.check.docx_package import Element, W, value
from pipeline.check.docx_reader import Paragraph
from pipeline.messages import message
from pipeline.model import (
    Block,
    Callout,
    Figure,
    Heading,
    Image,
    ListBlock,
    Quote,
    Separator,
    Table,
)
from pipeline.reading import Kind
from pipeline.style import Style

_STYLE = Style()
_WIDEST = (_STYLE.page_width_mm - 2 * _STYLE.margin_side_mm) / 25.4 * 1440
_TALLEST = (_STYLE.page_height_mm - _STYLE.margin_top_mm - _STYLE.margin_bottom_mm) / 25.4 * 1440
"""The text area of a page, in twentieths of a point."""
_DISTORTION = 0.02
_NOTE_LINES = ["separator", "continuationSeparator"]


def empty(document: ReadDocument) -> Iterator[Observation]:
    """No paragraph stands for space. Some must be there without text: a cell needs one, and
    two tables one between them."""
    allowed = {id(item.paragraph) for item in document.body if _may_be_empty(item)}
    allowed |= {id(line) for line in document.note_lines}
    for place, paragraph in document.places():
        is_empty = not shown_text(paragraph).strip() and not paragraph.pictures
        if is_empty and not paragraph.unknown and id(paragraph) not in allowed:
            yield "empty-paragraph", place, message("This paragraph is empty.")


def _may_be_empty(item: Placed) -> bool:
    style = item.paragraph.style
    if item.cell:
        is_alone = len(item.cell[1].paragraphs) == 1
        return is_alone and style in ("Table Text", "Table Heading")
    if style == TABLE_END:
        is_needed = item.after is None or isinstance(item.after, ReadTable)
        return isinstance(item.before, ReadTable) and is_needed
    return style == SEPARATOR


def styles(document: ReadDocument) -> Iterator[Observation]:
    """Each paragraph has the style of something that is read, and that of its place."""
    for number, item in enumerate(document.body, 1):
        paragraph, place = item.paragraph, f"paragraph {number}"
        meaning = style_meaning(paragraph.style)
        if meaning is None and paragraph.style not in WITHOUT_TEXT and not paragraph.unknown:
            name = paragraph.style or "–"
            reason = message("“{name}” is not the style of anything that is read.", name=name)
            yield "style", place, reason
        elif meaning and meaning.is_for_cells != (item.table is not None):
            yield "style", place, message("This is a style for another place.")
        if bool(paragraph.pictures) != (paragraph.style == FIGURE) or (
            paragraph.pictures and (paragraph.text or len(paragraph.pictures) > 1)
        ):
            reason = message("A picture does not stand alone, in the style for pictures.")
            yield "figure", place, reason


def spaces(document: ReadDocument) -> Iterator[Observation]:
    """Space is a matter of styles, but a table has none after it: what follows has it before."""
    allowed = {id(p.paragraph) for p in document.body if isinstance(p.before, ReadTable)}
    for place, paragraph in document.places():
        if paragraph.space_before is not None and id(paragraph) not in allowed:
            yield "style", place, message("This paragraph has a space of its own.")


def styles_of_runs(document: ReadDocument) -> Iterator[Observation]:
    """Links, references to notes, strong and emphasised text have the style that says so."""
    for place, paragraph in document.places():
        for run in paragraph.runs:
            if run.style != style_of(run):
                name = run.style or "–"
                reason = message("“{text}” has the style “{name}”.", text=run.text, name=name)
                yield "style", place, reason


def lists(document: ReadDocument) -> Iterator[Observation]:
    """Each list of the briefing has a number of its own, and no other block has one."""
    lists_of_items = {
        item.id: block.id
        for block in inner_lists(document.edition.briefing.blocks)
        for item in block.items
    }
    owners: dict[str, str] = {}
    blocks = {unit.where for unit in document.expected}
    for place, paragraph in document.places():
        block, number = lists_of_items.get(place), paragraph.list_number
        meaning = style_meaning(paragraph.style)
        if block and not paragraph.label:
            yield "list", place, message("This list item has no bullet or number of Word's own.")
        elif number and place in blocks and owners.setdefault(number, block or place) != block:
            yield "list", place, message("This list goes on with the numbers of another one.")
        if number and meaning and meaning.is_item and meaning.depth != paragraph.list_level + 1:
            yield "list", place, message("The style of this list item is that of another level.")


def inner_lists(blocks: Iterable[Block]) -> Iterator[ListBlock]:
    """Every list, also those in lists, cells, quotations and call-outs."""
    for block in blocks:
        match block:
            case ListBlock():
                yield block
                for item in block.items:
                    yield from inner_lists(item.blocks)
            case Quote() | Callout():
                yield from inner_lists(block.blocks)
            case Table():
                for row in block.rows:
                    for cell in row:
                        yield from inner_lists(cell.blocks)
            case _:
                pass


def keep_with_next(document: ReadDocument) -> Iterator[Observation]:
    """Headings, lead-ins, captions of tables and header rows stand with what follows them."""
    blocks = document.edition.briefing.blocks
    keeps = {"title"} | {b.id for b in blocks if isinstance(b, Heading)}
    keeps |= {b.lead_in for b in inner_lists(blocks) if b.lead_in}
    keeps |= {f"{b.id}.caption" for b in blocks if isinstance(b, Table) and b.caption}
    for place, item in document.body_places():
        is_in_header = item.table and item.cell and item.table.marked_rows[item.cell[0]]
        before_caption = item.paragraph.style == FIGURE and _has_caption(item)
        needs = place in keeps or is_in_header or before_caption
        if needs and not item.paragraph.keeps_next:
            reason = message("A page break may part this from what follows.")
            yield "keep-with-next", place, reason


def _has_caption(item: Placed) -> bool:
    after = item.after
    if not isinstance(after, Paragraph):
        return False
    meaning = style_meaning(after.style)
    return meaning is not None and meaning.kind is Kind.CAPTION and not after.keeps_next


def breaks(document: ReadDocument) -> Iterator[Observation]:
    """Separators and decorative pictures, which have no words, stand where they should."""
    expected = list(_wanted_breaks(document))
    found: list[tuple[str, int]] = []
    read = 1 if document.edition.briefing.page_header else 0
    for item in document.body:
        if shown_text(item.paragraph):
            read += 1
        elif item.paragraph.style in (SEPARATOR, FIGURE):
            found.append((item.paragraph.style, read))
    if expected != found:
        reason = message("A separator or a decorative picture is missing or in another place.")
        yield "order", "document", reason


def _wanted_breaks(document: ReadDocument) -> Iterator[tuple[str, int]]:
    """The styles of what has no words, each with the number of units before it."""
    owners = [unit.where.split(".")[0] for unit in document.expected]
    blocks = document.edition.briefing.blocks
    order = [block.id for block in blocks]
    before = len([o for o in owners if (o not in order and o in _FIRST) or o.startswith("notice")])
    for block in blocks:
        if isinstance(block, Separator):
            yield SEPARATOR, before
        elif isinstance(block, Figure) and block.is_decorative:
            yield FIGURE, before
        before += owners.count(block.id)


_FIRST = ("header", "title")


def figures(document: ReadDocument) -> Iterator[Observation]:
    """Each picture is shown as it is: not distorted, within the page, with the block's name."""
    blocks = [b for b in document.edition.briefing.blocks if isinstance(b, Figure)]
    shown = read_pictures(document)
    numbers = [picture.number for picture in shown]
    for block, picture in zip(blocks, shown, strict=False):
        if picture.name != block.id or numbers.count(picture.number) > 1:
            reason = message("The number or name of the picture is that of another one.")
            yield "figure", block.id, reason
        if _is_distorted(picture, block.image):
            reason = message("The picture is shown distorted, or larger than the page allows.")
            yield "figure", block.id, reason


def _is_distorted(picture: Picture, image: Image) -> bool:
    shape = picture.width * image.height, picture.height * image.width
    is_like = abs(shape[0] - shape[1]) <= _DISTORTION * max(shape) + image.width + image.height
    fits = picture.width <= _WIDEST + 20 and picture.height <= _TALLEST
    return not (is_like and fits and picture.sizes_agree)


def read_pictures(document: ReadDocument) -> list[Picture]:
    """The pictures of the body, in order."""
    return [picture for item in document.body for picture in item.paragraph.pictures]


def image_forms_read(document: ReadDocument) -> tuple[ImageForm, ...]:
    """The pictures as `compare_figures` takes them."""
    files = {name: pixels(data) for name, data in document.package.media.items()}
    shown = read_pictures(document)
    return tuple(ImageForm(picture.alternative, files.get(picture.part)) for picture in shown)


def notes(document: ReadDocument) -> Iterator[Observation]:
    """Lines part the footnotes from the text, of two kinds."""
    lines = [
        (value(footnote, "type"), *(f"{W}{kind}" for kind in _NOTE_LINES if _has(footnote, kind)))
        for footnote in document.package.parts.get(FOOTNOTES, ())
        if value(footnote, "type")
    ]
    wanted = [(kind, W + kind) for kind in _NOTE_LINES] if document.edition.briefing.notes else []
    if lines != wanted:
        reason = message("The lines between text and notes are missing, or other ones.")
        yield "note", FOOTNOTES, reason


def _has(element: Element, name: str) -> bool:
    return element.find(f".//{W}{name}") is not None
