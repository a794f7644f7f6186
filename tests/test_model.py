import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.briefing_json import briefing_from_json, briefing_to_json
from pipeline.edition import Edition
from pipeline.model import Briefing, Span, plain, text_of
from pipeline.reading import Kind, reading_sequence
from tests.builders import briefing, edition

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
    st.sampled_from([None, "https://example.se/"]),
)


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


def test_edition_survives_json() -> None:
    original = edition(*EXAMPLE, notices=("Fråga [oss](mailto:a@b.se)",))
    assert Edition.from_json(original.to_json()) == original


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
