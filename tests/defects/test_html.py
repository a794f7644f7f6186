"""Seeded defects: each harm to a good page is caught by the rule that is named for it."""

import base64
import hashlib
import re

import pytest

from pipeline.check.html import RULES, check_html
from pipeline.check.html_page import PAGE_RULES
from pipeline.edition import Edition
from tests.samples import ARABIC, RICH, RICH_ARABIC, SWEDISH, page

SV, AR, ALL, ALL_AR = SWEDISH, ARABIC, RICH, RICH_ARABIC

STYLE_RULES = (
    ".notice{position:absolute;left:-9999px}",
    ".notice{clip-path:inset(50%)}",
    ".notice{height:0;overflow:hidden}",
    "article{transform:scale(0)}",
    "article p{unicode-bidi:bidi-override;direction:rtl}",
    "@media print{article{display:none}}",
    "article{display:flex;flex-direction:column-reverse}",
    "article p{order:-1}",
    "article li{list-style:none}",
    "article{font-size:.1px}",
    "a{pointer-events:none}",
    "article{filter:opacity(0)}",
    "article{background:linear-gradient(#000000,#000000)}",
    ":focus-visible{outline:none}",
    "article{content-visibility:hidden}",
    "article p::before{content:counter(x)}",
    "article p{-webkit-text-fill-color:#ffffff}",
    "article p{COLOR:white}",
    "article{background:url(x)}",
)

