"""From a word to positioned glyphs, by HarfBuzz; words are kept, since they repeat.

Text is shaped word by word, a word being what stands between two spaces, with the spaces
after it. That gives what shaping the whole line gives, because in the fonts of the package
no lookup touches the space glyph and Arabic letters do not join across it (tested).
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice, pairwise

import uharfbuzz

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

WORDS_KEPT = 16_384
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

    @property
    def scale(self) -> float:
        """The size of its letters, as a multiple of the text's."""
        return RAISED_SCALE if self.is_raised else 1.0


@cache
def style(
    weight: Weight, language: str, default_script: str, is_rtl: bool, is_raised: bool = False
) -> Style:
    """The one style with these values."""
    return Style(weight, language, default_script, is_rtl, is_raised)


@dataclass(frozen=True, eq=False, slots=True)
class Part:
    """The part of a word that is set in one font.

    The widths are in em: `width` of all, `hanging` of what is white space at the word's end.
    """

    font: Font
    clusters: Sequence[Cluster]
    width: float
    hanging: float


@dataclass(frozen=True, eq=False, slots=True)
class Word:
    """A shaped word, its parts in logical order.

    The widths are in em: `width` of all, `visible` without the white space at the end.
    """

    text: str
    parts: tuple[Part, ...]
    width: float
    visible: float

    @staticmethod
    def of(text: str, parts: tuple[Part, ...]) -> "Word":
        """The word with these parts."""
        width = sum([part.width for part in parts])
        return Word(text, parts, width, width - sum([part.hanging for part in parts]))


_known: dict[tuple[str, str, str, Style], Word] = {}
"""Words by their text, what is joined before and after them, and their style."""


def shape_word(text: str, style: Style, before: str = "", after: str = "") -> Word:
    """Shape one word. Raises NoGlyphError.

    `before` and `after` are letters that it is joined to although they are shaped on their
    own, as when one part of an Arabic word is bold.
    """
    key = (text, before, after, style)
    word = _known.get(key)
    if word is None:
        items = itemize(text, style.default_script, style.weight)
        word = Word.of(text, tuple(_part((before, text, after), item, style) for item in items))
        _keep(key, word)
    return word


def shape_words(texts: Sequence[str], style: Style) -> list[Word]:
    """Shape words that nothing is joined to. Raises NoGlyphError.

    Those that are not known yet are shaped at one go if they may be.
    """
    words = [_known.get((text, "", "", style)) for text in texts]
    if not all(words):
        missing = dict.fromkeys(
            text for text, word in zip(texts, words, strict=True) if word is None
        )
        together = _shape_together(missing, style)
        words = [
            word or together.get(text) or shape_word(text, style)
            for text, word in zip(texts, words, strict=True)
        ]
    return words


