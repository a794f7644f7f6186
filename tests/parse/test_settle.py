from dataclasses import replace

import pytest

from pipeline.errors import SourceError
from pipeline.model import (
    Cell,
    Heading,
    ListBlock,
    ListItem,
    Paragraph,
    Span,
    Table,
    plain,
    text_of,
)
from pipeline.parse.found import Found
from pipeline.parse.parsed import Parsed, Record
from pipeline.parse.settle import settle
from tests.builders import briefing, text
from tests.parse.founds import found, outline, rules, sentences, settled

PROSE = "Kommunen följer läget noga och informerar på webbplatsen."

EVERYTHING = (
    "# Titel",
    "^^ Hallstahammars kommun",
    "__ Diarienummer 12",
    "## Bakgrund",
    "Se [tabellen](#b5) och **ring [oss](tel:+46220)**.[^1]",
    "Vi gör så här:",
    "- ett",
    "  mera",
    "  3. inre",
    "- två[^2]",
    "|: Öppettider",
    "|= Dag | Tid | <",
    "| Måndag | 8 \\\\ 9 | 10",
    "> Ett citat",
    "> Därför:",
    "> - punkt",
    "! Viktigt",
    "***",
    "![En karta](red) Karta över orten",
    "### Mer",
    PROSE,
    "[^1] Första",
    "[^2] Andra",
)


def parse(value: Found, title: str | None = None) -> Parsed:
    return settle(value, "prov.docx", title, Record("DOCX"), ())


def test_everything_gets_its_id() -> None:
    parsed = settled(*EVERYTHING)
    assert parsed.briefing == briefing(*EVERYTHING)
    assert parsed.report.findings == ()


def test_every_id_has_its_place() -> None:
    lines = settled(*EVERYTHING).lines
    assert lines["title"] == 1
    assert lines["b1"] == 3
    assert lines["b5"] == lines["b5.caption"]
    assert lines["b9"] == lines["b9.caption"] == lines["b9.alternative"]
    assert lines["b5.2.2"] == lines["b5.2.2.1"] < lines["b5.2.2.2"]
    assert (lines["header"], lines["n1"]) == (7, 99)
    assert {"b4.1", "b4.1.1", "b4.1.2", "b4.1.2.1", "b6.3.1", "b7.1", "footer"} <= lines.keys()


# Titles


def test_a_marked_title_has_the_whole_text_below_it() -> None:
    parsed = parse(found("# Läge", PROSE, "## Nu", marked_title=True))
    assert plain(parsed.briefing.title) == "Läge"
    assert outline(parsed) == [PROSE, "## Nu"]


@pytest.mark.parametrize("first", ["Läge i maj", "## Läge i maj", "# Läge i maj"])
def test_the_first_text_is_the_title(first: str) -> None:
    blocks = found("# Läge i maj", "A", PROSE).blocks
    if first == "Läge i maj":
        blocks = (Paragraph("1", text_of("Läge i maj")), *blocks[1:])
    parsed = parse(Found(blocks))
    assert plain(parsed.briefing.title) == "Läge i maj"
    assert outline(parsed) == ["A", PROSE]


def test_pictures_above_the_title_stand_below_it() -> None:
    value = found("![Vapen](red)", "## Läge", PROSE)
    parsed = parse(value)
    assert plain(parsed.briefing.title) == "Läge"
    assert outline(parsed) == ["figure", PROSE]


def test_sections_of_the_titles_own_level_are_noted() -> None:
    value = Found(
        tuple(Heading(f"{n}", 1, text_of(t)) for n, t in enumerate(["Läge", "Nu", "Sedan"], 1))
    )
    parsed = parse(value)
    assert outline(parsed) == ["## Nu", "## Sedan"]
    assert rules(parsed) == [("parse.heading-level", "1", "note")]


def test_a_given_title_stands_over_the_whole_text() -> None:
    parsed = settled("# Läge", "## A", PROSE, title="Annat läge")
    assert plain(parsed.briefing.title) == "Annat läge"
    assert outline(parsed) == ["## Läge", "### A", PROSE]
    assert parsed.record.given_title == "Annat läge"
    assert "title" not in parsed.lines


@pytest.mark.parametrize("marked", [True, False])
def test_a_given_title_that_the_text_has_is_not_repeated(marked: bool) -> None:
    parsed = parse(found("# Läge i MAJ", PROSE, marked_title=marked), "läge  i maj")
    assert plain(parsed.briefing.title) == "Läge i MAJ"
    assert outline(parsed) == [PROSE]
    assert parsed.record.given_title is None


