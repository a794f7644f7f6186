"""Numbering (ISO/IEC 29500-1, 17.9): which paragraphs are list items, and with which number."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.parse.word.names import Element, W, number, value
from pipeline.parse.word.styles import Styles

LEVELS = 9

_LETTERS = ("lowerLetter", "upperLetter")
_ROMAN = ("lowerRoman", "upperRoman")
_NO_NUMBERS = ("bullet", "none")
_ROMAN_SIGNS = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list. `text` is the pattern of its label, as “%1.%2.”; `indent` in twips."""

    form: str = "bullet"
    text: str = ""
    start: int = 1
    indent: int = 0
    style: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """What makes a paragraph a list item.

    `list_id` tells lists apart; `number` counts in its level; `label` is what Word shows.
    """

    list_id: int
    level: int
    form: str
    number: int
    label: str
    indent: int

    @property
    def is_ordered(self) -> bool:
        """Whether it is numbered with figures, as the lists of the model are."""
        return self.form not in (*_NO_NUMBERS, *_LETTERS, *_ROMAN)

    @property
    def keeps_label(self) -> bool:
        """Whether its label are letters or Roman figures, which the model has not."""
        return self.form in (*_LETTERS, *_ROMAN)


@dataclass(frozen=True, slots=True)
class _Abstract:
    levels: Mapping[int, Level]
    style_link: str | None


@dataclass(slots=True)
class Numbering:
    """The lists of a document, and how far each one has counted.

    Lists of one abstract definition count on together, as in Word, unless they begin anew.
    """

    abstracts: Mapping[int, _Abstract]
    instances: Mapping[int, tuple[int, Mapping[int, int], Mapping[int, Level]]]
    styles: Styles
    _counts: dict[int, list[int | None]] = field(default_factory=dict)
    _known: dict[int, Mapping[int, Level]] = field(default_factory=dict)
    _begun: set[tuple[int, int]] = field(default_factory=set)

    def item(self, properties: Element | None, style: str | None) -> Item | None:
        """The list item that a paragraph with that `w:pPr` is; None if it is none.

        Counts: to be asked once for each paragraph, in the order of the document.
        """
        own = None if properties is None else properties.find(f"{W}numPr")
        inherited = self.styles.paragraph_element(style, "numPr")
        identity = number(value(own, "numId"), -1) if value(own, "numId") else None
        if identity is None:
            identity = number(value(inherited, "numId"), 0)
        instance = self.instances.get(identity)
        if instance is None:
            return None
        level = self._level(own, inherited, style, identity)
        definition = self._definition(identity, level)
        if definition.form == "none" and "%" not in definition.text:
            return None
        counted = self._count(identity, level, definition)
        label = self._label(identity, definition)
        return Item(identity, level, definition.form, counted, label, definition.indent)

    def _level(
        self, own: Element | None, inherited: Element | None, style: str | None, identity: int
    ) -> int:
        """The level, from 0: a style's is the one that names the style (17.9.23)."""
        written = value(own, "ilvl") or (value(inherited, "ilvl") if own is None else None)
        if written is not None:
            return min(max(number(written), 0), LEVELS - 1)
        names = {s for s in (style, self.styles.default_paragraph) if s}
        for level, definition in self._levels(identity).items():
            if definition.style in names:
                return level
        return 0

    def _levels(self, identity: int) -> Mapping[int, Level]:
        if identity not in self._known:
            abstract_id, _, own = self.instances[identity]
            abstract = self._resolved(self.abstracts.get(abstract_id), 0)
            self._known[identity] = {**(abstract.levels if abstract else {}), **own}
        return self._known[identity]

    def _resolved(self, abstract: _Abstract | None, depth: int) -> _Abstract | None:
        """The definition itself, if this one only names a style of lists that has it (17.9.21)."""
        if abstract is None or abstract.style_link is None or depth > LEVELS:
            return abstract
        numbered = self.styles.paragraph_element(abstract.style_link, "numPr")
        instance = self.instances.get(number(value(numbered, "numId")))
        linked = self.abstracts.get(instance[0]) if instance else None
        return self._resolved(linked, depth + 1) if linked else abstract

    def _definition(self, identity: int, level: int) -> Level:
        return self._levels(identity).get(level, Level())

    def _count(self, identity: int, level: int, definition: Level) -> int:
        abstract_id, starts, _ = self.instances[identity]
        counts = self._counts.setdefault(abstract_id, [None] * LEVELS)
        if level in starts and (identity, level) not in self._begun:
            counts[level] = starts[level] - 1
        self._begun.add((identity, level))
        before = counts[level]
        counted = definition.start if before is None else before + 1
        counts[level] = counted
        counts[level + 1 :] = [None] * (LEVELS - level - 1)
        return counted

    def _label(self, identity: int, definition: Level) -> str:
        if definition.form == "bullet":
            return definition.text
        label = definition.text
        counts = self._counts[self.instances[identity][0]]
        for index in range(LEVELS):
            if f"%{index + 1}" in label:
                level = self._definition(identity, index)
                counted = counts[index]
                shown = _written(level.start if counted is None else counted, level.form)
                label = label.replace(f"%{index + 1}", shown)
        return label.strip()


