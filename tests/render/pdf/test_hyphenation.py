"""Words that a line's end divides: where, and what is read and shown there."""

from pathlib import Path

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.check.pdf import check_pdf
from pipeline.check.results import Outcome
from pipeline.check.verapdf import check_with_verapdf
from pipeline.languages import language
from pipeline.reading import Kind, reading_sequence
from pipeline.render.edition_pdf import render_pdf
from pipeline.render.pdf.glyphs import Line
from pipeline.render.pdf.hyphenation import FEWEST_AFTER, FEWEST_BEFORE, divisions
from pipeline.render.pdf.linebreak import MOST_DIVIDED
from pipeline.render.pdf.text import set_paragraph
from pipeline.style import Style
from tests.builders import edition
from tests.defects.pdf_changes import harmed, operator
from tests.real_editions import real_editions
from tests.render.pdf.setting import SIZE_PT, clusters, line, lines, span, text_of_line, texts
from tests.render.pdf.tag_tree import read
from tests.samples import EPOCH, pdf_file

HYPHENATED = Style(hyphenation=True)
NARROW = edition(
    "# Taulukko",
    "|: Vastuut",
    "|= Viranomainen | Vastuuhenkilö | Puhelin | Aukiolo | Sähköposti | Huomautus | Kieli",
    (
        "| kriisijohtamisorganisaatio | tietosuojavastaava | 0220-240 00 | maanantaisin | "
        "kunta@kunta.se | varautumissuunnitelma | suomenkielinen"
    ),
    language="fi",
)


def divided(word: str, tag: str) -> str:
    offsets = divisions(word, tag)
    edges = zip([0, *offsets], [*offsets, len(word)], strict=True)
    return "-".join(word[first:last] for first, last in edges)


@pytest.mark.parametrize(
    ("tag", "word"),
    [
        ("sv", "verk-sam-he-ten"),
        ("sv-simple", "Hall-sta-ham-mar"),
        ("fi", "kun-nan-val-tuusto"),
        ("fi", "(tur-val-li-suus),"),
        ("en", "in-form-a-tion"),
        ("de", "Ge-mein-de-rat"),
        ("pl", "bez-pie-czeń-stwa"),
        ("so", "wargelinta"),
        ("ar", "المعلومات"),
        ("th", "ภาษาไทย"),
    ],
)
def test_words_are_divided_as_their_language_has_it(tag: str, word: str) -> None:
    assert divided(word.replace("-", ""), tag) == word


@pytest.mark.parametrize(
    "word",
    ["kundcenter@hallstahammar.se", "hallstahammar.se", "https://kommun.se", "FOLKHÄLSOMYNDIGHETEN",
     "kommun\u00adfullmäktige", "0220-24000", "bero"],
)  # fmt: skip
def test_addresses_capitals_and_words_with_soft_hyphens_are_not_divided(word: str) -> None:
    assert divisions(word, "sv") == []


@given(
    st.text("abcdeiklmnoprstuväåö(,.-12", max_size=30), st.sampled_from(["sv", "fi", "de", "en"])
)
def test_enough_letters_stand_on_both_sides(word: str, tag: str) -> None:
    for offset in divisions(word, tag):
        assert word[offset - FEWEST_BEFORE : offset + FEWEST_AFTER].isalpha()
        assert offset >= FEWEST_BEFORE
    assert divisions(word, tag, fewest_letters=31) == []


def hyphenated(text: str, tag: str, width_pt: float) -> tuple[Line, ...]:
    own = language(tag)
    return set_paragraph(
        [span(text, tag)], language=own, width_pt=width_pt, size_pt=SIZE_PT, where="b1",
        is_hyphenated=True,
    )  # fmt: skip


def test_a_hyphen_is_seen_and_reads_as_a_soft_hyphen() -> None:
    first, second = lines("verksamheten", width_pt=line("verksamhe\u2010").width_pt)
    assert (text_of_line(first), text_of_line(second)) == ("verksamhe\u00ad", "ten")
    (hyphen,) = clusters(first)[-1].glyphs
    (wanted,) = clusters(line("\u2010"))[0].glyphs
    assert hyphen.id == wanted.id
    assert first.width_pt == line("verksamhe\u2010").width_pt


def test_only_a_word_that_fits_on_no_line_is_divided_as_long_as_the_style_does_not_ask() -> None:
    text = "en verksamhetsplanering"
    room = line("en verksamhets\u2010").width_pt + 5
    assert texts(lines(text, width_pt=line(text).width_pt - 5)) == ["en ", "verksamhetsplanering"]
    assert texts(hyphenated(text, "sv", room)) == ["en verksamhets\u00ad", "planering"]


