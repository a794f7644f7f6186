"""The fonts of a finished PDF: from character codes to text, glyphs, widths and outlines."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO

import pikepdf
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont, TTLibError

Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""

_BLOCK = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
_TOKEN = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])")


class FontProgram:
    """A TrueType font program, asked for outlines by glyph id."""

    def __init__(self, data: bytes) -> None:
        self._font = TTFont(BytesIO(data), lazy=True)
        self._glyphs = self._font.getGlyphSet()
        self._glyf = self._font["glyf"]
        self.units_per_em = int(self._font["head"].unitsPerEm)
        self._outlines: dict[int, str] = {}

    def outline(self, glyph_id: int) -> str:
        """The outline in a form that is equal for equal shapes; empty for a blank glyph.

        Raises KeyError for an id past the font's last glyph.
        """
        if glyph_id not in self._outlines:
            pen = DecomposingRecordingPen(self._glyphs)
            self._glyphs[self._name(glyph_id)].draw(pen)
            self._outlines[glyph_id] = repr(pen.value) if pen.value else ""
        return self._outlines[glyph_id]

    def ink(self, glyph_id: int) -> Box | None:
        """The bounds of the outline in em, or None for a blank glyph."""
        glyph = self._glyf[self._name(glyph_id)]
        if glyph.numberOfContours == 0:
            return None
        unit = 1 / self.units_per_em
        return (glyph.xMin * unit, glyph.yMin * unit, glyph.xMax * unit, glyph.yMax * unit)

    def advance(self, glyph_id: int) -> float:
        """The glyph's own width (`hmtx`) in 1/1000 em."""
        width, _ = self._font["hmtx"][self._name(glyph_id)]
        return float(width) * 1000 / self.units_per_em

    def _name(self, glyph_id: int) -> str:
        order = self._font.getGlyphOrder()
        if not 0 <= glyph_id < len(order):
            raise KeyError(glyph_id)
        return str(order[glyph_id])


@dataclass(frozen=True, eq=False)
class PdfFont:
    """A font resource. Widths are in 1/1000 em; `name` has no subset tag.

    `glyph_ids` maps codes to glyphs of the program where that is not the identity.
    """

    name: str
    is_composite: bool
    texts: dict[int, str]
    widths: dict[int, float]
    default_width: float
    glyph_ids: bytes | None
    program: FontProgram | None
    has_to_unicode: bool
    _inks: dict[int, Box | None] = field(default_factory=dict)

    def codes(self, data: bytes) -> Iterator[int]:
        """The character codes of a shown string."""
        if not self.is_composite:
            yield from data
            return
        for i in range(0, len(data) - 1, 2):
            yield data[i] << 8 | data[i + 1]

    def text(self, code: int) -> str:
        """What ToUnicode says; U+FFFD for a code that it does not have."""
        if not self.has_to_unicode and not self.is_composite:
            return bytes([code]).decode("cp1252", "replace")
        return self.texts.get(code, "\ufffd")

    def width(self, code: int) -> float:
        """The advance in 1/1000 em."""
        return self.widths.get(code, self.default_width)

    def glyph_id(self, code: int) -> int:
        """The glyph of the font program that a code paints."""
        if self.glyph_ids is None:
            return code
        pair = self.glyph_ids[2 * code : 2 * code + 2]
        return int.from_bytes(pair, "big")

    def ink(self, code: int) -> Box | None:
        """The bounds of the painted glyph in em; None if it paints nothing."""
        if code not in self._inks:
            try:
                ink = self.program.ink(self.glyph_id(code)) if self.program else None
            except (KeyError, AttributeError, TTLibError):
                ink = None
            self._inks[code] = ink
        return self._inks[code]


def read_font(resource: pikepdf.Object) -> PdfFont:
    """The font of a resource dictionary (ISO 32000-1 9.6-9.8)."""
    is_composite = resource.get("/Subtype") == "/Type0"
    descendant = resource.DescendantFonts[0] if is_composite else resource
    to_unicode = resource.get("/ToUnicode")
    glyph_map = descendant.get("/CIDToGIDMap")
    widths, default = _composite_widths(descendant) if is_composite else _simple_widths(resource)
    return PdfFont(
        re.sub(r"^[A-Z]{6}\+", "", str(resource.get("/BaseFont", "/?"))[1:]),
        is_composite,
        parse_to_unicode(to_unicode.read_bytes()) if to_unicode is not None else {},
        widths,
        default,
        glyph_map.read_bytes() if isinstance(glyph_map, pikepdf.Stream) else None,
        _program(descendant.get("/FontDescriptor")),
        to_unicode is not None,
    )


