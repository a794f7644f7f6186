import os
import subprocess
import sys
from pathlib import Path

from pipeline.lock import one_at_a_time
from tests.conftest import REPOSITORY

HOLDER = """
import sys, pathlib
from pipeline.lock import one_at_a_time
with one_at_a_time(pathlib.Path(sys.argv[1]), lambda: None):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_the_second_waits_for_the_first_and_a_dead_one_holds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "build" / "lock"
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)],
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert holder.stdout
    assert holder.stdout.readline() == b"held\n"
    events: list[str] = []

    def waits() -> None:
        events.append("waits")
        holder.kill()

    with one_at_a_time(path, waits):
        events.append("holds")
    holder.communicate()
    assert events == ["waits", "holds"]


def test_a_free_lock_is_taken_at_once(tmp_path: Path) -> None:
    events: list[str] = []
    for _ in range(2):
        with one_at_a_time(tmp_path / "lock", lambda: events.append("waits")):
            events.append("holds")
    assert events == ["holds", "holds"]


def test_where_no_lock_can_be_made_the_run_goes_on(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    events: list[str] = []
    with one_at_a_time(tmp_path / "file" / "lock", lambda: events.append("waits")):
        events.append("runs")
    assert events == ["runs"]
