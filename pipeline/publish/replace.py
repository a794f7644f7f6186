"""Replacing the output folder as a whole: a reader finds the old site or the new one.

The new site is written beside the old one, brought to the disk (fsync), and then the two
folders change places in one step of the file system: renameat2 with RENAME_EXCHANGE on
Linux, renamex_np with RENAME_SWAP on macOS. Where neither works there are two renames; a
kill between them leaves the old site under another name, and the next start puts it back.

Names beside `output`: `.output.new` is always rubbish of a killed run; `.output.old` is the
former site, rubbish unless `output` is missing. What is left of the former site, links to the
files that are also in the new one, may wait for the next run at another place.
"""

import ctypes
import errno
import fcntl
import os
import shutil
import sys
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import PublishError, system_reason
from pipeline.messages import Message, message
from pipeline.publish.linked_tree import keep_links, link_tree, missing
from pipeline.published_paths import is_safe_path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2  # linux/fs.h
_RENAME_SWAP = 2  # macOS sys/stdio.h
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_NO_RIGHT = {errno.EACCES, errno.EPERM, errno.EROFS}
_NO_EXCHANGE = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP}


def replace_folder(
    target: Path,
    files: Mapping[str, bytes],
    *,
    owned: Collection[str] = (),
    removed: Collection[str] = (),
    links: Path | None = None,
) -> None:
    """Replace `target` by the folder that has these files too, in one step.

    `files` maps paths relative to `target`, with forward slashes, to contents. All else that
    is in the folder stays, except the `removed` paths. `owned` are the paths that this
    program published before (`Manifest.owned`): no other file is replaced or removed. A file
    with the same bytes keeps its time. `links` is a folder, on the same file system, in which the
    links of the former site wait for the next run, which then has little to link; it may be
    deleted at any time, and holds no file that is not in `target`.

    If this raises PublishError, or is killed at any moment, `target` is whole: the old folder
    or the new one (without an exchange in one step: after `recover`). Symbolic links inside
    are kept and never followed. Two runs at a time wait for each other.

    Not guaranteed: a program that holds the old folder open (a server that was started inside
    it) goes on reading the old folder, so serve the site by its path.
    """
    target = _absolute(target)
    _check(target, files, removed)
    with _reported(target), _locked(target.parent):
        places = _Places.of(target)
        _recover(places)
        _refuse_foreign(target, files, owned, removed)
        try:
            _take_links(links, places)
            _write(places, files, frozenset(removed))
            _swap(places)
        except BaseException:
            _recover(places)
            raise
        _keep_late_arrivals(places.old_site, target, removed)
        _leave_links(places.old_site, target, links)
        _delete(places.new)
        _delete(places.old)


def recover(target: Path) -> None:
    """Put right what a killed run left beside `target`. Raises PublishError."""
    target = _absolute(target)
    if not target.parent.is_dir():
        return
    with _reported(target), _locked(target.parent):
        _recover(_Places.of(target))


@dataclass(frozen=True, slots=True)
class _Places:
    """The site, and the two names beside it that are ours."""

    target: Path
    new: Path
    old: Path

    @staticmethod
    def of(target: Path) -> "_Places":
        return _Places(
            target,
            target.with_name(f".{target.name}.new"),
            target.with_name(f".{target.name}.old"),
        )

    @property
    def old_site(self) -> Path:
        """Where the former site is after the swap."""
        return self.old if self.old.exists() else self.new


@contextmanager
def _reported(target: Path) -> Iterator[None]:
    """Every error of the file system as one sentence."""
    try:
        yield
    except OSError as error:
        raise PublishError(_sentence(error), where=str(error.filename or target)) from error


def _sentence(error: OSError) -> Message:
    if error.errno in _NO_ROOM:
        return message("There is no room left on the disk; the published site is unchanged.")
    if error.errno in _NO_RIGHT:
        return message("There is no permission to write here; the published site is unchanged.")
    if error.errno == errno.EBUSY:
        return message("This folder is a mount point; publish to a folder inside it.")
    reason = "The site cannot be published here: {reason}."
    return message(reason, reason=system_reason(error))


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """One publishing run at a time beside a folder; the lock ends with the process."""
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # network folders that cannot lock: one run is the rule
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _absolute(target: Path) -> Path:
    """The same place with a name of its own, whatever the working folder is."""
    found = Path(os.path.abspath(target))  # noqa: PTH100 - resolve() would follow a link
    if not found.name:
        raise PublishError(message("The site needs a folder of its own."), where=str(target))
    return found


def _check(target: Path, files: Mapping[str, bytes], removed: Collection[str]) -> None:
    if target.is_symlink():
        reason = "This is a symbolic link; name the folder that it leads to."
        raise PublishError(message(reason), where=str(target))
    if target.exists() and not target.is_dir():
        raise PublishError(message("This is a file; a folder is needed here."), where=str(target))
    for path in (*files, *removed):
        if not is_safe_path(path):
            reason = "“{path}” cannot be the name of a published file."
            raise PublishError(message(reason, path=path), where=str(target))
    for path in files:
        above = {str(parent) for parent in Path(path).parents}
        if above & files.keys():
            reason = "“{path}” would be both a file and a folder."
            raise PublishError(message(reason, path=path), where=str(target))


