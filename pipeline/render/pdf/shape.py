"""From a word to positioned glyphs, by HarfBuzz; words are kept, since they repeat.

Text is shaped word by word, a word being what stands between two spaces, with the spaces
after it. That gives what shaping the whole line gives, because in the fonts of the package
no lookup looks across a space and Arabic letters do not join across it (tested in every
script; Noto Nastaliq only asks whether a space follows). For words without spaces between them
see `unspaced.py`.
"""

import unicodedata
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import NamedTuple, cast

import uharfbuzz

from pipeline.bidi_classes import bidi_letters
from pipeline.render.pdf.fonts import Font, Weight, load_font
from pipeline.render.pdf.glyphs import Cluster, Glyph, PlainClusters
from pipeline.render.pdf.itemize import Item, NoGlyphError, itemize, plain_characters
from pipeline.render.pdf.symbols import symbols_of

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

WORDS_KEPT = 32_768
"""Of more, all are forgotten. One takes about half a kilobyte."""
THOUSAND = 1000
"""The units to the em in which PDF measures glyphs (ISO 32000-1 9.2.4)."""
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


class Part(NamedTuple):
    """The part of a word that is set in one font and shaped as one script (ISO 15924).

    The widths are in em: `width` of all, `hanging` of what is white space at the word's end.
    """

    font: Font
    script: str
    clusters: Sequence[Cluster]
    width: float
    hanging: float


class Word(NamedTuple):
    """A shaped word, its parts in logical order.

    The widths are in em: `width` of all, `visible` without the white space at the end.
    """

    text: str
    parts: tuple[Part, ...]
    width: float
    visible: float


_known: dict[Style, dict[str, Word]] = {}
"""The words of each style that were shaped before."""


def shape_word(text: str, style: Style, before: str = "", after: str = "") -> Word:
    """Shape one word. Raises NoGlyphError.

    `before` and `after` are letters that it is joined to although they are shaped on their
    own, as when one part of an Arabic word is bold.
    """
    if not before and not after:
        return shape_words((text,), style)[0]
    return _word((before, text, after), style)


def shape_words(texts: Sequence[str], style: Style) -> list[Word]:
    """Shape words that nothing is joined to. Raises NoGlyphError.

    Those that are not known yet are shaped at one go if they may be.
    """
    known = _known.setdefault(style, {})
    words = [*map(known.get, texts)]
    if None not in words:
        return cast("list[Word]", words)
    shaped = _shape_together([text for text in texts if text not in known], style)
    for text in texts:
        if text not in known and text not in shaped:
            shaped[text] = _word(("", text, ""), style)
    found = [word or shaped[text] for text, word in zip(texts, words, strict=True)]
    if sum(map(len, _known.values())) > WORDS_KEPT:
        forget_words()
    kept = {text: word for text, word in shaped.items() if len(text) <= LONGEST_KEPT}
    _known.setdefault(style, {}).update(kept)
    return found


def forget_words() -> None:
    """Shape every word anew from now on, as a new process does."""
    _known.clear()


def _word(context: tuple[str, str, str], style: Style) -> Word:
    """A word, which is the second of three texts, between letters that it is joined to."""
    text = context[1]
    items = itemize(text, style.default_script, style.weight, style.language)
    return _word_of(text, tuple(_part(context, item, style) for item in items))


def _shape_together(texts: Iterable[str], style: Style) -> dict[str, Word]:
    """Those of the words that can be cut out of a text that is shaped as a whole."""
    look = style.default_script, style.weight, style.language
    font, plain = plain_characters(*look)
    own: dict[str, tuple[Item, ...]] = {}
    for text in texts if not style.is_raised else ():
        if plain.issuperset(text):
            items: tuple[Item, ...] = (Item(0, len(text), font, style.default_script),)
        else:
            items = itemize(text, *look)
        if all(_stands_alone(text, item) for item in items):
            own[text] = items
    wanted: dict[tuple[Font, str], dict[str, None]] = {}
    for text, items in own.items():
        for item in items:
            wanted.setdefault((item.font, item.script), {})[text[item.start : item.end]] = None
    rows = {key: _parts_of(pieces, *key, style) for key, pieces in wanted.items()}
    found: dict[str, Word] = {}
    for text, items in own.items():
        parts = tuple([rows[i.font, i.script][text[i.start : i.end]] for i in items])
        found[text] = _word_of(text, parts)
    return found


