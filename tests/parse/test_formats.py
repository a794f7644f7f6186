"""One briefing, whichever format it comes in: the same model, and so the same files."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.downloads import produce_download
from pipeline.edition import Edition
from pipeline.editions import original
from pipeline.model import Briefing
from pipeline.parse import parse_source
from pipeline.produce import epoch_of
from pipeline.produce_page import produce_page
from pipeline.project import read_document
from pipeline.settings import read_settings
from tests.conftest import REPOSITORY
from tests.parse.writers import markdown, word
from tests.real_editions import PROJECT, real_docx

SOURCE = REPOSITORY / "source/lagesbild-covid-19.txt"
BRIEFING = parse_source(SOURCE).briefing

FORMATS: dict[str, Callable[[], bytes]] = {
    "txt": SOURCE.read_bytes,
    "md": lambda: markdown(BRIEFING).encode(),
    "markdown": lambda: markdown(BRIEFING).replace("\n", "\r\n").encode("utf-8-sig"),
    "docx": lambda: word(BRIEFING),
}


def read(folder: Path, suffix: str, data: bytes) -> Briefing:
    path = folder / f"{SOURCE.stem}.{suffix}"
    path.write_bytes(data)
    return parse_source(path).briefing


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_model_is_the_same(tmp_path: Path, suffix: str) -> None:
    assert read(tmp_path, suffix, FORMATS[suffix]()) == BRIEFING


def test_the_published_word_document_is_a_source_again(tmp_path: Path) -> None:
    found = read(tmp_path, "docx", real_docx("sv"))
    assert replace(found, page_header=(), page_footer=()) == BRIEFING


def edition(folder: Path, suffix: str) -> Edition:
    """The Swedish edition of the briefing in that format, with the same settings beside it."""
    path = folder / f"{SOURCE.stem}.{suffix}"
    path.write_bytes(FORMATS[suffix]())
    path.with_suffix(".toml").write_bytes(SOURCE.with_suffix(".toml").read_bytes())
    settings = read_settings(PROJECT.settings_file)
    found = original(read_document(path), settings, PROJECT, None).edition
    assert found
    return found


@pytest.mark.parametrize("suffix", ["md", "docx"])
def test_the_files_are_the_same(tmp_path: Path, suffix: str) -> None:
    style = read_settings(PROJECT.settings_file).style
    ours, theirs = edition(tmp_path, "txt"), edition(tmp_path, suffix)
    for format_ in ("pdf", "docx"):
        files = [produce_download(e, format_, style, epoch_of(e, None)) for e in (ours, theirs)]
        assert files[0].data
        assert files[0] == files[1]
    pages = [produce_page(e, style, {"pdf": 1}, ()) for e in (ours, theirs)]
    assert pages[0].data
    assert pages[0] == pages[1]
