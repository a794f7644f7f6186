import json
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.errors import ModelError
from pipeline.translate.engine import Model
from pipeline.translate.models.archive import LIMITS, Limits, opened_archive
from tests.translate.models.plumbing import Package, write_zip

WANTED = Model("sv", "en", "1.5")
GIGABYTE = 1_000_000_000


def unpacked(path: Path, wanted: Model = WANTED, limits: Limits = LIMITS) -> set[str]:
    """The files that come out of a package, in a folder beside it."""
    target = path.parent / "unpacked"
    with opened_archive(path, path.name, limits) as archive:
        archive.require(wanted)
        archive.unpack(target)
    return {p.relative_to(target).as_posix() for p in target.rglob("*") if p.is_file()}


def refused(path: Path, reason: str, limits: Limits = LIMITS) -> None:
    with pytest.raises(ModelError, match=reason) as found:
        unpacked(path, limits=limits)
    assert found.value.exit_code == 7
    assert str(found.value).startswith(path.name + ": ")
    assert "\n" not in str(found.value)
    assert not (path.parent / "unpacked" / "metadata.json").exists()


def info(name: str, mode: int = 0) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo(name)
    made.external_attr = mode << 16
    return made


def test_a_whole_package_gives_what_a_model_needs(tmp_path: Path) -> None:
    package = Package(
        changed={
            "stanza/sv/pretrain.pt": b"pickle",
            "installed.json": b"{}",
            "model/deeper/file": b"",
            ".gitattributes": b"",
        }
    )
    assert unpacked(package.write(tmp_path)) == {
        "metadata.json",
        "README.md",
        "sentencepiece.model",
        "model/config.json",
        "model/model.bin",
        "model/shared_vocabulary.json",
    }
    assert (tmp_path / "unpacked/README.md").read_bytes() == b"Copies."


def test_the_root_may_have_any_plain_name(tmp_path: Path) -> None:
    members = [("Svenska–engelska/" + n, data) for n, data in Package().files().items()]
    path = write_zip(tmp_path / "a.argosmodel", [("Svenska–engelska/", b""), *members])
    assert "metadata.json" in unpacked(path)


def test_a_comment_at_the_end_is_no_harm(tmp_path: Path) -> None:
    path = Package().write(tmp_path)
    with zipfile.ZipFile(path, "a") as archive:
        archive.comment = b"made by hand"
    assert "metadata.json" in unpacked(path)


@pytest.mark.parametrize(
    "name",
    ["../evil", "{root}/../../evil", "/evil", "{root}/a\\..\\..\\evil", "C:/evil", "{root}/../x"],
)
def test_a_path_outside_is_refused(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "deep" / "deeper"
    package = Package()
    members = [*package.members(), (name.format(root=package.root), b"evil")]
    refused(write_zip(folder / package.name, members), "not safe to unpack")
    assert [path.name for path in tmp_path.rglob("*evil*")] == []


def test_a_name_with_a_hidden_end_is_refused(tmp_path: Path) -> None:
    """Python cuts a name at a NUL character, other programs do not."""
    package = Package()
    path = write_zip(tmp_path / package.name, [*package.members(), (f"{package.root}/a#b", b"")])
    path.write_bytes(path.read_bytes().replace(b"/a#b", b"/a\0b"))
    refused(path, "not safe to unpack")


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFSOCK])
def test_links_and_special_files_are_refused(tmp_path: Path, kind: int) -> None:
    package = Package()
    link = info(f"{package.root}/model/extra", kind | 0o777)
    refused(write_zip(tmp_path / package.name, [*package.members(), (link, b"/etc")]), "a link")


def test_two_roots_are_refused(tmp_path: Path) -> None:
    members = [*Package().members(), ("other/file", b"")]
    refused(write_zip(tmp_path / "a.argosmodel", members), "exactly one folder")


def test_files_without_a_root_are_refused(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "a.argosmodel", Package().files().items())
    refused(path, "exactly one folder")


@pytest.mark.parametrize("name", ["metadata.json", "METADATA.JSON", "Model/model.bin"])
def test_the_same_place_twice_is_refused(tmp_path: Path, name: str) -> None:
    package = Package()
    members = [*package.members(), (f"{package.root}/{name}", b"{}")]
    refused(write_zip(tmp_path / package.name, members), "to the same place")


def encrypted(data: bytes) -> bytes:
    """The archive with the flag of encryption on every file of its directory."""
    changed = bytearray(data)
    start = changed.find(b"PK\1\2")
    while start >= 0:
        changed[start + 8] |= 1
        start = changed.find(b"PK\1\2", start + 1)
    return bytes(changed)


def test_an_encrypted_package_is_refused(tmp_path: Path) -> None:
    path = Package().write(tmp_path)
    path.write_bytes(encrypted(path.read_bytes()))
    refused(path, "encrypted or packed in a way")


def test_unusual_compression_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.argosmodel"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as archive:
        for name, data in Package().members():
            archive.writestr(name, data)
    refused(path, "encrypted or packed in a way")


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"metadata.json": None}, "no model of Argos"),
        ({"model/model.bin": None}, "no model of Argos"),
        ({"model/shared_vocabulary.json": None}, "no model of Argos"),
        (
            {"model/shared_vocabulary.json": None, "model/source_vocabulary.json": b"[]"},
            "no model of Argos",
        ),
        ({"sentencepiece.model": None}, "no model of Argos"),
        ({"metadata.json": b"not json"}, "cannot be understood"),
        ({"metadata.json": b"\xff\xfe"}, "cannot be understood"),
        ({"metadata.json": b"[]"}, "cannot be understood"),
        ({"metadata.json": b"[" * 90_000}, "cannot be understood"),
        ({"metadata.json": b'{"source_languages": 1}'}, "cannot be understood"),
        ({"metadata.json": b"{}"}, "names a language in a way"),
        ({"metadata.json": json.dumps({"x": "y" * 100_000}).encode()}, "damaged"),
    ],
)
def test_what_a_model_needs_must_be_there(
    tmp_path: Path, changed: dict[str, bytes | None], reason: str
) -> None:
    refused(Package(changed=changed).write(tmp_path), reason)


