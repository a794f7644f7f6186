"""Whether the painted glyphs are those of the text that the file claims they are.

A tag tree can read right over a page that shows something else. So every word's text is
shaped again with the package's own font files, and the outlines of the result are compared
with the outlines that the embedded font programs paint.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

import uharfbuzz

from pipeline.check.compare import disregarded
from pipeline.check.pdf_fonts import PdfFont, package_font_data, package_program
from pipeline.check.pdf_painted import PaintedGlyph
from pipeline.check.pdf_reading import PdfReading
from pipeline.edition import Edition
from pipeline.findings import Finding
from pipeline.languages import described
from pipeline.messages import message

_WORD_JOINER = "\u2060"


@dataclass(frozen=True)
class Word:
    """Glyphs between spaces, of one font on one base line, with the text they stand for."""

    pieces: tuple[tuple[str, tuple[PaintedGlyph, ...]], ...]

    @cached_property
    def text(self) -> str:
        """The text, in reading order."""
        return "".join(text for text, _ in self.pieces)

    @cached_property
    def glyphs(self) -> tuple[PaintedGlyph, ...]:
        """The glyphs, in the order of painting."""
        return tuple(glyph for _, glyphs in self.pieces for glyph in glyphs)

    @property
    def page(self) -> int:
        """The page, counted from 1."""
        return self.glyphs[0].page + 1


def words(glyphs: Sequence[PaintedGlyph]) -> Iterator[Word]:
    """The words of a page, in the order of painting."""
    pieces: list[tuple[str, tuple[PaintedGlyph, ...]]] = []
    last: PaintedGlyph | None = None
    for glyph in glyphs:
        if last and not _same_line(last, glyph):
            yield from _ended(pieces)
            pieces = []
        group = glyph.mark.group
        if last and pieces and group >= 0 and group == last.mark.group:
            text, before = pieces[-1]
            pieces[-1] = (text, (*before, glyph))
        else:
            text = glyph.text if glyph.mark.actual_text is None else glyph.mark.actual_text
            if text.isspace():
                yield from _ended(pieces)
                pieces = []
            else:
                pieces.append((text, (glyph,)))
        last = glyph
    yield from _ended(pieces)


def _ended(pieces: list[tuple[str, tuple[PaintedGlyph, ...]]]) -> Iterator[Word]:
    if pieces:
        yield Word(tuple(pieces))


def _same_line(one: PaintedGlyph, other: PaintedGlyph) -> bool:
    return (
        one.font is other.font
        and one.sequence == other.sequence
        and abs(one.base_y - other.base_y) < 0.01
        and abs(one.size - other.size) < 0.01
    )


def is_right_to_left(character: str) -> bool:
    """Whether the character's bidi class is R or AL (UAX #9)."""
    import unicodedata

    return unicodedata.bidirectional(character) in ("R", "AL")


def missing_glyphs(reading: PdfReading, _: Edition) -> Iterator[Finding]:
    """No glyph 0 (.notdef), which shows as a box."""
    for page in reading.pages:
        missing = [g for g in page.glyphs if g.font.is_composite and not g.font.glyph_id(g.code)]
        if missing:
            reason = "A character has no glyph: “{text}”."
            text = missing[0].mark.actual_text or missing[0].text
            yield Finding("pdf.missing-glyph", f"p. {page.number + 1}", message(reason, text=text))


def unembedded_fonts(reading: PdfReading, _: Edition) -> Iterator[Finding]:
    """Every font that paints is embedded (ISO 14289-1 7.21.4.1)."""
    for font in dict.fromkeys(glyph.font for glyph in reading.glyphs):
        if font.program is None:
            reason = "The font {font} is not embedded."
            yield Finding("pdf.unembedded-font", "", message(reason, font=font.name))


