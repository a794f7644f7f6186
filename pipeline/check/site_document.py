"""The files of one document on a site: what leads from page to page, and its pictures.

The rules are those of `site` that need no other file of the site. What leads out of the document
is not followed here; `check_own_pages` does, which is told of it.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.briefing_json import Images
from pipeline.check.html_document import surroundings_of
from pipeline.check.html_page import Page, read_page
from pipeline.check.html_tree import MarkupError
from pipeline.check.html_withdrawn import check_withdrawn, others_of
from pipeline.check.site_links import PageWays, document_links, ways_of
from pipeline.check.site_pictures import images_of, picture_findings
from pipeline.edition import Edition, State, Withdrawal
from pipeline.findings import Finding
from pipeline.interface import MissingStringError
from pipeline.languages import described, language
from pipeline.messages import message
from pipeline.notices import with_notices
from pipeline.reading import reading_sequence
from pipeline.summary import EditionSummary, Key, summary_of

_DOWNLOADS = ("pdf", "docx")


@dataclass(frozen=True, slots=True)
class DocumentPart:
    """What the site as a whole has to know of a document's files once they have been checked.

    `sizes` are the bytes of all its files by their paths; `pages` tells where its web pages lead.
    """

    editions: Mapping[Key, EditionSummary]
    withdrawals: Mapping[Key, Withdrawal]
    sizes: Mapping[str, int]
    pages: Mapping[str, PageWays]


def check_document(
    name: str, files: Mapping[str, bytes], downloads: Mapping[str, int] | None = None
) -> tuple[DocumentPart, tuple[Finding, ...]]:
    """The findings of a document's files, and what the site has to know of them.

    `files` maps the path of each of its files, relative to the output folder, to its content;
    `downloads` has the bytes of those that nobody reads here. The text of the pages is the matter
    of `check_html`.
    """
    sizes = {path: len(data) for path, data in files.items()} | dict(downloads or {})
    findings: list[Finding] = []
    pages: dict[str, Page] = {}
    for path in files:
        if path.endswith(".html"):
            try:
                pages[path] = read_page(files[path])
            except MarkupError as error:
                findings.append(Finding("html.syntax", path, error.text))
    editions, withdrawals = _stored(files)
    for path, page in pages.items():
        findings += document_links(path, page, pages, sizes)
    findings += picture_findings(pages, editions.values(), files)
    for edition in editions.values():
        if edition.path("html") in pages:
            findings += _surroundings(pages[edition.path("html")], edition, editions, sizes)
        findings += _notice(edition)
    for left in withdrawals.values():
        findings += _withdrawn(left, pages, withdrawals, sizes)
    part = DocumentPart(
        {key: summary_of(edition) for key, edition in editions.items()},
        withdrawals,
        sizes,
        {path: ways_of(path, page, name) for path, page in pages.items()},
    )
    return part, tuple(findings)


def stored_text(data: bytes, images: Images | None = None) -> Edition | Withdrawal:
    """The edition that is stored in a file, or what is left of a withdrawn one.

    `images` has the data of its pictures. Raises ValueError if this version cannot use it, or a
    picture is missing or damaged.
    """
    try:
        value = json.loads(data)
        if isinstance(value, dict) and "withdrawn" in value:
            left = Withdrawal.from_json(value)
            language(left.tag)
            return left
        edition = Edition.from_json(value, images)
        spans = (span for unit in reading_sequence(edition) for span in unit.text)
        for tag in {span.language for span in spans if span.language}:
            described(tag)
    except (KeyError, RecursionError) as error:
        raise ValueError(str(error)) from error
    return edition


def _stored(files: Mapping[str, bytes]) -> tuple[dict[Key, Edition], dict[Key, Withdrawal]]:
    """What is stored in the files; what cannot be read is not there."""
    editions: dict[Key, Edition] = {}
    withdrawals: dict[Key, Withdrawal] = {}
    images = images_of(files)
    for path, data in files.items():
        if path.endswith(".json"):
            try:
                stored = stored_text(data, images.get(path.partition("/")[0]))
            except ValueError:
                continue
            if stored.path("json") != path:
                continue
            if isinstance(stored, Withdrawal):
                withdrawals[(stored.name, stored.tag)] = stored
            else:
                editions[(stored.info.name, stored.language.tag)] = stored
    return editions, withdrawals


def _withdrawn(
    left: Withdrawal,
    pages: Mapping[str, Page],
    withdrawals: Mapping[Key, Withdrawal],
    sizes: Mapping[str, int],
) -> Iterator[Finding]:
    """A withdrawn document has its page in each language, and no file that is to be read."""
    path = left.path("html")
    there = {tag for name, tag in withdrawals if name == left.name} - {left.tag}
    if path in pages:
        yield from check_withdrawn(pages[path].data, left, path)
        others = {other.tag for other in others_of(pages[path].tree, left.language)}
        yield from _unnamed(path, sorted(there - others))
    else:
        text = message("The page that says that this document is withdrawn is missing.")
        yield Finding("site.page", path, text)
    for format_ in _DOWNLOADS:
        if left.path(format_) in sizes:
            text = message("This document is withdrawn, and the file is still there.")
            yield Finding("site.page", left.path(format_), text)


def _unnamed(path: str, tags: list[str]) -> Iterator[Finding]:
    for tag in tags:
        reason = "The page does not lead to the same document in {language}."
        text = message(reason, language=language(tag).endonym)
        yield Finding("site.language", path, text)


def _notice(edition: Edition) -> Iterator[Finding]:
    """The check of each format compares with the edition's notices: so they must be right."""
    if edition.state is not State.MACHINE:
        return
    try:
        is_told = with_notices(edition).notices == edition.notices
    except MissingStringError:
        is_told = False
    if not is_told:
        reason = "A machine translated this text, and its reader is not told so at the top."
        yield Finding("site.notice", edition.path("json"), message(reason))


def _surroundings(
    page: Page, edition: Edition, editions: Mapping[Key, Edition], sizes: Mapping[str, int]
) -> Iterator[Finding]:
    """A document's page leads to its files and to its other languages, to all of them."""
    where = edition.path("html")
    around = surroundings_of(page.tree, edition)
    linked = {format_ for format_, _ in around.downloads}
    for format_ in _DOWNLOADS:
        if edition.path(format_) in sizes and format_ not in linked:
            reason = "No link of the page leads to {path}."
            text = message(reason, path=edition.path(format_))
            yield Finding("site.unlinked", where, text)
    others = {other.tag for other in around.others}
    there = {
        tag
        for (name, tag), other in editions.items()
        if name == edition.info.name and other.path("html") in sizes
    }
    yield from _unnamed(where, sorted(there - others - {edition.language.tag}))
