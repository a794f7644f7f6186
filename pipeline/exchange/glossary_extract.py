"""The part of the glossary that a document needs, as a table."""

import csv
import io
from collections.abc import Iterable

from pipeline.glossary import NAME, OR, TERM, Glossary, GlossaryEntry
from pipeline.translate.tags import bare

FORMULA = ("=", "+", "-", "@", "\t")
"""A cell that begins so is run by a spreadsheet as a formula."""


def terms_of(glossary: Glossary, sources: Iterable[str]) -> tuple[GlossaryEntry, ...]:
    """The entries whose terms stand in any of the Swedish texts, each once, in their order."""
    found = {e.term: e for source in sources for e in glossary.terms_in(bare(source))}
    return tuple(found.values())


def glossary_csv(entries: Iterable[GlossaryEntry], tag: str) -> bytes:
    """A table for a Swedish spreadsheet: UTF-8 with its mark, semicolons, CRLF (RFC 4180)."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(("term", "definition", "kind", tag))
    for entry in entries:
        forms = f" {OR} ".join(entry.targets.get(tag, ()))
        kind = NAME if entry.is_name else TERM
        writer.writerow(map(_cell, (entry.term, entry.definition, kind, forms)))
    return out.getvalue().encode("utf-8-sig")


def _cell(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA) else text
