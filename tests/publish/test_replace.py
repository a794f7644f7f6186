import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import ItemsView, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import PublishError
from pipeline.publish import replace
from pipeline.publish.replace import exchange, recover, replace_folder
from pipeline.published_paths import is_safe_path
from tests.conftest import REPOSITORY
from tests.publish.sites import FOREIGN, beside, inodes, links_of, new_site, read_site

OLD, NEW = new_site("old"), new_site("new")
KILLED = -9


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "output"


@pytest.fixture
def published(target: Path) -> Path:
    """The old site, with a file in it that is not ours."""
    replace_folder(target, OLD)
    (target / FOREIGN).parent.mkdir()
    (target / FOREIGN).write_bytes(b"mine")
    return target


def whole(files: dict[str, bytes]) -> dict[str, bytes]:
    return files | {FOREIGN: b"mine"}


def python(*arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, *arguments], cwd=REPOSITORY, check=False, capture_output=True, text=True
    )


def crash(target: Path, step: int, how: str = "") -> "subprocess.CompletedProcess[str]":
    return python("-m", "tests.publish.crash", str(target), str(step), "new", how)


def writing(folder: Path, *lines: str) -> "subprocess.Popen[bytes]":
    """Another process that runs these lines, which know `folder`."""
    script = (
        "import sys; from pathlib import Path",
        "from pipeline.publish.replace import replace_folder",
        "from tests.publish.sites import new_site",
        "folder = Path(sys.argv[1])",
        *lines,
    )
    command = [sys.executable, "-c", "\n".join(script), str(folder)]
    return subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.PIPE)


def test_a_new_folder_is_made_with_those_above_it(tmp_path: Path) -> None:
    target = tmp_path / "a" / "b" / "output"
    replace_folder(target, OLD)
    assert read_site(target) == OLD
    assert beside(target) == []


def test_the_new_site_replaces_the_old_and_keeps_what_is_not_ours(published: Path) -> None:
    replace_folder(published, NEW, owned=OLD)
    assert read_site(published) == whole(NEW)
    assert beside(published) == []


def test_what_is_not_named_stays(published: Path) -> None:
    replace_folder(published, {"index.html": b"only this"}, owned=OLD)
    assert read_site(published) == whole(OLD | {"index.html": b"only this"})


def test_only_removed_files_vanish_and_with_them_their_empty_folders(published: Path) -> None:
    replace_folder(published, {}, owned=OLD, removed=["doc0/ar/doc0.ar.html"])
    assert "doc0/ar/doc0.ar.html" not in read_site(published)
    assert not (published / "doc0").exists()
    assert (published / "doc1").exists()


def test_an_unchanged_file_keeps_its_time(published: Path) -> None:
    os.utime(published / "logo.txt", (1, 1))
    replace_folder(published, NEW, owned=OLD)
    assert (published / "logo.txt").stat().st_mtime == 1
    assert (published / "index.html").stat().st_mtime != 1


def test_the_folder_keeps_its_rights(published: Path) -> None:
    published.chmod(0o2750)
    (published / "doc1").chmod(0o711)
    replace_folder(published, NEW, owned=OLD)
    assert published.stat().st_mode & 0o7777 == 0o2750
    assert (published / "doc1").stat().st_mode & 0o777 == 0o711


def test_a_link_inside_is_kept_and_never_followed(published: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "file").write_bytes(b"stays")
    (published / "elsewhere").symlink_to(outside)
    replace_folder(published, NEW, owned=OLD)
    assert (published / "elsewhere").readlink() == outside
    assert read_site(outside) == {"file": b"stays"}


@pytest.mark.parametrize("path", ["elsewhere/file", "elsewhere"])
def test_writing_through_a_link_is_refused(published: Path, tmp_path: Path, path: str) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "file").write_bytes(b"stays")
    (published / "elsewhere").symlink_to(outside)
    with pytest.raises(PublishError, match="elsewhere"):
        replace_folder(published, {path: b"x"}, owned=[*OLD, path])
    assert read_site(outside) == {"file": b"stays"}
    assert read_site(published)["index.html"] == OLD["index.html"]


@pytest.mark.parametrize("change", ["files", "removed"])
def test_a_file_that_is_not_ours_is_neither_replaced_nor_removed(
    published: Path, change: str
) -> None:
    files = {FOREIGN: b"taken"} if change == "files" else {}
    removed = [FOREIGN] if change == "removed" else []
    with pytest.raises(PublishError, match=r"mine\.txt: This was not published by this program"):
        replace_folder(published, files, owned=OLD, removed=removed)
    assert read_site(published) == whole(OLD)


