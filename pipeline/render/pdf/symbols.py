"""Words as strings of symbols, which a document turns into PDF syntax at the speed of C.

A symbol is one character that stands for a glyph with its text, or for a move of the pen. It
has the same meaning in every document, while the codes of glyphs are each document's own: so
`str.translate` with the table of a document makes the inside of a literal string.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple, TypeAlias

from pipeline.render.pdf.fonts import Font


class Move(NamedTuple):
    """A move of the pen to the left by the sum of these distances, in font units."""

    back: int
    over: int = 0


Meaning: TypeAlias = tuple[int, str] | Move
"""A glyph and its text, or a move."""


class _Advances(dict[int, int]):
    """The own width of each glyph, looked up as it is asked for."""

    def __init__(self, font: Font) -> None:
        super().__init__()
        self._font = font

    def __missing__(self, glyph: int) -> int:
        advance = self[glyph] = self._font.advance(glyph)
        return advance


class _Numbered(dict[tuple[int, str] | tuple[int, int], str]):
    """The symbol of each meaning, made as it is asked for."""

    def __init__(self, meanings: list[Meaning]) -> None:
        super().__init__()
        self._meanings = meanings

    def __missing__(self, meaning: tuple[int, str] | tuple[int, int]) -> str:
        symbol = self[meaning] = chr(len(self._meanings))
        first, second = meaning
        self._meanings.append((first, second) if isinstance(second, str) else Move(first, second))
        return symbol


@dataclass(frozen=True, eq=False, slots=True)
class SymbolRow:
    """Shaped glyphs of one text in logical order, as symbols that can be cut into words."""

    glyphs: Sequence[str]
    moves: Sequence[str] | None
    """What is after each glyph if another one follows; none anywhere if this is None."""
    own: Sequence[int]
    """The widths that the glyphs have by themselves, and those that shaping gives them."""
    shaped: Sequence[int]
    is_rtl: bool

    def cut(self, first: int, last: int, width: int) -> tuple[str, int, int]:
        """The symbols of the glyphs from `first` to before `last`, which are so wide together,
        and where, from their left edge, the first stands and the pen is in the end.
        """
        glyphs, before_last = self.glyphs[first:last], last - 1
        if self.moves:
            moves = [*self.moves[first:before_last], ""]
            glyphs = [glyph + move for glyph, move in zip(glyphs, moves, strict=True)]
        if self.is_rtl:
            return "".join(glyphs), width - self.shaped[first], self.own[before_last]
        return "".join(glyphs), 0, width - self.shaped[before_last] + self.own[before_last]


@dataclass(eq=False, slots=True)
class Symbols:
    """The symbols of one font, for as long as the process lives.

    There are as many as pairs of a glyph and its text, and distances between glyphs, occur:
    some thousands. They are not the same in another process; nothing of them is written.
    """

    font: Font
    meanings: list[Meaning] = field(default_factory=list)
    """What the symbol of each code point stands for."""
    advances: Mapping[int, int] = field(init=False)
    """The own width of each glyph (`hmtx`), by which the pen moves on."""
    _known: _Numbered = field(init=False)

    def __post_init__(self) -> None:
        self.advances = _Advances(self.font)
        self._known = _Numbered(self.meanings)

    def row(
        self, ids: Sequence[int], texts: Sequence[str], shaped: Sequence[int], *, is_rtl: bool
    ) -> SymbolRow:
        """The symbols of glyphs with these texts and shaped widths, none of which is moved from
        its place: to the right of the one before it, or to its left.

        The two distances of a move to the left, over the glyph before and over its own, are
        apart, since compression finds a glyph again that is between its own two numbers.
        """
        symbol_of = self._known.__getitem__
        glyphs = [*map(symbol_of, zip(ids, texts, strict=True))]
        own = [*map(self.advances.__getitem__, ids)]
        moves: list[str] | None = None
        if is_rtl:
            moves = [*map(symbol_of, zip(own, shaped[1:], strict=False)), ""]
        elif own != shaped:
            pairs = zip(own, shaped, strict=True)
            moves = [symbol_of((mine - given, 0)) if mine != given else "" for mine, given in pairs]
        return SymbolRow(glyphs, moves, own, shaped, is_rtl)

    def read(self, symbols: Sequence[str]) -> Iterator[Meaning]:
        """What symbols stand for."""
        return map(self.meanings.__getitem__, map(ord, symbols))


@cache
def symbols_of(font: Font) -> Symbols:
    """The symbols of a font."""
    return Symbols(font)
