import os
from pathlib import Path, PureWindowsPath

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.errors import ModelError
from pipeline.translate.models.member_names import files_below_root, is_plain


def judged(*names: str) -> dict[str, str]:
    return dict(files_below_root(names, "a.argosmodel"))


def test_files_are_named_below_the_root() -> None:
    found = judged("root/", "root/metadata.json", "root/model/", "root/model/model.bin")
    assert found == {
        "metadata.json": "root/metadata.json",
        "model/model.bin": "root/model/model.bin",
    }


@pytest.mark.parametrize(
    "name",
    [
        "../evil",
        "root/../../evil",
        "root/..",
        "root/./a",
        "/etc/passwd",
        "//server/share",
        "root//a",
        "root\\..\\evil",
        "C:/evil",
        "C:evil",
        "root/a:stream",
        "root/a\0b",
        "root/a\nb",
        "root/a\x1b[2J",
        "root/\u202etxt.exe",
        "root/a ",
        "root/ a",
        "root/a.",
        "root/...",
        "root/" + "a" * 256,
        "root/" + "å" * 128,
        "a/" * 9 + "b",
        "root/" + "a/" * 250 + "b",
        "root/\ud800",
        "",
    ],
)
def test_a_name_that_could_leave_the_folder_is_refused(name: str) -> None:
    with pytest.raises(ModelError, match=r"a\.argosmodel: The package has a file with the name"):
        judged("root/metadata.json", name)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("root/a", "root/a"),
        ("root/a", "root/A"),
        ("root/straße", "root/STRASSE"),
        ("root/\u00e5", "root/a\u030a"),
        ("root/a", "root/a/"),
        ("root/a", "root/a/b"),
        ("root/A", "root/a/b"),
    ],
)
def test_two_files_at_the_same_place_are_refused(one: str, other: str) -> None:
    for names in ((one, other), (other, one)):
        with pytest.raises(ModelError, match="to the same place"):
            judged(*names)


@pytest.mark.parametrize(
    "names",
    [
        (),
        ("root/",),
        ("metadata.json",),
        ("root/a", "other/a"),
        ("root/a", "other/"),
        ("root/a", "b"),
        ("root/a", "__MACOSX/a"),
    ],
)
def test_there_is_exactly_one_root_folder(names: tuple[str, ...]) -> None:
    with pytest.raises(ModelError, match="exactly one folder at its top"):
        judged(*names)


def test_a_message_shows_no_control_characters() -> None:
    with pytest.raises(ModelError) as found:
        judged("root/\x1b[2J" + "x" * 1000)
    assert str(found.value).isprintable()
    assert len(str(found.value)) < 250


PARTS = st.sampled_from(["a", "A", "b", "..", ".", "", "C:", "å", "a\u030a", "x\\y", " ", "\0"])
NAMES = st.one_of(
    st.text(max_size=30),
    st.lists(PARTS, min_size=1, max_size=5).map("/".join),
    st.lists(st.text("ab./\\: \0", max_size=4), max_size=4).map("/".join),
)


@given(NAMES)
@example("a/../b")
def test_a_plain_name_stays_inside_on_every_system(name: str) -> None:
    if is_plain(name):
        root = Path("/models/new")
        assert os.path.normpath(root / name) == str(root / name)
        assert (root / name).is_relative_to(root)
        windows = PureWindowsPath("C:/models/new")
        assert (windows / name).is_relative_to(windows)
        assert ".." not in PureWindowsPath(name).parts


@given(st.lists(NAMES, max_size=6))
def test_what_is_accepted_has_distinct_places_below_one_root(names: list[str]) -> None:
    try:
        files = judged(*names)
    except ModelError:
        return
    root = names[0].split("/")[0]
    assert all(full == f"{root}/{path}" for path, full in files.items())
    assert len({path.casefold() for path in files}) == len(files)
    assert sorted(files.values()) == sorted(n for n in names if not n.endswith("/"))


@given(st.lists(NAMES, min_size=1, max_size=6))
def test_accepted_names_can_be_written(
    tmp_path_factory: pytest.TempPathFactory, names: list[str]
) -> None:
    try:
        files = judged(*names)
    except ModelError:
        return
    folder = tmp_path_factory.mktemp("new")
    for path in files:
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("x"):
            pass
    assert sum(path.is_file() for path in folder.rglob("*")) == len(files)
