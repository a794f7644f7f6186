"""Feeds and the map of the site: what tells programs of new and changed documents.

Both need absolute addresses, so they exist only where the settings have a `site_url`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from lxml import etree

from pipeline.interface import interface
from pipeline.languages import Language
from pipeline.published_paths import feed as feed_path

ATOM = "http://www.w3.org/2005/Atom"
SITEMAP_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"
XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
MOST_ENTRIES = 50


@dataclass(frozen=True, slots=True)
class FeedFile:
    """A download of an entry: its path under the output folder, media type and size in bytes."""

    path: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """A document in one language. `path` is that of its web page, under the output folder.

    `note` is what residents are told of its state, or empty.
    """

    path: str
    title: str
    published: date
    updated: date
    note: str = ""
    files: tuple[FeedFile, ...] = ()


@dataclass(frozen=True, slots=True)
class MapEntry:
    """A page of the site: its path, when it was changed if that is known, and the same page in
    each language."""

    path: str
    changed: date | None
    alternates: tuple[tuple[str, str], ...] = ()
    """The language's tag in HTML, and the path."""


def absolute(site_url: str, path: str) -> str:
    """The address of a file; `site_url` ends in a slash, `path` is as on the disk."""
    return site_url + quote(path)


def atom_feed(
    language: Language, issuer: str, site_url: str, page: str, entries: Iterable[FeedEntry]
) -> bytes:
    """The Atom feed (RFC 4287) of a language: its latest documents, the newest first.

    `page` is the path of the language's own page. A day has no time, so a date stands for its
    first moment in UTC; the same documents give the same bytes. Raises ValueError without
    entries, since a feed has to say when it was changed, and MissingStringError.
    """
    newest = sorted(entries, key=lambda entry: (entry.updated, entry.path), reverse=True)
    if not newest:
        raise ValueError("a feed without entries has no date")
    title = interface(language.tag).resident("Information in English")
    feed = etree.fromstring(f'<feed xmlns="{ATOM}"/>')
    feed.set(XML_LANGUAGE, language.html)
    own = absolute(site_url, feed_path(language.tag))
    _add(feed, "id", own)
    _add(feed, "title", f"{title} – {issuer}")
    _add(feed, "updated", _moment(newest[0].updated))
    _add(_add(feed, "author"), "name", issuer)
    _add(feed, "link", rel="self", type="application/atom+xml", href=own)
    _add(feed, "link", rel="alternate", type="text/html", href=absolute(site_url, page))
    for entry in newest[:MOST_ENTRIES]:
        _add_entry(feed, entry, site_url, language)
    return _bytes(feed)


def _add_entry(feed: etree._Element, entry: FeedEntry, site_url: str, language: Language) -> None:
    address = absolute(site_url, entry.path)
    element = _add(feed, "entry")
    _add(element, "id", address)
    _add(element, "title", entry.title)
    _add(element, "published", _moment(entry.published))
    _add(element, "updated", _moment(entry.updated))
    _add(element, "link", rel="alternate", type="text/html", hreflang=language.html, href=address)
    for file in entry.files:
        _add(
            element,
            "link",
            rel="enclosure",
            type=file.media_type,
            hreflang=language.html,
            length=str(file.size),
            href=absolute(site_url, file.path),
        )
    _add(element, "summary", entry.note or entry.title)


def sitemap(site_url: str, entries: Sequence[MapEntry]) -> bytes:
    """`sitemap.xml` (sitemaps.org 0.9) with the same page in other languages as XHTML links."""
    root = etree.fromstring(f'<urlset xmlns="{SITEMAP_NAMESPACE}" xmlns:xhtml="{XHTML}"/>')
    for entry in entries:
        url = etree.SubElement(root, f"{{{SITEMAP_NAMESPACE}}}url")
        etree.SubElement(url, f"{{{SITEMAP_NAMESPACE}}}loc").text = absolute(site_url, entry.path)
        if entry.changed:
            modified = etree.SubElement(url, f"{{{SITEMAP_NAMESPACE}}}lastmod")
            modified.text = entry.changed.isoformat()
        for tag, path in entry.alternates:
            link = {"rel": "alternate", "hreflang": tag, "href": absolute(site_url, path)}
            etree.SubElement(url, f"{{{XHTML}}}link", link)
    return _bytes(root)


def _add(
    parent: etree._Element, name: str, text: str | None = None, **attributes: str
) -> etree._Element:
    element = etree.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    element.text = text
    return element


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _bytes(root: etree._Element) -> bytes:
    etree.indent(root)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"