def test_short_words_and_lines_that_are_full_are_left_whole() -> None:
    assert texts(hyphenated("vi har kommunen", "sv", line("vi har kommun").width_pt + 5))[0] == (
        "vi har "
    )
    text = "ordentligt många verksamhetsplaneringar"
    assert texts(hyphenated(text, "sv", line(text[:21]).width_pt))[0] == "ordentligt många "


def test_not_more_than_two_lines_in_a_row_end_with_a_hyphen() -> None:
    found = texts(hyphenated("verksamhetsplaneringsdokument " * 40, "sv", 190))
    in_a_row = longest = 0
    for each in found:
        in_a_row = in_a_row + 1 if each.endswith("\u00ad") else 0
        longest = max(longest, in_a_row)
    assert longest == MOST_DIVIDED


@given(
    st.lists(
        st.sampled_from(
            [
                "verksamhetsplanering",
                "och",
                "e-post",
                "(kommunfullmäktige)",
                "0220-240 00",
                "نص",
                "kunta@kunta.se",
                "säkerhets\u00adarbete",
                "  ",
            ]
        ),
        max_size=14,
    ),
    st.floats(30, 300),
    st.sampled_from(["sv", "ar", "fi"]),
)
def test_the_text_is_the_same_but_for_soft_hyphens_at_line_ends(
    words: list[str], width_pt: float, tag: str
) -> None:
    text = " ".join(words)
    found = hyphenated(text, tag, width_pt)
    shown = [each.removesuffix("\u00ad") for each in texts(found)]
    assert "".join(shown).replace("\u00ad", "") == text.replace("\u00ad", "")
    assert all(each.width_pt <= width_pt + 0.001 for each in found)


@pytest.mark.parametrize("tag", ["sv", "fi", "ar"])
def test_a_hyphenated_document_passes_the_check(tag: str) -> None:
    item = real_editions()[tag]
    data = render_pdf(item, HYPHENATED, epoch=EPOCH)
    assert not check_pdf(data, item, "")
    bodies = read(data).root.find("P", "LBody")
    divided_lines = sum(body.text.count("\u00ad") for body in bodies)
    assert (divided_lines > 3) == (tag != "ar")
    kinds = (Kind.HEADING, Kind.TITLE)
    units = [u.characters for u in reading_sequence(item) if u.kind not in kinds]
    assert [body.text.replace("\u00ad", "") for body in bodies] == units


def test_a_word_wider_than_its_column_is_divided_with_a_hyphen() -> None:
    data = pdf_file(NARROW)
    assert not check_pdf(data, NARROW, "")
    cells = [node.text for node in read(data).root.find("TD")]
    assert "\u00ad" in cells[0]
    assert "\u00ad" not in cells[4]
    whole = [unit.characters for unit in reading_sequence(NARROW) if unit.kind is Kind.CELL]
    assert [cell.replace("\u00ad", "") for cell in cells] == whole


def test_verapdf_finds_nothing(verapdf_jar: Path, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf_file(NARROW))
    item, style = real_editions()["fi"], Style(alignment="justified", hyphenation=True)
    (tmp_path / "b.pdf").write_bytes(render_pdf(item, style, epoch=EPOCH))
    rows = check_with_verapdf(tmp_path, ["a.pdf", "b.pdf"], verapdf_jar)
    assert {row.outcome for row in rows} == {Outcome.PASSED}


def _moved_into_a_line(pdf: pikepdf.Pdf) -> None:
    """What follows a divided word goes on after its hyphen, on the same line."""
    page = pdf.pages[0]
    operators = list(pikepdf.parse_content_stream(page))
    begin = next(
        n for n, i in enumerate(operators) if str(i.operator) == "BDC" and i.operands[0] == "/P"
    )
    first, second = [n for n, i in enumerate(operators) if n > begin and str(i.operator) == "Td"][
        :2
    ]
    assert first < second
    operators[second] = operator("Td", 150, 0)
    page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(operators))


def test_a_soft_hyphen_inside_a_line_is_found() -> None:
    item = edition("# T", "verksamhetsplaneringsdokument" * 3 + " och mer")
    data = pdf_file(item)
    assert not check_pdf(data, item, "")
    assert "\u00ad" in read(data).root.find("P")[0].text
    assert "pdf.hyphen" in {f.rule for f in check_pdf(harmed(data, _moved_into_a_line), item, "")}
