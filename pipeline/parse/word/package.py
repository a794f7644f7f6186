"""A DOCX as a package (ISO/IEC 29500-2): its parts, read within bounds and never trusted.

Nothing outside the file is ever fetched, and no part is unpacked before its size is known.
"""

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from lxml import etree

from pipeline.errors import SourceError
from pipeline.messages import Message, message
from pipeline.parse.word.names import CONTENT_TYPES, RELATIONSHIPS, STRICT, Element

MOST_PARTS = 10_000
LARGEST_CONTENT = 200 * 2**20
"""Bytes of all parts together when unpacked."""

LARGEST_RATIO = 200
"""How many times larger a part of more than LARGEST_FREE bytes may be unpacked than packed. Word's
markup packs to a tenth or twentieth; only a bomb packs to a thousandth."""

LARGEST_FREE = 10 * 2**20

MOST_MARKUP = 2_000_000
"""Tags and attributes of one part: each takes about 100 to 200 bytes of memory. A document of 300
pages has about half a million."""

LARGEST_MARKUP = 60 * 2**20
"""Bytes of one part that is XML."""

MOST_LEVELS = 100
"""Elements within elements. A picture with a caption in a text box in a table has about 30."""

_UTF_16 = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
"""How XML begins that is written in UTF-16."""

_ENCRYPTED = 0x1
_COMPRESSIONS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""What a package may have (Part 2, annex B); others may ask for any amount of memory."""

_WORD_TYPES = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
)
_MAIN_PART = "/officeDocument"
_TOO_DEEP = etree.XPath("boolean(" + "/*" * MOST_LEVELS + ")")

_ZIP_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
    IndexError,
    KeyError,
    OverflowError,
)
"""What `zipfile` raises for bytes that are no archive, or a broken one."""


@dataclass(frozen=True, slots=True)
class Relationship:
    """What a part points to: `target` is the name of a part, or an address if `is_external`."""

    kind: str
    target: str
    is_external: bool


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of a file by their names, in lower case as names are compared (Part 2, 6.2.2.3)."""

    where: str
    archive: zipfile.ZipFile
    entries: Mapping[str, zipfile.ZipInfo]
    main: str = ""
    _relationships: dict[str, Mapping[str, Relationship]] = field(default_factory=dict)

    def data(self, name: str) -> bytes | None:
        """The bytes of a part, or None if there is no such part."""
        entry = self.entries.get(name.lower())
        if entry is None:
            return None
        try:
            return self.archive.read(entry)
        except _ZIP_FAULTS:
            raise _damaged(self.where) from None

    def xml(self, name: str) -> Element | None:
        """The root element of a part, or None if there is no such part.

        Raises SourceError if it is no XML, declares entities, or is too large or too deep.
        """
        data = self.data(name)
        return None if data is None else _parsed(data, self.where)

    def relationships(self, part: str) -> Mapping[str, Relationship]:
        """The relationships of a part by their ids; those of the package for the empty name."""
        if part not in self._relationships:
            folder, name = posixpath.split(part)
            root = self.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
            self._relationships[part] = _relationships(root, folder)
        return self._relationships[part]

    def related(self, part: str, kind: str) -> str | None:
        """The name of the first part that a part points to with that kind of relationship."""
        for relationship in self.relationships(part).values():
            if relationship.kind.endswith(kind) and not relationship.is_external:
                return relationship.target
        return None


def _is_bomb(entry: zipfile.ZipInfo) -> bool:
    is_large = entry.file_size > LARGEST_FREE
    return is_large and entry.file_size > LARGEST_RATIO * entry.compress_size


def open_package(data: bytes, where: str) -> Package:
    """The package in the bytes of a DOCX.

    Raises SourceError for what is none: another format, an encrypted or damaged file, one with
    macros, and one that is larger when unpacked than any document.
    """
    _refuse_other_formats(data, where)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = archive.infolist()
    except _ZIP_FAULTS:
        raise _damaged(where) from None
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise _has_password(where)
    if any(entry.compress_type not in _COMPRESSIONS for entry in entries):
        raise _damaged(where)
    too_large = sum(entry.file_size for entry in entries) > LARGEST_CONTENT
    if too_large or len(entries) > MOST_PARTS or any(map(_is_bomb, entries)):
        reason = (
            "The file is far larger when it is unpacked than a document can be; "
            "divide it, or make its pictures smaller."
        )
        raise SourceError(message(reason), where=where)
    by_name = {entry.filename.lower().lstrip("/"): entry for entry in entries}
    package = Package(where, archive, by_name)
    main = package.related("", _MAIN_PART)
    _refuse_other_documents(package, main)
    return Package(where, archive, by_name, main or "")


