"""A build on a real Dask scheduler with two workers on loopback gives what one here gives."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from pipeline.build import Selection, build
from pipeline.cluster import cluster
from pipeline.errors import ToolError, UsageError
from pipeline.executor import Executor, Lost
from pipeline.project import Project
from tests.conftest import REPOSITORY
from tests.small_project import REST, State, Text, contents, write
from tests.workplace import Workplace, workplace

__all__ = ["workplace"]

SECONDS = 60
QUIET = {
    "DASK_DISTRIBUTED__DIAGNOSTICS__NVML": "False",
    "DASK_DISTRIBUTED__WORKER__DAEMON": "False",
}


@dataclass
class Machines:
    """A scheduler and its workers, each a process of its own on loopback."""

    folder: Path
    started: list["subprocess.Popen[bytes]"] = field(default_factory=list)

    def start(self, program: str, *options: str, **environment: str) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", "distributed.cli." + program, *options]
        environ = {**os.environ, **QUIET, "PYTHONPATH": str(REPOSITORY), **environment}
        with (self.folder / f"{program}-{len(self.started)}.log").open("wb") as log:
            process = subprocess.Popen(
                command, cwd=self.folder, stdout=log, stderr=log, env=environ
            )
        self.started.append(process)
        return process

    def scheduler(self) -> str:
        """Starts the scheduler; its address."""
        file = self.folder / "scheduler.json"
        options = ("--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--no-show")
        self.start("dask_scheduler", *options, "--scheduler-file", str(file))
        self._wait(lambda: file.exists() and bool(file.read_text("utf-8").strip()))
        return str(json.loads(file.read_text("utf-8"))["address"])

    def worker(self, address: str, *options: str, **environment: str) -> "subprocess.Popen[bytes]":
        common = ("--host", "127.0.0.1", "--no-dashboard", "--local-directory", str(self.folder))
        threads = () if "--nthreads" in options else ("--nthreads", "1")
        return self.start("dask_worker", address, *common, *threads, *options, **environment)

    def wait_for_workers(self, address: str, number: int) -> None:
        from distributed import Client

        with Client(address, set_as_default=False) as client:
            client.wait_for_workers(number, timeout=SECONDS)

    def _wait(self, is_so: Callable[[], bool]) -> None:
        end = time.monotonic() + SECONDS
        while not is_so():
            assert time.monotonic() < end, self.logs()
            time.sleep(0.05)

    def logs(self) -> str:
        return "\n".join(p.read_text("utf-8", "replace") for p in self.folder.glob("*.log"))

    def stop(self) -> None:
        for process in reversed(self.started):
            process.terminate()
        for process in self.started:
            try:
                process.wait(3)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait(3)


@pytest.fixture
def machines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    found = Machines(tmp_path_factory.mktemp("machines"))
    yield found
    found.stop()


@pytest.fixture
def address(machines: Machines) -> str:
    """Two workers wait at this address."""
    address = machines.scheduler()
    for _ in range(2):
        machines.worker(address, "--no-nanny")
    machines.wait_for_workers(address, 2)
    return address


def many_texts() -> State:
    state = State()
    for number in range(6):
        state = state.with_text(f"brev-{number}", Text(tuple(REST[: 1 + number % len(REST)])))
    return state


def built_by(
    folder: Path, output: str, executor: Executor | None, during: Callable[[str], None] = print
) -> dict[str, bytes]:
    """What a build gives; `during` is told what is being done."""
    project = Project(folder / "source", folder / output, folder / "build")
    result = build(project, Selection(), lambda text: during(text.template), executor)
    assert result.is_published, result.report
    assert not result.report.errors
    return contents(folder / output)


def test_a_cluster_gives_byte_for_byte_what_this_machine_gives(
    address: str, tmp_path: Path
) -> None:
    write(many_texts(), tmp_path)
    with cluster(address) as executor:
        there = built_by(tmp_path, "there", executor)
    assert there == built_by(tmp_path, "here", None)


def test_what_a_killed_worker_had_is_done_by_another(machines: Machines, tmp_path: Path) -> None:
    address = machines.scheduler()
    victim = machines.worker(address, "--no-nanny")
    machines.worker(address, "--no-nanny")
    machines.wait_for_workers(address, 2)
    write(many_texts(), tmp_path)
    seen: list[str] = []

    def kill_in_the_middle(doing: str) -> None:
        seen.append(doing)
        if sum(text.startswith("Making {path}") for text in seen) == 5:
            victim.send_signal(signal.SIGKILL)

    with cluster(address) as executor:
        there = built_by(tmp_path, "there", executor, kill_in_the_middle)
    assert victim.wait(SECONDS) == -signal.SIGKILL
    assert there == built_by(tmp_path, "here", None)


def dies(_: None, item: int) -> int:
    if item == 2:
        os._exit(1)
    return item


def test_what_kills_three_workers_is_given_up(machines: Machines) -> None:
    address = machines.scheduler()
    machines.worker(address, "--nanny")
    machines.wait_for_workers(address, 1)
    with cluster(address) as executor:
        assert list(executor.map(dies, None, range(4))) == [0, 1, Lost(), 3]


def test_a_scheduler_that_dies_ends_the_build_and_leaves_the_site(
    machines: Machines, address: str, tmp_path: Path
) -> None:
    write(State(), tmp_path)
    before = built_by(tmp_path, "output", None)
    write(many_texts(), tmp_path)

    def kill_the_scheduler(doing: str) -> None:
        if doing.startswith("Making {path}"):
            machines.started[0].kill()

    with cluster(address) as executor, pytest.raises(ToolError) as caught:
        built_by(tmp_path, "output", executor, kill_the_scheduler)
    assert "The scheduler was lost" in str(caught.value.text)
    assert contents(tmp_path / "output") == before


def test_a_worker_with_another_program_is_refused(machines: Machines, tmp_path: Path) -> None:
    shutil.copytree(REPOSITORY / "pipeline", tmp_path / "pipeline")
    with (tmp_path / "pipeline" / "build.py").open("a", encoding="utf-8") as file:
        file.write("# Another one.\n")
    address = machines.scheduler()
    machines.worker(address, "--no-nanny", PYTHONPATH=str(tmp_path))
    machines.wait_for_workers(address, 1)
    with pytest.raises(ToolError, match="another version"), cluster(address):
        pass


def test_a_worker_of_several_threads_is_refused(machines: Machines) -> None:
    address = machines.scheduler()
    with pytest.raises(ToolError, match="no workers"), cluster(address):
        pass
    machines.worker(address, "--no-nanny", "--nthreads", "2")
    machines.wait_for_workers(address, 1)
    with pytest.raises(ToolError, match="one thread each"), cluster(address):
        pass


@pytest.mark.parametrize("address", ["nonsense://x", "tcp://127.0.0.1:notaport", "http://a.b:1"])
def test_what_is_no_address_is_told(address: str) -> None:
    with pytest.raises((UsageError, ToolError)), cluster(address):
        pass


def test_the_command_tells_that_nobody_answers(workplace: Workplace) -> None:
    result = workplace.run("build", "--scheduler", "tcp://127.0.0.1:9")
    assert result.exit_code == ToolError.exit_code
    assert "tcp://127.0.0.1:9: No scheduler answers here." in result.errors
    assert not (workplace.folder / "output").exists()
