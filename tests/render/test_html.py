import dataclasses
import subprocess
import sys
from datetime import date

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from pipeline.check.html import check_html
from pipeline.edition import Edition
from pipeline.errors import RenderError
from pipeline.languages import language
from pipeline.model import Briefing, Paragraph, Span, text_of
from pipeline.render.html import render_html
from pipeline.style import Style
from tests.builders import edition
from tests.conftest import REPOSITORY
from tests.isolation_cases import CASES, TEXTS, Case
from tests.samples import ARABIC, EDITIONS, LANGUAGES, SWEDISH, page
from tests.strategies import briefings


def parsed(of: Edition) -> html.HtmlElement:
    return html.document_fromstring(page(of).decode("utf-8"))


def said(text: str, tag: str = "sv") -> Edition:
    return dataclasses.replace(
        edition("# T", language=tag),
        briefing=Briefing(tag, text_of("T"), (Paragraph("b1", text_of(text)),)),
    )


@pytest.mark.parametrize("of", EDITIONS, ids=lambda e: e.briefing.language)
def test_the_page_is_valid_to_a_strict_html5_parser(of: Edition) -> None:
    document = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page(of))
    assert document.find("body/main/article/h1") is not None


def test_language_direction_and_title() -> None:
    root = parsed(ARABIC)
    assert (root.get("lang"), root.get("dir")) == ("ar", "rtl")
    assert root.findtext("head/title") == (
        "صورة الوضع بشأن كوفيد-19 والعمل على منع الجريمة وتعزيز الأمان – Hallstahammars kommun"
    )


def test_the_structure_is_real() -> None:
    article = parsed(SWEDISH).find("body/main/article")
    assert article is not None
    assert [child.tag for child in article] == [
        "h1", "p", "h2", "p", "p", "ul", "h2", "p", "h3", "ol", "p", "ol", "p", "p", "div",
    ]  # fmt: skip
    assert article.find("ol").get("start") == "3"
    assert [p.text_content() for p in article.find("div")] == [
        "Med vänliga hälsningar",
        "Catarina Petterson, ordförande trygghetsrådet",
        "Per Ersgård, kommunpolis",
        "Trygghetsrådet",
    ]


def test_the_notice_stands_right_after_the_title() -> None:
    article = parsed(ARABIC).find("body/main/article")
    assert [child.tag for child in article][:2] == ["h1", "div"]
    assert article[1].get("role") == "note"
    assert article[1].text_content().strip().startswith("هذه الترجمة مسودة")
    assert parsed(SWEDISH).xpath("//*[@role='note']") == []


def test_the_header_tells_issuer_date_language_and_version() -> None:
    info = dataclasses.replace(ARABIC.info, updated=date(2020, 6, 1), version="2")
    root = parsed(dataclasses.replace(ARABIC, info=info))
    header = root.find("body/header")
    assert header.xpath(".//p[@class='issuer']/@lang") == ["sv"]
    assert header.xpath(".//p[@class='issuer']/@dir") == ["ltr"]
    assert header.xpath(".//time/@datetime") == ["2020-05-12", "2020-06-01"]
    assert [li.text_content() for li in header.xpath(".//ul[@class='facts']/li")] == [
        "تاريخ النشر: 12 مايو 2020",
        "تاريخ التحديث: 1 يونيو 2020",
        "العربية",
        "النسخة 2",
    ]


def test_the_contact_is_in_the_footer_in_the_language() -> None:
    footer = parsed(ARABIC).find("body/footer")
    assert "اتصل بالبلدية: kundcenter، هاتف 0220-240 00" in footer.text_content()
    assert footer.xpath(".//a/@href") == [
        "tel:+4622024000",
        "mailto:kundcenter@hallstahammar.se",
    ]
    assert footer.xpath(".//span[@lang='sv'][@dir='ltr']")[0].text == "kundcenter"


@pytest.mark.parametrize(
    ("of", "words"),
    [
        (SWEDISH, ["PDF-dokument svenska · 46 kB", "Word-dokument svenska · 1,3 MB"]),
        (ARABIC, ["مستند PDF العربية · 46 كيلوبايت", "مستند Word العربية · 1.3 م.ب"]),
    ],
)
def test_downloads_tell_format_language_and_size(of: Edition, words: list[str]) -> None:
    found = parsed(of).xpath("//nav[@class='downloads']//a")
    assert [a.text_content() for a in found] == words
    assert [a.get("href") for a in found] == [f"{of.stem}.pdf", f"{of.stem}.docx"]
    assert {a.get("hreflang") for a in found} == {of.briefing.language}


def test_other_languages_are_linked_by_their_own_names() -> None:
    found = parsed(SWEDISH).xpath("//nav[@class='languages']//a")
    names = ("href", "hreflang", "lang", "dir")
    assert [(*(a.get(name) for name in names), a.text) for a in found] == [
        ("../fi/lagesbild.fi.html", "fi", "fi", None, "suomi"),
        ("../en/lagesbild.en.html", "en", "en", None, "English"),
        ("../ar/lagesbild.ar.html", "ar", "ar", "rtl", "العربية"),
        ("../so/lagesbild.so.html", "so", "so", None, "Soomaali"),
    ]  # fmt: skip


