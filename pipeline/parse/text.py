"""The reader for plain text: bytes, lines, drafts, a plan, and the model."""

from collections.abc import Iterator

from pipeline.errors import SourceError
from pipeline.findings import Finding, Report, Severity
from pipeline.messages import Message, message
from pipeline.parse.assemble import Assembly
from pipeline.parse.decode import DAMAGED, Decoded, decode, encoding_findings, line_at
from pipeline.parse.drafts import read_drafts
from pipeline.parse.lines import Line, Lines, is_bare_number, read_lines
from pipeline.parse.parsed import Parsed, Record, Why, first_difference
from pipeline.parse.structure import Plan, plan, plan_below, title_or_problem

MOST_LINES = 50_000
"""So many are a thousand pages."""


def parse_text(data: bytes, where: str, title: str | None = None) -> Parsed:
    """The briefing in a plain text file; `where` is the file's name for messages.

    `title` is the title from the document's settings, if they have one. Takes time in
    proportion to the size. Raises SourceError if the bytes are not text (`decode`), if there are
    more than MOST_LINES lines, or if there is no title or nothing but a title.
    """
    decoded = decode(data, where)
    _refuse_too_long(decoded.text, where)
    source = read_lines(decoded.text)
    planned = _plan(source, where, title)
    assembly = Assembly(source, where)
    briefing = assembly.briefing(planned, title or "")
    if not briefing.blocks:
        reason = "There is a title but no text below it; write the text."
        raise SourceError(message(reason), where=f"{where}:{source.lines[0].number}")
    removals = sorted((*source.removals, *assembly.removals), key=lambda r: r.position)
    joins = tuple(sorted(assembly.joins))
    given_title = title if planned.title is None else None
    record = Record(decoded.encoding, tuple(removals), joins, given_title)
    lost = first_difference(decoded.text, briefing, record)
    if lost is not None:
        reason = (
            "The text near “{text}” would get lost or change places: this is an error in the "
            "program, please report it."
        )
        raise SourceError(message(reason, text=lost), where=where)
    findings = (*_source_findings(decoded, source, where), *assembly.findings)
    return Parsed(briefing, Report(findings), assembly.lines, record)


def _refuse_too_long(text: str, where: str) -> None:
    if text.count("\n") + text.count("\r") > MOST_LINES:
        reason = "The file has more than {number} lines; divide it into several documents."
        raise SourceError(message(reason, number=MOST_LINES), where=where)


def _plan(source: Lines, where: str, title: str | None) -> Plan:
    """What each part of the text is. Raises SourceError if there is no text or no title."""
    drafts = read_drafts(source.lines)
    if not drafts:
        raise SourceError(message("The file has no text."), where=f"{where}:1")
    if title is not None:
        return plan_below(title, drafts)
    first = title_or_problem(drafts[0])
    if isinstance(first, Message):
        raise SourceError(first, where=f"{where}:{source.lines[0].number}")
    return plan(first, drafts[1:])


def _source_findings(decoded: Decoded, source: Lines, where: str) -> Iterator[Finding]:
    """What there is to say about the characters, before anything is made of them."""
    yield from encoding_findings(decoded, where)
    invisible = [r for r in source.removals if r.why is Why.INVISIBLE]
    if invisible:
        reason = "Invisible characters were left out; {count} places, this is the first."
        text = message(reason, count=len(invisible))
        place = f"{where}:{line_at(decoded.text, invisible[0].position)}"
        yield Finding("parse.removed-invisible", place, text, Severity.NOTE)
    for why, line in source.furniture:
        yield _furniture_finding(why, line, where)
    for line in source.lines:
        if found := DAMAGED.search(line.text):
            reason = "“{text}” is damaged: a letter was lost in a conversion. Write it again."
            text = message(reason, text=line.text[max(found.start() - 10, 0) : found.end() + 10])
            yield Finding("parse.damaged-character", f"{where}:{line.number}", text)


def _furniture_finding(why: Why, line: Line, where: str) -> Finding:
    place = f"{where}:{line.number}"
    if why is Why.PAGE_NUMBER and is_bare_number(line.text):
        reason = (
            "The number “{text}” beside a page break was taken for the page number and left out. "
            "If it is text, write it within a sentence, or take the page break away."
        )
        text = message(reason, text=line.text)
        return Finding("parse.removed-page-number", place, text, Severity.NOTE)
    if why is Why.PAGE_NUMBER:
        text = message("The page number “{text}” was left out.", text=line.text)
        return Finding("parse.removed-page-number", place, text, Severity.NOTE)
    text = message("The drawn line “{text}” was left out.", text=line.text[:20])
    return Finding("parse.removed-rule", place, text, Severity.NOTE)
