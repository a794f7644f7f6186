"""The sheet for notice boards: one page, readable by a phone, checked like all documents."""

import subprocess
from collections.abc import Callable
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
import zxingcpp
from PIL import Image

from pipeline.check.pdf import check_pdf
from pipeline.check.verapdf import check_with_verapdf
from pipeline.edition import Contact, Issuer
from pipeline.interface import interface
from pipeline.notice_sheet import notice_sheet, qr_picture, render_sheet
from pipeline.style import Style

ISSUER = Issuer("Hallstahammars kommun")
CONTACT = Contact("kundcenter", "0220-240 00", "kundcenter@hallstahammar.se")
SITE = "https://www.hallstahammar.se/lagesbild/"
TAGS = ("sv", "fi", "en", "ar", "so")
DAY = date(2020, 5, 12)


def sheet(*tags: str, site: str = SITE) -> bytes:
    edition = notice_sheet(ISSUER, CONTACT, site, tags, DAY)
    return render_sheet(edition, Style(), datetime(2020, 5, 12, tzinfo=UTC))


@pytest.mark.parametrize("site", [SITE, "https://a.se/", "https://example.se/" + 200 * "a" + "/"])
def test_a_phone_reads_the_code(site: str) -> None:
    picture = Image.open(BytesIO(qr_picture(site).data))
    (found,) = zxingcpp.read_barcodes(picture)
    assert found.text == site
    assert found.format == zxingcpp.BarcodeFormat.QRCode


def test_a_phone_reads_the_code_on_the_printed_page(
    tmp_path: Path, program: Callable[[str], str]
) -> None:
    (tmp_path / "sheet.pdf").write_bytes(sheet(*TAGS))
    command = [program("pdftoppm"), "-r", "100", "-png", "sheet.pdf", "page"]
    subprocess.run(command, cwd=tmp_path, check=True)
    (page,) = tmp_path.glob("page*.png")
    assert [code.text for code in zxingcpp.read_barcodes(Image.open(page))] == [SITE]


@pytest.mark.parametrize("number", [1, 5, 23, 30])
def test_the_lines_of_all_languages_have_room_on_one_page(number: int) -> None:
    tags = (TAGS * 6)[:number]
    with pikepdf.open(BytesIO(sheet(*tags))) as pdf:
        assert len(pdf.pages) == 1


def test_the_letters_are_larger_where_there_are_few_languages() -> None:
    assert sheet(*TAGS) != sheet(*TAGS, *TAGS, *TAGS, *TAGS)


def test_the_sheet_passes_the_checks_of_all_documents(verapdf_jar: Path, tmp_path: Path) -> None:
    data = sheet(*TAGS)
    edition = notice_sheet(ISSUER, CONTACT, SITE, TAGS, DAY)
    assert check_pdf(data, edition, "anslag.pdf") == ()
    text = edition.briefing.blocks[2].items
    assert [item.text[0].text for item in text] == [
        interface(tag).resident("Information in English") for tag in TAGS
    ]
    (tmp_path / "anslag.pdf").write_bytes(data)
    for row in check_with_verapdf(tmp_path, ["anslag.pdf"], verapdf_jar):
        assert not row.findings, row
