"""What stands on a page around its text: masthead, running header and footer.

All of it is pagination to a screen reader (ISO 32000-1 14.8.2.2.2), never content.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.dates import date_text
from pipeline.edition import Edition
from pipeline.interface import interface
from pipeline.languages import SOURCE_TAG
from pipeline.model import plain
from pipeline.render.pdf.glyphs import Line, StyledSpan, Weight
from pipeline.render.pdf.layout import Geometry, set_line
from pipeline.render.pdf.look import MM, Looks
from pipeline.render.style import MUTED_COLOUR, Colour

HEADER = "Artifact<</Type/Pagination/Subtype/Header/Attached[/Top]>>"
FOOTER = "Artifact<</Type/Pagination/Subtype/Footer/Attached[/Bottom]>>"

BAND_MM = 3.0
"""The coloured band at the upper edge of every page."""
ISSUER_PT = 13.0
SEPARATOR = "  ·  "
GAP_PT = 14.0
MOST_PAGES = 999
"""The highest page number that the footer keeps room for."""
ELLIPSIS = "…"


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
    """What stands around the text of every page of an edition."""

    edition: Edition
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
        resident = interface(self.edition.briefing.language).resident
        text = resident("Page {page} of {pages}", page=page + 1, pages=pages)
        place = _Setter(self.edition, self.looks, self.geometry)
        line = place.line(text)
        at_end = self.geometry.end_x(line, self.edition.language)
        y = self.geometry.height - 13 * MM
        return (*self.foot, PlacedText(FOOTER, line, at_end, y, MUTED_COLOUR))


def furnish(edition: Edition, looks: Looks, geometry: Geometry) -> Furniture:
    """The furniture of an edition. Raises MissingStringError without the language's strings."""
    setter = _Setter(edition, looks, geometry)
    return Furniture(edition, looks, geometry, setter.running(), setter.first(), setter.foot())


@dataclass(frozen=True, slots=True)
class _Setter:
    edition: Edition
    looks: Looks
    geometry: Geometry

    def line(
        self,
        text: str,
        *,
        tag: str | None = None,
        weight: Weight = "regular",
        size_pt: float | None = None,
    ) -> Line:
        language = self.edition.language
        span = StyledSpan(text, tag or language.tag, weight)
        size = self.looks.size(size_pt or self.looks.style.small_pt)
        return set_line((span,), language, size, "header") or Line((), 0)

    def first(self) -> tuple[PlacedText | Rule, ...]:
        """The masthead of page 1."""
        language, accent = self.edition.language, self.looks.style.accent
        endonym = self.line(language.endonym)
        issuer = self._issuer(ISSUER_PT, endonym)
        dates = self.line(SEPARATOR.join(self._dates()))
        geometry = self.geometry
        return (
            self._band(),
            PlacedText(HEADER, issuer, geometry.start_x(issuer, language), 20 * MM, accent),
            PlacedText(HEADER, endonym, geometry.end_x(endonym, language), 20 * MM, MUTED_COLOUR),
            Rule(HEADER, geometry.side, 23.5 * MM, geometry.text_width, 1.5, accent),
            PlacedText(HEADER, dates, geometry.start_x(dates, language), 29 * MM, MUTED_COLOUR),
        )

    def running(self) -> tuple[PlacedText | Rule, ...]:
        """The header of the pages after the first."""
        language, geometry = self.edition.language, self.geometry
        endonym = self.line(language.endonym)
        issuer = self._issuer(self.looks.style.small_pt, endonym)
        room = geometry.text_width - issuer.width_pt - endonym.width_pt - 2 * GAP_PT
        title = self._shortened(plain(self.edition.briefing.title), room)
        at_title = geometry.start_x(title, language, issuer.width_pt + GAP_PT)
        y, accent = 17 * MM, self.looks.style.accent
        return (
            self._band(),
            PlacedText(HEADER, issuer, geometry.start_x(issuer, language), y, accent),
            PlacedText(HEADER, title, at_title, y, MUTED_COLOUR),
            PlacedText(HEADER, endonym, geometry.end_x(endonym, language), y, MUTED_COLOUR),
            Rule(HEADER, geometry.side, 20 * MM, geometry.text_width, 0.75, accent),
        )

    def _issuer(self, size_pt: float, beside: Line) -> Line:
        name = self.edition.issuer.name
        line = self.line(name, tag=SOURCE_TAG, weight="bold", size_pt=size_pt)
        fitting = self._fitting(line, size_pt, beside)
        return self.line(name, tag=SOURCE_TAG, weight="bold", size_pt=fitting)

    def _fitting(self, line: Line, size_pt: float, beside: Line) -> float:
        """The size, or a smaller one in which the line does not reach what is beside it."""
        room = self.geometry.text_width - beside.width_pt - GAP_PT
        return size_pt * min(1.0, room / line.width_pt) if line.width_pt else size_pt

    def foot(self) -> tuple[PlacedText | Rule, ...]:
        """The footer without the page number: whom to ask."""
        geometry, contact = self.geometry, self.edition.contact
        resident = interface(self.edition.briefing.language).resident
        number = self.line(resident("Page {page} of {pages}", page=MOST_PAGES, pages=MOST_PAGES))
        text = f"{resident('Questions?')} {contact.telephone}{SEPARATOR}{contact.email}"
        small = self.looks.style.small_pt
        line = self.line(text, size_pt=self._fitting(self.line(text), small, number))
        at_start = geometry.start_x(line, self.edition.language)
        y = geometry.height - 13 * MM
        return (
            Rule(FOOTER, geometry.side, y - 6 * MM, geometry.text_width, 0.75, self._accent()),
            PlacedText(FOOTER, line, at_start, y, MUTED_COLOUR),
        )

    def _accent(self) -> Colour:
        return self.looks.style.accent

    def _band(self) -> Rule:
        return Rule(HEADER, 0, 0, self.geometry.width, BAND_MM * MM, self._accent())

    def _dates(self) -> list[str]:
        info, language = self.edition.info, self.edition.language
        resident = interface(self.edition.briefing.language).resident
        parts = [resident("Published {date}", date=date_text(info.published, language))]
        if info.updated:
            parts.append(resident("Updated {date}", date=date_text(info.updated, language)))
        if info.version:
            parts.append(resident("Version {version}", version=info.version))
        return parts

    def _shortened(self, text: str, room_pt: float) -> Line:
        """The text, or as many of its first words as fit, with an ellipsis."""
        whole = self.line(text)
        if whole.width_pt <= room_pt:
            return whole
        words = text.split()
        low, high = 0, len(words) - 1
        while low < high:
            middle = (low + high + 1) // 2
            line = self.line(" ".join(words[:middle]) + ELLIPSIS)
            low, high = (middle, high) if line.width_pt <= room_pt else (low, middle - 1)
        return self.line(" ".join(words[:low]) + ELLIPSIS) if low else Line((), 0)
