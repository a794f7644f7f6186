"""A title that stands in the document's settings and not in the text."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import SourceError
from pipeline.model import plain
from pipeline.parse import Parsed, first_difference, parse_source, parse_text
from pipeline.parse.decode import decode
from tests.conftest import REPOSITORY
from tests.parse.generated import Source, sources, unhurried
from tests.parse.test_briefings import SOURCES, outline
from tests.parse.test_text import FRAGMENTS, PROSE, rules, unwrapped

TITLE = "Läget i kommunen"


def parse(text: str, title: str | None = TITLE) -> Parsed:
    return parse_text(text.encode(), "prov.txt", title)


def assert_accounted(text: str, parsed: Parsed) -> None:
    assert first_difference(text, parsed.briefing, parsed.record) is None


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        (f"{PROSE}\n\n{PROSE}", [PROSE, PROSE]),
        (f"Bakgrund\n\n{PROSE}", ["## Bakgrund", PROSE]),
        (f"Bakgrund\n{PROSE}", ["## Bakgrund", PROSE]),
        (f"Hej!\n\n{PROSE}", ["Hej!", PROSE]),
        (f"12 maj 2020\n\n{PROSE}", ["12 maj 2020", PROSE]),
        ("- ett\n- två", ["- ett", "- två"]),
        ("Kommunen:\n\n- ett\n- två", ["Kommunen:", "- ett", "- två"]),
        ("Bara en rad", ["Bara en rad"]),
        ("2020\n\n" + PROSE, ["2020", PROSE]),
        ("Mvh\n\nAnna Berg, rektor", ["~ Mvh", "~ Anna Berg, rektor"]),
    ],
)
def test_the_whole_text_is_below_the_given_title(text: str, blocks: list[str]) -> None:
    parsed = parse(text)
    assert outline(parsed.briefing) == [f"# {TITLE}", *blocks]
    assert parsed.record.given_title == TITLE
    assert_accounted(text, parsed)


@pytest.mark.parametrize("first", [TITLE, "LÄGET  I KOMMUNEN", "Läget i\nkommunen"])
def test_a_text_that_begins_with_the_title_is_read_as_before(first: str) -> None:
    text = f"{first}\n\n{PROSE}"
    if "\n" in first:
        text = f"Läget i\tkommunen\n\n{PROSE}"
    assert parse(text) == parse(text, None)
    assert parse(text).record.given_title is None


def test_a_title_that_would_not_pass_for_one_is_taken_if_the_settings_say_the_same() -> None:
    parsed = parse(f"Hej alla invånare!\n\n{PROSE}", "Hej alla invånare!")
    assert outline(parsed.briefing) == ["# Hej alla invånare!", PROSE]
    assert parsed.record.given_title is None


def test_lines_are_those_of_the_file_and_the_title_has_none() -> None:
    parsed = parse(f"\n\nBakgrund\n\n{PROSE}\n\n-----\n\nL\ufffdget.")
    assert dict(parsed.lines) == {"b1": 3, "b2": 5, "b3": 9}
    assert [f.where for f in parsed.report.findings] == ["prov.txt:7", "prov.txt:9"]
    assert rules(parsed) == ["parse.removed-rule", "parse.damaged-character"]


@pytest.mark.parametrize("text", ["", " \n", "---\n", TITLE, f"\n{TITLE}\n"])
def test_a_text_is_still_needed(text: str) -> None:
    with pytest.raises(SourceError, match="no text"):
        parse(text)


@pytest.mark.parametrize("text", [f"{PROSE} {PROSE}", "- ett", "Hej!", "Mvh\n\nAnna Berg", "2020"])
def test_the_error_for_a_missing_title_names_the_settings(text: str) -> None:
    with pytest.raises(SourceError, match=r"title = .* settings \(\.toml\)"):
        parse(f"{text}\n\n{PROSE}", None)


@unhurried
@given(st.lists(FRAGMENTS, max_size=40).map("".join))
def test_every_character_is_accounted_for(text: str) -> None:
    try:
        parsed = parse(text)
    except SourceError as error:
        assert "error in the program" not in str(error)
        return
    assert_accounted(decode(text.encode(), "prov.txt").text, parsed)
    assert plain(parsed.briefing.title) == TITLE


@unhurried
@given(sources())
def test_the_title_of_the_text_becomes_a_part_of_the_body(source: Source) -> None:
    parsed = parse("\n".join(unwrapped(source)), "Något helt annat")
    mine = outline(parsed.briefing)
    assert mine[0] == "# Något helt annat"
    assert mine[1] in (source.outline[0][2:], f"#{source.outline[0]}")
    assert mine[2:] == source.outline[1:]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_a_given_title_over_real_shapes(path: Path) -> None:
    parsed = parse_source(path, TITLE)
    assert_accounted(decode(path.read_bytes(), path.name).text, parsed)


def test_the_real_briefing_under_its_own_and_under_another_title() -> None:
    path = REPOSITORY / "source/lagesbild-covid-19.txt"
    usual = parse_source(path)
    own = plain(usual.briefing.title)
    assert parse_source(path, own) == usual
    other = parse_source(path, TITLE)
    assert outline(other.briefing)[:2] == [f"# {TITLE}", f"## {own}"]
    assert outline(other.briefing)[2:] == outline(usual.briefing)[1:]
