"""The story: from the sources to the published site, in seven steps and one direction.

parse, translate, check, render, verify, compose, publish. Each step takes values and returns
new ones; the disk is read at the beginning and replaced, as a whole, at the end.
"""

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from pipeline.accessibility_results import read_results
from pipeline.check.html_index import Publisher
from pipeline.check.site import check_site
from pipeline.edition import Edition, Publication
from pipeline.editions import Prepared, kept, original, translated, withdrawn
from pipeline.errors import EXIT_FINDINGS, EXIT_OK, UsageError
from pipeline.executor import Executor, InThisProcess
from pipeline.findings import Report
from pipeline.glossary import Glossary, read_glossary
from pipeline.languages import SOURCE_TAG, Language, language
from pipeline.messages import Message, message
from pipeline.produce import DOWNLOADS, Produced, epoch_of, produce_download, produce_page
from pipeline.project import Document, Project, read_documents, stray_settings
from pipeline.publish.replace import recover, replace_folder
from pipeline.retention import not_for_the_public, taken_away, with_loss, without_source
from pipeline.settings import Settings, read_settings, require_known_languages
from pipeline.shared_files import shared_files
from pipeline.site import Key, Published, compose_site, read_published, shared_by_pages
from pipeline.statements import Statements
from pipeline.style import Style
from pipeline.webpage import SharedFiles

