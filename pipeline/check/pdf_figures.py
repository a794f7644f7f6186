"""The pictures of a PDF: what they show, what stands for them, and where they are painted."""

from collections.abc import Iterator
from io import BytesIO
from typing import TypeGuard

import pikepdf
from PIL import Image as Picture

from pipeline.check.compare_figures import (
    ImageForm,
    Pixels,
    compare_figures,
    pixels,
    pixels_of,
)
from pipeline.check.pdf_fonts import Box
from pipeline.check.pdf_layout import MM, SMALLEST_MARGIN_MM
from pipeline.check.pdf_painted import PageContent, PaintedGlyph, PaintedImage
from pipeline.check.pdf_reading import PdfReading
from pipeline.check.pdf_tree import Element
from pipeline.edition import Edition
from pipeline.findings import Finding
from pipeline.messages import Message, message

_RULE = "pdf.figure"
_ROUNDED_PT = 0.1
_SAME_SHAPE = 0.01
_LEAST_SEEN_PT = 0.5
"""Half a pixel more or less on a thin line is not seen as stretching."""
_MODES = {"/DeviceRGB": "RGB", "/DeviceGray": "L"}
LARGEST_PIXEL_PT = 72 / 149
"""A picture is not enlarged beyond about 150 pixels to the inch."""


def figures(reading: PdfReading, edition: Edition) -> Iterator[Finding]:
    """The pictures are those of the briefing, with their alternative texts; a decorative one is
    an artifact (ISO 14289-1 7.3)."""
    owners = _owners(reading)
    forms = [_form(image, owners) for page in reading.pages for image in page.images]
    yield from compare_figures(edition.briefing, forms, rule_prefix="pdf", where="")
    painted = {(i.page, i.mark.mcid) for page in reading.pages for i in page.images}
    for element in reading.elements:
        keys = [child for child in element.children if not isinstance(child, Element)]
        if element.kind == "Figure" and not (len(keys) == 1 and keys[0] in painted):
            reason = "A figure is not one picture."
            yield Finding(_RULE, "", message(reason))
        if element.kind == "Figure" and not (element.alternative or "").strip():
            reason = "The picture has no alternative text and is not marked as decorative."
            yield Finding(_RULE, "", message(reason))


def _owners(reading: PdfReading) -> dict[tuple[int, int], Element]:
    return {
        child: element
        for element in reading.elements
        for child in element.children
        if not isinstance(child, Element)
    }


def _form(image: PaintedImage, owners: dict[tuple[int, int], Element]) -> ImageForm:
    return ImageForm(_alternative(image, owners), _pixels(image.value))


def _alternative(image: PaintedImage, owners: dict[tuple[int, int], Element]) -> str | None:
    if image.mark.is_artifact:
        return ""
    owner = owners.get((image.page, image.mark.mcid)) if image.mark.mcid is not None else None
    return owner.alternative if owner and owner.kind == "Figure" else None


def _pixels(value: pikepdf.Object | None) -> Pixels | None:
    """The pixels of an image XObject (ISO 32000-1 8.9.5); None if it is none that we write."""
    if not isinstance(value, pikepdf.Stream):
        return None
    if value.get("/Filter") == "/DCTDecode":
        return _jpeg(value)
    try:
        picture = _picture(value)
        mask = value.get("/SMask")
        if isinstance(mask, pikepdf.Stream):
            picture.putalpha(_picture(mask))
        return pixels_of(picture)
    except (ValueError, KeyError, OSError, pikepdf.PdfError):
        return None


def _jpeg(value: pikepdf.Stream) -> Pixels | None:
    """A JPEG as it is (ISO 32000-1 7.4.8), if the dictionary says of it what it says itself."""
    data = value.read_raw_bytes()
    found = pixels(data)
    if found is None or "/SMask" in value:
        return None
    with Picture.open(BytesIO(data), formats=("JPEG",)) as opened:
        is_told = _MODES.get(str(value.get("/ColorSpace"))) == opened.mode
    is_whole = (int(value.Width), int(value.Height)) == (found.width, found.height)
    return found if is_told and is_whole else None


