"""Contrast of two colours, by the definition of WCAG 2.1."""

MINIMUM_TEXT_CONTRAST = 4.5
"""Success criterion 1.4.3, level AA, for text of any size here."""

Colour = tuple[float, float, float]
"""Red, green, blue of sRGB, 0 to 1."""


def contrast(one: Colour, other: Colour) -> float:
    """The contrast ratio, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def luminance(colour: Colour) -> float:
    """Relative luminance, 0 for black to 1 for white."""
    linear = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in colour)
    return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
