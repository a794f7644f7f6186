"""What a file for translators holds, whatever its format."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from pipeline.translate.approvals import Approvals
from pipeline.translate.catalog import Catalog, catalog_bytes
from pipeline.translate.po import Entry
from pipeline.translate.segments import Key
from pipeline.translate.states import EntryState, entry_state


@dataclass(frozen=True, slots=True)
class Exchanged:
    """The texts of one document in one language, as a file outside the project has them.

    `states` has those that the file states; a PO file states none. `sent` is the SHA-256 of the
    catalog from which the file was made, in hexadecimal, and empty if the file does not tell.
    `confirmed` are the texts that a translator's program has set to a finished state itself.
    """

    document: str
    language: str
    entries: tuple[Entry, ...] = ()
    states: Mapping[Key, EntryState] = field(default_factory=dict)
    sent: str = ""
    confirmed: frozenset[Key] = frozenset()


def exchanged(catalog: Catalog, approvals: Approvals) -> Exchanged:
    """A catalog's active entries with their states. Obsolete ones are no work for anybody."""
    approved = approvals.by_hash(catalog.language)
    states = {entry.key: entry_state(entry, approved) for entry in catalog.active}
    digest = catalog_digest(catalog)
    return Exchanged(catalog.document, catalog.language, catalog.active, states, digest)


def catalog_digest(catalog: Catalog) -> str:
    """The SHA-256 of the catalog's bytes, in hexadecimal."""
    return sha256(catalog_bytes(catalog)).hexdigest()
