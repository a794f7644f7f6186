"""Pictures in finished files: their pixels, their transparency, and that each is there once."""

import struct
import zlib
from dataclasses import replace
from hashlib import sha256
from io import BytesIO

import pikepdf
import pytest
from PIL import Image as Picture

from pipeline.edition import Edition
from pipeline.errors import RenderError
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


def upturned(orientation: int) -> Image:
    exif = Picture.Exif()
    exif[0x0112] = orientation
    file = BytesIO()
    pattern("RGB").save(file, "JPEG", exif=exif)
    return Image(sha256(file.getvalue()).hexdigest(), "image/jpeg", 37, 23, file.getvalue())


def cut(given: Image, end: int) -> Image:
    data = given.data[:end]
    return replace(given, data=data, digest=sha256(data).hexdigest())


def bomb() -> Image:
    header = b"IHDR" + struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    data = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + header
    data += struct.pack(">I", zlib.crc32(header))
    return Image(sha256(data).hexdigest(), "image/png", 60_000, 60_000, data)


REFUSED = {
    "no data": cut(image(pattern("RGB")), 0),
    "half a PNG": cut(image(pattern("RGB")), 60),
    "half a JPEG": cut(image(pattern("RGB"), "JPEG"), 400),
    "a JPEG without its end": cut(image(pattern("RGB"), "JPEG"), -30),
    "words": Image("0" * 64, "image/png", 3, 3, b"hello" * 50),
    "CMYK": image(pattern("CMYK"), "JPEG"),
    "GIF": image(pattern("P"), "GIF"),
    "turned": upturned(6),
    "mirrored": upturned(2),
    "of no size": replace(image(pattern("RGB")), width=0, height=0),
    "of another size": replace(image(pattern("RGB")), width=370),
    "enormous": bomb(),
}


@pytest.mark.parametrize("bad", REFUSED.values(), ids=REFUSED.keys())
def test_a_picture_that_would_be_shown_wrong_is_refused(bad: Image) -> None:
    with pytest.raises(RenderError, match=r"^b2: The picture .*(picture program|smaller)\.$"):
        pdf_file(showing(bad))


def test_sixteen_bits_become_eight_without_being_clipped() -> None:
    deep = Picture.new("I;16", (3, 1))
    deep.putdata([0, 0x8080, 0xFFFF])
    file = read(pdf_file(showing(image(deep))))
    (shown,) = file.pictures
    assert pixels(shown.image).tobytes() == b"\x00\x80\xff"


def test_progressive_animated_and_oddly_profiled_pictures_are_shown() -> None:
    first, second = pattern("RGB"), pattern("RGB").rotate(180)
    file = BytesIO()
    first.save(file, "JPEG", progressive=True, icc_profile=b"no profile" * 20)
    jpeg = Image(sha256(file.getvalue()).hexdigest(), "image/jpeg", 37, 23, file.getvalue())
    file = BytesIO()
    first.save(file, "PNG", save_all=True, append_images=[second], icc_profile=b"x" * 200)
    animated = Image(sha256(file.getvalue()).hexdigest(), "image/png", 37, 23, file.getvalue())
    document = read(pdf_file(showing(jpeg, animated, upturned(1))))
    shown = document.pictures
    assert shown[0].image.read_raw_bytes() == jpeg.data
    assert pixels(shown[1].image) == first


@pytest.mark.parametrize(("width", "height"), [(1, 1), (1, 20_000), (20_000, 1), (3_000, 3_000)])
def test_a_picture_of_any_shape_is_on_the_page_and_to_be_seen(width: int, height: int) -> None:
    file = read(pdf_file(showing(image(Picture.new("L", (width, height))))))
    (shown,) = file.pictures
    left, bottom, right, top = shown.box
    assert 0 < left < right - 0.4
    assert 0 < bottom < top - 0.4
    assert right < float(file.pdf.pages[0].MediaBox[2])
