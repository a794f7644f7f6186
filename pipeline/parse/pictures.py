"""Pictures of a source to pictures as every format uses them: PNG or JPEG, sRGB, upright, small.

A picture is never trusted: its size is judged by its header, before anything is unpacked.
"""

import hashlib
import re
import struct
import warnings
import zlib
from dataclasses import dataclass, field
from io import BytesIO

from PIL import Image as Picture
from PIL import ImageCms, ImageOps

from pipeline.errors import SourceError
from pipeline.messages import message
from pipeline.model import Image

MOST_PIXELS = 50_000_000
"""A scanned A4 page at 600 dpi has 35 million."""

MOST_PIXELS_TOGETHER = 300_000_000
"""Of all pictures of a document: twenty-five photographs of a telephone."""

MOST_SCANS = 100
"""Times that a JPEG goes over its pixels; a progressive one has about ten. Each takes time."""

WIDEST, HIGHEST = 1102, 850
"""Pixels: 140 mm × 108 mm, the width of the text and 45 % of its height, at 200 dpi. No format
shows a picture larger, and more is not seen in print."""

JPEG_QUALITY = 85

SUFFIXES = frozenset({".png", ".jpg", ".jpeg"})
"""The suffixes of files that can be read."""

_REFUSED = (
    (re.compile(rb"GIF8"), "GIF"),
    (re.compile(rb"II\*\0|MM\0\*"), "TIFF"),
    (re.compile(rb"BM"), "BMP"),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), "WebP"),
    (re.compile(rb"....ftyp(?:avif|avis)", re.DOTALL), "AVIF"),
    (re.compile(rb"....ftyp(?:hei|hev|mif1|msf1)", re.DOTALL), "HEIC"),
    (re.compile(rb"\x01\0\0\0.{36} EMF", re.DOTALL), "EMF"),
    (re.compile(rb"\xd7\xcd\xc6\x9a|\x01\0\x09\0"), "WMF"),
    (re.compile(rb"\x1f\x8b"), "EMZ, WMZ or SVGZ"),
    (re.compile(rb"%PDF-"), "PDF"),
    (re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:\?xml|!--|!DOCTYPE svg|svg)"), "SVG"),
)
"""Formats that a browser, Word or a PDF reader does not show, or that move or carry programs."""

_FAULTS = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    EOFError,
    IndexError,
    KeyError,
    OverflowError,
    struct.error,
    zlib.error,
)
"""What Pillow raises for damaged pictures."""

# In the scan of a JPEG FF is followed by 00 or a restart mark, before anything else.
_END_OF_SCAN = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")

_MARKER = re.compile(rb"\xff[^\x00\xff]")
_SCAN, _END_OF_IMAGE, _RESTARTS = 0xDA, 0xD9, (0xD0, 0xD7)

# A JPEG of only these parts (ITU-T T.81 B.1.1.3) has no metadata: tables, frames, scans, JFIF.
_BARE_SEGMENTS = frozenset({0xC0, 0xC1, 0xC2, 0xC4, 0xDA, 0xDB, 0xDD, 0xE0})


@dataclass(frozen=True, slots=True)
class View:
    """What is shown of a picture: the parts of its width and height that are cut off each edge,
    then its quarter turns clockwise, after it was mirrored if it is."""

    left: float = 0
    top: float = 0
    right: float = 0
    bottom: float = 0
    turns: int = 0
    is_mirrored: bool = False


WHOLE = View()


@dataclass(slots=True)
class PictureReader:
    """Reads the pictures of one document, each only once, and no more than a person puts in."""

    where: str
    _images: dict[tuple[bytes, View], Image] = field(default_factory=dict)
    _pixels: int = 0

    def read(self, data: bytes, name: str, place: str, view: View = WHOLE) -> Image:
        """As `read_picture`, whose errors it raises.

        Raises TooManyPixelsError if the pictures together have more than MOST_PIXELS_TOGETHER.
        """
        key = hashlib.sha256(data).digest(), view
        if key not in self._images:
            self._pixels += min(_pixels(data), MOST_PIXELS)
            if self._pixels > MOST_PIXELS_TOGETHER:
                raise self._too_many()
            self._images[key] = read_picture(data, name, f"{self.where}:{place}", view)
        return self._images[key]

    def _too_many(self) -> "TooManyPixelsError":
        reason = (
            "The pictures have more than {count} million pixels together; make them smaller "
            "(in Word: Picture Format, “Compress Pictures”)."
        )
        count = MOST_PIXELS_TOGETHER // 10**6
        return TooManyPixelsError(message(reason, count=count), where=self.where)


