"""Behaviour of the reader on small texts, and what holds for every text."""

import textwrap
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.errors import SourceError
from pipeline.findings import Severity
from pipeline.model import ListBlock, Paragraph, SignOff
from pipeline.parse import Parsed, Why, first_difference, parse_text
from pipeline.parse.decode import decode
from tests.conftest import REPOSITORY
from tests.parse.generated import Source, sources, unhurried
from tests.parse.test_briefings import outline

BRIEFING = (REPOSITORY / "source/lagesbild-covid-19.txt").read_text("utf-8")

PROSE = "Kommunen följer läget noga och informerar på webbplatsen."


def parse(text: str) -> Parsed:
    return parse_text(text.encode(), "prov.txt")


def body(*parts: str) -> list[str]:
    """The outline, without the title, of blocks with a blank line between them."""
    return outline(parse("\n\n".join(["Titel", *parts])).briefing)[1:]


def rules(parsed: Parsed) -> list[str]:
    return [finding.rule for finding in parsed.report.findings]


LONG_PARAGRAPH = (
    "Sedan mitten av mars har vi fått ställa om viss verksamhet för att kunna hantera effekterna "
    "och konsekvenserna av pandemin i kommunen och i regionen. Ett exempel är de veckovisa mötena "
    "mellan polis och socialtjänst som tillfälligt pausades och hanterades via telefon istället, "
    "och som nu har återupptagits från och med sista veckan i april och fortsätter tills vidare."
)

# What holds for every text


def assert_accounted(data: bytes) -> None:
    try:
        parsed = parse_text(data, "prov.txt")
    except SourceError as error:
        assert "error in the program" not in str(error)
        return
    source = decode(data, "prov.txt").text
    assert first_difference(source, parsed.briefing, parsed.record) is None
    for before, after in pairwise(parsed.record.removals):
        assert before.position + len(before.characters) <= after.position


@unhurried
@given(st.binary(max_size=300))
@example(b"\xff\xfe")
@example(b"\xff\xfea")
@example(b"\xef\xbb\xbf")
@example(b"\xef\xbb\xbf\xff")
@example(b"\x00")
@example(b"A\n\n-")
def test_any_bytes_give_a_briefing_or_a_source_error(data: bytes) -> None:
    assert_accounted(data)


SPACES = ("\n", "\n\n", "\n\n\n\n", "\f", "\r\n", "\r", "\t", "  ", " ", "\u2028", "\u200b")
MARKS = (
    "- ",
    "– ",
    "• ",
    "* ",
    "•",
    "-",
    "1. ",
    "2) ",
    "a) ",
    "b) ",
    "(3) ",
    "---",
    "===",
    "2 (3)",
)
WORDS = ("Rubrik", "säkerhets-", "säkerhets-samordnare", "säkerhetssamordnare", "samordnare")
NAMES = ("Med vänliga hälsningar", "Mvh", "Mvh Anna", "Carin Becker-Åström", "kommunchef", "Ab AB")
ENDS = (
    ", ",
    ".",
    ":",
    "0220-240 00",
    "a@b.se",
    "P.S. ",
    "säger hon.",
    "Vad gör vi?",
    "\xad",
    "och",
)
PIECES = (PROSE, "en mening som fortsätter på nästa rad och som är ganska lång, men inte", "Hej!")
FRAGMENTS = st.sampled_from((*SPACES, *MARKS, *WORDS, *NAMES, *ENDS, *PIECES))


@unhurried
@given(st.lists(FRAGMENTS, max_size=40).map("".join))
@example("•\u200b1.")
@example("-\u200b-\u200b-\nA\n\n-\u200b-\u200b-\n\n1\u200b. b")
@example("-\n\nMvh")
def test_every_character_of_any_text_is_accounted_for(text: str) -> None:
    assert_accounted(("Titel\n\n" + text).encode())


@unhurried
@given(st.text())
def test_every_character_of_any_characters_is_accounted_for(text: str) -> None:
    assert_accounted(("Titel\n\n" + text).encode("utf-8", "replace"))


