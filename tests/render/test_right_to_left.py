"""How figures, names and addresses look in right-to-left text, read back from finished files.

The PDF is read by pdfminer.six, which knows nothing of the package; the Word document is what
LibreOffice makes of it. `tests/browser` has the same for web pages.
"""

import io
import shutil
import subprocess
from collections.abc import Iterator

import pytest
from pdfminer.high_level import extract_pages
from pdfminer.layout import LTChar, LTComponent, LTContainer

from pipeline.model import Paragraph, plain
from tests.borrowed_words import words_borrowed_from
from tests.conftest import require
from tests.right_to_left_cases import CASES, Case, edition_of
from tests.samples import docx_file, pdf_file

BRACKETS = str.maketrans("([{«<", ")]}»>")
MOST_RISE_PT = 8
"""Glyphs whose base lines differ by less stand on one line: numbers of notes are raised."""
INVISIBLE = str.maketrans("", "", "\u200e\u200f")


@pytest.fixture(scope="module")
def pdfs() -> dict[str, bytes]:
    """The PDF of each language's cases."""
    with words_borrowed_from("ar", *CASES):
        return {tag: pdf_file(edition_of(tag)) for tag in CASES}


@pytest.fixture(scope="module")
def libreoffice_pdfs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What LibreOffice makes of each language's Word document."""
    soffice = shutil.which("soffice")
    require("soffice is not installed (ci/install-system-packages)", soffice is not None)
    assert soffice is not None
    folder = tmp_path_factory.mktemp("soffice")
    with words_borrowed_from("ar", *CASES):
        for tag in CASES:
            (folder / f"{tag}.docx").write_bytes(docx_file(edition_of(tag)))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    files = sorted(str(path) for path in folder.glob("*.docx"))
    command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=180)
    return {tag: (folder / f"{tag}.pdf").read_bytes() for tag in CASES}


def characters(item: LTComponent) -> Iterator[LTChar]:
    if isinstance(item, LTChar):
        yield item
    elif isinstance(item, LTContainer):
        for child in item:
            yield from characters(child)


def lines(data: bytes) -> list[str]:
    """The characters of each line from left to right; those of a ligature from right to left."""
    placed = [
        (number, -glyph.matrix[5], glyph.matrix[4], glyph.get_text()[::-1])
        for number, page in enumerate(extract_pages(io.BytesIO(data), laparams=None))
        for glyph in characters(page)
    ]
    found: list[list[tuple[float, str]]] = []
    below = (-1, 0.0)
    for number, down, x, text in sorted(placed):
        if (number, down) > below:
            found.append([])
            below = (number, down + MOST_RISE_PT)
        found[-1].append((x, text))
    return ["".join(text for _, text in sorted(line)) for line in found]


def turned(data: bytes, cases: tuple[Case, ...], *, brackets_alike: bool) -> list[list[str]]:
    """What is not among the lines, with the lines that have its characters in another order."""
    table = BRACKETS if brackets_alike else {}
    found = [line.translate(INVISIBLE).translate(table) for line in lines(data)]
    expected = [case.shown.translate(table) for case in cases]
    return [
        [line, *(other for other in found if sorted(other) == sorted(line))]
        for line in expected
        if line not in found
    ]


def test_there_are_natural_cases_of_each_language() -> None:
    for tag, cases in CASES.items():
        (*blocks,) = edition_of(tag).briefing.blocks
        texts = [plain(block.text) for block in blocks if isinstance(block, Paragraph)]
        assert len(set(texts)) == len(cases) >= 10
        assert texts[:-1] == [case.text for case in cases[:-1]]


@pytest.mark.parametrize("tag", CASES)
def test_the_pdf_shows_them_as_people_write(pdfs: dict[str, bytes], tag: str) -> None:
    assert turned(pdfs[tag], CASES[tag], brackets_alike=False) == []


@pytest.mark.parametrize("tag", CASES)
def test_the_word_document_shows_them_as_people_write(
    libreoffice_pdfs: dict[str, bytes], tag: str
) -> None:
    """Some fonts say of a mirrored bracket which it is, others which it looks like."""
    assert turned(libreoffice_pdfs[tag], CASES[tag], brackets_alike=True) == []
