"""Short ways to make catalogs and texts in the tests of the translations."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from pipeline.messages import Message
from pipeline.translate.catalog import Catalog, catalog_bytes, new_catalog, parse_catalog
from pipeline.translate.hints import SourceText
from pipeline.translate.machine import MachineMark, with_draft
from pipeline.translate.po import Entry

NOW = datetime.fromisoformat("2020-05-12T12:00:00+02:00")

OLD = "Ring kundcenter på 0220-240 00 om du har frågor om läget."
NEW = "Ring kundcenter på 0220-241 11 om du har frågor om läget."
OLD_FI = "Soita numeroon 0220-240 00, jos sinulla on kysyttävää."

ENGINE = "argos 1.12.1"
ROUTE = ("sv-en 1.5", "en-fi 1.9")
MARK = MachineMark(ENGINE, ROUTE, 0.83, date(2026, 11, 25))


def texts(*paragraphs: str) -> tuple[SourceText, ...]:
    return tuple(SourceText("paragraph", p, (f"a.txt:{n}",)) for n, p in enumerate(paragraphs, 1))


def catalog(*entries: Entry, document: str = "lagesbild", tag: str = "fi") -> Catalog:
    return replace(new_catalog(document, tag, NOW), entries=entries)


def paragraph(source: str, target: str = "", *, fuzzy: bool = False) -> Entry:
    return Entry("paragraph", source, target, fuzzy=fuzzy)


def drafted(entry: Entry, target: str, *problems: Message) -> Entry:
    """The entry as the machine fills it."""
    return with_draft(entry, target, MARK, problems)


def reread(value: Catalog) -> Catalog:
    """The catalog written to bytes and read from them."""
    return parse_catalog(catalog_bytes(value), value.document, value.language, "fi.po")


def edited(value: Catalog, source: str, target: str, *, fuzzy: bool = False) -> Catalog:
    """The catalog after a translator has written one target."""
    return replace(value, entries=tuple(_edited(value.entries, source, target, fuzzy)))


def _edited(entries: Iterable[Entry], source: str, target: str, fuzzy: bool) -> Iterable[Entry]:
    for entry in entries:
        if entry.source == source and not entry.obsolete:
            previous = entry.previous if fuzzy else None
            yield replace(entry, target=target, fuzzy=fuzzy, previous=previous)
        else:
            yield entry


def targets(value: Catalog) -> dict[str, str]:
    return {entry.source: entry.target for entry in value.active}
