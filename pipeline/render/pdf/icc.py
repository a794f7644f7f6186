"""An ICC profile of sRGB, made here so that it is free to ship and the same every time.

The numbers are those of IEC 61966-2-1, with the primaries adapted to D50 as ICC.1:2004-10
(profile version 4.2) asks; PDF/A-2 allows that version (ISO 19005-2 6.2.3).
"""

import struct

_D50 = (0.9642, 1.0, 0.8249)
_RED = (0.4360657, 0.2224884, 0.0139160)
_GREEN = (0.3851471, 0.7168732, 0.0970764)
_BLUE = (0.1430664, 0.0606079, 0.7140961)
_D65_TO_D50 = (
    *(1.0478112, 0.0228866, -0.0501270),
    *(0.0295424, 0.9904844, -0.0170491),
    *(-0.0092345, 0.0150436, 0.7521316),
)
_TRANSFER = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
"""Parameters g, a, b, c, d of the parametric curve of type 3."""

_HEADER_LENGTH = 128


def srgb_profile() -> bytes:
    """The profile: a display profile with three primaries and one curve."""
    curve = b"para" + bytes(4) + struct.pack(">HH", 3, 0) + _fixed(_TRANSFER)
    tags = {
        b"desc": _unicode("sRGB"),
        b"cprt": _unicode("CC0"),
        b"wtpt": _xyz(_D50),
        b"chad": b"sf32" + bytes(4) + _fixed(_D65_TO_D50),
        b"rXYZ": _xyz(_RED),
        b"gXYZ": _xyz(_GREEN),
        b"bXYZ": _xyz(_BLUE),
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    start = _HEADER_LENGTH + 4 + 12 * len(tags)
    data = b""
    table = struct.pack(">I", len(tags))
    places: dict[bytes, int] = {}
    for tag, content in tags.items():
        if content not in places:
            places[content] = start + len(data)
            data += content + bytes(-len(content) % 4)
        table += tag + struct.pack(">II", places[content], len(content))
    return _header(start + len(data)) + table + data


def _header(size: int) -> bytes:
    """The header; the date of creation is a constant."""
    return (
        struct.pack(">I4sI4s4s4s", size, bytes(4), 0x04200000, b"mntr", b"RGB ", b"XYZ ")
        + struct.pack(">6H", 2020, 1, 1, 0, 0, 0)
        + b"acsp"
        + bytes(28)
        + _fixed(_D50)
        + bytes(_HEADER_LENGTH - 80)
    )


def _fixed(values: tuple[float, ...]) -> bytes:
    """Numbers of type s15Fixed16."""
    return struct.pack(f">{len(values)}i", *(round(value * 65536) for value in values))


def _xyz(values: tuple[float, float, float]) -> bytes:
    return b"XYZ " + bytes(4) + _fixed(values)


def _unicode(text: str) -> bytes:
    """A text of type multiLocalizedUnicode, in English."""
    content = text.encode("utf-16-be")
    head = struct.pack(">II2s2sII", 1, 12, b"en", b"US", len(content), 28)
    return b"mluc" + bytes(4) + head + content