# rule, edition, what is harmed (a pattern), what it becomes
DEFECTS = [
    ("lost", SV, r"<li>sprida [^<]*</li>\n", ""),
    ("lost", AR, r"<div class=\"notice\".*?</div>", ""),
    ("extra", SV, r"(<p>På finska)", r"<p>Köp nu!</p>\1"),
    ("extra", SV, r"(<h2 id=\"b2\">)", r"löst \1"),
    ("text", SV, r"12 maj\.</p>", "21 maj.</p>"),
    ("title", SV, r"12 maj\.", "21 maj."),
    ("text", SV, r"0220-240 00", "0220-204 00"),
    ("text", AR, r"0220-240 00</bdi>", "0220-240 01</bdi>"),
    ("text", SV, r"i mitten av mars", "i  mitten av mars"),
    ("text", SV, r"Catarina Petterson", "Catarina Pettersson"),
    ("text", AR, r"(<p>)(فع)", r"\1 \2"),
    ("kind", SV, r"<h2 id=\"b2\">(.*?)</h2>", r"<p><span>\1</span></p>"),
    ("kind", AR, r" role=\"note\"", ""),
    ("kind", SV, r" class=\"signatory\"", ""),
    ("level", SV, r"<h2 id=\"b2\">(.*?)</h2>", r"<h3>\1</h3>"),
    ("label", SV, r"<ol start=\"3\">", "<ol>"),
    ("label", SV, r"<ul>(.*?)</ul>", r"<ol>\1</ol>"),
    ("language", SV, r"<span lang=\"fi\">(.*?)</span>", r"\1"),
    ("language", AR, r"<span lang=\"sv\" dir=\"ltr\">Per", '<span lang="fi" dir="ltr">Per'),
    ("page_language", AR, r"<html lang=\"ar\"", '<html lang="sv"'),
    ("direction", SV, r"(?<!href)lang=\"fi\"", 'lang="swedish"'),
    ("page_language", AR, r" dir=\"rtl\">\n<head>", ">\n<head>"),
    ("direction", SV, r"<span lang=\"ar\" dir=\"rtl\">", '<span lang="ar">'),
    ("isolation", AR, r"<bdi dir=\"ltr\" class=\"number\">0220-240 00</bdi>", "0220-240 00"),
    ("isolation", AR, r"(<footer.*?)<bdi dir=\"ltr\">([^<]*)</bdi>", r"\1\2"),
    ("title", SV, r"<title>.*?</title>", "<title>Dokument</title>"),
    ("title", SV, r"<meta name=\"description\"[^>]*>\n", ""),
    ("viewport", SV, r"initial-scale=1", "initial-scale=1, maximum-scale=1"),
    ("landmark", SV, r"</?main[^>]*>", ""),
    ("landmark", SV, r" aria-labelledby=\"downloads\"", ""),
    ("skip_link", SV, r"<a class=\"skip\".*?</a>\n", ""),
    ("skip_link", SV, r"href=\"#content\"", 'href="#contents"'),
    ("heading", SV, r"<h2 id=\"downloads\">(.*?)</h2>", r'<h5 id="downloads">\1</h5>'),
    ("heading", SV, r"<p class=\"issuer\">(.*?)</p>", r'<h1 class="issuer">\1</h1>'),
    ("script", SV, r"</body>", "<script>alert(1)</script></body>"),
    ("script", SV, r"<main ", '<main onclick="alert(1)" '),
    ("script", SV, r"<iframe|(<footer)", r"<iframe></iframe>\1"),
    ("external", SV, r"(<footer)", r'<img src="https://example.org/x.png" alt="">\1'),
    ("external", SV, r"(<style>)", r'<link rel="stylesheet" href="x.css">\1'),
    ("external", SV, r"(<style>)", r'<meta http-equiv="refresh" content="0; url=x">\1'),
    ("external", SV, r"body \{", 'body { background: url("x.png");'),
    ("policy", SV, r"<meta http-equiv=\"Content-Security-Policy\"[^>]*>\n", ""),
    ("policy", SV, r"default-src (?:'|&#39;)none(?:'|&#39;)", "default-src *"),
    ("policy", SV, r"body \{", "body { margin: 0;"),
    ("hidden", SV, r"<p>På finska", '<p aria-hidden="true">På finska'),
    ("hidden", SV, r"<p>På finska", '<p style="color:white">På finska'),
    ("hidden", SV, r"p \{", "p { opacity: 0;"),
    ("hidden", SV, r"p \{", 'p::before { content: "inte "; } p {'),
    ("contrast", SV, r"--accent:#004b6b", "--accent:#7fb0c8"),
    ("contrast", SV, r"--muted:#4a4a4a", "--muted:#8a8a8a"),
    ("contrast", SV, r"(dark\)\{:root\{.*?--text:)#\w+", r"\g<1>#555555"),
    ("header", SV, r"datetime=\"2020-05-12\"", 'datetime="2020-12-05"'),
    ("header", SV, r"12 maj 2020</time>", "12 maj 2021</time>"),
    ("header", SV, r"(<p class=\"issuer\">)[^<]*", r"\1Köpings kommun"),
    ("header", AR, r"<li>العربية</li>", "<li>English</li>"),
    ("contact", SV, r"(<footer.*?)tel:\+4622024000", r"\1tel:+4622024001"),
    ("download", SV, r" <small>svenska · 46\s?kB</small>", ""),
    ("download", SV, r"lagesbild\.sv\.pdf", "lagesbild.ar.pdf"),
    ("download", SV, r"<span>PDF-dokument", "<span>Word-dokument"),
    ("download", SV, r"type=\"application/pdf\"", 'type="text/plain"'),
    ("alternate", SV, r">suomi<", ">finska<"),
    ("alternate", SV, r"(<a href=\"\.\./)fi/lagesbild\.fi\.html", r"\1en/lagesbild.en.html"),
    ("element", SV, r"<link rel=\"alternate\" hreflang=\"fi\"[^>]*>\n", ""),
    (
        "attribute",
        SV,
        r"<link rel=\"alternate\" hreflang=\"fi\"",
        '<link rel="alternate" hreflang="de"',
    ),
    ("external", SV, r"<link rel=\"alternate\"", '<link rel="stylesheet"'),
    ("element", SV, r"</style>", '</style><link rel="canonical" href="https://example.org/">'),
    ("element", SV, r"</style>", '</style><meta property="og:title" content="Ring 112!">'),
    ("link", SV, r"mailto:kundcenter@hallstahammar\.se\">k", 'mailto:x@hallstahammar.se">k'),
    ("link", SV, r"\.\./\.\./sv\.html", "https://example.org/"),
    ("link", AR, r"href=\"https://www\.hallstahammar\.se/", 'href="https://www.hallstahammer.se/'),
    ("syntax", SV, r"<!DOCTYPE html>\n", ""),
    ("syntax", SV, r"<meta charset=\"utf-8\">\n", ""),
    ("syntax", SV, r"<h2 id=\"b6\">", '<h2 id="b2">'),
    ("syntax", SV, r"Gör så här", "Gör<b>så här</b>"),
    ("syntax", SV, r"<article>", "<article><!-- x -->"),
    ("syntax", SV, r"<article>", "<article hidden hidden>"),
    ("syntax", SV, r"<article>", "<article title='x'>"),
    ("syntax", SV, r"<article>", "<ARTICLE>"),
    ("syntax", SV, r"</article>", ""),
    ("syntax", SV, r"</h1>", "</h2>"),
    ("syntax", SV, r"&amp; %s", "& %s"),
    ("syntax", SV, r"&amp; %s", "&nbsp; %s"),
    ("syntax", SV, r"12\u00a0maj", "12\x07maj"),
    ("syntax", SV, r"</html>\n", "</html>\n<html>"),
    ("element", SV, r"</header>", "<p>Ring 112!</p></header>"),
    ("element", SV, r"<header>", "<header><p>Ring 112!</p>"),
    ("element", SV, r"</nav>", "<p>Ring 112!</p></nav>"),
    ("element", AR, r"</footer>", "<p>Ring 112!</p></footer>"),
    ("element", SV, r"</article>", "</article><p>Ring 112!</p>"),
    ("element", SV, r"(<nav class=\"downloads.*?</nav>)", r"\1\1"),
    ("element", SV, r"<footer", "<aside><p>Ring 112!</p></aside><footer"),
    ("element", SV, r"<article>(.*?)</article>", r"<details>\g<0></details>"),
    ("element", SV, r"<article>(.*?)</article>", r"<article><div>\1</div></article>"),
    ("element", SV, r"<ul>(.*?)</ul>", r"<menu>\1</menu>"),
    ("element", SV, r"<li>(sprida [^<]*)</li>", r'<li><bdo dir="rtl">\1</bdo></li>'),
    ("element", SV, r"<p>Detta dokument", "<p><b>Detta</b> dokument"),
    ("element", SV, r"(<meta name=\"color)", r'<meta name="robots" content="noindex">\1'),
    ("element", SV, r"<link rel=\"icon\" href=\"data:,\">\n", ""),
    ("element", SV, r"<ul class=\"facts\".*?</ul>", ""),
    ("words", SV, r"</header>", "Ring 112!</header>"),
    ("words", SV, r"(<footer.*?), telefon ", r"\1, telefon 112 eller "),
    ("words", AR, r"(<footer.*?)<p>", r"\1<p>112 "),
    ("words", SV, r"</body>", "Ring 112!</body>"),
    ("words", SV, r"Andra språk", "Andra"),
    ("words", SV, r"Publicera\w+ <time", "Uppdaterad <time"),
    ("words", SV, r"säkerhets\u00adsamordnare", "säkerhetssamordnare"),
    ("words", SV, r"i mitten", "i\u202e mitten"),
    ("words", SV, r">Hoppa till innehållet<", ">Hoppa<"),
    ("attribute", SV, r"<h1>", '<h1 aria-label="Fel rubrik">'),
    ("attribute", SV, r"<p>På finska", '<p aria-label="x">På finska'),
    ("attribute", SV, r"<a href=\"tel", r'<a aria-label="08-99" href="tel'),
    ("attribute", SV, r"<h2 id=\"b2\"", '<h2 role="presentation" id="b2"'),
    ("attribute", SV, r"<ul>", '<ul role="presentation">'),
    ("attribute", SV, r"<main ", '<main role="presentation" '),
    ("attribute", SV, r"<body>", '<body role="application">'),
    ("attribute", SV, r"<article>", '<article role="img" aria-label="bild">'),
    ("attribute", SV, r"<p>På finska", '<p role="heading" aria-level="2">På finska'),
    ("attribute", SV, r"<article>", "<article popover>"),
    ("attribute", SV, r"<article>", '<article tabindex="5">'),
    ("attribute", SV, r"<article>", "<article contenteditable>"),
    ("attribute", SV, r"<article>", "<article inert>"),
    ("attribute", SV, r"<article>", '<article class="skip">'),
    ("attribute", SV, r"<article>", '<article translate="no">'),
    ("attribute", SV, r"<ul>", '<ul hidden="until-found">'),
    ("attribute", AR, r"<article>", '<article dir="ltr">'),
    ("attribute", AR, r"<bdi dir=\"ltr\" class=\"number\">", '<bdi dir="ltr">'),
    ("attribute", SV, r"tabindex=\"-1\"", 'tabindex="0"'),
    ("attribute", SV, r"<a class=\"all\"", '<a target="_blank" class="all"'),
    ("attribute", SV, r"name=\"color-scheme\" content=\"light dark\"", 'name="color-scheme"'),
    ("attribute", SV, r" id=\"b2\"", ' id="b02"'),
    ("download", SV, r"46(\s?)kB", r"46\1KiB"),
    ("download", SV, r"46(\s?)kB", r"046\1kB"),
    ("title", SV, r"(<meta name=\"description\" content=\"[^\"]*)\"", r'\1 Ring 112!"'),
    ("title", AR, r"(<meta name=\"description\" content=\")[^\"]*", r"\1تحل"),
    ("policy", SV, r"sha256-.", "sha256-x"),
    ("policy", SV, r"form-action (?:'|&#39;)none(?:'|&#39;)", "form-action *"),
    ("link", SV, r"href=\"tel:\+4622024000\">0", 'href="sms:112">0'),
    ("style", SV, r"--edge:#\w+", "--edge:url(x)"),
    ("style", SV, r"--line:", "--page:"),
    ("style", SV, r"<style>", "<style>@import 'x.css';"),
    *(("style", SV, r"</style>", f"{rule}\n</style>") for rule in STYLE_RULES),
]

