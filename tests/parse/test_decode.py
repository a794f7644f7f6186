import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import SourceError
from pipeline.parse.decode import MAXIMUM_BYTES, decode

TEXT = "Lägesbild\n\nÅtgärder på kort sikt – ”Vi i Hallsta”\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "UTF-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "UTF-8"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "UTF-16"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "UTF-16"),
        (TEXT.encode("windows-1252"), "Windows-1252"),
    ],
)
def test_encodings(data: bytes, encoding: str) -> None:
    decoded = decode(data, "prov.txt")
    assert (decoded.text, decoded.encoding) == (TEXT, encoding)


@given(st.text(st.characters(codec="windows-1252", exclude_categories=["Cc"]), min_size=1))
def test_windows_1252_is_read_or_refused_but_never_misread(text: str) -> None:
    data = text.encode("windows-1252")
    try:
        decoded = decode(data, "prov.txt")
    except SourceError:
        return
    assert decoded.text.encode("windows-1252" if decoded.encoding != "UTF-8" else "utf-8") == data


@pytest.mark.parametrize(
    ("data", "where", "reason"),
    [
        (b"", "prov.txt", "no text"),
        (b" \r\n\t\f", "prov.txt", "no text"),
        (codecs.BOM_UTF8, "prov.txt", "no text"),
        (codecs.BOM_UTF16_LE, "prov.txt", "no text"),
        (b"%PDF-1.7\n", "prov.txt", "PDF"),
        (b"PK\x03\x04\x14\x00", "prov.txt", "DOCX"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "prov.txt", "DOC"),
        (b"{\\rtf1\\ansi", "prov.txt", "RTF"),
        (b"a\nb\r\nc\rd\0", "prov.txt:4", r"U\+0000 is not text; the file is binary"),
        ("Läge".encode("utf-16-le"), "prov.txt:1", r"U\+0000"),
        (b"a\n\x07", "prov.txt:2", r"control character U\+0007"),
        (b"a\n\n\x1b[1m", "prov.txt:3", r"control character U\+001B"),
        ("a\n\x85".encode(), "prov.txt:2", r"control character U\+0085"),
        ("a\ufffe".encode(), "prov.txt:1", r"U\+FFFE"),
        (b"\xe5\n\x00\x01", "prov.txt:2", r"U\+0000"),
        (b"\xe5\n\xe4\x81", "prov.txt:2", "0x81 is neither"),
        ("Läge\nläge\n".encode() + b"l\xe4ge", "prov.txt:3", "is UTF-8, but the byte 0xE4"),
        (codecs.BOM_UTF8 + b"a\nl\xe4ge", "prov.txt:2", "is UTF-8, but the byte 0xE4"),
        ("T\n\nLäget på".encode("cp850"), "prov.txt:3", "0x84 is a letter in an old DOS"),
        ("T\n\nLäget på".encode("mac-roman"), "prov.txt:3", "0x8A is a letter in an old DOS"),
        (codecs.BOM_UTF16_LE + b"a", "prov.txt", "UTF-16 but is damaged"),
        (codecs.BOM_UTF16_LE + b"a\x00\x00\xd8", "prov.txt", "UTF-16 but is damaged"),
        (codecs.BOM_UTF32_LE + "Läge".encode("utf-32-le"), "prov.txt:1", r"U\+0000"),
    ],
)
def test_what_is_not_text_is_refused(data: bytes, where: str, reason: str) -> None:
    with pytest.raises(SourceError, match=reason) as caught:
        decode(data, "prov.txt")
    assert caught.value.where == where
    assert caught.value.exit_code == 4


def test_ten_megabytes_are_enough() -> None:
    assert len(decode(b"a" * MAXIMUM_BYTES, "prov.txt").text) == MAXIMUM_BYTES
    with pytest.raises(SourceError, match="larger than 10 MB"):
        decode(b"a" * (MAXIMUM_BYTES + 1), "prov.txt")
