"""What each step depends on of the program: another version of it makes only its own files anew."""

import ast
import json
import os
import pickle
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from pipeline.fingerprint import program_files
from pipeline.produce import epoch_of
from pipeline.produce_docx import produce_docx
from pipeline.produce_page import produce_page
from pipeline.produce_pdf import produce_pdf
from pipeline.settings import read_settings
from pipeline.step_versions import MODULES, Step, files_of_step
from tests.conftest import REPOSITORY
from tests.real_editions import PROJECT, real_editions
from tests.small_project import NAMES, TAGS, State, write
from tests.text_step import make_text
from tests.workplace import NAME

STEPS: tuple[Step, ...] = get_args(Step)


def imported(path: str) -> Iterator[str]:
    """The modules that a file imports, as Python's own parser sees it."""
    for node in ast.walk(ast.parse((REPOSITORY / "pipeline" / path).read_bytes())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, path
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def files_with(module: str) -> Iterator[str]:
    """The file of a module, and those of the packages around it."""
    own, *names = module.split(".")
    if own == "pipeline":
        for length in range(len(names) + 1):
            place = "/".join(names[:length])
            yield from (p for p in (f"{place}.py", f"{place}/__init__.py") if p in program_files())
        if "__init__.py" in program_files():
            yield "__init__.py"


@pytest.mark.parametrize("step", STEPS)
def test_a_step_has_all_that_its_modules_import(step: Step) -> None:
    needed: set[str] = set()
    waiting = list(MODULES[step])
    while waiting:
        for path in files_with(waiting.pop()):
            if path not in needed:
                needed.add(path)
                waiting += imported(path)
    assert len(needed) > 20
    assert needed <= files_of_step(step)


WATCHED = """
import pickle, sys
from pathlib import Path
goal = sys.argv[1]
opened = set()
sys.addaudithook(lambda event, given: opened.add(str(given[0])) if event == "open" else None)
with open(sys.argv[2], "rb") as file:
    function, given = pickle.load(file)
function(*given)
package = Path(sys.modules["pipeline"].__file__).parent
modules = [m.__file__ for n, m in sys.modules.items() if n.partition(".")[0] == "pipeline"]
paths = [Path(path) for path in (*opened, *modules)]
found = {path.relative_to(package) for path in paths if path.is_relative_to(package)}
Path(goal).write_text("\\n".join(p.as_posix() for p in found if "__pycache__" not in p.parts))
"""


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("tag", ["ar", "th"])
def test_a_step_reads_nothing_else_of_the_program(step: Step, tag: str, tmp_path: Path) -> None:
    edition, style = real_editions()[tag], read_settings(PROJECT.settings_file).style
    work: object = {
        "text": (make_text, (NAME, tag)),
        "pdf": (produce_pdf, (edition, style, epoch_of(edition, None))),
        "docx": (produce_docx, (edition, style, epoch_of(edition, None))),
        "html": (produce_page, (edition, style, {"pdf": 1}, ())),
    }[step]
    work_file, goal = tmp_path / "work", tmp_path / "goal"
    work_file.write_bytes(pickle.dumps(work))
    command = (sys.executable, "-c", WATCHED, str(goal), str(work_file))
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    subprocess.run(command, cwd=REPOSITORY, env=environment, check=True)
    read = set(goal.read_text("utf-8").split("\n"))
    of_the_test = {"text": {"settings.py", "glossary.py"}}.get(step, set())
    assert len(read) > 20
    assert read - of_the_test <= files_of_step(step)


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program."""
    place = tmp_path_factory.mktemp("program")
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(REPOSITORY / "pipeline", place / "pipeline", ignore=ignored)
    return place


def made(program: Path, project: Path) -> set[str]:
    """The files of documents that a build by this copy of the program makes."""
    done = subprocess.run(
        (sys.executable, "-m", "pipeline", "build", "--jobs", "1", "--json"),
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(program)},
        check=True,
        capture_output=True,
    )
    return set(json.loads(done.stdout)["written"])


@pytest.mark.parametrize(
    ("module", "formats"),
    [
        ("render/docx.py", {"docx"}),
        ("render/html.py", {"html"}),
        ("parse/__init__.py", set[str]()),
    ],
)
def test_a_change_of_the_program_makes_the_files_of_which_it_is_a_part(
    module: str, formats: set[str], copied: Path, tmp_path: Path
) -> None:
    write(State(), tmp_path)
    tags, every = ("sv", *TAGS), {"pdf", "docx", "html"}
    files = {f: {f"{n}/{t}/{n}.{t}.{f}" for n in NAMES for t in tags} for f in every}
    assert made(copied, tmp_path) == {path for format_ in every for path in files[format_]}
    file = copied / "pipeline" / module
    file.write_text(f"{file.read_text('utf-8')}\nOTHER_VERSION = True\n", "utf-8")
    assert made(copied, tmp_path) == {path for format_ in formats for path in files[format_]}
