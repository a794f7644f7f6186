"""Where a language's own text lies, and how it is read."""

from pathlib import Path

import pytest

from pipeline.errors import SourceError
from pipeline.model import Figure, Heading, plain
from pipeline.parse.adaptation import adaptation_path, parse_adaptation
from tests.builders import briefing, image

ORIGINAL = briefing("![En karta](red)", "![En plan](blue)")


def test_any_format_of_a_source_will_do(tmp_path: Path) -> None:
    assert adaptation_path(tmp_path, "sv-simple") is None
    for other in ("fi.md", "sv-simple.po", "sv-simple.toml", "sv-simple.md~", "sv-simple.b.md"):
        (tmp_path / other).touch()
    assert adaptation_path(tmp_path, "sv-simple") is None
    assert adaptation_path(tmp_path / "absent", "sv-simple") is None
    (tmp_path / "sv-simple.DOCX").touch()
    assert adaptation_path(tmp_path, "sv-simple") == tmp_path / "sv-simple.DOCX"
    (tmp_path / "sv-simple.txt").touch()
    with pytest.raises(SourceError, match="two texts"):
        adaptation_path(tmp_path, "sv-simple")


def test_it_has_its_own_structure_and_its_language(tmp_path: Path) -> None:
    path = tmp_path / "sv-simple.txt"
    path.write_text("Läget\n\nVad händer?\n\nSkolan är öppen.\n", "utf-8")
    parsed = parse_adaptation(path, "sv-simple", ORIGINAL, tmp_path)
    assert parsed.briefing.language == "sv-simple"
    assert plain(parsed.briefing.title) == "Läget"
    assert [type(block) for block in parsed.briefing.blocks][:1] == [Heading]
    assert parsed.lines["b2"] == 5


def test_pictures_of_the_original_have_the_same_bytes(tmp_path: Path) -> None:
    path = tmp_path / "sv-simple.md"
    path.write_text("# Läget\n\n![En plan](original/2)\n\n![En bil](bil.png)\n", "utf-8")
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "bil.png").write_bytes(image("green").data)
    parsed = parse_adaptation(path, "sv-simple", ORIGINAL, tmp_path / "pictures")
    plan, car = parsed.briefing.blocks
    assert isinstance(plan, Figure)
    assert isinstance(car, Figure)
    assert plan.image == image("blue")
    assert not parsed.report.errors


@pytest.mark.parametrize(
    ("name", "reason"), [("original/3", "has 2 pictures"), ("../a.png", "has to lie beside")]
)
def test_a_picture_that_is_not_there_is_told_with_its_line(
    tmp_path: Path, name: str, reason: str
) -> None:
    path = tmp_path / "sv-simple.md"
    path.write_text(f"# Läget\n\nText.\n\n![En plan]({name})\n", "utf-8")
    (error,) = parse_adaptation(path, "sv-simple", ORIGINAL, tmp_path).report.errors
    assert error.where == f"{path}:5"
    assert reason in str(error.message)


def test_the_title_may_stand_in_front_matter_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "sv-simple.md"
    path.write_text("---\ntitle: Läget\n---\n\nSkolan är öppen.\n", "utf-8")
    parsed = parse_adaptation(path, "sv-simple", ORIGINAL, tmp_path)
    assert plain(parsed.briefing.title) == "Läget"
    path.write_text("---\npublished: 2020-05-12\n---\n\n# Läget\n\nText.\n", "utf-8")
    with pytest.raises(SourceError) as caught:
        parse_adaptation(path, "sv-simple", ORIGINAL, tmp_path)
    assert caught.value.where == f"{path}, published"
