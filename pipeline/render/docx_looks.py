"""How styles of a DOCX look: fonts, sizes, spacing, borders, for one language and `Style`."""

from dataclasses import dataclass

from pipeline.colours import Colour
from pipeline.languages import Language
from pipeline.render.docx_names import BUILT_IN, NORMAL
from pipeline.render.ooxml import TWENTIETHS, Element, w
from pipeline.style import Style

_FONTS = {"Thai": "Leelawadee UI", "Hans": "Microsoft YaHei", "Ethi": "Ebrima"}
_DEFAULT_FONT = "Arial"
"""On every computer and phone, with Latin, Cyrillic and Arabic letters of one design."""

_NATURAL_LINE = 1.15
"""The height of a single-spaced line of Arial, in font sizes; `w:line` multiplies it."""
_SINGLE_LINE = 240
_ARABIC_ENLARGEMENT = 1.15
"""Arabic letters of Arial look smaller than its Latin ones at the same size."""

HEADING_LINE = 1.2
"""Headings are set closer than text, so that their lines hold together."""

HAIRLINE, RULE, BAR = 4, 18, 36
"""Widths of border lines in eighths of a point."""


def font(of: Language) -> str:
    """A font that Word has for the language's script."""
    return _FONTS.get(of.script, _DEFAULT_FONT)


def hex_of(colour: Colour) -> str:
    """Six hexadecimal digits, as attributes have them."""
    return colour.hex.removeprefix("#").upper()


@dataclass(frozen=True, slots=True)
class Looks:
    """Builds style elements for one language and one `Style`; sizes in pt."""

    of: Language
    style: Style

    def spacing(
        self, before_pt: float = 0, after_pt: float = 0, line_height: float | None = None
    ) -> Element:
        """`w:spacing`; `line_height` is in font sizes, the style's if it is None."""
        height = line_height or self.style.line_height
        line = round(_SINGLE_LINE * height / _NATURAL_LINE)
        return w(
            "spacing",
            before=round(before_pt * TWENTIETHS),
            after=round(after_pt * TWENTIETHS),
            line=line,
            lineRule="auto",
        )

    def characters(
        self, size: float | None = None, colour: Colour | None = None, *, bold: bool = False
    ) -> Element:
        """`w:rPr` with the complex script's twins of weight and size."""
        larger = _ARABIC_ENLARGEMENT if self.of.script == "Arab" else 1
        return w(
            "rPr",
            w("b") if bold else None,
            w("bCs") if bold else None,
            w("color", val=hex_of(colour)) if colour else None,
            w("sz", val=round(size * 2)) if size else None,
            w("szCs", val=round(size * 2 * larger)) if size else None,
        )

    def indents(self, start_pt: float, end_pt: float = 0, hanging_pt: float = 0) -> Element:
        """Word reads left as the side where a line of the paragraph begins (17.3.1.6)."""
        return w(
            "ind",
            left=round(start_pt * TWENTIETHS),
            right=round(end_pt * TWENTIETHS) or None,
            hanging=round(hanging_pt * TWENTIETHS) or None,
        )

    @property
    def start_side(self) -> str:
        """Where lines begin, as a side of the page."""
        return "right" if self.of.is_rtl else "left"

    def box(self, bar: Colour, background: Colour, space_pt: int = 8) -> Element:
        """A bar where lines begin, so far from them, and padding elsewhere.

        Border sides are physical, whatever the direction of the paragraph (17.3.1.6 has no
        pBdr in its list).
        """
        sides = (
            w(side, val="single", sz=BAR, space=space_pt, color=hex_of(bar))
            if side == self.start_side
            else w(side, val="single", sz=HAIRLINE, space=5, color=hex_of(background))
            for side in ("top", "left", "bottom", "right")
        )
        return w("pBdr", *sides)

    def rule(self, side: str, width: int, colour: Colour, space_pt: int = 6) -> Element:
        """A line at one side of a paragraph; the width is in eighths of a point."""
        return w("pBdr", w(side, val="single", sz=width, space=space_pt, color=hex_of(colour)))


def paragraph_style(
    names: tuple[str, str],
    paragraph: tuple[Element, ...],
    characters: Element | None = None,
    *,
    following: str | None = None,
) -> Element:
    """A paragraph style; `names` are its id and the name that Word knows it by."""
    identity, name = names
    based_on = NORMAL if identity != NORMAL else None
    return w(
        "style",
        w("name", val=name),
        w("basedOn", val=based_on) if based_on else None,
        w("next", val=following) if following else None,
        w("qFormat"),
        w("pPr", *paragraph),
        characters,
        type="paragraph",
        styleId=identity,
        default=None if based_on else 1,
        customStyle=None if identity in BUILT_IN else 1,
    )
