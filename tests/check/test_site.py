import dataclasses
import re
from typing import Literal

import pytest

from pipeline.check.html import check_html
from pipeline.check.site import check_site
from pipeline.edition import Edition
from pipeline.publish.site import render_index
from pipeline.render.html import Download, render_html
from pipeline.style import Style
from tests.samples import EDITIONS, listing, others, site, waiting

FORMATS: tuple[Literal["pdf", "docx"], ...] = ("pdf", "docx")


def files_of(*editions: Edition) -> dict[str, bytes]:
    """A whole site of these editions, with a translation on its way."""
    files = {e.path(suffix): bytes(45_200) for e in editions for suffix in ("pdf", "docx")}
    for e in editions:
        downloads = tuple(Download(f, f"{e.stem}.{f}", 45_200) for f in FORMATS)
        siblings = tuple(o.language for o in editions if o != e)
        files[e.path("html")] = render_html(e, Style(), downloads, siblings)
    listings = (*(listing(e, "html", *FORMATS) for e in editions), waiting("so"))
    return files | {"index.html": render_index(site(*listings))}


SITE = files_of(*EDITIONS)
SV = EDITIONS[0].path("html")


def rules(files: dict[str, bytes]) -> set[str]:
    return {f.rule for f in check_site(files)}


def harmed(path: str, pattern: str, becomes: str) -> dict[str, bytes]:
    text, changes = re.subn(pattern, becomes, SITE[path].decode(), count=1)
    assert changes, "the defect was not seeded"
    return SITE | {path: text.encode()}


def test_a_whole_site_has_no_finding() -> None:
    assert check_site(SITE) == ()


def test_any_name_of_a_document_can_be_linked() -> None:
    info = dataclasses.replace(EDITIONS[0].info, name="läge #1, 50% & ‘så’")
    renamed = [dataclasses.replace(e, info=info) for e in EDITIONS]
    assert check_site(files_of(*renamed)) == ()
    for e in renamed:
        assert check_html(files_of(*renamed)[e.path("html")], e, "x") == ()


@pytest.mark.parametrize("path", [p for p in SITE if p != "index.html"])
def test_a_missing_file_is_a_link_that_leads_nowhere(path: str) -> None:
    assert rules({p: data for p, data in SITE.items() if p != path}) == {"site.link"}


def test_a_language_that_is_not_there_is_a_link_that_leads_nowhere() -> None:
    data = render_html(EDITIONS[0], Style(), (), others("sv"))
    assert rules(SITE | {SV: data}) == {"site.link"}


def test_a_site_without_index() -> None:
    assert rules({p: data for p, data in SITE.items() if p != "index.html"}) == {"site.index"}
    assert rules(SITE | {"index.html": b""}) == {"html.syntax"}


def test_a_page_that_the_index_does_not_list() -> None:
    assert rules(SITE | {"index.html": render_index(site(listing(EDITIONS[0], "html")))}) == {
        "site.index"
    }


def test_a_size_that_is_not_the_files() -> None:
    assert rules(SITE | {EDITIONS[1].path("pdf"): bytes(99_000)}) == {"site.size"}


@pytest.mark.parametrize(
    ("rule", "pattern", "becomes"),
    [
        ("site.link", r'href="#so"', 'href="#se"'),
        ("html.direction", r'(<section id="ar" lang="ar") dir="rtl"', r"\1"),
        ("html.heading", r"(</?)h1>", r"\1h2>"),
        ("html.script", "</body>", "<script></script></body>"),
        ("html.external", "</body>", '<img src="x.png" alt=""></body>'),
        ("html.policy", "style-src", "script-src"),
        ("html.contrast", "--text:#1a1a1a", "--text:#bbbbbb"),
        ("html.landmark", "<footer", "<div"),
        ("html.hidden", "<h1>", '<h1 hidden="">'),
        ("html.skip_link", 'href="#content"', 'href="#so"'),
    ],
)
def test_a_harmed_index_is_caught(rule: str, pattern: str, becomes: str) -> None:
    assert rule in rules(harmed("index.html", pattern, becomes))
