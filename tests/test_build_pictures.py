"""A document with pictures, from its source to the site."""

from pathlib import Path

import pytest

from pipeline.manifest import MANIFEST
from pipeline.published_paths import STATEMENTS
from tests.builders import image
from tests.workplace import Workplace, workplace

__all__ = ["workplace"]


@pytest.fixture(autouse=True)
def only_a_map(workplace: Workplace) -> None:
    for path in (workplace.folder / "source").iterdir():
        if path.is_file() and path.name != "settings.toml":
            path.unlink()
    text = "# Karta\n\nHär är **torget**.\n\n![Torget från norr](karta.png)\n"
    (workplace.folder / "source" / "karta.md").write_text(text, "utf-8")
    workplace.source.with_name("karta.toml").write_text("published = 2020-05-12\n", "utf-8")
    draw(workplace, "red")


def draw(workplace: Workplace, colour: str) -> None:
    data = image(colour, 300, 200).data
    (workplace.folder / "source" / "karta.png").write_bytes(data)


def without_statements(workplace: Workplace) -> dict[str, bytes]:
    """The output, but for what tells which of its files were checked, and the list of all."""
    told = (*STATEMENTS, MANIFEST)
    return {path: data for path, data in workplace.output().items() if path not in told}


def pictures(workplace: Workplace) -> dict[str, bytes]:
    return {p: data for p, data in workplace.output().items() if "/images/" in p}


def test_a_picture_comes_to_the_site_and_goes_with_its_document(workplace: Workplace) -> None:
    assert workplace.run("build").output.count("Files made: 3") == 1
    first = without_statements(workplace)
    (path,) = pictures(workplace)
    page_source = workplace.published("sv", "html", "karta").read_text("utf-8")
    assert f'src="../images/{Path(path).name}"' in page_source
    assert workplace.run("check").exit_code == 0
    draw(workplace, "blue")
    workplace.run("build")
    (other,) = pictures(workplace)
    assert other != path
    draw(workplace, "red")
    workplace.run("build")
    assert without_statements(workplace) == first


def test_a_picture_that_was_lost_or_damaged_comes_again(workplace: Workplace) -> None:
    workplace.run("build")
    first = without_statements(workplace)
    (path,) = pictures(workplace)
    place = workplace.folder / "output" / path
    for harm in (place.unlink, lambda: place.write_bytes(b"\x89PNG")):
        harm()
        assert workplace.run("check").exit_code == 1
        workplace.run("build")
        assert without_statements(workplace) == first
