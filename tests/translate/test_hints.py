import pytest

from pipeline.translate.hints import source_texts
from tests.builders import briefing

EXAMPLE = briefing(
    "# Lägesbild",
    "Inledning.",
    "## Krisledningen",
    "I mars aktiverade Carin Becker-Åström staben med ”Vi i Hallsta” och sade ”Håll avstånd”.",
    "Ansvar är att:",
    "- informera",
    "- samverka",
    "~ Hälsningar",
    "~ Carin Becker-Åström, kommunchef",
)
HINTS = {t.text: t.hints for t in source_texts(EXAMPLE, "a.txt", {})}


def told(text: str) -> str:
    return " | ".join(HINTS[text])


def test_a_text_tells_its_section() -> None:
    assert "Krisledningen" in told("Ansvar är att:")
    assert "Krisledningen" not in told("Inledning.")
    assert "Krisledningen" not in told("Hälsningar")


def test_a_heading_stands_in_the_section_of_a_higher_one_only() -> None:
    found = briefing("# T", "## Staben", "### Uppdrag", "Text", "## Polisen", "Mer")
    hints = {t.text: " | ".join(t.hints) for t in source_texts(found, "a", {})}
    assert "Staben" in hints["Uppdrag"]
    assert "Uppdrag" in hints["Text"]
    assert "Staben" not in hints["Polisen"]
    assert "Polisen" in hints["Mer"]


def test_a_list_item_tells_its_number_and_what_begins_the_list() -> None:
    assert {"2"} <= set(told("samverka").split())
    assert "Ansvar är att:" in told("samverka")


def test_a_lead_in_has_one_hint_more_than_another_paragraph() -> None:
    assert len(HINTS["Ansvar är att:"]) == 2


def test_names_that_stay_are_told() -> None:
    paragraph = told(EXAMPLE_PARAGRAPH)
    assert "Carin Becker-Åström" in paragraph
    assert "Vi i Hallsta" in paragraph
    assert "Håll avstånd" not in paragraph


EXAMPLE_PARAGRAPH = (
    "I mars aktiverade Carin Becker-Åström staben med ”Vi i Hallsta” och sade ”Håll avstånd”."
)


def test_a_role_tells_who_has_it() -> None:
    assert "Carin Becker-Åström" in told("kommunchef")


def test_title_heading_and_closing_say_what_they_are() -> None:
    assert all(HINTS[text] for text in ("Lägesbild", "Krisledningen", "Hälsningar"))


def test_equal_texts_of_one_context_are_one_with_both_places() -> None:
    twice = briefing("# T", "Se ovan.", "## Se ovan.", "Se ovan.")
    lines = {"title": 1, "b1": 3, "b2": 5, "b3": 7}
    found = source_texts(twice, "a.txt", lines)
    assert [(t.context, t.text, t.references) for t in found] == [
        ("title", "T", ("a.txt:1",)),
        ("paragraph", "Se ovan.", ("a.txt:3", "a.txt:7")),
        ("heading", "Se ovan.", ("a.txt:5",)),
    ]


def test_a_file_name_with_a_space_is_marked_as_gettext_does() -> None:
    found = source_texts(briefing("# T"), "läge maj.txt", {"title": 2})
    assert found[0].references == ("\u2068läge maj.txt\u2069:2",)


def test_a_hint_is_one_line() -> None:
    odd = briefing("# T", "## A\n\tB", "Text")
    assert all("\n" not in h and "\t" not in h for t in source_texts(odd, "a", {}) for h in t.hints)


WHOLE = briefing(
    "# Titel",
    "^^ Kommunen",
    "__ Sidfot",
    "## Tider",
    "Så här:",
    "- en sak",
    "  - en sak till",
    "  och mer",
    "|: Öppettider",
    "|= Dag | Öppet |",
    "|! Måndag | hela dagen |",
    "![En karta](red) Kartan över stan",
    "> Ett citat",
    "! En varning",
    "[Ring **[112](tel:112)** nu](#b1)[^1], _[mejla](mailto:a@b.se)_ [hello](en)",
    "[^1] En not",
)
TOLD = {t.text: t.hints for t in source_texts(WHOLE, "a.docx", {"b1": 1, "b4": 7, "b5": 9})}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("en sak till", ["1", "en sak"]),
        ("och mer", ["en sak"]),
        ("Öppet", ["2"]),
        ("Måndag", ["2", "Öppettider", "Dag"]),
        ("hela dagen", ["2", "Öppet / Måndag", "Öppettider"]),
        ("En karta", ["Kartan över stan"]),
        ("Kartan över stan", ["En karta"]),
        ("En not", ["1"]),
    ],
)
def test_a_text_tells_where_it_stands(text: str, words: list[str]) -> None:
    hints = " | ".join(TOLD[text])
    assert all(word in hints for word in words), hints


@pytest.mark.parametrize("text", ["Öppettider", "Ett citat", "En varning", "Kommunen", "Sidfot"])
def test_every_other_place_has_a_sentence_of_its_own(text: str) -> None:
    assert TOLD[text]
    assert sum(TOLD[text] == hints for hints in TOLD.values()) == 1


def test_each_tag_says_what_it_is() -> None:
    source = briefing(
        "# T",
        "## Polisen",
        "Ring **[112](tel:112)**, se [polisen](#b1)[^1], _mejla_ [hello](en).",
        "[^1] Not",
    )
    (hints,) = (t.hints for t in source_texts(source, "a", {}) if t.text.startswith("Ring"))
    told = {hint.partition(": ")[0]: hint.partition(": ")[2] for hint in hints}
    assert "112" in told["<1>…</1>"]
    assert "," in told["<1>…</1>"]
    assert "Polisen" in told["<2>…</2>"]
    assert "1" in told["<3/>"]
    assert told["<4>…</4>"]
    assert "engelska" in told["<5>…</5>"]


def test_what_has_no_line_of_its_own_has_that_of_what_it_stands_in() -> None:
    found = {t.text: t.references for t in source_texts(WHOLE, "a.docx", {"b4": 7, "b4.1": 8})}
    assert found["Öppettider"] == ("a.docx:7",)
    assert found["Dag"] == ("a.docx:8",)
    assert found["Titel"] == ("a.docx",)
