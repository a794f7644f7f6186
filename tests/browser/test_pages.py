"""The pages in a real browser, judged by axe-core."""

import json
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.reading import reading_sequence
from tests.browser.browser import browser_and_node
from tests.conftest import REPOSITORY
from tests.isolation_cases import CASES
from tests.samples import ARABIC, EDITIONS, FIGURES, RICH_EDITIONS, write_site

HERE = Path(__file__).parent
SCREENS = REPOSITORY / "build" / "screens"

View = dict[str, Any]


@pytest.fixture(scope="module")
def views(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[View]]:
    browser, node = browser_and_node()
    files = write_site(tmp_path_factory.mktemp("site"))
    run = subprocess.run(
        [node, HERE / "axe.mjs", browser, SCREENS, *files],
        check=False,
        capture_output=True,
        text=True,
    )
    assert run.returncode in (0, 1), run.stderr
    yield json.loads(run.stdout)


@pytest.fixture
def problems(views: list[View]) -> Callable[[str], list[object]]:
    """What the views have under a key, with the place."""

    def collect(key: str) -> list[object]:
        return [(Path(v["file"]).name, v["width"], v["scheme"], v[key]) for v in views if v[key]]

    return collect


def test_every_page_is_seen_in_every_width_and_scheme(views: list[View]) -> None:
    seen = {(Path(v["file"]).name, v["width"], v["scheme"]) for v in views}
    assert len(seen) == len(views) == 15 * 2 * 2
    assert all(v["passes"] > 20 for v in views), "axe has looked at something"


def test_axe_finds_no_violation(problems: Callable[[str], list[object]]) -> None:
    assert problems("violations") == []


def test_axe_is_sure_of_every_colour(problems: Callable[[str], list[object]]) -> None:
    assert problems("incomplete") == []


def test_no_page_scrolls_sideways(problems: Callable[[str], list[object]]) -> None:
    assert problems("overflow") == []
    assert problems("sticking_out") == []
    assert problems("overflow_with_text_spacing") == []


def test_all_text_is_seen_on_the_screen_and_in_print(
    problems: Callable[[str], list[object]],
) -> None:
    assert problems("unseen") == []


def test_no_request_leaves_a_page_and_nothing_is_logged(
    problems: Callable[[str], list[object]],
) -> None:
    assert problems("requests") == []
    assert problems("broken_pictures") == []
    assert problems("errors") == []


def test_what_a_thumb_aims_at_is_44_px(problems: Callable[[str], list[object]]) -> None:
    assert problems("small_targets") == []


def test_the_first_tab_shows_the_skip_link(views: list[View]) -> None:
    for view in views:
        assert view["focus"] == {"href": "#content", "outline": "solid", "visible": True}


def test_the_shown_text_is_the_documents(views: list[View]) -> None:
    """Spaces included: innerText is what the browser lays out and hands to a screen reader."""
    shown = (*EDITIONS, *RICH_EDITIONS)
    expected = {e.stem: [u.characters for u in reading_sequence(e)] for e in shown}
    compared = 0
    for view in views:
        stem = Path(view["file"]).stem
        if stem in expected:
            assert view["texts"] == expected[stem]
            compared += 1
    assert compared == 20


def test_numbers_and_addresses_run_from_left_to_right_in_arabic(views: list[View]) -> None:
    arabic = [v for v in views if Path(v["file"]).stem == ARABIC.stem]
    assert len(arabic) == 4
    for view in arabic:
        texts = [n["text"] for n in view["numbers"]]
        assert texts.count("0220-240 00") >= 4
        assert {"2020-03-15", "08:00", "16:30", "info@hallstahammar.se"} <= set(texts)
        assert [n for n in view["numbers"] if not n["left_to_right"]] == []


def test_figures_and_addresses_stand_as_in_the_pdf(views: list[View]) -> None:
    wide = [v for v in views if v["width"] == 1280 and Path(v["file"]).stem == FIGURES.stem]
    assert len(wide) == 2
    for view in wide:
        assert view["shown"] == [case.shown for case in CASES]


def test_lines_are_60_to_75_characters_long(views: list[View]) -> None:
    measured = [
        v["characters_a_line"] for v in views if v["width"] == 1280 and v["characters_a_line"]
    ]
    assert measured
    assert all(55 <= length <= 78 for length in measured), measured
