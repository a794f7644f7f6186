"""A piece of the source: a line or a part of one that goes into one text of the model."""

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.parse.lines import Line


class Piece(NamedTuple):
    """Characters of the source; `start` is the position of the first, `line` its line."""

    line: int
    start: int
    text: str


def piece_of(line: Line, start: int = 0, end: int | None = None) -> Piece:
    """A line, or the part of it between two positions."""
    return Piece(line.number, line.start + start, line.text[start:end])


def joined(pieces: Sequence[Piece]) -> str:
    """The characters with a space at each line break: enough to judge the form."""
    return " ".join(piece.text for piece in pieces)
