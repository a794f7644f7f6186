from pathlib import Path

import pytest

from pipeline.errors import SourceError
from pipeline.model import plain
from pipeline.parse import READERS, parse_source
from pipeline.parse.decode import MAXIMUM_BYTES


@pytest.mark.parametrize("name", ["brev.txt", "BREV.TXT"])
def test_the_suffix_chooses_the_reader(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("Titel\n\nText.\n", "utf-8")
    assert plain(parse_source(path).briefing.title) == "Titel"


@pytest.mark.parametrize("name", ["brev.odt", "brev", ".txt"])
def test_an_unknown_suffix_is_refused_and_the_known_ones_named(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("Titel\n\nText.\n", "utf-8")
    with pytest.raises(SourceError, match=", ".join(READERS)) as caught:
        parse_source(path)
    assert caught.value.where == str(path)


@pytest.mark.parametrize("name", ["brev.docm", "BREV.DOTM"])
def test_a_document_with_macros_is_refused_by_its_suffix(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"PK")
    with pytest.raises(SourceError, match="contains macros"):
        parse_source(path)


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    folder = tmp_path / "mapp.txt"
    folder.mkdir()
    for path in (folder, tmp_path / "saknas.txt"):
        with pytest.raises(SourceError, match="cannot be read") as caught:
            parse_source(path)
        assert caught.value.where == str(path)


def test_a_file_that_is_too_large_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "stor.txt"
    with path.open("wb") as file:
        file.truncate(MAXIMUM_BYTES + 1)
    with pytest.raises(SourceError, match="larger than 10 MB"):
        parse_source(path)
