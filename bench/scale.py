"""How a build grows: documents a second in one process, in two, and on Dask with two workers.

    python -m bench.scale 100            the sizes are numbers of documents, each in five languages
    python -m bench.scale 100 1000 5000

The peer of two processes and of Dask is one process, in the same run. Memory is the most that the
coordinator and that one worker held. With `--record` the figures are kept (`bench/history.jsonl`,
from which `python -m bench.report` draws pictures).
"""

import argparse
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.generated import LANGUAGES, write_project
from bench.history import add

REPOSITORY = Path(__file__).parent.parent
CHANGED = "lagesbild-00000"
WAYS = ("one", "two", "dask")
DASK = (sys.executable, "-m")


@dataclass(frozen=True, slots=True)
class Run:
    """What one build took: seconds, and MiB of the largest of its processes."""

    seconds: float
    memory: int


def run(folder: Path, *options: str) -> Run:
    """One build of the project in a folder, in a process of its own."""
    command = (sys.executable, "-m", "pipeline", "build", "--ui", "en", *options)
    before = time.monotonic()
    done = subprocess.run(
        (sys.executable, "-c", MEASURED, *command), cwd=folder, env=environment(),
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    seconds = time.monotonic() - before
    return Run(seconds, int(done.stdout.splitlines()[-1]) // 1024)


MEASURED = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=sys.stderr)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def environment() -> dict[str, str]:
    """That of this process, with this package."""
    return {**os.environ, "PYTHONPATH": str(REPOSITORY)}


def free_port() -> int:
    """A port of this machine that nothing listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@contextmanager
def workers(folder: Path, number: int) -> Iterator[str]:
    """A Dask scheduler with so many workers on loopback; gives its address."""
    port = str(free_port())
    address, nowhere = f"tcp://127.0.0.1:{port}", subprocess.DEVNULL
    scheduler = ("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", port)
    worker = ("distributed.cli.dask_worker", address, "--host", "127.0.0.1", "--nthreads", "1")
    started = [
        subprocess.Popen(
            (*DASK, *command, "--no-dashboard"),
            cwd=folder,
            env=environment(),
            stdout=nowhere,
            stderr=nowhere,
        )
        for command in (scheduler, *[worker] * number)
    ]
    try:
        from distributed import Client

        with Client(address, timeout=30, set_as_default=False) as client:
            client.wait_for_workers(number, timeout=60)
        yield address
    finally:
        for process in reversed(started):
            process.kill()
            process.wait()


def measure(documents: int, ways: Collection[str]) -> dict[str, float]:
    """Prints a line for each way to build so many documents; gives the figures."""
    figures: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_project(folder, documents)
        files = documents * (1 + len(LANGUAGES)) * 3
        one = two = None
        if "one" in ways:
            one = _cold(folder, files, "one process", None, "--jobs", "1")
            figures["one process, files/s"] = files / one.seconds
        if "two" in ways:
            two = _cold(folder, files, "two processes", one, "--jobs", "2")
            figures["two processes, files/s"] = files / two.seconds
            figures["two processes, MiB of the coordinator"] = two.memory
        if "dask" in ways:
            with workers(folder, 2) as address:
                dask = _cold(folder, files, "Dask, two workers", two or one, "--scheduler", address)
            figures["Dask with two workers, files/s"] = files / dask.seconds
        nothing = run(folder)
        _told("nothing changed", files, nothing)
        catalog = folder / "source" / "translations" / CHANGED / "fi.po"
        text = catalog.read_text("utf-8")
        place = text.rindex('."\n')
        catalog.write_text(f'{text[:place]}!"\n{text[place + 3 :]}', "utf-8")
        changed = run(folder)
        _told("one Finnish text changed", files, changed)
    return figures | {"nothing changed, s": nothing.seconds, "one text changed, s": changed.seconds}


def _cold(folder: Path, files: int, name: str, peer: Run | None, *options: str) -> Run:
    shutil.rmtree(folder / "output", ignore_errors=True)
    shutil.rmtree(folder / "build", ignore_errors=True)
    found = run(folder, *options)
    ratio = f", {peer.seconds / found.seconds:.2f} × as fast as the last" if peer else ""
    _told(name, files, found, f", {files / found.seconds:.1f} files/s{ratio}")
    return found


def _told(name: str, files: int, found: Run, more: str = "") -> None:
    print(
        f"{files:7} files  {name:25} {found.seconds:8.1f} s, {found.memory} MiB{more}", flush=True
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("documents", type=int, nargs="+")
    parser.add_argument("--only", choices=WAYS, action="append", help="leave the other ways out")
    parser.add_argument("--record", action="store_true")
    arguments = parser.parse_args()
    for documents in arguments.documents:
        found = measure(documents, arguments.only or WAYS)
        if arguments.record:
            add(f"scale, {documents} documents in five languages", found)
