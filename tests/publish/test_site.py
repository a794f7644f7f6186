import dataclasses
from datetime import date

import html5lib
import pytest
from lxml import html

from pipeline.check.css import check_css
from pipeline.colours import WHITE, Colour, contrast
from pipeline.errors import PublishError
from pipeline.languages import all_languages, language
from pipeline.manifest import Status
from pipeline.model import text_of
from pipeline.publish.site import (
    Listing,
    Site,
    render_index,
    render_language,
    render_site,
    withdrawn,
)
from pipeline.style import Style
from pipeline.webpage import SharedFiles
from tests.builders import edition
from tests.samples import (
    ARABIC,
    OLD,
    SITE,
    SWEDISH,
    listing,
    site,
    waiting,
    withdrawn_page,
)

SHARED = SharedFiles(
    frozenset({"accessibility.sv.html", "accessibility.en.html", "sv.atom", "ar.atom"})
)


def parsed(content: Site, tag: str | None = None) -> html.HtmlElement:
    """The index, or the page of a language."""
    data = render_language(content, language(tag)) if tag else render_index(content)
    return html.document_fromstring(data)


def of_a_silent_language(shown: Listing) -> Site:
    """A site with this listing in a language that it has no words in."""
    silent = dataclasses.replace(language("th"), tag="xx")
    content = site(dataclasses.replace(shown, language=silent))
    return dataclasses.replace(content, languages=(silent,))


def choices(page: html.HtmlElement) -> list[tuple[str | None, ...]]:
    found = []
    for item in page.xpath("//ul[@class='names']/li"):
        (own,) = item.xpath("a") or [item]
        words = [part.text_content() for part in own]
        found.append(
            (own.get("href"), own.get("hreflang"), own.get("lang"), own.get("dir"), *words)
        )
    return found


def test_the_index_names_every_language_in_its_own_words_and_in_swedish() -> None:
    found = choices(parsed(SITE))
    assert found[:5] == [
        ("sv.html", "sv", "sv", None, "svenska"),
        (None, None, "sv-simple", None, "lättläst svenska", "Den lättlästa texten är på väg."),
        ("fi.html", "fi", "fi", None, "suomi", "finska"),
        (None, None, "en", None, "English", "engelska", "The translation is on its way."),
        ("ar.html", "ar", "ar", "rtl", "العربية", "arabiska"),
    ]
    so = [each for each in found if each[2] == "so"]
    assert so == [
        ("so.html", "so", "so", None, "Soomaali", "somaliska", "Turjumaadda waa la diyaarinayaa.")
    ]
    assert [each[2] for each in found] == [own.html for own in all_languages().values()]


def test_the_swedish_name_is_marked_as_swedish() -> None:
    (small,) = parsed(SITE).xpath("//a[@hreflang='ar']/small")
    assert (small.get("lang"), small.get("dir"), small.text) == ("sv", "ltr", "arabiska")


def test_the_index_is_small_with_every_language() -> None:
    assert len(choices(parsed(SITE))) == len(all_languages()) >= 23
    assert len(render_index(SITE)) < 50_000


def test_a_few_languages_say_choose_your_language() -> None:
    page = parsed(site(listing(SWEDISH, "html"), more=("fi", "ar")))
    assert [(e.get("lang"), e.text) for e in page.xpath("//ul[@class='words']/li")] == [
        ("sv", "Välj språk"),
        ("fi", "Valitse kieli"),
        ("ar", "اختر لغتك"),
    ]


def test_each_language_has_a_page_if_the_site_has_words_in_it() -> None:
    assert list(render_site(SITE)) == ["index.html", "sv.html", "fi.html", "ar.html", "so.html"]
    silent = of_a_silent_language(waiting("fi"))
    assert silent.with_page == ()


def test_a_language_page_is_in_its_language() -> None:
    page = parsed(SITE, "ar")
    assert (page.get("lang"), page.get("dir")) == ("ar", "rtl")
    assert page.xpath("//h1")[0].text == "معلومات بالعربية"
    words = page.text_content()
    assert "صورة الوضع بشأن كوفيد-19" in words
    assert "مسودة، لم تتم الموافقة عليها بعد" in words
    assert "12 مايو 2020" in words
    assert [(a.get("href"), a.text) for a in page.xpath("//a[@class='all']")] == [
        ("index.html", "كل اللغات")
    ]


