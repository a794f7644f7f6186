"""How each kind of unit looks: size, weight, colour, space and indent, from the style."""

from dataclasses import dataclass, field, replace

from pipeline.colours import WHITE, Colour, readable
from pipeline.languages import Language
from pipeline.reading import Kind, ReadingUnit
from pipeline.render.pdf.fonts import families_for
from pipeline.render.pdf.glyphs import Weight
from pipeline.render.pdf.itemize import letters_script
from pipeline.render.pdf.justify import UNSPACED_SCRIPTS
from pipeline.style import MUTED_COLOUR, TEXT_COLOUR, Style

MM = 72 / 25.4

SCRIPT_LINE_HEIGHT = {"Arab": 1.34, "Aran": 1.96, "Beng": 1.07, "Hani": 1.14, "Thai": 1.18}
"""How much further apart lines stand, as a multiple of the style's, so that they never touch.

Naskh is set larger and reaches further below the base line (0.75 of the size against 0.29);
words of Nastaliq (Aran) slope down from up to 2.3 of the size; Thai has marks above marks.
Chinese characters fill their squares, and Bengali hangs from a line: both need more air.
"""

SCRIPT_BASE_LINE_EM = {"Aran": 0.6}
BASE_LINE_EM = 0.35
"""How far the base line is below the middle of a line, as a multiple of the size."""

SCRIPT_ROWS = {"Arab": 1.2, "Aran": 2.1, "Thai": 1.25}
"""How much further apart the lines of headers and footers stand, for the same reason."""

SCRIPT_SIDE_MM = {"Arab": 5.0, "Aran": 8.0}
"""How much wider each side margin is: Arabic, whose short vowels are not written, has more
characters on a line of the same length, and in Nastaliq they stand closer."""

NOTICE_PADDING_PT = 10.0
NOTICE_RULE_PT = 3.0
QUOTE_RULE_PT = 2.0
QUOTE_INDENT_PT = 16.0
SIGNATORY_GAP_PT = 2.0
HEADING_LINE_HEIGHT = 0.88
"""Large type needs less space between lines, as a multiple of the style's."""
STACKING = frozenset(("Aran", "Thai", "vi"))
"""Scripts, and languages with marks above marks, whose lines would touch if they stood closer."""
HEAD_ROW_PT = 12.0
"""The distance of base lines in headers."""
FOOT_ROW_PT = 11.0
"""The same in footers."""
OWN_FOOT_GAP_PT = 3.0
"""Space above the source's own page footer, beside the distance of lines."""
NOTE_PT = 9.5
"""The size of the notes below the text."""
NOTE_GAP_PT = 3.0
CAPTION_GAP_PT = 5.0
CONTENTS_GAP_PT = 2.0
"""Between entries of the table of contents."""
HAIRLINE_PT = 0.5

RUNNING_TEXT = frozenset((Kind.PARAGRAPH, Kind.LIST_ITEM, Kind.NOTICE, Kind.NOTE))
"""What a style may have justified and hyphenated, outside of tables; all else is ragged."""
CELLS = frozenset((Kind.CELL, Kind.HEADER_CELL))

TABLE_TINT = 0.9
"""The share of white in the colour under a table's header rows."""
HAIRLINE_TINT = 0.55
"""The share of white in the colour of hairlines."""


def type_script(language: Language) -> str:
    """The script that a language is set in, as the tables here name it.

    Aran is ISO 15924 for Arabic in the Nastaliq style.
    """
    script = letters_script(language.script)
    own = families_for(script, language.tag)[0]
    return "Aran" if "Aran" in own.scripts else script


@dataclass(frozen=True, slots=True)
class Look:
    """How a unit is set. `indent_pt` is from its area's edge at the reading start.

    `link_colour` is the style's accent if it is None.
    """

    size_pt: float
    leading_pt: float
    weight: Weight
    colour: Colour
    gap_before_pt: float = 0
    gap_after_pt: float = 0
    indent_pt: float = 0
    narrowed_pt: float = 0
    """How much narrower the lines are than what the indent leaves."""
    link_colour: Colour | None = None
    is_justified: bool = False
    is_hyphenated: bool = False
    is_tabular: bool = False
    """Whether all digits have one width."""


