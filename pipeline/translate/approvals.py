"""Who approved which translation: `source/translations/NAME/approvals.toml`.

An approval is of one text in one context with one translation, by hash; when any of the three
changes, it no longer counts. It stands beside the catalogs, because translators' programs clear
the fuzzy flag at any keystroke and so cannot tell an approved text from a touched one.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from io import BytesIO, TextIOWrapper
from pathlib import Path

from pipeline.errors import TOML_ERRORS, CatalogError, system_reason, toml_problem
from pipeline.languages import SOURCE_TAG, all_languages
from pipeline.messages import Message, message
from pipeline.translate.catalog import Catalog
from pipeline.translate.po import Entry
from pipeline.translate.tags import markup_problem

FILE_NAME = "approvals.toml"
HEAD = """\
# Vem som har godkänt vilken översättning. Skrivs av: python -m pipeline approve
# Who approved which translation. Written by: python -m pipeline approve
# sha256: of context, Swedish text and translation in UTF-8, with a NUL between them.
"""
HEX_DIGITS = frozenset("0123456789abcdef")


@dataclass(frozen=True, slots=True)
class Approval:
    """One approved translation: its hash, who approved it, and when."""

    language: str
    sha256: str
    by: str
    day: date


@dataclass(frozen=True, slots=True)
class Approvals:
    """The approvals of one document, in the order in which they were given."""

    records: tuple[Approval, ...] = ()

    def by_hash(self, tag: str) -> dict[str, Approval]:
        """The approvals of one language by their hashes."""
        return {record.sha256: record for record in self.records if record.language == tag}


def entry_hash(entry: Entry) -> str:
    """The SHA-256, in hexadecimal, of what is approved: context, source and target."""
    return sha256("\0".join((entry.context, entry.source, entry.target)).encode()).hexdigest()


def approve(catalog: Catalog, approvals: Approvals, by: str, day: date) -> Approvals:
    """The approvals with every finished translation of the catalog among them.

    Finished is what has a target with the right tags and is not fuzzy. Who approved it first
    stays on record.
    """
    known = approvals.by_hash(catalog.language)
    finished = (
        e
        for e in catalog.active
        if e.translated and not e.fuzzy and not markup_problem(e.source, e.target)
    )
    hashes = dict.fromkeys(entry_hash(entry) for entry in finished)
    new = (Approval(catalog.language, h, by, day) for h in hashes if h not in known)
    return Approvals((*approvals.records, *new))


def read_approvals(path: Path) -> Approvals:
    """The approvals in a file, none if there is no file.

    Raises CatalogError, with file and reason, if it cannot be read or has not the right form.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return Approvals()
    except OSError as error:
        reason = message("This file cannot be read: {reason}.", reason=system_reason(error))
        raise CatalogError(reason, where=str(path)) from None
    return parse_approvals(data, path)


def parse_approvals(data: bytes, path: Path) -> Approvals:
    """The approvals in the bytes of a file with this path. Raises CatalogError."""
    where = str(path)
    try:
        with TextIOWrapper(BytesIO(data), "utf-8-sig") as file:
            return Approvals(tuple(_records(tomllib.loads(file.read()), path)))
    except UnicodeDecodeError:
        reason = message("This file is not UTF-8 text.")
    except TOML_ERRORS as error:
        reason, where = toml_problem(str(path), error)
    raise CatalogError(reason, where=where)


def approvals_bytes(approvals: Approvals) -> bytes:
    """The file, in UTF-8; `read_approvals` gives equal approvals back."""
    languages = dict.fromkeys(record.language for record in approvals.records)
    records = (r for tag in sorted(languages) for r in approvals.records if r.language == tag)
    return (HEAD + "".join(map(_record_text, records))).encode("utf-8")


def _record_text(record: Approval) -> str:
    return (
        f"\n[[{record.language}]]\n"
        f'sha256 = "{record.sha256}"\n'
        f"by = {_toml_string(record.by)}\n"
        f"day = {record.day.isoformat()}\n"
    )


def _toml_string(text: str) -> str:
    """A basic string (TOML 1.0): quotation mark, backslash and control characters escaped."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\U{ord(c):08X}" for c in escaped) + '"'


def _records(table: Mapping[str, object], path: Path) -> Iterator[Approval]:
    for tag, values in table.items():
        if tag not in all_languages() or tag == SOURCE_TAG:
            raise _problem(path, tag, message("This is not the tag of a translation's language."))
        if not isinstance(values, list):
            raise _problem(path, tag, message("A list of approvals is needed: [[…]]."))
        for number, value in enumerate(values, 1):
            yield _record(tag, value, path, number)


def _record(tag: str, value: object, path: Path, number: int) -> Approval:
    match value:
        case {"sha256": str(found), "by": str(by), "day": date() as day, **rest} if not rest:
            is_hash = len(found) == 64 and HEX_DIGITS.issuperset(found)
            if is_hash and by.strip() and type(day) is date:
                return Approval(tag, found, by, day)
        case _:
            pass
    reason = "Approval {number} needs exactly sha256 (64 digits 0-9a-f), by (a name) and day."
    raise _problem(path, tag, message(reason, number=number))


def _problem(path: Path, key: str, reason: Message) -> CatalogError:
    return CatalogError(reason, where=f"{path}, {key}")
