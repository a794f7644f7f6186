"""Setting a paragraph: from styled spans to lines of positioned glyph runs.

The order of the work is that of UAX #9, 3.4 and 6.1: levels for the whole paragraph, shaping,
line breaks, and then the order on each line.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from pipeline.bidi_classes import bidi_letters
from pipeline.errors import RenderError
from pipeline.languages import Language, UnknownLanguageError
from pipeline.messages import message
from pipeline.model import LINE_BREAK
from pipeline.render.pdf.bidi import embedding_levels, visual_order, white_space_start
from pipeline.render.pdf.glyphs import GlyphRun, Line, StyledSpan
from pipeline.render.pdf.isolates import (
    language_of,
    paragraph_isolates,
    raised_ranges,
    with_isolates,
    without_controls,
    without_raised,
)
from pipeline.render.pdf.itemize import NoGlyphError, graphemes, letters_script, script_of
from pipeline.render.pdf.justify import stretches
from pipeline.render.pdf.linebreak import (
    Piece,
    break_opportunities,
    fill_lines,
    least_width,
    visible_width,
)
from pipeline.render.pdf.shape import SOFT_HYPHEN, SPACES, Style, shape_word, style
from pipeline.render.pdf.unbroken import unbroken_ranges
from pipeline.render.pdf.unspaced import UNSPACED, word_ends

WORD = re.compile("[^ ]+ *| +")
LEVEL_RUN = re.compile(rb"(.)\1*", re.DOTALL)
FORCED_BREAK = re.compile(LINE_BREAK)
LONGEST_WORD = 200
"""In characters. A longer one is shaped in parts, or the time would grow with its square."""
CONTEXT = 5
"""How many characters HarfBuzz looks at beside a run."""


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
    with _named_errors(spans, language, where):
        paragraph = _prepared(spans, language)
        room = width_pt / size_pt
        return tuple(
            _line(_with_base_level_at_end(line, language), language, size_pt, wanted)
            for pieces in paragraph.stretches
            for line, wanted in _with_widths(
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
    with _named_errors(spans, language, where):
        paragraph = _prepared(spans, language)
        stretches = paragraph.stretches
        least = (least_width(pieces, paragraph.breaks) for pieces in stretches)
        most = (visible_width(pieces) for pieces in stretches)
        return Widths(max(least, default=0) * size_pt, max(most, default=0) * size_pt)


@contextmanager
def _named_errors(spans: Sequence[StyledSpan], language: Language, where: str) -> Iterator[None]:
    try:
        yield
    except NoGlyphError as error:
        raise _no_glyph(error.character, language, where) from None
    except UnknownLanguageError as error:
        raise _no_language(error.tag, where) from None
    except UnicodeEncodeError as error:  # ICU takes no lone surrogates
        text = "".join(span.text for span in spans)
        raise _no_glyph(text[error.start], language, where) from None


@dataclass(frozen=True, slots=True)
class _Prepared:
    """Shaped text between forced line ends, and where else lines may end."""

    stretches: Sequence[Sequence[Piece]]
    breaks: Sequence[int]


def _prepared(spans: Sequence[StyledSpan], language: Language) -> _Prepared:
    text = "".join(span.text for span in spans)
    if not text:
        return _Prepared((), ())
    forced = [match.end() for match in FORCED_BREAK.finditer(text)]
    if forced:
        text = text.replace(LINE_BREAK, " ")
        spans = [replace(span, text=span.text.replace(LINE_BREAK, " ")) for span in spans]
    unbroken = unbroken_ranges(without_raised(spans), language.cldr) + raised_ranges(spans)
    breaks = break_opportunities(text, language.cldr, unbroken)
    pieces = list(_pieces(text, spans, language, forced, breaks))
    if not forced:
        return _Prepared((pieces,), breaks)
    groups = groupby(pieces, lambda piece: bisect_right(forced, piece.start))
    return _Prepared([list(group) for _, group in groups], breaks)


def paragraph_levels(text: str, spans: Sequence[StyledSpan], language: Language) -> bytes:
    """The embedding level of each character, with what must not turn round isolated."""
    isolates = paragraph_isolates(spans, language)
    if not isolates:
        return embedding_levels(text, int(language.is_rtl))
    isolated, offsets = with_isolates(text, isolates)
    return without_controls(embedding_levels(isolated, int(language.is_rtl)), offsets)


def _pieces(
    text: str,
    spans: Sequence[StyledSpan],
    language: Language,
    forced: Sequence[int],
    breaks: Sequence[int],
) -> Iterator[Piece]:
    """Words, cut where the span or the level changes, and at forced line ends."""
    levels = paragraph_levels(without_raised(spans), spans, language)
    start = 0
    for index, span in enumerate(spans):
        end = start + len(span.text)
        inside = forced[bisect_right(forced, start) : bisect_left(forced, end)] if forced else ()
        for first, last in pairwise((start, *inside, end)):
            for run in LEVEL_RUN.finditer(levels, first, last):
                own = _style(span, language, run[0][0], text[run.start() : run.end()])
                yield from _words(text, run.span(), index, run[0][0], own, breaks)
        start = end


def _words(
    text: str,
    extent: tuple[int, int],
    span: int,
    level: int,
    style: Style,
    breaks: Sequence[int],
) -> Iterator[Piece]:
    """The words of one span and level, those at its ends with what they are joined to."""
    start, run_end = extent
    before = _joined_before(text, start)
    run = text[start:run_end]
    words = WORD.findall(run)
    if UNSPACED.search(run):
        words = list(_without_spaces(words, start, breaks, style))
    own = _of_space(text, start, style) if start and run[0] == " " else style
    for word in _divided(words):
        end = start + len(word)
        after = _joined_after(text, end) if end == run_end or len(word) >= LONGEST_WORD else ""
        shaped = shape_word(word, own, before, after)
        yield Piece(start, end, shaped, own, span, level, before, after)
        own = style
        start, before = end, _joined_before(text, end) if after else ""


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


def _divided(words: list[str]) -> Iterator[str]:
    for word in words:
        if len(word) <= LONGEST_WORD:
            yield word
            continue
        part = ""
        for cluster in graphemes(word):
            if len(part) >= LONGEST_WORD and cluster[0] not in SPACES:
                yield part
                part = ""
            part += cluster
        yield part


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


def _joined_before(text: str, start: int) -> str:
    """The letters that a piece is joined to, when a span ends inside an Arabic word."""
    if start and _joins(text[start - 1 : start + 1]):
        return text[max(start - CONTEXT, 0) : start].rpartition(" ")[2]
    return ""


def _joined_after(text: str, end: int) -> str:
    if end < len(text) and _joins(text[end - 1 : end + 1]):
        return text[end : end + CONTEXT].partition(" ")[0]
    return ""


def _joins(pair: str) -> bool:
    return set(bidi_letters(pair)) <= {"A", "M"}


def _with_base_level_at_end(line: Sequence[Piece], language: Language) -> Sequence[Piece]:
    """Rule L1 of UAX #9: the white space at the end has the level of the paragraph."""
    base = int(language.is_rtl)
    last = line[-1]
    if last.level == base or last.word.text[-1] == SOFT_HYPHEN:
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


