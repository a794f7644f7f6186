"""GNU FriBidi as judge of embedding levels and of the order on a line (UAX #9), by its library."""

import ctypes
import ctypes.util
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.render.pdf.glyphs import GlyphRun, Line
from pipeline.render.pdf.isolates import paragraph_isolates, with_isolates, without_raised
from tests.render.pdf.exact.alphabets import DIRECTIONAL, JOINERS, SOFT_HYPHEN, VARIATION, graphemes
from tests.render.pdf.exact.lines import SetText

LIBRARY = "libfribidi.so.0"
LTR, RTL = 0x110, 0x111
UNSEEN = frozenset(DIRECTIONAL + JOINERS + SOFT_HYPHEN + VARIATION)
"""Characters that UAX #9 removes (X9) or that show nothing: their place is not seen."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What FriBidi makes of a line: the level of each character, and the offsets from the left."""

    levels: tuple[int, ...]
    order: tuple[int, ...]


class FriBidi:
    """The library. Raises OSError if it is not installed."""

    def __init__(self) -> None:
        self.library = ctypes.CDLL(LIBRARY)

    def judge(
        self, text: str, lines: Sequence[tuple[int, int]], *, is_rtl: bool
    ) -> list[Judgement]:
        """Levels and order of each line `text[start:end]` of a paragraph."""
        count = len(text)
        points = (ctypes.c_uint32 * count)(*map(ord, text))
        types = (ctypes.c_uint32 * count)()
        brackets = (ctypes.c_uint32 * count)()
        levels = (ctypes.c_int8 * count)()
        base = ctypes.c_uint32(RTL if is_rtl else LTR)
        self.library.fribidi_get_bidi_types(points, count, types)
        self.library.fribidi_get_bracket_types(points, count, types, brackets)
        found = self.library.fribidi_get_par_embedding_levels_ex(
            types, brackets, count, ctypes.byref(base), levels
        )
        assert found, "FriBidi failed"
        result: list[Judgement] = []
        for start, end in lines:
            order = (ctypes.c_int * count)(*range(count))
            own = (ctypes.c_int8 * count)(*levels)
            self.library.fribidi_reorder_line(
                0, types, end - start, start, base, own, None, order
            )
            result.append(Judgement(tuple(own[start:end]), tuple(order[start:end])))
        return result


@dataclass(frozen=True, slots=True)
class _Placed:
    """A user-perceived character of a line: its offset, level, and its left edge in pt."""

    offset: int
    text: str
    run: GlyphRun
    left: float


def disagreements(fribidi: FriBidi, of: SetText) -> Iterator[str]:
    """What FriBidi sees otherwise in a text: levels, and the order by x on its lines."""
    bare = without_raised(of.spans).replace("\n", " ")
    isolates = paragraph_isolates(of.spans, of.language)
    isolated, offsets = with_isolates(bare, isolates)
    moved = _moved(len(bare), offsets)
    extents: list[tuple[int, int]] = []
    start = 0
    for line in of.lines:
        end = start + sum(len(c.text) for run in line.runs for c in run.clusters)
        extents.append((start, end))
        start = end
    assert start == len(bare)
    inside = [(moved[a], moved[b - 1] + 1) for a, b in extents]
    judged = fribidi.judge(isolated, inside, is_rtl=of.language.is_rtl)
    back = {place: offset for offset, place in enumerate(moved)}
    for line, (first, _), judgement, (place, _) in zip(
        of.lines, extents, judged, inside, strict=True
    ):
        yield from _in_line(of, line, first, judgement, place, back)


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
    of: SetText, line: Line, first: int, judgement: Judgement, place: int, back: dict[int, int]
) -> Iterator[str]:
    levels = {back[place + n]: lvl for n, lvl in enumerate(judgement.levels) if place + n in back}
    placed = {item.offset: item for item in _graphemes(line, first)}
    for item in placed.values():
        wanted = levels[item.offset]
        if of.spans[item.run.span].is_raised:
            wanted += wanted % 2
        if item.text[0] not in UNSEEN and item.run.level != wanted:
            yield f"{of.where}: level {item.run.level}, not {wanted}, of {item.text!a} in {_text(line)!a}"
    order = (placed[back[index]] for index in judgement.order if back.get(index) in placed)
    seen = [item for item in order if item.text[0] not in UNSEEN and item.text.strip()]
    for before, after in zip(seen, seen[1:], strict=False):
        if before.left > after.left + TOLERANCE_PT:
            yield (
                f"{of.where}: {before.text!a} at {before.left:.3f} is not left of {after.text!a} "
                f"at {after.left:.3f} in {_text(line)!a}"
            )


TOLERANCE_PT = 0.1


def _text(line: Line) -> str:
    return "".join(cluster.text for run in line.runs for cluster in run.clusters)


def _graphemes(line: Line, first: int) -> Iterator[_Placed]:
    """The user-perceived characters with the left edges of their first glyphs."""
    at: dict[int, tuple[GlyphRun, float]] = {}
    offset = first
    for run in line.runs:
        for cluster in run.clusters:
            scale = 1 / run.font.units_per_em * run.size_pt
            left = run.x_pt + (cluster.glyphs[0].x * scale if cluster.glyphs else 0.0)
            for index in range(len(cluster.text)):
                at[offset + index] = (run, left)
            offset += len(cluster.text)
    offset = first
    for text in graphemes(_text(line)):
        run, left = at[offset]
        yield _Placed(offset, text, run, left)
        offset += len(text)
