"""What stands on a page around its text: masthead, running header and footer.

All of it is pagination to a screen reader (ISO 32000-1 14.8.2.2.2), never content. The
source's own page header and footer stand with it, and are read once.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.colours import Colour
from pipeline.errors import RenderError
from pipeline.messages import message
from pipeline.model import one_line
from pipeline.render.pdf.artifacts import FOOTER, HEADER
from pipeline.render.pdf.document import Document
from pipeline.render.pdf.geometry import Geometry
from pipeline.render.pdf.glyphs import Line, StyledSpan, Weight
from pipeline.render.pdf.itemize import graphemes
from pipeline.render.pdf.look import MM, OWN_FOOT_GAP_PT, Looks
from pipeline.render.pdf.text import set_paragraph
from pipeline.render.pdf.units import set_line
from pipeline.style import MUTED_COLOUR

BAND_MM = 3.0
"""The coloured band at the upper edge of every page."""
ISSUER_PT = 13.0
SEPARATOR = "  ·  "
GAP_PT = 14.0
LEAST_GAP_PT = 6.0
"""Between texts that have no other place than beside each other."""
TOLERANCE_PT = 0.01
MOST_CONTACT_LINES = 3
MOST_PAGES = 999
"""The highest page number that the footer keeps room for."""
ELLIPSIS = "…"
TITLE_LINES = 2
"""Of the title in the running header; a longer one is shortened."""
RUNNING_RULE_MM = 26.0
"""How far down the page the rule under the running header stands."""
FACTS_MM = 29.0
"""How far down the first page the base line of the masthead's last line is."""
FOOT_MM = 13.0
"""How far up the page the base line of the footer is."""
FOOT_RULE_MM = 6.0
"""How far above it the rule over the footer is."""


@dataclass(frozen=True, slots=True)
class PlacedText:
    """A line of an artifact; `y_pt` is its base line, downwards from the page's edge."""

    tag: str
    line: Line
    x_pt: float
    y_pt: float
    colour: Colour


@dataclass(frozen=True, slots=True)
class Rule:
    """A filled rectangle of an artifact; `top_pt` runs downwards."""

    tag: str
    x_pt: float
    top_pt: float
    width_pt: float
    height_pt: float
    colour: Colour


@dataclass(frozen=True, slots=True)
class Furniture:
    """What stands around the text of every page of a document."""

    document: Document
    looks: Looks
    geometry: Geometry
    running: tuple[PlacedText | Rule, ...]
    first: tuple[PlacedText | Rule, ...]
    foot: tuple[PlacedText | Rule, ...]

    def header(self, page: int) -> Sequence[PlacedText | Rule]:
        """What stands above the text of a page, counted from 0."""
        return self.running if page else self.first

    def footer(self, page: int, pages: int) -> Sequence[PlacedText | Rule]:
        """What stands below the text of a page, counted from 0."""
        text = self.document.page_number.format(page=page + 1, pages=pages)
        place = _Setter(self.document, self.looks, self.geometry)
        line = place.line(text, "page_number")
        at_end = self.geometry.end_x(line, self.document.language)
        y = self.geometry.height - FOOT_MM * MM
        return (*self.foot, PlacedText(FOOTER, line, at_end, y, MUTED_COLOUR))


def head_lines_pt(geometry: Geometry) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """The base lines of the source's page header, on the first page and on the others.

    They are the last ones above the text.
    """
    row = geometry.head_row
    running = (RUNNING_RULE_MM - 2.5) * MM + geometry.head_drop
    count = range(geometry.head_lines)
    return (
        tuple(FACTS_MM * MM + (index + 1) * row for index in count),
        tuple(running + (index + 1) * row for index in count),
    )


def foot_lines_pt(geometry: Geometry) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """The base lines of the source's page footer, the first ones below the rule."""
    lines = tuple(
        _foot_rule_pt(geometry) + OWN_FOOT_GAP_PT + (index + 1) * geometry.foot_row
        for index in range(geometry.foot_lines)
    )
    return lines, lines


def _foot_rule_pt(geometry: Geometry) -> float:
    above = (FOOT_MM + FOOT_RULE_MM) * MM + geometry.foot_rise
    return geometry.height - above - geometry.own_foot(geometry.foot_lines)


def furnish(document: Document, looks: Looks, geometry: Geometry) -> Furniture:
    """The furniture of a document. Raises RenderError for what has no glyph or is too long."""
    setter = _Setter(document, looks, geometry)
    return Furniture(document, looks, geometry, setter.running(), setter.first(), setter.foot())