def _with_widths(lines: Iterable[list[Piece]], width: float) -> Iterator[tuple[list[Piece], float]]:
    """The lines, each with the width that it shall have: the last one and width 0 as it is."""
    before: list[Piece] | None = None
    for line in lines:
        if before is not None:
            yield before, width
        before = line
    if before is not None:
        yield before, 0.0


def _line(pieces: Sequence[Piece], language: Language, size_pt: float, wanted: float = 0.0) -> Line:
    """A line, its spaces widened to the width that is `wanted` in em, if it can be."""
    width = visible_width(pieces)
    x = width - sum(piece.word.width for piece in pieces) if language.is_rtl else 0.0
    added = stretches(pieces, wanted - width) if wanted else {}
    width += sum(added.values())
    placed = [(part, piece) for piece in pieces for part in piece.word.parts]
    runs: dict[int, GlyphRun] = {}
    for index in visual_order([piece.level for _, piece in placed]):
        part, piece = placed[index]
        is_widened = piece.end in added and part is piece.word.parts[-1]
        if is_widened and piece.level % 2:
            x += added[piece.end]
        runs[index] = GlyphRun(
            part.font,
            size_pt * part.font.scale * piece.style.scale,
            piece.level + piece.level % 2 if piece.style.is_raised else piece.level,
            piece.span,
            x * size_pt,
            part.width * size_pt,
            part.clusters,
        )
        x += part.width
        if is_widened and not piece.level % 2:
            x += added[piece.end]
    return Line(tuple(runs[index] for index in range(len(placed))), width * size_pt)


def _no_glyph(character: str, language: Language, where: str) -> RenderError:
    return RenderError(
        message(
            "No font has the character “{character}” (U+{code}) of the text in {language}; "
            "replace the character.",
            character=character if character.isprintable() else "\ufffd",
            code=f"{ord(character):04X}",
            language=language.tag,
        ),
        where=where,
    )


def _no_language(tag: str, where: str) -> RenderError:
    return RenderError(
        message(
            "“{tag}” is no language tag (BCP 47); write the tag of the text's language, such as "
            "“fi” for Finnish.",
            tag=tag,
        ),
        where=where,
    )
