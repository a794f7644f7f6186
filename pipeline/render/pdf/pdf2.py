"""What the tag tree of a PDF 2.0 file has beyond that of PDF 1.7 (ISO 32000-2, ISO 14289-2)."""

from collections.abc import Iterable

from pipeline.render.pdf.structure import Element
from pipeline.render.pdf.tree import Tree

NOTE = "FENote"
_NOTE_ATTRIBUTES = "/O/FENote/NoteType/Endnote"
"""All notes stand at the end of the document (ISO 32000-2 table 379)."""


def adapt(tree: Tree, links: Iterable[tuple[Element, str]]) -> None:
    """Make a finished tag tree one of PDF 2.0, before it is written.

    Notes become FENotes. A picture and its caption stand in a Sect of their own: a Caption is
    that of its parent, and a Div counts as none (ISO/TS 32005 table 5). It is not put into the
    Figure, whose alternative text would take its place.

    `links` are the Link elements that lead to a block or note, with its id. Each has a Ref to
    it, and a note has one back to each (ISO 14289-2 8.2.5.14); an entry of the table of contents
    has the Ref itself (8.2.5.8). A link that leads nowhere is left out.
    """
    for element in tree.document.walk():
        if element.kind == "Note":
            element.kind = NOTE
            element.attributes = _NOTE_ATTRIBUTES
        elif element.kind == "Div":
            _keep_captions(element)
    for link, identity in links:
        target = tree.targets.get(identity)
        if target is not None:
            _connect(_entry(link) or link, target)


def _keep_captions(group: Element) -> None:
    """Make a group of a picture and its caption a Sect; a decorative picture has none, but a
    paragraph."""
    captions = [child for child in group.children if child.kind == "Caption"]
    if captions and len(captions) < len(group.children):
        group.kind = "Sect"
    else:
        for caption in captions:
            caption.kind = "P"


def _connect(referring: Element, target: Element) -> None:
    if target not in referring.refers_to:
        referring.refers_to.append(target)
    if target.kind == NOTE and referring not in target.refers_to:
        target.refers_to.append(referring)


def _entry(link: Element) -> Element | None:
    """The entry of the table of contents that a link is in."""
    element: Element | None = link
    while element is not None and element.kind != "TOCI":
        element = element.parent
    return element
