"""A Word document to the model: the package, its styles and lists, the body, what is around it."""

from collections.abc import Mapping

from pipeline.errors import SourceError
from pipeline.messages import message
from pipeline.parse.found import Found
from pipeline.parse.parsed import Parsed, Record
from pipeline.parse.settle import settle
from pipeline.parse.word.account import lost_characters
from pipeline.parse.word.around import marked_notes, read_furniture, read_notes
from pipeline.parse.word.blocks import blocks_of, title_and_rest
from pipeline.parse.word.figures import Figures
from pipeline.parse.word.names import Element, W
from pipeline.parse.word.notebook import Notebook, counted_findings
from pipeline.parse.word.numbering import read_numbering
from pipeline.parse.word.package import Package, open_package
from pipeline.parse.word.story import Source, Story
from pipeline.parse.word.styles import read_styles


def parse_docx(data: bytes, where: str, title: str | None = None) -> Parsed:
    """The briefing in a Word document (DOCX, also “Strict”); `where` is its name for messages.

    `title` is the title from the document's settings, if they have one. In messages
    `briefing.docx:12` is the twelfth paragraph, those in tables, text boxes and tables of
    contents and empty ones included; `Parsed.lines` counts in the same way.

    Tracked changes are read as accepted; comments, hidden text and tables of contents are left
    out. What has no place in the model, such as a chart, is an error of the report. Memory is
    bounded by the limits of `package.py`, of which a document of 300 pages takes a tenth.

    Raises SourceError if the file is no Word document, is protected, damaged or too large, or if
    it has no title or nothing but a title.
    """
    package = open_package(data, where)
    root = package.xml(package.main)
    body = None if root is None else root.find(f"{W}body")
    if root is None or body is None:
        raise SourceError(message("The file has no text."), where=where)
    notebook = Notebook(where, marked_notes=marked_notes(body))
    notebook.begin_root(body)
    source = _source(package, notebook)
    found = _found(source, body)
    lost = lost_characters(notebook.roots, found, notebook.removals, notebook.added)
    if lost and not notebook.has_errors:
        reason = (
            "The text near “{text}” would get lost or change places: this is an error in the "
            "program, please report it."
        )
        raise SourceError(message(reason, text=lost[:20]), where=where)
    findings = (*notebook.findings, *counted_findings(notebook))
    record = Record("DOCX", tuple(notebook.removals))
    return settle(found, where, title, record, findings)


def _source(package: Package, notebook: Notebook) -> Source:
    styles = read_styles(_related(package, "/styles"))
    numbering = read_numbering(_related(package, "/numbering"), styles)
    return Source(package, styles, numbering, notebook, Figures(package, notebook))


def _related(package: Package, kind: str) -> Element | None:
    part = package.related(package.main, kind)
    return package.xml(part) if part else None


def _found(source: Source, body: Element) -> Found:
    main, notebook = source.package.main, source.notebook
    parts = Story(source, main).parts(body)
    title, rest = title_and_rest(parts, notebook)
    blocks = blocks_of(rest, notebook)
    notes = read_notes(source, main)
    furniture = read_furniture(source, main, body)
    places: dict[str, str] = {f"note {note.id}": notebook.notes[note.id] for note in notes}
    places |= {"title": title[1]} if title else {}
    return Found(
        blocks,
        title[0] if title else None,
        notes,
        furniture.header,
        furniture.footer,
        _anchors(notebook.anchors),
        places,
    )


def _anchors(anchors: Mapping[str, str]) -> Mapping[str, str]:
    return {name: place for name, place in anchors.items() if name}
