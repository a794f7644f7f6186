"""Readers: from a source file to the model, one reader a format."""

from collections.abc import Callable, Mapping
from pathlib import Path

from pipeline.errors import SourceError, system_reason
from pipeline.messages import message
from pipeline.parse.decode import MAXIMUM_BYTES, too_large
from pipeline.parse.parsed import Parsed, Record, Removal, Why, first_difference
from pipeline.parse.resources import Resources, resources_in
from pipeline.parse.text import parse_text

__all__ = [
    "READERS",
    "Parsed",
    "Record",
    "Removal",
    "Resources",
    "Why",
    "first_difference",
    "parse_source",
    "parse_text",
    "resources_in",
]

Reader = Callable[[bytes, str, str | None, Resources], Parsed]
"""A reader gets the bytes, the name for messages, the title if the document's settings have one,
and a way to the files that the source refers to."""


def _alone(reader: Callable[[bytes, str, str | None], Parsed]) -> Reader:
    """The reader of a format that has everything in one file."""
    return lambda data, where, title, _: reader(data, where, title)


def _markdown(data: bytes, where: str, title: str | None, resources: Resources) -> Parsed:
    # Its libraries take a tenth of a second, which a build with nothing to do must not wait for.
    from pipeline.parse.markdown import parse_markdown

    return parse_markdown(data, where, title, resources)


def _word(data: bytes, where: str, title: str | None) -> Parsed:
    from pipeline.parse.word import parse_docx

    return parse_docx(data, where, title)


READERS: Mapping[str, Reader] = {
    ".txt": _alone(parse_text),
    ".md": _markdown,
    ".markdown": _markdown,
    ".docx": _alone(_word),
}
"""The reader for each suffix."""

WITH_MACROS = (".docm", ".dotm")
"""Word's suffixes for documents with programs in them, which are never read."""

MAXIMUM_WORD_BYTES = 50 * 1024 * 1024
"""A Word document has its pictures within; how far it may unpack, its reader bounds itself."""


def parse_source(
    path: Path, title: str | None = None, resources: Resources | None = None
) -> Parsed:
    """The briefing in a file; the suffix, in upper or lower case, chooses the reader.

    `title` is that of the document's settings. If the text does not begin with the same, it is
    the title, and the whole text is below it. `resources` gives the files that the source refers
    to; without it those beside the source.

    Raises SourceError if the suffix is unknown, the file cannot be read, is larger than
    10 MB (a Word document: 50 MB), or has no usable structure.
    """
    reader = READERS.get(path.suffix.lower())
    if path.suffix.lower() in WITH_MACROS:
        reason = "The document contains macros (programs); save it as .docx without macros."
        raise SourceError(message(reason), where=str(path))
    if reader is None:
        names = ", ".join(READERS)
        reason = "The format “{suffix}” cannot be read; save the text as one of: {names}."
        text = message(reason, suffix=path.suffix or path.name, names=names)
        raise SourceError(text, where=str(path))
    most = MAXIMUM_WORD_BYTES if path.suffix.lower() == ".docx" else MAXIMUM_BYTES
    found = resources or resources_in(path.parent)
    return reader(_read(path, most), str(path), title, found)


def _read(path: Path, most: int) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(most + 1)
    except OSError as error:
        reason = message("This file cannot be read: {reason}.", reason=system_reason(error))
        raise SourceError(reason, where=str(path)) from None
    if len(data) > most:
        raise too_large(str(path), most)
    return data
