"""What a PDF of ours may consist of: operators, marks, and the entries of its dictionaries.

There are too many ways to hide, replace or add text in a PDF to look for each of them: clips,
transparency, layers, alternate texts, actions, boxes, attachments. So the rules here go the
other way round and accept only what the renderer writes; anything else is a finding.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pikepdf

from pipeline.check.pdf_painted import PageContent
from pipeline.check.pdf_reading import PdfReading
from pipeline.check.pdf_tree import CELLS, GROUPING, HEADINGS, INLINE
from pipeline.edition import Edition
from pipeline.findings import Finding
from pipeline.messages import message

TEXT = r"(?:(?:Tf2|Td2|TJ1|Ts1) |BDC2 (?:(?:TJ1|Ts1) )*EMC0 )*"
PAINTED = rf"(?:re4 f0 |BT0 {TEXT}ET0 |q0 cm6 Do1 Q0 )"
CONTENT = re.compile(rf"(?:(?:rg3 )?BDC2 {PAINTED}EMC0 )*")
"""The operators of a page with the numbers of their operands: marked sequences of one colour,
each a filled rectangle, a picture, or a text object with words in ActualText (ISO 32000-1
annex A)."""

ARTIFACTS = (
    {"/Type": "/Layout"},
    {"/Type": "/Pagination"},
    {"/Type": "/Pagination", "/Subtype": "/Header", "/Attached": "[ /Top ]"},
    {"/Type": "/Pagination", "/Subtype": "/Footer", "/Attached": "[ /Bottom ]"},
)
"""The properties of artifacts (ISO 32000-1 14.8.2.2.2)."""

STRUCTURE_TAGS = frozenset(
    f"/{kind}"
    for kind in (*GROUPING, *HEADINGS, *INLINE, *CELLS, "P", "Lbl", "LBody", "Caption", "Figure")
)
PAGE_SIZE_PT = (595.28, 841.89)
"""A4 (ISO 216)."""
_SAME_SIZE_PT = 0.5

Allowed = Mapping[str, str | None]
"""The keys of a dictionary with their only value; None for a value that other rules look at."""


def _keys(names: str, **values: str) -> Allowed:
    return {f"/{name}": None for name in names.split()} | {
        f"/{name}": value for name, value in values.items()
    }


CATALOG = _keys(
    "Lang MarkInfo Metadata Outlines OutputIntents Pages StructTreeRoot ViewerPreferences",
    Type="/Catalog",
    PageMode="/UseNone",
)
TRAILER = _keys("Root Info ID Size Type W Index Filter Length DecodeParms")
INFORMATION = _keys("Title Author Creator Producer CreationDate ModDate")
OUTPUT_INTENT = _keys(
    "DestOutputProfile",
    Type="/OutputIntent",
    S="/GTS_PDFA1",
    OutputConditionIdentifier="sRGB",
    Info="sRGB IEC61966-2.1",
)
PAGES = _keys("Count Kids", Type="/Pages")
PAGE = _keys(
    "MediaBox Contents Resources StructParents Tabs Parent Annots", Type="/Page", Rotate="0"
)
STREAM = _keys("Length Length1 Filter")
RESOURCES = _keys("Font ProcSet XObject")
IMAGE = _keys(
    "Width Height ColorSpace Filter DecodeParms Length SMask",
    Type="/XObject",
    Subtype="/Image",
    BitsPerComponent="8",
)
MASK = {**IMAGE, "/ColorSpace": "/DeviceGray"}
del MASK["/SMask"]
PREDICTOR = _keys("Colors Columns", Predictor="15", BitsPerComponent="8")
FONT = _keys(
    "BaseFont DescendantFonts ToUnicode",
    Type="/Font",
    Subtype="/Type0",
    Encoding="/Identity-H",
)
DESCENDANT = _keys(
    "BaseFont CIDSystemInfo FontDescriptor CIDToGIDMap DW W", Type="/Font", Subtype="/CIDFontType2"
)
DESCRIPTOR = _keys(
    "FontName FontBBox ItalicAngle Ascent Descent CapHeight StemV FontFile2",
    Type="/FontDescriptor",
    Flags="4",
)
TREE_ROOT = _keys("K ParentTree ParentTreeNextKey IDTree", Type="/StructTreeRoot")
ELEMENT = _keys("S P Pg Lang K")
ELEMENTS: Mapping[str, Allowed] = {
    "/L": {**ELEMENT, "/A": None},
    "/TH": {**ELEMENT, "/A": None, "/ID": None},
    "/TD": {**ELEMENT, "/A": None},
    "/Figure": {**ELEMENT, "/A": None, "/Alt": None},
    "/Note": {**ELEMENT, "/ID": None},
}
"""The types whose elements have more entries than the others."""
_CELL_ATTRIBUTES = _keys("RowSpan ColSpan Headers", O="/Table")
ATTRIBUTES: Mapping[str, Allowed] = {
    "/L": _keys("ListNumbering", O="/List"),
    "/TH": {**_CELL_ATTRIBUTES, "/Scope": None},
    "/TD": _CELL_ATTRIBUTES,
    "/Figure": _keys("BBox", O="/Layout", Placement="/Block"),
}
CONTENT_REFERENCE = _keys("Pg MCID", Type="/MCR")
OBJECT_REFERENCE = _keys("Pg Obj", Type="/OBJR")
_ANNOTATION = _keys(
    "Rect QuadPoints Contents StructParent",
    Type="/Annot",
    Subtype="/Link",
    Border="[ 0 0 0 ]",
    F="4",
)
OUTWARD_ANNOTATION = {**_ANNOTATION, "/A": None}
INWARD_ANNOTATION = {**_ANNOTATION, "/Dest": None}
ACTION = _keys("URI", S="/URI")
OUTLINE = _keys("First Last Count", Type="/Outlines")
BOOKMARK = _keys("Title Parent SE Dest Prev Next First Last Count")


WHOLE = frozenset(("A", "Annot", "Action", "XObject", "SMask", "DecodeParms"))
"""The dictionaries that have every entry of which the value is known."""


@dataclass(frozen=True, slots=True)
class Part:
    """A dictionary of the file: its name in ISO 32000-1, its page, what it may have."""

    name: str
    place: str
    value: pikepdf.Object | None
    allowed: Allowed


def operators(reading: PdfReading, _: Edition) -> Iterator[Finding]:
    """Pages are painted with the renderer's operators, marks and properties only."""
    for page in reading.pages:
        place = f"p. {page.number + 1}"
        marks = [f"{t} BDC" for t, found in page.sequences if not _is_known_mark(t, found)]
        for operator in (*_first_strange(page), *dict.fromkeys(marks)):
            reason = "The page is painted with “{operator}”, which our files never have."
            yield Finding("pdf.operator", place, message(reason, operator=operator))


