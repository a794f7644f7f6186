"""Lists, tables, pictures, notes, page headers: what paragraphs and cells become."""

import pytest

from pipeline.model import Figure, ListBlock, Paragraph, Table, plain
from pipeline.parse.parsed import Parsed
from tests.builders import briefing
from tests.parse.word.builder import (
    BULLETS,
    HEADER_ROW,
    LETTERS,
    NUMBERS,
    OTHER_NUMBERS,
    RESTARTED,
    errors_of,
    field,
    notes_of,
    p,
    parsed,
    picture,
    png,
    r,
    tbl,
    tc,
    text_box,
    title,
    tr,
)

TEXT = p("Kommunen arbetar.")
SHOWN = "Kommunen arbetar."
BOLD = "<w:b/>"


def read(*body: str, **options: object) -> Parsed:
    return parsed(title(), *body, **options)


def blocks(*body: str, **options: object):
    return read(*body, **options).briefing.blocks


# Lists


def test_lists_within_lists() -> None:
    body = [
        p("Vi ska:"),
        p("informera", num=(BULLETS, 0)),
        p("på webben", num=(BULLETS, 1)),
        p("på torget", num=(BULLETS, 1)),
        p("nära", num=(BULLETS, 2)),
        p("öva", num=(BULLETS, 0)),
    ]
    assert (
        blocks(*body)
        == briefing(
            "Vi ska:", "- informera", "  - på webben", "  - på torget", "    - nära", "- öva"
        ).blocks
    )


def test_a_numbered_list_within_bullets_and_back() -> None:
    body = [
        p("Ett", num=(BULLETS, 0)),
        p("först", num=(NUMBERS, 1)),
        p("sedan", num=(NUMBERS, 1)),
        p("Två", num=(BULLETS, 0)),
    ]
    assert (
        blocks(TEXT, *body)[1:]
        == briefing(SHOWN, "- Ett", "  1. först", "  2. sedan", "- Två").blocks[1:]
    )


def test_an_inner_list_may_show_by_its_indent_alone() -> None:
    further = '<w:ind w:left="1440"/>'
    body = [
        p("Ett", num=(NUMBERS, 0)),
        p("inre", num=(BULLETS, 0), more=further),
        p("Två", num=(NUMBERS, 0)),
    ]
    assert blocks(TEXT, *body)[1] == briefing(SHOWN, "1. Ett", "  - inre", "2. Två").blocks[1]


def test_numbers_go_on_after_a_paragraph_and_begin_anew_where_word_does() -> None:
    body = [
        p("a", num=(NUMBERS, 0)),
        p("b", num=(NUMBERS, 0)),
        TEXT,
        p("c", num=(NUMBERS, 0)),
        p("d", num=(RESTARTED, 0)),
        p("e", num=(OTHER_NUMBERS, 0)),
        p("f", num=(OTHER_NUMBERS, 0)),
    ]
    found = [block for block in blocks(*body) if isinstance(block, ListBlock)]
    shown = [(block.start, [item.text[0].text for item in block.items]) for block in found]
    assert shown == [(1, ["a", "b"]), (3, ["c"]), (1, ["d"]), (1, ["e", "f"])]


def test_a_style_may_make_a_list_and_zero_takes_it_back() -> None:
    body = [p("Ett", style="Punktlista"), p("Två", style="Punktlista", num=(0, 0))]
    assert blocks(TEXT, *body)[1:] == briefing(SHOWN, "- Ett", "Två").blocks[1:]


def test_a_further_paragraph_of_an_item() -> None:
    body = [
        p("Ett", num=(NUMBERS, 0)),
        p("mer om ett", style="Liststycke"),
        p("Två", num=(NUMBERS, 0)),
    ]
    assert blocks(TEXT, *body)[1] == briefing(SHOWN, "1. Ett", "  mer om ett", "2. Två").blocks[1]


def test_letters_stay_in_the_text_as_in_plain_text() -> None:
    body = [p("ett", num=(LETTERS, 0)), p("två", num=(LETTERS, 0))]
    result = read(TEXT, *body)
    assert result.briefing.blocks[1] == briefing(SHOWN, "- a) ett", "- b) två").blocks[1]
    assert notes_of(result) == ["note word-letters"]


def test_an_empty_paragraph_does_not_part_a_list() -> None:
    body = [p("Ett", num=(BULLETS, 0)), p(), p("Två", num=(BULLETS, 0))]
    assert blocks(TEXT, *body)[1:] == briefing(SHOWN, "- Ett", "- Två").blocks[1:]


