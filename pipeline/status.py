"""For each document and language: how far the translation is, and what is published."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from pipeline.adaptations import read_adaptation
from pipeline.errors import EXIT_OK, CatalogError, SourceError
from pipeline.findings import Finding
from pipeline.interface import Interface
from pipeline.json_values import JsonObject
from pipeline.languages import SOURCE_TAG, language
from pipeline.manifest import Status, read_manifest
from pipeline.messages import Message, message
from pipeline.project import Document, Project, read_documents
from pipeline.settings import Publish, read_settings
from pipeline.translate.segments import segments
from pipeline.translate.states import EntryState
from pipeline.translate.variant import Translation
from pipeline.translate.workspace import (
    catalog_path,
    last_change,
    translation,
    without_catalog,
)

if TYPE_CHECKING:
    from rich.table import Table

COLUMNS = {
    EntryState.APPROVED: message("Approved"),
    EntryState.DRAFT: message("Drafts"),
    EntryState.MACHINE: message("Machine"),
    EntryState.OUTDATED: message("Outdated"),
    EntryState.MISSING: message("Missing"),
}

NAMES = {
    "": message("nothing"),
    "original": message("the original"),
    "approved": message("approved"),
    "draft": message("draft"),
    "machine": message("machine"),
    "planned": message("planned"),
    "outdated": message("an older version"),
    "withdrawn": message("withdrawn"),
}


@dataclass(frozen=True, slots=True)
class Amount:
    """So many texts, and the words of the Swedish ones, by which translators are paid."""

    texts: int = 0
    words: int = 0

    def __add__(self, other: "Amount") -> "Amount":
        return Amount(self.texts + other.texts, self.words + other.words)


@dataclass(frozen=True, slots=True)
class StatusRow:
    """One document in one language.

    `rule` is what the settings demand (`original` for Swedish); `amounts` is how much is in each
    state; `published` is what residents find now, None for nothing. `place` is the file with the
    language's text. `changed` is when a person last worked on it, by the catalog's own date
    (PO-Revision-Date) and the approvals. `problem` is what keeps the catalog from being read;
    then all texts count as missing.
    """

    document: str
    language: str
    rule: str
    published: Status | None
    place: str
    amounts: Mapping[EntryState, Amount] = field(default_factory=dict)
    changed: date | None = None
    problem: Finding | None = None
    exit_code: int = EXIT_OK

    def amount(self, state: EntryState) -> Amount:
        """How much is in a state."""
        return self.amounts.get(state, Amount())

    def to_json(self, ui: Interface) -> JsonObject:
        """The row for machines, with a problem as a sentence in the language of `ui`."""
        texts: JsonObject = {state.value: self.amount(state).texts for state in EntryState}
        words: JsonObject = {state.value: self.amount(state).words for state in EntryState}
        return {
            "document": self.document,
            "language": self.language,
            "rule": self.rule,
            **texts,
            "words": words,
            "published": self.published.value if self.published else None,
            "changed": self.changed.isoformat() if self.changed else None,
            "problem": ui.show_finding(self.problem) if self.problem else None,
        }


def read_status(project: Project) -> tuple[StatusRow, ...]:
    """A row for each document and language. Raises PipelineError as a build would."""
    settings = read_settings(project.settings_file)
    published = {
        (file.document, file.language): file.status
        for file in read_manifest(project.output).files
        if file.format in ("html", "pdf", "docx")
    }
    rows: list[StatusRow] = []
    for document in read_documents(project):
        name, place = document.info.name, str(document.path)
        found = published.get((name, SOURCE_TAG))
        rows.append(StatusRow(name, SOURCE_TAG, "original", found, place))
        rows.extend(
            _row(project, document, tag, settings.languages[tag], published.get((name, tag)))
            for tag in settings.languages
        )
    return tuple(rows)


def _row(
    project: Project, document: Document, tag: str, rule: Publish, published: Status | None
) -> StatusRow:
    name, briefing = document.info.name, document.parsed.briefing
    place = str(catalog_path(project.source, name, tag))
    row = StatusRow(name, tag, rule.value, published, place)
    try:
        changed = last_change(project.source, name, tag)
        if own := read_adaptation(document, project, tag):
            found = segments(own.parsed.briefing)
            words = sum(len(segment.characters.split()) for segment in found)
            amounts = {own.entry_state: Amount(len(found), words)}
            return replace(row, place=str(own.path), amounts=amounts, changed=changed)
        result = translation(project.source, name, briefing, tag)
        return replace(row, amounts=_amounts(result), changed=changed)
    except (CatalogError, SourceError) as error:
        problem = Finding("catalog.unusable", error.where, error.text)
        result = without_catalog(project.source, name, briefing, tag)
        amounts = _amounts(result)
        return replace(row, amounts=amounts, problem=problem, exit_code=error.exit_code)


def _amounts(result: Translation) -> dict[EntryState, Amount]:
    return {state: Amount(n, result.words[state]) for state, n in result.counts.items()}


def total(rows: Iterable[StatusRow]) -> dict[EntryState, Amount]:
    """How much of all translations is in each state."""
    found = tuple(rows)
    return {s: sum((row.amount(s) for row in found), Amount()) for s in EntryState}


def next_steps(rows: tuple[StatusRow, ...]) -> Iterator[Message]:
    """What people can do now, and the command for it."""
    for_readers = [row for row in rows if row.rule != Publish.PLANNED]
    missing = (EntryState.MISSING, EntryState.OUTDATED)
    if (found := _waiting(for_readers, missing)).texts:
        reason = (
            "Texts that are missing or outdated: {texts} ({words} words). Send them to "
            'translators: make package LANGUAGES="{tags}"'
        )
        yield message(reason, texts=found.texts, words=found.words, tags=found.tags)
    planned = [row for row in rows if row.rule == Publish.PLANNED]
    if (found := _waiting(planned, missing)).texts:
        reason = (
            "Languages that are on their way: {tags}. Texts that they lack: {texts} ({words} "
            'words). Send them to translators: make package LANGUAGES="{tags}"'
        )
        yield message(reason, texts=found.texts, words=found.words, tags=found.tags)
    if (found := _waiting(rows, (EntryState.MACHINE,))).texts:
        reason = (
            "Texts that only a machine wrote: {texts} ({words} words), in {tags}. Let someone who "
            "knows the language go through them."
        )
        yield message(reason, texts=found.texts, words=found.words, tags=found.tags)
    if (found := _waiting(rows, (EntryState.DRAFT,))).texts:
        reason = (
            "Drafts that no qualified person has approved: {texts} ({words} words), in {tags}. "
            "When one has read them, run the command approve."
        )
        yield message(reason, texts=found.texts, words=found.words, tags=found.tags)


@dataclass(frozen=True, slots=True)
class _Waiting:
    texts: int
    words: int
    tags: str


def _waiting(rows: Iterable[StatusRow], states: Iterable[EntryState]) -> _Waiting:
    wanted, amounts = tuple(states), dict[str, Amount]()
    for row in rows:
        found = sum((row.amount(state) for state in wanted), Amount())
        if found.texts:
            amounts[row.language] = amounts.get(row.language, Amount()) + found
    whole = sum(amounts.values(), Amount())
    return _Waiting(whole.texts, whole.words, " ".join(amounts))


def markdown_table(rows: tuple[StatusRow, ...], ui: Interface) -> Iterator[str]:
    """The languages and how far they are, over all documents, as lines of Markdown."""
    states = list(COLUMNS.values())
    titles = (message("Language"), message("In Swedish"), message("Rule"), *states)
    titles = (*titles, message("Words"))
    yield "| " + " | ".join(ui.show(title) for title in titles) + " |"
    yield "| --- | --- | --- |" + " ---: |" * (len(COLUMNS) + 1)
    for tag, found in _by_language(rows).items():
        own, amounts = language(tag), total(found)
        words = sum(amount.words for amount in amounts.values())
        numbers = [f"{amounts[state].texts:,}" for state in COLUMNS] + [f"{words:,}"]
        rule = ui.show(NAMES[found[0].rule])
        yield "| " + " | ".join((own.endonym, own.swedish, rule, *numbers)) + " |"


def _by_language(rows: Iterable[StatusRow]) -> dict[str, list[StatusRow]]:
    found: dict[str, list[StatusRow]] = {}
    for row in rows:
        if row.language != SOURCE_TAG:
            found.setdefault(row.language, []).append(row)
    return found


def status_tables(rows: tuple[StatusRow, ...], ui: Interface) -> "Iterator[Table]":
    """A table for each document and one of the whole, for a rich console of 80 columns."""
    for document, found in groupby(rows, lambda row: row.document):
        yield _document_table(document, found, ui)
    yield _total_table(rows, ui)


def _document_table(document: str, rows: Iterable[StatusRow], ui: Interface) -> "Table":
    table = _table(document)
    table.add_column(ui.show(message("Language")), overflow="fold")
    table.add_column(ui.show(message("Rule")), overflow="fold")
    for title in COLUMNS.values():
        table.add_column(ui.show(title), justify="right", overflow="fold")
    table.add_column(ui.show(message("Published")), overflow="fold")
    for row in rows:
        is_original = row.language == SOURCE_TAG
        counts = ["" if is_original else str(row.amount(state).texts) for state in COLUMNS]
        state = ui.show(NAMES[row.published.value if row.published else ""])
        table.add_row(language_name(row.language, ui), ui.show(NAMES[row.rule]), *counts, state)
    return table


def _total_table(rows: tuple[StatusRow, ...], ui: Interface) -> "Table":
    table = _table(ui.show(message("All documents")))
    table.add_column("")
    for title in COLUMNS.values():
        table.add_column(ui.show(title), justify="right")
    amounts = total(rows)
    texts = (_grouped(amounts[state].texts) for state in COLUMNS)
    words = (_grouped(amounts[state].words) for state in COLUMNS)
    table.add_row(ui.show(message("Texts")), *texts)
    table.add_row(ui.show(message("Swedish words in them")), *words)
    return table


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", "\N{NO-BREAK SPACE}")


def _table(title: str) -> "Table":
    from rich.table import Table
    from rich.text import Text

    return Table(
        title=Text(title, style="bold"),
        title_justify="left",
        box=None,
        pad_edge=False,
        padding=(0, 1, 0, 0),  # one space between columns: all fit on 80 characters
    )


def language_name(tag: str, ui: Interface) -> str:
    """A language for staff: its Swedish name and tag, or in English its tag."""
    return f"{language(tag).swedish} ({tag})" if ui.tag == SOURCE_TAG else tag