def _refuse_foreign(
    target: Path, files: Mapping[str, bytes], owned: Collection[str], removed: Collection[str]
) -> None:
    """Raises PublishError where something that is not ours would be replaced or removed."""
    for path in sorted({*files, *removed}):
        place = target / path
        for parent in [p for p in place.parents if target in p.parents]:
            if parent.is_symlink() or (parent.exists() and not parent.is_dir()):
                reason = "This is not a folder of the site; move it away and build again."
                raise PublishError(message(reason), where=str(parent))
        if place.is_symlink() or place.is_dir() or (place.exists() and path not in owned):
            if _holds(place, files.get(path)):
                continue
            reason = "This was not published by this program; move it away and build again."
            raise PublishError(message(reason), where=str(place))


def _holds(place: Path, content: bytes | None) -> bool:
    """Whether a regular file has exactly this content."""
    if content is None or place.is_symlink() or not place.is_file():
        return False
    return place.stat().st_size == len(content) and place.read_bytes() == content


def _take_links(links: Path | None, places: _Places) -> None:
    """The new site begins with the links of the last run, if they are there."""
    with suppress(OSError):  # none yet, or another file system
        if links and places.target.is_dir() and links.is_dir() and not links.is_symlink():
            links.rename(places.new)


def _leave_links(old_site: Path, target: Path, links: Path | None) -> None:
    """What is left of the former site waits for the next run."""
    with suppress(OSError):
        if links and old_site.is_dir():
            keep_links(str(old_site), str(target))
            _delete(links)
            links.parent.mkdir(parents=True, exist_ok=True)
            old_site.rename(links)


def _write(places: _Places, files: Mapping[str, bytes], removed: frozenset[str]) -> None:
    """The whole new site at `places.new`, safe on the disk."""

    def stays(place: str, path: str) -> bool:
        return _holds(Path(place), files[path]) if path in files else path not in removed

    places.new.mkdir(exist_ok=True)
    if places.target.is_dir():
        link_tree(str(places.target), str(places.new), stays)
    for path, content in files.items():
        place = places.new / path
        place.parent.mkdir(parents=True, exist_ok=True)
        if not place.exists():
            with place.open("xb") as file:
                file.write(content)
    _remove_empty_folders(places.new, removed)
    _bring_to_disk(places.new)


def _bring_to_disk(site: Path) -> None:
    """All files of the new site, and their folders, safe on the disk.

    One syncfs for the whole file system where there is one: a call for each of many thousand
    files and folders would take minutes on some disks.
    """
    if _sync_file_system(site):
        return
    for folder, _, names in os.walk(site):
        for name in names:
            if not (Path(folder) / name).is_symlink():
                _sync(Path(folder) / name)
        _sync(Path(folder))
    _sync(site.parent)


def _sync_file_system(folder: Path) -> bool:
    """Bring a file system to the disk (syncfs(2), Linux); False where that cannot be asked for.

    Raises OSError if something could not be written.
    """
    library = ctypes.CDLL(None, use_errno=True)
    if not hasattr(library, "syncfs"):
        return False
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        if library.syncfs(ctypes.c_int(descriptor)) == 0:
            return True
        number = ctypes.get_errno()
        if number in _NO_EXCHANGE:
            return False
        raise OSError(number, os.strerror(number), str(folder))
    finally:
        os.close(descriptor)


def _sync(place: Path) -> None:
    descriptor = os.open(place, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _remove_empty_folders(site: Path, removed: Collection[str]) -> None:
    """The folders that only held removed files."""
    for path in removed:
        for parent in (site / path).parents:
            if parent == site or not parent.is_dir() or any(parent.iterdir()):
                break
            parent.rmdir()


def _swap(places: _Places) -> None:
    """The new site takes the name of the old one."""
    if not places.target.exists():
        places.new.rename(places.target)
    elif not exchange(places.new, places.target):
        places.target.rename(places.old)
        places.new.rename(places.target)
    _sync(places.target.parent)


def exchange(one: Path, other: Path) -> bool:
    """Let two names change places in one step; False where the system cannot do it.

    Raises OSError for every other failure.
    """
    library = ctypes.CDLL(None, use_errno=True)
    first, second = os.fsencode(one), os.fsencode(other)
    if sys.platform == "darwin" and hasattr(library, "renamex_np"):
        result = library.renamex_np(first, second, ctypes.c_uint(_RENAME_SWAP))
    elif hasattr(library, "renameat2"):
        here = ctypes.c_int(_AT_FDCWD)
        flags = ctypes.c_uint(_RENAME_EXCHANGE)
        result = library.renameat2(here, first, here, second, flags)
    else:
        return False
    if result == 0:
        return True
    number = ctypes.get_errno()
    if number in _NO_EXCHANGE:
        return False
    raise OSError(number, os.strerror(number), str(other))


def _keep_late_arrivals(old_site: Path, target: Path, removed: Collection[str]) -> None:
    """What someone else put into the old folder while the new one was being written."""
    if old_site.is_dir():
        for path in list(missing(str(old_site), str(target))):
            if path not in removed:
                place = target / path
                place.parent.mkdir(parents=True, exist_ok=True)
                (old_site / path).rename(place)


def _recover(places: _Places) -> None:
    if places.old.exists() and not places.target.exists():
        places.old.rename(places.target)
        _sync(places.target.parent)
    _delete(places.new)
    _delete(places.old)


def _delete(folder: Path) -> None:
    """Remove a folder of ours; one that cannot be removed is left for the next start."""
    if folder.is_symlink():
        folder.unlink()
    elif folder.is_dir():
        shutil.rmtree(folder, ignore_errors=True)
