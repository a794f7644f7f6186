"""Which charsets a PO file from outside may be written in."""

import pytest

from pipeline.errors import CatalogError
from pipeline.exchange.charsets import KNOWN, UTF_8, known_charset
from pipeline.exchange.returned_po import parse_returned_po

CHARSETS = (
    "UTF-8",
    "utf8",
    "US-ASCII",
    "ISO-8859-1",
    "latin1",
    "Windows-1252",
    "KOI8-R",
    "GB18030",
)
NO_CHARSETS = (
    *("UTF-7", "raw-unicode-escape", "unicode_escape", "idna", "punycode", "rot13", "undefined"),
    *(
        "hex",
        "base64",
        "zlib",
        "utf-16",
        "utf-32",
        "mbcs",
        "charmap",
        "palmos",
        "x-none",
        "a" * 500,
    ),
)


def po(charset: str, text: bytes = b"b") -> bytes:
    head = (
        f'msgid ""\nmsgstr ""\n"Language: fi\\n"\n"X-Document: lage\\n"\n'
        f'"Content-Type: text/plain; charset={charset}\\n"\n\n'
    )
    return head.encode() + b'msgid "a"\nmsgstr "' + text + b'"\n'


@pytest.mark.parametrize("name", CHARSETS)
def test_charsets_of_translators_are_read(name: str) -> None:
    charset = known_charset(name)
    assert charset is not None
    written = "abc" if charset == "ascii" else "я" if charset == "koi8-r" else "ä"
    if charset == "gb18030":
        written = "中"
    (entry,) = parse_returned_po(po(name, written.encode(charset)), "a.po").entries
    assert entry.target == written


@pytest.mark.parametrize("name", NO_CHARSETS)
def test_a_codec_that_is_no_charset_of_a_file_is_told(name: str) -> None:
    assert known_charset(name) is None
    with pytest.raises(CatalogError, match="names the charset") as caught:
        parse_returned_po(po(name), "a.po")
    assert name[:40] in str(caught.value)
    assert len(str(caught.value)) < 200


def test_every_charset_writes_the_syntax_of_a_po_file_as_ascii_does() -> None:
    syntax = bytes(range(128))
    assert {name for name in KNOWN if syntax.decode(name) != syntax.decode("ascii")} == set()
    assert {name for name in KNOWN if known_charset(name) != name} == set()


@pytest.mark.parametrize("charset", [UTF_8, "gb18030", "big5", "cp949"])
def test_no_bytes_of_a_charset_are_half_of_a_character(charset: str) -> None:
    for half in (b"\xed\xa0\x80", b"\xed\xbf\xbf", b"\x82\x35\x8f\x33", b"\xd8\x00", b"\x00\xd8"):
        try:
            texts = parse_returned_po(po(charset, half), "a.po")
        except CatalogError as error:
            assert "none of it" in str(error) or "Half of a character" in str(error)
        else:
            assert texts.entries[0].target.encode("utf-8")
