"""Tables, pictures, notes and inner lists of a DOCX as LibreOffice opens them, and shows them."""

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from lxml import etree

from pipeline.edition import Edition
from pipeline.model import Figure, Table
from pipeline.reading import Kind, ReadingUnit, reading_sequence
from tests.conftest import require
from tests.real_editions import real_editions
from tests.render.docx_everything import EVERYTHING
from tests.render.docx_package import MARKS
from tests.samples import docx_file
from tests.workplace import SECOND

SECOND_BRIEFING = {f"second-{tag}": of for tag, of in real_editions(SECOND).items()}
BY_TAG = {of.language.tag: of for of in EVERYTHING} | SECOND_BRIEFING
EVERY = pytest.mark.parametrize("tag", BY_TAG)

OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
SPACES = {
    "text": f"{OASIS}text:1.0",
    "table": f"{OASIS}table:1.0",
    "draw": f"{OASIS}drawing:1.0",
    "svg": f"{OASIS}svg-compatible:1.0",
    "office": f"{OASIS}office:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
}
IN_MARGINS = (Kind.PAGE_HEADER, Kind.PAGE_FOOTER)


def name(prefixed: str) -> str:
    prefix, local = prefixed.split(":")
    return f"{{{SPACES[prefix]}}}{local}"


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with each edition as flat OpenDocument, as plain text and as PDF."""
    soffice = shutil.which("soffice")
    require("soffice is not installed (ci/install-system-packages)", soffice is not None)
    assert soffice is not None
    folder = tmp_path_factory.mktemp("soffice")
    files = []
    for tag, of in BY_TAG.items():
        file = folder / f"{tag}.docx"
        file.write_bytes(docx_file(of))
        files.append(str(file))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    for target in ("fodt", "txt:Text (encoded):UTF8", "pdf"):
        subprocess.run(
            [
                soffice,
                profile,
                "--headless",
                "--convert-to",
                target,
                "--outdir",
                str(folder),
                *files,
            ],
            check=True,
            capture_output=True,
            timeout=180,
        )
    return folder


def body(opened: Path, tag: str) -> etree._Element:
    root = etree.parse(opened / f"{tag}.fodt").getroot()
    found = root.find(f"{name('office:body')}/{name('office:text')}")
    assert found is not None
    return found


def characters(element: etree._Element) -> str:
    """The text of a paragraph; notes are their numbers, pictures what is said for them."""
    found = element.text or ""
    for child in element:
        if child.tag == name("text:note"):
            found += child.findtext(name("text:note-citation"), "")
        elif child.tag == name("draw:frame"):
            found += child.findtext(name("svg:desc"), "")
        elif child.tag == name("text:s"):
            found += " "
        elif child.tag == name("text:line-break"):
            found += "\n"
        elif isinstance(child.tag, str):
            found += characters(child)
        found += child.tail or ""
    return found.translate(MARKS)


def paragraphs(element: etree._Element, lists: int = 0) -> Iterator[tuple[str, int]]:
    """The text of each paragraph that has one, with how many lists it stands in."""
    for child in element:
        if child.tag in (name("text:p"), name("text:h")):
            if text := characters(child):
                yield text, lists
        else:
            yield from paragraphs(child, lists + (child.tag == name("text:list")))


def units(of: Edition, *left_out: Kind) -> list[ReadingUnit]:
    return [u for u in reading_sequence(of) if u.kind not in (*IN_MARGINS, *left_out)]


@EVERY
def test_everything_is_there_in_order(opened: Path, tag: str) -> None:
    found = [text for text, _ in paragraphs(body(opened, tag))]
    assert found == [unit.characters for unit in units(BY_TAG[tag], Kind.NOTE)]


@EVERY
def test_items_stand_as_deep_in_lists(opened: Path, tag: str) -> None:
    depths = dict(paragraphs(body(opened, tag)))
    items = [unit for unit in units(BY_TAG[tag]) if unit.kind is Kind.LIST_ITEM]
    assert len(items) >= 17  # of everything; the second briefing has more
    for unit in items:
        assert depths[unit.characters] == unit.within.count("list"), unit.characters


@EVERY
def test_items_show_their_bullets_and_numbers(opened: Path, tag: str) -> None:
    """Its plain text has another bullet for each level, whatever the file says."""
    lines = (opened / f"{tag}.txt").read_text("utf-8-sig").translate(MARKS).splitlines()
    shown = {re.sub("^[◦▪]", "•", line.strip()) for line in lines}
    for unit in units(BY_TAG[tag], Kind.NOTE):
        if unit.label:
            assert f"{unit.label} {unit.characters}" in shown


@EVERY
def test_footnotes_have_their_texts(opened: Path, tag: str) -> None:
    bodies = body(opened, tag).iter(name("text:note-body"))
    found = ["".join(characters(p) for p in note).strip() for note in bodies]
    assert found == [u.characters for u in units(BY_TAG[tag]) if u.kind is Kind.NOTE]


@EVERY
def test_tables_have_their_header_rows_and_spans(opened: Path, tag: str) -> None:
    tables = [block for block in BY_TAG[tag].briefing.blocks if isinstance(block, Table)]
    found = list(body(opened, tag).iter(name("table:table")))
    assert len(found) == len(tables)
    for table, element in zip(tables, found, strict=True):
        headers = element.findall(f"{name('table:table-header-rows')}/{name('table:table-row')}")
        assert len(headers) == table.header_rows
        spans = [
            (
                int(cell.get(name("table:number-rows-spanned"), "1")),
                int(cell.get(name("table:number-columns-spanned"), "1")),
            )
            for cell in element.iter(name("table:table-cell"))
        ]
        assert spans == [(cell.rows, cell.columns) for row in table.rows for cell in row]


@EVERY
def test_pictures_say_what_they_show(opened: Path, tag: str) -> None:
    figures = [block for block in BY_TAG[tag].briefing.blocks if isinstance(block, Figure)]
    frames = list(body(opened, tag).iter(name("draw:frame")))
    said = [frame.findtext(name("svg:desc"), "") for frame in frames]
    assert said == [figure.alternative for figure in figures]


@EVERY
def test_links_lead_to_their_addresses_and_bookmarks(opened: Path, tag: str) -> None:
    root = body(opened, tag)
    found = [a.get(name("xlink:href"), "") for a in root.iter(name("text:a"))]
    wanted = {s.link for u in units(BY_TAG[tag]) for s in u.text if s.link}
    wanted = {re.sub(r"^(#.*)\.", r"\1_", link) for link in wanted}
    assert {address.rstrip("/") for address in found} == {link.rstrip("/") for link in wanted}
    bookmarks = {e.get(name("text:name")) for e in root.iter(name("text:bookmark-start"))}
    bookmarks |= {e.get(name("text:name")) for e in root.iter(name("text:bookmark"))}
    assert {link[1:] for link in found if link.startswith("#")} <= bookmarks


@pytest.mark.parametrize("tag", [of.language.tag for of in EVERYTHING])
def test_columns_of_arabic_tables_run_from_right_to_left(
    opened: Path, tag: str, program: Callable[[str], str]
) -> None:
    command = [program("pdftotext"), "-bbox", str(opened / f"{tag}.pdf"), "-"]
    page = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    places = {t: float(x) for x, t in re.findall(r'xMin="([\d.]+)"[^>]*>(60|30)<', page)}
    assert (places["60"] > places["30"]) == BY_TAG[tag].language.is_rtl