def test_another_marked_title_is_kept_as_a_heading() -> None:
    parsed = parse(found("# Läge", "## A", PROSE, marked_title=True), "Annat")
    assert outline(parsed) == ["## Läge", "### A", PROSE]


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        (("- ett", "- två"), "begins with a list"),
        (("|= a | b", "| 1 | 2"), "begins with a table"),
        (("Hej!", PROSE), "begins with a greeting"),
        ((PROSE + " " + PROSE, PROSE), "begins with a paragraph"),
        (("Mvh", "Anna Berg, rektor"), "begins with a closing"),
        (("## " + "Lång " * 40, PROSE), "160 characters at most"),
        (("# Titel",), "no text below"),
    ],
)
def test_texts_without_title_or_content(lines: tuple[str, ...], reason: str) -> None:
    with pytest.raises(SourceError, match=reason):
        settled(*lines)


def test_no_text_at_all() -> None:
    with pytest.raises(SourceError, match="has no text"):
        parse(Found((Paragraph("1", text_of(" \n")),)))


# Headings


def levels(*numbers: int) -> tuple[list[int], list[str]]:
    blocks = [Heading(f"{n + 2}", level, text_of("A")) for n, level in enumerate(numbers)]
    parsed = parse(Found((*blocks, Paragraph("99", text_of(PROSE))), text_of("Titel")))
    found_levels = [b.level for b in parsed.briefing.blocks if isinstance(b, Heading)]
    return found_levels, [where for _, where, _ in rules(parsed)]


@pytest.mark.parametrize(
    ("source", "expected", "noted"),
    [
        ((1, 2, 1), [2, 3, 2], []),
        ((2, 3, 2), [2, 3, 2], []),
        ((3, 4), [2, 3], []),
        ((2, 4, 4, 3, 2), [2, 3, 3, 3, 2], ["3", "4"]),
        ((3, 2), [2, 2], ["2"]),
        ((1, 2, 3, 4, 5, 6, 7), [2, 3, 4, 5, 6, 6, 6], ["7", "8"]),
    ],
)
def test_levels_begin_at_two_and_skip_none(
    source: tuple[int, ...], expected: list[int], noted: list[str]
) -> None:
    assert levels(*source) == (expected, noted)


# Sign-offs


@pytest.mark.parametrize("step", [1, 2])
@pytest.mark.parametrize(
    "lines",
    [
        ("Med vänlig hälsning", "Anna Berg", "kommunchef"),
        ("Med vänlig hälsning // Anna Berg // kommunchef",),
        ("Med vänlig hälsning", "Anna Berg, kommunchef"),
        ("**Med vänlig hälsning** // Anna Berg – kommunchef",),
    ],
)
def test_sign_offs(lines: tuple[str, ...], step: int) -> None:
    parsed = settled("# Titel", PROSE, *lines, step=step)
    assert outline(parsed) == [PROSE, "~ Med vänlig hälsning", "~ Anna Berg, kommunchef"]
    assert parsed.lines["b2"] == 1 + 2 * step


def test_a_sign_off_at_the_end_of_a_paragraph_and_an_address_after_it() -> None:
    lines = f"{PROSE} // Mvh // Anna Berg // 0220-240 00"
    parsed = settled("# Titel", lines)
    assert outline(parsed) == [PROSE, "~ Mvh", "~ Anna Berg", "0220-240 00"]
    assert [parsed.lines[i] for i in ("b1", "b2", "b2.1", "b3")] == [3, 3, 3, 3]


def test_in_word_the_line_right_below_a_name_is_a_role() -> None:
    lines = ("# Titel", PROSE, "Mvh", "Anna Berg", "Hallstahammars kommun")
    assert outline(settled(*lines, step=1))[1:] == ["~ Mvh", "~ Anna Berg, Hallstahammars kommun"]
    assert outline(settled(*lines, step=2))[1:] == [
        "~ Mvh",
        "~ Anna Berg",
        "~ Hallstahammars kommun",
    ]


def test_a_greeting_over_a_list_is_no_closing() -> None:
    parsed = settled("# Titel", PROSE, "Hälsning från oss", "- ett", "- två")
    assert outline(parsed) == [PROSE, "Hälsning från oss", "- ett", "- två"]


def test_a_role_keeps_its_form_and_a_name_loses_its_link() -> None:
    parsed = settled("# Titel", PROSE, "Mvh", "[Anna Berg](mailto:a@b.se), [johtaja](fi)")
    assert (
        parsed.briefing.blocks[1:]
        == briefing("A", "~ Mvh", "~ Anna Berg, [johtaja](fi)").blocks[1:]
    )
    assert rules(parsed) == [("parse.removed-link", "7", "note")]


