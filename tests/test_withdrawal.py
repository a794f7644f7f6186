"""A document that is withdrawn, comes again, loses its source, gets another name, is removed."""

import json
import re
import shutil
from pathlib import Path

import pytest
from lxml import html

from pipeline.check.artefacts import check_output
from pipeline.manifest import read_manifest
from tests.workplace import NAME, Result, Workplace, workplace

__all__ = ["workplace"]

DAY_1, DAY_2 = "1600000000", "1700000000"
"""13 September 2020 and 14 November 2023."""


def settings_of(workplace: Workplace) -> Path:
    return workplace.source.with_suffix(".toml")


def withdraw(workplace: Workplace, updated: str = "") -> None:
    settings = settings_of(workplace)
    more = f"updated = {updated}\n" if updated else ""
    settings.write_text(f'{settings.read_text("utf-8")}{more}status = "withdrawn"\n', "utf-8")


def built(workplace: Workplace, *arguments: str, code: int = 0) -> Result:
    result = workplace.run("build", *arguments)
    assert result.exit_code == code, result.errors
    checked = check_output(workplace.folder / "output", jar=Path("none.jar"))
    assert checked.ok, checked.findings
    return result


def page_text(workplace: Workplace, path: str) -> str:
    data = (workplace.folder / "output" / path).read_bytes()
    return " ".join(html.fromstring(data).text_content().split())


def files_of(workplace: Workplace) -> dict[str, set[str]]:
    """The suffixes of what is there of each language's document."""
    found: dict[str, set[str]] = {}
    for path in workplace.output():
        if path.startswith(f"{NAME}/"):
            found.setdefault(path.split("/")[1], set()).add(path.rpartition(".")[2])
    return found


def test_a_withdrawn_document_leaves_a_page_in_each_of_its_languages(workplace: Workplace) -> None:
    built(workplace)
    tags = files_of(workplace).keys()
    assert tags >= {"sv", "fi", "ar"}
    withdraw(workplace, "2020-06-03")
    result = built(workplace)
    assert "document.status" in result.errors
    assert f"{NAME}: Taken away from the site:" in result.errors
    assert f"fi/{NAME}.fi.pdf" in result.errors
    assert files_of(workplace) == {tag: {"html", "json"} for tag in tags}
    for tag, day in (("sv", "3 juni 2020"), ("fi", "3. kesäkuuta 2020"), ("ar", "3 يونيو 2020")):
        text = page_text(workplace, f"{NAME}/{tag}/{NAME}.{tag}.html")
        assert day in text
        assert "0220-240 00" in text
        assert day in page_text(workplace, f"{tag}.html")
    assert "Hallstahammar" not in workplace.published("fi", "json").read_text("utf-8").replace(
        "Hallstahammars kommun", ""
    )
    files = [file for file in read_manifest(workplace.folder / "output").files if file.document]
    assert {file.status for file in files} == {"withdrawn"}
    assert all(file.title for file in files)
    index = (workplace.folder / "output" / "index.html").read_text("utf-8")
    assert all(f'<a href="{tag}.html"' in index for tag in tags)


