"""Builds that are killed at random moments: `python -m tests.endurance 200`.

After each kill the published folder must be that of before or that of after the build, whole, and
the next build must give that of after. The moments depend on the seed alone: `--seed`.
"""

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from tests.conftest import REPOSITORY
from tests.small_project import REST, State, Text, contents, write

NAMES = ("brev ett", "å-ä-ö", "tack-🙏", "lage")
"""Documents' names as people give them."""


@dataclass(frozen=True, slots=True)
class Killed:
    """What a kill left: `old`, `new`, or what was wrong; `seconds` is when it came."""

    seconds: float
    found: str


def before() -> State:
    return replace(State(), texts={name: Text((REST[0],)) for name in NAMES})


def after() -> State:
    """All files change, one document more."""
    texts = {name: Text((REST[1], REST[2])) for name in NAMES}
    return replace(State(), texts={**texts, "ny": Text((REST[3],))}, accent="#7a1f1f")


def start(folder: Path) -> "subprocess.Popen[bytes]":
    """A build in two processes, in a process group of its own."""
    command = [sys.executable, "-m", "pipeline", "build", "--ui", "en", "--jobs", "2"]
    return subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def kills(number: int, seed: int) -> Iterator[Killed]:
    """So many builds, each killed at a random moment, and what was found after each."""
    random_moments = random.Random(seed)  # noqa: S311 - no secret
    with tempfile.TemporaryDirectory() as name:
        folder, kept = Path(name) / "project", Path(name) / "kept"
        folder.mkdir()
        write(before(), folder)
        assert start(folder).wait() == 0
        shutil.copytree(folder, kept)
        old = contents(folder / "output")
        write(after(), folder)
        began = time.monotonic()
        assert start(folder).wait() == 0
        longest = time.monotonic() - began
        new = contents(folder / "output")
        for _ in range(number):
            moment = random_moments.uniform(0, longest)
            shutil.rmtree(folder)
            shutil.copytree(kept, folder)
            write(after(), folder)
            yield Killed(moment, _killed(folder, moment, old, new))


def _killed(folder: Path, moment: float, old: dict[str, bytes], new: dict[str, bytes]) -> str:
    process = start(folder)
    time.sleep(moment)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    found = contents(folder / "output")
    if found not in (old, new):
        return "mixed"
    if start(folder).wait() != 0:
        return "the next build failed"
    if contents(folder / "output") != new:
        return "the next build gave something else"
    left = [path.name for path in folder.iterdir() if path.name.startswith(".output")]
    return f"left behind: {left}" if left else "old" if found == old else "new"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("number", type=int)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    counts: Counter[str] = Counter()
    for killed in kills(arguments.number, arguments.seed):
        counts[killed.found] += 1
        if killed.found not in ("old", "new"):
            sys.stdout.write(f"after {killed.seconds:.3f} s: {killed.found}\n")
    sys.stdout.write(", ".join(f"{found}: {n}" for found, n in sorted(counts.items())) + "\n")
    return 0 if set(counts) <= {"old", "new"} else 1


if __name__ == "__main__":
    sys.exit(main())
