"""A finished DOCX, read back and compared with its edition, rule by rule.

Rules: those of `compare`, `compare_tables` and `compare_figures` with the prefix `docx`, and
`docx.package`, `.structure`, `.content-type`, `.relationship`, `.style`, `.font`, `.size`,
`.empty-paragraph`, `.list`, `.order`, `.direction`, `.contrast`, `.link`, `.keep-with-next`,
`.page`, `.properties`, `.settings` and `.header`. Only what this project makes is accepted.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from pipeline.check.compare import (
    compare,
    disregarded,
    emphasis_pieces,
    excerpt,
    first_difference,
    joined_parts,
    language_parts,
    pieces,
    strong_pieces,
)
from pipeline.check.compare_figures import compare_figures
from pipeline.check.compare_tables import compare_tables
from pipeline.check.docx_blocks import (
    breaks,
    empty,
    figures,
    image_forms_read,
    keep_with_next,
    lists,
    notes,
    spaces,
    styles,
    styles_of_runs,
)
from pipeline.check.docx_document import Observation, ReadDocument, difference
from pipeline.check.docx_headers import Line, expected_lines
from pipeline.check.docx_links import bookmarks, link_difference, links
from pipeline.check.docx_look import definitions, fonts, page
from pipeline.check.docx_package import DOCUMENT, UnreadableError, W, is_on, open_package, value
from pipeline.check.docx_parts import content_types, markup, parts, references, relationships
from pipeline.check.docx_reader import Paragraph
from pipeline.check.docx_runs import (
    direction,
    foreign_languages,
    languages,
    legibility,
    turned_figures,
)
from pipeline.check.docx_tables import table_forms_read, tables
from pipeline.edition import Edition
from pipeline.findings import Finding
from pipeline.messages import message
from pipeline.model import one_line

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
        compared = _compared(document, where)
        observations = [o for rule in RULES for o in rule(document)]
    except UnreadableError as error:
        reason = message("This file cannot be read as a Word document: {part}.", part=str(error))
        return (Finding("docx.package", where, reason),)
    return compared + tuple(
        Finding(f"docx.{rule}", f"{where} {place}", reason) for rule, place, reason in observations
    )


def _compared(document: ReadDocument, where: str) -> tuple[Finding, ...]:
    """What the formats are compared in: units, tables, pictures."""
    briefing = document.edition.briefing
    shown = image_forms_read(document)
    return (
        *compare(document.expected, document.units(), rule_prefix="docx", where=where),
        *compare_tables(briefing, table_forms_read(document), rule_prefix="docx", where=where),
        *compare_figures(briefing, shown, rule_prefix="docx", where=where),
    )


def _properties(document: ReadDocument) -> Iterator[Observation]:
    part = "docProps/core.xml"
    core, edition = document.package.part(part), document.edition
    expected = {
        f"{_DC}title": one_line(edition.briefing.title),
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
    separators = document.package.part(part).findall(f"{W}footnotePr/{W}footnote")
    expected = ["-1", "0"] if document.edition.briefing.notes else []
    if [value(line, "id") for line in separators] != expected:
        reason = message("The lines between text and notes are missing, or other ones.")
        yield "settings", part, reason
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
    found_parts = joined_parts(document.parts(paragraph))
    if language_parts(line) != found_parts:
        yield "header", part, difference(str(language_parts(line)), str(found_parts))
    strong = pieces((run.text, run.is_strong) for run in paragraph.runs)
    emphasised = pieces((run.text, run.is_emphasised) for run in paragraph.runs)
    if (strong_pieces(line), emphasis_pieces(line)) != (strong, emphasised):
        yield "header", part, message("Other words are strong or emphasised than in the document.")
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
    empty,
    styles,
    styles_of_runs,
    spaces,
    lists,
    tables,
    figures,
    breaks,
    notes,
    direction,
    languages,
    foreign_languages,
    legibility,
    links,
    bookmarks,
    keep_with_next,
    _properties,
    _settings,
    _headers,
)
