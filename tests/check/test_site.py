import re

import pytest

from pipeline.check.site import check_site
from pipeline.publish.site import render_index
from pipeline.render.html import Download, render_html
from pipeline.render.style import Style
from tests.samples import EDITIONS, listing, on_its_way, others, site

FILES = {e.path(suffix): bytes(45_200) for e in EDITIONS for suffix in ("pdf", "docx")}
PAGES = {
    e.path("html"): render_html(
        e,
        Style(),
        (Download("pdf", f"{e.stem}.pdf", 45_200), Download("docx", f"{e.stem}.docx", 45_200)),
        tuple(o.language for o in EDITIONS if o != e),
    )
    for e in EDITIONS
}
LISTINGS = (*(listing(e, "html", "pdf", "docx") for e in EDITIONS), on_its_way("so"))
SITE = FILES | PAGES | {"index.html": render_index(site(*LISTINGS))}
SV = EDITIONS[0].path("html")


def rules(files: dict[str, bytes]) -> set[str]:
    return {f.rule for f in check_site(files)}


def harmed(path: str, pattern: str, becomes: str) -> dict[str, bytes]:
    text, changes = re.subn(pattern, becomes, SITE[path].decode(), count=1)
    assert changes, "the defect was not seeded"
    return SITE | {path: text.encode()}


def test_a_whole_site_has_no_finding() -> None:
    assert check_site(SITE) == ()


@pytest.mark.parametrize("path", [p for p in SITE if p != "index.html"])
def test_a_missing_file_is_a_link_that_leads_nowhere(path: str) -> None:
    assert rules({p: data for p, data in SITE.items() if p != path}) == {"site.link"}


def test_a_language_that_is_not_there_is_a_link_that_leads_nowhere() -> None:
    data = render_html(EDITIONS[0], Style(), (), others("sv"))
    assert rules(SITE | {SV: data}) == {"site.link"}


def test_a_site_without_index() -> None:
    assert rules(FILES | PAGES) == {"site.index"}
    assert rules(FILES | PAGES | {"index.html": b""}) == {"html.syntax"}


def test_a_page_that_the_index_does_not_list() -> None:
    assert rules(SITE | {"index.html": render_index(site(*LISTINGS[:1]))}) == {"site.index"}


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