@pytest.mark.parametrize("tag", [None, "sv", "ar", "so"])
def test_pages_name_the_pages_of_all_languages(tag: str | None) -> None:
    found = parsed(SITE, tag).xpath("//link[@rel='alternate']")
    assert [(link.get("hreflang"), link.get("href")) for link in found] == [
        ("sv", "sv.html"),
        ("fi", "fi.html"),
        ("ar", "ar.html"),
        ("so", "so.html"),
        ("x-default", "index.html"),
    ]


def test_html_is_the_big_link_and_pdf_and_docx_come_with_their_sizes() -> None:
    page = parsed(SITE, "sv")
    (document,) = page.xpath("//div[@class='document'][.//ul[@class='files']]")
    assert document.xpath("./h2/a/@href") == ["lagesbild/sv/lagesbild.sv.html"]
    files = document.xpath("./ul[@class='files']//a")
    assert [a.get("href").rpartition(".")[2] for a in files] == ["pdf", "docx"]
    assert [" ".join(a.text_content().split()) for a in files] == [
        "PDF-dokument 46 kB",
        "Word-dokument 46 kB",
    ]


def test_a_translation_on_its_way_is_told_in_its_language_with_the_swedish_title() -> None:
    page = parsed(SITE, "so")
    assert "Turjumaadda waa la diyaarinayaa." in page.text_content()
    assert page.xpath("//h2/span/@lang") == ["sv"]
    assert page.xpath("//h2//a") == []


def test_a_withdrawn_document_is_told_with_its_day_and_its_page() -> None:
    (item,) = parsed(SITE, "fi").xpath("//div[@class='document']")
    assert item.xpath(".//li/text()") == ["Poistettu käytöstä "]
    assert item.xpath(".//time/@datetime") == ["2020-06-03"]
    assert item.xpath("./h2/a/@href") == ["gammal/fi/gammal.fi.html"]
    assert item.xpath(".//ul[@class='files']") == []


def test_what_there_is_comes_first_and_the_newest_before_the_older() -> None:
    def named(name: str, day: date) -> Listing:
        return dataclasses.replace(listing(SWEDISH, "html"), document=name, published=day)

    first, second, third = (
        named("c", date(2020, 6, 1)),
        named("b", date(2020, 5, 1)),
        named("d", date(2020, 5, 1)),
    )
    on_way = dataclasses.replace(waiting("sv"), document="a", published=date(2021, 1, 1))
    gone = withdrawn(OLD[0], 1)
    shown = site(gone, on_way, third, second, first).listed(language("sv"))
    assert [each.document for each in shown] == ["c", "b", "d", "a", "gammal"]


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (Status.ORIGINAL, None),
        (Status.APPROVED, None),
        (Status.DRAFT, "Draft, not yet approved"),
        (Status.MACHINE, "Machine translation, not checked by a person"),
        (Status.OUTDATED, "Older version"),
    ],
)
def test_the_status_is_told(status: Status, words: str | None) -> None:
    english = edition("# Title", language="en")
    page = parsed(site(listing(english, "html", status=status)), "en")
    assert [e.text for e in page.xpath("//*[@class='status']")] == ([words] if words else [])


def test_the_index_says_when_it_was_updated_and_whom_to_ask() -> None:
    updated = dataclasses.replace(listing(ARABIC, "html"), updated=date(2021, 1, 2))
    page = parsed(site(listing(SWEDISH, "html"), updated))
    footer = page.xpath("//footer")[0]
    assert "Uppdaterat 2 januari 2021" in footer.text_content()
    contact = ["tel:+4622024000", "mailto:kundcenter@hallstahammar.se"]
    assert footer.xpath(".//a/@href") == contact
    assert parsed(SITE, "ar").xpath("//footer//a/@href") == contact


