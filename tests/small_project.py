"""A project of two short documents in three languages, quick to build, in any state."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from pipeline.build import BuildResult, Selection, build
from pipeline.build_memory import BuildMemory, read_memory, write_memory
from pipeline.file_store import MOST_IN_MEMORY
from pipeline.parse import parse_source
from pipeline.project import Project
from pipeline.translate.catalog import catalog_bytes, new_catalog
from pipeline.translate.hints import source_texts
from pipeline.translate.update import update
from pipeline.translate.workspace import catalog_path
from tests.translate.builders import NOW

TAGS = ("fi", "ar")
NAMES = ("lage", "sommar")
SENTENCES: Mapping[str, Mapping[str, str]] = {
    "Läget i Hallstahammar": {
        "fi": "Hallstahammarin tilanne",
        "ar": "الوضع في Hallstahammar",
    },
    "Skolan i Kolbäck är stängd.": {
        "fi": "Kolbäckin koulu on kiinni.",
        "ar": "المدرسة في Kolbäck مغلقة.",
    },
    "Biblioteket är öppet.": {"fi": "Kirjasto on avoinna.", "ar": "المكتبة مفتوحة."},
    "Badet öppnar klockan 10.": {
        "fi": "Uimahalli avataan kello 10.",
        "ar": "يفتح المسبح الساعة 10.",
    },
    "Ring kommunen.": {"fi": "Soittakaa kuntaan.", "ar": "اتصلوا بالبلدية."},
}
TITLE, *REST = SENTENCES
OTHER_WORDS = {"fi": " Kiitos.", "ar": " شكرًا."}
"""What a translation may have at its end besides, so that it is another one."""


@dataclass(frozen=True, slots=True)
class Text:
    """A document's sentences after its title, and its date; `reworded` are the translations that
    are other ones, `missing` those that are not there, as (language, sentence)."""

    sentences: tuple[str, ...] = (REST[0],)
    day: date = date(2020, 5, 12)
    reworded: frozenset[tuple[str, str]] = frozenset()
    missing: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class State:
    """All that the source folder says."""

    texts: Mapping[str, Text] = field(default_factory=lambda: dict.fromkeys(NAMES, Text()))
    accent: str = "#004b6b"
    telephone: str = "0220-240 00"
    planned: frozenset[str] = frozenset()

    def with_text(self, name: str, text: Text) -> "State":
        return replace(self, texts={**self.texts, name: text})

    @property
    def is_complete(self) -> bool:
        """Whether every language that is published is translated."""
        missing = {tag for text in self.texts.values() for tag, s in text.missing if s in SENTENCES}
        return not missing - self.planned


def write(state: State, folder: Path) -> None:
    """The source folder of a project in this state."""
    source = folder / "source"
    source.mkdir(exist_ok=True)
    rules = [f'{tag} = "{"planned" if tag in state.planned else "draft"}"' for tag in TAGS]
    lines = (
        '[issuer]\nname = "Hallstahammars kommun"',
        f'[contact]\nname = "kundcenter"\ntelephone = "{state.telephone}"\nemail = "a@example.se"',
        "\n".join(("[languages]", *rules)),
        f'[colours]\naccent = "{state.accent}"\n',
    )
    (source / "settings.toml").write_text("\n\n".join(lines), "utf-8")
    for name, text in state.texts.items():
        _write_document(source, name, text)


def _write_document(source: Path, name: str, text: Text) -> None:
    path = source / f"{name}.txt"
    path.write_text("\n\n".join((TITLE, *text.sentences)) + "\n", "utf-8")
    path.with_suffix(".toml").write_text(f"published = {text.day.isoformat()}\n", "utf-8")
    texts = source_texts(parse_source(path, None).briefing, path.name, {})
    for tag in TAGS:
        catalog = update(new_catalog(name, tag, NOW), texts)
        entries = tuple(replace(e, target=_target(text, tag, e.source)) for e in catalog.entries)
        place = catalog_path(source, name, tag)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(catalog_bytes(replace(catalog, entries=entries)))


def _target(text: Text, tag: str, sentence: str) -> str:
    if (tag, sentence) in text.missing:
        return ""
    more = OTHER_WORDS[tag] if (tag, sentence) in text.reworded else ""
    return SENTENCES[sentence][tag] + more


def built(
    folder: Path,
    output: str = "output",
    *,
    from_memory: bool = True,
    most_memory: int = MOST_IN_MEMORY,
) -> BuildResult:
    """Builds, in this process, with what the last build remembered or without it."""
    project = Project(folder / "source", folder / output, folder / "build")
    memory = read_memory(project) if from_memory else BuildMemory()
    result = build(project, Selection(), lambda _text: None, None, memory, most_memory)
    assert result.is_published, result.report
    write_memory(project, result.memory)
    return result


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
