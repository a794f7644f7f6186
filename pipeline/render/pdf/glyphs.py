"""What text becomes between shaping and drawing: lines of glyph runs of clusters.

Everything is kept in logical (reading) order; where a glyph stands on the line is a number,
not its place in the sequence. So the content stream can be written in reading order while
the page shows the visual order of UAX #9.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias, overload

from pipeline.render.pdf import fonts
from pipeline.render.pdf.fonts import Font
from pipeline.render.pdf.symbols import Move, symbols_of

Weight: TypeAlias = fonts.Weight


@dataclass(frozen=True, slots=True)
class StyledSpan:
    """Input text with one weight and one language (a BCP 47 tag).

    `is_raised` sets it smaller and above the base line, as the number of a note.
    """

    text: str
    language: str
    weight: Weight = "regular"
    is_raised: bool = False


class Glyph(NamedTuple):
    """A glyph at its place. `x`, `y` and `advance` are in font units.

    `x` is the origin's distance from the left edge of its run; `advance` is the width that
    the font itself gives the glyph (`hmtx`), which is what a PDF reader moves on by.
    """

    id: int
    x: int
    y: int
    advance: int


class Cluster(NamedTuple):
    """The smallest piece of text that has glyphs of its own.

    `text` is what the model has here, in logical order, without the directional controls
    that the renderer added; `glyphs` are in logical order, a base before its marks. A soft
    hyphen that is not at a line's end has text and no glyph.
    """

    text: str
    glyphs: tuple[Glyph, ...]


@dataclass(eq=False, slots=True)
class PlainClusters(Sequence[Cluster]):
    """The clusters of a word each of which is one glyph on the base line, as nearly all are.

    A long document has a hundred thousand of them, so they are held as `symbols` of the font
    until somebody asks for one. The first glyph stands at `first_x` and the pen at `end_x`
    after the last one, in font units from the left edge of the run.
    """

    font: Font
    symbols: str
    first_x: int
    end_x: int

    def __len__(self) -> int:
        return sum(1 for _ in iter(self))

    @overload
    def __getitem__(self, index: int) -> Cluster: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Cluster, ...]: ...
    def __getitem__(self, index: int | slice) -> Cluster | tuple[Cluster, ...]:
        return tuple(iter(self))[index]

    def __iter__(self) -> Iterator[Cluster]:
        pen = self.first_x
        for meaning in symbols_of(self.font).read(self.symbols):
            if isinstance(meaning, Move):
                pen -= sum(meaning)
            else:
                glyph, text = meaning
                advance = self.font.advance(glyph)
                yield Cluster(text, (Glyph(glyph, pen, 0, advance),))
                pen += advance


class GlyphRun(NamedTuple):
    """Clusters of one font, size, embedding level and span, in logical order.

    A run is a word with the spaces after it, or a part of a word. Runs of the same word
    share one `clusters` object, so what is computed from it can be kept by its identity.
    `x_pt` is the left edge of the run, from the left edge of its line; `span` is the index
    of the StyledSpan that the text came from; `level` is the UAX #9 embedding level.
    """

    font: Font
    size_pt: float
    level: int
    span: int
    x_pt: float
    width_pt: float
    clusters: Sequence[Cluster]


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
