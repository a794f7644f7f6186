"""The catalogs on disk: `source/translations/NAME/LANG.po` and `approvals.toml` beside them."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from pipeline.errors import CatalogError, UsageError
from pipeline.languages import SOURCE_TAG, all_languages
from pipeline.messages import message
from pipeline.model import Briefing
from pipeline.translate.adaptation import approve_adaptation, with_digest
from pipeline.translate.approvals import (
    FILE_NAME,
    Approvals,
    approvals_bytes,
    approve,
    read_approvals,
)
from pipeline.translate.catalog import (
    Catalog,
    catalog_bytes,
    catalog_content,
    new_catalog,
    parse_catalog,
    read_catalog,
)
from pipeline.translate.hints import SourceText, source_texts
from pipeline.translate.memory import CatalogFiles, Memory, TranslationMemory
from pipeline.translate.near import with_near_matches
from pipeline.translate.states import EntryState, entry_state
from pipeline.translate.update import update
from pipeline.translate.variant import Translation, translate
from pipeline.whole_file import write_whole

INDEXED_FROM = 2_000_000
"""Bytes of a language's catalogs. Fewer are read in less than half a second, for which it does not
pay to write an index."""


@dataclass(frozen=True, slots=True)
class Updated:
    """What an update did to one catalog; `counts` has the number of entries in each state."""

    language: str
    path: Path
    changed: bool
    counts: Mapping[EntryState, int]


def translations_folder(source_dir: Path, name: str) -> Path:
    """The folder of all that belongs to a document in other languages."""
    return source_dir / "translations" / name


def catalog_path(source_dir: Path, name: str, tag: str) -> Path:
    """The catalog of a document in a language."""
    return translations_folder(source_dir, name) / f"{tag}.po"


def companion_path(source_dir: Path, name: str, tag: str) -> Path:
    """What stands beside a language's own text for a document."""
    return translations_folder(source_dir, name) / f"{tag}.toml"


def approvals_path(source_dir: Path, name: str) -> Path:
    """The approvals of a document."""
    return translations_folder(source_dir, name) / FILE_NAME


@dataclass(frozen=True, slots=True)
class TextFiles:
    """What there is on disk of a document in another language, as a value that can travel.

    `catalog` is the content of the catalog `path`, None if there is none; `approvals` are those
    of the document.
    """

    path: Path
    catalog: bytes | None
    approvals: Approvals


def read_text_files(source_dir: Path, name: str, tag: str) -> TextFiles:
    """The files of a document in a language. Raises CatalogError if one cannot be read."""
    path = catalog_path(source_dir, name, tag)
    there = path.exists() or path.is_symlink()
    content = catalog_content(path) if there else None
    return TextFiles(path, content, read_approvals(approvals_path(source_dir, name)))


def translation(
    source_dir: Path, name: str, briefing: Briefing, tag: str, *, with_machine: bool = False
) -> Translation:
    """The briefing in another language, from the files on disk; see `translation_from`."""
    files = read_text_files(source_dir, name, tag)
    return translation_from(files, name, briefing, tag, with_machine=with_machine)


def translation_from(
    files: TextFiles, name: str, briefing: Briefing, tag: str, *, with_machine: bool = False
) -> Translation:
    """The briefing in another language, from its catalog.

    A catalog that does not exist is no error: everything is missing. What the machine wrote is
    used only if it is asked for (`with_machine`). Raises CatalogError if the catalog is none.
    """
    place = str(files.path)
    content = files.catalog
    catalog = None if content is None else parse_catalog(content, name, tag, place)
    return translate(briefing, catalog, files.approvals, tag, place, with_machine=with_machine)


def last_change(source_dir: Path, name: str, tag: str) -> date | None:
    """When people last worked on a language's text, by what its files say themselves.

    That is the catalog's PO-Revision-Date, which translators' programs set, or a later approval.
    Raises CatalogError if a file cannot be used.
    """
    approvals = read_approvals(approvals_path(source_dir, name))
    days = [approval.day for approval in approvals.by_hash(tag).values()]
    if catalog := read_document_catalog(source_dir, name, tag):
        days += [day for field, text in catalog.header if (day := _revised(field, text))]
    return max(days, default=None)


