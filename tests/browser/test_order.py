"""How figures, names and addresses look in right-to-left text on a web page."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.borrowed_words import words_borrowed_from
from tests.browser.browser import browser_and_node
from tests.right_to_left_cases import CASES, edition_of
from tests.samples import page

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str | None]]:
    """What Chromium shows of each language's cases: the characters from left to right."""
    browser, node = browser_and_node()
    folder = tmp_path_factory.mktemp("pages")
    with words_borrowed_from("ar", *CASES):
        for tag in CASES:
            (folder / f"{tag}.html").write_bytes(page(edition_of(tag)))
    command = [node, HERE / "order.mjs", browser, *sorted(folder.glob("*.html"))]
    run = subprocess.run(command, check=True, capture_output=True, text=True, timeout=180)
    return {Path(file).stem: lines for file, lines in json.loads(run.stdout).items()}


@pytest.mark.parametrize("tag", CASES)
def test_the_page_shows_them_as_people_write(shown: dict[str, list[str | None]], tag: str) -> None:
    assert shown[tag] == [case.shown for case in CASES[tag]]
