"""Which names the files in a package may have, decided before anything is unpacked.

A zip can name any path: outside the folder, on another drive, twice, or in a way that one system
writes over what another keeps apart (zipfile's documentation, "Decompression pitfalls").
"""

import unicodedata
from collections.abc import Mapping, Sequence

from pipeline.errors import ModelError
from pipeline.messages import message

FORBIDDEN = frozenset('\\:*?"<>|')
LONGEST_PART_BYTES = 255
LONGEST_NAME = 500
DEEPEST = 8
SHOWN = 60


def files_below_root(names: Sequence[str], where: str) -> Mapping[str, str]:
    """The files among a zip's names, by their paths below the one root folder.

    Names that end with a slash are folders. Raises ModelError for a name that could leave the
    folder or clash with another one, and if there is not exactly one root folder.
    """
    for name in names:
        if not is_plain(name.removesuffix("/")):
            reason = "The package has a file with the name “{name}”, which is not safe to unpack."
            raise ModelError(message(reason, name=printable(name)), where=where)
    _require_apart(names, where)
    roots = {name.split("/")[0] for name in names}
    files = {name.partition("/")[2]: name for name in names if not name.endswith("/")}
    if len(roots) != 1 or "" in files or not files:
        reason = "A package has exactly one folder at its top; this one has not."
        raise ModelError(message(reason), where=where)
    return files


def is_plain(name: str) -> bool:
    """Whether a path with forward slashes stays below the folder that it is written into.

    On every system: no drive, no backslash, no control character, no name that is too long.
    """
    parts = name.split("/")
    return len(name) <= LONGEST_NAME and len(parts) <= DEEPEST and all(map(_is_plain_part, parts))


def printable(name: str) -> str:
    """A name for a message: short, and without what a terminal would obey."""
    shown = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in name)
    return shown if len(shown) <= SHOWN else shown[:SHOWN] + "…"


def _is_plain_part(part: str) -> bool:
    try:
        size = len(part.encode("utf-8"))
    except UnicodeEncodeError:
        return False
    return (
        0 < size <= LONGEST_PART_BYTES
        and part.isprintable()
        and part == part.strip()
        and not part.endswith(".")
        and not FORBIDDEN & set(part)
    )


def _require_apart(names: Sequence[str], where: str) -> None:
    """No path twice, in upper or lower case, and none both a file and a folder."""
    folded = [unicodedata.normalize("NFC", name.removesuffix("/")).casefold() for name in names]
    files = [path for path, name in zip(folded, names, strict=True) if not name.endswith("/")]
    folders = {"/".join(parts[:n]) for parts in map(_parts, folded) for n in range(1, len(parts))}
    if len(set(folded)) != len(folded) or not folders.isdisjoint(files):
        reason = "Two files in the package would be written to the same place."
        raise ModelError(message(reason), where=where)


def _parts(path: str) -> list[str]:
    return path.split("/")
