"""Pictures of a DOCX: DrawingML in line with the text, each file once in the package."""

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.parts.document import DocumentPart
from lxml import etree

from pipeline.model import Figure, Image
from pipeline.render.ooxml import Element, R, w
from pipeline.style import Style

_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_DECORATIVE = "http://schemas.microsoft.com/office/drawing/2017/decorative"
_DECORATIVE_EXTENSION = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"
"""Word's own way to say that a picture is decorative; ISO/IEC 29500 has none."""

_NAMESPACES = {"wp": _WP, "a": _A, "pic": _PIC, "r": R}
_PIXELS_PER_INCH = 150
_MOST_HEIGHT = 0.45
"""Of the height of the text on a page."""
_EMU_PER_INCH = 914_400
_MM_PER_INCH = 25.4


def drawing(figure: Figure, number: int, part: DocumentPart, style: Style) -> Element:
    """A run with the picture; `number` is its own among those of the document."""
    width, height = (str(side) for side in _size_emu(figure.image, style))
    relationship = part.relate_to(_picture_part(figure.image, part), RELATIONSHIP_TYPE.IMAGE)
    inline = _element(
        _WP,
        "inline",
        _element(_WP, "extent", cx=width, cy=height),
        _description(figure, number),
        _element(_WP, "cNvGraphicFramePr", _element(_A, "graphicFrameLocks", noChangeAspect="1")),
        _element(
            _A,
            "graphic",
            _element(_A, "graphicData", _picture(relationship, (width, height)), uri=_PIC),
        ),
        distT="0",
        distB="0",
        distL="0",
        distR="0",
    )
    etree.cleanup_namespaces(inline, top_nsmap=_NAMESPACES, keep_ns_prefixes=["r"])
    return w("r", w("drawing", inline))


def _description(figure: Figure, number: int) -> Element:
    """Number, name and alternative; Word reads the alternative from here (20.4.2.5)."""
    made = _element(_WP, "docPr", id=f"{number}", name=figure.id, descr=figure.alternative)
    if figure.is_decorative:
        mark = etree.Element(f"{{{_DECORATIVE}}}decorative", nsmap={"adec": _DECORATIVE})
        mark.set("val", "1")
        made.append(_element(_A, "extLst", _element(_A, "ext", mark, uri=_DECORATIVE_EXTENSION)))
    return made


def _picture(relationship: str, size: tuple[str, str]) -> Element:
    width, height = size
    frame = _element(_A, "off", x="0", y="0"), _element(_A, "ext", cx=width, cy=height)
    blip = _element(_A, "blip")
    blip.set(f"{{{R}}}embed", relationship)
    return _element(
        _PIC,
        "pic",
        _element(
            _PIC, "nvPicPr", _element(_PIC, "cNvPr", id="0", name=""), _element(_PIC, "cNvPicPr")
        ),
        _element(_PIC, "blipFill", blip, _element(_A, "stretch", _element(_A, "fillRect"))),
        _element(
            _PIC,
            "spPr",
            _element(_A, "xfrm", *frame),
            _element(_A, "prstGeom", _element(_A, "avLst"), prst="rect"),
        ),
    )


def _element(space: str, tag: str, *children: Element, **attributes: str) -> Element:
    made = etree.Element(f"{{{space}}}{tag}", attributes, nsmap=_NAMESPACES)
    made.extend(children)
    return made


def _picture_part(image: Image, part: DocumentPart) -> Part:
    """The part with the picture's file; the same picture has the same part."""
    name = PackURI(f"/word/media/{image.file_name}")
    for relationship in part.rels.values():
        if relationship.reltype == RELATIONSHIP_TYPE.IMAGE:
            known: Part = relationship.target_part
            if known.partname == name:
                return known
    return Part(name, image.media_type, image.data, part.package)


def _size_emu(image: Image, style: Style) -> tuple[int, int]:
    """Width and height: natural size, at most as wide as the text and a part of its height."""
    room_mm = style.page_width_mm - 2 * style.margin_side_mm
    tall_mm = (style.page_height_mm - style.margin_top_mm - style.margin_bottom_mm) * _MOST_HEIGHT
    natural_mm = [side / _PIXELS_PER_INCH * _MM_PER_INCH for side in (image.width, image.height)]
    scale = min(1, room_mm / natural_mm[0], tall_mm / natural_mm[1])
    width, height = (
        max(1, round(side * scale / _MM_PER_INCH * _EMU_PER_INCH)) for side in natural_mm
    )
    return width, height
