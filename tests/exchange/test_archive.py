"""Zips that come back: what is unpacked, and what is told."""

import io
import zipfile

import pytest

from pipeline.errors import CatalogError
from pipeline.exchange.archive import unzipped


def packed(compression: int) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", compression) as archive:
        archive.writestr("lage.fi.po", "text")
    return data.getvalue()


@pytest.mark.parametrize("compression", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_what_every_program_packs_is_unpacked(compression: int) -> None:
    assert unzipped(packed(compression), "a.zip", (".po",)) == {"lage.fi.po": b"text"}


@pytest.mark.parametrize("compression", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_what_can_ask_for_gigabytes_before_a_byte_is_read_is_refused(compression: int) -> None:
    with pytest.raises(CatalogError, match="packed in a way that is not known"):
        unzipped(packed(compression), "a.zip", (".po",))
