"""Where lines may end (UAX #14, by ICU), and filling lines with words one after the other."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from icu4py.breakers import LineBreaker

from pipeline.render.pdf.hyphenation import divisions
from pipeline.render.pdf.itemize import graphemes
from pipeline.render.pdf.shape import (
    SOFT_HYPHEN,
    SPACES,
    Style,
    Word,
    shape_divided,
    shape_hyphenated,
    shape_word,
)

TOLERANCE = 1e-6
"""In em: sums of widths in another order differ by less."""
LONG_WORD = 12
"""Letters of a word that may be divided although it would fit on the next line."""
LONGEST_DIVIDED = 100
"""Characters between two places where a line may end; what is longer is no word."""
FULL = 0.95
"""The share of a line from which on it is full enough to leave the next word undivided."""
MOST_DIVIDED = 2
"""Lines in a row that may end with a divided word."""


class Piece(NamedTuple):
    """A word, or the part of it in one span and at one embedding level, at its place.

    `start` and `end` are offsets in the paragraph; `before` and `after` as in `shape_word`.
    """

    start: int
    end: int
    word: Word
    style: Style
    span: int
    level: int
    before: str = ""
    after: str = ""

    def head(self, offset: int, *, ends_line: bool = True, divides: bool = False) -> "Piece":
        """The part before an offset in the paragraph; a soft hyphen at a line's end is seen.

        If the offset `divides` a word, a hyphen is shown although the text has none.
        """
        text = self.word.text[: offset - self.start]
        shape = shape_hyphenated if ends_line and text[-1] == SOFT_HYPHEN else shape_word
        word = (shape_divided if divides else shape)(text, self.style, self.before)
        return self._replace(end=offset, word=word, after="")

    def tail(self, offset: int) -> "Piece":
        """The part after an offset in the paragraph, shaped as standing at a line's start."""
        text = self.word.text[offset - self.start :]
        word = shape_word(text, self.style, "", self.after)
        return self._replace(start=offset, word=word, before="")


Pieces = Sequence[Piece]


def break_opportunities(
    text: str, locale: str, unbroken: Sequence[tuple[int, int]] = ()
) -> list[int]:
    """The offsets where a line may end, ascending; the last is the text's length.

    `locale` is a CLDR locale; Thai, Lao and Khmer go by dictionary. Ranges of the text that
    are `unbroken` have no opportunity inside (a tailoring that UAX #14 leaves open).
    """
    offsets: list[int] = []
    end = 0
    for segment in LineBreaker(text, locale):
        end += len(segment)
        offsets.append(end)
    inside = {offset for first, last in unbroken for offset in range(first + 1, last)}
    return [offset for offset in offsets if offset not in inside] if inside else offsets


def visible_width(pieces: Pieces) -> float:
    """The width in em without the white space at the end."""
    width = 0.0
    for piece in reversed(pieces):
        width += piece.word.width if width else piece.word.visible
    return width


def least_width(pieces: Pieces, breaks: Sequence[int]) -> float:
    """The width in em of the widest part that `fill_lines` would not need to break.

    White space at the very beginning is not parted from what it indents.
    """
    widest = indent = 0.0
    for chunk in _chunks(pieces, set(breaks)):
        for part in _hyphenated(chunk, breaks):
            width = visible_width(part)
            if width:
                widest, indent = max(widest, indent + width), 0.0
            elif not widest:
                indent += sum([piece.word.width for piece in part])
    return widest


def _hyphenated(chunk: Pieces, breaks: Sequence[int]) -> Iterator[Pieces]:
    """The parts of a chunk between its soft hyphens."""
    rest = chunk
    offsets = [
        piece.start + index + 1
        for piece in chunk
        for index, character in enumerate(piece.word.text)
        if character == SOFT_HYPHEN
    ]
    for offset in sorted(set(offsets) & set(breaks)):
        if offset < rest[-1].end:
            part, rest = cut(rest, offset)
            yield part
    yield rest


def fill_lines(
    pieces: Pieces, breaks: Sequence[int], width: float, *, is_hyphenated: bool = False
) -> Iterator[list[Piece]]:
    """Lines of at most `width` em, each as full as can be; white space at the end hangs.

    Long words are divided with a hyphen if the text `is_hyphenated`. What fits on no line is
    divided so in any case or, where the language has no patterns, broken between grapheme
    clusters; a single cluster that is too wide stands alone on its line and sticks out.
    """
    line: list[Piece] = []
    used = 0.0
    divided = 0
    limit = width + TOLERANCE
    for chunk in _chunks(pieces, set(breaks)):
        last = chunk[-1].word
        before_last = sum([piece.word.width for piece in chunk[:-1]]) if len(chunk) > 1 else 0.0
        if last.visible and used + before_last + last.visible <= limit:
            line += chunk
            used += before_last + last.width
            continue
        rest: Pieces = chunk
        while used + visible_width(rest) > limit:
            is_blank = all(piece.word.text.strip(SPACES) == "" for piece in line)
            may_divide = is_hyphenated and divided < MOST_DIVIDED and used < FULL * width
            hyphens = (
                _hyphens(chunk, 0 if is_blank else LONG_WORD) if is_blank or may_divide else ()
            )
            first, rest = _split(rest, breaks, hyphens, width - used, force=is_blank)
            divided = divided + 1 if first and _ends_divided(first[-1]) else 0
            yield [*line, *first]
            line, used = [], 0.0
            if not rest:
                break
        line += rest
        used += sum([piece.word.width for piece in rest])
    if line:
        yield line


