"""How large a file from outside may be, and how it is read no further than that."""

from pathlib import Path

from pipeline.errors import CatalogError, system_reason
from pipeline.messages import message
from pipeline.translate.po import LONGEST_TEXT, Entry, too_long, too_long_text

MOST_BYTES = 20_000_000
"""Of one file, unpacked. The catalog of a briefing of a hundred pages has one million."""
MOST_MEMBERS = 200
"""Files in a zip."""
MOST_PIECES = 500_000
"""Elements, attributes, comments and CDATA sections of one XML file. A unit of ours has about
twenty."""
MOST_LEVELS = 100
"""Elements within elements. Our own files have six."""


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


class Texts:
    """What the texts of one file may have together, and how each is put together from pieces.

    XLIFF lets a tag stand for text that is written once and used a thousand times, so that the
    size of the file tells nothing.
    """

    def __init__(self, where: str) -> None:
        self._where = where
        self._left = MOST_BYTES
        self._pieces: list[str] = []
        self._length = 0

    def add(self, piece: str | None, line: int) -> None:
        """One more piece of the text. Raises CatalogError, with the line, if that is too much."""
        if not piece:
            return
        self._length += len(piece)
        self._left -= len(piece)
        if self._length > LONGEST_TEXT:
            raise CatalogError(too_long_text(), where=f"{self._where}:{line}")
        if self._left < 0:
            raise too_large(self._where)
        self._pieces.append(piece)

    def taken(self) -> str:
        """The text of all pieces since the last one."""
        text = "".join(self._pieces)
        self._pieces, self._length = [], 0
        return text

    def checked(self, entry: Entry) -> Entry:
        """The same entry. Raises CatalogError, with its line, if one of its texts is too long."""
        if problem := too_long(entry):
            raise CatalogError(problem, where=f"{self._where}:{entry.line}")
        return entry
