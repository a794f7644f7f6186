"""Sign-offs among the paragraphs of structured text, by the rules of plain text.

Word and Markdown have no mark for a sign-off: people write a closing phrase and below it who
signs, each in a paragraph of its own or in one paragraph with line breaks.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from pipeline.findings import Finding, Severity
from pipeline.messages import message
from pipeline.model import (
    NOTE_MARK,
    Block,
    ListBlock,
    Paragraph,
    Separator,
    Signatory,
    SignOff,
    Text,
    plain,
    text_of,
)
from pipeline.parse.forms import closing_length
from pipeline.parse.found import joined_lines, lines_of, part_of
from pipeline.parse.lines import Line
from pipeline.parse.pieces import Piece
from pipeline.parse.signatures import SignatoryDraft, SignOffDraft, sign_off_at


@dataclass(frozen=True, slots=True)
class _Row:
    """One line of a paragraph, and the place and the index of the paragraph.

    `line` is what the rules look at; its number is the row's index, its start is 0.
    """

    text: Text
    place: str
    paragraph: int
    line: Line


@dataclass(slots=True)
class Closings:
    """Finds the sign-offs of one document.

    `separators` are the signs between names and roles that were left out.
    """

    where: str
    findings: list[Finding]
    separators: list[str]

    def found_in(self, blocks: Sequence[Block]) -> Iterator[Block]:
        """The blocks, with a sign-off in place of each closing and its signatories.

        The place of a sign-off is that of its closing's paragraph. A list right below decides
        with the line above it whether that is a heading of the list.
        """
        index = 0
        while index < len(blocks):
            end = index
            while end < len(blocks) and isinstance(blocks[end], Paragraph):
                end += 1
            run = [block for block in blocks[index:end] if isinstance(block, Paragraph)]
            if any(_may_close(block) for block in run):
                below = blocks[end] if end < len(blocks) else None
                after_rule = index > 0 and isinstance(blocks[index - 1], Separator)
                yield from self._read(_rows(run, after_rule), below)
            else:
                yield from run
            if end < len(blocks):
                yield blocks[end]
            index = end + 1

    def _read(self, rows: Sequence[_Row], below: Block | None) -> Iterator[Block]:
        lines = [row.line for row in rows]
        if isinstance(below, ListBlock):
            lines.append(Line(len(rows), 0, 0, f"• {plain(below.items[0].text)}", 1))
        waiting: list[_Row] = []
        before: list[str | None] = []
        index = 0
        while index < len(rows):
            draft = sign_off_at(lines, index, reversed(before))
            if draft and not _has_note(draft):
                yield from _paragraphs(waiting)
                waiting.clear()
                yield self._sign_off(draft, rows, rows[index].place)
                before.append(None)
                index += draft.line_count
            else:
                waiting.append(rows[index])
                before.append(rows[index].line.text)
                index += 1
        yield from _paragraphs(waiting)

    def _sign_off(self, draft: SignOffDraft, rows: Sequence[_Row], place: str) -> SignOff:
        closing = _text(draft.closing, rows) if draft.closing else ()
        self.separators.extend(piece.text for piece in draft.separators)
        signatories = tuple(self._signatory(signatory, rows) for signatory in draft.signatories)
        return SignOff(place, closing, signatories)

    def _signatory(self, draft: SignatoryDraft, rows: Sequence[_Row]) -> Signatory:
        place = rows[draft.name.line].place
        self.separators.extend(piece.text for piece in draft.separators)
        name = _text(draft.name, rows)
        if any(span.link for span in name):
            reason = (
                "The name “{name}” of one who signs cannot be a link; the link was left out. "
                "Write the address on a line of its own."
            )
            text = message(reason, name=plain(name))
            where = f"{self.where}:{place}"
            self.findings.append(Finding("parse.removed-link", where, text, Severity.NOTE))
        roles = [_text(piece, rows) for piece in draft.role]
        return Signatory(place, plain(name), _with_spaces(roles))


def _may_close(block: Paragraph) -> bool:
    return any(closing_length(line) for line in plain(block.text).split("\n"))


def _rows(run: Sequence[Paragraph], after_rule: bool) -> list[_Row]:
    rows: list[_Row] = []
    for number, block in enumerate(run):
        # In Word a line of an address is a paragraph: what stands apart has an empty paragraph
        # between, which shows in the places. In Markdown a blank line always does.
        is_apart = number == 0 or int(block.id) > int(run[number - 1].id) + 1
        for index, text in enumerate(lines_of(block.text)):
            is_first = index == 0
            blank = int(is_first and is_apart)
            rule = is_first and number == 0 and after_rule
            line = Line(len(rows), 0, 0, plain(text), blank, rule_before=rule)
            rows.append(_Row(text, block.id, number, line))
    return rows


def _paragraphs(rows: Sequence[_Row]) -> Iterator[Paragraph]:
    """The paragraphs that the rows are of, or what is left of them."""
    for _, group in groupby(rows, lambda row: row.paragraph):
        lines = list(group)
        yield Paragraph(lines[0].place, joined_lines(row.text for row in lines))


def _text(piece: Piece, rows: Sequence[_Row]) -> Text:
    return part_of(rows[piece.line].text, piece.start, piece.start + len(piece.text))


def _with_spaces(texts: Sequence[Text]) -> Text:
    """A role that went over several lines, as one."""
    joined: Text = ()
    for text in texts:
        joined = text_of(*joined, *([" "] if joined else []), *text)
    return joined


def _has_note(draft: SignOffDraft) -> bool:
    return any(NOTE_MARK in signatory.name.text for signatory in draft.signatories)