def _picture(value: pikepdf.Object) -> Picture.Image:
    mode = _MODES[str(value.get("/ColorSpace"))]
    size = int(value.Width), int(value.Height)
    data = value.read_bytes()
    if int(value.BitsPerComponent) != 8 or len(data) != size[0] * size[1] * len(mode):
        raise ValueError("the data is not that of a picture of this size")
    return Picture.frombytes(mode, size, data)


def figure_places(reading: PdfReading, _: Edition) -> Iterator[Finding]:
    """Pictures stand upright between the margins in their own room; BBox is around each.

    None is stretched or enlarged, and text stands neither on nor under one.
    """
    owners = _owners(reading)
    for page in reading.pages:
        for image in page.images:
            owner = None
            if image.mark.mcid is not None and not image.mark.is_artifact:
                owner = owners.get((image.page, image.mark.mcid))
            if problem := _place_problem(page, image, owner):
                yield Finding(_RULE, f"p. {page.number + 1}", problem)
            caption = _caption(reading, owner)
            if caption and caption[0].page != image.page:
                reason = "A picture and its caption stand on different pages."
                yield Finding(_RULE, f"p. {page.number + 1}", message(reason))


def _caption(reading: PdfReading, figure: Element | None) -> list[PaintedGlyph]:
    """The glyphs of the caption beside a figure."""
    if figure is None or figure.parent is None or figure.parent.kind != "Div":
        return []
    beside = (child for child in figure.parent.elements() if child.kind == "Caption")
    return [glyph for caption in beside for glyph in reading.glyphs_below(caption)]


def _place_problem(page: PageContent, image: PaintedImage, owner: Element | None) -> Message | None:
    if image.box is None or not _is_image(image.value):
        return message("A picture is turned, mirrored or missing.")
    if not _keeps_shape(image.box, image.value):
        return message("A picture is stretched or enlarged.")
    if not _is_between_margins(page, image.box):
        return message("A picture stands outside the margins of the page.")
    if not _has_room(page, image, image.box):
        return message("A picture stands over text, or not where it is read.")
    if owner and not _is_same(_bounds(owner), image.box):
        return message("The bounds of a figure (BBox) are not those of its picture.")
    return None


def _is_image(value: pikepdf.Object | None) -> TypeGuard[pikepdf.Stream]:
    return (
        isinstance(value, pikepdf.Stream)
        and value.get("/Subtype") == "/Image"
        and min(int(value.get(key, 0)) for key in ("/Width", "/Height")) > 0
    )


def _keeps_shape(box: Box, value: pikepdf.Object) -> bool:
    across = (box[2] - box[0]) / int(value.Width)
    down = (box[3] - box[1]) / int(value.Height)
    largest = max(across, down)
    stretched_pt = abs(across - down) * min(int(value.Width), int(value.Height))
    keeps = abs(across - down) <= _SAME_SHAPE * largest or stretched_pt < _LEAST_SEEN_PT
    return keeps and largest <= LARGEST_PIXEL_PT


def _is_between_margins(page: PageContent, box: Box) -> bool:
    least = SMALLEST_MARGIN_MM * MM
    return (
        box[0] >= least
        and box[1] >= least
        and box[2] <= page.width - least
        and box[3] <= page.height - least
    )


def _has_room(page: PageContent, image: PaintedImage, box: Box) -> bool:
    """Whether text painted before stands above the picture and text painted after below it.

    Headers and footers are only kept apart from it, and so are the other pictures.
    """
    for index, glyph in enumerate(page.glyphs):
        if glyph.ink is None:
            continue
        is_above, is_below = glyph.ink[1] >= box[3], glyph.ink[3] <= box[1]
        is_apart = is_above or is_below
        in_order = is_above if index < image.before else is_below
        if not (is_apart if glyph.mark.is_artifact else in_order):
            return False
    return not any(_meet(box, other.box) for other in page.images if other is not image)


def _meet(one: Box, other: Box | None) -> bool:
    return other is not None and (
        one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
    )


def _bounds(element: Element) -> tuple[float, ...]:
    value = element.attributes.get("/BBox", ())
    return tuple(float(edge) for edge in value) if isinstance(value, tuple) else ()


def _is_same(bounds: tuple[float, ...], box: Box) -> bool:
    return len(bounds) == 4 and all(
        abs(a - b) <= _ROUNDED_PT for a, b in zip(bounds, box, strict=True)
    )
