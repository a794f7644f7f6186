"""What counts as a change, and what a finished build leaves for the next one."""

from pathlib import Path

import pytest

from pipeline.findings import Finding, Report, Severity
from pipeline.fingerprint import (
    LastBuild,
    folder_entries,
    inputs_digest,
    output_digest,
    read_last_build,
    write_last_build,
)
from pipeline.messages import message
from pipeline.project import Project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    for name in ("source", "output"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "file").write_text("text", "utf-8")
    return Project(tmp_path / "source", tmp_path / "output", tmp_path / "build")


def inputs(project: Project) -> str:
    return inputs_digest(folder_entries(project.source), ())


def test_a_folder_or_a_broken_link_where_a_file_was_is_a_change(project: Project) -> None:
    path = project.source / "fi.po"
    seen = [inputs(project)]
    path.mkdir()
    seen.append(inputs(project))
    path.rmdir()
    path.symlink_to("nowhere")
    seen.append(inputs(project))
    path.unlink()
    assert len(set(seen)) == 3
    assert inputs(project) == seen[0]


def test_a_change_behind_a_link_to_a_folder_is_a_change(project: Project, tmp_path: Path) -> None:
    drive = tmp_path / "drive"
    drive.mkdir()
    (drive / "back").symlink_to(drive)  # a loop, which must end
    (project.source / "translations").symlink_to(drive)
    before = inputs(project)
    (drive / "fi.po").write_text("new", "utf-8")
    assert inputs(project) != before


def test_an_empty_folder_more_in_the_output_is_a_change(project: Project) -> None:
    before = output_digest(project)
    (project.output / "empty").mkdir()
    assert output_digest(project) != before


def test_what_a_build_found_is_remembered_as_it_was(project: Project) -> None:
    text = message("This file cannot be read: {reason}.", reason=message("it is a folder"))
    last = LastBuild("in", "out", 5, Report((Finding("a.b", "here", text, Severity.WARNING),)))
    write_last_build(project, last)
    assert read_last_build(project) == last


@pytest.mark.parametrize("is_link", [True, False])
def test_a_work_folder_that_cannot_be_written_only_costs_time(
    project: Project, is_link: bool
) -> None:
    if is_link:
        project.work.symlink_to("nowhere/at/all")
    else:
        project.work.write_text("a file", "utf-8")
    write_last_build(project, LastBuild("in", "out", 0, Report()))
    assert read_last_build(project) is None
