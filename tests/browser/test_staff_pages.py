"""The report for staff and the accessibility statement, judged by axe-core and the Nu checker."""

import json
import shutil
import subprocess
from pathlib import Path

from tests.browser.browser import HERE, browser_and_node
from tests.browser.test_markup import CHECKER
from tests.conftest import REPOSITORY, require
from tests.workplace import Workplace, workplace

__all__ = ["workplace"]

SCREENS = REPOSITORY / "build" / "screens"


def test_the_report_and_the_statements(workplace: Workplace) -> None:
    browser, node = browser_and_node()
    workplace.edit(workplace.catalog("fi"), 'msgid "Covid-19"', '#, fuzzy\nmsgid "Covid-19"')
    assert workplace.run("build").exit_code == 1
    assert workplace.run("status").exit_code == 0
    output = workplace.folder / "output"
    report = workplace.folder / "build" / "report" / "index.html"
    statements = [output / f"accessibility.{tag}.html" for tag in ("sv", "en")]
    _axe(browser, node, report, statements)
    _nu([report, *statements])


def _axe(browser: str, node: str, report: Path, statements: list[Path]) -> None:
    run = subprocess.run(
        [node, HERE / "axe.mjs", browser, SCREENS, report, *statements],
        check=False,
        capture_output=True,
        text=True,
    )
    assert run.returncode in (0, 1), run.stderr
    views = json.loads(run.stdout)
    assert len(views) == 3 * 2 * 2
    for view in views:
        assert view["violations"] == []
        assert view["overflow"] is False, "only the report's tables scroll, by themselves"
        assert view["requests"] == []
        assert view["errors"] == []
        assert view["passes"] > 20
        if Path(view["file"]) != report:
            for key in ("incomplete", "small_targets", "sticking_out", "unseen"):
                assert view[key] == [], (view["file"], key)


def _nu(pages: list[Path]) -> None:
    java = shutil.which("java")
    require("java is not installed (ci/install-system-packages)", java is not None)
    command = [str(java), "-jar", CHECKER, "--errors-only", *pages]
    run = subprocess.run(command, check=False, capture_output=True, text=True)
    assert (run.returncode, run.stderr) == (0, "")
