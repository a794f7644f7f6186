"""Setting a paragraph: from styled spans to lines of positioned glyph runs.

The order of the work is that of UAX #9, 3.4 and 6.1: levels for the whole paragraph, shaping,
line breaks, and then the order on each line.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import accumulate, groupby, pairwise, repeat

from pipeline.languages import Language, UnknownLanguageError
from pipeline.model import LINE_BREAK
from pipeline.render.pdf.bidi import embedding_levels
from pipeline.render.pdf.glyphs import Line, StyledSpan
from pipeline.render.pdf.isolates import (
    language_of,
    paragraph_isolates,
    raised_ranges,
    seams,
    with_isolates,
    without_controls,
    without_raised,
)
from pipeline.render.pdf.itemize import NoGlyphError, graphemes, letters_script, script_of
from pipeline.render.pdf.joining import joined_after, joined_before
from pipeline.render.pdf.line import line_of, with_base_level_at_end, with_widths
from pipeline.render.pdf.linebreak import (
    Piece,
    break_opportunities,
    fill_lines,
    least_width,
    visible_width,
)
from pipeline.render.pdf.refusals import no_character, no_glyph, no_language
from pipeline.render.pdf.shape import (
    SPACES,
    Style,
    shape_word,
    shape_words,
    style,
)
from pipeline.render.pdf.unbroken import unbroken_ranges
from pipeline.render.pdf.unspaced import UNSPACED, word_ends

WORD = re.compile("[^ ]+ *| +")
LEVEL_RUN = re.compile(rb"(.)\1*", re.DOTALL)
FORCED_BREAK = re.compile(LINE_BREAK)
LONGEST_WORD = 200
"""In characters. A longer one is shaped in parts, or the time would grow with its square."""


def set_paragraph(
    spans: Sequence[StyledSpan],
    *,
    language: Language,
    width_pt: float,
    size_pt: float,
    where: str,
    is_justified: bool = False,
    is_hyphenated: bool = False,
) -> tuple[Line, ...]:
    """Lines of at most `width_pt`; none for empty text.

    The texts of all clusters, one after the other, are the text of the spans, character for
    character, with a soft hyphen more where a line's end divides a word (ISO 32000-1 14.8.2.2.3).
    `language` is the paragraph's: it gives the direction and the line breaks. White space at a
    line's end hangs. Telephone numbers, dates and the like stay on one line. What fits on no
    line is divided with a hyphen or, in a language without patterns, broken between grapheme
    clusters; if the text `is_hyphenated`, long words are divided at any line's end. A line break
    in the text ends the line and reads as the space that any other line end is. If the text
    `is_justified`, `justify.stretches` widens the spaces of each line that the text goes on after.
    Raises RenderError, which names the block `where`, for a character that no font has and for
    a span whose language is no BCP 47 tag.
    """
    with _named_errors(language, where):
        paragraph = _prepared(spans, language)
        room = width_pt / size_pt
        return tuple(
            line_of(
                with_base_level_at_end(line, language), language, size_pt, paragraph.seams, wanted
            )
            for pieces in paragraph.stretches
            for line, wanted in with_widths(
                fill_lines(pieces, paragraph.breaks, room, is_hyphenated=is_hyphenated),
                room if is_justified else 0.0,
            )
        )


@dataclass(frozen=True, slots=True)
class Widths:
    """How narrow text can be set without breaking a word, and its width if nothing is broken."""

    least_pt: float
    most_pt: float


def measure_paragraph(
    spans: Sequence[StyledSpan], *, language: Language, size_pt: float, where: str
) -> Widths:
    """The widths that `set_paragraph` needs for these spans. Raises RenderError likewise."""
    with _named_errors(language, where):
        paragraph = _prepared(spans, language)
        stretches = paragraph.stretches
        least = (least_width(pieces, paragraph.breaks) for pieces in stretches)
        most = (visible_width(pieces) for pieces in stretches)
        return Widths(max(least, default=0) * size_pt, max(most, default=0) * size_pt)


@contextmanager
def _named_errors(language: Language, where: str) -> Iterator[None]:
    try:
        yield
    except NoGlyphError as error:
        raise no_glyph(error.character, error.cluster, language.tag, where) from None
    except UnknownLanguageError as error:
        raise no_language(error.tag, where) from None
    except UnicodeEncodeError as error:  # ICU takes no lone surrogates
        raise no_character(error.object[error.start], where) from None


@dataclass(frozen=True, slots=True)
class _Prepared:
    """Shaped text between forced line ends, where else lines may end, and edges of isolates."""

    stretches: Sequence[Sequence[Piece]]
    breaks: Sequence[int]
    seams: Mapping[int, int]


def _prepared(spans: Sequence[StyledSpan], language: Language) -> _Prepared:
    text = "".join(span.text for span in spans)
    if not text:
        return _Prepared((), (), {})
    forced = [match.end() for match in FORCED_BREAK.finditer(text)]
    if forced:
        text = text.replace(LINE_BREAK, " ")
        spans = [replace(span, text=span.text.replace(LINE_BREAK, " ")) for span in spans]
    unbroken = unbroken_ranges(without_raised(spans), language.cldr) + raised_ranges(spans)
    breaks = break_opportunities(text, language.cldr, unbroken)
    levels, edges = paragraph_levels(without_raised(spans), spans, language)
    cuts = sorted({*forced, *edges}) if edges else forced
    pieces = _pieces(text, spans, language, levels, cuts, breaks)
    if not forced:
        return _Prepared((pieces,), breaks, edges)
    groups = groupby(pieces, lambda piece: bisect_right(forced, piece.start))
    return _Prepared([list(group) for _, group in groups], breaks, edges)


def paragraph_levels(
    text: str, spans: Sequence[StyledSpan], language: Language
) -> tuple[bytes, Mapping[int, int]]:
    """The embedding level of each character, with what must not turn round isolated; its seams."""
    isolates = paragraph_isolates(spans, language)
    if not isolates:
        return embedding_levels(text, int(language.is_rtl)), {}
    isolated, offsets = with_isolates(text, isolates)
    levels = embedding_levels(isolated, int(language.is_rtl))
    return without_controls(levels, offsets), seams(levels, offsets)


def _pieces(
    text: str,
    spans: Sequence[StyledSpan],
    language: Language,
    levels: bytes,
    cuts: Sequence[int],
    breaks: Sequence[int],
) -> list[Piece]:
    """Words, cut where the span or the level changes, and at forced line ends and seams."""
    pieces: list[Piece] = []
    start = 0
    for index, span in enumerate(spans):
        end = start + len(span.text)
        inside = cuts[bisect_right(cuts, start) : bisect_left(cuts, end)] if cuts else ()
        for first, last in pairwise((start, *inside, end)):
            for run in LEVEL_RUN.finditer(levels, first, last):
                own = _style(span, language, run[0][0], text[run.start() : run.end()])
                pieces += _words(text, run.span(), index, run[0][0], own, breaks)
        start = end
    return pieces


def _words(
    text: str,
    extent: tuple[int, int],
    span: int,
    level: int,
    style: Style,
    breaks: Sequence[int],
) -> Iterable[Piece]:
    """The words of one span and level, those at its ends with what they are joined to."""
    start, run_end = extent
    run = text[start:run_end]
    words = WORD.findall(run)
    if UNSPACED.search(run):
        words = [*_without_spaces(words, start, breaks, style)]
    words = _divided(words)
    pieces: list[Piece] = []
    if start and run[0] == " " and (own := _of_space(text, start, style)) is not style:
        space, *words = words
        end = start + len(space)
        pieces.append(Piece(start, end, shape_word(space, own), own, span, level))
        start = end
    before = joined_before(text, start)
    after = joined_after(text, run_end)
    if not before and not after and max(map(len, words), default=0) < LONGEST_WORD:
        ends = [*accumulate(map(len, words), initial=start)]
        shaped = shape_words(words, style)
        pieces.extend(
            map(Piece, ends, ends[1:], shaped, repeat(style), repeat(span), repeat(level))
        )
        return pieces
    for word in words:
        end = start + len(word)
        after = joined_after(text, end) if end == run_end or len(word) >= LONGEST_WORD else ""
        one = shape_word(word, style, before, after)
        pieces.append(Piece(start, end, one, style, span, level, before, after))
        start, before = end, joined_before(text, end) if after else ""
    return pieces


def _of_space(text: str, start: int, own: Style) -> Style:
    """The style of white space after other text: a space after Latin letters or figures is as
    wide as theirs, also where it stands between two directions.
    """
    if script_of(text[start - 1]) == own.default_script:
        return own
    return style(own.weight, own.language, "Latn", own.is_rtl, own.is_raised)


def _without_spaces(
    texts: list[str], start: int, breaks: Sequence[int], style: Style
) -> Iterator[str]:
    """The words of texts, of which the first has the offset `start`, as lines may break them."""
    for text in texts:
        inner = breaks[bisect_right(breaks, start) : bisect_left(breaks, start + len(text))]
        ends = word_ends(text, [offset - start for offset in inner], style)
        yield from (text[first:last] for first, last in pairwise((0, *ends, len(text))))
        start += len(text)


def _divided(words: list[str]) -> list[str]:
    if max(map(len, words)) <= LONGEST_WORD:
        return words
    divided: list[str] = []
    for word in words:
        if len(word) <= LONGEST_WORD:
            divided.append(word)
            continue
        start = end = 0
        for cluster in graphemes(word):
            if end - start >= LONGEST_WORD and cluster[0] not in SPACES:
                divided.append(word[start:end])
                start = end
            end += len(cluster)
        divided.append(word[start:])
    return divided


def _style(span: StyledSpan, language: Language, level: int, text: str) -> Style:
    """The style of a span's text in one direction.

    The script of words without letters is that of the span's language, or of the paragraph's,
    if they run that way, or else that of the letters nearby. The number of a note runs from left
    to right at any level.
    """
    is_rtl = level % 2 == 1 and not span.is_raised
    for candidate in (language_of(span, language), language):
        if candidate.is_rtl == is_rtl:
            script = letters_script(candidate.script)
            break
    else:
        script = next(filter(None, map(script_of, text)), "Arab" if is_rtl else "Latn")
    return style(span.weight, span.language, script, is_rtl, span.is_raised, span.is_tabular)
