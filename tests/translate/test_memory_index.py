"""The index gives what the catalogs themselves give, whatever has happened to it or to them."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pipeline.errors import CatalogError
from pipeline.translate import memory_shelf, workspace
from pipeline.translate.memory import Memory
from pipeline.translate.memory_index import IndexedMemory
from pipeline.translate.workspace import approvals_path, catalog_path, read_memory
from tests.translate.builders import OLD, catalog, drafted, paragraph
from tests.translate.indexed import (
    ASKED,
    NotIndexedError,
    answers,
    expected,
    files,
    indexed,
    numbered,
    put,
    put_many,
)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    put_many(tmp_path / "source")
    return tmp_path / "source"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "build" / "memory"


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def check(source: Path, folder: Path) -> None:
    assert answers(indexed(source, folder), ASKED) == expected(source)


def test_it_gives_what_the_catalogs_give(source: Path, folder: Path) -> None:
    check(source, folder)
    check(source, folder)


def test_no_catalogs_at_all(tmp_path: Path, folder: Path) -> None:
    check(tmp_path, folder)


def test_an_index_that_fits_is_not_written_again(source: Path, folder: Path) -> None:
    indexed(source, folder)
    before = {path: path.stat().st_mtime_ns for path in folder.iterdir() if path.suffix != ".lock"}
    indexed(source, folder)
    assert before == {path: path.stat().st_mtime_ns for path in before}


def changed(source: Path) -> None:
    put(source, numbered(3, " uusi"))


def approved(source: Path) -> None:
    put(source, numbered(3), date(2020, 6, 1))


def approval_withdrawn(source: Path) -> None:
    approvals_path(source, "d05").unlink()


def gone(source: Path) -> None:
    catalog_path(source, "d05", "fi").unlink()


def added(source: Path) -> None:
    put(source, numbered(50))


CHANGES = [changed, approved, approval_withdrawn, gone, added]


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_of_one_catalog_is_seen_and_leaves_the_base(
    source: Path, folder: Path, change: Callable[[Path], None]
) -> None:
    indexed(source, folder)
    base = names(folder)
    change(source)
    check(source, folder)
    assert base <= names(folder)


def test_many_changes_one_after_the_other(source: Path, folder: Path) -> None:
    indexed(source, folder)
    for change in CHANGES:
        change(source)
        check(source, folder)
    assert len(names(folder)) <= 6  # list, lock, two parts of two files each
    for number in range(12):
        put(source, numbered(number, " viimeinen"))
    check(source, folder)
    assert len(names(folder)) == 4


def test_a_change_and_back(source: Path, folder: Path) -> None:
    indexed(source, folder)
    changed(source)
    indexed(source, folder)
    put(source, numbered(3))
    check(source, folder)


def test_unfinished_and_machine_texts_are_not_in_it(tmp_path: Path, folder: Path) -> None:
    machine = drafted(paragraph(OLD), "Koneen")
    cleared = replace(machine, fuzzy=False)
    for number, entry in enumerate(
        [machine, cleared, paragraph(OLD), paragraph(OLD, "x", fuzzy=True)]
    ):
        put(tmp_path, catalog(entry, document=f"d{number}"))
    assert answers(indexed(tmp_path, folder), [OLD]) == answers(read_memory(tmp_path, "fi"), [OLD])
    assert not indexed(tmp_path, folder).near.nearest(OLD, 2)
    put(tmp_path, catalog(cleared, document="d1"), date(2020, 5, 1))
    assert indexed(tmp_path, folder).near.nearest(OLD, 2)[0].known.target == "Koneen"
    assert answers(indexed(tmp_path, folder), [OLD]) == answers(read_memory(tmp_path, "fi"), [OLD])


def test_texts_that_differ_only_in_tags_are_two(tmp_path: Path, folder: Path) -> None:
    entries = [
        paragraph("<1>Ring</1> oss.", "<1>Soita</1>."),
        paragraph("Ring <1>oss</1>.", "S <1>o</1>."),
    ]
    put(tmp_path, catalog(*entries, document="d1"))
    found = [
        answers(m, ["Ring oss."]) for m in (indexed(tmp_path, folder), read_memory(tmp_path, "fi"))
    ]
    assert found[0] == found[1]


def write(path: Path, data: bytes) -> None:
    path.write_bytes(data)


def become_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def flip(path: Path, place: int) -> None:
    data = bytearray(path.read_bytes())
    data[place % len(data)] ^= 0x10
    path.write_bytes(data)


def damaged(folder: Path, suffix: str, damage: Callable[[Path], None]) -> None:
    paths = sorted(path for path in folder.iterdir() if path.suffix == suffix)
    assert paths
    for path in paths:
        damage(path)


DAMAGES: list[Callable[[Path], None]] = [
    lambda path: write(path, path.read_bytes()[:-100]),
    lambda path: write(path, path.read_bytes()[: path.stat().st_size // 2]),
    lambda path: write(path, b""),
    lambda path: write(path, b"This is no database.\n" * 500),
    lambda path: flip(path, 0),
    lambda path: flip(path, 40),
    lambda path: flip(path, path.stat().st_size // 3),
    lambda path: flip(path, path.stat().st_size * 2 // 3),
    lambda path: flip(path, -1),
    lambda path: path.unlink(),
    become_folder,
]


@pytest.mark.parametrize("suffix", [".sqlite", ".texts", ".json"])
@pytest.mark.parametrize("damage", DAMAGES)
def test_what_is_damaged_is_made_again(
    source: Path, folder: Path, suffix: str, damage: Callable[[Path], None]
) -> None:
    indexed(source, folder)
    changed(source)
    indexed(source, folder)
    damaged(folder, suffix, damage)
    if (folder / "fi.json").is_dir():
        with pytest.raises(NotIndexedError):  # as good as a folder that cannot be written
            indexed(source, folder)
        return
    check(source, folder)
    check(source, folder)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "{}",
        "[1]",
        '{"made_by": 1}',
        '{"made_by": "x", "parts": []}',
        "\ud800",
        "[" * 9000,
    ],
)
def test_a_list_of_another_form_is_made_again(source: Path, folder: Path, text: str) -> None:
    indexed(source, folder)
    (folder / "fi.json").write_bytes(text.encode("utf-8", "surrogatepass"))
    check(source, folder)


def test_a_list_that_leads_elsewhere_or_has_a_part_of_nothing(source: Path, folder: Path) -> None:
    indexed(source, folder)
    path = folder / "fi.json"
    value = json.loads(path.read_text())
    for parts in ([["../x", ["a", "b"]]], [["fi-1", ["a", "b"]]], [["fi-1", ["a"]]], [7], 7):
        path.write_text(json.dumps({**value, "parts": parts}))
        check(source, folder)


def test_what_another_version_has_made_is_made_again(
    source: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    indexed(source, folder)
    before = names(folder)
    monkeypatch.setattr(memory_shelf, "_made_by", lambda: "another")
    check(source, folder)
    assert before.isdisjoint(names(folder) - {"fi.json", "fi.lock"})


def test_a_folder_deleted_in_the_middle_is_used_to_the_end_and_made_again(
    source: Path, folder: Path
) -> None:
    memory = indexed(source, folder)
    shutil.rmtree(folder)
    assert answers(memory, ASKED) == expected(source)
    check(source, folder)


def test_a_memory_keeps_what_it_was_when_the_catalogs_change(source: Path, folder: Path) -> None:
    memory, before = indexed(source, folder), expected(source)
    for number in range(12):
        put(source, numbered(number, " uusi"))
    check(source, folder)
    assert answers(memory, ASKED) == before


def test_a_database_that_breaks_in_the_middle_is_passed_over(source: Path, folder: Path) -> None:
    catalogs = read_memory(source, "fi")
    memory = IndexedMemory(
        memory_shelf.Shelf(folder, "fi").parts(files(source)), "fi", lambda: catalogs
    )
    damaged(folder, ".sqlite", lambda path: write(path, b""))
    assert answers(memory, ASKED) == expected(source)


def test_where_the_folder_cannot_be_written_the_catalogs_are_read(
    source: Path, tmp_path: Path
) -> None:
    (tmp_path / "build").write_text("This is a file.")
    with pytest.raises(NotIndexedError):
        indexed(source, tmp_path / "build" / "memory")


def large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workspace, "INDEXED_FROM", 0)


def test_only_a_large_memory_is_indexed(
    source: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert isinstance(read_memory(source, "fi", folder), Memory)
    assert not folder.exists()
    large(monkeypatch)
    assert isinstance(read_memory(source, "fi", folder), IndexedMemory)
    shutil.rmtree(folder)
    folder.parent.rmdir()
    folder.parent.write_text("This is a file.")
    assert isinstance(read_memory(source, "fi", folder), Memory)


@pytest.mark.parametrize("has_index", [False, True])
def test_a_broken_catalog_is_told_as_without_an_index(
    source: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, has_index: bool
) -> None:
    large(monkeypatch)
    if has_index:
        indexed(source, folder)
    catalog_path(source, "d04", "fi").write_text("msgid broken")
    approvals_path(source, "d09").write_text("broken")
    with pytest.raises(CatalogError) as told:
        read_memory(source, "fi")
    with pytest.raises(CatalogError) as told_with_index:
        read_memory(source, "fi", folder)
    assert (told.value.where, told.value.text) == (
        told_with_index.value.where,
        told_with_index.value.text,
    )


def test_languages_do_not_disturb_each_other(
    source: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    large(monkeypatch)
    put(source, catalog(paragraph(OLD, "العربية"), document="d01", tag="ar"))
    memories = [read_memory(source, tag, folder) for tag in ("fi", "ar", "fi")]
    assert [answers(m, ASKED) for m in memories] == [
        answers(read_memory(source, tag), ASKED) for tag in ("fi", "ar", "fi")
    ]
