import json
import shutil
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.errors import ModelError
from pipeline.translate.argos_model import load_model
from pipeline.translate.engine import Model
from pipeline.translate.models.install import (
    install_offer,
    installing,
)
from pipeline.translate.models.lockfile import read_locks
from pipeline.translate.models.offers import Offer
from pipeline.translate.models.package import model_named
from pipeline.translate.models.store import installed_models, verified
from pipeline.translate.models.trial import survival
from tests.conftest import REPOSITORY
from tests.translate.models.desk import Desk, desk
from tests.translate.models.plumbing import ALPHABET, Package, write_zip
from tests.translate.models.server import Server, server

__all__ = ["desk", "server"]

KILLED = -9
LETTERS = ALPHABET.replace("[", "").replace("]", "")


def test_an_installed_model_translates(desk: Desk) -> None:
    installed = desk.install(Package())
    assert installed.folder == desk.places.models / "translate-sv_en-1_5"
    assert installed.schemes == ("brackets", "ph", "xq")
    assert desk.listed() == ["sv-en 1.5"]
    assert desk.findings() == []
    assert desk.left() == []
    (draft,) = load_model(installed.folder).translate(["Ring oss om du har frågor."])
    assert draft.text == "Ring oss om du har frågor."


def test_the_folders_name_is_ours_and_never_the_packages(desk: Desk) -> None:
    package = Package(version="1.10")
    renamed = [(n.replace(package.root, "important"), data) for n, data in package.members()]
    path = write_zip(desk.stick / "any.argosmodel", renamed)
    installed = desk.install_file(path, Model("sv", "en", "1.10"))
    assert installed.folder.name == "translate-sv_en-1_10"


@pytest.mark.parametrize(
    ("name", "model"),
    [
        ("translate-sv_en-1_5.argosmodel", Model("sv", "en", "1.5")),
        ("translate-en_fi-1_10.argosmodel", Model("en", "fi", "1.10")),
        ("translate-sv_en.argosmodel", None),
        ("translate-sv_en-1_5.zip", None),
        ("translate-..__-1.argosmodel", None),
        ("translate-sv_en-1__5.argosmodel", None),
        ("sv_en.argosmodel", None),
    ],
)
def test_a_files_name_promises_a_model(name: str, model: Model | None) -> None:
    assert model_named(Path(name)) == model


def test_the_checksums_are_written_down_and_are_those_of_sha256sum(desk: Desk) -> None:
    installed = desk.install(Package())
    lock = read_locks(desk.places.lock_file)["sv", "en"]
    assert lock.model == installed.model
    package = desk.stick / Package().name
    assert lock.archive_sha256 == sha256sum(package.parent, package.name).split()[0]
    names = sorted(
        path.relative_to(installed.folder).as_posix()
        for path in installed.folder.rglob("*")
        if path.is_file() and path.name != "installed.json"
    )
    listing = desk.folder / "listing"
    listing.write_text(sha256sum(installed.folder, *names))
    assert lock.content_sha256 == sha256sum(desk.folder, "listing").split()[0]


def sha256sum(folder: Path, *names: str) -> str:
    done = subprocess.run(
        ["sha256sum", *names], cwd=folder, capture_output=True, text=True, check=True
    )
    return done.stdout


def test_the_same_package_may_come_again(desk: Desk) -> None:
    desk.install(Package())
    before = desk.places.lock_file.read_bytes()
    desk.install(Package())
    assert desk.listed() == ["sv-en 1.5"]
    assert desk.places.lock_file.read_bytes() == before


def test_a_package_with_another_checksum_is_refused(desk: Desk) -> None:
    desk.install(Package())
    changed = Package(changed={"README.md": b"Something else."})
    desk.refused(changed, r"its checksum is another.*remove the entry \[sv-en\]")


def test_another_version_than_the_locked_one_is_refused(desk: Desk) -> None:
    desk.install(Package())
    desk.refused(Package(version="1.6"), r"uses sv-en 1\.5, but this is sv-en 1\.6")


def test_the_lock_holds_on_another_machine(desk: Desk) -> None:
    """The lock file comes with the sources, the models do not."""
    desk.install(Package())
    shutil.rmtree(desk.places.models)
    desk.refused(Package(changed={"README.md": b"Something else."}), "its checksum is another")
    desk.install(Package())
    assert desk.listed() == ["sv-en 1.5"]


def test_without_its_entry_a_new_version_replaces_the_old(desk: Desk) -> None:
    desk.install(Package())
    desk.places.lock_file.unlink()
    assert desk.findings() == ["model.not_locked"]
    desk.install(Package(version="1.6"))
    assert desk.listed() == ["sv-en 1.6"]
    assert desk.findings() == []
    assert [path.name for path in desk.places.models.glob("translate*")] == ["translate-sv_en-1_6"]


def test_other_pairs_keep_their_entries(desk: Desk) -> None:
    desk.install(Package())
    desk.install(Package("en", "fi", "1.9"))
    assert set(read_locks(desk.places.lock_file)) == {("sv", "en"), ("en", "fi")}
    assert desk.listed() == ["en-fi 1.9", "sv-en 1.5"]


