"""Inline markup in a text for translators, `Ring <1>112</1> vid fara`, through a machine.

A model sees the sentence without its tags. Afterwards a marked range of protected pieces alone goes
around the same pieces, and any other one to where the model looked when it wrote the draft (its
attention). A range that comes out empty, in pieces, across
another one, or without the protected pieces that were in it, is lost: then the draft stands
without that markup, and the reviewer is told.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.translate.engine import Link
from pipeline.translate.schemes import SLOT, slots_in

TAG = re.compile(r"<(?P<close>/?)(?P<number>[1-9]\d{0,2})>")


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked range of characters, half-open; `number` is that of its tags."""

    number: int
    start: int
    end: int


def without_tags(text: str) -> tuple[str, tuple[Mark, ...]] | None:
    """The text without its tags, and the marks in the order of their first tags.

    None if the tags are not whole: a number twice, a tag without its partner, tags that cross.
    """
    plain, position = "", 0
    opened: list[Mark] = []
    marks: list[Mark] = []
    for tag in TAG.finditer(text):
        plain += text[position : tag.start()]
        position = tag.end()
        number = int(tag["number"])
        if not tag["close"]:
            opened.append(Mark(number, len(plain), len(plain)))
        elif opened and opened[-1].number == number:
            marks.append(replace(opened.pop(), end=len(plain)))
        else:
            return None
    numbers = {mark.number for mark in marks}
    if opened or len(numbers) != len(marks):
        return None
    return plain + text[position:], tuple(sorted(marks, key=lambda m: (m.start, -m.end)))


def with_tags(text: str, marks: Iterable[Mark]) -> str:
    """The text with the tags of marks that do not cross; of equal ranges the first is outside."""
    tags: list[tuple[int, int, int, str]] = []
    for order, mark in enumerate(marks):
        tags.append((mark.start, 1, order, f"<{mark.number}>"))
        tags.append((mark.end, 0, -order, f"</{mark.number}>"))
    result, position = "", 0
    for place, _, _, tag in sorted(tags):
        result += text[position:place] + tag
        position = place
    return result + text[position:]


def projected(
    marks: Sequence[Mark], sentence: str, draft: str, steps: Sequence[Sequence[Link]]
) -> tuple[Mark, ...]:
    """The marks of a masked sentence in its masked draft, without those that are lost.

    `steps` are the alignments of the models that it went through.
    """
    found = [place for mark in marks if (place := _through(mark, sentence, draft, steps))]
    return tuple(m for m in found if not any(_cross(m, n) or _swapped(m, n, marks) for n in found))


def _through(mark: Mark, sentence: str, draft: str, steps: Sequence[Sequence[Link]]) -> Mark | None:
    if slots_in(sentence[mark.start : mark.end]):
        exact = _around_slots(mark, sentence, draft)
        if exact:
            return exact
    place: Mark | None = mark
    for links in steps:
        place = _projected(place, links) if place else None
    if place is None or not draft[place.start : place.end].strip():
        return None
    kept = slots_in(sentence[mark.start : mark.end]) == slots_in(draft[place.start : place.end])
    return place if kept else None


def _around_slots(mark: Mark, sentence: str, draft: str) -> Mark | None:
    """The mark around the same protected pieces, if it has nothing else in it in either text."""
    wanted = slots_in(sentence[mark.start : mark.end])
    places = [n for n, character in enumerate(draft) if slots_in(character) & wanted]
    if not places:
        return None
    place = Mark(mark.number, places[0], places[-1] + 1)
    texts = (sentence[mark.start : mark.end], draft[place.start : place.end])
    has_more = any(SLOT.sub("", text).strip() for text in texts)
    return None if has_more or slots_in(texts[1]) != wanted else place


def _projected(mark: Mark, links: Sequence[Link]) -> Mark | None:
    """The range of the draft whose pieces come from the mark; None if it is not one range."""
    ordered = sorted(links, key=lambda link: link.start)
    inside = [n for n, link in enumerate(ordered) if _is_from(link, mark)]
    if not inside or inside[-1] - inside[0] + 1 != len(inside):
        return None
    return Mark(mark.number, ordered[inside[0]].start, ordered[inside[-1]].end)


def _is_from(link: Link, mark: Mark) -> bool:
    return mark.start <= link.source_start and link.source_end <= mark.end


def _cross(one: Mark, other: Mark) -> bool:
    return one.start < other.start < one.end < other.end or (
        other.start < one.start < other.end < one.end
    )


def _swapped(one: Mark, other: Mark, originals: Sequence[Mark]) -> bool:
    """Whether one mark lay inside the other, or beside it, and no longer does."""
    before = {mark.number: mark for mark in originals}
    return _relation(one, other) != _relation(before[one.number], before[other.number])


def _relation(one: Mark, other: Mark) -> tuple[bool, bool]:
    overlaps = one.start < other.end and other.start < one.end
    contains = one.start <= other.start and other.end <= one.end
    return overlaps, contains


def lost(marks: Iterable[Mark], kept: Iterable[Mark]) -> Iterator[int]:
    """The numbers of the marks that are not kept."""
    numbers = {mark.number for mark in kept}
    yield from (mark.number for mark in marks if mark.number not in numbers)
