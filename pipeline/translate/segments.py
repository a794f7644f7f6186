"""The texts of a briefing that are translated."""

from dataclasses import dataclass

from pipeline.model import Briefing, Text
from pipeline.recognise.contacts import without_contacts
from pipeline.texts import TITLE_ID, Context, placed_texts, with_texts, without_note_marks
from pipeline.translate.figures import NUMERIC_DATE, PRICE, THREE_DECIMALS
from pipeline.translate.inline import marked_up, stripped

__all__ = ["TITLE_ID", "Context", "Key", "Segment", "needs_words", "segments", "with_texts"]

Key = tuple[str, str]
"""What identifies a catalog's entry: context and source text, marked up."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One text to translate, without white space at its ends; `id` is that of `PlacedText`.

    `text` is what the catalog has: `source` with its tags (`inline.py`).
    """

    id: str
    context: Context
    text: str
    source: Text

    @property
    def key(self) -> Key:
        """What identifies the catalog entry; equal segments share one."""
        return (self.context.value, self.text)

    @property
    def characters(self) -> str:
        """The text as it is read: without tags and without references to notes."""
        return without_note_marks(self.source)


def segments(briefing: Briefing) -> tuple[Segment, ...]:
    """Every text that needs a translator, in document order.

    The names of signatories are none, and neither is what stands as it is in every language
    (`needs_words`).
    """
    found = ((placed, stripped(placed.text)) for placed in placed_texts(briefing))
    return tuple(
        Segment(placed.id, placed.context, marked_up(text).text, text)
        for placed, text in found
        if needs_words(text)
    )


def needs_words(text: Text) -> bool:
    """Whether another language needs other characters than these.

    A telephone number, an address, an opening hour and most figures are the same in all of
    them. A date such as 12/5 is not, nor a price such as 250:-, nor a number with three decimals,
    which in English would be thousands.
    """
    characters = without_note_marks(text)
    if any(word.isalpha() for word in characters.split()):
        return True  # no address has a space in it; to look for addresses takes its time
    if any(character.isalpha() for character in without_contacts(characters)):
        return True
    written_otherwise = (NUMERIC_DATE, PRICE, THREE_DECIMALS)
    return any(pattern.search(characters) for pattern in written_otherwise)