@pytest.mark.parametrize(
    ("metadata", "reason"),
    [
        ({"from_code": "../.."}, "names a language in a way"),
        ({"to_code": "en/../../x"}, "names a language in a way"),
        ({"to_code": "english"}, "names a language in a way"),
        ({"to_code": ["en"]}, "names a language in a way"),
        ({"to_code": None}, "names a language in a way"),
        ({"to_code": "sv"}, "to the same language"),
        ({"type": "sbd"}, "no translation model"),
        ({"type": 1}, "no translation model"),
        ({"package_version": "../../1"}, "no version"),
        ({"package_version": 1.5}, "no version"),
        ({"package_version": "1." * 100 + "1"}, "no version"),
        ({"package_version": ""}, "no version"),
    ],
)
def test_metadata_must_name_a_pair_and_a_version(
    tmp_path: Path, metadata: dict[str, object], reason: str
) -> None:
    refused(Package(metadata=metadata).write(tmp_path), reason)


@pytest.mark.parametrize(
    "metadata", [{"from_code": "da"}, {"to_code": "fi"}, {"package_version": "1.6"}]
)
def test_another_model_than_the_wanted_one_is_refused(
    tmp_path: Path, metadata: dict[str, object]
) -> None:
    path = Package(metadata=metadata).write(tmp_path)
    refused(path, r"This package is for \S+ 1\.\d, but it should be for sv-en 1\.5")


@pytest.mark.parametrize("part", [0, 0.1, 0.5, 0.9, 0.999])
def test_half_a_file_is_refused(tmp_path: Path, part: float) -> None:
    path = Package().write(tmp_path)
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * part)])
    refused(path, "damaged or not complete")


@pytest.mark.parametrize("data", [b"", b"not a zip", b"PK\5\6", b"PK\5\6" + b"\xff" * 18])
def test_what_is_no_zip_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.argosmodel"
    path.write_bytes(data)
    refused(path, "damaged or not complete|far more files")


def test_a_changed_byte_is_noticed(tmp_path: Path) -> None:
    path = Package().write(tmp_path)
    data = path.read_bytes()
    at = data.index(b"Copies.")
    path.write_bytes(data[:at] + b"c" + data[at + 1 :])
    with pytest.raises(ModelError, match="damaged or not complete"):
        unpacked(path)


def bomb() -> tuple[bytes, int]:
    """Ten gigabytes of zeros as a deflate stream, and their number."""
    block, repeats = bytes(16 << 20), 640
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    end = zlib.compressobj(9, zlib.DEFLATED, -15).flush()
    return packed * repeats + end, len(block) * repeats


def with_bomb(path: Path, claimed: Callable[[int], int]) -> Path:
    """A package whose weights are the bomb, with the size that is claimed for it."""
    package, (packed, size) = Package(), bomb()
    files = {n: data for n, data in package.members() if not n.endswith("model.bin")}
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
        archive.writestr(f"{package.root}/model/model.bin", packed)
        entry = archive.getinfo(f"{package.root}/model/model.bin")
        entry.compress_type, entry.file_size = zipfile.ZIP_DEFLATED, claimed(size)
    data = bytearray(path.read_bytes())  # the header before the data says the same
    header = data.rfind(b"PK\3\4")
    struct.pack_into("<H", data, header + 8, zipfile.ZIP_DEFLATED)
    path.write_bytes(data)
    return path


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = with_bomb(tmp_path / "bomb.argosmodel", lambda size: size)
    assert path.stat().st_size < GIGABYTE / 50
    refused(path, "larger than 2000 MB when it is unpacked, or it grows without measure")


def test_a_bomb_that_lies_about_its_size_fills_no_disk(tmp_path: Path) -> None:
    path = with_bomb(tmp_path / "bomb.argosmodel", lambda _size: 5_000_000)
    with pytest.raises(ModelError, match="damaged"):
        unpacked(path)
    written = sum(p.stat().st_size for p in (tmp_path / "unpacked").rglob("*") if p.is_file())
    assert written < 10_000_000


def test_many_files_that_are_large_together_are_refused(tmp_path: Path) -> None:
    limits = Limits(unpacked_bytes=1_000_000)
    path = Package(changed={"model/a": b"a" * 600_000, "model/b": b"b" * 600_000}).write(tmp_path)
    refused(path, "larger than 1 MB", limits)


def test_a_large_archive_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.argosmodel"
    with path.open("wb") as file:
        file.truncate(3 * GIGABYTE)  # takes no room on the disk
    refused(path, "larger than 2000 MB")


def test_too_many_files_are_refused_before_they_are_listed(tmp_path: Path) -> None:
    package = Package()
    extra = [(f"{package.root}/model/{n}", b"") for n in range(1001)]
    refused(write_zip(tmp_path / package.name, [*package.members(), *extra]), "far more files")


def test_a_list_of_files_that_is_too_long_is_refused(tmp_path: Path) -> None:
    path = Package().write(tmp_path)
    refused(path, "far more files", Limits(directory_bytes=100))


def test_a_file_that_grows_too_much_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.argosmodel"
    members = [*Package().members(), (f"{Package().root}/model/zeros", bytes(2_000_000))]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    refused(path, "grows without measure")


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="it does not exist"):
        unpacked(tmp_path / "absent.argosmodel")