def test_many_other_languages_fold_away() -> None:
    many = tuple(language(t) for t in ("fi", "en", "ar", "so", "fa", "pl", "uk"))
    root = html.document_fromstring(render_html(SWEDISH, Style(), (), many))
    assert len(root.xpath("//nav/details/ul/li/a")) == 7
    assert root.xpath("//nav/details/summary")[0].text == "Andra språk"


def test_without_downloads_and_other_languages_there_are_no_empty_landmarks() -> None:
    data = render_html(SWEDISH, Style(), (), ())
    assert html.document_fromstring(data).xpath("//nav") == []
    assert check_html(data, SWEDISH, "x") == ()


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "A & B &amp; C &lt; D",
        "50 % %s %(x)s {x} {{ x }} {% if %} {# x #}",
        "\"quoted\" 'single' ”Vi i Hallsta” – en dash",
        "two  spaces, a\u00a0hard one, a soft\u00adhyphen, \u200fmarks\u200e",
        "</p></article></style><!-- no comment -->",
        "\ue000date\ue001",
        "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 🙂 a\u0308",
    ],
)
def test_characters_come_out_as_they_are(text: str) -> None:
    of = said(text)
    found = parsed(of).find("body/main/article/p")
    assert found.text_content() == text
    assert check_html(page(of), of, "x") == ()


visible = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Cn"]), min_size=1, max_size=60
).filter(lambda text: bool(text.strip()))


@given(visible, st.sampled_from(LANGUAGES))
def test_any_text_reads_back_character_for_character(text: str, tag: str) -> None:
    of = said(text, tag)
    data = page(of)
    assert check_html(data, of, "x") == ()
    tree = html5lib.parse(data, namespaceHTMLElements=False)
    assert "".join(tree.find("body/main/article/p").itertext()) == text


@pytest.mark.parametrize("character", ["\x00", "\x07", "\r", "\x85", "\ud800", "\ufdd0"])
def test_what_html_cannot_hold_is_refused_with_its_place(character: str) -> None:
    code = f"U\\+{ord(character):04X}"
    with pytest.raises(RenderError, match=f"lagesbild.sv b1: The character {code}"):
        page(said(f"a{character}b"))


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd"])
def test_a_link_that_is_no_address_is_refused(link: str) -> None:
    of = dataclasses.replace(
        SWEDISH,
        briefing=Briefing("sv", text_of("T"), (Paragraph("b1", (Span("here", link=link),)),)),
    )
    with pytest.raises(RenderError, match=r"is no web, e-mail or telephone address"):
        page(of)


