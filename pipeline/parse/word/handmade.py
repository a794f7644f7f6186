"""Lists and headings that were made by hand: with typed marks, with bold text."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from pipeline.messages import message
from pipeline.model import plain
from pipeline.parse.forms import (
    closing_length,
    has_heading_form,
    is_dateline,
    is_full_name,
    is_salutation,
    is_speech,
)
from pipeline.parse.found import lines_of, part_of
from pipeline.parse.looks import is_strong, without_look
from pipeline.parse.marks import BULLETS, Mark, MarkKind, mark_of
from pipeline.parse.parsed import Why
from pipeline.parse.word.lists import belongs_to_item
from pipeline.parse.word.notebook import Notebook, excerpt
from pipeline.parse.word.numbering import Item
from pipeline.parse.word.styles import Role
from pipeline.parse.word.written import Part, Written

LARGER = 4
"""Half points by which a heading is larger than the text below it, if nothing else shows it."""

FIRST_LEVEL = 2

_FORMS = {MarkKind.BULLET: "bullet", MarkKind.NUMBER: "decimal", MarkKind.LETTER: "lowerLetter"}


def with_typed_lists(parts: Sequence[Part], notebook: Notebook) -> list[Part]:
    """The parts with list items in place of paragraphs that begin with typed marks.

    As in plain text: two dashes or numbers that follow each other are a list, one is a dash or a
    number in the text; and dashes before speech are none.
    """
    found: list[Part] = []
    lines = [line for part in parts for line in _lines(part)]
    for is_marked, group in groupby(lines, lambda part: _mark(part) is not None):
        members = list(group)
        if is_marked:
            for run in _runs([member for member in members if isinstance(member, Written)]):
                found.extend(_items(run, notebook, -len(found) - 1))
        else:
            found.extend(members)
    return found


def _lines(part: Part) -> Iterator[Part]:
    """A paragraph whose last lines, at least two, are items, as several paragraphs."""
    if not isinstance(part, Written) or part.role is not Role.BODY or part.item is not None:
        yield part
        return
    lines = lines_of(part.text)
    marks = [_mark_before_text(plain(line)) for line in lines]
    first = len(lines)
    while first > 0 and _precedes(marks[first - 1], marks[first:], plain(lines[first - 1])):
        first -= 1
    if len(lines) - first < 2:
        yield part
        return
    if first:
        end = sum(len(plain(line)) + 1 for line in lines[:first]) - 1
        yield replace(part, text=part_of(part.text, 0, end))
    for line in lines[first:]:
        yield replace(part, text=line)


def _precedes(mark: Mark | None, following: Sequence[Mark | None], text: str) -> bool:
    """Whether a line with that mark is an item before the following ones."""
    if mark is None or (mark.is_dash and is_speech(text)):
        return False
    below = following[0] if following else None
    return below is None or below.follows(mark)


def _mark(part: Part) -> Mark | None:
    is_plain = isinstance(part, Written) and part.item is None and not part.is_boxed
    if not isinstance(part, Written) or not is_plain:
        return None
    if part.role not in (Role.BODY, Role.MORE_OF_ITEM):
        return None
    return _mark_before_text(plain(part.text))


def _mark_before_text(text: str) -> Mark | None:
    """The mark that a text begins with, if there is more than the mark."""
    mark = mark_of(text)
    return mark if mark and mark.width < len(text) else None


def _runs(marked: Sequence[Written]) -> Iterator[list[Written]]:
    """Items that follow each other: equal bullets, or numbers one after the other."""
    run: list[Written] = []
    for written in marked:
        before, mark = _mark(run[-1]) if run else None, _mark(written)
        if before and mark and not mark.follows(before):
            yield run
            run = []
        run.append(written)
    if run:
        yield run


def _items(run: Sequence[Written], notebook: Notebook, list_id: int) -> Iterator[Written]:
    first = _mark(run[0])
    is_sure = len(run) > 1 or (first is not None and first.sign in BULLETS)
    is_spoken = (
        first is not None
        and first.is_dash
        and any(is_speech(plain(written.text)) for written in run)
    )
    if first is None or not is_sure or is_spoken:
        yield from run
        return
    reason = "A list with typed marks (“{sign}”) was read as one; make it with Word's list button."
    notebook.note("typed-list", message(reason, sign=first.sign), run[0].place)
    for written in run:
        mark = _mark(written)
        if mark is None:
            yield written
            continue
        why = Why.NUMBER_LABEL if mark.kind is MarkKind.NUMBER else Why.LIST_MARKER
        notebook.remove(why, mark.sign)
        text = part_of(written.text, mark.width, len(plain(written.text)))
        item = Item(list_id, 0, _FORMS[mark.kind], mark.number or 1, mark.sign, written.indent)
        yield replace(written, text=text, item=item)


def with_bold_headings(parts: Sequence[Part], notebook: Notebook) -> list[Part]:
    """The parts with headings in place of short paragraphs that look like headings.

    They are bold or larger than the text, have the form of a heading, and something that is
    none follows. The first paragraph stays one: if it is a title, it needs no mark.
    """
    usual = _usual_size(parts)
    in_items = _of_items(parts)
    looks = [
        _looks_like_heading(part, usual) and not inside
        for part, inside in zip(parts, in_items, strict=True)
    ]
    headings = [part for part, looked in zip(parts, looks, strict=True) if looked]
    sizes = sorted({part.size for part in headings if isinstance(part, Written)}, reverse=True)
    found: list[Part] = []
    level = 0
    for index, part in enumerate(parts):
        if isinstance(part, Written) and part.role is Role.HEADING:
            level = part.level
        has_content = index + 1 < len(parts) and not all(looks[index + 1 : index + 3])
        if not isinstance(part, Written) or not looks[index] or not has_content:
            found.append(part)
        elif index == 0:
            found.append(replace(part, text=without_look(part.text)))
        else:
            rank = level + 1 if level else FIRST_LEVEL + sizes.index(part.size)
            found.append(_heading(part, rank, notebook))
    return found


def _of_items(parts: Sequence[Part]) -> list[bool]:
    """Which parts are further paragraphs of list items."""
    found: list[bool] = []
    first: Written | None = None
    for part in parts:
        is_item = isinstance(part, Written) and part.item is not None
        inside = first is not None and not is_item and belongs_to_item(part, first)
        found.append(inside)
        if is_item and isinstance(part, Written):
            first = first or part
        elif not inside:
            first = None
    return found


def _heading(written: Written, level: int, notebook: Notebook) -> Written:
    reason = "“{text}” looks like a heading and was read as one; give it a heading style in Word."
    shown = message(reason, text=excerpt(plain(written.text)))
    notebook.note("bold-heading", shown, written.place)
    return replace(written, role=Role.HEADING, level=level, text=without_look(written.text))


def _usual_size(parts: Sequence[Part]) -> int:
    """The size of most of the text, in half points."""
    sizes: Counter[int] = Counter()
    for part in parts:
        if isinstance(part, Written) and part.role is Role.BODY:
            sizes[part.size] += len(plain(part.text))
    return sizes.most_common(1)[0][0] if sizes else 20


def _looks_like_heading(part: Part, usual_size: int) -> bool:
    if not isinstance(part, Written) or part.role is not Role.BODY:
        return False
    if part.item is not None or part.is_boxed:
        return False
    if not is_strong(part.text) and part.size < usual_size + LARGER:
        return False
    text = plain(part.text)
    is_other = (
        is_dateline(text) or is_salutation(text) or is_full_name(text) or closing_length(text)
    )
    return "\n" not in text and has_heading_form(text) and not is_other
