"""Font embedding: a Type0 font with our own character codes, and its ToUnicode map.

A character code stands for a *glyph with its text*, not for a glyph alone: a bracket that is
mirrored in Arabic, or a glyph that two characters share, gets a code for each text. So
ToUnicode is right for every code, and ActualText is needed only where one character is drawn
with several glyphs. CIDToGIDMap leads from the code to the glyph, whose number is that of
the font file (the subset retains them, so that shaping can be verified on the finished file).
"""

import struct
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import md5

import uharfbuzz

from pipeline.render.pdf.fonts import Font
from pipeline.render.pdf.symbols import Move, symbols_of
from pipeline.render.pdf.writer import PdfFile

NO_TEXT = "\u2060"
"""Word joiner: the text of a glyph that only completes the one before it. A code must have
some text (ISO 19005-2 6.2.11.7.2); this one is invisible and does not part joined letters."""

_NEEDS_ESCAPE = frozenset(b"()\\\r\n")
"""Bytes that must not stand in a literal string as they are (ISO 32000-1 7.3.4.2)."""

_DROPPED = ("GSUB", "GPOS", "GDEF", "OS/2", "STAT", "cmap", "gasp", "name", "post")
"""Tables that a CIDFontType2 font program does not need (ISO 32000-1 9.9)."""

_BFCHARS_PER_BLOCK = 100


def _codes() -> tuple[int, ...]:
    """All two-byte codes but 0 (.notdef) that need no escape in a literal string."""
    plain = [byte for byte in range(256) if byte not in _NEEDS_ESCAPE]
    return tuple(high << 8 | low for high in plain for low in plain)[1:]


_CODES = _codes()


@dataclass(slots=True)
class EmbeddedFont:
    """The codes of one font that a document uses, in the order of their first use."""

    font: Font
    resource: str
    uses: list[tuple[int, str]] = field(default_factory=list)
    """Glyph and text of each code of `_CODES`."""
    _known: dict[tuple[int, str], str] = field(default_factory=dict)
    _syntax: "_Syntax" = field(init=False)

    def __post_init__(self) -> None:
        self._syntax = _Syntax(self)

    def code(self, glyph_id: int, text: str) -> str:
        """The two bytes that show this glyph and read as this text, as latin-1 characters.

        They stand in a literal string as they are. Raises IndexError past 63,000 codes.
        """
        key = (glyph_id, text)
        found = self._known.get(key)
        if found is None:
            value = _CODES[len(self.uses)]
            found = self._known[key] = chr(value >> 8) + chr(value & 0xFF)
            self.uses.append(key)
        return found

    def literal(self, symbols: str) -> str:
        """What shows these symbols of the font, inside a literal string, with moves as `)12(`.

        Only for a font of 1000 units to the em, in which moves are in units of PDF.
        """
        return symbols.translate(self._syntax)

    def thousandths(self, units: int) -> int:
        """A measure in font units, in the 1/1000 em of PDF."""
        per_em = self.font.units_per_em
        return units if per_em == 1000 else round(units * 1000 / per_em)

    def write(self, file: PdfFile) -> None:
        """Put the font into the file, under its resource name."""
        glyphs = sorted({glyph for glyph, _ in self.uses})
        name = f"{_subset_tag(glyphs)}+{self.font.name}"
        descendant = file.add(
            f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}"
            "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
            f"/FontDescriptor {self._descriptor(file, name, glyphs)}"
            f"/CIDToGIDMap {file.add_stream('', self._glyph_map())}{self._widths()}>>"
        )
        to_unicode = file.add_stream("", to_unicode_map(self._texts()).encode("ascii"))
        reference = file.add(
            f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H"
            f"/DescendantFonts[{descendant}]/ToUnicode {to_unicode}>>"
        )
        file.add_font(self.resource, reference)

    def _texts(self) -> list[tuple[int, str]]:
        return [(code, text) for code, (_, text) in zip(_CODES, self.uses, strict=False)]

    def _glyph_map(self) -> bytes:
        table = bytearray(2 * (_CODES[len(self.uses) - 1] + 1) if self.uses else 2)
        for code, (glyph, _) in zip(_CODES, self.uses, strict=False):
            table[2 * code : 2 * code + 2] = glyph.to_bytes(2, "big")
        return bytes(table)

    def _widths(self) -> str:
        widths = [self.thousandths(self.font.advance(glyph)) for glyph, _ in self.uses]
        usual = Counter(widths).most_common(1)[0][0] if widths else 1000
        parts: list[str] = []
        previous = -1
        for code, width in zip(_CODES, widths, strict=False):
            parts.append(f" {width}" if code == previous + 1 else f"]{code}[{width}")
            previous = code
        listed = "".join(parts).removeprefix("]")
        return f"/DW {usual}/W[{listed}{']' if parts else ''}]"

    def _descriptor(self, file: PdfFile, name: str, glyphs: Sequence[int]) -> str:
        program = subset(self.font, glyphs)
        stream = file.add_stream(f"/Length1 {len(program)}", program)
        measures = _measures(self)
        return file.add(
            f"<</Type/FontDescriptor/FontName/{name}/Flags 4/FontBBox[{measures.box}]"
            f"/ItalicAngle {measures.italic_angle}/Ascent {measures.ascent}"
            f"/Descent {measures.descent}/CapHeight {measures.cap_height}/StemV 80"
            f"/FontFile2 {stream}>>"
        )


