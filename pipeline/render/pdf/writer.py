"""The PDF file: objects, pages and their serialisation.

This is the only module that knows ReportLab. Its canvas makes the pages and its
`PDFDocument` keeps the objects; we replace how the file is written out, because ReportLab
writes neither object streams nor the end-of-line before `endstream` that ISO 19005-2
6.1.7.1 asks for, and makes the file identifier from the title alone.

PDF syntax is passed around as `str`; a reference is the text `12 0 R`.
"""

import re
from collections.abc import Mapping, Sequence
from hashlib import md5
from io import BytesIO

from deflate import zlib_compress
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

PDF_VERSION = (1, 7)
OBJECTS_PER_STREAM = 200
COMPRESSION = 9
"""The level of libdeflate. It takes a third less time than the same level of zlib and makes files
a little smaller, which are the same on every machine; beyond, each per cent costs double."""
PLAIN_TEXT = re.compile(r"[ !-'*-\[\]-~]*")
"""Text that is the same in PDFDocEncoding and needs no escape in a literal string."""
_STREAM_END = b"endstream\n"


def text_string(text: str) -> str:
    """A text string object: printable ASCII, else UTF-16 with its mark (ISO 32000-1 7.9.2.2)."""
    if PLAIN_TEXT.fullmatch(text):
        return f"({text})"
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"


def number(value: float) -> str:
    """A number with at most two decimals, without a superfluous end."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


class _Object(pdfdoc.PDFObject):  # type: ignore[misc]  # ReportLab has no types
    """An object whose syntax we write ourselves; `data` makes it a stream."""

    __RefOnly__ = 1

    def __init__(self, body: str = "", data: bytes | None = None) -> None:
        self.body = body
        self.data = data

    def format(self, document: object) -> bytes:  # noqa: ARG002  # ReportLab's signature
        syntax = self.body.encode("ascii")
        if self.data is None:
            return syntax
        entries = b"<<%b/Length %d>>\nstream\n" % (syntax, len(self.data))
        return entries + self.data + b"\n" + _STREAM_END


class _Document(pdfdoc.PDFDocument):  # type: ignore[misc]
    """ReportLab's collection of objects, written with object and reference streams."""

    version: tuple[int, int]
    info_reference: str | None = None

    def GetPDFData(self, canvas: object) -> bytes:  # noqa: ARG002, N802  # ReportLab's name
        self.Reference(self.Catalog)
        entries = f"/Root {self._number(self.Catalog)} 0 R"
        if self.info_reference:
            entries += f"/Info {self.info_reference}"
        return _serialise(self._bodies(), entries, self.version)

    def _bodies(self) -> list[tuple[int, bytes, bool]]:
        """Number, syntax, and whether it is a stream; formatting may register more objects."""
        bodies: list[tuple[int, bytes, bool]] = []
        while name := self.numberToId.get(len(bodies) + 1):
            body: bytes = pdfdoc.format(self.idToObject[name], self, toplevel=1)
            bodies.append((len(bodies) + 1, body, body.endswith(_STREAM_END)))
        return bodies

    def _number(self, item: object) -> int:
        return int(self.idToObjectNumberAndVersion[item.__InternalName__][0])  # type: ignore[attr-defined]


class _Canvas(Canvas):  # type: ignore[misc]
    """A canvas whose pages have the entries of a tagged document and name no font."""

    def __init__(self, page_size_pt: tuple[float, float], version: tuple[int, int]) -> None:
        super().__init__(BytesIO(), pagesize=page_size_pt, pdfVersion=version, invariant=1)
        self._doc = _Document(invariant=1, pdfVersion=version)
        self._doc.version = version

    def _make_preamble(self) -> None:
        """Nothing: the inherited one names Helvetica, which is not embedded."""
        self._preamble = ""

    def finish_page(
        self,
        content: str,
        structure_key: int,
        annotations: Sequence[str],
        pictures: Mapping[str, str],
    ) -> None:
        """End the page with this content stream."""
        self._next = (content, structure_key, annotations)
        self._pictures = pictures
        self.showPage()

    def _setXObjects(self, page: object) -> None:  # noqa: N802  # ReportLab's name
        if self._pictures:
            page.XObjects = pdfdoc.PDFDictionary(dict(self._pictures))  # type: ignore[attr-defined]

    def _setAnnotations(self, page: object) -> None:  # noqa: N802  # ReportLab's name
        content, structure_key, annotations = self._next
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]  # type: ignore[attr-defined]
        entries = {
            "Contents": _stream("", content.encode("latin-1")),
            "Annots": list(annotations),
            "StructParents": structure_key,
            "Tabs": "/S",
            "Trans": None,
        }
        for key, value in entries.items():
            setattr(page, key, value)


