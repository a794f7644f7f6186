"""Every script from the document to the finished file."""

from datetime import date
from itertools import pairwise

import pytest

from pipeline.check.pdf import RULES, read_pdf
from pipeline.check.pdf_document import metadata
from pipeline.check.pdf_furniture import furniture
from pipeline.edition import Contact, DocumentInfo, Edition, Issuer, State
from pipeline.languages import all_languages, described
from pipeline.model import Briefing, Paragraph, Span, plain, text_of
from pipeline.reading import reading_sequence
from pipeline.render.pdf import Document, render
from pipeline.render.pdf.geometry import Geometry
from pipeline.render.pdf.glyphs import Line, StyledSpan, Weight
from pipeline.render.pdf.itemize import graphemes
from pipeline.render.pdf.look import Looks
from pipeline.render.pdf.text import set_paragraph
from pipeline.style import Style
from tests.render.pdf.exemplars import TAGS, exemplars
from tests.render.pdf.setting import SIZE_PT, line, text_of_line
from tests.render.pdf.tag_tree import File, read
from tools.make_script_sheet import EPOCH, TELEPHONE, articles, sheet

TEXT_ELEMENTS = ("H1", "P", "LBody")
EDITION_RULES = {furniture, metadata}
"""What looks for the words of an edition around the text: a sheet has no edition."""

Ink = tuple[float, float, float, float]
"""Left, bottom, right and top in pt from the line's beginning on its base line."""


def texts_of(file: File) -> list[str]:
    return [node.text for node in file.root.find(*TEXT_ELEMENTS)]


def edition_of(document: Document) -> Edition:
    return Edition(
        DocumentInfo("blad", document.date),
        Issuer(document.issuer),
        Contact("kundcenter", TELEPHONE, "a@b.se"),
        State.ORIGINAL,
        document.briefing,
    )


@pytest.mark.parametrize("tag", articles())
def test_a_language_is_read_as_it_was_written(tag: str) -> None:
    document = sheet(tag)
    data = render(document, Style(), epoch=EPOCH)
    assert texts_of(read(data)) == [unit.characters for unit in reading_sequence(document)]
    reading, edition = read_pdf(data), edition_of(document)
    rules = [rule for rule in RULES if rule not in EDITION_RULES]
    assert len(rules) == len(RULES) - len(EDITION_RULES)
    assert not [finding for rule in rules for finding in rule(reading, edition)]


@pytest.mark.parametrize("tag", TAGS)
def test_every_character_of_a_language_comes_out_of_the_file(tag: str) -> None:
    text = " ".join(exemplars()[tag, "main"])
    for weight in ({}, {"strong": True}, {"emphasis": True}):
        document = document_of(tag, text_of(Span(text, **weight)))
        assert texts_of(read(render(document, Style(), epoch=EPOCH))) == ["T", text]


def test_the_table_of_languages_is_covered() -> None:
    assert set(all_languages()) < set(TAGS)
    assert set(all_languages()) - set(articles()) == {"sv-simple", "prs", "ckb"}


def document_of(tag: str, text: tuple[Span, ...]) -> Document:
    return Document(
        briefing=Briefing(tag, text_of(Span("T", "en")), (Paragraph("b1", text),)),
        language=described(tag),
        issuer="Kommun",
        issuer_language="sv",
        dated="2026",
        date=date(2026, 1, 1),
        contact=(TELEPHONE,),
        page_number="{page}/{pages}",
    )


def test_spans_in_any_language_have_theirs_in_the_tag_tree() -> None:
    text = text_of(
        "På ", Span("עברית", "he"), ", ", Span("ελληνικά", "EL"), " och ", Span("a", "rmy")
    )
    root = read(render(document_of("sv", text), Style(), epoch=EPOCH)).root
    (paragraph,) = root.find("P")
    assert paragraph.text == plain(text)
    assert [node.language for node in paragraph.find("Span")] == ["he", "el", "rmy"]


