"""Titles, headings and lists, case by case."""

import pytest

from pipeline.errors import SourceError
from pipeline.model import ListBlock
from tests.parse.test_briefings import outline
from tests.parse.test_text import PROSE, body, parse, rules

# Titles


@pytest.mark.parametrize(
    "text",
    [
        "- ett\n- två\n",
        "1. ett\n",
        "Med vänliga hälsningar\n\nAnna Berg\n",
        "Hej!\n\nVälkommen.\n",
        "Så här är det:\n\n- ett\n",
        f"{PROSE} {PROSE}\n\nMer text.\n",
        f"{'Ord ' * 60}\n\nMer text.\n",
        "2020\n\nMer text.\n",
    ],
)
def test_a_text_without_title_is_refused_with_its_line(text: str) -> None:
    with pytest.raises(SourceError, match=r"^prov\.txt:3: The title .*[Ww]rite a (short )?title"):
        parse("\n\n" + text)


def test_a_title_without_text_is_refused() -> None:
    with pytest.raises(SourceError, match=r"^prov\.txt:2: There is a title but no text"):
        parse("\nTitel\n")


@pytest.mark.parametrize("text", ["", " \n\f\t\n", "\ufeff", "---\n", "\u200b"])
def test_an_empty_text_is_refused(text: str) -> None:
    with pytest.raises(SourceError, match="The file has no text"):
        parse(text)


# Headings


@pytest.mark.parametrize(
    "heading", ["Läget i dag", "Vad gör kommunen?", "Så arbetar vi", "12 maj", "§ 5 Budget"]
)
def test_a_short_line_over_text_is_a_heading(heading: str) -> None:
    assert body(PROSE, heading, PROSE)[1] == f"## {heading}"


@pytest.mark.parametrize(
    "line",
    [
        "Det är allt.",
        "Ring oss:",
        "Tack för hjälpen!",
        "Box 506",
        "kundcenter@hallstahammar.se",
        "Telefon 0220-240 00",
        "734 27 Hallstahammar",
        "och det är allt",
        "12–14",
    ],
)
def test_other_short_lines_are_paragraphs(line: str) -> None:
    assert body(PROSE, line, PROSE)[1] == line


def test_a_heading_needs_content() -> None:
    assert body(PROSE, "Läget i dag") == [PROSE, "Läget i dag"]


def test_many_short_lines_are_not_all_headings() -> None:
    lines = ["Hålla avstånd", "Tvätta händerna", "Stanna hemma"]
    assert body(PROSE, *lines, PROSE) == [PROSE, *lines[:2], "## Stanna hemma", PROSE]


@pytest.mark.parametrize("heading", ["Viktiga nummer", "Telefonnummer", "Kontaktuppgifter"])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_heading_over_telephone_numbers(heading: str, gap: str) -> None:
    numbers = ["Polisen 114 14", "Vårdguiden 1177", "Kundcenter 0220-240 00"]
    lines = "\n".join(numbers)
    assert body(PROSE, f"{heading}{gap}{lines}", PROSE) == [
        PROSE, f"## {heading}", *numbers, PROSE
    ]  # fmt: skip


def test_a_name_over_telephone_numbers_is_no_heading() -> None:
    lines = ["Hallstahammars kommun", "Växel 0220-240 00", "Kundcenter 0220-241 00"]
    assert body(PROSE, "\n".join(lines)) == [PROSE, *lines]


def test_a_short_text_that_is_wrapped_before_a_name() -> None:
    first = "Kommunen arbetar nu varje dag tillsammans med räddningstjänsten i"
    assert body(f"{first}\nMälardalen.") == [f"{first} Mälardalen."]
    assert body(f"{first} hela\nMälardalen.")[-1] == "Mälardalen."
    assert body(f"{first}\nMälardalen\nSala") == [first, "Mälardalen", "Sala"]


def test_an_address_and_a_verse_keep_their_lines() -> None:
    address = ["Hallstahammars kommun", "Box 506", "734 27 Hallstahammar"]
    numbers = ["Hemtjänst norra: 0220-241 00", "Trygghetslarm: 0220-243 00"]
    verse = ["Nu grönskar det", "i dalens famn", "nu doftar äng"]
    wrapped_text = "Så här arbetar vi under helgerna. Personalen är\nordinarie i år."
    blocks = (wrapped_text, "\n".join(address), "\n".join(numbers), "\n".join(verse))
    assert body(*blocks)[1:] == [*address, *numbers, *verse]


