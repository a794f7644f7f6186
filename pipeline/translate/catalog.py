"""The catalog of one document in one language: `source/translations/NAME/LANG.po`."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pipeline.errors import CatalogError, system_reason
from pipeline.languages import Language, language
from pipeline.messages import Message, message
from pipeline.translate.po import Entry, format_po, parse_po
from pipeline.translate.segments import Key

CHARSET = re.compile(r"charset=(\S+)", re.IGNORECASE)
FORBIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
"""Control characters, line and paragraph separators, and what overrides, embeds or isolates a
direction (UAX #9 X1-X8). The marks U+200E, U+200F and U+061C are a translator's right."""

Header = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Catalog:
    """A document's texts and their translations into one language.

    `entries` are in document order, then the obsolete ones, which are kept as memory.
    `header` has the fields as they stand in the file, `header_comments` the lines above it.
    """

    document: str
    language: str
    entries: tuple[Entry, ...] = ()
    header: Header = ()
    header_comments: tuple[str, ...] = ()

    @property
    def active(self) -> tuple[Entry, ...]:
        """The entries of texts that were in the document at the last update."""
        return tuple(entry for entry in self.entries if not entry.obsolete)

    @property
    def obsolete(self) -> tuple[Entry, ...]:
        """The entries of texts that are no longer in the document."""
        return tuple(entry for entry in self.entries if entry.obsolete)

    def by_key(self) -> dict[Key, Entry]:
        """The active entries by context and source text."""
        return {entry.key: entry for entry in self.active}


def new_catalog(document: str, tag: str, now: datetime) -> Catalog:
    """A catalog without entries; `now` becomes its revision date.

    Translators' programs change the date and the translator; an update leaves them alone.
    """
    revised = now.strftime("%Y-%m-%d %H:%M%z")
    return Catalog(document, tag, header=_required_fields(document, tag, revised))


def completed_header(catalog: Catalog) -> Header:
    """The header with the fields that `msgfmt --check` asks for, where any is missing."""
    present = {name.lower() for name, _ in catalog.header}
    required = _required_fields(catalog.document, catalog.language, "1970-01-01 00:00+0000")
    return catalog.header + tuple(f for f in required if f[0].lower() not in present)


def _required_fields(document: str, tag: str, revised: str) -> Header:
    return (
        ("Project-Id-Version", document),
        ("PO-Revision-Date", revised),
        ("Last-Translator", "none"),
        ("Language-Team", "none"),
        ("Language", tag),
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=UTF-8"),
        ("Content-Transfer-Encoding", "8bit"),
        ("X-Document", document),
    )


def catalog_bytes(catalog: Catalog) -> bytes:
    """The file: UTF-8, LF, wrapped at 79 columns. Equal catalogs give equal bytes."""
    fields = "".join(f"{name}: {value}\n" for name, value in catalog.header)
    header = Entry("", "", fields, comments=catalog.header_comments)
    return format_po((header, *catalog.entries)).encode("utf-8")


def read_catalog(path: Path, document: str, tag: str) -> Catalog:
    """The catalog in a file.

    Raises CatalogError, with file, line and reason, if the file cannot be read, is not UTF-8 or
    not PO, is of another document or language, has an entry twice, or a translation has a
    character that may not be there.
    """
    return parse_catalog(catalog_content(path), document, tag, str(path))


def catalog_content(path: Path) -> bytes:
    """The bytes of a catalog. Raises CatalogError, with file and reason, if it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        reason = message("This file cannot be read: {reason}.", reason=system_reason(error))
        raise CatalogError(reason, where=str(path)) from None


def parse_catalog(data: bytes, document: str, tag: str, where: str) -> Catalog:
    """The catalog in the bytes of a file that is called `where`. Raises CatalogError."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        reason = message("This file is not UTF-8 text. Save it again as UTF-8.")
        raise CatalogError(reason, where=f"{where}:{line}") from None
    if not text.strip():
        reason = message(
            "This file is empty. Put its copy back, or delete it and run make translate."
        )
        raise CatalogError(reason, where=where)
    entries = parse_po(text, where)
    if not entries or entries[0].key != ("", "") or entries[0].obsolete:
        reason = message("This file has no PO header, which must be its first entry.")
        raise CatalogError(reason, where=f"{where}:1")
    top, body = entries[0], entries[1:]
    header = _header(top, where)
    _check_header(header, document, tag, f"{where}:{top.line}")
    _check_entries(body, where)
    active = tuple(entry for entry in body if not entry.obsolete)
    obsolete = tuple(entry for entry in body if entry.obsolete)
    return Catalog(document, tag, active + obsolete, header, top.comments)


def _header(entry: Entry, where: str) -> Header:
    fields: list[tuple[str, str]] = []
    for line in filter(None, entry.target.split("\n")):
        name, colon, value = line.partition(":")
        if not colon:
            reason = "This line of the header has no colon: {line}"
            raise CatalogError(message(reason, line=line), where=f"{where}:{entry.line}")
        fields.append((name.strip(), value.strip()))
    return tuple(fields)


def _check_header(header: Header, document: str, tag: str, where: str) -> None:
    fields = {name.lower(): value for name, value in header}
    charset = CHARSET.search(fields.get("content-type", ""))
    if charset and charset[1].upper() not in ("UTF-8", "UTF8"):
        reason = "The header says charset={charset}; it must be UTF-8."
        raise CatalogError(message(reason, charset=charset[1]), where=where)
    found = _field(fields, "Language", tag, where)
    if _language_name(found) not in _language_names(language(tag)):
        reason = 'The header says "Language: {found}", but this file must be in "{wanted}".'
        raise CatalogError(message(reason, found=found, wanted=tag), where=where)
    if "x-document" not in fields and fields.get("project-id-version") == document:
        return  # some translators' programs drop the fields that they do not know
    found = _field(fields, "X-Document", document, where)
    if _composed(found) != _composed(document):
        reason = (
            'The header says "X-Document: {found}", but this file belongs to "{wanted}". If the '
            "document has got another name, change that line."
        )
        raise CatalogError(message(reason, found=found, wanted=document), where=where)


def _field(fields: Mapping[str, str], name: str, wanted: str, where: str) -> str:
    if name.lower() in fields:
        return fields[name.lower()]
    reason = 'The header lacks the line "{name}: {wanted}"; add it.'
    raise CatalogError(message(reason, name=name, wanted=wanted), where=where)


def _composed(name: str) -> str:
    """macOS takes names apart into letters and accents."""
    return unicodedata.normalize("NFC", name)


def _language_names(wanted: Language) -> set[str]:
    """The names that translators' programs write: fi, fi_FI, en_GB."""
    return {_language_name(n) for n in (wanted.tag, wanted.cldr, wanted.html, wanted.word)}


def _language_name(name: str) -> str:
    return name.replace("-", "_").lower()


def _check_entries(entries: Iterable[Entry], where: str) -> None:
    lines: dict[Key, int] = {}
    for entry in entries:
        place = f"{where}:{entry.line}"
        if not entry.source:
            raise CatalogError(message("This entry has an empty msgid."), where=place)
        problem = target_problem(entry)
        if problem:
            raise CatalogError(problem, where=place)
        if entry.obsolete:
            continue
        if entry.key in lines:
            reason = "This text already has an entry, on line {line}. Keep only one of the two."
            raise CatalogError(message(reason, line=lines[entry.key]), where=place)
        lines[entry.key] = entry.line


def target_problem(entry: Entry) -> Message | None:
    """Why a translation may not be used, or None.

    Inside it a control character is allowed that the Swedish text has too, such as a tab, but
    nothing that changes the direction: it could turn a number round for the eye alone.
    """
    source = entry.source + (entry.previous or "")
    for found in dict.fromkeys(FORBIDDEN.findall(entry.target)):
        inside = entry.target[0] != found != entry.target[-1]
        if inside and found in source and found < "\u2028":
            continue
        reason = "The translation has the control character {code}, which must be taken out."
        return message(reason, code=f"U+{ord(found):04X}")
    return None
