from dataclasses import replace
from datetime import date

from pipeline.edition import State
from pipeline.findings import Severity
from pipeline.model import Briefing, plain
from pipeline.translate.approvals import Approvals, approve
from pipeline.translate.catalog import Catalog
from pipeline.translate.hints import source_texts
from pipeline.translate.states import EntryState
from pipeline.translate.update import update
from pipeline.translate.variant import Translation, translate
from tests.builders import briefing
from tests.translate.builders import catalog, edited, reread

SOURCE = briefing(
    "# Lägesbild",
    "## Polisen",
    "Polisen",
    "Ring 0220-240 00 om ”Vi i Hallsta”.",
    "~ Hälsningar",
    "~ Per Ersgård, kommunpolis",
)
FINNISH = {
    "Lägesbild": "Tilannekuva",
    "Polisen": "Poliisi",
    "Ring 0220-240 00 om ”Vi i Hallsta”.": " Soita 0220-240 00, ”Vi i Hallsta”. ",
    "Hälsningar": "Terveisin",
    "kommunpolis": "kuntapoliisi",
}
DAY = date(2020, 5, 14)


def updated(before: Catalog, source: Briefing) -> Catalog:
    return reread(update(before, source_texts(source, "a.txt", {})))


def translated() -> Catalog:
    state = updated(catalog(), SOURCE)
    for source, target in FINNISH.items():
        state = edited(state, source, target)
    return reread(state)


def result(
    source: Briefing, value: Catalog | None, approvals: Approvals | None = None
) -> Translation:
    return translate(source, value, approvals or Approvals(), "fi", "source/fi.po")


def test_a_whole_catalog_gives_the_whole_variant_as_a_draft() -> None:
    found = result(SOURCE, translated())
    assert found.variant == briefing(
        "# Tilannekuva",
        "## Poliisi",
        "Poliisi",
        "Soita 0220-240 00, ”[Vi i Hallsta](sv)”.",
        "~ Terveisin",
        "~ Per Ersgård, kuntapoliisi",
        language="fi",
    )
    assert (found.state, found.gaps, found.findings) == (State.DRAFT, (), ())
    assert found.counts == {EntryState.DRAFT: 6}


def test_a_document_is_approved_when_its_last_entry_is() -> None:
    value = translated()
    approvals = approve(value, Approvals(), "Anna", DAY)
    assert result(SOURCE, value, approvals).state is State.APPROVED
    touched = edited(value, "Polisen", "Poliisit")
    assert result(SOURCE, touched, approvals).state is State.DRAFT


def test_without_a_catalog_everything_is_missing() -> None:
    found = result(SOURCE, None)
    assert (found.variant, found.state) == (None, None)
    assert len(found.gaps) == 6
    assert [(f.rule, f.where) for f in found.findings] == [("catalog.missing", "source/fi.po")]
    assert found.counts == {EntryState.MISSING: 6}


def test_a_missing_entry_is_named_by_line_and_block_and_stops_the_language() -> None:
    value = reread(edited(translated(), "kommunpolis", ""))
    found = result(SOURCE, value)
    line = value.by_key()["role", "kommunpolis"].line
    assert found.variant is None
    assert [(g.segment.id, g.state, g.line) for g in found.gaps] == [
        ("b4.1", EntryState.MISSING, line)
    ]
    finding = found.findings[0]
    assert (finding.rule, finding.where) == ("catalog.missing", f"source/fi.po:{line}")
    assert finding.severity is Severity.WARNING
    assert "b4.1" in str(finding.message)
    assert "kommunpolis" in str(finding.message)


def changed_number() -> Briefing:
    lines = ("# Lägesbild", "## Polisen", "Polisen", "Ring 0220-241 11 om ”Vi i Hallsta”.")
    return briefing(*lines, "~ Hälsningar", "~ Per Ersgård, kommunpolis")


def test_an_old_telephone_number_is_never_published() -> None:
    approvals = approve(translated(), Approvals(), "Anna", DAY)
    stale = result(changed_number(), translated(), approvals)
    assert [gap.state for gap in stale.gaps] == [EntryState.MISSING]
    found = result(changed_number(), updated(translated(), changed_number()), approvals)
    assert found.variant is None
    assert [gap.state for gap in found.gaps] == [EntryState.OUTDATED]
    assert found.findings[0].rule == "catalog.outdated"
    assert "0220-241 11" in str(found.findings[0].message)


def test_clearing_the_flag_makes_a_draft_and_no_approval() -> None:
    approvals = approve(translated(), Approvals(), "Anna", DAY)
    outdated = updated(translated(), changed_number())
    source = "Ring 0220-241 11 om ”Vi i Hallsta”."
    cleared = edited(outdated, source, outdated.by_key()["paragraph", source].target)
    assert result(changed_number(), cleared, approvals).state is State.DRAFT


def test_an_entry_that_was_marked_by_hand_is_unfinished_and_not_published() -> None:
    value = translated()
    marked = replace(
        value, entries=tuple(replace(e, fuzzy=e.context == "title") for e in value.entries)
    )
    found = result(SOURCE, marked)
    assert [gap.state for gap in found.gaps] == [EntryState.OUTDATED]
    assert "unfinished" in str(found.findings[0].message)


def test_the_same_text_is_translated_by_its_context() -> None:
    value = translated()
    entries = (
        replace(e, target="Poliisiasiat") if e.context == "heading" else e for e in value.entries
    )
    variant = result(SOURCE, replace(value, entries=tuple(entries))).variant
    assert variant is not None
    shown = [plain(block.text) for block in variant.blocks[:2] if hasattr(block, "text")]
    assert shown == ["Poliisiasiat", "Poliisi"]


def test_characters_of_formats_and_markup_stay_what_they_are() -> None:
    odd = briefing("# <b>&amp; %s {x} {} \\n", "%(a)s")
    state = updated(catalog(), odd)
    for segment in ("<b>&amp; %s {x} {} \\n", "%(a)s"):
        state = edited(state, segment, segment + "!")
    found = result(odd, reread(state)).variant
    assert found == briefing("# <b>&amp; %s {x} {} \\n!", "%(a)s!", language="fi")
    missing = result(odd, updated(catalog(), odd))
    assert "%s {x} {}" in str(missing.findings[0].message)
