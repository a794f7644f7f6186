"""A short notation for documents that nobody should write, and what must become of them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import cache

import pytest

from pipeline.errors import RenderError
from pipeline.model import (
    Block,
    Callout,
    Cell,
    Figure,
    Heading,
    ListBlock,
    ListItem,
    Note,
    Paragraph,
    Quote,
    Signatory,
    SignOff,
    Span,
    Table,
    text_of,
)
from pipeline.render.edition_pdf import pdf_document
from pipeline.render.pdf import Document, render
from pipeline.style import Style
from tests.builders import edition, image
from tests.render.pdf.tag_tree import File, read
from tests.samples import EPOCH


@cache
def plain_document(tag: str = "sv") -> Document:
    return pdf_document(edition("# Titel" if tag == "sv" else "# صورة", language=tag))


def holding(*blocks: Block, tag: str = "sv", notes: tuple[Note, ...] = ()) -> Document:
    document = plain_document(tag)
    return replace(document, briefing=replace(document.briefing, blocks=blocks, notes=notes))


def paragraph(text: str, **properties: str) -> Paragraph:
    return Paragraph("b1", text_of(Span(text, **properties)))


def table(rows: int, columns: int, text: str = "ord", **properties: int) -> Table:
    def cell(name: str) -> Cell:
        return Cell(name, (Paragraph(f"{name}.1", text_of(text)),))

    grid = tuple(tuple(cell(f"b1.{r}.{c}") for c in range(columns)) for r in range(rows))
    return Table("b1", grid, **properties)


def with_briefing(**changes: object) -> Document:
    document = plain_document()
    return replace(document, briefing=replace(document.briefing, **changes))


def rendered(document: Document, style: Style | None = None) -> File:
    file = read(render(document, style or Style(), epoch=EPOCH))
    assert file.pdf.check_pdf_syntax() == []
    return file


def refused(document: Document, style: Style | None = None, epoch: datetime = EPOCH) -> RenderError:
    with pytest.raises(RenderError) as caught:
        render(document, style or Style(), epoch=epoch)
    sentence = str(caught.value.text)
    assert sentence.endswith(".")
    assert sentence.isprintable() or "\u200d" in sentence
    assert len(sentence) < 300
    return caught.value


def escaped(text: str) -> str:
    """The text as it stands in a template."""
    return text.replace("{", "{{").replace("}", "}}")


PLACES: dict[str, Callable[[str], Document]] = {
    "b1": lambda text: holding(paragraph(text)),
    "title": lambda text: with_briefing(title=text_of(text)),
    "header": lambda text: with_briefing(page_header=text_of(text)),
    "footer": lambda text: with_briefing(page_footer=text_of(text)),
    "notice1": lambda text: replace(plain_document(), notices=(text_of(text),)),
    "b2": lambda text: holding(Heading("b2", 2, text_of(text))),
    "b3.1": lambda text: holding(ListBlock("b3", (ListItem("b3.1", text_of(text)),))),
    "b4.1": lambda text: holding(Quote("b4", (Paragraph("b4.1", text_of(text)),))),
    "b5.1": lambda text: holding(Callout("b5", (Paragraph("b5.1", text_of(text)),))),
    "b1.1.1.1": lambda text: holding(
        replace(table(1, 1), rows=((Cell("b1.1.1", (Paragraph("b1.1.1.1", text_of(text)),)),),))
    ),
    "b1.caption": lambda text: holding(replace(table(1, 1), caption=text_of(text))),
    "b7.caption": lambda text: holding(Figure("b7", image(), "bild", text_of(text))),
    "b7.alternative": lambda text: holding(Figure("b7", image(), text)),
    "b8": lambda text: holding(SignOff("b8", text_of(text), (Signatory("b8.1", "A"),))),
    "b8.1": lambda text: holding(SignOff("b8", text_of("Hej"), (Signatory("b8.1", text),))),
    "n1": lambda text: holding(notes=(Note("n1", text_of(text)),)),
    "issuer": lambda text: replace(plain_document(), issuer=text),
    "dated": lambda text: replace(plain_document(), dated=text),
    "contact": lambda text: replace(plain_document(), contact=("Ring", text)),
    "page_number": lambda text: replace(plain_document(), page_number=escaped(text) + "{page}"),
}
NOT_DRAWN = {"b7.alternative"}


def seen(text: str) -> str:
    """The text as it must be read: line ends are spaces, and soft hyphens have no meaning."""
    return text.replace("\n", " ").replace("\u00ad", "")


def reads(file: File, where: str, text: str) -> None:
    """Whether a text is read, as content or as the head or foot of a page."""
    if where in NOT_DRAWN:
        found = [str(node.value.Alt) for node in file.root.find("Figure")] or [""]
    elif where in ("issuer", "dated", "contact", "page_number"):
        found = [content.text for content in file.artifacts]
        assert any(seen(text) in seen(each) for each in found)
        return
    elif not text:
        return  # no text is no unit
    else:
        found = [node.text for node in file.root.walk()]
    assert seen(text) in [seen(each) for each in found]
