"""Whatever dies, fills up or vanishes: the site is the old one or the new one, whole."""

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

from pipeline.publish import replace as replacing
from tests.endurance import after, before, kills, start
from tests.small_project import REST, State, Text, contents, write
from tests.workplace import Workplace, workplace

__all__ = ["workplace"]

LONGEST = "å" * 100
"""200 bytes, the most that a document's name may have."""


def test_a_build_that_is_killed_at_random_moments() -> None:
    assert {killed.found for killed in kills(6, seed=7)} <= {"old", "new"}


def test_ctrl_c_ends_all_processes_and_leaves_the_site(tmp_path: Path) -> None:
    write(before(), tmp_path)
    assert start(tmp_path).wait() == 0
    old = contents(tmp_path / "output")
    write(after(), tmp_path)
    process = start(tmp_path)
    while len(_group(process.pid)) < 4:  # the coordinator, two that serve, a worker
        assert process.poll() is None
    os.killpg(process.pid, signal.SIGINT)
    assert process.wait(60) == 130
    assert contents(tmp_path / "output") == old
    deadline = time.monotonic() + 60  # a busy machine takes its time to end a process
    while _group(process.pid) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert _group(process.pid) == []


def test_no_worker_outlives_a_coordinator_that_was_killed(tmp_path: Path) -> None:
    write(before(), tmp_path)
    process = start(tmp_path)
    while len(_group(process.pid)) < 4:
        assert process.poll() is None
    process.kill()  # the coordinator alone
    process.wait(60)
    deadline = time.monotonic() + 60
    while _group(process.pid) and time.monotonic() < deadline:
        time.sleep(0.1)
    left = _group(process.pid)
    for number in left:
        os.kill(number, signal.SIGKILL)
    assert left == []


def _group(leader: int) -> list[int]:
    """The living processes of a process group, by /proc."""
    found: list[int] = []
    for place in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, group = place.read_text().rpartition(")")[2].split()[:3]
        except OSError:
            continue
        if int(group) == leader and state != "Z":
            found.append(int(place.parent.name))
    return found


@pytest.mark.parametrize(
    "name", ["två ord", "å-ä-ö", "tack-🙏", LONGEST, "100 %", "a&b", "nr 1 (ny)"]
)
def test_any_name_of_a_file(workplace: Workplace, name: str) -> None:
    shutil.rmtree(workplace.folder / "source")
    state = State().with_text(name, Text())
    write(state, workplace.folder)
    result = workplace.run("build", "--jobs", "1")
    assert result.exit_code == 0, result.errors
    assert (workplace.folder / "output" / name / "ar" / f"{name}.ar.pdf").exists()
    assert "Nothing has changed" in workplace.run("build").output


@pytest.mark.parametrize("name", ["a" * 201, "a" * 251])
def test_a_name_that_is_too_long_is_told(workplace: Workplace, name: str) -> None:
    (workplace.folder / "source" / f"{name}.txt").write_text("Rubrik\n\nText.\n", "utf-8")
    result = workplace.run("build")
    assert result.exit_code == 4
    assert "cannot become an address" in result.errors


@pytest.fixture
def published(workplace: Workplace) -> Workplace:
    """A small project that is published, with other sources since."""
    shutil.rmtree(workplace.folder / "source")
    write(before(), workplace.folder)
    assert workplace.run("build", "--jobs", "1").exit_code == 0
    write(after(), workplace.folder)
    return workplace


def test_a_full_disk_leaves_the_site(published: Workplace) -> None:
    """A small file system of its own, as in a container; root alone may make one."""
    if os.geteuid() != 0:
        pytest.skip("only root can mount a small file system")
    place = published.folder / "small"
    place.mkdir()
    size = sum(map(len, published.output().values())) * 3 // 2
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("this machine mounts no file system")
    try:
        shutil.copytree(published.folder / "output", place / "output")
        before_it = contents(place / "output")
        result = published.run("build", "--jobs", "1", "--output", str(place / "output"))
        assert result.exit_code == 8
        assert "no room left" in result.errors
        assert contents(place / "output") == before_it
    finally:
        subprocess.run(["umount", str(place)], check=True)


def test_a_source_folder_that_vanishes_is_told(published: Workplace) -> None:
    before_it = published.output()
    shutil.rmtree(published.folder / "source")
    result = published.run("build")
    assert result.exit_code == 3
    assert published.output() == before_it


def test_an_output_folder_that_vanishes_meanwhile_is_made_anew(
    published: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_all = replacing._write

    def vanish(*arguments: object) -> None:
        shutil.rmtree(published.folder / "output")
        write_all(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(replacing, "_write", vanish)
    result = published.run("build", "--jobs", "1")
    monkeypatch.undo()
    assert result.exit_code in (0, 8)
    assert published.run("build", "--jobs", "1").exit_code == 0
    assert "ny/fi/ny.fi.pdf" in published.output()


def test_a_clock_that_jumps_back_hides_no_change(published: Workplace) -> None:
    """Files that are younger than now, and a change that is older than the last build."""
    assert published.run("build", "--jobs", "1").exit_code == 0
    path = published.folder / "source" / "lage.txt"
    os.utime(path, (4_000_000_000, 4_000_000_000))
    assert published.run("build", "--jobs", "1").exit_code == 0
    for sentence, moment in ((REST[2], 1_000_000_000), (REST[3], 4_000_000_000)):
        state = after().with_text("lage", Text((sentence,)))
        write(state, published.folder)
        os.utime(path, (moment, moment))
        assert published.run("build", "--jobs", "1").exit_code == 0
        page = (published.folder / "output" / "lage" / "sv" / "lage.sv.html").read_text("utf-8")
        assert sentence in page


@pytest.mark.parametrize("folder", ["build", "output"])
def test_a_folder_that_cannot_be_written(published: Workplace, folder: str) -> None:
    """As another user than root, to whom everything is allowed."""
    before_it = published.output()
    file = published.folder / folder
    if folder == "build":
        shutil.rmtree(file)
        file.touch()  # a file where a folder is needed: nobody can write into it
        assert published.run("build", "--jobs", "1").exit_code == 0
        assert published.output() != before_it
    else:
        shutil.move(file, published.folder / "old")
        file.touch()
        assert published.run("build", "--jobs", "1").exit_code == 8
        assert file.read_bytes() == b""
