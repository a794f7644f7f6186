"""Small sites to publish, each whole in a way that a test can tell."""

import os
from pathlib import Path

FOREIGN = "notes/mine.txt"


def new_site(version: str, documents: int = 2) -> dict[str, bytes]:
    files = {
        f"doc{n}/ar/doc{n}.ar.html": f"version {version} of {n}\n".encode() * 200
        for n in range(documents)
    }
    return files | {"index.html": f"index {version}".encode(), "logo.txt": b"never changes"}


def read_site(folder: Path) -> dict[str, bytes]:
    """Every file under a folder by its path, links not followed."""
    found: dict[str, bytes] = {}
    for place, _, names in os.walk(folder):
        for name in names:
            path = Path(place) / name
            found[path.relative_to(folder).as_posix()] = path.read_bytes()
    return found


def beside(target: Path) -> list[str]:
    """What lies beside the site, but for the site itself."""
    return sorted(p.name for p in target.parent.iterdir() if p.name != target.name)


def links_of(target: Path) -> Path:
    """Where the links of the former site wait in these tests."""
    return target.parent / "kept" / "links"


def inodes(folder: Path) -> dict[str, int]:
    """The inode of every file under a folder by its path, links not followed."""
    return {path: (folder / path).lstat().st_ino for path in read_site(folder)}