def parse_to_unicode(data: bytes) -> dict[int, str]:
    """The texts of codes in a ToUnicode CMap (ISO 32000-1 9.10.3)."""
    texts: dict[int, str] = {}
    for kind, body in _BLOCK.findall(data):
        tokens = list(_tokens(body))
        if kind == b"bfchar":
            for code, text in zip(tokens[::2], tokens[1::2], strict=False):
                texts[int.from_bytes(_bytes(code), "big")] = _utf16(text)
        else:
            texts |= _ranges(tokens)
    return texts


def _tokens(body: bytes) -> Iterator[bytes | list[bytes]]:
    """Hexadecimal strings as bytes, and arrays of them."""
    array: list[bytes] | None = None
    for match in _TOKEN.finditer(body):
        if match[2]:
            array = []
        elif match[3]:
            yield array or []
            array = None
        else:
            value = bytes.fromhex(match[1].decode("ascii"))
            if array is None:
                yield value
            else:
                array.append(value)


def _ranges(tokens: list[bytes | list[bytes]]) -> dict[int, str]:
    texts: dict[int, str] = {}
    for low, high, target in zip(tokens[::3], tokens[1::3], tokens[2::3], strict=False):
        first, last = (int.from_bytes(_bytes(end), "big") for end in (low, high))
        _require_codes(last)
        for offset, code in enumerate(range(first, last + 1)):
            if isinstance(target, list):
                if offset < len(target):
                    texts[code] = _utf16(target[offset])
            else:
                start = _utf16(target)
                texts[code] = start[:-1] + chr(ord(start[-1]) + offset) if start else ""
    return texts


def _require_codes(last: int) -> None:
    """Codes have two bytes; a damaged range must not fill the memory."""
    if last > 0xFFFF:
        raise ValueError(f"the character code {last:#x} has more than two bytes")


def _bytes(token: bytes | list[bytes]) -> bytes:
    return token if isinstance(token, bytes) else b""


def _utf16(token: bytes | list[bytes]) -> str:
    return _bytes(token).decode("utf-16-be", "replace")


def _program(descriptor: pikepdf.Object | None) -> FontProgram | None:
    stream = descriptor.get("/FontFile2") if descriptor is not None else None
    if not isinstance(stream, pikepdf.Stream):
        return None
    data = stream.read_bytes()
    try:
        return FontProgram(data)
    except (TTLibError, KeyError):
        return None


def _composite_widths(descendant: pikepdf.Object) -> tuple[dict[int, float], float]:
    """The W array: `first [w w …]` and `first last w` (ISO 32000-1 9.7.4.3)."""
    widths: dict[int, float] = {}
    items = list(descendant.get("/W", pikepdf.Array()))
    while len(items) >= 2:
        first = int(items.pop(0))
        second = items.pop(0)
        if isinstance(second, pikepdf.Array):
            widths |= {first + i: float(width) for i, width in enumerate(second)}
        elif items:
            width = float(items.pop(0))
            _require_codes(int(second))
            widths |= dict.fromkeys(range(first, int(second) + 1), width)
    return widths, float(descendant.get("/DW", 1000))


def _simple_widths(resource: pikepdf.Object) -> tuple[dict[int, float], float]:
    first = int(resource.get("/FirstChar", 0))
    widths = list(resource.get("/Widths", pikepdf.Array()))
    return {first + i: float(width) for i, width in enumerate(widths)}, 500.0


@cache
def package_program(name: str) -> FontProgram | None:
    """The package's own font file of that name, or None: the source of what must be painted."""
    data = package_font_data(name)
    return FontProgram(data) if data else None


@cache
def package_font_data(name: str) -> bytes | None:
    """The bytes of the package's font file, or None."""
    from importlib.resources import files

    if not re.fullmatch(r"[\w-]+", name):
        return None
    path = files("pipeline").joinpath(f"fonts/{name}.ttf")
    return path.read_bytes() if path.is_file() else None
