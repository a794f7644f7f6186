"""From an edition to a PDF file that is PDF 1.7, PDF/UA-1 and PDF/A-2a at once."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from pipeline.edition import Edition
from pipeline.model import Span, plain
from pipeline.reading import Kind
from pipeline.render.pdf.content import FontTable, PageContent, Rectangle, TextObject, WordTable
from pipeline.render.pdf.furniture import Furniture, PlacedText, Rule, furnish
from pipeline.render.pdf.glyphs import Line
from pipeline.render.pdf.layout import Box, Fragment, Layout, Page, SetUnit, lay_out
from pipeline.render.pdf.links import Area, link_areas, write_annotation
from pipeline.render.pdf.look import NOTICE_RULE_PT, Looks
from pipeline.render.pdf.metadata import (
    Bookmark,
    write_catalog,
    write_metadata,
    write_outline,
)
from pipeline.render.pdf.structure import (
    Annotation,
    ContentRegister,
    Element,
    UnitElements,
    build_tree,
    write_tree,
)
from pipeline.render.pdf.writer import PdfFile
from pipeline.style import Style

DECORATION = "Artifact<</Type/Layout>>"
UNDERLINE_PT = 0.6
UNDERLINE_DROP = 0.14
"""How far below the base line a link is underlined, in em."""


def render_pdf(edition: Edition, style: Style, *, epoch: datetime) -> bytes:
    """The PDF of an edition; the same input gives the same bytes.

    `epoch` is the time of creation in the metadata. Raises RenderError, which names the
    block, for a character without a glyph, and MissingStringError for a language whose own
    strings (page numbers, dates) are not translated.
    """
    with _garbage_kept():
        layout = lay_out(edition, style)
        furniture = furnish(edition, Looks(style, edition.language), layout.geometry)
        document = _Drawing(edition, style, layout, furniture)
        for index, page in enumerate(layout.pages):
            document.draw(index, page)
        return document.finish(epoch)


@contextmanager
def _garbage_kept() -> Iterator[None]:
    """No search for cyclic garbage meanwhile.

    A long document makes a million small values that all live until its end; looking through
    them again and again took a third of the time, and there is nothing to find.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@dataclass(slots=True)
