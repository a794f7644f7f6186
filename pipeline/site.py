"""What the output folder holds before a build, and what it will hold after it."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from pipeline.briefing_json import Images
from pipeline.edition import PICTURES, Edition
from pipeline.editions import Prepared
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
    read_manifest,
)
from pipeline.publish.site import (
    Format,
    Listing,
    Site,
    SiteFile,
    on_its_way,
    published,
    render_index,
)
from pipeline.settings import Settings
from pipeline.webpage import Look

Key = tuple[str, str]
"""A document's name and a language's tag."""

INDEX = "index.html"
FORMATS: tuple[Format, ...] = ("html", "pdf", "docx")
"""In the order in which residents are offered them."""
_PICTURE = re.compile(rf'<img src="\.\./{PICTURES}/([0-9a-f]+\.[a-z]+)"')


@dataclass(frozen=True, slots=True)
class Published:
    """The site as it is now; `editions` are the texts of what is published.

    `lost` is what is published and has no text any more: it is missing or damaged.
    """

    folder: Path
    manifest: Manifest
    editions: Mapping[Key, Edition]
    lost: frozenset[Key] = frozenset()

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
    kept: frozenset[str]

    def contents(self, folder: Path) -> dict[str, bytes]:
        """Every file as it will be; what is kept is read from the output folder."""
        stays = {path: (folder / path).read_bytes() for path in sorted(self.kept)}
        return stays | dict(self.files)


def read_published(folder: Path) -> Published:
    """The site in the output folder; an empty one if there is none.

    An edition that cannot be read, with all its pictures, counts as not published, so it is
    made again. Raises PublishError if the manifest cannot be used.
    """
    manifest = read_manifest(folder)
    if not (folder / MANIFEST).exists():
        manifest = recovered_manifest(folder)
    images = cache(partial(published_images, folder))
    editions: dict[Key, Edition] = {}
    lost: set[Key] = set()
    for file in manifest.files:
        if file.document and file.language:
            lost.add((file.document, file.language))
            is_text = file.format == "json"
            edition = _stored_edition(folder, file.path, images) if is_text else None
            if edition:
                editions[(file.document, file.language)] = edition
    return Published(folder, manifest, editions, frozenset(lost - editions.keys()))


def recovered_manifest(folder: Path) -> Manifest:
    """What is evidently ours in a folder whose manifest is lost: the files of each edition."""
    images = cache(partial(published_images, folder))
    found: list[PublishedFile] = []
    for place in sorted(folder.glob("*/*/*.json")):
        edition = _stored_edition(folder, place.relative_to(folder).as_posix(), images)
        found += _pictures(edition) if edition else ()
        for path in (edition.path(f) for f in (*FORMATS, "json")) if edition else ():
            if edition and (folder / path).is_file():
                data = (folder / path).read_bytes()
                found.append(published_edition(path, data, edition, _status(edition)))
    if found and (folder / INDEX).is_file():
        found.append(published_page(INDEX, (folder / INDEX).read_bytes(), SOURCE_TAG))
    return Manifest().with_files(found)


def _stored_edition(folder: Path, path: str, images: Callable[[str], Images]) -> Edition | None:
    """The edition in a file, None if there is none or it belongs to another place.

    `images` gives the data of a document's pictures.
    """
    try:
        document = path.partition("/")[0]
        stored = json.loads((folder / path).read_bytes())
        edition = Edition.from_json(stored, images(document))
        is_known = edition.briefing.language in all_languages()
        return edition if is_known and edition.path("json") == path else None
    except (OSError, ValueError, RecursionError):
        return None


def _pictures(edition: Edition) -> Iterator[PublishedFile]:
    for image in edition.briefing.images():
        yield published_picture(edition.picture_path(image), image.data, edition.info.name)


def compose_site(
    settings: Settings,
    prepared: Iterable[Prepared],
    made: Mapping[str, bytes],
    before: Published,
) -> NewSite:
    """The whole new site: the files that were made, those that stay, and the lists of them."""
    offered = tuple(prepared)
    files = {**made, **dict(_edition_files(offered))}
    kept = _kept_paths(offered, files, before)
    files[INDEX] = _index(settings, offered, files, before)
    files[MANIFEST] = _manifest(offered, files, kept, before).to_bytes()
    removed = before.manifest.owned - files.keys() - kept
    return NewSite(files, tuple(sorted(removed)), kept)


def _edition_files(offered: Iterable[Prepared]) -> Iterator[tuple[str, bytes]]:
    """The stored editions and their pictures; what is there already is written as it is."""
    for item in offered:
        if item.edition:
            for image in item.edition.briefing.images():
                yield item.edition.picture_path(image), image.data
            text = json.dumps(item.edition.to_json(), ensure_ascii=False, indent=1) + "\n"
            yield item.edition.path("json"), text.encode("utf-8")


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
    kept: frozenset[str],
    before: Published,
) -> Manifest:
    stays = tuple(file for file in before.manifest.files if file.path in kept)
    entries = [published_page(INDEX, files[INDEX], SOURCE_TAG)]
    for edition in (item.edition for item in offered if item.edition):
        entries += _pictures(edition)
        for path in (edition.path(format_) for format_ in (*FORMATS, "json")):
            if path in files:
                status = _status(edition)
                entries.append(published_edition(path, files[path], edition, status))
    return Manifest(stays).with_files(entries)


def _status(edition: Edition) -> Status:
    return Status.OUTDATED if edition.superseded else Status(edition.state.value)


def _index(
    settings: Settings,
    offered: tuple[Prepared, ...],
    files: Mapping[str, bytes],
    before: Published,
) -> bytes:
    originals = {i.document: i.edition for i in offered if i.tag == SOURCE_TAG and i.edition}
    listings: list[Listing] = []
    for item in offered:
        if item.edition:
            found = tuple(_site_files(item.edition, files, before))
            listings.append(published(item.edition, _status(item.edition), found))
        elif item.document in originals:
            listings.append(on_its_way(originals[item.document], language(item.tag)))
    order = {tag: place for place, tag in enumerate((SOURCE_TAG, *settings.languages))}
    listings.sort(key=lambda each: each.current, reverse=True)
    listings.sort(key=lambda each: order.get(each.language.tag, len(order)))
    look = Look(settings.style.accent, settings.style.notice_background)
    return render_index(Site(settings.issuer, settings.contact, look, tuple(listings)))


def _site_files(
    edition: Edition, files: Mapping[str, bytes], before: Published
) -> Iterator[SiteFile]:
    for format_ in FORMATS:
        path = edition.path(format_)
        if path in files:
            yield SiteFile(format_, path, len(files[path]))
        elif before.has(path):
            yield SiteFile(format_, path, before.size(path))
