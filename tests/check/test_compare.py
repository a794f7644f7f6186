from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.check.compare import (
    ReadUnit,
    compare,
    disregarded,
    emphasis_pieces,
    language_parts,
    note_parts,
    pieces,
    strong_pieces,
)
from pipeline.findings import Finding
from pipeline.reading import Kind, ReadingUnit, reading_sequence
from tests.builders import edition

EXPECTED = reading_sequence(
    edition(
        "# Titel",
        "## Rubrik",
        "Stycke ett [suomeksi](fi) här.",
        "Ansvar:",
        "- ett",
        "- två",
        "3. tre",
        "Stycke två.",
        "~ Med vänliga hälsningar",
        "~ Lina Marklund, säkerhetssamordnare",
        "> Ett **starkt** citat[^1] med _vikt_ på **två** ord.",
        "- yttre",
        "  - inre",
        "[^1] En not.",
    )
)


def read_as(unit: ReadingUnit) -> ReadUnit:
    return ReadUnit(
        unit.kind,
        unit.characters,
        unit.level,
        unit.label,
        language_parts(unit.text),
        unit.within,
        strong_pieces(unit.text),
        emphasis_pieces(unit.text),
        note_parts(unit.text),
    )


READ = tuple(read_as(unit) for unit in EXPECTED)


def check(found: tuple[ReadUnit, ...]) -> tuple[Finding, ...]:
    return compare(EXPECTED, found, rule_prefix="pdf", where="a.sv.pdf")


def changed(index: int, **values: object) -> tuple[ReadUnit, ...]:
    unit = replace(READ[index], **values)  # type: ignore[arg-type]
    return (*READ[:index], unit, *READ[index + 1 :])


def test_the_same_text_has_no_finding() -> None:
    assert check(READ) == ()


@pytest.mark.parametrize("index", range(len(READ)))
def test_one_lost_unit_is_one_finding_with_its_block(index: int) -> None:
    (finding,) = check(READ[:index] + READ[index + 1 :])
    assert finding.rule == "pdf.lost"
    assert finding.where == f"a.sv.pdf {EXPECTED[index].where}"


@pytest.mark.parametrize("index", range(len(READ) + 1))
def test_one_extra_unit_is_one_finding(index: int) -> None:
    extra = ReadUnit(Kind.PARAGRAPH, "En helt annan mening.")
    (finding,) = check((*READ[:index], extra, *READ[index:]))
    assert finding.rule == "pdf.extra"


@given(st.data())
def test_any_changed_character_is_found_where_it_is(data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(READ) - 1))
    text = READ[index].text
    position = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.characters(exclude_categories=["Cs"]))
    if other == text[position] or not disregarded(other):
        return
    new = text[:position] + other + text[position + 1 :]
    findings = check(changed(index, text=new))
    rules = {finding.rule for finding in findings}
    assert rules <= {"pdf.text", "pdf.lost", "pdf.extra"}
    assert rules


def test_a_text_difference_tells_position_and_both_texts() -> None:
    (finding,) = check(changed(2, text="Stycke ett suomeksi  här."))
    assert finding.rule == "pdf.text"
    assert "character 21" in str(finding.message)


def test_a_hidden_difference_is_made_visible() -> None:
    (finding,) = check(changed(2, text="Stycke ett\u00a0suomeksi här."))
    assert "<U+00A0>" in str(finding.message)


@pytest.mark.parametrize(
    ("index", "values", "rule"),
    [
        (1, {"level": 3}, "pdf.level"),
        (1, {"kind": Kind.PARAGRAPH, "level": 0}, "pdf.kind"),
        (4, {"label": "-"}, "pdf.label"),
        (6, {"label": ""}, "pdf.label"),
        (2, {"languages": ()}, "pdf.language"),
        (2, {"languages": (("sv", "suomeksi"),)}, "pdf.language"),
        (2, {"languages": (("fi", "suomeksi "),)}, "pdf.language"),
        (7, {"languages": (("fi", "två"),)}, "pdf.language"),
        (2, {"within": ("quote",)}, "pdf.within"),
        (10, {"within": ()}, "pdf.within"),
        (10, {"within": ("callout",)}, "pdf.within"),
        (12, {"within": ("list",)}, "pdf.within"),
        (2, {"strong": ((0, "Stycke"),)}, "pdf.strong"),
        (10, {"strong": ((4, "starkt"),)}, "pdf.strong"),
        (10, {"strong": ((4, "stark"), (35, "två"))}, "pdf.strong"),
        (10, {"strong": ((5, "starkt"), (35, "två"))}, "pdf.strong"),
        (10, {"emphasis": ()}, "pdf.emphasis"),
        (10, {"notes": ()}, "pdf.note"),
        (10, {"notes": (("2", "1"),)}, "pdf.note"),
        (13, {"label": "2"}, "pdf.label"),
    ],
)
def test_every_property_is_compared(index: int, values: dict[str, object], rule: str) -> None:
    assert [finding.rule for finding in check(changed(index, **values))] == [rule]


def test_only_directional_controls_and_soft_hyphens_are_disregarded() -> None:
    controls = "\u00ad\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    assert disregarded(f"a{controls}b") == "ab"
    kept = "\u00a0\u200b\u200c\u200d\ufeff\u2060e\u0301é ﬁ\u061c\u2010"
    assert disregarded(kept) == kept


def test_parts_split_by_a_line_end_are_one_part() -> None:
    parts = (("fi", "suo"), ("fi", "\u2068meksi"))
    assert check(changed(2, languages=parts)) == ()


def test_kinds_that_a_format_cannot_tell_apart() -> None:
    flat = {Kind.CLOSING: Kind.PARAGRAPH, Kind.SIGNATORY: Kind.PARAGRAPH}
    found = tuple(replace(unit, kind=flat.get(unit.kind, unit.kind)) for unit in READ)
    assert len(check(found)) == 2
    assert compare(EXPECTED, found, rule_prefix="pdf", where="", same_kinds=flat) == ()


def test_exchanged_neighbours_are_found() -> None:
    found = (*READ[:2], READ[7], *READ[3:7], READ[2], *READ[8:])
    assert check(found)


def test_an_empty_file_has_lost_everything() -> None:
    assert [f.rule for f in check(())] == ["pdf.lost"] * len(EXPECTED)


def test_two_parts_of_one_language() -> None:
    expected = reading_sequence(edition("# T", "På [suomi](fi) och [Suomi](fi)."))
    read = (
        ReadUnit(Kind.TITLE, "T", 1),
        ReadUnit(Kind.PARAGRAPH, "På suomi och Suomi.", 0, "", (("fi", "suomi"), ("fi", "Suomi"))),
    )
    assert compare(expected, read, rule_prefix="html", where="") == ()


def test_what_a_format_cannot_tell_is_not_compared() -> None:
    assert check(changed(10, strong=None, emphasis=None)) == ()


def test_pieces_are_joined_and_have_their_places() -> None:
    runs = [("a\u00ad", True), ("\u2068b", True), ("c", False), ("", False), ("d", True)]
    assert pieces(runs) == ((0, "ab"), (3, "d"))


def test_a_strong_note_is_no_strong_text() -> None:
    (_, unit, _) = reading_sequence(edition("# T", "**a[^1]b**", "[^1] n"))
    assert strong_pieces(unit.text) == ((0, "a"), (2, "b"))
