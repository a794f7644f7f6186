import dataclasses
from datetime import date

import pytest
from lxml import html

from pipeline.check.css import check_css
from pipeline.colours import WHITE, Colour, contrast
from pipeline.errors import PublishError
from pipeline.languages import all_languages
from pipeline.manifest import Status
from pipeline.model import text_of
from pipeline.publish.site import Site, SiteFile, published, render_index
from pipeline.style import Style
from tests.builders import edition
from tests.samples import (
    ARABIC,
    SITE,
    SWEDISH,
    listing,
    site,
    waiting,
)


def parsed(content: Site) -> html.HtmlElement:
    return html.document_fromstring(render_index(content))


def links(page: html.HtmlElement, where: str) -> list[tuple[str | None, ...]]:
    return [
        (a.get("href"), a.get("hreflang"), a.get("lang"), a.get("dir"), a.text_content())
        for a in page.xpath(f"{where}//a")
    ]


def test_the_list_of_languages_comes_first_and_opens_the_page() -> None:
    page = parsed(SITE)
    assert links(page, "//nav") == [
        ("lagesbild/sv/lagesbild.sv.html", "sv", "sv", None, "svenska"),
        ("lagesbild/ar/lagesbild.ar.html", "ar", "ar", "rtl", "العربية"),
        ("#so", "so", "so", None, "Soomaali"),
    ]


def test_with_several_documents_the_language_leads_to_its_section() -> None:
    other = dataclasses.replace(listing(ARABIC, "html"), document="other")
    page = parsed(site(listing(ARABIC, "html"), other))
    assert [link[0] for link in links(page, "//nav")] == ["#ar"]
    assert len(page.xpath("//section[@id='ar']//h3")) == 2


def test_a_section_is_in_its_language() -> None:
    page = parsed(SITE)
    section = page.get_element_by_id("ar")
    assert (section.get("lang"), section.get("dir")) == ("ar", "rtl")
    words = section.text_content()
    assert "صورة الوضع بشأن كوفيد-19" in words
    assert "مسودة، لم تتم الموافقة عليها بعد" in words
    assert "12 مايو 2020" in words


def test_html_comes_before_pdf_and_docx_with_their_sizes() -> None:
    page = parsed(SITE)
    files = page.xpath("//section[@id='sv']//ul[@class='files']//a")
    assert [a.get("href").rpartition(".")[2] for a in files] == ["html", "pdf", "docx"]
    assert [" ".join(a.text_content().split()) for a in files] == [
        "Webbsida 46 kB",
        "PDF-dokument 46 kB",
        "Word-dokument 46 kB",
    ]


def test_a_translation_on_its_way_is_told_in_its_language_with_the_swedish_title() -> None:
    section = parsed(SITE).get_element_by_id("so")
    assert "Turjumaadda waa la diyaarinayaa." in section.text_content()
    assert section.xpath(".//h3/span/@lang") == ["sv"]
    assert section.xpath(".//a") == []


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
    page = parsed(site(listing(english, "html", status=status)))
    assert [e.text for e in page.xpath("//*[@class='status']")] == ([words] if words else [])


def test_the_page_says_when_it_was_updated_and_whom_to_ask() -> None:
    updated = dataclasses.replace(listing(ARABIC, "html"), updated=date(2021, 1, 2))
    page = parsed(site(listing(SWEDISH, "html"), updated))
    footer = page.xpath("//footer")[0]
    assert "Uppdaterat 2 januari 2021" in footer.text_content()
    assert footer.xpath(".//a/@href") == [
        "tel:+4622024000",
        "mailto:kundcenter@hallstahammar.se",
    ]


def test_nothing_published_yet() -> None:
    page = parsed(site(waiting("fi")))
    assert [link[0] for link in links(page, "//nav")] == ["#fi"]
    assert "Uppdaterat" not in page.text_content()


def test_markup_in_a_title_is_text() -> None:
    title = "<script>alert('%s & {x}')</script>"
    changed = dataclasses.replace(listing(SWEDISH, "html"), title=text_of(title))
    page = parsed(site(changed))
    assert page.xpath("//script") == []
    assert page.xpath("//h3")[0].text_content() == title


def test_the_same_site_gives_the_same_bytes() -> None:
    assert render_index(SITE) == render_index(SITE)


def test_many_languages_fit() -> None:
    tags = [tag for tag in all_languages() if tag in ("sv", "fi", "en", "ar", "so")]
    data = render_index(site(*(listing(edition("# T", language=t), "html") for t in tags)))
    assert len(data) < 50_000


def test_a_language_without_the_sites_words_is_an_error() -> None:
    thai = edition("# T", language="th")
    with pytest.raises(PublishError, match="no words in this language yet: th"):
        render_index(site(published(thai, Status.DRAFT, (SiteFile("html", "th.html", 1),))))


@pytest.mark.parametrize("accent", ["#004b6b", "#767676", "#000000", "#c00000", "#0000ff"])
def test_the_colours_have_contrast_whatever_the_accent(accent: str) -> None:
    style = Style(accent=Colour.from_hex(accent))
    assert contrast(style.accent, WHITE) >= 4.5
    page = parsed(site(listing(SWEDISH, "html"), style=style))
    assert check_css(page.xpath("//style")[0].text, "index.html") == ()
