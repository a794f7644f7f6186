"""Justified lines: how much wider their spaces are set.

Only spaces between words are widened, all of a line alike. Kashida is not used, nor is space
between letters. A line that would need more than `MOST_EM` for each of its spaces stays ragged:
holes in a text are worse to read than an uneven edge (WCAG 2.1 1.4.8 advises against justified
text altogether, so the style has it off).
"""

from collections.abc import Mapping, Sequence

from pipeline.render.pdf.linebreak import Piece

MOST_EM = 0.5
"""What a space may be wider than the font's, which is 0.26 em in most."""
UNSPACED_SCRIPTS = frozenset(("Hans", "Hant", "Jpan", "Khmr", "Laoo", "Mymr", "Thai", "Tibt"))
"""Scripts that write no space between words. Their few spaces part sentences or phrases, and
would become holes, so such text is always ragged."""


def stretches(pieces: Sequence[Piece], missing: float) -> Mapping[int, float]:
    """What is added after pieces of a line, by their ends in the paragraph; all in em.

    `missing` is what the line is short of. White space at its beginning and its end keeps its
    width. Nothing is added where it would be too much.
    """
    seen = [index for index, piece in enumerate(pieces) if piece.word.visible]
    if not seen or missing <= 0:
        return {}
    inner = pieces[seen[0] : seen[-1]]
    spaces = {piece.end: _spaces_at_end(piece.word.text) for piece in inner}
    count = sum(spaces.values())
    if not count or missing / count > MOST_EM:
        return {}
    return {end: own * missing / count for end, own in spaces.items() if own}


def _spaces_at_end(text: str) -> int:
    return len(text) - len(text.rstrip(" "))
