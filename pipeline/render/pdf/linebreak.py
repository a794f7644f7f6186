"""Where lines may end (UAX #14, by ICU), and filling lines with words one after the other."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, pairwise
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

_LETTERS = "0-9A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"
PLAIN = re.compile(f"(?:[{_LETTERS}]+[.,:;!?]? +)*[{_LETTERS}]+[.,:;!?]? *")
"""Text with a break after each run of spaces and no other one, in every locale: its letters are
of the classes AL and NU, its marks IS and EX (UAX #14, LB13, LB18 and LB28). It need not be given
to ICU, which takes ten times as long for it."""
UP_TO_WORD = re.compile("[^ ]+ *")

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
    if PLAIN.fullmatch(text):
        offsets = [match.end() for match in UP_TO_WORD.finditer(text)]
    else:
        offsets = [*accumulate(map(len, LineBreaker(text, locale)))]
    inside = {offset for first, last in unbroken for offset in range(first + 1, last)}
    return [offset for offset in offsets if offset not in inside] if inside else offsets


def visible_width(pieces: Pieces) -> float:
    """The width in em without the white space at the end."""
    width = 0.0
    for piece in reversed(pieces):
        width += piece.word.width if width else piece.word.visible
    return width


def _is_wider(pieces: Pieces, room: float) -> bool:
    """Whether pieces are visibly wider than that; it looks no further than it must."""
    width = 0.0
    for piece in pieces:
        if piece.word.visible and width + piece.word.visible > room:
            return True
        width += piece.word.width
    return False


def least_width(pieces: Pieces, breaks: Sequence[int]) -> float:
    """The width in em of the widest part that `fill_lines` would not need to break.

    White space at the beginning stands before the first word: it has no line of its own.
    """
    least = blank = 0.0
    for chunk in _chunks(pieces, breaks):
        for part in _hyphenated(chunk, breaks):
            visible = visible_width(part)
            if visible:
                least, blank = max(least, blank + visible), 0.0
            elif not least:
                blank += sum(piece.word.width for piece in part)
    return least


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
    divided = 0
    limit = width + TOLERANCE
    chunks = _Chunks.of(pieces, breaks)
    index, begin = 0, 0.0
    while index < len(chunks.ends):
        end = bisect_right(chunks.seen, begin + limit, index)
        line += pieces[chunks.first(index) : chunks.first(end)]
        if end == len(chunks.ends):
            break
        rest = chunk = pieces[chunks.first(end) : chunks.ends[end]]
        used = chunks.places[chunks.first(end)] - begin
        while _is_wider(rest, limit - used):
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
        index, begin = end + 1, chunks.places[chunks.ends[end]] - used
    if line:
        yield line


class _Chunks(NamedTuple):
    """Pieces that stay together unless a line is too short for them, on one endless line.

    `ends` are the numbers of pieces up to the end of each chunk. `places` are where pieces begin,
    and the end of the last; `seen` is how far each chunk is visible. Both are in em.
    """

    ends: Sequence[int]
    places: Sequence[float]
    seen: Sequence[float]

    @staticmethod
    def of(pieces: Pieces, breaks: Sequence[int]) -> "_Chunks":
        """The chunks; a break at a soft hyphen ends none, because taking it adds a glyph."""
        if not pieces:
            return _Chunks((), (0.0,), ())
        # Only those near the pieces: a paragraph with many forced line ends has many stretches.
        near = slice(bisect_right(breaks, pieces[0].start), bisect_right(breaks, pieces[-1].end))
        known = set(breaks[near])
        ends = [
            number
            for number, piece in enumerate(pieces, 1)
            if piece.end in known and piece.word.text[-1] != SOFT_HYPHEN
        ]
        if not ends or ends[-1] < len(pieces):
            ends.append(len(pieces))
        places = [*accumulate([piece.word.width for piece in pieces], initial=0.0)]
        seen = [places[end - 1] + pieces[end - 1].word.visible for end in ends]
        for index, end in enumerate(ends):
            if not pieces[end - 1].word.visible:
                first = ends[index - 1] if index else 0
                seen[index] = places[first] + visible_width(pieces[first:end])
        return _Chunks(ends, places, seen)

    def first(self, index: int) -> int:
        """The number of the first piece of a chunk."""
        return self.ends[index - 1] if index else 0


def _chunks(pieces: Pieces, breaks: Sequence[int]) -> Iterator[Pieces]:
    ends = _Chunks.of(pieces, breaks).ends
    return (pieces[first:end] for first, end in pairwise((0, *ends)))


def _split(
    chunk: Pieces, breaks: Sequence[int], hyphens: Sequence[int], width: float, *, force: bool
) -> tuple[Pieces, Pieces]:
    """The most of a chunk that fits into `width`, and the rest.

    At `hyphens` it is divided with one, if no break fits. With `force`, when nothing is seen
    before it on its line, one grapheme cluster is taken even if it does not fit.
    """
    near = _near(chunk, width)
    parts = _longest(near, _inside(near, breaks), width)
    if parts is None:
        parts = _longest(near, _inside(near, hyphens), width, divides=True)
    if parts is None and force:
        offsets = _cluster_ends(near)
        if not offsets:
            further = _cluster_ends(chunk)
            return cut(chunk, further[0]) if further else (chunk, ())
        parts = _longest(near, offsets, width) or cut(near, offsets[0])
    if parts is None:
        return (), chunk
    head, tail = parts
    return head, [*tail, *chunk[len(near) :]]


def _inside(pieces: Pieces, offsets: Sequence[int]) -> Sequence[int]:
    start, end = pieces[0].start, pieces[-1].end
    return offsets[bisect_right(offsets, start) : bisect_right(offsets, end - 1)]


def _hyphens(chunk: Pieces, fewest_letters: int) -> Sequence[int]:
    """The offsets at which the words of a chunk may be divided, none where pieces meet.

    A chunk in several languages is not divided, nor one that is too long to be a word.
    """
    first, end = chunk[0].start, chunk[-1].end
    if end - first > LONGEST_DIVIDED:
        return ()
    tags = {piece.style.language for piece in chunk}
    if len(tags) > 1:
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
    chunk: Pieces, offsets: Sequence[int], width: float, *, divides: bool = False
) -> tuple[Pieces, Pieces] | None:
    """Cut at the last of the offsets at which the head fits, or None.

    The search begins at a guess, so that a long word is not shaped over and over.
    """
    if not offsets:
        return None

    def fits(index: int) -> bool:
        head, _ = cut(chunk, offsets[index], divides=divides)
        return visible_width(head) <= width + TOLERANCE

    share = width / max(visible_width(chunk), TOLERANCE)
    guess = chunk[0].start + int(share * (chunk[-1].end - chunk[0].start))
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
