"""What is written in Word comes back as the same briefing."""

from dataclasses import replace

from hypothesis import HealthCheck, assume, given, settings

from pipeline.model import Block, Briefing, Paragraph, Quote, Table, Text, text_of
from pipeline.parse.word import parse_docx
from pipeline.parse.word.looks import without_look
from pipeline.texts import Context, with_texts
from tests.parse.generated_blocks import settled_briefings
from tests.parse.word.writer import word

LOOKS = (Context.TITLE, Context.HEADING, Context.CAPTION, Context.TABLE_HEADER)


def as_word_can(value: Briefing) -> Briefing:
    """Without what Word cannot say: languages that the words do not bear out, bold headings."""

    def text(_: str, context: Context, shown: Text) -> Text:
        simple = text_of(*(replace(span, language=None) for span in shown))
        return without_look(simple) if context in LOOKS else simple

    with_blocks = replace(value, blocks=tuple(map(_block, value.blocks)))
    return with_texts(with_blocks, value.language, text)


def _block(block: Block) -> Block:
    if isinstance(block, Quote):
        paragraphs = [b for b in block.blocks if isinstance(b, Paragraph)]
        kept = paragraphs or [Paragraph(f"{block.id}.1", text_of("Citat"))]
        numbered = (replace(b, id=f"{block.id}.{n}") for n, b in enumerate(kept, 1))
        return replace(block, blocks=tuple(numbered))
    if isinstance(block, Table):
        header_rows = min(max(block.header_rows, 1), len(block.rows) - 1)
        return replace(block, header_rows=header_rows, header_columns=0)
    return block


def _is_word_table(block: Block) -> bool:
    """One cell is a box, bold cells are headings, and an empty first row says nothing."""
    return not isinstance(block, Table) or (
        sum(map(len, block.rows)) > 1
        and all(any(cell.blocks for cell in row) for row in block.rows)
    )


@settings(deadline=None, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
@given(settled_briefings)
def test_a_word_document_comes_back(value: Briefing) -> None:
    assume(all(_is_word_table(block) for block in value.blocks))
    expected = as_word_can(value)
    result = parse_docx(word(expected), "prov.docx", None)
    assert as_word_can(result.briefing) == expected, result.report
