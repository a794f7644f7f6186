"""The story: from the sources to the published site, in seven steps and one direction.

parse, translate, check, render, verify, compose, publish. Each step takes values and returns
new ones; the disk is read at the beginning and replaced, as a whole, at the end.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from pipeline.accessibility_results import AccessibilityResults, read_results
from pipeline.check.html_index import Publisher
from pipeline.check.site import check_site
from pipeline.editions import Prepared
from pipeline.errors import EXIT_FINDINGS, EXIT_OK
from pipeline.executor import Executor, InThisProcess
from pipeline.findings import Report
from pipeline.messages import message
from pipeline.preparing import Preparing, prepare, text_step
from pipeline.project import Project, read_documents, stray_settings
from pipeline.publish.replace import recover, replace_folder
from pipeline.rendering import Progress, Rendering, render_downloads, render_pages
from pipeline.retention import taken_away
from pipeline.selection import Selection, source_date_epoch, today
from pipeline.settings import Settings, read_settings, require_known_languages
from pipeline.shared_files import shared_files
from pipeline.site import NewSite, compose_site, read_published, shared_by_pages
from pipeline.statements import Statements
from pipeline.steps import NOTHING_KNOWN, StepRecord, StepResult, parts_of

__all__ = ["BuildResult", "Selection", "build"]


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build found and wrote; `written` are paths under the output folder.

    `steps` is what the next build may start from. `is_published` is False if the whole site was
    refused.
    """

    report: Report
    written: tuple[str, ...]
    exit_code: int
    is_published: bool = True
    steps: StepRecord = NOTHING_KNOWN


def build(
    project: Project,
    selection: Selection,
    progress: Progress,
    executor: Executor | None = None,
    steps: StepRecord = NOTHING_KNOWN,
) -> BuildResult:
    """Build and publish. Raises PipelineError; then nothing published has changed.

    The `executor` does the work on the editions; without one it is done in this process. What the
    last build remembered in `steps` and would be the same again is not made anew.
    """
    executor = executor or InThisProcess()
    settings = read_settings(project.settings_file)
    require_known_languages(selection.languages, settings)
    recover(project.output)
    published = read_published(project.output)
    progress(message("Reading"))
    documents = read_documents(project)
    progress(message("Translating"))
    now = datetime.now(UTC).isoformat(timespec="seconds")
    preparing = Preparing(settings, project, published, selection, steps, now)
    preparation = prepare(documents, preparing, executor)
    prepared, epoch = preparation.prepared, source_date_epoch()
    rendering = Rendering(settings, published, selection, steps, epoch, now)
    downloads = render_downloads(prepared, rendering, progress, executor)
    shared = shared_files(settings, prepared, downloads.files, published, epoch)
    checked = read_results(project.results_file)
    statements = Statements(settings, checked, _newest(prepared))
    around = shared_by_pages(settings, shared.files, statements)
    pages = render_pages(prepared, rendering, downloads.files, around, progress, executor)
    made = {**downloads.files, **pages.files}
    site = compose_site(settings, prepared, made, published, shared.files, statements)
    report = Report((*stray_settings(project), *taken_away(site.removed, published)))
    for part in (*(p.report for p in prepared), downloads.report, pages.report, shared.report):
        report += part
    publisher = Publisher(settings.issuer, settings.contact, settings.tags)
    lost_ways = Report(check_site(site.contents(project.output), publisher))
    if lost_ways.errors:
        return BuildResult(report + lost_ways, (), EXIT_FINDINGS, is_published=False)
    progress(message("Publishing"))
    replace_folder(project.output, site.files, owned=published.manifest.owned, removed=site.removed)
    results = {**preparation.results, **downloads.results, **pages.results}
    own = _own_files(site, settings, checked, now, steps)
    record = steps.of({*site.files, *site.kept, *_texts(prepared)}).with_results(own | results)
    return BuildResult(report, tuple(sorted(made)), _exit_code(prepared, report), steps=record)


def _texts(prepared: Iterable[Prepared]) -> Iterator[str]:
    """The steps of the texts of what is offered."""
    return (text_step(item.document, item.tag) for item in prepared)


def _own_files(
    site: NewSite, settings: Settings, checked: AccessibilityResults, now: str, steps: StepRecord
) -> dict[str, StepResult]:
    """The pages and files that belong to no document: made each time, and remembered to tell
    when they changed, and why."""
    parts = parts_of(settings=settings, documents=site.documents, results=checked)
    return {
        path: steps.updated(path, StepResult(parts, digest, made=now))
        for path, digest in site.own.items()
    }


def _newest(prepared: Iterable[Prepared]) -> date:
    """The date of the newest text or withdrawal, or today where there is none."""
    found = tuple(prepared)
    days = [item.edition.info.current for item in found if item.edition]
    days += [item.withdrawal.day for item in found if item.withdrawal]
    return max(days, default=today())


def _exit_code(prepared: Iterable[Prepared], report: Report) -> int:
    """That of the gravest error; findings that someone must act on give 1."""
    gravest = max((item.exit_code for item in prepared), default=EXIT_OK)
    return gravest or (EXIT_FINDINGS if report.open else EXIT_OK)
