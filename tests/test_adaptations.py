"""A language's own text on its whole way: built, outdated, approved, and never translated."""

import json
import re
from pathlib import Path

import pytest
from lxml import html

from tests.builders import image
from tests.workplace import NAME, Workplace, workplace

__all__ = ["workplace"]

TAG = "sv-simple"
EASY = "Det här är en lättläst text."
DRAFT = "Den här lättlästa texten är ett utkast."
OLDER = "Den här texten är från 12 maj 2020."
BUILD = ("build", "--language", "sv", "--language", TAG)


def own(workplace: Workplace, suffix: str = "md") -> Path:
    return workplace.catalog(TAG).with_suffix(f".{suffix}")


def page(workplace: Workplace) -> str:
    return str(html.fromstring(workplace.published(TAG, "html").read_bytes()).text_content())


def status(workplace: Workplace) -> dict[str, object]:
    rows = json.loads(workplace.run("status", "--json").output)
    return next(row for row in rows if row["language"] == TAG)


def counted(workplace: Workplace) -> set[str]:
    """The states that any of its texts is in."""
    row = status(workplace)
    states = ("approved", "draft", "machine", "outdated", "missing")
    return {state for state in states if row[state]}


def change_swedish(workplace: Workplace) -> None:
    workplace.edit(workplace.source, "har den anmälda brottsligheten gått ner", "är allt lugnt")


def test_it_is_published_with_its_notices_in_every_format(workplace: Workplace) -> None:
    result = workplace.run(*BUILD)
    assert result.exit_code == 0, result.errors
    text = page(workplace)
    assert EASY in text
    assert "heter ”Lägesbild Covid-19 samt brottsförebyggande" in text
    assert text.index(EASY) < text.index(DRAFT) < text.index("Den 12 maj skulle")
    for format_ in ("pdf", "docx", "html", "json"):
        assert workplace.published(TAG, format_).stat().st_size > 5000
    document = html.fromstring(workplace.published(TAG, "html").read_bytes())
    assert document.get("lang") == TAG
    swedish = workplace.published("sv", "html").read_text("utf-8")
    assert "lättläst svenska" in swedish
    checked = workplace.run("check", "--language", TAG)
    assert checked.exit_code == 0, checked.output


def test_the_same_sources_give_the_same_bytes(workplace: Workplace) -> None:
    workplace.run(*BUILD)
    first = workplace.output()
    workplace.run(*BUILD, "--output", "elsewhere")
    for path, content in first.items():
        assert (workplace.folder / "elsewhere" / path).read_bytes() == content


def test_a_changed_swedish_text_makes_it_outdated_and_what_was_published_stays(
    workplace: Workplace,
) -> None:
    workplace.run(*BUILD)
    change_swedish(workplace)
    result = workplace.run(*BUILD)
    assert result.exit_code == 1
    assert f"run: python -m pipeline adapt {NAME} {TAG} [adaptation.outdated]" in result.errors
    assert OLDER in page(workplace)
    assert EASY in page(workplace)
    assert (counted(workplace), status(workplace)["published"]) == ({"outdated"}, "outdated")


def test_a_changed_swedish_text_takes_it_away_where_the_settings_say_so(
    workplace: Workplace,
) -> None:
    workplace.run(*BUILD)
    workplace.edit(workplace.settings, 'when_outdated = "keep"', 'when_outdated = "withdraw"')
    change_swedish(workplace)
    workplace.run(*BUILD)
    assert not workplace.published(TAG, "html").exists()
    assert workplace.published("sv", "html").exists()


def test_adapt_records_that_it_is_for_todays_text(workplace: Workplace) -> None:
    change_swedish(workplace)
    before = own(workplace, "toml").read_text("utf-8")
    result = workplace.run("adapt", NAME, TAG)
    assert result.exit_code == 0, result.errors
    assert re.search(r"LIX: 3\d, of the Swedish text 5\d\.", result.output)
    after = own(workplace, "toml").read_text("utf-8")
    assert re.sub(r'"[0-9a-f]{64}"', "", after) == re.sub(r'"[0-9a-f]{64}"', "", before)
    assert after != before
    assert workplace.run(*BUILD).exit_code == 0
    assert OLDER not in page(workplace)


def test_adapt_tells_what_is_missing(workplace: Workplace) -> None:
    workplace.edit(workplace.source, "Covid-19\n\nJust", "Covid-19\n\nRing 112. Just")
    result = workplace.run("adapt", NAME, TAG)
    assert result.exit_code == 1
    assert f"source/{NAME}.txt:11: This is neither in the adaptation" in result.errors
    assert "“112”" in result.errors


def test_an_error_stops_the_language_and_the_others_go_on(workplace: Workplace) -> None:
    workplace.edit(own(workplace), "Den 12 maj", "Den 21 maj")
    result = workplace.run(*BUILD)
    assert result.exit_code == 1
    assert f"translations/{NAME}/{TAG}.md:3: “21 maj” is not in the Swedish text" in result.errors
    assert not workplace.published(TAG, "html").exists()
    assert workplace.published("sv", "html").exists()


def test_a_person_approves_the_text_as_it_is(workplace: Workplace) -> None:
    workplace.edit(workplace.settings, f'{TAG} = "draft"', f'{TAG} = "approved"')
    refused = workplace.run(*BUILD)
    assert refused.exit_code == 1
    assert "adaptation.not-approved" in refused.errors
    assert not workplace.published(TAG, "html").exists()
    result = workplace.run("approve", NAME, TAG, "--by", "Anna Berg")
    assert result.exit_code == 0, result.errors
    assert "1. Approved by Anna Berg" in result.output
    assert "0. Approved" in workplace.run("approve", NAME, TAG, "--by", "Bo Ek").output
    assert workplace.run(*BUILD).exit_code == 0
    assert EASY in page(workplace)
    assert DRAFT not in page(workplace)
    assert (counted(workplace), status(workplace)["published"]) == ({"approved"}, "approved")
    workplace.edit(own(workplace), "Hör av dig", "Hör gärna av dig")
    assert workplace.run(*BUILD).exit_code == 1
    assert counted(workplace) == {"draft"}


