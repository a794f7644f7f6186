"""Which models the project uses: `source/models.lock`, a TOML file kept with the sources.

The public index has no checksums. What was installed first is written down here, and from then
on every machine must get the same bytes, until a person removes the entry.
"""

import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import TOML_ERRORS, ModelError, system_reason, toml_problem
from pipeline.messages import Message, message
from pipeline.translate.engine import Model
from pipeline.translate.models.package import is_the_same
from pipeline.translate.pairs import Pair, pair, pair_name

FILE_NAME = "models.lock"
HEAD = """\
# Översättningsmodellerna i det här projektet. Skrivs av: make models
# Ta bort en post om du vill byta till en annan version av den modellen.
# The translation models of this project. Written by: make models
# Remove an entry to allow another version of that model.
# archive_sha256: of the package's file.
# content_sha256: of what `sha256sum` prints for the installed files, sorted by name.
"""
PAIR = re.compile(r"([a-z]{2,3})-([a-z]{2,3})")
VERSION = re.compile(r"[0-9a-z.!+]{1,40}")
SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Lock:
    """The one model of a pair that may be used, and its checksums (SHA-256, hexadecimal)."""

    model: Model
    archive_sha256: str
    content_sha256: str


Locks = Mapping[Pair, Lock]


def read_locks(path: Path) -> Locks:
    """The entries of the file by their pairs, none if there is no file.

    Raises ModelError, with file and reason, if it cannot be read or has not the right form.
    """
    where = str(path)
    try:
        table = tomllib.loads(path.read_text("utf-8-sig"))
        return {pair(lock.model): lock for lock in _entries(table, path)}
    except FileNotFoundError:
        return {}
    except OSError as error:
        reason = message("This file cannot be read: {reason}.", reason=system_reason(error))
    except UnicodeDecodeError:
        reason = message("This file is not UTF-8 text.")
    except TOML_ERRORS as error:
        reason, where = toml_problem(str(path), error)
    raise ModelError(reason, where=where)


def write_locks(path: Path, locks: Locks) -> None:
    """Write the file in one step. Raises ModelError."""
    new = path.with_name(f".{path.name}.new")
    try:
        with new.open("wb") as file:
            file.write(locks_bytes(locks))
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)
    except OSError as error:
        new.unlink(missing_ok=True)
        reason = message("This file cannot be written: {reason}.", reason=system_reason(error))
        raise ModelError(reason, where=str(path)) from None


def locks_bytes(locks: Locks) -> bytes:
    """The file, in UTF-8; `read_locks` gives equal entries back."""
    entries = (_entry_text(pair_name(name), lock) for name, lock in sorted(locks.items()))
    return (HEAD + "".join(entries)).encode()


def require_locked_archive(locks: Locks, model: Model, sha256: str, path: Path) -> None:
    """Raises ModelError if the entry of this pair is for another package than this one."""
    lock = locks.get(pair(model))
    if lock is None:
        return
    name = pair_name(pair(model))
    if not is_the_same(lock.model, model):
        reason = (
            "The project uses {locked}, but this is {found}. If you want the change, remove the "
            "entry [{name}] from this file and install again."
        )
        text = message(reason, locked=str(lock.model), found=str(model), name=name)
        raise ModelError(text, where=str(path))
    if lock.archive_sha256 != sha256:
        raise _other_checksum(name, path)


def require_locked_content(locks: Locks, model: Model, sha256: str, path: Path) -> None:
    """Raises ModelError if the entry of this pair has another checksum of the installed files."""
    lock = locks.get(pair(model))
    if lock is not None and lock.content_sha256 != sha256:
        raise _other_checksum(pair_name(pair(model)), path)


def _other_checksum(name: str, path: Path) -> ModelError:
    reason = (
        "The package for {name} is not the one that was installed first: its checksum is another. "
        "It is not used. If you know why and want the change, remove the entry [{name}] from "
        "this file and install again."
    )
    return ModelError(message(reason, name=name), where=str(path))


def _entry_text(name: str, lock: Lock) -> str:
    return (
        f"\n[{name}]\n"
        f'version = "{lock.model.version}"\n'
        f'archive_sha256 = "{lock.archive_sha256}"\n'
        f'content_sha256 = "{lock.content_sha256}"\n'
    )


def _entries(table: Mapping[str, object], path: Path) -> Iterator[Lock]:
    for name, values in table.items():
        found = PAIR.fullmatch(name)
        if found is None:
            raise _problem(path, name, message("This is not a pair of languages such as sv-en."))
        match values:
            case {
                "version": str(version),
                "archive_sha256": str(archive),
                "content_sha256": str(content),
                **rest,
            } if not rest:
                hashes = SHA256.fullmatch(archive) and SHA256.fullmatch(content)
                if VERSION.fullmatch(version) and hashes:
                    yield Lock(Model(found[1], found[2], version), archive, content)
                    continue
            case _:
                pass
        reason = "An entry needs exactly version, archive_sha256 and content_sha256."
        raise _problem(path, name, message(reason))


def _problem(path: Path, name: str, reason: Message) -> ModelError:
    return ModelError(reason, where=f"{path}, {name}")
