"""Which files of the source folder are briefings, and which names they may have."""

import os
from pathlib import Path

import pytest

from pipeline.edition import Publication
from pipeline.errors import SourceError
from pipeline.model import plain
from pipeline.project import Project, briefing_files, read_document
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


def test_the_title_may_stand_in_the_settings_of_the_document(tmp_path: Path) -> None:
    path = tmp_path / "lagesbild.txt"
    path.write_text("Skolorna är öppna som vanligt.\n\nBiblioteket är stängt.\n", "utf-8")
    path.with_suffix(".toml").write_text(
        'title = "Läget i dag"\npublished = 2020-05-12\nstatus = "draft"\n', "utf-8"
    )
    document = read_document(path)
    assert plain(document.parsed.briefing.title) == "Läget i dag"
    assert len(document.parsed.briefing.blocks) == 2
    assert document.info.status is Publication.DRAFT


def test_a_translator_gets_the_title_from_the_settings(workplace: Workplace) -> None:
    title = "Läget i kommunen"
    workplace.edit(
        workplace.source.with_suffix(".toml"), "published", f'title = "{title}"\npublished'
    )
    assert workplace.run("parse", str(workplace.source)).json["title"] == title
    assert workplace.run("translate", "--language", "fi").exit_code == 0
    catalog = workplace.catalog("fi").read_text("utf-8")
    assert f'msgid "{title}"' in catalog
    assert 'msgid "Lägesbild Covid-19' in catalog
