"""What the output folder holds before a build, and what it will hold after it."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.edition import Edition
from pipeline.editions import Prepared
from pipeline.languages import SOURCE_TAG, language
from pipeline.model import Text
from pipeline.project import Document
from pipeline.publish.manifest import (
    MANIFEST,
    Manifest,
    Status,
    published_edition,
    published_page,
    read_manifest,
)
from pipeline.publish.site import Format, Listing, Site, SiteFile, render_index
from pipeline.settings import Settings
from pipeline.webpage import Look

Key = tuple[str, str]
"""A document's name and a language's tag."""

INDEX = "index.html"
FORMATS: tuple[Format, ...] = ("html", "pdf", "docx")
"""In the order in which residents are offered them."""


@dataclass(frozen=True, slots=True)
class Published:
    """The site as it is now; `editions` are the texts of what is published."""

    folder: Path
    manifest: Manifest
    editions: Mapping[Key, Edition]

    def has(self, path: str) -> bool:
        """Whether this file of ours is there."""
        return path in self.manifest.owned and (self.folder / path).is_file()

    def size(self, path: str) -> int:
        """The file's size in bytes."""
        return (self.folder / path).stat().st_size


@dataclass(frozen=True, slots=True)
class NewSite:
    """What is to be written over the output folder, and what is to vanish from it."""

    files: Mapping[str, bytes]
    removed: tuple[str, ...]


def read_published(folder: Path) -> Published:
    """The site in the output folder; an empty one if there is none.

    An edition that cannot be read counts as not published, so it is made again. Raises
    PublishError if the manifest cannot be used.
    """
    manifest = read_manifest(folder)
    editions: dict[Key, Edition] = {}
    for file in manifest.files:
        if file.format == "json" and file.document and file.language:
            try:
                value = json.loads((folder / file.path).read_bytes())
                editions[(file.document, file.language)] = Edition.from_json(value)
            except (OSError, ValueError):
                continue
    return Published(folder, manifest, editions)


def compose_site(
    settings: Settings,
    documents: tuple[Document, ...],
    prepared: Iterable[Prepared],
    made: Mapping[str, bytes],
    published: Published,
) -> NewSite:
    """The whole new site: the files that were made, those that stay, and the lists of them."""
    offered = tuple(prepared)
    files = {**made, **dict(_edition_files(offered))}
    kept = _kept_paths(offered, files, published)
    files[INDEX] = _index(settings, documents, offered, files, published)
    files[MANIFEST] = _manifest(offered, files, kept, published).to_bytes()
    removed = published.manifest.owned - files.keys() - kept
    return NewSite(files, tuple(sorted(removed)))


def _edition_files(offered: Iterable[Prepared]) -> Iterator[tuple[str, bytes]]:
    for item in offered:
        if item.edition:
            text = json.dumps(item.edition.to_json(), ensure_ascii=False, indent=1) + "\n"
            yield item.edition.path("json"), text.encode("utf-8")


def _kept_paths(
    offered: Iterable[Prepared], files: Mapping[str, bytes], published: Published
) -> frozenset[str]:
    """What is not made anew and stays: the other formats of what is still published."""
    paths = {item.edition.path(f) for item in offered if item.edition for f in FORMATS}
    return frozenset(path for path in paths - files.keys() if published.has(path))


def _manifest(
    offered: Iterable[Prepared],
    files: Mapping[str, bytes],
    kept: frozenset[str],
    published: Published,
) -> Manifest:
    stays = tuple(file for file in published.manifest.files if file.path in kept)
    entries = [published_page(INDEX, files[INDEX], SOURCE_TAG)]
    for edition in (item.edition for item in offered if item.edition):
        for path in (edition.path(format_) for format_ in (*FORMATS, "json")):
            if path in files:
                status = _status(edition)
                entries.append(published_edition(path, files[path], edition, status))
    return Manifest(stays).with_files(entries)


def _status(edition: Edition) -> Status:
    return Status.OUTDATED if edition.superseded else Status(edition.state.value)


def _index(
    settings: Settings,
    documents: tuple[Document, ...],
    offered: tuple[Prepared, ...],
    files: Mapping[str, bytes],
    published: Published,
) -> bytes:
    titles = {d.info.name: d for d in documents}
    order = {tag: place for place, tag in enumerate((SOURCE_TAG, *settings.languages))}
    listings = [
        listing
        for item in offered
        if (listing := _listing(item, titles.get(item.document), files, published))
    ]
    listings.sort(key=lambda each: each.current, reverse=True)
    listings.sort(key=lambda each: order.get(each.language.tag, len(order)))
    look = Look(settings.style.accent, settings.style.notice_background)
    return render_index(Site(settings.issuer, settings.contact, look, tuple(listings)))


def _listing(
    item: Prepared, document: Document | None, files: Mapping[str, bytes], published: Published
) -> Listing | None:
    edition = item.edition
    if edition:
        info, title, status = edition.info, edition.briefing.title, _status(edition)
    elif document:
        info, title, status = document.info, _as_swedish(document), Status.DRAFT
    else:
        return None
    found: list[SiteFile] = []
    for format_ in FORMATS:
        path = edition.path(format_) if edition else ""
        if edition and path in files:
            found.append(SiteFile(format_, path, len(files[path])))
        elif edition and published.has(path):
            found.append(SiteFile(format_, path, published.size(path)))
    own = language(item.tag)
    return Listing(info.name, own, title, status, info.published, info.updated, tuple(found))


def _as_swedish(document: Document) -> Text:
    """The Swedish title inside a part of the page in another language (WCAG 2.1 3.1.2)."""
    return tuple(
        replace(span, language=span.language or SOURCE_TAG)
        for span in document.parsed.briefing.title
    )
