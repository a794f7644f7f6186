"""Documents with very many of one thing: their time grows with their length, and no faster.

Each of these took minutes or hours while something was looked up again for each paragraph.
"""

from collections.abc import Callable

import pytest

from pipeline.errors import SourceError
from pipeline.parse import pictures
from tests.builders import image
from tests.parse.word.builder import docx, p, parse_docx, picture, tbl, title

TEXT = p("Kommunen arbetar.")
BOLD_AND_PLAIN = "<w:r><w:rPr><w:b/></w:rPr><w:t>{0}</w:t></w:r><w:r><w:t>{0}</w:t></w:r>"


def _character(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def _codes_of_a_field() -> bytes:
    codes = "<w:r>" + "<w:instrText>A</w:instrText>" * 100_000 + "</w:r>"
    texts = "<w:r>" + "<w:t>a</w:t>" * 100_000 + "</w:r>"
    content = f"{_character('begin')}{codes}{_character('separate')}{texts}{_character('end')}"
    return docx(title(), f"<w:p>{content}</w:p>")


def _spaces_of_different_looks() -> bytes:
    return docx(title(), f"<w:p>{BOLD_AND_PLAIN.format(chr(0xA0)) * 15_000}</w:p>", TEXT)


def _unknown_symbols() -> bytes:
    run = '<w:r><w:t>abc</w:t><w:sym w:font="Wingdings" w:char="F001"/></w:r>'
    return docx(title(), f"<w:p>{run * 15_000}</w:p>")


def _drawings_after_spaces() -> bytes:
    return docx(
        title(), f"<w:p><w:r>{'<w:tab/>' * 20_000}{'<w:drawing/>' * 20_000}</w:r></w:p>", TEXT
    )


def _deleted_ends_of_paragraphs() -> bytes:
    mark = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
    return docx(title(), f"<w:p>{mark}{BOLD_AND_PLAIN.format('abc')}</w:p>" * 15_000, TEXT)


def _text_boxes_in_one_shape() -> bytes:
    boxes = "<w:txbxContent/>" * 100_000
    return docx(title(), f"<w:p><w:r><w:pict><v:shape>{boxes}</v:shape></w:pict></w:r></w:p>", TEXT)


def _bookmarks_around_notes() -> bytes:
    marks = "".join(f'<w:bookmarkStart w:id="{n}" w:name="a{n}"/>' for n in range(15_000))
    references = '<w:footnoteReference w:id="1"/>' * 15_000
    body = f"<w:p>{marks}<w:r>{references}</w:r></w:p>"
    return docx(title(), body, TEXT, notes={1: p("Not")})


def _links_to_empty_paragraphs() -> bytes:
    mark = '<w:p><w:bookmarkStart w:id="1" w:name="a"/></w:p>'
    link = '<w:hyperlink w:anchor="a"><w:r><w:t>a</w:t></w:r></w:hyperlink>'
    return docx(title(), TEXT * 10_000, mark, TEXT, f"<w:p>{link * 20_000}</w:p>")


def _levels_of_a_list() -> bytes:
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:numFmt w:val="decimal"/></w:lvl>' for n in range(90_000)
    )
    numbering = (
        f'<w:abstractNum w:abstractNumId="1">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    return docx(title(), p("Punkt", num=(1, 0)) * 9_000, numbering=numbering)


def _spaces_before_a_page_number() -> bytes:
    text = f"<w:r><w:t>sida{chr(0xA0) * 90_000}x</w:t></w:r>"
    number = '<w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    return docx(title(), TEXT, footers=[f"<w:p>{text}{number}</w:p>"])


def _rows_in_which_no_cell_begins() -> bytes:
    rest = "<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr></w:tc></w:tr>"
    return docx(title(), TEXT, tbl(f"<w:tr><w:tc/></w:tr>{rest}" * 15_000), TEXT)


def _paragraphs_before_a_closing() -> bytes:
    return docx(title(), TEXT * 15_000, p("Med vänlig hälsning"), p("Anna Berg"))


LONG = (
    _codes_of_a_field,
    _spaces_of_different_looks,
    _unknown_symbols,
    _drawings_after_spaces,
    _deleted_ends_of_paragraphs,
    _text_boxes_in_one_shape,
    _bookmarks_around_notes,
    _links_to_empty_paragraphs,
    _levels_of_a_list,
    _spaces_before_a_page_number,
    _rows_in_which_no_cell_begins,
    _paragraphs_before_a_closing,
)


@pytest.mark.parametrize("document", LONG, ids=lambda document: document.__name__.strip("_"))
def test_a_long_document_is_read(document: Callable[[], bytes]) -> None:
    assert parse_docx(document(), "lagesbild.docx", None).briefing.title


def test_far_too_much_text_is_refused() -> None:
    long = f"<w:p><w:r><w:t>{'a b ' * 500_000}</w:t></w:r></w:p>"
    with pytest.raises(SourceError, match="too long; divide it"):
        parse_docx(docx(title(), long * 3), "lagesbild.docx", None)
    with pytest.raises(SourceError, match="too long; divide it"):
        parse_docx(docx(title(), TEXT, headers=[long * 3]), "lagesbild.docx", None)


def test_a_very_large_part_is_refused_before_it_is_parsed() -> None:
    words = "".join(map("{:07} ".format, range(60 * 2**20 // 8))).encode()
    parts = {"word/styles.xml": b"<a>" + words + b"</a>"}
    with pytest.raises(SourceError, match="too long; divide it"):
        parse_docx(docx(title(), TEXT, parts=parts), "lagesbild.docx", None)


def test_a_picture_is_not_unpacked_again_for_each_part_of_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pictures, "MOST_PIXELS_TOGETHER", 2_000_000)
    media = {"a.png": image("red", 500, 500).data}
    same = [p(picture("a.png", "Karta över kommunen"))] * 30
    found = parse_docx(docx(title(), TEXT, *same, media=media), "lagesbild.docx", None)
    assert len(found.briefing.blocks) == 31
    views = [
        p(picture("a.png", "Karta över kommunen", form=f'<a:srcRect l="{n * 100}"/>'))
        for n in range(30)
    ]
    with pytest.raises(SourceError, match="more than 2 million pixels together"):
        parse_docx(docx(title(), TEXT, *views, media=media), "lagesbild.docx", None)


def test_rows_count_as_paragraphs_do() -> None:
    rows = "<w:tr><w:tc/></w:tr>" * 60_000
    with pytest.raises(SourceError, match="more than 50\u00a0000 paragraphs"):
        parse_docx(docx(title(), TEXT, tbl(rows)), "lagesbild.docx", None)
