"""The browser that the pages are judged in, and what drives it."""

import shutil
import subprocess
from pathlib import Path

from tests.conftest import IN_CI, require

HERE = Path(__file__).parent
PACKAGES = ("axe-core", "playwright-core", "vnu-jar")


def browser_and_node() -> tuple[str, str]:
    """The paths of Chromium and of Node.js, whose packages are there too."""
    browser, node, npm = (shutil.which(name) for name in ("chromium", "node", "npm"))

    def has_packages() -> bool:
        return all((HERE / "node_modules" / name).is_dir() for name in PACKAGES)

    if not has_packages() and IN_CI and npm:
        subprocess.run([npm, "ci"], cwd=HERE, check=True, capture_output=True)
    require("chromium is not installed (ci/install-system-packages)", browser is not None)
    require("node is not installed (ci/install-system-packages)", node is not None)
    packages = ", ".join(PACKAGES)
    require(f"{packages} are not installed (npm ci in tests/browser)", has_packages())
    assert browser and node
    return browser, node
