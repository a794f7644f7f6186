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
    text = "Titel\n\nEn säkerhets-samordnare. Säkerhetssamordnare.\n\n---\n\nSlut.\n\n1\n\f\nMer."
    parsed = parse(text)
    found = [(r.why, r.characters, text[r.position :][:3]) for r in parsed.record.removals]
    assert found == [
        (Why.HYPHEN, "-", "-sa"),
        (Why.RULE, "---", "---"),
        (Why.PAGE_NUMBER, "1", "1\n\f"),
    ]
    assert all(f.severity is Severity.NOTE for f in parsed.report.findings)
    assert [f.where for f in parsed.report.findings] == ["prov.txt:5", "prov.txt:9", "prov.txt:3"]


PAGE_NUMBERS = (
    "Sida 1", "sid. 7", "SIDAN 3 (5)", "s. 3 av 5", "3 (5)", "12 (115)", "Sida 112",
    "1", "- 1 -", "– 1 –", "1/5", "1 av 5",
)  # fmt: skip
OTHER_NUMBERS = (
    "112", "113", "114", "1177", "11313", "11414", "- 112 -", "112/115", "112 (2)",
    "2", "0", "17", "2020", "-1", "1 -", "- 3 -", "12/5", "3/5", "1/0", "1–2", "1 2",
)  # fmt: skip


@pytest.mark.parametrize("line", PAGE_NUMBERS)
def test_a_page_number_beside_a_page_break_is_left_out(line: str) -> None:
    for text in (f"{PROSE}\n{line}\n\f{PROSE}", f"{PROSE}\n\n{line}\f\n{PROSE}"):
        parsed = parse(f"Titel\n\n{text}")
        assert outline(parsed.briefing)[1:] == [PROSE, PROSE]
        assert [r.characters for r in parsed.record.removals] == [line]
        assert rules(parsed) == ["parse.removed-page-number"]


@pytest.mark.parametrize("line", OTHER_NUMBERS)
@pytest.mark.parametrize("gap", ["\n\f", "\f", "\n\n\f\n"])
def test_any_other_number_beside_a_page_break_is_text(line: str, gap: str) -> None:
    parsed = parse(f"Titel\n\n{PROSE}\n\n{line}{gap}{PROSE}")
    assert line in outline(parsed.briefing)
    assert Why.PAGE_NUMBER not in {removal.why for removal in parsed.record.removals}


def test_an_emergency_number_is_text_on_its_own_page_too() -> None:
    pages = ["Titel", *([PROSE] * 110), f"{PROSE}\n\n112", f"{PROSE}\n\n113"]
    parsed = parse("\n\f".join([*pages, PROSE]))
    assert parsed.record.removals == ()
    assert {"112", "113"} <= set(outline(parsed.briefing))


def test_pages_are_counted_by_the_form_feeds() -> None:
    """Numbers at the foot of three pages and at the head of the last; one that is text."""
    text = f"\f\nTitel\n\n{PROSE}\n1\n\f{PROSE}\n2\n\f\f{PROSE}\n4\n\f5\n{PROSE}\n\f5"
    parsed = parse(text)
    assert [r.characters for r in parsed.record.removals] == ["1", "2", "4", "5"]
    assert outline(parsed.briefing)[1:] == [*[PROSE] * 4, "5"]


def test_the_note_on_a_bare_number_says_how_to_keep_it() -> None:
    (finding,) = parse(f"Titel\n\n{PROSE}\n1\n\f{PROSE}").report.findings
    assert finding.severity is Severity.NOTE
    assert "“1”" in str(finding.message)
    assert "If it is text" in str(finding.message)


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
