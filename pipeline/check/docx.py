"""A finished DOCX, read back and compared with its edition, rule by rule.

Rules: those of `compare` with the prefix `docx` (text, lost, extra, kind, level, label,
language), and `docx.package`, `.structure`, `.style`, `.empty-paragraph`, `.list`,
`.direction`, `.contrast`, `.link`, `.keep-with-next`, `.page`, `.properties`, `.settings` and
`.header`.
"""

import re
from collections.abc import Iterator
from datetime import datetime

from pipeline.check.compare import compare, disregarded, excerpt, first_difference, language_parts
from pipeline.check.docx_document import DOCUMENT, KINDS, Observation, ReadDocument, difference
from pipeline.check.docx_headers import Line, expected_lines
from pipeline.check.docx_reader import (
    Paragraph,
    UnreadableError,
    W,
    is_on,
    open_package,
    value,
    whole,
)
from pipeline.check.docx_runs import (
    direction,
    foreign_languages,
    languages,
    legibility,
    link_difference,
    links,
    turned_figures,
)
from pipeline.edition import Edition
from pipeline.findings import Finding
from pipeline.messages import message
from pipeline.model import Heading, ListBlock

_CORE = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"

_KNOWN_PART = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/core\.xml|word/_rels/\w+\.xml\.rels"
    r"|word/(document|styles|numbering|settings|header\d|footer\d)\.xml"
)
_NEEDED_PARTS = {"[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels"}

_COMPATIBILITY_MODE = "15"
_TWENTIETHS_PER_MM = 1440 / 25.4
_A4_MM = (210, 297)


def check_docx(data: bytes, edition: Edition, where: str) -> tuple[Finding, ...]:
    """Every difference between the file and its edition, and every barrier in the file.

    `where` names the file in the findings; a finding adds the block or part.
    """
    try:
        document = ReadDocument.read(open_package(data), edition)
        compared = compare(document.expected, document.units(), rule_prefix="docx", where=where)
        observations = [o for rule in RULES for o in rule(document)]
    except UnreadableError as error:
        reason = message("This file cannot be read as a Word document: {part}.", part=str(error))
        return (Finding("docx.package", where, reason),)
    return compared + tuple(
        Finding(f"docx.{rule}", f"{where} {place}", reason) for rule, place, reason in observations
    )


def _structure(document: ReadDocument) -> Iterator[Observation]:
    """Only parts and elements that this project makes: no macro, no picture, no foreign theme."""
    names = document.package.names
    for name in names:
        if not _KNOWN_PART.fullmatch(name):
            yield "structure", name, message("This part has no place in this document.")
    for name in sorted(_NEEDED_PARTS.difference(names)):
        yield "structure", name, message("This part is missing.")
    for place, paragraph in document.places():
        for name in paragraph.unknown:
            reason = message("The element “{name}” has no place in this document.", name=name)
            yield "structure", place, reason


def _empty(document: ReadDocument) -> Iterator[Observation]:
    for place, paragraph in document.places():
        if not paragraph.text.strip() and not paragraph.unknown:
            yield "empty-paragraph", place, message("This paragraph is empty.")


def _styles(document: ReadDocument) -> Iterator[Observation]:
    for number, paragraph in enumerate(document.body, 1):
        if paragraph.style not in KINDS and not paragraph.unknown:
            name = paragraph.style or "–"
            reason = message("“{name}” is not the style of anything that is read.", name=name)
            yield "style", f"paragraph {number}", reason
    for place, paragraph in document.places():
        for name in paragraph.formatting:
            reason = message("“{name}” is set here and not in a style.", name=name)
            yield "style", place, reason


def _lists(document: ReadDocument) -> Iterator[Observation]:
    """Each list of the briefing has a number of its own, and no other block has one."""
    lists = {
        item.id: block.id
        for block in document.edition.briefing.blocks
        if isinstance(block, ListBlock)
        for item in block.items
    }
    owners: dict[str, str] = {}
    blocks = {unit.where for unit in document.expected}
    for place, paragraph in document.places():
        block, number = lists.get(place), paragraph.list_number
        if block and not paragraph.label:
            yield "list", place, message("This list item has no bullet or number of Word's own.")
        elif number and place in blocks and owners.setdefault(number, block or place) != block:
            yield "list", place, message("This list goes on with the numbers of another one.")


