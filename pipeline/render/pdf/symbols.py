"""Words as strings of symbols, which a document turns into PDF syntax at the speed of C.

A symbol is one character that stands for a glyph with its text, or for a move of the pen. It
has the same meaning in every document, while the codes of glyphs are each document's own: so
`str.translate` with the table of a document makes the inside of a literal string.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import chain
from typing import NamedTuple, TypeAlias

from pipeline.render.pdf.fonts import Font


class Move(NamedTuple):
    """A move of the pen to the left by the sum of these distances, in font units."""

    distances: tuple[int, ...]


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


class _Numbered(dict[Meaning, str]):
    """The symbol of each meaning, made as it is asked for."""

    def __init__(self, meanings: list[Meaning]) -> None:
        super().__init__()
        self._meanings = meanings

    def __missing__(self, meaning: Meaning) -> str:
        symbol = self[meaning] = chr(len(self._meanings))
        self._meanings.append(meaning)
        return symbol


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

    def left_to_right(
        self, ids: Sequence[int], texts: Sequence[str], advances: Sequence[int]
    ) -> str:
        """The symbols of glyphs that stand one after the other, with these shaped widths."""
        symbols = map(self._known.__getitem__, zip(ids, texts, strict=True))
        own = [*map(self.advances.__getitem__, ids)]
        if own == advances:
            return "".join(symbols)
        moves = (
            self._known[Move((mine - shaped,))] if mine != shaped else ""
            for mine, shaped in zip(own, advances, strict=True)
        )
        *parts, _ = chain.from_iterable(zip(symbols, moves, strict=True))
        return "".join(parts)

    def right_to_left(
        self, ids: Sequence[int], texts: Sequence[str], advances: Sequence[int]
    ) -> str:
        """The same for glyphs each of which stands to the left of the one before it.

        The two distances of each move, over the glyph before and over its own, are apart, since
        a glyph between its own two numbers is found again by the compression.
        """
        known = self._known
        parts: list[str] = []
        before = None
        for pair, shaped in zip(zip(ids, texts, strict=True), advances, strict=True):
            if before is not None:
                parts.append(known[Move((before, shaped))])
            parts.append(known[pair])
            before = self.advances[pair[0]]
        return "".join(parts)

    def read(self, symbols: Sequence[str]) -> Iterator[Meaning]:
        """What symbols stand for."""
        return map(self.meanings.__getitem__, map(ord, symbols))


@cache
def symbols_of(font: Font) -> Symbols:
    """The symbols of a font."""
    return Symbols(font)
