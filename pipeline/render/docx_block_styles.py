"""Styles of a DOCX for what not every document has; each is written only where it is used."""

from collections.abc import Collection, Iterator

from pipeline.colours import WHITE, Colour, readable
from pipeline.render import docx_names as named
from pipeline.render.docx_looks import HAIRLINE, Looks, hex_of, paragraph_style
from pipeline.render.docx_names import Place
from pipeline.render.docx_numbering import MOST_LEVELS
from pipeline.render.ooxml import TWENTIETHS, Element, W, w
from pipeline.style import MUTED_COLOUR

TABLE_TINT = Colour(0xF5, 0xF5, 0xF5)
"""Behind header cells. Lighter than a notice, so that links can be read on it too."""

_CELL_LINE = 1.25
_CELL_GAP_PT = 3
_PADDING_ABOVE_PT, _PADDING_BESIDE_PT = 3, 5

STRONG = ("b", "bCs")
_WITHOUT_ITALICS = ("Hans", "Ethi")
"""Scripts without italics that Word does not take as complex."""


def emphasis(script: str) -> tuple[str, ...]:
    """What shows emphasis in a script: italics, and bold where there are none.

    Word goes by `bCs` for complex scripts (Arabic, Thai) and by `i` for the others.
    """
    return STRONG if script in _WITHOUT_ITALICS else ("bCs", "i")


def block_styles(looks: Looks, used: Collection[str]) -> tuple[Element, ...]:
    """Those of these styles that are used."""
    every = (
        *_table_styles(looks),
        *_figure_styles(looks),
        *_place_styles(looks),
        *_note_styles(looks),
        *_margin_styles(looks),
        *_character_styles(looks),
    )
    return tuple(style for style in every if style.get(f"{{{W}}}styleId") in used)


def list_style(looks: Looks, place: Place, level: int, *, ordered: bool) -> Element:
    """Items of lists of that level, from 0."""
    kind = "Number" if ordered else "Bullet"
    names = place.item(level, ordered=ordered), _name(f"{place.prefix} {kind}", level)
    hanging_pt = looks.style.list_indent_pt
    return _indented(looks, place, names, level, hanging_pt)


def _name(name: str, level: int) -> str:
    return f"{name} {level + 1}" if level else name


def _indented(
    looks: Looks, place: Place, names: tuple[str, str], level: int, hanging_pt: float = 0
) -> Element:
    indent_pt = looks.style.list_indent_pt
    start_pt = (
        place.list_start_pt(level, indent_pt)
        if hanging_pt
        else place.continuation_start_pt(level, indent_pt)
    )
    return paragraph_style(
        names,
        (
            *_frame(looks, place, start_pt - hanging_pt - place.start_pt),
            _gap(looks, place),
            looks.indents(start_pt, place.end_pt, hanging_pt),
        ),
    )


def _place_styles(looks: Looks) -> Iterator[Element]:
    """The paragraphs of cells, quotations and call-outs, and what lists have everywhere."""
    for place in named.PLACES:
        if place is not named.IN_TEXT:
            yield _text_style(looks, place)
        for level in range(MOST_LEVELS):
            if place is not named.IN_TEXT or level:
                yield list_style(looks, place, level, ordered=False)
                yield list_style(looks, place, level, ordered=True)
            names = place.continuation(level), _name(f"{place.prefix} Continue", level)
            yield _indented(looks, place, names, level)


def _text_style(looks: Looks, place: Place) -> Element:
    if place is named.IN_CELL:
        return paragraph_style((place.paragraph, "Table Text"), (_gap(looks, place),))
    return paragraph_style(
        (place.paragraph, place.prefix),
        (
            *_frame(looks, place),
            _gap(looks, place),
            looks.indents(place.start_pt, place.end_pt),
        ),
        following=named.BODY,
    )


def _frame(looks: Looks, place: Place, indent_pt: float = 0) -> tuple[Element, ...]:
    """The box of a call-out; `indent_pt` is how far its text is inside, so that the bar is not."""
    if place is not named.IN_CALLOUT:
        return ()
    style = looks.style
    space_pt = round(named.BAR_SPACE_PT + indent_pt)
    shade = w("shd", val="clear", color="auto", fill=hex_of(style.notice_background))
    return (looks.box(style.accent, style.notice_background, space_pt), shade)


def _gap(looks: Looks, place: Place) -> Element:
    if place is named.IN_CELL:
        return looks.spacing(after_pt=_CELL_GAP_PT, line_height=_CELL_LINE)
    return looks.spacing(after_pt=looks.style.paragraph_gap_pt)


