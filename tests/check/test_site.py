import dataclasses
import json
import re
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.check.html import check_html
from pipeline.check.html_index import Publisher
from pipeline.check.html_parts import is_size_text, size_text
from pipeline.check.site import check_site
from pipeline.edition import Contact, DocumentInfo, Edition, State, Withdrawal
from pipeline.interface import MACHINE_LABEL, interface
from pipeline.languages import all_languages
from pipeline.manifest import (
    MANIFEST,
    Manifest,
    Status,
    published_edition,
    published_page,
    published_withdrawal,
)
from pipeline.model import Text
from pipeline.notices import with_notices
from pipeline.publish.site import (
    Listing,
    Site,
    render_index,
    render_language,
    render_site,
    withdrawn,
)
from pipeline.render.html import Download, render_html
from pipeline.style import Style
from pipeline.webpage import SharedFiles, file_size
from tests.builders import edition
from tests.check.html_harms import Harm, harms, seen
from tests.samples import (
    EDITIONS,
    OLD,
    RICH,
    RICH_EDITIONS,
    SWEDISH,
    listing,
    others,
    site,
    waiting,
    withdrawn_page,
)

FORMATS: tuple[Literal["pdf", "docx"], ...] = ("pdf", "docx")


def listed(of: Edition) -> Listing:
    status = Status.OUTDATED if of.superseded else Status(of.state.value)
    return listing(of, "html", *FORMATS, status=status)


def files_of(
    *editions: Edition,
    left: tuple[Withdrawal, ...] = (),
    shared: tuple[str, ...] = (),
    change: Callable[[Site], Site] = lambda site: site,
) -> dict[str, bytes]:
    """A whole site of these editions, with a translation on its way.

    `left` are withdrawn documents, `shared` the site's own files; `change` gives its pages
    another content than they must have.
    """
    common = SharedFiles(frozenset(shared))
    files = {e.path(suffix): bytes(45_200) for e in editions for suffix in ("pdf", "docx")}
    for e in editions:
        files |= {e.picture_path(i): i.data for i in e.briefing.images()}
        files[e.path("json")] = json.dumps(e.to_json(), indent=1).encode()
        downloads = tuple(Download(f, f"{e.stem}.{f}", 45_200) for f in FORMATS)
        siblings = tuple(o.language for o in editions if o != e and o.info == e.info)
        files[e.path("html")] = render_html(e, Style(), downloads, siblings, common)
    listings = [listed(e) for e in editions]
    for one in listings:
        sizes = [dataclasses.replace(f, size=len(files[f.path])) for f in one.files]
        listings[listings.index(one)] = dataclasses.replace(one, files=tuple(sizes))
    for one in left:
        others = [other.tag for other in left if other != one and other.name == one.name]
        files[one.path("html")] = withdrawn_page(one, *others, shared=common)
        files[one.path("json")] = json.dumps(one.to_json(), indent=1).encode()
        listings.append(withdrawn(one, len(files[one.path("html")])))
    content = site(*listings, waiting("so"), more=MORE, shared=common)
    files |= dict.fromkeys(shared, b"")
    return files | render_site(change(content))


MORE = ("ti", "th")
"""Languages that nothing is published in."""

SITE = files_of(*EDITIONS, left=OLD)
SV = EDITIONS[0].path("html")


def rules(files: dict[str, bytes]) -> set[str]:
    return {f.rule for f in check_site(files)}


def harmed(path: str, pattern: str, becomes: str) -> dict[str, bytes]:
    text, changes = re.subn(pattern, becomes, SITE[path].decode(), count=1)
    assert changes, "the defect was not seeded"
    return SITE | {path: text.encode()}


def test_a_whole_site_has_no_finding() -> None:
    assert check_site(SITE) == ()


ALL = files_of(*EDITIONS, *RICH_EDITIONS)
PICTURE, DECORATION = (RICH.picture_path(i) for i in RICH.briefing.images())


def test_a_site_with_pictures_has_no_finding() -> None:
    assert check_site(ALL) == ()


def test_a_picture_that_is_missing_or_another_one() -> None:
    without = {path: data for path, data in ALL.items() if path != PICTURE}
    assert "site.picture" in rules(without)
    for data in (b"", ALL[DECORATION], ALL[PICTURE] + b"x"):
        assert "site.picture" in rules(ALL | {PICTURE: data})


def test_a_picture_that_nothing_shows() -> None:
    more = ALL[DECORATION] + b"x"
    name = f"vatten/images/{sha256(more).hexdigest()[:16]}.png"
    (finding,) = check_site(ALL | {name: more})
    assert (finding.rule, finding.where) == ("site.picture", name)


