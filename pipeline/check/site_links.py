"""The links between the pages of a site, and whether each page can be reached.

Rules: `site.link`, `site.size`, `site.index` and `site.unlinked` (see `site`).
"""

import posixpath
from collections.abc import Iterator, Mapping
from urllib.parse import unquote, urlsplit

from pipeline.check.html_links import feed_of, statement_of
from pipeline.check.html_page import Page
from pipeline.check.html_parts import size_text
from pipeline.check.html_reading import elements, inherited, language_of, text_content
from pipeline.findings import Finding
from pipeline.languages import SOURCE_TAG, language
from pipeline.messages import message


def link_findings(
    path: str, page: Page, pages: Mapping[str, Page], files: Mapping[str, bytes]
) -> Iterator[Finding]:
    """The links of a page that lead nowhere or tell a wrong size, and those that it lacks."""
    linked: set[str] = set()
    for link in page.all("a", "link"):
        address = link.get("href") or ""
        goal = _goal(path, address)
        if goal is None:
            continue
        linked.add(goal)
        fragment = urlsplit(address).fragment if goal else ""
        if goal not in files or not _has_place(pages.get(goal), fragment):
            reason = "The link “{address}” leads nowhere."
            yield Finding("site.link", path, message(reason, address=address))
        elif link.get("type") and link.tag == "a":
            own = language_of(inherited(link, "lang") or "") or language(SOURCE_TAG)
            size = size_text(len(files[goal]), own)
            words = [text_content(part) for part in elements(link) if part.tag == "small"]
            if [text.rpartition("· ")[2] for text in words] != [size]:
                reason = "The link to {goal} does not tell its size, {size}."
                yield Finding("site.size", path, message(reason, goal=goal, size=size))
    own = language_of(page.root.get("lang") or "") or language(SOURCE_TAG)
    for shared in (statement_of(own), feed_of(own)):
        if shared in files and shared not in (path, *linked):
            text = message("No link of the page leads to {path}.", path=shared)
            yield Finding("site.unlinked", path, text)


def _goal(path: str, address: str) -> str | None:
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


def unreached(start: str, pages: Mapping[str, Page]) -> Iterator[Finding]:
    """The pages that a reader who begins at one cannot come to."""
    reached, waiting = {start}, [start]
    while waiting:
        path = waiting.pop()
        goals = {_goal(path, link.get("href") or "") for link in pages[path].all("a")}
        new = {goal for goal in goals if goal is not None and goal in pages} - reached
        reached |= new
        waiting += new
    for path in pages:
        if path not in reached:
            text = message("The index page does not lead to {path}.", path=path)
            yield Finding("site.index", start, text)
