"""What the output folder will hold after a build."""

import hashlib
import json
import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from pipeline.edition import PICTURES
from pipeline.editions import Prepared
from pipeline.file_store import Layers
from pipeline.languages import SOURCE_TAG, language
from pipeline.manifest import (
    MANIFEST,
    Manifest,
)
from pipeline.publish.site import (
    Listing,
    Site,
    SiteFile,
    on_its_way,
    published,
    render_index,
    render_language,
    withdrawn,
)
from pipeline.publish.withdrawn import render_withdrawn
from pipeline.published import (
    FORMATS,
    Published,
    entry_of,
    own_entry,
    picture_entries,
    status_of,
)
from pipeline.published_paths import INDEX, language_page
from pipeline.settings import Settings
from pipeline.summary import EditionSummary, Offer
from pipeline.webpage import Look, SharedFiles

_PICTURE = re.compile(rf'<img src="\.\./{PICTURES}/([0-9a-f]+\.[a-z]+)"')


IsSame = Callable[[str, str], bool]
"""Whether a language's page of this path, published before, tells just this (a digest)."""


def never_the_same(_path: str, _digest: str) -> bool:
    """Nothing is known of what is published."""
    return False


class LastPages(Protocol):
    """Pages that tell of all other files of a site, so that they are made last."""

    @property
    def paths(self) -> frozenset[str]:
        """Their paths under the output folder, which all pages may lead to."""
        ...

    def made(self, digests: Mapping[str, str], look: Look, shared: SharedFiles) -> dict[str, bytes]:
        """The pages; `digests` has the SHA-256 (hex) of each other file by its path."""
        ...


@dataclass(frozen=True, slots=True)
class NewSite:
    """What is to be written over the output folder, and what is to vanish from it.

    `told` has a digest of what each language's page tells, by its path.
    """

    files: Mapping[str, bytes]
    removed: tuple[str, ...]
    kept: frozenset[str]
    manifest: Manifest
    told: Mapping[str, str]

    @property
    def own(self) -> dict[str, str]:
        """The SHA-256 (hex) of each file that belongs to no document, by path."""
        return {file.path: file.sha256 for file in self.manifest.files if not file.document}

    @property
    def documents(self) -> dict[str, str]:
        """The SHA-256 (hex) of each file of a document, by path."""
        return {file.path: file.sha256 for file in self.manifest.files if file.document}

    def contents(self, folder: Path) -> dict[str, bytes]:
        """Every file as it will be; what is kept is read from the output folder."""
        found = self.own_files(folder)
        for paths in self.documents_paths(()).values():
            found |= {path: self.content(path, folder) for path in paths}
        return found

    def own_files(self, folder: Path) -> dict[str, bytes]:
        """The files that belong to no document; what is kept is read from the output folder."""
        paths = (path for path in sorted({*self.files, *self.kept}) if "/" not in path)
        return {path: self.content(path, folder) for path in paths}

    def size(self, path: str) -> int:
        """The bytes of a file as it will be."""
        return self.manifest.by_path[path].size

    def content(self, path: str, folder: Path) -> bytes:
        """A file as it will be; what is kept is read from the output folder."""
        return self.files[path] if path in self.files else (folder / path).read_bytes()

    def documents_paths(self, without: Container[str]) -> dict[str, list[str]]:
        """The paths of each document's files but of those `without`, by its name."""
        found: dict[str, list[str]] = {}
        for path in sorted({*self.files, *self.kept}):
            name, slash, _ = path.partition("/")
            if slash and name not in without:
                found.setdefault(name, []).append(path)
        return found


def compose_site(
    settings: Settings,
    prepared: Iterable[Prepared],
    made: Mapping[str, bytes],
    before: Published,
    shared: Mapping[str, bytes] | None = None,
    last_pages: LastPages | None = None,
    offers: tuple[Offer, ...] | None = None,
    is_same: IsSame = never_the_same,
) -> NewSite:
    """The whole new site: the files that were made, those that stay, and the lists of them.

    `shared` are files that belong to no document, such as feeds; `last_pages` makes those that
    tell of all other files. `offers` is all that there is in its order, where that is more than
    what was `prepared`: the files of the other documents stay. A language's page stays too if it
    `is_same`. Raises PublishError if a language lacks words that the site needs.
    """
    offered = tuple(prepared)
    listed = tuple(item.offer for item in offered) if offers is None else offers
    settled = {offer.document for offer in listed} - {item.document for item in offered}
    common = dict(shared or {})
    known = shared_by_pages(settings, common, last_pages)
    small = {**common, **dict(_stored_files(offered)), **_left(settings, offered, known)}
    files = Layers(small, made)
    kept = _kept_paths(offered, files, before) | before.paths_of(settled)
    content = _site(settings, listed, files, before, known)
    pages, same, told = _own_pages(content, is_same)
    kept |= same
    small |= pages
    if last_pages:
        last = last_pages.made(_digests(files, kept, before), _look(settings), known)
        small |= last
        pages |= last
    manifest = _manifest(offered, files, (*common, *pages), kept, before)
    small[MANIFEST] = manifest.to_bytes()
    removed = before.manifest.owned - files.keys() - kept
    return NewSite(files, tuple(sorted(removed)), kept, manifest, told)


