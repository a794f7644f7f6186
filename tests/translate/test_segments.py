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
