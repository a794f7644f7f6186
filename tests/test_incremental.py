"""A build that starts from the last one gives the same, and makes nothing that is the same."""

import shutil
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.small_project import NAMES, REST, TAGS, State, Text, built, contents, write

FORMATS = ("docx", "html", "pdf")


def files(name: str, tag: str, *formats: str) -> set[str]:
    return {f"{name}/{tag}/{name}.{tag}.{format_}" for format_ in formats}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    write(State(), tmp_path)
    built(tmp_path)
    return tmp_path


def changed(place: Path, state: State) -> tuple[set[str], set[str]]:
    """The files that a build makes of documents, and those of the whole site that it changes."""
    before = contents(place / "output")
    write(state, place)
    made = set(built(place).written)
    after = contents(place / "output")
    names = before.keys() | after.keys()
    return made, {name for name in names if before.get(name) != after.get(name)}


def test_nothing_is_made_where_nothing_has_changed(place: Path) -> None:
    assert changed(place, State()) == (set(), set())


def test_one_finnish_text_makes_three_finnish_files_and_the_pages_that_list_them(
    place: Path,
) -> None:
    text = Text(reworded=frozenset({("fi", REST[0])}))
    made, different = changed(place, State().with_text("lage", text))
    assert made == files("lage", "fi", *FORMATS)
    around = {"fi.html", "manifest.json", "lage/fi/lage.fi.json"}
    assert made <= different <= made | around


def test_a_colour_makes_the_files_and_no_text(place: Path) -> None:
    made, different = changed(place, replace(State(), accent="#7a1f1f"))
    every = {p for n in NAMES for t in ("sv", *TAGS) for p in files(n, t, *FORMATS)}
    assert made == every
    assert not {path for path in different if path.endswith(".json") and "/" in path}


def test_a_new_language_makes_its_files_and_the_pages_that_lead_to_them(tmp_path: Path) -> None:
    write(replace(State(), planned=frozenset({"ar"})), tmp_path)
    built(tmp_path)
    made, _ = changed(tmp_path, State())
    arabic = {p for n in NAMES for p in files(n, "ar", *FORMATS)}
    others = {p for n in NAMES for t in ("sv", "fi") for p in files(n, t, "html")}
    assert made == arabic | others


@pytest.mark.parametrize("harm", ["lost", "altered"])
def test_a_file_that_is_not_as_it_was_left_is_made_again(place: Path, harm: str) -> None:
    path = place / "output" / "lage" / "fi" / "lage.fi.pdf"
    before = path.read_bytes()
    if harm == "lost":
        path.unlink()
    else:
        path.write_bytes(before.replace(b"obj", b"odj", 1))
    made = built(place).written
    assert made == ("lage/fi/lage.fi.pdf",)
    assert path.read_bytes() == before


HARMS = [
    "",
    "{",
    "[]",
    '{"lage": 3}',
    '{"lage": {"inputs": 1}}',
    "lage\t{",
    'lage\t{"lage/fi": {}}',
]


@pytest.mark.parametrize("harm", HARMS)
def test_a_record_that_cannot_be_used_costs_only_time(place: Path, harm: str) -> None:
    before = contents(place / "output")
    for record in (place / "build").glob("*-*.json"):
        record.write_text(harm, "utf-8")
    assert len(built(place).written) == len(NAMES) * 3 * len(FORMATS)
    assert contents(place / "output") == before


@pytest.mark.parametrize("harm", HARMS)
@pytest.mark.parametrize("kind", ["steps", "documents"])
def test_one_of_the_records_is_enough_to_make_nothing_anew(
    place: Path, kind: str, harm: str
) -> None:
    before = contents(place / "output")
    (record,) = (place / "build").glob(f"{kind}-*.json")
    record.write_text(harm, "utf-8")
    assert built(place).written == ()
    assert contents(place / "output") == before


def test_what_was_found_is_told_again_though_nothing_is_made(place: Path) -> None:
    state = State().with_text("lage", Text(missing=frozenset({("fi", REST[0])})))
    write(state, place)
    first, second = built(place), built(place)
    assert [f for f in first.report.findings if f.rule == "catalog.missing"]
    assert first.report == second.report
    assert first.exit_code == second.exit_code == 1
    assert second.written == ()


texts = st.builds(
    Text,
    st.lists(st.sampled_from(REST), min_size=1, max_size=3, unique=True).map(tuple),
    st.dates(date(2020, 1, 1), date(2020, 12, 31)),
    st.frozensets(st.tuples(st.sampled_from(TAGS), st.sampled_from(REST)), max_size=2),
    st.just(frozenset())
    | st.frozensets(st.tuples(st.sampled_from(TAGS), st.sampled_from(REST)), max_size=1),
)
states = st.builds(
    State,
    st.fixed_dictionaries(dict.fromkeys(NAMES, texts)),
    st.sampled_from(("#004b6b", "#7a1f1f")),
    st.sampled_from(("0220-240 00", "0220-241 11")),
    st.frozensets(st.sampled_from(TAGS), max_size=1),
)
damage = st.integers(0, 200) | st.none()


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
@given(st.lists(st.tuples(states, damage), min_size=2, max_size=3))
def test_after_any_edits_it_is_byte_for_byte_what_a_clean_build_gives(
    steps: list[tuple[State, int | None]],
) -> None:
    """Clean is a build without memory over the same former site, and, where nothing older stays,
    also one into an empty folder."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number, (state, lost) in enumerate(steps):
            write(state, folder)
            _damage(folder / "output", lost)
            if (folder / "output").exists():
                shutil.copytree(folder / "output", folder / f"clean-{number}")
            mine = built(folder)
            clean = built(folder, f"clean-{number}", from_memory=False)
            output = contents(folder / "output")
            assert output == contents(folder / f"clean-{number}")
            assert mine.report.findings == tuple(
                replace(f, where=f.where.replace(f"clean-{number}", "output"))
                for f in clean.report.findings
            )
            if state.is_complete:
                built(folder, f"empty-{number}", from_memory=False)
                assert output == contents(folder / f"empty-{number}")


def _damage(output: Path, number: int | None) -> None:
    """Take one of the documents' files away."""
    found = sorted(p for p in output.glob("*/*/*") if p.suffix != ".json")
    if number is not None and found:
        found[number % len(found)].unlink()
