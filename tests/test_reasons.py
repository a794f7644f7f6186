"""`why FILE`: in words, and in both languages of the interface."""

from pathlib import Path

import pytest

from pipeline.interface import interface
from pipeline.reasons import REASONS, why
from pipeline.steps import StepRecord
from tests.small_project import REST, State, Text, built, write
from tests.workplace import Workplace, workplace

__all__ = ["workplace"]


@pytest.fixture
def record(tmp_path: Path) -> StepRecord:
    write(State(), tmp_path)
    built(tmp_path)
    write(State().with_text("lage", Text(reworded=frozenset({("fi", REST[0])}))), tmp_path)
    return built(tmp_path).memory.steps


def told(record: StepRecord, path: str) -> list[str]:
    return [str(text.template) if not text.values else text.filled() for text in why(record, path)]


def test_a_changed_translation_is_named_as_the_cause_of_its_files(record: StepRecord) -> None:
    made, text, head, cause = why(record, "lage/fi/lage.fi.pdf")
    assert str(text) == "- its text had changed"
    assert str(cause) == "- the translation had changed"
    assert str(made).startswith("Made 20") and str(head).startswith("Its text was made 20")


@pytest.mark.parametrize("path", ["sommar/fi/sommar.fi.pdf", "lage/ar/lage.ar.html"])
def test_what_was_not_made_again_tells_of_its_first_time(record: StepRecord, path: str) -> None:
    assert [str(REASONS["new"])] == [line.removeprefix("- ") for line in told(record, path)[1:]]


def test_a_stored_text_has_the_reasons_of_the_text(record: StepRecord) -> None:
    assert told(record, "lage/fi/lage.fi.json")[1:] == ["- the translation had changed"]


def test_a_page_of_the_site_tells_of_its_files(record: StepRecord) -> None:
    (_, reason) = told(record, "fi.html")
    assert reason.removeprefix("- ") in (str(REASONS["documents"]), str(REASONS["new"]))


def test_of_another_file_nothing_is_known(record: StepRecord) -> None:
    assert why(record, "elsewhere.html") == ()


def test_every_reason_is_a_sentence_in_swedish() -> None:
    ui = interface("sv")
    assert all(ui.show(text) != str(text) for text in REASONS.values())


def test_the_command_takes_the_path_that_a_person_sees(workplace: Workplace) -> None:
    assert workplace.run("build", "--language", "sv", "--jobs", "1").exit_code == 0
    found = workplace.run("why", "output/index.html")
    assert (found.exit_code, "there was none" in found.output) == (0, True)
    assert workplace.run("why", str(workplace.folder / "output" / "index.html")).exit_code == 0
    unknown = workplace.run("why", "source/settings.toml")
    assert unknown.exit_code == 2
    assert "Nothing is known of this file" in unknown.errors
