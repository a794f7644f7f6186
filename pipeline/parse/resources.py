"""The files that a source refers to, such as pictures beside it."""

import os
from collections.abc import Callable
from pathlib import Path

from pipeline.errors import SourceError, system_reason
from pipeline.messages import message

MAXIMUM_PICTURE_BYTES = 50 * 1024 * 1024

Resources = Callable[[str], bytes]
"""From the name of a file, relative to the source, to its bytes; raises SourceError with what
to do, to which the caller adds the place."""


def no_resources(name: str) -> bytes:
    """For a source that stands alone: every file is missing."""
    raise _missing(name)


def resources_in(folder: Path) -> Resources:
    """The files in a folder and its folders, and none outside: a briefing may come from anyone."""

    def read(name: str) -> bytes:
        parts = name.split("/")
        if "\\" in name or ":" in name or ".." in parts or name.startswith("/") or "\0" in name:
            reason = (
                "The picture “{name}” has to lie beside the text or in a folder there, and its "
                "name is written like pictures/map.png."
            )
            raise SourceError(message(reason, name=name[:80]))
        path = folder / name
        try:
            if not _is_inside(path, folder) or not path.is_file():
                raise _missing(name)
            with path.open("rb") as file:
                data = file.read(MAXIMUM_PICTURE_BYTES + 1)
        except OSError as error:
            reason = "The picture “{name}” cannot be read: {reason}."
            problem = message(reason, name=name[:80], reason=system_reason(error))
            raise SourceError(problem) from None
        if len(data) > MAXIMUM_PICTURE_BYTES:
            reason = "The picture “{name}” is larger than {size} MB; make it smaller."
            size = MAXIMUM_PICTURE_BYTES // 1024**2
            raise SourceError(message(reason, name=name[:80], size=size))
        return data

    return read


def _is_inside(path: Path, folder: Path) -> bool:
    """Whether the file itself lies there, whatever links lead to it."""
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))


def _missing(name: str) -> SourceError:
    reason = "The picture “{name}” does not exist; put the file beside the text."
    return SourceError(message(reason, name=name[:80]))