def test_a_picture_that_has_not_the_size_of_its_text() -> None:
    for key, pair in (("width", (40, 41)), ("height", (20, 2))):
        old, new = (f'"{key}": {value}'.encode() for value in pair)
        stored = ALL[RICH.path("json")]
        assert old in stored
        harmed_files = ALL | {RICH.path("json"): stored.replace(old, new)}
        assert "site.picture" in rules(harmed_files)


def test_a_title_on_the_index_is_one_line_of_plain_text() -> None:
    title = "# Vatten // i [**Kolbäck**](https://a.se/)[^1] _nu_"
    of = dataclasses.replace(edition(title, "x", "[^1] y"), info=RICH.info)
    files = files_of(*EDITIONS, of)
    assert check_site(files) == ()
    assert b">Vatten i Kolb\xc3\xa4ck nu</a>" in files["sv.html"]
    assert b"<title>Vatten i Kolb\xc3\xa4ck nu \xe2\x80\x93 " in files[of.path("html")]
    assert check_html(files[of.path("html")], of, "x") == ()


def test_any_name_of_a_document_can_be_linked() -> None:
    info = dataclasses.replace(EDITIONS[0].info, name="läge #1, 50% & ‘så’")
    renamed = [dataclasses.replace(e, info=info) for e in EDITIONS]
    assert check_site(files_of(*renamed)) == ()
    for e in renamed:
        assert check_html(files_of(*renamed)[e.path("html")], e, "x") == ()


@pytest.mark.parametrize("path", [p for p in SITE if p != "index.html"])
def test_a_missing_file_is_a_link_that_leads_nowhere(path: str) -> None:
    without = {p: data for p, data in SITE.items() if p != path}
    assert ("site.link" in rules(without)) == (not path.endswith(".json"))
    assert rules(without)
    is_own_page = "/" not in path or (path.startswith("gammal") and path.endswith("html"))
    assert ("site.page" in rules(without)) == (is_own_page and path != "so.html")


MACHINE = with_notices(dataclasses.replace(EDITIONS[1], state=State.MACHINE, notices=()))


def test_a_text_of_a_machine_is_told_on_its_page_and_on_the_index() -> None:
    editions = (EDITIONS[0], MACHINE, *EDITIONS[2:])
    files = files_of(*editions)
    assert check_site(files) == ()
    assert check_html(files[MACHINE.path("html")], MACHINE, "x") == ()
    label = interface(MACHINE.language.tag).resident(MACHINE_LABEL)
    page = files["fi.html"].decode()
    assert label in page
    silent = files | {"fi.html": page.replace(label, "").encode()}
    assert rules(silent)


@pytest.mark.parametrize("notices", [(), MACHINE.notices * 2, EDITIONS[2].notices])
def test_a_text_of_a_machine_that_is_not_told_as_one(notices: tuple[Text, ...]) -> None:
    silent = dataclasses.replace(MACHINE, notices=notices)
    assert rules(files_of(EDITIONS[0], silent, *EDITIONS[2:])) == {"site.notice"}


def test_a_language_that_is_not_there_is_a_link_that_leads_nowhere() -> None:
    data = render_html(EDITIONS[0], Style(), (), others("sv"))
    assert rules(SITE | {SV: data}) >= {"site.link", "site.unlinked"}
    (reason, *_) = (f for f in check_site(SITE | {SV: data}) if f.rule == "site.unlinked")
    assert reason.where == SV


def test_a_site_without_index() -> None:
    assert rules({p: data for p, data in SITE.items() if p != "index.html"}) == {"site.index"}
    assert rules(SITE | {"index.html": b""}) == {"html.syntax"}


def test_a_page_that_the_index_does_not_lead_to() -> None:
    data = render_index(site(listing(EDITIONS[0], "html")))
    assert "site.index" in rules(SITE | {"index.html": data})
    only = site(listing(EDITIONS[0], "html"), waiting("fi"))
    data = render_language(only, EDITIONS[1].language)
    assert {"html.element", "site.index"} <= rules(SITE | {"fi.html": data})


def test_a_page_that_does_not_lead_to_another_language() -> None:
    downloads = tuple(Download(f, f"{SWEDISH.stem}.{f}", 45_200) for f in FORMATS)
    data = render_html(SWEDISH, Style(), downloads, (EDITIONS[1].language,))
    assert "site.language" in rules(SITE | {SV: data})