class _Syntax(dict[int, str]):
    """For each symbol of the font, by its code point, the PDF syntax in one document."""

    def __init__(self, embedded: EmbeddedFont) -> None:
        super().__init__()
        self._embedded = embedded
        self._meanings = symbols_of(embedded.font).meanings

    def __missing__(self, point: int) -> str:
        meaning = self._meanings[point]
        syntax = meaning.syntax if isinstance(meaning, Move) else self._embedded.code(*meaning)
        self[point] = syntax
        return syntax


def subset(font: Font, glyphs: Sequence[int]) -> bytes:
    """The font program with only these glyphs, under their own numbers, without hints."""
    plan = uharfbuzz.SubsetInput()
    plan.sets(uharfbuzz.SubsetInputSets.GLYPH_INDEX).update(glyphs)
    plan.sets(uharfbuzz.SubsetInputSets.DROP_TABLE_TAG).update(
        int.from_bytes(tag.encode("ascii"), "big") for tag in _DROPPED
    )
    plan.flags = (
        uharfbuzz.SubsetFlags.RETAIN_GIDS
        | uharfbuzz.SubsetFlags.NO_HINTING
        | uharfbuzz.SubsetFlags.NO_LAYOUT_CLOSURE
    )
    return bytes(uharfbuzz.subset(font.face, plan).blob.data)


def to_unicode_map(texts: Sequence[tuple[int, str]]) -> str:
    """The ToUnicode CMap of codes and their texts (ISO 32000-1 9.10.3)."""
    lines = [f"<{code:04X}><{text.encode('utf-16-be').hex().upper()}>" for code, text in texts]
    blocks = (
        lines[start : start + _BFCHARS_PER_BLOCK]
        for start in range(0, len(lines), _BFCHARS_PER_BLOCK)
    )
    return "\n".join(
        [
            "/CIDInit/ProcSet findresource begin 12 dict begin begincmap",
            "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def",
            "/CMapName/Adobe-Identity-UCS def/CMapType 2 def",
            "1 begincodespacerange<0000><FFFF>endcodespacerange",
            *("\n".join([f"{len(block)} beginbfchar", *block, "endbfchar"]) for block in blocks),
            "endcmap CMapName currentdict/CMap defineresource pop end end",
        ]
    )


def _subset_tag(glyphs: Sequence[int]) -> str:
    """Six capital letters that tell subsets apart (ISO 32000-1 9.6.4)."""
    digest = md5(repr(glyphs).encode("ascii"), usedforsecurity=False).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])


@dataclass(frozen=True, slots=True)
class _Measures:
    """Font measures in 1/1000 em; `box` is the FontBBox's four numbers."""

    box: str
    ascent: int
    descent: int
    cap_height: int
    italic_angle: str


def _measures(embedded: EmbeddedFont) -> _Measures:
    font, scaled = embedded.font, embedded.thousandths
    head = bytes(font.face.reference_table("head").data)
    post = bytes(font.face.reference_table("post").data)
    os2 = bytes(font.face.reference_table("OS/2").data)
    box = struct.unpack_from(">4h", head, 36)
    (version,) = struct.unpack_from(">H", os2)
    cap_height = struct.unpack_from(">h", os2, 88)[0] if version >= 2 else font.ascent
    (angle,) = struct.unpack_from(">i", post, 4)
    return _Measures(
        " ".join(str(scaled(value)) for value in box),
        scaled(font.ascent),
        scaled(font.descent),
        scaled(cap_height),
        f"{angle / 65536:g}",
    )
