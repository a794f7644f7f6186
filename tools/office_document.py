"""A Word document as Swedish Word saves it: style ids in Swedish, runs cut in pieces.

Word cuts a sentence in runs wherever somebody once went back and changed a word (`w:rsid`),
marks what its spelling checker doubts, and leaves bookmarks behind. Text is given in a notation
of one line:

    **strong**   _emphasis_   [text](https://…)   [text](mailto:…)   [text](#bookmark)
    [Kysy!](fi-FI) another language   [^1] footnote 1   a line break is a line break
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import cycle
from xml.sax.saxutils import escape, quoteattr

MARK = re.compile(
    r"\*\*(?P<strong>.+?)\*\*|(?<!\w)_(?P<emphasis>[^_]+)_(?!\w)"
    r"|\[\^(?P<note>\d+)\]|\[(?P<content>[^\]]+)\]\((?P<target>[^)]+)\)",
    re.DOTALL,
)
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORDPROCESSING = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
NAMESPACES = (
    f'xmlns:w="{WORDPROCESSING}" xmlns:r="{RELATIONS}" xmlns:wp="{DRAWING}/wordprocessingDrawing"'
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
EMU_PER_MM = 36_000

SAVES = ("00A31F52", "004C2B7E", "00D10A94")
"""The `w:rsid` of the three times when the document was saved."""
PIECES = (31, 58, 12, 83, 47)
"""How many characters stand in one run before the next one begins, in turn."""


@dataclass
class Words:
    """Turns text into runs, and keeps the addresses that its links need."""

    addresses: list[str] = field(default_factory=list)
    first_relation: int = 20
    _saves: Iterator[str] = field(default_factory=lambda: cycle(SAVES))
    _pieces: Iterator[int] = field(default_factory=lambda: cycle(PIECES))

    def runs(self, text: str, properties: str = "") -> str:
        """The runs of a text in the notation; `properties` is XML that all of them have."""
        found: list[str] = []
        position = 0
        for mark in MARK.finditer(text):
            found.append(self._plain(text[position : mark.start()], properties))
            found.append(self._marked(mark, properties))
            position = mark.end()
        found.append(self._plain(text[position:], properties))
        return "".join(found)

    def paragraph(self, text: str, style: str = "", extra: str = "", bookmark: str = "") -> str:
        """A paragraph; `extra` is XML of further paragraph properties."""
        content = self.runs(text)
        if bookmark:
            number = sum(bookmark.encode())
            content = (
                f'<w:bookmarkStart w:id="{number}" w:name="{bookmark}"/>{content}'
                f'<w:bookmarkEnd w:id="{number}"/>'
            )
        return paragraph_of(content, style, extra)

    def caption(self, label: str, number: int, text: str, extra: str = "") -> str:
        """A caption as Word makes it, with the number as a field: `Tabell 1. …`."""
        counted = field_result(f"SEQ {label} \\* ARABIC", str(number))
        content = f"{self.runs(f'{label} ')}{counted}{self.runs(f'. {text}')}"
        return paragraph_of(content, "Beskrivning", extra)

    def _marked(self, mark: re.Match[str], properties: str) -> str:
        if mark["strong"]:
            return self.runs(mark["strong"], f"{properties}<w:b/><w:bCs/>")
        if mark["emphasis"]:
            return self.runs(mark["emphasis"], f"{properties}<w:i/><w:iCs/>")
        if mark["note"]:
            reference = f'<w:footnoteReference w:id="{mark["note"]}"/>'
            return f'<w:r><w:rPr><w:rStyle w:val="Fotnotsreferens"/></w:rPr>{reference}</w:r>'
        content, target = mark["content"], mark["target"]
        linked = f'<w:rStyle w:val="Hyperlnk"/>{properties}'
        if target.startswith("#"):
            runs = self.runs(content, linked)
            return f'<w:hyperlink w:anchor="{target[1:]}" w:history="1">{runs}</w:hyperlink>'
        if ":" in target:
            relation = f"rId{self.first_relation + len(self.addresses)}"
            self.addresses.append(target)
            runs = self.runs(content, linked)
            return f'<w:hyperlink r:id="{relation}" w:history="1">{runs}</w:hyperlink>'
        runs = self.runs(content, f'{properties}<w:lang w:val="{target}"/>')
        return f'<w:proofErr w:type="spellStart"/>{runs}<w:proofErr w:type="spellEnd"/>'

    def _plain(self, text: str, properties: str) -> str:
        found = []
        position = 0
        while position < len(text):
            piece = text[position : position + next(self._pieces)]
            position += len(piece)
            shown = "<w:br/>".join(
                f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in piece.split("\n")
            )
            inside = f"<w:rPr>{properties}</w:rPr>" if properties else ""
            found.append(f'<w:r w:rsidR="{next(self._saves)}">{inside}{shown}</w:r>')
        return "".join(found)


def paragraph_of(runs: str, style: str = "", extra: str = "") -> str:
    """A paragraph around runs; `extra` is XML of paragraph properties after the style."""
    settings = (f'<w:pStyle w:val="{style}"/>' if style else "") + extra
    properties = f"<w:pPr>{settings}</w:pPr>" if settings else ""
    return f'<w:p w:rsidR="{SAVES[0]}" w:rsidRDefault="{SAVES[1]}">{properties}{runs}</w:p>'


def numbering(level: int, number: int) -> str:
    """Paragraph properties of a list item: its level from 0 and the list's number."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def field_result(instruction: str, result: str) -> str:
    """A field with the result that Word has last shown."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f"<w:r><w:rPr><w:noProof/></w:rPr><w:t>{result}</w:t></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


@dataclass(frozen=True)
class TableCell:
    """What stands in a cell, ready as paragraphs, and how much of the grid it takes.

    `rows` is 1, or 2 for a cell that begins in this row; the cell below it is `COVERED`.
    """

    paragraphs: str
    columns: int = 1
    rows: int = 1


COVERED = TableCell('<w:p><w:pPr><w:pStyle w:val="Tabelltext"/></w:pPr></w:p>', rows=0)


def table(widths: Sequence[int], rows: Iterable[Sequence[TableCell]], header_rows: int) -> str:
    """A table with its header rows repeated on each page; widths are twentieths of a point.

    Its first column heads the rows, which the style of the table shows in bold.
    """
    look = (
        '<w:tblLook w:val="04A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" '
        'w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
    )
    parts = [
        (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="KommunensTabell"/>'
            f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/>{look}</w:tblPr><w:tblGrid>'
        ),
        *(f'<w:gridCol w:w="{width}"/>' for width in widths),
        "</w:tblGrid>",
    ]
    for index, row in enumerate(rows):
        header = "<w:tblHeader/>" if index < header_rows else ""
        parts.append(f'<w:tr w:rsidR="{SAVES[1]}"><w:trPr><w:cantSplit/>{header}</w:trPr>')
        column = 0
        for cell in row:
            width = sum(widths[column : column + cell.columns])
            column += cell.columns
            parts.append(_cell(cell, width))
        parts.append("</w:tr>")
    parts.append("</w:tbl>")
    return "".join(parts)


def box(paragraphs: str, width: int) -> str:
    """A table of one tinted cell, as writers make a box."""
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="Tabellrutnt"/><w:tblW w:w="{width}" w:type="dxa"/>'
        f'<w:tblLook w:val="0000"/></w:tblPr><w:tblGrid><w:gridCol w:w="{width}"/></w:tblGrid>'
        f'<w:tr><w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="E6F0F4"/></w:tcPr>{paragraphs}</w:tc>'
        "</w:tr></w:tbl>"
    )


def picture(relation: str, alternative: str, width_mm: int, height_mm: int) -> str:
    """A paragraph with a picture in line with the text."""
    size = f'cx="{width_mm * EMU_PER_MM}" cy="{height_mm * EMU_PER_MM}"'
    return (
        '<w:p><w:pPr><w:pStyle w:val="Bild"/><w:keepNext/></w:pPr><w:r><w:rPr><w:noProof/></w:rPr>'
        f'<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
        f'<wp:docPr id="1" name="Bildobjekt 1" descr={quoteattr(alternative)}/>'
        f'<wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a="{DRAWING}/main" '
        'noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic xmlns:a="{DRAWING}/main"><a:graphicData uri="{DRAWING}/picture">'
        f'<pic:pic xmlns:pic="{DRAWING}/picture"><pic:nvPicPr>'
        '<pic:cNvPr id="1" name="avstand.png"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch>'
        f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>'
        "</a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )


def part(element: str, content: str) -> str:
    """A part of the document with that root element."""
    return f"{HEAD}<w:{element} {NAMESPACES}>{content}</w:{element}>"


def relations(targets: Iterable[tuple[str, str, str]]) -> str:
    """A part of relations: id, kind and target. An address outside has a colon."""
    parts = [f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">']
    for identity, kind, target in targets:
        mode = ' TargetMode="External"' if ":" in target else ""
        address = quoteattr(target)
        parts.append(f'<Relationship Id="{identity}" Type="{kind}" Target={address}{mode}/>')
    return "".join(parts) + "</Relationships>"


PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def _cell(cell: TableCell, width: int) -> str:
    span = f'<w:gridSpan w:val="{cell.columns}"/>' if cell.columns > 1 else ""
    merge = {0: "<w:vMerge/>", 1: ""}.get(cell.rows, '<w:vMerge w:val="restart"/>')
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}</w:tcPr>'
        f"{cell.paragraphs}</w:tc>"
    )
