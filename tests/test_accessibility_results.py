"""What `make check` finds out is kept by the files' SHA-256, and a second run changes nothing."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.accessibility_results import (
    AccessibilityResults,
    FileResult,
    read_results,
    write_results,
)
from pipeline.check.results import Outcome, Result, Results
from pipeline.errors import SettingsError
from pipeline.findings import Finding
from pipeline.manifest import PublishedFile, published_page
from pipeline.messages import message

FIRST, SECOND = date(2020, 5, 12), date(2020, 5, 13)
PASSED, FAILED, NOT_RUN = Outcome.PASSED, Outcome.FAILED, Outcome.NOT_RUN
PDF = "a/sv/a.sv.pdf"


def file(path: str = PDF, content: str = "") -> PublishedFile:
    return published_page(path, content.encode())


def checked(outcomes: Mapping[str, Outcome], path: str = PDF) -> Results:
    rows = (Result(path, name, outcome) for name, outcome in outcomes.items())
    return Results((Result(path, "bytes", PASSED), *rows))


def results(
    outcomes: Mapping[str, Outcome],
    before: AccessibilityResults | None = None,
    day: date = FIRST,
    of: PublishedFile | None = None,
) -> AccessibilityResults:
    published = of or file()
    known = before or AccessibilityResults()
    return known.updated(checked(outcomes, published.path), [published], day)


def result_of(found: AccessibilityResults, of: PublishedFile) -> FileResult:
    result = found.of(of.sha256)
    assert result
    return result


@pytest.mark.parametrize(
    ("outcomes", "whole"),
    [
        ({"pdf": PASSED, "verapdf ua1": PASSED}, PASSED),
        ({"pdf": PASSED, "verapdf ua1": FAILED}, FAILED),
        ({"pdf": PASSED, "verapdf ua1": NOT_RUN}, NOT_RUN),
        ({"pdf": FAILED, "verapdf ua1": NOT_RUN}, FAILED),
    ],
)
def test_a_file_passes_only_if_every_check_was_run_and_passed(
    outcomes: dict[str, Outcome], whole: Outcome
) -> None:
    assert result_of(results(outcomes), file()).outcome is whole


def test_the_day_stays_until_an_outcome_changes() -> None:
    first = results({"pdf": PASSED})
    assert result_of(results({"pdf": PASSED}, first, SECOND), file()).day == FIRST
    assert result_of(results({"pdf": FAILED}, first, SECOND), file()).day == SECOND


def test_other_bytes_have_no_result() -> None:
    first = results({"pdf": PASSED})
    assert first.of(file(content="other").sha256) is None
    after = results({}, first, SECOND, file(content="other"))
    assert after == AccessibilityResults()


def test_a_judge_that_is_missing_this_time_takes_nothing_back() -> None:
    first = results({"pdf": PASSED, "verapdf ua1": PASSED})
    assert results({"pdf": PASSED, "verapdf ua1": NOT_RUN}, first, SECOND) == first


def test_a_file_whose_bytes_are_not_as_published_keeps_what_is_known_of_the_published_ones() -> (
    None
):
    first = results({"pdf": PASSED})
    changed = Results((Result(PDF, "bytes", FAILED), Result(PDF, "pdf", FAILED)))
    assert first.updated(changed, [file()], SECOND) == first


def test_a_page_of_the_site_fails_if_the_check_of_the_site_blames_it() -> None:
    pages = [file("index.html", "i"), file("fi.html", "f"), file("accessibility.sv.html", "s")]
    blame = Finding("site.link", "fi.html", message("Interrupted."))
    row = Result("index.html", "site", FAILED, (blame,))
    found = AccessibilityResults().updated(Results((row,)), pages, FIRST)
    assert result_of(found, pages[0]).outcome is PASSED
    assert result_of(found, pages[1]).outcome is FAILED
    assert found.of(pages[2].sha256) is None, "the statement tells of the others"


def test_stored_texts_and_pictures_have_no_result() -> None:
    stored = file("a/sv/a.sv.json")
    assert results({"json": PASSED}, of=stored) == AccessibilityResults()


def test_what_is_no_longer_published_goes() -> None:
    first = results({"pdf": PASSED})
    assert first.updated(Results(), [], SECOND) == AccessibilityResults()


RESULTS = st.dictionaries(
    st.text("0123456789abcdef", min_size=64, max_size=64),
    st.builds(
        FileResult,
        st.text(min_size=1),
        st.dates(),
        st.dictionaries(st.text(), st.sampled_from(Outcome), min_size=1),
    ),
    max_size=4,
).map(AccessibilityResults)


@given(RESULTS)
def test_the_file_gives_back_what_was_written(found: AccessibilityResults) -> None:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        path = Path(folder) / "results.json"
        assert write_results(path, found)
        assert read_results(path) == found
        assert not write_results(path, found), "nothing changes the second time"


def test_no_file_is_no_result(tmp_path: Path) -> None:
    assert read_results(tmp_path / "none.json") == AccessibilityResults()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff",
        b"[]",
        b"[" * 100_000,
        b'{"version": 2, "files": {}}',
        json.dumps({"version": 1, "files": {"x": {"path": "a", "day": "i går"}}}).encode(),
        json.dumps(
            {"version": 1, "files": {"x": {"path": "a", "day": "2020-05-12", "checks": {"a": "?"}}}}
        ).encode(),
    ],
)
def test_a_damaged_file_is_one_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "results.json"
    path.write_bytes(content)
    with pytest.raises(SettingsError, match="make check") as caught:
        read_results(path)
    assert caught.value.where == str(path)


def test_a_folder_in_its_place_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be read"):
        read_results(tmp_path)
    with pytest.raises(SettingsError, match="cannot be written"):
        write_results(tmp_path, AccessibilityResults())
    assert not list(tmp_path.iterdir()), "no temporary file is left"
