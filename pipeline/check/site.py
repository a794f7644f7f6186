"""The finished site as a whole: the index page, and what leads from page to page.

Rules: those of every page for the index (`html.*`, see `html_page` and `html_difference`);
`site.link` (a link that leads nowhere), `site.size` (a link that tells another size than the
file has), `site.index` (a page that the index does not lead to), `site.unlinked` (a file that
its page does not lead to), `site.language` (the same for the other languages) and `site.notice`
(a text that a machine wrote, and its reader is not told), `site.picture` (a picture that is
missing, is another one than its name says, or that nothing shows).
"""

import json
import posixpath
from collections.abc import Iterator, Mapping
from urllib.parse import unquote, urlsplit

from pipeline.briefing_json import Images
from pipeline.check.html_difference import Difference, differences
from pipeline.check.html_document import surroundings_of
from pipeline.check.html_index import Key, Publisher, expected_index
from pipeline.check.html_page import Page, check_page, read_page
from pipeline.check.html_parts import size_text
from pipeline.check.html_reading import elements, inherited, language_of, text_content
from pipeline.check.html_tree import MarkupError
from pipeline.check.site_pictures import images_of, picture_findings
from pipeline.edition import Edition, State
from pipeline.findings import Finding
from pipeline.interface import MissingStringError
from pipeline.languages import SOURCE_TAG, described, language
from pipeline.messages import message
from pipeline.notices import with_notices
from pipeline.reading import reading_sequence

INDEX = "index.html"
_DOWNLOADS = ("pdf", "docx")


def check_site(
    files: Mapping[str, bytes], publisher: Publisher | None = None
) -> tuple[Finding, ...]:
    """Findings of the index page and of all links between the files of a site.

    `files` maps the path of every published file, relative to the output folder, to its
    content; the stored editions among them tell what the index must say. Without a
    `publisher`, the index must name that of one of the editions. The text of the documents'
    pages is the matter of `check_html`.
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
    editions = _editions(files)
    if INDEX in pages:
        findings += check_page(pages[INDEX], "index", INDEX)
        findings += _unlisted(pages[INDEX], files)
        findings += _index(pages[INDEX], editions, files, publisher)
    for path, page in pages.items():
        findings += _links(path, page, pages, files)
    findings += picture_findings(pages, editions.values(), files)
    for key, edition in editions.items():
        if edition.path("html") in pages:
            findings += _surroundings(pages[edition.path("html")], key, editions, files)
        findings += _notice(edition)
    return tuple(findings)


def stored_edition(data: bytes, images: Images | None = None) -> Edition:
    """The edition that is stored in a file; `images` has the data of its pictures.

    Raises ValueError if this version cannot use it, or a picture is missing or damaged.
    """
    try:
        edition = Edition.from_json(json.loads(data), images)
        spans = (span for unit in reading_sequence(edition) for span in unit.text)
        for tag in {span.language for span in spans if span.language}:
            described(tag)
    except (KeyError, RecursionError) as error:
        raise ValueError(str(error)) from error
    return edition


def _editions(files: Mapping[str, bytes]) -> dict[Key, Edition]:
    """The editions whose files are part of the site; what cannot be read is not among them."""
    found: dict[Key, Edition] = {}
    images = images_of(files)
    for path, data in files.items():
        if path.endswith(".json"):
            try:
                edition = stored_edition(data, images.get(path.partition("/")[0]))
            except ValueError:
                continue
            if edition.path("json") == path:
                found[(edition.info.name, edition.language.tag)] = edition
    return found


def _unlisted(index: Page, files: Mapping[str, bytes]) -> Iterator[Finding]:
    listed = {unquote(link.get("href") or "") for link in index.all("a")}
    for path in files:
        if path.endswith(".html") and path not in (INDEX, *listed):
            reason = "The index page does not lead to {path}."
            yield Finding("site.index", INDEX, message(reason, path=path))


def _index(
    page: Page,
    editions: Mapping[Key, Edition],
    files: Mapping[str, bytes],
    publisher: Publisher | None,
) -> list[Finding]:
    """The differences from the index that there must be; of several publishers, the likeliest."""
    named = dict.fromkeys(Publisher(e.issuer, e.contact) for e in editions.values())
    sizes = {path: len(data) for path, data in files.items()}
    best: list[Difference] | None = None
    for candidate in [publisher] if publisher else named:
        try:
            expected = expected_index(page.tree, editions, sizes, candidate)
        except MissingStringError as error:
            reason = "The site has no words in this language yet: {words}."
            return [Finding("html.words", INDEX, message(reason, words=str(error)))]
        found = list(differences(page.tree, expected))
        if best is None or len(found) < len(best):
            best = found
    if best is None:
        reason = "No stored edition can be read, so the index page cannot be checked."
        return [Finding("site.index", INDEX, message(reason))]
    return [difference.finding(INDEX) for difference in best]


def _links(
    path: str, page: Page, pages: Mapping[str, Page], files: Mapping[str, bytes]
) -> Iterator[Finding]:
    for link in page.all("a"):
        try:
            address = urlsplit(link.get("href") or "")
        except ValueError:
            text = message("The link “{address}” leads nowhere.", address=link.get("href") or "")
            yield Finding("site.link", path, text)
            continue
        if address.scheme:
            continue
        goal = path
        if address.path:
            way = posixpath.join(posixpath.dirname(path), unquote(address.path))
            goal = posixpath.normpath(way)
        if goal not in files or not _has_place(pages.get(goal), address.fragment):
            reason = "The link “{address}” leads nowhere."
            text = message(reason, address=link.get("href") or "")
            yield Finding("site.link", path, text)
        elif link.get("type"):
            own = language_of(inherited(link, "lang") or "") or language(SOURCE_TAG)
            size = size_text(len(files[goal]), own)
            words = [text_content(part) for part in elements(link) if part.tag == "small"]
            if [text.rpartition("· ")[2] for text in words] != [size]:
                reason = "The link to {goal} does not tell its size, {size}."
                yield Finding("site.size", path, message(reason, goal=goal, size=size))


def _has_place(page: Page | None, fragment: str) -> bool:
    if not fragment:
        return True
    return page is not None and any(e.get("id") == fragment for e in elements(page.root))


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
    page: Page, key: Key, editions: Mapping[Key, Edition], files: Mapping[str, bytes]
) -> Iterator[Finding]:
    """A document's page leads to its files and to its other languages, to all of them."""
    name, _ = key
    edition = editions[key]
    where = edition.path("html")
    around = surroundings_of(page.tree, edition)
    linked = {format_ for format_, _ in around.downloads}
    for format_ in _DOWNLOADS:
        if edition.path(format_) in files and format_ not in linked:
            reason = "No link of the page leads to {path}."
            text = message(reason, path=edition.path(format_))
            yield Finding("site.unlinked", where, text)
    others = {other.tag for other in around.others}
    there = {e.language.tag for e in editions.values() if e.info.name == name} - {key[1]}
    for tag in sorted(there - others):
        if editions[(name, tag)].path("html") in files:
            reason = "The page does not lead to the same document in {language}."
            text = message(reason, language=language(tag).endonym)
            yield Finding("site.language", where, text)