def _revised(field: str, text: str) -> date | None:
    if field.lower() != "po-revision-date":
        return None
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def without_catalog(source_dir: Path, name: str, briefing: Briefing, tag: str) -> Translation:
    """The same as if there were no catalog."""
    path = catalog_path(source_dir, name, tag)
    return translate(briefing, None, Approvals(), tag, str(path))


def _read_if_there(path: Path, name: str, tag: str) -> Catalog | None:
    """None if there is no catalog; a link that leads nowhere is one that cannot be read."""
    return read_catalog(path, name, tag) if path.exists() or path.is_symlink() else None


def read_document_catalog(source_dir: Path, name: str, tag: str) -> Catalog | None:
    """The catalog of a document in a language, None if there is none. Raises CatalogError."""
    return _read_if_there(catalog_path(source_dir, name, tag), name, tag)


def write_document_catalog(source_dir: Path, catalog: Catalog) -> None:
    """Replace a document's catalog. Raises CatalogError if it cannot be written."""
    write_whole(
        catalog_path(source_dir, catalog.document, catalog.language),
        catalog_bytes(catalog),
        CatalogError,
    )


def read_memory(source_dir: Path, tag: str, index: Path | None = None) -> TranslationMemory:
    """The catalogs of all documents in a language, with their approvals.

    With a folder for its `index`, a large memory is looked up there and brought up to date first:
    only catalogs that have changed are read as such. Raises CatalogError if one cannot be used.
    """
    files = [
        CatalogFiles(path.parent.name, path, approvals_path(source_dir, path.parent.name))
        for path in sorted((source_dir / "translations").glob(f"*/{tag}.po"))
    ]

    def in_memory() -> Memory:
        return Memory(tuple(_read_both(each, tag) for each in files))

    if index is None or not _is_large(files):
        return in_memory()
    from pipeline.translate.memory_index import open_memory  # late: numpy takes time to load

    return open_memory(files, index, tag, in_memory)


def _read_both(files: CatalogFiles, tag: str) -> tuple[Catalog, Approvals]:
    approvals = read_approvals(files.approvals)
    return read_catalog(files.catalog, files.document, tag), approvals


def _is_large(files: Iterable[CatalogFiles]) -> bool:
    with suppress(OSError):
        return sum(each.catalog.stat().st_size for each in files) >= INDEXED_FROM
    return False


def update_catalogs(
    source: Path,
    briefing: Briefing,
    lines: Mapping[str, int],
    tags: Iterable[str],
    now: datetime | None = None,
    memories: Mapping[str, TranslationMemory] | None = None,
) -> tuple[Updated, ...]:
    """Bring the catalogs of a document up to its Swedish text; new ones are made.

    `source` is the briefing's file, `lines` the line in it for each id of a text. A catalog
    without a change is not touched; all are read before the first is written. `now` dates the
    header of a new catalog. `memories` are those of `read_memory` by language, read when they
    are not given: who updates many documents reads them once. Raises UsageError for a language
    that is not known, CatalogError if a file cannot be used or written.
    """
    texts = source_texts(briefing, source.name, lines)
    moment = now or datetime.now().astimezone()
    approvals = read_approvals(approvals_path(source.parent, source.stem))
    results: list[tuple[Updated, bytes]] = []
    for tag in tags:
        require_language(tag)
        path = catalog_path(source.parent, source.stem, tag)
        before = _read_if_there(path, source.stem, tag)
        memory = (memories or {}).get(tag) or read_memory(source.parent, tag)
        base = before or new_catalog(source.stem, tag, moment)
        after = updated_catalog(base, texts, approvals, memory)
        data = catalog_bytes(after)
        changed = before is None or path.read_bytes() != data
        results.append((Updated(tag, path, changed, state_counts(after, approvals)), data))
    for result, data in results:
        if result.changed:
            write_whole(result.path, data, CatalogError)
    return tuple(result for result, _ in results)


