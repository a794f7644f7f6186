"""Pictures as image XObjects (ISO 32000-1 8.9.5): each once in a file, however often shown."""

import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from io import BytesIO

from PIL import Image as Pillow

from pipeline.errors import RenderError
from pipeline.messages import message
from pipeline.model import Image
from pipeline.render.pdf.writer import PdfFile

FORMATS = ("PNG", "JPEG")
GRAY_MODES = ("1", "L", "I;16")
COLOUR_MODES = ("RGB", "P", "LA", "RGBA")
ORIENTATION = 0x0112
"""The Exif tag that says how a picture has to be turned; a PDF reader does not look at it."""


@dataclass(slots=True)
class PictureTable:
    """The pictures that a document shows, by their digests, in the order of their first use."""

    file: PdfFile
    names: dict[str, str] = field(default_factory=dict)
    references: dict[str, str] = field(default_factory=dict)

    def name(self, image: Image, where: str) -> str:
        """The resource name of a picture, which is put into the file at its first use.

        Raises RenderError, with the id of the figure, for data that cannot be read.
        """
        found = self.names.get(image.digest)
        if found is None:
            found = self.names[image.digest] = f"Im{len(self.names) + 1}"
            with _opened(image, where) as opened:
                self.references[found] = _write(self.file, image, opened)
        return found


def check_picture(image: Image, where: str) -> None:
    """Raises RenderError unless the data begins as that of a picture that can be shown.

    It is PNG or JPEG of the size that it says, in grey or RGB, and not to be turned. Its colours
    are taken as sRGB, of an animation the first picture is shown.
    """
    with _opened(image, where) as opened:
        is_upright = opened.getexif().get(ORIENTATION, 1) in (0, 1)
        modes = (*GRAY_MODES, *COLOUR_MODES)
        if not is_upright or opened.mode not in modes or 0 in opened.size:
            raise _not_shown(where)
        if opened.size != (image.width, image.height):
            raise _not_shown(where)


@contextmanager
def _opened(image: Image, where: str) -> Iterator[Pillow.Image]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Pillow.DecompressionBombWarning)
            with Pillow.open(BytesIO(image.data), formats=FORMATS) as opened:
                yield opened
    except (OSError, SyntaxError, ValueError, EOFError, struct.error, zlib.error):
        raise _not_shown(where) from None
    except (Pillow.DecompressionBombError, Pillow.DecompressionBombWarning):
        raise RenderError(
            message("The picture has too many pixels; make it smaller."), where=where
        ) from None


def _not_shown(where: str) -> RenderError:
    return RenderError(
        message(
            "The picture is damaged, or none that can be shown: an upright PNG or JPEG in grey or "
            "RGB; save it again in a picture program."
        ),
        where=where,
    )


def _write(file: PdfFile, image: Image, opened: Pillow.Image) -> str:
    """The image XObject of a picture; gives its reference.

    JPEG stays as it is. Of other pictures transparency becomes a soft mask.
    """
    opened.load()  # all of it, so that damage is found here and not by the reader's viewer
    if opened.format != "PNG":
        space = "/DeviceGray" if opened.mode == "L" else "/DeviceRGB"
        entries = f"{_entries(opened.size, space)}/Filter/DCTDecode"
        return file.add_stream(entries, image.data, compressed=False)
    if opened.mode == "I;16":
        deep = opened.convert("I").point(lambda value: value * (1 / 257))
        return _write_plain(file, deep.convert("L"))
    if not opened.has_transparency_data:
        return _write_plain(file, opened.convert("L" if opened.mode in GRAY_MODES else "RGB"))
    layered = opened.convert("RGBA")
    mask = _write_plain(file, layered.getchannel("A"))
    return _write_plain(file, layered.convert("RGB"), f"/SMask {mask}")


def _write_plain(file: PdfFile, picture: Pillow.Image, more: str = "") -> str:
    """A picture of eight bits a channel, with the predictors of PNG (7.4.4.4)."""
    channels = len(picture.getbands())
    space = "/DeviceGray" if channels == 1 else "/DeviceRGB"
    parameters = f"/Predictor 15/Colors {channels}/BitsPerComponent 8/Columns {picture.width}"
    entries = (
        f"{_entries(picture.size, space)}{more}/Filter/FlateDecode/DecodeParms<<{parameters}>>"
    )
    return file.add_stream(entries, _png_data(picture), compressed=False)


def _entries(size: tuple[int, int], space: str) -> str:
    width, height = size
    return (
        f"/Type/XObject/Subtype/Image/Width {width}/Height {height}"
        f"/ColorSpace{space}/BitsPerComponent 8"
    )


def _png_data(picture: Pillow.Image) -> bytes:
    """The compressed data of a picture as PNG has it, which PDF takes as it is."""
    return _compressed(picture.mode, picture.size, picture.tobytes())


@lru_cache(maxsize=8)
def _compressed(mode: str, size: tuple[int, int], pixels: bytes) -> bytes:
    """Kept for a while, since a document shows the same pictures in all its languages."""
    picture = Pillow.frombytes(mode, size, pixels)
    file = BytesIO()
    picture.save(file, "PNG", optimize=True)
    return b"".join(data for kind, data in _chunks(file.getvalue()) if kind == b"IDAT")


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    position = len(b"\x89PNG\r\n\x1a\n")
    while position < len(png):
        length, kind = struct.unpack_from(">I4s", png, position)
        start = position + 8
        yield kind, png[start : start + length]
        position = start + length + 4
