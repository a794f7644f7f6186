"""Words as strings of symbols, which a document turns into PDF syntax at the speed of C.

A symbol is one character that stands for a glyph with its text, or for a move of the pen. It
has the same meaning in every document, while the codes of glyphs are each document's own: so
`str.translate` with the table of a document makes the inside of a literal string.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from threading import Lock
from typing import NamedTuple, TypeAlias

from pipeline.render.pdf.fonts import Font


class Move(NamedTuple):
    """A move of the pen to the left in font units, and how it stands in the content stream.

    Of two that follow each other, one may have no end and the other no beginning.
    """

    distance: int
    syntax: str


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


class _Numbers:
    """Gives each meaning the next number, to one thread after the other."""

    def __init__(self) -> None:
        self.meanings: list[Meaning] = []
        self._lock = Lock()

    def symbol(self, meaning: Meaning) -> str:
        with self._lock:
            self.meanings.append(meaning)
            return chr(len(self.meanings) - 1)


class _Glyphs(dict[tuple[int, str], str]):
    """The symbol of each glyph with its text, made as it is asked for."""

    def __init__(self, numbers: _Numbers) -> None:
        super().__init__()
        self._numbers = numbers

    def __missing__(self, glyph: tuple[int, str]) -> str:
        return self.setdefault(glyph, self._numbers.symbol(glyph))


class _Moves(dict[int, str]):
    """The symbol of each move that is written between these two, made as it is asked for."""

    def __init__(self, numbers: _Numbers, before: str, after: str) -> None:
        super().__init__()
        self._numbers = numbers
        self._around = before, after

    def __missing__(self, distance: int) -> str:
        move = Move(distance, str(distance).join(self._around))
        return self.setdefault(distance, self._numbers.symbol(move))


@dataclass(eq=False, slots=True)
class Symbols:
    """The symbols of one font, for as long as the process lives.

    There are as many as pairs of a glyph and its text, and distances between glyphs, occur:
    some thousands. They are not the same in another process; nothing of them is written.
    """

    font: Font
    meanings: Sequence[Meaning] = field(init=False)
    """What the symbol of each code point stands for."""
    advances: Mapping[int, int] = field(init=False)
    """The own width of each glyph (`hmtx`), by which the pen moves on."""
    glyphs: Mapping[tuple[int, str], str] = field(init=False)
    moves: Mapping[int, str] = field(init=False)
    """A move as a whole, inside a literal string."""
    backs: Mapping[int, str] = field(init=False)
    overs: Mapping[int, str] = field(init=False)
    """The first and the second half of a move: back over a glyph, and over the next one."""

    def __post_init__(self) -> None:
        self.advances = _Advances(self.font)
        numbers = _Numbers()
        self.meanings = numbers.meanings
        self.glyphs = _Glyphs(numbers)
        self.moves = _Moves(numbers, ")", "(")
        self.backs = _Moves(numbers, ")", " ")
        self.overs = _Moves(numbers, "", "(")

    def row(self, ids: Sequence[int], texts: Sequence[str], shaped: Sequence[int]) -> list[str]:
        """For each glyph that stands to the right of the one before it, its symbol, and that of
        the move that makes its own width the `shaped` one.
        """
        own = tuple(map(self.advances.__getitem__, ids))
        glyphs = [*map(self.glyphs.__getitem__, zip(ids, texts, strict=True))]
        if own == tuple(shaped):
            return glyphs
        return [
            symbol + self.moves[mine - given] if mine != given else symbol
            for symbol, mine, given in zip(glyphs, own, shaped, strict=True)
        ]

    def row_to_left(
        self, ids: Sequence[int], texts: Sequence[str], shaped: Sequence[int]
    ) -> list[str]:
        """For each glyph that stands to the left of the one before it, its symbol between those
        of the moves over it and back.

        The two could be one number, but compression finds a glyph again that is between its own.
        """
        own = map(self.advances.__getitem__, ids)
        glyphs = map(self.glyphs.__getitem__, zip(ids, texts, strict=True))
        overs = map(self.overs.__getitem__, shaped)
        return [*map("".join, zip(overs, glyphs, map(self.backs.__getitem__, own), strict=True))]

    def read(self, symbols: Sequence[str]) -> Iterator[Meaning]:
        """What symbols stand for."""
        return map(self.meanings.__getitem__, map(ord, symbols))


@cache
def symbols_of(font: Font) -> Symbols:
    """The symbols of a font."""
    return Symbols(font)
