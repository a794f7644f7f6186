"""Folders of catalogs, and their memory from an index and from the catalogs themselves."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from pipeline.translate.approvals import Approvals, approvals_bytes, approve
from pipeline.translate.catalog import Catalog, catalog_bytes
from pipeline.translate.memory import CatalogFiles, Memory, TranslationMemory
from pipeline.translate.memory_index import IndexedMemory, open_memory
from pipeline.translate.near import NearText
from pipeline.translate.po import Entry
from pipeline.translate.update import Reuse
from pipeline.translate.workspace import approvals_path, catalog_path, read_memory
from tests.translate.builders import catalog, paragraph


class NotIndexedError(Exception):
    """The memory was made without the index."""


def sentences(number: int, count: int = 8) -> list[str]:
    """Sentences of a document; with their neighbours' they are more or less alike."""
    return [
        f"Ring 0220-{number:03d} {n:02d} om du har frågor om läget {n % 3}." for n in range(count)
    ]


def numbered(number: int, mark: str = "") -> Catalog:
    """A catalog of which some sentences stand in others too, and are drafts, or obsolete."""
    own = [paragraph(s, f"{s} {number}{mark}") for s in sentences(number)]
    shared = [paragraph(s, f"{s} {number}{mark}") for s in sentences(0)[: number % 5]]
    unfinished = [Entry("heading", "Läget", "Tilanne", fuzzy=True)]
    gone = [Entry("paragraph", "Gammalt", f"Vanha {number}{mark}", obsolete=True)]
    entries = {entry.key: entry for entry in (*own, *shared, *unfinished, *gone)}
    return catalog(*entries.values(), document=f"d{number:02d}")


def put(source: Path, value: Catalog, approved: date | None = None) -> None:
    path = catalog_path(source, value.document, value.language)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(catalog_bytes(value))
    if approved:
        approvals = approve(value, Approvals(), "Anna Ek", approved)
        approvals_path(source, value.document).write_bytes(approvals_bytes(approvals))


def put_many(source: Path, count: int = 20) -> None:
    for number in range(count):
        put(source, numbered(number), date(2020, 5, 1 + number) if number % 4 == 1 else None)


def files(source: Path) -> list[CatalogFiles]:
    return [
        CatalogFiles(path.parent.name, path, approvals_path(source, path.parent.name))
        for path in sorted(source.glob("translations/*/fi.po"))
    ]


def indexed(source: Path, folder: Path) -> IndexedMemory:
    """The memory from the index; raises NotIndexedError where there is none."""

    def refuse() -> TranslationMemory:
        raise NotIndexedError

    found = open_memory(files(source), folder, "fi", refuse)
    assert isinstance(found, IndexedMemory)
    return found


Answers = list[object]


def answers(memory: TranslationMemory, texts: Iterable[str]) -> Answers:
    """All that a memory gives for these texts."""
    found: Answers = []
    for text in texts:
        keys = {("paragraph", text), ("heading", text)}
        reuse: dict[tuple[str, str], Reuse] = dict(memory.reuse("d01", keys))
        near: list[NearText] = [
            each for most in (0, 1, 2, 7) for each in memory.near.nearest(text, most)
        ]
        found += [reuse, near]
    return found


ASKED = [
    *sentences(0),
    *sentences(7),
    "Gammalt",
    "Läget",
    "",
    "Ring 0220 om du har frågor.",
    "漢字",
]


def expected(source: Path) -> Answers:
    memory = read_memory(source, "fi")
    assert isinstance(memory, Memory)
    return answers(memory, ASKED)
