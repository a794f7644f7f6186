"""Colours and their contrast, for every step that makes or judges something to look at."""

from collections.abc import Iterable
from colorsys import hls_to_rgb, rgb_to_hls
from dataclasses import dataclass

MINIMUM_TEXT_CONTRAST = 4.5
"""WCAG 2.1 1.4.3, level AA, for text of normal size."""

MINIMUM_NON_TEXT_CONTRAST = 3.0
"""WCAG 2.1 1.4.11, level AA, for what shows a control or its focus."""

_STEPS = 64
_SATURATION_LOSS = 0.6


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

    def mixed(self, other: "Colour", share: float) -> "Colour":
        """This colour with a share of 0 to 1 of another one, mixed part by part in sRGB."""
        pairs = (
            (self.red, other.red),
            (self.green, other.green),
            (self.blue, other.blue),
        )
        return Colour(*(round(a + (b - a) * share) for a, b in pairs))


WHITE = Colour(255, 255, 255)
BLACK = Colour(0, 0, 0)


def contrast(first: Colour, second: Colour) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.1, definition)."""
    low, high = sorted((first.luminance, second.luminance))
    return (high + 0.05) / (low + 0.05)


def readable(
    colour: Colour, backgrounds: Iterable[Colour], minimum: float = MINIMUM_TEXT_CONTRAST
) -> Colour:
    """The nearest shade of a colour that has the contrast on all the backgrounds.

    The hue stays; the lightness goes up on dark backgrounds and down on light ones, only as
    far as needed, and takes some of the saturation with it, so that a strong colour does not
    glare. Raises ValueError if even white or black is not enough.
    """
    behind = tuple(backgrounds)
    dark = all(contrast(WHITE, b) >= contrast(BLACK, b) for b in behind)
    for step in range(_STEPS + 1):
        shade = _shade(colour, 1.0 if dark else 0.0, step / _STEPS)
        if all(contrast(shade, b) >= minimum for b in behind):
            return shade
    raise ValueError(f"no shade of {colour.hex} has contrast {minimum} on all backgrounds")


def _shade(colour: Colour, lightness: float, share: float) -> Colour:
    """The colour, a share of the way to that lightness."""
    hue, own, saturation = rgb_to_hls(colour.red / 255, colour.green / 255, colour.blue / 255)
    moved = own + (lightness - own) * share
    parts = hls_to_rgb(hue, moved, saturation * (1 - _SATURATION_LOSS * share))
    return Colour(*(round(part * 255) for part in parts))
