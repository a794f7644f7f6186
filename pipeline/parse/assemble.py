"""The plan of a document to its model, with an account of every character that is left out."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.findings import Finding, Severity
from pipeline.languages import SOURCE_TAG
from pipeline.messages import Message, message
from pipeline.model import (
    Block,
    Briefing,
    Heading,
    ListBlock,
    ListItem,
    Paragraph,
    Signatory,
    SignOff,
    Text,
    text_of,
)
from pipeline.parse.drafts import Draft
from pipeline.parse.hyphens import Vocabulary, join_lines, mendable_hyphens
from pipeline.parse.lines import Lines
from pipeline.parse.marks import MarkKind
from pipeline.parse.parsed import Removal, Why
from pipeline.parse.pieces import Piece
from pipeline.parse.signatures import SignOffDraft
from pipeline.parse.structure import (
    Plan,
    Planned,
    PlannedHeading,
    PlannedList,
    PlannedParagraph,
)

# Non-breaking spaces stay: "0220-240 00" is not to be divided.
SPACES = re.compile(r"[ \t]{2,}|\t")


class Assembly:
    """Makes the blocks of one document in order, and notes what it does on the way.

    Positions that it notes are those in the decoded source.
    """

    def __init__(self, source: Lines, where: str) -> None:
        self._source = source
        self._where = where
        self.findings: list[Finding] = []
        self.removals: list[Removal] = []
        self.joins: list[int] = []
        self.lines: dict[str, int] = {}
        self._vocabulary = Vocabulary(source.text)

    def briefing(self, plan: Plan, given_title: str = "") -> Briefing:
        """The model of the document; `given_title` is its title if the plan has none."""
        title = self._draft_text("title", plan.title) if plan.title else text_of(given_title)
        blocks = tuple(self._blocks(plan.blocks))
        for item in plan.empty_items:
            self._remove_mark(item, Why.LIST_MARKER)
            self._note("parse.empty-item", item.first.number, message("A list item has no text."))
        return Briefing(SOURCE_TAG, title, blocks)

    def _blocks(self, planned: Sequence[Planned]) -> Iterator[Block]:
        introduction: str | None = None
        for number, part in enumerate(planned, 1):
            identity = f"b{number}"
            match part:
                case PlannedHeading():
                    text = self._draft_text(identity, part.draft)
                    yield Heading(identity, part.level, text)
                case PlannedParagraph():
                    yield Paragraph(identity, self._draft_text(identity, part.draft))
                case PlannedList():
                    detached = part.items[0].first.rule_before
                    yield self._list(identity, part, None if detached else introduction)
                case SignOffDraft():
                    yield self._sign_off(identity, part)
            introduces = isinstance(part, PlannedParagraph) and part.introduces
            introduction = identity if introduces else None

    def _list(self, identity: str, planned: PlannedList, lead_in: str | None) -> ListBlock:
        self.lines[identity] = planned.items[0].first.number
        items: list[ListItem] = []
        for number, item in enumerate(planned.items, 1):
            if planned.kind is MarkKind.LETTER:
                item = item.with_label()  # noqa: PLW2901
            is_number = planned.kind is MarkKind.NUMBER
            self._remove_mark(item, Why.NUMBER_LABEL if is_number else Why.LIST_MARKER)
            items.append(
                ListItem(f"{identity}.{number}", self._draft_text(f"{identity}.{number}", item))
            )
        for item in planned.nested:
            text = message("A list within a list: its items stand in the outer list now.")
            self._note("parse.nested-list", item.first.number, text)
        ordered = planned.kind is MarkKind.NUMBER
        return ListBlock(identity, tuple(items), ordered, planned.start if ordered else 1, lead_in)

    def _sign_off(self, identity: str, draft: SignOffDraft) -> SignOff:
        self.lines[identity] = draft.first.number
        closing = self._text((draft.closing,)) if draft.closing else ()
        self._remove_separators(draft.separators)
        signatories: list[Signatory] = []
        for number, signatory in enumerate(draft.signatories, 1):
            signatory_id = f"{identity}.{number}"
            self.lines[signatory_id] = signatory.name.line
            name = "".join(span.text for span in self._text((signatory.name,)))
            self._remove_separators(signatory.separators)
            signatories.append(Signatory(signatory_id, name, self._text(signatory.role)))
        return SignOff(identity, closing, tuple(signatories))

    def _remove_separators(self, pieces: Sequence[Piece]) -> None:
        for piece in pieces:
            self._remove(Why.SIGN_OFF_SEPARATOR, piece.start, piece.text)

    def _remove_mark(self, item: Draft, why: Why) -> None:
        if item.mark:
            self._remove(why, item.first.start, item.mark.sign)

    def _draft_text(self, identity: str, draft: Draft) -> Text:
        self.lines[identity] = draft.first.number
        return self._text(draft.pieces, draft.joins)

    def _text(self, pieces: Sequence[Piece], joins: Sequence[int] = ()) -> Text:
        """The running text of some pieces: lines joined, repairs made and noted."""
        parts: list[str] = []
        cuts = frozenset(joins)
        for piece, following in pairwise((*pieces, None)):
            if piece is None:
                continue
            content = self._mended(piece)
            if following:
                content = self._with_join(content, piece, following)
                if following.start in cuts:
                    self._note_join(following)
            parts.append(content)
        return text_of(SPACES.sub(" ", "".join(parts)))

    def _mended(self, piece: Piece) -> str:
        """The piece without the hyphens that a line break had put into its words."""
        parts: list[str] = []
        position = 0
        if "-" in piece.text or "‐" in piece.text:
            for hyphen in mendable_hyphens(piece.text, self._vocabulary):
                parts.append(piece.text[position : hyphen.position])
                position = hyphen.position + 1
                self._remove(Why.HYPHEN, piece.start + hyphen.position, piece.text[position - 1])
                self._note_hyphen(piece.line, hyphen.divided, hyphen.whole)
        return "".join([*parts, piece.text[position:]])

    def _with_join(self, content: str, piece: Piece, following: Piece) -> str:
        """The content of a piece with what stands between it and the following one."""
        join = join_lines(piece.text, following.text, self._vocabulary)
        if join.removes:
            self._remove(Why.HYPHEN, piece.start + len(piece.text) - 1, piece.text[-1])
            if join.divided:
                self._note_hyphen(piece.line, join.divided, join.whole)
            return content[:-1]
        if join.doubtful:
            reason = (
                "“{word}” was divided at the end of a line; its hyphen is kept. "
                "Remove it in the source if the word has none."
            )
            self._note("parse.kept-hyphen", piece.line, message(reason, word=join.divided))
        return content + join.space

    def _note_join(self, following: Piece) -> None:
        self.joins.append(self._source.original_position(following.start))
        word = following.text[:80].split()[0]
        text = message("A page break had cut this paragraph; it goes on with “{word}”.", word=word)
        self._note("parse.joined-paragraph", following.line, text)

    def _note_hyphen(self, line: int, divided: str, whole: str) -> None:
        reason = "“{divided}” is now “{whole}”, as elsewhere in the text."
        self._note("parse.removed-hyphen", line, message(reason, divided=divided, whole=whole))

    def _remove(self, why: Why, position: int, characters: str) -> None:
        self.removals.extend(self._source.removals_of(why, position, characters))

    def _note(self, rule: str, line: int, text: Message) -> None:
        self.findings.append(Finding(rule, f"{self._where}:{line}", text, Severity.NOTE))
