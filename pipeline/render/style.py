"""One place for sizes, spacing and colours; every renderer takes them from here.

Sizes are in pt, page measures in mm. Colours are checked for contrast when they are made.
"""

from dataclasses import dataclass

MINIMUM_TEXT_CONTRAST = 4.5
"""WCAG 2.1 1.4.3, level AA, for text of normal size."""


@dataclass(frozen=True, slots=True)
class Colour:
    """An opaque sRGB colour; the parts are 0-255."""

    red: int
    green: int
    blue: int

    @staticmethod
    def from_hex(text: str) -> "Colour":
        """The colour of `#rrggbb`. Raises ValueError for anything else."""
        if len(text) != 7 or text[0] != "#":
            raise ValueError(f"not a colour of the form #rrggbb: {text!r}")
        return Colour(*(int(text[i : i + 2], 16) for i in (1, 3, 5)))

    @property
    def hex(self) -> str:
        """The form `#rrggbb`."""
        return f"#{self.red:02x}{self.green:02x}{self.blue:02x}"

    @property
    def luminance(self) -> float:
        """Relative luminance, 0 for black to 1 for white (WCAG 2.1, definition)."""
        parts = (part / 255 for part in (self.red, self.green, self.blue))
        linear = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(first: Colour, second: Colour) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.1, definition)."""
    low, high = sorted((first.luminance, second.luminance))
    return (high + 0.05) / (low + 0.05)


WHITE = Colour(255, 255, 255)
TEXT_COLOUR = Colour(0x1A, 0x1A, 0x1A)
MUTED_COLOUR = Colour(0x4A, 0x4A, 0x4A)


@dataclass(frozen=True, slots=True)
class Style:
    """The look of all documents. `accent` colours rules and headings."""

    accent: Colour = Colour(0x00, 0x4B, 0x6B)
    notice_background: Colour = Colour(0xFF, 0xF4, 0xD6)

    page_width_mm: float = 210
    page_height_mm: float = 297
    margin_side_mm: float = 30
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
