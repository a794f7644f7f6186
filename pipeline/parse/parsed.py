"""What a reader gives back: the model, the findings, and an account of every character.

The account is what makes "nothing is lost" checkable: every non-space character of the
source is in the model once and in order, or is one of the recorded removals.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from pipeline.findings import Report
from pipeline.model import Briefing, SignOff, plain
from pipeline.texts import TITLE_ID, placed_texts


class Why(StrEnum):
    """Why characters of the source are not in the model."""

    LIST_MARKER = "list marker"
    NUMBER_LABEL = "number label"
    SIGN_OFF_SEPARATOR = "sign-off separator"
    HYPHEN = "hyphen"
    """Repair: a hyphen that only a line break had put there."""
    RULE = "rule"
    """Repair: a line drawn with hyphens, stars and the like."""
    PAGE_NUMBER = "page number"
    """Repair: a page number beside a form feed."""
    INVISIBLE = "invisible character"
    """Repair: a character without width that steers the direction of text."""
    CONTENTS = "table of contents"
    """A table of contents or an index, which names pages."""
    HIDDEN = "hidden text"
    """Text that its writer has hidden, and the codes of fields."""
    PLACEHOLDER = "placeholder"
    """The words that a form shows where nobody has written yet."""
    OTHER_FORM = "other form"
    """What the model has in another form: a symbol font's character, a raised digit."""
    FURNITURE = "page furniture"
    """What stands a second time in another page header or footer."""
    UNREADABLE = "unreadable"
    """What an error of the report names: it has to be changed before anything is published."""


@dataclass(frozen=True, slots=True)
class Removal:
    """Characters of the source that are not in the model.

    `position` counts from 0; of a Word document it is the number of the paragraph.
    """

    why: Why
    position: int
    characters: str


@dataclass(frozen=True, slots=True)
class Record:
    """Everything that was done to the decoded source.

    `removals` are in the order of the source. `joins` are the positions at which a paragraph
    that a page break had cut goes on. `given_title` is the title that came from the settings
    and so is no part of the source; None if the source has it.
    """

    encoding: str
    removals: tuple[Removal, ...] = ()
    joins: tuple[int, ...] = ()
    given_title: str | None = None


@dataclass(frozen=True, slots=True)
class Parsed:
    """A briefing as read from its source.

    `lines` maps the ids of blocks and of what is in them, of notes, and `title`, `header`,
    `footer`, to the line of the source, counted from 1, on which they begin (in a Word document
    the paragraph); a title from the settings has none.

    `stated` is what the source says about the document itself (front matter): the names and
    values of its settings, unchecked.

    `report` has the repairs as notes. If it has errors (`report.errors`), the Swedish text
    itself is damaged (`parse.damaged-character`): the caller must show them and publish
    nothing new of this document in any language, since every translation would carry the
    damage on; what was published before stays.
    """

    briefing: Briefing
    report: Report
    lines: Mapping[str, int]
    record: Record
    stated: Mapping[str, str] = field(default_factory=dict)

    def with_stated(self, values: Mapping[str, str]) -> "Parsed":
        """The same with what the source says about the document."""
        return replace(self, stated=values)

    def in_language(self, tag: str) -> "Parsed":
        """The same as a text in another language, by its tag."""
        return replace(self, briefing=replace(self.briefing, language=tag))


def first_difference(source: str, briefing: Briefing, record: Record) -> str | None:
    """None if every non-space character of the decoded source is accounted for.

    Otherwise a piece of the source or the model at the first place where the two differ. A
    title from the settings stands before the source.
    """
    expected = _squeezed((record.given_title or "") + _without(source, record))
    found = _squeezed("".join(_texts(briefing)))
    if expected == found:
        return None
    pairs = zip(expected, found, strict=False)
    at = next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(expected), len(found)))
    return expected[at : at + 20] or found[at : at + 20]


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _without(source: str, record: Record) -> str:
    kept: list[str] = []
    position = 0
    for removal in record.removals:
        end = removal.position + len(removal.characters)
        if removal.position < position or source[removal.position : end] != removal.characters:
            raise ValueError(f"not in the source at this place: {removal}")
        kept.append(source[position : removal.position])
        position = end
    return "".join([*kept, source[position:]])


def _texts(briefing: Briefing) -> Iterator[str]:
    yield plain(briefing.title)
    names = {
        signatory.id: signatory.name
        for block in briefing.blocks
        if isinstance(block, SignOff)
        for signatory in block.signatories
    }
    for placed in placed_texts(briefing):
        if placed.id != TITLE_ID:
            yield names.get(placed.id, "") + plain(placed.text)
