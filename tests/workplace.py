"""A project folder of its own for a test, and the commands as a person gives them."""

import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline.cli import run
from tests.conftest import REPOSITORY

NAME = "lagesbild-covid-19"
SECOND = "information-sommaren-2020"
"""The other briefing in `source/`. It is not in a workplace: one is enough for most tests."""
LANGUAGES = ("sv-simple", "fi", "en", "ar", "so")
"""The languages of a workplace, in two directions and with and without models: few, so that
tests are fast. The repository itself has all."""
VERAPDF_JAR = REPOSITORY / "build" / "tools" / "verapdf.jar"


@dataclass(frozen=True)
class Result:
    exit_code: int
    output: str
    errors: str

    @property
    def json(self) -> dict[str, object]:
        value = json.loads(self.output)
        assert isinstance(value, dict)
        return value


@dataclass(frozen=True)
class Workplace:
    """A copy of the repository's `source/`, in the current folder of the test."""

    folder: Path
    capture: pytest.CaptureFixture[str]

    @property
    def source(self) -> Path:
        return self.folder / "source" / f"{NAME}.txt"

    @property
    def settings(self) -> Path:
        return self.folder / "source" / "settings.toml"

    def catalog(self, tag: str) -> Path:
        return self.folder / "source" / "translations" / NAME / f"{tag}.po"

    def published(self, tag: str, format_: str, name: str = NAME) -> Path:
        return self.folder / "output" / name / tag / f"{name}.{tag}.{format_}"

    def edit(self, path: Path, old: str, new: str) -> None:
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")

    def run(self, *arguments: str, ui: str = "en") -> Result:
        self.capture.readouterr()
        exit_code = run([*arguments, "--ui", ui])
        captured = self.capture.readouterr()
        return Result(exit_code, captured.out, captured.err)

    def output(self) -> dict[str, bytes]:
        """Every file of the output folder with its content."""
        folder = self.folder / "output"
        return {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        }


def few_languages(settings: str) -> str:
    """The text of `settings.toml` with the languages of a workplace only."""
    before, name, rest = settings.partition("[languages]\n")
    languages, bracket, after = rest.partition("\n[")
    kept = (line for line in languages.splitlines() if line.partition(" ")[0] in LANGUAGES)
    return before + name + "".join(f"{line}\n" for line in kept) + bracket + after


@pytest.fixture
def workplace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Workplace:
    others = shutil.ignore_patterns(f"{SECOND}*", "accessibility-results.json")
    shutil.copytree(REPOSITORY / "source", tmp_path / "source", ignore=others)
    settings = tmp_path / "source" / "settings.toml"
    settings.write_text(few_languages(settings.read_text("utf-8")), "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setenv("VERAPDF_JAR", os.environ.get("VERAPDF_JAR") or str(VERAPDF_JAR))
    return Workplace(tmp_path, capsys)
