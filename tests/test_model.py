import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.briefing_json import briefing_from_json, briefing_to_json
from pipeline.edition import Edition, Withdrawal
from pipeline.model import NOTE_MARK, Briefing, Figure, Span, one_line, plain, text_of
from pipeline.reading import Kind, reading_sequence
from tests.builders import briefing, edition
from tests.samples import withdrawal_of

EXAMPLE = (
    "# Titel",
    "## Rubrik",
    "Ring [kundcenter](tel:+4622024000), [suomeksi](fi).",
    "Ansvar:",
    "- ett",
    "- två",
    "3. tre",
    "~ Med vänliga hälsningar",
    "~ Lina Marklund, säkerhetssamordnare",
    "~ Kommunen",
)

spans = st.builds(
    Span,
    st.text(max_size=4),
    st.sampled_from([None, "fi"]),
    st.sampled_from([None, "https://example.se/", "#b2"]),
    st.booleans(),
    st.booleans(),
) | st.builds(lambda n: Span(NOTE_MARK, note=n), st.sampled_from(["n1", "n2"]))


@given(st.lists(spans))
def test_text_has_one_normal_form(parts: list[Span]) -> None:
    normal = text_of(*parts)
    assert plain(normal) == "".join(part.text for part in parts)
    assert text_of(*normal) == normal
    assert all(span.text for span in normal)


@given(st.lists(st.lists(spans, min_size=1), min_size=1))
def test_json_gives_the_same_briefing_back(paragraphs: list[list[Span]]) -> None:
    from pipeline.model import Paragraph

    blocks = tuple(Paragraph(f"b{n}", text_of(*parts)) for n, parts in enumerate(paragraphs))
    original = Briefing("sv", text_of("T"), blocks)
    assert briefing_from_json(briefing_to_json(original)) == original


def test_every_block_survives_json() -> None:
    original = briefing(*EXAMPLE)
    assert briefing_from_json(briefing_to_json(original)) == original


RICH = (
    "^^ Huvud",
    "# **Titel**",
    "Se [^1] och **fet _kursiv_ [112](tel:112)** // rad [x](#b3).",
    "- ett",
    "  - inre",
    "  mer",
    "|: Tider",
    "|= Dag | Tid | <",
    "|! Måndag | 8 | 16 \\\\ - fika",
    "![En karta](blue) Kartan",
    "![](red)",
    "> Citat",
    "! Viktigt",
    "***",
    "[^1] Noten, [mer](https://www.1177.se/)",
    "__ Fot",
)


def test_every_kind_of_block_survives_json() -> None:
    original = briefing(*RICH)
    images = {image.file_name: image.data for image in original.images()}
    again = briefing_from_json(briefing_to_json(original), images)
    assert again == original
    assert [image.data for image in again.images()] == list(images.values())


@pytest.mark.parametrize("data", [None, b"another"])
def test_a_picture_whose_data_is_gone_or_changed_is_refused(data: bytes | None) -> None:
    original = briefing("![En karta](blue)")
    name = next(original.images()).file_name
    with pytest.raises(ValueError, match=name):
        briefing_from_json(briefing_to_json(original), {} if data is None else {name: data})


def test_a_picture_without_alternative_text_is_decorative() -> None:
    figures = [b for b in briefing("![](red)", "![Karta](red)").blocks if isinstance(b, Figure)]
    assert [figure.is_decorative for figure in figures] == [True, False]


def test_references_to_notes_stay_single_spans_and_out_of_metadata() -> None:
    note = Span(NOTE_MARK, note="n1")
    assert text_of(note, note) == (note, note)
    assert one_line(text_of("Se\nhär", note)) == "Se här"


def test_edition_survives_json() -> None:
    original = edition(*EXAMPLE, notices=("Fråga [oss](mailto:a@b.se)",))
    assert Edition.from_json(original.to_json()) == original


def test_what_is_left_of_a_withdrawn_document_survives_json() -> None:
    left = withdrawal_of(edition("# Vatten // i [Kolbäck](fi)[^1]", "x", "[^1] y"))
    assert one_line(left.title) == "Vatten i Kolbäck"
    assert all(not span.note and "\n" not in span.text for span in left.title)
    stored = left.to_json()
    assert Withdrawal.from_json(stored) == left
    for broken in ({**stored, "more": 1}, {**stored, "withdrawn": "idag"}, {**stored, "title": 1}):
        with pytest.raises(ValueError, match=r"withdrawal|isoformat"):
            Withdrawal.from_json(broken)


@pytest.mark.parametrize("broken", [{}, {"language": "sv", "title": 1, "blocks": []}])
def test_other_json_is_refused(broken: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=":"):
        briefing_from_json(broken)  # type: ignore[arg-type]


def test_reading_sequence_has_everything_in_order() -> None:
    units = reading_sequence(edition(*EXAMPLE, language="ar", notices=("Utkast",)))
    assert [unit.kind for unit in units] == [
        Kind.TITLE,
        Kind.NOTICE,
        Kind.HEADING,
        Kind.PARAGRAPH,
        Kind.PARAGRAPH,
        *[Kind.LIST_ITEM] * 3,
        Kind.CLOSING,
        *[Kind.SIGNATORY] * 2,
    ]
    assert [unit.label for unit in units if unit.kind is Kind.LIST_ITEM] == ["•", "•", "3."]
    assert units[-2].characters == "Lina Marklund، säkerhetssamordnare"


def test_reading_sequence_tells_what_each_unit_stands_in() -> None:
    found = [
        (u.kind.value, u.label, u.within, u.characters) for u in reading_sequence(edition(*RICH))
    ]
    assert found == [
        ("page_header", "", (), "Huvud"),
        ("title", "", (), "Titel"),
        ("paragraph", "", (), "Se 1 och fet kursiv 112\nrad x."),
        ("list_item", "•", ("list",), "ett"),
        ("list_item", "•", ("list", "list"), "inre"),
        ("paragraph", "", ("list",), "mer"),
        ("caption", "", ("table",), "Tider"),
        ("header_cell", "", ("table",), "Dag"),
        ("header_cell", "", ("table",), "Tid"),
        ("header_cell", "", ("table",), "Måndag"),
        ("cell", "", ("table",), "8"),
        ("cell", "", ("table",), "16"),
        ("list_item", "•", ("table", "list"), "fika"),
        ("figure", "", ("figure",), "En karta"),
        ("caption", "", ("figure",), "Kartan"),
        ("paragraph", "", ("quote",), "Citat"),
        ("paragraph", "", ("callout",), "Viktigt"),
        ("note", "1", (), "Noten, mer"),
        ("page_footer", "", (), "Fot"),
    ]