def _keep(key: tuple[str, str, str, Style], word: Word) -> None:
    """Keep a word for the next time; of too many, the half that was shaped first goes."""
    if len(key[0]) <= LONGEST_KEPT:
        if len(_known) >= WORDS_KEPT:
            for old in [*islice(_known, WORDS_KEPT // 2)]:
                del _known[old]
        _known[key] = word


def _shape_together(texts: Iterable[str], style: Style) -> dict[str, Word]:
    """Those of the words that can be cut out of a text that is shaped as a whole."""
    font, plain, leading = plain_characters(style.default_script, style.weight)
    fit = [text for text in texts if text[0] in leading and plain.issuperset(text)]
    found: dict[str, Word] = {}
    if style.is_raised or len(fit) < 2:
        return found
    spaced = [text if text[-1] == " " else f"{text} " for text in fit]
    whole = "".join(spaced)
    item = Item(0, len(whole), font, style.default_script)
    stretch = _stretch(("", whole, ""), item, style)
    end = 0
    for text, room in zip(fit, spaced, strict=True):
        start, end = end, end + len(room)
        part = stretch.part(start, start + len(text), start + len(text.rstrip(SPACES)))
        found[text] = word = Word.of(text, (part,))
        _keep((text, "", "", style), word)
    return found


def shape_hyphenated(text: str, style: Style, before: str = "") -> Word:
    """Shape the part of a word before a line break at the soft hyphen that ends `text`.

    The hyphen is visible; its cluster's text is still the soft hyphen.
    """
    word = shape_word(text[:-1] + HYPHEN, style, before)
    *parts, last = word.parts
    *clusters, hyphen = last.clusters
    marked = hyphen._replace(text=hyphen.text[:-1] + SOFT_HYPHEN)
    return replace(word, text=text, parts=(*parts, replace(last, clusters=(*clusters, marked))))


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
    uharfbuzz.shape(font.shaper, buffer)
    infos, positions = buffer.glyph_infos, buffer.glyph_positions
    if style.is_rtl:
        infos.reverse()
        positions.reverse()
    offsets = [(position.x_offset, position.y_offset) for position in positions]
    stretch = _Stretch(
        style,
        font,
        before + text,
        [info.cluster for info in infos],
        [info.codepoint for info in infos],
        [position.x_advance for position in positions],
        offsets if any(map(any, offsets)) else (),
    )
    if 0 in stretch.ids:
        raise NoGlyphError(stretch.text[stretch.starts[stretch.ids.index(0)]])
    return stretch


@dataclass(frozen=True, eq=False, slots=True)
class _Stretch:
    """Glyphs of a text in logical order: the offset of each one's cluster, its number, the
    width that shaping gives it, and by how much it is moved from its place, in font units."""

    style: Style
    font: Font
    text: str
    starts: list[int]
    ids: list[int]
    advances: list[int]
    offsets: Sequence[tuple[int, int]]
    """None at all if no glyph is moved."""

    def part(self, start: int, end: int, bare_end: int) -> Part:
        """The glyphs of `text[start:end]`; what is after `bare_end` is white space."""
        first = bisect_left(self.starts, start)
        last = bisect_left(self.starts, end, first)
        bare = bisect_left(self.starts, bare_end, first, last)
        advances = self.advances[first:last]
        em = self.font.scale * self.style.scale / self.font.units_per_em
        clusters: Sequence[Cluster] | None = self._plain(first, last, end)
        if clusters is None:
            clusters = tuple(self._clusters(first, last, end))
        return Part(self.font, clusters, sum(advances) * em, sum(advances[bare - first :]) * em)

    def _plain(self, first: int, last: int, end: int) -> PlainClusters | None:
        """The clusters if each of them is one glyph at its place; None if not, or for no glyph."""
        if first == last or not self.may_be_plain or any(map(any, self.offsets[first:last])):
            return None
        starts, ids, advances = (
            values[first:last] for values in (self.starts, self.ids, self.advances)
        )
        texts: Sequence[str] = self.text[starts[0] : end]
        if SOFT_HYPHEN in texts:
            return None
        if starts != [*range(starts[0], end)]:
            if len(set(starts)) != len(starts):
                return None
            texts = [self.text[a:b] for a, b in pairwise([*starts, end])]
        symbols = symbols_of(self.font)
        own = symbols.advances[ids[-1]]
        if self.style.is_rtl:
            line = symbols.right_to_left(ids, texts, advances)
            return PlainClusters(self.font, line, sum(advances) - advances[0], own)
        line = symbols.left_to_right(ids, texts, advances)
        return PlainClusters(self.font, line, 0, sum(advances) - advances[-1] + own)

    @property
    def may_be_plain(self) -> bool:
        """Whether glyphs at their place stand where PDF's units can say it."""
        return self.font.units_per_em == THOUSAND and not self.style.is_raised

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
    """The glyph for characters that are not seen: that of ZERO WIDTH SPACE, or the space.

    Noto's own glyphs for the joiners and the directional marks are visible bars.
    """
    font = load_font(font_name)
    return font.glyph_id("\u200b") or font.glyph_id(" ")