class TooManyPixelsError(SourceError):
    """The pictures of a document are too many or too large to be read at all."""


def _pixels(data: bytes) -> int:
    """How many pixels the header of a picture promises; 0 if it cannot be read."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Picture.open(BytesIO(data), formats=("PNG", "JPEG")) as opened:
                return opened.width * opened.height
    except (Picture.DecompressionBombError, *_FAULTS):
        return 0


def read_picture(data: bytes, name: str, where: str, view: View = WHOLE) -> Image:
    """The picture in the bytes of a PNG or JPEG file, as the formats use it.

    It is turned as its EXIF orientation says, brought to sRGB or grey, made smaller if it is
    larger than WIDEST × HIGHEST, and freed from all metadata. A PNG stays a PNG, with 8 bits a
    channel and an alpha channel only if something shines through; a JPEG stays a JPEG. The same
    bytes give the same picture, and a picture that was read once is not changed by reading it
    again. What the `view` cuts off is not in the picture. `name` and `where` are for messages.

    Raises SourceError for other formats, for more than MOST_PIXELS, an animation, and bytes
    that are damaged or cut off.
    """
    _refuse_other_formats(data, name, where)
    if _has_many_scans(data):
        raise _damaged(name, where)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # warnings of Pillow about damage and size
            return _read(data, name, where, view)
    except Picture.DecompressionBombError:
        raise _too_large(name, where) from None
    except _FAULTS:
        raise _damaged(name, where) from None


def _damaged(name: str, where: str) -> SourceError:
    reason = "The picture “{name}” is damaged or cut off; save it again as PNG or JPEG."
    return SourceError(message(reason, name=name), where=where)


def _refuse_other_formats(data: bytes, name: str, where: str) -> None:
    if data.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")):
        return
    found = next((name for pattern, name in _REFUSED if pattern.match(data[:1000])), None)
    if found:
        reason = "The picture “{name}” has the format {format}; save it as PNG or JPEG."
        raise SourceError(message(reason, name=name, format=found), where=where)
    reason = "The picture “{name}” is neither PNG nor JPEG; save it as PNG or JPEG."
    raise SourceError(message(reason, name=name), where=where)


def _too_large(name: str, where: str) -> SourceError:
    reason = (
        "The picture “{name}” has more than {count} million pixels; "
        "make it smaller and save it again."
    )
    return SourceError(message(reason, name=name, count=MOST_PIXELS // 10**6), where=where)


def _read(data: bytes, name: str, where: str, view: View) -> Image:
    with Picture.open(BytesIO(data), formats=("PNG", "JPEG")) as opened:
        if opened.width * opened.height > MOST_PIXELS:
            raise _too_large(name, where)
        is_jpeg = opened.format != "PNG"
        if not is_jpeg and getattr(opened, "is_animated", False):
            reason = "The picture “{name}” moves; save one still picture as PNG or JPEG."
            raise SourceError(message(reason, name=name), where=where)
        opened.load()
        if view == WHOLE and _is_finished(opened, data, is_jpeg=is_jpeg):
            return _image(data, opened, "image/jpeg" if is_jpeg else "image/png")
        upright = _viewed(ImageOps.exif_transpose(opened), view)
        picture = _fitted(_with_plain_colours(upright, is_jpeg))
    picture.info.clear()  # what stands here Pillow would write
    written = BytesIO()
    if is_jpeg:
        picture.save(written, "JPEG", quality=JPEG_QUALITY, optimize=True)
        return _image(written.getvalue(), picture, "image/jpeg")
    picture.save(written, "PNG", optimize=True)
    return _image(written.getvalue(), picture, "image/png")


def _has_many_scans(data: bytes) -> bool:
    """Whether a JPEG has more scans than MOST_SCANS; what stands between markers is passed over."""
    scans, position = 0, 2
    while data.startswith(b"\xff\xd8") and (found := _MARKER.search(data, position)):
        position, kind = found.end(), found[0][-1]
        if kind == _END_OF_IMAGE:
            break
        scans += kind == _SCAN
        if not _RESTARTS[0] <= kind <= _RESTARTS[1]:
            position += int.from_bytes(data[position : position + 2], "big")
    return scans > MOST_SCANS


def _image(data: bytes, picture: Picture.Image, media_type: str) -> Image:
    digest = hashlib.sha256(data).hexdigest()
    return Image(digest, media_type, picture.width, picture.height, data)


def _is_finished(picture: Picture.Image, data: bytes, *, is_jpeg: bool) -> bool:
    """Whether a picture can stay as it is: a JPEG would lose quality, and any takes its time."""
    if picture.width > WIDEST or picture.height > HIGHEST:
        return False
    if is_jpeg:
        return picture.mode in ("L", "RGB") and _is_bare_jpeg(data)
    if picture.mode == "RGBA" and picture.getchannel("A").getextrema() == (255, 255):
        return False
    return picture.mode in ("L", "RGB", "RGBA") and _is_bare_png(data)


def _is_bare_png(data: bytes) -> bool:
    """Whether the file has 8 bits a channel, only pixels, and ends where they end."""
    is_plain = data[24:25] == b"\x08" and data[28:29] == b"\0"
    position = 8
    while is_plain and position < len(data):
        kind = data[position + 4 : position + 8]
        position += 12 + int.from_bytes(data[position : position + 4], "big")
        if kind == b"IEND":
            return position == len(data)
        is_plain = kind in (b"IHDR", b"IDAT")
    return False


def _is_bare_jpeg(data: bytes) -> bool:
    """Whether the file has no metadata between its pixels, and ends where they end."""
    position = 2
    while data[position : position + 1] == b"\xff":
        kind = data[position + 1]
        if kind not in _BARE_SEGMENTS:
            return kind == 0xD9 and position + 2 == len(data)
        position += 2 + int.from_bytes(data[position + 2 : position + 4], "big")
        if kind == 0xDA:
            found = _END_OF_SCAN.search(data, position)
            if found is None:
                return False
            position = found.start()
    return False


def _viewed(picture: Picture.Image, view: View) -> Picture.Image:
    if view.left or view.top or view.right or view.bottom:
        left, top = round(picture.width * view.left), round(picture.height * view.top)
        right = round(picture.width * (1 - view.right))
        bottom = round(picture.height * (1 - view.bottom))
        if left < right and top < bottom:
            picture = picture.crop((left, top, right, bottom))
    if view.is_mirrored:
        picture = ImageOps.mirror(picture)
    return picture.rotate(-90 * view.turns, expand=True) if view.turns else picture


def _with_plain_colours(picture: Picture.Image, is_jpeg: bool) -> Picture.Image:
    """The same picture in the mode L, RGB or (of a PNG) RGBA, its colours in sRGB."""
    profile = picture.info.get("icc_profile")
    is_transparent = not is_jpeg and picture.has_transparency_data
    if picture.mode.startswith("I"):
        # 16 bits of grey; Pillow would cut off what is above 255.
        picture = picture.convert("I").point(lambda value: value / 256).convert("L")
    if is_transparent:
        picture = picture.convert("RGBA")
    elif picture.mode == "1":
        picture = picture.convert("L")
    elif picture.mode not in ("L", "RGB", "CMYK"):
        picture = picture.convert("RGB")
    if profile:
        picture = _in_srgb(picture, profile)
    if picture.mode == "CMYK":
        picture = picture.convert("RGB")
    if picture.mode == "RGBA" and picture.getchannel("A").getextrema() == (255, 255):
        picture = picture.convert("RGB")
    return picture


def _in_srgb(picture: Picture.Image, profile: bytes) -> Picture.Image:
    """The colours by the picture's own profile; one that does not fit it says nothing."""
    if picture.mode == "L":
        return picture
    target = "RGBA" if picture.mode == "RGBA" else "RGB"
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        srgb = ImageCms.createProfile("sRGB")
        found = ImageCms.profileToProfile(picture, source, srgb, outputMode=target)
    except (ImageCms.PyCMSError, *_FAULTS):
        return picture
    return found or picture


def _fitted(picture: Picture.Image) -> Picture.Image:
    scale = min(WIDEST / picture.width, HIGHEST / picture.height)
    if scale >= 1:
        return picture
    size = max(1, round(picture.width * scale)), max(1, round(picture.height * scale))
    return picture.resize(size, Picture.Resampling.LANCZOS)
