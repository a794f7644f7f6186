import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import html

from pipeline import build
from pipeline.checking import Checked
from pipeline.findings import Finding, Report
from pipeline.messages import message
from pipeline.published_paths import STATEMENTS
from tests.conftest import REPOSITORY
from tests.workplace import NAME, Workplace, workplace

__all__ = ["workplace"]

LANGUAGES = ("sv", "fi", "en", "ar", "so")
FORMATS = ("html", "pdf", "docx")
DRAFT_FI = "Tämä käännös on luonnos."
OLDER_FI = "Tämän version päivämäärä"
ON_ITS_WAY = {"fi": "Käännös on tulossa.", "ti": "ትርጉም ይዳሎ ኣሎ።"}
PARAGRAPH = "I övrigt, som ni kanske följt i media, har den anmälda brottsligheten gått ner."


def page_text(path: Path) -> str:
    return str(html.fromstring(path.read_bytes()).text_content())


def remove_line(path: Path, pattern: str) -> None:
    text = path.read_text("utf-8")
    changed = re.sub(pattern, "", text, flags=re.MULTILINE)
    assert changed != text
    path.write_text(changed, "utf-8")


def change_swedish(workplace: Workplace) -> None:
    workplace.edit(workplace.source, "har den anmälda brottsligheten gått ner", "är allt lugnt")


def test_every_language_in_every_format_and_the_site(workplace: Workplace) -> None:
    result = workplace.run("build")
    assert result.exit_code == 0, result.errors
    for tag in LANGUAGES:
        for format_ in FORMATS:
            assert workplace.published(tag, format_).stat().st_size > 5000
    manifest = json.loads((workplace.folder / "output" / "manifest.json").read_text("utf-8"))
    listed = {file["path"]: file for file in manifest["files"]}
    assert set(listed) == set(workplace.output()) - {"manifest.json"}
    of_document = [f for f in listed.values() if f["document"] and f["language"] == "fi"]
    assert {f["status"] for f in of_document} == {"draft"}
    assert (listed["fi.html"]["language"], listed["fi.html"]["status"]) == ("fi", None)
    assert DRAFT_FI in page_text(workplace.published("fi", "html"))


def test_nothing_changed_makes_nothing_and_repeats_what_is_open(workplace: Workplace) -> None:
    remove_line(workplace.catalog("fi"), r'^msgstr "Covid-19"$')
    workplace.catalog("fi").write_text(
        workplace.catalog("fi")
        .read_text("utf-8")
        .replace('msgid "Covid-19"\n', 'msgid "Covid-19"\nmsgstr ""\n'),
        "utf-8",
    )
    first = workplace.run("build")
    before = workplace.output()
    second = workplace.run("build")
    assert (first.exit_code, second.exit_code) == (1, 1)
    assert "Nothing has changed" in second.output
    assert "catalog.missing" in second.errors
    assert workplace.output() == before


def test_the_same_sources_give_the_same_bytes(workplace: Workplace) -> None:
    workplace.run("build")
    workplace.run("build", "--output", "elsewhere")
    for path, content in workplace.output().items():
        assert (workplace.folder / "elsewhere" / path).read_bytes() == content


