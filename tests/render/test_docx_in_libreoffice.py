"""DOCX files as LibreOffice shows them: its tagged PDF, its plain text, its lines."""

import re
import shutil
import subprocess
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
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
from tests.samples import EDITIONS, FIGURES, docx_file

SAMPLES = {f"sample-{of.language.tag}": (of, docx_file(of)) for of in EDITIONS}
BRIEFING = {f"briefing-{tag}": (of, real_docx(tag)) for tag, of in real_editions().items()}
FILES = SAMPLES | BRIEFING
"""Editions and their Word documents, by a name for each."""

OPENING, CLOSING = "([{«", ")]}»"
SAME_BRACKETS = str.maketrans(CLOSING, OPENING)
UNPRINTED = str.maketrans("", "", " \u00a0\u200e\u200f")
MOST_SKEW_PT = 8
"""Glyphs whose base lines differ by less stand on one line: marks above letters are raised."""

BRACKETS = edition(
    "# أقواس",
    *(
        "وقد ألغيت الجلسات الأخيرة " + "ا" * length + f" للمجلس البلدي {text}، لكن نعم."
        for length in range(1, 25)
        for text in (
            "([kommunfullmäktige, KF](sv))",
            "«[Vi i Hallsta](sv)»",
            "(«[Vi i Hallsta](sv)»)",
            "(112)",
            "[0220-240 00]",
            "(info@hallstahammar.se)",
        )
    ),
    language="ar",
)


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with each edition as LibreOffice's tagged PDF and as its plain text."""
    soffice = shutil.which("soffice")
    require("soffice is not installed (ci/install-system-packages)", soffice is not None)
    assert soffice is not None
    folder = tmp_path_factory.mktemp("soffice")
    files = []
    others = {"figures": docx_file(FIGURES), "brackets": docx_file(BRACKETS)}
    for name, data in ({name: data for name, (_, data) in FILES.items()} | others).items():
        file = folder / f"{name}.docx"
        file.write_bytes(data)
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


@pytest.mark.parametrize("name", FILES)
def test_libreoffice_tags_the_same_headings_and_lists(converted: Path, name: str) -> None:
    with pikepdf.open(converted / f"{name}.pdf") as pdf:
        tree = pdf.Root["/StructTreeRoot"]
        found = list(structure(tree["/K"], tree["/RoleMap"]))
    units = reading_sequence(FILES[name][0])
    assert found == [kind for unit in units for kind in expected_structure(unit)]


@pytest.mark.parametrize("name", FILES)
def test_libreoffice_reads_the_same_text(converted: Path, name: str) -> None:
    """Its text export, since its PDF stores Arabic in the order of glyphs, without ActualText.

    The bullet of a list within a list is another one in Word; it is a mark, and no text.
    """
    lines = (converted / f"{name}.txt").read_text("utf-8-sig").translate(MARKS).splitlines()
    expected = [
        f"{unit.label} {unit.characters}" if unit.label else unit.characters
        for unit in reading_sequence(FILES[name][0])
    ]
    assert [re.sub("^◦", "•", line.strip(" ")) for line in lines] == expected


@pytest.mark.parametrize("name", [name for name in FILES if not name.endswith("ar")])
def test_the_tag_tree_of_libreoffice_has_the_same_text(
    converted: Path, program: Callable[[str], str], name: str
) -> None:
    """Block by block, without Arabic words, which it turns round, without Thai, whose vowels and
    tones LibreOffice writes with an ActualText: pdfinfo loses what follows one, and without
    Ethiopic, whose font only Windows has: here letters of another font are drawn after the rest.

    A soft hyphen is a hyphen where a line ends at it, which is a matter of the machine's fonts.
    """
    command = [program("pdfinfo"), "-struct-text", str(converted / f"{name}.pdf")]
    tree = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    blocks = re.split(r"^ +(?:H\d|P) \(block\).*$", tree, flags=re.MULTILINE)[1:]
    found = ["".join(re.findall(r'^ +"(.*)"$', block, re.MULTILINE)) for block in blocks]
    units = reading_sequence(FILES[name][0])
    assert len(found) == len(units)
    for unit, text in zip(units, found, strict=True):
        if not re.search("[\u0600-\u06ff\u0e00-\u0e7f\u1200-\u139f]", unit.characters):
            pattern = re.escape(unit.label + unit.characters).replace("\u00ad", "-?")
            assert re.fullmatch(pattern, text), text


def test_libreoffice_shows_numbers_in_arabic_as_they_are_written(
    converted: Path, program: Callable[[str], str]
) -> None:
    """`0220-240 00`: the part before the space stands to the left of the part after it."""
    command = [program("pdftotext"), "-bbox", str(converted / "sample-ar.pdf"), "-"]
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


@dataclass(frozen=True)
class Lines:
    """The lines of a page-laid text in reading order, without spaces, and what is missing."""

    lines: tuple[str, ...]
    missing: str


def shown_lines(pdf: Path) -> Iterator[str]:
    """The characters of each line, in no particular order."""
    glyphs = sorted(read_pdf(pdf.read_bytes()).glyphs, key=lambda g: (g.page, -g.base_y))
    line, place = "", (-1, 0.0)
    for glyph in glyphs:
        if (glyph.page, -glyph.base_y) > (place[0], place[1] + MOST_SKEW_PT):
            yield line
            line, place = "", (glyph.page, -glyph.base_y)
        line += glyph.text.translate(UNPRINTED)
    yield line


def lines_of(pdf: Path, of: Edition) -> Lines:
    """Where the text of an edition is broken, told by how many of its characters a line has.

    Whatever has not the next characters of the text is a header or footer.
    """
    rest = "".join(unit.label + unit.characters for unit in reading_sequence(of))
    rest = rest.translate(UNPRINTED).replace("\u00ad", "")
    found = []
    for shown in shown_lines(pdf):
        line = rest[: len(shown)]
        if line and Counter(line.translate(SAME_BRACKETS)) == Counter(
            shown.translate(SAME_BRACKETS)
        ):
            found.append(line)
            rest = rest[len(shown) :]
    return Lines(tuple(found), rest)


@pytest.mark.parametrize("name", ["briefing-ar", "sample-ar", "brackets"])
def test_no_bracket_is_left_alone_at_a_line_end(converted: Path, name: str) -> None:
    of = BRACKETS if name == "brackets" else FILES[name][0]
    broken = lines_of(converted / f"{name}.pdf", of)
    assert broken.missing == ""
    assert len(broken.lines) > len(reading_sequence(of))
    assert [line for line in broken.lines if line[-1] in OPENING or line[0] in CLOSING] == []


def test_brackets_look_as_they_do_in_right_to_left_text(converted: Path) -> None:
    """From left to right: an opening shape, the text, a closing shape."""
    lines: dict[tuple[int, int], list[tuple[float, str]]] = defaultdict(list)
    for glyph in read_pdf((converted / "brackets.pdf").read_bytes()).glyphs:
        lines[glyph.page, round(-glyph.base_y)].append((glyph.x, glyph.text))
    shown = " ".join("".join(text for _, text in sorted(line)) for line in lines.values())
    assert shown.count("(112)") == shown.count("(info@hallstahammar.se)") == 24
    assert shown.count("(kommunfullmäktige,") == shown.count("KF)") == 24
    assert shown.count("(«Vi ") == shown.count("Hallsta»)") == 24