KARTA, DECORATION = (image.file_name for image in ALL.briefing.images())
CELL = r"<td headers=\"b5\.1\.2 b5\.2\.1 b5\.3\.1\">8–12</td>"

DEFECTS += [
    ("table", ALL, r"<th scope=\"row\" id=\"b5\.3\.1\"([^>]*)>(.*?)</th>", r"<td\1>\2</td>"),
    ("table", ALL, r"<td headers=\"b5\.1\.2 b5\.2\.1 b5\.3\.1\">8–12</td>", "<th>8–12</th>"),
    ("table", ALL, r" rowspan=\"2\">Plats", ">Plats"),
    ("table", ALL_AR, r" colspan=\"3\"", ' colspan="2"'),
    ("table", ALL, r"(<td[^>]*>8–12)</td>\n<td[^>]*>(13–17</td>)", r"\1\2"),
    ("table", ALL, rf"({CELL})\n(<td[^>]*>13–17</td>)", r"\2\n\1"),
    ("table", ALL, r"<div class=\"table\".*?</div>", ""),
    ("table", ALL, r"<caption[^>]*>.*?</caption>", ""),
    ("table", ALL, r"(<tr>\n<th[^>]*>Torget.*?</tr>)\n(<tr>.*?</tr>)", r"\2\n\1"),
    ("lost", ALL, rf"({CELL})\n(<td[^>]*>13–17</td>)", r"\2\n\1"),
    ("lost", ALL_AR, r"<caption[^>]*>.*?</caption>", ""),
    ("lost", ALL, r"<figcaption>.*?</figcaption>", ""),
    ("lost", ALL, r"<p class=\"page-footer\">.*?</p>", ""),
    ("kind", ALL, r"<caption([^>]*)>(.*?)</caption>", r"<p\1>\2</p>"),
    ("kind", ALL, r" class=\"page-header\"", ""),
    ("kind", ALL, r"<ol class=\"notes\">", "<ol>"),
    ("attribute", ALL, r" scope=\"col\"", ""),
    ("attribute", ALL, r" scope=\"row\"", ' scope="col"'),
    ("attribute", ALL, r"headers=\"b5\.1\.2 b5\.2\.1", 'headers="b5.1.2 b5.2.2'),
    ("attribute", ALL, r" id=\"b5\.2\.1\"", ""),
    ("attribute", ALL, r" tabindex=\"0\"", ""),
    ("attribute", ALL, r" aria-labelledby=\"b5\.caption\"", ""),
    ("attribute", ALL, r" aria-labelledby=\"b10\"", ' aria-labelledby="b3"'),
    ("attribute", ALL, r" width=\"40\"", ' width="41"'),
    ("attribute", ALL, r" loading=\"lazy\"", ""),
    ("attribute", ALL, r" role=\"doc-noteref\"", ""),
    ("element", ALL, r"<thead>(.*?)</thead>", r"<tbody>\1</tbody>"),
    ("element", ALL, r"<hr>\n", ""),
    ("element", ALL, r"<figure(.*?)</figure>", r"<div\1</div>"),
    ("element", ALL, r"<td></td>", '<th scope="col"></th>'),
    ("figure", ALL, r" alt=\"Karta[^\"]*\"", ""),
    ("figure", ALL, r" alt=\"Karta[^\"]*\"", ' alt=""'),
    ("figure", ALL_AR, r" alt=\"\"", ' alt="صورة"'),
    ("figure", ALL, KARTA, DECORATION),
    ("figure", ALL, KARTA, "0000000000000000.png"),
    ("figure", ALL, r"<img [^>]*alt=\"\"[^>]*>\n", ""),
    ("figure", ALL, r"(<img [^>]*alt=\"\"[^>]*>\n)", r"\1\1"),
    ("figure", ALL, r"(<img [^>]*>)(.*?)(<img [^>]*>)", r"\3\2\1"),
    ("external", ALL, r"\.\./images/", "https://example.org/"),
    ("external", ALL, r"\.\./images/", "../../images/"),
    ("external", ALL, r"<img ", '<img srcset="x.png 2x" '),
    (
        "external",
        ALL,
        r"(</article>.*?)(</main>)",
        rf'\1<img src="../images/{KARTA}">\2',
    ),
    ("policy", ALL, r"img-src (?:'|&#39;)self(?:'|&#39;)", "img-src *"),
    ("policy", SV, r"img-src data:", "img-src 'self' data:"),
    ("within", ALL, r"<blockquote>(.*?)</blockquote>", r"<div>\1</div>"),
    ("within", ALL, r"<div class=\"callout\" role=\"note\">", "<div>"),
    ("within", ALL, r"<ul>\n(<li>Spola.*?)</ul></li>\n(<li>Tankbilar)", r"</li>\n\1\2"),
    ("within", ALL_AR, r"</li>\n</ul></li>\n(<li>توجد.*?</li>\n)", r"</li>\n\1</ul></li>\n"),
    ("label", ALL, r"<ol>(.*?)</ol>", r"<ul>\1</ul>"),
    ("strong", ALL, r"<strong>i tre minuter</strong>", "i tre minuter"),
    ("strong", ALL, r"<strong>i tre minuter</strong>", "<strong>i tre</strong> minuter"),
    ("strong", ALL_AR, r"<em>غير ذلك</em>", "<strong>غير ذلك</strong>"),
    ("emphasis", ALL, r"<em>något annat</em>", "<strong>något annat</strong>"),
    ("emphasis", ALL, r"Vad som(.*?)</h2>", r"Vad <em>som</em>\1</h2>"),
    ("note", ALL, r"<a href=\"#n1\"", '<a href="#n2"'),
    ("note", ALL, r"<sup><a [^>]*>1</a></sup>", "<sup>1</sup>"),
    ("note", ALL, r"<li id=\"n1\">", '<li id="n9">'),
    ("attribute", ALL_AR, r"<sup dir=\"ltr\">", "<sup>"),
    ("link", ALL, r"<a href=\"#b5\"", '<a href="#b7"'),
    ("link", ALL, r"<a href=\"#n1\"", '<a href="#n2"'),
    ("link", ALL, r"<table id=\"b5\">", "<table>"),
    ("text", ALL, r"<br>", " "),
    ("style", SV, r"</style>", "article sup { line-height: 0; }</style>"),
    ("style", ALL, r"(?<=\n)\.table \{.*?\}\n", ""),
]


