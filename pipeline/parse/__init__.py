"""Readers: from a source file to the model, one reader a format."""

from collections.abc import Callable, Mapping
from pathlib import Path

from pipeline.errors import SourceError, system_reason
from pipeline.messages import message
from pipeline.parse.decode import MAXIMUM_BYTES, too_large
from pipeline.parse.parsed import Parsed, Record, Removal, Why, first_difference
from pipeline.parse.text import parse_text

__all__ = [
    "READERS",
    "Parsed",
    "Record",
    "Removal",
    "Why",
    "first_difference",
    "parse_source",
    "parse_text",
]

Reader = Callable[[bytes, str, str | None], Parsed]

READERS: Mapping[str, Reader] = {
    ".txt": parse_text,
}
"""The reader for each suffix. A reader gets the bytes, the name for messages, and the title if
the document's settings have one."""


def parse_source(path: Path, title: str | None = None) -> Parsed:
    """The briefing in a file; the suffix, in upper or lower case, chooses the reader.

    `title` is that of the document's settings. If the text does not begin with the same, it is
    the title, and the whole text is below it.

    Raises SourceError if the suffix is unknown, the file cannot be read, is larger than
    10 MB, or has no usable structure.
    """
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        names = ", ".join(READERS)
        reason = "The format “{suffix}” cannot be read; save the text as one of: {names}."
        text = message(reason, suffix=path.suffix or path.name, names=names)
        raise SourceError(text, where=str(path))
    return reader(_read(path), str(path), title)


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(MAXIMUM_BYTES + 1)
    except OSError as error:
        reason = message("This file cannot be read: {reason}.", reason=system_reason(error))
        raise SourceError(reason, where=str(path)) from None
    if len(data) > MAXIMUM_BYTES:
        raise too_large(str(path))
    return data
