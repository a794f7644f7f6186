"""Where the work of a build is done: in this process, or in several on this machine.

The steps know only `Executor.map`; what it is given and gives back are values, so that it does
not matter where they travel.
"""

import multiprocessing
import os
import pickle
import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import Protocol, TypeVar, cast

from pipeline.garbage import look_rarely

Shared = TypeVar("Shared")
Item = TypeVar("Item")
Result = TypeVar("Result")

LEAST_ITEMS = 8
"""With fewer pieces of work, processes cost more time than they save (half a second)."""

PRELOADED = ("pipeline.build",)
"""What every worker has imported before it is given anything."""


MOST_FAILURES = 3
"""A piece of work that has killed so many processes is given up."""


@dataclass(frozen=True, slots=True)
class Lost:
    """In the place of a result: every process that was given this piece of work has died."""


class Executor(Protocol):
    """Does one piece of work for each item."""

    def map(
        self,
        function: Callable[[Shared, Item], Result],
        shared: Shared,
        items: Iterable[Item],
    ) -> Iterator[Result | Lost]:
        """The results of `function(shared, item)`, in the order of the items.

        The function stands at the top of a module; `shared`, the items and the results can be
        pickled. Raises what the function raises, for the first item for which it does.
        """
        ...


class InThisProcess:
    """One piece after the other, without any process."""

    def map(
        self,
        function: Callable[[Shared, Item], Result],
        shared: Shared,
        items: Iterable[Item],
    ) -> Iterator[Result]:
        """As `Executor.map`; each item is done when its result is asked for."""
        return (function(shared, item) for item in items)


class Processes:
    """Several processes on this machine, which are started when there is work for them.

    They are copies of a server process that has the program loaded; unlike copies of this
    process, they are safe beside its threads. If one dies, what it may have died of is done again,
    one piece at a time; a piece that kills three is given up.
    """

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._pool: ProcessPoolExecutor | None = None

    def map(
        self,
        function: Callable[[Shared, Item], Result],
        shared: Shared,
        items: Iterable[Item],
    ) -> Iterator[Result | Lost]:
        """As `Executor.map`; all items are begun at once."""
        waiting = tuple(items)
        if len(waiting) < LEAST_ITEMS:
            return InThisProcess().map(function, shared, waiting)
        return self._mapped(function, shared, waiting)

    def _mapped(
        self,
        function: Callable[[Shared, Item], Result],
        shared: Shared,
        items: Sequence[Item],
    ) -> Iterator[Result | Lost]:
        call = partial(_call, function, pickle.dumps(shared))
        done = 0
        while done < len(items):
            try:
                for result in self._started().map(call, items[done:]):
                    yield result
                    done += 1
            except BrokenProcessPool:
                self._pool = None
                if not self._works():
                    yield from InThisProcess().map(function, shared, items[done:])
                    return
                # One of those that were being done has killed its process.
                suspects = items[done : done + self._jobs]
                for item in suspects:
                    yield self._alone(call, item)
                    done += 1

    def _works(self) -> bool:
        """Whether a process can be started at all."""
        try:
            return self._started().submit(int).result() == 0
        except BrokenProcessPool:
            self._pool = None
            return False

    def _alone(self, call: Callable[[Item], Result], item: Item) -> Result | Lost:
        """The result of one piece of work, with nothing else beside it that could die."""
        for _ in range(MOST_FAILURES):
            try:
                return self._started().submit(call, item).result()
            except BrokenProcessPool:
                self._pool = None
        return Lost()

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            context = multiprocessing.get_context("forkserver")
            self._pool = ProcessPoolExecutor(self._jobs, context, _begin, (Path.cwd(),))
        return self._pool

    def close(self) -> None:
        """Let the processes end; what they have not begun is dropped."""
        if self._pool:
            self._pool.shutdown(cancel_futures=True)


@contextmanager
def processes(jobs: int | None = None) -> Iterator[Executor]:
    """An executor with as many processes as this one may use, or with `jobs`; 1 has none."""
    number = jobs or _usable_cores()
    if number == 1:
        yield InThisProcess()
        return
    executor = Processes(number)
    try:
        yield executor
    finally:
        executor.close()


def _usable_cores() -> int:
    """The cores that this process may use, which a container often limits."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def load_early() -> None:
    """Let the server of the worker processes load the program, while this process goes on."""
    from multiprocessing import forkserver

    multiprocessing.set_forkserver_preload(list(PRELOADED))
    forkserver.ensure_running()


def _begin(folder: Path) -> None:
    """In a new worker: Ctrl-C is the coordinator's, and what is loaded already is no garbage.

    It works in the same folder as the coordinator, since paths are relative to it, and ends with
    it: left alone by one that was killed, it would wait for work for ever.
    """
    os.chdir(folder)
    coordinator = multiprocessing.parent_process()
    if coordinator:
        threading.Thread(target=_end_with, args=(coordinator,), daemon=True).start()
    signal.signal(signal.SIGINT, signal.SIG_IGN)


class ParentProcess(Protocol):
    """What a worker knows of its coordinator."""

    def join(self) -> None:
        """Waits until it has ended."""
        ...


def _end_with(process: ParentProcess) -> None:
    process.join()
    os._exit(1)


def do(function: Callable[[Shared, Item], Result], shared: bytes, item: bytes) -> Result:
    """A piece of work whose values came as bytes, on whatever machine this is."""
    return _call(function, shared, cast("Item", pickle.loads(item)))  # noqa: S301 - packed by the coordinator


def _call(function: Callable[[Shared, Item], Result], shared: bytes, item: Item) -> Result:
    look_rarely()
    return function(cast("Shared", _loaded(shared)), item)


@lru_cache(maxsize=1)
def _loaded(shared: bytes) -> object:
    """What all items share, unpacked once in each worker."""
    return pickle.loads(shared)  # noqa: S301 - packed by the coordinator of this very build
