"""From a word to positioned glyphs, by HarfBuzz; words are kept, since they repeat.

Text is shaped word by word, a word being what stands between two spaces, with the spaces
after it. That gives what shaping the whole line gives, because in the fonts of the package
no lookup looks across a space and Arabic letters do not join across it (tested in every
script; Noto Nastaliq only asks whether a space follows). For words without spaces between them
see `unspaced.py`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise

import uharfbuzz

from pipeline.render.pdf.fonts import Font, Weight, load_font
from pipeline.render.pdf.glyphs import Cluster, Glyph
from pipeline.render.pdf.itemize import Item, NoGlyphError, itemize

SOFT_HYPHEN = "\u00ad"
HYPHEN = "\u2010"
SPACES = " \u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000"
"""White space that hangs at a line's end: class WS of UAX #9, without the no-break spaces."""

RAISED_SCALE = 0.7
RAISED_EM = 0.36
"""How large a raised number is, and how far it stands above the base line, in em of the text. In
the smallest text, that of a narrow table, it is still larger than 6 pt."""

TABULAR = {"tnum": True}
"""The feature of OpenType that gives digits one width. Fonts whose digits have it anyway, as all
do for 0 to 9, do not change."""

WORDS_KEPT = 16_384
LONGEST_KEPT = 64
"""In characters. Longer words do not repeat."""


@dataclass(frozen=True, eq=False, slots=True)
class Style:
    """What decides, beside its text, how a word looks. `default_script` is ISO 15924.

    Made by `style`, which gives one object for equal values, so that look-ups are quick.
    """

    weight: Weight
    language: str
    default_script: str
    is_rtl: bool
    is_raised: bool = False
    is_tabular: bool = False

    @property
    def scale(self) -> float:
        """The size of its letters, as a multiple of the text's."""
        return RAISED_SCALE if self.is_raised else 1.0


@cache
def style(
    weight: Weight,
    language: str,
    default_script: str,
    is_rtl: bool,
    is_raised: bool = False,
    is_tabular: bool = False,
) -> Style:
    """The one style with these values."""
    return Style(weight, language, default_script, is_rtl, is_raised, is_tabular)


@dataclass(frozen=True, slots=True)
class Part:
    """The part of a word that is set in one font.

    The widths are in em: `width` of all, `hanging` of what is white space at the word's end.
    """

    font: Font
    clusters: tuple[Cluster, ...]
    width: float
    hanging: float


@dataclass(frozen=True, slots=True)
class Word:
    """A shaped word, its parts in logical order.

    The widths are in em: `width` of all, `visible` without the white space at the end.
    """

    text: str
    parts: tuple[Part, ...]
    width: float
    visible: float


def shape_word(text: str, style: Style, before: str = "", after: str = "") -> Word:
    """Shape one word. Raises NoGlyphError.

    `before` and `after` are letters that it is joined to although they are shaped on their
    own, as when one part of an Arabic word is bold.
    """
    shape = _kept_word if len(text) <= LONGEST_KEPT else _word
    return shape(text, style, before, after)


def _word(text: str, style: Style, before: str, after: str) -> Word:
    context = (before, text, after)
    items = itemize(text, style.default_script, style.weight, style.language)
    parts = tuple(_part(context, item, style) for item in items)
    width = sum(part.width for part in parts)
    return Word(text, parts, width, width - sum(part.hanging for part in parts))


_kept_word = lru_cache(WORDS_KEPT)(_word)


def shape_hyphenated(text: str, style: Style, before: str = "") -> Word:
    """Shape the part of a word before a line break at the soft hyphen that ends `text`.

    The hyphen is visible; its cluster's text is still the soft hyphen.
    """
    word = shape_word(text[:-1] + HYPHEN, style, before)
    *parts, last = word.parts
    *clusters, hyphen = last.clusters
    marked = replace(hyphen, text=hyphen.text[:-1] + SOFT_HYPHEN)
    return replace(word, text=text, parts=(*parts, replace(last, clusters=(*clusters, marked))))


def shape_divided(text: str, style: Style, before: str = "") -> Word:
    """Shape the part of a word before a line break that divides it, with a visible hyphen.

    The hyphen reads as a soft hyphen (ISO 32000-1 14.8.2.2.3), which the text itself does not have.
    """
    return replace(shape_hyphenated(text + SOFT_HYPHEN, style, before), text=text)


def _part(context: tuple[str, str, str], item: Item, style: Style) -> Part:
    before, text, after = context
    font = item.font
    buffer = uharfbuzz.Buffer()
    buffer.add_str(before + text + after, len(before) + item.start, item.end - item.start)
    buffer.direction = "rtl" if style.is_rtl else "ltr"
    buffer.script = item.script
    buffer.language = style.language
    buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_CHARACTERS
    buffer.invisible_glyph = _blank_glyph(font.name)
    uharfbuzz.shape(font.shaper, buffer, TABULAR if style.is_tabular else None)
    bare_end = len(before) + len(text.rstrip(SPACES))
    rise = round(RAISED_EM / RAISED_SCALE * font.units_per_em) if style.is_raised else 0
    placed: list[tuple[int, Glyph]] = []
    pen = hanging = 0
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        glyph_id, start, advance = info.codepoint, info.cluster, position.x_advance
        if glyph_id == 0:
            raise NoGlyphError((before + text)[start])
        x, y = pen + position.x_offset, position.y_offset + rise
        placed.append((start, Glyph(glyph_id, x, y, font.advance(glyph_id))))
        pen += advance
        hanging += advance if start >= bare_end else 0
    if style.is_rtl:
        placed.reverse()
    clusters = tuple(_clusters(placed, before + text, len(before) + item.end))
    em = font.scale * style.scale / font.units_per_em
    return Part(font, clusters, pen * em, hanging * em)


def _clusters(placed: list[tuple[int, Glyph]], text: str, end: int) -> Iterator[Cluster]:
    """The clusters from glyphs in logical order, each with the offset where its text begins."""
    starts = [*dict.fromkeys(start for start, _ in placed), end]
    if len(starts) == len(placed) + 1 and SOFT_HYPHEN not in text:
        for index, (start, glyph) in enumerate(placed):
            yield Cluster(text[start : starts[index + 1]], (glyph,))
        return
    for start, next_start in pairwise(starts):
        content = text[start:next_start]
        glyphs = tuple(glyph for cluster, glyph in placed if cluster == start)
        yield Cluster(content, () if content == SOFT_HYPHEN else glyphs)


@cache
def _blank_glyph(font_name: str) -> int:
    """The glyph for characters that are not seen: that of ZERO WIDTH SPACE, or the first one
    without outline and width; the space in a font that has neither.

    Noto's own glyphs for the joiners and the directional marks are visible bars.
    """
    font = load_font(font_name)
    own = font.glyph_id("\u200b")
    blanks = (glyph for glyph in range(1, font.face.glyph_count) if font.is_blank(glyph))
    return own or next(blanks, font.glyph_id(" "))