@pytest.mark.parametrize(
    "items", [("- Ett", "- Två"), ("• Ett", "• Två"), ("1) Ett", "2) Två"), ("1. Ett", "2. Två")]
)
def test_typed_marks_are_a_list(items: tuple[str, ...]) -> None:
    ordered = items[0][0] == "1"
    shown = ("1. Ett", "2. Två") if ordered else ("- Ett", "- Två")
    result = read(p("Vi ska:"), *(p(item) for item in items))
    assert result.briefing.blocks == briefing("Vi ska:", *shown).blocks
    assert notes_of(result) == ["note typed-list:3"]
    lines = p(r("<w:t>Vi ska:</w:t>" + "".join(f"<w:br/><w:t>{item}</w:t>" for item in items)))
    assert blocks(lines) == briefing("Vi ska:", *shown).blocks


@pytest.mark.parametrize(
    "items", [("- Ett",), ("1. Ett",), ("– Vi är redo, säger Anna.", "– Ja, säger Eva.")]
)
def test_marks_that_make_no_list(items: tuple[str, ...]) -> None:
    found = blocks(TEXT, *(p(item) for item in items), TEXT)
    assert all(isinstance(block, Paragraph) for block in found)


# Tables


def test_a_table_with_spans_header_and_caption() -> None:
    body = tbl(
        tr("Dag", tc("Tider", '<w:gridSpan w:val="2"/>'), properties=HEADER_ROW),
        tr(tc("Måndag", '<w:vMerge w:val="restart"/>'), "8", "12"),
        tr(tc("", "<w:vMerge/>"), "13", "16"),
    )
    assert (
        blocks(p("Öppettider", style="Beskrivning"), body)
        == briefing(
            "|: Öppettider", "|= Dag | Tider | < |", "| Måndag | 8 | 12 |", "| ^ | 13 | 16 |"
        ).blocks
    )


def test_cells_have_paragraphs_and_lists() -> None:
    inside = tc(p("Ta med:") + p("vatten", num=(BULLETS, 0)) + p("mat", num=(BULLETS, 0)))
    [table] = blocks(tbl(tr("Vad", "Hur", properties=HEADER_ROW), tr("Väska", inside)))
    assert (
        table
        == briefing("|= Vad | Hur |", "| Väska | Ta med: \\\\ - vatten \\\\ - mat |").blocks[0]
    )


def test_cells_merged_sideways_in_the_old_way() -> None:
    row = tr(
        tc("Allt", '<w:hMerge w:val="restart"/>'), tc("", "<w:hMerge/>"), properties=HEADER_ROW
    )
    assert blocks(tbl(row, tr("a", "b"))) == briefing("|= Allt | < |", "| a | b |").blocks


def test_rows_that_begin_later_or_end_earlier_are_filled() -> None:
    body = tbl(
        tr("A", "B", "C", properties=HEADER_ROW),
        tr("b", "c", properties='<w:gridBefore w:val="1"/>'),
        tr("a", properties='<w:gridAfter w:val="2"/>'),
        tr("x", "y"),
    )
    assert (
        blocks(body)
        == briefing("|= A | B | C |", "|  | b | c |", "| a |  | < |", "| x | y |  |").blocks
    )


def test_grid_columns_that_no_cell_begins_in_are_none() -> None:
    wide = '<w:gridSpan w:val="2"/>'
    body = tbl(tr(tc("A", wide), "B", properties=HEADER_ROW), tr(tc("a", wide), "b"))
    assert blocks(body) == briefing("|= A | B |", "| a | b |").blocks


def test_a_bold_first_row_is_a_header_row() -> None:
    body = tbl(tr(tc(p(r("Dag", BOLD))), tc(p(r("Tid", BOLD)))), tr("Måndag", "8"))
    result = read(body)
    assert result.briefing.blocks == briefing("|= Dag | Tid |", "| Måndag | 8 |").blocks
    assert notes_of(result) == ["note guessed-header:2"]


def test_a_bold_first_column_is_a_header_column() -> None:
    rows = [tr(tc(p(r(day, BOLD))), time) for day, time in (("Måndag", "8"), ("Tisdag", "9"))]
    body = tbl(tr("Dag", "Tid", properties=HEADER_ROW), *rows)
    assert blocks(body) == briefing("|= Dag | Tid |", "|! Måndag | 8 |", "|! Tisdag | 9 |").blocks


