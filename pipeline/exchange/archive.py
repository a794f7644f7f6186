"""Zip archives: written with equal bytes for equal files, read without trust."""

import io
import zipfile
import zlib
from collections.abc import Mapping

from pipeline.errors import CatalogError
from pipeline.exchange.limits import MOST_BYTES, MOST_MEMBERS, too_large
from pipeline.messages import message

COMPRESSIONS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""What is unpacked. The head of an LZMA member alone asks for up to four gigabytes of memory."""
EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first time that a zip archive can state; the same in all of ours."""


def zip_bytes(files: Mapping[str, bytes]) -> bytes:
    """An archive of these files by their names. Equal files give equal bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in sorted(files.items()):
            info = zipfile.ZipInfo(name, EARLIEST)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3
            info.external_attr = 0o644 << 16
            archive.writestr(info, data)
    return out.getvalue()


def unzipped(data: bytes, where: str, suffixes: tuple[str, ...]) -> dict[str, bytes]:
    """The files with these suffixes in an archive, by their names without folders.

    Nothing is written to disk. Raises CatalogError if the archive is damaged, encrypted or too
    large once unpacked, names a file outside of itself, or has two files of one name.
    """
    found: dict[str, bytes] = {}
    left = MOST_BYTES
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            if len(members) > MOST_MEMBERS:
                reason = "This zip has more than {most} files, so it is no package."
                raise CatalogError(message(reason, most=MOST_MEMBERS), where=where)
            for member in members:
                name = _name(member.filename, where)
                if name.startswith(".") or not name.lower().endswith(suffixes):
                    continue
                if member.compress_type not in COMPRESSIONS:
                    raise NotImplementedError
                with archive.open(member) as file:
                    content = file.read(left + 1)
                left -= len(content)
                if left < 0:
                    raise too_large(f"{where}, {name}")
                if name in found:
                    reason = "Two files of this zip are called {name}. Import the right one alone."
                    raise CatalogError(message(reason, name=name), where=where)
                found[name] = content
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError):
        damaged = message("This zip is damaged. Ask for it once more.")
        raise CatalogError(damaged, where=where) from None
    except (RuntimeError, NotImplementedError):
        locked = message("This zip is encrypted or packed in a way that is not known. Unpack it.")
        raise CatalogError(locked, where=where) from None
    return found


def _name(path: str, where: str) -> str:
    """The name without folders; "" of what macOS adds and of a folder."""
    parts = path.replace("\\", "/").split("/")
    if ".." in parts or path.startswith(("/", "\\")) or ":" in parts[0]:
        reason = "This zip names a file outside of itself: {name}. Nothing was read from it."
        raise CatalogError(message(reason, name=ascii(path)), where=where)
    return "" if "__MACOSX" in parts else parts[-1]