class PdfFile:
    """A PDF file in the making. `to_bytes` may be called once."""

    def __init__(
        self, page_size_pt: tuple[float, float], version: tuple[int, int] = PDF_VERSION
    ) -> None:
        self._canvas = _Canvas(page_size_pt, version)
        self._document = self._canvas._doc
        self._catalog = self._document.Catalog
        self._catalog.__NoDefault__ = [*self._catalog.__NoDefault__, "OutputIntents"]
        self._catalog.Outlines = None
        self._reserved: dict[str, _Object] = {}

    def reserve(self) -> str:
        """A reference to an object that `fill` will write."""
        item = _Object()
        reference = self._register(item)
        self._reserved[reference] = item
        return reference

    def fill(self, reference: str, body: str) -> None:
        """Write the object of a reserved reference. Raises KeyError if it is none."""
        self._reserved.pop(reference).body = body

    def add(self, body: str) -> str:
        """A new object; gives its reference."""
        return self._register(_Object(body))

    def add_stream(self, entries: str, data: bytes, *, compressed: bool = True) -> str:
        """A new stream with these dictionary entries; gives its reference."""
        return self._register(_stream(entries, data) if compressed else _Object(entries, data))

    def add_font(self, name: str, reference: str) -> None:
        """Make a font known to all pages under a resource name."""
        self._document.idToObject[pdfdoc.BasicFonts].dict[name] = reference

    def add_page(
        self,
        content: str,
        structure_key: int,
        annotations: Sequence[str],
        pictures: Mapping[str, str] | None = None,
    ) -> None:
        """A page; characters U+0000-00FF of the content are bytes.

        `structure_key` is its key in the parent tree (StructParents); `pictures` are the
        references of its image XObjects by their resource names.
        """
        self._canvas.finish_page(content, structure_key, annotations, pictures or {})

    def page(self, index: int) -> str:
        """The reference of a page that has been added, counted from 0."""
        found, _ = self._document.idToObjectNumberAndVersion[f"Page{index + 1}"]
        return f"{found} 0 R"

    def set_catalog(self, **entries: str) -> None:
        """Entries of the document catalog."""
        for key, value in entries.items():
            setattr(self._catalog, key, value)

    def to_bytes(self, *, info: str | None = None) -> bytes:
        """The finished file; `info` is the reference of the document information.

        PDF 2.0 has none, since XMP says the same (ISO 19005-4 6.1.3).
        Raises ValueError if a reserved object was never written.
        """
        if self._reserved:
            raise ValueError(f"reserved but never written: {', '.join(self._reserved)}")
        self._document.info_reference = info
        data: bytes = self._document.GetPDFData(self._canvas)
        return data

    def _register(self, item: _Object) -> str:
        self._document.Reference(item)
        return f"{self._document.objectcounter} 0 R"


def _stream(entries: str, data: bytes) -> _Object:
    return _Object(f"{entries}/Filter/FlateDecode", bytes(zlib_compress(data, COMPRESSION)))


def _serialise(
    bodies: Sequence[tuple[int, bytes, bool]], entries: str, version: tuple[int, int]
) -> bytes:
    """The file of numbered objects (ISO 32000-1 7.5.7 and 7.5.8), with entries of its trailer."""
    file = bytearray(b"%%PDF-%d.%d\n%%\xe2\xe3\xcf\xd3\n" % version)
    places: dict[int, tuple[int, int, int]] = {0: (0, 0, 0xFFFF)}

    def write(key: int, body: bytes) -> None:
        places[key] = (1, len(file), 0)
        file.extend(b"%d 0 obj\n%b\nendobj\n" % (key, body.rstrip(b"\n")))

    plain = [(key, body) for key, body, is_stream in bodies if not is_stream]
    for key, body, is_stream in bodies:
        if is_stream:
            write(key, body)
    following = len(bodies) + 1
    for start in range(0, len(plain), OBJECTS_PER_STREAM):
        group = plain[start : start + OBJECTS_PER_STREAM]
        write(following, _object_stream(group))
        for index, (key, _) in enumerate(group):
            places[key] = (2, following, index)
        following += 1
    identifier = md5(file, usedforsecurity=False).hexdigest()
    start = len(file)
    places[following] = (1, start, 0)
    trailer = f"/Type/XRef/Size {following + 1}/W[1 4 2]{entries}/ID[<{identifier}><{identifier}>]"
    table = b"".join(
        kind.to_bytes(1, "big") + second.to_bytes(4, "big") + third.to_bytes(2, "big")
        for kind, second, third in (places[key] for key in range(following + 1))
    )
    write(following, _stream(trailer, table).format(None))
    file.extend(b"startxref\n%d\n%%%%EOF\n" % start)
    return bytes(file)


def _object_stream(group: Sequence[tuple[int, bytes]]) -> bytes:
    places: list[bytes] = []
    offset = 0
    for key, body in group:
        places.append(b"%d %d" % (key, offset))
        offset += len(body) + 1
    head = b" ".join(places) + b"\n"
    data = head + b"\n".join(body for _, body in group)
    entries = f"/Type/ObjStm/N {len(group)}/First {len(head)}"
    return _stream(entries, data).format(None)
