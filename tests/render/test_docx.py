"""The DOCX renderer, seen from outside: python-docx, the file's XML, LibreOffice, the schemas."""

import io
import os
import re
import shutil
import subprocess
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pikepdf
import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from pipeline.check.docx import check_docx
from pipeline.check.pdf_reading import read_pdf
from pipeline.colours import WHITE, Colour, contrast
from pipeline.edition import Edition
from pipeline.errors import RenderError
from pipeline.model import Briefing, Paragraph, Span, text_of
from pipeline.reading import Kind, ReadingUnit, reading_sequence
from pipeline.render.docx import render_docx
from pipeline.render.style import Style
from tests.builders import edition
from tests.conftest import REPOSITORY, require
from tests.isolation_cases import CASES, TEXTS
from tests.render.docx_package import MARKS, W, change, part
from tests.samples import ARABIC, EDITIONS, EPOCH, FIGURES, FINNISH, SWEDISH, docx_file

TOOL = REPOSITORY / "tests/tools/ooxml"
BY_TAG = {of.language.tag: of for of in EDITIONS}
EVERY = pytest.mark.parametrize("of", EDITIONS, ids=BY_TAG)
MIDNIGHT = datetime(2020, 5, 12, tzinfo=UTC)


def characters(of: Edition) -> list[str]:
    return [unit.characters for unit in reading_sequence(of)]


def xml_text(element: etree._Element) -> str:
    """What stands in a paragraph, with Word's own elements as the characters they are."""
    signs = {"tab": "\t", "br": "\n", "cr": "\r", "softHyphen": "\u00ad"}
    parts = (
        e.text or "" if e.tag == f"{W}t" else signs.get(str(e.tag).removeprefix(W), "")
        for e in element.iter()
    )
    return "".join(parts).translate(MARKS)


@EVERY
def test_every_unit_is_a_paragraph_with_exactly_its_characters(of: Edition) -> None:
    body = part(docx_file(of), "word/document.xml")
    assert [xml_text(p) for p in body.iter(f"{W}p")] == characters(of)


@EVERY
def test_python_docx_reads_the_same_paragraphs(of: Edition) -> None:
    """Text in `w:dir` or in fields would be lost to it, as to many other readers."""
    paragraphs = Document(io.BytesIO(docx_file(of))).paragraphs
    expected = [text.replace("\u00ad", "") for text in characters(of)]
    assert [p.text.translate(MARKS) for p in paragraphs] == expected


def test_each_kind_has_a_style_of_word() -> None:
    paragraphs = Document(io.BytesIO(docx_file(SWEDISH))).paragraphs
    names = [p.style.name for p in paragraphs if p.style]
    assert names == [
        "Title",
        "Body Text",
        "Heading 2",
        *["Body Text"] * 2,
        *["List Bullet"] * 3,
        "Heading 2",
        "Body Text",
        "Heading 3",
        *["List Number"] * 2,
        "Body Text",
        *["List Number"] * 2,
        *["Body Text"] * 2,
        "Closing",
        *["Signature"] * 3,
    ]


def test_notices_stand_right_after_the_title() -> None:
    styles = [p.style.name for p in Document(io.BytesIO(docx_file(FINNISH))).paragraphs if p.style]
    assert styles[:4] == ["Title", "Notice", "Notice", "Heading 2"]


def test_each_numbered_list_starts_at_its_own_number() -> None:
    of = edition("1. ring", "2. skriv", "Sedan:", "5. vänta", "6. fråga igen")
    numbering = part(docx_file(of), "word/numbering.xml")
    starts = [e.get(f"{W}val") for e in numbering.iter(f"{W}startOverride")]
    assert starts == ["1", "5"]


def test_lead_ins_and_what_stands_before_the_sign_off_are_kept_with_it() -> None:
    paragraphs = Document(io.BytesIO(docx_file(SWEDISH))).paragraphs
    kept = [p.text for p in paragraphs if p.paragraph_format.keep_with_next]
    assert [text.split(" ")[0] for text in kept] == [
        "Hallstahammars", "Sedan:", "Tecken,", "Catarina", "Per",
    ]  # fmt: skip


