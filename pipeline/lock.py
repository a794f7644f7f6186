"""One run at a time, because a build reads the output folder that it replaces at its end."""

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO


@contextmanager
def one_at_a_time(path: Path, waits: Callable[[], None]) -> Iterator[None]:
    """Hold the lock of this file; `waits` is called if another run holds it first.

    The lock ends with the process, however that ends. Where the file cannot be made there is
    no lock: each run publishes a whole folder even so, but may refuse the other's files.
    """
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
    try:
        file = path.open("ab")
    except OSError:
        yield
        return
    with file:
        _take(file, waits)
        yield


def _take(file: BinaryIO, waits: Callable[[], None]) -> None:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        waits()
        fcntl.flock(file, fcntl.LOCK_EX)
    except OSError:
        return  # network folders that cannot lock: one run is the rule
