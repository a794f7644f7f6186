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

    `is_raised` sets it smaller and above the base line, as the number of a note; `is_tabular`
    gives all its digits one width, so that numbers stand in columns.
    """

    text: str
    language: str
    weight: Weight = "regular"
    is_raised: bool = False
    is_tabular: bool = False


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
    """Clusters each of which is one glyph on the base line, as nearly all are.

    A long document has a million of them, so they are held as `symbols` of the font until
    somebody asks for one: for each glyph, in logical order, what `Symbols.row` gives, or
    `row_to_left` if `is_rtl`. The glyphs are `width` wide together, in font units; `first` is
    the width that shaping gives the first glyph.
    """

    font: Font
    symbols: str
    width: int
    first: int
    is_rtl: bool

    @property
    def first_x(self) -> int:
        """Where the first glyph stands, from the left edge of them all."""
        return self.width - self.first if self.is_rtl else 0

    @property
    def inner(self) -> str:
        """The symbols from the first glyph to the last one, without the moves around them."""
        if self.is_rtl:
            return self.symbols[1:-1]
        meanings = symbols_of(self.font).meanings
        ends_moved = isinstance(meanings[ord(self.symbols[-1])], Move)
        return self.symbols[:-1] if ends_moved else self.symbols

    @property
    def end_x(self) -> int:
        """Where the pen stands after the last glyph, from the left edge of them all."""
        meanings = symbols_of(self.font).meanings
        last = meanings[ord(self.symbols[-1])]
        moved = last.distance if isinstance(last, Move) else 0
        return moved if self.is_rtl else self.width + moved

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
        for meaning in symbols_of(self.font).read(self.inner):
            if isinstance(meaning, Move):
                pen -= meaning.distance
            else:
                glyph, text = meaning
                advance = self.font.advance(glyph)
                yield Cluster(text, (Glyph(glyph, pen, 0, advance),))
                pen += advance


def joined(parts: Sequence[PlainClusters]) -> PlainClusters:
    """Clusters of one font and direction, one after the other in reading order."""
    if len(parts) == 1:
        return parts[0]
    one = parts[0]
    symbols, width = "".join([p.symbols for p in parts]), sum([p.width for p in parts])
    return PlainClusters(one.font, symbols, width, one.first, one.is_rtl)


class GlyphRun(NamedTuple):
    """Clusters of one font, size, embedding level and span, in logical order.

    A run is as long as its clusters are plain; any others are a word with the spaces after it,
    or a part of one. Runs of the same word then share one `clusters` object.
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
