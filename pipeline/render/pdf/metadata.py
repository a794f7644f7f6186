"""What a PDF says about itself: XMP, the document information, output intent, bookmarks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from xml.sax.saxutils import escape

from pipeline.model import one_line
from pipeline.render.pdf.document import Document
from pipeline.render.pdf.document_check import moment
from pipeline.render.pdf.icc import srgb_profile
from pipeline.render.pdf.links import destination_entry
from pipeline.render.pdf.standard import Standard
from pipeline.render.pdf.writer import PdfFile, text_string

PRODUCER = "briefing-pipeline (ReportLab)"

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF\
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"\
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"\
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"\
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"\
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"\
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li>\
<rdf:li xml:lang="{language}">{title}</rdf:li></rdf:Alt></dc:title>
{creator}<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<dc:date><rdf:Seq><rdf:li>{date}</rdf:li></rdf:Seq></dc:date>
<xmp:CreateDate>{epoch}</xmp:CreateDate><xmp:ModifyDate>{epoch}</xmp:ModifyDate>\
<xmp:MetadataDate>{epoch}</xmp:MetadataDate><xmp:CreatorTool>{producer}</xmp:CreatorTool>
<pdf:Producer>{producer}</pdf:Producer>
{claims}
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""

_CLAIMS = {
    Standard.UA1_A2A: """<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">\
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>\
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">\
<pdfaProperty:name>part</pdfaProperty:name>\
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
<pdfaProperty:category>internal</pdfaProperty:category>\
<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>\
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>""",
    Standard.UA2_A4: """<pdfaid:part>4</pdfaid:part><pdfaid:rev>2020</pdfaid:rev>
<pdfuaid:part>2</pdfuaid:part><pdfuaid:rev>2024</pdfuaid:rev>
<pdfd:declarations xmlns:pdfd="http://pdfa.org/declarations/"><rdf:Bag>\
<rdf:li rdf:parseType="Resource">\
<pdfd:conformsTo>http://pdfa.org/declarations/wtpdf#accessibility1.0</pdfd:conformsTo>\
</rdf:li></rdf:Bag></pdfd:declarations>""",
}
"""The standards that a file says it conforms to.

PDF/A-2 has to be told of the schema of PDF/UA's identifier (ISO 19005-2 6.6.2.3); PDF/A-4 knows
it (ISO 19005-4 6.7.2). Well-Tagged PDF 1.0 asks for what PDF/UA-2 does, and is claimed by a
declaration.
"""


_CREATOR = """<dc:creator><rdf:Seq><rdf:li>{issuer}</rdf:li></rdf:Seq></dc:creator>
<dc:publisher><rdf:Bag><rdf:li>{issuer}</rdf:li></rdf:Bag></dc:publisher>
"""


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the outline: level 1 is the document's title."""

    title: str
    level: int
    page: int
    top_pt: float
    element: str
    """The reference of the heading's structure element, which gives the language."""


def write_xmp(file: PdfFile, document: Document, epoch: datetime, standard: Standard) -> None:
    """The metadata, with the standards that the file conforms to."""
    created = moment(epoch)
    title, issuer = one_line(document.briefing.title), document.issuer.strip()
    language = document.language.html
    xmp = _XMP.format(
        title=escape(title),
        language=language,
        creator=_CREATOR.format(issuer=escape(issuer)) if issuer else "",
        date=document.date.isoformat(),
        epoch=created.strftime("%Y-%m-%dT%H:%M:%SZ").zfill(20),
        producer=PRODUCER,
        claims=_CLAIMS[standard],
    )
    metadata = file.add_stream("/Type/Metadata/Subtype/XML", xmp.encode(), compressed=False)
    file.set_catalog(Metadata=metadata)


def write_output_intent(file: PdfFile) -> None:
    """What the colours of the pages mean: sRGB (ISO 19005-2 6.2.3)."""
    profile = file.add_stream("/N 3", srgb_profile())
    intent = (
        "<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)"
        f"/Info(sRGB IEC61966-2.1)/DestOutputProfile {profile}>>"
    )
    file.set_catalog(OutputIntents=f"[{intent}]")


def write_information(file: PdfFile, document: Document, epoch: datetime) -> str:
    """The document information, which says the same as XMP; gives its reference."""
    created = moment(epoch)
    title, issuer = one_line(document.briefing.title), document.issuer.strip()
    day = f"(D:{created.strftime('%Y%m%d%H%M%SZ').zfill(15)})"
    return file.add(
        f"<</Title{text_string(title)}{f'/Author{text_string(issuer)}' if issuer else ''}"
        f"/Creator{text_string(PRODUCER)}/Producer{text_string(PRODUCER)}"
        f"/CreationDate{day}/ModDate{day}>>"
    )


def write_catalog(file: PdfFile, document: Document, structure_root: str) -> None:
    """The catalog's entries for a tagged document (ISO 14289-1 7.1, 7.2)."""
    direction = "/R2L" if document.language.is_rtl else "/L2R"
    file.set_catalog(
        Lang=text_string(document.language.html),
        MarkInfo="<</Marked true>>",
        StructTreeRoot=structure_root,
        ViewerPreferences=f"<</DisplayDocTitle true/Direction{direction}>>",
    )


@dataclass(slots=True)
class _Entry:
    bookmark: Bookmark | None
    reference: str
    children: "list[_Entry]"


def write_outline(file: PdfFile, bookmarks: Sequence[Bookmark], *, is_pdf_2: bool = False) -> None:
    """The document outline, all of it open (ISO 32000-1 12.3.3).

    In PDF 2.0 its entries lead to structure elements.
    """
    root = _Entry(None, file.reserve(), [])
    path = [(0, root)]
    for bookmark in bookmarks:
        entry = _Entry(bookmark, file.reserve(), [])
        while path[-1][0] >= bookmark.level:
            path.pop()
        path[-1][1].children.append(entry)
        path.append((bookmark.level, entry))
    _write_entries(file, root, is_pdf_2=is_pdf_2)
    file.set_catalog(Outlines=root.reference)


def _write_entries(file: PdfFile, parent: _Entry, *, is_pdf_2: bool) -> int:
    """Write all below an entry and the entry itself's list; gives how many there are."""
    count = len(parent.children)
    references = [child.reference for child in parent.children]
    for index, child in enumerate(parent.children):
        below = _write_entries(file, child, is_pdf_2=is_pdf_2)
        count += below
        parts = _own_entries(file, child, parent.reference, below, is_pdf_2=is_pdf_2)
        if index:
            parts.append(f"/Prev {references[index - 1]}")
        if index + 1 < len(references):
            parts.append(f"/Next {references[index + 1]}")
        file.fill(child.reference, f"<<{''.join(parts)}>>")
    if parent.bookmark is None:
        body = f"/First {references[0]}/Last {references[-1]}" if references else ""
        file.fill(parent.reference, f"<</Type/Outlines{body}/Count {count}>>")
    return count


def _own_entries(
    file: PdfFile, entry: _Entry, parent: str, below: int, *, is_pdf_2: bool
) -> list[str]:
    """The entries of an outline item, without those for its neighbours."""
    bookmark = entry.bookmark
    assert bookmark is not None  # noqa: S101  # only the root has none
    element = bookmark.element if is_pdf_2 else None
    parts = [
        f"/Title{text_string(bookmark.title)}/Parent {parent}/SE {bookmark.element}",
        destination_entry(file.page(bookmark.page), bookmark.top_pt, element),
    ]
    if entry.children:
        first, last = entry.children[0].reference, entry.children[-1].reference
        parts.append(f"/First {first}/Last {last}/Count {below}")
    return parts
