"""The finished site as a whole: the index page, and what leads from page to page.

Rules: those of every page for the index (`html.*`, see `html_page`); `site.link` (a link that
leads nowhere), `site.size` (a link that tells another size than the file has) and
`site.index` (a page that the index does not lead to).
"""

import posixpath
from collections.abc import Iterator, Mapping
from urllib.parse import unquote, urlsplit

from pipeline.check.html_page import Page, check_page, read_page
from pipeline.check.html_reading import elements, inherited, language_of, text_content
from pipeline.findings import Finding
from pipeline.languages import language
from pipeline.messages import message
from pipeline.webpage import file_size

INDEX = "index.html"
_DOWNLOADS = (".pdf", ".docx")


def check_site(files: Mapping[str, bytes]) -> tuple[Finding, ...]:
    """Findings of the index page and of all links between the files of a site.

    `files` maps the path of every published file, relative to the output folder, to its
    content. The text of the documents' pages is the matter of `check_html`.
    """
    if INDEX not in files:
        return (Finding("site.index", INDEX, message("The site has no index page.")),)
    pages = {
        path: page
        for path, data in files.items()
        if path.endswith(".html") and (page := read_page(data))
    }
    if INDEX not in pages:
        return (Finding("html.syntax", INDEX, message("This is no web page.")),)
    findings = [*check_page(pages[INDEX], INDEX), *_unlisted(pages[INDEX], pages)]
    for path, page in pages.items():
        findings += _links(path, page, pages, files)
    return tuple(findings)


def _unlisted(index: Page, pages: Mapping[str, Page]) -> Iterator[Finding]:
    listed = {unquote(link.get("href") or "") for link in index.all("a")}
    for path in pages:
        if path != INDEX and path not in listed:
            reason = "The index page does not lead to {path}."
            yield Finding("site.index", INDEX, message(reason, path=path))


def _links(
    path: str, page: Page, pages: Mapping[str, Page], files: Mapping[str, bytes]
) -> Iterator[Finding]:
    for link in page.all("a"):
        address = urlsplit(link.get("href") or "")
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
        elif goal.endswith(_DOWNLOADS):
            own = language_of(inherited(link, "lang") or "") or language("sv")
            size = file_size(len(files[goal]), own)
            if size not in text_content(link):
                reason = "The link to {goal} does not tell its size, {size}."
                yield Finding("site.size", path, message(reason, goal=goal, size=size))


def _has_place(page: Page | None, fragment: str) -> bool:
    if not fragment:
        return True
    return page is not None and any(e.get("id") == fragment for e in elements(page.root))
