"""GNU FriBidi as judge of embedding levels and of the order on a line (UAX #9), by its library."""

import ctypes
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.bidi_classes import bidi_letters
from pipeline.render.pdf.bidi import embedding_levels
from pipeline.render.pdf.glyphs import Cluster, GlyphRun, Line
from pipeline.render.pdf.isolates import paragraph_isolates, with_isolates, without_raised
from tests.render.pdf.exact.alphabets import DIRECTIONAL, JOINERS, SOFT_HYPHEN, VARIATION, graphemes
from tests.render.pdf.exact.lines import SetText, has_hyphen, line_texts, text_of_runs

LIBRARY = "libfribidi.so.0"
LTR, RTL = 0x110, 0x111
UNSEEN = frozenset(DIRECTIONAL + JOINERS + SOFT_HYPHEN + VARIATION)
"""Characters that UAX #9 removes (X9) or that show nothing: their place is not seen."""

REMOVED = "Blrxyf"
HANGING = "Wijkd" + REMOVED
"""Bidi classes that rule L1 gives the paragraph's level at a line's end."""

OF_CLASS = str.maketrans(
    "LRAESTNCMBPGWOlrxyfijkd",
    "a\u05d0\u06271+%\u0663,\u0301\u00ad\u2029\t !"
    "\u202a\u202b\u202d\u202e\u202c\u2066\u2067\u2068\u2069",
)
"""A character of each class. FriBidi 1.0.8 knows Unicode 10, so it is told the classes."""

TOLERANCE_PT = 0.1


def may_be_wrong(text: str) -> bool:
    """Whether FriBidi 1.0.8 is known to go wrong here, where Unicode's own tests say otherwise.

    It looks for the direction of an FSI beyond its PDI; an isolate that follows another one
    begins with the other's direction; and marks and neutrals beside a pair of brackets lose it.
    """
    is_bracketed = any(unicodedata.mirrored(character) for character in text)
    return is_bracketed or bool(re.search("\u2068|\u2069.*[\u2066\u2067]", text, re.DOTALL))


class FriBidi:
    """The library. Raises OSError if it is not installed."""

    def __init__(self) -> None:
        self.library = ctypes.CDLL(LIBRARY)

    def levels(self, text: str, *, is_rtl: bool) -> list[int]:
        """The embedding level of each character of a paragraph."""
        types, brackets = self._types(text)
        levels = (ctypes.c_int8 * len(text))()
        base = ctypes.c_uint32(RTL if is_rtl else LTR)
        found = self.library.fribidi_get_par_embedding_levels_ex(
            types, brackets, len(text), ctypes.byref(base), levels
        )
        assert found, "FriBidi failed"
        return list(levels)

    def order(self, text: str, levels: Sequence[int], *, is_rtl: bool) -> list[int]:
        """The offsets of the characters of a line from left to right (rule L2)."""
        types, _ = self._types(text)
        count = len(text)
        own = (ctypes.c_int8 * count)(*levels)
        order = (ctypes.c_int * count)(*range(count))
        base = RTL if is_rtl else LTR
        assert self.library.fribidi_reorder_line(0, types, count, 0, base, own, None, order)
        return list(order)

    def _types(self, text: str) -> tuple[ctypes.Array[ctypes.c_uint32], ...]:
        count = len(text)
        points = (ctypes.c_uint32 * count)(*map(ord, text))
        same = (ctypes.c_uint32 * count)(*map(ord, bidi_letters(text).translate(OF_CLASS)))
        types, brackets = (ctypes.c_uint32 * count)(), (ctypes.c_uint32 * count)()
        self.library.fribidi_get_bidi_types(same, count, types)
        self.library.fribidi_get_bracket_types(points, count, types, brackets)
        return types, brackets


def paragraph_levels(fribidi: FriBidi, text: str, *, is_rtl: bool) -> list[int]:
    """The levels of a paragraph by FriBidi, or where it is known to err, by Unicode's own tests.

    `embedding_levels` passes all of these (test_bidi.py).
    """
    letters = bidi_letters(text)
    judged = fribidi.levels(text, is_rtl=is_rtl)
    ours = list(embedding_levels(text, int(is_rtl)))
    bare = letters.rstrip(HANGING)  # FriBidi applies rule L1 to the paragraph's end
    differ = [
        index
        for index, letter in enumerate(bare)
        if letter not in REMOVED and judged[index] != ours[index]
    ]
    assert not differ or may_be_wrong(text), (ascii(text), judged, ours)
    return ours