def _chunks(pieces: Pieces, breaks: set[int]) -> Iterator[list[Piece]]:
    """Pieces that stay together unless a line is too short for them.

    A break at a soft hyphen is not the end of a chunk, because taking it adds a glyph.
    """
    chunk: list[Piece] = []
    for piece in pieces:
        chunk.append(piece)
        if piece.end in breaks and piece.word.text[-1] != SOFT_HYPHEN:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _split(
    chunk: Pieces, breaks: Sequence[int], hyphens: Sequence[int], width: float, *, force: bool
) -> tuple[Pieces, Pieces]:
    """The most of a chunk that fits into `width`, and the rest.

    At `hyphens` it is divided with one, if no break fits. With `force`, when nothing is seen
    before it on its line, one grapheme cluster is taken even if it does not fit.
    """
    near = _near(chunk, width)
    if parts := _longest(chunk, near, _inside(near, breaks), width):
        return parts
    if parts := _longest(chunk, near, _inside(near, hyphens), width, divides=True):
        return parts
    if not force:
        return (), chunk
    offsets = _cluster_ends(near) or _cluster_ends(chunk)
    if not offsets:
        return chunk, ()
    return _longest(chunk, near, offsets, width) or cut(chunk, offsets[0])


def _inside(pieces: Pieces, offsets: Sequence[int]) -> Sequence[int]:
    start, end = pieces[0].start, pieces[-1].end
    return offsets[bisect_right(offsets, start) : bisect_right(offsets, end - 1)]


def _hyphens(chunk: Pieces, fewest_letters: int) -> Sequence[int]:
    """The offsets at which the words of a chunk may be divided, none where pieces meet.

    A chunk in several languages is not divided, nor one that is too long to be a word.
    """
    tags = {piece.style.language for piece in chunk}
    first, end = chunk[0].start, chunk[-1].end
    if len(tags) > 1 or end - first > LONGEST_DIVIDED:
        return ()
    text = "".join(piece.word.text for piece in chunk).rstrip(SPACES)
    seams = {piece.start for piece in chunk}
    offsets = (first + offset for offset in divisions(text, tags.pop(), fewest_letters))
    return [offset for offset in offsets if offset not in seams]


def _ends_divided(piece: Piece) -> bool:
    """Whether a hyphen is shown after a piece that the text does not have."""
    clusters = piece.word.parts[-1].clusters if piece.word.parts else ()
    return bool(clusters) and clusters[-1].text[-1:] == SOFT_HYPHEN


def _near(chunk: Pieces, width: float) -> Pieces:
    """The beginning of a chunk that surely is wider than `width`, or all of it."""
    used = 0.0
    for count, piece in enumerate(chunk, 2):
        used += piece.word.width
        if used > width:
            return chunk[:count]
    return chunk


def _cluster_ends(pieces: Pieces) -> list[int]:
    """Where a word may be broken if it must: not at its end, nor beside white space."""
    text = "".join(piece.word.text for piece in pieces)
    start, position = pieces[0].start, 0
    leading = len(text) - len(text.lstrip(SPACES))
    offsets: list[int] = []
    for cluster in graphemes(text):
        if position > leading and cluster[0] not in SPACES:
            offsets.append(start + position)
        position += len(cluster)
    return offsets


def _longest(
    chunk: Pieces,
    near: Pieces,
    offsets: Sequence[int],
    width: float,
    *,
    divides: bool = False,
) -> tuple[Pieces, Pieces] | None:
    """Cut at the last of the offsets at which the head fits, or None.

    The search begins at a guess, so that a long word is not shaped over and over.
    """
    if not offsets:
        return None

    def fits(index: int) -> bool:
        head, _ = cut(chunk, offsets[index], divides=divides)
        return visible_width(head) <= width + TOLERANCE

    share = width / max(visible_width(near), TOLERANCE)
    guess = near[0].start + int(share * (near[-1].end - near[0].start))
    index = min(max(bisect_right(offsets, guess) - 1, 0), len(offsets) - 1)
    found = _last_fitting(offsets, index, fits)
    return None if found is None else cut(chunk, offsets[found], divides=divides)


def _last_fitting(offsets: Sequence[int], index: int, fits: Callable[[int], bool]) -> int | None:
    if fits(index):
        while index + 1 < len(offsets) and fits(index + 1):
            index += 1
        return index
    while index > 0:
        index -= 1
        if fits(index):
            return index
    return None


def cut(chunk: Pieces, offset: int, *, divides: bool = False) -> tuple[Pieces, Pieces]:
    """The pieces before and after an offset, the one that is cut through shaped anew.

    If the offset `divides` a word, a hyphen is shown before it.
    """
    head = [piece for piece in chunk if piece.end < offset]
    tail = [piece for piece in chunk if piece.start >= offset]
    divided = chunk[len(head)]
    if divided.start < offset:
        head.append(divided.head(offset, divides=divides))
    if divided.start < offset < divided.end:
        tail.insert(0, divided.tail(offset))
    elif tail and tail[0].before:
        tail[0] = tail[0].tail(tail[0].start)
    return head, tail