def test_a_size_that_is_not_the_files() -> None:
    assert "site.size" in rules(SITE | {EDITIONS[1].path("pdf"): bytes(99_000)})
    assert "site.size" in rules(harmed(SV, r"46\s?kB", "999\u00a0kB"))


def test_sizes_are_computed_as_the_page_computes_them() -> None:
    sizes = (0, 1, 999, 1000, 1001, 999_000, 999_001, 10**6, 10**6 + 1, 19_950_001, 1_234_567_890)
    for own in all_languages().values():
        for size in sizes:
            assert size_text(size, own) == file_size(size, own)
            assert is_size_text(size_text(size, own), own)
    swedish = all_languages()["sv"]
    assert size_text(999_001, swedish) == "1 MB"
    assert size_text(1_200_001, swedish) == "1,3 MB"
    for text in ("", "46", "46\u00a0kB", "046 kB", "46 KiB", "46 kB!", "1000 kB", "9" * 5000):
        assert not is_size_text(text, swedish)


def test_a_download_that_no_page_links_to() -> None:
    data = render_html(SWEDISH, Style(), (), tuple(e.language for e in EDITIONS[1:]))
    assert "site.unlinked" in rules(SITE | {SV: data})


@pytest.mark.parametrize(
    ("rule", "pattern", "becomes"),
    [
        ("site.link", r'href="so\.html"', 'href="se.html"'),
        ("site.link", r'<a href="so\.html"', '<a href="http://["'),
        ("html.direction", r'(<a [^>]*lang="ar") dir="rtl"', r"\1"),
        ("html.direction", r'(lang="sv") dir="ltr"', r"\1"),
        ("html.heading", r"<h1>(.*?)</h1>", r"<h2>\1</h2>"),
        ("html.script", "</body>", "<script></script></body>"),
        ("html.external", "</body>", '<img src="x.png" alt=""></body>'),
        ("html.policy", "style-src", "script-src"),
        ("html.policy", r"<meta http-equiv=[^>]*>\n", ""),
        ("html.contrast", "--text:#1a1a1a", "--text:#bbbbbb"),
        ("html.landmark", "(?s)<footer(.*)</footer>", r"<div\1</div>"),
        ("html.hidden", "<h1>", '<h1 hidden="">'),
        ("html.skip_link", 'href="#content"', 'href="so.html"'),
        ("html.syntax", "<h1>", "<h1 "),
        ("html.syntax", "<h1>", "<!-- Ring 112! --><h1>"),
        ("html.style", "</style>", ".names{position:absolute;left:-9999px}</style>"),
        ("html.style", "--page:#ffffff", "--page:red"),
        ("html.element", "</header>", "<p>Ring 112!</p></header>"),
        ("html.element", "</ul>", "<li>Ring 112!</li></ul>"),
        ("html.element", "</main>", "<aside><p>Ring 112!</p></aside></main>"),
        ("html.element", "</footer>", "<p>Ring 112!</p></footer>"),
        ("html.words", "</nav>", "Ring 112!</nav>"),
        ("html.words", "3 juni 2020", "4 juni 2020"),
        ("html.words", ">suomi<", ">Suomi<"),
        ("html.words", ">finska<", ">svenska<"),
        ("html.words", "ትርጉም ይዳሎ ኣሎ።", "ይዳሎ ኣሎ።"),
        ("html.words", "<title>", "<title>Ny "),
        ("html.words", "kundcenter</p>|kundcenter,", "kontaktcenter,"),
        ("html.words", r" <small>Turju[^<]*</small>", ""),
        ("html.attribute", r'<li><a href="fi\.html".*?</li>\n', ""),
        ("html.element", r'<link rel="alternate" hreflang="x-default"[^>]*>\n', ""),
        ("html.attribute", r'hreflang="x-default"', 'hreflang="de"'),
        ("html.attribute", "<h1>", '<h1 aria-label="Fel rubrik">'),
        ("html.attribute", '<nav class="choice"', '<nav role="presentation" class="x"'),
        ("html.attribute", 'href="tel:[^"]*"', 'href="tel:112"'),
        ("html.attribute", r'<meta name="description" content="', r"\g<0>Ny "),
        ("html.attribute", 'hreflang="fi"', 'hreflang="sv"'),
    ],
)
def test_a_harmed_index_is_caught(rule: str, pattern: str, becomes: str) -> None:
    assert rule in rules(harmed("index.html", pattern, becomes))


