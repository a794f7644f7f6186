from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import ModelError
from pipeline.translate.engine import Model
from pipeline.translate.models.lockfile import Lock, locks_bytes, read_locks, write_locks
from pipeline.translate.pairs import pair

A, B = "a" * 64, "b" * 64
ENTRY = f'[sv-en]\nversion = "1.5"\narchive_sha256 = "{A}"\ncontent_sha256 = "{B}"\n'

CODES = st.text("abcxyz", min_size=2, max_size=3)
MODELS = st.builds(Model, CODES, CODES, st.sampled_from(["1.5", "1.10", "2.0rc1"]))
HASHES = st.text("0123456789abcdef", min_size=64, max_size=64)


@given(st.lists(st.builds(Lock, MODELS, HASHES, HASHES)))
def test_what_is_written_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, found: list[Lock]
) -> None:
    path = tmp_path_factory.mktemp("source") / "models.lock"
    locks = {pair(lock.model): lock for lock in found}
    write_locks(path, locks)
    assert read_locks(path) == locks
    assert list(path.parent.iterdir()) == [path]


def test_entries_are_sorted_below_a_head_for_people() -> None:
    one, two = Lock(Model("sv", "en", "1.5"), A, B), Lock(Model("en", "fi", "1.9"), A, B)
    text = locks_bytes({("sv", "en"): one, ("en", "fi"): two}).decode()
    assert text.startswith("# Översättningsmodellerna")
    assert text.index("[en-fi]") < text.index("[sv-en]")
    assert ENTRY in text


def test_no_file_has_no_entries(tmp_path: Path) -> None:
    assert read_locks(tmp_path / "models.lock") == {}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[sv-en", "cannot be understood"),
        ("version = 1", "not a pair of languages"),
        ("['../x']", "not a pair of languages"),
        ("[sv-en]", "needs exactly"),
        ("sv-en = 1", "needs exactly"),
        (ENTRY.replace(A, "a" * 63), "needs exactly"),
        (ENTRY.replace(A, "A" * 64), "needs exactly"),
        (ENTRY.replace('"1.5"', "1.5"), "needs exactly"),
        (ENTRY.replace("1.5", "../5"), "needs exactly"),
        (ENTRY + "more = 1", "needs exactly"),
    ],
)
def test_a_wrong_file_is_told(tmp_path: Path, text: str, reason: str) -> None:
    path = tmp_path / "models.lock"
    path.write_text(text)
    with pytest.raises(ModelError, match=reason) as found:
        read_locks(path)
    assert "models.lock" in found.value.where


def test_a_file_that_cannot_be_used_is_told(tmp_path: Path) -> None:
    path = tmp_path / "models.lock"
    path.write_bytes(b"\xff")
    with pytest.raises(ModelError, match="not UTF-8"):
        read_locks(path)
    with pytest.raises(ModelError, match="it is a folder"):
        read_locks(tmp_path)
    with pytest.raises(ModelError, match="cannot be written: it does not exist"):
        write_locks(tmp_path / "absent" / "models.lock", {})
