from io import BytesIO

import pytest
from PIL import Image as Picture

from pipeline.check.compare_figures import (
    ImageForm,
    compare_figures,
    image_forms,
    pixels,
)
from tests.builders import briefing, image

BRIEFING = briefing("# T", "![En röd ruta](red) Bild 1", "![](blue)")
RED, BLUE = image_forms(BRIEFING)


def check(*found: ImageForm) -> list[tuple[str, str]]:
    findings = compare_figures(BRIEFING, found, rule_prefix="html", where="a.html")
    return [(finding.rule, finding.where) for finding in findings]


def test_the_same_pictures_have_no_finding() -> None:
    assert check(RED, BLUE) == []
    assert RED.alternative == "En röd ruta"
    assert BLUE.alternative == ""


@pytest.mark.parametrize(
    "form",
    [
        ImageForm("", RED.pixels),
        ImageForm(None, RED.pixels),
        ImageForm("En blå ruta", RED.pixels),
        ImageForm("En röd ruta", BLUE.pixels),
        ImageForm("En röd ruta", None),
    ],
)
def test_every_property_is_compared(form: ImageForm) -> None:
    assert check(form, BLUE) == [("html.figure", "a.html b1")]


def test_lost_extra_and_exchanged_pictures() -> None:
    assert check(RED) == [("html.figure", "a.html b2")]
    assert check(RED, BLUE, BLUE) == [("html.figure", "a.html")]
    assert len(check(BLUE, RED)) == 4


def test_a_decorative_picture_that_says_nothing() -> None:
    assert check(RED, ImageForm(None, BLUE.pixels)) == [("html.figure", "a.html b2")]


def test_the_form_of_a_file_does_not_matter_its_pixels_do() -> None:
    picture = Picture.new("L", (40, 20), 128)
    one, other = BytesIO(), BytesIO()
    picture.save(one, "PNG")
    picture.convert("RGB").save(other, "PNG", compress_level=0)
    assert pixels(one.getvalue()) == pixels(other.getvalue())
    assert pixels(image("red").data) != pixels(image("red", 20, 40).data)


@pytest.mark.parametrize("data", [b"", b"GIF89a", image("red").data[:60]])
def test_what_is_no_picture_has_no_pixels(data: bytes) -> None:
    assert pixels(data) is None
