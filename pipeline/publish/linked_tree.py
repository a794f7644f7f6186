"""A folder that has the files of another one as links, so that not a byte is copied.

Most of a site stays when a little of it changes. To link tens of thousands of files takes seconds;
to see that the links of the last time still lead to the same files does not.
"""

import errno
import os
import shutil
import stat
from collections.abc import Callable, Iterator

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}

Stays = Callable[[str, str], bool]
"""Whether a file of the site stays as it is: its place on the disk, and its path in the site."""


def link_tree(source: str, goal: str, stays: Stays, start: str = "") -> None:
    """Make the folder `goal` hold what stays of `source`, and nothing else.

    Both are there. What is right in `goal` already is left alone. Where the file system has no
    links, files are copied. Symbolic links are kept, never followed. `start` is the path of the
    folder in the site, with a slash at its end, or empty. Raises OSError.
    """
    there = _entries(goal)
    for entry in _entries(source).values():
        new, path = f"{goal}/{entry.name}", start + entry.name
        found = there.pop(entry.name, None)
        if entry.is_dir(follow_symlinks=False):
            if not (found and found.is_dir(follow_symlinks=False)):
                _remove(found)
                os.mkdir(new)  # noqa: PTH102 - a path of each of 100,000 files costs a second
            link_tree(entry.path, new, stays, f"{path}/")
        elif not stays(entry.path, path):
            _remove(found)
        elif not (found and _is_same(entry, found)):
            _remove(found)
            _link(entry.path, new)
    for left in there.values():
        _remove(left)
    shutil.copymode(source, goal)


def missing(old: str, new: str, start: str = "") -> Iterator[str]:
    """The paths of the files and links below one folder that are not below the other."""
    for entry in _entries(old).values():
        path, place = start + entry.name, f"{new}/{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            yield from missing(entry.path, place, f"{path}/")
        elif not os.path.lexists(place):
            yield path


def keep_links(old: str, new: str) -> None:
    """Take away from a folder all that is not a link to the same file of the other one."""
    other = _entries(new)
    for entry in _entries(old).values():
        same = other.get(entry.name)
        if not same:
            _remove(entry)
        elif entry.is_dir(follow_symlinks=False) and same.is_dir(follow_symlinks=False):
            keep_links(entry.path, same.path)
        elif not _is_same(entry, same):
            _remove(entry)


def _entries(folder: str) -> dict[str, "os.DirEntry[str]"]:
    with os.scandir(folder) as found:
        return {entry.name: entry for entry in found}


def _is_same(one: "os.DirEntry[str]", other: "os.DirEntry[str]") -> bool:
    """Whether two names lead to one file, which is no folder."""
    first, second = (entry.stat(follow_symlinks=False) for entry in (one, other))
    same = (first.st_dev, first.st_ino) == (second.st_dev, second.st_ino)
    return same and not stat.S_ISDIR(first.st_mode)


def _remove(entry: "os.DirEntry[str] | None") -> None:
    if entry is None:
        return
    if entry.is_dir(follow_symlinks=False):
        shutil.rmtree(entry.path)
    else:
        os.unlink(entry.path)  # noqa: PTH108 - as above


def _link(old: str, new: str) -> None:
    """The same entry at another place; a copy where the file system has no hard links."""
    try:
        os.link(old, new, follow_symlinks=False)
    except OSError as error:
        if error.errno in _NO_ROOM:
            raise
        shutil.copy2(old, new, follow_symlinks=False)