def _refuse_other_formats(data: bytes, where: str) -> None:
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise _has_password(where)
        reason = "This is the old format of Word (.doc); open it in Word and save it as .docx."
        raise SourceError(message(reason), where=where)
    if not data:
        raise SourceError(message("The file has no text."), where=where)
    if not data.startswith(b"PK"):
        reason = "This is no Word document; open it in Word and save it as .docx."
        raise SourceError(message(reason), where=where)


def _refuse_other_documents(package: Package, main: str | None) -> None:
    kind = _content_type(package, main) if main else None
    if any("vbaproject" in name for name in package.entries) or "macroEnabled" in (kind or ""):
        reason = "The document contains macros (programs); save it as .docx without macros."
        raise SourceError(message(reason), where=package.where)
    if kind not in _WORD_TYPES or main is None or main.lower() not in package.entries:
        is_damaged = "[content_types].xml" in package.entries and kind is None
        reason = "This is no Word document; open it in Word and save it as .docx."
        raise (
            _damaged(package.where)
            if is_damaged
            else SourceError(message(reason), where=package.where)
        )


def _content_type(package: Package, part: str) -> str | None:
    root = package.xml("[Content_Types].xml")
    for entry in () if root is None else root.iter(f"{CONTENT_TYPES}Override"):
        if entry.get("PartName", "").lstrip("/").lower() == part.lower():
            return entry.get("ContentType")
    suffix = part.rpartition(".")[2].lower()
    for entry in () if root is None else root.iter(f"{CONTENT_TYPES}Default"):
        if entry.get("Extension", "").lower() == suffix:
            return entry.get("ContentType")
    return None


def _damaged(where: str) -> SourceError:
    reason = "The Word document is damaged or cut off; open it in Word and save it again."
    return SourceError(message(reason), where=where)


def _has_password(where: str) -> SourceError:
    reason = "The document is protected with a password; save it without one."
    return SourceError(message(reason), where=where)


def _relationships(root: Element | None, folder: str) -> Mapping[str, Relationship]:
    found: dict[str, Relationship] = {}
    for entry in () if root is None else root.iter(f"{RELATIONSHIPS}Relationship"):
        target, is_external = entry.get("Target", ""), entry.get("TargetMode") == "External"
        if not is_external:
            target = posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/")
        found[entry.get("Id", "")] = Relationship(entry.get("Type", ""), target, is_external)
    return found


def _parsed(data: bytes, where: str) -> Element:
    """The root of an XML document that is what Word writes, and nothing that expands."""
    if problem := _problem(data):
        raise SourceError(problem, where=where)
    for strict, usual in STRICT:
        data = data.replace(strict, b"http://schemas.openxmlformats.org/" + usual.encode())
    parser = etree.XMLParser(
        # Others are not allowed (Part 2, 6.1.4), and in some tags look like text.
        encoding=None if data[:2] in _UTF_16 else "utf-8",
        resolve_entities=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise _damaged(where) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise _damaged(where)
    if _TOO_DEEP(root):
        raise too_deep(where)
    return root


def too_deep(where: str) -> SourceError:
    """The error for what is nested as nobody nests it."""
    reason = "The document has parts within parts within parts, far too deep to be read."
    return SourceError(message(reason), where=where)


def _problem(data: bytes) -> Message | None:
    """Why these bytes are not given to the XML parser."""
    # Between tags "<" is written "&lt;", so this is a declaration, in whatever encoding.
    if b"<!DOCTYPE" in data or b"<\0!\0D\0O\0C" in data or b"\0<\0!\0D\0O\0C" in data:
        reason = "The document declares entities, which Word never does; it is not read."
        return message(reason)
    if len(data) > LARGEST_MARKUP or data.count(b"<") + data.count(b"=") > MOST_MARKUP:
        return message("The document is too long; divide it into several documents.")
    return None
