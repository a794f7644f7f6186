"""The table of contents in a tag tree (ISO 32000-1 table 333: TOC, TOCI)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.check.pdf_tree import Element
from pipeline.check.pdf_units import PlacedUnit, UnitReader, stand_in
from pipeline.reading import Kind


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """An entry with its text, and in how many other entries it stands."""

    placed: PlacedUnit
    depth: int


@dataclass(frozen=True, slots=True)
class Contents:
    """A table of contents: its heading and its entries, in reading order.

    `index` is its place among the children of the Document.
    """

    title: PlacedUnit
    entries: tuple[ContentsEntry, ...]
    index: int


def contents_section(tree: Sequence[Element]) -> Element | None:
    """The first section right below the Document that is a heading and a TOC, nothing else."""
    for root in tree:
        for section in root.elements():
            kinds = [child.kind for child in section.elements()]
            if section.kind == "Sect" and kinds == ["H2", "TOC"] and len(section.children) == 2:
                return section
    return None


def read_contents(section: Element, reader: UnitReader) -> Contents:
    """The table of contents of a section that `contents_section` found."""
    title, table = section.elements()
    around = section.parent.children if section.parent else [section]
    return Contents(
        reader.unit(title, Kind.HEADING, level=2),
        tuple(_entries(table, reader, 0)),
        around.index(section),
    )


def _entries(table: Element, reader: UnitReader, depth: int) -> Iterator[ContentsEntry]:
    for item in table.elements():
        own = [child for child in item.children if not _is_table(child)]
        yield ContentsEntry(reader.unit(stand_in(item, own), Kind.CONTENTS), depth)
        for child in item.elements():
            if _is_table(child):
                yield from _entries(child, reader, depth + 1)


def _is_table(child: object) -> bool:
    return isinstance(child, Element) and child.kind == "TOC"
