"""The styles of a DOCX: what each paragraph is to its reader, and how it looks.

Nothing is formatted directly, so a municipality can change the look of a file by its styles.
Body text has no colour of its own ("automatic"), so that high contrast and dark modes work.
"""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass

from pipeline.colours import WHITE, Colour, readable
from pipeline.languages import Language
from pipeline.render.ooxml import LIST_START, TWENTIETHS, Element, document_languages, w
from pipeline.style import MUTED_COLOUR, Style

NORMAL = "Normal"
TITLE = "Title"
NOTICE = "Notice"
BODY = "BodyText"
BULLET_ITEM = "ListBullet"
NUMBER_ITEM = "ListNumber"
CLOSING = "Closing"
SIGNATORY = "Signature"
HEADER = "Header"
HEADER_ISSUER = "HeaderIssuer"
HEADER_DATE = "HeaderDate"
FOOTER = "Footer"
FOOTER_PAGE = "FooterPage"
HYPERLINK = "Hyperlink"

_OWN_STYLES = (NOTICE, HEADER_ISSUER, HEADER_DATE, FOOTER_PAGE)
"""Styles that Word has no built-in style for."""

_FONTS = {"Thai": "Leelawadee UI", "Hans": "Microsoft YaHei", "Ethi": "Ebrima"}
_DEFAULT_FONT = "Arial"
"""On every computer and phone, with Latin, Cyrillic and Arabic letters of one design."""

_NATURAL_LINE = 1.15
"""The height of a single-spaced line of Arial, in font sizes; `w:line` multiplies it."""
_SINGLE_LINE = 240
_ARABIC_ENLARGEMENT = 1.15
"""Arabic letters of Arial look smaller than its Latin ones at the same size."""

_HEADING_LINE = 1.2
"""Headings are set closer than text, so that their lines hold together."""

_HAIRLINE, _RULE, _BAR = 4, 18, 36
"""Widths of border lines in eighths of a point."""


def heading(level: int) -> str:
    """The style id for a heading of that level, 2 to 9."""
    return f"Heading{level}"


def font(of: Language) -> str:
    """A font that Word has for the language's script."""
    return _FONTS.get(of.script, _DEFAULT_FONT)


@dataclass(frozen=True, slots=True)
class _Looks:
    """Builds style elements for one language and one `Style`; sizes in pt."""

    of: Language
    style: Style

    def spacing(
        self, before_pt: float = 0, after_pt: float = 0, line_height: float | None = None
    ) -> Element:
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
            w("color", val=_hex(colour)) if colour else None,
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

    def box(self, bar: Colour, background: Colour) -> Element:
        """A bar where lines begin, and padding in the colour of the background elsewhere.

        Border sides are physical, whatever the direction of the paragraph (17.3.1.6 has no
        pBdr in its list).
        """
        start = "right" if self.of.is_rtl else "left"
        sides = (
            w(side, val="single", sz=_BAR, space=8, color=_hex(bar))
            if side == start
            else w(side, val="single", sz=_HAIRLINE, space=5, color=_hex(background))
            for side in ("top", "left", "bottom", "right")
        )
        return w("pBdr", *sides)

    def rule(self, side: str, width: int, colour: Colour) -> Element:
        return w("pBdr", w(side, val="single", sz=width, space=6, color=_hex(colour)))


def styles(of: Language, style: Style) -> tuple[Element, ...]:
    """The children of `w:styles` for a document in that language."""
    looks = _Looks(of, style)
    return (
        _defaults(of),
        _normal_style(looks),
        *_heading_styles(looks),
        *_text_styles(looks),
        *_list_styles(looks),
        *_page_styles(looks),
    )


def _hex(colour: Colour) -> str:
    return colour.hex.removeprefix("#").upper()


def _defaults(of: Language) -> Element:
    name = font(of)
    properties = w(
        "rPr",
        w("rFonts", ascii=name, hAnsi=name, eastAsia=name, cs=name),
        document_languages(of, "lang"),
    )
    return w("docDefaults", w("rPrDefault", properties), w("pPrDefault"))


def _paragraph_style(
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
        customStyle=1 if identity in _OWN_STYLES else None,
    )


def _normal_style(looks: _Looks) -> Element:
    return _paragraph_style(
        (NORMAL, "Normal"),
        (w("widowControl"), looks.spacing()),
        looks.characters(looks.style.body_pt),
    )


