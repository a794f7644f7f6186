"""The styles of a DOCX: what each paragraph is to its reader, and how it looks.

Nothing is formatted directly, so a municipality can change the look of a file by its styles.
Body text has no colour of its own ("automatic"), so that high contrast and dark modes work.
"""

from collections.abc import Collection, Iterator

from pipeline.languages import Language
from pipeline.render import docx_names as named
from pipeline.render.docx_block_styles import block_styles, link_look, list_style
from pipeline.render.docx_looks import (
    HAIRLINE,
    HEADING_LINE,
    RULE,
    Looks,
    font,
    hex_of,
    paragraph_style,
)
from pipeline.render.ooxml import TWENTIETHS, Element, document_languages, w
from pipeline.style import MUTED_COLOUR, Style


def styles(of: Language, style: Style, used: Collection[str]) -> tuple[Element, ...]:
    """The children of `w:styles` for a document in that language.

    `used` are the ids that the document has. Those of a plain text are always there.
    """
    looks = Looks(of, style)
    return (
        _defaults(of),
        _normal_style(looks),
        *_heading_styles(looks),
        *_text_styles(looks),
        *_list_styles(looks),
        *_page_styles(looks),
        *block_styles(looks, used),
    )


def _defaults(of: Language) -> Element:
    name = font(of)
    properties = w(
        "rPr",
        w("rFonts", ascii=name, hAnsi=name, eastAsia=name, cs=name),
        document_languages(of, "lang"),
    )
    return w("docDefaults", w("rPrDefault", properties), w("pPrDefault"))


def _normal_style(looks: Looks) -> Element:
    return paragraph_style(
        (named.NORMAL, "Normal"),
        (w("widowControl"), looks.spacing()),
        looks.characters(looks.style.body_pt),
    )


def _heading_styles(looks: Looks) -> Iterator[Element]:
    """Those of the title, whose outline level Word counts as 0, and of headings 2 to 6."""
    style = looks.style
    gap_pt = style.heading_gap_before_pt
    yield _heading_style(looks, (named.TITLE, "Title"), 0, style.title_pt, (0, gap_pt))
    for level, size_pt in enumerate(style.heading_pt, 2):
        names = named.heading(level), f"heading {level}"
        gaps_pt = gap_pt, style.heading_gap_after_pt
        yield _heading_style(looks, names, level - 1, size_pt, gaps_pt)


def _heading_style(
    looks: Looks,
    names: tuple[str, str],
    outline_level: int,
    size_pt: float,
    gaps_pt: tuple[float, float],
) -> Element:
    return paragraph_style(
        names,
        (
            w("keepNext"),
            w("keepLines"),
            looks.spacing(*gaps_pt, HEADING_LINE),
            w("outlineLvl", val=outline_level),
        ),
        looks.characters(size_pt, looks.style.accent, bold=True),
        following=named.BODY,
    )


def _text_styles(looks: Looks) -> Iterator[Element]:
    style = looks.style
    yield paragraph_style(
        (named.BODY, "Body Text"), (looks.spacing(after_pt=style.paragraph_gap_pt),)
    )
    yield paragraph_style(
        (named.NOTICE, "Notice"),
        (
            w("keepLines"),
            looks.box(style.accent, style.notice_background),
            w("shd", val="clear", color="auto", fill=hex_of(style.notice_background)),
            looks.spacing(after_pt=style.paragraph_gap_pt * 2),
            looks.indents(12, 6),
        ),
        following=named.BODY,
    )
    yield paragraph_style(
        (named.CLOSING, "Closing"),
        (w("keepNext"), w("keepLines"), looks.spacing(style.heading_gap_before_pt, 4)),
        following=named.SIGNATORY,
    )
    yield paragraph_style(
        (named.SIGNATORY, "Signature"), (w("keepLines"), looks.spacing(after_pt=2))
    )


def _list_styles(looks: Looks) -> Iterator[Element]:
    yield list_style(looks, named.IN_TEXT, 0, ordered=False)
    yield list_style(looks, named.IN_TEXT, 0, ordered=True)


def _page_styles(looks: Looks) -> Iterator[Element]:
    """Styles of header, footer and links."""
    style = looks.style
    small = style.small_pt
    end = round((style.page_width_mm - 2 * style.margin_side_mm) / 25.4 * 72 * TWENTIETHS)
    to_the_end = w("tabs", w("tab", val="right", pos=end))
    yield paragraph_style(
        (named.HEADER, "header"),
        (looks.rule("bottom", HAIRLINE, style.accent), looks.spacing()),
        looks.characters(small, MUTED_COLOUR),
    )
    yield paragraph_style(
        (named.HEADER_ISSUER, "Header Issuer"),
        (looks.spacing(),),
        looks.characters(style.body_pt, style.accent, bold=True),
    )
    yield paragraph_style(
        (named.HEADER_DATE, "Header Date"),
        (looks.rule("bottom", RULE, style.accent), to_the_end, looks.spacing()),
        looks.characters(small, MUTED_COLOUR),
    )
    yield paragraph_style(
        (named.FOOTER, "footer"),
        (looks.rule("top", HAIRLINE, style.accent), looks.spacing()),
        looks.characters(small, MUTED_COLOUR),
    )
    yield paragraph_style(
        (named.FOOTER_PAGE, "Footer Page"),
        (looks.spacing(), w("jc", val="right")),  # the end of the line, also in bidi (17.3.1.6)
        looks.characters(small, MUTED_COLOUR),
    )
    yield _hyperlink_style(looks)


def _hyperlink_style(looks: Looks) -> Element:
    return w(
        "style",
        w("name", val="Hyperlink"),
        w("qFormat"),
        w("rPr", *link_look(looks)),
        type="character",
        styleId=named.HYPERLINK,
    )
