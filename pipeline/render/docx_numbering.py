"""Lists of a DOCX: the definitions of bullets and numbers, and one list of its own for each.

ISO/IEC 29500-1 17.9. A list within a list has the level of its depth, and counts for itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.errors import RenderError
from pipeline.messages import message
from pipeline.reading import BULLET
from pipeline.render.docx_names import PLACES, Place
from pipeline.render.ooxml import TWENTIETHS, Element, w

MOST_LEVELS = 9
"""Levels that a numbering definition may have (17.9.6)."""

_ALWAYS = 2
"""The first two definitions, for lists in the text itself, are in every file."""


@dataclass(slots=True)
class Lists:
    """The lists of one document, in the order in which they begin."""

    _lists: list[Element] = field(default_factory=list)
    _levels: dict[int, int] = field(default_factory=dict)
    """How many levels of each definition are in use."""

    def begin(self, place: Place, level: int, *, ordered: bool, start: int, where: str) -> int:
        """The number of a new list. Raises RenderError if it is nested too deep for Word."""
        if level >= MOST_LEVELS:
            reason = "A Word document has lists in lists of {most} levels at most; use fewer."
            raise RenderError(message(reason, most=MOST_LEVELS), where=where)
        abstract = _definition_number(place, ordered=ordered)
        self._levels[abstract] = max(self._levels.get(abstract, 1), level + 1)
        number = len(self._lists) + 1
        override = w("lvlOverride", w("startOverride", val=start), ilvl=level)
        made = w(
            "num",
            w("abstractNumId", val=abstract),
            override if ordered else None,
            numId=number,
        )
        self._lists.append(made)
        return number

    def elements(self, indent_pt: float, font: str) -> Iterator[Element]:
        """The content of `w:numbering`: the definitions that are in use, then the lists."""
        for place in PLACES:
            for ordered in (False, True):
                number = _definition_number(place, ordered=ordered)
                if number in self._levels or number < _ALWAYS:
                    levels = self._levels.get(number, 1)
                    yield _definition(number, place, levels, indent_pt, font)
        yield from self._lists


def _definition_number(place: Place, *, ordered: bool) -> int:
    return 2 * PLACES.index(place) + ordered


def _definition(number: int, place: Place, levels: int, indent_pt: float, font: str) -> Element:
    is_ordered = number % 2 == 1
    return w(
        "abstractNum",
        w("multiLevelType", val="singleLevel" if levels == 1 else "multilevel"),
        *(
            w(
                "lvl",
                w("start", val=1),
                w("numFmt", val="decimal" if is_ordered else "bullet"),
                w("lvlText", val=f"%{level + 1}." if is_ordered else BULLET),
                w("lvlJc", val="left"),
                w(
                    "pPr",
                    w(
                        "ind",
                        left=round(place.list_start_pt(level, indent_pt) * TWENTIETHS),
                        hanging=round(indent_pt * TWENTIETHS),
                    ),
                ),
                w("rPr", w("rFonts", ascii=font, hAnsi=font, eastAsia=font, cs=font)),
                ilvl=level,
            )
            for level in range(levels)
        ),
        abstractNumId=number,
    )
