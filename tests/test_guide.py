"""What the guide shows can be written as it stands there."""

from pathlib import Path

from pipeline.parse import parse_source
from tests.conftest import REPOSITORY

GUIDE = REPOSITORY / "docs/guide.md"


def example(heading: str) -> str:
    """The first indented block below a heading of the guide."""
    lines = GUIDE.read_text("utf-8").split(f"\n### {heading}\n")[1].splitlines()
    first = next(index for index, line in enumerate(lines) if line.startswith("    "))
    end = next(n for n, line in enumerate(lines) if n > first and line[:1] not in ("", " "))
    return "\n".join(line[4:] for line in lines[first:end]) + "\n"


def test_the_example_of_plain_text_is_read_without_a_finding(tmp_path: Path) -> None:
    path = tmp_path / "lage.txt"
    path.write_text(example("Skriv som ren text"), "utf-8")
    parsed = parse_source(path)
    assert parsed.report.findings == ()
    kinds = [block.type for block in parsed.briefing.blocks]
    assert kinds == ["paragraph", "heading", "paragraph", "list", "sign_off"]
