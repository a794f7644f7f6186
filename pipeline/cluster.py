"""Work on machines that wait for it: a Dask scheduler (the optional extra `cluster`).

Only this process reads the sources and publishes; a worker has the same version of the package and
is given values. It opens no port: it connects to the scheduler that a person named. For TLS the
address begins with tls:// and the certificates are those of Dask's own settings.
"""

import logging
import pickle
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from pipeline.errors import ToolError, UsageError
from pipeline.executor import Executor, Lost, do
from pipeline.fingerprint import program_digest
from pipeline.messages import Message, message

if TYPE_CHECKING:
    from distributed import Client, Future

Shared = TypeVar("Shared")
Item = TypeVar("Item")
Result = TypeVar("Result")

CONNECT_SECONDS = 10
WORKERLESS_SECONDS = 60
"""So long a build waits for a worker where there is none left."""
WAIT_SECONDS = 5
AHEAD = 8
"""Pieces of work that each worker has waiting: enough to keep it busy, and few to hold."""


class Cluster:
    """Does work on the workers of a Dask scheduler, as `Executor` says.

    The scheduler gives what a dead worker had to another one; a piece of work that kills three
    workers is given up (Dask's `allowed-failures`).
    """

    def __init__(self, client: "Client", address: str) -> None:
        self._client = client
        self._address = address

    def map(
        self,
        function: Callable[[Shared, Item], Result],
        shared: Shared,
        items: Iterable[Item],
    ) -> Iterator[Result | Lost]:
        """As `Executor.map`. Raises ToolError if the scheduler or all workers are gone."""
        call = partial(do, function, pickle.dumps(shared))
        ahead = AHEAD * max(1, self._workers())
        begun: deque[tuple[bytes, Future[Result]]] = deque()
        try:
            for item in items:
                packed = pickle.dumps(item)
                begun.append((packed, self._submit(call, packed)))
                if len(begun) >= ahead:
                    done = self._first(call, begun)
                    yield done
            while begun:
                done = self._first(call, begun)
                yield done
        finally:
            self._client.cancel([future for _, future in begun])

    def _first(
        self, call: Callable[[bytes], Result], begun: "deque[tuple[bytes, Future[Result]]]"
    ) -> Result | Lost:
        """What the first piece of work gave, as soon as it is done.

        Where its workers have died it may have been beside what they died of: it is done once
        more, when nothing else is.
        """
        from distributed import KilledWorker

        item, future = begun.popleft()
        try:
            return self._result(future)
        except KilledWorker:
            for _, other in begun:
                with suppress(Exception):  # each is told when its turn comes
                    self._result(other)
        try:
            return self._result(self._submit(call, item))
        except KilledWorker:
            return Lost()

    def _submit(self, call: Callable[[bytes], Result], item: bytes) -> "Future[Result]":
        return self._client.submit(call, item, pure=False)

    def _result(self, future: "Future[Result]") -> Result:
        """What a piece of work gave, as soon as it is done.

        Raises what it raised, KilledWorker if three workers died that had it, and ToolError.
        """
        from distributed.client import FutureCancelledError
        from distributed.comm.core import CommClosedError

        without = 0
        while True:
            try:
                return future.result(timeout=WAIT_SECONDS)
            except TimeoutError:
                if self._client.status != "running":
                    raise self._gone(message("It does not answer any more.")) from None
                without = 0 if self._workers() else without + WAIT_SECONDS
                if without >= WORKERLESS_SECONDS:
                    raise self._gone(message("It has no workers any more.")) from None
            except (FutureCancelledError, CommClosedError):
                raise self._gone(message("It does not answer any more.")) from None

    def _workers(self) -> int:
        return len(_workers(self._client))

    def _gone(self, reason: Message) -> ToolError:
        text = "The scheduler was lost: {reason} What was published before is as it was."
        return ToolError(message(text, reason=reason), where=self._address)


def _workers(client: "Client") -> Mapping[str, Mapping[str, object]]:
    """What the scheduler tells of its workers; none once it is lost."""
    found = client.scheduler_info(n_workers=-1).get("workers", {})
    return found if isinstance(found, dict) else {}


@contextmanager
def cluster(address: str) -> Iterator[Executor]:
    """The executor of the scheduler at an address, such as tcp://host:8786.

    Raises UsageError if Dask is not installed or the address is none, ToolError if nothing
    answers there, if there are no workers, or if one of them has another version of the package.
    """
    try:
        from distributed import Client
    except ImportError:
        reason = 'Dask is missing. Install it with: .venv/bin/pip install "dask[distributed]"'
        raise UsageError(message(reason), where=address) from None
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what matters is in our errors
    try:
        client = Client(address, timeout=CONNECT_SECONDS, set_as_default=False)
    except ValueError:
        reason = "This is no address of a scheduler. One looks like this: tcp://host:8786"
        raise UsageError(message(reason), where=address) from None
    except OSError:
        reason = "No scheduler answers here. Start one, or build without --scheduler."
        raise ToolError(message(reason), where=address) from None
    try:
        _require_same_version(client, address)
        yield Cluster(client, address)
    finally:
        client.close()


def _require_same_version(client: "Client", address: str) -> None:
    """Every worker must have this very program and its libraries, and one thread."""
    workers = _workers(client)
    if not workers:
        raise ToolError(message("This scheduler has no workers. Start some."), where=address)
    if any(worker["nthreads"] != 1 for worker in workers.values()):
        reason = "The workers need one thread each. Start them with: --nthreads 1"
        raise ToolError(message(reason), where=address)
    reason = (
        "The worker {worker} has another version of this program, of a library or of Python. "
        "Install the same one on all machines."
    )
    found = client.run(program_digest, on_error="return")
    for worker, digest in found.items():
        if digest != program_digest():
            raise ToolError(message(reason, worker=str(worker)), where=address)