def test_a_language_without_the_pages_words_is_refused() -> None:
    with pytest.raises(RenderError, match="no words in this language yet: am"):
        page(said("x", "am"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.text)
def test_figures_and_addresses_are_isolated_in_arabic(case: Case) -> None:
    paragraph = parsed(said(case.text, "ar")).find("body/main/article/p")
    assert [e.text for e in paragraph.findall("bdi")] == list(case.isolated)
    assert paragraph.text_content() == case.text
    assert parsed(said(case.text)).find("body/main/article/p/bdi") is None


@given(TEXTS.filter(str.strip))
def test_the_check_and_the_page_agree_on_what_is_isolated(text: str) -> None:
    of = said(text, "ar")
    assert check_html(page(of), of, "x") == ()


@given(briefings())
@settings(max_examples=60, deadline=None)
def test_whatever_a_briefing_has_reads_back(value: Briefing) -> None:
    of = dataclasses.replace(edition("# T", language=value.language), briefing=value)
    data = page(of)
    assert check_html(data, of, "x") == ()
    html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(data)


def rich(*lines: str, tag: str = "sv") -> html.HtmlElement:
    found = parsed(edition("# T", *lines, language=tag)).find("body/main/article")
    assert found is not None
    return found


def test_a_simple_table_has_scopes_and_no_more() -> None:
    article = rich("|: Tider", "|= Plats | Tid", "|! Torget | 8")
    assert article.xpath("//div/@aria-labelledby") == article.xpath("//caption/@id")
    assert article.xpath("//thead/tr/th/@scope") == ["col", "col"]
    assert article.xpath("//tbody/tr/th/@scope") == ["row"]
    assert article.xpath("//@headers") == []


def test_each_cell_of_a_table_with_spans_names_its_headers() -> None:
    article = rich("|= Plats | Dag | <", "|= ^ | Mån | Tis", "|! Torget | 8 | 9")
    names = {th.get("id"): th.text for th in article.iter("th")}
    heads = {td.text: [names[i] for i in td.get("headers").split()] for td in article.iter("td")}
    assert heads == {"8": ["Dag", "Mån", "Torget"], "9": ["Dag", "Tis", "Torget"]}


def test_an_empty_corner_heads_nothing() -> None:
    article = rich("|=  | Tid", "|! Torget | 8")
    assert [(e.tag, e.text) for e in article.xpath("//thead/tr/*")] == [("td", None), ("th", "Tid")]


def test_a_header_that_reaches_into_the_body_keeps_its_rows() -> None:
    article = rich("|= Plats | Tid", "| ^ | 8", "| b | 9")
    assert article.xpath("//thead") == []
    assert article.xpath("count(//tbody/tr)") == 3
    assert article.xpath("//td[. = '8']/@headers") == ["b1.1.2"]


def test_a_table_without_caption_is_named_by_its_heading_or_the_title() -> None:
    article = rich("| a |", "## Tider", "| b |", "### Mer", "text", "| c |")
    assert article.xpath("//div/@aria-labelledby") == ["title", "b2", "b4"]
    assert article.find("h1").get("id") == "title"
    assert rich("## Tider", "| b |").find("h1").get("id") is None


def test_neighbours_with_one_link_are_one_link() -> None:
    article = rich("[En **stor** karta](https://a.se/)[annan](https://b.se/), [på](fi)")
    assert [a.text_content() for a in article.iter("a")] == ["En stor karta", "annan"]
    text = text_of(Span("hei", "fi", "tel:1"), Span("du", link="tel:1"))
    of = dataclasses.replace(edition("# T"), briefing=Briefing("sv", text, ()))
    (link,) = parsed(of).find("body/main/article/h1")
    assert (link.get("lang"), link.findtext("span[@lang='fi']")) == (None, "hei")


def test_only_what_is_linked_to_has_an_id() -> None:
    article = rich(
        "Se [här](#b3), [här](#b2.1) och[^1].", "- a", "> c", "> d", "[^1] not [e](#b3.2)"
    )
    assert [(e.tag, e.get("id")) for e in article.iter() if e.get("id")] == [
        ("li", "b2.1"),
        ("blockquote", "b3"),
        ("p", "b3.2"),
        ("li", "n1"),
    ]


def test_pictures_have_their_size_and_a_decoration_is_no_figure() -> None:
    article = rich("![Karta](red) Här", "![](blue)", "![](green) Där")
    assert [(e.tag, len(e)) for e in article[1:]] == [("figure", 2), ("div", 1), ("figure", 2)]
    assert [(i.get("alt"), i.get("width"), i.get("height")) for i in article.iter("img")] == [
        ("Karta", "40", "20"),
        ("", "40", "20"),
        ("", "40", "20"),
    ]


def test_the_style_of_tables_is_only_where_it_is_needed() -> None:
    def style(*lines: str) -> str:
        return str(parsed(edition("# T", *lines)).findtext("head/style"))

    plain = style("text **stark**", "- a", "~ b", "~ c")
    for lines in (("| a |",), ("- a", "  - b"), ("> a",), ("! a",), ("***",), ("^^ a",), ("__ a",)):
        assert style(*lines).startswith(plain)
        assert ".table {" in style(*lines).removeprefix(plain)


def test_only_a_page_with_pictures_may_load_some() -> None:
    def policy(*lines: str) -> str:
        found = parsed(edition("# T", *lines)).xpath("//meta[@http-equiv]/@content")
        return str(found[0])

    assert "img-src data:;" in policy("| a |")
    assert "img-src 'self' data:;" in policy("![](red)")


def test_pages_are_small_and_always_the_same() -> None:
    for of in EDITIONS:
        assert page(of) == page(of)
        assert len(page(of)) < 50_000


def test_rendering_is_not_imported_where_nothing_is_rendered() -> None:
    """`make` with nothing to do stays fast."""
    script = "import sys, pipeline.manifest, pipeline.publish.replace; print(*sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", script], cwd=REPOSITORY, check=True, capture_output=True, text=True
    )
    assert not {"jinja2", "babel", "lxml"} & set(run.stdout.split())


def test_a_phrase_that_runs_the_other_way_is_one_element_with_its_bold_words() -> None:
    document = edition("# T", "Säg [سلام **عليكم** هنا](ar) nu.", "[ett _två_](fi) tre.")
    data = page(document)
    (phrase,) = html.fromstring(data).xpath("//article/p[1]/span")
    assert dict(phrase.attrib) == {"lang": "ar", "dir": "rtl"}
    assert [child.tag for child in phrase.iterdescendants()] == ["strong"]
    assert phrase.text_content() == "سلام عليكم هنا"
    assert len(html.fromstring(data).xpath("//article/p[2]//span")) == 2
    assert check_html(data, document, "x") == ()


def test_a_part_may_be_in_any_language_that_there_is() -> None:
    data = page(edition("# T", "Säg [שלום](he) nu."))
    (part,) = html.fromstring(data).xpath("//article/p/span")
    assert dict(part.attrib) == {"lang": "he", "dir": "rtl"}
    with pytest.raises(RenderError, match="“xx-1” is no language tag"):
        page(edition("# T", "Säg [hej](xx-1) nu."))