def test_what_word_says_of_every_table_counts_for_the_first_row_only() -> None:
    look = '<w:tblLook w:val="04A0"/>'
    body = tbl(tr("Dag", "Tid"), tr("Måndag", "8"), tr("Tisdag", "9"), properties=look)
    [table] = blocks(body)
    assert isinstance(table, Table)
    assert (table.header_rows, table.header_columns) == (1, 0)
    body = tbl(tr("Dag", "Tid"), tr("Måndag", "8"), properties='<w:tblLook w:val="0480"/>')
    [table] = blocks(body)
    assert isinstance(table, Table)
    assert (table.header_rows, table.header_columns) == (0, 0)


def test_a_table_of_one_cell_is_a_call_out() -> None:
    inside = tc(p("Viktigt", style="Rubrik2") + p("Koka vattnet."))
    result = read(tbl(tr(inside)))
    assert result.briefing.blocks == briefing("! **Viktigt**", "! Koka vattnet.").blocks
    assert notes_of(result) == ["note heading-in-box:2"]


def test_tables_in_tables_and_pictures_in_tables_are_errors() -> None:
    inner = tbl(tr("x", "y"))
    body = tbl(
        tr("Dag", tc(inner + p()), properties=HEADER_ROW), tr("a", tc(p(picture("a.png", "Karta"))))
    )
    result = read(body, media={"a.png": png()})
    assert [sentence.split(";")[0] for sentence in errors_of(result)] == [
        "A table stands within a table or a box",
        "The picture “Karta” stands in a table",
    ]


def test_a_table_without_rows_is_an_error() -> None:
    assert errors_of(read(TEXT, tbl())) == ["A table has no rows; remove it."]


def test_deleted_rows_are_gone() -> None:
    body = tbl(
        tr("A", "B", properties=HEADER_ROW), tr("1", "2"), tr("3", "4", properties="<w:del/>")
    )
    assert blocks(body) == briefing("|= A | B |", "| 1 | 2 |").blocks


# Pictures


def test_pictures_with_captions_between_paragraphs() -> None:
    body = [
        p("Före ", picture("röd.png", "En karta"), " efter"),
        p(picture("blå.png", decorative=True), "Text efter bild"),
        p(picture("röd.png", "Karta igen", anchor=True)),
        p("Bild 1. Kommunen", style="Beskrivning"),
    ]
    media = {"röd.png": png("red"), "blå.png": png("blue")}
    assert (
        blocks(*body, media=media)
        == briefing(
            "Före efter",
            "![En karta](red)",
            "![](blue)",
            "Text efter bild",
            "![Karta igen](red) Bild 1. Kommunen",
        ).blocks
    )


@pytest.mark.parametrize("alternative", ["", " ", "bild1.png", "Bild 3", "Picture 1"])
def test_a_picture_without_alternative_text_is_an_error_that_names_it(alternative: str) -> None:
    body = [p(picture("a.png", alternative)), p(picture("b.png", alternative))]
    result = read(*body, media={"a.png": png(), "b.png": png()})
    assert [s.split(" has ")[0] for s in errors_of(result)] == [
        "The picture “Bildobjekt a.png”",
        "The picture “Bildobjekt b.png”",
    ]
    assert [f.where for f in result.report.errors] == ["lagesbild.docx:2", "lagesbild.docx:3"]


def test_an_alternative_text_by_a_machine_needs_a_look() -> None:
    text = "En bild som visar karta Automatiskt genererad beskrivning"
    result = read(p(picture("a.png", text)), media={"a.png": png()})
    assert notes_of(result) == ["warning alternative:2"]


def test_a_vector_picture_has_a_picture_for_others() -> None:
    svg = '<a:extLst><a:ext uri="x"><asvg:svgBlip r:embed="b.svg"/></a:ext></a:extLst>'
    body = p(picture("a.png", "Karta", inside=svg))
    media = {"a.png": png(), "b.svg": b"<svg/>"}
    assert blocks(body, media=media) == briefing("![Karta](red)").blocks


def test_what_is_cropped_away_is_not_published() -> None:
    crop = '<a:srcRect l="50000" t="-5000"/>'
    [figure] = blocks(p(picture("a.png", "Karta", form=crop)), media={"a.png": png()})
    assert isinstance(figure, Figure)
    assert (figure.image.width, figure.image.height) == (20, 20)