def _stands_alone(text: str, item: Item) -> bool:
    """Whether an item of a word takes nothing from what is beside it.

    It does where letters join, and a mark or a joiner at its edge always may (for HarfBuzz looks
    only at these, in Arabic script). The white space at its end has to be the word's.
    """
    start, end = item.start, item.end
    if unicodedata.category(text[start])[0] in "MCZ":
        return False
    if end == len(text):
        return True
    pair = text[end - 1 : end + 1]
    categories = {unicodedata.category(character)[0] for character in pair}
    return categories.isdisjoint("MCZ") and bidi_letters(pair) != "AA"


def _parts_of(texts: Collection[str], font: Font, script: str, style: Style) -> dict[str, Part]:
    """These texts, each of which stands alone, in one font and script, shaped at one go."""
    spaced = [text if text[-1] == " " else f"{text} " for text in texts]
    whole = "".join(spaced)
    stretch = _stretch(("", whole, ""), Item(0, len(whole), font, script), style)
    parts: dict[str, Part] = {}
    end = 0
    for text, room in zip(texts, spaced, strict=True):
        start, end = end, end + len(room)
        bare_end = start + len(text.rstrip(SPACES))
        parts[text] = stretch.part(start, start + len(text), bare_end)
    return parts


def _word_of(text: str, parts: tuple[Part, ...]) -> Word:
    if len(parts) == 1:
        ((_, _, _, width, hanging),) = parts
    else:
        width, hanging = sum([part.width for part in parts]), sum([part.hanging for part in parts])
    return Word(text, parts, width, width - hanging)


def shape_hyphenated(text: str, style: Style, before: str = "") -> Word:
    """Shape the part of a word before a line break at the soft hyphen that ends `text`.

    The hyphen is visible; its cluster's text is still the soft hyphen.
    """
    word = shape_word(text[:-1] + HYPHEN, style, before)
    *parts, last = word.parts
    *clusters, hyphen = last.clusters
    marked = hyphen._replace(text=hyphen.text[:-1] + SOFT_HYPHEN)
    ending = last._replace(clusters=(*clusters, marked))
    return word._replace(text=text, parts=(*parts, ending))


def shape_divided(text: str, style: Style, before: str = "") -> Word:
    """Shape the part of a word before a line break that divides it, with a visible hyphen.

    The hyphen reads as a soft hyphen (ISO 32000-1 14.8.2.2.3), which the text itself does not have.
    """
    return shape_hyphenated(text + SOFT_HYPHEN, style, before)._replace(text=text)


def _part(context: tuple[str, str, str], item: Item, style: Style) -> Part:
    before, text, _ = context
    start = len(before)
    bare_end = start + len(text.rstrip(SPACES))
    stretch = _stretch(context, item, style)
    return stretch.part(start + item.start, start + item.end, bare_end)


def _stretch(context: tuple[str, str, str], item: Item, style: Style) -> "_Stretch":
    """Shape one item of a text between what it is joined to."""
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
    infos, positions = buffer.glyph_infos, buffer.glyph_positions
    if style.is_rtl:
        infos.reverse()
        positions.reverse()
    starts = [info.cluster for info in infos]
    ids = [info.codepoint for info in infos]
    if 0 in ids:
        raise NoGlyphError((before + text)[starts[ids.index(0)]])
    rights, ups, advances, _ = zip(*[place.position for place in positions], strict=True)
    offsets = [*zip(rights, ups, strict=True)] if any(rights) or any(ups) else ()
    whole = (before + text)[: len(before) + item.end]
    return _Stretch(style, font, item.script, whole, starts, ids, advances, offsets)


