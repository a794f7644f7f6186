"""The DOCX renderer, seen from outside: python-docx, the file's XML, LibreOffice, the schemas."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from docx import Document
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree

from pipeline.check.docx import check_docx
from pipeline.colours import WHITE, Colour, contrast
from pipeline.edition import Edition
from pipeline.errors import RenderError
from pipeline.model import Briefing, Paragraph, Span, text_of
from pipeline.reading import reading_sequence
from pipeline.render.docx import render_docx
from pipeline.style import Style
from tests.builders import edition
from tests.conftest import REPOSITORY
from tests.isolation_cases import TEXTS
from tests.render.docx_package import MARKS, W, part
from tests.samples import ARABIC, EDITIONS, EPOCH, FINNISH, SWEDISH, docx_file

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
    assert [round(m.mm) if m else None for m in measures] == [210, 297, 35, 32]


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
@example([[Span("{\U0002ebe1", "sv")]], "ar")
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
@example("Anna(0220-240 00")
@example("اقرأ (x)(x) اقرأ")
def test_the_check_and_the_file_agree_on_what_is_isolated(text: str) -> None:
    of = replace(ARABIC, briefing=Briefing("ar", text_of("T"), (Paragraph("b1", text_of(text)),)))
    assert check_docx(docx_file(of), of, "f") == ()


def test_a_part_may_be_in_any_language_that_there_is() -> None:
    document = edition("# T", "Säg [שלום](he) nu.")
    data = docx_file(document)
    languages = part(data, "word/document.xml").iter(f"{W}lang")
    assert "he" in {element.get(f"{W}bidi") for element in languages}
    assert check_docx(data, document, "f") == ()
    with pytest.raises(RenderError, match="“xx-1” is no language tag"):
        docx_file(edition("# T", "Säg [hej](xx-1) nu."))