def _own_pages(
    site: Site, is_same: IsSame
) -> tuple[dict[str, bytes], frozenset[str], dict[str, str]]:
    """The pages that are made, the paths of those that stay, and the digests of what they tell."""
    pages = {INDEX: render_index(site)}
    told = {language_page(own.tag): site.page_digest(own) for own in site.with_page}
    for own in site.with_page:
        path = language_page(own.tag)
        if not is_same(path, told[path]):
            pages[path] = render_language(site, own)
    return pages, frozenset(told.keys() - pages.keys()), told


def shared_by_pages(
    settings: Settings, shared: Iterable[str], last_pages: LastPages | None
) -> SharedFiles:
    """What all pages may lead to; `shared` are the paths of what belongs to no document."""
    last = last_pages.paths if last_pages else ()
    return SharedFiles(frozenset((*shared, *last)), settings.site_url)


def _digests(files: Mapping[str, bytes], kept: frozenset[str], before: Published) -> dict[str, str]:
    """The SHA-256 (hex) of each file of the new site, by path."""
    stays = {file.path: file.sha256 for file in before.manifest.files if file.path in kept}
    return stays | {path: hashlib.sha256(data).hexdigest() for path, data in files.items()}


def _stored_files(offered: Iterable[Prepared]) -> Iterator[tuple[str, bytes]]:
    """The stored texts and their pictures; what is there already is written as it is."""
    for item in offered:
        if item.edition:
            for image in item.edition.briefing.images():
                yield item.edition.picture_path(image), image.data
        stored = item.edition or item.withdrawal
        if stored:
            text = json.dumps(stored.to_json(), ensure_ascii=False, indent=1) + "\n"
            yield stored.path("json"), text.encode("utf-8")


def _left(settings: Settings, offered: Iterable[Prepared], shared: SharedFiles) -> dict[str, bytes]:
    """The pages of what has been withdrawn."""
    found = [item.withdrawal for item in offered if item.withdrawal]
    pages: dict[str, bytes] = {}
    for left in found:
        others = tuple(o.language for o in found if o.name == left.name and o.tag != left.tag)
        pages[left.path("html")] = render_withdrawn(left, _look(settings), others, shared)
    return pages


def _kept_paths(
    offered: Iterable[Prepared], files: Mapping[str, bytes], before: Published
) -> frozenset[str]:
    """What is not made anew and stays: the other formats of what is still published, and the
    pictures that their pages show, which may be older than the stored text."""
    paths = {item.edition.path(f) for item in offered if item.edition for f in FORMATS}
    kept = {path for path in paths - files.keys() if before.has(path)}
    pictures = {path for page in kept for path in _shown_pictures(before.folder, page)}
    return frozenset(kept | {path for path in pictures - files.keys() if before.has(path)})


def _shown_pictures(folder: Path, page: str) -> Iterator[str]:
    """The paths of the pictures that a published file shows, if it is a web page."""
    if page.endswith(".html"):
        document = page.partition("/")[0]
        for name in _PICTURE.findall((folder / page).read_text("utf-8")):
            yield f"{document}/{PICTURES}/{name}"


def _manifest(
    offered: Iterable[Prepared],
    files: Mapping[str, bytes],
    of_the_site: Iterable[str],
    kept: frozenset[str],
    before: Published,
) -> Manifest:
    """`of_the_site` are the paths of what belongs to no document."""
    stays = tuple(file for file in before.manifest.files if file.path in kept)
    entries = [own_entry(path, files[path]) for path in of_the_site]
    for item in offered:
        entries += picture_entries(item.edition) if item.edition else ()
        stored = item.edition or item.withdrawal
        for path in (stored.path(format_) for format_ in (*FORMATS, "json")) if stored else ():
            if stored and path in files:
                entries.append(entry_of(path, files[path], stored))
            elif stored and path in kept:
                listed = entry_of(path, b"", stored)
                known = before.manifest.by_path[path]
                entries.append(replace(listed, sha256=known.sha256, size=known.size))
    return Manifest(stays).with_files(entries)


def _look(settings: Settings) -> Look:
    return Look(settings.style.accent, settings.style.notice_background)


def _site(
    settings: Settings,
    offered: tuple[Offer, ...],
    files: Mapping[str, bytes],
    before: Published,
    shared: SharedFiles,
) -> Site:
    """What the residents' pages have to say."""
    originals = {i.document: i.edition for i in offered if i.tag == SOURCE_TAG and i.edition}
    listings: list[Listing] = []
    for item in offered:
        if item.edition:
            found = tuple(_site_files(item.edition, files, before))
            listings.append(published(item.edition, status_of(item.edition), found))
        elif item.withdrawal:
            page = item.withdrawal.path("html")
            size = len(files[page]) if page in files else before.size(page)
            listings.append(withdrawn(item.withdrawal, size))
        elif item.document in originals:
            listings.append(on_its_way(originals[item.document], language(item.tag)))
    languages = tuple(language(tag) for tag in settings.tags)
    look = _look(settings)
    return Site(settings.issuer, settings.contact, look, languages, tuple(listings), shared)


def _site_files(
    edition: EditionSummary, files: Mapping[str, bytes], before: Published
) -> Iterator[SiteFile]:
    for format_ in FORMATS:
        path = edition.path(format_)
        if path in files:
            yield SiteFile(format_, path, len(files[path]))
        elif before.has(path):
            yield SiteFile(format_, path, before.size(path))
