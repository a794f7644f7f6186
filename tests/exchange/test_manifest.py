"""The manifest of a package that comes back."""

import pytest

from pipeline.errors import CatalogError
from pipeline.exchange.manifest import Manifest, manifest_bytes, parse_manifest
from pipeline.translate.po import Entry

MANIFEST = Manifest("lage", "fi", "0" * 64, {"a.po": "1" * 64}, (Entry("p", "Ett", "Yksi!"),))


def test_a_manifest_is_read_back() -> None:
    assert parse_manifest(manifest_bytes(MANIFEST), "a.zip") == MANIFEST


@pytest.mark.parametrize("half", [b"\\ud800", b"\xed\xa0\x80"])
@pytest.mark.parametrize("place", [b"Yksi!", b"lage", b"a.po"])
def test_half_of_a_character_is_damage(half: bytes, place: bytes) -> None:
    with pytest.raises(CatalogError, match="is damaged"):
        parse_manifest(manifest_bytes(MANIFEST).replace(place, half), "a.zip")
