"""What text becomes between shaping and drawing: lines of glyph runs of clusters.

Everything is kept in logical (reading) order; where a glyph stands on the line is a number,
not its place in the sequence. So the content stream can be written in reading order while
the page shows the visual order of UAX #9.
"""

from dataclasses import dataclass
from typing import TypeAlias

from pipeline.render.pdf import fonts
from pipeline.render.pdf.fonts import Font

Weight: TypeAlias = fonts.Weight


@dataclass(frozen=True, slots=True)
class StyledSpan:
    """Input text with one weight and one language (a BCP 47 tag).

    `is_raised` sets it smaller and above the base line, as the number of a note; `is_tabular`
    gives all its digits one width, so that numbers stand in columns.
    """

    text: str
    language: str
    weight: Weight = "regular"
    is_raised: bool = False
    is_tabular: bool = False


@dataclass(frozen=True, slots=True)
class Glyph:
    """A glyph at its place. `x`, `y` and `advance` are in font units.

    `x` is the origin's distance from the left edge of its run; `advance` is the width that
    the font itself gives the glyph (`hmtx`), which is what a PDF reader moves on by.
    """

    id: int
    x: int
    y: int
    advance: int


@dataclass(frozen=True, slots=True)
class Cluster:
    """The smallest piece of text that has glyphs of its own.

    `text` is what the model has here, in logical order, without the directional controls
    that the renderer added; `glyphs` are in logical order, a base before its marks. A soft
    hyphen that is not at a line's end has text and no glyph.
    """

    text: str
    glyphs: tuple[Glyph, ...]


@dataclass(frozen=True, slots=True)
class GlyphRun:
    """Clusters of one font, size, embedding level and span, in logical order.

    A run is a word with the spaces after it, or a part of a word. Runs of the same word
    share one `clusters` tuple, so what is computed from it can be kept by its identity.
    `x_pt` is the left edge of the run, from the left edge of its line; `span` is the index
    of the StyledSpan that the text came from; `level` is the UAX #9 embedding level.
    """

    font: Font
    size_pt: float
    level: int
    span: int
    x_pt: float
    width_pt: float
    clusters: tuple[Cluster, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a paragraph; runs are in logical order.

    `width_pt` leaves out the white space at the line's end, which is kept in the runs (so
    that extracted words are not glued together) and hangs into the margin: to the right of
    `width_pt` in a left-to-right paragraph, to the left of x = 0 in a right-to-left one.
    So visible glyphs always lie between 0 and `width_pt`.
    """

    runs: tuple[GlyphRun, ...]
    width_pt: float
