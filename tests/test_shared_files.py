"""Feeds, the map, the sheet and the pages' own addresses: there where the site's is known."""

import feedparser
import pytest
import zxingcpp
from lxml import etree, html
from PIL import Image

from pipeline.edition import Edition
from pipeline.findings import Finding
from pipeline.messages import message
from pipeline.publish.feed import SITEMAP_NAMESPACE
from tests.workplace import LANGUAGES, NAME, Workplace, workplace

__all__ = ["workplace"]

SITE = "https://www.hallstahammar.se/lagesbild/"
ABSOLUTE = ("anslag.pdf", "sitemap.xml", *(f"{tag}.atom" for tag in ("sv", *LANGUAGES)))


@pytest.fixture
def office(workplace: Workplace) -> Workplace:
    workplace.edit(workplace.settings, "# site_url", "site_url")
    assert workplace.run("build").exit_code == 0
    return workplace


def test_without_an_address_they_are_left_out_and_named(workplace: Workplace) -> None:
    result = workplace.run("build")
    assert "[site.address]" in result.errors
    assert not set(ABSOLUTE) & workplace.output().keys()
    page = html.fromstring(workplace.output()["fi.html"])
    assert not page.xpath("//link[@rel='canonical'] | //meta[starts-with(@property, 'og:')]")


def test_with_an_address_all_of_them_are_there_and_pass_the_check(office: Workplace) -> None:
    assert set(ABSOLUTE) <= office.output().keys()
    assert "[site.address]" not in office.run("build").errors
    assert office.run("check").exit_code == 0


def test_they_go_when_the_address_goes(office: Workplace) -> None:
    office.edit(office.settings, "site_url", "# site_url")
    office.run("build")
    assert not set(ABSOLUTE) & office.output().keys()


def test_each_language_has_its_documents_in_its_feed(office: Workplace) -> None:
    feed = feedparser.parse(office.output()["ar.atom"])
    assert not feed.bozo
    (entry,) = feed.entries
    assert entry.link == f"{SITE}{NAME}/ar/{NAME}.ar.html"
    assert entry.summary == "مسودة، لم تتم الموافقة عليها بعد"
    sizes = {file.href.removeprefix(SITE): int(file.length) for file in entry.enclosures}
    assert sizes == {
        path: len(data)
        for path, data in office.output().items()
        if path.startswith(f"{NAME}/ar/") and path.endswith((".pdf", ".docx"))
    }


def test_the_map_has_every_page(office: Workplace) -> None:
    root = etree.fromstring(office.output()["sitemap.xml"])
    places = {str(e.text).removeprefix(SITE) for e in root.iter(f"{{{SITEMAP_NAMESPACE}}}loc")}
    assert places == {path for path in office.output() if path.endswith(".html")}


def test_every_page_knows_its_own_address(office: Workplace) -> None:
    for path, data in office.output().items():
        if path.endswith(".html"):
            page = html.fromstring(data)
            assert page.xpath("//link[@rel='canonical']/@href") == [SITE + path]
            assert page.xpath("//meta[@property='og:url']/@content") == [SITE + path]
            (title,) = page.xpath("//meta[@property='og:title']/@content")
            assert page.findtext(".//title").startswith(title)


def test_every_page_leads_to_the_feed_of_its_language(office: Workplace) -> None:
    page = html.fromstring(office.output()[f"{NAME}/fi/{NAME}.fi.html"])
    assert page.xpath("//link[@type='application/atom+xml']/@href") == ["../../fi.atom"]
    assert page.xpath("//footer//a[@href='../../fi.atom']")


def test_a_withdrawn_document_is_told_of_in_the_feed(office: Workplace) -> None:
    beside = office.source.with_suffix(".toml")
    beside.write_text(beside.read_text("utf-8") + 'status = "withdrawn"\n', "utf-8")
    office.run("build")
    output = office.output()
    (entry,) = feedparser.parse(output["sv.atom"]).entries
    assert entry.summary == "Det här dokumentet är återkallat och gäller inte längre."
    assert not entry.get("enclosures")
    assert "anslag.pdf" not in output, "there is nothing to lead to"
    assert "sitemap.xml" not in output


def test_a_phone_reads_the_sheet(office: Workplace) -> None:
    import pypdfium2

    page = pypdfium2.PdfDocument(office.output()["anslag.pdf"])[0]
    picture = page.render(scale=2).to_pil()
    assert isinstance(picture, Image.Image)
    assert [code.text for code in zxingcpp.read_barcodes(picture)] == [SITE]


def test_a_sheet_that_does_not_pass_its_check_is_not_published(
    workplace: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(_data: bytes, _edition: Edition, where: str) -> tuple[Finding, ...]:
        return (Finding("pdf.order", where, message("No.")),)

    monkeypatch.setattr("pipeline.shared_files.check_pdf", refuses)
    workplace.edit(workplace.settings, "# site_url", "site_url")
    result = workplace.run("build", "--language", "sv")
    assert result.exit_code == 1
    assert "anslag.pdf" in result.errors
    assert "anslag.pdf" not in workplace.output()
    assert "sitemap.xml" in workplace.output()
