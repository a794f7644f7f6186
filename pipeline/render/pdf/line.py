"""From the pieces of a line to its glyph runs, each at its place (UAX #9, 3.4)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from pipeline.languages import Language
from pipeline.render.pdf.bidi import visual_order, white_space_start
from pipeline.render.pdf.glyphs import GlyphRun, Line, PlainClusters, joined
from pipeline.render.pdf.itemize import letters_script
from pipeline.render.pdf.justify import stretches
from pipeline.render.pdf.linebreak import Piece, visible_width
from pipeline.render.pdf.shape import SOFT_HYPHEN, Part, shape_word, style

RunParts: TypeAlias = tuple[Piece, list[Part], float]
"""The first piece of a run, the parts of words that make the run, and the space after it in em."""


def with_base_level_at_end(line: Sequence[Piece], language: Language) -> Sequence[Piece]:
    """Rule L1 of UAX #9: the white space at the end has the level of the paragraph."""
    base = int(language.is_rtl)
    if not _ends_at_other_level(line, base) or _ends_in_hyphen(line[-1]):
        return line
    start = line[0].start + white_space_start("".join(piece.word.text for piece in line))
    body = [piece for piece in line if piece.end <= start]
    tail = list(line[len(body) :])
    if tail and tail[0].start < start:
        body.append(tail[0].head(start, ends_line=False))
        tail[0] = tail[0].tail(start)
    for piece in tail:
        weight, tag = piece.style.weight, piece.style.language
        script = letters_script(language.script)
        own = style(weight, tag, script, language.is_rtl, piece.style.is_raised)
        word = shape_word(piece.word.text, own)
        body.append(piece._replace(word=word, style=own, level=base))
    return body


def with_widths(lines: Iterable[list[Piece]], width: float) -> Iterator[tuple[list[Piece], float]]:
    """The lines, each with the width that it shall have: the last one and width 0 as it is."""
    before: list[Piece] | None = None
    for line in lines:
        if before is not None:
            yield before, width
        before = line
    if before is not None:
        yield before, 0.0


def _ends_at_other_level(line: Sequence[Piece], base: int) -> bool:
    """Whether anything from the last visible character on has another level."""
    for piece in reversed(line):
        if piece.level != base:
            return True
        if piece.word.visible:
            return False
    return False


def _ends_in_hyphen(piece: Piece) -> bool:
    """Whether the line was broken at a soft hyphen, which is seen there."""
    return piece.word.text[-1] == SOFT_HYPHEN and bool(piece.word.parts[-1].clusters[-1].glyphs)


def line_of(
    pieces: Sequence[Piece],
    language: Language,
    size_pt: float,
    edges: Mapping[int, int],
    wanted: float = 0.0,
) -> Line:
    """A line, its spaces widened to the width that is `wanted` in em, if it can be."""
    width = visible_width(pieces)
    x = width - sum([piece.word.width for piece in pieces]) if language.is_rtl else 0.0
    added = stretches(pieces, wanted - width) if wanted else {}
    width += sum(added.values())
    parted = _run_parts(pieces, added, edges)
    runs: dict[int, GlyphRun] = {}
    for index in _order(parted, edges):
        piece, parts, space = parted[index]
        font, own_width = parts[0].font, sum([part.width for part in parts])
        plain = [part.clusters for part in parts if isinstance(part.clusters, PlainClusters)]
        x += space if piece.level % 2 else 0.0
        runs[index] = GlyphRun(
            font,
            size_pt * font.scale * piece.style.scale,
            piece.level + piece.level % 2 if piece.style.is_raised else piece.level,
            piece.span,
            x * size_pt,
            own_width * size_pt,
            joined(plain) if plain else parts[0].clusters,
        )
        x += own_width + (0.0 if piece.level % 2 else space)
    return Line(tuple([runs[index] for index in range(len(parted))]), width * size_pt)


def _run_parts(
    pieces: Sequence[Piece], added: Mapping[int, float], edges: Mapping[int, int]
) -> list[RunParts]:
    """The parts of the words that make one run, with the first one's piece and the space that is
    `added` after them, in logical order. A run ends where space is added and at a seam."""
    runs: list[RunParts] = []
    last, shaped_as = pieces[0], None
    for piece in pieces:
        if piece.start in edges:
            shaped_as = None
        for part in piece.word.parts:
            is_plain = type(part.clusters) is PlainClusters
            if (
                is_plain
                and (part.font, part.script) == shaped_as
                and piece.span == last.span
                and piece.level == last.level
                and piece.style is last.style
            ):
                runs[-1][1].append(part)
            else:
                last, shaped_as = piece, (part.font, part.script) if is_plain else None
                runs.append((piece, [part], 0.0))
        if piece.end in added:
            first, parts, _ = runs.pop()
            runs.append((first, parts, added[piece.end]))
            shaped_as = None
    return runs


def _order(runs: Sequence[RunParts], edges: Mapping[int, int]) -> Sequence[int]:
    """The indices of the runs of a line from left to right (rule L2 of UAX #9)."""
    if not edges:
        levels = [piece.level for piece, _, _ in runs]
        return visual_order(levels) if len(levels) > 1 else (0,)
    indices: list[int | None] = []
    levels = []
    for index, (piece, parts, _) in enumerate(runs):
        if piece.start in edges and parts[0] is piece.word.parts[0]:
            indices.append(None)
            levels.append(edges[piece.start])
        indices.append(index)
        levels.append(piece.level)
    found = (indices[place] for place in visual_order(levels))
    return [index for index in found if index is not None]
