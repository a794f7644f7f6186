"""Machine drafts in the catalogs: what is missing is drafted, checked, and marked as what it is.

All texts of all documents in one language go through the engine together. Each catalog is written
as a whole when its language is done, so a run that is stopped keeps what it had finished.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from pipeline.check.drafts import check_drafts, reasons
from pipeline.glossary import Glossary
from pipeline.languages import SOURCE_TAG, language
from pipeline.messages import Message, message
from pipeline.project import Document, Project
from pipeline.translate.catalog import Catalog, target_problem
from pipeline.translate.document_names import Names
from pipeline.translate.draft import Drafted, Wanted, draft_texts
from pipeline.translate.engine import Engine, Model, Route
from pipeline.translate.machine import (
    MachineMark,
    Need,
    needs_machine,
    with_draft,
    with_failure,
    with_offer,
)
from pipeline.translate.pairs import shortest_route
from pipeline.translate.pivot import Pivot
from pipeline.translate.po import Entry
from pipeline.translate.segments import Key, segments
from pipeline.translate.variant import briefing_in
from pipeline.translate.workspace import read_document_catalog, write_document_catalog

Progress = Callable[[Message], None]

LEAST_SCORE = 0.4
"""A draft below it counts as failed: on average the model gave its own words less than this."""

TOLD_BY_TAGS = ("fidelity.note", "fidelity.markup")
"""What a draft that has lost its tags breaks too, and need not be told twice."""


@dataclass(frozen=True, slots=True)
class Task:
    """A catalog with what its entries want of the machine; never empty."""

    document: Document
    catalog: Catalog
    needs: Mapping[Key, Need]


@dataclass(frozen=True, slots=True)
class Made:
    """What the machine did for one catalog: entries with a draft that passed the checks, with one
    that did not, with an offer beside a person's text, and without anything safe."""

    document: str
    language: str
    passed: int = 0
    failed: int = 0
    offered: int = 0
    nothing: int = 0


@dataclass(frozen=True, slots=True)
class Drafting:
    """What a run of the machine did; `unreached` are the languages that no model leads to."""

    made: tuple[Made, ...] = ()
    unreached: tuple[str, ...] = ()


def draft_catalogs(
    documents: Mapping[str, Sequence[Document]],
    engine: Engine,
    glossary: Glossary,
    project: Project,
    today: date,
    progress: Progress,
) -> Drafting:
    """Draft what the catalogs of each language lack; `documents` are to be drafted in it.

    With nothing to do the engine is not asked. Raises ModelError if a model cannot be used,
    CatalogError if a catalog cannot be used or written; what was written before stays.
    """
    ways = routes(engine.models(), documents)
    tasks = {tag: find_tasks(documents[tag], tag, ways[tag], engine.name, project) for tag in ways}
    pivot = Pivot(engine)
    made: list[Made] = []
    for tag, found in tasks.items():
        if found:
            number = sum(len(task.needs) for task in found)
            progress(message("{language}: translating {number}", language=tag, number=number))
            made += draft_language(found, ways[tag], pivot, glossary, project, today)
    return Drafting(tuple(made), tuple(tag for tag in documents if tag not in ways))


def routes(models: Iterable[Model], tags: Iterable[str]) -> Mapping[str, Route]:
    """The way to each language that the models can reach from Swedish."""
    available = tuple(models)
    found = {tag: shortest_route(available, SOURCE_TAG, tag) for tag in tags}
    return {tag: route for tag, route in found.items() if route}


def find_tasks(
    documents: Iterable[Document], tag: str, route: Route, engine_name: str, project: Project
) -> tuple[Task, ...]:
    """The catalogs of a language in which the machine has something to do.

    Raises CatalogError if a catalog cannot be used.
    """
    found = (_task(document, tag, route, engine_name, project) for document in documents)
    return tuple(task for task in found if task and task.needs)


def _task(
    document: Document, tag: str, route: Route, engine_name: str, project: Project
) -> Task | None:
    catalog = read_document_catalog(project.source, document.info.name, tag)
    if catalog is None:
        return None
    models = tuple(str(model) for model in route)
    found = {entry.key: needs_machine(entry, engine_name, models) for entry in catalog.active}
    needs = {key: need for key, need in found.items() if need is not Need.NONE}
    return Task(document, catalog, needs)


