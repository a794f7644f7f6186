"""The markup that a DOCX of this project may have: elements, their order, and values.

Whatever is not listed in `docx_shapes` is a finding, so that nothing can hide, move or disguise
text that the other rules read.
"""

from collections.abc import Iterator

from lxml import etree

from pipeline.check.docx_package import Element, W
from pipeline.check.docx_shapes import NAMESPACES, NOTHING, SHAPES, Shape
from pipeline.messages import Message, message

_REPEATED = {
    "p", "r", "hyperlink", "t", "tab", "br", "cr", "softHyphen", "style", "abstractNum", "num",
    "headerReference", "footerReference", "bookmarkStart", "bookmarkEnd", "tbl", "tr", "tc", "lvl",
    "gridCol", "tblStylePr", "footnote",
}  # fmt: skip
"""Elements that may stand more than once in one parent, and in any order."""

_RULES = {
    "styles": "style",
    "numbering": "list",
    "settings": "settings",
    "sectPr": "page",
    "tbl": "table",
    "drawing": "figure",
    "footnote": "note",
}
"""Under which rule something odd is reported, by the nearest of these around it."""
_PROPERTY_RULES = {"pPr": "style", "rPr": "style"}
_VALUE_RULES = {"rFonts": "font", "sz": "size", "szCs": "size"}


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


def _attribute_oddities(element: Element, shape: Shape, path: tuple[str, ...]) -> Iterator[Oddity]:
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


def _shape(path: tuple[str, ...]) -> Shape:
    keys = ("/".join(path[-length:]) for length in (3, 2, 1))
    return next((SHAPES[key] for key in keys if key in SHAPES), NOTHING)


def _name(element: Element) -> str:
    """Without the main namespace; with the usual prefix of those that drawings have, or any other
    in full."""
    name = str(element.tag).removeprefix(W)
    space = name[: name.find("}") + 1]
    return f"{NAMESPACES[space]}:{name[len(space) :]}" if space in NAMESPACES else name


def _is_text_right(element: Element, shape: Shape) -> bool:
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
