"""The pages in a contrast theme of the system, and on paper."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.browser.browser import HERE, browser_and_node
from tests.samples import write_site

Look = dict[str, Any]


@pytest.fixture(scope="module")
def looks(tmp_path_factory: pytest.TempPathFactory) -> list[Look]:
    browser, node = browser_and_node()
    files = write_site(tmp_path_factory.mktemp("site"))
    command = [node, HERE / "forced.mjs", browser, *files]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=300)
    found = json.loads(done.stdout)
    assert [Path(each["file"]) for each in found] == files
    return list(found)


def test_the_focus_is_seen_in_forced_colours(looks: list[Look]) -> None:
    for each in looks:
        assert each["focus"]["tag"] in ("a", "summary")
        assert each["focus"]["width"] >= 3
        assert each["focus"]["differs"]


def test_all_text_is_seen_in_forced_colours(looks: list[Look]) -> None:
    assert [each["forced"] for each in looks if each["forced"]] == []


def test_paper_has_the_main_part_of_every_page(looks: list[Look]) -> None:
    assert [each["print"] for each in looks if each["print"]] == []
    assert all(each["sheets"] > 5000 for each in looks)
