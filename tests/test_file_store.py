"""Finished files wait in memory or on the disk, and nobody sees the difference."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import PublishError
from pipeline.file_store import FileStore, Layers
from tests.small_project import NAMES, State, built, contents, write

paths = st.text("abc/", min_size=1, max_size=4)


@given(st.dictionaries(paths, st.binary(max_size=30)), st.integers(0, 60))
def test_it_gives_back_what_was_put(files: dict[str, bytes], most: int) -> None:
    store = FileStore(most)
    for path, data in files.items():
        store.put(path, data)
    assert dict(store) == files
    assert len(store) == len(files)
    assert all(path in store for path in files)
    assert "another" not in store
    with pytest.raises(KeyError):
        store["another"]
    store.close()
    assert dict(store) == {}


def test_what_does_not_fit_leaves_no_name_on_the_disk(tmp_path: Path) -> None:
    store = FileStore(4, tmp_path / "build")
    for name in ("one", "two", "three"):
        store.put(name, name.encode())
    assert [*(tmp_path / "build").iterdir()] == []
    assert (store["one"], store["two"], store["three"]) == (b"one", b"two", b"three")
    store.close()


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "build").write_text("a file", "utf-8")
    with pytest.raises(PublishError, match="build"):
        FileStore(0, tmp_path / "build").put("one", b"one")


def test_of_two_layers_the_first_is_seen() -> None:
    layers = Layers({"a": b"1"}, {"a": b"2", "b": b"3"})
    assert dict(layers) == {"a": b"1", "b": b"3"}
    assert len(layers) == 2
    assert "c" not in layers


def test_a_build_without_room_in_memory_is_the_same(tmp_path: Path) -> None:
    write(State(), tmp_path)
    written = built(tmp_path).written
    assert built(tmp_path, "small", from_memory=False, most_memory=0).written == written
    assert len(written) == len(NAMES) * 9
    assert contents(tmp_path / "small") == contents(tmp_path / "output")
