"""Documents that other programs have written: python-docx and LibreOffice."""

import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import docx
import pytest

from pipeline.model import Briefing
from pipeline.parse.word import parse_docx
from tests.builders import briefing
from tests.conftest import require
from tests.parse.word.builder import (
    BULLETS,
    HEADER_ROW,
    NUMBERS,
    errors_of,
    field,
    heading,
    link,
    p,
    picture,
    png,
    r,
    tbl,
    tc,
    text_box,
    title,
    tr,
)
from tests.parse.word.builder import docx as made

LIBREOFFICE_DOCUMENT = made(
    title("Lägesbild"),
    heading(1, "Läget"),
    p("Text ", r("fet", "<w:b/>"), " ", r("kursiv", "<w:i/>"), " ", link("link1", "länk"), "."),
    p(field('HYPERLINK "https://b.se/"', "B"), " och ", r("Kysy kunnalta", '<w:lang w:val="fi"/>')),
    p("Vi ska:"),
    p("ett", num=(BULLETS, 0)),
    p("inre", num=(BULLETS, 1)),
    p("två", num=(BULLETS, 0)),
    p("Sedan", num=(NUMBERS, 0)),
    p("därefter", num=(NUMBERS, 0)),
    p("Däremellan."),
    p("sist", num=(NUMBERS, 0)),
    tbl(
        tr("Dag", "Tid", properties=HEADER_ROW),
        tr(tc("Måndag", '<w:vMerge w:val="restart"/>'), "8–12"),
        tr(tc("", "<w:vMerge/>"), "13–16"),
    ),
    p("Tabell 1. Öppettider", style="Beskrivning"),
    p(picture("a.png", "Karta")),
    p("Bild 1", style="Beskrivning"),
    p("Text", text_box(p("Ring 112"), p("vid fara", num=(BULLETS, 0)))),
    p("Not", r('<w:footnoteReference w:id="2"/>'), " och", r('<w:endnoteReference w:id="2"/>')),
    p("Citat", style="Citat"),
    p(f"<w:hyperlink w:anchor='mal'>{r('Till målet')}</w:hyperlink>"),
    p('<w:bookmarkStart w:id="1" w:name="mal"/><w:bookmarkEnd w:id="1"/>', "Mål", style="Rubrik2"),
    p("Rad ett", r("<w:br/>"), "rad två"),
    p("Med vänlig hälsning"),
    p("Anna Berg, kommunchef"),
    notes={2: p(r("<w:footnoteRef/>"), " Fotnot")},
    endnotes={2: p(r("<w:endnoteRef/>"), " Slutnot")},
    headers=[p("Sidhuvud ", field("PAGE", "1"))],
    footers=[p("Sidfot")],
    links=["https://a.se/"],
    media={"a.png": png()},
)
SAME = briefing(
    "# Lägesbild",
    "## Läget",
    "Text **fet** _kursiv_ [länk](https://a.se/).",
    "[B](https://b.se/) och [Kysy kunnalta](fi)",
    "Vi ska:",
    "- ett",
    "  - inre",
    "- två",
    "1. Sedan",
    "2. därefter",
    "Däremellan.",
    "3. sist",
    "|: Tabell 1. Öppettider",
    "|= Dag | Tid |",
    "| Måndag | 8–12 |",
    "| ^ | 13–16 |",
    "![Karta](red) Bild 1",
    "Text",
    "! Ring 112",
    "! - vid fara",
    "Not[^1] och[^2]",
    "> Citat",
    "[Till målet](#b16)",
    "### Mål",
    "Rad ett // rad två",
    "~ Med vänlig hälsning",
    "~ Anna Berg, kommunchef",
    "[^1] Fotnot",
    "[^2] Slutnot",
    "^^ Sidhuvud",
    "__ Sidfot",
)

FLAT_ODT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:xlink="http://www.w3.org/1999/xlink"
 office:mimetype="application/vnd.oasis.opendocument.text">
