"""The pictures of a site: those that its pages show are there, are whole, and are the only ones.

A picture's file has the beginning of its SHA-256 as its name. Rule: `site.picture`.
"""

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256

from pipeline.check.compare_figures import pixels
from pipeline.check.html_page import Page
from pipeline.edition import PICTURES, Edition
from pipeline.findings import Finding
from pipeline.messages import message

_DIGITS = 16


def images_of(files: Mapping[str, bytes]) -> dict[str, dict[str, bytes]]:
    """The data of the pictures of each document, by its name and their file names."""
    found: dict[str, dict[str, bytes]] = {}
    for path, data in files.items():
        match path.split("/"):
            case (document, folder, name) if folder == PICTURES:
                found.setdefault(document, {})[name] = data
    return found


def picture_findings(
    pages: Mapping[str, Page], editions: Iterable[Edition], files: Mapping[str, bytes]
) -> Iterator[Finding]:
    """What is wrong with the pictures of these pages and stored editions."""
    needed: dict[str, str] = {}
    for path, page in pages.items():
        for image in page.all("img"):
            way = posixpath.join(posixpath.dirname(path), image.get("src") or "")
            needed.setdefault(posixpath.normpath(way), path)
    for edition in editions:
        yield from _wrong_sizes(edition)
        for picture in edition.briefing.images():
            needed.setdefault(edition.picture_path(picture), edition.path("json"))
    for goal, path in needed.items():
        if goal not in files:
            reason = "The picture {path} is missing."
            yield Finding("site.picture", path, message(reason, path=goal))
    for document, images in images_of(files).items():
        for name, data in images.items():
            yield from _file(f"{document}/{PICTURES}/{name}", name, data, needed)


def _file(path: str, name: str, data: bytes, needed: Mapping[str, str]) -> Iterator[Finding]:
    if path not in needed:
        reason = message("No page shows this picture.")
        yield Finding("site.picture", path, reason)
    if sha256(data).hexdigest()[:_DIGITS] != name.partition(".")[0]:
        reason = message("This is not the picture that was published under this name.")
        yield Finding("site.picture", path, reason)


def _wrong_sizes(edition: Edition) -> Iterator[Finding]:
    for image in edition.briefing.images():
        shown = pixels(image.data)
        if shown is None or (shown.width, shown.height) != (image.width, image.height):
            reason = "This picture cannot be read, or has not {width} × {height} pixels."
            text = message(reason, width=image.width, height=image.height)
            yield Finding("site.picture", edition.picture_path(image), text)
