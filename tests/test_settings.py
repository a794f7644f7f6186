"""Every mistake in a settings file gives one sentence with file and place, in both languages."""

import errno
import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pipeline.edition import DocumentInfo, Edition, Publication
from pipeline.errors import SettingsError, system_reason
from pipeline.interface import interface
from pipeline.messages import message
from pipeline.settings import DocumentSettings, Publish, read_document_settings, read_settings
from tests.builders import edition
from tests.conftest import REPOSITORY
from tests.workplace import few_languages

GOOD = few_languages((REPOSITORY / "source" / "settings.toml").read_text("utf-8"))
ENGLISH_OF_THE_SYSTEM = ("No such", "Is a", "Expected", "Invalid", "Cannot", "at line")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "settings.toml"


def problem(file: Path, text: str) -> SettingsError:
    file.write_text(text, "utf-8")
    with pytest.raises(SettingsError) as caught:
        read_settings(file)
    return caught.value


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ('name = "Hallstahammars kommun"', "", "issuer.name"),
        ('name = "Hallstahammars kommun"', 'name = " "', "issuer.name"),
        ('name = "Hallstahammars kommun"', "name = 7", "issuer.name"),
        ('name = "Hallstahammars kommun"', 'nam = "Hallstahammars kommun"', "issuer.nam"),
        ("[contact]", "[kontakt]", "kontakt"),
        ('"Hallstahammars kommun"', f'"{"Lång " * 13}"', "issuer.name"),
        ('"0220-240 00"', '"240 00"', "contact.telephone"),
        ('"0220-240 00"', '"0-- -"', "contact.telephone"),
        ('"kundcenter@hallstahammar.se"', '"<a@b.se>"', "contact.email"),
        ('"kundcenter@hallstahammar.se"', '"a?x=y&z@b.se"', "contact.email"),
        ("[issuer]", 'site_url = "https://[::1"\n[issuer]', "site_url"),
        ("[issuer]", 'site_url = "https://a.se:99999/"\n[issuer]', "site_url"),
        ('"kundcenter@hallstahammar.se"', '"kundcenter"', "contact.email"),
        ('fi = "draft"', 'xx = "draft"', "languages.xx"),
        ('fi = "draft"', 'sv = "draft"', "languages.sv"),
        ('fi = "draft"', 'fi = "utkast"', "languages.fi"),
        ('fi = "draft"', 'am = "draft"', "languages.am"),
        ('fi = "draft"', 'am = "approved"', "languages.am"),
        ('fi = "draft"', 'ti = "machine"', "languages.ti"),
        ('so = "draft"', 'so = "machine"', "languages.so"),
        ('"keep"', '"behåll"', "publishing.when_outdated"),
        ('"#004b6b"', '"blå"', "colours.accent"),
        ('"#004b6b"', '"#ffff00"', "colours.accent"),
        ("[issuer]", 'site_url = "http://a.se"\n[issuer]', "site_url"),
        ('fi = "draft"', 'fi = "draft', "settings.toml:20"),
        ('fi = "draft"', "fi = ”draft”", "settings.toml:20"),
        ('fi = "draft"', 'fi = "draft"\nfi = "draft"', "settings.toml:21"),
    ],
)
def test_a_mistake_is_named_with_file_and_place(file: Path, old: str, new: str, place: str) -> None:
    assert old in GOOD
    error = problem(file, GOOD.replace(old, new, 1))
    assert str(file) in error.where
    assert error.where.endswith(place)
    swedish = interface("sv").show(error.text)
    assert swedish != str(error.text)
    assert not any(words in swedish for words in ENGLISH_OF_THE_SYSTEM)


def test_a_language_without_the_program_s_sentences_can_be_planned(file: Path) -> None:
    file.write_text(GOOD.replace('fi = "draft"', 'am = "planned"'), "utf-8")
    assert read_settings(file).languages["am"] is Publish.PLANNED


@pytest.mark.parametrize("tag", ["fi", "en", "ar"])
def test_what_a_machine_wrote_can_be_published_where_residents_are_told(
    file: Path, tag: str
) -> None:
    file.write_text(GOOD.replace(f'{tag} = "draft"', f'{tag} = "machine"'), "utf-8")
    assert read_settings(file).languages[tag] is Publish.MACHINE


