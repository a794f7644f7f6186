"""A short campaign for each reader, and the cases that longer ones have found."""

from pathlib import Path

import pytest

from pipeline.errors import CatalogError, PipelineError, SettingsError
from pipeline.settings import read_document_settings
from pipeline.translate.approvals import read_approvals
from tests.fuzz.campaign import failures, inputs, judged
from tests.fuzz.large import LARGE
from tests.fuzz.targets import TARGETS

SHORT = {"markdown": 60, "word-zip": 60, "docx": 60}
INPUTS = 200
SEED = 20


@pytest.mark.parametrize("name", TARGETS)
def test_no_changed_file_gives_more_than_a_sentence(name: str) -> None:
    found = failures(TARGETS[name], SHORT.get(name, INPUTS), SEED)
    assert [failure.reason for failure in found if failure] == []


@pytest.mark.parametrize(("name", "case"), [(n, case) for n in LARGE for case in LARGE[n]])
def test_no_large_file_takes_longer_than_a_changed_one_may(name: str, case: str) -> None:
    found = judged(TARGETS[name], [LARGE[name][case]()])
    assert [failure.reason for failure in found if failure] == []


@pytest.mark.parametrize("name", TARGETS)
def test_the_good_files_are_good(name: str) -> None:
    target = TARGETS[name]
    problems = []
    for data in target.seeds.values():
        try:
            target.read(data)
        except PipelineError as error:
            problems.append(str(error))
    assert problems == []


def test_the_same_seed_gives_the_same_files() -> None:
    one, other = (list(inputs(TARGETS["po"], 30, 5)) for _ in range(2))
    assert one == other
    assert one != list(inputs(TARGETS["po"], 30, 6))


@pytest.mark.parametrize("value", ["[" * 3000, "9" * 5000, "{a=" * 3000])
def test_toml_that_is_too_deep_or_too_long_is_told(tmp_path: Path, value: str) -> None:
    path = tmp_path / "lage.toml"
    path.write_text(f"published = {value}\n", "utf-8")
    with pytest.raises(SettingsError):
        read_document_settings(path)
    with pytest.raises(CatalogError):
        read_approvals(path)
