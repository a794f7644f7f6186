"""Rules for the links of a DOCX and the bookmarks that they lead to."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from pipeline.check.compare import disregarded
from pipeline.check.docx_document import Observation, ReadDocument, difference
from pipeline.check.docx_package import DOCUMENT, W, value
from pipeline.check.docx_reader import Paragraph
from pipeline.messages import message
from pipeline.model import Text
from pipeline.reading import ReadingUnit


def links(document: ReadDocument) -> Iterator[Observation]:
    """The same words link to the same addresses as in the edition."""
    units = {unit.where: unit for unit in document.expected}
    for place, paragraph in document.places():
        if place in units:
            yield from link_difference(place, units[place].text, paragraph)


def link_difference(place: str, text: Text, paragraph: Paragraph) -> Iterator[Observation]:
    """What differs in the links of one paragraph."""
    expected = _joined((as_in_file(span.link), span.text) for span in text)
    found = _joined((run.link, run.text) for run in paragraph.runs)
    if expected != found:
        yield "link", place, difference(_shown(expected), _shown(found))


def _joined(parts: Iterable[tuple[str | None, str]]) -> list[tuple[str, str]]:
    grouped = groupby(parts, key=lambda part: part[0])
    texts = ((link, disregarded("".join(t for _, t in group))) for link, group in grouped)
    return [(link, text) for link, text in texts if link]


def _shown(links: list[tuple[str, str]]) -> str:
    return ", ".join(f"{text} → {link}" for link, text in links) or "–"


def as_in_file(link: str | None) -> str | None:
    """A link within the document leads to a bookmark, whose name has no full stop."""
    return link.replace(".", "_") if link and link.startswith("#") else link


def bookmarks(document: ReadDocument) -> Iterator[Observation]:
    """Every link within the document leads to the beginning of its block."""
    targets = {
        span.link[1:]
        for unit in document.expected
        for span in unit.text
        if span.link and span.link.startswith("#")
    }
    notes = {note.id for note in document.edition.briefing.notes}
    places: dict[str, list[str]] = {}
    for place, paragraph in document.places():
        for name in paragraph.bookmarks:
            places.setdefault(name, []).append(place)
    for target in sorted(targets):
        wanted = _beginning(target, document.expected)
        found = places.pop(target.replace(".", "_"), [])
        is_right = len(found) == 1 and (found[0] == wanted or (not wanted and _is_loose(found[0])))
        if not is_right:
            yield "link", target, message("A link leads to this block, and it has no bookmark.")
    for name in sorted(places.keys() - notes):
        reason = message("No link leads to the bookmark “{name}”.", name=name)
        yield "link", places[name][0], reason
    root = document.package.part(DOCUMENT)
    starts, ends = (
        sorted(value(e, "id") or "" for e in root.iter(f"{W}bookmark{side}"))
        for side in ("Start", "End")
    )
    if starts != ends or len(set(starts)) < len(starts):
        yield "link", DOCUMENT, message("A bookmark has no end, or the number of another one.")


def _beginning(target: str, expected: Iterable[ReadingUnit]) -> str:
    """The first unit of a block, or nothing if it has no words."""
    inside = (u.where for u in expected if u.where == target or u.where.startswith(f"{target}."))
    return next(inside, "")


def _is_loose(place: str) -> bool:
    """Whether a place is that of a paragraph without words, such as a separator."""
    return place.startswith("paragraph ")
