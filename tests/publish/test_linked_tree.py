"""A folder of links to what stays of another one, whatever was in it before."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.publish import linked_tree
from pipeline.publish.linked_tree import keep_links, link_tree
from pipeline.publish.replace import replace_folder
from tests.publish.sites import beside, inodes, links_of, new_site, read_site

NAMES = st.sampled_from(["a", "b", "c"])
PATHS = st.lists(NAMES, min_size=1, max_size=3).map("/".join)
TREES = st.dictionaries(PATHS, st.sampled_from([b"one", b"two", b"link"]), max_size=6)


def write(tree: dict[str, bytes], folder: Path) -> None:
    """The files of a tree; of two that stand in each other's way, the first one."""
    folder.mkdir()
    for path, content in tree.items():
        place = folder / path
        above = (folder / each for each in Path(path).parents)
        if os.path.lexists(place) or any(os.path.lexists(a) and not a.is_dir() for a in above):
            continue
        place.parent.mkdir(parents=True, exist_ok=True)
        if content == b"link":
            place.symlink_to("nowhere")
        else:
            place.write_bytes(content)


def entries(folder: Path) -> dict[str, int]:
    """The inode of everything that is no folder, by its path."""
    found = (path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir())
    return {path.relative_to(folder).as_posix(): path.lstat().st_ino for path in found}


def folders(folder: Path) -> set[str]:
    found = (path for path in folder.rglob("*") if path.is_dir() and not path.is_symlink())
    return {path.relative_to(folder).as_posix() for path in found}


@given(TREES, TREES, st.sets(PATHS, max_size=3), st.sets(PATHS, max_size=3))
def test_it_holds_what_stays_and_nothing_else(
    source: dict[str, bytes], before: dict[str, bytes], shared: set[str], gone: set[str]
) -> None:
    with tempfile.TemporaryDirectory() as name:
        one, other = Path(name) / "one", Path(name) / "other"
        write(source, one)
        write(before, other)
        for path in shared & entries(one).keys():  # links of the last time
            if (other / path).parent.is_dir() and not os.path.lexists(other / path):
                os.link(one / path, other / path, follow_symlinks=False)
        link_tree(str(one), str(other), lambda _place, path: path not in gone)
        stays = {path: inode for path, inode in entries(one).items() if path not in gone}
        assert entries(other) == stays
        assert folders(other) == folders(one)


@given(TREES, TREES, st.sets(PATHS, max_size=3))
def test_what_is_kept_is_in_the_other_folder_too(
    old: dict[str, bytes], new: dict[str, bytes], shared: set[str]
) -> None:
    with tempfile.TemporaryDirectory() as name:
        one, other = Path(name) / "one", Path(name) / "other"
        write(old, one)
        write(new, other)
        for path in shared & entries(one).keys():
            if (other / path).parent.is_dir() and not os.path.lexists(other / path):
                os.link(one / path, other / path, follow_symlinks=False)
        wanted = entries(one).items() & entries(other).items()
        keep_links(str(one), str(other))
        assert entries(one).items() == wanted


OLD, NEW = new_site("old", 20), new_site("new", 1)


@pytest.fixture
def published(tmp_path: Path) -> Path:
    """The old site, replaced once so that its links are kept."""
    target = tmp_path / "output"
    for site in (new_site("older", 20), OLD):
        replace_folder(target, site, owned=OLD, links=links_of(target))
    return target


def test_what_stays_is_not_linked_again(published: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace_folder(published, OLD, owned=OLD, links=links_of(published))
    linked: list[str] = []
    monkeypatch.setattr(linked_tree, "_link", lambda old, _new: linked.append(old))
    before = inodes(published)
    replace_folder(published, NEW, owned=OLD, links=links_of(published))
    assert linked == []
    assert read_site(published) == OLD | NEW
    changed = {path for path, inode in inodes(published).items() if before[path] != inode}
    assert changed == {path for path in NEW if NEW[path] != OLD[path]}


def test_nothing_waits_that_is_not_published(published: Path) -> None:
    gone = "doc1/ar/doc1.ar.html"
    replace_folder(published, NEW, owned=OLD, removed=[gone], links=links_of(published))
    waiting = inodes(links_of(published))
    assert gone not in waiting
    assert waiting.items() <= inodes(published).items()
    assert len(waiting) == len(OLD) - 3  # one is gone, the index and one document are new
    assert beside(published) == ["kept"]


def test_a_file_that_somebody_put_in_the_place_of_another_is_what_is_kept(published: Path) -> None:
    place = published / "doc7/ar/doc7.ar.html"
    place.unlink()
    place.write_bytes(b"another one")
    replace_folder(published, NEW, owned=OLD, links=links_of(published))
    assert place.read_bytes() == b"another one"


def test_links_that_were_deleted_are_made_again(published: Path) -> None:
    shutil.rmtree(links_of(published))
    replace_folder(published, NEW, owned=OLD, links=links_of(published))
    assert read_site(published) == OLD | NEW
    assert inodes(links_of(published)).items() <= inodes(published).items()


def test_a_site_that_was_deleted_does_not_come_back(published: Path) -> None:
    shutil.rmtree(published)
    replace_folder(published, NEW, links=links_of(published))
    assert read_site(published) == NEW


def test_where_no_links_can_wait_there_are_none(tmp_path: Path) -> None:
    target, links = tmp_path / "output", tmp_path / "file" / "links"
    links.parent.write_text("no folder", "utf-8")
    for site in (OLD, NEW):
        replace_folder(target, site, owned=OLD, links=links)
    assert read_site(target) == OLD | NEW
    assert beside(target) == ["file"]