def draft_language(
    tasks: Sequence[Task],
    route: Route,
    pivot: Pivot,
    glossary: Glossary,
    project: Project,
    today: date,
) -> tuple[Made, ...]:
    """Draft what the tasks of one language want, and write their catalogs.

    Raises ModelError if a model cannot be used, CatalogError if a catalog cannot be written.
    """
    wanted = [_wanted(task, glossary) for task in tasks]
    texts = [text for of_task in wanted for text in of_task.values()]
    tag = tasks[0].catalog.language
    drafts = iter(draft_texts(texts, route, pivot, language(tag)))
    made: list[Made] = []
    for task, of_task in zip(tasks, wanted, strict=True):
        drafted = {key: next(drafts) for key in of_task}
        # A person may have saved the file while the machine was at work.
        fresh = _task(task.document, tag, route, pivot.engine.name, project)
        if fresh and fresh.needs:
            filled, count = _filled(fresh, drafted, route, pivot.engine.name, glossary, today)
            write_document_catalog(project.source, filled)
            made.append(count)
    return tuple(made)


def _wanted(task: Task, glossary: Glossary) -> dict[Key, Wanted]:
    own = (entry.term for entry in glossary.entries if entry.is_name)
    names = Names.of(task.document.parsed.briefing, own)
    return {key: Wanted(key[1], names) for key in task.needs}


def _filled(
    task: Task,
    drafted: Mapping[Key, Drafted],
    route: Route,
    engine_name: str,
    glossary: Glossary,
    today: date,
) -> tuple[Catalog, Made]:
    """The catalog with the drafts in their places, and what came of them."""
    drafted = {key: draft for key, draft in drafted.items() if key in task.needs}
    problems = _problems(task, drafted, glossary)
    names = tuple(str(model) for model in route)
    entries: list[Entry] = []
    counts = {"passed": 0, "failed": 0, "offered": 0, "nothing": 0}
    for entry in task.catalog.entries:
        draft = drafted.get(entry.key)
        if draft is None or entry.obsolete:
            entries.append(entry)
            continue
        mark = MachineMark(engine_name, names, draft.score, today)
        told = (*draft.reasons, *problems.get(entry.key, ()), *_doubt(draft))
        after, outcome = _placed(entry, task.needs[entry.key], draft, mark, told)
        entries.append(after)
        counts[outcome] += 1
    catalog = replace(task.catalog, entries=tuple(entries))
    return catalog, Made(catalog.document, catalog.language, **counts)


def _doubt(draft: Drafted) -> Iterator[Message]:
    if draft.text and draft.score < LEAST_SCORE:
        reason = "The model itself was very unsure of this text (certainty {score})."
        yield message(reason, score=f"{draft.score:.2f}")


def _placed(
    entry: Entry, need: Need, draft: Drafted, mark: MachineMark, reasons: Sequence[Message]
) -> tuple[Entry, str]:
    """The entry after the machine, and which of the counts it belongs to."""
    unusable = target_problem(replace(entry, target=draft.text)) if draft.text else None
    if unusable:
        return with_failure(entry, mark, (*reasons, unusable)), "nothing"
    if not draft.text or (need is Need.OFFER and reasons):
        return with_failure(entry, mark, reasons), "nothing"
    if need is Need.OFFER:
        return with_offer(entry, draft.text, mark), "offered"
    return with_draft(entry, draft.text, mark, reasons), "failed" if reasons else "passed"


def _problems(
    task: Task, drafted: Mapping[Key, Drafted], glossary: Glossary
) -> Mapping[Key, tuple[Message, ...]]:
    """What the checks find in the drafts, each seen in its place among the other texts."""
    briefing = task.document.parsed.briefing
    targets = {entry.key: entry.target for entry in task.catalog.active}
    targets |= {key: draft.text for key, draft in drafted.items()}
    ids: dict[str, Key] = {s.id: s.key for s in segments(briefing) if s.key in drafted}
    variant = briefing_in(briefing, targets, task.catalog.language)
    found: dict[Key, dict[Message, None]] = defaultdict(dict)
    for identity, findings in check_drafts(briefing, variant, ids, glossary).items():
        key = ids[identity]
        own = (f for f in findings if not (drafted[key].reasons and f.rule in TOLD_BY_TAGS))
        found[key] |= dict.fromkeys(reasons(tuple(own)))
    return {key: tuple(told) for key, told in found.items()}


def summary(made: Iterable[Made]) -> Iterator[Message]:
    """A sentence for each catalog on what the machine did."""
    for one in made:
        text = (
            "{document}, {language}: the machine made drafts of {passed} texts; {failed} more "
            "have problems, {offered} are offered beside outdated texts, {nothing} could not be "
            "made safely."
        )
        yield message(
            text,
            document=one.document,
            language=one.language,
            passed=one.passed,
            failed=one.failed,
            offered=one.offered,
            nothing=one.nothing,
        )
