"""The pages of the site that belong to no document: the index."""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from lxml import html
from lxml.etree import ParserError

from pipeline.findings import Finding
from pipeline.languages import all_languages
from pipeline.messages import Message, message

Observation = tuple[str, Message]


def check_site_page(data: bytes, output: Path, path: str) -> tuple[Finding, ...]:
    """What would keep a resident from a document; `path` is the page's place under `output`."""
    try:
        root = html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8"))
    except (ParserError, ValueError):
        return (Finding("site.syntax", path, message("This is no web page.")),)
    observations = (*_page(root), *_links(root, output, path), *_requests(root))
    return tuple(Finding(f"site.{rule}", path, reason) for rule, reason in observations)


def check_every_document_is_linked(
    pages: dict[str, bytes], documents: tuple[str, ...]
) -> tuple[Finding, ...]:
    """Every published file can be reached from a page of the site."""
    targets = {target for path, data in pages.items() for target in _targets(data, path)}
    reason = "No page of the site links to this file."
    return tuple(
        Finding("site.unlinked", path, message(reason)) for path in documents if path not in targets
    )


def _targets(data: bytes, path: str) -> Iterator[str]:
    try:
        root = html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8"))
    except (ParserError, ValueError):
        return
    for link in root.iter("a"):
        target = _local(link.get("href") or "", path)
        if target:
            yield target


def _page(root: html.HtmlElement) -> Iterator[Observation]:
    tags = {language.html for language in all_languages().values()}
    if root.get("lang") not in tags:
        yield "language", message("The page has no known language.")
    if not (root.findtext(".//title") or "").strip():
        yield "title", message("The page has no title.")
    if len(root.findall(".//h1")) != 1 or len(root.findall(".//main")) != 1:
        yield "landmark", message("The page needs one main part and one main heading.")
    for element in root.iter():
        tag = element.get("lang") if isinstance(element.tag, str) else None
        if tag is not None and tag not in tags:
            yield "language", message("The language “{tag}” is not known.", tag=tag)


def _links(root: html.HtmlElement, output: Path, path: str) -> Iterator[Observation]:
    """Local links lead to files; links to documents say their language (WCAG 2.1 3.1.2)."""
    names = {element.get("id") for element in root.iter() if isinstance(element.tag, str)}
    for link in root.iter("a"):
        href = link.get("href") or ""
        if not (link.text_content().strip() or link.get("aria-label")):
            yield "link", message("The link to {address} has no text.", address=href)
        if href.startswith("#") and href[1:] not in names:
            yield "link", message("The link to {address} leads nowhere.", address=href)
        target = _local(href, path)
        if target and not (output / target).is_file():
            yield "link", message("The link to {address} leads nowhere.", address=href)
        if target and not target.endswith("index.html") and not link.get("hreflang"):
            reason = "The link to {address} does not say its language (hreflang)."
            yield "link", message(reason, address=href)


def _local(href: str, path: str) -> str:
    """The place under the output folder that a relative link leads to, or nothing."""
    parts = urlsplit(href)
    if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
        return ""
    place: list[str] = []
    for part in (*PurePosixPath(path).parent.parts, *unquote(parts.path).split("/")):
        if part == "..":
            place = place[:-1]
        elif part not in ("", "."):
            place.append(part)
    return "/".join(place)


def _requests(root: html.HtmlElement) -> Iterator[Observation]:
    """No script and nothing fetched from elsewhere: the page is one file."""
    if next(root.iter("script"), None) is not None:
        yield "script", message("The page has a script.")
    for element in root.iter("link", "img", "iframe", "video", "audio", "source", "object"):
        address = element.get("href") or element.get("src") or element.get("data") or ""
        fetched = element.tag != "link" or element.get("rel") in ("stylesheet", "icon", "preload")
        if fetched and not address.startswith("data:"):
            yield "request", message("The page fetches {address}.", address=address)
