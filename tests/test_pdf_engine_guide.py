"""What the guide of the PDF engine shows does what it says."""

import doctest
import re
from pathlib import Path

import pytest

import pipeline.render.pdf
from tests.conftest import REPOSITORY
from tests.render.pdf.tag_tree import read
from tools.make_engine_picture import picture

GUIDE = (REPOSITORY / "docs/pdf-engine.md").read_text("utf-8")
ENGINE = REPOSITORY / "pipeline/render/pdf"


def test_the_example_writes_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (program,) = re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL)
    monkeypatch.chdir(tmp_path)
    exec(compile(program, "example", "exec"), {})  # noqa: S102  # our own guide
    file = read((tmp_path / "report.pdf").read_bytes())
    (paragraph,) = file.root.find("P")
    assert paragraph.text == "اتصل ببلدية Kolbäck: 0220-240 00"
    assert [node.language for node in paragraph.find("Span")] == ["sv"]


def test_the_example_of_the_package_is_right() -> None:
    tried = doctest.testmod(pipeline.render.pdf)
    assert (tried.attempted > 4, tried.failed) == (True, 0)


def test_the_guide_names_modules_and_tests_that_are_there() -> None:
    table = GUIDE.split("## From document to file")[1].split("\n\n")[1]
    cells = [row.split("|")[2] for row in table.splitlines()[2:]]
    modules = {path.stem for path in ENGINE.glob("*.py")}
    named = {name for cell in cells for name in re.findall(r"`(\w+)`", cell)}
    assert len(named) > 30
    assert named <= modules
    tests = set(re.findall(r"`(?:tests/render/pdf/)?(test_\w+\.py)`", GUIDE))
    assert len(tests) > 8
    assert tests <= {path.name for path in (REPOSITORY / "tests/render/pdf").glob("test_*.py")}


def test_the_picture_can_be_drawn_from_the_engine_as_it_is() -> None:
    drawn = picture()
    assert drawn.startswith("<svg ")
    assert drawn.count("<use ") > 500
