"""Inline markup in a text for translators, `Ring <1>112</1> vid fara`, through a machine.

A model sees the sentence without its tags. Afterwards a marked range goes around the whole draft
if it was around the whole sentence, around the same protected pieces if it has nothing else in it,
and otherwise to where the model looked when it wrote the draft (its attention). A tag that stands
alone goes behind what comes from the piece before it. A range that comes out empty, in pieces,
across another one, or without the protected pieces that were in it, is lost, and so is a tag that
would leave the range around it: then the draft stands without that markup, and the reviewer is
told.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.messages import Message
from pipeline.translate.engine import Link
from pipeline.translate.schemes import SLOT, slots_in
from pipeline.translate.tags import alone, closing, escaped, opening, pieces

Steps = Sequence[Sequence[Link]]
"""The alignments of the models that a sentence went through."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked range of characters, half-open; `number` is that of its tags.

    `outer` is the number of the mark around it. A tag that stands alone (`is_alone`) is a range
    without characters. Of a mark that goes over several sentences each has a part, of which only
    the first `opens` and only the last `closes`.
    """

    number: int
    start: int
    end: int
    outer: int | None = None
    is_alone: bool = False
    opens: bool = True
    closes: bool = True


def without_tags(text: str) -> tuple[str, tuple[Mark, ...]] | None:
    """The characters without tags, and the marks in the order in which they begin.

    None if the tags are not whole: a number twice, a tag without its partner, tags that cross.
    """
    found = pieces(text)
    if isinstance(found, Message):
        return None
    plain = ""
    marks: dict[int, Mark] = {}
    for piece in found:
        plain += piece.text
        for number in piece.inside if piece.text else ():
            marks[number] = replace(marks[number], end=len(plain))
        if not piece.text:
            path = piece.inside if piece.alone is None else (*piece.inside, piece.alone)
            if path[-1] in marks:
                return None
            outer = path[-2] if len(path) > 1 else None
            is_alone = piece.alone is not None
            marks[path[-1]] = Mark(path[-1], len(plain), len(plain), outer, is_alone)
    return plain, tuple(marks.values())


def with_tags(text: str, marks: Iterable[Mark]) -> str:
    """The text with the tags of marks that fit into each other (`fitting`), and escaped."""
    inside: dict[int | None, list[Mark]] = {}
    for mark in sorted(marks, key=lambda m: (m.start, m.end)):
        inside.setdefault(mark.outer, []).append(mark)

    def written(start: int, end: int, outer: int | None, *, before_tag: bool) -> str:
        result, position = "", start
        for mark in inside.get(outer, ()):
            result += escaped(text[position : mark.start], before_tag=mark.is_alone or mark.opens)
            if mark.is_alone:
                result += alone(mark.number)
            else:
                content = written(mark.start, mark.end, mark.number, before_tag=mark.closes)
                result += opening(mark.number) if mark.opens else ""
                result += content + (closing(mark.number) if mark.closes else "")
            position = mark.end
        return result + escaped(text[position:end], before_tag=before_tag)

    return written(0, len(text), None, before_tag=False)


def in_sentences(marks: Iterable[Mark], sentences: Sequence[range]) -> list[list[Mark]]:
    """For each sentence, at these places of the text, the parts of the marks that are in it.

    Their places are counted from the beginning of the sentence. A tag that stands alone between
    two sentences belongs to the first. What is in none of them is in none of the results.
    """
    found: list[list[Mark]] = [[] for _ in sentences]
    for mark in marks:
        if mark.is_alone:
            here = [n for n, s in enumerate(sentences) if s and s.start <= mark.start][-1:]
        else:
            here = [
                n for n, s in enumerate(sentences) if mark.start < s.stop and s.start < mark.end
            ]
        for n in here:
            sentence = sentences[n]
            part = replace(
                mark,
                start=min(max(mark.start, sentence.start), sentence.stop) - sentence.start,
                end=min(mark.end, sentence.stop) - sentence.start,
                opens=n == here[0],
                closes=n == here[-1],
            )
            found[n].append(part)
    return found


def needs_alignment(marks: Iterable[Mark], sentence: str) -> bool:
    """Whether any mark begins or ends inside the sentence."""
    return any(0 < place < len(sentence) for mark in marks for place in (mark.start, mark.end))


def projected(marks: Sequence[Mark], sentence: str, draft: str, steps: Steps) -> tuple[Mark, ...]:
    """The marks of a masked sentence in its masked draft, without those that are lost."""
    pairs = [mark for mark in marks if not mark.is_alone]
    found = {m.number: place for m in pairs if (place := _through(m, sentence, draft, steps))}
    for mark in marks:
        at = _alone_place(mark, pairs, found, sentence, draft, steps) if mark.is_alone else None
        if at is not None:
            found[mark.number] = replace(mark, start=at, end=at)
    return fitting(found.values(), marks)


def fitting(found: Iterable[Mark], originals: Sequence[Mark]) -> tuple[Mark, ...]:
    """Those of the marks that are to each other as the originals are.

    What stood in a mark that is lost stands in the one around that.
    """
    marks = tuple(found)
    before = {mark.number: mark for mark in originals}
    kept = {
        m.number: m for m in marks if not any(m is not n and _swapped(m, n, before) for n in marks)
    }

    def kept_outer(mark: Mark) -> int | None:
        outer = mark.outer
        while outer is not None and outer not in kept:
            outer = before[outer].outer if outer in before else None
        return outer

    return tuple(replace(mark, outer=kept_outer(mark)) for mark in kept.values())


def lost(marks: Iterable[Mark], kept: Iterable[Mark]) -> Iterator[Mark]:
    """The marks that are not kept."""
    numbers = {mark.number for mark in kept}
    yield from (mark for mark in marks if mark.number not in numbers)


def _through(mark: Mark, sentence: str, draft: str, steps: Steps) -> Mark | None:
    if (mark.start, mark.end) == (0, len(sentence)):
        return replace(mark, end=len(draft)) if draft.strip() else None
    if slots_in(sentence[mark.start : mark.end]):
        exact = _around_slots(mark, sentence, draft)
        if exact:
            return _reaching(exact, draft)
    place: Mark | None = mark
    for links in steps:
        place = _projected(place, links) if place else None
    if not steps or place is None or not draft[place.start : place.end].strip():
        return None
    kept = slots_in(sentence[mark.start : mark.end]) == slots_in(draft[place.start : place.end])
    return _reaching(place, draft) if kept else None


def _reaching(mark: Mark, draft: str) -> Mark | None:
    """A part that goes on in the sentence before or after must reach the end on that side."""
    start, end = mark.start, mark.end
    if not mark.opens and not _has_words(draft[:start]):
        start = 0
    if not mark.closes and not _has_words(draft[end:]):
        end = len(draft)
    reaches = (mark.opens or start == 0) and (mark.closes or end == len(draft))
    return replace(mark, start=start, end=end) if reaches else None


def _around_slots(mark: Mark, sentence: str, draft: str) -> Mark | None:
    """The mark around the same protected pieces, if it has nothing else in it in either text."""
    wanted = slots_in(sentence[mark.start : mark.end])
    places = [n for n, character in enumerate(draft) if slots_in(character) & wanted]
    if not places:
        return None
    place = replace(mark, start=places[0], end=places[-1] + 1)
    texts = (sentence[mark.start : mark.end], draft[place.start : place.end])
    has_more = any(SLOT.sub("", text).strip() for text in texts)
    return None if has_more or slots_in(texts[1]) != wanted else place


def _projected(mark: Mark, links: Sequence[Link]) -> Mark | None:
    """The range of the draft whose pieces come from the mark; None if it is not one range."""
    ordered = sorted(links, key=lambda link: link.start)
    inside = [n for n, link in enumerate(ordered) if _is_from(link, mark)]
    if not inside or inside[-1] - inside[0] + 1 != len(inside):
        return None
    return replace(mark, start=ordered[inside[0]].start, end=ordered[inside[-1]].end)


def _is_from(link: Link, mark: Mark) -> bool:
    return mark.start <= link.source_start and link.source_end <= mark.end


def _alone_place(
    mark: Mark,
    pairs: Sequence[Mark],
    found: Mapping[int, Mark],
    sentence: str,
    draft: str,
    steps: Steps,
) -> int | None:
    """Where a tag that stands alone belongs in the draft: at the edge of the same mark, at the
    same end of the sentence, or behind what comes from the word or the piece before it."""
    for pair in pairs:
        if pair.number in found and pair.end == mark.start:
            return found[pair.number].end
        if pair.number == mark.outer and pair.number in found and pair.start == mark.start:
            return found[pair.number].start
    if not _has_words(sentence[: mark.start]):
        return 0
    if mark.start == len(sentence):
        return len(draft)
    if not _has_words(sentence[mark.start :]):
        return _end_of_words(draft)
    end = _end_of_words(sentence[: mark.start])
    place = _behind(sentence, end, draft, steps)
    has_mark_between = bool(sentence[end : mark.start].strip())
    if place is not None and has_mark_between and not draft[place : place + 1].isspace():
        return min(place + 1, len(draft)) if not _has_words(draft[place : place + 1]) else place
    return place


def _behind(sentence: str, end: int, draft: str, steps: Steps) -> int | None:
    """The place in the draft behind what comes from the word, or slot, that ends there."""
    if SLOT.fullmatch(sentence[end - 1]):
        place = draft.find(sentence[end - 1])
        return place + 1 if place >= 0 else None
    start = end - 1
    while start and _goes_on(sentence[start - 1 : start + 1]):
        start -= 1
    places = [(start, end)]
    for links in steps:
        places = [(k.start, k.end) for k in links if any(_overlaps(k, place) for place in places)]
    if not steps or not places:
        return None
    last = max(place[1] for place in places)
    while last < len(draft) and _goes_on(draft[last - 1 : last + 1]):
        last += 1
    return last


def _overlaps(link: Link, place: tuple[int, int]) -> bool:
    return link.source_start < place[1] and place[0] < link.source_end


def _goes_on(characters: str) -> bool:
    """Whether both characters belong to one word, in a script that has spaces between words."""
    return characters.isalnum() and not any(
        "\u0e00" <= c <= "\u0e7f" or "\u2e80" <= c <= "\u9fff" for c in characters
    )


def _has_words(text: str) -> bool:
    return any(c.isalnum() or SLOT.fullmatch(c) for c in text)


def _end_of_words(text: str) -> int:
    """The place behind the last letter, digit or slot."""
    return max((n for n, c in enumerate(text, 1) if _has_words(c)), default=0)


def _swapped(one: Mark, other: Mark, originals: Mapping[int, Mark]) -> bool:
    """Whether one mark lay inside the other, or beside it, and no longer does."""
    before = originals[one.number], originals[other.number]
    is_inside = _is_within(before[0], before[1], originals)
    has_inside = _is_within(before[1], before[0], originals)
    if is_inside or has_inside:
        inner, outer = (one, other) if is_inside else (other, one)
        return not (outer.start <= inner.start and inner.end <= outer.end)
    return one.start < other.end and other.start < one.end


def _is_within(inner: Mark, outer: Mark, originals: Mapping[int, Mark]) -> bool:
    number = inner.outer
    while number is not None and number != outer.number:
        number = originals[number].outer if number in originals else None
    return number is not None
