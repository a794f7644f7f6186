"""The content stream of a page: glyphs in reading order, marked content, rectangles.

Glyphs are shown in logical order, each moved to its visual place by TJ, so that the text
reads right from ToUnicode alone, in every direction. Characters of the stream that are not
ASCII are the bytes of character codes (U+0000-00FF).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from pipeline.colours import Colour
from pipeline.render.pdf.embed import NO_TEXT, EmbeddedFont
from pipeline.render.pdf.fonts import Font
from pipeline.render.pdf.glyphs import Cluster, GlyphRun, PlainClusters
from pipeline.render.pdf.writer import PdfFile, number, text_string

SOFT_HYPHEN = "\u00ad"


@dataclass(slots=True)
class FontTable:
    """The fonts that a document uses, in the order of their first use."""

    fonts: dict[Font, EmbeddedFont] = field(default_factory=dict)

    def of(self, font: Font) -> EmbeddedFont:
        """The embedded font of a font file."""
        found = self.fonts.get(font)
        if found is None:
            found = self.fonts[font] = EmbeddedFont(font, f"F{len(self.fonts) + 1}")
        return found

    def write(self, file: PdfFile) -> None:
        """Put all of them into the file."""
        for embedded in self.fonts.values():
            embedded.write(file)


@dataclass(frozen=True, slots=True)
class Shown:
    """A glyph as it is shown: code, place and advance in 1/1000 em, and its ActualText.

    In a cluster that has more glyphs than characters, the last character is drawn with all the
    glyphs that are over: `actual_text` is set on the first of these, `end` on the last.
    """

    code: str
    x: int
    y: int
    advance: int
    actual_text: str | None = None
    end: bool = False


def shown_glyphs(clusters: Iterable[Cluster], font: EmbeddedFont) -> list[Shown]:
    """The glyphs of clusters with their codes, in logical order.

    A soft hyphen that is not drawn has no meaning on a page that is already broken into
    lines; it is left out. Other text without a glyph joins the text of a neighbour.
    """
    shown: list[Shown] = []
    for cluster in _with_glyphs(clusters):
        text = cluster.text
        glyphs = cluster.glyphs
        is_short = len(glyphs) > len(text)
        parts = (text,) if len(glyphs) == 1 else divided(text, len(glyphs))
        for index, (glyph, part) in enumerate(zip(glyphs, parts, strict=True)):
            shown.append(
                Shown(
                    font.code(glyph.id, part),
                    font.thousandths(glyph.x),
                    font.thousandths(glyph.y),
                    font.thousandths(glyph.advance),
                    text[-1] if is_short and index == len(text) - 1 else None,
                    is_short and index == len(glyphs) - 1,
                )
            )
    return shown


def divided(text: str, count: int) -> Sequence[str]:
    """The text of a cluster over its glyphs: one character each, what is over to the first.

    Glyphs that have no character left read as `NO_TEXT`.
    """
    if len(text) <= count:
        return [*text, *[NO_TEXT] * (count - len(text))]
    over = len(text) - count + 1
    return [text[:over], *text[over:]]


def _with_glyphs(clusters: Iterable[Cluster]) -> list[Cluster]:
    """The clusters that have glyphs, with the text of those that have none."""
    found: list[Cluster] = []
    waiting = ""
    for cluster in clusters:
        if cluster.glyphs:
            found.append(Cluster(waiting + cluster.text, cluster.glyphs) if waiting else cluster)
            waiting = ""
        elif cluster.text.strip(SOFT_HYPHEN):
            if found:
                found[-1] = Cluster(found[-1].text + cluster.text, found[-1].glyphs)
            else:
                waiting += cluster.text
    return found


class Word(NamedTuple):
    """Clusters ready to be shown, in 1/1000 em from the left edge of their run.

    `literal` is what stands inside a literal string from the first glyph at `first_x` on, with
    moves as `)12(`; the pen then stands at `end_x`. Where a glyph needs more than a move,
    `literal` is None and the `glyphs` have to be shown one by one.
    """

    clusters: Sequence[Cluster]
    glyphs: tuple[Shown, ...]
    literal: str | None
    first_x: int
    end_x: int


def prepare_word(clusters: Sequence[Cluster], font: EmbeddedFont) -> Word:
    """The word of these clusters."""
    if isinstance(clusters, PlainClusters):
        literal = font.literal(clusters.inner)
        return Word(clusters, (), literal, clusters.first_x, clusters.end_x)
    glyphs = tuple(shown_glyphs(clusters, font))
    if not glyphs:
        return Word(clusters, (), None, 0, 0)
    return Word(clusters, glyphs, None, glyphs[0].x, glyphs[-1].x + glyphs[-1].advance)


@dataclass(slots=True)
class WordTable:
    """Prepared words; the text layer gives the same clusters for the same word.

    They are found by identity, which is safe because each entry keeps its clusters alive.
    """

    fonts: FontTable
    words: dict[int, Word] = field(default_factory=dict)

    def of(self, run: GlyphRun) -> Word:
        """The word of a run, or all words of a line."""
        if isinstance(run.clusters, PlainClusters):
            return prepare_word(run.clusters, self.fonts.of(run.font))
        found = self.words.get(id(run.clusters))
        if found is None:
            word = prepare_word(run.clusters, self.fonts.of(run.font))
            found = self.words[id(run.clusters)] = word
        return found


@dataclass(slots=True)
class TextObject:
    """A text object (BT … ET) that shows runs at places on the page.

    It follows the pen as a PDF reader moves it, so that rounding never adds up.
    """

    words: WordTable
    parts: list[str] = field(default_factory=lambda: ["BT\n"])
    is_open: bool = False
    """Whether a TJ array has been begun, whose last item is an open literal string."""
    font: Font | None = None
    size_pt: float = 0.0
    base_line: float | None = None
    line: tuple[float, float] = (0.0, 0.0)
    """Where the line begins, as a PDF reader has it."""
    pen: float = 0.0
    rise: int = 0
    """How far above the base line glyphs are shown, in 1/1000 em."""

    def show(self, run: GlyphRun, x_pt: float, y_pt: float) -> None:
        """Show a run whose left edge stands at this place (y upwards)."""
        word = self.words.of(run)
        literal = word.literal
        if literal is None and not word.glyphs:
            return
        if run.size_pt != self.size_pt or run.font is not self.font:
            self._set_font(run.font, run.size_pt)
        if y_pt != self.base_line:
            self._new_line(x_pt, y_pt)
        scale = run.size_pt / 1000
        pen = (self.pen - x_pt) / scale
        if literal is None:
            pen = self._show_singly(word, pen, scale)
        else:
            if self.rise:
                self._set_rise(0, scale)
            move = round(pen - word.first_x)
            if move or not self.is_open:
                self._move(move)
            self.parts.append(literal)
            pen += word.end_x - word.first_x - move
        self.pen = x_pt + pen * scale

    def operators(self) -> str:
        """The finished text object."""
        self._close()
        if self.rise:
            self.parts.append("0 Ts\n")
        return "".join([*self.parts, "ET"])

    def _show_singly(self, word: Word, pen: float, scale: float) -> float:
        for glyph in word.glyphs:
            self._set_rise(glyph.y, scale)
            if glyph.actual_text is not None:
                self._close()
                self.parts.append(f"/Span<</ActualText{text_string(glyph.actual_text)}>>BDC\n")
            pen += glyph.advance - self._move(round(pen - glyph.x))
            self.parts.append(glyph.code)
            if glyph.end:
                self._close()
                self.parts.append("EMC\n")
        return pen

    def _set_rise(self, rise: int, scale: float) -> None:
        if rise != self.rise:
            self._close()
            self.parts.append(f"{number(rise * scale)} Ts\n")
            self.rise = rise

    def _set_font(self, font: Font, size_pt: float) -> None:
        self._close()
        self.parts.append(f"/{self.words.fonts.of(font).resource} {number(size_pt)} Tf\n")
        self.font, self.size_pt = font, size_pt

    def _new_line(self, x_pt: float, y_pt: float) -> None:
        self._close()
        x, y = self.line
        right, up = number(x_pt - x), number(y_pt - y)
        self.parts.append(f"{right} {up} Td\n")
        self.pen = x + float(right)
        self.line = (self.pen, y + float(up))
        self.base_line = y_pt

    def _move(self, move: int) -> int:
        """Move the pen to the left by 1/1000 em, in an array that is open then."""
        if self.is_open:
            if move:
                self.parts.append(f"){move}(")
        else:
            self.parts.append(f"[{move or ''}(")
            self.is_open = True
        return move

    def _close(self) -> None:
        if self.is_open:
            self.parts.append(")]TJ\n")
            self.is_open = False


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A rectangle in pt; `y` is its lower edge, upwards."""

    x: float
    y: float
    width: float
    height: float


