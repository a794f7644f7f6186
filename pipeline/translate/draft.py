"""Drafts of whole texts: protect, split, translate, put together, put back."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.languages import Language
from pipeline.messages import Message, message
from pipeline.translate.document_names import Names
from pipeline.translate.engine import Route
from pipeline.translate.fitness import unfit
from pipeline.translate.markup import (
    Mark,
    fitting,
    in_sentences,
    lost,
    needs_alignment,
    projected,
    with_tags,
    without_tags,
)
from pipeline.translate.pivot import MaskedDraft, Pivot
from pipeline.translate.placeable import Placeable
from pipeline.translate.placeables import find_placeables
from pipeline.translate.protect import Protected, needs_translation, protect, restore
from pipeline.translate.schemes import MOST_SLOTS, slots_in
from pipeline.translate.sentences import Sentence, join_sentences, split_sentences
from pipeline.translate.tags import alone, escaped, markup_problem, opening, with_spaces_outside

MOST_NAMED = 5
"""Pieces that a reason lists."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A Swedish text that needs a draft, with the names of its document."""

    text: str
    names: Names


@dataclass(frozen=True, slots=True)
class Drafted:
    """The draft of a text; an empty text if none is safe.

    `score` is that of its worst sentence. `reasons` say why there is no draft, or what of the
    text is not in it (its markup).
    """

    text: str
    score: float
    reasons: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class _Piece:
    """A masked sentence with the marks in it, and its masked draft."""

    sentence: Sentence
    marks: tuple[Mark, ...]
    draft: MaskedDraft

    @property
    def needs_alignment(self) -> bool:
        """Whether any of the marks begins or ends inside the sentence."""
        return needs_alignment(self.marks, self.sentence.text)


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A text on its way: its pieces, or the reason why no machine may have it."""

    text: str
    protected: Protected
    marks: tuple[Mark, ...] = ()
    pieces: tuple[_Piece, ...] = ()
    reason: Message | None = None


def draft_texts(
    wanted: Sequence[Wanted], route: Route, pivot: Pivot, language: Language
) -> tuple[Drafted, ...]:
    """A draft for each text, in their order; each model is asked for all of them at once.

    Raises ModelError if a model cannot be used.
    """
    prepared = [_prepared(item) for item in wanted]
    drafts = _translated([p for text in prepared for p in text.pieces], route, pivot)
    return tuple(
        _finished(replace(text, pieces=tuple(next(drafts) for _ in text.pieces)), language)
        for text in prepared
    )


def _prepared(wanted: Wanted) -> _Prepared:
    found = without_tags(wanted.text)
    if found is None:
        untidy = "The numbered tags of this text do not fit together, so no machine may have it."
        return _Prepared(wanted.text, Protected("", ()), reason=message(untidy))
    plain, marks = found
    protected = protect(plain, tuple(_as_in_catalog(plain, wanted.names)))
    has_words = any(character.isalpha() for character in plain)
    if has_words and (reason := unfit(plain)):
        return _Prepared(wanted.text, protected, reason=reason)
    if protected.left:
        too_many = "This text has more than {most} figures and names. Divide it into paragraphs."
        return _Prepared(wanted.text, protected, reason=message(too_many, most=MOST_SLOTS))
    inside = [placed for mark in marks if (placed := _masked(mark, protected))]
    return _Prepared(wanted.text, protected, marks, tuple(_pieces(protected, inside)))


def _as_in_catalog(plain: str, names: Names) -> Iterator[Placeable]:
    """The placeables, of which one may look like a tag."""
    for placeable in find_placeables(plain, names):
        yield replace(placeable, text=escaped(placeable.text), base=escaped(placeable.base))


def _masked(mark: Mark, protected: Protected) -> Mark | None:
    """The mark in the masked text; None if it begins or ends inside a protected piece."""
    offsets = []
    for offset in (mark.start, mark.end):
        if any(p.start < offset < p.end for p in protected.placeables):
            return None
        before = (p for p in protected.placeables if p.end <= offset)
        offsets.append(offset - sum(p.end - p.start - 1 for p in before))
    return replace(mark, start=offsets[0], end=offsets[1])


def _pieces(protected: Protected, marks: Sequence[Mark]) -> Iterator[_Piece]:
    """The sentences with the parts of the marks that are in them."""
    sentences = tuple(_sentences(protected))
    places: list[range] = []
    start = 0
    for sentence in sentences:
        end = start + len(sentence.text)
        places.append(range(start, end))
        start = end + len(sentence.separator)
    for sentence, parts in zip(sentences, in_sentences(marks, places), strict=True):
        yield _Piece(sentence, tuple(parts), MaskedDraft(sentence.text, 1.0))


def _sentences(protected: Protected) -> Iterator[Sentence]:
    """The sentences of each line, so that every line break is kept: it stands behind the last."""
    lines = protected.masked.split("\n")
    for number, line in enumerate(lines):
        found = split_sentences(line, protected.originals) or (Sentence(""),)
        line_break = "\n" if number < len(lines) - 1 else ""
        last = replace(found[-1], separator=found[-1].separator + line_break)
        yield from (*found[:-1], last)


def _translated(pieces: Sequence[_Piece], route: Route, pivot: Pivot) -> Iterator[_Piece]:
    """The pieces with their drafts; only those with marks inside need the alignment, which costs
    time."""
    made: dict[tuple[str, bool], MaskedDraft] = {}
    for aligned in (False, True):
        texts = [
            piece.sentence.text
            for piece in pieces
            if piece.needs_alignment is aligned and needs_translation(piece.sentence.text)
        ]
        drafts = pivot.translate(texts, route, aligned=aligned) if texts else ()
        made |= {(text, aligned): draft for text, draft in zip(texts, drafts, strict=True)}
    for piece in pieces:
        key = (piece.sentence.text, piece.needs_alignment)
        yield replace(piece, draft=made.get(key, piece.draft))


def _finished(prepared: _Prepared, language: Language) -> Drafted:
    if prepared.reason:
        return Drafted("", 0.0, (prepared.reason,))
    unsafe = [piece for piece in prepared.pieces if piece.sentence.text and not piece.draft.text]
    if unsafe:
        return Drafted("", 0.0, (_not_kept(unsafe, prepared.protected),))
    kept = _kept_everywhere([_kept_marks(piece) for piece in prepared.pieces], prepared)
    sentences = [
        replace(piece.sentence, text=with_tags(piece.draft.text, marks))
        for piece, marks in zip(prepared.pieces, kept, strict=True)
    ]
    text = restore(join_sentences(sentences, language), prepared.protected, language)
    if text is None:  # every sentence had its own slots once, so this would be our own fault
        raise AssertionError("a protected piece was lost between its sentence and the text")
    text = with_spaces_outside(text)
    gone = lost(prepared.marks, (mark for marks in kept for mark in marks))
    score = min((piece.draft.score for piece in prepared.pieces), default=1.0)
    problem = markup_problem(prepared.text, text)
    told = tuple(_without_markup(gone)) or ((problem,) if problem else ())
    return Drafted(text, score, told)


def _kept_marks(piece: _Piece) -> tuple[Mark, ...]:
    if piece.draft.text == piece.sentence.text and not piece.draft.links:
        return piece.marks
    return projected(piece.marks, piece.sentence.text, piece.draft.text, piece.draft.links)


def _kept_everywhere(kept: Sequence[Sequence[Mark]], prepared: _Prepared) -> list[tuple[Mark, ...]]:
    """The marks of each sentence without the parts of those that are lost in another one."""
    parts = Counter(mark.number for piece in prepared.pieces for mark in piece.marks)
    found = Counter(mark.number for marks in kept for mark in marks)
    return [
        fitting((m for m in marks if found[m.number] == parts[m.number]), piece.marks)
        for piece, marks in zip(prepared.pieces, kept, strict=True)
    ]


def _not_kept(unsafe: Sequence[_Piece], protected: Protected) -> Message:
    """Names what a model lost, doubled or mixed up, so that a person looks at it."""
    numbers = sorted({number for piece in unsafe for number in slots_in(piece.sentence.text)})
    names = [protected.originals[number] for number in numbers]
    if not names:
        return message("The machine found no translation; the text needs a person.")
    reason = "The machine did not keep all of this, so the text needs a person: {pieces}"
    more = ", …" if len(names) > MOST_NAMED else ""
    return message(reason, pieces=", ".join(names[:MOST_NAMED]) + more)


def _without_markup(marks: Iterable[Mark]) -> Iterator[Message]:
    for mark in marks:
        reason = "The markup {tag} is not in the draft; put its tags where they belong."
        yield message(reason, tag=alone(mark.number) if mark.is_alone else opening(mark.number))
