"""The ids of the styles of a DOCX, and the places in which text stands."""

from dataclasses import dataclass

NORMAL = "Normal"
TITLE = "Title"
NOTICE = "Notice"
BODY = "BodyText"
CLOSING = "Closing"
SIGNATORY = "Signature"
HEADER = "Header"
HEADER_ISSUER = "HeaderIssuer"
HEADER_DATE = "HeaderDate"
HEADER_TEXT = "HeaderText"
FOOTER = "Footer"
FOOTER_PAGE = "FooterPage"
FOOTER_TEXT = "FooterText"
TABLE = "BriefingTable"
TABLE_HEADING = "TableHeading"
TABLE_END = "TableEnd"
CAPTION = "Caption"
FIGURE = "Figure"
SEPARATOR = "Separator"
NOTE_TEXT = "FootnoteText"
NOTE_REFERENCE = "FootnoteReference"
HYPERLINK = "Hyperlink"

CHARACTERS = {
    (False, True, False): "Strong",
    (False, False, True): "Emphasis",
    (False, True, True): "IntenseEmphasis",
    (True, False, False): HYPERLINK,
    (True, True, False): "HyperlinkStrong",
    (True, False, True): "HyperlinkEmphasis",
    (True, True, True): "HyperlinkIntense",
}
"""The style of a run by what it is: a link, strong, emphasised. A run has one style only."""


@dataclass(frozen=True, slots=True)
class Place:
    """What paragraphs and lists stand in, and so how their styles begin and where their lines.

    `start_pt` is where paragraphs begin, `end_pt` how much shorter their lines are. The labels
    of list items begin with the paragraphs, or half a list indent after them (`list_margin`).
    """

    paragraph: str
    prefix: str
    start_pt: float = 0
    end_pt: float = 0
    list_margin: float = 0
    most_inset_pt: float | None = None
    """How far inside its paragraphs anything may begin, if there is a limit."""

    def item(self, level: int, *, ordered: bool) -> str:
        """The style of a list item; level 0 is the outermost."""
        return f"{self.prefix}{'Number' if ordered else 'Bullet'}{_suffix(level)}"

    def continuation(self, level: int) -> str:
        """The style of a further paragraph of an item."""
        return f"{self.prefix}Continue{_suffix(level)}"

    def list_start_pt(self, level: int, indent_pt: float) -> float:
        """Where the text of items begins; level 0 is the outermost."""
        label_pt = indent_pt * (self.list_margin + level)
        return self.start_pt + self._within(label_pt) + indent_pt

    def continuation_start_pt(self, level: int, indent_pt: float) -> float:
        """Where further paragraphs of items begin: with the text of the item if they may."""
        return self.start_pt + self._within(indent_pt * (1 + self.list_margin + level))

    def _within(self, inset_pt: float) -> float:
        return inset_pt if self.most_inset_pt is None else min(inset_pt, self.most_inset_pt)


def _suffix(level: int) -> str:
    return f"{level + 1}" if level else ""


IN_TEXT = Place(BODY, "List", list_margin=0.5)
IN_CELL = Place("TableText", "Table", list_margin=0.5)
IN_QUOTE = Place("Quote", "Quote", start_pt=27, end_pt=27, list_margin=0.5)
BAR_SPACE_PT = 12
"""Between the bar of a call-out and its text."""
_MOST_SPACE_PT = 31
"""The most that a border may be away from its text (ISO/IEC 29500-1 17.18.12)."""
IN_CALLOUT = Place(
    "Callout", "Callout", start_pt=18, end_pt=6, most_inset_pt=_MOST_SPACE_PT - BAR_SPACE_PT
)
"""The box of a call-out is drawn at the labels of items: they begin where its paragraphs do. What
is further inside than a border may be away from its text would have a bar of its own there."""
PLACES = (IN_TEXT, IN_CELL, IN_QUOTE, IN_CALLOUT)


def heading(level: int) -> str:
    """The style id for a heading of that level, 2 to 6."""
    return f"Heading{level}"


BUILT_IN = frozenset({
    NORMAL, TITLE, BODY, CLOSING, SIGNATORY, HEADER, FOOTER, CAPTION, NOTE_TEXT, NOTE_REFERENCE,
    HYPERLINK, "Strong", "Emphasis", "IntenseEmphasis", "Quote",
    *(heading(level) for level in range(2, 7)),
    *(IN_TEXT.item(level, ordered=ordered) for level in range(5) for ordered in (False, True)),
    *(IN_TEXT.continuation(level) for level in range(5)),
})  # fmt: skip
"""Styles that Word has under these names; all others are this project's own."""