def _first_strange(page: PageContent) -> Iterator[str]:
    """The operator at which the content stops being like ours."""
    written = "".join(f"{name}{count} " for name, count in page.operators)
    matched = CONTENT.match(written)
    end = matched.end() if matched else 0
    if end < len(written):
        known = ("BDC", "EMC", "BT", "ET", "Tf", "Td", "TJ", "Ts", "rg", "re", "f")
        rest = [name for name, _ in page.operators[written.count(" ", 0, end) :]]
        yield next((name for name in rest if name not in known), rest[0])


def _is_known_mark(tag: str, properties: pikepdf.Object | None) -> bool:
    """A structure type with its number, an artifact's kind, or a word with its ActualText."""
    if properties is None:
        return False
    keys = set(properties.keys())
    if tag == "/Artifact":
        values = {key: _written(properties[key]) for key in keys}
        return values in ARTIFACTS
    if keys == {"/ActualText"}:
        return tag == "/Span"
    return keys == {"/MCID"} and tag in STRUCTURE_TAGS


def entries(reading: PdfReading, _: Edition) -> Iterator[Finding]:
    """Every dictionary has the entries that the renderer writes and no other."""
    for part in _parts(reading.pdf):
        if not isinstance(part.value, pikepdf.Dictionary | pikepdf.Stream):
            reason = "The dictionary {name} is missing or is none."
            yield Finding("pdf.entry", part.place, message(reason, name=part.name))
            continue
        for key in _missing(part):
            reason = "The dictionary {name} has not the entry {key}, which our files always have."
            yield Finding("pdf.entry", part.place, message(reason, name=part.name, key=key))
        for key, value in part.value.items():
            wanted = part.allowed.get(key)
            if key not in part.allowed or (wanted is not None and _written(value) != wanted):
                reason = (
                    "The dictionary {name} has the entry {key}, which our files never have "
                    "like this."
                )
                text = message(reason, name=part.name, key=key)
                yield Finding("pdf.entry", part.place, text)


def _missing(part: Part) -> list[str]:
    """The entries with one known value that a dictionary leaves out, where that is a fault."""
    if part.name not in WHOLE or part.value is None:
        return []
    return [k for k, value in part.allowed.items() if value is not None and k not in part.value]


def page_sizes(reading: PdfReading, _: Edition) -> Iterator[Finding]:
    """Every page is A4, and all of it is shown."""
    for number, page in enumerate(reading.pdf.pages):
        box = [float(edge) for edge in page.obj.get("/MediaBox", pikepdf.Array())]
        wanted = (0, 0, *PAGE_SIZE_PT)
        same = (abs(a - b) < _SAME_SIZE_PT for a, b in zip(box, wanted, strict=False))
        if len(box) != 4 or not all(same):
            reason = "The page is not an A4 sheet."
            yield Finding("pdf.page-size", f"p. {number + 1}", message(reason))


