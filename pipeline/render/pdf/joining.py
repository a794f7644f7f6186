"""What a piece of text is joined to, when a span or a level ends inside an Arabic word."""

from pipeline.bidi_classes import bidi_letters

CONTEXT = 5
"""How many characters HarfBuzz looks at beside a run."""
_JOINERS = {0x200C: " ", 0x200D: "\u0640", **dict.fromkeys((0x061C, 0x200E, 0x200F))}
"""ZWNJ parts letters, ZWJ joins as tatweel does, directional marks do neither."""
_TRANSPARENT = "MBlrxyf"
"""Bidi classes of characters between letters that are joined across them."""


def joined_before(text: str, start: int) -> str:
    """The letters that the text from an offset on is joined to; none if it is not."""
    if start and _joins(text, start):
        return text[max(start - CONTEXT, 0) : start].rpartition(" ")[2]
    return ""


def joined_after(text: str, end: int) -> str:
    """The letters that the text before an offset is joined to; none if it is not."""
    if end < len(text) and _joins(text, end):
        return text[end : end + CONTEXT].partition(" ")[0]
    return ""


def _joins(text: str, offset: int) -> bool:
    """Whether letters on both sides of an offset may be joined.

    Marks and other characters without a width stand between them without parting them
    (Joining_Type T in the Unicode Character Database, ArabicShaping.txt).
    """
    before, after = text[max(offset - CONTEXT, 0) : offset], text[offset : offset + CONTEXT]
    first = bidi_letters(before.translate(_JOINERS)).rstrip(_TRANSPARENT)
    last = bidi_letters(after.translate(_JOINERS)).lstrip(_TRANSPARENT)
    return first[-1:] == last[:1] == "A"
