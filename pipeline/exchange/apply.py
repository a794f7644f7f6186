"""A returned text into the catalog of its document, checked before anything is written."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.check.fidelity import check_variant
from pipeline.errors import CatalogError, UsageError
from pipeline.exchange.merge import Merge, Take, merge, without
from pipeline.exchange.returned import Returned
from pipeline.findings import Severity
from pipeline.messages import Message, message
from pipeline.model import Briefing
from pipeline.translate.approvals import Approvals, read_approvals
from pipeline.translate.catalog import Catalog
from pipeline.translate.segments import Key, segments
from pipeline.translate.variant import briefing_in
from pipeline.translate.workspace import (
    approvals_path,
    catalog_path,
    read_document_catalog,
    write_document_catalog,
)


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import does to a catalog; nothing was written if conflicts are left."""

    path: Path
    merged: Merge
    is_written: bool


def catalog_of(source: Path, document: str, tag: str, where: str) -> tuple[Catalog, Approvals]:
    """The catalog that a file belongs to, with its approvals.

    Raises UsageError, with those that there are, if there is none; CatalogError if one of the
    files cannot be used.
    """
    known = sorted(p.parent.name for p in source.glob("translations/*/*.po"))
    if document not in known:
        reason = (
            "This file is of the document “{document}”, which has no catalog here. There are: "
            "{names}. If the document has got another name, change X-Document in the file."
        )
        names = ", ".join(dict.fromkeys(known)) or "–"
        raise UsageError(message(reason, document=document, names=names), where=where)
    catalog = read_document_catalog(source, document, tag)
    if catalog is None:
        reason = "{document} has no catalog in {tag}; run make translate first."
        raise UsageError(message(reason, document=document, tag=tag), where=where)
    return catalog, read_approvals(approvals_path(source, document))


def import_returned(
    source: Path,
    briefing: Briefing,
    kept_names: tuple[str, ...],
    returned: Returned,
    take: Take | None,
) -> Imported:
    """Merge what came back into its catalog and write that, as a whole or not at all.

    A text that departs from its Swedish source (`check_variant`, errors only) is refused.
    Conflicts that `take` does not settle keep everything from being written. Raises what
    `catalog_of` raises, and CatalogError if nothing in the file belongs to the document.
    """
    texts = returned.texts
    catalog, approvals = catalog_of(source, texts.document, texts.language, returned.where)
    approved = approvals.by_hash(texts.language)
    wanted = {segment.key for segment in segments(briefing)} & catalog.by_key().keys()
    gone = tuple(entry for entry in texts.entries if entry.key not in wanted and entry.translated)
    there = replace(texts, entries=tuple(e for e in texts.entries if e.key in wanted))
    merged = replace(merge(catalog, there, returned.base, approved, take), unknown=gone)
    if texts.entries and not there.entries:
        reason = (
            "None of the texts in this file is in {document}. Its header may be that of another "
            "file; nothing was written."
        )
        raise CatalogError(message(reason, document=texts.document), where=returned.where)
    problems = _problems(briefing, merged, kept_names)
    if problems:
        merged = without(merged, catalog, problems)
    is_written = not merged.conflicts and merged.catalog != catalog
    if is_written:
        write_document_catalog(source, merged.catalog)
    return Imported(catalog_path(source, texts.document, texts.language), merged, is_written)


def _problems(
    briefing: Briefing, merged: Merge, kept_names: tuple[str, ...]
) -> Mapping[Key, Message]:
    """Why changed texts may not be used, by their keys; the first reason of each."""
    changed = {
        c.after.key
        for c in merged.changes
        if (c.state_before, c.before.target) != (c.state_after, c.after.target)
    }
    if not changed:
        return {}
    tag = merged.catalog.language
    targets = {entry.key: entry.target for entry in merged.catalog.active}
    keys = {segment.id: segment.key for segment in segments(briefing)}
    found: dict[Key, Message] = {}
    for finding in check_variant(briefing, briefing_in(briefing, targets, tag), kept_names):
        key = keys.get(finding.where.removeprefix(tag).strip())
        if finding.severity is Severity.ERROR and key in changed:
            found.setdefault(key, finding.message)
    return found