def _parts(pdf: pikepdf.Pdf) -> Iterator[Part]:
    root = pdf.Root
    yield Part("trailer", "", pdf.trailer, TRAILER)
    yield Part("Info", "", pdf.trailer.get("/Info"), INFORMATION)
    yield Part("Catalog", "", root, CATALOG)
    yield Part("MarkInfo", "", root.get("/MarkInfo"), _keys("Marked"))
    preferences = _keys("DisplayDocTitle Direction")
    yield Part("ViewerPreferences", "", root.get("/ViewerPreferences"), preferences)
    metadata = _keys("Length", Type="/Metadata", Subtype="/XML")
    yield Part("Metadata", "", root.get("/Metadata"), metadata)
    yield Part("Pages", "", root.get("/Pages"), PAGES)
    for intent in root.get("/OutputIntents", pikepdf.Array()):
        yield Part("OutputIntent", "", intent, OUTPUT_INTENT)
    for number, page in enumerate(pdf.pages):
        yield from _page_parts(page.obj, f"p. {number + 1}", root.get("/Pages"))
    yield from _font_parts(pdf)
    yield from _tree_parts(root.get("/StructTreeRoot"))
    yield from _outline_parts(root.get("/Outlines"))


def _page_parts(page: pikepdf.Object, place: str, pages: pikepdf.Object | None) -> Iterator[Part]:
    parent = page.get("/Parent")
    is_child = parent is not None and pages is not None and parent.objgen == pages.objgen
    yield Part("Page", place, page, PAGE if is_child else {})
    yield Part("Contents", place, page.get("/Contents"), STREAM)
    yield Part("Resources", place, page.get("/Resources"), RESOURCES)
    for annotation in page.get("/Annots", pikepdf.Array()):
        if "/Dest" in annotation:
            yield Part("Annot", place, annotation, INWARD_ANNOTATION)
        else:
            yield Part("Annot", place, annotation, OUTWARD_ANNOTATION)
            yield Part("Action", place, annotation.get("/A"), ACTION)
    resources = page.get("/Resources", pikepdf.Dictionary())
    for image in resources.get("/XObject", pikepdf.Dictionary()).values():
        yield from _image_parts(image, place)


def _image_parts(image: pikepdf.Object, place: str) -> Iterator[Part]:
    masks = [image.SMask] if "/SMask" in image else []
    yield Part("XObject", place, image, IMAGE)
    for mask in masks:
        yield Part("SMask", place, mask, MASK)
    for part in (image, *masks):
        if "/DecodeParms" in part:
            yield Part("DecodeParms", place, part.DecodeParms, PREDICTOR)


def _font_parts(pdf: pikepdf.Pdf) -> Iterator[Part]:
    seen: set[tuple[int, int]] = set()
    for page in pdf.pages:
        for font in page.obj.Resources.get("/Font", pikepdf.Dictionary()).values():
            if font.is_indirect and font.objgen in seen:
                continue
            seen.add(font.objgen)
            yield Part("Font", "", font, FONT)
            yield Part("ToUnicode", "", font.get("/ToUnicode"), STREAM)
            for descendant in font.get("/DescendantFonts", pikepdf.Array()):
                yield Part("CIDFont", "", descendant, DESCENDANT)
                yield Part("CIDToGIDMap", "", descendant.get("/CIDToGIDMap"), STREAM)
                descriptor = descendant.get("/FontDescriptor")
                yield Part("FontDescriptor", "", descriptor, DESCRIPTOR)
                if descriptor is not None:
                    yield Part("FontFile2", "", descriptor.get("/FontFile2"), STREAM)


def _tree_parts(root: pikepdf.Object | None) -> Iterator[Part]:
    """All structure elements and what they refer to; a cycle is walked once."""
    if root is None:
        return
    yield Part("StructTreeRoot", "", root, TREE_ROOT)
    if "/IDTree" in root:
        yield Part("IDTree", "", root.IDTree, _keys("Names"))
    seen: set[tuple[int, int]] = set()
    waiting = _children(root)
    while waiting:
        value = waiting.pop()
        if not isinstance(value, pikepdf.Dictionary) or value.objgen in seen:
            continue
        if value.is_indirect:
            seen.add(value.objgen)
        kind = value.get("/Type")
        if kind == "/MCR":
            yield Part("MCR", "", value, CONTENT_REFERENCE)
        elif kind == "/OBJR":
            yield Part("OBJR", "", value, OBJECT_REFERENCE)
        else:
            role = str(value.get("/S", "/?"))
            yield Part(f"StructElem {role[1:]}", "", value, ELEMENTS.get(role, ELEMENT))
            if "/A" in value:
                yield Part("A", "", value.A, ATTRIBUTES.get(role, {}))
            waiting += _children(value)


def _children(value: pikepdf.Object) -> list[pikepdf.Object]:
    kids = value.get("/K")
    if kids is None:
        return []
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _outline_parts(outline: pikepdf.Object | None) -> Iterator[Part]:
    if outline is None:
        return
    yield Part("Outlines", "", outline, OUTLINE)
    seen: set[tuple[int, int]] = set()
    waiting = [outline.get("/First")]
    while waiting:
        item = waiting.pop()
        if item is None or item.objgen in seen:
            continue
        seen.add(item.objgen)
        yield Part("Outlines", "", item, BOOKMARK)
        waiting += [item.get("/Next"), item.get("/First")]


def _written(value: object) -> str:
    """A name, number or array of them as PDF syntax."""
    if isinstance(value, pikepdf.Array):
        return f"[ {' '.join(_written(item) for item in value)} ]"
    return str(value)
