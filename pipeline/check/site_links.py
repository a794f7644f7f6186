"""The links between the pages of a site, and whether each page can be reached.

Rules: `site.link`, `site.size`, `site.index` and `site.unlinked` (see `site`).
"""

import posixpath
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from lxml import etree

from pipeline.check.html_links import feed_of, statement_of
from pipeline.check.html_page import Page
from pipeline.check.html_parts import size_text
from pipeline.check.html_reading import elements, inherited, language_of, text_content
from pipeline.findings import Finding
from pipeline.languages import SOURCE_TAG, Language, language
from pipeline.messages import message


@dataclass(frozen=True, slots=True)
class PageWays:
    """Where a document's page leads to, but for its downloads, as paths under the site.

    `language` is the page's tag. `anchors` are the goals of links that lead to pages or out of the
    document's folder; `heads` those of its head that lead out. `places` are those that lead out
    to a place on a page, with the name of the place.
    """

    language: str
    anchors: tuple[str, ...]
    heads: tuple[str, ...]
    places: tuple[tuple[str, str], ...] = ()


def ways_of(path: str, page: Page, document: str) -> PageWays:
    """Where a page of a document leads to."""
    anchors: dict[str, None] = {}
    heads: dict[str, None] = {}
    places: dict[tuple[str, str], None] = {}
    for link in page.all("a", "link"):
        address = link.get("href") or ""
        goal = goal_of(path, address)
        if not goal or goal == path:
            continue
        is_outside = _is_outside(goal, document)
        if is_outside and (fragment := urlsplit(address).fragment):
            places[(goal, fragment)] = None
        if link.tag == "a" and (is_outside or goal.endswith(".html")):
            anchors[goal] = None
        elif is_outside:
            heads[goal] = None
    return PageWays(_language(page).tag, tuple(anchors), tuple(heads), tuple(places))


def _is_outside(goal: str, document: str) -> bool:
    return not goal.startswith(f"{document}/")


def _language(page: Page) -> Language:
    return language_of(page.root.get("lang") or "") or language(SOURCE_TAG)


def document_links(
    path: str, page: Page, pages: Mapping[str, Page], sizes: Mapping[str, int]
) -> Iterator[Finding]:
    """The links from a document's page to its own pages and files: `pages` and `sizes`."""
    document = path.partition("/")[0]
    for link in page.all("a", "link"):
        goal = goal_of(path, link.get("href") or "")
        if goal is not None and not (goal and _is_outside(goal, document)):
            yield from _link(path, link, goal, pages, sizes)


def link_findings(
    path: str, page: Page, pages: Mapping[str, Page], sizes: Mapping[str, int]
) -> Iterator[Finding]:
    """The links of one of the site's own pages that lead nowhere or tell a wrong size."""
    for link in page.all("a", "link"):
        goal = goal_of(path, link.get("href") or "")
        if goal is not None:
            yield from _link(path, link, goal, pages, sizes)
    linked = {goal_of(path, link.get("href") or "") for link in page.all("a", "link")}
    yield from _unlinked(path, _language(page), linked, sizes)


def way_findings(
    path: str, ways: PageWays, pages: Mapping[str, Page], sizes: Mapping[str, int]
) -> Iterator[Finding]:
    """The same of what leads out of a document; `pages` are the site's own."""
    document = path.partition("/")[0]
    goals = (*ways.anchors, *ways.heads)
    for goal in goals:
        if goal not in sizes and _is_outside(goal, document):
            yield _nowhere(path, goal)
    for goal, place in ways.places:
        if goal in sizes and not _has_place(pages.get(goal), place):
            yield _nowhere(path, f"{goal}#{place}")
    yield from _unlinked(path, language(ways.language), goals, sizes)


def _link(
    path: str,
    link: etree._Element,
    goal: str,
    pages: Mapping[str, Page],
    sizes: Mapping[str, int],
) -> Iterator[Finding]:
    address = link.get("href") or ""
    if not _leads(address, goal, pages, sizes):
        yield _nowhere(path, address)
    elif link.get("type") and link.tag == "a":
        own = language_of(inherited(link, "lang") or "") or language(SOURCE_TAG)
        size = size_text(sizes[goal], own)
        words = [text_content(part) for part in elements(link) if part.tag == "small"]
        if [text.rpartition("· ")[2] for text in words] != [size]:
            reason = "The link to {goal} does not tell its size, {size}."
            yield Finding("site.size", path, message(reason, goal=goal, size=size))


def _leads(address: str, goal: str, pages: Mapping[str, Page], sizes: Mapping[str, int]) -> bool:
    """Whether the file is there, with the place on it that the address names."""
    fragment = urlsplit(address).fragment if goal and "#" in address else ""
    return goal in sizes and _has_place(pages.get(goal), fragment)


def _nowhere(path: str, address: str) -> Finding:
    reason = "The link “{address}” leads nowhere."
    return Finding("site.link", path, message(reason, address=address))


def _unlinked(
    path: str, own: Language, linked: Collection[str | None], sizes: Mapping[str, int]
) -> Iterator[Finding]:
    """What every page has to lead to, if it is there."""
    for shared in (statement_of(own), feed_of(own)):
        if shared in sizes and shared != path and shared not in linked:
            text = message("No link of the page leads to {path}.", path=shared)
            yield Finding("site.unlinked", path, text)


def goal_of(path: str, address: str) -> str | None:
    """The file that an address on a page leads to; None outside the site, empty for none."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    if parts.scheme:
        return None
    if not parts.path:
        return path
    way = posixpath.join(posixpath.dirname(path), unquote(parts.path))
    return posixpath.normpath(way)


def _has_place(page: Page | None, fragment: str) -> bool:
    if not fragment:
        return True
    return page is not None and any(e.get("id") == fragment for e in elements(page.root))


def anchors_of(path: str, page: Page) -> set[str | None]:
    """Where the links of a page lead to."""
    return {goal_of(path, link.get("href") or "") for link in page.all("a")}


def unreached(start: str, ways: Mapping[str, Collection[str | None]]) -> Iterator[Finding]:
    """The pages that a reader who begins at one cannot come to; `ways` are the goals of each."""
    reached, waiting = {start}, [start]
    while waiting:
        new = {goal for goal in ways[waiting.pop()] if goal in ways} - reached
        found = {goal for goal in new if goal is not None}
        reached |= found
        waiting += found
    for path in ways:
        if path not in reached:
            text = message("The index page does not lead to {path}.", path=path)
            yield Finding("site.index", start, text)
