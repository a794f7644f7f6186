"""One place for sizes, spacing and colours; every renderer takes them from here.

Sizes are in pt, page measures in mm. The settings check the contrast of the accent.
"""

from dataclasses import dataclass
from typing import Literal

from pipeline.colours import Colour

TEXT_COLOUR = Colour(0x1A, 0x1A, 0x1A)
MUTED_COLOUR = Colour(0x4A, 0x4A, 0x4A)
ACCENT_COLOUR = Colour(0x00, 0x4B, 0x6B)
NOTICE_COLOUR = Colour(0xFF, 0xF4, 0xD6)


@dataclass(frozen=True, slots=True)
class Style:
    """The look of all documents. `accent` colours rules and headings."""

    accent: Colour = ACCENT_COLOUR
    notice_background: Colour = NOTICE_COLOUR

    page_width_mm: float = 210
    page_height_mm: float = 297
    margin_side_mm: float = 35
    """Lines of 60 to 75 characters in Latin script (WCAG 2.1 1.4.8: at most 80)."""
    margin_top_mm: float = 32
    margin_bottom_mm: float = 25

    body_pt: float = 11
    title_pt: float = 20
    heading_pt: tuple[float, ...] = (15, 13, 12, 11, 11)
    """For levels 2 to 6."""
    small_pt: float = 9
    """Header and footer."""
    line_height: float = 1.4
    """Distance of base lines, in multiples of the font size."""
    paragraph_gap_pt: float = 8
    heading_gap_before_pt: float = 16
    heading_gap_after_pt: float = 4
    list_indent_pt: float = 18

    alignment: Literal["ragged", "justified"] = "ragged"
    """How lines of running text end in a PDF. Headings, captions and tables are always ragged, and
    so is a line whose spaces would become too wide."""
    hyphenation: bool = False
    """Whether long words are divided at a line's end in a PDF. A word that is wider than its
    column is divided in any case."""