LANGUAGE_DEFECTS = [
    ("ar.html", "html.words", "مسودة، لم", "لم"),
    ("ar.html", "html.element", r'<li class="status">.*?</li>\n', ""),
    ("ar.html", "html.words", "12 مايو 2020", "21 مايو 2020"),
    ("ar.html", "html.attribute", '<html lang="ar" dir="rtl">', '<html lang="fa" dir="rtl">'),
    ("ar.html", "html.attribute", '<html lang="ar" dir="rtl">', '<html lang="ar">'),
    ("ar.html", "html.attribute", 'hreflang="ar"><span>', 'hreflang="fa"><span>'),
    ("ar.html", "site.link", 'href="index.html">', 'href="index.htm">'),
    ("sv.html", "html.element", r'(?s)<li><div class="document">.*?</div></li>\n', ""),
    ("sv.html", "html.element", r'(?s)(<li><div class="document">.*?</div></li>\n)', r"\1\1"),
    ("sv.html", "html.words", "3 juni 2020", "4 juni 2020"),
    ("sv.html", "site.size", "46.kB", "45\u00a0kB"),
    ("sv.html", "html.external", "</body>", '<img src="x.png" alt=""></body>'),
    ("sv.html", "html.style", "</style>", ".documents{display:none}</style>"),
    ("so.html", "html.element", r'<p class="waiting">.*?</p>\n', ""),
    ("so.html", "html.element", r'<span lang="sv">(.*?)</span>', r"\1"),
    (OLD[0].path("html"), "html.words", "3 juni 2020", "4 juni 2020"),
    (OLD[0].path("html"), "html.words", "<h1>", "<h1>Nytt: "),
    (OLD[0].path("html"), "html.attribute", r'"\.\./\.\./sv\.html"', '"../../fi.html"'),
    (OLD[2].path("html"), "html.element", r"<p>[^<]*</p>\n<p>[^<]*<time", "<p><time"),
    (OLD[2].path("html"), "site.language", r'<link [^>]*hreflang="fi"[^>]*>\n', ""),
    (OLD[2].path("html"), "html.contrast", "--text:#1a1a1a", "--text:#bbbbbb"),
    (OLD[0].path("json"), "html.words", "2020-06-03", "2020-06-04"),
    (SV, "html.attribute", r'"\.\./\.\./sv\.html"', '"../../fi.html"'),
    (SV, "html.element", r'<link [^>]*hreflang="x-default"[^>]*>\n', ""),
]


@pytest.mark.parametrize(("path", "rule", "pattern", "becomes"), LANGUAGE_DEFECTS)
def test_a_harmed_page_is_caught(path: str, rule: str, pattern: str, becomes: str) -> None:
    files = harmed(path, pattern, becomes)
    found = {f.rule for f in check_site(files)}
    if path == SV:
        found |= {f.rule for f in check_html(files[SV], SWEDISH, SV)}
    assert rule in found


def test_a_wrong_order_of_the_documents() -> None:
    more = dataclasses.replace(SWEDISH, info=DocumentInfo("annan", date(2020, 5, 2)))

    def turned(content: Site) -> Site:
        days = {SWEDISH.info.name: date(2020, 5, 2), "annan": date(2020, 5, 12)}
        listings = [
            dataclasses.replace(each, published=days.get(each.document, each.published))
            for each in content.listings
        ]
        return dataclasses.replace(content, listings=tuple(listings))

    assert check_site(files_of(SWEDISH, more)) == ()
    found = check_site(files_of(SWEDISH, more, change=turned))
    assert {f.where.partition(" ")[0] for f in found} == {"sv.html"}


def test_the_languages_of_the_settings_are_on_the_index_in_their_order() -> None:
    shown = tuple(tag for tag in all_languages() if tag in {"sv", "fi", "ar", "so", *MORE})
    publisher = Publisher(SWEDISH.issuer, SWEDISH.contact, shown)
    assert check_site(SITE, publisher) == ()
    for wrong in (shown[:-1], (*shown, "de"), (*shown[1:], "sv")):
        assert check_site(SITE, dataclasses.replace(publisher, languages=wrong))


def test_a_language_whose_page_nobody_needs() -> None:
    extra = SITE | {"de.html": SITE["sv.html"]}
    assert {"site.page", "site.index"} <= rules(extra)


STATEMENTS = ("accessibility.sv.html", "accessibility.en.html")
FEEDS = ("sv.atom", "fi.atom", "ar.atom")


