"""Pictures in finished files: their pixels, their transparency, and that each is there once."""

from dataclasses import replace
from hashlib import sha256
from io import BytesIO

import pikepdf
import pytest
from PIL import Image as Picture

from pipeline.edition import Edition
from pipeline.model import Figure, Image
from tests.builders import edition
from tests.render.pdf.tag_tree import read
from tests.samples import pdf_file


def image(picture: Picture.Image, kind: str = "PNG") -> Image:
    file = BytesIO()
    picture.save(file, kind)
    data = file.getvalue()
    return Image(sha256(data).hexdigest(), f"image/{kind.lower()}", *picture.size, data)


def showing(*images: Image) -> Edition:
    item = edition("# T", "text")
    figures = (Figure(f"b{n}", each, "något") for n, each in enumerate(images, 2))
    blocks = (*item.briefing.blocks, *figures)
    return replace(item, briefing=replace(item.briefing, blocks=blocks))


def pattern(mode: str, width: int = 37, height: int = 23) -> Picture.Image:
    colours = [
        (x * 7 % 256, y * 11 % 256, (x + y) % 256) for y in range(height) for x in range(width)
    ]
    picture = Picture.new("RGB", (width, height))
    picture.putdata(colours)
    return picture.convert(mode)


def pixels(shown: pikepdf.Object) -> Picture.Image:
    mode = {"/DeviceRGB": "RGB", "/DeviceGray": "L"}[str(shown.ColorSpace)]
    return Picture.frombytes(mode, (int(shown.Width), int(shown.Height)), shown.read_bytes())


@pytest.mark.parametrize(
    ("mode", "read_as"), [("RGB", "RGB"), ("L", "L"), ("P", "RGB"), ("1", "L")]
)
def test_the_pixels_are_those_of_the_picture(mode: str, read_as: str) -> None:
    picture = pattern(mode)
    file = read(pdf_file(showing(image(picture))))
    (shown,) = file.pictures
    assert "/SMask" not in shown.image
    assert pixels(shown.image) == picture.convert(read_as)


@pytest.mark.parametrize("mode", ["RGBA", "LA"])
def test_transparency_is_a_soft_mask(mode: str) -> None:
    picture = pattern("RGB").convert(mode)
    picture.putalpha(pattern("L"))
    file = read(pdf_file(showing(image(picture))))
    (shown,) = file.pictures
    assert pixels(shown.image) == picture.convert("RGBA").convert("RGB")
    assert pixels(shown.image.SMask) == pattern("L")


def test_jpeg_stays_as_it_is() -> None:
    for mode in ("RGB", "L"):
        given = image(pattern(mode), "JPEG")
        file = read(pdf_file(showing(given)))
        (shown,) = file.pictures
        assert shown.image.read_raw_bytes() == given.data
        assert str(shown.image.Filter) == "/DCTDecode"


def test_a_picture_shown_twice_is_there_once() -> None:
    given, other = image(pattern("RGB")), image(pattern("L"))
    file = read(pdf_file(showing(given, other, given)))
    assert file.pictures[0].image.objgen == file.pictures[2].image.objgen
    assert len({s.image.objgen for s in file.pictures}) == 2


def test_the_box_of_a_figure_is_where_it_is_painted() -> None:
    file = read(pdf_file(showing(image(pattern("RGB", 300, 200)), image(pattern("L", 900, 3000)))))
    figures = file.root.find("Figure")
    for figure, shown in zip(figures, file.pictures, strict=True):
        assert shown.mark == "/Figure"
        box = [float(edge) for edge in figure.value.A.BBox]
        assert all(abs(a - b) < 0.02 for a, b in zip(box, shown.box, strict=True))
    (left, bottom, right, top), tall = file.pictures[0].box, file.pictures[1].box
    assert (round(right - left), round(top - bottom)) == (144, 96)
    assert abs((tall[2] - tall[0]) * 3000 / 900 - (tall[3] - tall[1])) < 1
    assert tall[3] - tall[1] < 0.46 * 841


def test_a_decorative_picture_is_an_artifact() -> None:
    item = edition("# T", "![](red) bildtext", "![](blue)")
    file = read(pdf_file(item))
    assert [shown.mark for shown in file.pictures] == ["/Artifact"] * 2
    assert file.root.find("Figure") == []


def test_only_pages_that_show_a_picture_name_it() -> None:
    item = edition("# T", *["rad"] * 30, "![a](red)")
    pages = read(pdf_file(item)).pdf.pages
    assert ["/XObject" in page.Resources for page in pages] == [False, True]


def test_same_input_same_bytes() -> None:
    pdf_file.cache_clear()
    item = showing(image(pattern("RGBA")))
    first = pdf_file(item)
    pdf_file.cache_clear()
    assert pdf_file(item) == first
