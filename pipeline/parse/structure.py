"""Drafts to the plan of a document: its title, and what each block is.

A tuple of passes (PASSES), each from drafts to drafts, then the headings and the blocks.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from pipeline.messages import Message, message
from pipeline.model import LONGEST_TITLE
from pipeline.parse.drafts import Draft, Drafted
from pipeline.parse.forms import (
    LONGEST_HEADING,
    ends_open,
    has_heading_form,
    has_inner_sentence,
    is_finished,
    is_salutation,
    is_speech,
    starts_lower,
    starts_upper,
)
from pipeline.parse.headings import find_headings, preamble_length
from pipeline.parse.marks import MarkKind
from pipeline.parse.signatures import SignOffDraft

DECIMAL_NUMBER = re.compile(r"[0-9]{1,2}(?:\.[0-9]{1,2})*")


@dataclass(frozen=True, slots=True)
class PlannedHeading:
    """A heading of that level."""

    draft: Draft
    level: int


@dataclass(frozen=True, slots=True)
class PlannedParagraph:
    """A paragraph. `introduces` is False for what no list can belong to: a date, a greeting."""

    draft: Draft
    introduces: bool = True


@dataclass(frozen=True, slots=True)
class PlannedList:
    """A list; `start` is the number of its first item.

    `nested` are those of the items that stand a level deeper in the source.
    """

    items: tuple[Draft, ...]
    kind: MarkKind
    start: int
    nested: tuple[Draft, ...] = ()


Planned = PlannedHeading | PlannedParagraph | PlannedList | SignOffDraft


@dataclass(frozen=True, slots=True)
class Plan:
    """What the source has: the title, the blocks, and marks of items without any text.

    `title` is None if the settings give it.
    """

    title: Draft | None
    blocks: tuple[Planned, ...]
    empty_items: tuple[Draft, ...]


def title_or_problem(first: Drafted) -> Draft | Message:
    """The first draft if it is a title; otherwise why it is none, with what to do."""
    if isinstance(first, SignOffDraft):
        return begins_with_closing()
    if first.mark:
        return begins_with_list()
    return title_problem(first.text) or first


def begins_with_closing() -> Message:
    """What to do about a text that has a closing in the place of its title."""
    reason = (
        "The title is missing: the text begins with a closing. Write a title on the first "
        'line, or as title = "…" in the document\'s settings (.toml).'
    )
    return message(reason)


def begins_with_list() -> Message:
    """What to do about a text that has a list in the place of its title."""
    reason = (
        "The title is missing: the text begins with a list. Write a title on the first "
        'line, or as title = "…" in the document\'s settings (.toml).'
    )
    return message(reason)


def title_problem(text: str) -> Message | None:
    """Why a text that stands first is no title, with what to do; None if it may be one."""
    if is_salutation(text) or text[-1] in ",:;":
        reason = (
            "The title is missing: the text begins with a greeting or an introduction. Write a "
            'title on the first line, or as title = "…" in the document\'s settings (.toml).'
        )
        return message(reason)
    is_sentence = text[-1] == "." and len(text) > LONGEST_HEADING
    if len(text) > LONGEST_TITLE or is_sentence or has_inner_sentence(text):
        reason = (
            "The title is missing: the text begins with a paragraph. Write a short title on the "
            'first line, or as title = "…" in the document\'s settings (.toml).'
        )
        return message(reason)
    if not any(c.isalpha() for c in text):
        reason = (
            'The title has no letter. Write a title on the first line, or as title = "…" in '
            "the document's settings (.toml)."
        )
        return message(reason)
    return None


def plan_below(title: str, drafts: Sequence[Drafted]) -> Plan:
    """The plan of a text whose title is given.

    If the text begins with the same title, but for spaces and capitals, it is there already;
    otherwise all of the text is below the given one.
    """
    first = drafts[0] if drafts else None
    is_title = (
        isinstance(first, Draft) and not first.mark and title_key(first.text) == title_key(title)
    )
    return plan(first, drafts[1:]) if isinstance(first, Draft) and is_title else plan(None, drafts)


def title_key(text: str) -> str:
    """What two titles have in common that are the same but for spaces and capitals."""
    return " ".join(text.casefold().split())


def plan(title: Draft | None, body: Sequence[Drafted]) -> Plan:
    """What each draft after the title is."""
    empty = tuple(d for d in body if isinstance(d, Draft) and not d.pieces)
    drafts: Sequence[Drafted] = [d for d in body if isinstance(d, SignOffDraft) or d.pieces]
    for each in PASSES:
        drafts = each(drafts)
    return Plan(title, tuple(_blocks(drafts, find_headings(title, drafts))), empty)


def join_cut_paragraphs(drafts: Sequence[Drafted]) -> list[Drafted]:
    """Paragraphs and items that a page break had cut are whole again."""
    groups: list[list[Drafted]] = []
    for draft in drafts:
        if groups and _goes_on(groups[-1][-1], draft, len(groups[-1]) > 1):
            groups[-1].append(draft)
        else:
            groups.append([draft])
    return [_joined(group) for group in groups]


def _goes_on(before: Drafted, after: Drafted, is_joined: bool) -> bool:
    """True if the second draft is the rest of the first, on the next page.

    The sentence is unfinished, a form feed or at least two blank lines follow, and it goes on
    in lower case. A short text may also be a heading, so it needs one sign more.
    """
    if isinstance(before, SignOffDraft) or isinstance(after, SignOffDraft):
        return False
    gap = after.first
    if after.mark or gap.rule_before or not (gap.page_break or gap.blank_before >= 2):
        return False
    text = before.pieces[-1].text
    if is_finished(text) or not starts_lower(after.pieces[0].text) or is_salutation(text):
        return False
    return gap.page_break or is_joined or ends_open(text) or not has_heading_form(before.text)


def _joined(group: Sequence[Drafted]) -> Drafted:
    first = group[0]
    if len(group) == 1 or isinstance(first, SignOffDraft):
        return first
    rest = [draft for draft in group[1:] if isinstance(draft, Draft)]
    pieces = (*first.pieces, *(piece for draft in rest for piece in draft.pieces))
    return Draft(first.first, pieces, first.mark, tuple(d.pieces[0].start for d in rest))


def keep_labels(drafts: Sequence[Drafted]) -> list[Drafted]:
    """What only looks like a list item keeps its mark as text: speech, "1. Bakgrund", "a) …".

    The model numbers with figures only, so letters stay in the text of the items.
    """
    result: list[Drafted] = []
    for is_item, group in groupby(drafts, lambda d: isinstance(d, Draft) and d.mark is not None):
        members = list(group)
        if is_item:
            before = result[-1] if result else None
            after_index = len(result) + len(members)
            after = drafts[after_index] if after_index < len(drafts) else None
            items = [member for member in members if isinstance(member, Draft)]
            result.extend(_relabelled(items, before, after))
        else:
            result.extend(members)
    return result


def _relabelled(
    items: Sequence[Draft], before: Drafted | None, after: Drafted | None
) -> Iterator[Draft]:
    if _is_numbered_heading(items, after):
        yield items[0].with_label()
        return
    for sign, group in groupby(items, lambda item: item.mark.sign if item.mark else ""):
        members = list(group)
        speech = _is_spoken(members, before)
        for item in members:
            is_single_letter = len(items) == 1 and _kind(item) is MarkKind.LETTER
            yield item.with_label() if speech or is_single_letter else item
        before = members[-1] if sign else before


def _kind(item: Draft) -> MarkKind | None:
    return item.mark.kind if item.mark else None


def _is_spoken(items: Sequence[Draft], before: Drafted | None) -> bool:
    """True if dashes mark speech, as in newspapers: "– Vi är redo, säger kommunchefen."

    A single item after an en dash that is a whole sentence is speech too, unless a colon
    introduces it: a list hardly has one item.
    """
    mark = items[0].mark
    if not mark or not mark.is_dash:
        return False
    if any(is_speech(item.text) for item in items):
        return True
    text = items[0].text
    introduced = isinstance(before, Draft) and before.text.endswith(":")
    is_sentence = starts_upper(text) and is_finished(text) and not introduced
    return len(items) == 1 and mark.sign != "-" and is_sentence


def _is_numbered_heading(items: Sequence[Draft], after: Drafted | None) -> bool:
    """True for "1. Bakgrund" over text: one number alone, and the form of a heading."""
    item = items[0]
    if len(items) > 1 or _kind(item) is not MarkKind.NUMBER or not item.first.detached:
        return False
    return has_heading_form(item.with_label().text) and isinstance(after, Draft)


PASSES: tuple[Callable[[Sequence[Drafted]], list[Drafted]], ...] = (
    join_cut_paragraphs,
    keep_labels,
)


def _blocks(body: Sequence[Drafted], headings: set[int]) -> Iterator[Planned]:
    level = 1
    preamble = preamble_length(body)
    run: list[Draft] = []
    for index, draft in enumerate(body):
        if isinstance(draft, Draft) and draft.mark:
            if run and not _same_list(run, draft):
                yield _list(run)
                run = []
            run.append(draft)
            continue
        if run:
            yield _list(run)
            run = []
        if isinstance(draft, SignOffDraft):
            yield draft
        elif index in headings:
            level = min(_depth(draft.text) + 1, level + 1)
            yield PlannedHeading(draft, level)
        else:
            introduces = index >= preamble
            yield PlannedParagraph(draft, introduces)
    if run:
        yield _list(run)


def _depth(heading: str) -> int:
    """1 for "2. Bakgrund" and for a heading without a number, 2 for "2.1 Syfte"."""
    number = DECIMAL_NUMBER.match(heading)
    return number.group().count(".") + 1 if number else 1


def _same_list(run: Sequence[Draft], item: Draft) -> bool:
    """True if the item goes on the list.

    A bullet that is indented more than the first belongs to it as well: the model has no
    lists within lists.
    """
    first, last, mark = run[0], run[-1], item.mark
    if not (mark and first.mark and last.mark) or item.first.rule_before:
        return False
    if mark.kind is MarkKind.BULLET and first.mark.kind is MarkKind.BULLET:
        return mark.sign == first.mark.sign or item.first.indent > first.first.indent
    return mark.follows(last.mark)


def _list(items: Sequence[Draft]) -> PlannedList:
    first = items[0]
    nested = tuple(item for item in items if item.first.indent > first.first.indent)
    if first.mark is None:
        raise ValueError("the items of a list have marks")
    return PlannedList(tuple(items), first.mark.kind, first.mark.number, nested)
