"""The files of all that is published: those that have changed are made, the others stay."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from pipeline.downloads import DOWNLOADS, DownloadFormat, produce_download
from pipeline.edition import Edition
from pipeline.editions import Prepared
from pipeline.executor import Executor, Lost
from pipeline.file_store import FileStore
from pipeline.findings import Report
from pipeline.languages import Language, language
from pipeline.messages import Message, message
from pipeline.preparing import text_digest
from pipeline.produce import Produced, epoch_of
from pipeline.produce_page import produce_page
from pipeline.published import Published
from pipeline.selection import Selection
from pipeline.settings import Settings
from pipeline.steps import Parts, StepRecord, StepResult, document_of, given_up, parts_of
from pipeline.style import Style
from pipeline.summary import Key
from pipeline.webpage import SharedFiles

Progress = Callable[[Message], None]
"""Told what is being done; the command line shows it."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """The paths of files that were made and verified, what was found, and the results of the steps.

    The contents are in the store of the rendering. What would be the same again is not made: it
    is among the results alone. `reports` are by the names of documents; those that are `failed`
    lack a file that was to be made.
    """

    files: frozenset[str]
    reports: Mapping[str, Report]
    results: Mapping[str, StepResult]
    failed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Rendering:
    """What the rendering of all files has in common; `now` is when it is (ISO 8601, UTC).

    `store` takes the contents of the files.
    """

    settings: Settings
    published: Published
    selection: Selection
    steps: StepRecord
    source_date_epoch: datetime | None
    now: str
    store: FileStore

    def kept(self, path: str, parts: Parts) -> StepResult | None:
        """The result of the last build, if the file would be the same and is as it was left."""
        known = self.steps.unchanged(path, parts)
        return known if known and known.result == self.published.digest(path) else None

    def made(self, file: Produced, parts: Parts) -> dict[str, StepResult]:
        """The result of a file that was made, whose content is stored; a failure is not
        remembered, but tried again."""
        if file.data is None:
            return {}
        self.store.put(file.path, file.data)
        digest = hashlib.sha256(file.data).hexdigest()
        new = StepResult(parts, digest, file.report.findings, made=self.now)
        return {file.path: self.steps.updated(file.path, new)}


def render_downloads(
    prepared: Iterable[Prepared], common: Rendering, progress: Progress, executor: Executor
) -> Rendered:
    """The PDF and DOCX files that are due. Raises RenderError if a text cannot be drawn."""
    due = [
        _DueDownload(edition, format_)
        for item in prepared
        for format_ in DOWNLOADS
        if (edition := item.edition) and _is_due(item, edition, format_, common)
    ]
    parts = {item.step: _download_parts(item, common) for item in due}
    known = {path: kept for path in parts if (kept := common.kept(path, parts[path]))}
    waiting = [item for item in due if item.step not in known]
    shared = (common.settings.style, common.source_date_epoch)
    coming = executor.map(_download, shared, waiting)
    results = dict(known)
    found = {path: result.report for path, result in known.items()}
    failed: set[str] = set()
    for number, item in enumerate(waiting, start=1):
        reason = "Making {path} ({number} of {all})"
        progress(message(reason, path=item.step, number=number, all=len(waiting)))
        made = _file(item.step, next(coming))
        found[made.path] = made.report
        results |= common.made(made, parts[made.path])
        if made.data is None:
            failed.add(document_of(made.path))
    reports: dict[str, Report] = {}
    for path in parts:
        _add(reports, path, found[path])
    files = frozenset(item.step for item in waiting if item.step in common.store)
    return Rendered(files, reports, results, frozenset(failed))


def _add(reports: dict[str, Report], path: str, report: Report) -> None:
    name = document_of(path)
    reports[name] = reports[name] + report if name in reports else report


@dataclass(frozen=True, slots=True)
class _DueDownload:
    """A PDF or DOCX that may have to be made."""

    edition: Edition
    format_: DownloadFormat

    @property
    def step(self) -> str:
        """The path of the file."""
        return self.edition.path(self.format_)


def _file(path: str, made: Produced | Lost) -> Produced:
    """What was made, or no file and a finding."""
    return Produced(path, None, Report((given_up(path),))) if isinstance(made, Lost) else made


def _download_parts(due: _DueDownload, common: Rendering) -> Parts:
    epoch = epoch_of(due.edition, common.source_date_epoch)
    text, look = text_digest(due.edition), common.settings.style
    return parts_of(due.format_, text=text, look=look, date=epoch)


def _download(shared: tuple[Style, datetime | None], due: _DueDownload) -> Produced:
    style, source_date_epoch = shared
    epoch = epoch_of(due.edition, source_date_epoch)
    return produce_download(due.edition, due.format_, style, epoch)


def _is_due(item: Prepared, edition: Edition, format_: str, common: Rendering) -> bool:
    """Whether a file is to be made.

    A format that was not asked for is made all the same if its text has changed, so that the
    formats of one language never differ.
    """
    is_there = common.published.has(edition.path(format_))
    has_changed = common.published.editions.get((item.document, item.tag)) != edition
    is_wanted = item.is_new and common.selection.has_format(format_)
    return is_wanted or (is_there and has_changed)


@dataclass(frozen=True, slots=True)
class _DuePage:
    """A page with what it says besides its text: its downloads and its other languages."""

    edition: Edition
    sizes: Mapping[str, int]
    others: tuple[Language, ...]

    @property
    def step(self) -> str:
        """The path of the page."""
        return self.edition.path("html")

    def parts(self, style: Style, around: SharedFiles) -> Parts:
        return parts_of(
            "html",
            text=text_digest(self.edition),
            look=style,
            downloads=self.sizes,
            languages=[other.tag for other in self.others],
            site=around.links(self.step, self.edition.language),
        )


def render_pages(
    prepared: Iterable[Prepared],
    common: Rendering,
    around: SharedFiles,
    progress: Progress,
    executor: Executor,
) -> Rendered:
    """The web pages of all that is published, since each links to the others.

    A page that does not pass its check is not linked to, so the rest is made once more.
    """
    progress(message("Making the pages"))
    editions = {(p.document, p.tag): p.edition for p in prepared if p.edition}
    reports: dict[str, Report] = {}
    names: set[str] = set()
    while True:
        due = tuple(_due_pages(editions, common.store, common.published))
        rendered, failed = _rendered(due, common, around, executor)
        if not failed:
            for name, report in rendered.reports.items():
                _add(reports, f"{name}/", report)
            return replace(rendered, reports=reports, failed=rendered.failed | names)
        for path, failure in failed.items():
            _add(reports, path, failure)
            names.add(document_of(path))
        editions = {key: e for key, e in editions.items() if e.path("html") not in failed}


def _rendered(
    due: Iterable[_DuePage], common: Rendering, around: SharedFiles, executor: Executor
) -> tuple[Rendered, Mapping[str, Report]]:
    """The pages, and why those failed of which there is no older one, by their paths."""
    style = common.settings.style
    parts = {page.step: page.parts(style, around) for page in due}
    results = {path: kept for path in parts if (kept := common.kept(path, parts[path]))}
    reports: dict[str, Report] = {}
    for path, kept in results.items():
        _add(reports, path, kept.report)
    waiting = [page for page in due if page.step not in results]
    failed: dict[str, Report] = {}
    lacking: set[str] = set()
    done = executor.map(_page, (style, around), waiting)
    for page, page_or_lost in zip(waiting, done, strict=True):
        made = _file(page.step, page_or_lost)
        results |= common.made(made, parts[made.path])
        if made.data is None:
            lacking.add(page.edition.info.name)
            if not common.published.has(made.path):
                failed[made.path] = made.report
        _add(reports, made.path, made.report)
    files = frozenset(page.step for page in waiting if page.step in common.store)
    return Rendered(files, reports, results, frozenset(lacking)), failed


def _due_pages(
    editions: Mapping[Key, Edition], downloads: Mapping[str, bytes], published: Published
) -> Iterator[_DuePage]:
    tags: dict[str, list[str]] = {}
    for name, tag in editions:
        tags.setdefault(name, []).append(tag)
    for (name, tag), edition in editions.items():
        others = tuple(language(other) for other in tags[name] if other != tag)
        yield _DuePage(edition, _sizes(edition, downloads, published), others)


def _page(shared: tuple[Style, SharedFiles], due: _DuePage) -> Produced:
    style, around = shared
    return produce_page(due.edition, style, due.sizes, due.others, around)


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
