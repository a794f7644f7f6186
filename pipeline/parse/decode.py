"""Bytes to characters: UTF-8, UTF-16 with a byte order mark, or Windows-1252.

Windows-1252 gives a character to nearly any byte, so a file is read as that only if nothing
speaks against it: no control characters, no byte that the encoding leaves undefined, no
remains of UTF-8 and no letters of the DOS and Macintosh encodings.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.errors import SourceError
from pipeline.findings import Finding, Severity
from pipeline.messages import Message, message

MAXIMUM_BYTES = 10 * 1024 * 1024

NEWLINE = re.compile(r"\r\n|\r|\n")
"""What an editor counts as the end of a line. A form feed ends none: it stands within one."""

# Tab, line feed, form feed and carriage return are the control characters of plain text.
# Noncharacters and surrogates cannot be written to XML (XML 1.0, production 2). U+FFFC stands for
# an object that was pasted and is not there; in the model it refers to a note.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffc\ufffe\uffff"
    + "".join(chr(plane << 16 | last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF))
    + "]"
)

# U+FFFD stands for a character that a program could not read; "Ã" or "â€" with a sign is UTF-8
# that was taken for Windows-1252 and saved like that.
DAMAGED = re.compile("\ufffd|Ã[\u0080-\u00bf\u0152-\u2122]|â€[\u0080-\u00bf\u0152-\u2122]")

OTHER_FORMATS = (
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "Word (DOCX) or ZIP"),
    (b"\xd0\xcf\x11\xe0", "Word (DOC)"),
    (b"{\\rtf", "RTF"),
)

# The bytes of å, ä, ö, é and of quotation marks and dashes in UTF-8; read as Windows-1252
# they are "Ã" or "â€" with a sign, which no Swedish text has.
REMAINS_OF_UTF8 = re.compile(rb"\xc3[\x80-\xbf]|\xe2\x80[\x90-\xbf]")

# å, ä and ö are † „ ” in DOS (code page 850) and Œ Š š in Mac Roman, if read as Windows-1252.
# ” and š do occur within a word; the others never do.
OTHER_CODE_PAGE = re.compile(rb"[A-Za-z]([\x84\x86\x87\x8a\x8c])[a-z]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The characters of a source, without byte order mark, and the encoding's usual name."""

    text: str
    encoding: str


def decode(data: bytes, where: str) -> Decoded:
    """The characters of a plain text file of at most 10 MB (MAXIMUM_BYTES).

    Raises SourceError, with the line where there is one, for anything that is not text:
    an empty file, another file format, an unknown encoding, control characters.
    """
    if len(data) > MAXIMUM_BYTES:
        raise too_large(where)
    _refuse_other_formats(data, where)
    decoded = _decode(data, where)
    _refuse_forbidden(decoded.text, where)
    if not decoded.text.strip():
        raise SourceError(message("The file has no text."), where=where)
    return decoded


def encoding_findings(decoded: Decoded, where: str) -> Iterator[Finding]:
    """A note if the encoding is one that other programs may take for another."""
    if decoded.encoding != "UTF-8":
        text = message(
            "The file was read as {encoding}; UTF-8 is safer.", encoding=decoded.encoding
        )
        yield Finding("parse.encoding", where, text, Severity.NOTE)


def too_large(where: str, most: int = MAXIMUM_BYTES) -> SourceError:
    """The error for a file of more than `most` bytes."""
    reason = "The file is larger than {size} MB; divide it into several documents."
    return SourceError(message(reason, size=most // 1024**2), where=where)


def _refuse_other_formats(data: bytes, where: str) -> None:
    for signature, name in OTHER_FORMATS:
        if data.startswith(signature):
            reason = "This is a file in the format {format}; save it as plain text (UTF-8)."
            raise SourceError(message(reason, format=name), where=where)


def _decode(data: bytes, where: str) -> Decoded:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _decode_utf16(data, where)
    try:
        return Decoded(data.decode("utf-8-sig"), "UTF-8")
    except UnicodeDecodeError as error:
        # Binary files have such bytes; the message about them says more than one about UTF-8.
        _refuse_forbidden(data.decode("ascii", errors="replace"), where)
        if data.startswith(codecs.BOM_UTF8) or REMAINS_OF_UTF8.search(data):
            place = error.start + (3 if data.startswith(codecs.BOM_UTF8) else 0)
            reason = "The file is UTF-8, but the byte {byte} is not; save it again as UTF-8."
            text = message(reason, byte=_hexadecimal(data[place]))
            raise _problem_in_bytes(data, place, text, where) from None
    return _decode_windows_1252(data, where)


def _decode_utf16(data: bytes, where: str) -> Decoded:
    try:
        return Decoded(data.decode("utf-16"), "UTF-16")
    except UnicodeDecodeError:
        reason = "The file begins as UTF-16 but is damaged; save it again as UTF-8."
        raise SourceError(message(reason), where=where) from None


def _decode_windows_1252(data: bytes, where: str) -> Decoded:
    unlikely = OTHER_CODE_PAGE.search(data)
    if unlikely:
        place = unlikely.start(1)
        reason = (
            "The byte {byte} is a letter in an old DOS or Macintosh encoding; "
            "save the file as UTF-8."
        )
        text = message(reason, byte=_hexadecimal(data[place]))
        raise _problem_in_bytes(data, place, text, where)
    try:
        return Decoded(data.decode("windows-1252"), "Windows-1252")
    except UnicodeDecodeError as error:
        reason = "The byte {byte} is neither UTF-8 nor Windows-1252; save the file as UTF-8."
        text = message(reason, byte=_hexadecimal(data[error.start]))
        raise _problem_in_bytes(data, error.start, text, where) from None


def _refuse_forbidden(text: str, where: str) -> None:
    found = FORBIDDEN.search(text)
    if not found:
        return
    place = f"{where}:{line_at(text, found.start())}"
    code = f"U+{ord(found.group()):04X}"
    if found.group() == "\0":
        reason = (
            "The character {code} is not text; the file is binary or UTF-16 without a mark. "
            "Save it as UTF-8."
        )
        raise SourceError(message(reason, code=code), where=place)
    reason = "The control character {code} is not text; remove it."
    raise SourceError(message(reason, code=code), where=place)


def line_at(text: str, position: int) -> int:
    """The line, counted from 1, that an editor shows for a position in the text."""
    return 1 + sum(1 for _ in NEWLINE.finditer(text, 0, position))


def _problem_in_bytes(data: bytes, position: int, text: Message, where: str) -> SourceError:
    line = line_at(data[:position].decode("latin-1"), position)
    return SourceError(text, where=f"{where}:{line}")


def _hexadecimal(byte: int) -> str:
    return f"0x{byte:02X}"
