"""What an adaptation leaves out: a quotation of the Swedish text, and the reason.

A person names a part of the Swedish text by quoting it. The beginning of a text, at least three
words or all of it, stands for the whole of that text; the first text of a table, a picture, a
quotation, a call-out or a sign-off for all of the block; the first cell of a row for the row.
Any other quotation stands for its own words.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.model import Briefing, Callout, Figure, Quote, SignOff, Table
from pipeline.recognise.facts import Fact, FactPassage

FEWEST_WORDS = 3
"""Of the beginning of a text that stands for all of it."""

_ELLIPSES = ("…", "...")


@dataclass(frozen=True, slots=True)
class Omission:
    """A part of the Swedish text that is left out on purpose; `where` is a file with line."""

    text: str
    reason: str
    where: str

    @property
    def quoted(self) -> str:
        """The words as they are looked for, without the dots that stand for the rest."""
        text = _folded(self.text)
        for dots in _ELLIPSES:
            text = text.removesuffix(dots).rstrip()
        return text


@dataclass(frozen=True)
class Omissions:
    """The omissions of an adaptation beside the passages of its Swedish text."""

    source: Briefing
    passages: Sequence[FactPassage]
    omissions: Sequence[Omission]

    @cached_property
    def unknown(self) -> tuple[Omission, ...]:
        """Those that quote nothing of the Swedish text."""
        texts = [_folded(passage.text) for passage in self.passages]
        return tuple(
            omission
            for omission in self.omissions
            if omission.quoted and not any(omission.quoted in text for text in texts)
        )

    @cached_property
    def whole(self) -> frozenset[str]:
        """The ids of the texts that are left out as wholes."""
        return frozenset(
            identity
            for passage in self.passages
            for omission in self.omissions
            if _stands_for(omission.quoted, _folded(passage.text))
            for identity in self._belonging(passage.id)
        )

    def cover(self, passage: FactPassage, fact: Fact) -> bool:
        """Whether a fact of a passage is left out on purpose."""
        if passage.id in self.whole:
            return True
        text, written = _folded(passage.text), _folded(fact.written)
        return any(o.quoted in text and written in o.quoted for o in self.omissions if o.quoted)

    def _belonging(self, identity: str) -> Iterable[str]:
        """The ids of all that goes with a text: its block, its row, or only the text itself."""
        top = identity.partition(".")[0]
        inside = [p.id for p in self.passages if p.id == top or p.id.startswith(f"{top}.")]
        block = next((b for b in self.source.blocks if b.id == top), None)
        is_unit = isinstance(block, Table | Figure | Quote | Callout | SignOff)
        if is_unit and next(p for p in self.passages if p.id in inside and p.text).id == identity:
            return inside
        if isinstance(block, Table) and identity.split(".")[2:3] == ["1"]:
            row = ".".join(identity.split(".")[:2])
            return [other for other in inside if other.startswith(f"{row}.")]
        return [identity]


def _stands_for(quoted: str, text: str) -> bool:
    if not quoted or not text.startswith(quoted):
        return False
    return text == quoted or len(quoted.split()) >= FEWEST_WORDS


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
