"""Feeds and the map of the site, as programs that we did not write read them."""

from datetime import date, timedelta

import feedparser
import pytest
from lxml import etree

from pipeline.languages import language
from pipeline.publish.feed import (
    MOST_ENTRIES,
    SITEMAP_NAMESPACE,
    XHTML,
    FeedEntry,
    FeedFile,
    MapEntry,
    atom_feed,
    sitemap,
)

SITE = "https://www.example.se/läge/".replace("ä", "%C3%A4")
DAY = date(2020, 5, 12)
ENTRY = FeedEntry(
    "läge/ar/läge.ar.html",
    "تقرير الحالة <1>",
    DAY,
    DAY + timedelta(3),
    "مسودة",
    (FeedFile("läge/ar/läge.ar.pdf", "application/pdf", 1234),),
)


def parsed(data: bytes) -> feedparser.FeedParserDict:
    found = feedparser.parse(data)
    assert not found.bozo, found.get("bozo_exception")
    assert found.version == "atom10"
    return found


def test_a_feed_says_what_an_entry_is_and_where_its_files_are() -> None:
    found = parsed(atom_feed(language("ar"), "Kommunen & vi", SITE, "ar.html", [ENTRY]))
    assert found.feed.language == "ar"
    assert found.feed.title == "معلومات بالعربية – Kommunen & vi"
    assert found.feed.id == SITE + "ar.atom"
    assert found.feed.author == "Kommunen & vi"
    assert found.feed.updated == "2020-05-15T00:00:00Z"
    assert {link.rel: link.href for link in found.feed.links} == {
        "self": SITE + "ar.atom",
        "alternate": SITE + "ar.html",
    }
    (entry,) = found.entries
    assert entry.title == "تقرير الحالة <1>"
    assert (entry.published[:10], entry.updated[:10]) == ("2020-05-12", "2020-05-15")
    assert entry.summary == "مسودة"
    assert entry.link == SITE + "l%C3%A4ge/ar/l%C3%A4ge.ar.html" == entry.id
    (file,) = entry.enclosures
    assert (file.type, file.length) == ("application/pdf", "1234")
    assert file.href == SITE + "l%C3%A4ge/ar/l%C3%A4ge.ar.pdf"


def test_the_newest_entry_is_first_and_old_ones_fall_away() -> None:
    many = [FeedEntry(f"{n}.html", f"Nr {n}", DAY, DAY + timedelta(n)) for n in range(60)]
    found = parsed(atom_feed(language("sv"), "Kommunen", SITE, "sv.html", many))
    assert [entry.title for entry in found.entries] == [f"Nr {n}" for n in range(59, 9, -1)]
    assert len(found.entries) == MOST_ENTRIES


def test_the_same_documents_give_the_same_bytes_in_any_order() -> None:
    many = [FeedEntry(f"{n}.html", f"Nr {n}", DAY, DAY) for n in range(5)]
    one = atom_feed(language("sv"), "Kommunen", SITE, "sv.html", many)
    assert one == atom_feed(language("sv"), "Kommunen", SITE, "sv.html", many[::-1])


def test_a_feed_needs_an_entry() -> None:
    with pytest.raises(ValueError, match="no date"):
        atom_feed(language("sv"), "Kommunen", SITE, "sv.html", [])


def test_the_map_names_every_page_with_its_languages() -> None:
    pages = (
        MapEntry("index.html", DAY),
        MapEntry("a å/sv/a å.sv.html", DAY, (("sv", "a å/sv/a å.sv.html"), ("zh-Hans", "z.html"))),
    )
    root = etree.fromstring(sitemap(SITE, pages))
    assert root.tag == f"{{{SITEMAP_NAMESPACE}}}urlset"
    assert [e.text for e in root.iter(f"{{{SITEMAP_NAMESPACE}}}loc")] == [
        SITE + "index.html",
        SITE + "a%20%C3%A5/sv/a%20%C3%A5.sv.html",
    ]
    assert {e.text for e in root.iter(f"{{{SITEMAP_NAMESPACE}}}lastmod")} == {"2020-05-12"}
    links = [(e.get("hreflang"), e.get("href")) for e in root.iter(f"{{{XHTML}}}link")]
    assert links == [
        ("sv", SITE + "a%20%C3%A5/sv/a%20%C3%A5.sv.html"),
        ("zh-Hans", SITE + "z.html"),
    ]
