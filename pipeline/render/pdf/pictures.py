"""Pictures as image XObjects (ISO 32000-1 8.9.5): each once in a file, however often shown."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

from PIL import Image as Pillow

from pipeline.model import Image
from pipeline.render.pdf.writer import PdfFile


@dataclass(slots=True)
class PictureTable:
    """The pictures that a document shows, by their digests, in the order of their first use."""

    file: PdfFile
    names: dict[str, str] = field(default_factory=dict)
    references: dict[str, str] = field(default_factory=dict)

    def name(self, image: Image) -> str:
        """The resource name of a picture, which is put into the file at its first use."""
        found = self.names.get(image.digest)
        if found is None:
            found = self.names[image.digest] = f"Im{len(self.names) + 1}"
            self.references[found] = _write(self.file, image)
        return found


def _write(file: PdfFile, image: Image) -> str:
    """The image XObject of a picture; gives its reference.

    JPEG stays as it is. Of other pictures transparency becomes a soft mask.
    """
    with Pillow.open(BytesIO(image.data)) as opened:
        if opened.format == "JPEG":
            space = "/DeviceGray" if opened.mode == "L" else "/DeviceRGB"
            entries = f"{_entries(opened.size, space)}/Filter/DCTDecode"
            return file.add_stream(entries, image.data, compressed=False)
        if not opened.has_transparency_data:
            is_gray = opened.mode in ("1", "L", "I", "I;16")
            return _write_plain(file, opened.convert("L" if is_gray else "RGB"))
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