def test_a_file_of_the_same_bytes_may_be_taken_over(published: Path) -> None:
    replace_folder(published, {FOREIGN: b"mine"}, owned=OLD)
    assert read_site(published) == whole(OLD)


def test_a_file_instead_of_a_folder_is_an_error(tmp_path: Path) -> None:
    target = tmp_path / "output"
    target.write_text("mine")
    with pytest.raises(PublishError, match="This is a file"):
        replace_folder(target, NEW)
    assert target.read_text() == "mine"


def test_a_link_instead_of_the_folder_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "output").symlink_to(tmp_path / "real")
    with pytest.raises(PublishError, match="symbolic link"):
        replace_folder(tmp_path / "output", NEW)
    assert read_site(tmp_path / "real") == {}


@pytest.mark.parametrize(
    "path",
    ["", "/etc/passwd", "../up", "a/../b", "a//b", "a/", "./a", ".hidden", "a\\b", "a\0b", "c:x"],
)
def test_a_path_that_leaves_the_folder_is_refused(published: Path, path: str) -> None:
    with pytest.raises(PublishError, match="cannot be the name of a published file"):
        replace_folder(published, {path: b"x"}, owned=OLD)
    assert read_site(published) == whole(OLD)


def test_a_name_in_any_script_is_possible(target: Path) -> None:
    files = {"lägesbild/العربية/文件 1.html": b"x", "a'b\"".replace('"', "") + ".html": b"y"}
    replace_folder(target, files)
    assert read_site(target) == files


def test_a_path_cannot_be_file_and_folder(published: Path) -> None:
    with pytest.raises(PublishError, match="both a file and a folder"):
        replace_folder(published, {"a": b"x", "a/b": b"y"}, owned=OLD)


@given(st.text(max_size=20))
def test_a_safe_path_stays_inside(path: str) -> None:
    root = Path("/root/site")
    if is_safe_path(path):
        assert os.path.normpath(root / path) == str(root / path)
        assert (root / path).is_relative_to(root)


