"""The pictures that were read back from a finished file, compared with those of its briefing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from io import BytesIO
from itertools import zip_longest

from PIL import Image as Picture

from pipeline.check.compare import disregarded, excerpt
from pipeline.findings import Finding
from pipeline.messages import Message, message
from pipeline.model import Briefing, Figure

_KEPT_PICTURES = 64


@dataclass(frozen=True, slots=True)
class Pixels:
    """What a picture shows: its size in pixels, and the SHA-256 of its pixels in RGBA."""

    width: int
    height: int
    digest: str


@dataclass(frozen=True, slots=True)
class ImageForm:
    """A picture as a file has it.

    `alternative` is empty if the file says that the picture is decorative, None if it says
    nothing at all; `pixels` is None if the picture's data is missing or no picture.
    """

    alternative: str | None
    pixels: Pixels | None


def pixels(data: bytes) -> Pixels | None:
    """The pixels of a PNG or JPEG; None if it is none or damaged."""
    return _decoded(data)


@lru_cache(_KEPT_PICTURES)
def _decoded(data: bytes) -> Pixels | None:
    try:
        with Picture.open(BytesIO(data), formats=("PNG", "JPEG")) as picture:
            return pixels_of(picture)
    except (OSError, ValueError, SyntaxError, Picture.DecompressionBombError):
        return None


def pixels_of(picture: Picture.Image) -> Pixels:
    """The pixels of an open picture. Raises OSError if its data is damaged."""
    shown = picture.convert("RGBA")
    return Pixels(shown.width, shown.height, sha256(shown.tobytes()).hexdigest())


def image_forms(briefing: Briefing) -> tuple[ImageForm, ...]:
    """The pictures of a briefing, in order."""
    figures = (block for block in briefing.blocks if isinstance(block, Figure))
    return tuple(image_form(figure) for figure in figures)


def image_form(figure: Figure) -> ImageForm:
    """A picture of a briefing."""
    return ImageForm(figure.alternative, pixels(figure.image.data))


def compare_figures(
    briefing: Briefing, found: Sequence[ImageForm], *, rule_prefix: str, where: str
) -> tuple[Finding, ...]:
    """Every difference between the pictures of a briefing and those of a file, in order.

    Rule: `<prefix>.figure`. A place is the id of the figure in the briefing.
    """
    figures = [block for block in briefing.blocks if isinstance(block, Figure)]
    return tuple(
        Finding(f"{rule_prefix}.figure", f"{where} {place}".strip(), reason)
        for place, reason in _differences(figures, found)
    )


def _differences(
    figures: Sequence[Figure], found: Sequence[ImageForm]
) -> Iterator[tuple[str, Message]]:
    for figure, form in zip_longest(figures, found):
        if figure is None:
            yield "", message("There is a picture that the document has not.")
        elif form is None:
            yield figure.id, message("This picture is missing in the file.")
        else:
            yield from ((figure.id, reason) for reason in _form_differences(figure, form))


def _form_differences(figure: Figure, form: ImageForm) -> Iterator[Message]:
    if form.alternative is None:
        yield message("The picture has no alternative text and is not marked as decorative.")
    elif disregarded(form.alternative) != disregarded(figure.alternative):
        reason = "“{expected}” was expected, the file has “{found}”."
        wanted, got = excerpt(figure.alternative, 0), excerpt(form.alternative, 0)
        yield message(reason, expected=wanted or "–", found=got or "–")
    if form.pixels is None or form.pixels != image_form(figure).pixels:
        yield message("The picture shows something else than that of the document.")
