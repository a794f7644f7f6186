"""The structure types of a tagged PDF: which there are, and what may stand in what."""

from collections.abc import Iterator, Mapping

from pipeline.check.pdf_reading import PdfReading
from pipeline.check.pdf_tree import CELLS, HEADINGS, INLINE, Element
from pipeline.edition import Edition
from pipeline.findings import Finding
from pipeline.messages import Message, message

_RULE = "pdf.structure"

_SECTIONS = frozenset(("Document", "Sect"))
_FLOWS = _SECTIONS | CELLS | {"Div", "BlockQuote", "LBody"}
_TEXTS = CELLS | INLINE | {"P", "LBody", "Caption", *HEADINGS}

_FIGURES = (["Figure", "Caption"], ["Caption"])
"""What a Div with a picture holds; a decorative picture is not in the tree."""

PARENTS: Mapping[str, frozenset[str]] = {
    "Document": frozenset(),
    "Sect": _SECTIONS,
    "Div": _SECTIONS,
    "P": _FLOWS | {"Note"},
    "L": _FLOWS,
    "LI": frozenset(("L",)),
    "Lbl": frozenset(("LI", "Note")),
    "LBody": frozenset(("LI",)),
    "Table": _SECTIONS,
    "THead": frozenset(("Table",)),
    "TBody": frozenset(("Table",)),
    "TR": frozenset(("THead", "TBody")),
    "TH": frozenset(("TR",)),
    "TD": frozenset(("TR",)),
    "Caption": frozenset(("Table", "Div")),
    "Figure": _SECTIONS | {"Div"},
    "BlockQuote": _SECTIONS,
    "Note": _SECTIONS,
    **dict.fromkeys(HEADINGS, _SECTIONS),
    "TOC": frozenset(("Sect", "TOCI")),
    "TOCI": frozenset(("TOC",)),
    **dict.fromkeys(("Span", "Link"), _TEXTS),
    "Reference": _TEXTS | {"TOCI"},
}
"""The types of our files, each with those that it may stand in (ISO 32000-1 14.8.4)."""


def types(reading: PdfReading, _: Edition) -> Iterator[Finding]:
    """One Document; only known types, each where it may stand, with the parts that it needs."""
    if [element.kind for element in reading.tree] != ["Document"]:
        reason = "The file has no tag tree with one Document at its top."
        yield Finding(_RULE, "", message(reason))
    for element in reading.elements:
        parent = element.parent.kind if element.parent else ""
        if element.kind not in PARENTS:
            reason = "The structure type {type} is not expected here."
            yield Finding(_RULE, "", message(reason, type=element.kind))
        elif problem := _list_problem(element) or _parts_problem(element):
            yield Finding(_RULE, "", problem)
        elif parent and parent not in PARENTS[element.kind]:
            reason = "An element of the type {type} stands in one of the type {parent}."
            yield Finding(_RULE, "", message(reason, type=element.kind, parent=parent))


def _list_problem(element: Element) -> Message | None:
    """ISO 32000-1 14.8.4.3.3: L holds LI, LI holds Lbl and LBody."""
    kinds = [child.kind for child in element.elements()]
    parent = element.parent.kind if element.parent else ""
    if element.kind == "L" and (set(kinds) != {"LI"} or len(kinds) != len(element.children)):
        return message("A list holds something else than items.")
    if element.kind == "LI" and (kinds != ["Lbl", "LBody"] or parent != "L"):
        return message("A list item is not made of a label and a body.")
    if element.kind == "LBody" and parent != "LI":
        return message("A label or an item's body stands outside of a list.")
    if element.kind == "Lbl" and parent not in PARENTS["Lbl"]:
        return message("A label or an item's body stands outside of a list.")
    return None


def _parts_problem(element: Element) -> Message | None:
    """ISO 32000-1 14.8.4.3.4 (tables), 14.8.4.4.1 (notes, references), table 333 (contents)."""
    kinds = [child.kind for child in element.elements()]
    is_whole = len(kinds) == len(element.children)
    has_parts = {
        **dict.fromkeys((*_SECTIONS, "BlockQuote"), True),
        "Table": kinds[kinds[:1] == ["Caption"] :] in (["THead", "TBody"], ["TBody"]),
        "THead": set(kinds) == {"TR"},
        "TBody": set(kinds) == {"TR"},
        "TR": set(kinds) <= CELLS,
        "Note": kinds == ["Lbl", "P"],
        "Div": not {"Figure", "Caption"} & set(kinds) or kinds in _FIGURES,
        "Reference": kinds == ["Link"],
        "TOC": set(kinds) == {"TOCI"},
        "TOCI": kinds in (["Reference"], ["Reference", "TOC"]),
    }
    if not has_parts.get(element.kind, True) or (element.kind in has_parts and not is_whole):
        reason = "An element of the type {type} does not hold the parts that it needs."
        return message(reason, type=element.kind)
    if element.kind == "Span" and not element.language:
        return message("A part of a text is set off that has no language of its own.")
    return None
