"""Which files of the source folder are briefings, and which names they may have."""

import os
from pathlib import Path

import pytest

from pipeline.errors import SourceError
from pipeline.project import Project, briefing_files
from tests.workplace import NAME, Workplace, workplace

__all__ = ["workplace"]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "good.txt").touch()
    return Project(tmp_path / "source")


@pytest.mark.parametrize(
    "name",
    [
        ".hidden.txt",
        "good.txt~",
        "~$good.docx",
        "#good.txt#",
        "good.bak",
        "good.toml",
        "glossary.csv",
        "Thumbs.db",
        "desktop.ini",
        "good.txt:Zone.Identifier",
    ],
)
def test_what_editors_and_windows_leave_is_no_briefing(project: Project, name: str) -> None:
    (project.source / name).touch()
    assert [path.name for path in briefing_files(project)] == ["good.txt"]


@pytest.mark.parametrize(
    "stem",
    [
        'a"b', "a<b", "a?b", "a*b", "a:b", "a\\b", "a|b", "a\tb", "a\nb", "a\u202eb",
        "a ", " a", "a.", "index.html", "Manifest.json", "x" * 201, "å" * 101, "\udce5",
    ],
)  # fmt: skip
def test_a_name_that_cannot_be_an_address_is_refused(project: Project, stem: str) -> None:
    Path(os.fsdecode(os.fsencode(project.source / f"{stem}.txt"))).touch()
    with pytest.raises(SourceError, match="cannot become an address") as caught:
        briefing_files(project)
    caught.value.where.encode("utf-8")
    assert "\n" not in caught.value.where


def test_settings_whose_name_is_no_text_are_told_of(workplace: Workplace) -> None:
    Path(os.fsdecode(os.fsencode(workplace.settings.parent) + b"/\xe5.toml")).touch()
    result = workplace.run("build", "--language", "sv", "--format", "docx")
    assert result.exit_code == 1
    assert "source/\ufffd.toml: There is no briefing with this name" in result.errors


@pytest.mark.parametrize(("one", "other"), [("Abc", "abc"), ("\u00e5", "a\u030a")])
def test_names_that_are_one_on_another_system_are_refused(
    project: Project, one: str, other: str
) -> None:
    for stem in (one, other):
        (project.source / f"{stem}.txt").touch()
    if len(list(project.source.iterdir())) < 3:
        pytest.skip("this file system does not tell the two names apart")
    with pytest.raises(SourceError, match="same name"):
        briefing_files(project)


@pytest.mark.parametrize(
    "stem",
    ["][", "Lägesbild Åre", "a&b", "a#b", "a%20b", "a%b", "a'b", "{x}", "%s", "x" * 200, "مرحبا"],
)
def test_every_other_name_works_on_the_whole_way(
    workplace: Workplace, monkeypatch: pytest.MonkeyPatch, stem: str
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")  # shows the progress, as on a terminal
    for suffix in ("txt", "toml"):
        workplace.source.with_name(f"{NAME}.{suffix}").rename(
            workplace.source.with_name(f"{stem}.{suffix}")
        )
    translations = workplace.catalog("fi").parent
    translations.rename(translations.with_name(stem))
    catalog = translations.with_name(stem) / "fi.po"
    workplace.edit(catalog, f"X-Document: {NAME}", f"X-Document: {stem}")
    result = workplace.run("build", "--language", "sv", "--language", "fi", "--format", "docx")
    assert result.exit_code == 0, result.errors
    assert workplace.published("fi", "docx", stem).exists()
    assert workplace.run("check").exit_code == 0