@unhurried
@given(st.lists(FRAGMENTS, max_size=40).map("".join))
def test_ids_are_in_order_and_have_lines(text: str) -> None:
    try:
        parsed = parse("Titel\n\n" + text)
    except SourceError:
        return
    ids = ["title"]
    for number, block in enumerate(parsed.briefing.blocks, 1):
        assert block.id == f"b{number}"
        ids.append(block.id)
        parts = [item.id for item in block.items] if isinstance(block, ListBlock) else []
        if isinstance(block, SignOff):
            parts = [signatory.id for signatory in block.signatories]
        assert parts == [f"b{number}.{index}" for index in range(1, len(parts) + 1)]
        ids.extend(parts)
    assert set(parsed.lines) == set(ids)
    numbers = [parsed.lines[identity] for identity in ids]
    assert numbers == sorted(numbers)


# Layouts of one text


def unwrapped(source: Source, *, bullet: str = "-", tight: bool = False) -> list[str]:
    """The text in lines as in the real briefing, or `tight`: no blank line but the needed."""
    lines: list[str] = []
    for (mark, text), (mark_before, _) in zip(
        source.paragraphs, [("", ""), *source.paragraphs], strict=False
    ):
        is_item = mark == "- " or mark[:1].isdigit()
        was_item = mark_before == "- " or mark_before[:1].isdigit()
        if lines and not tight and not (is_item and was_item):
            lines.append("")
        visible = mark.replace("-", bullet) if is_item else ""
        lines.append(visible + text)
    return lines


def wrapped(lines: list[str], width: int, *, hanging: bool) -> str:
    return "\n".join(
        textwrap.fill(
            line,
            width,
            subsequent_indent="  " if hanging and line[:2] in ("- ", "1.", "2.", "3.") else "",
            break_long_words=False,
        )
        for line in lines
    )


@unhurried
@given(sources())
def test_structure_is_found_in_the_usual_layout(source: Source) -> None:
    assert outline(parse("\n".join(unwrapped(source))).briefing) == source.outline


@unhurried
@given(sources())
def test_structure_is_found_without_blank_lines(source: Source) -> None:
    """As a word processor exports its paragraphs."""
    text = "\r\n".join(unwrapped(source, bullet="•", tight=True))
    assert outline(parse(text).briefing) == source.outline


@unhurried
@given(sources(), st.integers(60, 80), st.booleans())
def test_wrapping_changes_nothing(source: Source, width: int, hanging: bool) -> None:
    """Given one paragraph that is long enough to learn the width from."""
    title, *others = source.paragraphs
    source = Source((title, ("", LONG_PARAGRAPH), *others))
    text = wrapped(unwrapped(source), width, hanging=hanging)
    assert outline(parse(text).briefing) == source.outline


@unhurried
@given(
    sources(),
    st.sampled_from("-–•*"),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "windows-1252"]),
)
def test_marks_line_ends_and_encodings_change_nothing(
    source: Source, bullet: str, line_end: str, encoding: str
) -> None:
    text = line_end.join(unwrapped(source, bullet=bullet))
    parsed = parse_text(text.encode(encoding), "prov.txt")
    assert outline(parsed.briefing) == source.outline


@pytest.mark.parametrize("hanging", [True, False])
@pytest.mark.parametrize("width", range(60, 81))
def test_the_real_briefing_wrapped_as_in_an_email(width: int, hanging: bool) -> None:
    parsed = parse(wrapped(BRIEFING.split("\n"), width, hanging=hanging))
    assert outline(parsed.briefing) == outline(parse(BRIEFING).briefing)


def test_the_real_briefing_without_blank_lines() -> None:
    joined = BRIEFING.replace("kommunpolis och\n\n\n\nsocialtjänst", "kommunpolis och socialtjänst")
    tight = "\n".join(line for line in joined.split("\n") if line)
    assert outline(parse(tight).briefing) == outline(parse(BRIEFING).briefing)


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