def test_a_wrong_lock_file_is_told_before_anything_is_installed(desk: Desk) -> None:
    desk.places.lock_file.write_text("nonsense")
    with pytest.raises(ModelError, match=r"models\.lock: This line cannot be understood"):
        desk.install(Package())
    assert list(desk.places.models.glob("[!.]*")) == []


def test_placeholders_that_the_vocabulary_has_not_are_no_scheme(desk: Desk) -> None:
    assert desk.install(Package(alphabet=LETTERS)).schemes == ("ph", "xq")


def test_a_model_without_any_scheme_is_installed_as_such(desk: Desk) -> None:
    letters = "".join(c for c in LETTERS if not c.isdigit())
    assert desk.install(Package(alphabet=letters)).schemes == ()


@pytest.mark.parametrize("tokens", ["αβγδ", "xq"])
def test_a_vocabulary_that_does_not_fit_the_tokenizer_is_refused(desk: Desk, tokens: str) -> None:
    size = len(vocabulary(Package()))
    strange = [*vocabulary(Package())[:3], *(f"{tokens}{n}" for n in range(size - 3))]
    package = Package(changed={"model/shared_vocabulary.json": as_json(strange)})
    desk.refused(package, "its vocabulary does not fit its tokenizer")


@pytest.mark.parametrize("size", [0, 3, 60, 5000])
def test_a_vocabulary_of_another_size_is_refused(desk: Desk, size: int) -> None:
    own = vocabulary(Package())
    tokens = [*own[:size], *(f"new{n}" for n in range(size - len(own)))]
    package = Package(changed={"model/shared_vocabulary.json": as_json(tokens)})
    desk.refused(package, "This translation model cannot be used")


@pytest.mark.parametrize(
    "changed",
    [
        {"model/model.bin": b""},
        {"model/model.bin": b"\xff" * 100_000},
        {"model/model.bin": b"\6\0\0\0\x10\0TransformerSpec\0\7\0\0\0\xff\xff\xff\xff"},
        {"model/shared_vocabulary.json": b"{"},
        {"model/shared_vocabulary.json": b"[" * 100_000},
        {"model/config.json": b"nonsense"},
        {"sentencepiece.model": b""},
        {"sentencepiece.model": b"\xff" * 1000},
    ],
)
def test_what_the_libraries_cannot_load_is_refused(desk: Desk, changed: dict[str, bytes]) -> None:
    desk.refused(
        Package(changed=changed), r"translate-sv_en-1_5\.argosmodel: This translation model"
    )


def with_weight(name: str, value: bytes) -> Package:
    """The package with other bytes behind the name of a tensor: rank, shape, type, size, values."""
    data = Package().files()["model/model.bin"]
    start = data.index(name.encode() + b"\0") + len(name) + 1
    return Package(changed={"model/model.bin": data[:start] + value + data[start + len(value) :]})


def test_weights_that_take_all_memory_are_one_sentence(desk: Desk) -> None:
    shape, size = struct.pack("<II", 65_536, 65_535), struct.pack("<I", 65_536 * 65_535)
    huge = with_weight("decoder/projection/weight", b"\2" + shape + b"\1" + size)
    desk.refused(huge, "cannot be used")


def test_a_model_that_crashes_the_library_is_one_sentence(desk: Desk) -> None:
    """A division by the number of heads."""
    no_heads = with_weight("encoder/num_heads", b"\0\2\2\0\0\0\0\0")
    desk.refused(no_heads, "a trial of it crashed")


def test_a_trial_without_end_is_given_up(desk: Desk) -> None:
    folder = desk.install(Package()).folder
    with pytest.raises(ModelError, match="did not come to an end"):
        survival(folder, "a.argosmodel", timeout=0.001)


def vocabulary(package: Package) -> list[str]:
    found = json.loads(package.files()["model/shared_vocabulary.json"])
    assert isinstance(found, list)
    return found


def as_json(tokens: list[str]) -> bytes:
    return json.dumps(tokens).encode()


def test_a_fetched_package_is_installed(desk: Desk, server: Server) -> None:
    server.files["/m"] = (Package().write(desk.stick)).read_bytes()
    server.cuts = [100_000]
    told: list[str] = []
    offer = Offer(Model("sv", "en", "1.5"), links=(server.plain_url("/m"), server.url("/m")))
    with installing(desk.places, lambda: None):
        install_offer(offer, desk.places, lambda text: told.append(str(text)))
    assert desk.listed() == ["sv-en 1.5"]
    assert any(text.startswith("Fetching sv-en 1.5: ") for text in told)
    assert list((desk.places.models / ".downloads").iterdir()) == []