def inks(line: Line) -> list[Ink]:
    found: list[Ink] = []
    for run in line.runs:
        unit = run.size_pt / run.font.units_per_em
        for glyph in (glyph for cluster in run.clusters for glyph in cluster.glyphs):
            box = run.font.shaper.get_glyph_extents(glyph.id)
            if box is None or not box.width:
                continue
            left, top = (
                run.x_pt + (glyph.x + box.x_bearing) * unit,
                (glyph.y + box.y_bearing) * unit,
            )
            found.append((left, top + box.height * unit, left + box.width * unit, top))
    return found


def least_distance(upper: Line, lower: Line) -> float:
    """The distance of base lines at which the ink of two lines touches."""
    below = inks(lower)
    return max(
        (b[3] - a[1] for a in inks(upper) for b in below if a[0] < b[2] and b[0] < a[2]),
        default=0.0,
    )


@pytest.mark.parametrize("tag", TAGS)
def test_scripts_beside_each_other_look_equally_large(tag: str) -> None:
    """The letters' mean height, in em of the text: from an x-height to a whole em (Nastaliq)."""
    letters = [letter for letter in exemplars()[tag, "main"] if letter[0].isalpha()]
    boxes = [inks(line(letter, tag)) for letter in letters]
    heights = [max(b[3] for b in box) - min(b[1] for b in box) for box in boxes]
    assert 0.55 < sum(heights) / len(heights) / SIZE_PT < 1.05


STACKED = {
    "th": "ปิ่น ญี่ปุ่น ฎุ ฏู กู้ ป้ำ น้ำ ที่ปั๊ม ผู้ใหญ่ ฤๅษี ",
    "ar": "مُحَمَّدٌ لِلّٰهِ إِنَّ شُكْرًا بِكَ ",
    "bn": "ভ্রাতৃত্ব র্ক্যু কূর্ম ন্ত্রী ঊর্ধ্ব ",
    "vi": "Ẵ ỗ ậ Ỵ ợ g y ",
    "he": "שֻׁלְחָן ךָּ לֹּ ",
    "am": "ሿ ቿ ኟ ፗ ቋ ",
    "zh": "鑫国，赢「」",
}
"""What reaches furthest up and down in a script."""


@pytest.mark.parametrize("tag", articles())
@pytest.mark.parametrize("weight", ["regular", "bold"])
@pytest.mark.parametrize("size_pt", [Style().body_pt, Style().title_pt])
def test_lines_do_not_touch(tag: str, weight: Weight, size_pt: float) -> None:
    language = described(tag)
    looks = Looks(Style(), language)
    unit = next(u for u in reading_sequence(sheet(tag)) if bool(u.level) == (size_pt > 15))
    leading = looks.of(unit).leading_pt
    for text in (articles()[tag][1], STACKED.get(tag, "") * 9):
        lines = set_paragraph(
            (StyledSpan(text, tag, weight),),
            language=language,
            width_pt=200,
            size_pt=size_pt,
            where="b1",
        )
        for upper, lower in pairwise(lines):
            assert least_distance(upper, lower) < leading


@pytest.mark.parametrize("tag", articles())
def test_lines_are_as_long_as_can_be_read(tag: str) -> None:
    """At most 80 characters on an ordinary line, or 40 Chinese ones (WCAG 2.1 1.4.8)."""
    language, style = described(tag), Style()
    lines = set_paragraph(
        (StyledSpan(articles()[tag][1] * 4, tag),),
        language=language,
        width_pt=Geometry.of(style, language).text_width,
        size_pt=style.body_pt,
        where="b1",
    )
    full = [len(graphemes(text_of_line(line).strip())) for line in lines[:-1]]
    most, least = (40, 30) if language.script == "Hans" else (80, 45)
    assert least < sum(full) / len(full) < most


@pytest.mark.parametrize("tag", ["th", "ar", "ur", "sv"])
def test_lines_of_headers_and_footers_do_not_touch(tag: str) -> None:
    style, language = Style(), described(tag)
    geometry = Geometry.of(style, language)
    lines = set_paragraph(
        (StyledSpan(articles()[tag][1] * 2, tag),),
        language=language,
        width_pt=geometry.text_width,
        size_pt=style.small_pt,
        where="header",
    )
    for upper, lower in pairwise(lines):
        assert least_distance(upper, lower) < geometry.head_row
