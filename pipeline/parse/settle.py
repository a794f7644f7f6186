"""From what a reader of structured text found to the model: what all such readers share."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from pipeline.errors import SourceError
from pipeline.findings import Finding, Report
from pipeline.languages import SOURCE_TAG
from pipeline.messages import message
from pipeline.model import Block, Briefing, Figure, Table, Text, plain
from pipeline.parse.closings import Closings
from pipeline.parse.found import Found, character_counts, found_texts
from pipeline.parse.numbering import Numbering
from pipeline.parse.outline import Titled, outline_notes, with_levels, with_title
from pipeline.parse.parsed import Parsed, Record
from pipeline.parse.references import References
from pipeline.parse.tidy import Tidying
from pipeline.texts import FOOTER_ID, HEADER_ID, TITLE_ID


def settle(
    found: Found,
    where: str,
    given_title: str | None,
    record: Record,
    findings: tuple[Finding, ...],
) -> Parsed:
    """The briefing of a structured source.

    `where` is the file's name for messages; `given_title` the title that the document's settings
    have; `findings` what the reader has to say itself. `Parsed.lines` are places.

    What happens here: texts are cleaned (`tidy.py`); closings and signatories become sign-offs
    by the rules of plain text (`closings.py`); the title is chosen and the headings get levels
    from 2 on (`outline.py`); everything gets its id, lists their lead-ins (`numbering.py`);
    notes are numbered, links checked (`references.py`).

    Raises SourceError if there is no title, nothing but a title, or something that no document
    can have. Other problems are findings of severity ERROR.
    """
    tidying = Tidying(where)
    tidy = tidying.tidied(found)
    collected = [*findings, *tidying.findings]
    closings = Closings(where, collected, [])
    titled = _titled(
        tuple(closings.found_in(tidy.blocks)), tidy.title, given_title, where, collected
    )
    collected.extend(outline_notes(titled, where))
    blocks = with_levels(titled.blocks, where, collected)
    if not blocks:
        raise _cause(collected) or _nothing_below(f"{where}:{titled.place or 1}")
    settled, lines = _numbered(replace(tidy, blocks=blocks), titled, where, collected)
    report = Report(tuple(collected))
    if not report.errors:
        given = titled.title if titled.is_given else ()
        removed = (*tidying.invisible, *closings.separators)
        _require_all([given, *found_texts(found)], settled, removed, where)
    record = replace(record, given_title=given_title if titled.is_given else None)
    return Parsed(settled, report, lines, record)


def _titled(
    blocks: tuple[Block, ...],
    marked: Text | None,
    given: str | None,
    where: str,
    findings: Sequence[Finding],
) -> Titled:
    try:
        return with_title(blocks, marked, given, where)
    except SourceError as error:
        raise _cause(findings) or error from None


def _cause(findings: Sequence[Finding]) -> SourceError | None:
    """The first error so far, if there is one: what is missing may be what could not be read."""
    first = next(iter(Report(tuple(findings)).errors), None)
    return SourceError(first.message, where=first.where) if first else None


def _nothing_below(where: str) -> SourceError:
    reason = "There is a title but no text below it; write the text."
    return SourceError(message(reason), where=where)


def _numbered(
    found: Found, titled: Titled, where: str, findings: list[Finding]
) -> tuple[Briefing, dict[str, int]]:
    """The briefing with its ids, and the place of each; references lead to ids."""
    numbering = Numbering()
    blocks = tuple(numbering.numbered(found.blocks))
    header, footer = found.page_header, found.page_footer
    briefing = Briefing(SOURCE_TAG, titled.title, blocks, found.notes, header, footer)
    others = dict(_other_places(briefing, titled, found.places, numbering.lines))
    lines = numbering.lines | others
    note_places = {
        key.removeprefix("note "): place
        for key, place in found.places.items()
        if key.startswith("note ")
    }
    references = References(where, found.anchors, lines, findings)
    return references.resolved(briefing, note_places), lines


def _other_places(
    briefing: Briefing, titled: Titled, places: Mapping[str, str], lines: Mapping[str, int]
) -> Iterable[tuple[str, int]]:
    """The places of the texts that have no block of their own."""
    title_place = titled.place or (None if titled.is_given else places.get(TITLE_ID))
    if title_place:
        yield TITLE_ID, int(title_place)
    if briefing.page_header:
        yield HEADER_ID, int(places.get(HEADER_ID, "1"))
    if briefing.page_footer:
        yield FOOTER_ID, int(places.get(FOOTER_ID, "1"))
    for block in briefing.blocks:
        if isinstance(block, Table | Figure) and block.caption:
            yield f"{block.id}.caption", lines[block.id]
        if isinstance(block, Figure) and block.alternative:
            yield f"{block.id}.alternative", lines[block.id]


def _require_all(
    texts: Iterable[Text], briefing: Briefing, removed: Iterable[str], where: str
) -> None:
    """Raises SourceError if a character of the source is neither in the model nor removed.

    The order may change: notes stand where they are defined, and a title where it is marked.
    """
    model = Found(
        briefing.blocks,
        briefing.title,
        briefing.notes,
        briefing.page_header,
        briefing.page_footer,
    )
    expected = character_counts(plain(text) for text in texts)
    expected.subtract(character_counts(removed))
    actual = character_counts(plain(text) for text in found_texts(model))
    different = {c for c in expected | actual if expected[c] != actual[c]}
    if different:
        reason = (
            "The text near “{text}” would get lost or change places: this is an error in the "
            "program, please report it."
        )
        raise SourceError(message(reason, text="".join(sorted(different))[:20]), where=where)