def test_an_old_picture_and_a_line() -> None:
    shape = '<w:pict><v:shape alt="Karta"><v:imagedata r:id="a.png"/></v:shape></w:pict>'
    line = '<w:pict><v:rect o:hr="t"/></w:pict>'
    assert (
        blocks(p(r(shape)), p(r(line)), TEXT, media={"a.png": png()})
        == briefing("![Karta](red)", "***", SHOWN).blocks
    )


def test_pictures_that_cannot_be_read_are_errors() -> None:
    for data, words in ((b"GIF89a", "format GIF"), (b"", "neither PNG nor JPEG")):
        result = read(p(picture("a.gif", "Karta")), TEXT, media={"a.gif": data})
        assert len(errors_of(result)) == 1
        assert words in errors_of(result)[0]
    result = read(p(picture("saknas", "Karta")), TEXT)
    assert "is not in the document but somewhere else" in errors_of(result)[0]


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("http://schemas.openxmlformats.org/drawingml/2006/chart", "A chart cannot be read"),
        ("http://schemas.openxmlformats.org/drawingml/2006/diagram", "A SmartArt graphic"),
        ("http://schemas.microsoft.com/office/drawing/2017/model3d", "kind “model3d”"),
    ],
)
def test_graphics_that_are_no_pictures_are_errors(kind: str, words: str) -> None:
    drawing = (
        '<w:drawing><wp:inline><wp:docPr id="1" name="Diagram 1"/><a:graphic>'
        f'<a:graphicData uri="{kind}"/></a:graphic></wp:inline></w:drawing>'
    )
    result = read(TEXT, p(r(drawing)))
    assert words in errors_of(result)[0]
    assert [f.where for f in result.report.errors] == ["lagesbild.docx:3"]


def test_an_embedded_object_is_an_error() -> None:
    body = p(r('<w:object><v:shape/><o:OLEObject ProgID="Excel.Sheet.12"/></w:object>'))
    assert "(Excel.Sheet.12)" in errors_of(read(TEXT, body))[0]


def test_a_picture_in_a_text_box_stands_after_it() -> None:
    box = text_box(p(picture("a.png", "Karta")), p("Bild 1", style="Beskrivning"))
    assert (
        blocks(p("Text", box), media={"a.png": png()})
        == briefing("Text", "![Karta](red) Bild 1").blocks
    )


def test_a_caption_beside_nothing_is_a_paragraph() -> None:
    result = read(TEXT, p("Bild 1", style="Beskrivning"), TEXT)
    assert result.briefing.blocks == briefing(SHOWN, "Bild 1", SHOWN).blocks
    assert notes_of(result) == ["note caption:3"]


# Notes and what pages repeat


def test_footnotes_and_endnotes_are_numbered_as_the_text_refers_to_them() -> None:
    def reference(kind: str, number: int) -> str:
        return r(f'<w:{kind}Reference w:id="{number}"/>')

    body = p("Ett", reference("endnote", 2), " två", reference("footnote", 3), ".")
    result = read(
        body,
        notes={3: p(r("<w:footnoteRef/>"), " Fot") + p("rad två")},
        endnotes={2: p(r("<w:endnoteRef/>"), " Slut"), 9: p("Ingen frågar efter mig")},
    )
    assert result.briefing == briefing(
        "# Titel", "Ett[^1] två[^2].", "[^1] Slut", "[^2] Fot // rad två"
    )


def test_a_mark_of_its_own_gives_way_to_the_number() -> None:
    reference = '<w:footnoteReference w:id="1" w:customMarkFollows="1"/><w:t>*</w:t>'
    result = read(p("Ett", r(reference)), notes={1: p("Fot")})
    assert result.briefing == briefing("# Titel", "Ett[^1]", "[^1] Fot")


def test_page_headers_and_footers_are_read_once_without_page_numbers() -> None:
    number = [field("PAGE", "2"), " av ", field("NUMPAGES", "5")]
    result = read(
        TEXT,
        headers=[p("Hallstahammars kommun", r("<w:tab/>"), "Sida ", *number),
                 p("Hallstahammars kommun") + p("Krisledning")],
        footers=[p("Kontakt: 0220-240 00") + p(field("PAGE", "1"))],
        section="<w:titlePg/>",
    )  # fmt: skip
    assert result.briefing == briefing(
        "# Titel",
        SHOWN,
        "^^ Hallstahammars kommun // Krisledning",
        "__ Kontakt: 0220-240 00",
    )
    assert notes_of(result) == ["note word-page-numbers"]


