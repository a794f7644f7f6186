"""Figures of a Swedish table in an adaptation: each stays with its row and its weekdays.

An adaptation tells of a table in lists and sentences. The opening hours of the library are all in
the Swedish text, and so are those of the swimming pool; that they are not exchanged is seen by the
words of the row's header, which stand in the heading above, in the sentence or in the row.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.model import Briefing, Heading, Table, plain
from pipeline.recognise.facts import Fact, FactKind, FactPassage, Facts
from pipeline.recognise.function_words import FUNCTION_WORDS
from pipeline.recognise.names import WORD
from pipeline.tables import headers_of, placed_cells
from pipeline.texts import placed_texts, without_note_marks

COMPARED = (FactKind.NUMBER, FactKind.CONTACT)
STEM_LETTERS = 6


@dataclass(frozen=True, slots=True)
class HeadedCell:
    """A cell of a Swedish table: the words of its row's header, the weekdays of its column's, and
    the values of its figures and addresses."""

    stems: frozenset[str]
    weekdays: frozenset[str]
    values: frozenset[str]


def exchanged(
    source: Briefing, swedish: Facts, briefing: Briefing, own: Facts
) -> Iterator[tuple[FactPassage, Fact, str]]:
    """The facts that an adaptation tells of another row or weekday than the Swedish table.

    Each with its passage and the header of the row. Only what is certain: all figures of the
    passage are in one table, and the words around it name exactly one of its rows.
    """
    contexts = _contexts(briefing)
    for table in (block for block in source.blocks if isinstance(block, Table)):
        rows = _rows(table, swedish)
        elsewhere = [p for p in swedish.passages if p.id.split(".")[0] != table.id]
        every = frozenset(v for cells in rows.values() for cell in cells for v in cell.values)
        for passage in own.passages:
            facts = [fact for fact in passage.facts if fact.kind in COMPARED]
            if any(fact.values.isdisjoint(every) for fact in facts):
                continue
            around = _stems(contexts.get(passage.id, passage.text))
            named = [header for header, cells in rows.items() if cells[0].stems <= around]
            if len(named) != 1:
                continue
            cells = _of_weekdays(rows[named[0]], passage)
            values = frozenset(value for cell in cells for value in cell.values)
            for fact in facts:
                if fact.values.isdisjoint(values) and not _told(fact, cells[0].stems, elsewhere):
                    yield passage, fact, named[0]


def _rows(table: Table, facts: Facts) -> dict[str, list[HeadedCell]]:
    """The cells of each row that has a header with words, by that header."""
    placed = placed_cells(table)
    found: dict[str, list[HeadedCell]] = {}
    for cell in (cell for cell in placed if not cell.is_header):
        heads = headers_of(placed, cell)
        row = " ".join(_text(facts, head.cell.id) for head in heads if head.heads_row)
        days = (d for head in heads if head.heads_column for d in _weekdays(facts, head.cell.id))
        if stems := _stems(row):
            inside = [p for p in facts.passages if p.id.startswith(f"{cell.cell.id}.")]
            values = frozenset(
                v for p in inside for f in p.facts if f.kind in COMPARED for v in f.values
            )
            found.setdefault(row, []).append(HeadedCell(stems, frozenset(days), values))
    return found


def _of_weekdays(cells: list[HeadedCell], passage: FactPassage) -> list[HeadedCell]:
    """The one cell of the row whose weekdays the passage names, or else all of the row."""
    days = frozenset(v for f in passage.facts if f.kind is FactKind.WEEKDAY for v in f.values)
    exact = [cell for cell in cells if days and cell.weekdays == days]
    return exact if len(exact) == 1 else cells


def _told(fact: Fact, stems: frozenset[str], passages: Sequence[FactPassage]) -> bool:
    """Whether another Swedish passage says it of the same."""
    return any(
        stems <= _stems(passage.text)
        and any(not fact.values.isdisjoint(other.values) for other in passage.facts)
        for passage in passages
    )


def _contexts(briefing: Briefing) -> dict[str, str]:
    """The words that a text stands with, by its id: its own, and its heading's or its row's."""
    tables = {block.id: block for block in briefing.blocks if isinstance(block, Table)}
    headings = {
        block.id: plain(block.text) for block in briefing.blocks if isinstance(block, Heading)
    }
    texts = {placed.id: without_note_marks(placed.text) for placed in placed_texts(briefing)}
    rows = {cell: row for table in tables.values() for cell, row in _row_texts(table, texts)}
    found: dict[str, str] = {}
    heading = ""
    for identity, text in texts.items():
        heading = headings.get(identity, heading)
        found[identity] = f"{rows.get(identity, heading)} {text}"
    return found


def _row_texts(table: Table, texts: dict[str, str]) -> Iterator[tuple[str, str]]:
    """The text of the row's first cell for each text in a table."""
    for row in table.rows:
        head = " ".join(t for i, t in texts.items() if row and i.startswith(f"{row[0].id}."))
        for cell in row:
            yield from ((i, head) for i in texts if i.startswith(f"{cell.id}."))


def _text(facts: Facts, identity: str) -> str:
    return " ".join(p.text for p in facts.passages if p.id.startswith(f"{identity}."))


def _weekdays(facts: Facts, identity: str) -> Iterator[str]:
    for passage in facts.passages:
        if passage.id.startswith(f"{identity}."):
            yield from (v for f in passage.facts if f.kind is FactKind.WEEKDAY for v in f.values)


def _stems(text: str) -> frozenset[str]:
    """The beginnings of the words that carry meaning."""
    words = (word.lower() for word in WORD.findall(text))
    return frozenset(
        w[:STEM_LETTERS] for w in words if w not in FUNCTION_WORDS["sv"] and len(w) > 2
    )
