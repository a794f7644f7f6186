"""What each element of a DOCX of this project may contain: children, attributes, text.

Elements are those of ISO/IEC 29500-1, in schema order; measures are in twentieths of a point,
font sizes in half points, measures of drawings in English metric units.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from pipeline.check.docx_drawing import DECORATIVE, PIC, WP, A
from pipeline.check.docx_package import R
from pipeline.style import Style

NAMESPACES = {WP: "wp", A: "a", PIC: "pic", DECORATIVE: "adec"}
"""The namespaces of drawings with their usual prefixes, which stand in the names below."""

Value = Callable[[str], bool]

FONTS = {"Thai": "Leelawadee UI", "Hans": "Microsoft YaHei", "Ethi": "Ebrima"}
"""Fonts that Word has for a script; `USUAL_FONT` for the others."""
USUAL_FONT = "Arial"

TABLE_TINT = "F5F5F5"
"""Behind header cells."""

CHARACTER_STYLES = {
    "Strong": "Strong",
    "Emphasis": "Emphasis",
    "IntenseEmphasis": "Intense Emphasis",
    "Hyperlink": "Hyperlink",
    "HyperlinkStrong": "Hyperlink Strong",
    "HyperlinkEmphasis": "Hyperlink Emphasis",
    "HyperlinkIntense": "Hyperlink Intense",
    "FootnoteReference": "footnote reference",
}
"""The names of character styles by their ids."""

TWENTIETHS_PER_MM = 1440 / 25.4
_TOLERANCE = 57
"""One millimetre."""
_MOST_SPACE = 72 * 20
_LINE, _WIDEST_LINE = 240, 480
"""Single and double line spacing."""

_SMALLEST, _LARGEST = 18, 96
"""Half points: headers and footers have 9 pt; `docx_look` knows what is text."""

_STYLE = Style()
_PAGE_MARGINS_MM = {
    "top": _STYLE.margin_top_mm,
    "right": _STYLE.margin_side_mm,
    "bottom": _STYLE.margin_bottom_mm,
    "left": _STYLE.margin_side_mm,
    "header": 10,
    "footer": 10,
    "gutter": 0,
}

_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def _one_of(*values: str) -> Value:
    return lambda value: value in values


def _between(low: int, high: int) -> Value:
    return lambda value: bool(re.fullmatch("[0-9]{1,6}", value)) and low <= int(value) <= high


def _like(pattern: str) -> Value:
    return lambda value: re.fullmatch(pattern, value) is not None


@dataclass(frozen=True, slots=True)
class Shape:
    """What one element may contain: children in their order, attributes, and text."""

    children: str = ""
    attributes: Mapping[str, Value] = field(default_factory=dict)
    text: Value | None = None


def _marked(value: Value) -> Shape:
    return Shape(attributes={"val": value})


NOTHING = Shape()
_COLOUR = _like("[0-9A-F]{6}")
_WORD = _like("[A-Za-z0-9-]{2,20}")
_COUNT = _between(0, 999_999)
_SPACE = _between(0, _MOST_SPACE)
_INDENT = _between(0, 3 * _MOST_SPACE)
_IDENTITY = _like("rId[0-9]{1,6}")
_FONT = _one_of(USUAL_FONT, *FONTS.values())
_LANGUAGES = {"val": _WORD, "bidi": _WORD, "eastAsia": _WORD}
_FONT_SLOTS = dict.fromkeys(("ascii", "hAnsi", "eastAsia", "cs"), _FONT)
_BORDER = Shape(
    attributes={
        "val": _one_of("single"), "sz": _between(4, 48), "space": _between(0, 31), "color": _COLOUR
    }
)  # fmt: skip
_SIDES = ("top", "left", "bottom", "right")
_TINT = Shape(
    attributes={"val": _one_of("clear"), "color": _one_of("auto"), "fill": _one_of(TABLE_TINT)}
)
_SPACING = {
    "before": _SPACE, "after": _SPACE,
    "line": _between(_LINE, _WIDEST_LINE), "lineRule": _one_of("auto"),
}  # fmt: skip
_REFERENCE = Shape(attributes={"type": _one_of("first", "default"), R + "id": _IDENTITY})
_GROWTH = {"top": 60 * TWENTIETHS_PER_MM, "bottom": 60 * TWENTIETHS_PER_MM}
"""How much wider a margin may be for what the source repeats; `docx_look` knows if it does."""
_MARGINS = {
    name: _between(max(0, round(mm * TWENTIETHS_PER_MM) - _TOLERANCE),
                   round(mm * TWENTIETHS_PER_MM + _GROWTH.get(name, 0)) + (_TOLERANCE if mm else 0))
    for name, mm in _PAGE_MARGINS_MM.items()
}  # fmt: skip
_PRESERVED: Mapping[str, Value] = {_XML_SPACE: _one_of("preserve")}
_STYLE_NAME = _like("[A-Za-z]{1,20}[0-9]?")

_LEVEL = _like("[0-8]")
_BOOKMARK = _like("[a-z][a-z0-9_]{0,39}")
_FIELD = r" (PAGE|NUMPAGES|NOTEREF n[0-9]{1,3} \\f \\h) "
_WIDTH = {"w": _COUNT, "type": _one_of("dxa")}
_SWITCH = _one_of("0", "1")

_TABLE_SHAPES: Mapping[str, Shape] = {
    "tbl": Shape("tblPr tblGrid tr"),
    "tblPr": Shape("tblStyle bidiVisual tblW tblLayout tblCellMar tblLook tblCaption"),
    "tblStyle": _marked(_one_of("BriefingTable")),
    "tblW": Shape(attributes={"w": _one_of("5000"), "type": _one_of("pct")}),
    "tblLayout": Shape(attributes={"type": _one_of("autofit")}),
    "tblLook": Shape(
        attributes={
            "val": _like("06[028A]0"),
            "firstRow": _SWITCH,
            "firstColumn": _SWITCH,
            **dict.fromkeys(("lastRow", "lastColumn"), _one_of("0")),
            **dict.fromkeys(("noHBand", "noVBand"), _one_of("1")),
        }
    ),
    "tblCaption": _marked(lambda _: True),
    "tblGrid": Shape("gridCol"),
    "gridCol": Shape(attributes={"w": _COUNT}),
    "tr": Shape("trPr tc"),
    "trPr": Shape("cantSplit tblHeader"),
    "tc": Shape("tcPr p"),
    "tc/tcPr": Shape("tcW gridSpan vMerge shd"),
    "tcW": Shape(attributes=_WIDTH),
    "gridSpan": _marked(_between(2, 999)),
    "vMerge": _marked(_one_of("restart")),
    "tcPr/shd": _TINT,
    "style/tblPr": Shape("tblBorders tblCellMar"),
    "tblBorders": Shape("top bottom insideH"),
    "insideH": _BORDER,
    "tblCellMar": Shape("top left bottom right"),
    **{f"tblCellMar/{side}": Shape(attributes=_WIDTH) for side in _SIDES},
    "tblStylePr": Shape("tcPr", {"type": _one_of("firstRow", "firstCol")}),
    "tblStylePr/tcPr": Shape("tcBorders shd"),
    "tcBorders": Shape("bottom"),
}
_EXTENT = {"cx": _like("[1-9][0-9]{0,8}"), "cy": _like("[1-9][0-9]{0,8}")}
_ZERO = _one_of("0")

_DRAWING_SHAPES: Mapping[str, Shape] = {
    "drawing": Shape("wp:inline"),
    "wp:inline": Shape(
        "wp:extent wp:docPr wp:cNvGraphicFramePr a:graphic",
        dict.fromkeys(("distT", "distB", "distL", "distR"), _ZERO),
    ),
    "wp:extent": Shape(attributes=_EXTENT),
    "wp:docPr": Shape(
        "a:extLst", {"id": _COUNT, "name": _like("b[0-9]{1,6}"), "descr": lambda _: True}
    ),
    "a:extLst": Shape("a:ext"),
    "a:extLst/a:ext": Shape(
        "adec:decorative", {"uri": _one_of("{C183D7F6-B498-43B3-948B-1728B52AA6E4}")}
    ),
    "adec:decorative": Shape(attributes={"val": _one_of("1")}),
    "wp:cNvGraphicFramePr": Shape("a:graphicFrameLocks"),
    "a:graphicFrameLocks": Shape(attributes={"noChangeAspect": _one_of("1")}),
    "a:graphic": Shape("a:graphicData"),
    "a:graphicData": Shape("pic:pic", {"uri": _one_of(PIC.strip("{}"))}),
    "pic:pic": Shape("pic:nvPicPr pic:blipFill pic:spPr"),
    "pic:nvPicPr": Shape("pic:cNvPr pic:cNvPicPr"),
    "pic:cNvPr": Shape(attributes={"id": _ZERO, "name": _one_of("")}),
    "pic:blipFill": Shape("a:blip a:stretch"),
    "a:blip": Shape(attributes={R + "embed": _IDENTITY}),
    "a:stretch": Shape("a:fillRect"),
    "pic:spPr": Shape("a:xfrm a:prstGeom"),
    "a:xfrm": Shape("a:off a:ext"),
    "a:off": Shape(attributes={"x": _ZERO, "y": _ZERO}),
    "a:xfrm/a:ext": Shape(attributes=_EXTENT),
    "a:prstGeom": Shape("a:avLst", {"prst": _one_of("rect")}),
}

SHAPES: Mapping[str, Shape] = {
    "document": Shape("body"),
    "body": Shape("p tbl sectPr"),
    "hdr": Shape("p"),
    "ftr": Shape("p"),
    "p": Shape("pPr r hyperlink bookmarkStart bookmarkEnd"),
    "p/pPr": Shape("pStyle keepNext numPr bidi spacing rPr"),
    "p/pPr/spacing": Shape(attributes={"before": _SPACE}),
    "bookmarkStart": Shape(attributes={"id": _COUNT, "name": _BOOKMARK}),
    "bookmarkEnd": Shape(attributes={"id": _COUNT}),
    "pPr/rPr": Shape("rtl"),
    "pStyle": _marked(_STYLE_NAME),
    "numPr": Shape("ilvl numId"),
    "ilvl": _marked(_LEVEL),
    "numId": _marked(_COUNT),
    "hyperlink": Shape(
        "r bookmarkStart bookmarkEnd",
        {"history": _one_of("1"), R + "id": _IDENTITY, "anchor": _BOOKMARK},
    ),
    "r": Shape(
        "rPr t tab br cr softHyphen fldChar instrText drawing footnoteReference footnoteRef "
        "separator continuationSeparator"
    ),
    "r/rPr": Shape("rStyle rFonts b bCs i rtl cs lang"),
    "rStyle": _marked(_one_of(*CHARACTER_STYLES)),
    "footnoteReference": Shape(attributes={"id": _between(1, 999)}),
    "r/rPr/rFonts": Shape(attributes={"hint": _one_of("eastAsia")}),
    "lang": Shape(attributes=_LANGUAGES),
    "t": Shape(attributes=_PRESERVED, text=lambda _: True),
    "instrText": Shape(attributes=_PRESERVED, text=_like(_FIELD)),
    "fldChar": Shape(attributes={"fldCharType": _one_of("begin", "separate", "end")}),
    "sectPr": Shape("headerReference footerReference pgSz pgMar titlePg bidi"),
    "headerReference": _REFERENCE,
    "footerReference": _REFERENCE,
    "pgSz": Shape(attributes={"w": _COUNT, "h": _COUNT}),
    "pgMar": Shape(attributes=_MARGINS),
    "settings": Shape("zoom footnotePr compat themeFontLang"),
    "footnotePr": Shape("footnote"),
    "footnotePr/footnote": Shape(attributes={"id": _one_of("-1", "0")}),
    "footnotes": Shape("footnote"),
    "footnote": Shape(
        "p",
        {
            "id": _like("-1|[0-9]{1,3}"),
            "type": _one_of("separator", "continuationSeparator"),
        },
    ),
    "zoom": Shape(attributes={"percent": _one_of("100")}),
    "compat": Shape("compatSetting"),
    "compatSetting": Shape(
        attributes={
            "name": _one_of("compatibilityMode"),
            "uri": _one_of("http://schemas.microsoft.com/office/word"),
            "val": _one_of("15"),
        }
    ),
    "themeFontLang": Shape(attributes=_LANGUAGES),
    "numbering": Shape("abstractNum num"),
    "abstractNum": Shape("multiLevelType lvl", {"abstractNumId": _COUNT}),
    "multiLevelType": _marked(_one_of("singleLevel", "multilevel")),
    "lvl": Shape("start numFmt lvlText lvlJc pPr rPr", {"ilvl": _LEVEL}),
    "start": _marked(_COUNT),
    "numFmt": _marked(_one_of("bullet", "decimal")),
    "lvlText": _marked(_like("•|%[1-9]\\.")),
    "lvlJc": _marked(_one_of("left")),
    "lvl/pPr": Shape("ind"),
    "lvl/rPr": Shape("rFonts"),
    "num": Shape("abstractNumId lvlOverride", {"numId": _COUNT}),
    "abstractNumId": _marked(_COUNT),
    "lvlOverride": Shape("startOverride", {"ilvl": _LEVEL}),
    "startOverride": _marked(_COUNT),
    "styles": Shape("docDefaults style"),
    "docDefaults": Shape("rPrDefault pPrDefault"),
    "rPrDefault": Shape("rPr"),
    "rPrDefault/rPr": Shape("rFonts lang"),
    "rFonts": Shape(attributes=_FONT_SLOTS),
    "style": Shape(
        "name basedOn next qFormat pPr rPr tblPr tblStylePr",
        {
            "type": _one_of("paragraph", "character", "table"),
            "styleId": _STYLE_NAME,
            "default": _one_of("1"),
            "customStyle": _one_of("1"),
        },
    ),
    "name": _marked(_like("[A-Za-z ]{1,20}[0-9]?")),
    "basedOn": _marked(_one_of("Normal")),
    "next": _marked(_STYLE_NAME),
    "style/pPr": Shape("keepNext keepLines widowControl pBdr shd tabs spacing ind jc outlineLvl"),
    "pBdr": Shape("top left bottom right"),
    **dict.fromkeys(_SIDES, _BORDER),
    "shd": Shape(attributes={"val": _one_of("clear"), "color": _one_of("auto"), "fill": _COLOUR}),
    "tabs": Shape("tab"),
    "tabs/tab": Shape(attributes={"val": _one_of("right"), "pos": _COUNT}),
    "spacing": Shape(attributes=_SPACING),
    "ind": Shape(attributes={"left": _INDENT, "right": _SPACE, "hanging": _SPACE}),
    "jc": _marked(_one_of("right")),
    "outlineLvl": _marked(_like("[0-8]")),
    "style/rPr": Shape("b bCs i color sz szCs u vertAlign"),
    "vertAlign": _marked(_one_of("superscript")),
    "color": _marked(_COLOUR),
    "sz": _marked(_between(_SMALLEST, _LARGEST)),
    "szCs": _marked(_between(_SMALLEST, _LARGEST)),
    "u": _marked(_one_of("single")),
    **_TABLE_SHAPES,
    **_DRAWING_SHAPES,
}
"""By the name of the element, or with its parents where it has another shape there. Elements
that are not listed here but as a child have neither content nor attributes.
"""
