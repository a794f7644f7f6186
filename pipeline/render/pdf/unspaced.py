"""Words of scripts that put no spaces between them: between the places where lines may end."""

import re
from collections.abc import Sequence
from functools import lru_cache

from pipeline.render.pdf.itemize import graphemes
from pipeline.render.pdf.shape import WORDS_KEPT, Style, shape_word

THAI = "\u0e00-\u0e7f"
CHINESE = "\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\U00020000-\U0003ffff"
UNSPACED = re.compile(f"[{THAI}{CHINESE}]")
_THAI = re.compile(f"[{THAI}]")


def word_ends(text: str, breaks: Sequence[int], style: Style) -> list[int]:
    """Those of the breaks in a text without spaces that part words, so that words repeat.

    A break between other letters, as after the hyphen of a Latin word, is none; nor is one that
    letters are kerned across, since words are shaped on their own. (No lookup of the Chinese
    font looks at two characters.)
    """
    ends: list[int] = []
    start = 0
    for end in breaks:
        if not UNSPACED.search(text, end - 1, end + 1):
            continue
        if _THAI.search(text, end - 1, end + 1):
            after = text[end : end + 2]
            if _are_kerned(graphemes(text[start:end])[-1], graphemes(after)[0], style):
                continue
        ends.append(end)
        start = end
    return ends


@lru_cache(WORDS_KEPT)
def _are_kerned(one: str, other: str, style: Style) -> bool:
    """Whether two grapheme clusters look otherwise beside each other than alone."""
    apart = (shape_word(one, style), shape_word(other, style))
    together = shape_word(one + other, style)
    ids = [[g.id for p in w.parts for c in p.clusters for g in c.glyphs] for w in (*apart, together)]
    return ids[0] + ids[1] != ids[2] or abs(sum(w.width for w in apart) - together.width) > 1e-9
