"""What is published of a translation: every rule with every state that its worst text can have."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pipeline.edition import DocumentInfo, Edition, State
from pipeline.editions import Prepared, kept, translated
from pipeline.findings import Severity
from pipeline.messages import message
from pipeline.model import plain
from pipeline.parse import parse_source
from pipeline.project import Document, Project
from pipeline.settings import Publish, Settings, read_settings
from pipeline.translate.approvals import Approvals, approvals_bytes, approve
from pipeline.translate.catalog import catalog_bytes
from pipeline.translate.hints import source_texts
from pipeline.translate.po import Entry
from pipeline.translate.states import EntryState
from pipeline.translate.update import update
from pipeline.translate.workspace import approvals_path, catalog_path
from tests.conftest import REPOSITORY
from tests.translate.builders import catalog, drafted

TODAY = date(2026, 11, 25)
WORST = "Skolan i Kolbäck är stängd."
TRANSLATED = {
    "Läget i Hallstahammar": "Hallstahammarin tilanne",
    WORST: "Kolbäckin koulu on kiinni.",
}
SETTINGS = read_settings(REPOSITORY / "source" / "settings.toml")

RULES = [Publish.APPROVED, Publish.DRAFT, Publish.MACHINE, Publish.PLANNED]
ENTRIES = [
    "missing", "tagged", "problem", "outdated", "stale", "machine", "touched", "draft", "approved",
]  # fmt: skip
"""What the worst text is; `tagged` has a tag that the Swedish text has not; `problem` and `stale`
are the machine's too, `touched` is its draft without the fuzzy flag."""

PUBLISHED = {
    ("machine", Publish.MACHINE): State.MACHINE,
    ("touched", Publish.MACHINE): State.MACHINE,
    ("draft", Publish.MACHINE): State.DRAFT,
    ("draft", Publish.DRAFT): State.DRAFT,
    ("approved", Publish.MACHINE): State.APPROVED,
    ("approved", Publish.DRAFT): State.APPROVED,
    ("approved", Publish.APPROVED): State.APPROVED,
}
"""All else is not published."""


def entry(before: Entry, worst: str) -> Entry:
    if before.source != WORST:
        return replace(before, target=TRANSLATED[before.source])
    target = TRANSLATED[WORST]
    match worst:
        case "missing":
            return before
        case "tagged":
            return replace(before, target=f"<1>{target}</1>")
        case "problem":
            return drafted(before, target, message("This file is empty."))
        case "outdated":
            return replace(before, target=target, fuzzy=True, previous=f"{WORST} Nej.")
        case "stale":
            return replace(drafted(replace(before, source="Annat"), target), source=WORST)
        case "machine":
            return drafted(before, target)
        case "touched":
            return replace(drafted(before, target), fuzzy=False)
        case _:
            return replace(before, target=target)


@pytest.fixture
def document(tmp_path: Path) -> Document:
    path = tmp_path / "lage.txt"
    path.write_text(f"Läget i Hallstahammar\n\n{WORST}\n", "utf-8")
    return Document(DocumentInfo("lage", TODAY), parse_source(path, None), "digest", path)


def write(document: Document, folder: Path, worst: str) -> None:
    texts = source_texts(document.parsed.briefing, "lage.txt", {})
    value = update(catalog(document="lage"), texts)
    value = replace(value, entries=tuple(entry(e, worst) for e in value.entries))
    only_title = replace(value, entries=tuple(e for e in value.entries if e.source != WORST))
    approvals = approve(value if worst == "approved" else only_title, Approvals(), "Anna", TODAY)
    path = catalog_path(folder, "lage", "fi")
    path.parent.mkdir(parents=True)
    path.write_bytes(catalog_bytes(value))
    approvals_path(folder, "lage").write_bytes(approvals_bytes(approvals))


def ruled(rule: Publish) -> Settings:
    return replace(SETTINGS, languages={"fi": rule})


