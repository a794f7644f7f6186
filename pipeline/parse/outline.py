"""The title of a structured text, and the levels of its headings."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from pipeline.errors import SourceError
from pipeline.findings import Finding, Severity
from pipeline.messages import message
from pipeline.model import (
    LONGEST_TITLE,
    Block,
    Figure,
    Heading,
    ListBlock,
    Paragraph,
    Separator,
    SignOff,
    Text,
    one_line,
    text_of,
)
from pipeline.parse.looks import without_look
from pipeline.parse.structure import (
    begins_with_closing,
    begins_with_list,
    title_key,
    title_problem,
)

DEEPEST = 6
"""The deepest level of a heading, in HTML as in the model."""


@dataclass(frozen=True, slots=True)
class Titled:
    """A title, its place, and what is below it.

    `place` is None for a title that the source has not in its text, `level` is the one that it
    had there as a heading. `is_given` tells whether it is the one of the settings and not in the
    source at all.
    """

    title: Text
    blocks: tuple[Block, ...]
    place: str | None = None
    level: int | None = None
    is_given: bool = False


def with_title(
    blocks: tuple[Block, ...], marked: Text | None, given: str | None, where: str
) -> Titled:
    """The title that the settings give, that the source marks, or that stands first.

    `marked` is the one that the source marks, such as by Word's style Title. A given title
    stands over the whole text, unless that begins with the same (but for spaces and capitals).
    Pictures above the title, such as a coat of arms, stand below it then.
    Raises SourceError if there is none, or the first text cannot be one.
    """
    pictures = tuple(takewhile(lambda block: isinstance(block, Figure | Separator), blocks))
    first = blocks[len(pictures)] if len(pictures) < len(blocks) else None
    if given is not None:
        if marked and _are_same(marked, given):
            return Titled(marked, blocks)
        if isinstance(first, Heading | Paragraph) and not marked and _are_same(first.text, given):
            return _from_first(first, pictures, blocks)
        kept = (Heading("1", 1, marked),) if marked else ()
        return Titled(text_of(given), (*kept, *blocks), is_given=True)
    if marked:
        _require_title(marked, where)
        return Titled(marked, blocks)
    if first is None:
        raise SourceError(message("The file has no text."), where=f"{where}:1")
    if isinstance(first, Heading):
        _require_title(first.text, f"{where}:{first.id}")
        return _from_first(first, pictures, blocks)
    if isinstance(first, Paragraph):
        if not one_line(first.text):  # a reference to a note alone
            _require_title(first.text, f"{where}:{first.id}")
        if problem := title_problem(one_line(first.text)):
            raise SourceError(problem, where=f"{where}:{first.id}")
        return _from_first(first, pictures, blocks)
    raise _without_title(first, where)


def _are_same(title: Text, given: str) -> bool:
    return title_key(one_line(title)) == title_key(given)


def _from_first(
    first: Heading | Paragraph, pictures: tuple[Block, ...], blocks: tuple[Block, ...]
) -> Titled:
    below = (*pictures, *blocks[len(pictures) + 1 :])
    if isinstance(first, Heading):
        return Titled(first.text, below, first.id, first.level)
    return Titled(without_look(first.text), below, first.id)


def _require_title(title: Text, where: str) -> None:
    characters = one_line(title)
    if len(characters) > LONGEST_TITLE or not any(c.isalpha() for c in characters):
        reason = "A title has letters, and {number} characters at most."
        raise SourceError(message(reason, number=LONGEST_TITLE), where=where)


def _without_title(first: Block, where: str) -> SourceError:
    match first:
        case SignOff():
            reason = begins_with_closing()
        case ListBlock():
            reason = begins_with_list()
        case _:
            reason = message(
                "The title is missing: the text begins with a table, a picture or the like. "
                'Write a title first, or as title = "…" in the document\'s settings (.toml).'
            )
    return SourceError(reason, where=f"{where}:{first.id}")


def outline_notes(titled: Titled, where: str) -> Iterator[Finding]:
    """A note if the title was a heading of no higher level than the sections."""
    levels = [block.level for block in titled.blocks if isinstance(block, Heading)]
    if titled.level is not None and levels and min(levels) <= titled.level:
        reason = (
            "“{text}” was taken for the title, though other headings have the same level or a "
            "higher one; give the title the highest level alone."
        )
        place = f"{where}:{titled.place}"
        text = message(reason, text=one_line(titled.title)[:80])
        yield Finding("parse.heading-level", place, text, Severity.NOTE)


def with_levels(blocks: Sequence[Block], where: str, findings: list[Finding]) -> tuple[Block, ...]:
    """The blocks with headings from level 2 on, none skipped, and none deeper than 6.

    WCAG 2.1 1.3.1 (technique G141), ISO 14289-1 7.4.2. A heading that moved for another reason
    than that all have moved gets a note.
    """
    levels = [block.level for block in blocks if isinstance(block, Heading)]
    shift = 2 - min(levels) if levels else 0
    above: list[int] = []
    result: list[Block] = []
    for block in blocks:
        if not isinstance(block, Heading):
            result.append(block)
            continue
        while above and above[-1] >= block.level:
            above.pop()
        above.append(block.level)
        level = min(len(above) + 1, DEEPEST)
        if level != block.level + shift:
            reason = "The heading “{text}” skips a level; it is of level {level} now."
            text = message(reason, text=one_line(block.text)[:80], level=level)
            place = f"{where}:{block.id}"
            findings.append(Finding("parse.heading-level", place, text, Severity.NOTE))
        result.append(replace(block, level=level))
    return tuple(result)
