import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.translate.models.library import index_address, metadata
from tests.conftest import REPOSITORY

SCRIPT = """
import os
before = dict(os.environ)
from pipeline.translate.models.library import index_address
from pipeline.translate.argos_model import load_model
print(index_address({}))
assert dict(os.environ) == before, set(os.environ.items()) ^ set(before.items())
"""


def test_importing_the_library_leaves_no_trace(tmp_path: Path) -> None:
    """Nor does it read what would keep it from being imported."""
    own = {
        "HOME": str(tmp_path),
        "ARGOS_MODEL_PROVIDER": "nonsense",
        "ARGOS_PACKAGES_DIR": str(tmp_path / "packages"),
        "SNAP": "/snap",
        "PYTHONPATH": str(REPOSITORY),
        "PATH": os.environ["PATH"],
    }
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], env=own, capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("https://")
    assert done.stdout.strip().endswith("/index.json")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("own", ["https://models.example/a", "https://models.example/a/"])
def test_the_index_may_be_elsewhere(own: str) -> None:
    address = index_address({"ARGOS_PACKAGE_INDEX": own})
    assert address == "https://models.example/a/index.json"


def test_metadata_are_read_as_the_library_does() -> None:
    found = metadata({"from_code": "sv", "to_code": "en", "package_version": "1.5"})
    assert (found.kind, found.source, found.target, found.version, found.links) == (
        "translate",
        "sv",
        "en",
        "1.5",
        [],
    )
    with pytest.raises(ValueError, match="append"):
        metadata({"from_code": "sv", "source_languages": "none"})
