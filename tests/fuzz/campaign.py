"""Many changed files for one reader, without coverage: `python -m tests.fuzz.campaign po 100000`.

Each input has five seconds of the processor and the process three gigabytes. What made a reader
fail is kept in `build/fuzz/NAME/`. The inputs depend on the seed alone: `--seed`.
"""

import argparse
import random
import resource
import signal
import sys
import time
import traceback
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from tests.fuzz.mutate import mutated, mutated_zip
from tests.fuzz.targets import TARGETS, Target, one

FOLDER = Path(__file__).parents[2] / "build" / "fuzz"
SECONDS = 5
MOST_BYTES = 3_000_000_000
OFTEN = 10_000


@dataclass(frozen=True, slots=True)
class Failure:
    """Bytes that made a reader fail, and how it did."""

    data: bytes
    reason: str


class TooSlowError(Exception):
    """An input took longer than it may."""


def inputs(target: Target, number: int, seed: int) -> Iterator[bytes]:
    """So many changed files; the first are the good ones."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    seeds, words = list(target.seeds.values()), [word.encode() for word in target.words]
    change = mutated_zip if target.is_zip else mutated
    yield from seeds[:number]
    for _ in range(number - len(seeds)):
        yield change(seeds, words, chance)


def failures(target: Target, number: int, seed: int) -> Iterator[Failure | None]:
    """For each of so many changed files None, or the failure."""
    yield from judged(target, inputs(target, number, seed))


def judged(target: Target, files: Iterable[bytes]) -> Iterator[Failure | None]:
    """For each file None, or the failure, which may be that it takes too long."""
    signal.signal(signal.SIGPROF, _too_slow)
    for data in files:
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        try:
            one(target, data)
        except BaseException as error:  # whatever it is, no user should see it
            if isinstance(error, KeyboardInterrupt):
                raise
            yield Failure(data, "".join(traceback.format_exception(error)[-3:]))
        else:
            yield None
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)


def _too_slow(_signal: int, _frame: FrameType | None) -> None:
    raise TooSlowError


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reader", choices=TARGETS)
    parser.add_argument("number", type=int)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
    folder = FOLDER / arguments.reader
    folder.mkdir(parents=True, exist_ok=True)
    began, failed = time.monotonic(), 0
    target = TARGETS[arguments.reader]
    for done, failure in enumerate(failures(target, arguments.number, arguments.seed), start=1):
        if failure:
            failed += 1
            path = folder / f"{arguments.seed}-{done}"
            path.write_bytes(failure.data)
            sys.stdout.write(f"{path}\n{failure.reason}\n")
        if done % OFTEN == 0:
            _tell(arguments.reader, done, failed, began)
    _tell(arguments.reader, arguments.number, failed, began)
    return 1 if failed else 0


def _tell(reader: str, done: int, failed: int, began: float) -> None:
    seconds = time.monotonic() - began
    sys.stdout.write(f"{reader}: {done} inputs in {seconds:.0f} s, {failed} failures\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