@pytest.mark.parametrize("heading", ["TIDER", "Öppettider", "Kontakt"])
@pytest.mark.parametrize(
    "lines",
    [
        ["Förskoleklass och årskurs 1–3: kl. 09.00", "Årskurs 4–6: kl. 10.00"],
        ["Hallstahammars kommun", "Box 504", "734 27 Hallstahammar"],
        ["Måndag 8–16", "Tisdag 8–16"],
    ],
)
def test_hours_and_addresses_have_a_heading(heading: str, lines: list[str]) -> None:
    expected = [PROSE, f"## {heading}", *lines, PROSE]
    assert body(PROSE, heading, "\n".join(lines), PROSE) == expected


@pytest.mark.parametrize(
    ("line", "below"),
    [
        ("Hallstahammar den 3 augusti 2020", "Rektor Karin Ek\nBarnförvaltningen, plan 2"),
        ("Vi ses", "Karin Ek\nRektor"),
    ],
)
def test_a_date_and_a_farewell_are_no_headings_of_those_who_sign(line: str, below: str) -> None:
    assert body(PROSE, line, below)[1] == line


# Lists


def test_a_list_belongs_to_the_paragraph_before_it() -> None:
    first, second = (
        block
        for block in parse(f"T\n\nRubrik\n\n- a\n- b\n\n{PROSE}\n\n- c\n- d").briefing.blocks
        if isinstance(block, ListBlock)
    )
    assert (first.lead_in, second.lead_in) == (None, "b3")


@pytest.mark.parametrize("between", ["Uppdaterad 12 maj 2020", "Hej alla"])
def test_a_date_or_a_greeting_introduces_no_list(between: str) -> None:
    listed = parse(f"Titel\n\n{between}\n\n- a\n- b").briefing.blocks[1]
    assert isinstance(listed, ListBlock)
    assert listed.lead_in is None


def test_numbers_keep_their_start_and_a_gap_begins_a_new_list() -> None:
    blocks = parse(f"Titel\n\n{PROSE}\n\n3. c\n4. d\n7. e").briefing.blocks
    assert [block.start for block in blocks if isinstance(block, ListBlock)] == [3, 7]


@pytest.mark.parametrize(
    "line",
    [
        "2020. Det året reviderades planen.",
        "12 maj ställdes mötet in.",
        "-5 grader väntas i natt.",
        "1.1 miljoner kronor kostade arbetet.",
        "a) är det enda alternativet.",
        "*Gäller inte lördagar.",
        "– Det här är bra, säger kommunchef Carin Becker-Åström.",
        "– Vi är väl förberedda.",
    ],
)
def test_what_only_looks_like_an_item(line: str) -> None:
    assert body(PROSE, line, PROSE) == [PROSE, line, PROSE]


def test_a_dash_or_number_within_a_wrapped_sentence_is_text() -> None:
    first = "Kommunen har ställt om en del av verksamheten och följer läget. Arbetet"
    first += "\nfortsätter i oförminskad styrka och även i år med precis samma resurser"
    for second in ("– om än inte ännu mer just nu.", "12. Det gäller hela året.", "* se nedan."):
        assert body(f"{first}\n{second}")[0].endswith(f"resurser {second}")


def test_a_bullet_alone_on_its_line_marks_the_next() -> None:
    assert body(PROSE, "•\nett\n•\ntvå") == [PROSE, "- ett", "- två"]
    assert body(PROSE, "–\u2028Bra, säger hon.") == [PROSE, "– Bra, säger hon."]


def test_an_empty_item_is_noted() -> None:
    parsed = parse(f"Titel\n\n{PROSE}\n\n- ett\n-\n- två")
    assert rules(parsed) == ["parse.empty-item"]
    assert outline(parsed.briefing)[2:] == ["- ett", "- två"]


def test_a_paragraph_right_below_a_list_is_not_its_item() -> None:
    assert body(PROSE, f"- ett\n- två\n{PROSE}") == [PROSE, "- ett", "- två", PROSE]