@dataclass(slots=True)
class PageContent:
    """The operators of one page. y runs upwards here, as in PDF."""

    operators: list[str] = field(default_factory=list)
    colour: Colour | None = None

    def text(self, tag: str, text: TextObject, colour: Colour) -> None:
        """A text object as one marked-content sequence; `tag` has name and properties."""
        self._fill(colour)
        self.operators.append(f"/{tag} BDC\n{text.operators()}\nEMC")

    def rectangle(self, tag: str, rectangle: Rectangle, colour: Colour) -> None:
        """A filled rectangle."""
        self._fill(colour)
        measures = (rectangle.x, rectangle.y, rectangle.width, rectangle.height)
        self.operators.append(f"/{tag} BDC\n{' '.join(map(number, measures))} re f\nEMC")

    def picture(self, tag: str, name: str, rectangle: Rectangle) -> None:
        """A picture, by its resource name, that fills a rectangle (ISO 32000-1 8.9.5)."""
        area = rectangle
        measures = (area.width, 0, 0, area.height, area.x, area.y)
        self.operators.append(
            f"/{tag} BDC\nq {' '.join(map(number, measures))} cm /{name} Do Q\nEMC"
        )

    def stream(self) -> str:
        """The whole content stream."""
        return "\n".join(self.operators)

    def _fill(self, colour: Colour) -> None:
        if colour != self.colour:
            parts = (colour.red, colour.green, colour.blue)
            self.operators.append(" ".join(f"{part / 255:.3g}" for part in parts) + " rg")
            self.colour = colour
