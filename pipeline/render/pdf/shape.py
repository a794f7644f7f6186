"""From a word to positioned glyphs, by HarfBuzz; words are kept, since they repeat.

Text is shaped word by word, a word being what stands between two spaces, with the spaces
after it. That gives what shaping the whole line gives, because in the fonts of the package
no lookup touches the space glyph and Arabic letters do not join across it (tested).
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache

import uharfbuzz

from pipeline.render.pdf.fonts import Font, Weight, load_font
from pipeline.render.pdf.glyphs import Cluster, Glyph
from pipeline.render.pdf.itemize import Item, NoGlyphError, itemize

SOFT_HYPHEN = "\u00ad"
HYPHEN = "\u2010"
SPACES = " \u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000"
"""White space that hangs at a line's end: class WS of UAX #9, without the no-break spaces."""

WORDS_KEPT = 16_384


@dataclass(frozen=True, slots=True)
class Style:
    """What decides, beside its text, how a word looks. `default_script` is ISO 15924."""

    weight: Weight
    language: str
    default_script: str
    is_rtl: bool


@dataclass(frozen=True, slots=True)
class Part:
    """The part of a word that is set in one font; the width is in em."""

    font: Font
    clusters: tuple[Cluster, ...]
    width: float


@dataclass(frozen=True, slots=True)
class Word:
    """A shaped word, its parts in logical order.

    The widths are in em: `width` of all, `visible` without the white space at the end.
    """

    text: str
    parts: tuple[Part, ...]
    width: float
    visible: float


@lru_cache(WORDS_KEPT)
def shape_word(text: str, style: Style, before: str = "", after: str = "") -> Word:
    """Shape one word. Raises NoGlyphError.

    `before` and `after` are letters that it is joined to although they are shaped on their
    own, as when one part of an Arabic word is bold.
    """
    context = (before, text, after)
    items = itemize(text, style.default_script, style.weight)
    parts = tuple(_part(context, item, style) for item in items)
    width = sum(part.width for part in parts)
    bare = text.rstrip(SPACES)
    if bare == text:
        return Word(text, parts, width, width)
    return Word(text, parts, width, shape_word(bare, style, before).width if bare else 0.0)


@lru_cache(WORDS_KEPT)
def shape_hyphenated(text: str, style: Style, before: str = "") -> Word:
    """Shape the part of a word before a line break at the soft hyphen that ends `text`.

    The hyphen is visible; its cluster's text is still the soft hyphen.
    """
    word = shape_word(text[:-1] + HYPHEN, style, before)
    *parts, last = word.parts
    *clusters, hyphen = last.clusters
    marked = replace(hyphen, text=hyphen.text[:-1] + SOFT_HYPHEN)
    return replace(word, text=text, parts=(*parts, replace(last, clusters=(*clusters, marked))))


def _part(context: tuple[str, str, str], item: Item, style: Style) -> Part:
    before, text, after = context
    buffer = uharfbuzz.Buffer()
    buffer.add_str(before + text + after, len(before) + item.start, item.end - item.start)
    buffer.direction = "rtl" if style.is_rtl else "ltr"
    buffer.script = item.script
    buffer.language = style.language
    buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_CHARACTERS
    buffer.invisible_glyph = _blank_glyph(item.font.name)
    uharfbuzz.shape(item.font.shaper, buffer)
    end = len(before) + item.end
    clusters = tuple(_clusters(buffer, before + text, end, item.font, style.is_rtl))
    width = sum(position.x_advance for position in buffer.glyph_positions)
    return Part(item.font, clusters, width / item.font.units_per_em)


def _clusters(
    buffer: uharfbuzz.Buffer, text: str, end: int, font: Font, is_rtl: bool
) -> Iterator[Cluster]:
    """The clusters in logical order. HarfBuzz gives glyphs from left to right."""
    by_start: dict[int, list[Glyph]] = {}
    pen = 0
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        if info.codepoint == 0:
            raise NoGlyphError(text[info.cluster])
        x, y = pen + position.x_offset, position.y_offset
        glyph = Glyph(info.codepoint, x, y, font.advance(info.codepoint))
        by_start.setdefault(info.cluster, []).append(glyph)
        pen += position.x_advance
    starts = sorted(by_start)
    for start, next_start in zip(starts, [*starts[1:], end], strict=True):
        glyphs = by_start[start]
        content = text[start:next_start]
        if content == SOFT_HYPHEN:
            glyphs = []
        yield Cluster(content, tuple(reversed(glyphs) if is_rtl else glyphs))


@cache
def _blank_glyph(font_name: str) -> int:
    """The glyph for characters that are not seen: that of ZERO WIDTH SPACE, or the space.

    Noto's own glyphs for the joiners and the directional marks are visible bars.
    """
    font = load_font(font_name)
    return font.glyph_id("\u200b") or font.glyph_id(" ")
