"""Pictures of a DOCX as they are shown: file, size, and what is said instead (20.4, 20.2)."""

from dataclasses import dataclass

from pipeline.check.docx_package import Element, Package, R, whole

WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}"

EMU_PER_TWENTIETH = 635
"""English metric units in a twentieth of a point."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture. `alternative` is empty if it is marked as decorative, and None if nothing
    is said, or both. Width and height are in twentieths of a point; `part` is its file."""

    name: str
    number: str
    alternative: str | None
    width: float
    height: float
    part: str
    sizes_agree: bool


def picture(drawing: Element, package: Package, part: str) -> Picture:
    """What a `w:drawing` shows; what is missing is empty."""
    described = drawing.find(f"{WP}inline/{WP}docPr")
    blip = drawing.find(f".//{A}blip")
    identity = None if blip is None else blip.get(f"{R}embed")
    outer, inner = drawing.find(f"{WP}inline/{WP}extent"), drawing.find(f".//{A}xfrm/{A}ext")
    width, height = _size(outer)
    return Picture(
        "" if described is None else described.get("name", ""),
        "" if described is None else described.get("id", ""),
        _alternative(described),
        width / EMU_PER_TWENTIETH,
        height / EMU_PER_TWENTIETH,
        package.target(part, identity) or "",
        _size(inner) == (width, height),
    )


def _alternative(described: Element | None) -> str | None:
    if described is None:
        return None
    text = described.get("descr", "")
    mark = described.find(f".//{DECORATIVE}decorative")
    is_decorative = mark is not None and mark.get("val") == "1"
    if is_decorative == bool(text):
        return None
    return text


def _size(extent: Element | None) -> tuple[int, int]:
    if extent is None:
        return 0, 0
    return whole(extent.get("cx"), 0), whole(extent.get("cy"), 0)
