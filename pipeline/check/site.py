"""The finished site as a whole: its own pages, and what leads from page to page.

Rules: those of every page for the index, the languages' pages and those of withdrawn documents
(`html.*`, see `html_page` and `html_difference`); `site.link` (a link that leads nowhere),
`site.size` (a link that tells another size than the file has), `site.index` (no index, or a page
that nothing on the index leads to), `site.page` (a language's page, or a statement, that is
missing or extra), `statement.*` (see `html_statement`), `site.unlinked` (a file that its page does
not lead to), `site.language` (the same for the other languages), `site.manifest` (the manifest
says otherwise than the stored text), `site.notice` (a text that a machine wrote, and its reader is
not told) and `site.picture` (a picture that is missing, is another one than its name says, or that
nothing shows).
"""

import json
from collections.abc import Callable, Iterator, Mapping
from functools import partial

from pipeline.briefing_json import Images
from pipeline.check.html_difference import Difference, differences
from pipeline.check.html_document import surroundings_of
from pipeline.check.html_index import (
    Contents,
    Key,
    Publisher,
    expected_index,
    listed_languages,
)
from pipeline.check.html_language import expected_language
from pipeline.check.html_page import Page, check_page, read_page
from pipeline.check.html_statement import expected_statement, statement_findings
from pipeline.check.html_tree import MarkupError, Node
from pipeline.check.html_withdrawn import check_withdrawn, others_of
from pipeline.check.site_links import link_findings, unreached
from pipeline.check.site_manifest import manifest_findings
from pipeline.check.site_pictures import images_of, picture_findings
from pipeline.edition import Edition, State, Withdrawal
from pipeline.findings import Finding
from pipeline.interface import MissingStringError
from pipeline.languages import Language, all_languages, described, language
from pipeline.messages import message
from pipeline.notices import with_notices
from pipeline.published_paths import INDEX, STATEMENTS, language_page
from pipeline.reading import reading_sequence

_DOWNLOADS = ("pdf", "docx")


def check_site(
    files: Mapping[str, bytes], publisher: Publisher | None = None
) -> tuple[Finding, ...]:
    """Findings of the site's own pages and of all links between the files of a site.

    `files` maps the path of every published file, relative to the output folder, to its
    content; the stored texts among them tell what the pages must say. Without a `publisher`,
    the index must name that of one of the texts. The text of the documents' pages is the
    matter of `check_html`.
    """
    if INDEX not in files:
        return (Finding("site.index", INDEX, message("The site has no index page.")),)
    findings: list[Finding] = []
    pages: dict[str, Page] = {}
    for path in files:
        if path.endswith(".html"):
            try:
                pages[path] = read_page(files[path])
            except MarkupError as error:
                findings.append(Finding("html.syntax", path, error.text))
    contents = _contents(files)
    if INDEX in pages:
        findings += _own_pages(pages, contents, publisher)
        findings += unreached(INDEX, pages)
    for path, page in pages.items():
        findings += link_findings(path, page, pages, files)
    findings += picture_findings(pages, contents.editions.values(), files)
    findings += manifest_findings(files, contents)
    for key, edition in contents.editions.items():
        if edition.path("html") in pages:
            findings += _surroundings(pages[edition.path("html")], key, contents)
        findings += _notice(edition)
    for left in contents.withdrawals.values():
        findings += _withdrawn(left, pages, contents)
    return tuple(findings)


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


def _contents(files: Mapping[str, bytes]) -> Contents:
    """What is stored in the files of the site; what cannot be read is not there."""
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
    return Contents(editions, withdrawals, {path: len(data) for path, data in files.items()})