@dataclass(frozen=True, slots=True)
class _Placed:
    """A user-perceived character of a line: its offset, level, and its left edge in pt."""

    offset: int
    text: str
    run: GlyphRun
    left: float | None


def disagreements(fribidi: FriBidi, of: SetText) -> Iterator[str]:
    """What FriBidi sees otherwise in a text: levels, and the order by x on its lines."""
    bare = without_raised(of.spans).replace("\n", " ")
    isolated, offsets = with_isolates(bare, paragraph_isolates(of.spans, of.language))
    is_rtl = of.language.is_rtl
    levels = paragraph_levels(fribidi, isolated, is_rtl=is_rtl)
    moved = _moved(len(bare), offsets)
    back = {place: offset for offset, place in enumerate(moved)}
    start = 0
    for line, text in line_texts(of):
        end = start + len(text)
        first, last = moved[start], moved[end - 1] + 1
        own = levels[first:last]
        tail = len(own) if has_hyphen(line) else _without_hanging(isolated[first:last])
        own[tail:] = [int(is_rtl)] * (len(own) - tail)
        order = fribidi.order(isolated[first:last], own, is_rtl=is_rtl)
        by_offset = {back[first + n]: lvl for n, lvl in enumerate(own) if first + n in back}
        visual = [back[first + index] for index in order if first + index in back]
        yield from _in_line(of, line, start, by_offset, visual)
        start = end


def _without_hanging(text: str) -> int:
    return len(bidi_letters(text).rstrip(HANGING))


def _moved(count: int, controls: Sequence[int]) -> list[int]:
    """The place of each character in the text with the controls."""
    moved: list[int] = []
    waiting = iter([*controls, count + 1])
    following = next(waiting)
    added = 0
    for offset in range(count):
        while following <= offset:
            added += 1
            following = next(waiting)
        moved.append(offset + added)
    return moved


def _in_line(
    of: SetText, line: Line, first: int, levels: dict[int, int], order: Sequence[int]
) -> Iterator[str]:
    placed = {item.offset: item for item in _graphemes(line, first)}
    for item in placed.values():
        wanted = levels.get(item.offset, item.run.level)  # a hyphen that divides has none
        if of.spans[item.run.span].is_raised:
            wanted += wanted % 2
        if item.text[0] not in UNSEEN and item.run.level != wanted:
            yield f"{of.where}: level {item.run.level}, not {wanted}, of {item.text!a}"
    visible = (placed[offset] for offset in order if offset in placed)
    seen = [
        (item, item.left)
        for item in visible
        if item.left is not None and item.text[0] not in UNSEEN and item.text.strip()
    ]
    for (before, left), (after, right) in pairwise(seen):
        if left > right + TOLERANCE_PT:
            yield (
                f"{of.where}: {before.text!a} at {left:.1f} pt is not left of "
                f"{after.text!a} at {right:.1f} pt in {text_of_runs(line.runs)!a}"
            )


def _graphemes(line: Line, first: int) -> Iterator[_Placed]:
    """The user-perceived characters with the left edges of their bases.

    A mark without a base has none.
    """
    at: list[tuple[GlyphRun, Cluster]] = [
        (run, cluster) for run in line.runs for cluster in run.clusters for _ in cluster.text
    ]
    offset = 0
    for text in graphemes(text_of_runs(line.runs)):
        clusters = list({id(pair[1]): pair for pair in at[offset : offset + len(text)]}.values())
        run = clusters[0][0]
        glyphs = [
            (own.x_pt + glyph.x * own.size_pt / own.font.units_per_em, glyph.advance > 0)
            for own, cluster in clusters
            for glyph in cluster.glyphs
        ]
        base = next((left for left, is_wide in glyphs if is_wide), None)
        yield _Placed(first + offset, text, run, base)
        offset += len(text)
