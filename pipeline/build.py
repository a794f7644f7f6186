"""The story: from the sources to the published site, in seven steps and one direction.

parse, translate, check, render, verify, compose, publish. Each step takes values and returns
new ones; the disk is read at the beginning and replaced, as a whole, at the end.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from pipeline.accessibility_results import read_results
from pipeline.build_memory import BuildMemory, Start
from pipeline.check.html_index import Publisher
from pipeline.checking import Checked, check_new_site
from pipeline.editions import Prepared
from pipeline.errors import EXIT_FINDINGS, EXIT_OK
from pipeline.executor import Executor, InThisProcess
from pipeline.file_store import MEGABYTE, MOST_IN_MEMORY, FileStore
from pipeline.findings import Report
from pipeline.fingerprint import digest_of_entries, folder_entries, program_digest
from pipeline.messages import message
from pipeline.preparing import Preparing, prepare, text_step
from pipeline.project import Project, read_documents, stray_settings
from pipeline.publish.replace import recover, replace_folder
from pipeline.published import Published, published_manifest, read_published
from pipeline.records import links_folder
from pipeline.rendering import Progress, Rendered, Rendering, render_downloads, render_pages
from pipeline.retention import taken_away
from pipeline.selection import Selection, source_date_epoch, today
from pipeline.settings import Settings, read_settings, require_known_languages
from pipeline.settled import Settled, files_of, settle, with_files
from pipeline.shared_files import shared_files
from pipeline.site import IsSame, NewSite, compose_site, shared_by_pages
from pipeline.statements import Statements
from pipeline.steps import PROGRAM, Parts, StepResult, digest_of, document_of, parts_of
from pipeline.summary import Offer

__all__ = ["BuildMemory", "BuildResult", "Selection", "build"]


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build found and wrote; `written` are paths under the output folder.

    `memory` is what the next build may start from. `is_published` is False if the whole site was
    refused.
    """

    report: Report
    written: tuple[str, ...]
    exit_code: int
    is_published: bool = True
    memory: BuildMemory = field(default_factory=BuildMemory)


def build(
    project: Project,
    selection: Selection,
    progress: Progress,
    executor: Executor | None = None,
    memory: BuildMemory | None = None,
    most_memory: int = MOST_IN_MEMORY,
) -> BuildResult:
    """Build and publish. Raises PipelineError; then nothing published has changed.

    The `executor` does the work on the editions; without one it is done in this process. What the
    last build left in its `memory` and would be the same again is not made anew, and a document
    of which nothing has changed is not looked at. Of the finished files at most `most_memory`
    megabytes are in memory.
    """
    settings = read_settings(project.settings_file)
    require_known_languages(selection.languages, settings)
    recover(project.output)
    known = memory or BuildMemory()
    start = known.start(project, published_manifest(project.output), selection)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    work = executor or InThisProcess()
    with closing(FileStore(most_memory * MEGABYTE, project.work)) as store:
        run = _Run(project, settings, selection, progress, work, known, now, store)
        result = _built(run, start)
        if start.settled and not result.is_published:
            # Should what is remembered be to blame, everything is looked at.
            store.close()
            result = _built(run, replace(start, settled={}))
    return result


@dataclass(frozen=True, slots=True)
class _Run:
    """What all steps of a build know; `now` is when it is (ISO 8601, UTC).

    `store` has the contents of the files that were made.
    """

    project: Project
    settings: Settings
    selection: Selection
    progress: Progress
    executor: Executor
    memory: BuildMemory
    now: str
    store: FileStore


@dataclass(frozen=True, slots=True)
class _Made:
    """What the steps before the last check have made; `reports` are by the names of documents.

    `failed` are the documents that lack a file which was to be made.
    """

    prepared: tuple[Prepared, ...]
    offers: tuple[Offer, ...]
    files: frozenset[str]
    failed: frozenset[str]
    site: NewSite
    statements: Statements
    reports: Mapping[str, Report]
    report: Report
    results: Mapping[str, StepResult]


def _built(run: _Run, start: Start) -> BuildResult:
    made = _made(run, start)
    settings, output, site = run.settings, run.project.output, made.site
    publisher = Publisher(settings.issuer, settings.contact, settings.tags)
    known = {name: each.part for name, each in start.settled.items()}
    checked = check_new_site(site, output, publisher, known, run.memory.pages, run.executor)
    if checked.report.errors:
        return BuildResult(made.report + checked.report, (), EXIT_FINDINGS, is_published=False)
    run.progress(message("Publishing"))
    replace_folder(
        output,
        site.files,
        owned=start.manifest.owned,
        removed=site.removed,
        links=links_folder(run.project),
    )
    memory = _remembered(run, start, made, checked)
    exit_code = _exit_code(made, start)
    return BuildResult(made.report, tuple(sorted(made.files)), exit_code, memory=memory)


