"""The page that shows every script: its pictures are there, and are what the engine makes now."""

import re
from collections.abc import Callable

import pytest
from PIL import Image

from tests.conftest import REPOSITORY
from tools.make_script_sheet import TARGET, articles, picture

PAGE = (REPOSITORY / "docs/scripts.md").read_text("utf-8")
MOST_BYTES = 2_000_000


def test_the_page_shows_every_picture_once() -> None:
    shown = re.findall(r"!\[[^\]]+\]\(images/scripts-(\w+)\.png\)", PAGE)
    assert sorted(shown) == sorted(articles())
    pictures = list(TARGET.glob("scripts-*.png"))
    assert {path.stem for path in pictures} == {f"scripts-{tag}" for tag in shown}
    assert sum(path.stat().st_size for path in pictures) < MOST_BYTES


@pytest.mark.parametrize("tag", ["he", "ur", "th", "zh"])
def test_a_picture_is_of_what_the_engine_makes(tag: str, program: Callable[[str], str]) -> None:
    """Its size tells how many lines there are, whatever poppler draws them."""
    assert program("pdftoppm")
    made = picture(tag)
    with Image.open(TARGET / f"scripts-{tag}.png") as kept:
        assert kept.width == made.width
        assert abs(kept.height - made.height) <= 3
