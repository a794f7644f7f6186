"""How large a file from outside may be, and how it is read no further than that."""

from pathlib import Path

from pipeline.errors import CatalogError, system_reason
from pipeline.messages import message

MOST_BYTES = 20_000_000
"""Of one file, unpacked. The catalog of a briefing of a hundred pages has one million."""
MOST_MEMBERS = 200
"""Files in a zip."""


def read_limited(path: Path) -> bytes:
    """The bytes of a file. Raises CatalogError if it cannot be read, is empty or too large."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        reason = message(
            "This file cannot be read: {reason}. Give the file that came back: FILE=name.",
            reason=system_reason(error),
        )
        raise CatalogError(reason, where=str(path)) from None
    if not data:
        raise CatalogError(message("This file is empty. Ask for it once more."), where=str(path))
    if len(data) > MOST_BYTES:
        raise too_large(str(path))
    return data


def too_large(where: str) -> CatalogError:
    """The error for a file that no translation of a briefing can be."""
    reason = "This file has more than {most} MB, so it is no translation of a briefing."
    return CatalogError(message(reason, most=MOST_BYTES // 1_000_000), where=where)
