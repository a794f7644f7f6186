"""Words of scripts that put no spaces between them: between the places where lines may end.

In Ethiopic a mark like a colon, U+1361, may stand for the space.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from pipeline.render.pdf.itemize import graphemes
from pipeline.render.pdf.shape import WORDS_KEPT, Style, Word, shape_word

THAI = "\u0e00-\u0e7f"
CHINESE = "\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\U00020000-\U0003ffff"
ETHIOPIC_WORDSPACE = "\u1361"
UNSPACED = re.compile(f"[{THAI}{CHINESE}{ETHIOPIC_WORDSPACE}]")
_KERNED = re.compile(f"[{THAI}{ETHIOPIC_WORDSPACE}]")

TOLERANCE = 1e-6
"""In em: sums of widths in another order differ by less."""


def word_ends(text: str, breaks: Sequence[int], style: Style) -> list[int]:
    """Those of the breaks inside a text without spaces that part words, so that words repeat.

    A break between other letters, as after the hyphen of a Latin word, is none; nor is one that
    letters are kerned across, since words are shaped on their own. (No lookup of the Chinese
    font looks at two characters.)
    """
    ends: list[int] = []
    for (start, end), (_, following) in pairwise(pairwise((0, *breaks, len(text)))):
        if not UNSPACED.search(text, end - 1, end + 1):
            continue
        if _KERNED.search(text, end - 1, end + 1):
            _, last = _clusters_at_ends(text[start:end])
            first, _ = _clusters_at_ends(text[end:following])
            if _are_kerned(last, first, style):
                continue
        ends.append(end)
    return ends


@lru_cache(WORDS_KEPT)
def _clusters_at_ends(word: str) -> tuple[str, str]:
    """The first and the last grapheme cluster."""
    clusters = graphemes(word)
    return clusters[0], clusters[-1]


@lru_cache(WORDS_KEPT)
def _are_kerned(one: str, other: str, style: Style) -> bool:
    """Whether two grapheme clusters look otherwise beside each other than alone."""
    first, second, both = (shape_word(text, style) for text in (one, other, one + other))
    widens = abs(first.width + second.width - both.width) > TOLERANCE
    return widens or _glyphs(first) + _glyphs(second) != _glyphs(both)


def _glyphs(word: Word) -> list[int]:
    return [glyph.id for part in word.parts for c in part.clusters for glyph in c.glyphs]