def rules_of(data: bytes, of: Edition) -> set[str]:
    return {f.rule for f in check_html(data, of, of.path("html"))}


@pytest.mark.parametrize("of", [SV, AR, ALL, ALL_AR], ids=["sv", "ar", "all", "all_ar"])
def test_the_unharmed_page_has_no_finding(of: Edition) -> None:
    assert check_html(page(of), of, of.path("html")) == ()


@pytest.mark.parametrize(("rule", "of", "pattern", "becomes"), DEFECTS)
def test_a_defect_is_caught_by_its_rule(rule: str, of: Edition, pattern: str, becomes: str) -> None:
    good = page(of).decode()
    harmed, changes = re.subn(pattern, becomes, good, count=1, flags=re.DOTALL)
    if rule == "landmark":
        harmed = re.sub(pattern, becomes, good, flags=re.DOTALL)
    assert changes, "the defect was not seeded"
    if rule != "policy":
        harmed = with_the_right_policy(harmed)
    assert f"html.{rule}" in rules_of(harmed.encode(), of)


def with_the_right_policy(text: str) -> str:
    """So that a changed style sheet is not found by its hash alone."""
    style = text.partition("<style>")[2].partition("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return re.sub(r"sha256-[^'&]*", lambda _: f"sha256-{digest}", text, count=1)


def test_a_page_that_is_not_utf_8_is_caught() -> None:
    assert "html.syntax" in rules_of(page(SV).replace("å".encode(), b"\xe5", 1), SV)


def test_a_page_that_is_too_deep_is_caught() -> None:
    deep = b"<div>" * 50_000 + b"</div>" * 50_000
    assert rules_of(page(SV).replace(b"</article>", deep + b"</article>"), SV) == {"html.syntax"}


def test_every_rule_has_a_seeded_defect() -> None:
    seeded = {rule for rule, *_ in DEFECTS}
    assert {name for name, _ in (*RULES, *PAGE_RULES)} <= seeded
    assert {"lost", "extra", "text", "kind", "level", "label", "language", "contrast"} <= seeded
    assert {"element", "attribute", "words", "style"} <= seeded
    assert {"table", "figure", "within", "strong", "emphasis", "note"} <= seeded
