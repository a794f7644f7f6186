import json
import os
import socket
from pathlib import Path

import pytest

from pipeline.errors import ModelError
from pipeline.translate.models.download import Limits
from pipeline.translate.models.https import NoNetworkError
from pipeline.translate.models.offers import Offers, folder_offers, index_offers
from tests.translate.models.plumbing import Package
from tests.translate.models.server import Server, server

__all__ = ["server"]


def entry(source: str, target: str, version: str, **more: object) -> dict[str, object]:
    links = [f"https://models.example/{source}_{target}"]
    known = {"from_code": source, "to_code": target, "package_version": version, "links": links}
    return {"type": "translate", **known, **more}


def shown(offers: Offers) -> list[str]:
    return sorted(map(str, offers.models))


def test_a_folders_packages_are_known_by_name_or_from_inside(tmp_path: Path) -> None:
    Package().write(tmp_path)
    Package("en", "fi", "1.9").write(tmp_path, "finska.argosmodel")
    (tmp_path / "readme.txt").write_text("x")
    assert shown(folder_offers(tmp_path)) == ["en-fi 1.9", "sv-en 1.5"]


def test_a_damaged_package_without_a_name_is_told_and_passed_over(tmp_path: Path) -> None:
    Package().write(tmp_path)
    (tmp_path / "half.argosmodel").write_bytes(b"PK")
    offers = folder_offers(tmp_path)
    assert shown(offers) == ["sv-en 1.5"]
    (finding,) = offers.findings
    assert finding.rule == "model.package"
    assert finding.where.endswith("half.argosmodel")


def test_a_folder_without_packages_is_told(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no package here"):
        folder_offers(tmp_path)
    with pytest.raises(ModelError, match="cannot be read: it does not exist"):
        folder_offers(tmp_path / "absent")


def test_the_index_is_read_and_what_is_unclear_passed_over(server: Server, tmp_path: Path) -> None:
    index = [
        entry("sv", "en", "1.5"),
        entry("en", "fi", "1.9", extra={"a": 1}),
        entry("../..", "en", "1.5"),
        entry("en", "ar", "latest"),
        entry("en", "de", "1.0", type="sbd"),
        entry("en", "fr", "1.0", source_languages=3),
        entry("en", "es", "1.0", links="https://models.example/"),
        {},
        "nonsense",
        None,
    ]
    server.files["/index.json"] = json.dumps(index).encode()
    offers = index_offers(server.url("/index.json"), tmp_path / "models")
    assert shown(offers) == ["en-es 1.0", "en-fi 1.9", "sv-en 1.5"]
    assert offers.findings == ()
    links = {str(offer.model): offer.links for offer in offers.packages}
    assert links["sv-en 1.5"] == ("https://models.example/sv_en",)
    assert links["en-es 1.0"] == ()


def test_without_a_network_the_last_index_is_used_with_its_day(
    server: Server, tmp_path: Path
) -> None:
    server.files["/index.json"] = json.dumps([entry("sv", "en", "1.5")]).encode()
    address = server.url("/index.json")
    index_offers(address, tmp_path)
    os.utime(tmp_path / ".index.json", (1_600_000_000, 1_600_000_000))
    del server.files["/index.json"]
    offers = index_offers(address, tmp_path)
    assert shown(offers) == ["sv-en 1.5"]
    (finding,) = offers.findings
    assert "the one of 2020-09-13 is used" in str(finding.message)
    assert finding.severity.value == "note"


def test_the_index_of_another_address_is_not_used(server: Server, tmp_path: Path) -> None:
    server.files["/index.json"] = json.dumps([entry("sv", "en", "1.5")]).encode()
    index_offers(server.url("/index.json"), tmp_path)
    with pytest.raises(ModelError, match="does not have this file"):
        index_offers(server.url("/other.json"), tmp_path)


@pytest.mark.parametrize(
    "text", [b"", b"<html>Log in</html>", b"{}", b"[]", b"[1, 2]", b"\xff", b"[" * 100_000]
)
def test_what_is_no_index_is_told_and_never_kept(
    server: Server, tmp_path: Path, text: bytes
) -> None:
    server.files["/index.json"] = text
    for _ in range(2):
        with pytest.raises(ModelError, match="no list of models"):
            index_offers(server.url("/index.json"), tmp_path)


@pytest.mark.parametrize("copy", [b"", b"[]", b"{}", b'{"address": 1}', b"\xff"])
def test_a_damaged_copy_is_as_none(server: Server, tmp_path: Path, copy: bytes) -> None:
    (tmp_path / ".index.json").write_bytes(copy)
    with pytest.raises(ModelError, match="does not have this file"):
        index_offers(server.url("/index.json"), tmp_path)


def test_an_index_without_end_is_refused(server: Server, tmp_path: Path) -> None:
    server.files["/index.json"] = b" " * 2_000_000
    with pytest.raises(ModelError, match="larger than 1 MB"):
        index_offers(server.url("/index.json"), tmp_path, Limits(1_000_000))


def test_without_network_and_copy_it_is_told(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"https://127.0.0.1:{free.getsockname()[1]}/index.json"
        with pytest.raises(NoNetworkError, match="cannot be reached"):
            index_offers(address, tmp_path)


def test_a_plain_address_of_the_index_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="Only addresses that begin with https"):
        index_offers("http://localhost/index.json", tmp_path)


def test_a_folder_that_cannot_be_written_keeps_no_copy(server: Server, tmp_path: Path) -> None:
    server.files["/index.json"] = json.dumps([entry("sv", "en", "1.5")]).encode()
    (tmp_path / "models").write_text("a file")
    assert shown(index_offers(server.url("/index.json"), tmp_path / "models")) == ["sv-en 1.5"]
