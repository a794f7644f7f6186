"""The markup that a DOCX of this project may have: elements, their order, and values.

Whatever is not listed is a finding, so that nothing can hide, move or disguise text that the
other rules read. Elements are those of ISO/IEC 29500-1, in schema order; measures are in
twentieths of a point, font sizes in half points.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from pipeline.check.docx_package import Element, R, W
from pipeline.messages import Message, message
from pipeline.style import Style

Value = Callable[[str], bool]

FONTS = {"Thai": "Leelawadee UI", "Hans": "Microsoft YaHei", "Ethi": "Ebrima"}
"""Fonts that Word has for a script; `USUAL_FONT` for the others."""
USUAL_FONT = "Arial"

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
_REPEATED = {
    "p", "r", "hyperlink", "t", "tab", "br", "cr", "softHyphen", "style", "abstractNum", "num",
    "headerReference", "footerReference",
}  # fmt: skip
"""Elements that may stand more than once in one parent, and in any order."""

_RULES = {"styles": "style", "numbering": "list", "settings": "settings", "sectPr": "page"}
"""Under which rule something odd is reported, by the nearest of these around it."""
_PROPERTY_RULES = {"pPr": "style", "rPr": "style"}
_VALUE_RULES = {"rFonts": "font", "sz": "size", "szCs": "size"}


def _one_of(*values: str) -> Value:
    return lambda value: value in values


def _between(low: int, high: int) -> Value:
    return lambda value: bool(re.fullmatch("[0-9]{1,6}", value)) and low <= int(value) <= high


def _like(pattern: str) -> Value:
    return lambda value: re.fullmatch(pattern, value) is not None


@dataclass(frozen=True, slots=True)
class _Shape:
    """What one element may contain: children in their order, attributes, and text."""

    children: str = ""
    attributes: Mapping[str, Value] = field(default_factory=dict)
    text: Value | None = None


def _marked(value: Value) -> _Shape:
    return _Shape(attributes={"val": value})


_NOTHING = _Shape()
_COLOUR = _like("[0-9A-F]{6}")
_WORD = _like("[A-Za-z0-9-]{2,20}")
_COUNT = _between(0, 999_999)
_SPACE = _between(0, _MOST_SPACE)
_IDENTITY = _like("rId[0-9]{1,6}")
_FONT = _one_of(USUAL_FONT, *FONTS.values())
_LANGUAGES = {"val": _WORD, "bidi": _WORD, "eastAsia": _WORD}
_FONT_SLOTS = dict.fromkeys(("ascii", "hAnsi", "eastAsia", "cs"), _FONT)
_BORDER = _Shape(
    attributes={
        "val": _one_of("single"), "sz": _between(4, 48), "space": _between(0, 31), "color": _COLOUR
    }
)  # fmt: skip
_SPACING = {
    "before": _SPACE, "after": _SPACE,
    "line": _between(_LINE, _WIDEST_LINE), "lineRule": _one_of("auto"),
}  # fmt: skip
_REFERENCE = _Shape(attributes={"type": _one_of("first", "default"), R + "id": _IDENTITY})
_MARGINS = {
    name: _between(max(0, round(mm * TWENTIETHS_PER_MM) - _TOLERANCE),
                   round(mm * TWENTIETHS_PER_MM) + (_TOLERANCE if mm else 0))
    for name, mm in _PAGE_MARGINS_MM.items()
}  # fmt: skip
_PRESERVED: Mapping[str, Value] = {_XML_SPACE: _one_of("preserve")}
_STYLE_NAME = _like("[A-Za-z]{1,20}[0-9]?")

_SHAPES: Mapping[str, _Shape] = {
    "document": _Shape("body"),
    "body": _Shape("p sectPr"),
    "hdr": _Shape("p"),
    "ftr": _Shape("p"),
    "p": _Shape("pPr r hyperlink"),
    "p/pPr": _Shape("pStyle keepNext numPr bidi rPr"),
    "pPr/rPr": _Shape("rtl"),
    "pStyle": _marked(_STYLE_NAME),
    "numPr": _Shape("ilvl numId"),
    "ilvl": _marked(_one_of("0")),
    "numId": _marked(_COUNT),
    "hyperlink": _Shape("r", {"history": _one_of("1"), R + "id": _IDENTITY}),
    "r": _Shape("rPr t tab br cr softHyphen fldChar instrText"),
    "r/rPr": _Shape("rStyle rFonts rtl cs lang"),
    "rStyle": _marked(_one_of("Hyperlink")),
    "r/rPr/rFonts": _Shape(attributes={"hint": _one_of("eastAsia")}),
    "lang": _Shape(attributes=_LANGUAGES),
    "t": _Shape(attributes=_PRESERVED, text=lambda _: True),
    "instrText": _Shape(attributes=_PRESERVED, text=_one_of(" PAGE ", " NUMPAGES ")),
    "fldChar": _Shape(attributes={"fldCharType": _one_of("begin", "separate", "end")}),
    "sectPr": _Shape("headerReference footerReference pgSz pgMar titlePg bidi"),
    "headerReference": _REFERENCE,
    "footerReference": _REFERENCE,
    "pgSz": _Shape(attributes={"w": _COUNT, "h": _COUNT}),
    "pgMar": _Shape(attributes=_MARGINS),
    "settings": _Shape("zoom compat themeFontLang"),
    "zoom": _Shape(attributes={"percent": _one_of("100")}),
    "compat": _Shape("compatSetting"),
    "compatSetting": _Shape(
        attributes={
            "name": _one_of("compatibilityMode"),
            "uri": _one_of("http://schemas.microsoft.com/office/word"),
            "val": _one_of("15"),
        }
    ),
    "themeFontLang": _Shape(attributes=_LANGUAGES),
    "numbering": _Shape("abstractNum num"),
    "abstractNum": _Shape("multiLevelType lvl", {"abstractNumId": _COUNT}),
    "multiLevelType": _marked(_one_of("singleLevel")),
    "lvl": _Shape("start numFmt lvlText lvlJc pPr rPr", {"ilvl": _one_of("0")}),
    "start": _marked(_COUNT),
    "numFmt": _marked(_one_of("bullet", "decimal")),
    "lvlText": _marked(_one_of("•", "%1.")),
    "lvlJc": _marked(_one_of("left")),
    "lvl/pPr": _Shape("ind"),
    "lvl/rPr": _Shape("rFonts"),
    "num": _Shape("abstractNumId lvlOverride", {"numId": _COUNT}),
    "abstractNumId": _marked(_COUNT),
    "lvlOverride": _Shape("startOverride", {"ilvl": _one_of("0")}),
    "startOverride": _marked(_COUNT),
    "styles": _Shape("docDefaults style"),
    "docDefaults": _Shape("rPrDefault pPrDefault"),
    "rPrDefault": _Shape("rPr"),
    "rPrDefault/rPr": _Shape("rFonts lang"),
    "rFonts": _Shape(attributes=_FONT_SLOTS),
    "style": _Shape(
        "name basedOn next qFormat pPr rPr",
        {
            "type": _one_of("paragraph", "character"),
            "styleId": _STYLE_NAME,
            "default": _one_of("1"),
            "customStyle": _one_of("1"),
        },
    ),
    "name": _marked(_like("[A-Za-z ]{1,20}[0-9]?")),
    "basedOn": _marked(_one_of("Normal")),
    "next": _marked(_STYLE_NAME),
    "style/pPr": _Shape("keepNext keepLines widowControl pBdr shd tabs spacing ind jc outlineLvl"),
    "pBdr": _Shape("top left bottom right"),
    **dict.fromkeys(("top", "left", "bottom", "right"), _BORDER),
    "shd": _Shape(attributes={"val": _one_of("clear"), "color": _one_of("auto"), "fill": _COLOUR}),
    "tabs": _Shape("tab"),
    "tabs/tab": _Shape(attributes={"val": _one_of("right"), "pos": _COUNT}),
    "spacing": _Shape(attributes=_SPACING),
    "ind": _Shape(attributes={"left": _SPACE, "right": _SPACE, "hanging": _SPACE}),
    "jc": _marked(_one_of("right")),
    "outlineLvl": _marked(_like("[0-8]")),
    "style/rPr": _Shape("b bCs color sz szCs u"),
    "color": _marked(_COLOUR),
    "sz": _marked(_between(_SMALLEST, _LARGEST)),
    "szCs": _marked(_between(_SMALLEST, _LARGEST)),
    "u": _marked(_one_of("single")),
}
"""By the name of the element, or with its parents where it has another shape there. Elements
that are not listed here but as a child have neither content nor attributes.
"""

Oddity = tuple[str, Message]
"""Rule without its prefix, sentence."""


PARAGRAPH = ("body",)
"""Where paragraphs stand, for `oddities`; it is the same in headers and footers."""


def oddities(
    element: Element, parents: tuple[str, ...] = (), *, without: str = ""
) -> Iterator[Oddity]:
    """Everything in an element that no file of this project has.

    `parents` are outermost first; children with the name `without` are not looked into.
    """
    name = _name(element)
    path = (*parents, name)
    shape = _shape(path)
    yield from _attribute_oddities(element, shape, path)
    if not _is_text_right(element, shape):
        reason = message("The text “{text}” stands where none belongs.", text=_all_text(element))
        yield _rule(path), reason
    allowed = shape.children.split()
    highest = -1
    for child in element:
        inner = _name(child)
        rank = allowed.index(inner) if inner in allowed else -1
        if rank < 0:
            reason = message("The element “{name}” has no place in this document.", name=inner)
            yield _rule((*path, inner)), reason
            continue
        if inner not in _REPEATED and rank <= highest:
            reason = message("The element “{name}” is there twice or too late.", name=inner)
            yield _rule((*path, inner)), reason
        highest = max(highest, rank)
        if inner != without:
            yield from oddities(child, path, without=without)


def _attribute_oddities(element: Element, shape: _Shape, path: tuple[str, ...]) -> Iterator[Oddity]:
    for key, found in element.items():
        attribute = str(key).removeprefix(W)
        is_right = shape.attributes.get(attribute)
        if is_right is None or not is_right(str(found)):
            reason = message(
                "The value “{value}” of “{name}” has no place in this document.",
                name=f"{path[-1]} {etree.QName(str(key)).localname}",
                value=str(found)[:40],
            )
            yield _rule(path), reason


def _shape(path: tuple[str, ...]) -> _Shape:
    keys = ("/".join(path[-length:]) for length in (3, 2, 1))
    return next((_SHAPES[key] for key in keys if key in _SHAPES), _NOTHING)


def _name(element: Element) -> str:
    """Without the main namespace; with any other."""
    return str(element.tag).removeprefix(W)


def _is_text_right(element: Element, shape: _Shape) -> bool:
    between = "".join(child.tail or "" for child in element)
    if shape.text is not None:
        return shape.text(element.text or "") and not between
    return not ((element.text or "") + between).strip()


def _all_text(element: Element) -> str:
    return ((element.text or "") + "".join(child.tail or "" for child in element)).strip()[:40]


def _rule(path: tuple[str, ...]) -> str:
    known = _RULES if path[0] == "numbering" else _RULES | _PROPERTY_RULES
    nearest = (name for name in reversed(path) if name in known or name in _VALUE_RULES)
    name = next(nearest, "")
    return _VALUE_RULES.get(name) or known.get(name, "structure")
