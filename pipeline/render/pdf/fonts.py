"""Font files of the package: measures, characters, and which font a character is set in."""

from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

import uharfbuzz


@dataclass(frozen=True, eq=False, slots=True)
class Font:
    """One font file. Measures are in font units (`units_per_em` to the em).

    Compared and hashed by identity: `load_font` gives one object for a file.
    """

    name: str
    data: bytes = field(repr=False)
    units_per_em: int
    ascent: int
    descent: int
    face: uharfbuzz.Face = field(repr=False)
    shaper: uharfbuzz.Font = field(repr=False)
    characters: frozenset[int] = field(repr=False)

    def advance(self, glyph_id: int) -> int:
        """The glyph's own width (`hmtx`), in font units."""
        return int(self.shaper.get_glyph_h_advance(glyph_id))


@cache
def load_font(name: str) -> Font:
    """The package's font with that file name, such as `NotoSans-Regular`.

    Raises FileNotFoundError if there is none.
    """
    data = files("pipeline").joinpath(f"fonts/{name}.ttf").read_bytes()
    face = uharfbuzz.Face(data)
    shaper = uharfbuzz.Font(face)
    extents = shaper.get_font_extents("ltr")
    return Font(
        name,
        data,
        face.upem,
        extents.ascender,
        extents.descender,
        face,
        shaper,
        frozenset(face.unicodes),
    )