def test_the_day_of_the_withdrawal_stays(
    workplace: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    built(workplace)
    withdraw(workplace)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", DAY_1)
    assert "If it was another day, say so there: updated = …" in built(workplace).errors
    first = workplace.output()
    assert b"13 september 2020" in first[f"{NAME}/sv/{NAME}.sv.html"]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", DAY_2)
    built(workplace)
    assert workplace.output() == first
    (workplace.folder / "output" / "manifest.json").unlink()
    built(workplace)
    assert workplace.output() == first
    settings = settings_of(workplace)
    settings.write_text(f"{settings.read_text('utf-8')}updated = 2020-06-03\n", "utf-8")
    built(workplace)
    assert b"3 juni 2020" in workplace.output()[f"{NAME}/sv/{NAME}.sv.html"]


def test_it_comes_again(workplace: Workplace) -> None:
    built(workplace)
    before = workplace.output()
    withdraw(workplace)
    built(workplace)
    workplace.edit(settings_of(workplace), 'status = "withdrawn"', "")
    built(workplace)
    assert workplace.output() == before


def test_of_what_was_never_published_a_swedish_page_is_left(workplace: Workplace) -> None:
    withdraw(workplace, "2020-06-03")
    built(workplace)
    assert files_of(workplace) == {"sv": {"html", "json"}}
    assert "3 juni 2020" in page_text(workplace, "sv.html")
    assert not (workplace.folder / "output" / "fi.html").exists()


def test_only_the_languages_that_were_published_are_left(workplace: Workplace) -> None:
    built(workplace, "--language", "fi")
    withdraw(workplace)
    built(workplace, "--language", "sv", "--format", "pdf")
    assert files_of(workplace) == {"fi": {"html", "json"}}


def test_a_title_whose_text_is_lost_comes_from_the_manifest(workplace: Workplace) -> None:
    built(workplace)
    title = json.loads(workplace.published("fi", "json").read_text("utf-8"))["briefing"]["title"]
    workplace.published("fi", "json").unlink()
    withdraw(workplace)
    built(workplace)
    assert title in page_text(workplace, f"{NAME}/fi/{NAME}.fi.html")


def test_a_withdrawn_page_tells_whom_to_ask_today(workplace: Workplace) -> None:
    built(workplace)
    withdraw(workplace, "2020-06-03")
    built(workplace)
    workplace.edit(workplace.settings, "0220-240 00", "0220-249 99")
    built(workplace)
    text = page_text(workplace, f"{NAME}/ar/{NAME}.ar.html")
    assert "0220-249 99" in text
    assert "0220-240 00" not in text


def test_an_altered_page_is_made_again(workplace: Workplace) -> None:
    built(workplace)
    withdraw(workplace, "2020-06-03")
    built(workplace)
    before = workplace.output()
    workplace.published("fi", "html").write_bytes(b"something else")
    workplace.published("ar", "html").unlink()
    built(workplace)
    assert workplace.output() == before


@pytest.mark.parametrize("damage", ["{", "[]", '{"withdrawn": 1}', "gone"])
def test_a_damaged_record_is_made_again(workplace: Workplace, damage: str) -> None:
    built(workplace)
    withdraw(workplace, "2020-06-03")
    built(workplace)
    before = workplace.output()
    record = workplace.published("fi", "json")
    if damage == "gone":
        record.unlink()
    else:
        record.write_text(damage, "utf-8")
    assert not check_output(workplace.folder / "output", jar=Path("none.jar")).ok
    built(workplace)
    assert workplace.output() == before


def other_document(workplace: Workplace, name: str = "annan") -> None:
    folder = workplace.folder / "source"
    (folder / f"{name}.txt").write_text("Annan rubrik\n\nEn helt annan text.\n", "utf-8")
    (folder / f"{name}.toml").write_text("published = 2020-06-01\n", "utf-8")


def take_source_away(workplace: Workplace) -> None:
    other_document(workplace)
    workplace.source.unlink()
    settings_of(workplace).unlink()


def test_a_withdrawn_document_may_lose_its_source(workplace: Workplace) -> None:
    built(workplace, "--language", "sv")
    withdraw(workplace, "2020-06-03")
    built(workplace)
    before = workplace.published("sv", "html").read_bytes()
    take_source_away(workplace)
    result = built(workplace, "--language", "sv")
    assert "note: " in result.errors
    assert "the pages that say that it is withdrawn stay (2 files)" in result.errors
    assert workplace.published("sv", "html").read_bytes() == before


def test_a_lost_source_is_told_of_and_its_files_stay(workplace: Workplace) -> None:
    built(workplace)
    before = files_of(workplace)
    count = sum(path.startswith(f"{NAME}/") for path in workplace.output())
    take_source_away(workplace)
    for _ in range(2):
        result = built(workplace, code=1)
        assert f"({count} files)" in result.errors
        assert f'make remove NAME="{NAME}"' in result.errors
        assert "looks renamed" not in result.errors
        assert files_of(workplace) == before


@pytest.mark.parametrize("edit", [("", ""), ("gått ner", "gått upp")])
def test_a_renamed_source_is_recognised(workplace: Workplace, edit: tuple[str, str]) -> None:
    built(workplace, "--language", "sv")
    workplace.edit(workplace.source, *edit)
    for path in (workplace.source, settings_of(workplace)):
        path.rename(path.with_stem("nytt-namn"))
    result = built(workplace, "--language", "sv", code=1)
    assert "nytt-namn has the same text, or almost: it looks renamed" in result.errors
    assert workplace.published("sv", "pdf").exists()
    assert workplace.published("sv", "pdf", "nytt-namn").exists()


def test_removal_is_shown_first_and_then_takes_all_at_once(workplace: Workplace) -> None:
    built(workplace)
    take_source_away(workplace)
    built(workplace, code=1)
    before = workplace.output()
    mine = {path for path in before if path.startswith(f"{NAME}/")}
    shown = workplace.run("remove", NAME)
    assert shown.exit_code == 0
    assert {line for line in shown.output.splitlines() if NAME in line and "make" not in line} == {
        f"output/{path}" for path in mine
    }
    assert f"These files would be taken away: {len(mine)}." in shown.output
    assert workplace.output() == before
    done = workplace.run("remove", NAME, "--yes")
    assert f"Files taken away: {len(mine)}." in done.output
    assert f"{NAME}: Taken away from the site: ar/{NAME}.ar.docx, " in done.errors
    assert "source.gone" not in done.errors
    after = workplace.output()
    assert not {path for path in after if path.startswith(f"{NAME}/")}
    assert not (workplace.folder / "output" / NAME).exists()
    assert NAME not in after["manifest.json"].decode()
    result = built(workplace, code=1)  # the translations of the other one are missing
    assert "source.gone" not in result.errors
    assert workplace.output() == after


def test_removal_of_a_withdrawn_page(workplace: Workplace) -> None:
    built(workplace, "--language", "sv")
    withdraw(workplace, "2020-06-03")
    built(workplace)
    take_source_away(workplace)
    workplace.run("remove", NAME, "--yes")
    assert files_of(workplace) == {}
    assert "3 juni 2020" not in workplace.output()["sv.html"].decode()


def test_what_cannot_be_removed(workplace: Workplace) -> None:
    built(workplace, "--language", "sv")
    before = workplace.output()
    there = workplace.run("remove", NAME, "--yes")
    assert there.exit_code == 2
    assert 'write status = "withdrawn"' in there.errors
    unknown = workplace.run("remove", "okand", "--yes")
    assert unknown.exit_code == 2
    assert f"Published are: {NAME}." in unknown.errors
    assert workplace.output() == before


def test_a_failed_removal_changes_nothing(workplace: Workplace) -> None:
    built(workplace, "--language", "sv")
    take_source_away(workplace)
    before = workplace.output()
    (workplace.folder / "source" / "annan.txt").write_text("Rubrik\n\nEn text 🙂.\n", "utf-8")
    assert workplace.run("remove", NAME, "--yes").exit_code == 6
    assert workplace.output() == before


def test_files_of_others_in_a_removed_folder_stay(workplace: Workplace) -> None:
    built(workplace, "--language", "sv")
    foreign = workplace.folder / "output" / NAME / "egen.txt"
    foreign.write_text("min", "utf-8")
    take_source_away(workplace)
    workplace.run("remove", NAME, "--yes")
    assert [path for path in workplace.output() if path.startswith(NAME)] == [f"{NAME}/egen.txt"]


def test_a_folder_that_a_person_has_removed_is_not_asked_for(workplace: Workplace) -> None:
    built(workplace, "--language", "sv")
    take_source_away(workplace)
    shutil.rmtree(workplace.folder / "output" / NAME)
    result = workplace.run("build")
    assert not re.search(r"source\.gone|site\.removed", result.errors)


def test_the_status_tells_that_a_document_is_withdrawn(workplace: Workplace) -> None:
    built(workplace)
    withdraw(workplace)
    built(workplace)
    rows = json.loads(workplace.run("status", "--json").output)
    there = {row["language"] for row in rows if row["published"] == "withdrawn"}
    assert there == files_of(workplace).keys()
    assert "withdrawn" in workplace.run("status").output