def _made(run: _Run, start: Start) -> _Made:
    """All that is to be published, and all that is told of it."""
    project, settings, steps = run.project, run.settings, run.memory.steps
    published = read_published(project.output, start.manifest, start.settled)
    run.progress(message("Reading"))
    documents = read_documents(project, start.settled)
    run.progress(message("Translating"))
    preparing = Preparing(settings, project, published, run.selection, steps, run.now)
    preparation = prepare(documents, preparing, run.executor)
    prepared, epoch = preparation.prepared, source_date_epoch()
    offers = _offers(prepared, start)
    rendering = Rendering(settings, published, run.selection, steps, epoch, run.now, run.store)
    downloads = render_downloads(prepared, rendering, run.progress, run.executor)
    shared = shared_files(settings, offers, run.store, published, epoch)
    statements = Statements(settings, read_results(project.results_file), _newest(offers))
    around = shared_by_pages(settings, shared.files, statements)
    pages = render_pages(prepared, rendering, around, run.progress, run.executor)
    files = downloads.files | pages.files
    is_same = _is_same(run, published)
    site = compose_site(
        settings, prepared, run.store, published, shared.files, statements, offers, is_same
    )
    reports = _reports(prepared, downloads, pages)
    found = [finding for each in _in_order(reports, start) for finding in each.findings]
    whole = (*stray_settings(project), *taken_away(site.removed, published))
    report = Report((*whole, *found, *shared.report.findings))
    results = {**preparation.results, **downloads.results, **pages.results}
    failed = downloads.failed | pages.failed
    return _Made(prepared, offers, files, failed, site, statements, reports, report, results)


def _offers(prepared: Iterable[Prepared], start: Start) -> tuple[Offer, ...]:
    """What there is of all documents, in their order; last of those without a source."""
    offers: dict[str, list[Offer]] = {name: [] for name in start.inputs}
    for name, settled in start.settled.items():
        offers[name] += settled.offers(name)
    for item in prepared:
        offers.setdefault(item.document, []).append(item.offer)
    return tuple(offer for each in offers.values() for offer in each)


def _reports(
    prepared: Iterable[Prepared], downloads: Rendered, pages: Rendered
) -> dict[str, Report]:
    """What was found of each document that was looked at."""
    reports: dict[str, Report] = {}
    for item in prepared:
        reports[item.document] = reports.get(item.document, Report()) + item.report
    for rendered in (downloads, pages):
        for name, report in rendered.reports.items():
            reports[name] = reports.get(name, Report()) + report
    return reports


def _in_order(reports: Mapping[str, Report], start: Start) -> Iterator[Report]:
    """What was found of each document, now or when it was last looked at."""
    every = {**reports, **{name: each.report for name, each in start.settled.items()}}
    for name in dict.fromkeys((*start.inputs, *every)):
        yield every.get(name, Report())


def _remembered(run: _Run, start: Start, made: _Made, checked: Checked) -> BuildMemory:
    """What the next build may start from."""
    site, before = made.site, run.memory
    own = _own_files(run, made)
    names = {*site.files, *site.kept, *(text_step(o.document, o.tag) for o in made.offers)}
    steps = before.steps.renewed(names, {**made.results, **own}, start.settled)
    before.digests.linked(run.project.output)
    entries = tuple(folder_entries(run.project.output, before.digests))
    documents = before.documents  # of a part nothing new is known of whole documents
    if run.selection == Selection():
        files = files_of(entries, site.manifest, without=start.settled)
        new = with_files(dict(_newly_settled(start, made, checked)), files)
        documents = {**start.settled, **new}
    output = digest_of_entries(entries)
    return BuildMemory(steps, checked.pages, documents, before.digests, output)


def _newly_settled(start: Start, made: _Made, checked: Checked) -> Iterator[tuple[str, Settled]]:
    """The documents that were looked at and need no second look as long as nothing changes."""
    written = {document_of(path) for path in made.files}
    items: dict[str, list[Prepared]] = {}
    for item in made.prepared:
        items.setdefault(item.document, []).append(item)
    for name, each in items.items():
        if name in start.inputs and name not in made.failed:
            part, report = checked.parts.get(name), made.reports[name]
            found = settle(each, start.inputs[name], report, part, is_made=name in written)
            if found:
                yield name, found


def _is_same(run: _Run, published: Published) -> IsSame:
    """Whether a language's page that is published is what it would be again."""
    digest = digest_of(run.settings)

    def is_same(path: str, told: str) -> bool:
        known = run.memory.steps.unchanged(path, _page_parts(digest, told))
        return known is not None and known.result == published.digest(path)

    return is_same


def _page_parts(settings: str, told: str) -> Parts:
    return {"settings": settings, "documents": told, PROGRAM: program_digest()}


def _own_files(run: _Run, made: _Made) -> dict[str, StepResult]:
    """The pages and files that belong to no document, remembered to tell when they changed, and
    why. But for the languages' pages they are made each time."""
    site = made.site
    parts = parts_of(
        settings=run.settings, documents=site.documents, results=made.statements.results
    )
    told = {path: _page_parts(parts["settings"], digest) for path, digest in site.told.items()}
    return {
        path: run.memory.steps.updated(
            path, StepResult(told.get(path, parts), digest, made=run.now)
        )
        for path, digest in site.own.items()
    }


def _newest(offers: Iterable[Offer]) -> date:
    """The date of the newest text or withdrawal, or today where there is none."""
    found = tuple(offers)
    days = [offer.edition.info.current for offer in found if offer.edition]
    days += [offer.withdrawal.day for offer in found if offer.withdrawal]
    return max(days, default=today())


def _exit_code(made: _Made, start: Start) -> int:
    """That of the gravest error; findings that someone must act on give 1."""
    codes = [item.exit_code for item in made.prepared]
    codes += [each.exit_code for each in start.settled.values()]
    return max(codes, default=EXIT_OK) or (EXIT_FINDINGS if made.report.open else EXIT_OK)
