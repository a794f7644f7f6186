import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY

TARGETS = (
    "build",
    "translate",
    "package",
    "import",
    "glossary",
    "models",
    "check",
    "status",
    "remove",
    "test",
    "lint",
    "bench",
    "serve",
    "clean",
)


def make(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    # Without the variables of an outer make, which would change what this one prints.
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("MAKE", "MFLAGS"))}
    return subprocess.run(
        ["make", *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """What a new user has before the first make, without the environment."""
    shutil.copy(REPOSITORY / "Makefile", tmp_path)
    shutil.copytree(REPOSITORY / "ci", tmp_path / "ci")
    (tmp_path / "requirements.lock").touch()
    return tmp_path


def fake_python(folder: Path, *lines: str) -> Path:
    path = folder / "python"
    path.write_text("\n".join(["#!/bin/sh", *lines]) + "\n")
    path.chmod(0o755)
    return path


def test_help_names_every_target() -> None:
    swedish, english = make(REPOSITORY, "help").stdout, make(REPOSITORY, "help", "UI=en").stdout
    for target in TARGETS:
        assert re.search(rf"^make {target} +\w", swedish, re.MULTILINE)
        assert re.search(rf"^make {target} +\w", english, re.MULTILINE)
    assert not set(swedish.splitlines()) & set(english.splitlines())


def test_missing_python_is_told_in_one_sentence(bare: Path) -> None:
    done = make(bare, "PYTHON=no-such-python")
    assert done.returncode == 2
    assert done.stderr.startswith("Python saknas")
    assert "install Python 3.11" in make(bare, "PYTHON=no-such-python", "UI=en").stderr


def test_old_python_is_told_with_its_version(bare: Path) -> None:
    old = fake_python(bare, 'test "$1" = --version && echo "Python 3.9.2" && exit 0', "exit 1")
    done = make(bare, f"PYTHON={old}", "UI=en")
    assert done.returncode == 2
    assert "Python is too old (Python 3.9.2)" in done.stderr


def test_missing_venv_module_is_told(bare: Path) -> None:
    script = 'case "$2" in *ensurepip*) exit 1;; esac'
    done = make(bare, f"PYTHON={fake_python(bare, script)}")
    assert done.returncode == 2
    assert "python3-venv" in done.stderr


def test_clean_removes_what_machines_made_and_nothing_else(bare: Path) -> None:
    for name in ("output/a", "build/b", "source/c"):
        (bare / name).mkdir(parents=True)
    assert make(bare, "clean").returncode == 0
    assert {p.name for p in bare.iterdir()} == {"Makefile", "ci", "requirements.lock", "source"}
