"""How each kind of unit looks: size, weight, colour, space and indent, from the style."""

from dataclasses import dataclass

from pipeline.languages import Language
from pipeline.reading import Kind, ReadingUnit
from pipeline.render.pdf.glyphs import Weight
from pipeline.render.style import TEXT_COLOUR, Colour, Style

MM = 72 / 25.4

SCRIPT_SIZE = {"Arab": 1.12}
"""Naskh letters are smaller on the body than Latin ones of the same size."""
SCRIPT_LINE_HEIGHT = {"Arab": 1.2}
"""Naskh reaches further below the base line (0.63 em against 0.29)."""

NOTICE_PADDING_PT = 10.0
NOTICE_RULE_PT = 3.0
TITLE_LINE_HEIGHT = 0.88
"""Large type needs less space between lines, as a multiple of the style's."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a unit is set. `indent_pt` is from the margin at the reading start."""

    size_pt: float
    leading_pt: float
    weight: Weight
    colour: Colour
    gap_before_pt: float = 0
    gap_after_pt: float = 0
    indent_pt: float = 0
    narrowed_pt: float = 0
    """How much narrower the lines are than what the indent leaves."""


@dataclass(frozen=True, slots=True)
class Looks:
    """The looks of a document in one language."""

    style: Style
    language: Language

    def size(self, size_pt: float) -> float:
        """A size of the style, as this language's script needs it."""
        return round(size_pt * SCRIPT_SIZE.get(self.language.script, 1), 1)

    def leading(self, size_pt: float) -> float:
        """The distance of base lines for a size of the style."""
        factor = SCRIPT_LINE_HEIGHT.get(self.language.script, 1)
        return self.size(size_pt) * self.style.line_height * factor

    def of(self, unit: ReadingUnit) -> Look:
        """The look of a unit."""
        style = self.style
        match unit.kind:
            case Kind.TITLE:
                return self._look(
                    style.title_pt, "bold", style.accent, 0, style.paragraph_gap_pt * 1.5
                )
            case Kind.HEADING:
                size = style.heading_pt[min(unit.level, len(style.heading_pt) + 1) - 2]
                before, after = style.heading_gap_before_pt, style.heading_gap_after_pt
                return self._look(size, "bold", style.accent, before, after)
            case Kind.NOTICE:
                inset = NOTICE_PADDING_PT + NOTICE_RULE_PT
                return self._look(style.body_pt, indent=inset, narrowed=NOTICE_PADDING_PT)
            case Kind.LIST_ITEM:
                gap = style.paragraph_gap_pt / 2
                return self._look(
                    style.body_pt, before=gap, after=gap, indent=style.list_indent_pt
                )
            case Kind.CLOSING:
                return self._look(style.body_pt, before=style.heading_gap_before_pt, after=6)
            case Kind.SIGNATORY:
                return self._look(style.body_pt, before=2, after=2)
            case Kind.PARAGRAPH:
                gap = style.paragraph_gap_pt
                return self._look(style.body_pt, before=gap, after=gap)

    def _look(
        self,
        size: float,
        weight: Weight = "regular",
        colour: Colour = TEXT_COLOUR,
        before: float = 0,
        after: float = 0,
        *,
        indent: float = 0,
        narrowed: float = 0,
    ) -> Look:
        leading = self.leading(size) * (TITLE_LINE_HEIGHT if size > 13 else 1)
        return Look(self.size(size), leading, weight, colour, before, after, indent, narrowed)
