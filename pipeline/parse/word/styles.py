"""Styles by what they mean (ISO/IEC 29500-1, 17.7): a heading, a quotation, strong text.

Word keeps the English names of its own styles in every language; other programs and old
conversions write the translated ones. A style of one's own means what its basis means, unless it
has an outline level itself.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto

from pipeline.parse.word.names import Element, W, is_on, number, value

BODY_LEVEL = 9
"""The outline level of running text (17.3.1.20)."""


class Role(Enum):
    """What a paragraph is by its style."""

    BODY = auto()
    TITLE = auto()
    HEADING = auto()
    QUOTE = auto()
    CAPTION = auto()
    CALLOUT = auto()
    MORE_OF_ITEM = auto()
    """A further paragraph of a list item, if it stands below one."""
    TABLE_HEADING = auto()
    CONTENTS = auto()
    """A line of a table of contents, or the heading over one."""


def _names(role: Role, names: str) -> Iterator[tuple[str, Role]]:
    return ((name.strip(), role) for name in names.split(","))


_ROLES: Mapping[str, Role] = dict(
    (
        *_names(Role.TITLE, "title, rubrik, titel, otsikko, document title"),
        *_names(Role.QUOTE, "quote, intense quote, block text, quotations, citat, starkt citat"),
        *_names(Role.QUOTE, "zitat, intensives zitat, lainaus, erottuva lainaus, blockquote"),
        *_names(Role.CAPTION, "caption, beskrivning, beschriftung, kuvan otsikko, kuvaotsikko"),
        *_names(Role.CAPTION, "figure, illustration, table, drawing, bildtext, table caption"),
        *_names(Role.CAPTION, "image caption"),
        *_names(Role.MORE_OF_ITEM, "list paragraph, liststycke, listenabsatz, luettelokappale"),
        *_names(Role.TABLE_HEADING, "table heading, table header, tabellrubrik"),
        *_names(Role.CALLOUT, "callout, faktaruta"),
        *_names(Role.CONTENTS, "toc heading, innehållsförteckningsrubrik, contents heading"),
        *_names(Role.CONTENTS, "table of figures, figurförteckning"),
    )
)

_HEADING = re.compile(r"(?:heading|rubrik|überschrift|otsikko) ?([1-9])")
_CONTENTS = re.compile(r"(?:toc|contents|innehåll|verzeichnis|sisluet) ?[1-9]")
# The list styles that this project's own documents have in quotations and call-outs.
_IN_BOX = re.compile(r"(quote|callout) (?:bullet|number|continue)(?: [2-9])?")
_MORE_OF_ITEM = re.compile(r"(?:list continue|listfortsättning|listenfortsetzung)(?: ?[1-5])?")
_STRONG = frozenset({"strong", "stark", "strong emphasis", "fett", "voimakas"})
_EMPHASIS = frozenset({"emphasis", "betoning", "hervorhebung", "korostus"})

_LONGEST_CHAIN = 20


@dataclass(frozen=True, slots=True)
class Style:
    """What one style says, without what it inherits."""

    name: str
    kind: str
    based_on: str | None
    paragraph: Element | None
    """Its `w:pPr`."""
    run: Element | None
    """Its `w:rPr`."""
    element: Element

    @property
    def role(self) -> tuple[Role, int] | None:
        """What its name or its outline level says; the level of a heading from 1, else 0."""
        if found := _HEADING.fullmatch(self.name):
            return Role.HEADING, int(found[1])
        if _CONTENTS.fullmatch(self.name):
            return Role.CONTENTS, 0
        if _MORE_OF_ITEM.fullmatch(self.name):
            return Role.MORE_OF_ITEM, 0
        if found := _IN_BOX.fullmatch(self.name):
            return (Role.QUOTE if found[1] == "quote" else Role.CALLOUT), 0
        if role := _ROLES.get(self.name):
            return role, 0
        return level_role(value(self.paragraph, "outlineLvl"))


def level_role(outline_level: str | None) -> tuple[Role, int] | None:
    """What an outline level, from 0, makes of a paragraph; None if there is none."""
    if outline_level is None:
        return None
    level = number(outline_level, BODY_LEVEL)
    return (Role.HEADING, level + 1) if 0 <= level < BODY_LEVEL else (Role.BODY, 0)


@dataclass(frozen=True, slots=True)
class Styles:
    """All styles of a document by their ids, and its defaults."""

    by_id: Mapping[str, Style]
    default_run: Element | None = None
    default_paragraph: str | None = None

    def chain(self, identity: str | None) -> Iterator[Style]:
        """A style and those that it is based on, the nearest first; nothing for an unknown one."""
        seen: set[str] = set()
        while identity is not None and identity not in seen and len(seen) < _LONGEST_CHAIN:
            style = self.by_id.get(identity)
            if style is None:
                return
            seen.add(identity)
            yield style
            identity = style.based_on

    def role(self, identity: str | None) -> tuple[Role, int]:
        """What a paragraph of that style is, and the level of a heading, from 1."""
        found = (style.role for style in self.chain(identity or self.default_paragraph))
        return next((role for role in found if role), (Role.BODY, 0))

    def toggle(self, identity: str | None, name: str) -> bool:
        """Whether a style or one of its bases sets a toggle such as bold (17.7.3)."""
        found = (is_on(style.run, name) for style in self.chain(identity))
        return next((state for state in found if state is not None), False)

    def run_value(self, identity: str | None, name: str) -> str | None:
        """The value of a property of runs in a style or one of its bases."""
        found = (value(style.run, name) for style in self.chain(identity))
        return next((text for text in found if text is not None), None)

    def paragraph_element(self, identity: str | None, name: str) -> Element | None:
        """A property of paragraphs in a style or one of its bases."""
        for style in self.chain(identity or self.default_paragraph):
            found = None if style.paragraph is None else style.paragraph.find(W + name)
            if found is not None:
                return found
        return None

    def size(self, identity: str | None) -> int:
        """The size of text in half points, 20 if nothing says another one (17.3.2.38)."""
        written = self.run_value(identity or self.default_paragraph, "sz")
        return number(written or value(self.default_run, "sz"), 20)

    def is_strong(self, identity: str | None) -> bool:
        """Whether a style of characters is Word's “Strong”."""
        return any(style.name in _STRONG for style in self.chain(identity))

    def is_emphasis(self, identity: str | None) -> bool:
        """Whether a style of characters is Word's “Emphasis”."""
        return any(style.name in _EMPHASIS for style in self.chain(identity))

    def formats(self, table_style: str | None, part: str) -> bool:
        """Whether a style of tables lets a part look different: `firstRow`, `firstCol`."""
        return any(
            condition.get(f"{W}type") == part and len(condition) > 0
            for style in self.chain(table_style)
            for condition in style.element.iterchildren(f"{W}tblStylePr")
        )


def read_styles(root: Element | None) -> Styles:
    """The styles in `styles.xml`; a document may have none."""
    if root is None:
        return Styles({})
    found: dict[str, Style] = {}
    default: str | None = None
    for element in root.iterchildren(f"{W}style"):
        identity, kind = element.get(f"{W}styleId", ""), element.get(f"{W}type", "paragraph")
        name = " ".join((value(element, "name") or identity).lower().split())
        run, paragraph = element.find(f"{W}rPr"), element.find(f"{W}pPr")
        based_on = value(element, "basedOn")
        found[identity] = Style(name, kind, based_on, paragraph, run, element)
        if kind == "paragraph" and element.get(f"{W}default") in ("1", "true", "on"):
            default = identity
    return Styles(found, root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"), default)
