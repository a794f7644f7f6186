import hashlib
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import PublishError
from pipeline.manifest import (
    MANIFEST,
    Manifest,
    PublishedFile,
    Status,
    parse_manifest,
    published_edition,
    published_page,
    read_manifest,
)
from tests.samples import ARABIC

PATH = ARABIC.path("pdf")
FILES = (
    published_page("index.html", b"<html>", "sv"),
    published_edition(PATH, b"%PDF", ARABIC, Status.DRAFT),
)
MANIFEST_OF_TWO = Manifest().with_files(FILES)


def test_an_entry_says_what_the_file_is() -> None:
    assert MANIFEST_OF_TWO.files[1] == PublishedFile(
        path="lagesbild/ar/lagesbild.ar.pdf",
        format="pdf",
        sha256=hashlib.sha256(b"%PDF").hexdigest(),
        size=4,
        document="lagesbild",
        language="ar",
        status=Status.DRAFT,
        title="صورة الوضع بشأن كوفيد-19 والعمل على منع الجريمة وتعزيز الأمان",
    )


def test_the_bytes_do_not_depend_on_the_order() -> None:
    backwards = Manifest().with_files(reversed(FILES))
    assert backwards.to_bytes() == MANIFEST_OF_TWO.to_bytes()
    assert Manifest(tuple(reversed(FILES))).to_bytes() == MANIFEST_OF_TWO.to_bytes()


def test_it_is_readable_json_in_utf_8() -> None:
    text = MANIFEST_OF_TWO.to_bytes().decode("utf-8")
    assert "صورة" in text
    assert text.endswith("}\n")
    assert [f["path"] for f in json.loads(text)["files"]] == ["index.html", PATH]


def test_it_reads_back_as_itself() -> None:
    assert parse_manifest(MANIFEST_OF_TWO.to_bytes()) == MANIFEST_OF_TWO


names = st.text("abcåäöف", min_size=1, max_size=5)
entries = st.builds(
    PublishedFile,
    path=st.lists(names, min_size=1, max_size=3).map("/".join),
    format=st.sampled_from(["html", "pdf"]),
    sha256=st.binary(max_size=4).map(lambda data: hashlib.sha256(data).hexdigest()),
    size=st.integers(0),
    document=st.none() | names,
    language=st.none() | st.just("ar"),
    status=st.none() | st.sampled_from(Status),
    title=st.none() | st.text(st.characters(exclude_categories=["Cs"])),
)


@given(st.lists(entries, unique_by=lambda entry: entry.path))
def test_every_manifest_reads_back_as_itself(files: list[PublishedFile]) -> None:
    manifest = Manifest().with_files(files)
    assert parse_manifest(manifest.to_bytes()) == manifest


def changed(**values: object) -> bytes:
    value = json.loads(MANIFEST_OF_TWO.to_bytes())
    value["files"][0] |= values
    return json.dumps(value).encode()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"{}",
        b'{"version": 2, "files": []}',
        b'{"version": 1, "files": {}}',
        b'{"version": 1, "files": [1]}',
        b'{"version": 1, "files": [], "more": 1}',
        changed(path="../outside"),
        changed(path="/etc/passwd"),
        changed(path=MANIFEST),
        changed(path=PATH),
        changed(path=None),
        changed(sha256="abc"),
        changed(size=-1),
        changed(size=True),
        changed(size="1"),
        changed(status="perfect"),
        changed(unknown=1),
        b"[" * 100_000,
    ],
)
def test_what_is_no_manifest_is_an_error_that_names_the_file(data: bytes, tmp_path: Path) -> None:
    (tmp_path / MANIFEST).write_bytes(data)
    with pytest.raises(PublishError, match=r"manifest\.json: .* move (it|the file) away"):
        read_manifest(tmp_path)


def test_where_nothing_was_published_there_is_nothing_owned(tmp_path: Path) -> None:
    assert read_manifest(tmp_path) == Manifest()
    assert read_manifest(tmp_path / "not there") == Manifest()


def test_a_manifest_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    (tmp_path / MANIFEST).mkdir()
    with pytest.raises(PublishError, match="cannot be read"):
        read_manifest(tmp_path)


def test_owned_paths_are_the_listed_ones_and_the_manifest() -> None:
    assert MANIFEST_OF_TWO.owned == {"index.html", PATH, MANIFEST}


def test_a_newer_entry_replaces_the_older() -> None:
    newer = published_page("index.html", b"newer")
    assert newer in MANIFEST_OF_TWO.with_files([newer]).files
    assert len(MANIFEST_OF_TWO.with_files([newer]).files) == 2


def test_files_that_are_not_as_listed_are_named(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_bytes(b"<html>")
    assert MANIFEST_OF_TWO.changed(tmp_path) == (PATH,)
    (tmp_path / PATH).parent.mkdir(parents=True)
    (tmp_path / PATH).write_bytes(b"%PDF")
    assert MANIFEST_OF_TWO.changed(tmp_path) == ()
    (tmp_path / PATH).write_bytes(b"%PDG")
    assert MANIFEST_OF_TWO.changed(tmp_path) == (PATH,)