def test_a_language_without_the_notice_of_machines_is_told_what_is_possible(file: Path) -> None:
    error = problem(file, GOOD.replace('so = "draft"', 'so = "machine"'))
    assert '"approved", "draft", "planned"' in str(error.text)


def test_a_file_from_an_editor_of_windows(file: Path) -> None:
    file.write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    assert read_settings(file).languages["fi"] is Publish.DRAFT
    info = file.with_name("nytt.toml")
    info.write_bytes(b"\xef\xbb\xbfpublished = 2020-05-12\r\n")
    assert read_document_settings(info).info.published.year == 2020


def test_another_folder_than_that_of_the_project(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="project's own folder"):
        read_settings(tmp_path / "source" / "settings.toml")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("", "published"),
        ('published = "2020-05-12"', "published"),
        ("published = 2020-05-12T10:00:00", "published"),
        ("published = 2020-05-32", "x.toml:1"),
        ("published = 0202-05-12", "published"),
        ("published = 2020-05-12\nupdated = 2020-05-11", "updated"),
        ("published = 2020-05-12\nversion = 2", "version"),
        ("published = 2020-05-12\ntitle = ' '", "title"),
        ("published = 2020-05-12\ntitle = 7", "title"),
        ("published = 2020-05-12\ntitle = 'a\ufffcb'", "title"),
        ("published = 2020-05-12\ntitle = '2020'", "title"),
        ("published = 2020-05-12\ntitle = 'Två\\nrader'".replace("'", '"'), "title"),
        (f"published = 2020-05-12\ntitle = '{'Lång ' * 40}'", "title"),
        ("published = 2020-05-12\nstatus = 'utkast'", "status"),
        ("published = 2020-05-12\nstatus = true", "status"),
        ("published = 2020-05-12\nstatus = ''", "status"),
        ("published = 2020-05-12\nstaus = 'draft'", "staus"),
    ],
)
def test_a_mistake_in_the_settings_of_a_document(tmp_path: Path, text: str, place: str) -> None:
    path = tmp_path / "x.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(SettingsError) as caught:
        read_document_settings(path)
    assert str(path) in caught.value.where
    assert caught.value.where.endswith(place)
    swedish = interface("sv").show(caught.value.text)
    assert swedish != str(caught.value.text)
    assert not any(words in swedish for words in ENGLISH_OF_THE_SYSTEM)


def test_the_settings_of_a_document(tmp_path: Path) -> None:
    path = tmp_path / "lagesbild-juni.toml"
    path.write_text("published = 2020-06-09\n", "utf-8")
    info = DocumentInfo("lagesbild-juni", date(2020, 6, 9))
    assert read_document_settings(path) == DocumentSettings(info)
    assert info.status is Publication.PUBLISHED
    path.write_text(
        'title = " Läget  i juni "\npublished = 2020-06-09\nupdated = 2020-06-12\n'
        'version = "2"\nstatus = "withdrawn"\n',
        "utf-8",
    )
    info = replace(info, updated=date(2020, 6, 12), version="2", status=Publication.WITHDRAWN)
    assert read_document_settings(path) == DocumentSettings(info, "Läget i juni")


@pytest.mark.parametrize("status", list(Publication))
def test_each_status(tmp_path: Path, status: Publication) -> None:
    path = tmp_path / "x.toml"
    path.write_text(f'published = 2020-06-09\nstatus = "{status}"\n', "utf-8")
    assert read_document_settings(path).info.status is status


@pytest.mark.parametrize("number", [errno.ENOENT, errno.EISDIR, errno.EACCES, errno.ENOSPC])
def test_what_the_system_says_is_translated_with_its_sentence(number: int) -> None:
    reason = system_reason(OSError(number, os.strerror(number)))
    text = message("This file cannot be read: {reason}.", reason=reason)
    swedish = interface("sv").show(text)
    assert swedish.startswith("Filen kan inte läsas: ")
    assert os.strerror(number) not in swedish
    assert "{" not in swedish


def test_a_rare_reason_of_the_system_is_told_as_it_is() -> None:
    assert system_reason(OSError(errno.EXDEV, os.strerror(errno.EXDEV))) == os.strerror(errno.EXDEV)


def test_the_status_is_no_part_of_what_is_published() -> None:
    published = edition("# Titel", "Text.")
    drafted = replace(published, info=replace(published.info, status=Publication.DRAFT))
    assert drafted.to_json() == published.to_json()
    assert Edition.from_json(published.to_json()) == published