<office:automatic-styles><style:style style:name="T1" style:family="text">
<style:text-properties fo:font-weight="bold"/></style:style></office:automatic-styles>
<office:body><office:text>
<text:h text:outline-level="1">Lägesbild</text:h>
<text:p>Text med <text:span text:style-name="T1">fet</text:span> och
<text:a xlink:href="https://a.se/">länk</text:a><text:note text:note-class="footnote">
<text:note-citation>1</text:note-citation><text:note-body><text:p>Fotnot</text:p>
</text:note-body></text:note>.</text:p>
<text:h text:outline-level="2">Tider</text:h>
<text:list><text:list-item><text:p>ett</text:p><text:list><text:list-item><text:p>inre</text:p>
</text:list-item></text:list></text:list-item><text:list-item><text:p>två</text:p>
</text:list-item></text:list>
<table:table table:name="Tabell1"><table:table-column table:number-columns-repeated="2"/>
<table:table-header-rows><table:table-row><table:table-cell><text:p>Dag</text:p>
</table:table-cell><table:table-cell><text:p>Tid</text:p></table:table-cell></table:table-row>
</table:table-header-rows><table:table-row><table:table-cell><text:p>Måndag</text:p>
</table:table-cell><table:table-cell><text:p>8</text:p></table:table-cell></table:table-row>
</table:table><text:p>Slut.</text:p>
</office:text></office:body></office:document>
"""


@pytest.fixture(scope="module")
def by_libreoffice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with documents that LibreOffice has read and written as DOCX."""
    soffice = shutil.which("soffice")
    require("soffice is not installed (ci/install-system-packages)", soffice is not None)
    assert soffice is not None
    folder = tmp_path_factory.mktemp("soffice")
    (folder / "word.docx").write_bytes(LIBREOFFICE_DOCUMENT)
    (folder / "odt.fodt").write_text(FLAT_ODT, "utf-8")
    command = [soffice, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    subprocess.run(
        [*command, "--convert-to", "docx", "--outdir", str(folder / "out"),
         str(folder / "word.docx"), str(folder / "odt.fodt")],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return folder / "out"


def read(data: bytes) -> Briefing:
    result = parse_docx(data, "lagesbild.docx", None)
    assert errors_of(result) == []
    return result.briefing


def test_the_document_is_read_as_it_is_written() -> None:
    assert read(LIBREOFFICE_DOCUMENT) == SAME


def test_libreoffice_saves_the_same_document(by_libreoffice: Path) -> None:
    assert read((by_libreoffice / "word.docx").read_bytes()) == SAME


def test_a_document_that_was_written_in_libreoffice(by_libreoffice: Path) -> None:
    assert read((by_libreoffice / "odt.docx").read_bytes()) == briefing(
        "# Lägesbild",
        "Text med **fet** och [länk](https://a.se/)[^1].",
        "## Tider",
        "- ett",
        "  - inre",
        "- två",
        "|= Dag | Tid |",
        "| Måndag | 8 |",
        "Slut.",
        "[^1] Fotnot",
    )


def test_a_document_by_python_docx() -> None:
    document = docx.Document()
    document.add_heading("Lägesbild", 0)
    document.add_heading("Läget", 1)
    paragraph = document.add_paragraph("Text ")
    paragraph.add_run("fet").bold = True
    document.add_paragraph("Citat", style="Intense Quote")
    document.add_paragraph("punkt", style="List Bullet")
    document.add_paragraph("inre", style="List Bullet 2")
    document.add_paragraph("ett", style="List Number")
    document.add_paragraph("mer om ett", style="List Continue")
    table = document.add_table(rows=2, cols=2, style="Light Grid Accent 1")
    for cell, text in zip(table._cells, ("Dag", "Tid", "Måndag", "8"), strict=True):
        cell.text = text
    document.add_page_break()
    document.add_paragraph("Tabell 1", style="Caption")
    document.sections[0].header.paragraphs[0].text = "Kommunen\tKrisledning"
    data = BytesIO()
    document.save(data)
    assert read(data.getvalue()) == briefing(
        "# Lägesbild",
        "^^ Kommunen Krisledning",
        "## Läget",
        "Text **fet**",
        "> Citat",
        "- punkt",
        "  - inre",
        "1. ett",
        "  mer om ett",
        "|: Tabell 1",
        "|= Dag | Tid |",
        "| Måndag | 8 |",
    )