def test_where_no_whole_file_system_can_be_brought_to_the_disk_each_file_is(
    published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    brought: list[Path] = []

    def sync(place: Path) -> None:
        brought.append(place)

    monkeypatch.setattr(replace, "_sync_file_system", lambda _folder: False)
    monkeypatch.setattr(replace, "_sync", sync)
    replace_folder(published, NEW, owned=OLD)
    assert read_site(published) == whole(NEW)
    new = published.with_name(".output.new")
    assert {new / path for path in NEW} < set(brought)
    assert {new, published.parent} < set(brought)


def test_two_folders_change_places_in_one_step(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    for folder in (one, other):
        folder.mkdir()
        (folder / "name").write_text(folder.name)
    assert exchange(one, other)
    assert (one / "name").read_text() == "other"
    assert (other / "name").read_text() == "one"


def test_the_site_is_never_away_while_it_is_replaced(published: Path) -> None:
    """A reader beside the writer finds whole files of one version at every look."""
    writer = writing(
        published,
        "owned = new_site('0')",
        "for n in range(30): replace_folder(folder, new_site(str(n)), owned=owned)",
    )
    looks = 0
    while writer.poll() is None:
        assert (published / "index.html").read_bytes().startswith(b"index ")
        looks += 1
    writer.communicate()
    assert writer.returncode == 0
    assert looks > 30


def test_two_runs_at_a_time_wait_for_each_other(published: Path) -> None:
    again = "for _ in range(15): replace_folder(folder, site, owned=site)"
    runs = [writing(published, f"site = new_site({name!r})", again) for name in ("old", "new")]
    for run in runs:
        run.communicate()
    assert [run.returncode for run in runs] == [0, 0]
    assert read_site(published) in (whole(OLD), whole(NEW))
    assert beside(published) == []


class Interrupted(dict[str, bytes]):
    """New files, during whose writing someone puts a file of theirs into the folder."""

    target: Path

    def items(self) -> ItemsView[str, bytes]:
        (self.target / "late").mkdir()
        (self.target / "late" / "arrival.txt").write_bytes(b"late")
        return super().items()


def test_what_arrives_while_the_site_is_written_is_kept(published: Path) -> None:
    files = Interrupted(NEW)
    files.target = published
    replace_folder(published, files, owned=OLD)
    assert read_site(published) == whole(NEW) | {"late/arrival.txt": b"late"}
    assert beside(published) == []


@pytest.mark.parametrize("how", ["", "plain", "links"])
def test_a_kill_at_every_step_leaves_the_old_site_or_the_new(published: Path, how: str) -> None:
    before, after = whole(OLD), whole(NEW)
    links = links_of(published) if how == "links" else None
    outcomes: list[bool] = []
    for step in range(1, 400, 2 if how == "" else 1):
        run = crash(published, step, how)
        if how == "plain":
            recover(published)
        found = read_site(published)
        assert found in (before, after), f"step {step}"
        assert inodes(links_of(published)).items() <= inodes(published).items(), f"step {step}"
        outcomes.append(found == after)
        if run.returncode == 0:
            break
        assert run.returncode == KILLED, run.stderr
        replace_folder(published, OLD, owned=OLD, links=links)
        assert read_site(published) == before
        assert beside(published) == (["kept"] if links else [])
    assert outcomes[0] is False
    assert outcomes[-1] is True
    assert len(outcomes) > 30
    assert outcomes.count(True) > 1, "some kill came after the swap"


def test_a_kill_at_forty_random_moments(published: Path) -> None:
    """The same from outside: the clock decides, also inside a system call."""
    chance = random.Random(2020)  # noqa: S311
    lines = (
        "print('ready', flush=True)",
        "n = 0",
        "while True:",
        "    n = 1 - n",
        "    site = new_site('old' if n else 'new')",
        "    replace_folder(folder, site, owned=site)",
    )
    versions = [whole(OLD), whole(NEW)]
    for _ in range(40):
        writer = writing(published, *lines)
        assert writer.stdout
        writer.stdout.readline()
        time.sleep(chance.random() / 20)
        writer.kill()
        writer.communicate()
        assert read_site(published) in versions
    recover(published)
    assert read_site(published) in versions
    assert beside(published) == []


@pytest.mark.parametrize("leftover", [".output.new", ".output.old"])
def test_leftovers_of_a_killed_run_are_cleaned(published: Path, leftover: str) -> None:
    (published.parent / leftover / "doc").mkdir(parents=True)
    (published.parent / leftover / "doc" / "half.html").write_bytes(b"<ht")
    recover(published)
    assert beside(published) == []
    assert read_site(published) == whole(OLD)


def test_a_site_that_was_moved_aside_comes_back(published: Path) -> None:
    published.rename(published.with_name(".output.old"))
    recover(published)
    assert read_site(published) == whole(OLD)
    assert beside(published) == []


def test_recover_where_nothing_is(tmp_path: Path) -> None:
    recover(tmp_path / "not" / "there")
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 160 kB."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=160k", "briefing-test", str(place)],
        check=False,
        capture_output=True,
    )
    if mount.returncode:
        pytest.skip("no right to mount a small file system; the next test needs none")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_full_disk_leaves_the_old_site(small_disk: Path) -> None:
    target = small_disk / "output"
    replace_folder(target, OLD)
    much = {f"doc{n}/ar/doc{n}.ar.html": bytes(20_000) for n in range(20)}
    with pytest.raises(PublishError, match="no room left on the disk"):
        replace_folder(target, much, owned=OLD)
    assert read_site(target) == OLD
    assert beside(target) == []
    replace_folder(target, NEW, owned=OLD)
    assert read_site(target) == NEW


def test_a_file_that_is_too_large_for_the_system_leaves_the_old_site(published: Path) -> None:
    """The same without root: the system limits the size of a file to 1 kB."""
    script = "\n".join(
        (
            "import resource, runpy, sys",
            "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))",
            "sys.argv = ['crash', sys.argv[1], '0', 'new']",
            "runpy.run_module('tests.publish.crash', run_name='__main__')",
        )
    )
    run = python("-c", script, str(published))
    assert run.returncode == PublishError.exit_code, run.stderr
    assert "no room left on the disk" in run.stdout
    assert read_site(published) == whole(OLD)
    assert beside(published) == []


@pytest.fixture
def open_to_all() -> Iterator[Path]:
    """A folder that another user can reach, unlike pytest's own."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


def test_a_folder_without_the_right_to_write(open_to_all: Path) -> None:
    target = open_to_all / "output"
    replace_folder(target, OLD)
    script = "\n".join(
        (
            "import os, sys",
            "from tests.publish import crash",
            "os.geteuid() or os.setuid(65534)",
            "crash.main(sys.argv[1], '0', 'new')",
        )
    )
    open_to_all.chmod(0o555)
    run = python("-c", script, str(target))
    open_to_all.chmod(0o755)
    assert run.returncode == PublishError.exit_code, run.stderr
    assert "no permission to write" in run.stdout
    assert "Traceback" not in run.stderr
    assert read_site(target) == OLD