Progress = Callable[[Message], None]
"""Told what is being done; the command line shows it."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What a run is narrowed to; empty means everything.

    `removed` are documents without source whose published files are to go.
    """

    languages: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    def has_language(self, tag: str) -> bool:
        """Whether editions in this language are to be made."""
        return not self.languages or tag in self.languages

    def has_format(self, format_: str) -> bool:
        """Whether downloads of this format are to be made."""
        return not self.formats or format_ in self.formats


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build found and wrote; `written` are paths under the output folder.

    `is_published` is False if the whole site was refused.
    """

    report: Report
    written: tuple[str, ...]
    exit_code: int
    is_published: bool = True


def build(
    project: Project, selection: Selection, progress: Progress, executor: Executor | None = None
) -> BuildResult:
    """Build and publish. Raises PipelineError; then nothing published has changed.

    The `executor` does the work on the editions; without one it is done in this process.
    """
    executor = executor or InThisProcess()
    settings = read_settings(project.settings_file)
    require_known_languages(selection.languages, settings)
    recover(project.output)
    published = read_published(project.output)
    progress(message("Reading"))
    documents = read_documents(project)
    progress(message("Translating"))
    prepared = prepare(documents, settings, project, published, selection, executor)
    downloads = render_downloads(prepared, settings, selection, published, progress, executor)
    epoch = _source_date_epoch()
    shared = shared_files(settings, prepared, downloads.files, published, epoch)
    statements = Statements(settings, read_results(project.results_file), _newest(prepared))
    around = shared_by_pages(settings, shared.files, statements)
    pages = render_pages(prepared, settings, downloads.files, published, around, progress, executor)
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
    return BuildResult(report, tuple(sorted(made)), _exit_code(prepared, report))


def prepare(
    documents: tuple[Document, ...],
    settings: Settings,
    project: Project,
    published: Published,
    selection: Selection,
    executor: Executor,
) -> tuple[Prepared, ...]:
    """What each document has to offer in each language, selected or published before."""
    found: list[Prepared | Due] = []
    for document in documents:
        if document.info.status is Publication.DRAFT:
            found.append(not_for_the_public(document))
            continue
        if document.info.status is Publication.WITHDRAWN:
            name = document.info.name
            titles, since = published.titles(name), published.withdrawn_since(name)
            found += withdrawn(document, settings, titles, since, _today())
            continue
        for tag in settings.tags:
            key = (document.info.name, tag)
            before = published.editions.get(key)
            is_selected = selection.has_language(tag) or key in published.lost
            if document.parsed.report.errors:
                report = document.parsed.report if tag == SOURCE_TAG else Report()
                found.append(Prepared(*key, before, False, report))
            elif tag == SOURCE_TAG and is_selected:
                found.append(original(document, settings, project, before))
            elif is_selected:
                found.append(Due(document, tag, before))
            else:
                is_current = tag == SOURCE_TAG or not selection.has_language(SOURCE_TAG)
                stays = before if is_current else kept(document, settings, before, _today())
                found.append(Prepared(document.info.name, tag, stays, False, Report()))
    found += without_source(documents, settings, published, selection.removed)
    shared = Translating(settings, project, read_glossary(project.glossary_file), _today())
    done = executor.map(_translated, shared, (item for item in found if isinstance(item, Due)))
    whole = (next(done) if isinstance(item, Due) else item for item in found)
    return tuple(with_loss(item, settings, published) for item in whole)


@dataclass(frozen=True, slots=True)
class Due:
    """A translation that is to be read and checked; `before` is what is published of it."""

    document: Document
    tag: str
    before: Edition | None


@dataclass(frozen=True, slots=True)
class Translating:
    """What all translations of a build have in common."""

    settings: Settings
    project: Project
    glossary: Glossary
    today: date


def _translated(shared: Translating, due: Due) -> Prepared:
    return translated(
        due.document,
        due.tag,
        shared.settings,
        shared.project,
        due.before,
        shared.today,
        shared.glossary,
    )


@dataclass(frozen=True, slots=True)
class Rendered:
    """Files that were made and verified, and what was found."""

    files: Mapping[str, bytes]
    report: Report


def render_downloads(
    prepared: Iterable[Prepared],
    settings: Settings,
    selection: Selection,
    published: Published,
    progress: Progress,
    executor: Executor,
) -> Rendered:
    """The PDF and DOCX files that are due. Raises RenderError if a text cannot be drawn."""
    files: dict[str, bytes] = {}
    report = Report()
    due = [
        (item.edition, format_)
        for item in prepared
        for format_ in DOWNLOADS
        if item.edition and _is_due(item, item.edition, format_, selection, published)
    ]
    shared = (settings.style, _source_date_epoch())
    made = executor.map(_download, shared, due)
    for edition, format_ in due:
        progress(message("Making {path}", path=edition.path(format_)))
        file = next(made)
        report += file.report
        if file.data is not None:
            files[file.path] = file.data
    return Rendered(files, report)


def _download(shared: tuple[Style, datetime | None], due: tuple[Edition, str]) -> Produced:
    (style, source_date_epoch), (edition, format_) = shared, due
    return produce_download(edition, format_, style, epoch_of(edition, source_date_epoch))


def _is_due(
    item: Prepared, edition: Edition, format_: str, selection: Selection, published: Published
) -> bool:
    """Whether a file is to be made.

    A format that was not asked for is made all the same if its text has changed, so that the
    formats of one language never differ.
    """
    is_there = published.has(edition.path(format_))
    has_changed = published.editions.get((item.document, item.tag)) != edition
    is_wanted = item.is_new and selection.has_format(format_)
    return is_wanted or (is_there and has_changed)


def render_pages(
    prepared: Iterable[Prepared],
    settings: Settings,
    downloads: Mapping[str, bytes],
    published: Published,
    shared: SharedFiles,
    progress: Progress,
    executor: Executor,
) -> Rendered:
    """The web pages of all that is published, since each links to the others.

    A page that does not pass its check is not linked to, so the rest is made once more.
    """
    progress(message("Making the pages"))
    editions = {(p.document, p.tag): p.edition for p in prepared if p.edition}
    report = Report()
    while True:
        pages: dict[str, bytes] = {}
        failed: set[Key] = set()
        due = [
            (
                edition,
                _sizes(edition, downloads, published),
                tuple(language(t) for n, t in editions if n == name and t != tag),
            )
            for (name, tag), edition in editions.items()
        ]
        done = executor.map(_page, (settings.style, shared), due)
        for (name, tag), made in zip(editions, done, strict=True):
            if made.data is not None:
                pages[made.path] = made.data
            elif not published.has(made.path):
                failed.add((name, tag))
            if made.data is None or not failed:
                report += made.report
        if not failed:
            return Rendered(pages, report)
        editions = {key: edition for key, edition in editions.items() if key not in failed}


def _page(
    shared: tuple[Style, SharedFiles],
    due: tuple[Edition, Mapping[str, int], tuple[Language, ...]],
) -> Produced:
    (style, around), (edition, sizes, others) = shared, due
    return produce_page(edition, style, sizes, others, around)


def _sizes(
    edition: Edition, downloads: Mapping[str, bytes], published: Published
) -> dict[str, int]:
    """The bytes of each download that the site will have, by format."""
    sizes: dict[str, int] = {}
    for format_ in DOWNLOADS:
        path = edition.path(format_)
        if path in downloads:
            sizes[format_] = len(downloads[path])
        elif published.has(path):
            sizes[format_] = published.size(path)
    return sizes


def _source_date_epoch() -> datetime | None:
    """The time in SOURCE_DATE_EPOCH (seconds since 1970, UTC), if it is set."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH")
    if not seconds:
        return None
    try:
        if not (seconds.isascii() and seconds.isdigit()):
            raise ValueError
        return datetime.fromtimestamp(int(seconds), UTC)
    except (ValueError, OverflowError, OSError):
        reason = "SOURCE_DATE_EPOCH must be a whole number of seconds since 1970."
        raise UsageError(message(reason)) from None


def _today() -> date:
    epoch = _source_date_epoch()
    return epoch.date() if epoch else date.today()


def _newest(prepared: Iterable[Prepared]) -> date:
    """The date of the newest text or withdrawal, or today where there is none."""
    found = tuple(prepared)
    days = [item.edition.info.current for item in found if item.edition]
    days += [item.withdrawal.day for item in found if item.withdrawal]
    return max(days, default=_today())


def _exit_code(prepared: Iterable[Prepared], report: Report) -> int:
    """That of the gravest error; findings that someone must act on give 1."""
    gravest = max((item.exit_code for item in prepared), default=EXIT_OK)
    return gravest or (EXIT_FINDINGS if report.open else EXIT_OK)