def glyph_texts(reading: PdfReading, edition: Edition) -> Iterator[Finding]:
    """The glyphs of every word are those that its text has in the package's font."""
    parts = {element.language for element in reading.elements if element.language}
    languages = tuple(dict.fromkeys((edition.language.html, "sv", *sorted(parts))))
    for font in dict.fromkeys(glyph.font for glyph in reading.glyphs):
        if font.program and not package_program(font.name):
            reason = "The font {font} is not one of the package's, so it cannot be verified."
            yield Finding("pdf.glyph-text", "", message(reason, font=font.name))
    seen: set[tuple[PdfFont, str, tuple[int, ...]]] = set()
    for page in reading.pages:
        if any(not glyph.is_visible for glyph in page.glyphs):
            reason = "There is text that is not painted."
            yield Finding("pdf.glyph-text", f"p. {page.number + 1}", message(reason))
        for word in words(page.glyphs):
            key = (word.glyphs[0].font, word.text, tuple(g.code for g in word.glyphs))
            if key in seen:
                continue
            seen.add(key)
            if not is_painted_as(word, languages):
                reason = "The glyphs painted for “{text}” are not those of this text."
                text = message(reason, text=word.text)
                yield Finding("pdf.glyph-text", f"p. {word.page}", text)


def is_painted_as(word: Word, languages: tuple[str, ...]) -> bool:
    """Whether the word's outlines are those of its text in one of the languages.

    True also for a font that is not embedded or not the package's: other rules tell that.
    """
    font = word.glyphs[0].font
    if font.program is None or package_program(font.name) is None:
        return True
    try:
        painted = [font.program.outline(font.glyph_id(g.code)) for g in word.glyphs]
    except KeyError:
        return False
    outlines = tuple(outline for outline in painted if outline)
    text = word.text.replace(_WORD_JOINER, "")
    spellings = dict.fromkeys((disregarded(text), text.replace("\u00ad", "-")))
    return any(
        _matches(font.name, spelling, outlines, tag) for spelling in spellings for tag in languages
    )


def _matches(font: str, text: str, outlines: tuple[str, ...], tag: str) -> bool:
    """Whether the outlines are the shaped text, part by part of one direction each."""
    if not text:
        return not outlines
    end = _first_part(text)
    for candidate in _shaped(font, text[:end], tag):
        if outlines[: len(candidate)] == candidate and _matches(
            font, text[end:], outlines[len(candidate) :], tag
        ):
            return True
    return False


def _first_part(text: str) -> int:
    """The length of the first part that is all right-to-left letters with their marks, or not.

    Marks and joiners go with what they follow, and at the beginning with what follows them. A
    bracket is a part of its own, since those of one word may stand in both directions, mirrored
    and not.
    """
    import unicodedata

    first = is_right_to_left(_leading(text))
    for index, character in enumerate(text):
        if _is_joined(character):
            continue
        is_end = unicodedata.mirrored(text[0]) or unicodedata.mirrored(character)
        if index and (is_end or is_right_to_left(character) != first):
            return index
    return len(text)


def _leading(text: str) -> str:
    """The first character that is no mark or joiner."""
    return next((c for c in text if not _is_joined(c)), text[0])


def _is_joined(character: str) -> bool:
    import unicodedata

    return unicodedata.bidirectional(character) in ("NSM", "BN")


@cache
def _shaped(font: str, text: str, tag: str) -> tuple[tuple[str, ...], ...]:
    """The outlines of the text in logical order, in each direction that it may be set in.

    A bracket is mirrored where it stands right to left (UAX #9 L4), so other text than
    letters may have either form. Digits in tables are tabular (the feature tnum). Marks without
    letters, such as Persian « », may be those of the script of the text around them.
    """
    directions = ("rtl",) if is_right_to_left(_leading(text)) else ("ltr", "rtl")
    forms = (False, True) if any(map(str.isdigit, text)) else (False,)
    scripts = (None,) if any(map(str.isalpha, text)) else (None, described(tag).script)
    return tuple(
        dict.fromkeys(
            _shape(font, text, tag, direction, script, is_tabular=is_tabular)
            for direction in directions
            for script in scripts
            for is_tabular in forms
        )
    )


def _shape(
    font: str, text: str, tag: str, direction: str, script: str | None, *, is_tabular: bool
) -> tuple[str, ...]:
    program = package_program(font)
    if program is None:
        return ()
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = direction
    if script:
        buffer.script = script
    buffer.language = tag
    uharfbuzz.shape(_shaper(font), buffer, {"tnum": is_tabular})
    glyph_ids = [info.codepoint for info in buffer.glyph_infos]
    if direction == "rtl":
        glyph_ids.reverse()
    return tuple(outline for g in glyph_ids if (outline := program.outline(g)))


@cache
def _shaper(font: str) -> uharfbuzz.Font:
    return uharfbuzz.Font(uharfbuzz.Face(package_font_data(font)))
