"""Which files of the source folder are briefings, and which names they may have."""

import os
from datetime import date
from pathlib import Path

import pytest

from pipeline.edition import DocumentInfo, Publication
from pipeline.errors import SettingsError, SourceError
from pipeline.model import plain
from pipeline.project import Project, briefing_files, read_document
from tests.builders import image
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
        "a ", " a", "a.", "index.html", "Manifest.json", "FI.html", "sv-simple.html",
        "ar.atom", "accessibility.sv.html", "sitemap.xml", "x" * 201, "å" * 101, "\udce5",
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


STATED = (
    "---\npublished: 2020-05-12\ntitle: Läget i dag\nstatus: draft\n---\n\nSkolorna är öppna.\n"
)


def test_a_markdown_file_may_have_its_settings_itself(tmp_path: Path) -> None:
    path = tmp_path / "lagesbild.md"
    path.write_text(STATED, "utf-8")
    document = read_document(path)
    assert plain(document.parsed.briefing.title) == "Läget i dag"
    assert document.info == DocumentInfo("lagesbild", date(2020, 5, 12), status=Publication.DRAFT)


def test_settings_in_two_places_add_up_if_they_agree(tmp_path: Path) -> None:
    path = tmp_path / "lagesbild.md"
    path.write_text(STATED, "utf-8")
    path.with_suffix(".toml").write_text('published = 2020-05-12\nversion = "2"\n', "utf-8")
    info = read_document(path).info
    assert (info.version, info.status) == ("2", Publication.DRAFT)


@pytest.mark.parametrize(
    ("toml", "stated", "place"),
    [
        ("published = 2020-05-13", "published: 2020-05-12", "a.md, published"),
        ('title = "B"', "published: 2020-05-12\ntitle: C", "a.md, title"),
        (None, "title: C", "a.md, published"),
        (None, "published: 12 maj", "a.md, published"),
        (None, "published: 2020-02-30", "a.md, published"),
        (None, "published: 2020-05-12\nudated: 2020-05-13", "a.md, udated"),
        (None, "published: 2020-05-12\nstatus: utkast", "a.md, status"),
        ("version = 2\npublished = 2020-05-12", "status: draft", "a.toml, version"),
    ],
)
def test_settings_that_are_wrong_or_disagree(
    tmp_path: Path, toml: str | None, stated: str, place: str
) -> None:
    path = tmp_path / "a.md"
    path.write_text(f"---\n{stated}\n---\n# Läget\n\nText\n", "utf-8")
    if toml:
        path.with_suffix(".toml").write_text(toml, "utf-8")
    with pytest.raises(SettingsError) as caught:
        read_document(path)
    assert caught.value.where == str(tmp_path / place)


@pytest.mark.parametrize("name", ["karta.png", "Karta.JPG", "karta.svg"])
def test_pictures_are_no_briefings(project: Project, name: str) -> None:
    (project.source / name).touch()
    assert [path.name for path in briefing_files(project)] == ["good.txt"]


def test_the_parse_command_reads_front_matter_and_pictures(workplace: Workplace) -> None:
    path = workplace.settings.with_name("mote.md")
    (path.parent / "karta.png").write_bytes(image().data)
    path.write_text(f"{STATED}\n![En karta](karta.png)\n", "utf-8")
    value = workplace.run("parse", str(path)).json
    assert value["title"] == "Läget i dag"
    path.write_text(STATED.replace("draft", "utkast"), "utf-8")
    assert "mote.md, status" in workplace.run("parse", str(path)).errors