def test_a_header_that_no_page_shows_is_not_read() -> None:
    result = read(TEXT, headers=[p("Visas"), p("Bara på första sidan"), p("Jämna sidor")])
    assert result.briefing == briefing("# Titel", SHOWN, "^^ Visas")
    result = read(
        TEXT,
        headers=[p("Udda"), p("Första"), p("Jämna")],
        settings="<w:evenAndOddHeaders/>",
    )
    assert result.briefing == briefing("# Titel", SHOWN, "^^ Udda // Jämna")


def test_a_logo_in_the_page_header_is_told() -> None:
    result = read(TEXT, headers=[p(picture("a.png", "Logotyp"), "Kommunen")])
    assert result.briefing == briefing("# Titel", SHOWN, "^^ Kommunen")
    assert notes_of(result) == ["note word-header-pictures"]


def test_places_count_every_paragraph() -> None:
    result = read(TEXT, p(), tbl(tr("A", "B", properties=HEADER_ROW), tr("1", "2")), p("Sist"))
    assert result.lines["b1"] == 2
    assert result.lines["b2"] == 4
    assert result.lines["b2.2.2"] == 7
    assert result.lines["b3"] == 8


def test_a_given_title_stands_over_the_text() -> None:
    result = parsed(TEXT, p("Mer text."), given="Lägesbild")
    assert result.briefing == briefing("# Lägesbild", SHOWN, "Mer text.")


def test_a_cell_that_nobody_has_filled_in_is_an_error() -> None:
    form = (
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr>"
        f"<w:sdtContent>{tc('Klicka här')}</w:sdtContent></w:sdt>"
    )
    table = tbl(tr("A", "B", properties=HEADER_ROW), f"<w:tr>{tc('1')}{form}</w:tr>")
    (error,) = errors_of(parsed(title(), table))
    assert error.startswith("“Klicka här” is a place to be filled in")


def test_links_lead_to_tables_and_their_rows() -> None:
    mark = '<w:bookmarkStart w:id="9" w:name="{}"/>'
    rows = f"{mark.format('tabell')}{tr('A', 'B', properties=HEADER_ROW)}"
    rows += f"<w:tr>{mark.format('rad')}{tc('1')}{tc('2')}</w:tr>"
    links = [f'<w:hyperlink w:anchor="{n}">{r(n)}</w:hyperlink>' for n in ("tabell", "rad")]
    result = parsed(title(), tbl(rows), p(*links))
    assert not errors_of(result)
    paragraph = result.briefing.blocks[1]
    assert isinstance(paragraph, Paragraph)
    assert [span.link for span in paragraph.text] == ["#b1"]


def test_a_numbered_caption_keeps_its_number() -> None:
    table = tbl(tr("A", "B", properties=HEADER_ROW), tr("1", "2"))
    result = parsed(title(), table, p("Antal", style="Beskrivning", num=(NUMBERS, 0)))
    (found,) = result.briefing.blocks
    assert isinstance(found, Table)
    assert plain(found.caption) == "1. Antal"


def test_a_list_in_a_quotation_in_a_cell_stays_a_list() -> None:
    quoted = "".join(p(text, style="Citat", num=(NUMBERS, 0)) for text in ("Ett", "Två"))
    table = tbl(tr("A", "B", properties=HEADER_ROW), tr("1", tc(quoted)))
    (found,) = parsed(title(), table).briefing.blocks
    assert isinstance(found, Table)
    assert [block.type for block in found.rows[1][1].blocks] == ["list"]


def test_the_caption_of_a_picture_is_never_that_of_a_table() -> None:
    table = tbl(tr("A", "B", properties=HEADER_ROW), tr("1", "2"))
    found = blocks(table, p("Bild 1. Karta", style="Beskrivning"), TEXT)
    assert [block.type for block in found] == ["table", "paragraph", "paragraph"]


def test_a_list_after_one_with_typed_marks_is_not_in_it() -> None:
    """Word sets its own lists further in, so the indent says nothing here."""
    found = blocks(
        p("1) Ett"), p("2) Två"), p("Tre", num=(BULLETS, 0)), p("Fyra", num=(BULLETS, 0))
    )
    assert found == briefing("1. Ett", "2. Två", "- Tre", "- Fyra").blocks


def test_text_above_the_title_is_told() -> None:
    result = parsed(p("Hallstahammars kommun"), title(), TEXT)
    assert result.briefing == briefing("# Titel", "Hallstahammars kommun", SHOWN)
    assert notes_of(result) == ["note above-title:1"]
