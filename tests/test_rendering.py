"""Work that was given up becomes a finding, and the rest of the site is published."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pytest

from pipeline.build import BuildResult, Selection, build
from pipeline.executor import Lost
from pipeline.project import Project
from pipeline.timings import Named
from tests.small_project import State, write

Shared = TypeVar("Shared")
Item = TypeVar("Item")
Result = TypeVar("Result")


@dataclass(frozen=True)
class GivesUp:
    """An executor for which one piece of work always dies."""

    step: str

    def map(
        self,
        function: Callable[[Shared, Item], Result],
        shared: Shared,
        items: Iterable[Item],
    ) -> Iterator[Result | Lost]:
        for item in items:
            assert isinstance(item, Named)
            yield Lost() if item.step == self.step else function(shared, item)


def built(folder: Path, step: str) -> BuildResult:
    project = Project(folder / "source", folder / "output", folder / "build")
    return build(project, Selection(), lambda _text: None, GivesUp(step))


@pytest.mark.parametrize(
    ("step", "missing"),
    [
        ("lage/fi/lage.fi.pdf", ["lage/fi/lage.fi.pdf"]),
        ("lage/fi/lage.fi.html", ["lage/fi/lage.fi.html"]),
        ("lage/ar", [f"lage/ar/lage.ar.{suffix}" for suffix in ("docx", "html", "json", "pdf")]),
    ],
)
def test_what_was_given_up_is_told_and_missing(
    tmp_path: Path, step: str, missing: list[str]
) -> None:
    write(State(), tmp_path)
    result = built(tmp_path, step)
    (finding,) = (f for f in result.report.findings if f.rule == "build.given-up")
    assert (finding.where, result.exit_code) == (step, 1)
    assert not any((tmp_path / "output" / path).exists() for path in missing)
    assert (tmp_path / "output" / "sommar" / "fi" / "sommar.fi.pdf").exists()
    assert result.is_published


def test_it_is_tried_again_at_the_next_build(tmp_path: Path) -> None:
    write(State(), tmp_path)
    built(tmp_path, "lage/fi/lage.fi.pdf")
    again = built(tmp_path, "")
    assert not again.report.open
    assert (tmp_path / "output" / "lage" / "fi" / "lage.fi.pdf").exists()
