"""The example of the guide is what the guide says."""

from textwrap import dedent

from tests.conftest import REPOSITORY
from tests.parse.markdown.reader import parse, rules

GUIDE = (REPOSITORY / "docs/guide.md").read_text("utf-8")


def test_the_example_of_the_guide() -> None:
    section = GUIDE.partition("### Skriv i Markdown\n")[2].partition("\n### ")[0]
    lines = [line for line in section.split("\n") if not line or line.startswith("    ")]
    parsed = parse(dedent("\n".join(lines)).strip().replace("karta.png", "red.png"))
    assert rules(parsed) == []
    assert parsed.stated.keys() == {"title", "published"}
    kinds = "heading paragraph table figure callout quote list separator paragraph sign_off"
    assert [block.type for block in parsed.briefing.blocks] == kinds.split()
    assert len(parsed.briefing.notes) == 1