def test_source_date_epoch_is_the_date_in_the_files(
    workplace: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1600000000")
    assert workplace.run("build", "--language", "sv", "--format", "pdf").exit_code == 0
    assert b"2020-09-13T12:26:40" in workplace.published("sv", "pdf").read_bytes()


@pytest.mark.parametrize("epoch", ["0", "4354819199", "99999999999", "253402300799"])
def test_any_time_that_a_clock_can_show_is_accepted(
    workplace: Workplace, monkeypatch: pytest.MonkeyPatch, epoch: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    result = workplace.run("build", "--language", "sv")
    assert result.exit_code == 0, result.errors


@pytest.mark.parametrize("epoch", ["yesterday", "-1", "1e9", "1_000", "١٢", " 5", "9" * 20])
def test_a_source_date_epoch_that_is_none(
    workplace: Workplace, monkeypatch: pytest.MonkeyPatch, epoch: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    result = workplace.run("build", "--language", "sv")
    assert result.exit_code == 2
    assert "SOURCE_DATE_EPOCH" in result.errors


@pytest.mark.parametrize("day", ["1900-01-01", "1979-12-31", "9999-12-31"])
def test_any_date_of_a_calendar_can_be_published(workplace: Workplace, day: str) -> None:
    path = workplace.source.with_suffix(".toml")
    path.write_text(f"published = {day}\n", "utf-8")
    result = workplace.run("build")
    assert result.exit_code == 0, result.errors
    assert workplace.run("check").exit_code == 0


def test_an_incomplete_language_is_on_its_way_and_the_others_go_on(workplace: Workplace) -> None:
    workplace.edit(workplace.source, "sjuka", "mycket sjuka")
    for tag in ("en", "ar", "so"):
        workplace.edit(workplace.settings, f'{tag} = "draft"', "")
    workplace.edit(workplace.settings, 'fi = "draft"', 'fi = "draft"\nti = "planned"')
    result = workplace.run("build")
    assert result.exit_code == 1
    assert f"{workplace.catalog('fi').relative_to(workplace.folder)}" in result.errors
    assert "mycket sjuka" in page_text(workplace.published("sv", "html"))
    assert not workplace.published("fi", "html").exists()
    index = (workplace.folder / "output" / "index.html").read_text("utf-8")
    for sentence in ON_ITS_WAY.values():
        assert sentence in index
    assert ON_ITS_WAY["fi"] in (workplace.folder / "output" / "fi.html").read_text("utf-8")


def test_an_outdated_language_keeps_its_earlier_version_with_a_notice(
    workplace: Workplace,
) -> None:
    workplace.run("build")
    change_swedish(workplace)
    workplace.edit(
        workplace.folder / "source" / f"{NAME}.toml",
        "published = 2020-05-12",
        "published = 2020-05-12\nupdated = 2020-06-03\n#",
    )
    result = workplace.run("build")
    assert result.exit_code == 1
    text = page_text(workplace.published("fi", "html"))
    assert OLDER_FI in text
    assert "3. kesäkuuta 2020" in text
    assert "on muutoin vähentynyt" in text
    assert "är allt lugnt" in page_text(workplace.published("sv", "html"))
    again = workplace.output()
    workplace.run("build", "--output", "output", "--language", "fi")
    assert workplace.output()[f"{NAME}/fi/{NAME}.fi.pdf"] == again[f"{NAME}/fi/{NAME}.fi.pdf"]


def test_an_earlier_version_gives_todays_contact(workplace: Workplace) -> None:
    workplace.run("build")
    change_swedish(workplace)
    workplace.edit(workplace.settings, "0220-240 00", "0220-999 99")
    workplace.run("build")
    text = page_text(workplace.published("fi", "html"))
    assert OLDER_FI in text
    assert "0220-999 99" in text
    assert "0220-240 00" not in text


def test_an_outdated_language_is_withdrawn_where_the_settings_say_so(
    workplace: Workplace,
) -> None:
    workplace.run("build")
    workplace.edit(workplace.settings, 'when_outdated = "keep"', 'when_outdated = "withdraw"')
    change_swedish(workplace)
    assert workplace.run("build").exit_code == 1
    assert not workplace.published("fi", "pdf").exists()
    assert workplace.published("sv", "pdf").exists()
    assert ON_ITS_WAY["fi"] in (workplace.folder / "output" / "index.html").read_text("utf-8")


def test_a_wrong_figure_stops_the_language_and_the_earlier_version_stays(
    workplace: Workplace,
) -> None:
    workplace.run("build")
    before = workplace.output()
    workplace.edit(workplace.catalog("fi"), "12. toukokuuta", "21. toukokuuta")
    result = workplace.run("build")
    assert result.exit_code == 1
    lines = workplace.catalog("fi").read_text("utf-8").splitlines()
    number = next(n for n, line in enumerate(lines, 1) if "Detta dokument ersätter" in line) - 2
    place = f"source/translations/{NAME}/fi.po:{number}"
    assert f"{place}: The date 12/5 (day/month) of the Swedish text is missing." in result.errors
    assert workplace.output() == before


def test_a_broken_catalog_stops_its_language_with_its_own_exit_code(workplace: Workplace) -> None:
    workplace.edit(workplace.catalog("fi"), 'msgid "Covid-19"', 'msgid "Covid-19')
    result = workplace.run("build")
    assert result.exit_code == 5
    assert re.search(r"fi\.po:\d+", result.errors)
    assert not workplace.published("fi", "pdf").exists()
    assert workplace.published("ar", "pdf").exists()


def test_only_what_is_approved_where_the_rule_says_so(workplace: Workplace) -> None:
    workplace.edit(workplace.settings, 'fi = "draft"', 'fi = "approved"')
    refused = workplace.run("build")
    assert refused.exit_code == 1
    assert "catalog.not-approved" in refused.errors
    assert workplace.run("approve", NAME, "fi", "--by", "Aino Ahola").exit_code == 0
    assert workplace.run("build").exit_code == 0
    assert DRAFT_FI not in page_text(workplace.published("fi", "html"))


def test_a_draft_goes_where_the_rule_becomes_stricter(workplace: Workplace) -> None:
    workplace.run("build")
    workplace.edit(workplace.settings, 'fi = "draft"', 'fi = "approved"')
    result = workplace.run("build")
    assert result.exit_code == 1
    assert "an earlier draft is taken away" in result.errors
    assert not workplace.published("fi", "pdf").exists()


@pytest.mark.parametrize("folder", ["source", "source/site", ".", ".."])
def test_the_site_never_replaces_what_people_write(workplace: Workplace, folder: str) -> None:
    result = workplace.run("build", "--output", folder)
    assert result.exit_code == 2
    assert "a folder of its own" in result.errors


def test_a_document_that_is_not_for_the_public_yet(workplace: Workplace) -> None:
    workplace.run("build")
    settings = workplace.folder / "source" / f"{NAME}.toml"
    settings.write_text(f'{settings.read_text("utf-8")}status = "draft"\n', "utf-8")
    result = workplace.run("build")
    assert result.exit_code == 0
    assert "document.status" in result.errors
    assert f"note: {NAME}: Taken away from the site: ar/{NAME}.ar.docx, " in result.errors
    assert set(workplace.output()) == {"index.html", "manifest.json", *STATEMENTS}
    workplace.edit(settings, 'status = "draft"', "")
    workplace.run("build")
    assert workplace.published("ar", "pdf").exists()


def test_a_run_is_narrowed_and_keeps_the_rest(workplace: Workplace) -> None:
    assert workplace.run("build", "--language", "fi", "--format", "pdf").exit_code == 0
    made = {path.rpartition("/")[2] for path in workplace.output()}
    assert made == {
        "index.html",
        "fi.html",
        "manifest.json",
        *STATEMENTS,
        *(f"{NAME}.fi.{suffix}" for suffix in ("pdf", "html", "json")),
    }
    workplace.run("build", "--language", "sv")
    assert workplace.published("fi", "pdf").exists()
    assert "suomi" in page_text(workplace.published("sv", "html"))


def test_the_longest_names_that_the_settings_take_fit_on_the_page(workplace: Workplace) -> None:
    workplace.edit(workplace.settings, "Hallstahammars kommun", ("Lång " * 12).strip())
    email = "kundcenter.med.ett.mycket.langt.namn@raddningstjanst.example"
    workplace.edit(workplace.settings, "kundcenter@hallstahammar.se", email)
    result = workplace.run("build", "--format", "pdf")
    assert result.exit_code == 0, result.errors


def test_markup_of_any_kind_is_plain_text(workplace: Workplace) -> None:
    odd = "Skriv <script>alert(1)</script> & %s {x} &amp; \\n så."
    workplace.edit(workplace.source, PARAGRAPH, odd)
    assert workplace.run("build", "--language", "sv").exit_code == 0
    assert odd in page_text(workplace.published("sv", "html"))


def test_a_character_without_a_glyph_stops_the_build(workplace: Workplace) -> None:
    workplace.run("build")
    before = workplace.output()
    workplace.edit(workplace.source, PARAGRAPH, PARAGRAPH.replace("media", "media 🙂"))
    result = workplace.run("build")
    assert result.exit_code == 6
    assert "U+1F642" in result.errors
    assert re.search(r"b\d+", result.errors)
    assert "sv" in result.errors
    assert workplace.output() == before


def test_what_is_published_of_a_document_without_source_stays(workplace: Workplace) -> None:
    workplace.run("build")
    workplace.source.rename(workplace.source.with_name("ny.txt"))
    (workplace.folder / "source" / "ny.toml").write_text("published = 2020-06-01\n", "utf-8")
    result = workplace.run("build")
    assert result.exit_code == 1
    assert "source.gone" in result.errors
    assert "settings.stray" in result.errors
    assert workplace.published("fi", "pdf").exists()
    assert workplace.published("sv", "pdf", "ny").exists()
    assert "ny has the same text, or almost" in result.errors
    assert f'make remove NAME="{NAME}"' in result.errors
    shutil.rmtree(workplace.folder / "output" / NAME)
    result = workplace.run("build")
    assert "source.gone" not in result.errors
    assert "edition.lost" not in result.errors
    assert NAME not in (workplace.folder / "output" / "manifest.json").read_text("utf-8")


def test_a_language_that_leaves_the_settings_leaves_the_site(workplace: Workplace) -> None:
    workplace.run("build")
    workplace.edit(workplace.settings, 'so = "draft"', "")
    result = workplace.run("build")
    assert result.exit_code == 0
    assert f"so/{NAME}.so.pdf" in result.errors
    assert not workplace.published("so", "pdf").exists()
    assert not (workplace.folder / "output" / "so.html").exists()


def test_a_lost_or_altered_file_is_made_again(workplace: Workplace) -> None:
    workplace.run("build")
    before = workplace.output()
    workplace.published("ar", "pdf").unlink()
    workplace.published("fi", "html").write_bytes(b"something else")
    assert workplace.run("build").exit_code == 0
    assert workplace.output() == before


def test_a_swedish_text_with_a_damaged_letter_is_not_published(workplace: Workplace) -> None:
    workplace.run("build")
    before = workplace.output()
    workplace.edit(workplace.source, "gått ner", "g\ufffdtt ner")
    result = workplace.run("build")
    assert result.exit_code == 1
    assert "parse.damaged-character" in result.errors
    assert "catalog." not in result.errors
    assert workplace.output() == before


def test_the_note_of_an_undated_change_names_the_file(workplace: Workplace) -> None:
    workplace.run("build", "--language", "sv")
    change_swedish(workplace)
    result = workplace.run("build", "--language", "sv")
    assert f"note: source/{NAME}.toml: The Swedish text has changed" in result.errors


def test_an_older_version_tells_whom_to_ask_today(workplace: Workplace) -> None:
    workplace.run("build")
    change_swedish(workplace)
    workplace.edit(workplace.settings, "0220-240 00", "0220-249 99")
    workplace.run("build")
    text = page_text(workplace.published("fi", "html"))
    assert OLDER_FI in text
    assert "0220-249 99" in text
    assert "0220-240 00" not in text


def test_a_notice_goes_when_the_swedish_text_is_as_it_was(workplace: Workplace) -> None:
    workplace.run("build")
    before = page_text(workplace.published("fi", "html"))
    swedish = workplace.source.read_text("utf-8")
    change_swedish(workplace)
    workplace.run("build")
    assert OLDER_FI in page_text(workplace.published("fi", "html"))
    workplace.source.write_text(swedish, "utf-8")
    workplace.edit(workplace.catalog("fi"), 'msgid "Covid-19"', 'msgid "Covid-19')
    assert workplace.run("build").exit_code == 5
    assert page_text(workplace.published("fi", "html")) == before


@pytest.mark.parametrize("damage", ["{", "[]", "[" * 100_000, "another document"])
def test_a_damaged_edition_is_made_again_even_in_a_narrowed_run(
    workplace: Workplace, damage: str
) -> None:
    workplace.run("build", "--language", "fi", "--format", "pdf")
    before = workplace.output()
    path = workplace.published("fi", "json")
    text = path.read_text("utf-8")
    other = text.replace(f'"name": "{NAME}"', '"name": "../../elsewhere"')
    path.write_text(other if damage == "another document" else damage, "utf-8")
    assert workplace.run("check").exit_code == 1
    assert workplace.run("build", "--language", "ar").exit_code == 0
    after = workplace.output()
    assert {path: after.get(path) for path in before if "/fi/" in path and "html" not in path} == {
        path: data for path, data in before.items() if "/fi/" in path and "html" not in path
    }


def test_an_older_version_whose_text_is_lost_is_taken_away_and_told(workplace: Workplace) -> None:
    workplace.run("build")
    change_swedish(workplace)
    workplace.published("fi", "json").unlink()
    result = workplace.run("build")
    assert "edition.lost" in result.errors
    assert not workplace.published("fi", "pdf").exists()
    page = (workplace.folder / "output" / "fi.html").read_text("utf-8")
    assert page.count(ON_ITS_WAY["fi"]) == 1


def test_a_lost_manifest_costs_nothing(workplace: Workplace) -> None:
    workplace.run("build")
    (workplace.folder / "output" / "manifest.json").unlink()
    (workplace.folder / "output" / "robots.txt").write_text("not ours", "utf-8")
    change_swedish(workplace)
    assert workplace.run("build").exit_code == 1
    assert OLDER_FI in page_text(workplace.published("fi", "html"))
    manifest = json.loads((workplace.folder / "output" / "manifest.json").read_text("utf-8"))
    assert {f["path"] for f in manifest["files"]} == set(workplace.output()) - {
        "manifest.json",
        "robots.txt",
    }


def test_builds_at_the_same_time_do_not_take_each_other_for_strangers(
    workplace: Workplace,
) -> None:
    command = [sys.executable, "-m", "pipeline", "build", "--format", "pdf", "--language"]
    runs = [
        subprocess.Popen(
            [*command, tag],
            cwd=workplace.folder,
            env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for tag in ("sv", "fi", "ar")
    ]
    for run in runs:
        _, errors = run.communicate(timeout=120)
        assert run.returncode == 0, errors
    assert all(workplace.published(tag, "pdf").exists() for tag in ("sv", "fi", "ar"))


def test_a_refused_site_is_not_called_unchanged(
    workplace: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    refusal = Finding("site.link", "index.html", message("The site has no index page."))
    refused = Checked(Report((refusal,)), {}, frozenset())
    monkeypatch.setattr(build, "check_new_site", lambda *_: refused)
    for _ in range(2):
        result = workplace.run("build", "--language", "sv")
        assert result.exit_code == 1
        assert "Nothing was published." in result.output
    assert not workplace.output()


def test_many_texts_that_wait_for_the_translator_are_one_line(workplace: Workplace) -> None:
    for suffix, text in (
        ("txt", "Ny rubrik\n\n- a\n- b\n- c\n- d\n"),
        ("toml", "published = 2020-06-01\n"),
    ):
        (workplace.folder / "source" / f"ny.{suffix}").write_text(text, "utf-8")
    workplace.run("translate", "--language", "fi", "--language", "ar")
    shown = workplace.run("build", "--language", "fi", "--format", "docx")
    assert shown.errors.count("catalog.missing") == 5
    assert "more" not in shown.errors
    with (workplace.folder / "source" / "ny.txt").open("a", encoding="utf-8") as file:
        file.write("- e\n- f\n")
    workplace.run("translate")
    shown = workplace.run("build", "--language", "fi", "--language", "ar", "--format", "docx")
    assert shown.errors.count("catalog.missing] and 6 more in the same file") == 2
    assert shown.errors.count("catalog.missing") == 2
    assert "act on: 14." in shown.output
    listed = workplace.run("build", "--language", "fi", "--format", "docx", "--json").json
    assert str(listed["findings"]).count("catalog.missing") == 7


def test_two_sources_with_one_stem(workplace: Workplace) -> None:
    workplace.source.with_suffix(".md").write_text("# Annan\n", "utf-8")
    result = workplace.run("build")
    assert result.exit_code == 4
    assert f"{NAME}.txt" in result.errors