def read_numbering(root: Element | None, styles: Styles) -> Numbering:
    """The lists in `numbering.xml`; a document may have none."""
    abstracts: dict[int, _Abstract] = {}
    instances: dict[int, tuple[int, Mapping[int, int], Mapping[int, Level]]] = {}
    for element in () if root is None else root.iterchildren(f"{W}abstractNum"):
        identity = number(element.get(f"{W}abstractNumId"), -1)
        abstracts[identity] = _Abstract(_levels(element), value(element, "numStyleLink"))
    for element in () if root is None else root.iterchildren(f"{W}num"):
        starts: dict[int, int] = {}
        own: dict[int, Level] = {}
        for override in element.iterchildren(f"{W}lvlOverride"):
            level = number(override.get(f"{W}ilvl"), 0)
            if (start := value(override, "startOverride")) is not None:
                starts[level] = number(start, 1)
            own.update(_levels(override))
        abstract_id = number(value(element, "abstractNumId"), -1)
        instances[number(element.get(f"{W}numId"), -1)] = (abstract_id, starts, own)
    instances.pop(0, None)  # numId 0 takes a paragraph out of all lists (17.9.18)
    return Numbering(abstracts, instances, styles)


def _levels(parent: Element) -> Mapping[int, Level]:
    found: dict[int, Level] = {}
    for element in parent.iterchildren(f"{W}lvl"):
        properties = element.find(f"{W}pPr/{W}ind")
        indent = (
            "0" if properties is None else properties.get(f"{W}left") or properties.get(f"{W}start")
        )
        depth = number(element.get(f"{W}ilvl"), 0)
        if not 0 <= depth < LEVELS:
            continue
        found[depth] = Level(
            value(element, "numFmt") or "decimal",
            value(element, "lvlText") or "",
            number(value(element, "start"), 0),
            number(indent),
            value(element, "pStyle"),
        )
    return found


def _written(counted: int, form: str) -> str:
    """A number as its format shows it; figures for all but letters and Roman ones."""
    if counted > 0 and form in _LETTERS:
        # After z come aa, bb, cc (17.18.59).
        letter = chr(ord("a") + (counted - 1) % 26) * min((counted - 1) // 26 + 1, 20)
        return letter.upper() if form == "upperLetter" else letter
    if 0 < counted < 4000 and form in _ROMAN:
        rest, roman = counted, ""
        for size, sign in _ROMAN_SIGNS:
            roman += sign * (rest // size)
            rest %= size
        return roman.upper() if form == "upperRoman" else roman
    return f"{counted}"
