"""DOCX files as LibreOffice shows them: its tagged PDF, its plain text, its lines."""

import re
import shutil
import subprocess
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path

import pikepdf
import pytest

from pipeline.check.pdf_reading import read_pdf
from pipeline.edition import Edition
from pipeline.reading import Kind, ReadingUnit, reading_sequence
from tests.builders import edition
from tests.conftest import require
from tests.isolation_cases import CASES
from tests.real_editions import real_docx, real_editions
from tests.render.docx_package import MARKS
from tests.samples import ARABIC, EDITIONS, FIGURES, LANGUAGES, docx_file


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with each edition as LibreOffice's tagged PDF and as its plain text."""
    soffice = shutil.which("soffice")
    require("soffice is not installed (ci/install-system-packages)", soffice is not None)
    assert soffice is not None
    folder = tmp_path_factory.mktemp("soffice")
    files = []
    for tag, of in {**BY_TAG, "figures": FIGURES}.items():
        file = folder / f"{tag}.docx"
        file.write_bytes(docx_file(of))
        files.append(str(file))
    tagged = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
    for target in (tagged, "txt:Text (encoded):UTF8"):
        command = [soffice, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
        subprocess.run(
            [*command, "--convert-to", target, "--outdir", str(folder), *files],
            check=True,
            capture_output=True,
            timeout=180,
        )
    return folder


def structure(element: pikepdf.Object, roles: pikepdf.Object) -> Iterator[str]:
    """The standard structure types of blocks in reading order, without wrappers."""
    if isinstance(element, pikepdf.Array):
        for child in element:
            yield from structure(child, roles)
    elif isinstance(element, pikepdf.Dictionary) and "/S" in element:
        kind = str(roles.get(str(element["/S"]), element["/S"]))
        if re.fullmatch(r"/(H\d|P|LI)", kind):
            yield kind.removeprefix("/")
        if "/K" in element and kind != "/P":
            yield from structure(element["/K"], roles)


def expected_structure(unit: ReadingUnit) -> tuple[str, ...]:
    if unit.kind in (Kind.TITLE, Kind.HEADING):
        return (f"H{unit.level}",)
    return ("LI", "P") if unit.kind is Kind.LIST_ITEM else ("P",)


@pytest.mark.parametrize("tag", BY_TAG)
def test_libreoffice_tags_the_same_headings_and_lists(converted: Path, tag: str) -> None:
    with pikepdf.open(converted / f"{tag}.pdf") as pdf:
        tree = pdf.Root["/StructTreeRoot"]
        found = list(structure(tree["/K"], tree["/RoleMap"]))
    units = reading_sequence(BY_TAG[tag])
    assert found == [kind for unit in units for kind in expected_structure(unit)]


@pytest.mark.parametrize("tag", BY_TAG)
def test_libreoffice_reads_the_same_text(converted: Path, tag: str) -> None:
    """Its text export, since its PDF stores Arabic in the order of glyphs, without ActualText."""
    lines = (converted / f"{tag}.txt").read_text("utf-8-sig").translate(MARKS).splitlines()
    expected = [
        f"{unit.label} {unit.characters}" if unit.label else unit.characters
        for unit in reading_sequence(BY_TAG[tag])
    ]
    assert [line.strip(" ") for line in lines] == expected


@pytest.mark.parametrize("tag", ["sv", "fi"])
def test_the_tag_tree_of_libreoffice_has_the_same_text(
    converted: Path, program: Callable[[str], str], tag: str
) -> None:
    """Block by block; without soft hyphens, and without Arabic words, which it turns round."""
    command = [program("pdfinfo"), "-struct-text", str(converted / f"{tag}.pdf")]
    tree = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    blocks = re.split(r"^ +(?:H\d|P) \(block\).*$", tree, flags=re.MULTILINE)[1:]
    found = ["".join(re.findall(r'^ +"(.*)"$', block, re.MULTILINE)) for block in blocks]
    units = reading_sequence(BY_TAG[tag])
    assert len(found) == len(units)
    for unit, text in zip(units, found, strict=True):
        if not re.search("[\u0600-\u06ff]", unit.characters):
            assert text == unit.label + unit.characters.replace("\u00ad", "")


def test_libreoffice_shows_numbers_in_arabic_as_they_are_written(
    converted: Path, program: Callable[[str], str]
) -> None:
    """`0220-240 00`: the part before the space stands to the left of the part after it."""
    command = [program("pdftotext"), "-bbox", str(converted / "ar.pdf"), "-"]
    page = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    words = re.findall(r'xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>([^<]*)<', page)
    lines = [(float(x), y, text) for x, y, text in words if text in ("0220-240", "00")]
    pairs = list(zip(lines[::2], lines[1::2], strict=True))
    assert len(pairs) == 5  # notice, paragraph, list item, footers of two pages
    for (x, y, first), (next_x, next_y, second) in pairs:
        assert (first, second) == ("0220-240", "00")
        assert y == next_y
        assert x < next_x


def test_libreoffice_shows_figures_and_addresses_as_the_pdf_does(converted: Path) -> None:
    """All brackets are as one, since its glyphs are the mirrored ones."""
    lines: dict[tuple[int, int], list[tuple[float, str]]] = defaultdict(list)
    for glyph in read_pdf((converted / "figures.pdf").read_bytes()).glyphs:
        lines[glyph.page, round(-glyph.base_y)].append((glyph.x, glyph.text))
    brackets = str.maketrans("()", "||")
    shown = ["".join(text for _, text in sorted(line)) for _, line in sorted(lines.items())]
    found = [line.translate(brackets) for line in shown]
    expected = [case.shown.translate(brackets) for case in CASES]
    assert [line for line in found if line in expected] == expected
