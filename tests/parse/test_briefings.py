"""Municipal briefings of many shapes, each with the structure that a person sees in it.

`NAME.outline` is in the notation of `tests/builders.py`. A line with only `~` begins a
sign-off without a closing.
"""

from pathlib import Path

import pytest

from pipeline.model import Briefing, Heading, ListBlock, Paragraph, SignOff, plain
from pipeline.parse import first_difference, parse_source
from pipeline.parse.decode import decode

FOLDER = Path(__file__).parent / "briefings"
SOURCES = sorted(FOLDER.glob("*.txt"))


def outline(briefing: Briefing) -> list[str]:
    """A briefing in the notation of the builders."""
    lines = [f"# {plain(briefing.title)}"]
    for block in briefing.blocks:
        match block:
            case Heading():
                lines.append(f"{'#' * block.level} {plain(block.text)}")
            case Paragraph():
                lines.append(plain(block.text))
            case ListBlock():
                for number, item in enumerate(block.items, block.start):
                    mark = f"{number}." if block.ordered else "-"
                    lines.append(f"{mark} {plain(item.text)}")
            case SignOff():
                lines.append(f"~ {plain(block.closing)}".rstrip())
                for signatory in block.signatories:
                    role = f", {plain(signatory.role)}" if signatory.role else ""
                    lines.append(f"~ {signatory.name}{role}")
    return lines


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_structure_is_what_a_person_sees(path: Path) -> None:
    expected = path.with_suffix(".outline").read_text("utf-8").splitlines()
    assert outline(parse_source(path).briefing) == expected


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_every_character_is_accounted_for(path: Path) -> None:
    parsed = parse_source(path)
    source = decode(path.read_bytes(), path.name).text
    assert first_difference(source, parsed.briefing, parsed.record) is None


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_every_part_has_its_line(path: Path) -> None:
    parsed = parse_source(path)
    source = decode(path.read_bytes(), path.name).text
    lines = source.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for block in parsed.briefing.blocks:
        if isinstance(block, Paragraph | Heading):
            first_word = plain(block.text).split()[0]
            assert first_word in lines[parsed.lines[block.id] - 1]


def test_there_are_enough_shapes() -> None:
    assert len(SOURCES) >= 12
