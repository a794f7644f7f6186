"""Setting a paragraph: from styled spans to lines of positioned glyph runs.

The order of the work is that of UAX #9, 3.4 and 6.1: levels for the whole paragraph, shaping,
line breaks, and then the order on each line.
"""

import re
from collections.abc import Iterator, Sequence

from pipeline.errors import RenderError
from pipeline.languages import Language, all_languages
from pipeline.messages import message
from pipeline.render.pdf.glyphs import GlyphRun, Line, StyledSpan
from pipeline.render.pdf.itemize import NoGlyphError
from pipeline.render.pdf.linebreak import (
    Piece,
    break_opportunities,
    fill_lines,
    visible_width,
)
from pipeline.render.pdf.shape import Style, shape_word

WORD = re.compile(r"[^ ]+ *| +")


def set_paragraph(
    spans: Sequence[StyledSpan],
    *,
    language: Language,
    width_pt: float,
    size_pt: float,
    where: str,
) -> tuple[Line, ...]:
    """Lines of at most `width_pt`; none for empty text.

    The texts of all clusters, one after the other, are the text of the spans, character for
    character. `language` is the paragraph's: it gives the direction and the line breaks.
    Raises RenderError, which names the block `where`, for a character that no font has.
    """
    text = "".join(span.text for span in spans)
    if not text:
        return ()
    base = int(language.is_rtl)
    try:
        pieces = list(_pieces(spans, language))
        breaks = break_opportunities(text, language.cldr)
        lines = list(fill_lines(pieces, breaks, width_pt / size_pt))
        return tuple(_line(line, base, size_pt) for line in lines)
    except NoGlyphError as error:
        raise _no_glyph(error.character, language, where) from None


def _pieces(spans: Sequence[StyledSpan], language: Language) -> Iterator[Piece]:
    start = 0
    for index, span in enumerate(spans):
        own = all_languages().get(span.language, language)
        script = own.script if own.is_rtl == language.is_rtl else "Latn"
        style = Style(span.weight, span.language, script, language.is_rtl)
        for word in WORD.findall(span.text):
            yield Piece(start, shape_word(word, style), style, index, int(style.is_rtl))
            start += len(word)


def _line(pieces: Sequence[Piece], base: int, size_pt: float) -> Line:
    width = visible_width(pieces)
    x = width - sum(piece.word.width for piece in pieces) if base else 0.0
    placed = [(part, piece) for piece in pieces for part in piece.word.parts]
    order = range(len(placed)) if not base else range(len(placed) - 1, -1, -1)
    runs: dict[int, GlyphRun] = {}
    for index in order:
        part, piece = placed[index]
        runs[index] = GlyphRun(
            part.font,
            size_pt,
            piece.level,
            piece.span,
            x * size_pt,
            part.width * size_pt,
            part.clusters,
        )
        x += part.width
    return Line(tuple(runs[index] for index in range(len(placed))), width * size_pt)


def _no_glyph(character: str, language: Language, where: str) -> RenderError:
    return RenderError(
        message(
            "No font has the character “{character}” (U+{code}) of the text in {language}; "
            "replace the character.",
            character=character,
            code=f"{ord(character):04X}",
            language=language.tag,
        ),
        where=where,
    )