@pytest.mark.parametrize(
    ("links", "reason"),
    [
        ((), "no address for this model"),
        (("/absent",), "does not have this file"),
        (("/absent", "/plain"), "Only addresses that begin with https"),
        (("/half",), "damaged or not complete"),
        (("/fi",), "This package is for en-fi 1.9"),
    ],
)
def test_what_cannot_be_fetched_is_told(
    desk: Desk, server: Server, links: tuple[str, ...], reason: str
) -> None:
    data = Package().write(desk.stick).read_bytes()
    server.files["/half"] = data[: len(data) // 2]
    server.files["/fi"] = Package("en", "fi", "1.9").write(desk.stick).read_bytes()
    urls = tuple(server.plain_url(u) if u == "/plain" else server.url(u) for u in links)
    with installing(desk.places, lambda: None), pytest.raises(ModelError, match=reason):
        install_offer(Offer(Model("sv", "en", "1.5"), links=urls), desk.places, lambda _text: None)
    assert desk.listed() == []
    assert list((desk.places.models / ".downloads").iterdir()) == []


@pytest.mark.parametrize("before", ["nothing", "the same, damaged", "an older version"])
def test_a_killed_installation_leaves_nothing_that_is_listed(desk: Desk, before: str) -> None:
    """Each run dies a few steps later than the one before, on what that one has left."""
    package = Package(version="1.6").write(desk.stick)
    if before == "an older version":
        desk.install(Package())
        desk.places.lock_file.unlink()
    if before == "the same, damaged":
        desk.install(Package(version="1.6"))
        (desk.places.models / "translate-sv_en-1_6" / "README.md").write_text("changed")
    step = 5
    while (run := crash(desk, package, step)).returncode:
        assert run.returncode == KILLED, run.stderr
        assert_whole(desk)
        step += 6
    assert step > 40
    assert desk.listed() == ["sv-en 1.6"]
    assert desk.findings() == []
    assert desk.left() == []


def crash(desk: Desk, package: Path, step: int) -> "subprocess.CompletedProcess[str]":
    places = desk.places
    arguments = [str(package), str(places.models), str(places.lock_file), str(step)]
    return subprocess.run(
        [sys.executable, "-m", "tests.translate.models.crash", *arguments],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )


def assert_whole(desk: Desk) -> None:
    """What is listed has all its files, or is a known damage."""
    found = installed_models(desk.places.models, desk.places.lock_file)
    for model in found.models:
        if (model.folder / "README.md").read_text() != "changed":
            assert verified(model) == model
            load_model(model.folder)


def test_two_installations_at_a_time_both_succeed(desk: Desk) -> None:
    first, second = Package().write(desk.stick), Package("en", "fi", "1.9").write(desk.stick)
    places = (str(desk.places.models), str(desk.places.lock_file))
    command = [sys.executable, "-m", "tests.translate.models.crash"]
    runs = [
        subprocess.Popen([*command, str(package), *places, "0"], cwd=REPOSITORY)
        for package in (first, second, first)
    ]
    assert [run.wait() for run in runs] == [0, 0, 0]
    assert desk.listed() == ["en-fi 1.9", "sv-en 1.5"]
    assert set(read_locks(desk.places.lock_file)) == {("sv", "en"), ("en", "fi")}
    assert desk.left() == []


FULL = """
import resource, sys
from pathlib import Path
from pipeline.errors import PipelineError
from tests.translate.models import crash
resource.setrlimit(resource.RLIMIT_FSIZE, (500_000, 500_000))
try:
    crash.main(*sys.argv[1:])
except PipelineError as error:
    sys.exit(f"{error.exit_code} {error}")
"""

FORBIDDEN = """
import os, sys
from pathlib import Path
from pipeline.errors import PipelineError
from tests.translate.models import crash
os.geteuid() or os.setuid(65534)
try:
    crash.main(*sys.argv[1:])
except PipelineError as error:
    sys.exit(f"{error.exit_code} {error}")
"""


@pytest.mark.parametrize(
    ("script", "reason"),
    [(FULL, "the file is too large for this disk"), (FORBIDDEN, "there is no permission")],
)
def test_a_disk_that_takes_no_more_is_one_sentence(desk: Desk, script: str, reason: str) -> None:
    package = Package().write(desk.stick)
    desk.places.models.mkdir()
    desk.places.models.chmod(0o555)
    arguments = [str(package), str(desk.places.models), str(desk.places.lock_file), "0"]
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )
    desk.places.models.chmod(0o755)
    assert done.stderr.startswith("7 "), done.stderr
    assert reason in done.stderr
    assert done.stderr.count("\n") == 1
    assert desk.listed() == []


def test_a_file_instead_of_the_models_folder_is_told(desk: Desk) -> None:
    desk.places.models.write_text("mine")
    with pytest.raises(ModelError, match="cannot be written"):
        desk.install(Package())
    with pytest.raises(ModelError, match="cannot be read"):
        desk.listed()


def test_a_package_that_vanishes_is_told(desk: Desk) -> None:
    with pytest.raises(ModelError, match="cannot be copied: it does not exist"):
        desk.install_file(desk.stick / "absent.argosmodel", Model("sv", "en", "1.5"))
