"""What each document has to offer in each language: from its sources, or published before."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace

from pipeline.edition import Edition, Publication
from pipeline.editions import (
    Attempt,
    Prepared,
    ReadText,
    attempt_of,
    kept,
    offered,
    original,
    read_text,
    withdrawn,
)
from pipeline.executor import Executor, Lost
from pipeline.findings import Report
from pipeline.glossary import Glossary, read_glossary
from pipeline.languages import SOURCE_TAG
from pipeline.project import Document, Project
from pipeline.published import Published
from pipeline.retention import not_for_the_public, with_loss, without_source
from pipeline.selection import Selection, today
from pipeline.settings import Settings
from pipeline.steps import Parts, StepRecord, StepResult, digest_of, given_up, parts_of
from pipeline.translate.workspace import TextFiles


@dataclass(frozen=True, slots=True)
class Preparation:
    """What is offered, and the results of the steps that made its texts."""

    prepared: tuple[Prepared, ...]
    results: Mapping[str, StepResult]


@dataclass(frozen=True, slots=True)
class Due:
    """A translation that is to be checked; `before` is what is published of it.

    `read` is what there is of it today. `parts` is what it depends on; None of a language's own
    text, which is always checked.
    """

    document: Document
    tag: str
    before: Edition | None
    read: ReadText
    parts: Parts | None

    @property
    def step(self) -> str:
        """The name of the step."""
        return text_step(self.document.info.name, self.tag)


def text_step(name: str, tag: str) -> str:
    """The name of the step that makes the text of a document in a language."""
    return f"{name}/{tag}"


def text_digest(edition: Edition | None) -> str:
    """Identifies the text of an edition with all that its files say about it; empty for none."""
    if edition is None:
        return ""
    form = json.dumps(edition.to_json(), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(form.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Preparing:
    """What the preparation of all documents has in common."""

    settings: Settings
    project: Project
    published: Published
    selection: Selection
    steps: StepRecord
    now: str


def prepare(documents: tuple[Document, ...], common: Preparing, executor: Executor) -> Preparation:
    """What each document has to offer in each language, selected or published before.

    A translation is read and checked only if something that it depends on has changed.
    """
    glossary = read_glossary(common.project.glossary_file)
    words = {tag: digest_of(_words(glossary, tag)) for tag in common.settings.tags}
    found: list[Prepared | Due] = []
    for document in documents:
        found += _found(document, common, words)
    found += without_source(documents, common.settings, common.published, common.selection.removed)
    known = {item.step: _known(item, common) for item in found if isinstance(item, Due)}
    due = [item for item in found if isinstance(item, Due) and known[item.step] is None]
    shared = (common.settings, glossary)
    done = zip(due, executor.map(_attempt, shared, due), strict=True)
    made = {item.step: _given_up(item) if isinstance(a, Lost) else a for item, a in done}
    prepared: list[Prepared] = []
    results: dict[str, StepResult] = {}
    for item in found:
        if isinstance(item, Due):
            offer, result = _offered(item, known[item.step] or made[item.step], common)
        else:
            offer, result = item, _original(item, common)
        prepared.append(with_loss(offer, common.settings, common.published))
        results |= result
    return Preparation(tuple(prepared), results)


def _found(document: Document, common: Preparing, words: Mapping[str, str]) -> list[Prepared | Due]:
    """What a document has in each language; a translation that is selected is due.

    `words` are the digests of what the glossary says for each language.
    """
    settings, published, selection = common.settings, common.published, common.selection
    name = document.info.name
    if document.info.status is Publication.DRAFT:
        return [not_for_the_public(document)]
    if document.info.status is Publication.WITHDRAWN:
        titles, since = published.titles(name), published.withdrawn_since(name)
        return list(withdrawn(document, settings, titles, since, today()))
    found: list[Prepared | Due] = []
    for tag in settings.tags:
        key = (name, tag)
        before = published.editions.get(key)
        is_selected = selection.has_language(tag) or key in published.lost
        if document.parsed.report.errors:
            report = document.parsed.report if tag == SOURCE_TAG else Report()
            found.append(Prepared(*key, before, False, report))
        elif tag == SOURCE_TAG and is_selected:
            found.append(original(document, settings, common.project, before))
        elif is_selected:
            read = read_text(document, tag, settings, common.project)
            parts = _parts(document, read, tag, settings, words[tag])
            found.append(Due(document, tag, before, read, parts))
        else:
            is_current = tag == SOURCE_TAG or not selection.has_language(SOURCE_TAG)
            stays = before if is_current else kept(document, settings, before, today())
            found.append(Prepared(name, tag, stays, False, Report()))
    return found


def _parts(
    document: Document, read: ReadText, tag: str, settings: Settings, words: str
) -> Parts | None:
    """What a translation depends on; None for a language's own text and for what is not read."""
    if not isinstance(read, TextFiles):
        return None
    return parts_of(
        "text",
        source=(document.digest, document.info),
        catalog=read.catalog,
        approvals=read.approvals.by_hash(tag),
        settings=(settings.issuer, settings.contact, settings.languages[tag]),
        glossary=words,
    )


def _words(glossary: Glossary, tag: str) -> tuple[object, ...]:
    """What the glossary says for one language."""
    return tuple(replace(e, targets={tag: e.targets.get(tag, ())}) for e in glossary.entries)


def _known(due: Due, common: Preparing) -> Attempt | None:
    """What the last build made of it, if it would make the same again and the text is there."""
    known = common.steps.unchanged(due.step, due.parts) if due.parts else None
    if known is None:
        return None
    if not known.result:
        return Attempt(None, known.report, known.exit_code)
    if known.result != text_digest(due.before):
        return None
    return Attempt(due.before, known.report, known.exit_code)


def _given_up(due: Due) -> Attempt:
    return Attempt(None, Report((given_up(due.step),)))


def _attempt(shared: tuple[Settings, Glossary], due: Due) -> Attempt:
    settings, glossary = shared
    return attempt_of(due.document, due.tag, due.read, settings, glossary)


def _offered(due: Due, made: Attempt, common: Preparing) -> tuple[Prepared, dict[str, StepResult]]:
    prepared = offered(due.document, due.tag, made, common.settings, due.before, today())
    digest, findings = text_digest(made.edition), made.report.findings
    parts = due.parts or parts_of("text", catalog=digest)
    new = StepResult(parts, digest, findings, made.exit_code, made=common.now)
    return prepared, {due.step: common.steps.updated(due.step, new)}


def _original(item: Prepared, common: Preparing) -> dict[str, StepResult]:
    """The Swedish text is made at each build, and remembered to tell when it changed."""
    if item.edition is None or not item.is_new:
        return {}
    step, edition = text_step(item.document, item.tag), item.edition
    parts = parts_of(
        "text",
        source=(edition.source_digest, edition.info),
        settings=(edition.issuer, edition.contact),
    )
    new = StepResult(parts, text_digest(edition), made=common.now)
    return {step: common.steps.updated(step, new)}
