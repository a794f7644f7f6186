"""Which files beside a source its text can refer to."""

import os
from pathlib import Path

import pytest

from pipeline.errors import SourceError
from pipeline.parse import parse_source
from pipeline.parse.resources import MAXIMUM_PICTURE_BYTES, no_resources, resources_in
from tests.builders import image


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    inside = tmp_path / "source" / "bilder"
    inside.mkdir(parents=True)
    (inside / "min bild.png").write_bytes(b"bild")
    (tmp_path / "secret.png").write_bytes(b"hemlig")
    (tmp_path / "source" / "out.png").symlink_to(tmp_path / "secret.png")
    (tmp_path / "source" / "loop.png").symlink_to("loop.png")
    os.mkfifo(tmp_path / "source" / "pipe.png")
    return tmp_path / "source"


@pytest.mark.parametrize("name", ["bilder/min bild.png", "./bilder/min bild.png"])
def test_a_file_beside_the_source(folder: Path, name: str) -> None:
    assert resources_in(folder)(name) == b"bild"


@pytest.mark.parametrize(
    "name",
    [
        "",
        ".",
        "bilder",
        "saknas.png",
        "../secret.png",
        "bilder/../../secret.png",
        "out.png",
        "loop.png",
        "pipe.png",
        "/etc/passwd",
        "file:///etc/passwd",
        "https://a.se/a.png",
        "bilder\\min bild.png",
        "a\0b.png",
        "x" * 5000,
    ],
)
def test_no_other_file(folder: Path, name: str) -> None:
    with pytest.raises(SourceError, match="The picture “"):
        resources_in(folder)(name)


def test_a_file_that_is_too_large(folder: Path) -> None:
    with (folder / "stor.png").open("wb") as file:
        file.truncate(MAXIMUM_PICTURE_BYTES + 1)
    with pytest.raises(SourceError, match="larger than 50 MB"):
        resources_in(folder)("stor.png")


def test_without_any_files() -> None:
    with pytest.raises(SourceError, match="does not exist"):
        no_resources("a.png")


def test_a_source_has_its_pictures_beside_it(tmp_path: Path) -> None:
    (tmp_path / "karta.png").write_bytes(image().data)
    path = tmp_path / "mote.md"
    path.write_text("# Läget\n\n![En karta](karta.png)\n\n![Mer](saknas.png)\n", "utf-8")
    parsed = parse_source(path)
    assert [picture.width for picture in parsed.briefing.images()] == [40]
    assert [(f.rule, f.where) for f in parsed.report.errors] == [("parse.picture", f"{path}:5")]
