"""Numbered paragraphs to lists within lists."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.model import Flow, ListBlock, ListItem, Paragraph, Text, text_of
from pipeline.parse.tidy import DEEPEST_LIST
from pipeline.parse.word.notebook import Notebook
from pipeline.parse.word.numbering import Item
from pipeline.parse.word.styles import Role
from pipeline.parse.word.written import Part, Written

STEP = 200
"""Twips (3.5 mm) by which an item must stand further in to be one of an inner list."""

_NUMBERS = re.compile("[0-9]+")


@dataclass(slots=True)
class _Entry:
    """An item with what belongs to it below."""

    place: str
    text: Text
    below: "list[Paragraph | _List]" = field(default_factory=list)


@dataclass(slots=True)
class _List:
    """A list that grows."""

    first: Item
    indent: int
    entries: list[_Entry] = field(default_factory=list)

    def takes(self, item: Item) -> bool:
        """Whether an item of the same level goes on this list: the same list, the next number."""
        is_next = not item.is_ordered or item.number == self.first.number + len(self.entries)
        return item.list_id == self.first.list_id and item.form == self.first.form and is_next


def belongs_to_item(written: Part, first: Written) -> bool:
    """Whether a paragraph without a number is a further one of the item above.

    Its style says so, or it stands as far in as the text of the list's first item.
    """
    if not isinstance(written, Written) or written.item is not None or written.is_boxed:
        return False
    if written.role is Role.MORE_OF_ITEM:
        return True
    return written.role is Role.BODY and written.indent > 0 and written.indent >= first.indent


def lists(run: Sequence[Written], notebook: Notebook) -> tuple[Flow, ...]:
    """The lists of a run of paragraphs, the first of which is an item."""
    top: list[Paragraph | _List] = []
    stack: list[_List] = []
    for written in run:
        if written.item is None:
            while len(stack) > 1 and written.indent < stack[-1].indent:
                stack.pop()
            stack[-1].entries[-1].below.append(Paragraph(written.place, written.text))
            continue
        item = written.item
        entry = _Entry(written.place, _labelled(written.text, item, notebook))
        while len(stack) > 1 and _is_outside(stack[-1], item, written.indent):
            stack.pop()
        if stack and _is_inside(stack[-1], item, written.indent) and len(stack) < DEEPEST_LIST:
            stack.append(_begin(stack[-1].entries[-1].below, item, written.indent))
        elif not stack or not stack[-1].takes(item):
            if stack:
                stack.pop()
            outer = stack[-1].entries[-1].below if stack else top
            stack.append(_begin(outer, item, written.indent))
        stack[-1].entries.append(entry)
    return tuple(_frozen(part) for part in top)


def _begin(outer: "list[Paragraph | _List]", item: Item, indent: int) -> _List:
    begun = _List(item, indent)
    outer.append(begun)
    return begun


def _is_inside(last: _List, item: Item, indent: int) -> bool:
    """Whether an item begins a list within the last item: a deeper level, or further in."""
    if item.list_id == last.first.list_id:
        return item.level > last.first.level
    # Word sets a list of its own further in than a paragraph with a typed mark, whatever it means.
    is_of_same_kind = (item.list_id < 0) == (last.first.list_id < 0)
    is_further_in = is_of_same_kind and indent >= last.indent + STEP
    return item.level > last.first.level or is_further_in


def _is_outside(last: _List, item: Item, indent: int) -> bool:
    """Whether an item belongs to a list around the last one."""
    if item.list_id == last.first.list_id:
        return item.level < last.first.level
    return item.level < last.first.level or indent <= last.indent - STEP


def _labelled(text: Text, item: Item, notebook: Notebook) -> Text:
    """Letters and Roman figures stay in the text: the model numbers with figures only."""
    if item.is_ordered and len(_NUMBERS.findall(item.label)) > 1:
        notebook.count("joined-levels")
    if not item.keeps_label or not item.label:
        return text
    notebook.add(item.label)
    notebook.count("letters")
    return text_of(f"{item.label} ", *text)


def _frozen(part: "Paragraph | _List") -> Flow:
    if isinstance(part, Paragraph):
        return part
    items = tuple(
        ListItem(entry.place, entry.text, tuple(_frozen(inner) for inner in entry.below))
        for entry in part.entries
    )
    is_ordered = part.first.is_ordered
    return ListBlock(items[0].id, items, is_ordered, part.first.number if is_ordered else 1)
