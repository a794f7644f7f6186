"""What the output folder holds before a build, and what it will hold after it."""

import hashlib
import json
import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Protocol

from pipeline.briefing_json import Images
from pipeline.edition import PICTURES, Edition, Withdrawal
from pipeline.editions import Prepared
from pipeline.file_store import Layers
from pipeline.languages import SOURCE_TAG, all_languages, language
from pipeline.manifest import (
    MANIFEST,
    Manifest,
    PublishedFile,
    Status,
    published_edition,
    published_images,
    published_page,
    published_picture,
    published_withdrawal,
    read_manifest,
)
from pipeline.model import Text, text_of
from pipeline.publish.site import (
    Format,
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
from pipeline.published_paths import INDEX, language_page, own_files
from pipeline.settings import Settings
from pipeline.summary import EditionSummary, Key, Offer
from pipeline.webpage import Look, SharedFiles

FORMATS: tuple[Format, ...] = ("html", "pdf", "docx")
"""In the order in which residents are offered them."""
_PICTURE = re.compile(rf'<img src="\.\./{PICTURES}/([0-9a-f]+\.[a-z]+)"')


@dataclass(frozen=True, slots=True)
class Published:
    """The site as it is now; `editions` are the texts of what is published.

    `lost` is what is published and has no text any more: it is missing or damaged.
    `withdrawals` are what is left of withdrawn documents. The `settled` documents' texts were not
    read; their files are known to be as the manifest says.
    """

    folder: Path
    manifest: Manifest
    editions: Mapping[Key, Edition]
    lost: frozenset[Key] = frozenset()
    withdrawals: Mapping[Key, Withdrawal] = field(default_factory=dict)
    settled: Container[str] = ()

    @property
    def keys(self) -> tuple[Key, ...]:
        """Every document and language that something is published of, in order."""
        return tuple(sorted({*self.editions, *self.lost, *self.withdrawals}))

    def titles(self, document: str) -> dict[str, Text]:
        """The titles of what is published of a document, by language."""
        listed = {
            file.language: text_of(file.title)
            for file in self.manifest.files
            if file.document == document and file.language and file.title
        }
        left = {tag: w.title for (name, tag), w in self.withdrawals.items() if name == document}
        there = {t: e.briefing.title for (n, t), e in self.editions.items() if n == document}
        return {**listed, **left, **there}

    def withdrawn_since(self, document: str) -> date | None:
        """The day on which a document was withdrawn, if it is."""
        days = (left.day for (name, _), left in self.withdrawals.items() if name == document)
        return min(days, default=None)

    def files_of(self, document: str) -> tuple[str, ...]:
        """The paths of all that is published of a document."""
        return tuple(file.path for file in self.manifest.files if file.document == document)

    def paths_of(self, documents: Container[str]) -> frozenset[str]:
        """The paths of all that is published of these documents."""
        return frozenset(f.path for f in self.manifest.files if f.document in documents)

    def has(self, path: str) -> bool:
        """Whether this file of ours is there."""
        if path.partition("/")[0] in self.settled:
            return path in self.manifest.owned
        return path in self.manifest.owned and (self.folder / path).is_file()

    def digest(self, path: str) -> str | None:
        """The SHA-256 (hex) of the file, None if it is not there."""
        if not self.has(path):
            return None
        return hashlib.sha256((self.folder / path).read_bytes()).hexdigest()

    def size(self, path: str) -> int:
        """The file's size in bytes."""
        if path.partition("/")[0] in self.settled:
            return self.manifest.by_path[path].size
        return (self.folder / path).stat().st_size


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


def published_manifest(folder: Path) -> Manifest:
    """What is published in the output folder, even if its manifest is lost.

    Raises PublishError if the manifest cannot be used.
    """
    return read_manifest(folder) if (folder / MANIFEST).exists() else recovered_manifest(folder)


def read_published(
    folder: Path, manifest: Manifest | None = None, without: Container[str] = ()
) -> Published:
    """The site in the output folder; an empty one if there is none.

    An edition that cannot be read, with all its pictures, counts as not published, so it is
    made again. The texts of the documents `without` are not read. Raises PublishError if the
    manifest cannot be used.
    """
    manifest = manifest or published_manifest(folder)
    images = cache(partial(published_images, folder))
    editions: dict[Key, Edition] = {}
    withdrawals: dict[Key, Withdrawal] = {}
    lost: set[Key] = set()
    for file in manifest.files:
        if file.document and file.language and file.document not in without:
            key = (file.document, file.language)
            lost.add(key)
            stored = _stored(folder, file.path, images) if file.format == "json" else None
            if isinstance(stored, Edition):
                editions[key] = stored
            elif stored:
                withdrawals[key] = stored
    lost -= editions.keys() | withdrawals.keys()
    return Published(folder, manifest, editions, frozenset(lost), withdrawals, without)


def recovered_manifest(folder: Path) -> Manifest:
    """What is evidently ours in a folder whose manifest is lost: the files of each edition."""
    images = cache(partial(published_images, folder))
    found: list[PublishedFile] = []
    for place in sorted(folder.glob("*/*/*.json")):
        stored = _stored(folder, place.relative_to(folder).as_posix(), images)
        found += _pictures(stored) if isinstance(stored, Edition) else ()
        for path in (stored.path(f) for f in (*FORMATS, "json")) if stored else ():
            if stored and (folder / path).is_file():
                found.append(_entry(path, (folder / path).read_bytes(), stored))
    if found:
        there = (path for path in own_files(all_languages()) if (folder / path).is_file())
        found += (_own_file(path, (folder / path).read_bytes()) for path in there)
    return Manifest().with_files(found)


def _stored(
    folder: Path, path: str, images: Callable[[str], Images]
) -> Edition | Withdrawal | None:
    """What a file stores, None if it is nothing of ours or belongs to another place.

    `images` gives the data of a document's pictures.
    """
    try:
        value = json.loads((folder / path).read_bytes())
        stored: Edition | Withdrawal
        if isinstance(value, dict) and "withdrawn" in value:
            stored = Withdrawal.from_json(value)
        else:
            stored = Edition.from_json(value, images(path.partition("/")[0]))
        is_known = _tag(stored) in all_languages()
        return stored if is_known and stored.path("json") == path else None
    except (OSError, ValueError, RecursionError):
        return None


def _tag(stored: Edition | Withdrawal) -> str:
    return stored.tag if isinstance(stored, Withdrawal) else stored.briefing.language


def _entry(path: str, data: bytes, stored: Edition | Withdrawal) -> PublishedFile:
    """The manifest's entry of a file with these bytes."""
    if isinstance(stored, Withdrawal):
        return published_withdrawal(path, data, stored)
    return published_edition(path, data, stored, status_of(stored))


def _pictures(edition: Edition) -> Iterator[PublishedFile]:
    for image in edition.briefing.images():
        yield published_picture(edition.picture_path(image), image.data, edition.info.name)


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
    entries = [_own_file(path, files[path]) for path in of_the_site]
    for item in offered:
        entries += _pictures(item.edition) if item.edition else ()
        stored = item.edition or item.withdrawal
        for path in (stored.path(format_) for format_ in (*FORMATS, "json")) if stored else ():
            if stored and path in files:
                entries.append(_entry(path, files[path], stored))
            elif stored and path in kept:
                listed = _entry(path, b"", stored)
                known = before.manifest.by_path[path]
                entries.append(replace(listed, sha256=known.sha256, size=known.size))
    return Manifest(stays).with_files(entries)


def _own_file(path: str, data: bytes) -> PublishedFile:
    """The entry of a file of no document; its name tells its language: `accessibility.sv.html`."""
    tags = (tag for tag in path.split(".")[-2::-1] if tag in all_languages())
    return published_page(path, data, SOURCE_TAG if path == INDEX else next(tags, None))


def status_of(edition: Edition | EditionSummary) -> Status:
    """What the manifest says of an edition."""
    return Status.OUTDATED if edition.superseded else Status(edition.state.value)


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
