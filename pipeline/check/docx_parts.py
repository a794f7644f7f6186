"""What a DOCX consists of: its parts, their types, and what they lead to.

ISO/IEC 29500-2. Nothing but links leads out of the document, and only to the addresses of the
edition: a template or picture from elsewhere would be fetched when a reader opens the file.
"""

from collections.abc import Iterator, Mapping

from pipeline.check.docx_body import FOOTNOTES
from pipeline.check.docx_document import Observation, ReadDocument
from pipeline.check.docx_headers import expected_lines
from pipeline.check.docx_markup import PARAGRAPH, oddities
from pipeline.check.docx_package import DOCUMENT, KNOWN_PART, MEDIA, Element, W
from pipeline.messages import message
from pipeline.model import Image

_CONTENT_TYPES = "[Content_Types].xml"
_NEEDED = {_CONTENT_TYPES, "_rels/.rels", "word/_rels/document.xml.rels"}
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/"

_ROOTS = {
    "document": "document", "styles": "styles", "numbering": "numbering", "settings": "settings",
    "header1": "hdr", "header2": "hdr", "footer1": "ftr", "footer2": "ftr",
    "footnotes": "footnotes",
}  # fmt: skip
"""The parts in the main namespace, and their outermost elements."""

_BELONGING = {
    "_rels/.rels": {
        "word/document.xml": f"{_OFFICE}officeDocument",
        "docProps/core.xml": f"{_PACKAGE}core-properties",
    },
    "word/_rels/document.xml.rels": {
        f"{stem}.xml": _OFFICE + stem.rstrip("12")
        for stem in _ROOTS
        if stem not in ("document", "footnotes")
    },
}
"""The parts that belong to the package and to the document, and as what."""


def parts(document: ReadDocument) -> Iterator[Observation]:
    """Only parts that this project makes: no macro, no other picture, no foreign theme."""
    names = document.package.names
    pictures = _pictures(document)
    for name in names:
        is_ours = KNOWN_PART.fullmatch(name)
        if not is_ours or (name.startswith(MEDIA) and name not in pictures):
            yield "structure", name, message("This part has no place in this document.")
    for name, data in document.package.media.items():
        if name in pictures and data != pictures[name].data:
            reason = message("The picture shows something else than that of the document.")
            yield "figure", name, reason
    needed = _NEEDED | pictures.keys() | ({FOOTNOTES} if _has_notes(document) else set())
    for name in sorted(needed.difference(names)):
        yield "structure", name, message("This part is missing.")


def _pictures(document: ReadDocument) -> dict[str, Image]:
    """The pictures of the edition by the names of their parts."""
    return {MEDIA + image.file_name: image for image in document.edition.briefing.images()}


def _has_notes(document: ReadDocument) -> bool:
    return bool(document.edition.briefing.notes)


def content_types(document: ReadDocument) -> Iterator[Observation]:
    """Each part is declared as what it is: a document and no template, nothing with macros."""
    root = document.package.parts.get(_CONTENT_TYPES)
    found = (
        []
        if root is None
        else [(str(e.tag), tuple(sorted((str(k), str(v)) for k, v in e.items()))) for e in root]
    )
    expected = [_default("rels", "application/vnd.openxmlformats-package.relationships+xml")]
    expected += [_default("xml", "application/xml")]
    core = "application/vnd.openxmlformats-package.core-properties+xml"
    expected += [_override("/docProps/core.xml", core)]
    pictures = _pictures(document).values()
    expected += {_default(i.file_name.split(".")[1], i.media_type) for i in pictures}
    for stem in _ROOTS:
        if stem == "footnotes" and not _has_notes(document):
            continue
        kind = "document.main" if stem == "document" else stem.rstrip("12")
        expected.append(_override(f"/word/{stem}.xml", f"{_WORD_TYPE}{kind}+xml"))
    for declared in sorted({*found, *expected}):
        if found.count(declared) != expected.count(declared):
            shown = " ".join(content for _, content in declared[1])
            reason = message("The type of a part is missing or wrong: {type}.", type=shown)
            yield "content-type", _CONTENT_TYPES, reason


