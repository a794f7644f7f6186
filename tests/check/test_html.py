import dataclasses
import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.check.compare import ReadUnit
from pipeline.check.compare_tables import CellForm, TableForm
from pipeline.check.css import check_css, css_rules
from pipeline.check.html import check_html
from pipeline.check.html_article import read_article, read_tables
from pipeline.check.html_reading import parse_page
from pipeline.colours import Colour
from pipeline.edition import Edition
from pipeline.languages import all_languages
from pipeline.reading import Kind
from pipeline.render.html import render_html
from pipeline.style import Style
from tests.builders import edition
from tests.check.html_harms import Harm, harms, seen
from tests.samples import ARABIC, EDITIONS, LANGUAGES, RICH_EDITIONS, SWEDISH, page

ALL_EDITIONS = (*EDITIONS, *RICH_EDITIONS)
PAIR = "p{color:var(--x);background:#ffffff}"


@pytest.mark.parametrize("of", ALL_EDITIONS, ids=lambda e: e.stem)
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


def units(content: str) -> tuple[ReadUnit, ...]:
    root = parse_page(f'<html lang="ar" dir="rtl"><article>{content}</article>'.encode())
    assert root is not None
    return read_article(next(root.iter("article")))


def article(content: str) -> list[tuple[Kind, str, int, str, tuple[tuple[str, str], ...]]]:
    return [(u.kind, u.text, u.level, u.label, u.languages) for u in units(content)]


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
        ("<menu>a</menu>", (Kind.PARAGRAPH, "a", 0, "", ())),
        ("<table><tr><td>a</td></tr></table>", (Kind.CELL, "a", 0, "", ())),
        ("<table><tr><th><p>a</p></th></tr></table>", (Kind.HEADER_CELL, "a", 0, "", ())),
        ("<table><caption>a</caption></table>", (Kind.CAPTION, "a", 0, "", ())),
        ('<div class="callout" role=note><p>a</p></div>', (Kind.PARAGRAPH, "a", 0, "", ())),
        ("<figure><img alt=a></figure>", (Kind.FIGURE, "a", 0, "", ())),
        ('<figure><img alt=""><figcaption>a</figcaption>', (Kind.CAPTION, "a", 0, "", ())),
        ("<ol class=notes><li>a</li></ol>", (Kind.NOTE, "a", 0, "1", ())),
        ("<p class=page-header>a</p>", (Kind.PAGE_HEADER, "a", 0, "", ())),
        ("<hr><p class=page-footer>a<br>b</p>", (Kind.PAGE_FOOTER, "a\nb", 0, "", ())),
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


@pytest.mark.parametrize(
    ("markup", "within"),
    [
        ("<ul><li>a<ol><li>b</li></ol><p>c</p></li></ul>", ["list", "list list", "list"]),
        ("<blockquote><p>a</p><ul><li>b</li></ul></blockquote>", ["quote", "quote list"]),
        ("<div class=callout><p>a</p></div><p>b</p>", ["callout", ""]),
        ("<table><caption>a</caption><thead><tr><th>b</th></tr></thead></table>", ["table"] * 2),
        (
            "<table><tbody><tr><td><p>c</p><p>d</p><ul><li>e</li></ul></td></tr></table>",
            ["table", "table", "table list"],
        ),
        ("<figure><img alt=a><figcaption>b</figcaption></figure>", ["figure", "figure"]),
        ("<table>a<tr>b<td>c</td></tr></table>", ["table", "table", "table"]),
        ("<ul><li>a<p>b</p>c</li></ul>", ["list", "list", "list"]),
    ],
)
def test_what_units_stand_in(markup: str, within: list[str]) -> None:
    assert [" ".join(unit.within) for unit in units(markup)] == within


def test_pieces_of_a_text() -> None:
    markup = (
        '<p>a<strong>b<em>c</em></strong><em>d</em><strong><sup><a href="#n2">1</a></sup></strong>'
        '</p><ol class="notes"><li id="n1">x</li><li id="n2">y</li></ol>'
    )
    unit, *_ = units(markup)
    assert unit.strong == ((1, "bc"),)
    assert unit.emphasis == ((2, "cd"),)
    assert unit.notes == (("2", "1"),)


def test_tables_are_read_with_their_spans_and_headers() -> None:
    root = parse_page(
        b"<article><table><caption>a</caption><thead><tr><th colspan=2>b</th></tr></thead>"
        b"<tbody><tr><td rowspan=2>c</td><td><p>d</p><ul><li>e</li></ul></td></tr>"
        b"<tr><td></td></tr></tbody></table></article>"
    )
    assert root is not None
    assert read_tables(root) == (
        TableForm(
            "a",
            (
                (CellForm(("b",), 1, 2, is_header=True),),
                (CellForm(("c",), 2), CellForm(("d", "e"))),
                (CellForm(()),),
            ),
        ),
    )


@pytest.mark.parametrize("data", [b"", b"   ", b"\x00"])
def test_what_is_no_page_is_a_finding(data: bytes) -> None:
    assert [f.rule for f in check_html(data, SWEDISH, "x")] != []


def test_the_page_of_another_edition_is_a_finding() -> None:
    rules = {f.rule for f in check_html(page(ARABIC), SWEDISH, "x")}
    assert {"html.page_language", "html.title", "html.text"} <= rules


@pytest.mark.parametrize("of", ALL_EDITIONS, ids=lambda e: e.stem)
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
        ("p{color:#ffffff;background:#000000}figure img{color:#000000;background:#ffffff}", 0),
        ("p{color:#ffffff;background:#000000}figure img{color:#eeeeee;background:#ffffff}", 2),
        ("p{color:#ffffff;background:#000000}figure img{background:#ffffff}", 2),
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


@pytest.mark.parametrize("of", ALL_EDITIONS, ids=lambda e: e.stem)
@given(harm=harms())
@settings(max_examples=150, deadline=None)
def test_any_change_is_found_or_changes_nothing(of: Edition, harm: Harm) -> None:
    changed = harm(page(of))
    if check_html(changed, of, "x") == ():
        assert seen(changed) == seen(page(of))


@given(data=st.binary() | st.text().map(lambda text: f"<!DOCTYPE html>\n{text}".encode()))
def test_any_bytes_give_a_finding(data: bytes) -> None:
    assert check_html(data, SWEDISH, "x") != ()


def test_all_languages_updated_and_versioned() -> None:
    info = dataclasses.replace(ARABIC.info, updated=date(2020, 6, 1), version="2.1")
    everyone = tuple(other for other in all_languages().values() if other.tag != "ar")
    of = dataclasses.replace(ARABIC, info=info, superseded=date(2020, 6, 3))
    assert check_html(render_html(of, Style(), (), everyone), of, "x") == ()
    assert check_html(render_html(of, Style(), (), ()), of, "x") == ()


def test_a_language_without_words_is_a_finding() -> None:
    of = dataclasses.replace(SWEDISH, briefing=dataclasses.replace(SWEDISH.briefing, language="so"))
    wordless = next(tag for tag in all_languages() if tag not in LANGUAGES)
    harmed = dataclasses.replace(of, briefing=dataclasses.replace(of.briefing, language=wordless))
    assert "html.words" in {f.rule for f in check_html(page(SWEDISH), harmed, "x")}
