"""What stands around the text of every page: masthead or running header, and footer.

A screen reader passes it over, so it is not in the tag tree; but people who see the page read
the telephone number in it. Each page's artifacts must be exactly what the edition says.
"""

from collections.abc import Collection, Iterator, Sequence

from pipeline.check.compare import disregarded, excerpt, first_difference
from pipeline.check.pdf_expected import expected_units
from pipeline.check.pdf_painted import PageContent, PaintedGlyph
from pipeline.check.pdf_reading import PdfReading
from pipeline.check.pdf_tree import ContentKey
from pipeline.edition import Edition
from pipeline.findings import Finding
from pipeline.imprint import dated
from pipeline.interface import interface
from pipeline.messages import message
from pipeline.model import one_line
from pipeline.reading import Kind

_RULE = "pdf.furniture"
REPEATED = "Pagination"
"""The kind of artifact that repeats header rows of a table."""
SEPARATOR = "  ·  "
ELLIPSIS = "…"
_RUNNING = (Kind.PAGE_HEADER, Kind.PAGE_FOOTER)
"""What the document repeats; it is in the tag tree on page 1, and an artifact on the others."""
LEAST_OF_TITLE = 60
"""Characters of a title that must stand in the running header before it may be shortened."""


def furniture(reading: PdfReading, edition: Edition) -> Iterator[Finding]:
    """Header and footer of every page say what the edition says, above and below the text."""
    pages = len(reading.pages)
    running = running_content(reading, edition)
    repeated = "".join(u.characters for u in expected_units(edition) if u.kind in _RUNNING)
    for page in reading.pages:
        place = f"p. {page.number + 1}"
        own = [g for g in page.glyphs if not is_furniture(g, running)]
        marks = (*(glyph.mark for glyph in own), *(image.mark for image in page.images))
        if pages > 1 and all(mark.is_artifact for mark in marks):
            yield Finding(_RULE, place, message("The page has no text of the document."))
        around = [g for g in page.glyphs if is_furniture(g, running)]
        found = disregarded(text_of_glyphs([g for g in around if g.mark.is_artifact]))
        wanted = _expected(edition, page.number, pages, found, repeated)
        if found != wanted:
            position = first_difference(wanted, found)
            reason = "Header or footer: “{expected}” was expected, the file has “{found}”."
            expected, got = excerpt(wanted, position), excerpt(found, position)
            yield Finding(_RULE, place, message(reason, expected=expected, found=got))
        elif not _stand_around(around, own, page):
            reason = "Header or footer stand between the lines of the text."
            yield Finding(_RULE, place, message(reason))


def running_content(reading: PdfReading, edition: Edition) -> frozenset[ContentKey]:
    """The marked content of what the document repeats on its pages: it is in the tag tree once,
    before the title or after everything else."""
    briefing = edition.briefing
    first, last = reading.placed[:1], reading.placed[-1:]
    texts = (first if briefing.page_header else ()) + (last if briefing.page_footer else ())
    return frozenset(
        (glyph.page, glyph.mark.mcid)
        for placed in texts
        for piece in placed.pieces
        for glyph in piece.glyphs
        if glyph.mark.mcid is not None
    )


def is_furniture(glyph: PaintedGlyph, running: Collection[ContentKey]) -> bool:
    """Whether a glyph belongs to what stands around the text: not header rows of a table."""
    if glyph.mark.is_artifact:
        return glyph.mark.artifact != REPEATED
    return glyph.key in running


def text_of_glyphs(glyphs: Sequence[PaintedGlyph]) -> str:
    """What the glyphs read as, in the order of painting."""
    parts: list[str] = []
    group = -1
    for glyph in glyphs:
        mark = glyph.mark
        if mark.actual_text is None:
            parts.append(glyph.text)
        elif mark.group != group:
            parts.append(mark.actual_text)
        group = mark.group
    return "".join(parts)


def _expected(edition: Edition, page: int, pages: int, found: str, running: str) -> str:
    """The texts of a page, one after the other; `found` tells how far the title was shortened.

    `running` is what the document itself repeats.
    """
    strings = interface(edition.language.tag)
    contact = edition.contact
    header: tuple[str, ...]
    own = ""
    if page == 0:
        header = (edition.issuer.name, edition.language.endonym, dated(edition))
    else:
        facts = f"{dated(edition)}{SEPARATOR}{edition.language.endonym}"
        before = disregarded(edition.issuer.name + facts)
        header = (before, _title(one_line(edition.briefing.title), found[len(before) :]))
        own = running
    questions = strings.resident("Questions?")
    foot = f"{questions} {contact.telephone}{SEPARATOR}{contact.email}"
    number = strings.resident("Page {page} of {pages}", page=page + 1, pages=pages)
    return disregarded("".join((*header, own, foot, number)))


def _title(title: str, found: str) -> str:
    """The title, or its beginning that the header has, if that is long enough."""
    beginning, ellipsis, _ = found.partition(ELLIPSIS)
    if ellipsis and len(beginning) >= LEAST_OF_TITLE and disregarded(title).startswith(beginning):
        return beginning + ellipsis
    return title


def _stand_around(
    around: Sequence[PaintedGlyph], own: Sequence[PaintedGlyph], page: PageContent
) -> bool:
    inks = [glyph.ink for glyph in own if glyph.ink]
    if not inks:
        return True
    top, bottom = max(ink[3] for ink in inks), min(ink[1] for ink in inks)
    above = (g for g in around if g.ink and g.base_y > page.height / 2)
    below = (g for g in around if g.ink and g.base_y <= page.height / 2)
    return all(g.ink[1] >= top for g in above if g.ink) and all(
        g.ink[3] <= bottom for g in below if g.ink
    )
