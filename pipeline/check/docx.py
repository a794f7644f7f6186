"""A finished DOCX, read back and compared with its edition, rule by rule.

Rules: those of `compare` with the prefix `docx` (text, lost, extra, kind, level, label,
language), and `docx.package`, `.structure`, `.content-type`, `.relationship`, `.style`, `.font`,
`.size`, `.empty-paragraph`, `.list`, `.direction`, `.contrast`, `.link`, `.keep-with-next`,
`.page`, `.properties`, `.settings` and `.header`. Only what this project makes is accepted.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from pipeline.check.compare import compare, disregarded, excerpt, first_difference, language_parts
from pipeline.check.docx_document import DOCUMENT, KINDS, Observation, ReadDocument, difference
from pipeline.check.docx_headers import Line, expected_lines
from pipeline.check.docx_look import definitions, fonts, page
from pipeline.check.docx_package import UnreadableError, W, is_on, open_package, value
from pipeline.check.docx_parts import content_types, markup, parts, references, relationships
from pipeline.check.docx_reader import Paragraph
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
_CREATED, _MODIFIED = f"{_TERMS}created", f"{_TERMS}modified"

_LONGEST_PREPARATION = timedelta(days=366)
_BEGINNINGS_OF_TIME = {datetime(1970, 1, 1, tzinfo=UTC), datetime(1980, 1, 1, tzinfo=UTC)}
"""Zero, and the first time that a ZIP file can state."""

_COMPATIBILITY_MODE = "15"


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
    for name in sorted({str(e.tag) for e in core} - expected.keys() - {_CREATED, _MODIFIED}):
        reason = message("The element “{name}” has no place in this document.", name=name)
        yield "properties", part, reason
    if len({str(e.tag) for e in core}) < len(core) or any(len(e) for e in core):
        yield "properties", part, message("A property is there twice, or is more than text.")
    created, modified = (_time(core.findtext(name)) for name in (_CREATED, _MODIFIED))
    if created is None or created != modified or not _is_plausible(created, edition):
        reason = message("The times of creation and change are missing, different or too early.")
        yield "properties", part, reason


def _time(text: str | None) -> datetime | None:
    try:
        return datetime.strptime(text or "", "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    except ValueError:
        return None


def _is_plausible(created: datetime, edition: Edition) -> bool:
    """Not long before publication, save the customary beginnings of SOURCE_DATE_EPOCH."""
    earliest = edition.info.published - _LONGEST_PREPARATION
    return created in _BEGINNINGS_OF_TIME or created.date() >= earliest


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
    parts,
    content_types,
    relationships,
    markup,
    definitions,
    fonts,
    page,
    references,
    _empty,
    _styles,
    _lists,
    direction,
    languages,
    foreign_languages,
    legibility,
    links,
    _keep_with_next,
    _properties,
    _settings,
    _headers,
)