def _own_pages(
    pages: Mapping[str, Page], contents: Contents, publisher: Publisher | None
) -> Iterator[Finding]:
    """What the index and the languages' pages are not as they must be."""
    named = dict.fromkeys(
        [
            *(Publisher(e.issuer, e.contact) for e in contents.editions.values()),
            *(Publisher(w.issuer, w.contact) for w in contents.withdrawals.values()),
        ]
    )
    candidates = [publisher] if publisher else list(named)
    if not candidates:
        reason = "No stored edition can be read, so the index page cannot be checked."
        yield Finding("site.index", INDEX, message(reason))
        return
    index = pages[INDEX]
    yield from check_page(index, "index", INDEX)

    def expected(publisher: Publisher) -> Node:
        return expected_index(index.tree, contents, publisher)

    yield from _compared(INDEX, index.tree, candidates, expected)
    yield from _statements(pages, candidates)
    languages = listed_languages(index.tree, contents, candidates[0])
    for own in all_languages().values():
        path = language_page(own.tag)
        if path in pages:
            yield from check_page(pages[path], "language", path)
            yield from _language(pages[path].tree, own, contents, candidates, languages)
        elif contents.is_published(own):
            text = message("The page of this language is missing: {path}.", path=path)
            yield Finding("site.page", path, text)


def _statements(pages: Mapping[str, Page], candidates: list[Publisher]) -> Iterator[Finding]:
    """Both statements or none; each as it must be."""
    there = [path for path in STATEMENTS if path in pages]
    for path in there:
        page = pages[path]
        yield from check_page(page, "statement", path)
        expected = partial(expected_statement, page.tree, path)
        yield from _compared(path, page.tree, candidates, expected)
        found = [list(statement_findings(page, path, each)) for each in candidates]
        yield from min(found, key=len)
    for path in STATEMENTS:
        if there and path not in there:
            text = message("The page of this language is missing: {path}.", path=path)
            yield Finding("site.page", path, text)


def _language(
    page: Node,
    own: Language,
    contents: Contents,
    candidates: list[Publisher],
    languages: tuple[Language, ...],
) -> Iterator[Finding]:
    path = language_page(own.tag)
    if own not in languages:
        text = message("The index page does not lead to {path}.", path=path)
        yield Finding("site.page", path, text)

    def expected(publisher: Publisher) -> Node:
        return expected_language(page, own, contents, publisher, languages)

    yield from _compared(path, page, candidates, expected)


def _compared(
    path: str, page: Node, candidates: list[Publisher], expected: Callable[[Publisher], Node]
) -> list[Finding]:
    """The differences from the page that there must be; of several publishers, the likeliest."""
    best: list[Difference] | None = None
    for candidate in candidates:
        try:
            found = list(differences(page, expected(candidate)))
        except MissingStringError as error:
            reason = "The site has no words in this language yet: {words}."
            return [Finding("html.words", path, message(reason, words=str(error)))]
        if best is None or len(found) < len(best):
            best = found
    return [difference.finding(path) for difference in best or ()]


def _withdrawn(
    left: Withdrawal, pages: Mapping[str, Page], contents: Contents
) -> Iterator[Finding]:
    """A withdrawn document has its page in each language, and no file that is to be read."""
    path = left.path("html")
    there = {tag for name, tag in contents.withdrawals if name == left.name} - {left.tag}
    if path in pages:
        yield from check_withdrawn(pages[path].data, left, path)
        others = {other.tag for other in others_of(pages[path].tree, left.language)}
        yield from _unnamed(path, sorted(there - others))
    else:
        text = message("The page that says that this document is withdrawn is missing.")
        yield Finding("site.page", path, text)
    for format_ in _DOWNLOADS:
        if left.path(format_) in contents.sizes:
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


def _surroundings(page: Page, key: Key, contents: Contents) -> Iterator[Finding]:
    """A document's page leads to its files and to its other languages, to all of them."""
    name, _ = key
    edition = contents.editions[key]
    where = edition.path("html")
    around = surroundings_of(page.tree, edition)
    linked = {format_ for format_, _ in around.downloads}
    for format_ in _DOWNLOADS:
        if edition.path(format_) in contents.sizes and format_ not in linked:
            reason = "No link of the page leads to {path}."
            text = message(reason, path=edition.path(format_))
            yield Finding("site.unlinked", where, text)
    others = {other.tag for other in around.others}
    there = set(contents.tags_with_page.get(name, ())) - {key[1]}
    yield from _unnamed(where, sorted(there - others))
