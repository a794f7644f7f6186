"""How each kind of unit looks: size, weight, colour, space and indent, from the style."""

from dataclasses import dataclass, replace

from pipeline.colours import Colour
from pipeline.languages import Language
from pipeline.reading import Kind, ReadingUnit
from pipeline.render.pdf.glyphs import Weight
from pipeline.style import TEXT_COLOUR, Style

MM = 72 / 25.4

SCRIPT_LINE_HEIGHT = {"Arab": 1.34}
"""Naskh is set larger and reaches further below the base line (0.75 of the size against 0.29)."""

SCRIPT_SIDE_MM = {"Arab": 5.0}
"""How much wider each side margin is: Arabic, whose short vowels are not written, has more
characters on a line of the same length."""

NOTICE_PADDING_PT = 10.0
NOTICE_RULE_PT = 3.0
SIGNATORY_GAP_PT = 2.0
HEADING_LINE_HEIGHT = 0.88
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

    def leading(self, size_pt: float) -> float:
        """The distance of base lines for a size of the style."""
        factor = SCRIPT_LINE_HEIGHT.get(self.language.script, 1)
        return size_pt * self.style.line_height * factor

    def of(self, unit: ReadingUnit) -> Look:
        """The look of a unit."""
        if unit.level:
            return self._heading(unit.level)
        style = self.style
        gaps = {
            Kind.NOTICE: (0.0, 0.0),
            Kind.LIST_ITEM: (style.paragraph_gap_pt / 2, style.paragraph_gap_pt / 2),
            Kind.CLOSING: (style.heading_gap_before_pt, SIGNATORY_GAP_PT * 3),
            Kind.SIGNATORY: (SIGNATORY_GAP_PT, SIGNATORY_GAP_PT),
        }
        before, after = gaps.get(unit.kind, (style.paragraph_gap_pt, style.paragraph_gap_pt))
        look = Look(
            style.body_pt,
            self.leading(style.body_pt),
            "regular",
            TEXT_COLOUR,
            before,
            after,
        )
        if unit.kind is Kind.NOTICE:
            inset = NOTICE_PADDING_PT + NOTICE_RULE_PT
            return replace(look, indent_pt=inset, narrowed_pt=NOTICE_PADDING_PT)
        return look

    def _heading(self, level: int) -> Look:
        style = self.style
        if level == 1:
            size, before, after = style.title_pt, 0.0, style.paragraph_gap_pt * 1.5
        else:
            size = style.heading_pt[min(level, len(style.heading_pt) + 1) - 2]
            before, after = style.heading_gap_before_pt, style.heading_gap_after_pt
        tighter = HEADING_LINE_HEIGHT if size > style.body_pt * 1.2 else 1
        leading = self.leading(size) * tighter
        return Look(size, leading, "bold", style.accent, before, after)
