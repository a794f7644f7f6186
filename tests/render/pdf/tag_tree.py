"""A reader of finished files for the tests: what a screen reader gets, and what is painted.

It is written apart from the renderer, on pikepdf, and takes nothing from it.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pikepdf

HEX = re.compile(r"<([0-9A-Fa-f]*)>")


@dataclass(frozen=True)
class Painted:
    """A glyph: its page, font, code, place in pt, and the text that ToUnicode gives."""

    page: int
    font: str
    code: int
    glyph_id: int
    x: float
    y: float
    size: float
    text: str


@dataclass
class Content:
    """A marked-content sequence: its glyphs, and the text with ActualText."""

    tag: str
    text: str = ""
    to_unicode: str = ""
    glyphs: list[Painted] = field(default_factory=list)
    replaced: list[tuple[str, list[Painted]]] = field(default_factory=list)
    """Each ActualText with the glyphs under it."""

    @property
    def actual_texts(self) -> list[str]:
        return [text for text, _ in self.replaced]


@dataclass
class Node:
    """A structure element with its text in structure order."""

    kind: str
    language: str | None
    children: list["Node"]
    own: list["Node | Content"]
    attributes: str = ""
    value: pikepdf.Object = None
    file: pikepdf.Pdf | None = None
    """Of the root, so that it outlives its elements."""
    annotations: list[pikepdf.Object] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(part.text for part in self.own)

    @property
    def to_unicode(self) -> str:
        return "".join(part.to_unicode for part in self.own)

    def walk(self) -> Iterator["Node"]:
        yield self
        for child in self.children:
            yield from child.walk()

    def find(self, *kinds: str) -> list["Node"]:
        return [node for node in self.walk() if node.kind in kinds]


@dataclass(frozen=True)
class Shown:
    """A picture on a page: its resource, its box in pt, and what it is content of, if it is."""

    page: int
    image: pikepdf.Object
    box: tuple[float, float, float, float]
    mark: str


@dataclass
class Font:
    name: str
    texts: dict[int, str]
    widths: dict[int, float]
    default_width: float
    glyphs: bytes

    def glyph_id(self, code: int) -> int:
        return int.from_bytes(self.glyphs[2 * code : 2 * code + 2], "big")


@dataclass
class File:
    pdf: pikepdf.Pdf
    marked: list[dict[int, Content]]
    artifacts: list[Content]
    unmarked: list[Painted]
    root: Node
    pictures: list[Shown] = field(default_factory=list)

    @property
    def glyphs(self) -> list[Painted]:
        """All glyphs that are content, in the order of the streams."""
        return [g for page in self.marked for content in page.values() for g in content.glyphs]


def read(data: bytes) -> File:
    pdf = pikepdf.open(io.BytesIO(data))
    marked: list[dict[int, Content]] = []
    artifacts: list[Content] = []
    unmarked: list[Painted] = []
    pictures: list[Shown] = []
    for number, page in enumerate(pdf.pages):
        reader = PageReader(number, page)
        reader.run()
        marked.append(reader.marked)
        artifacts.extend(reader.artifacts)
        unmarked.extend(reader.unmarked)
        pictures.extend(reader.pictures)
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    tree = pdf.Root.StructTreeRoot
    root = _node(tree.K, marked, pages)
    root.file = pdf
    return File(pdf, marked, artifacts, unmarked, root, pictures)


class PageReader:
    def __init__(self, number: int, page: pikepdf.Page) -> None:
        self.number = number
        self.page = page
        self.fonts = {str(k): _font(v) for k, v in page.Resources.Font.items()}
        self.marked: dict[int, Content] = {}
        self.artifacts: list[Content] = []
        self.unmarked: list[Painted] = []
        self.pictures: list[Shown] = []
        self.matrix: tuple[float, ...] = ()
        self.stack: list[Content | str | None] = []
        self.font: Font | None = None
        self.size = self.rise = 0.0
        self.line = self.pen = (0.0, 0.0)

    def run(self) -> None:
        for operands, operator in pikepdf.parse_content_stream(self.page):
            name = f"op_{operator}"
            getattr(self, name, lambda *_: None)(*operands)
        assert not self.stack

    def op_BDC(self, tag: pikepdf.Name, properties: pikepdf.Object) -> None:  # noqa: N802
        if "/MCID" in properties:
            content = self.marked[int(properties.MCID)] = Content(str(tag))
            self.stack.append(content)
        elif str(tag) == "/Artifact":
            self.artifacts.append(Content(str(tag)))
            self.stack.append(self.artifacts[-1])
        elif "/ActualText" in properties:
            self.stack.append(str(properties.ActualText))
            content = self._content()
            content.text += str(properties.ActualText)
            content.replaced.append((str(properties.ActualText), []))
        else:
            self.stack.append(None)

    def op_EMC(self) -> None:  # noqa: N802
        self.stack.pop()

    def op_BT(self) -> None:  # noqa: N802
        self.line = self.pen = (0.0, 0.0)

    def op_Tf(self, name: pikepdf.Name, size: float) -> None:  # noqa: N802
        self.font, self.size = self.fonts[str(name)], float(size)

    def op_Td(self, x: float, y: float) -> None:  # noqa: N802
        self.line = self.pen = (self.line[0] + float(x), self.line[1] + float(y))

    def op_Ts(self, rise: float) -> None:  # noqa: N802
        self.rise = float(rise)

    def op_cm(self, *matrix: float) -> None:
        self.matrix = tuple(map(float, matrix))

    def op_Do(self, name: pikepdf.Name) -> None:  # noqa: N802
        width, _, _, height, x, y = self.matrix
        image = self.page.Resources.XObject[str(name)]
        box = (x, y, x + width, y + height)
        self.pictures.append(Shown(self.number, image, box, self._content().tag))

    def op_TJ(self, array: pikepdf.Array) -> None:  # noqa: N802
        for item in array:
            if isinstance(item, pikepdf.String):
                self._show(bytes(item))
            else:
                self.pen = (self.pen[0] - float(item) * self.size / 1000, self.pen[1])

    def _show(self, codes: bytes) -> None:
        font = self.font
        assert font is not None
        assert len(codes) % 2 == 0
        for index in range(0, len(codes), 2):
            code = int.from_bytes(codes[index : index + 2], "big")
            text = font.texts[code]
            glyph = Painted(
                self.number,
                font.name,
                code,
                font.glyph_id(code),
                self.pen[0],
                self.pen[1] + self.rise,
                self.size,
                text,
            )
            content = self._content()
            if content is None:
                self.unmarked.append(glyph)
            else:
                content.glyphs.append(glyph)
                content.to_unicode += text
                if any(isinstance(item, str) for item in self.stack):
                    content.replaced[-1][1].append(glyph)
                else:
                    content.text += text
            width = font.widths.get(code, font.default_width)
            self.pen = (self.pen[0] + width * self.size / 1000, self.pen[1])

    def _content(self) -> Content:
        return next((c for c in reversed(self.stack) if isinstance(c, Content)), None)  # type: ignore[return-value]


def _font(font: pikepdf.Object) -> Font:
    descendant = font.DescendantFonts[0]
    widths: dict[int, float] = {}
    items = list(descendant.W)
    for first, values in zip(items[::2], items[1::2], strict=True):
        widths |= {int(first) + i: float(value) for i, value in enumerate(values)}
    texts: dict[int, str] = {}
    for line in font.ToUnicode.read_bytes().decode("ascii").splitlines():
        found = HEX.findall(line)
        if len(found) == 2 and "range" not in line:
            texts[int(found[0], 16)] = bytes.fromhex(found[1]).decode("utf-16-be")
    return Font(
        str(font.BaseFont),
        texts,
        widths,
        float(descendant.DW),
        descendant.CIDToGIDMap.read_bytes(),
    )


def _node(
    element: pikepdf.Object, marked: list[dict[int, Content]], pages: dict[tuple[int, int], int]
) -> Node:
    language = str(element.Lang) if "/Lang" in element else None
    node = Node(str(element.S).lstrip("/"), language, [], [], value=element)
    if "/A" in element:
        node.attributes = str(element.A.get("/ListNumbering", ""))
    kids = element.get("/K", pikepdf.Array())
    own_page = pages[element.Pg.objgen] if "/Pg" in element else None
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int):
            assert own_page is not None
            node.own.append(marked[own_page][kid])
            node.pages.append(own_page)
        elif kid.get("/Type") == "/OBJR":
            node.annotations.append(kid.Obj)
        elif kid.get("/Type") == "/MCR":
            page = pages[kid.Pg.objgen]
            node.own.append(marked[page][int(kid.MCID)])
            node.pages.append(page)
        else:
            child = _node(kid, marked, pages)
            assert kid.P.objgen == element.objgen
            node.children.append(child)
            node.own.append(child)
    return node
