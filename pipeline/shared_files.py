"""What the site has besides its documents where its own address is known.

Feeds, the map of the site and the sheet for notice boards name absolute addresses, so without a
`site_url` in the settings there are none of them, and a note says so.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from pipeline.check.pdf import check_pdf
from pipeline.downloads import DOWNLOADS
from pipeline.edition import Withdrawal
from pipeline.findings import Finding, Report, Severity
from pipeline.interface import MissingStringError, interface
from pipeline.languages import SOURCE_TAG, language
from pipeline.messages import message
from pipeline.model import one_line
from pipeline.notice_sheet import notice_sheet, render_sheet
from pipeline.produce import Produced, epoch_of, verified
from pipeline.publish.feed import FeedEntry, FeedFile, MapEntry, atom_feed, sitemap
from pipeline.publish.site import STATUS_TEXTS
from pipeline.published import Published, status_of
from pipeline.published_paths import INDEX, SHEET, SITEMAP, STATEMENTS, feed, language_page
from pipeline.settings import Settings
from pipeline.summary import EditionSummary, Offer
from pipeline.webpage import MEDIA_TYPES


@dataclass(frozen=True, slots=True)
class SharedMade:
    """Files that belong to no document, by their paths under the output folder."""

    files: Mapping[str, bytes] = field(default_factory=dict)
    report: Report = field(default_factory=Report)


def shared_files(
    settings: Settings,
    offers: Iterable[Offer],
    downloads: Mapping[str, bytes],
    published: Published,
    source_date_epoch: datetime | None,
) -> SharedMade:
    """The feeds, the map and the sheet, made of what will be published.

    `downloads` are the PDF and DOCX files of this build. Raises RenderError if the sheet cannot
    be drawn.
    """
    found = tuple(offers)
    editions = tuple(item.edition for item in found if item.edition)
    if settings.site_url is None:
        reason = (
            "Without site_url in the settings the site has no feeds, no sitemap.xml, no canonical "
            "addresses and no sheet with a QR code for notice boards."
        )
        note = Finding("site.address", "settings.toml", message(reason), Severity.NOTE)
        return SharedMade(report=Report((note,)))
    sizes = _Sizes(downloads, published)
    files: dict[str, bytes] = {}
    for tag in settings.tags:
        entries = tuple(_feed_entries(found, tag, sizes))
        if entries:
            page = language_page(tag)
            files[feed(tag)] = atom_feed(
                language(tag), settings.issuer.name, settings.site_url, page, entries
            )
    if not editions:
        return SharedMade(files)
    files[SITEMAP] = sitemap(settings.site_url, tuple(_map_entries(editions, settings.tags)))
    day = max(edition.info.current for edition in editions)
    made = _sheet(settings, settings.site_url, day, source_date_epoch)
    if made.data is not None:
        files[SHEET] = made.data
    return SharedMade(files, made.report)


@dataclass(frozen=True, slots=True)
class _Sizes:
    """The bytes of each download that the site will have."""

    made: Mapping[str, bytes]
    published: Published

    def of(self, path: str) -> int | None:
        if path in self.made:
            return len(self.made[path])
        return self.published.size(path) if self.published.has(path) else None


def _feed_entries(found: Iterable[Offer], tag: str, sizes: _Sizes) -> Iterator[FeedEntry]:
    for item in found:
        if item.tag == tag and item.edition:
            yield _feed_entry(item.edition, sizes)
        elif item.tag == tag and item.withdrawal:
            yield _withdrawn_entry(item.withdrawal)


def _feed_entry(edition: EditionSummary, sizes: _Sizes) -> FeedEntry:
    paths = {format_: edition.path(format_) for format_ in DOWNLOADS}
    files = (
        FeedFile(path, MEDIA_TYPES[format_], size)
        for format_, path in paths.items()
        if (size := sizes.of(path)) is not None
    )
    return FeedEntry(
        edition.path("html"),
        one_line(edition.title),
        edition.info.published,
        edition.info.current,
        _note(edition),
        tuple(files),
    )


def _note(edition: EditionSummary) -> str:
    text = STATUS_TEXTS.get(status_of(edition))
    return interface(edition.language.tag).resident(text) if text else ""


def _withdrawn_entry(left: Withdrawal) -> FeedEntry:
    strings = interface(left.tag)
    note = strings.resident("This document has been withdrawn and no longer applies.")
    return FeedEntry(left.path("html"), one_line(left.title), left.day, left.day, note)


def _map_entries(editions: Sequence[EditionSummary], tags: Sequence[str]) -> Iterator[MapEntry]:
    """The index, the page of each language that has documents, the documents' pages, and the
    accessibility statements."""
    newest = {tag: _newest(e for e in editions if e.language.tag == tag) for tag in tags}
    pages = tuple((language(tag).html, language_page(tag)) for tag in tags if newest[tag])
    yield MapEntry(INDEX, max(day for day in newest.values() if day), pages)
    for tag, day in newest.items():
        if day:
            yield MapEntry(language_page(tag), day, pages)
    alternates: dict[str, list[tuple[str, str]]] = {}
    for edition in editions:
        pair = (edition.language.html, edition.path("html"))
        alternates.setdefault(edition.info.name, []).append(pair)
    for edition in editions:
        yield MapEntry(
            edition.path("html"), edition.info.current, tuple(alternates[edition.info.name])
        )
    statements = tuple(zip((SOURCE_TAG, "en"), STATEMENTS, strict=True))
    for _, path in statements:
        yield MapEntry(path, None, statements)


def _newest(editions: Iterable[EditionSummary]) -> date | None:
    return max((edition.info.current for edition in editions), default=None)


def _sheet(
    settings: Settings, site_url: str, day: date, source_date_epoch: datetime | None
) -> Produced:
    """The sheet for notice boards, verified as all documents are."""
    tags = tuple(tag for tag in settings.tags if _has_line(tag))
    sheet = notice_sheet(settings.issuer, settings.contact, site_url, tags, day)
    epoch = epoch_of(sheet, source_date_epoch)
    return verified(SHEET, sheet, lambda: render_sheet(sheet, settings.style, epoch), check_pdf)


def _has_line(tag: str) -> bool:
    """Whether the site has words in a language: else there is nothing to lead its readers to."""
    try:
        return bool(interface(tag).resident("Information in English"))
    except MissingStringError:
        return False