def _keep_with_next(document: ReadDocument) -> Iterator[Observation]:
    blocks = document.edition.briefing.blocks
    keeps = {"title"} | {b.id for b in blocks if isinstance(b, Heading)}
    keeps |= {b.lead_in for b in blocks if isinstance(b, ListBlock) and b.lead_in}
    for place, paragraph in document.places():
        if place in keeps and not paragraph.keeps_next:
            reason = message("A page break may part this from what follows.")
            yield "keep-with-next", place, reason


def _page(document: ReadDocument) -> Iterator[Observation]:
    size = document.package.part(DOCUMENT).find(f"{W}body/{W}sectPr/{W}pgSz")
    found = tuple(whole(value(size, name), 0) / _TWENTIETHS_PER_MM for name in ("w", "h"))
    if any(abs(a - b) > 1 for a, b in zip(found, _A4_MM, strict=True)):
        shown = " × ".join(f"{part:.0f}" for part in found)
        yield "page", DOCUMENT, difference("210 × 297", shown)


def _properties(document: ReadDocument) -> Iterator[Observation]:
    part = "docProps/core.xml"
    core, edition = document.package.part(part), document.edition
    expected = {
        f"{_DC}title": "".join(span.text for span in edition.briefing.title),
        f"{_DC}language": edition.language.tag,
        f"{_DC}creator": edition.issuer.name,
        f"{_CORE}lastModifiedBy": edition.issuer.name,
        f"{_CORE}revision": "1",
    }
    for name, wanted in expected.items():
        found = core.findtext(name) or ""
        if found != wanted:
            yield "properties", part, difference(wanted, found)
    for name in ("created", "modified"):
        if not _is_time(core.findtext(_TERMS + name)):
            reason = message("The property “{name}” is missing or no time.", name=name)
            yield "properties", part, reason


def _is_time(text: str | None) -> bool:
    try:
        return datetime.fromisoformat(text or "").tzinfo is not None
    except ValueError:
        return False


def _settings(document: ReadDocument) -> Iterator[Observation]:
    part = "word/settings.xml"
    settings = document.package.part(part).findall(f"{W}compat/{W}compatSetting")
    modes = [value(s) for s in settings if value(s, "name") == "compatibilityMode"]
    if modes != [_COMPATIBILITY_MODE]:
        yield "settings", part, difference(_COMPATIBILITY_MODE, str(modes))


def _headers(document: ReadDocument) -> Iterator[Observation]:
    section = document.package.part(DOCUMENT).find(f"{W}body/{W}sectPr")
    if section is None or not is_on(section.find(f"{W}titlePg")):
        yield "header", DOCUMENT, message("The first page has no header of its own.")
    wanted = expected_lines(document.edition)
    for (part, paragraphs), lines in zip(document.margins, wanted, strict=True):
        if len(paragraphs) != len(lines):
            yield "header", part, difference(str(len(lines)), str(len(paragraphs)))
        for paragraph, line in zip(paragraphs, lines, strict=False):
            yield from _line_difference(document, part, paragraph, line)


def _line_difference(
    document: ReadDocument, part: str, paragraph: Paragraph, line: Line
) -> Iterator[Observation]:
    expected = disregarded("".join(span.text for span in line))
    found = disregarded(paragraph.text)
    if expected != found:
        position = first_difference(expected, found)
        yield "header", part, difference(excerpt(expected, position), excerpt(found, position))
    found_parts = tuple((tag, disregarded(text)) for tag, text in document.parts(paragraph))
    if language_parts(line) != found_parts:
        yield "header", part, difference(str(language_parts(line)), str(found_parts))
    yield from link_difference(part, line, paragraph)
    yield from turned_figures(document, part, line, paragraph)


RULES = (
    _structure,
    _empty,
    _styles,
    _lists,
    direction,
    languages,
    foreign_languages,
    legibility,
    links,
    _keep_with_next,
    _page,
    _properties,
    _settings,
    _headers,
)