def test_every_page_leads_to_the_statement_and_the_feed_of_its_language() -> None:
    files = files_of(*EDITIONS, left=OLD, shared=FEEDS)
    assert check_site(files) == ()
    for path in ("index.html", "fi.html", OLD[1].path("html"), SV):
        assert "site.unlinked" in rules(files | {path: SITE[path]})
        assert "site.link" in rules(SITE | {path: files[path]})
    whole = files_of(*EDITIONS, left=OLD, shared=STATEMENTS)
    assert {f.where for f in check_site(whole)} == set(STATEMENTS)  # they are empty here
    for path in ("index.html", "fi.html", OLD[1].path("html"), SV):
        found = {(f.rule, f.where) for f in check_site(whole | {path: SITE[path]})}
        assert ("site.unlinked", path) in found


def test_a_file_of_a_withdrawn_document_that_is_still_there() -> None:
    found = check_site(SITE | {OLD[0].path("pdf"): b"%PDF"})
    assert [(f.rule, f.where) for f in found] == [("site.page", OLD[0].path("pdf"))]


def manifest_of(files: dict[str, bytes]) -> Manifest:
    stored = (*EDITIONS, *OLD)
    entries = []
    for path, data in files.items():
        (of, *_) = (*(s for s in stored if path.startswith(s.path(""))), None)
        if of is None:
            entries.append(published_page(path, data))
        elif isinstance(of, Withdrawal):
            entries.append(published_withdrawal(path, data, of))
        else:
            entries.append(published_edition(path, data, of, Status(of.state.value)))
    return Manifest().with_files(entries)


def test_the_manifest_says_what_the_stored_texts_say() -> None:
    manifest = manifest_of(SITE)
    assert rules(SITE | {MANIFEST: manifest.to_bytes()}) == set()
    for path in (OLD[0].path("html"), SV):
        for file in manifest.files:
            if file.path == path:
                other = dataclasses.replace(file, status=Status.APPROVED)
                wrong = manifest.with_files([other])
                assert rules(SITE | {MANIFEST: wrong.to_bytes()}) == {"site.manifest"}
        without = Manifest(tuple(f for f in manifest.files if f.path != path))
        assert rules(SITE | {MANIFEST: without.to_bytes()}) == {"site.manifest"}
    more = manifest.with_files([published_page("x.txt", b"")])
    assert rules(SITE | {MANIFEST: more.to_bytes()}) == {"site.manifest"}
    assert rules(SITE | {MANIFEST: b"{"}) == {"site.manifest"}


def test_the_index_names_the_publisher_of_the_settings() -> None:
    other = Contact("växeln", "0220-240 00", "kommun@hallstahammar.se")
    assert check_site(SITE, Publisher(SWEDISH.issuer, SWEDISH.contact)) == ()
    found = check_site(SITE, Publisher(SWEDISH.issuer, other))
    assert {f.rule for f in found} == {"html.words", "html.attribute"}
    pages = {"index.html", "sv.html", "fi.html", "ar.html", "so.html"}
    assert {f.where.partition(" ")[0] for f in found} == pages


def test_documents_of_several_dates_and_states() -> None:
    newer = DocumentInfo("ny lägesbild", date(2020, 5, 14), date(2020, 6, 2), "2")
    older = DocumentInfo("annan", date(2020, 5, 2))
    editions = (
        *(dataclasses.replace(e, info=newer) for e in EDITIONS),
        *EDITIONS,
        dataclasses.replace(EDITIONS[0], info=older),
        dataclasses.replace(EDITIONS[1], info=older, superseded=date(2020, 6, 3)),
    )
    assert check_site(files_of(*editions)) == ()
    assert check_site(files_of(*reversed(editions))) == ()


def test_a_stored_edition_that_cannot_be_read() -> None:
    path = EDITIONS[1].path("json")
    unknown = SITE[path].replace(b'"language": "fi"', b'"language": "xx"')
    assert unknown != SITE[path]
    for data in (b"", b"[]", b"{}", b"[" * 10_000, unknown):
        assert rules(SITE | {path: data}) & {"html.element", "html.attribute"}
    nothing = {p: data for p, data in SITE.items() if not p.endswith(".json")}
    assert "site.index" in rules(nothing)


@given(harm=harms(), path=st.sampled_from(("index.html", "ar.html", OLD[2].path("html"))))
@settings(max_examples=150, deadline=None)
def test_any_change_of_the_sites_own_pages_is_found_or_changes_nothing(
    harm: Harm, path: str
) -> None:
    changed = harm(SITE[path])
    if check_site(SITE | {path: changed}) == ():
        assert seen(changed) == seen(SITE[path])
