"""pdfminer.six as judge: its own parser of files, content streams and ToUnicode maps.

Only the walk through the structure tree is ours, since pdfminer has none.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pdfminer.pdfdevice import PDFDevice
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFObjRef, list_value, resolve1
from pdfminer.psparser import literal_name
from pdfminer.utils import decode_text

Texts = dict[tuple[int, int], str]
"""The text of each marked-content sequence, by page object and number."""


class _Reader(PDFDevice):
    """Collects the text of marked content, ActualText in the place of what it stands for."""

    def __init__(self, manager: PDFResourceManager) -> None:
        super().__init__(manager)
        self.page = 0
        self.texts: Texts = {}
        self.streams: dict[int, str] = {}
        self.bare: dict[int, str] = {}
        self.open: list[tuple[int | None, str | None]] = []

    def begin_page(self, page: PDFPage, ctm: object) -> None:  # noqa: ARG002
        self.page = page.pageid
        self.streams[self.page] = self.bare[self.page] = ""

    def begin_tag(self, tag: object, props: Any = None) -> None:  # noqa: ARG002
        found = props or {}
        number = found.get("MCID")
        replaced = found.get("ActualText")
        actual = None if replaced is None else decode_text(resolve1(replaced))
        if number is not None:
            self.texts[self.page, number] = ""
        self.open.append((number, actual))
        if actual is not None:
            self._add(actual)

    def end_tag(self) -> None:
        self.open.pop()

    def render_string(
        self,
        textstate: Any,
        seq: Any,
        ncs: object,  # noqa: ARG002
        graphicstate: object,  # noqa: ARG002
    ) -> None:
        is_replaced = any(actual is not None for _, actual in self.open)
        for item in seq:
            if isinstance(item, bytes):
                codes = textstate.font.decode(item)
                text = "".join(textstate.font.to_unichr(code) for code in codes)
                self.bare[self.page] += text
                if not is_replaced:
                    self._add(text)

    def _add(self, text: str) -> None:
        self.streams[self.page] += text
        for number, _ in self.open:
            if number is not None:
                self.texts[self.page, number] += text


@dataclass(frozen=True, slots=True)
class Reading:
    """Type and own text of each structure element in order, and the text of all pages' streams.

    `stream` has ActualText, `bare` what ToUnicode alone gives.
    """

    elements: tuple[tuple[str, str], ...]
    stream: str
    bare: str


def read(data: bytes) -> Reading:
    """Read a file. Raises what pdfminer.six raises for one that it cannot read."""
    document = PDFDocument(PDFParser(BytesIO(data)))
    manager = PDFResourceManager()
    reader = _Reader(manager)
    interpreter = PDFPageInterpreter(manager, reader)
    for page in PDFPage.create_pages(document):
        interpreter.process_page(page)
    root: Any = resolve1(document.catalog["StructTreeRoot"])
    streams = ("".join(found.values()) for found in (reader.streams, reader.bare))
    return Reading(tuple(_elements(root["K"], reader.texts)), *streams)


def _elements(reference: object, texts: Texts) -> Iterator[tuple[str, str]]:
    element: Any = resolve1(reference)
    own: list[str] = []
    below: list[tuple[str, str]] = []
    page = element.get("Pg")
    kids = resolve1(element.get("K", []))
    for kid in list_value(kids) if isinstance(kids, list) else [kids]:
        found: Any = resolve1(kid)
        if isinstance(found, int):
            own.append(texts[_number(page), found])
        elif "MCID" in found:
            own.append(texts[_number(found["Pg"]), found["MCID"]])
        elif "Obj" not in found:
            inner = list(_elements(kid, texts))
            if inner[0][0] in ("Span", "Link", "Reference"):
                own += [text for _, text in inner]
            else:
                below += inner
    yield literal_name(element["S"]), "".join(own)
    yield from below


def _number(reference: object) -> int:
    assert isinstance(reference, PDFObjRef)
    return int(reference.objid)
