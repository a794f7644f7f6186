"""Documents with every form of picture that the model allows, and of every shape."""

from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO

from PIL import Image as Pillow

from pipeline.model import Figure, Image, Paragraph
from tests.builders import text
from tests.render.pdf.conformance.case import Case, case_of_blocks

MODES = {
    "colour": ("RGB", "PNG"),
    "colour with alpha": ("RGBA", "PNG"),
    "grey": ("L", "PNG"),
    "grey with alpha": ("LA", "PNG"),
    "one bit": ("1", "PNG"),
    "palette": ("P", "PNG"),
    "sixteen bits": ("I;16", "PNG"),
    "photograph": ("RGB", "JPEG"),
    "grey photograph": ("L", "JPEG"),
}
SIZES = {
    "small": (4, 4),
    "wide": (900, 3),
    "tall": (3, 900),
    "square": (300, 300),
    "larger than the page": (1600, 2400),
}


def picture(mode: str = "RGB", form: str = "PNG", size: tuple[int, int] = (60, 30)) -> Image:
    """A picture with a gradient, so that no channel is constant."""
    ramp = Pillow.linear_gradient("L").resize(size)
    drawn = ramp.convert(mode) if mode != "LA" else ramp.convert("LA")
    if "A" in mode:
        drawn.putalpha(ramp.rotate(180))
    data = BytesIO()
    drawn.save(data, form)
    digest = sha256(data.getvalue()).hexdigest()
    return Image(digest, f"image/{form.lower()}", *size, data.getvalue())


def transparent_palette() -> Image:
    """A palette of which one colour is transparent (PNG's tRNS)."""
    drawn = Pillow.linear_gradient("L").resize((60, 30)).quantize(8)
    data = BytesIO()
    drawn.save(data, "PNG", transparency=2)
    return Image(sha256(data.getvalue()).hexdigest(), "image/png", 60, 30, data.getvalue())


def cases() -> Iterator[Case]:
    """A document for each form and shape, and for several pictures together."""
    for name, (mode, form) in MODES.items():
        yield _case(name, Figure("b1", picture(mode, form), "En övergång"))
    yield _case("transparent palette", Figure("b1", transparent_palette(), "En övergång"))
    for name, size in SIZES.items():
        yield _case(name, Figure("b1", picture(size=size), "En övergång", text("Bild [^1]"[:4])))
        yield _case(f"{name}, decorative", Figure("b1", picture(size=size)))
    one = picture()
    yield _case("one twice", Figure("b1", one, "Först"), Figure("b2", one, "Sedan"))
    yield _case("content and decoration", Figure("b1", one, "Först"), Figure("b2", one))
    several = [Figure(f"b{n}", picture(size=(40 * n, 200)), f"Bild {n}") for n in range(1, 13)]
    yield _case("many", *several)
    odd = "<&\"'> (parentes) \\ {x} \u00a0 صورة %s"
    yield _case("odd alternative", Figure("b1", one, odd), Paragraph("b2", text("Slut")))


def _case(name: str, *blocks: Figure | Paragraph) -> Case:
    return case_of_blocks(f"pictures/{name}", *blocks)