class _Drawing:
    """A document while its pages are drawn one after the other."""

    edition: Edition
    style: Style
    layout: Layout
    furniture: Furniture
    file: PdfFile = field(init=False)
    tree: Element = field(init=False)
    elements: tuple[UnitElements, ...] = field(init=False)
    register: ContentRegister = field(init=False)
    words: WordTable = field(default_factory=lambda: WordTable(FontTable()))
    inline: dict[tuple[int, int], Element] = field(default_factory=dict)
    """The Span or Link of each unit's span that has one."""
    headings: list[tuple[int, int, float]] = field(default_factory=list)
    """Unit, page and upper edge (y upwards) of the title and each heading."""

    def __post_init__(self) -> None:
        geometry = self.layout.geometry
        self.file = PdfFile((geometry.width, geometry.height))
        self.tree, self.elements = build_tree(self.edition)
        self.register = ContentRegister(page_count=len(self.layout.pages))

    def draw(self, index: int, page: Page) -> None:
        """Draw a page and add it to the file."""
        content = PageContent()
        self.register.begin_page()
        annotations: list[str] = []
        self._furniture(content, self.furniture.header(index))
        if page.box:
            self._box(content, page.box)
        for fragment in page.fragments:
            annotations.extend(self._fragment(content, index, fragment))
        self._furniture(content, self.furniture.footer(index, len(self.layout.pages)))
        self.file.add_page(content.stream(), index, annotations)

    def finish(self, epoch: datetime) -> bytes:
        """Write what belongs to the whole document."""
        self.words.fonts.write(self.file)
        write_catalog(self.file, self.edition, write_tree(self.file, self.tree, self.register))
        write_outline(self.file, [self._bookmark(*heading) for heading in self.headings])
        return self.file.to_bytes(info=write_metadata(self.file, self.edition, epoch))

    def _furniture(self, content: PageContent, items: Sequence[PlacedText | Rule]) -> None:
        height = self.layout.geometry.height
        for item in items:
            match item:
                case PlacedText():
                    text = TextObject(self.words)
                    for run in item.line.runs:
                        text.show(run, item.x_pt + run.x_pt, height - item.y_pt)
                    content.text(item.tag, text, item.colour)
                case Rule():
                    y = height - item.top_pt - item.height_pt
                    area = Rectangle(item.x_pt, y, item.width_pt, item.height_pt)
                    content.rectangle(item.tag, area, item.colour)

    def _box(self, content: PageContent, box: Box) -> None:
        """The tinted box of the notices, with a rule on the side where reading starts."""
        geometry = self.layout.geometry
        y, height = geometry.height - box.bottom_pt, box.bottom_pt - box.top_pt
        rule_x = geometry.side
        if self.edition.language.is_rtl:
            rule_x = geometry.width - geometry.side - NOTICE_RULE_PT
        area = Rectangle(geometry.side, y, geometry.text_width, height)
        rule = Rectangle(rule_x, y, NOTICE_RULE_PT, height)
        content.rectangle(DECORATION, area, self.style.notice_background)
        content.rectangle(DECORATION, rule, self.style.accent)

    def _fragment(self, content: PageContent, page: int, fragment: Fragment) -> list[str]:
        """Draw the lines of one unit on a page; gives its annotations."""
        unit = self.layout.units[fragment.unit]
        height = self.layout.geometry.height
        base_lines = [height - y for y in fragment.base_lines_pt]
        if fragment.first_line == 0:
            if unit.unit.kind in (Kind.TITLE, Kind.HEADING):
                top = base_lines[0] + unit.look.leading_pt
                self.headings.append((fragment.unit, page, top))
            self._label(content, fragment.unit, base_lines[0])
        annotations: list[str] = []
        lines = unit.lines[fragment.first_line : fragment.first_line + len(base_lines)]
        for span, text in self._pieces(unit, lines, base_lines):
            element = self._element(fragment.unit, span)
            number = self.register.mark(element)
            link = unit.spans[span].link
            colour = self.style.accent if link else unit.look.colour
            if link:
                for areas in self._link_areas(unit, lines, base_lines, span):
                    self._underline(content, areas, unit)  # under the text, so that it covers none
                    annotations.append(self._annotation(page, element, unit.spans[span], areas))
            content.text(f"{element.kind}<</MCID {number}>>", text, colour)
        return annotations

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
        return self.layout.geometry.start_x(line, self.edition.language, unit.look.indent_pt)

    def _label(self, content: PageContent, index: int, y: float) -> None:
        unit, element = self.layout.units[index], self.elements[index].label
        if unit.label is None or element is None:
            return
        geometry, language = self.layout.geometry, self.edition.language
        gap = unit.look.indent_pt - unit.label.width_pt - 6
        x = geometry.start_x(unit.label, language, max(gap, 0))
        text = TextObject(self.words)
        for run in unit.label.runs:
            text.show(run, x + run.x_pt, y)
        number = self.register.mark(element)
        content.text(f"Lbl<</MCID {number}>>", text, self.style.accent)

    def _element(self, unit: int, span: int) -> Element:
        """The element that a span's content belongs to: its own, or the unit's."""
        body = self.elements[unit].body
        properties = self.layout.units[unit].spans[span]
        own = self.edition.briefing.language
        language = properties.language if properties.language != own else None
        if not (properties.link or language):
            return body
        found = self.inline.get((unit, span))
        if found is None:
            found = body.append("Link" if properties.link else "Span", language=language)
            self.inline[unit, span] = found
        return found

    def _link_areas(
        self, unit: SetUnit, lines: Sequence[Line], base_lines: Sequence[float], span: int
    ) -> list[list[Area]]:
        return [
            areas
            for line, y in zip(lines, base_lines, strict=True)
            if (areas := link_areas(line, span, self._line_x(unit, line), y, unit.look.size_pt))
        ]

    def _underline(self, content: PageContent, areas: Sequence[Area], unit: SetUnit) -> None:
        for area in areas:
            y = area.base_line - UNDERLINE_DROP * unit.look.size_pt
            line = Rectangle(area.left, y, area.right - area.left, UNDERLINE_PT)
            content.rectangle(DECORATION, line, self.style.accent)

    def _annotation(self, page: int, element: Element, span: Span, areas: Sequence[Area]) -> str:
        key = self.register.annotation_key(element)
        reference = write_annotation(self.file, span, areas, key)
        element.children.append(Annotation(page, reference))
        return reference

    def _bookmark(self, index: int, page: int, top: float) -> Bookmark:
        unit = self.layout.units[index].unit
        element = self.elements[index].body.reference
        return Bookmark(plain(unit.text), unit.level, page, top, element)
