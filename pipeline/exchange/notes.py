"""What an entry tells beside its texts, as notes by category; and back."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pipeline.exchange.inline import legal
from pipeline.translate.po import Entry

COMMENT, HINT, REFERENCE = "comment", "hint", "reference"
FLAG, PREVIOUS, FUZZY = "flag", "previous", "fuzzy"
Note = tuple[str, str]
"""Category and text."""


def notes_of(entry: Entry) -> Iterator[Note]:
    """Everything of an entry but its key and target."""
    yield from ((HINT, legal(text)) for text in entry.hints)
    yield from ((REFERENCE, legal(text)) for text in entry.references)
    yield from ((COMMENT, legal(text)) for text in entry.comments)
    if entry.previous is not None:
        yield PREVIOUS, legal(entry.previous)
    yield from ((FLAG, legal(text)) for text in entry.flags)
    if entry.fuzzy:
        yield FLAG, FUZZY


def with_notes(entry: Entry, notes: Iterable[Note]) -> Entry:
    """The entry with what notes tell. One of another category is a translator's comment."""
    found: dict[str, list[str]] = {}
    for category, text in notes:
        known = category if category in (HINT, REFERENCE, FLAG, PREVIOUS) else COMMENT
        found.setdefault(known, []).append(text)
    flags = found.get(FLAG, [])
    return replace(
        entry,
        hints=tuple(found.get(HINT, ())),
        references=tuple(found.get(REFERENCE, ())),
        comments=tuple(found.get(COMMENT, ())),
        previous=next(iter(found.get(PREVIOUS, ())), None),
        flags=tuple(flag for flag in flags if flag != FUZZY),
        fuzzy=FUZZY in flags,
    )
