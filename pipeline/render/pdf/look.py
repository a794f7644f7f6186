"""How each kind of unit looks: size, weight, colour, space and indent, from the style."""

from dataclasses import dataclass, replace

from pipeline.colours import WHITE, Colour
from pipeline.languages import Language
from pipeline.reading import Kind, ReadingUnit
from pipeline.render.pdf.glyphs import Weight
from pipeline.style import MUTED_COLOUR, TEXT_COLOUR, Style

MM = 72 / 25.4

SCRIPT_LINE_HEIGHT = {"Arab": 1.34}
"""Naskh is set larger and reaches further below the base line (0.75 of the size against 0.29)."""

SCRIPT_SIDE_MM = {"Arab": 5.0}
"""How much wider each side margin is: Arabic, whose short vowels are not written, has more
characters on a line of the same length."""

NOTICE_PADDING_PT = 10.0
NOTICE_RULE_PT = 3.0
QUOTE_RULE_PT = 2.0
QUOTE_INDENT_PT = 16.0
SIGNATORY_GAP_PT = 2.0
HEADING_LINE_HEIGHT = 0.88
"""Large type needs less space between lines, as a multiple of the style's."""
HEAD_ROW_PT = 12.0
"""The distance of base lines in headers."""
FOOT_ROW_PT = 11.0
"""The same in footers."""
OWN_FOOT_GAP_PT = 3.0
"""Space above the source's own page footer, beside the distance of lines."""
NOTE_PT = 9.5
"""The size of the notes below the text."""
NOTE_GAP_PT = 3.0
CAPTION_GAP_PT = 5.0
CONTENTS_GAP_PT = 2.0
"""Between entries of the table of contents."""
HAIRLINE_PT = 0.5

TABLE_TINT = 0.9
"""The share of white in the colour under a table's header rows."""
HAIRLINE_TINT = 0.55
"""The share of white in the colour of hairlines."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a unit is set. `indent_pt` is from its area's edge at the reading start.

    `link_colour` is the style's accent if it is None.
    """

    size_pt: float
    leading_pt: float
    weight: Weight
    colour: Colour
    gap_before_pt: float = 0
    gap_after_pt: float = 0
    indent_pt: float = 0
    narrowed_pt: float = 0
    """How much narrower the lines are than what the indent leaves."""
    link_colour: Colour | None = None


@dataclass(frozen=True, slots=True)
class Looks:
    """The looks of a document in one language."""

    style: Style
    language: Language

    def leading(self, size_pt: float) -> float:
        """The distance of base lines for a size of the style."""
        factor = SCRIPT_LINE_HEIGHT.get(self.language.script, 1)
        return size_pt * self.style.line_height * factor

    @property
    def hairline(self) -> Colour:
        """The colour of rules that part rows or blocks."""
        return MUTED_COLOUR.mixed(WHITE, HAIRLINE_TINT)

    @property
    def header_tint(self) -> Colour:
        """The colour under the header rows of a table."""
        return self.style.accent.mixed(WHITE, TABLE_TINT)

    def of(self, unit: ReadingUnit) -> Look:
        """The look of a unit."""
        if unit.level:
            return self._heading(unit.level)
        style = self.style
        gaps = {
            Kind.NOTICE: (0.0, 0.0),
            Kind.LIST_ITEM: (style.paragraph_gap_pt / 2, style.paragraph_gap_pt / 2),
            Kind.CAPTION: (CAPTION_GAP_PT, CAPTION_GAP_PT),
            Kind.CLOSING: (style.heading_gap_before_pt, SIGNATORY_GAP_PT * 3),
            Kind.SIGNATORY: (SIGNATORY_GAP_PT, SIGNATORY_GAP_PT),
            Kind.NOTE: (NOTE_GAP_PT, NOTE_GAP_PT),
            Kind.CONTENTS: (CONTENTS_GAP_PT, CONTENTS_GAP_PT),
        }
        sizes = {
            Kind.NOTE: NOTE_PT,
            Kind.PAGE_HEADER: style.small_pt,
            Kind.PAGE_FOOTER: style.small_pt,
        }
        muted = (Kind.CAPTION, Kind.PAGE_HEADER, Kind.PAGE_FOOTER)
        before, after = gaps.get(unit.kind, (style.paragraph_gap_pt, style.paragraph_gap_pt))
        size = sizes.get(unit.kind, style.body_pt)
        look = Look(
            size,
            self.leading(size),
            "regular",
            MUTED_COLOUR if unit.kind in muted else TEXT_COLOUR,
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