@dataclass(frozen=True, slots=True)
class Looks:
    """The looks of a document in one language."""

    style: Style
    language: Language
    _known: dict[tuple[Kind, int], Look] = field(default_factory=dict, repr=False, compare=False)

    def leading(self, size_pt: float) -> float:
        """The distance of base lines for a size of the style."""
        factor = SCRIPT_LINE_HEIGHT.get(self._script, 1)
        return size_pt * self.style.line_height * factor

    def base_line(self, look: Look) -> float:
        """How far the base line is below the upper edge of a line, in pt."""
        share = SCRIPT_BASE_LINE_EM.get(self._script, BASE_LINE_EM)
        return look.leading_pt / 2 + look.size_pt * share

    @property
    def hairline(self) -> Colour:
        """The colour of rules that part rows or blocks."""
        return MUTED_COLOUR.mixed(WHITE, HAIRLINE_TINT)

    @property
    def header_tint(self) -> Colour:
        """The colour under the header rows of a table."""
        return self.style.accent.mixed(WHITE, TABLE_TINT)

    @property
    def _justifies(self) -> bool:
        is_spaced = self.language.script not in UNSPACED_SCRIPTS
        return self.style.alignment == "justified" and is_spaced

    def text_accent(self) -> Colour:
        """The accent where it colours links and labels, which may stand on tinted grounds.

        It is a little darker than an accent that is just dark enough on white (WCAG 2.1 1.4.3).
        Raises ValueError if no shade can be read on all grounds of the style.
        """
        grounds = (WHITE, self.style.notice_background, self.header_tint)
        return readable(self.style.accent, grounds)

    def of(self, unit: ReadingUnit) -> Look:
        """The look of a unit."""
        key = (unit.kind, unit.level)
        look = self._known.get(key)
        if look is None:
            own = self._heading(unit.level) if unit.level else self._own(unit.kind)
            look = self._known[key] = own
        return look

    def _own(self, kind: Kind) -> Look:
        """The look of units of a kind that has no levels."""
        style = self.style
        gaps = {
            Kind.NOTICE: (0.0, 0.0),
            Kind.LIST_ITEM: (style.paragraph_gap_pt / 2, style.paragraph_gap_pt / 2),
            Kind.CAPTION: (CAPTION_GAP_PT, CAPTION_GAP_PT),
            Kind.CLOSING: (style.heading_gap_before_pt, SIGNATORY_GAP_PT * 3),
            Kind.SIGNATORY: (SIGNATORY_GAP_PT, SIGNATORY_GAP_PT),
            Kind.NOTE: (NOTE_GAP_PT, NOTE_GAP_PT),
            Kind.CONTENTS: (CONTENTS_GAP_PT, CONTENTS_GAP_PT),
        }
        sizes = {
            Kind.NOTE: NOTE_PT,
            Kind.PAGE_HEADER: style.small_pt,
            Kind.PAGE_FOOTER: style.small_pt,
        }
        muted = (Kind.CAPTION, Kind.PAGE_HEADER, Kind.PAGE_FOOTER)
        before, after = gaps.get(kind, (style.paragraph_gap_pt, style.paragraph_gap_pt))
        size = sizes.get(kind, style.body_pt)
        look = Look(
            size,
            self.leading(size),
            "regular",
            MUTED_COLOUR if kind in muted else TEXT_COLOUR,
            before,
            after,
            is_justified=self._justifies and kind in RUNNING_TEXT,
            is_hyphenated=style.hyphenation and kind in (*RUNNING_TEXT, *CELLS),
        )
        if kind is Kind.NOTICE:
            inset = NOTICE_PADDING_PT + NOTICE_RULE_PT
            return replace(look, indent_pt=inset, narrowed_pt=NOTICE_PADDING_PT)
        return look

    @property
    def _script(self) -> str:
        return type_script(self.language)

    def _heading(self, level: int) -> Look:
        style = self.style
        if level == 1:
            size, before, after = style.title_pt, 0.0, style.paragraph_gap_pt * 1.5
        else:
            size = style.heading_pt[min(level, len(style.heading_pt) + 1) - 2]
            before, after = style.heading_gap_before_pt, style.heading_gap_after_pt
        stacks = not STACKING.isdisjoint((self._script, self.language.tag.partition("-")[0]))
        is_tighter = size > style.body_pt * 1.2 and not stacks
        tighter = HEADING_LINE_HEIGHT if is_tighter else 1
        leading = self.leading(size) * tighter
        return Look(size, leading, "bold", style.accent, before, after)
