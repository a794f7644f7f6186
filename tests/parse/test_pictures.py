import zlib
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image as Picture
from PIL import ImageCms

from pipeline.errors import SourceError
from pipeline.parse.pictures import HIGHEST, MOST_PIXELS, WIDEST, read_picture
from tests.parse.generated import unhurried


def saved(picture: Picture.Image, form: str, **options: object) -> bytes:
    data = BytesIO()
    picture.save(data, form, **options)
    return data.getvalue()


def opened(data: bytes) -> Picture.Image:
    return Picture.open(BytesIO(data))


def refusal(data: bytes) -> str:
    with pytest.raises(SourceError) as caught:
        read_picture(data, "karta", "lagesbild.docx:4")
    assert str(caught.value).startswith("lagesbild.docx:4: ")
    return str(caught.value.text)


GRADIENT = Picture.radial_gradient("L").resize((60, 40))


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
@pytest.mark.parametrize("mode", ["L", "RGB"])
def test_read_again_a_picture_is_the_same(form: str, mode: str) -> None:
    once = read_picture(saved(GRADIENT.convert(mode), form, dpi=(300, 300)), "karta", "x")
    again = read_picture(once.data, "karta", "x")
    assert (once.media_type, once.width, once.height) == (f"image/{form.lower()}", 60, 40)
    assert again == once
    assert again.data == once.data


def test_the_metadata_is_gone() -> None:
    exif = Picture.Exif()
    exif[0x010E] = "Karta över Hallstahammar"  # ImageDescription
    for form in ("PNG", "JPEG"):
        data = saved(GRADIENT, form, exif=exif, dpi=(300, 300))
        assert b"Hallstahammar" in data
        read = read_picture(data, "karta", "x").data
        assert b"Hallstahammar" not in read
        assert not opened(read).getexif()


def test_a_picture_is_turned_as_the_camera_was_held() -> None:
    exif = Picture.Exif()
    exif[0x0112] = 6  # Orientation: turn by 90 degrees clockwise
    left_white = Picture.new("RGB", (40, 20), "black")
    left_white.paste("white", (0, 0, 20, 20))
    for form in ("PNG", "JPEG"):
        read = read_picture(saved(left_white, form, exif=exif), "foto", "x")
        assert (read.width, read.height) == (20, 40)
        assert opened(read.data).convert("L").getpixel((10, 5)) > 200
        assert opened(read.data).convert("L").getpixel((10, 35)) < 50


@pytest.mark.parametrize(
    ("mode", "expected"),
    [("1", "L"), ("L", "L"), ("P", "RGB"), ("LA", "RGBA"), ("RGBA", "RGBA"), ("I;16", "L")],
)
def test_a_png_has_eight_bits_of_grey_or_colour(mode: str, expected: str) -> None:
    picture = Picture.new("RGBA", (8, 8), (200, 0, 0, 100)).convert(mode.removesuffix(";16"))
    if mode == "P":
        picture = GRADIENT.convert("RGB").quantize(16)
    if mode == "I;16":
        picture = Picture.new("I;16", (8, 8), 0x8000)
    read = opened(read_picture(saved(picture, "PNG"), "karta", "x").data)
    assert read.mode == expected
    if mode == "I;16":
        assert read.getpixel((1, 1)) == 0x80
    if mode == "RGBA":
        assert read.getpixel((1, 1)) == (200, 0, 0, 100)


def test_an_alpha_channel_through_which_nothing_shines_is_none() -> None:
    data = saved(Picture.new("RGBA", (8, 8), (1, 2, 3, 255)), "PNG")
    assert opened(read_picture(data, "karta", "x").data).mode == "RGB"


def test_a_transparent_colour_of_a_palette_stays_transparent() -> None:
    picture = GRADIENT.convert("RGB").quantize(16)
    data = saved(picture, "PNG", transparency=picture.getpixel((0, 0)))
    assert opened(read_picture(data, "karta", "x").data).getpixel((0, 0))[3] == 0


def test_colours_for_the_press_become_colours_of_the_screen() -> None:
    data = saved(Picture.new("CMYK", (8, 8), (0, 255, 255, 0)), "JPEG")
    read = opened(read_picture(data, "foto", "x").data)
    red, green, blue = read.getpixel((4, 4))
    assert read.mode == "RGB"
    assert red > 230
    assert max(green, blue) < 40


