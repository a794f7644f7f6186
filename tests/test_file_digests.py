"""Digests of files that are not read again, and never wrong."""

import os
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline import file_digests
from pipeline.file_digests import FileDigests, Seen, hash_of, read_digests, write_digests
from pipeline.project import Project

OLD = 1_600_000_000


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file that was changed long enough ago."""
    path = tmp_path / "file"
    path.write_text("text", "utf-8")
    later = time.time_ns() + 10 * file_digests.COARSE_TICK_NS
    monkeypatch.setattr(time, "time_ns", lambda: later)
    return path


def remembered(path: Path) -> FileDigests:
    first = FileDigests()
    first.of(str(path))
    return FileDigests(first.used)


def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    found: list[str] = []

    def read(path: str) -> Seen | None:
        found.append(path)
        return None

    monkeypatch.setattr(file_digests, "_read", read)
    return found


def test_what_has_not_changed_is_not_read(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known = remembered(file)
    found = reads(monkeypatch)
    assert known.of(str(file)) == hash_of(str(file))
    assert found == []
    assert not known.has_changed


@pytest.mark.parametrize("content", ["text!", "next", "text"])
def test_a_file_that_was_written_is_read(
    file: Path, monkeypatch: pytest.MonkeyPatch, content: str
) -> None:
    known = remembered(file)
    status = file.stat()
    file.write_text(content, "utf-8")
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    found = reads(monkeypatch)
    assert known.of(str(file)) == hash_of(str(file))
    assert found == [str(file)]


def test_another_file_of_the_same_name_is_read(file: Path, tmp_path: Path) -> None:
    known = remembered(file)
    other = tmp_path / "other"
    other.write_text("next", "utf-8")
    other.replace(file)
    assert known.of(str(file)) == hash_of(str(file))


def test_a_file_of_just_now_is_not_remembered(tmp_path: Path) -> None:
    path = tmp_path / "new"
    path.write_text("text", "utf-8")
    digests = FileDigests()
    assert digests.of(str(path)) == hash_of(str(path))
    assert not digests.used


def test_a_file_from_the_future_is_not_remembered(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(time, "time_ns", lambda: OLD)
    digests = FileDigests()
    assert digests.of(str(file)) == hash_of(str(file))
    assert not digests.used


def test_what_is_no_regular_file_has_no_digest(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("nowhere")
    digests = FileDigests()
    assert digests.of(str(tmp_path)) is None
    assert digests.of(str(tmp_path / "link")) is None
    assert not digests.used


def test_they_are_kept_for_the_next_run(file: Path, tmp_path: Path) -> None:
    project = Project(tmp_path / "source", tmp_path / "output", tmp_path / "build")
    digests = FileDigests()
    digests.of(str(file))
    write_digests(project, digests)
    assert read_digests(project).of(str(file)) == hash_of(str(file))
    (record,) = (tmp_path / "build").iterdir()
    for harm in ("{", "[]", '{"a": 1}', '{"a": [1, 2, 3, 4, 5]}'):
        record.write_text(harm, "utf-8")
        assert read_digests(project).used == {}


def test_what_is_gone_is_forgotten(file: Path, tmp_path: Path) -> None:
    known = remembered(file)
    other = tmp_path / "other"
    other.write_text("", "utf-8")
    known.of(str(other))
    assert list(known.used) == [str(other)]
    assert known.has_changed


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(contents=st.lists(st.binary(max_size=3), min_size=1, max_size=6))
def test_after_any_writing_the_digest_is_that_of_the_content(
    tmp_path: Path, contents: list[bytes]
) -> None:
    path = tmp_path / "file"
    known = FileDigests()
    for content in contents:
        path.write_bytes(content)
        assert known.of(str(path)) == hash_of(str(path))
        known = FileDigests(known.used)
