"""Lines to drafts: paragraphs, list items and sign-offs as the source shows them.

A draft keeps the pieces of the source that it was made of; which characters become which text
is settled later, in `assemble.py`. So nothing can be lost on the way.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.parse.forms import is_finished, starts_lower
from pipeline.parse.lines import Line
from pipeline.parse.marks import BULLETS, Mark, mark_of
from pipeline.parse.pieces import Piece, joined, piece_of
from pipeline.parse.signatures import SignOffDraft, is_closing, sign_off_at
from pipeline.parse.wrapping import is_full, is_soft_break, wrap_width

LOOKAHEAD = 20  # lines, to find a second item; a limit keeps the reading linear


@dataclass(frozen=True, slots=True)
class Draft:
    """A paragraph, or a list item if it has a mark.

    `first` is the line on which it begins, `pieces` are its lines without the mark (none for an
    item without text). `joins` are the starts of the pieces before which a page break was repaired.
    """

    first: Line
    pieces: tuple[Piece, ...]
    mark: Mark | None = None
    joins: tuple[int, ...] = ()

    @property
    def text(self) -> str:
        """The characters, good enough to judge the form."""
        return joined(self.pieces)

    def with_label(self) -> "Draft":
        """The same with the mark as the beginning of its text."""
        is_on_first_line = bool(self.pieces) and self.pieces[0].start < self.first.end
        rest = self.pieces[1:] if is_on_first_line else self.pieces
        return Draft(self.first, (piece_of(self.first), *rest), None, self.joins)


Drafted = Draft | SignOffDraft


def read_drafts(lines: Sequence[Line]) -> list[Drafted]:
    """The drafts of a source in order."""
    width = wrap_width(lines)
    drafts: list[Drafted] = []
    item: Draft | None = None
    index = 0
    while index < len(lines):
        before = (None if isinstance(d, SignOffDraft) else d.text for d in reversed(drafts))
        sign_off = sign_off_at(lines, index, before)
        if sign_off:
            drafts.append(sign_off)
            index += sign_off.line_count
            continue
        if lines[index].detached:
            item = None
        mark = _mark(lines, index, item, width)
        end = _end(lines, index, mark, width)
        draft = _draft(lines[index:end], mark)
        drafts.append(draft)
        item = draft if mark else item
        index = end
    return drafts


def _draft(lines: Sequence[Line], mark: Mark | None) -> Draft:
    first = lines[0]
    pieces = [piece_of(first, mark.width if mark else 0)]
    pieces.extend(piece_of(line) for line in lines[1:])
    return Draft(first, tuple(piece for piece in pieces if piece.text), mark)


def _mark(lines: Sequence[Line], index: int, item: Draft | None, width: int | None) -> Mark | None:
    """The mark of the line, if it begins a list item. `item` is the last one right above.

    In the middle of a wrapped sentence a dash is only a dash, and a number only a number.
    """
    line = lines[index]
    mark = mark_of(line.text)
    if mark is None or index == 0 or line.detached or mark.sign in BULLETS:
        return mark
    within_sentence = _is_within_sentence(lines, index, width)
    if item and item.mark and mark.follows(item.mark):
        hanging = line.indent > item.first.indent
        return None if hanging and within_sentence else mark
    if within_sentence and not _has_successor(lines, index, mark, width):
        return None
    return mark


def _is_within_sentence(lines: Sequence[Line], index: int, width: int | None) -> bool:
    """True if the sentence above goes on in the line: it is unfinished, and its line is full."""
    above = lines[index - 1]
    return not is_finished(above.text) and is_full(above, lines[index], width)


def _has_successor(lines: Sequence[Line], index: int, mark: Mark, width: int | None) -> bool:
    """True if the next item of the same list stands further down, beyond doubt."""
    for number in range(index + 1, min(index + 1 + LOOKAHEAD, len(lines))):
        line = lines[number]
        if line.detached:
            return False
        following = mark_of(line.text)
        if following and following.follows(mark) and not _is_within_sentence(lines, number, width):
            return True
    return False


def _end(lines: Sequence[Line], index: int, mark: Mark | None, width: int | None) -> int:
    """The index after the last line of the draft that begins with that index."""
    first = lines[index]
    is_lone_mark = mark is not None and mark.width == len(first.text)
    item = Draft(first, (), mark) if mark else None
    end = index + 1
    while end < len(lines):
        line = lines[end]
        if line.detached or is_closing(lines, end) or _mark(lines, end, item, width):
            break
        goes_on = is_soft_break(lines[end - 1], line, width)
        if mark:
            goes_on |= line.indent > first.indent
            goes_on |= is_lone_mark and end == index + 1
            goes_on |= starts_lower(line.text) and not is_finished(lines[end - 1].text)
        if not goes_on:
            break
        end += 1
    return end
