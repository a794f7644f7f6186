"""The structure of a tagged PDF: its tree and its content name each other, types are nested."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

import pikepdf

from pipeline.check.compare import excerpt
from pipeline.check.pdf_reading import PdfReading
from pipeline.check.pdf_tree import HEADINGS, ContentKey, Element
from pipeline.edition import Edition
from pipeline.findings import Finding
from pipeline.messages import message

_RULE = "pdf.structure"


def untagged(reading: PdfReading, _: Edition) -> Iterator[Finding]:
    """Everything painted is tagged or an artifact (ISO 14289-1 7.1)."""
    for page in reading.pages:
        loose = "".join(glyph.text for glyph in page.glyphs if not glyph.mark.is_marked)
        place = f"p. {page.number + 1}"
        if loose:
            reason = "This text is neither tagged nor an artifact: “{text}”."
            yield Finding("pdf.untagged", place, message(reason, text=excerpt(loose, 0)))
        if page.unmarked:
            reason = "Something is drawn that is neither tagged nor an artifact."
            yield Finding("pdf.untagged", place, message(reason))


def headings(reading: PdfReading, _: Edition) -> Iterator[Finding]:
    """One H1, and no level left out on the way down (ISO 14289-1 7.4.2)."""
    levels = [HEADINGS[e.kind] for e in reading.elements if e.kind in HEADINGS]
    if levels.count(1) != 1 or levels[0] != 1:
        reason = "There must be one H1, before every other heading."
        yield Finding(_RULE, "", message(reason))
    for upper, lower in pairwise(levels):
        if lower > upper + 1:
            reason = "After a heading of level {upper} comes one of level {lower}."
            yield Finding(_RULE, "", message(reason, upper=upper, lower=lower))


def numbering(reading: PdfReading, _: Edition) -> Iterator[Finding]:
    """Numbered lists say so (ListNumbering, ISO 32000-1 14.8.5.5), bullet lists too."""
    for placed in reading.placed:
        label = placed.unit.label
        parent = placed.element.parent
        if not label or parent is None or parent.kind != "L":
            continue
        found = parent.attributes.get("/ListNumbering", "/None")
        if (found == "/Decimal") != label[0].isdigit() or found == "/None":
            reason = "The list of “{text}” is numbered in another way than its labels."
            yield Finding(_RULE, "", message(reason, text=excerpt(placed.unit.text, 0)))


def content_links(reading: PdfReading, _: Edition) -> Iterator[Finding]:
    """Tree and pages agree both ways: every MCID once, and in the ParentTree."""
    owners = _owners(reading)
    for (page, mcid), many in Counter(key for key, _ in owners).items():
        if many > 1:
            reason = "Marked content {mcid} is in the tag tree more than once."
            yield Finding(_RULE, f"p. {page + 1}", message(reason, mcid=mcid))
    for page, mcid in sorted(_painted(reading) - {key for key, _ in owners}):
        reason = "Marked content {mcid} is not in the tag tree."
        yield Finding(_RULE, f"p. {page + 1}", message(reason, mcid=mcid))
    table = _parent_table(reading)
    for (page, mcid), element in owners:
        if table.get((page, mcid)) != element.objgen:
            reason = "The ParentTree does not lead from marked content {mcid} to its element."
            yield Finding(_RULE, f"p. {page + 1}", message(reason, mcid=mcid))


def parents(reading: PdfReading, _: Edition) -> Iterator[Finding]:
    """Every element names the one above it, the topmost the StructTreeRoot (ISO 32000-1 table
    323), and every annotation has one element."""
    root = reading.pdf.Root.get("/StructTreeRoot")
    for element in reading.elements:
        above = element.parent.objgen if element.parent else root.objgen if root else None
        if element.named_parent != above:
            reason = "An element of the type {type} does not name the one above it (P)."
            yield Finding(_RULE, "", message(reason, type=element.kind))
    owned = Counter(a.objgen for element in reading.elements for a in element.annotations)
    if any(many > 1 for many in owned.values()):
        reason = "An annotation is in the tag tree more than once."
        yield Finding(_RULE, "", message(reason))


def _painted(reading: PdfReading) -> set[ContentKey]:
    images = (image for page in reading.pages for image in page.images)
    marks = ((i.page, i.mark.mcid) for i in images if not i.mark.is_artifact)
    return set(reading.content) | {(page, mcid) for page, mcid in marks if mcid is not None}


def _owners(reading: PdfReading) -> list[tuple[ContentKey, Element]]:
    return [
        (child, element)
        for element in reading.elements
        for child in element.children
        if not isinstance(child, Element)
    ]


def _parent_table(reading: PdfReading) -> dict[ContentKey, tuple[int, int]]:
    entries = parent_entries(reading)
    table: dict[ContentKey, tuple[int, int]] = {}
    for number, page in enumerate(reading.pdf.pages):
        parents = entries.get(int(page.obj.get("/StructParents", -1)))
        if isinstance(parents, pikepdf.Array):
            table |= {
                (number, mcid): parent.objgen
                for mcid, parent in enumerate(parents)
                if isinstance(parent, pikepdf.Dictionary)
            }
    return table


def parent_entries(reading: PdfReading) -> dict[int, pikepdf.Object]:
    """The entries of the ParentTree (ISO 32000-1 14.7.4.4)."""
    root = reading.pdf.Root.get("/StructTreeRoot")
    tree = root.get("/ParentTree") if root is not None else None
    return dict(pikepdf.NumberTree(tree).items()) if tree is not None else {}


_READABLE = {"Latn": 0.999, "ur": 0.6}
"""How much ToUnicode alone reads of text in a script or language. Nastaliq, which Urdu is set in,
draws the dots of a letter as glyphs of their own."""


def actual_texts(reading: PdfReading, edition: Edition) -> Iterator[Finding]:
    """ActualText is for single words, and ToUnicode alone reads nearly everything.

    Otherwise the text of a file could be pasted over glyphs that say something else.
    """
    characters = wrong = 0
    for placed in reading.placed:
        for piece in placed.pieces:
            characters += len(piece.text)
            alone = "".join(glyph.text for glyph in piece.glyphs)
            wrong += len(piece.text) if alone != piece.text else 0
            if len(piece.text.split()) > 1:  # without ActualText a piece is one glyph
                reason = "ActualText spans more than one word: “{text}”."
                text = message(reason, text=excerpt(piece.text, 0))
                yield Finding("pdf.actual-text", "", text)
        if placed.element.actual_text is not None:
            reason = "A whole element has ActualText: “{text}”."
            text = message(reason, text=excerpt(placed.element.actual_text, 0))
            yield Finding("pdf.actual-text", "", text)
    least = _READABLE.get(edition.language.tag, _READABLE.get(edition.language.script, 0.8))
    share = 1 - wrong / characters if characters else 1.0
    if share < least:
        reason = "ToUnicode alone reads {share} % of the characters, at least {least} % are needed."
        text = message(reason, share=f"{share * 100:.1f}", least=f"{least * 100:g}")
        yield Finding("pdf.actual-text", "", text)