def test_an_address_and_a_verse_keep_their_lines() -> None:
    address = ["Hallstahammars kommun", "Box 506", "734 27 Hallstahammar"]
    numbers = ["Hemtjänst norra: 0220-241 00", "Trygghetslarm: 0220-243 00"]
    verse = ["Nu grönskar det", "i dalens famn", "nu doftar äng"]
    wrapped_text = "Så här arbetar vi under helgerna. Personalen är\nordinarie i år."
    blocks = (wrapped_text, "\n".join(address), "\n".join(numbers), "\n".join(verse))
    assert body(*blocks)[1:] == [*address, *numbers, *verse]


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


# Repairs


def test_a_paragraph_cut_by_a_page_break() -> None:
    for gap in ("\n\n\n", "\n\n\n\n\n", "\f", "\n\f\n", "\n\n2 (3)\n\f"):
        parsed = parse(f"Titel\n\nVi samverkar med polisen och{gap}socialtjänsten varje vecka.")
        assert outline(parsed.briefing)[1:] == [
            "Vi samverkar med polisen och socialtjänsten varje vecka."
        ]
        assert "parse.joined-paragraph" in rules(parsed)


def test_no_repair_without_a_page_break_or_an_unfinished_sentence() -> None:
    for text in (
        f"{PROSE}\n\n\n\nsocialtjänsten är öppen.",
        "Vi samverkar med polisen och\n\nsocialtjänsten varje vecka.",
        "Vi samverkar med polisen och\n\n\n\nSocialtjänsten varje vecka.",
        "Vi samverkar med:\n\n\n\nsocialtjänsten varje vecka.",
    ):
        parsed = parse(f"Titel\n\n{text}")
        assert rules(parsed) == []
        assert len(parsed.briefing.blocks) == 2


def test_an_item_cut_by_a_page_break_and_a_list_over_one() -> None:
    assert body("- att hålla igång vård och\n\f\nomsorg\n- att informera\n\f\n- att öva") == [
        "- att hålla igång vård och omsorg",
        "- att informera",
        "- att öva",
    ]


def test_repairs_are_recorded_with_their_position() -> None:
    text = "Titel\n\nEn säkerhets-samordnare. Säkerhetssamordnare.\n\n---\n\nSlut.\n\n3\n\f\nMer."
    parsed = parse(text)
    found = [(r.why, r.characters, text[r.position :][:3]) for r in parsed.record.removals]
    assert found == [
        (Why.HYPHEN, "-", "-sa"),
        (Why.RULE, "---", "---"),
        (Why.PAGE_NUMBER, "3", "3\n\f"),
    ]
    assert all(f.severity is Severity.NOTE for f in parsed.report.findings)
    assert [f.where for f in parsed.report.findings] == ["prov.txt:5", "prov.txt:9", "prov.txt:3"]


def test_a_damaged_character_is_an_error_with_its_line() -> None:
    parsed = parse("Titel\n\nLÃ¤get.\n\nL\ufffdget.\n\n\ufeffLäget\u202c.")
    found = [(f.rule, f.where, f.severity) for f in parsed.report.findings]
    assert found == [
        ("parse.removed-invisible", "prov.txt:7", "note"),
        ("parse.damaged-character", "prov.txt:3", "error"),
        ("parse.damaged-character", "prov.txt:5", "error"),
    ]
    assert outline(parsed.briefing)[-1] == "Läget."


def test_spaces_are_one_and_non_breaking_spaces_stay() -> None:
    assert body("Ring  0220-240\u00a000\teller\u00a0 112.") == [
        "Ring 0220-240\u00a000 eller\u00a0 112."
    ]


def test_a_paragraph_is_found_where_the_page_says_it_is() -> None:
    parsed = parse("\ufeff\r\n\r\nTitel\r\rEtt stycke.\n\f\nTvå rader.\u2028Och tre.")
    assert dict(parsed.lines) == {"title": 3, "b1": 5, "b2": 7, "b3": 7}
    assert all(isinstance(block, Paragraph) for block in parsed.briefing.blocks)