def test_nothing_published_yet() -> None:
    page = parsed(site(waiting("fi")))
    assert [link[0] for link in choices(page)] == [None, "fi.html"]
    assert "Uppdaterat" not in page.text_content()


def test_the_statement_and_the_feed_are_linked_where_they_are() -> None:
    def shown(data: bytes) -> list[tuple[str, ...]]:
        page = html.document_fromstring(data)
        found = page.xpath("//footer//ul[@class='about']//a")
        return [(a.get("href"), a.get("hreflang"), a.text) for a in found]

    content = dataclasses.replace(SITE, shared=SHARED)
    pages = render_site(content)
    assert shown(pages["index.html"]) == [
        ("accessibility.sv.html", "sv", "Tillgänglighetsredogörelse (på svenska och engelska)"),
        ("sv.atom", "sv", "Nya och ändrade dokument (flöde)"),
    ]
    arabic = shown(pages["ar.html"])
    assert [each[:2] for each in arabic] == [("accessibility.en.html", "en"), ("ar.atom", "ar")]
    assert [each[:2] for each in shown(pages["so.html"])] == [("accessibility.en.html", "en")]
    deep = shown(withdrawn_page(OLD[2], shared=SHARED))
    assert [each[0] for each in deep] == ["../../accessibility.en.html", "../../ar.atom"]
    head = html.document_fromstring(pages["ar.html"]).xpath("//link[@type]")
    assert [(link.get("rel"), link.get("type"), link.get("href")) for link in head] == [
        ("alternate", "application/atom+xml", "ar.atom")
    ]
    assert all(shown(page) == [] for page in render_site(SITE).values())


def test_a_withdrawn_page_says_so_in_its_language() -> None:
    page = html.document_fromstring(withdrawn_page(OLD[1], "sv", "ar"))
    assert (page.get("lang"), page.xpath("//h1")[0].text) == ("fi", "Tilannekuva Covid-19")
    assert page.xpath("//main//p/text()")[0].startswith("Tämä asiakirja on poistettu käytöstä")
    assert page.xpath("//a[@class='all']/@href") == ["../../fi.html"]
    assert page.xpath("//footer//a/@href")[0] == "tel:+4622024000"
    assert [(e.get("hreflang"), e.get("href")) for e in page.xpath("//link[@rel='alternate']")] == [
        ("fi", "../fi/gammal.fi.html"),
        ("sv", "../sv/gammal.sv.html"),
        ("ar", "../ar/gammal.ar.html"),
        ("x-default", "../sv/gammal.sv.html"),
    ]


def test_markup_in_a_title_is_text() -> None:
    title = "<script>alert('%s & {x}')</script>"
    changed = dataclasses.replace(listing(SWEDISH, "html"), title=text_of(title))
    page = parsed(site(changed), "sv")
    assert page.xpath("//script") == []
    assert page.xpath("//h2")[0].text_content() == title


def test_the_same_site_gives_the_same_bytes() -> None:
    assert render_site(SITE) == render_site(SITE)


@pytest.mark.parametrize("shared", [SharedFiles(), SHARED])
def test_every_page_is_html_that_no_parser_repairs(shared: SharedFiles) -> None:
    pages = list(render_site(dataclasses.replace(SITE, shared=shared)).values())
    for data in (*pages, *(withdrawn_page(left, "en", shared=shared) for left in OLD)):
        html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(data)


def test_a_language_without_the_sites_words_is_an_error() -> None:
    with pytest.raises(PublishError, match="no words in this language yet: xx"):
        render_site(of_a_silent_language(listing(SWEDISH, "html")))


@pytest.mark.parametrize("accent", ["#004b6b", "#767676", "#000000", "#c00000", "#0000ff"])
def test_the_colours_have_contrast_whatever_the_accent(accent: str) -> None:
    style = Style(accent=Colour.from_hex(accent))
    assert contrast(style.accent, WHITE) >= 4.5
    for tag in (None, "sv"):
        page = parsed(site(listing(SWEDISH, "html"), style=style), tag)
        assert check_css(page.xpath("//style")[0].text, "index.html") == ()