def test_a_name_with_a_note_is_no_signatory() -> None:
    parsed = settled("# Titel", PROSE, "Mvh", "Anna Berg[^1]", "[^1] Vikarie")
    assert outline(parsed)[1:] == ["Mvh", "Anna Berg\ufffc"]


# Lead-ins


def test_lead_ins() -> None:
    parsed = settled("# T", "12 maj 2020", "- a", "## H", "- b", PROSE, "- c", "> Så:", "> - d")
    blocks = parsed.briefing.blocks
    assert [b.lead_in for b in blocks if isinstance(b, ListBlock)] == [None, None, "b5"]


# Notes, anchors and links


def test_notes_are_in_the_order_of_their_first_reference() -> None:
    lines = ("# Titel", "|: Tabell[^2]", "|= a[^1] | b", "| c[^2] | d", "[^1] Ett", "[^2] Två")
    parsed = settled(*lines)
    assert [(n.id, plain(n.text)) for n in parsed.briefing.notes] == [("n1", "Två"), ("n2", "Ett")]
    table = parsed.briefing.blocks[0]
    assert isinstance(table, Table)
    assert table.caption[-1].note == "n1"
    assert parsed.lines["n2"] == 99


@pytest.mark.parametrize(
    ("lines", "rule"),
    [
        ((PROSE, "[^1] Ensam"), "parse.unused-note"),
        ((PROSE + "[^1]",), "parse.missing-note"),
        ((PROSE + "[^1]", "[^1] Se [^1]"), "parse.note-in-note"),
        (("[länk](#ingen:stans)",), "parse.link"),
        (("[länk](javascript:alert)",), "parse.link"),
        (("[länk](file:///c/x.doc)",), "parse.link"),
        (("[länk](mailto:ingen)",), "parse.link"),
        (("[länk](tel:ring)",), "parse.link"),
        (("[länk](https:)",), "parse.link"),
    ],
)
def test_references_that_lead_nowhere(lines: tuple[str, ...], rule: str) -> None:
    parsed = settled("# Titel", *lines)
    assert [finding[::2] for finding in rules(parsed)] == [(rule, "error")]
    assert all(span.link is None for block in parsed.briefing.blocks for span in block.text)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://sv.wikipedia.org/wiki/Å b", "https://sv.wikipedia.org/wiki/%C3%85b"),
        ("https://räksmörgås.se", "https://xn--rksmrgs-5wao1o.se"),
        ("https://faß.de", "https://xn--fa-hia.de"),
        ("HTTPS://a.se/?q=%C3%85#x", "https://a.se/?q=%C3%85#x"),
        ("mailto:a@b.se?subject=Hej", "mailto:a@b.se?subject=Hej"),
        ("tel:0220-240 00", "tel:0220-24000"),
    ],
)
def test_addresses(address: str, expected: str) -> None:
    block = Paragraph("3", (Span("här", link=address),))
    parsed = parse(Found((block,), text_of("Titel")))
    assert parsed.briefing.blocks == (Paragraph("b1", (Span("här", link=expected),)),)
    assert parsed.report.findings == ()


def test_http_becomes_https() -> None:
    parsed = settled("# Titel", "[länk](http://a.se/x)")
    assert parsed.briefing == briefing("# Titel", "[länk](https://a.se/x)")
    assert rules(parsed) == [("parse.secure-link", "3", "note")]


def test_anchors_lead_to_the_block_around_them_or_the_next_one() -> None:
    blocks = (
        Paragraph("1", (Span("a", link="#item"), Span("b", link="#gone"), Span("c", link="#end"))),
        ListBlock("3", (ListItem("3", text_of("x")), ListItem("4", text_of("y")))),
        Heading("9", 1, text_of("H")),
        Paragraph("10", text_of("z")),
    )
    anchors = {"item": "4", "gone": "6", "end": "40", "unused": "1"}
    parsed = parse(Found(blocks, text_of("T"), anchors=anchors))
    first = parsed.briefing.blocks[0]
    assert isinstance(first, Paragraph)
    assert [span.link for span in first.text] == ["#b2", "#b3", "#b4"]


