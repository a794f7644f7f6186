"""What is written as Markdown comes back as the same briefing."""

from hypothesis import given

from pipeline.model import Briefing
from pipeline.parse.markdown import parse_markdown
from tests.parse.generated import unhurried
from tests.parse.generated_blocks import settled_briefings
from tests.parse.writers import markdown, pictures


@unhurried
@given(settled_briefings)
def test_markdown_comes_back(value: Briefing) -> None:
    source = markdown(value)
    parsed = parse_markdown(source.encode(), "prov.md", None, pictures(value))
    assert parsed.briefing == value, source
    assert not parsed.report.errors or _has_empty_table(value)


def _has_empty_table(value: Briefing) -> bool:
    return any(
        block.type == "table" and not any(cell.blocks for row in block.rows for cell in row)
        for block in value.blocks
    )
