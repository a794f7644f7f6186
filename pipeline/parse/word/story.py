"""The paragraphs, tables and drawings of a story in their order (ISO/IEC 29500-1, 17.3.1).

A story is the body, a text box, a note, a page header or a page footer.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from pipeline.messages import message
from pipeline.model import Figure, Separator, Text, text_of
from pipeline.parse.looks import without_look
from pipeline.parse.parsed import Why
from pipeline.parse.tidy import normal_spaces
from pipeline.parse.word.boxes import boxed
from pipeline.parse.word.choices import chosen_alternative
from pipeline.parse.word.drawings import Picture, Rule, Shape, TextBox, Unreadable, contents_of
from pipeline.parse.word.figures import Figures
from pipeline.parse.word.inline import InlineReader
from pipeline.parse.word.languages import with_trusted_languages
from pipeline.parse.word.line import Line
from pipeline.parse.word.names import MC, Element, W, is_on, number, value
from pipeline.parse.word.notebook import Notebook
from pipeline.parse.word.numbering import Item, Numbering
from pipeline.parse.word.package import Package
from pipeline.parse.word.styles import Role, Styles, level_role
from pipeline.parse.word.tables import read_table
from pipeline.parse.word.written import Part, Written

_TRANSPARENT = frozenset(W + name for name in ["ins", "moveTo", "customXml", "smartTag"])
_DELETED = frozenset((f"{W}del", f"{W}moveFrom"))
_EDGES = ("top", "left", "bottom", "right")
_NO_LINE = (None, "nil", "none")
_KEEPS_NUMBER = (Role.HEADING, Role.CAPTION, Role.TABLE_HEADING)
_LOOK_IS_STYLE = (Role.HEADING, Role.TITLE, Role.CAPTION, Role.QUOTE)


@dataclass(frozen=True, slots=True)
class Source:
    """What all stories of a document share."""

    package: Package
    styles: Styles
    numbering: Numbering
    notebook: Notebook
    figures: Figures


@dataclass(slots=True)
class Story:
    """Reads one story of a part, `part` being its name.

    `is_furniture` is True for page headers and footers.
    """

    source: Source
    part: str
    is_furniture: bool = False
    _inline: InlineReader = field(init=False)
    _carried: tuple[str, Line] | None = None
    """The place and content of a paragraph whose mark is deleted: the next one goes on with it."""

    def __post_init__(self) -> None:
        shared = self.source
        self._inline = InlineReader(
            shared.package, shared.styles, shared.notebook, self.part, self.is_furniture
        )

    def parts(self, container: Element) -> list[Part]:
        """Everything in a `w:body`, `w:txbxContent`, `w:footnote` or `w:hdr`, in order."""
        found = self._within(container)
        self._inline.end()
        return found

    def _within(self, container: Element) -> list[Part]:
        """Everything in a part of the story that ends for itself, such as a cell."""
        return [*self._parts(container), *self._rest()]

    def _parts(self, container: Element) -> Iterator[Part]:
        for child in container:
            if child.tag in _TRANSPARENT:
                yield from self._parts(child)
            elif handler := _HANDLERS.get(str(child.tag)):
                yield from handler(self, child)
            else:
                self._inline.read_outside(child)

    def _rest(self) -> Iterator[Part]:
        """What was carried to a next paragraph, where there is none."""
        carried, self._carried = self._carried, None
        if carried is not None:
            yield from self._finished(None, *carried)

    def _content_control(self, element: Element) -> Iterator[Part]:
        content = element.find(f"{W}sdtContent")
        if content is None:
            return
        properties = element.find(f"{W}sdtPr")
        gallery = None if properties is None else properties.find(f"{W}docPartObj")
        if value(gallery, "docPartGallery") == "Table of Contents":
            self.source.notebook.count("contents")
            self._leave_out(content, Why.CONTENTS)
        elif is_on(properties, "showingPlcHdr"):
            shown = "".join(str(text.text or "") for text in content.iter(f"{W}t"))
            self.source.notebook.placeholder(shown)
            self._leave_out(content, Why.PLACEHOLDER)
        else:
            yield from self._parts(content)

    def _leave_out(self, content: Element, why: Why) -> None:
        """Says of all text in it why it is not read; the places there can still be led to."""
        notebook = self.source.notebook
        for element in content:
            if element.tag == f"{W}t":
                notebook.remove(why, element.text or "")
            elif element.tag == f"{W}bookmarkStart":
                notebook.begin_anchor(element, f"{notebook.paragraph + 1}")
            elif element.tag == f"{MC}AlternateContent":
                if (chosen := chosen_alternative(element)) is not None:
                    self._leave_out(chosen, why)
            elif element.tag not in _DELETED:
                if element.tag == f"{W}p":
                    notebook.begin_paragraph()
                self._leave_out(element, why)

    def _alternate(self, element: Element) -> Iterator[Part]:
        chosen = chosen_alternative(element)
        return iter(()) if chosen is None else self._parts(chosen)

    def _table(self, element: Element) -> Iterator[Part]:
        yield from self._rest()
        shared = self.source
        yield from read_table(element, shared.styles, shared.notebook, self._within)

    def _deleted(self, _: Element) -> Iterator[Part]:
        self.source.notebook.count("deletions")
        return iter(())

    def _bookmark(self, element: Element) -> Iterator[Part]:
        notebook = self.source.notebook
        notebook.begin_anchor(element, f"{notebook.paragraph + 1}")
        return iter(())

    def _paragraph(self, paragraph: Element) -> Iterator[Part]:
        place = self.source.notebook.begin_paragraph()
        properties = paragraph.find(f"{W}pPr")
        role, _ = self._role(properties)
        line = self._inline.read(paragraph, value(properties, "pStyle"), role)
        if self._carried is not None:
            earlier_place, earlier = self._carried
            place = earlier_place if earlier.spans or earlier.drawings else place
            earlier.go_on(line)
            line = earlier
            self._carried = None
        if _goes_on(properties):
            self.source.notebook.count("deletions", int(_has_deleted_mark(properties)))
            self._carried = place, line
        else:
            yield from self._finished(properties, place, line)

    def _role(self, properties: Element | None) -> tuple[Role, int]:
        """By the style; a paragraph of running text may have an outline level itself."""
        role, level = self.source.styles.role(value(properties, "pStyle"))
        direct = level_role(value(properties, "outlineLvl"))
        return direct if direct and role in (Role.BODY, Role.HEADING) else (role, level)

    def _finished(self, properties: Element | None, place: str, line: Line) -> Iterator[Part]:
        role, level = self._role(properties)
        style = value(properties, "pStyle")
        item = self.source.numbering.item(properties, style)
        text = with_trusted_languages(normal_spaces(text_of(*line.spans)))
        drawn = [(drawing, self._drawn(drawing.element, place)) for drawing in line.drawings]
        before: list[Part] = []
        after: list[Part] = []
        for drawing, parts in drawn:
            for part in parts:
                # A box is beside the text that it belongs to, a picture where it was put.
                is_before = drawing.is_first and isinstance(part, Figure)
                (before if is_before and role is not Role.HEADING else after).append(part)
        yield from before
        if item is not None and not text and not drawn:
            empty = message("A list item has no text.")
            self.source.notebook.note("empty-item", empty, place)
        if role is Role.CONTENTS:
            self.source.notebook.count("contents")
        elif text:
            text = without_look(text) if role in _LOOK_IS_STYLE else text
            text = self._labelled(text, item) if role in _KEEPS_NUMBER else text
            size = line.size or self.source.styles.size(style)
            is_boxed, indent = self._is_boxed(properties), self._indent(properties, item)
            yield Written(place, text, role, level, item, indent, size, is_boxed)
        elif not line.drawings and role is Role.BODY and self._is_rule(properties):
            yield Separator(place)
        yield from after

    def _labelled(self, text: Text, item: Item | None) -> Text:
        """A numbered heading or caption with its number, which the text may refer to."""
        if item is None or item.form == "bullet" or not item.label:
            return text
        self.source.notebook.add(item.label)
        return text_of(f"{item.label} ", *text)

    def _property(self, properties: Element | None, name: str) -> Element | None:
        """A property of a paragraph or of its style."""
        direct = None if properties is None else properties.find(W + name)
        if direct is not None:
            return direct
        return self.source.styles.paragraph_element(value(properties, "pStyle"), name)

    def _is_boxed(self, properties: Element | None) -> bool:
        borders = self._property(properties, "pBdr")
        return all(value(borders, edge) not in _NO_LINE for edge in _EDGES)

    def _is_rule(self, properties: Element | None) -> bool:
        """Whether an empty paragraph is a line across the page."""
        borders = self._property(properties, "pBdr")
        return any(value(borders, edge) not in _NO_LINE for edge in ("top", "bottom"))

    def _indent(self, properties: Element | None, item: Item | None) -> int:
        """How far in from the edge the text begins, in twips.

        What the paragraph says counts most, then its list, its style, and the style's list.
        """
        direct = None if properties is None else properties.find(f"{W}ind")
        has_list = properties is not None and properties.find(f"{W}numPr") is not None
        if direct is None and item is not None and has_list:
            return item.indent
        found = self._property(properties, "ind")
        if found is None:
            return item.indent if item is not None else 0
        return number(found.get(f"{W}left") or found.get(f"{W}start"))

    def _drawn(self, drawing: Element, place: str) -> list[Part]:
        found: list[Part] = []
        notebook = self.source.notebook
        for content in contents_of(drawing):
            match content:
                case Picture() if self.is_furniture:
                    notebook.count("header-pictures")
                case Picture():
                    figure = self.source.figures.figure(content, self.part, place)
                    found.extend([figure] if figure else [])
                case TextBox(box):
                    inside = Story(self.source, self.part, self.is_furniture).parts(box)
                    found.extend(inside if self.is_furniture else boxed(inside, notebook, place))
                case Rule():
                    found.extend([] if self.is_furniture else [Separator(place)])
                case Shape():
                    notebook.count("shapes")
                case Unreadable(problem) if not self.is_furniture:
                    notebook.error("unreadable", problem, place)
        return found


_Handler = Callable[[Story, Element], Iterator[Part]]

_HANDLERS: Mapping[str, _Handler] = {
    f"{W}p": Story._paragraph,
    f"{W}tbl": Story._table,
    f"{W}sdt": Story._content_control,
    f"{W}del": Story._deleted,
    f"{W}moveFrom": Story._deleted,
    f"{W}bookmarkStart": Story._bookmark,
    f"{MC}AlternateContent": Story._alternate,
}


def _has_deleted_mark(properties: Element | None) -> bool:
    """Whether the paragraph's mark is deleted or moved away (17.13.5.15)."""
    marks = None if properties is None else properties.find(f"{W}rPr")
    if marks is None:
        return False
    return marks.find(f"{W}del") is not None or marks.find(f"{W}moveFrom") is not None


def _goes_on(properties: Element | None) -> bool:
    """Whether the next paragraph goes on in the same line: a deleted mark, or a drop cap."""
    frame = None if properties is None else properties.find(f"{W}framePr")
    is_drop_cap = frame is not None and frame.get(f"{W}dropCap") in ("drop", "margin")
    return is_drop_cap or _has_deleted_mark(properties)
