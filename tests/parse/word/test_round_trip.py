"""What is written in Word comes back as the same briefing."""

from dataclasses import replace
from itertools import pairwise

from hypothesis import HealthCheck, assume, given, settings

from pipeline.model import (
    Block,
    Briefing,
    Figure,
    Flow,
    Paragraph,
    Quote,
    Table,
    Text,
    plain,
    text_of,
)
from pipeline.parse.looks import is_strong, without_look
from pipeline.parse.word import parse_docx
from pipeline.texts import Context, with_texts
from tests.parse.generated_blocks import settled_briefings
from tests.parse.word.writer import word

LOOKS = (Context.TITLE, Context.HEADING, Context.CAPTION, Context.TABLE_HEADER)


def as_word_can(value: Briefing) -> Briefing:
    """Without what Word cannot say: languages that the words do not bear out, and emphasis of
    whole headings and quotations, where it is the style's."""

    def text(_: str, context: Context, shown: Text) -> Text:
        simple = text_of(*(replace(span, language=None) for span in shown))
        return without_look(simple) if context in LOOKS else simple

    with_blocks = replace(value, blocks=tuple(map(_block, value.blocks)))
    return with_texts(with_blocks, value.language, text)


def _block(block: Block) -> Block:
    if isinstance(block, Paragraph) and is_strong(block.text):
        # A short one that is bold is read as a heading.
        return replace(block, text=without_look(block.text))
    if isinstance(block, Quote):
        return replace(block, blocks=tuple(map(_without_look, block.blocks)))
    if isinstance(block, Table):
        header_rows = min(max(block.header_rows, 1), len(block.rows) - 1)
        caption = _labelled("Tabell", block.caption)
        # Bold first columns are headings.
        rows = tuple(
            tuple(replace(cell, blocks=tuple(map(_without_look, cell.blocks))) for cell in row)
            for row in block.rows
        )
        return Table(block.id, rows, caption, header_rows)
    if isinstance(block, Figure):
        return replace(block, caption=_labelled("Bild", block.caption))
    return block


def _without_look(block: Flow) -> Flow:
    if isinstance(block, Paragraph):
        return replace(block, text=without_look(block.text))
    items = (
        replace(
            item,
            text=without_look(item.text),
            blocks=tuple(map(_without_look, item.blocks)),
        )
        for item in block.items
    )
    return replace(block, items=tuple(items))


def _labelled(label: str, caption: Text) -> Text:
    """The caption with the word by which it is told whether it belongs above or below."""
    if not caption or plain(caption).startswith(label):
        return caption
    return text_of(f"{label} ", *caption)


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
    # Two quotations one after the other are one in Word.
    assume(
        not any(isinstance(a, Quote) and isinstance(b, Quote) for a, b in pairwise(value.blocks))
    )
    expected = as_word_can(value)
    result = parse_docx(word(expected), "prov.docx", None)
    # Lines that begin with dashes or numbers are a list.
    assume(all(finding.rule != "parse.typed-list" for finding in result.report.findings))
    assert as_word_can(result.briefing) == expected, result.report
