import dataclasses
import re

import pytest

from pipeline.check.css import check_css, css_rules
from pipeline.check.html import check_html
from pipeline.check.html_reading import parse_page, read_article
from pipeline.colours import Colour
from pipeline.edition import Edition
from pipeline.reading import Kind
from pipeline.style import Style
from tests.builders import edition
from tests.samples import ARABIC, EDITIONS, LANGUAGES, SWEDISH, page

PAIR = "p{color:var(--x);background:#ffffff}"


@pytest.mark.parametrize("of", EDITIONS, ids=lambda e: e.briefing.language)
def test_a_rendered_page_has_no_finding(of: Edition) -> None:
    assert check_html(page(of), of, of.path("html")) == ()


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_language_with_words_passes(tag: str) -> None:
    of = edition("# T", "## H", "text 0220-240 00", "- a", "7. b", "~ c", "~ A B, d", language=tag)
    assert check_html(page(of), of, "x") == ()


@pytest.mark.parametrize("accent", ["#767676", "#000000", "#8a0000"])
def test_every_accent_passes(accent: str) -> None:
    data = page(SWEDISH, Style(accent=Colour.from_hex(accent)))
    assert check_html(data, SWEDISH, "x") == ()


def article(content: str) -> list[tuple[Kind, str, int, str, tuple[tuple[str, str], ...]]]:
    root = parse_page(f'<html lang="ar" dir="rtl"><article>{content}</article>'.encode())
    assert root is not None
    units = read_article(next(root.iter("article")))
    return [(u.kind, u.text, u.level, u.label, u.languages) for u in units]


@pytest.mark.parametrize(
    ("markup", "unit"),
    [
        ("<h1>a</h1>", (Kind.TITLE, "a", 1, "", ())),
        ("<h3> a  b </h3>", (Kind.HEADING, " a  b ", 3, "", ())),
        ("<p>a<!-- x -->b</p>", (Kind.PARAGRAPH, "ab", 0, "", ())),
        ("<div role=note><p>a</p></div>", (Kind.NOTICE, "a", 0, "", ())),
        ("<div><p class=closing>a</p></div>", (Kind.CLOSING, "a", 0, "", ())),
        ("<p class=signatory>a</p>", (Kind.SIGNATORY, "a", 0, "", ())),
        ("<ul><li>a</li></ul>", (Kind.LIST_ITEM, "a", 0, "•", ())),
        ("<ol start=4><li>a</li></ol>", (Kind.LIST_ITEM, "a", 0, "4.", ())),
        ("<ol><li value=9>a</li></ol>", (Kind.LIST_ITEM, "a", 0, "9.", ())),
        ("stray", (Kind.PARAGRAPH, "stray", 0, "", ())),
        ("<table><tr><td>a</td></tr></table>", (Kind.PARAGRAPH, "a", 0, "", ())),
        (
            '<p>a<span lang="sv">b<a href="tel:1">c</a></span>d</p>',
            (Kind.PARAGRAPH, "abcd", 0, "", (("sv", "b"), ("sv", "c"))),
        ),
        ('<p lang="fi">a</p>', (Kind.PARAGRAPH, "a", 0, "", (("fi", "a"),))),
        ('<p lang="xx">a</p>', (Kind.PARAGRAPH, "a", 0, "", (("xx", "a"),))),
    ],
)
def test_what_is_read(markup: str, unit: tuple[object, ...]) -> None:
    assert article(f"\n{markup}\n") == [unit]


def test_white_space_between_elements_is_no_text() -> None:
    assert len(article("\n  <p>a</p>\n\n<ul>\n<li>b</li>\n</ul>\n")) == 2


@pytest.mark.parametrize("data", [b"", b"   ", b"\x00"])
def test_what_is_no_page_is_a_finding(data: bytes) -> None:
    assert [f.rule for f in check_html(data, SWEDISH, "x")] != []


def test_the_page_of_another_edition_is_a_finding() -> None:
    rules = {f.rule for f in check_html(page(ARABIC), SWEDISH, "x")}
    assert {"html.page_language", "html.title", "html.text"} <= rules


@pytest.mark.parametrize("of", EDITIONS, ids=lambda e: e.briefing.language)
def test_a_character_less_is_found_in_every_piece_of_text(of: Edition) -> None:
    data = page(of).decode()
    start, end = data.index("<article>"), data.index("</article>")
    pieces = [m for m in re.finditer(r">([^<\n]+)<", data) if start < m.start() < end]
    assert len(pieces) > 15
    for piece in pieces:
        middle = (piece.start(1) + piece.end(1)) // 2
        harmed = (data[:middle] + data[middle + 1 :]).encode()
        assert "html.text" in {f.rule for f in check_html(harmed, of, "x")}, piece.group(1)


def test_a_finding_says_where() -> None:
    data = page(SWEDISH).replace(b"sprida samh", b"sprida smh")
    (finding,) = check_html(data, SWEDISH, "lagesbild.sv.html")
    assert finding.rule == "html.text"
    assert finding.where == "lagesbild.sv.html b5.3"


def test_css_rules_know_their_media() -> None:
    css = "a{color:#000000}@media print{@page{margin:0}b{color:red}}@media screen{c{x:y;z:w}}"
    assert [(r.media, r.selectors, r.on_screen) for r in css_rules(css)] == [
        ("", "a", True),
        ("@media print", "@page", False),
        ("@media print", "b", False),
        ("@media screen", "c", True),
    ]
    assert css_rules(css)[3].declarations == (("x", "y"), ("z", "w"))


@pytest.mark.parametrize(
    ("css", "problems"),
    [
        ("p{color:#767676;background:#ffffff}", 0),
        ("p{color:#777777;background:#ffffff}", 2),
        ("p{color:#000000;background:#ffffff}q{outline:1px solid #cccccc}", 2),
        ("p{color:red;background:#ffffff}", 4),
        (PAIR + ":root{--x:#000000}", 0),
        (PAIR, 4),
        ("p{color:#000000}", 2),
        ("p{color:#000000;background:#ffffff}}", 1),
        ("p{color:#000000;background:#ffffff", 1),
        (
            PAIR + ":root{--x:#000000}@media (prefers-color-scheme: dark){:root{--x:#eeeeee}}",
            1,
        ),
        ("p{color:#000000;background:#ffffff}@media print{p{color:#ffffff}}", 0),
    ],
)
def test_contrast_is_computed_in_both_schemes(css: str, problems: int) -> None:
    findings = check_css(css, "x")
    assert [f.rule for f in findings] == ["html.contrast"] * problems


def test_a_document_that_leaves_out_a_heading_level_is_not_the_pages_fault() -> None:
    of = edition("# T", "## A", "#### B", "text")
    assert check_html(page(of), of, "x") == ()


def test_a_notice_of_two_paragraphs() -> None:
    of = dataclasses.replace(ARABIC, notices=ARABIC.notices * 2)
    assert check_html(page(of), of, "x") == ()