def test_a_colour_profile_that_fits_is_applied_and_another_one_ignored() -> None:
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for profile in (srgb, b"no profile"):
        data = saved(Picture.new("RGB", (8, 8), (10, 100, 200)), "PNG", icc_profile=profile)
        read = opened(read_picture(data, "karta", "x").data)
        assert "icc_profile" not in read.info
        assert read.getpixel((0, 0)) == (10, 100, 200)


@unhurried
@given(st.integers(1, 4000), st.integers(1, 4000))
def test_a_large_picture_becomes_as_large_as_a_page(width: int, height: int) -> None:
    read = read_picture(saved(Picture.new("1", (width, height)), "PNG"), "karta", "x")
    assert read.width <= WIDEST
    assert read.height <= HIGHEST
    if width <= WIDEST and height <= HIGHEST:
        assert (read.width, read.height) == (width, height)
    else:
        assert read.width == WIDEST or read.height == HIGHEST


@pytest.mark.parametrize(
    ("form", "name"), [("GIF", "GIF"), ("TIFF", "TIFF"), ("BMP", "BMP"), ("WEBP", "WebP")]
)
def test_other_formats_are_named(form: str, name: str) -> None:
    sentence = "The picture “karta” has the format {}; save it as PNG or JPEG."
    assert refusal(saved(GRADIENT, form)) == sentence.format(name)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', "SVG"),
        (b"<svg/>", "SVG"),
        (b"\x01\x00\x00\x00" + bytes(36) + b" EMF", "EMF"),
        (b"\xd7\xcd\xc6\x9a" + bytes(20), "WMF"),
        (b"\0\0\0\x18ftypheic", "HEIC"),
        (b"%PDF-1.7", "PDF"),
    ],
)
def test_formats_that_not_every_program_shows_are_named(data: bytes, name: str) -> None:
    assert f"has the format {name};" in refusal(data)


def test_what_is_no_picture_at_all() -> None:
    for data in (b"", b"hej", bytes(100)):
        assert "neither PNG nor JPEG" in refusal(data)


def test_the_size_is_judged_by_the_header() -> None:
    for size in ((100_000, 100_000), (2**31 - 1, 2**31 - 1), (MOST_PIXELS // 100 + 1, 100)):
        header = b"".join(n.to_bytes(4, "big") for n in size) + bytes([8, 2, 0, 0, 0])
        data = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + header
        data += zlib.crc32(b"IHDR" + header).to_bytes(4, "big")
        data += b"\0\0\0\0IDAT" + zlib.crc32(b"IDAT").to_bytes(4, "big")
        assert "more than 50 million pixels" in refusal(data)


def test_an_animation_is_refused() -> None:
    frames = [Picture.new("RGB", (8, 8), colour) for colour in ("red", "blue")]
    data = saved(frames[0], "PNG", save_all=True, append_images=frames[1:])
    assert "moves; save one still picture" in refusal(data)


@unhurried
@given(st.sampled_from(["PNG", "JPEG"]), st.floats(0, 0.98))
def test_a_picture_that_is_cut_off_is_refused(form: str, part: float) -> None:
    data = saved(Picture.effect_noise((64, 64), 80), form)
    assert refusal(data[: int(len(data) * part)])


@unhurried
@given(st.sampled_from(["PNG", "JPEG"]), st.lists(st.tuples(st.integers(0), st.binary(max_size=4))))
def test_no_damage_makes_anything_but_a_picture_or_a_sentence(
    form: str, changes: list[tuple[int, bytes]]
) -> None:
    data = bytearray(saved(GRADIENT.convert("RGB"), form, dpi=(72, 72)))
    for place, new in changes:
        start = place % len(data)
        data[start : start + len(new)] = new
    try:
        read = read_picture(bytes(data), "karta", "x")
    except SourceError:
        return
    assert opened(read.data).size == (read.width, read.height)


def test_a_picture_with_hundreds_of_scans_is_refused() -> None:
    """Each goes over all pixels, so that some bytes more would take minutes."""
    data = saved(Picture.new("L", (40, 20)), "JPEG", progressive=True)
    last = data.rindex(b"\xff\xda")
    for scan in (data[last:-2], b"\xff" + data[last:-2], b"\0\0" + data[last:-2]):
        assert "damaged" in refusal(data[:last] + scan * 200 + data[-2:])
    assert read_picture(data, "bild", "prov.docx:1")
