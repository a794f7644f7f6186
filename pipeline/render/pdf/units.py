"""The units of a document set in lines."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.errors import RenderError
from pipeline.languages import Language
from pipeline.messages import message
from pipeline.model import Text
from pipeline.reading import Kind, ReadingUnit, reading_sequence
from pipeline.render.pdf.document import Document
from pipeline.render.pdf.geometry import Area
from pipeline.render.pdf.glyphs import Line, StyledSpan, Weight
from pipeline.render.pdf.look import Look, Looks
from pipeline.render.pdf.rows import Break
from pipeline.render.pdf.text import Widths, measure_paragraph, set_paragraph

TOLERANCE_PT = 0.01
PROPORTIONAL_DIGITS = re.compile("[٠-٩۰-۹]")
"""Digits of Arabic, Persian, Dari, Pashto and Sorani, whose widths differ in the fonts."""
UNBROKEN_PT = 100_000.0
"""A width at which nothing is broken into lines."""


@dataclass(frozen=True, slots=True)
class SetUnit:
    """A reading unit set in lines; `label` is a list item's or a note's, before its indent."""

    unit: ReadingUnit
    look: Look
    area: Area
    lines: tuple[Line, ...]
    label: Line | None = None
    keep_with_next: bool = False

    @property
    def spans(self) -> Text:
        """The text as it is shown, with the numbers of notes."""
        return self.unit.text


@dataclass(slots=True)
class Units:
    """The units of a document, set one after the other in reading order."""

    document: Document
    looks: Looks
    done: list[SetUnit] = field(default_factory=list)
    _reading: dict[str, ReadingUnit] = field(init=False)

    def __post_init__(self) -> None:
        self._reading = {unit.where: unit for unit in reading_sequence(self.document)}

    @property
    def language(self) -> Language:
        """The language of the document."""
        return self.document.language

    def know(self, units: Iterable[ReadingUnit]) -> None:
        """Take units that are in no reading sequence, such as a table of contents."""
        self._reading.update((unit.where, unit) for unit in units)

    def reading(self, where: str) -> ReadingUnit:
        """The unit with the text of that id. Raises KeyError if there is none."""
        return self._reading[where]

    def set(
        self,
        where: str,
        look: Look,
        area: Area,
        *,
        after: Break = Break.ALLOWED,
    ) -> int:
        """Set a unit in an area; gives its index.

        Raises RenderError for a missing glyph, or if a word has to be broken and there is no
        room for a single letter.
        """
        unit = self._reading[where]
        width = area.width_pt - look.indent_pt - look.narrowed_pt
        is_narrow = width < look.size_pt
        if is_narrow and area.width_pt < self.measure(where, look).least_pt - TOLERANCE_PT:
            raise _no_room(where)
        lines = set_paragraph(
            styled(unit.text, self.language, look.weight, is_tabular=look.is_tabular),
            language=self.language,
            width_pt=width,
            size_pt=look.size_pt,
            where=where,
            is_justified=look.is_justified,
            is_hyphenated=look.is_hyphenated,
        )
        label = None
        if unit.label:
            label = self.label(unit, look.size_pt)
            lines = lines or (Line((), 0),)
        keep = after is Break.FORBIDDEN
        self.done.append(SetUnit(unit, look, area, lines, label, keep))
        return len(self.done) - 1

    def label(self, unit: ReadingUnit, size_pt: float) -> Line | None:
        """The bullet or number of a list item, or the raised number of a note."""
        is_raised = unit.kind is Kind.NOTE
        span = StyledSpan(unit.label, self.language.tag, is_raised=is_raised)
        return set_line((span,), self.language, size_pt, unit.where)

    def measure(self, where: str, look: Look) -> Widths:
        """How wide an area the unit needs, its indent included. Raises RenderError."""
        widths = measure_paragraph(
            styled(
                self._reading[where].text, self.language, look.weight, is_tabular=look.is_tabular
            ),
            language=self.language,
            size_pt=look.size_pt,
            where=where,
        )
        beside = look.indent_pt + look.narrowed_pt
        return Widths(widths.least_pt + beside, widths.most_pt + beside)


def _no_room(where: str) -> RenderError:
    return RenderError(
        message(
            "There is no room for the numbered list in a column this narrow; give the table fewer "
            "columns, or take the list out of it."
        ),
        where=where,
    )


def styled(
    text: Text, language: Language, weight: Weight = "regular", *, is_tabular: bool = False
) -> tuple[StyledSpan, ...]:
    """Running text as the text layer takes it: one styled span for each span.

    Strong text is bold, emphasised text italic, and what is both is both. Digits are tabular
    only where the fonts have others too, so that words of tables and of the text are shaped once.
    """

    def own(*, strong: bool, emphasis: bool) -> Weight:
        if strong or weight == "bold":
            return "bold_italic" if emphasis else "bold"
        return "italic" if emphasis else weight

    return tuple(
        StyledSpan(
            span.text,
            span.language or language.tag,
            own(strong=span.strong, emphasis=span.emphasis),
            span.note is not None,
            is_tabular and PROPORTIONAL_DIGITS.search(span.text) is not None,
        )
        for span in text
    )


def set_line(
    spans: Sequence[StyledSpan], language: Language, size_pt: float, where: str
) -> Line | None:
    """Text on one line, however long; None for no text."""
    lines = set_paragraph(
        spans, language=language, width_pt=UNBROKEN_PT, size_pt=size_pt, where=where
    )
    return lines[0] if lines else None