def _heading_styles(looks: _Looks) -> Iterator[Element]:
    """Those of the title, whose outline level Word counts as 0, and of headings 2 to 6."""
    style = looks.style
    gap_pt = style.heading_gap_before_pt
    yield _heading_style(looks, (TITLE, "Title"), 0, style.title_pt, (0, gap_pt))
    for level, size_pt in enumerate(style.heading_pt, 2):
        names = heading(level), f"heading {level}"
        gaps_pt = gap_pt, style.heading_gap_after_pt
        yield _heading_style(looks, names, level - 1, size_pt, gaps_pt)


def _heading_style(
    looks: _Looks,
    names: tuple[str, str],
    outline_level: int,
    size_pt: float,
    gaps_pt: tuple[float, float],
) -> Element:
    return _paragraph_style(
        names,
        (
            w("keepNext"),
            w("keepLines"),
            looks.spacing(*gaps_pt, _HEADING_LINE),
            w("outlineLvl", val=outline_level),
        ),
        looks.characters(size_pt, looks.style.accent, bold=True),
        following=BODY,
    )


def _text_styles(looks: _Looks) -> Iterator[Element]:
    style = looks.style
    yield _paragraph_style((BODY, "Body Text"), (looks.spacing(after_pt=style.paragraph_gap_pt),))
    yield _paragraph_style(
        (NOTICE, "Notice"),
        (
            w("keepLines"),
            looks.box(style.accent, style.notice_background),
            w("shd", val="clear", color="auto", fill=_hex(style.notice_background)),
            looks.spacing(after_pt=style.paragraph_gap_pt * 2),
            looks.indents(12, 6),
        ),
        following=BODY,
    )
    yield _paragraph_style(
        (CLOSING, "Closing"),
        (w("keepNext"), w("keepLines"), looks.spacing(style.heading_gap_before_pt, 4)),
        following=SIGNATORY,
    )
    yield _paragraph_style((SIGNATORY, "Signature"), (w("keepLines"), looks.spacing(after_pt=2)))


def _list_styles(looks: _Looks) -> Iterator[Element]:
    indent = looks.style.list_indent_pt
    paragraph = (
        looks.spacing(after_pt=looks.style.paragraph_gap_pt),
        looks.indents(indent * LIST_START, hanging_pt=indent),
    )
    yield _paragraph_style((BULLET_ITEM, "List Bullet"), paragraph)
    yield _paragraph_style((NUMBER_ITEM, "List Number"), tuple(deepcopy(e) for e in paragraph))


def _page_styles(looks: _Looks) -> Iterator[Element]:
    """Styles of header, footer and links."""
    style = looks.style
    small = style.small_pt
    end = round((style.page_width_mm - 2 * style.margin_side_mm) / 25.4 * 72 * TWENTIETHS)
    to_the_end = w("tabs", w("tab", val="right", pos=end))
    yield _paragraph_style(
        (HEADER, "header"),
        (looks.rule("bottom", _HAIRLINE, style.accent), looks.spacing()),
        looks.characters(small, MUTED_COLOUR),
    )
    yield _paragraph_style(
        (HEADER_ISSUER, "Header Issuer"),
        (looks.spacing(),),
        looks.characters(style.body_pt, style.accent, bold=True),
    )
    yield _paragraph_style(
        (HEADER_DATE, "Header Date"),
        (looks.rule("bottom", _RULE, style.accent), to_the_end, looks.spacing()),
        looks.characters(small, MUTED_COLOUR),
    )
    yield _paragraph_style(
        (FOOTER, "footer"),
        (looks.rule("top", _HAIRLINE, style.accent), looks.spacing()),
        looks.characters(small, MUTED_COLOUR),
    )
    yield _paragraph_style(
        (FOOTER_PAGE, "Footer Page"),
        (looks.spacing(), w("jc", val="right")),  # the end of the line, also in bidi (17.3.1.6)
        looks.characters(small, MUTED_COLOUR),
    )
    yield _hyperlink_style(style)


def _hyperlink_style(style: Style) -> Element:
    """Links: underlined, in a shade of the accent that can be read on a notice too."""
    colour = _hex(readable(style.accent, (WHITE, style.notice_background)))
    return w(
        "style",
        w("name", val="Hyperlink"),
        w("qFormat"),
        w("rPr", w("color", val=colour), w("u", val="single")),
        type="character",
        styleId=HYPERLINK,
    )