def prepared(
    document: Document, folder: Path, rule: Publish, published: Edition | None = None
) -> Prepared:
    return translated(document, "fi", ruled(rule), Project(folder), published, TODAY)


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("worst", ENTRIES)
def test_what_is_published(document: Document, tmp_path: Path, worst: str, rule: Publish) -> None:
    write(document, tmp_path, worst)
    found = prepared(document, tmp_path, rule)
    state = PUBLISHED.get((worst, rule))
    assert (found.edition.state if found.edition else None) is state
    is_silent = state is not None or rule is Publish.PLANNED
    assert bool(found.report.open) != is_silent
    if found.edition and state is State.MACHINE:
        (notice,) = found.edition.notices
        assert "käännetty koneellisesti" in plain(notice)


@pytest.mark.parametrize("rule", [Publish.APPROVED, Publish.DRAFT])
@pytest.mark.parametrize("worst", ["machine", "touched"])
def test_what_the_machine_wrote_waits_for_a_person_and_says_where(
    document: Document, tmp_path: Path, worst: str, rule: Publish
) -> None:
    write(document, tmp_path, worst)
    (finding,) = prepared(document, tmp_path, rule).report.findings
    assert (finding.rule, finding.severity) == ("catalog.machine", Severity.WARNING)
    assert finding.where.startswith(str(catalog_path(tmp_path, "lage", "fi")) + ":")
    assert WORST in str(finding.message)


def test_a_draft_with_problems_says_that_they_stand_in_the_catalog(
    document: Document, tmp_path: Path
) -> None:
    write(document, tmp_path, "problem")
    (finding,) = prepared(document, tmp_path, Publish.MACHINE).report.findings
    assert finding.rule == "catalog.missing"
    assert "has problems" in str(finding.message)


def test_tags_that_do_not_fit_are_an_error_and_what_was_published_stays(
    document: Document, tmp_path: Path
) -> None:
    write(document, tmp_path / "a", "draft")
    before = prepared(document, tmp_path / "a", Publish.DRAFT).edition
    write(document, tmp_path / "b", "tagged")
    found = prepared(document, tmp_path / "b", Publish.DRAFT, before)
    (finding,) = found.report.errors
    assert finding.rule == "catalog.markup"
    assert finding.where.startswith(str(catalog_path(tmp_path / "b", "lage", "fi")) + ":")
    assert before is not None
    assert found.edition == before
    assert not found.is_new


STAYS = {
    Publish.APPROVED: {State.APPROVED},
    Publish.DRAFT: {State.APPROVED, State.DRAFT},
    Publish.MACHINE: {State.APPROVED, State.DRAFT, State.MACHINE},
}


@pytest.mark.parametrize("rule", STAYS)
@pytest.mark.parametrize("worst", ["machine", "draft", "approved"])
@pytest.mark.parametrize("has_changed", [False, True])
def test_what_was_published_stays_only_where_the_rule_of_today_allows_it(
    document: Document, tmp_path: Path, worst: str, rule: Publish, has_changed: bool
) -> None:
    write(document, tmp_path, worst)
    before = prepared(document, tmp_path, Publish.MACHINE).edition
    assert before is not None
    changed = replace(document, digest="another") if has_changed else document
    stays = kept(changed, ruled(rule), before, TODAY)
    assert (stays is not None) == (before.state in STAYS[rule])
    if stays and before.state is State.MACHINE:
        assert stays.notices[-1:] == before.notices
        assert len(stays.notices) == 1 + has_changed


def test_an_older_text_of_the_machine_goes_where_the_language_is_taken_back(
    document: Document, tmp_path: Path
) -> None:
    write(document, tmp_path, "machine")
    before = prepared(document, tmp_path, Publish.MACHINE).edition
    assert kept(document, ruled(Publish.PLANNED), before, TODAY) is None


def test_the_states_are_all_in_the_table() -> None:
    assert {state.value for state in EntryState} <= set(ENTRIES)
    assert set(RULES) == set(Publish)
