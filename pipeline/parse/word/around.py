"""What stands around the body: footnotes and endnotes, page headers and page footers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from pipeline.messages import message
from pipeline.model import Callout, ListBlock, Note, Paragraph, Span, Table, Text, plain, text_of
from pipeline.parse.found import joined_lines
from pipeline.parse.looks import without_look
from pipeline.parse.parsed import Why
from pipeline.parse.tidy import normal_spaces
from pipeline.parse.word.inline import PAGE_NUMBER
from pipeline.parse.word.names import ENDNOTE, Element, R, W, is_on, note_identity
from pipeline.parse.word.story import Source, Story
from pipeline.parse.word.written import Part, Written

_NOTE_PARTS = (("", "footnote"), (ENDNOTE, "endnote"))

MOST_MARKS = 20
"""Bookmarks around one reference to a note."""

# "Sida 2 av 5", "Page 2", "2 (5)", "- 2 -": with the numbers goes what is only there for them.
_PAGE_LABEL = re.compile(
    r"[-–—|]? ?(?:\b(?:sida|sidan|sid\.?|s\.|page|seite|sivu)\s{0,3}:?\s{0,3})?"
    rf"{PAGE_NUMBER}(?:\s{{0,3}}(?:av|of|von|/|\()\s{{0,3}}{PAGE_NUMBER}\s{{0,3}}\)?)?"
    r"(?: ?[-–—|](?=\s|$))?",
    re.IGNORECASE,
)


def read_notes(source: Source, main: str) -> tuple[Note, ...]:
    """The notes that the text refers to, with their numbers in the file as ids."""
    found: list[Note] = []
    for prefix, kind in _NOTE_PARTS:
        part = source.package.related(main, f"/{kind}s")
        root = source.package.xml(part) if part else None
        if root is None or part is None:
            continue
        for element in root.iterchildren(f"{W}{kind}"):
            identity = f"{prefix}{element.get(f'{W}id', '')}"
            if identity in source.notebook.notes:
                source.notebook.begin_root(element)
                source.notebook.paragraph = int(source.notebook.notes[identity])
                found.append(Note(identity, _note_text(element, source, part)))
    return tuple(found)


def _note_text(element: Element, source: Source, part: str) -> Text:
    place = source.notebook.paragraph
    lines: list[Text] = []
    for read in Story(source, part).parts(element):
        if isinstance(read, Written):
            lines.append(read.text)
        else:
            reason = "A note has a table, a picture or a box; put it into the text itself."
            source.notebook.error("note", message(reason), f"{place}")
            lines.extend(_texts(read))
    source.notebook.paragraph = place
    return joined_lines(lines)


def marked_notes(body: Element) -> dict[str, str]:
    """The ids of notes by the bookmarks that stand around a reference to them."""
    found: dict[str, str] = {}
    open_marks: dict[str, str] = {}
    references = (f"{W}footnoteReference", f"{W}endnoteReference")
    for element in body.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd", *references):
        identity = element.get(f"{W}id", "")
        if element.tag == f"{W}bookmarkStart":
            open_marks[identity] = element.get(f"{W}name", "")
        elif element.tag == f"{W}bookmarkEnd":
            open_marks.pop(identity, None)
        else:
            nearest = islice(reversed(open_marks.values()), MOST_MARKS)
            found.update((name, note_identity(element)) for name in nearest)
    return found


@dataclass(frozen=True, slots=True)
class Furniture:
    """What the pages repeat."""

    header: Text = ()
    footer: Text = ()


def read_furniture(source: Source, main: str, root: Element) -> Furniture:
    """The page headers and footers of all sections, each text once, without page numbers."""
    settings_part = source.package.related(main, "/settings")
    settings = source.package.xml(settings_part) if settings_part else None
    has_even = bool(is_on(settings, "evenAndOddHeaders"))
    found: dict[str, list[str]] = {"header": [], "footer": []}
    for section in root.iter(f"{W}sectPr"):
        if next(section.iterancestors(f"{W}sectPrChange"), None) is not None:
            continue
        kinds = {"default", *(["even"] if has_even else [])}
        kinds |= {"first"} if is_on(section, "titlePg") else set()
        for name, parts in found.items():
            for reference in section.iterchildren(f"{W}{name}Reference"):
                if reference.get(f"{W}type", "default") in kinds:
                    relationship = source.package.relationships(main).get(
                        reference.get(f"{R}id", "")
                    )
                    if relationship and relationship.target not in parts:
                        parts.append(relationship.target)
    source.notebook.paragraph = 0
    read = {name: _joined(parts, source) for name, parts in found.items()}
    return Furniture(read["header"], read["footer"])


def _joined(parts: Sequence[str], source: Source) -> Text:
    lines: list[Text] = []
    seen: set[str] = set()
    for part in parts:
        root = source.package.xml(part)
        if root is None:
            continue
        source.notebook.begin_root(root)
        for line in _lines(Story(source, part, is_furniture=True).parts(root)):
            text = without_look(_without_page_numbers(line, source))
            if not text:
                continue
            if plain(text) in seen:
                source.notebook.remove(Why.FURNITURE, plain(text))
                continue
            seen.add(plain(text))
            lines.append(text)
    source.notebook.paragraph = 0
    return joined_lines(lines)


def _without_page_numbers(line: Text, source: Source) -> Text:
    characters = plain(line)
    if PAGE_NUMBER not in characters:
        return line
    source.notebook.count("page-numbers")
    for label in _PAGE_LABEL.findall(characters):
        source.notebook.remove(Why.PAGE_NUMBER, label)
    spans: list[Span] = []
    position = 0
    kept = _kept(characters)
    for span in line:
        text = "".join(c for n, c in enumerate(span.text, position) if kept[n])
        position += len(span.text)
        spans.append(Span(text, span.language, span.link, span.strong, span.emphasis, span.note))
    return normal_spaces(text_of(*spans))


def _kept(characters: str) -> Sequence[bool]:
    kept = [True] * len(characters)
    for found in _PAGE_LABEL.finditer(characters):
        kept[found.start() : found.end()] = [False] * (found.end() - found.start())
    return kept


def _lines(parts: Sequence[Part]) -> Iterator[Text]:
    for part in parts:
        if isinstance(part, Written):
            yield part.text
        else:
            yield from _texts(part)


def _texts(part: Part) -> Iterator[Text]:
    """The texts of a table or a box, row by row."""
    match part:
        case Table():
            yield part.caption
            for row in part.rows:
                for cell in row:
                    yield from _texts(Callout(cell.id, cell.blocks))
        case Callout():
            for block in part.blocks:
                if isinstance(block, Paragraph):
                    yield block.text
                elif isinstance(block, ListBlock):
                    for item in block.items:
                        yield item.text
                        yield from _texts(Callout(item.id, item.blocks))
