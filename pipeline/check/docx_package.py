"""A DOCX as a package (ISO/IEC 29500-2): its parts, read within bounds and never trusted."""

import io
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

Element = etree._Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

KNOWN_PART = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/core\.xml"
    r"|word/(document|styles|numbering|settings|footnotes|header[12]|footer[12])\.xml"
    r"|word/_rels/(document|footnotes|header[12]|footer[12])\.xml\.rels"
    r"|word/media/[0-9a-f]{16}\.(png|jpg)"
)
"""The parts that this project makes; no others are opened."""

MOST_ENTRIES = 1000
LARGEST_CONTENT = 128 * 2**20
"""In bytes, of all known parts when unpacked; a briefing of 10 MB, the most that is read, fits."""

DOCUMENT = "word/document.xml"
MEDIA = "word/media/"

_COMPRESSIONS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_ENCRYPTED = 0x1
_OFF = {"0", "false", "off"}
_WHOLE = re.compile("-?[0-9]{1,9}")

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


class UnreadableError(Exception):
    """The file is no package, or a part is missing or no XML; the argument says which."""


@dataclass(frozen=True, slots=True)
class Package:
    """The entries of the file by their names, and the content of those that are XML or media."""

    names: tuple[str, ...]
    parts: Mapping[str, Element]
    media: Mapping[str, bytes]

    def part(self, name: str) -> Element:
        """A part. Raises UnreadableError if it is missing."""
        found = self.parts.get(name)
        if found is None:
            raise UnreadableError(name)
        return found

    def target(self, part: str, identity: str | None) -> str | None:
        """What a relationship points to: a part's name, or an address outside."""
        folder, name = posixpath.split(part)
        relationships = self.parts.get(f"{folder}/_rels/{name}.rels")
        for item in () if relationships is None else relationships:
            if item.get("Id") == identity:
                target = item.get("Target", "")
                outside = item.get("TargetMode") == "External"
                return target if outside else posixpath.normpath(posixpath.join(folder, target))
        return None


def open_package(data: bytes) -> Package:
    """The parts of a DOCX, whatever the bytes are.

    Raises UnreadableError, with what could not be read: no archive, an encrypted entry or one
    that is larger than any that this project makes, two entries of one name, a part that is no
    XML, or that has a document type (no part may have one: ISO/IEC 29500-2).
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    contents = _contents(data)
    known = {name: content for name, content in contents.items() if content is not None}
    media = {name: content for name, content in known.items() if name.startswith(MEDIA)}
    parts = {n: _root(n, content, parser) for n, content in known.items() if n not in media}
    return Package(tuple(contents), parts, media)


def _contents(data: bytes) -> dict[str, bytes | None]:
    """The content of the parts that are known; None for the others."""
    contents: dict[str, bytes | None] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            entries = package.infolist()
            known = [entry for entry in entries if KNOWN_PART.fullmatch(entry.filename)]
            if len(entries) > MOST_ENTRIES or sum(e.file_size for e in known) > LARGEST_CONTENT:
                raise UnreadableError("zip")
            for entry in entries:
                is_plain = entry.compress_type in _COMPRESSIONS
                if not is_plain or entry.flag_bits & _ENCRYPTED or entry.filename in contents:
                    raise UnreadableError("zip")
                contents[entry.filename] = package.read(entry) if entry in known else None
    except _ZIP_FAULTS:
        raise UnreadableError("zip") from None
    return contents


def _root(name: str, content: bytes, parser: etree.XMLParser) -> Element:
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise UnreadableError(f"{name}: {error}") from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableError(name)
    return root


def value(element: Element | None, name: str = "val") -> str | None:
    """An attribute of the main namespace."""
    return None if element is None else element.get(W + name)


def is_on(element: Element | None) -> bool:
    """Whether a toggle such as `w:bidi` is there and not switched off (17.17.4)."""
    return element is not None and value(element) not in _OFF


def local(element: Element) -> str:
    """The name without its namespace."""
    return etree.QName(element).localname


def whole(text: str | None, default: int) -> int:
    """A whole number from an attribute, or the default if it is none of up to nine digits."""
    return int(text) if text and _WHOLE.fullmatch(text) else default
