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

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from pipeline.check.html_difference import Difference, differences
from pipeline.check.html_index import Contents, Publisher, expected_index, listed_languages
from pipeline.check.html_language import expected_language
from pipeline.check.html_page import Page, check_page, read_page
from pipeline.check.html_statement import expected_statement, statement_findings
from pipeline.check.html_tree import MarkupError, Node
from pipeline.check.site_digests import page_digests
from pipeline.check.site_document import DocumentPart, check_document
from pipeline.check.site_links import (
    anchors_of,
    link_findings,
    unreached,
    way_findings,
)
from pipeline.check.site_manifest import manifest_findings
from pipeline.check.site_pictures import picture_findings
from pipeline.edition import Withdrawal
from pipeline.findings import Finding
from pipeline.interface import MissingStringError
from pipeline.languages import Language, all_languages
from pipeline.messages import message
from pipeline.published_paths import INDEX, STATEMENTS, language_page
from pipeline.summary import EditionSummary, Key


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
    documents: dict[str, dict[str, bytes]] = {}
    own: dict[str, bytes] = {}
    for path, data in files.items():
        name, slash, _ = path.partition("/")
        if slash:
            documents.setdefault(name, {})[path] = data
        else:
            own[path] = data
    checked = [check_document(name, each) for name, each in documents.items()]
    findings = [finding for _, found in checked for finding in found]
    return (*findings, *check_own_pages(own, [part for part, _ in checked], publisher).findings)


@dataclass(frozen=True, slots=True)
class OwnPages:
    """What was found of the site's own pages.

    `digests` identify the languages' pages that are right, together with all that they were
    compared with.
    """

    findings: tuple[Finding, ...]
    digests: frozenset[str] = frozenset()


def check_own_pages(
    own: Mapping[str, bytes],
    parts: Iterable[DocumentPart],
    publisher: Publisher | None = None,
    known: Container[str] = (),
) -> OwnPages:
    """Findings of the site's own files, and of what leads from the documents to them.

    `parts` is what there is of each document, which has been checked (`check_document`). `known`
    are digests of pages that were right the last time: they are not compared again.
    """
    if INDEX not in own:
        return OwnPages((Finding("site.index", INDEX, message("The site has no index page.")),))
    documents = tuple(parts)
    contents = _contents(own, documents)
    digests = page_digests(own, contents, publisher) if publisher else {}
    same = {path for path, digest in digests.items() if digest in known}
    findings: list[Finding] = []
    pages: dict[str, Page] = {}
    for path in own:
        if path.endswith(".html") and path not in same:
            try:
                pages[path] = read_page(own[path])
            except MarkupError as error:
                findings.append(Finding("html.syntax", path, error.text))
    if INDEX in pages:
        findings += _own_pages(pages, same, contents, publisher)
        ways = {path: contents.pages_in(path.partition(".")[0]) for path in same}
        findings += unreached(INDEX, {**_ways(pages, documents), **ways})
    for path, page in pages.items():
        findings += link_findings(path, page, pages, contents.sizes)
    findings += picture_findings(pages, (), {})
    for part in documents:
        for path, each in part.pages.items():
            findings += way_findings(path, each, pages, contents.sizes)
    findings += manifest_findings(own, contents)
    wrong = {finding.where for finding in findings}
    right = frozenset(digest for path, digest in digests.items() if path not in wrong)
    return OwnPages(tuple(findings), right)


def _contents(own: Mapping[str, bytes], documents: Iterable[DocumentPart]) -> Contents:
    """What is on the site."""
    editions: dict[Key, EditionSummary] = {}
    withdrawals: dict[Key, Withdrawal] = {}
    sizes = {path: len(data) for path, data in own.items()}
    for part in documents:
        editions |= part.editions
        withdrawals |= part.withdrawals
        sizes |= part.sizes
    return Contents(editions, withdrawals, sizes)


def _ways(
    pages: Mapping[str, Page], documents: Iterable[DocumentPart]
) -> dict[str, set[str | None]]:
    """Where each page leads to."""
    own = {path: anchors_of(path, page) for path, page in pages.items()}
    for part in documents:
        for path, ways in part.pages.items():
            own[path] = set(ways.anchors)
    return own


def _own_pages(
    pages: Mapping[str, Page],
    same: Container[str],
    contents: Contents,
    publisher: Publisher | None,
) -> Iterator[Finding]:
    """What the index and the languages' pages are not as they must be; those of `same` are."""
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
        elif contents.is_published(own) and path not in same:
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
