from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.check.fidelity import check_variant
from pipeline.edition import State
from pipeline.findings import Severity
from pipeline.model import Briefing, Note, Paragraph, Span, Text, plain, text_of
from pipeline.translate.approvals import Approvals, approve
from pipeline.translate.catalog import Catalog
from pipeline.translate.hints import source_texts
from pipeline.translate.inline import stripped
from pipeline.translate.states import EntryState
from pipeline.translate.update import update
from pipeline.translate.variant import Translation, translate
from tests.builders import briefing
from tests.translate.builders import catalog, edited, reread
from tests.translate.running_text import CHARACTERS, texts

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


MARKED = briefing(
    "# T",
    "Ring **[112](tel:112)** vid _stor fara_[^1].",
    "| Växel | 0220-240 00 |",
    "Läs [välkommen hem](fi) och [more](en).",
    "[^1] Not",
)
MARKED_FI = {
    "T": "O",
    "Ring <1>112</1> vid <2>stor fara</2><3/>.": "<2>Suuri vaara</2><3/>: soita <1>112</1>.",
    "Växel": "Vaihde",
    "Läs <1>välkommen hem</1> och <2>more</2>.": "Lue <1>tervetuloa</1> ja <2>more</2>.",
    "Not": "Huomautus",
}


def marked(**changed: str) -> Catalog:
    state = updated(catalog(), MARKED)
    for source, target in MARKED_FI.items():
        state = edited(state, source, changed.get(source[:4], target))
    return reread(state)


def test_tags_give_their_properties_to_the_words_of_the_translation() -> None:
    found = result(MARKED, marked())
    assert found.findings == ()
    assert found.variant == briefing(
        "# O",
        "_Suuri vaara_[^1]: soita **[112](tel:112)**.",
        "| Vaihde | 0220-240 00 |",
        "Lue tervetuloa ja [more](en).",
        "[^1] Huomautus",
        language="fi",
    )


def test_tags_that_do_not_fit_stop_the_language_and_say_where() -> None:
    value = marked(Ring="<2>Suuri vaara</2>: soita <1>112</1>.")
    found = result(MARKED, value)
    assert found.variant is None
    (finding,) = found.findings
    line = value.by_key()["paragraph", "Ring <1>112</1> vid <2>stor fara</2><3/>."].line
    assert (finding.rule, finding.where) == ("catalog.markup", f"source/fi.po:{line}")
    assert finding.severity is Severity.ERROR
    assert "b1" in str(finding.message)
    assert "<3/>" in str(finding.message)
    assert found.counts[EntryState.MISSING] == 1


def test_an_approval_does_not_help_tags_that_do_not_fit() -> None:
    value = marked(Ring="Soita 112.")
    approvals = approve(value, Approvals(), "Anna", DAY)
    assert len(approvals.records) == len(value.active) - 1
    assert result(MARKED, value, approvals).state is None
    forged = approve(marked(), Approvals(), "Anna", DAY)
    assert result(MARKED, marked(), forged).state is State.APPROVED


def test_a_tag_that_the_swedish_text_has_not_is_an_error_too() -> None:
    value = edited(translated(), "Hälsningar", "<1>Terveisin</1>")
    assert [f.rule for f in result(SOURCE, value).findings] == ["catalog.markup"]


def test_swedish_words_inside_a_link_are_marked_and_stay_in_it() -> None:
    source = briefing("# T", "Gå till [mötet om ordningsvakt](https://a.se).")
    state = edited(updated(catalog(), source), "T", "O")
    text = "Gå till <1>mötet om ordningsvakt</1>."
    state = edited(state, text, "Mene <1>kokoukseen (ordningsvakt)</1>.")
    variant = result(source, reread(state)).variant
    assert variant is not None
    paragraph = variant.blocks[0]
    assert isinstance(paragraph, Paragraph)
    assert paragraph.text == (
        Span("Mene "),
        Span("kokoukseen (", link="https://a.se"),
        Span("ordningsvakt", "sv", "https://a.se"),
        Span(")", link="https://a.se"),
        Span("."),
    )
    assert check_variant(source, variant) == ()


def test_text_that_needs_no_words_is_in_no_catalog_and_stays() -> None:
    source = briefing("# T", "**0220-240 00**", "| 08–16 | 1 000 |")
    state = edited(updated(catalog(), source), "T", "O")
    assert [entry.source for entry in state.active] == ["T"]
    expected = briefing("# O", "**0220-240 00**", "| 08–16 | 1 000 |", language="fi")
    assert result(source, reread(state)).variant == expected


def test_the_same_words_with_two_links_have_one_entry_and_their_own_addresses() -> None:
    source = briefing("# T", "[Läs mer](https://a.se)", "[Läs mer](https://b.se)")
    state = edited(updated(catalog(), source), "T", "O")
    state = edited(state, "<1>Läs mer</1>", "<1>Lue lisää</1>")
    assert len(state.active) == 2
    expected = ("# O", "[Lue lisää](https://a.se)", "[Lue lisää](https://b.se)")
    assert result(source, reread(state)).variant == briefing(*expected, language="fi")


@given(st.lists(texts(CHARACTERS), max_size=4))
@settings(deadline=None)
def test_a_catalog_that_says_the_same_gives_the_same_document(running: list[Text]) -> None:
    blocks = tuple(Paragraph(f"b{n}", stripped(text)) for n, text in enumerate(running, 1))
    notes = (Note("n1", text_of("Not")),)
    source = Briefing("sv", text_of("Titel"), blocks, notes)
    state = updated(catalog(tag="sv-simple"), source)
    for entry in state.active:
        state = edited(state, entry.source, entry.source)
    found = translate(source, reread(state), Approvals(), "sv-simple", "sv-simple.po")
    assert found.findings == ()
    assert found.variant == replace(source, language="sv-simple")