@dataclass(eq=False, slots=True)
class _Stretch:
    """Glyphs of a text in logical order: the offset of each one's cluster, its number, the
    width that shaping gives it, and by how much it is moved from its place, in font units."""

    style: Style
    font: Font
    script: str
    text: str
    starts: list[int]
    ids: list[int]
    advances: Sequence[int]
    offsets: Sequence[tuple[int, int]]
    """None at all if no glyph is moved."""
    em: float = field(init=False)
    """The size of a unit."""
    symbols: Sequence[str] | None = field(init=False)
    """Of each glyph, with its moves, if PDF's units can say where glyphs stand."""
    is_plain: bool = field(init=False)
    """Whether all of it is."""

    def __post_init__(self) -> None:
        self.em = self.font.scale * self.style.scale / self.font.units_per_em
        self.symbols = None
        texts: Sequence[str] = self.text[self.starts[0] :]
        is_one_to_one = self.starts == [*range(self.starts[0], len(self.text))]
        if not is_one_to_one:
            ends = [*self.starts[1:], len(self.text)]
            texts = [self.text[a:b] for a, b in zip(self.starts, ends, strict=True)]
        if self.font.units_per_em == THOUSAND and not self.style.is_raised:
            symbols = symbols_of(self.font)
            row = symbols.row_to_left if self.style.is_rtl else symbols.row
            self.symbols = row(self.ids, texts, self.advances)
        self.is_plain = is_one_to_one and not self.offsets and SOFT_HYPHEN not in self.text

    def part(self, start: int, end: int, bare_end: int) -> Part:
        """The glyphs of `text[start:end]`; what is after `bare_end` is white space."""
        first = bisect_left(self.starts, start)
        last = bisect_left(self.starts, end, first)
        width, hanging = sum(self.advances[first:last]), 0
        if bare_end < end:
            hanging = sum(self.advances[bisect_left(self.starts, bare_end, first, last) : last])
        clusters: Sequence[Cluster]
        if self.symbols and first < last and (self.is_plain or self._is_plain(first, last)):
            symbols, start_width = "".join(self.symbols[first:last]), self.advances[first]
            clusters = PlainClusters(self.font, symbols, width, start_width, self.style.is_rtl)
        else:
            clusters = tuple(self._clusters(first, last, end))
        return Part(self.font, self.script, clusters, width * self.em, hanging * self.em)

    def _is_plain(self, first: int, last: int) -> bool:
        """Whether these are one glyph a cluster, each at its place."""
        starts = self.starts[first:last]
        return (
            not any(map(any, self.offsets[first:last]))
            and len(set(starts)) == len(starts)
            and SOFT_HYPHEN not in self.text[starts[0] : starts[-1] + 1]
        )

    def _clusters(self, first: int, last: int, end: int) -> Iterator[Cluster]:
        """The clusters, each with the offset where its text begins."""
        rise = round(RAISED_EM / RAISED_SCALE * self.font.units_per_em)
        if not self.style.is_raised:
            rise = 0
        glyphs: dict[int, list[Glyph]] = {}
        pen = sum(self.advances[first:last]) if self.style.is_rtl else 0
        for index in range(first, last):
            glyph, advance = self.ids[index], self.advances[index]
            right, up = self.offsets[index] if self.offsets else (0, 0)
            pen -= advance if self.style.is_rtl else 0
            placed = Glyph(glyph, pen + right, up + rise, self.font.advance(glyph))
            glyphs.setdefault(self.starts[index], []).append(placed)
            pen += 0 if self.style.is_rtl else advance
        for start, next_start in pairwise([*glyphs, end]):
            content = self.text[start:next_start]
            yield Cluster(content, () if content == SOFT_HYPHEN else tuple(glyphs[start]))


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