@pytest.mark.parametrize("harm", ["invented", "outdated"])
def test_nothing_wrong_or_outdated_is_approved(workplace: Workplace, harm: str) -> None:
    if harm == "invented":
        workplace.edit(own(workplace), "Den 12 maj", "Den 21 maj")
    else:
        change_swedish(workplace)
    result = workplace.run("approve", NAME, TAG, "--by", "Anna Berg")
    assert result.exit_code == 1
    assert f"adaptation.{harm}" in result.errors
    assert "Nothing was approved" in result.output
    assert not (own(workplace).parent / "approvals.toml").exists()


def test_an_approver_has_a_name(workplace: Workplace) -> None:
    assert workplace.run("approve", NAME, TAG).exit_code == 2


def test_no_translation_file_is_made_for_it(workplace: Workplace) -> None:
    result = workplace.run("translate", "--language", TAG, "--no-machine")
    assert result.exit_code == 0
    assert f"{TAG}.md is a text of its own, so there is no translation file." in result.output
    assert not workplace.catalog(TAG).exists()
    own(workplace).rename(own(workplace).with_name("away.md"))
    assert workplace.run("translate", "--language", TAG, "--no-machine").exit_code == 0
    assert workplace.catalog(TAG).exists()


def test_a_catalog_beside_it_is_told_of(workplace: Workplace) -> None:
    workplace.catalog(TAG).write_bytes(workplace.catalog("fi").read_bytes())
    result = workplace.run(*BUILD)
    assert result.exit_code == 1
    assert f"{TAG}.po: This catalog is not used" in result.errors
    assert EASY in page(workplace)


@pytest.mark.parametrize("command", ["adapt", "approve"])
def test_a_text_that_does_not_exist(workplace: Workplace, command: str) -> None:
    own(workplace).unlink()
    result = workplace.run(command, NAME, TAG, *(["--by", "A"] if command == "approve" else []))
    assert result.exit_code == 2
    assert workplace.run("adapt", "other", TAG).exit_code == 2
    assert workplace.run("adapt", NAME, "xx").exit_code == 2


@pytest.mark.parametrize(
    ("old", "new", "exit_code", "sentence"),
    [
        ("# Så arbetar", "---\npublished: 2020-05-12\n---\n# Så arbetar", 4, "Only the title"),
        ("# Så arbetar", "<b>Så</b>\n\n# Så arbetar", 1, "sv-simple.md:1"),
    ],
)
def test_a_text_that_cannot_be_read(
    workplace: Workplace, old: str, new: str, exit_code: int, sentence: str
) -> None:
    workplace.edit(own(workplace), old, new)
    result = workplace.run(*BUILD)
    assert result.exit_code == exit_code
    assert sentence in result.errors
    assert workplace.published("sv", "html").exists()
    assert not workplace.published(TAG, "html").exists()
    problem = str(status(workplace)["problem"])
    assert (sentence in problem) == (exit_code == 4)


def test_two_texts_for_one_language(workplace: Workplace) -> None:
    own(workplace, "txt").write_text("Läget\n\nText\n", "utf-8")
    result = workplace.run(*BUILD)
    assert result.exit_code == 4
    assert "two texts for this language: sv-simple.md, sv-simple.txt" in result.errors
    assert workplace.published("sv", "html").exists()


def test_a_companion_that_cannot_be_read(workplace: Workplace) -> None:
    own(workplace, "toml").write_text("[[omission]]\n", "utf-8")
    result = workplace.run(*BUILD)
    assert result.exit_code == 5
    assert f"{TAG}.toml:1: An omission needs" in result.errors


def test_it_may_use_the_pictures_of_the_swedish_text(workplace: Workplace) -> None:
    source = workplace.settings.parent
    (source / "karta.png").write_bytes(image("red").data)
    (source / "mote.md").write_text(
        "---\npublished: 2020-05-12\n---\n# Mötet\n\n![En karta](karta.png)\n", "utf-8"
    )
    folder = source / "translations" / "mote"
    folder.mkdir()
    for name in ("karta.png", "original/1"):
        (folder / f"{TAG}.md").write_text(f"# Mötet\n\n![En karta]({name})\n", "utf-8")
        assert workplace.run("adapt", "mote", TAG).exit_code == 0
        assert workplace.run(*BUILD, "--format", "pdf").exit_code in (0, 1)
        assert workplace.published(TAG, "pdf", "mote").exists()
        assert len(list((workplace.folder / "output" / "mote" / "images").iterdir())) == 1
    (folder / f"{TAG}.md").write_text("# Mötet\n\n![En karta](original/2)\n", "utf-8")
    result = workplace.run("adapt", "mote", TAG)
    assert "has 1 pictures" in result.output + result.errors


def test_a_language_without_the_notice_can_have_a_translation_only(workplace: Workplace) -> None:
    folder = own(workplace).parent
    (folder / "fi.md").write_text("# Tilanne\n\nTeksti.\n", "utf-8")
    result = workplace.run("build", "--language", "sv", "--language", "fi")
    assert result.exit_code == 1
    assert "fi.md: The notice that a text leaves things out is not yet in this" in result.errors
    assert not workplace.published("fi", "html").exists()
