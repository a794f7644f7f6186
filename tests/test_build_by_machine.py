"""From a draft of the machine to the published files, with the commands as a person gives them."""

import json
from dataclasses import replace

from pipeline.messages import message
from pipeline.translate.catalog import catalog_bytes, read_catalog
from pipeline.translate.machine import mark_of, problems_of
from pipeline.translate.po import Entry
from tests.test_build import DRAFT_FI, FORMATS, page_text
from tests.translate.builders import drafted
from tests.workplace import NAME, Workplace, workplace

__all__ = ["workplace"]

MACHINE_FI = "Tämä teksti tai osa siitä on käännetty koneellisesti"
LABEL_FI = "Konekäännös, ihminen ei ole tarkistanut"
MACHINE_AR = "تمت ترجمة هذا النص أو أجزاء منه آليًا"
SOURCE = "Covid-19"


def by_machine(
    workplace: Workplace, tag: str, source: str | None = SOURCE, *, with_problem: bool = False
) -> None:
    """One text, or all, become drafts of the machine; their words stay as they are."""

    def written(entry: Entry) -> Entry:
        if source not in (None, entry.source):
            return entry
        problems = (message("This file is empty."),) if with_problem else ()
        return drafted(replace(entry, target=""), entry.target, *problems)

    path = workplace.catalog(tag)
    value = read_catalog(path, NAME, tag)
    path.write_bytes(catalog_bytes(replace(value, entries=tuple(map(written, value.entries)))))


def rule(workplace: Workplace, tag: str, before: str, after: str) -> None:
    workplace.edit(workplace.settings, f'{tag} = "{before}"', f'{tag} = "{after}"')


def test_every_format_tells_that_a_machine_translated_and_all_checks_pass(
    workplace: Workplace,
) -> None:
    for tag in ("fi", "ar"):
        by_machine(workplace, tag)
        rule(workplace, tag, "draft", "machine")
    built = workplace.run("build")
    assert built.exit_code == 0, built.errors
    for tag, words in (("fi", MACHINE_FI), ("ar", MACHINE_AR)):
        assert words in page_text(workplace.published(tag, "html"))
        stored = json.loads(workplace.published(tag, "json").read_text("utf-8"))
        assert stored["state"] == "machine"
        assert all(workplace.published(tag, format_).stat().st_size > 5000 for format_ in FORMATS)
    page = (workplace.folder / "output" / "fi.html").read_text("utf-8")
    assert LABEL_FI in page
    manifest = json.loads((workplace.folder / "output" / "manifest.json").read_text("utf-8"))
    finnish = [f for f in manifest["files"] if f["language"] == "fi" and f["document"]]
    assert {f["status"] for f in finnish} == {"machine"}
    checked = workplace.run("check", "--language", "fi", "--language", "ar", "--json").json
    results = checked["results"]
    assert isinstance(results, list)
    assert not [row for row in results if row["outcome"] == "failed"]
    assert {row["path"].rpartition(".")[2] for row in results} >= {"html", "pdf", "docx"}


def test_the_machine_s_text_is_taken_away_where_the_rule_becomes_stricter(
    workplace: Workplace,
) -> None:
    by_machine(workplace, "fi")
    rule(workplace, "fi", "draft", "machine")
    workplace.run("build")
    rule(workplace, "fi", "machine", "draft")
    result = workplace.run("build")
    assert result.exit_code == 1
    assert result.errors.count("catalog.machine") == 1
    assert not workplace.published("fi", "pdf").exists()
    assert LABEL_FI not in (workplace.folder / "output" / "fi.html").read_text("utf-8")


def test_many_drafts_of_the_machine_that_wait_are_one_line(workplace: Workplace) -> None:
    by_machine(workplace, "fi", None)
    result = workplace.run("build", "--language", "fi", "--format", "docx")
    assert result.errors.count("catalog.machine] and 28 more in the same file") == 1
    assert result.errors.count("catalog.machine") == 1


def test_a_draft_with_problems_is_published_under_no_rule(workplace: Workplace) -> None:
    by_machine(workplace, "fi", with_problem=True)
    rule(workplace, "fi", "draft", "machine")
    result = workplace.run("build", "--language", "fi")
    assert result.exit_code == 1
    assert "has problems" in result.errors
    assert not workplace.published("fi", "html").exists()


def test_from_the_machine_to_an_approved_translation(workplace: Workplace) -> None:
    by_machine(workplace, "fi", with_problem=True)
    rule(workplace, "fi", "draft", "approved")
    approved = workplace.run("approve", NAME, "fi", "--by", "Aino Ahola").output
    assert "missing or outdated and so were not approved: 1" in approved
    by_machine(workplace, "fi")
    approved = workplace.run("approve", NAME, "fi", "--by", "Aino Ahola").output
    assert "Drafts of the machine" in approved
    assert approved.rstrip().endswith("approved: 1. Read and correct them, and take the mark away.")
    updated = workplace.run("translate", "--language", "fi").output
    assert "28 approved, 0 drafts, 1 by machine, 0 outdated, 0 missing" in updated
    (row,) = (r for r in json.loads(workplace.run("status", "--json").output) if r["machine"])
    assert (row["language"], row["approved"], row["machine"]) == ("fi", 28, 1)

    workplace.edit(workplace.catalog("fi"), "#, fuzzy\n", "")
    approved = workplace.run("approve", NAME, "fi", "--by", "Aino Ahola").output
    assert "Newly approved texts in lagesbild-covid-19, fi: 1." in approved
    assert "Drafts of the machine" not in approved
    updated = workplace.run("translate", "--language", "fi").output
    assert "29 approved, 0 drafts, 0 by machine" in updated
    entries = read_catalog(workplace.catalog("fi"), NAME, "fi").entries
    assert not any(mark_of(entry) or problems_of(entry) for entry in entries)
    built = workplace.run("build", "--language", "fi", "--format", "docx")
    assert built.exit_code == 0, built.errors
    text = page_text(workplace.published("fi", "html"))
    assert MACHINE_FI not in text
    assert DRAFT_FI not in text