@EVERY
def test_properties(of: Edition) -> None:
    properties = Document(io.BytesIO(docx_file(of))).core_properties
    assert properties.title == characters(of)[0]
    assert properties.language == of.language.tag
    assert properties.author == properties.last_modified_by == "Hallstahammars kommun"
    assert properties.created == properties.modified == EPOCH
    assert properties.revision == 1


def test_a_title_may_be_longer_than_python_docx_allows() -> None:
    of = edition("# " + "Lägesbild " * 40 + "slut")
    assert check_docx(docx_file(of), of, "f") == ()


def test_page_is_a4_with_the_margins_of_the_style() -> None:
    section = Document(io.BytesIO(docx_file(SWEDISH))).sections[0]
    measures = [section.page_width, section.page_height, section.left_margin, section.top_margin]
    assert [round(m.mm) if m else None for m in measures] == [210, 297, 30, 32]


@EVERY
def test_nothing_is_left_of_the_template(of: Edition) -> None:
    with zipfile.ZipFile(io.BytesIO(docx_file(of))) as package:
        names = package.namelist()
        everything = b"".join(package.read(name) for name in names)
    assert not [n for n in names if "theme" in n or "thumbnail" in n or "customXml" in n]
    for leftover in (b"en-US", b"ja-JP", b"python-docx", b"asciiTheme", b"Calibri"):
        assert leftover not in everything


@EVERY
def test_equal_editions_give_equal_bytes(of: Edition) -> None:
    assert docx_file(of) == render_docx(of, Style(), epoch=EPOCH)


def test_the_time_is_the_epoch_in_utc_in_properties_and_entries() -> None:
    east = datetime(2020, 5, 12, 2, tzinfo=timezone(timedelta(hours=2)))
    naive = datetime(2020, 5, 12)
    same = {render_docx(SWEDISH, Style(), epoch=moment) for moment in (MIDNIGHT, east, naive)}
    assert len(same) == 1
    with zipfile.ZipFile(io.BytesIO(same.pop())) as package:
        assert {entry.date_time for entry in package.infolist()} == {(2020, 5, 12, 0, 0, 0)}
        assert package.namelist()[0] == "[Content_Types].xml"


def test_an_epoch_before_zip_began_is_no_problem() -> None:
    data = render_docx(SWEDISH, Style(), epoch=datetime(1970, 1, 1, tzinfo=UTC))
    assert check_docx(data, SWEDISH, "f") == ()


@pytest.mark.parametrize("character", ["\0", "\x0b", "\x1f", "\ud800", "\ufffe", "\uffff"])
def test_a_character_that_xml_cannot_hold_stops_the_file(character: str) -> None:
    of = edition("# Titel", "Bra.", f"Dålig{character}.")
    with pytest.raises(RenderError, match=rf"lagesbild\.sv\.docx b2.*U\+{ord(character):04X}"):
        docx_file(of)


def test_dates_version_and_update_stand_in_the_first_header() -> None:
    info = replace(SWEDISH.info, updated=date(2020, 6, 1), version="2")
    of = replace(SWEDISH, info=info)
    section = Document(io.BytesIO(docx_file(of))).sections[0]
    lines = [p.text for p in section.first_page_header.paragraphs]
    assert lines == ["Hallstahammars kommun", "Uppdaterat 1 juni 2020 · Version 2\tsvenska"]
    assert check_docx(docx_file(of), of, "f") == ()


def test_a_light_accent_still_gives_legible_links_in_notices() -> None:
    accent = Colour.from_hex("#767676")
    assert 4.5 <= contrast(accent, WHITE) < 4.6
    data = render_docx(FINNISH, Style(accent=accent), epoch=EPOCH)
    assert check_docx(data, FINNISH, "f") == ()


def test_right_to_left_text_is_marked_on_paragraphs_and_runs() -> None:
    body = part(docx_file(ARABIC), "word/document.xml")
    assert all(p.find(f"{W}pPr/{W}bidi") is not None for p in body.iter(f"{W}p"))
    for run in body.iter(f"{W}r"):
        text = xml_text(run)
        is_rtl = run.find(f"{W}rPr/{W}rtl") is not None
        assert is_rtl or not re.search("[\u0600-\u06ff]", text), text
        assert not is_rtl or not re.search("[A-Za-zÅÄÖåäö]", text), text


