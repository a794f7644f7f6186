"""Drawing a laid-out document: its pages into content streams, its units into the tag tree."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain

from pipeline.colours import Colour
from pipeline.model import Figure, Span, one_line
from pipeline.reading import Kind
from pipeline.render.pdf.artifacts import DECORATION
from pipeline.render.pdf.blocks import LABEL_GAP_PT
from pipeline.render.pdf.content import FontTable, PageContent, Rectangle, TextObject, WordTable
from pipeline.render.pdf.document import Document
from pipeline.render.pdf.furniture import Furniture, PlacedText, Rule
from pipeline.render.pdf.glyphs import Line
from pipeline.render.pdf.inline import InlineWriter
from pipeline.render.pdf.layout import Box, Fragment, Layout, Page
from pipeline.render.pdf.links import Area, link_areas
from pipeline.render.pdf.look import NOTICE_RULE_PT, QUOTE_RULE_PT, Looks
from pipeline.render.pdf.metadata import (
    Bookmark,
    write_catalog,
    write_information,
    write_outline,
    write_output_intent,
    write_xmp,
)
from pipeline.render.pdf.pdf2 import adapt
from pipeline.render.pdf.pictures import PictureTable
from pipeline.render.pdf.rows import Fill, FrameKind, Picture
from pipeline.render.pdf.standard import Standard
from pipeline.render.pdf.structure import ContentRegister, write_tree
from pipeline.render.pdf.tree import Tree, build_tree
from pipeline.render.pdf.units import SetUnit
from pipeline.render.pdf.writer import PdfFile, number
from pipeline.style import Style

UNDERLINE_PT = 0.6
UNDERLINE_DROP = 0.14
"""How far below the base line a link is underlined, in em."""


@dataclass(slots=True)
class Drawing:
    """A document while its pages are drawn one after the other."""

    document: Document
    style: Style
    layout: Layout
    furniture: Furniture
    standard: Standard
    file: PdfFile = field(init=False)
    tree: Tree = field(init=False)
    register: ContentRegister = field(init=False)
    pictures: PictureTable = field(init=False)
    figures: dict[str, Figure] = field(init=False)
    inline: InlineWriter = field(init=False)
    accent: Colour = field(init=False)
    """The colour of links and labels."""
    words: WordTable = field(default_factory=lambda: WordTable(FontTable()))
    headings: list[tuple[int, int, float]] = field(default_factory=list)
    """Unit, page and upper edge (y upwards) of the title and each heading."""

    def __post_init__(self) -> None:
        geometry = self.layout.geometry
        self.file = PdfFile((geometry.width, geometry.height), self.standard.pdf_version)
        self.tree = build_tree(self.document, self.layout.contents)
        self.register = ContentRegister(page_count=len(self.layout.pages))
        self.pictures = PictureTable(self.file)
        self.accent = Looks(self.style, self.document.language).text_accent()
        language = self.document.briefing.language
        self.inline = InlineWriter(self.file, self.register, self.layout, language, self.standard)
        blocks = self.document.briefing.blocks
        self.figures = {block.id: block for block in blocks if isinstance(block, Figure)}

    def draw(self, index: int, page: Page) -> None:
        """Draw a page and add it to the file."""
        content = PageContent()
        self.register.begin_page()
        annotations: list[str] = []
        pictures: dict[str, str] = {}
        self._furniture(content, self.furniture.header(index))
        for box in page.boxes:
            self._box(content, box)
        for fill in page.fills:
            self._fill(content, fill)
        for item in page.items:
            match item:
                case Picture():
                    name = self._picture(content, item)
                    pictures[name] = self.pictures.references[name]
                case Fragment() if item.artifact:
                    self._repeated(content, item)
                case Fragment():
                    annotations.extend(self._fragment(content, index, item))
        self._furniture(content, self.furniture.footer(index, len(self.layout.pages)))
        self.file.add_page(content.stream(), index, annotations, pictures)

    def finish(self, epoch: datetime) -> bytes:
        """Write what belongs to the whole document. Raises RenderError for a dangling link."""
        is_pdf_2 = self.standard.is_pdf_2
        if is_pdf_2:
            adapt(self.tree, self.inline.links())
        root = write_tree(self.file, self.tree.document, self.register, is_pdf_2=is_pdf_2)
        self.inline.finish(self.tree.targets if is_pdf_2 else {})
        self.words.fonts.write(self.file)
        write_catalog(self.file, self.document, root)
        bookmarks = [self._bookmark(*heading) for heading in self.headings]
        write_outline(self.file, bookmarks, is_pdf_2=is_pdf_2)
        write_xmp(self.file, self.document, epoch, self.standard)
        write_output_intent(self.file)
        if is_pdf_2:
            return self.file.to_bytes()
        return self.file.to_bytes(info=write_information(self.file, self.document, epoch))

    def _furniture(self, content: PageContent, items: Sequence[PlacedText | Rule]) -> None:
        height = self.layout.geometry.height
        for item in items:
            match item:
                case PlacedText():
                    content.text(
                        item.tag, self._line(item.line, item.x_pt, height - item.y_pt), item.colour
                    )
                case Rule():
                    y = height - item.top_pt - item.height_pt
                    area = Rectangle(item.x_pt, y, item.width_pt, item.height_pt)
                    content.rectangle(item.tag, area, item.colour)

    def _line(self, line: Line, x: float, y: float) -> TextObject:
        text = TextObject(self.words)
        for run in line.runs:
            text.show(run, x + run.x_pt, y)
        return text

    def _box(self, content: PageContent, box: Box) -> None:
        """A tinted box with a rule on the side where reading starts; a quotation's rule alone."""
        geometry = self.layout.geometry
        is_quote = box.frame.kind is FrameKind.QUOTE
        thickness = QUOTE_RULE_PT if is_quote else NOTICE_RULE_PT
        y, height = geometry.height - box.bottom_pt, box.bottom_pt - box.top_pt
        rule_x = geometry.side
        if self.document.language.is_rtl:
            rule_x = geometry.width - geometry.side - thickness
        rule = Rectangle(rule_x, y, thickness, height)
        if not is_quote:
            area = Rectangle(geometry.side, y, geometry.text_width, height)
            content.rectangle(DECORATION, area, self.style.notice_background)
        content.rectangle(DECORATION, rule, self.style.accent)

    def _fill(self, content: PageContent, fill: Fill) -> None:
        y = self.layout.geometry.height - fill.top_pt - fill.height_pt
        area = Rectangle(fill.left_pt, y, fill.width_pt, fill.height_pt)
        content.rectangle(DECORATION, area, fill.colour)

    def _picture(self, content: PageContent, picture: Picture) -> str:
        """Draw a picture; gives its resource name. A decorative one is an artifact."""
        y = self.layout.geometry.height - picture.top_pt - picture.height_pt
        area = Rectangle(picture.left_pt, y, picture.width_pt, picture.height_pt)
        name = self.pictures.name(self.figures[picture.figure].image, picture.figure)
        element = self.tree.figures.get(picture.figure)
        if element is None:
            content.picture(DECORATION, name, area)
            return name
        corners = (area.x, area.y, area.x + area.width, area.y + area.height)
        box = " ".join(map(number, corners))
        element.attributes = f"/O/Layout/Placement/Block/BBox[{box}]"
        content.picture(f"Figure<</MCID {self.register.mark(element)}>>", name, area)
        return name

    def _repeated(self, content: PageContent, fragment: Fragment) -> None:
        """Draw lines that stand elsewhere as content, with the label of a list item."""
        unit = self.layout.units[fragment.unit]
        lines, base_lines = self._lines(fragment)
        if fragment.first_line == 0 and (label := self._label_text(unit, base_lines[0])):
            content.text(fragment.artifact, label, self.accent)
        text = TextObject(self.words)
        for line, y in zip(lines, base_lines, strict=True):
            x = self._line_x(unit, line)
            for run in line.runs:
                text.show(run, x + run.x_pt, y)
        content.text(fragment.artifact, text, unit.look.colour)

    def _lines(self, fragment: Fragment) -> tuple[Sequence[Line], list[float]]:
        """The lines of a fragment and their base lines, y upwards."""
        height = self.layout.geometry.height
        base_lines = [height - y for y in fragment.base_lines_pt]
        first = fragment.first_line
        unit = self.layout.units[fragment.unit]
        return unit.lines[first : first + len(base_lines)], base_lines

    def _fragment(self, content: PageContent, page: int, fragment: Fragment) -> list[str]:
        """Draw the lines of one unit on a page; gives its annotations."""
        unit = self.layout.units[fragment.unit]
        lines, base_lines = self._lines(fragment)
        if fragment.first_line == 0:
            if unit.unit.kind in (Kind.TITLE, Kind.HEADING):
                top = base_lines[0] + unit.look.leading_pt
                self.headings.append((fragment.unit, page, top))
            self._label(content, unit, base_lines[0])
        annotations: list[str] = []
        pieces = self._pieces(unit, lines, base_lines)
        body = self.tree.texts[unit.unit.where].body
        for place, (index, text) in enumerate(pieces):
            element = self.inline.element(unit, body, index)
            mark = self.register.mark(element)
            pressed = self.inline.pressed(unit, index)
            is_first = not place or pieces[place - 1][0] not in pressed
            is_last = place + 1 == len(pieces) or pieces[place + 1][0] not in pressed
            is_edge = is_first or is_last
            areas = self._areas(unit, lines, base_lines, pressed) if is_edge else []
            if unit.spans[index].link and is_first and unit.unit.kind is not Kind.CONTENTS:
                self._underline(content, areas, unit)  # under the text, so that it covers none
            if is_last:
                annotations += (self.inline.annotation(page, unit, pressed, a) for a in areas)
            colour = self._colour(unit, unit.spans[index])
            content.text(f"{element.kind}<</MCID {mark}>>", text, colour)
        return annotations

    def _colour(self, unit: SetUnit, span: Span) -> Colour:
        if span.link or span.note:
            return unit.look.link_colour or self.accent
        return unit.look.colour

    def _pieces(
        self, unit: SetUnit, lines: Sequence[Line], base_lines: Sequence[float]
    ) -> list[tuple[int, TextObject]]:
        """One text object for each span of the unit, over its lines."""
        pieces: list[tuple[int, TextObject]] = []
        for line, y in zip(lines, base_lines, strict=True):
            x = self._line_x(unit, line)
            for run in line.runs:
                if not pieces or pieces[-1][0] != run.span:
                    pieces.append((run.span, TextObject(self.words)))
                pieces[-1][1].show(run, x + run.x_pt, y)
        return pieces

    def _line_x(self, unit: SetUnit, line: Line) -> float:
        return unit.area.line_x(line, self.document.language, unit.look.indent_pt)

    def _label(self, content: PageContent, unit: SetUnit, y: float) -> None:
        element = self.tree.texts[unit.unit.where].label
        text = self._label_text(unit, y)
        if text and element:
            mark = self.register.mark(element)
            content.text(f"Lbl<</MCID {mark}>>", text, self.accent)

    def _label_text(self, unit: SetUnit, y: float) -> TextObject | None:
        """The label of a unit, if it has one, before its text."""
        if unit.label is None:
            return None
        indent = max(unit.look.indent_pt - unit.label.width_pt - LABEL_GAP_PT, 0)
        x = unit.area.line_x(unit.label, self.document.language, indent)
        return self._line(unit.label, x, y)

    def _areas(
        self, unit: SetUnit, lines: Sequence[Line], base_lines: Sequence[float], spans: range
    ) -> list[list[Area]]:
        """Where spans can be pressed, for each line on which they stand."""
        if not spans:
            return []
        size = unit.look.size_pt
        return [
            areas
            for line, y in zip(lines, base_lines, strict=True)
            if (areas := link_areas(line, spans, self._line_x(unit, line), y, size))
        ]

    def _underline(
        self, content: PageContent, lines: Sequence[Sequence[Area]], unit: SetUnit
    ) -> None:
        for area in chain.from_iterable(lines):
            y = area.base_line - UNDERLINE_DROP * unit.look.size_pt
            line = Rectangle(area.left, y, area.right - area.left, UNDERLINE_PT)
            content.rectangle(DECORATION, line, unit.look.link_colour or self.accent)

    def _bookmark(self, index: int, page: int, top: float) -> Bookmark:
        unit = self.layout.units[index].unit
        element = self.tree.texts[unit.where].body.reference
        title = one_line(tuple(span for span in unit.text if not span.note))
        return Bookmark(title, unit.level, page, top, element)
