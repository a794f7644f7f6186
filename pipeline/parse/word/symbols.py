"""Characters that Word keeps as a place in a symbol font, and small raised or lowered digits."""

from collections.abc import Mapping

_PRIVATE = 0xF000
"""Symbol fonts stand here in the private use area: F000 and the byte of the character."""

_SYMBOL: Mapping[int, str] = {
    0x2D: "−", 0x57: "Ω", 0x61: "α", 0x62: "β", 0x67: "γ", 0x64: "δ", 0x6C: "λ", 0x6D: "µ",
    0x70: "π", 0x71: "θ", 0x73: "σ", 0x44: "Δ", 0x53: "Σ", 0xA3: "≤", 0xA5: "∞", 0xAB: "↔",
    0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥",
    0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xBC: "…", 0xD7: "·", 0xDE: "⇒",
    0xE2: "®", 0xE3: "©", 0xE4: "™",
}  # fmt: skip
_WINGDINGS: Mapping[int, str] = {
    0x21: "✏", 0x22: "✂", 0x28: "☎", 0x29: "✆", 0x2A: "✉", 0x46: "☞", 0x4A: "☺", 0x4B: "😐",
    0x4C: "☹", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x76: "❖", 0x77: "◆", 0x9F: "•",
    0xA7: "▪", 0xA8: "◻", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔",
    0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑", 0xB7: "•",
}  # fmt: skip

_FONTS: Mapping[str, Mapping[int, str]] = {"symbol": _SYMBOL, "wingdings": _WINGDINGS}

_SUPERSCRIPTS = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
_SUBSCRIPTS = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")


def is_symbol_font(font: str | None) -> bool:
    """Whether a font shows signs in the places of letters."""
    name = (font or "").strip().lower()
    return name in _FONTS or name.startswith(("wingdings", "webdings", "zapfdingbats"))


def symbol(font: str | None, code: int) -> str | None:
    """The character that a symbol font shows for a code; None if it is not known."""
    table = _FONTS.get((font or "").strip().lower())
    place = code - _PRIVATE if code >= _PRIVATE else code
    if table is None and not is_symbol_font(font) and code < _PRIVATE:
        return chr(code)
    return table.get(place) if table else None


def raised(text: str, position: str) -> str | None:
    """The text as small characters of Unicode, if there are such for all of it.

    `position` is `superscript` or `subscript`, as in `w:vertAlign`.
    """
    if position not in ("superscript", "subscript"):
        return text
    found = text.translate(_SUPERSCRIPTS if position == "superscript" else _SUBSCRIPTS)
    is_whole = all(new != old or old.isspace() for new, old in zip(found, text, strict=True))
    return found if is_whole else None
