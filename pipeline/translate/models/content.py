"""The checksum of an installed model: of everything in its folder that a translation depends on."""

import os
from collections.abc import Iterator
from hashlib import file_digest, sha256
from pathlib import Path

from pipeline.errors import ModelError, system_reason
from pipeline.messages import message

RECORD_FILE = "installed.json"
IGNORED = (RECORD_FILE, ".DS_Store", "Thumbs.db", "desktop.ini")
"""Our own record, and what file managers put into a folder that someone looks at."""


def file_sha256(path: Path) -> str:
    """The SHA-256 of a file in hexadecimal. Raises ModelError if it cannot be read."""
    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise _unreadable(error, path) from None


def content_sha256(folder: Path) -> str:
    """The SHA-256, in hexadecimal, of the folder's files: of their names, sorted, and checksums.

    It is that of the lines that `sha256sum` prints for them. Raises ModelError for a link or
    another thing that is no plain file, and if a file cannot be read.
    """
    try:
        names = sorted(path.relative_to(folder).as_posix() for path in _files(folder))
    except OSError as error:
        raise _unreadable(error, folder) from None
    lines = (f"{file_sha256(folder / name)}  {name}\n" for name in names)
    return sha256("".join(lines).encode("utf-8", "surrogateescape")).hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    with os.scandir(folder) as entries:
        found = list(entries)
    for entry in found:
        if entry.is_dir(follow_symlinks=False):
            yield from _files(Path(entry.path))
        elif not entry.is_file(follow_symlinks=False):
            reason = (
                "There is a link or a special file in this translation model. Install it again."
            )
            raise ModelError(message(reason), where=entry.path)
        elif entry.name not in IGNORED:
            yield Path(entry.path)


def _unreadable(error: OSError, path: Path) -> ModelError:
    reason = message("The translation model cannot be read: {reason}.", reason=system_reason(error))
    return ModelError(reason, where=str(error.filename or path))