# Characters


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([" a ", "\t b  c ", " "], "a b c"),
        (["a \n ", " b\n"], "a // b"),
        (["a ", Span("b ", strong=True), "c"], "a **b** c"),
        ([Span("a ", strong=True), Span("b", strong=True, link="#x")], "**a [b](#b1)**"),
        (["a", Span(" ", emphasis=True), "b"], "a b"),
        (["\u00a0a\u00a0b\u00a0"], "a\u00a0b"),
        (["a\u2028b"], "a // b"),
    ],
)
def test_spaces(spans: list[str | Span], expected: str) -> None:
    value = Found((Paragraph("1", text_of(*spans)),), text_of("T"), anchors={"x": "1"})
    assert parse(value).briefing.blocks == (Paragraph("b1", text(expected)),)


def test_blocks_without_text_are_dropped() -> None:
    blocks = (
        Heading("1", 1, text_of(" ")),
        Paragraph("2", ()),
        ListBlock("3", (ListItem("3", ()), ListItem("4", ()))),
        ListBlock(
            "5",
            (
                ListItem("5", (), (Paragraph("6", text_of("a")),)),
                ListItem("7", (), (ListBlock("7", (ListItem("7", text_of("b")),)),)),
            ),
        ),
    )
    parsed = parse(Found(blocks, text_of("T")))
    assert parsed.briefing.blocks == briefing("- a", "- b").blocks
    assert rules(parsed) == [("parse.empty-item", "3", "note"), ("parse.empty-item", "4", "note")]


def test_invisible_characters_are_left_out() -> None:
    parsed = settled("# Titel", "a\u200bb", "c\u202ad")
    assert outline(parsed) == ["ab", "cd"]
    assert rules(parsed) == [("parse.removed-invisible", "3", "note")]


def test_damaged_letters_are_errors() -> None:
    parsed = settled("# Titel", "- Fr\ufffdga", "|= a | b\ufffd", "| c | d")
    assert [finding[::2] for finding in rules(parsed)] == [("parse.damaged-character", "error")] * 2


@pytest.mark.parametrize("character", ["\x01", "\ufffc", "\ufdd0", "\x0b"])
def test_characters_that_no_document_can_have(character: str) -> None:
    with pytest.raises(SourceError, match="is not text"):
        settled("# Titel", f"a{character}b")


# Tables and lists


def table(*rows: int, header_rows: int = 1) -> Parsed:
    cells = tuple(
        tuple(Cell("5", (Paragraph("5", text_of("x")),)) for _ in range(width)) for width in rows
    )
    return parse(Found((Table("4", cells, header_rows=header_rows),), text_of("T")))


@pytest.mark.parametrize(
    ("rows", "header_rows", "rule"),
    [
        ((), 0, "parse.empty-table"),
        ((0,), 0, "parse.empty-table"),
        ((2, 1), 1, "parse.incomplete-table"),
        ((1, 2), 1, "parse.incomplete-table"),
        ((2, 2), 0, "parse.table-without-header"),
    ],
)
def test_tables_that_nobody_can_read(rows: tuple[int, ...], header_rows: int, rule: str) -> None:
    if any(rows):
        assert [finding[0] for finding in rules(table(*rows, header_rows=header_rows))] == [rule]
    else:
        text = Paragraph("2", text_of("a"))
        empty = Table("4", tuple(() for _ in rows))
        assert rules(parse(Found((text, empty), text_of("T")))) == [(rule, "4", "error")]


def test_an_incomplete_table_does_not_stop_the_other_findings() -> None:
    value = found("# T", "|= a | b", "| c | d", "[x](javascript:y)")
    broken = value.blocks[1]
    assert isinstance(broken, Table)
    broken = replace(broken, rows=(broken.rows[0], broken.rows[1][:1]))
    parsed = parse(replace(value, blocks=(value.blocks[0], broken, value.blocks[2])))
    assert len(parsed.report.errors) == 2


def test_a_cell_that_spans_far_takes_no_memory() -> None:
    cell = Cell("5", (Paragraph("5", text_of("x")),), 10**9, 10**9)
    with pytest.raises(SourceError, match="more than"):
        parse(Found((Table("4", ((cell,),)),), text_of("T")))


def test_lists_that_are_nested_too_deep() -> None:
    block = ListBlock("1", (ListItem("1", text_of("a")),))
    for _ in range(9):
        block = ListBlock("1", (ListItem("1", text_of("a"), (block,)),))
    with pytest.raises(SourceError, match="10 levels deep"):
        parse(Found((block,), text_of("T")))


def test_sentences_name_the_text() -> None:
    parsed = settled("# Titel", "## Ett", "#### Två", PROSE)
    assert sentences(parsed) == ["The heading “Två” skips a level; it is of level 3 now."]