def updated_catalog(
    catalog: Catalog, texts: Sequence[SourceText], approvals: Approvals, memory: TranslationMemory
) -> Catalog:
    """The catalog of a document with these texts, filled and annotated from the memory.

    The machine comes after this: then what is approved is a person's, and the memory is used.
    """
    approved = approvals.by_hash(catalog.language)
    reuse = memory.reuse(catalog.document, {text.key for text in texts})
    after = update(catalog, texts, reuse, approved)
    states = (entry_state(entry, approved) for entry in after.active)
    is_finished = all(state.is_by_a_person for state in states)
    return after if is_finished else with_near_matches(after, approved, memory.near)


def approve_catalog(source_dir: Path, name: str, tag: str, by: str, day: date) -> int:
    """Record every finished translation of a catalog as approved; how many were new.

    Raises UsageError if the document, its language or the approver's name does not exist,
    CatalogError if a file cannot be used or written.
    """
    _require_approver(by)
    known = sorted(p.parent.name for p in source_dir.glob("translations/*/*.po"))
    if name not in known:
        reason = "There are no translations of {name}. There are some of: {names}."
        names = ", ".join(dict.fromkeys(known)) or "–"
        raise UsageError(message(reason, name=name, names=names))
    require_language(tag)
    path = catalog_path(source_dir, name, tag)
    if not path.exists():
        reason = "{name} has no catalog in {tag}; run make translate first."
        raise UsageError(message(reason, name=name, tag=tag))
    record = approvals_path(source_dir, name)
    before = read_approvals(record)
    after = approve(read_catalog(path, name, tag), before, by.strip(), day)
    if after != before:
        write_whole(record, approvals_bytes(after), CatalogError)
    return len(after.records) - len(before.records)


def approve_own_text(source_dir: Path, name: str, tag: str, sha256: str, by: str, day: date) -> int:
    """Record a language's own text, by its hash, as approved; 0 if it was before, else 1.

    Raises UsageError if the approver has no name, CatalogError if a file cannot be used or written.
    """
    _require_approver(by)
    record = approvals_path(source_dir, name)
    before = read_approvals(record)
    after = approve_adaptation(before, tag, sha256, by.strip(), day)
    if after != before:
        write_whole(record, approvals_bytes(after), CatalogError)
    return len(after.records) - len(before.records)


def record_swedish(source_dir: Path, name: str, tag: str, swedish: str) -> Path:
    """Record that a language's own text is for the Swedish one with this digest; gives the file.

    Raises CatalogError if the file cannot be used or written.
    """
    path = companion_path(source_dir, name, tag)
    data = with_digest(path, swedish).encode("utf-8")
    if not path.exists() or path.read_bytes() != data:
        write_whole(path, data, CatalogError)
    return path


def _require_approver(by: str) -> None:
    if not by.strip() or not by.isprintable():
        raise UsageError(message("Say on one line who approves: --by NAME."))


def unapproved_entries(source_dir: Path, name: str, tag: str) -> Mapping[EntryState, int]:
    """How many entries of a catalog are not approved, by their states.

    Raises CatalogError if a file cannot be used.
    """
    counts = read_counts(source_dir, name, tag)
    return {state: n for state, n in counts.items() if state is not EntryState.APPROVED}


def read_counts(source_dir: Path, name: str, tag: str) -> Mapping[EntryState, int]:
    """How many entries of a document's catalog are in each state. Raises CatalogError."""
    catalog = read_catalog(catalog_path(source_dir, name, tag), name, tag)
    return state_counts(catalog, read_approvals(approvals_path(source_dir, name)))


def state_counts(catalog: Catalog, approvals: Approvals) -> Mapping[EntryState, int]:
    """The number of active entries in each state."""
    approved = approvals.by_hash(catalog.language)
    states = [entry_state(entry, approved) for entry in catalog.active]
    return {state: states.count(state) for state in EntryState}


def require_language(tag: str) -> None:
    """Raises UsageError for a tag that is not that of a translation's language."""
    if tag not in all_languages() or tag == SOURCE_TAG:
        names = ", ".join(t for t in all_languages() if t != SOURCE_TAG)
        reason = "{tag} is not the tag of a translation's language. Known: {names}."
        raise UsageError(message(reason, tag=tag, names=names))
