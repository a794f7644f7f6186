"""Shared fixtures, and the rule that outside judges are never skipped in CI."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parent.parent
IN_CI = os.environ.get("CI") == "true"


def require(reason: str, present: bool) -> None:
    """Skip with a reason where an outside judge is missing; in CI that is a failure."""
    if present:
        return
    if IN_CI:
        pytest.fail(f"{reason} (must not be skipped in CI)")
    pytest.skip(reason)


@pytest.fixture
def program() -> Callable[[str], str]:
    """The path of an outside program by its name."""

    def find(name: str) -> str:
        path = shutil.which(name)
        require(f"{name} is not installed (ci/install-system-packages)", path is not None)
        assert path is not None
        return path

    return find


@pytest.fixture(scope="session")
def verapdf_jar() -> Path:
    """veraPDF, which needs Java."""
    from pipeline.check.verapdf import VeraPdf, find_verapdf

    found = find_verapdf()
    require(str(found), isinstance(found, VeraPdf))
    assert isinstance(found, VeraPdf)
    return found.jar.resolve()