@pytest.mark.parametrize("number", ["0220-240 00", "10-12", "2020-05-12", "+46 220 240 00", "−5"])
def test_a_number_of_several_parts_is_a_run_of_its_own_after_a_mark(number: str) -> None:
    of = edition(f"اتصل {number} الآن", language="ar")
    body = part(docx_file(of), "word/document.xml")
    runs = ["".join(t.text or "" for t in run.iter(f"{W}t")) for run in body.iter(f"{W}r")]
    assert runs[-4:] == ["اتصل ", "\u200e", number, " الآن"]


def test_left_to_right_text_gets_no_marks() -> None:
    assert b"\xe2\x80\x8e" not in etree.tostring(part(docx_file(SWEDISH), "word/document.xml"))


ALPHABET = st.one_of(
    st.sampled_from("aåÖ 0129-–+.,:;/()«»”%&<>{}@\t\u00a0\u00ad،؟بجدةلإ٣۴שת文ไĀ"),
    st.characters(
        codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff"
    ),
)
SPANS = st.builds(
    Span,
    st.text(ALPHABET, min_size=1, max_size=30),
    st.sampled_from([None, "sv", "ar", "fi", "th", "zh"]),
    st.sampled_from([None, "https://example.se/?a=1&b=2", "tel:+4622024000"]),
)
UNPRINTED = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\u00ad\\s]")


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(SPANS, min_size=1, max_size=4), max_size=4), st.sampled_from(["sv", "ar"]))
def test_any_text_comes_back(paragraphs: list[list[Span]], tag: str) -> None:
    blocks = tuple(
        Paragraph(f"b{number}", text_of(*spans))
        for number, spans in enumerate(paragraphs, 1)
        if UNPRINTED.sub("", "".join(span.text for span in spans))
    )
    of = replace(SWEDISH, briefing=Briefing(tag, text_of("Titel"), blocks))
    data = docx_file(of)
    body = part(data, "word/document.xml")
    expected = [text.translate(MARKS) for text in characters(of)]
    assert [xml_text(p) for p in body.iter(f"{W}p")] == expected
    assert check_docx(data, of, "f") == ()


@settings(deadline=None)
@given(TEXTS.filter(str.strip))
def test_the_check_and_the_file_agree_on_what_is_isolated(text: str) -> None:
    of = replace(ARABIC, briefing=Briefing("ar", text_of("T"), (Paragraph("b1", text_of(text)),)))
    assert check_docx(docx_file(of), of, "f") == ()


# LibreOffice as an outside reader of the files.


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


# The schemas of ISO/IEC 29500.


def validate(files: list[Path]) -> subprocess.CompletedProcess[str]:
    jars = sorted((TOOL / "target/dependency").glob("*.jar"))
    java = shutil.which("java")
    require("java or the OOXML schemas are not installed", bool(jars) and java is not None)
    assert java is not None
    quiet = (
        "-Dlog4j2.loggerContextFactory=org.apache.logging.log4j.simple.SimpleLoggerContextFactory"
    )
    path = os.pathsep.join(str(jar) for jar in jars)
    command = [java, quiet, "-cp", path, str(TOOL / "ValidateDocx.java"), *map(str, files)]
    return subprocess.run(command, check=False, capture_output=True, text=True, timeout=120)


def test_files_follow_the_schemas(tmp_path: Path) -> None:
    files = []
    for tag, of in BY_TAG.items():
        file = tmp_path / f"{tag}.docx"
        file.write_bytes(docx_file(of))
        files.append(file)
    result = validate(files)
    assert result.stdout == "24 parts, 0 errors\n", result.stdout + result.stderr


def test_the_schemas_find_an_element_out_of_order(tmp_path: Path) -> None:
    def move_style_last(root: etree._Element) -> None:
        properties = next(root.iter(f"{W}pPr"))
        properties.append(properties[0])

    file = tmp_path / "wrong.docx"
    file.write_bytes(change(docx_file(ARABIC), "word/document.xml", move_style_last))
    result = validate([file])
    assert result.returncode == 1
    assert "pStyle" in result.stdout