@dataclass(frozen=True, slots=True)
class _Setter:
    document: Document
    looks: Looks
    geometry: Geometry

    def line(
        self,
        text: str,
        where: str,
        *,
        tag: str | None = None,
        weight: Weight = "regular",
        size_pt: float | None = None,
    ) -> Line:
        language = self.document.language
        span = StyledSpan(text, tag or language.tag, weight)
        size = size_pt or self.looks.style.small_pt
        return set_line((span,), language, size, where) or Line((), 0)

    def first(self) -> tuple[PlacedText | Rule, ...]:
        """The masthead of page 1."""
        language, accent = self.document.language, self.looks.style.accent
        geometry = self.geometry
        issuer = self._issuer()
        endonym = self.line(language.endonym, "language")
        dates = self.line(self.document.dated, "dated")
        beside = self._fits(issuer, endonym)
        self._check_room("issuer", issuer)
        self._check_room("dated", dates, *(() if beside else (endonym,)))
        facts = FACTS_MM * MM
        at_end = geometry.end_x(endonym, language), 20 * MM if beside else facts
        return (
            self._band(),
            PlacedText(HEADER, issuer, geometry.start_x(issuer, language), 20 * MM, accent),
            PlacedText(HEADER, endonym, *at_end, MUTED_COLOUR),
            Rule(HEADER, geometry.side, 23.5 * MM, geometry.text_width, 1.5, accent),
            PlacedText(HEADER, dates, geometry.start_x(dates, language), facts, MUTED_COLOUR),
        )

    def _fits(self, *lines: Line, gap_pt: float = GAP_PT) -> bool:
        """Whether lines can stand beside each other."""
        needed = sum(line.width_pt for line in lines) + gap_pt * (len(lines) - 1)
        return needed <= self.geometry.text_width + TOLERANCE_PT

    def _check_room(self, where: str, *lines: Line) -> None:
        """Raises RenderError if lines that must stand beside each other cannot."""
        if not self._fits(*lines, gap_pt=LEAST_GAP_PT):
            raise _too_long(where)

    def _issuer(self) -> Line:
        """The issuer's name in the masthead, smaller if it is long."""

        def line(size_pt: float) -> Line:
            name = self.document.issuer
            return self.line(
                name, "issuer", tag=self.document.issuer_language, weight="bold", size_pt=size_pt
            )

        large = line(ISSUER_PT)
        share = self.geometry.text_width / max(large.width_pt, 1)
        return large if share >= 1 else line(max(ISSUER_PT * share, self.looks.style.small_pt))

    def running(self) -> tuple[PlacedText | Rule, ...]:
        """The header of the pages after the first.

        It has all the facts of the masthead and the title, on each page alike (ISO 14289-1
        7.8), so that a page that is printed alone still says what it is and how old.
        """
        language, geometry, accent = self.document.language, self.geometry, self._accent()
        tag = self.document.issuer_language
        issuer = self.line(self.document.issuer, "issuer", tag=tag, weight="bold")
        facts = self.line(f"{self.document.dated}{SEPARATOR}{language.endonym}", "dated")
        self._check_room("dated", facts)
        titles = self._title_lines()
        beside = self._fits(issuer, facts)
        rule_top = RUNNING_RULE_MM * MM + geometry.head_drop
        y = rule_top - 2.5 * MM - (len(titles) + (not beside)) * geometry.head_row
        placed: list[PlacedText | Rule] = [
            self._band(),
            PlacedText(HEADER, issuer, geometry.start_x(issuer, language), y, accent),
        ]
        if beside:
            x = geometry.end_x(facts, language)
        else:
            x, y = geometry.start_x(facts, language), y + geometry.head_row
        placed.append(PlacedText(HEADER, facts, x, y, MUTED_COLOUR))
        for title in titles:
            y += geometry.head_row
            x = geometry.start_x(title, language)
            placed.append(PlacedText(HEADER, title, x, y, MUTED_COLOUR))
        top = rule_top + geometry.head_lines * geometry.head_row
        rule = Rule(HEADER, geometry.side, top, geometry.text_width, 0.75, accent)
        return (*placed, rule)

    def foot(self) -> tuple[PlacedText | Rule, ...]:
        """The footer without the page number: whom to ask, on two lines if it is long."""
        geometry, contact = self.geometry, self.document.contact
        most = self.document.page_number.format(page=MOST_PAGES, pages=MOST_PAGES)
        number = self.line(most, "page_number")
        self._check_room("page_number", number)
        lines = [self.line(SEPARATOR.join(contact), "contact")]
        if not self._fits(lines[0], number):
            parts = [part + SEPARATOR for part in contact[:-1]] + list(contact[-1:])
            lines = [self.line(part, "contact") for part in parts]
            if len(lines) > MOST_CONTACT_LINES:
                raise _too_long("contact")
        for line in lines:
            self._check_room("contact", line, number)
        y = geometry.height - FOOT_MM * MM
        first = y - geometry.foot_row / 2 * (len(lines) - 1)
        texts = (
            PlacedText(
                FOOTER,
                line,
                geometry.start_x(line, self.document.language),
                first + index * geometry.foot_row,
                MUTED_COLOUR,
            )
            for index, line in enumerate(lines)
        )
        top = _foot_rule_pt(geometry)
        rule = Rule(FOOTER, geometry.side, top, geometry.text_width, 0.75, self._accent())
        return (rule, *texts)

    def _accent(self) -> Colour:
        return self.looks.style.accent

    def _band(self) -> Rule:
        return Rule(HEADER, 0, 0, self.geometry.width, BAND_MM * MM, self._accent())

    def _title_lines(self) -> tuple[Line, ...]:
        """The title, or as many of its first words as fit, with an ellipsis.

        A word that is too long itself is shortened.
        """
        title = one_line(self.document.briefing.title)
        whole = self._lines(title)
        if len(whole) <= TITLE_LINES:
            return whole
        return self._shortened(title.split(" "), " ") or self._shortened(graphemes(title), "")

    def _shortened(self, parts: Sequence[str], joint: str) -> tuple[Line, ...]:
        """The lines of as many first parts as fit; none if not even the first one does."""
        low, high = 0, len(parts) - 1
        while low < high:
            middle = (low + high + 1) // 2
            fits = len(self._lines(joint.join(parts[:middle]) + ELLIPSIS)) <= TITLE_LINES
            low, high = (middle, high) if fits else (low, middle - 1)
        return self._lines(joint.join(parts[:low]) + ELLIPSIS) if low else ()

    def _lines(self, text: str) -> tuple[Line, ...]:
        language = self.document.language
        return set_paragraph(
            (StyledSpan(text, language.tag),),
            language=language,
            width_pt=self.geometry.text_width,
            size_pt=self.looks.style.small_pt,
            where="title",
        )


def _too_long(where: str) -> RenderError:
    return RenderError(
        message("The text is too long for the head or foot of a page; shorten it."), where=where
    )
