"""The texts of a briefing that are translated."""

from dataclasses import dataclass

from pipeline.model import Briefing, plain
from pipeline.texts import TITLE_ID, Context, placed_texts, with_texts

__all__ = ["TITLE_ID", "Context", "Key", "Segment", "segments", "with_texts"]

Key = tuple[str, str]
"""What identifies a catalog's entry: context and source text."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One text to translate, without white space at its ends; `id` is that of `PlacedText`."""

    id: str
    context: Context
    text: str

    @property
    def key(self) -> Key:
        """What identifies the catalog entry; equal segments share one."""
        return (self.context.value, self.text)


def segments(briefing: Briefing) -> tuple[Segment, ...]:
    """Every text to translate, in document order. The names of signatories are none."""
    found = (Segment(p.id, p.context, plain(p.text).strip()) for p in placed_texts(briefing))
    return tuple(segment for segment in found if segment.text)
