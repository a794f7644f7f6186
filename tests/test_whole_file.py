"""A file is written as a whole, or it is as it was."""

import os
from pathlib import Path

import pytest

from pipeline.errors import CatalogError, SettingsError
from pipeline.whole_file import write_whole


def test_it_makes_folders_and_replaces(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b.txt"
    write_whole(path, b"one", CatalogError)
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"one", 0o644)
    path.chmod(0o600)
    write_whole(path, b"two", CatalogError)
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"two", 0o600)


def test_a_failure_is_the_caller_s_error_and_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "b.txt"
    path.write_bytes(b"one")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(SettingsError, match="cannot be written") as caught:
        write_whole(path, b"two", SettingsError)
    assert caught.value.where == str(path)
    assert path.read_bytes() == b"one"
    assert list(tmp_path.iterdir()) == [path], "nothing half is left"
