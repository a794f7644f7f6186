import pytest

from pipeline.model import Text, plain, text_of
from pipeline.translate.segments import Context, segments, with_texts
from tests.builders import briefing

EXAMPLE = briefing(
    "# Lägesbild",
    "## Polisen",
    "Ansvar:",
    "- ett",
    "- två",
    "~ Hälsningar",
    "~ Per Ersgård, kommunpolis",
    "~ Kommunen",
)


def test_every_text_but_the_names_is_a_segment_in_document_order() -> None:
    assert [(s.id, s.context.value, s.text) for s in segments(EXAMPLE)] == [
        ("title", "title", "Lägesbild"),
        ("b1", "heading", "Polisen"),
        ("b2", "paragraph", "Ansvar:"),
        ("b3.1", "list item", "ett"),
        ("b3.2", "list item", "två"),
        ("b4", "closing", "Hälsningar"),
        ("b4.1", "role", "kommunpolis"),
    ]


def test_white_space_at_the_ends_and_empty_texts_are_no_part_of_a_segment() -> None:
    assert [s.text for s in segments(briefing("# T", " \u00a0Text\n"))] == ["T", "Text"]
    assert [s.text for s in segments(briefing("# ", "Text"))] == ["Text"]


def test_the_variant_has_the_same_blocks() -> None:
    variant = with_texts(EXAMPLE, "fi", lambda _i, _c, text: text_of(plain(text).upper()))
    assert variant.language == "fi"
    assert [(s.id, s.context) for s in segments(variant)] == [
        (s.id, s.context) for s in segments(EXAMPLE)
    ]
    assert [s.text for s in segments(variant)] == [s.text.upper() for s in segments(EXAMPLE)]
    assert [type(b) for b in variant.blocks] == [type(b) for b in EXAMPLE.blocks]
    assert with_texts(variant, "sv", lambda _i, _c, text: text_of(plain(text).lower())) == briefing(
        "# lägesbild",
        "## polisen",
        "ansvar:",
        "- ett",
        "- två",
        "~ hälsningar",
        "~ Per Ersgård, kommunpolis",
        "~ Kommunen",
    )


def test_a_text_is_translated_with_its_context() -> None:
    seen: list[tuple[str, Context]] = []

    def note(identity: str, context: Context, text: Text) -> Text:
        seen.append((identity, context))
        return text

    with_texts(EXAMPLE, "fi", note)
    assert ("b4.1", Context.ROLE) in seen


def test_a_segment_has_the_text_with_tags_and_as_it_is_read() -> None:
    found = segments(
        briefing("# T", "\u00a0Ring **[112](tel:112)** nu[^1] // genast ", "[^1] Not.")
    )
    assert [(s.id, s.text, s.characters) for s in found] == [
        ("title", "T", "T"),
        ("b1", "Ring <1>112</1> nu<2/>\ngenast", "Ring 112 nu\ngenast"),
        ("n1", "Not.", "Not."),
    ]


WHOLE = briefing(
    "# Titel",
    "^^ Kommunen",
    "__ Sidfot",
    "- en",
    "  - två",
    "  tre",
    "|: Öppettider",
    "|= Dag | Tid |",
    "|! Måndag | stängt |",
    "![En karta](red) Kartan[^1]",
    "> Citat",
    "! Viktigt",
    "***",
    "[^1] Not",
)


def test_texts_of_every_kind_are_segments() -> None:
    assert [(s.id, s.context.value, s.text) for s in segments(WHOLE)] == [
        ("title", "title", "Titel"),
        ("b1.1", "list item", "en"),
        ("b1.1.1.1", "list item", "två"),
        ("b1.1.2", "paragraph", "tre"),
        ("b2.caption", "caption", "Öppettider"),
        ("b2.1.1.1", "table header", "Dag"),
        ("b2.1.2.1", "table header", "Tid"),
        ("b2.2.1.1", "table header", "Måndag"),
        ("b2.2.2.1", "table cell", "stängt"),
        ("b3.alternative", "alternative text", "En karta"),
        ("b3.caption", "caption", "Kartan<1/>"),
        ("b4.1", "paragraph", "Citat"),
        ("b5.1", "paragraph", "Viktigt"),
        ("n1", "note", "Not"),
        ("header", "page header", "Kommunen"),
        ("footer", "page footer", "Sidfot"),
    ]


@pytest.mark.parametrize(
    "text",
    ["0220-240 00", "08–16", "10.30", "112", "1 000", "3,5 %", "2020-05-12", "§ 3", "–", "***",
     "kundcenter@hallstahammar.se", "https://hallstahammar.se/corona", "**112**", "16[^1]",
     "1177 // 0220-240 00"],
)  # fmt: skip
def test_what_is_the_same_in_every_language_is_no_segment(text: str) -> None:
    assert [s.text for s in segments(briefing("# T", text, "[^1] –"))] == ["T"]


@pytest.mark.parametrize("text", ["kl. 8", "12 maj", "12/5", "250:-", "1,250", "100 kr", "A4"])
def test_what_another_language_writes_in_another_way_is_a_segment(text: str) -> None:
    assert [s.text for s in segments(briefing("# T", text))] == ["T", text]
