"""A PO file as it comes back: any charset, any order, any line ends."""

import codecs
import re
from functools import cache

from pipeline.errors import CatalogError
from pipeline.exchange.charsets import UTF_8, known_charset
from pipeline.exchange.exchanged import Exchanged
from pipeline.languages import SOURCE_TAG, all_languages
from pipeline.messages import message
from pipeline.translate.po import parse_po

CHARSET = re.compile(rb"charset=([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)
SENT = "X-Catalog-SHA256"
"""The field of the header that tells from which catalog the file was made."""


def parse_returned_po(data: bytes, where: str) -> Exchanged:
    """The texts of a PO file, read by the charset that its header names.

    An entry may stand there twice. Raises CatalogError, with file and line, if the file is not
    PO, its bytes are not of its charset, or its header does not tell document and language.
    """
    entries = parse_po(_decoded(data, where), where)
    if not entries or entries[0].key != ("", "") or entries[0].obsolete:
        reason = (
            "This file has no PO header, so it does not tell its document and language. Import "
            "the file as the translator's program saved it."
        )
        raise CatalogError(message(reason), where=f"{where}:1")
    fields: dict[str, str] = {}
    for line in entries[0].target.split("\n"):
        name, _, value = line.partition(":")
        fields[name.strip().lower()] = value.strip()
    document = fields.get("x-document") or fields.get("project-id-version", "")
    tag = tag_of(fields.get("language", ""))
    place = f"{where}:{entries[0].line}"
    if not document:
        reason = 'The header lacks the line "{name}: {wanted}"; add it.'
        raise CatalogError(message(reason, name="X-Document", wanted="…"), where=place)
    if tag is None:
        raise unknown_language(fields.get("language", ""), place)
    body = tuple(e for e in entries[1:] if not e.obsolete and e.source)
    return Exchanged(document, tag, body, {}, fields.get(SENT.lower(), ""))


def tag_of(name: str) -> str | None:
    """The tag of a translation's language from what translators' programs write: fi, fi_FI."""
    return _tags().get(_folded(name))


@cache
def _tags() -> dict[str, str]:
    """The tags of the translations' languages by all names that a program may write."""
    found: dict[str, str] = {}
    for tag, known in all_languages().items():
        if tag != SOURCE_TAG:
            for name in (known.tag, known.cldr, known.html, known.word):
                found.setdefault(_folded(name), tag)
    return found


def unknown_language(name: str, where: str) -> CatalogError:
    """The error for a file in a language that the program does not know."""
    reason = (
        "The file says that its language is “{name}”, which is none of a translation. Write the "
        "tag of the language there, such as fi."
    )
    return CatalogError(message(reason, name=name), where=where)


def _folded(name: str) -> str:
    return name.replace("-", "_").lower()


def _decoded(data: bytes, where: str) -> str:
    found = CHARSET.search(data[:10_000])
    charset = found[1].decode("ascii") if found else UTF_8
    if data.startswith(codecs.BOM_UTF8) or charset.upper() == "CHARSET":
        charset = UTF_8
    known = known_charset(charset)
    if known is None:
        reason = "The header names the charset {charset}, which is not known. Save it as UTF-8."
        raise CatalogError(message(reason, charset=charset), where=where)
    try:
        return data.decode("utf-8-sig" if known == UTF_8 else known)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        reason = (
            "The header says charset={charset}, but this line has bytes that are none of it. "
            "Save the file again as UTF-8."
        )
        raise CatalogError(message(reason, charset=charset), where=f"{where}:{line}") from None
