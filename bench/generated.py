"""Projects of any size, made of the sentences of the real briefing: `python -m bench.generated`.

Each document has some of the briefing's paragraphs, in another order, and their translations, so
that all checks of a build have the work that real texts give them. The same number gives the same
project.
"""

import argparse
import random
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from pipeline.parse import parse_source
from pipeline.settings import read_settings
from pipeline.translate.catalog import catalog_bytes, new_catalog
from pipeline.translate.hints import source_texts
from pipeline.translate.po import Entry
from pipeline.translate.update import update
from pipeline.translate.workspace import catalog_path, read_document_catalog
from tests.translate.builders import NOW

BRIEFING = "lagesbild-covid-19"
LANGUAGES = ("fi", "en", "ar", "so")
PARAGRAPHS = 8
FIRST_DAY = date(2020, 1, 1)
SOURCE = Path("source")
TOWN = "Hallstahammar"
"""In another script its name stands once in a document in Latin letters, not in each paragraph."""


@dataclass(frozen=True, slots=True)
class Sentences:
    """The briefing's title, and its paragraphs that stand for themselves, with all translations."""

    title: str
    paragraphs: tuple[str, ...]
    translations: Mapping[str, Mapping[str, str]]


def real_sentences() -> Sentences:
    """What the documents are made of."""
    translations: dict[str, dict[str, str]] = {}
    entries: tuple[Entry, ...] = ()
    for tag in LANGUAGES:
        catalog = read_document_catalog(SOURCE, BRIEFING, tag)
        if catalog is None:
            raise SystemExit(f"There is no translation to {tag}.")
        entries = tuple(e for e in catalog.entries if not e.obsolete)
        translations[tag] = {entry.source: entry.target for entry in entries}
    titles = [e.source for e in entries if e.context == "title"]
    whole = [
        e.source
        for e in entries
        if e.context == "paragraph"
        and e.source.endswith(".")
        and len(e.source) > 80
        and TOWN not in e.source
    ]
    return Sentences(titles[0], tuple(whole), translations)


def write_project(folder: Path, documents: int) -> None:
    """A project with so many documents in Swedish and four other languages."""
    sentences = real_sentences()
    source = folder / "source"
    source.mkdir(parents=True)
    settings = read_settings(SOURCE / "settings.toml")
    rules = "\n".join(f'{tag} = "draft"' for tag in LANGUAGES)
    contact = settings.contact
    (source / "settings.toml").write_text(
        f'[issuer]\nname = "{settings.issuer.name}"\n\n[contact]\nname = "{contact.name}"\n'
        f'telephone = "{contact.telephone}"\nemail = "{contact.email}"\n\n[languages]\n{rules}\n',
        "utf-8",
    )
    shutil.copy(SOURCE / "glossary.csv", source)
    for number in range(documents):
        write_document(source, f"lagesbild-{number:05}", number, sentences)


def write_document(source: Path, name: str, number: int, sentences: Sentences) -> None:
    """One document with its settings and translations; its text depends on the number alone."""
    chosen = random.Random(number).sample(sentences.paragraphs, PARAGRAPHS)  # noqa: S311 - no secret
    path = source / f"{name}.txt"
    path.write_text("\n\n".join((sentences.title, *chosen)) + "\n", "utf-8")
    day = FIRST_DAY + timedelta(days=number % 365)
    path.with_suffix(".toml").write_text(f"published = {day.isoformat()}\n", "utf-8")
    texts = source_texts(parse_source(path, None).briefing, path.name, {})
    for tag in LANGUAGES:
        catalog = update(new_catalog(name, tag, NOW), texts)
        entries = tuple(_translated(catalog.entries, sentences.translations[tag]))
        place = catalog_path(source, name, tag)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(catalog_bytes(replace(catalog, entries=entries)))


def _translated(entries: Iterable[Entry], translations: Mapping[str, str]) -> Iterable[Entry]:
    return (replace(entry, target=translations[entry.source]) for entry in entries)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("documents", type=int)
    arguments = parser.parse_args()
    write_project(arguments.folder, arguments.documents)