def _default(extension: str, kind: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    return f"{_TYPES}Default", (("ContentType", kind), ("Extension", extension))


def _override(part: str, kind: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    return f"{_TYPES}Override", (("ContentType", kind), ("PartName", part))


def relationships(document: ReadDocument) -> Iterator[Observation]:
    """The parts belong together as they should, and only links lead out."""
    addresses = _addresses(document)
    for name, root in document.package.parts.items():
        if not name.endswith(".rels"):
            continue
        wanted = _wanted(document, name)
        identities = [item.get("Id") for item in root]
        for item in root:
            target = item.get("Target", "")
            if item.tag != _RELATIONSHIP or identities.count(item.get("Id")) > 1:
                reason = message(
                    "This relationship is none, or is there twice: {target}.", target=target
                )
                yield "relationship", name, reason
            elif not _is_link(item, addresses) and not _belongs(item, wanted):
                reason = message(
                    "The document leads to what is none of its own: {target}.", target=target
                )
                yield "relationship", name, reason
        for target in wanted:
            yield (
                "relationship",
                name,
                message("This part is not related: {target}.", target=target),
            )


def _wanted(document: ReadDocument, name: str) -> dict[str, str]:
    wanted = dict(_BELONGING.get(name, {}))
    if name == "word/_rels/document.xml.rels":
        images = f"{_OFFICE}image"
        wanted |= {part.removeprefix("word/"): images for part in _pictures(document)}
        if _has_notes(document):
            wanted["footnotes.xml"] = f"{_OFFICE}footnotes"
    return wanted


def _addresses(document: ReadDocument) -> set[str]:
    margins = (line for lines in expected_lines(document.edition) for line in lines)
    texts = (*(unit.text for unit in document.expected), *margins)
    return {span.link for text in texts for span in text if span.link}


def _is_link(item: Element, addresses: set[str]) -> bool:
    kind, mode = item.get("Type"), item.get("TargetMode")
    is_allowed = kind == f"{_OFFICE}hyperlink" and mode == "External"
    return is_allowed and item.get("Target") in addresses and len(item.attrib) == 4


def _belongs(item: Element, wanted: dict[str, str]) -> bool:
    """Whether it is one of the wanted relationships, which is then no longer wanted."""
    target = item.get("Target", "")
    if item.get("Type") != wanted.get(target, "") or len(item.attrib) != 3:
        return False
    del wanted[target]
    return True


def markup(document: ReadDocument) -> Iterator[Observation]:
    """Only markup that this project writes, in every part; see `docx_markup`."""
    for place, paragraph in document.places():
        if paragraph.element is not None:
            for rule, reason in oddities(paragraph.element, PARAGRAPH):
                yield rule, place, reason
    for part, root in _roots(document.package.parts):
        if root.tag != W + _ROOTS[part.removeprefix("word/").removesuffix(".xml")]:
            yield "structure", part, message("This is another part than its name says.")
        for rule, reason in oddities(root, without="p"):
            yield rule, part, reason


def _roots(found: Mapping[str, Element]) -> Iterator[tuple[str, Element]]:
    for stem in _ROOTS:
        part = f"word/{stem}.xml"
        if part in found:
            yield part, found[part]


def references(document: ReadDocument) -> Iterator[Observation]:
    """The section names each header and footer once."""
    section = document.package.part(DOCUMENT).find(f"{W}body/{W}sectPr")
    for tag in ("headerReference", "footerReference"):
        found = [] if section is None else [e.get(f"{W}type") for e in section.findall(W + tag)]
        if sorted(str(kind) for kind in found) != ["default", "first"]:
            reason = message("The first page and the others need one header and footer each.")
            yield "header", DOCUMENT, reason
