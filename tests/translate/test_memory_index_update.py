"""The project's own catalogs, updated from the index and without it, are the same to the byte."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.project import Project, read_documents
from pipeline.translate import workspace
from pipeline.translate.catalog import catalog_bytes, read_catalog
from pipeline.translate.memory_index import IndexedMemory
from pipeline.translate.po import Entry
from pipeline.translate.workspace import catalog_path, read_memory, update_catalogs
from tests.translate.builders import NOW

SOURCE = Path(__file__).parents[2] / "source"
LANGUAGES = ("fi", "ar", "so")


def put_unfinished(source: Path) -> None:
    """The project, where every second text waits, and copies of its catalogs that know them."""
    shutil.copytree(SOURCE, source)
    for path in sorted(source.glob("translations/*/*.po")):
        if path.stem not in LANGUAGES:
            path.unlink()
            continue
        document = path.parent.name
        value = read_catalog(path, document, path.stem)
        copied = tuple(_altered(entry, n) for n, entry in enumerate(value.entries))
        header = tuple((k, v.replace(document, f"{document}-2")) for k, v in value.header)
        copy = replace(value, document=f"{document}-2", entries=copied, header=header)
        copy_path = catalog_path(source, copy.document, copy.language)
        copy_path.parent.mkdir(exist_ok=True)
        copy_path.write_bytes(catalog_bytes(copy))
        waiting = tuple(
            replace(entry, target="", fuzzy=False) if n % 2 else entry
            for n, entry in enumerate(value.entries)
        )
        path.write_bytes(catalog_bytes(replace(value, entries=waiting)))


def _altered(entry: Entry, number: int) -> Entry:
    """Of three texts one is the same in the other document, and two are similar."""
    return replace(entry, source=f"{entry.source} Nu." if number % 3 else entry.source)


def updated(source: Path, index: Path | None) -> dict[str, bytes]:
    memories = {tag: read_memory(source, tag, index) for tag in LANGUAGES}
    assert all(isinstance(m, IndexedMemory) is bool(index) for m in memories.values())
    for document in read_documents(Project(source)):
        parsed = document.parsed
        update_catalogs(
            document.path, parsed.briefing, parsed.lines, LANGUAGES, NOW, memories=memories
        )
    return {str(p.relative_to(source)): p.read_bytes() for p in source.glob("translations/*/*.po")}


def test_updates_are_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workspace, "INDEXED_FROM", 0)
    for name in ("without", "indexed"):
        put_unfinished(tmp_path / name)
    without = updated(tmp_path / "without", None)
    assert without == updated(tmp_path / "indexed", tmp_path / "build")
    # A second update stands on what the first has written.
    assert updated(tmp_path / "without", None) == updated(tmp_path / "indexed", tmp_path / "build")
    text = b"".join(without.values()).decode()
    assert text.count("Liknande text") > 50
    assert text.count("# Hämtat från") > 20
