"""What a text refers to: its notes, places in the same document, and addresses."""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from pipeline.findings import Finding, Severity
from pipeline.languages import SOURCE_TAG
from pipeline.messages import Message, message
from pipeline.model import Briefing, Note, Separator, Span, Text, plain, text_of
from pipeline.parse.links import usable_address
from pipeline.texts import Context, placed_texts, with_texts


@dataclass(slots=True)
class References:
    """Resolves the references of one briefing whose ids are settled, but for those of notes.

    `anchors` maps the names that links lead to to places; `lines` maps ids to places.
    """

    where: str
    anchors: Mapping[str, str]
    lines: dict[str, int]
    findings: list[Finding]
    _numbers: dict[str, str] = field(default_factory=dict)
    _targets: dict[int, str] = field(default_factory=dict)
    _places: list[int] = field(default_factory=list)

    def resolved(self, briefing: Briefing, note_places: Mapping[str, str]) -> Briefing:
        """The briefing with notes `n1`, `n2`, … and links to ids and to whole addresses.

        `note_places` has the places of notes by their own ids, as far as they are known.
        """
        self._find_targets(briefing)
        notes = self._ordered_notes(briefing, note_places)
        return with_texts(replace(briefing, notes=notes), SOURCE_TAG, self._text)

    def _ordered_notes(
        self, briefing: Briefing, note_places: Mapping[str, str]
    ) -> tuple[Note, ...]:
        """The notes in the order in which the text refers to them, with their new ids."""
        by_id = {note.id: note for note in briefing.notes if note.text}
        notes: list[Note] = []
        for placed in placed_texts(briefing):
            if placed.context is Context.NOTE:
                continue
            for span in placed.text:
                if span.note and span.note in by_id and span.note not in self._numbers:
                    identity = f"n{len(notes) + 1}"
                    self._numbers[span.note] = identity
                    place = note_places.get(span.note)
                    self.lines[identity] = int(place) if place else self._line(placed.id)
                    notes.append(replace(by_id[span.note], id=identity))
        for note in briefing.notes:
            if note.id not in self._numbers and note.text:
                reason = (
                    "Nothing refers to the note “{text}”; refer to it in the text, or remove it."
                )
                text = message(reason, text=plain(note.text)[:80])
                self._add("parse.unused-note", int(note_places.get(note.id, "1")), text)
        return tuple(notes)

    def _find_targets(self, briefing: Briefing) -> None:
        """Which block has what stands in each place; the first one if there are several."""
        # A separator has no words, so nobody can be led to it.
        skipped = {block.id for block in briefing.blocks if isinstance(block, Separator)}
        for identity, place in self.lines.items():
            block = identity.partition(".")[0]
            if block.startswith("b") and block not in skipped:
                self._targets.setdefault(place, block)
        self._places = sorted(self._targets)

    def _target(self, name: str) -> str | None:
        place = self.anchors.get(name)
        if place is None or not self._targets:
            return None
        if exact := self._targets.get(int(place)):
            return exact
        index = bisect_left(self._places, int(place))
        return self._targets[self._places[min(index, len(self._places) - 1)]]

    def _text(self, identity: str, context: Context, text: Text) -> Text:
        if all(span.note is None and span.link is None for span in text):
            return text
        return text_of(*(self._span(span, identity, context) for span in text))

    def _span(self, span: Span, identity: str, context: Context) -> Span:
        if span.note is not None:
            return self._reference(span, span.note, identity, context)
        if span.link is None:
            return span
        if span.link.startswith("#"):
            return self._inner_link(span, span.link[1:], identity)
        address = usable_address(span.link)
        if isinstance(address, Message):
            self._add("parse.link", self._line(identity), address)
            return replace(span, link=None)
        if span.link[:5].lower() == "http:":
            reason = "The link to “{address}” leads to https: now, which is safe from changes."
            text = message(reason, address=span.link[:80])
            self._add("parse.secure-link", self._line(identity), text, Severity.NOTE)
        return replace(span, link=address)

    def _inner_link(self, span: Span, name: str, identity: str) -> Span:
        target = self._target(name)
        if target is None:
            reason = (
                "The link “{text}” leads to “#{name}”, which is not in this document; correct "
                "it or take the link away."
            )
            text = message(reason, text=span.text[:80], name=name[:80])
            self._add("parse.link", self._line(identity), text)
        return replace(span, link=f"#{target}" if target else None)

    def _reference(self, span: Span, note: str, identity: str, context: Context) -> Span:
        if context is Context.NOTE:
            reason = "A note refers to another note; write what it says in the first one."
            self._add("parse.note-in-note", self._line(identity), message(reason))
            return Span("")
        number = self._numbers.get(note)
        if number is None:
            reason = "The text refers to a note “{note}” that has no text; write it."
            self._add("parse.missing-note", self._line(identity), message(reason, note=note))
            return Span("")
        return replace(span, note=number)

    def _line(self, identity: str) -> int:
        return self.lines.get(identity, 1)

    def _add(
        self, rule: str, line: int, text: Message, severity: Severity = Severity.ERROR
    ) -> None:
        self.findings.append(Finding(rule, f"{self.where}:{line}", text, severity))
