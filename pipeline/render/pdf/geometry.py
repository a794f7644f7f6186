"""The measures of a page, and the areas in which lines are set.

Distances are in pt; y runs downwards from the upper edge of the page.
"""

from dataclasses import dataclass, replace

from pipeline.languages import Language
from pipeline.render.pdf.glyphs import Line
from pipeline.render.pdf.look import (
    FOOT_ROW_PT,
    HEAD_ROW_PT,
    MM,
    OWN_FOOT_GAP_PT,
    SCRIPT_ROWS,
    SCRIPT_SIDE_MM,
    type_script,
)
from pipeline.style import Style

FIRST_PAGE_HEAD_MM = 7.0
"""How much lower the text begins on the first page, under the masthead."""
HEAD_ROWS = 3
"""The lines of a running header, beside its first one."""


@dataclass(frozen=True, slots=True)
class Area:
    """A part of the page's width in which lines stand; `left_pt` is from the page's edge."""

    left_pt: float
    width_pt: float

    def line_x(self, line: Line, language: Language, indent_pt: float = 0) -> float:
        """The left edge of a line that begins at the reading start, after an indent."""
        return self.start_x(line.width_pt, language, indent_pt)

    def start_x(self, width_pt: float, language: Language, indent_pt: float = 0) -> float:
        """The left edge of something of this width that begins at the reading start."""
        if language.is_rtl:
            return self.left_pt + self.width_pt - indent_pt - width_pt
        return self.left_pt + indent_pt


@dataclass(frozen=True, slots=True)
class Geometry:
    """The measures of a page in pt; `top` and `bottom` bound the text.

    `head_lines` and `foot_lines` are the lines of the source's own page header and footer,
    which make room for themselves. `head_row` and `foot_row` are the distances of base lines in
    headers and footers; where they are larger than in Latin script, the text begins by
    `head_drop` lower after the first page and ends by `foot_rise` higher.
    """

    width: float
    height: float
    side: float
    top: float
    first_top: float
    bottom: float
    head_lines: int = 0
    foot_lines: int = 0
    head_row: float = HEAD_ROW_PT
    foot_row: float = FOOT_ROW_PT

    @property
    def head_drop(self) -> float:
        """How much lower than in Latin script the running header ends."""
        return (self.head_row - HEAD_ROW_PT) * HEAD_ROWS

    @property
    def foot_rise(self) -> float:
        """How much higher than in Latin script the footer begins."""
        return self.foot_row - FOOT_ROW_PT

    @staticmethod
    def of(style: Style, language: Language) -> "Geometry":
        """The measures of a style for the script of a language."""
        script = type_script(language)
        rows = SCRIPT_ROWS.get(script, 1.0)
        height = style.page_height_mm * MM
        top = style.margin_top_mm * MM
        latin = Geometry(
            style.page_width_mm * MM,
            height,
            (style.margin_side_mm + SCRIPT_SIDE_MM.get(script, 0)) * MM,
            top,
            top + FIRST_PAGE_HEAD_MM * MM,
            height - style.margin_bottom_mm * MM,
        )
        own = replace(latin, head_row=HEAD_ROW_PT * rows, foot_row=FOOT_ROW_PT * rows)
        return replace(own, top=top + own.head_drop, bottom=latin.bottom - own.foot_rise)

    def with_own_lines(self, head_lines: int, foot_lines: int) -> "Geometry":
        """The same page with room for the lines of the source's page header and footer."""
        return replace(
            self,
            top=self.top + head_lines * self.head_row,
            first_top=self.first_top + head_lines * self.head_row,
            bottom=self.bottom - self.own_foot(foot_lines),
            head_lines=head_lines,
            foot_lines=foot_lines,
        )

    def own_foot(self, lines: int) -> float:
        """The height of the source's own page footer."""
        return lines * self.foot_row + OWN_FOOT_GAP_PT if lines else 0

    @property
    def text_width(self) -> float:
        """The width between the side margins."""
        return self.width - 2 * self.side

    @property
    def text_height(self) -> float:
        """The height between the margins, on the pages after the first."""
        return self.bottom - self.top

    @property
    def area(self) -> Area:
        """All of the width between the side margins."""
        return Area(self.side, self.text_width)

    def start_x(self, line: Line, language: Language, indent_pt: float = 0) -> float:
        """The left edge of a line that begins at the reading start, after an indent."""
        if language.is_rtl:
            return self.width - self.side - indent_pt - line.width_pt
        return self.side + indent_pt

    def end_x(self, line: Line, language: Language) -> float:
        """The left edge of a line that ends at the reading end."""
        return self.side if language.is_rtl else self.width - self.side - line.width_pt