def _table_styles(looks: Looks) -> Iterator[Element]:
    yield paragraph_style(
        (named.TABLE_HEADING, "Table Heading"),
        (_gap(looks, named.IN_CELL),),
        looks.characters(bold=True),
    )
    yield paragraph_style((named.TABLE_END, "Table End"), (looks.spacing(),))
    rule = hex_of(looks.style.accent)
    yield w(
        "style",
        w("name", val="Briefing Table"),
        w("qFormat"),
        w(
            "tblPr",
            w(
                "tblBorders",
                _line("top", HAIRLINE * 2, rule),
                _line("bottom", HAIRLINE * 2, rule),
                _line("insideH", HAIRLINE, hex_of(MUTED_COLOUR)),
            ),
            w(
                "tblCellMar",
                _padding("top", _PADDING_ABOVE_PT),
                _padding("left", _PADDING_BESIDE_PT),
                _padding("bottom", 0),
                _padding("right", _PADDING_BESIDE_PT),
            ),
        ),
        # A row with w:tblHeader looks like the first one, wherever it is (17.18.89).
        _header_look("firstRow", w("tcBorders", _line("bottom", HAIRLINE * 2, rule))),
        _header_look("firstCol"),
        type="table",
        styleId=named.TABLE,
        customStyle=1,
    )


def _line(side: str, width: int, colour: str) -> Element:
    return w(side, val="single", sz=width, space=0, color=colour)


def _padding(side: str, pt: float) -> Element:
    return w(side, w=round(pt * TWENTIETHS), type="dxa")


def _header_look(kind: str, borders: Element | None = None) -> Element:
    shade = w("shd", val="clear", color="auto", fill=hex_of(TABLE_TINT))
    return w("tblStylePr", w("tcPr", borders, shade), type=kind)


def _figure_styles(looks: Looks) -> Iterator[Element]:
    gap_pt = looks.style.paragraph_gap_pt
    yield paragraph_style((named.FIGURE, "Figure"), (looks.spacing(gap_pt / 2, gap_pt / 2, 1.15),))
    yield paragraph_style(
        (named.CAPTION, "caption"),
        (w("keepLines"), looks.spacing(after_pt=gap_pt, line_height=_CELL_LINE)),
        looks.characters(colour=MUTED_COLOUR, bold=True),
        following=named.BODY,
    )
    yield paragraph_style(
        (named.SEPARATOR, "Separator"),
        (looks.rule("bottom", HAIRLINE, MUTED_COLOUR, 0), looks.spacing(after_pt=gap_pt * 2)),
        following=named.BODY,
    )


def _note_styles(looks: Looks) -> Iterator[Element]:
    yield paragraph_style(
        (named.NOTE_TEXT, "footnote text"),
        (looks.spacing(after_pt=2, line_height=_CELL_LINE),),
        looks.characters(looks.style.small_pt),
    )
    yield _character_style(
        named.NOTE_REFERENCE, "footnote reference", w("vertAlign", val="superscript")
    )


def _margin_styles(looks: Looks) -> Iterator[Element]:
    """What the source repeats on its pages, above and below this project's own lines."""
    small = looks.style.small_pt
    for identity, name in ((named.HEADER_TEXT, "Header Text"), (named.FOOTER_TEXT, "Footer Text")):
        yield paragraph_style(
            (identity, name), (looks.spacing(),), looks.characters(small, MUTED_COLOUR)
        )


def _character_styles(looks: Looks) -> Iterator[Element]:
    names = ("Strong", "Emphasis", "Intense Emphasis")
    of_links = ("Hyperlink Strong", "Hyperlink Emphasis", "Hyperlink Intense")
    kinds = ((True, False), (False, True), (True, True))
    for is_link, group in ((False, names), (True, of_links)):
        for name, (is_strong, is_emphasised) in zip(group, kinds, strict=True):
            own = emphasis(looks.of.script) if is_emphasised else ()
            toggles = toggles_in_order(own, STRONG if is_strong else ())
            yield _character_style(
                named.CHARACTERS[is_link, is_strong, is_emphasised],
                name,
                *(w(toggle) for toggle in toggles),
                *(link_look(looks) if is_link else ()),
            )


def toggles_in_order(*groups: tuple[str, ...]) -> tuple[str, ...]:
    """The toggles of all groups, each once, as the schema orders them."""
    return tuple(t for t in ("b", "bCs", "i", "iCs") if any(t in group for group in groups))


def link_look(looks: Looks) -> tuple[Element, ...]:
    """Underlined, in a shade of the accent that can be read on a notice and a header too."""
    style = looks.style
    colour = hex_of(readable(style.accent, (WHITE, style.notice_background, TABLE_TINT)))
    return w("color", val=colour), w("u", val="single")


def _character_style(identity: str, name: str, *properties: Element) -> Element:
    return w(
        "style",
        w("name", val=name),
        w("qFormat"),
        w("rPr", *properties),
        type="character",
        styleId=identity,
        customStyle=None if identity in named.BUILT_IN else 1,
    )
